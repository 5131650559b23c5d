//! Statistics of the deployments in a time window.
//!
//! They follow the DORA metrics, as far as a deployment history has them:
//! <https://dora.dev/guides/dora-metrics/>. Deployment frequency is [`Stats::per_day`], the change
//! fail rate is 1 minus [`Stats::success_rate`], and the failed deployment recovery time is
//! [`Stats::mean_recovery`].

use crate::model::history::Entry;
use crate::model::outcome::Outcome;
use crate::model::service_ref::ServiceRef;
use crate::model::timestamp::Timestamp;
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// The time window.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    pub since: Timestamp,
    pub until: Timestamp,
}

/// Statistics of the deployments of one or more services that were created in a window.
#[derive(Debug, Clone, Default)]
pub struct Stats {
    pub succeeded: usize,
    pub rolled_back: usize,
    /// Stopped after a failure was detected, or failed to roll back.
    pub failed: usize,
    pub superseded: usize,
    pub stopped: usize,
    /// Not ended yet.
    pub ongoing: usize,
    /// When each was created.
    created: Vec<Timestamp>,
    /// Seconds, ascending, of deployments that succeeded, failed or were rolled back.
    durations: Vec<f64>,
    /// Seconds from each failure to the next success.
    recoveries: Vec<f64>,
}

/// The statistics of each service, and of all together.
#[derive(Debug, Default)]
pub struct Figures {
    pub services: BTreeMap<ServiceRef, Stats>,
    pub total: Stats,
}

impl Figures {
    /// Computes them from deployments of any services, newest first.
    pub fn of(entries: &[Entry]) -> Self {
        let mut services: BTreeMap<&ServiceRef, (Stats, Option<Timestamp>)> = BTreeMap::new();
        for entry in entries.iter().rev() {
            let (stats, failed_at) = services.entry(entry.service()).or_default();
            stats.add(entry, failed_at);
        }
        let services: BTreeMap<ServiceRef, Stats> = services
            .into_iter()
            .map(|(service, (stats, _))| (service.clone(), stats.sorted()))
            .collect();
        let mut total = Stats::default();
        services.values().for_each(|stats| total.merge(stats));
        Self {
            services,
            total: total.sorted(),
        }
    }
}

impl Stats {
    /// Adds the next newer deployment of a service. `failed_at` is the end of the first failure since
    /// the last success.
    fn add(&mut self, entry: &Entry, failed_at: &mut Option<Timestamp>) {
        let deployment = entry.deployment();
        let outcome = entry.outcome();
        let ended = deployment.ended_at();
        self.created.extend(deployment.sort_time());
        let count = match outcome {
            Outcome::Succeeded => &mut self.succeeded,
            Outcome::RolledBack => &mut self.rolled_back,
            Outcome::Failed | Outcome::RollbackFailed => &mut self.failed,
            Outcome::Superseded => &mut self.superseded,
            Outcome::Stopped => &mut self.stopped,
            Outcome::Pending
            | Outcome::InProgress
            | Outcome::AwaitingAction
            | Outcome::Stopping
            | Outcome::RollingBack
            | Outcome::Unknown(_) => &mut self.ongoing,
        };
        *count += 1;
        if outcome.is_failure() || outcome == Outcome::Succeeded {
            self.durations.extend(deployment.duration_seconds());
        }
        if outcome.is_failure() {
            *failed_at = failed_at.or(ended);
        } else if outcome == Outcome::Succeeded
            && let (Some(failed), Some(ended)) = (failed_at.take(), ended)
        {
            let seconds = (ended - failed).num_milliseconds() as f64 / 1000.0;
            self.recoveries.push(seconds.max(0.0));
        }
    }

    fn merge(&mut self, other: &Self) {
        self.succeeded += other.succeeded;
        self.rolled_back += other.rolled_back;
        self.failed += other.failed;
        self.superseded += other.superseded;
        self.stopped += other.stopped;
        self.ongoing += other.ongoing;
        self.created.extend(&other.created);
        self.durations.extend(&other.durations);
        self.recoveries.extend(&other.recoveries);
    }

    fn sorted(mut self) -> Self {
        self.durations.sort_by(f64::total_cmp);
        self
    }

