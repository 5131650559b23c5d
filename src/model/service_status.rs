//! Where a service stands: how its newest deployment ended, or goes on.

use crate::model::history::{Entry, History};
use crate::model::outcome::{Outcome, Severity};
use crate::model::record::Record;
use crate::model::service::Service;
use crate::model::service_ref::ServiceRef;
use crate::model::timestamp::Timestamp;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A service and its newest deployment.
#[derive(Debug, Clone)]
pub struct ServiceStatus<'a> {
    pub record: &'a Record<Service>,
    pub service: ServiceRef,
    /// `None` where it has none, or ECS keeps no history of it.
    pub newest: Option<Entry<'a>>,
}

impl<'a> ServiceStatus<'a> {
    /// The standings of services, the worst first; those that are alike newest first.
    pub fn of_all(
        services: impl Iterator<Item = &'a Record<Service>>,
        history: &'a History,
    ) -> Vec<Self> {
        let mut newest: HashMap<&ServiceRef, Entry> = HashMap::new();
        for entry in history.deployments() {
            newest.entry(entry.service()).or_insert(entry);
        }
        let status = |record: &'a Record<Service>| {
            let service = record.item.service_ref();
            let newest = newest.get(&service).copied();
            Self {
                record,
                service,
                newest,
            }
        };
        let mut statuses: Vec<Self> = services.map(status).collect();
        statuses.sort_by_cached_key(|status| {
            let name = status.service.clone();
            (
                // Those without a history come last.
                Reverse(status.outcome().map(|outcome| outcome.severity())),
                Reverse(status.changed_at()),
                name,
            )
        });
        statuses
    }

    /// How the newest deployment ended, or where it stands.
    pub fn outcome(&self) -> Option<Outcome> {
        Some(self.newest?.outcome())
    }

    /// Since when it is so: the end of the newest deployment, or, while it goes on, its begin.
    pub fn changed_at(&self) -> Option<Timestamp> {
        let deployment = self.newest?.deployment();
        deployment.ended_at().or(deployment.sort_time())
    }

    /// Whether the newest deployment failed, or was or is being rolled back.
    pub fn has_failed(&self) -> bool {
        self.outcome()
            .is_some_and(|outcome| outcome.severity() >= Severity::RolledBack)
    }

    /// Why it is so, in one line.
    pub fn reason(&self) -> Option<String> {
        let Some(newest) = self.newest else {
            return Some(match self.record.item.non_ecs_controller() {
                Some(controller) => {
                    format!("{controller} deployment controller: ECS keeps no history")
                }
                None => "no deployment in the history".to_owned(),
            });
        };
        newest.reason(&newest.outcome())
    }

    /// Whether fewer tasks run than are desired.
    pub fn is_below_desired_count(&self) -> bool {
        let service = &self.record.item;
        let counts = service.running_count.zip(service.desired_count);
        counts.is_some_and(|(running, desired)| running < desired)
    }
}

/// `2 failed, 1 in_progress, 37 succeeded`, in the order of the standings.
pub fn summary(standings: &[ServiceStatus]) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for standing in standings {
        let outcome = standing.outcome();
        let word = outcome.map_or("without history".to_owned(), |outcome| outcome.to_string());
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    let counts = counts.iter().map(|(word, count)| format!("{count} {word}"));
    counts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json, value::to_raw_value};

    fn record<T: serde::de::DeserializeOwned>(value: &Value) -> Record<T> {
        Record::read(to_raw_value(value).expect("JSON")).expect("an item")
    }

    fn service(name: &str) -> Record<Service> {
        record(&json!({"serviceArn": format!("arn:aws:ecs:r:1:service/shop/{name}")}))
    }

    fn deployment(service: &str, status: &str, created: i64) -> Value {
        let arn = format!("arn:aws:ecs:r:1:service-deployment/shop/{service}/{created}");
        json!({"serviceDeploymentArn": arn, "status": status, "createdAt": created})
    }

    #[test]
    fn the_worst_stands_first_and_the_newest_counts() {
        let services = [
            "fine", "older", "none", "back", "paused", "going", "failed", "stopped",
        ]
        .map(service);
        let mut paused = deployment("paused", "IN_PROGRESS", 5);
        paused["lifecycleHookDetails"] = json!([{"status": "AWAITING_ACTION"}]);
        let mut failed = deployment("failed", "STOPPED", 5);
        failed["alarms"] = json!({"status": "TRIGGERED"});
        let deployments = [
            deployment("fine", "ROLLBACK_FAILED", 1),
            deployment("fine", "SUCCESSFUL", 9),
            deployment("older", "SUCCESSFUL", 8),
            deployment("back", "ROLLBACK_SUCCESSFUL", 5),
            deployment("going", "IN_PROGRESS", 5),
            deployment("stopped", "STOPPED", 5),
            paused,
            failed,
        ];
        let history = History::new(deployments.iter().map(record).collect());
        let standings = ServiceStatus::of_all(services.iter(), &history);
        let names: Vec<&str> = standings
            .iter()
            .map(|standing| super::super::arn::last_segment(&standing.record.item.service_arn))
            .collect();
        assert_eq!(
            names,
            [
                "failed", "back", "paused", "going", "stopped", "fine", "older", "none"
            ]
        );
        let bad: Vec<bool> = standings.iter().map(ServiceStatus::has_failed).collect();
        assert_eq!(bad[..3], [true, true, false]);
        assert_eq!(
            summary(&standings),
            "1 failed, 1 rolled_back, 1 awaiting_action, 1 in_progress, 1 stopped, 2 succeeded, \
             1 without history"
        );
    }
}
