//! Figures about the deployments of a span of time.
//!
//! Definitions follow DORA's metrics of software delivery, as far as a deployment history can tell
//! them: <https://dora.dev/guides/dora-metrics/>. Deployment frequency is `per_day`, the change fail
//! rate is what `success_rate` leaves to 1, and the failed deployment recovery time is
//! `mean_recovery`.

use crate::model::history::Entry;
use crate::model::outcome::Outcome;
use crate::model::service_ref::ServiceRef;
use crate::model::timestamp::Timestamp;
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// The span of time that is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    pub since: Timestamp,
    pub until: Timestamp,
}

/// The deployments of a service, or of several, that were created within a window.
#[derive(Debug, Clone, Default)]
pub struct Stats {
    pub succeeded: usize,
    pub rolled_back: usize,
    /// Stopped after a failure was detected, or rolling back failed.
    pub failed: usize,
    pub superseded: usize,
    pub stopped: usize,
    /// Not at an end.
    pub ongoing: usize,
    /// When each was created.
    created: Vec<Timestamp>,
    /// Seconds, of those that succeeded, failed or were rolled back.
    durations: Vec<f64>,
    /// Seconds, from failures to the successes that followed.
    recoveries: Vec<f64>,
}

/// The figures of each service, and of all.
#[derive(Debug, Default)]
pub struct Figures {
    pub services: BTreeMap<ServiceRef, Stats>,
    pub total: Stats,
}

impl Figures {
    /// Of deployments of any services, newest first.
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
    /// Takes in the next newer deployment of a service. `failed_at` is when the first failure ended
    /// since its last success.
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

    /// How many deployments there were.
    pub fn deployments(&self) -> usize {
        let ended = self.succeeded + self.rolled_back + self.failed;
        ended + self.superseded + self.stopped + self.ongoing
    }

    /// The share that succeeded, of those that succeeded, failed or were rolled back; 0 to 1. What
    /// was superseded, stopped or goes on says nothing about success.
    pub fn success_rate(&self) -> Option<f64> {
        let ended = self.succeeded + self.rolled_back + self.failed;
        (ended > 0).then(|| self.succeeded as f64 / ended as f64)
    }

    /// The duration, in seconds, that this share of the deployments did not exceed, of those that
    /// succeeded, failed or were rolled back: the nearest rank, so it is one that was there.
    pub fn duration(&self, share: f64) -> Option<f64> {
        let rank = (share * self.durations.len() as f64).ceil() as usize;
        self.durations.get(rank.saturating_sub(1)).copied()
    }

    /// Deployments a day, over the whole window.
    pub fn per_day(&self, window: Window) -> f64 {
        let days = window.seconds() / 86_400.0;
        self.deployments() as f64 / days
    }

    /// Seconds from the end of a failed deployment to that of the next success of the same service,
    /// in the mean. Failures in a row count once, from the first.
    pub fn mean_recovery(&self) -> Option<f64> {
        let number = self.recoveries.len();
        (number > 0).then(|| self.recoveries.iter().sum::<f64>() / number as f64)
    }

    /// How many were created in each part of the window.
    pub fn trend(&self, window: Window, cell: TimeDelta) -> Vec<usize> {
        let seconds = cell.num_seconds().max(1) as f64;
        let mut cells = vec![0; (window.seconds() / seconds).ceil() as usize];
        let last = cells.len().saturating_sub(1);
        for created in &self.created {
            let since = (*created - window.since).num_seconds().max(0) as f64;
            if let Some(cell) = cells.get_mut(((since / seconds) as usize).min(last)) {
                *cell += 1;
            }
        }
        cells
    }
}

impl Window {
    /// At least a second.
    fn seconds(self) -> f64 {
        let span = (self.until - self.since).num_milliseconds() as f64 / 1000.0;
        span.max(1.0)
    }

    /// The length of the parts that a trend has: a day, or hours or days where there would be few
    /// or many of them.
    pub fn bucket_length(self) -> TimeDelta {
        const MOST: f64 = 30.0;
        let hours = [1, 2, 4, 24, 48, 72, 168, 336, 720];
        let fits = |hours: &&i64| self.seconds() / (**hours as f64 * 3600.0) <= MOST;
        let days = |hours: i64| TimeDelta::hours(hours);
        match hours.iter().find(fits) {
            Some(hours) => days(*hours),
            None => TimeDelta::milliseconds((self.seconds() * 1000.0 / MOST) as i64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::history::History;
    use crate::model::record::Record;
    use proptest::prelude::*;
    use serde_json::{Value, json, value::to_raw_value};

    /// Deployments of services, by status, creation and end, in hours since the begin of the window.
    fn figures(items: &[(&str, &str, f64, Option<f64>)]) -> Figures {
        let item = |(place, (service, status, from, to)): (
            usize,
            &(&str, &str, f64, Option<f64>),
        )| {
            let mut item = json!({
                "serviceDeploymentArn": format!("arn:aws:ecs:r:1:service-deployment/shop/{service}/{place}"),
                "status": status.trim_end_matches('!'),
                "createdAt": from * 3600.0,
            });
            if let Some(to) = to {
                item["finishedAt"] = Value::from(to * 3600.0);
            }
            if status.ends_with('!') {
                item["alarms"] = json!({"status": "TRIGGERED"});
            }
            Record::read(to_raw_value(&item).expect("JSON")).expect("a deployment")
        };
        let history = History::new(items.iter().enumerate().map(item).collect());
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
    fn every_outcome_is_counted_once_and_only_ends_count_for_the_rate() {
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
    fn durations_are_the_nearest_rank() {
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
    fn a_failure_is_made_good_by_its_own_service_alone() {
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
    fn a_trend_has_a_cell_a_day_where_days_fit() {
        for (hours, cell, cells) in [
            (24, 1, 24),
            (48, 2, 24),
            (24 * 7, 24, 7),
            (24 * 30, 24, 30),
            (24 * 90, 72, 30),
        ] {
            let window = window(hours);
            assert_eq!(window.bucket_length(), TimeDelta::hours(cell), "{hours}");
            assert_eq!(
                Stats::default().trend(window, window.bucket_length()).len(),
                cells
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