    /// The number of deployments.
    pub fn deployments(&self) -> usize {
        let ended = self.succeeded + self.rolled_back + self.failed;
        ended + self.superseded + self.stopped + self.ongoing
    }

    /// The share, 0 to 1, that succeeded, of the deployments that succeeded, failed or were rolled
    /// back. Others say nothing about success. `None` if there are none.
    pub fn success_rate(&self) -> Option<f64> {
        let ended = self.succeeded + self.rolled_back + self.failed;
        (ended > 0).then(|| self.succeeded as f64 / ended as f64)
    }

    /// The percentile of the durations, in seconds, of the deployments that succeeded, failed or were
    /// rolled back. `share` is 0 to 1. Nearest rank: the result is the duration of a deployment.
    pub fn duration(&self, share: f64) -> Option<f64> {
        let rank = (share * self.durations.len() as f64).ceil() as usize;
        self.durations.get(rank.saturating_sub(1)).copied()
    }

    /// Deployments per day, averaged over the window.
    pub fn per_day(&self, window: Window) -> f64 {
        let days = window.seconds() / 86_400.0;
        self.deployments() as f64 / days
    }

    /// The mean time, in seconds, from the end of a failed deployment to the end of the next success
    /// of the same service. Failures in a row count once, from the first.
    pub fn mean_recovery(&self) -> Option<f64> {
        let number = self.recoveries.len();
        (number > 0).then(|| self.recoveries.iter().sum::<f64>() / number as f64)
    }

    /// The number of deployments created in each bucket of the window, oldest first.
    pub fn trend(&self, window: Window, bucket_length: TimeDelta) -> Vec<usize> {
        let seconds = bucket_length.num_seconds().max(1) as f64;
        let mut buckets = vec![0; (window.seconds() / seconds).ceil() as usize];
        let last = buckets.len().saturating_sub(1);
        for created in &self.created {
            let offset = (*created - window.since).num_seconds().max(0) as f64;
            if let Some(count) = buckets.get_mut(((offset / seconds) as usize).min(last)) {
                *count += 1;
            }
        }
        buckets
    }
}

impl Window {
    /// The length in seconds, at least 1.
    fn seconds(self) -> f64 {
        let span = (self.until - self.since).num_milliseconds() as f64 / 1000.0;
        span.max(1.0)
    }

    /// The length of the buckets of a trend: the shortest round one that gives at most 30 buckets.
    pub fn bucket_length(self) -> TimeDelta {
        const MAX_BUCKETS: f64 = 30.0;
        let lengths = [1, 2, 4, 24, 48, 72, 168, 336, 720].map(TimeDelta::hours);
        lengths
            .into_iter()
            .find(|length| self.seconds() / length.num_seconds() as f64 <= MAX_BUCKETS)
            .unwrap_or(TimeDelta::milliseconds(
                (self.seconds() * 1000.0 / MAX_BUCKETS) as i64,
            ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::history::History;
    use crate::model::testing;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// The service, status, creation and end of each deployment, in hours since the start of the
    /// window. `!` after a status means that an alarm triggered.
    fn figures(items: &[(&str, &str, f64, Option<f64>)]) -> Figures {
        let record =
            |(index, (service, status, from, to)): (usize, &(&str, &str, f64, Option<f64>))| {
                let mut members = json!({
                    "status": status.trim_end_matches('!'),
                    "createdAt": from * 3600.0,
                });
                if let Some(to) = to {
                    members["finishedAt"] = Value::from(to * 3600.0);
                }
                if status.ends_with('!') {
                    members["alarms"] = json!({"status": "TRIGGERED"});
                }
                testing::deployment_record(service, &index.to_string(), members)
            };
        let history = History::new(items.iter().enumerate().map(record).collect());
        Figures::of(&history.deployments().collect::<Vec<_>>())
    }

    fn window(hours: i64) -> Window {
        let since = Timestamp::UNIX_EPOCH;
        Window {
            since,
            until: since + TimeDelta::hours(hours),
        }
    }

    #[test]
    fn counts_each_outcome_once_and_only_results_in_the_rate() {
        let figures = figures(&[
            ("web", "SUCCESSFUL", 0.0, Some(1.0)),
            ("web", "ROLLBACK_SUCCESSFUL", 2.0, Some(3.0)),
            ("web", "ROLLBACK_FAILED", 4.0, Some(5.0)),
            ("web", "STOPPED!", 6.0, Some(7.0)),
            ("web", "STOPPED", 8.0, Some(9.5)),
            ("web", "SUCCESSFUL", 9.0, Some(10.0)),
            ("web", "STOPPED", 11.0, Some(11.5)),
            ("web", "IN_PROGRESS", 12.0, None),
        ]);
        let web = &figures.total;
        assert_eq!((web.succeeded, web.rolled_back, web.failed), (2, 1, 2));
        assert_eq!((web.superseded, web.stopped, web.ongoing), (1, 1, 1));
        assert_eq!(web.deployments(), 8);
        assert_eq!(web.success_rate(), Some(0.4));
        assert_eq!(web.per_day(window(48)), 4.0);
        // From the end of the first failure at 3 to that of the success at 10.
        assert_eq!(web.mean_recovery(), Some(7.0 * 3600.0));
    }

    #[test]
    fn percentiles_are_nearest_rank() {
        let items: Vec<_> = (1..=20)
            .map(|hours| {
                (
                    "web",
                    "SUCCESSFUL",
                    f64::from(hours),
                    Some(f64::from(hours * 2)),
                )
            })
            .collect();
        let stats = figures(&items).total;
        assert_eq!(stats.duration(0.5), Some(10.0 * 3600.0));
        assert_eq!(stats.duration(0.95), Some(19.0 * 3600.0));
        let one = figures(&items[..1]).total;
        assert_eq!(one.duration(0.5), one.duration(0.95));
        assert_eq!(Stats::default().duration(0.5), None);
    }

    #[test]
    fn only_the_same_service_recovers_a_failure() {
        let figures = figures(&[
            ("web", "ROLLBACK_SUCCESSFUL", 0.0, Some(1.0)),
            ("api", "SUCCESSFUL", 1.0, Some(2.0)),
            ("web", "SUCCESSFUL", 3.0, Some(4.0)),
            ("api", "ROLLBACK_SUCCESSFUL", 3.0, Some(4.0)),
            ("api", "SUCCESSFUL", 4.0, Some(5.0)),
            ("web", "STOPPED!", 5.0, Some(6.0)),
        ]);
        let recoveries: Vec<_> = figures
            .services
            .values()
            .map(Stats::mean_recovery)
            .collect();
        assert_eq!(recoveries, [Some(3600.0), Some(3.0 * 3600.0)]);
        assert_eq!(figures.total.mean_recovery(), Some(2.0 * 3600.0));
    }

    #[test]
    fn a_trend_has_at_most_30_buckets() {
        for (hours, bucket_length, buckets) in [
            (24, 1, 24),
            (48, 2, 24),
            (24 * 7, 24, 7),
            (24 * 30, 24, 30),
            (24 * 90, 72, 30),
        ] {
            let window = window(hours);
            assert_eq!(
                window.bucket_length(),
                TimeDelta::hours(bucket_length),
                "{hours}"
            );
            assert_eq!(
                Stats::default().trend(window, window.bucket_length()).len(),
                buckets
            );
        }
    }

    proptest! {
        #[test]
        fn totals_add_up(items in proptest::collection::vec((0usize..3, 0usize..5, 0.0f64..700.0, 0.0f64..9.0), 0..60)) {
            let statuses = ["SUCCESSFUL", "ROLLBACK_SUCCESSFUL", "STOPPED", "IN_PROGRESS", "ROLLBACK_FAILED"];
            let items: Vec<_> = items
                .iter()
                .map(|(service, status, from, took)| (["a", "b", "c"][*service], statuses[*status], *from, Some(from + took)))
                .collect();
            let figures = figures(&items);
            let window = window(720);
            prop_assert_eq!(figures.total.deployments(), items.len());
            let services = figures.services.values();
            prop_assert_eq!(services.map(Stats::deployments).sum::<usize>(), items.len());
            let trend = figures.total.trend(window, window.bucket_length());
            prop_assert_eq!(trend.iter().sum::<usize>(), items.len());
            let rate = figures.total.success_rate().unwrap_or(0.0);
            prop_assert!((0.0..=1.0).contains(&rate));
            prop_assert!(figures.total.duration(0.5) <= figures.total.duration(0.95));
        }
    }
}
