//! The status of a service: how its newest deployment ended, or its state so far.

use crate::model::history::{Entry, History};
use crate::model::outcome::{Outcome, Severity};
use crate::model::record::Record;
use crate::model::service::Service;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::Serving;
use crate::model::timestamp::Timestamp;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A service and its newest deployment.
#[derive(Debug, Clone)]
pub struct ServiceStatus<'a> {
    pub record: &'a Record<Service>,
    pub service: ServiceRef,
    /// `None` if there is none, or ECS keeps no deployment history of the service.
    pub newest: Option<Entry<'a>>,
    /// The ARNs of the revisions that may serve, as [`Serving::revisions_of`].
    pub serving: Vec<Cow<'a, str>>,
    /// Whether several of them contradict each other.
    is_contradictory: bool,
    history: &'a History,
}

impl<'a> ServiceStatus<'a> {
    /// The status of each service: the most severe outcome first, and the latest change within each.
    pub fn of_all(
        services: impl Iterator<Item = &'a Record<Service>>,
        history: &'a History,
    ) -> Vec<Self> {
        let mut newest: HashMap<&ServiceRef, Entry> = HashMap::new();
        for entry in history.deployments() {
            newest.entry(entry.service()).or_insert(entry);
        }
        let serving = Serving::of(history);
        let status = |record: &'a Record<Service>| {
            let service = record.item.service_ref();
            Self {
                record,
                newest: newest.get(&service).copied(),
                serving: serving.revisions_of(&service).to_vec(),
                is_contradictory: serving.is_contradictory(&service),
                service,
                history,
            }
        };
        let mut statuses: Vec<Self> = services.map(status).collect();
        statuses.sort_by_cached_key(|status| {
            let name = status.service.clone();
            (
                // `None`, a service without a history, comes last.
                Reverse(status.outcome().map(|outcome| outcome.severity())),
                Reverse(status.changed_at()),
                name,
            )
        });
        statuses
    }

    /// What serves: `web:41`, `web:41 and web:40` if both run, or `web:41 or web:40` if ECS contradicts
    /// itself. `None` if unknown.
    pub fn serving_name(&self) -> Option<String> {
        let names = self
            .serving
            .iter()
            .map(|arn| self.history.revision_name(arn));
        let names: Vec<String> = names.collect();
        let word = if self.is_contradictory {
            " or "
        } else {
            " and "
        };
        (!names.is_empty()).then(|| names.join(word))
    }

    /// Whether the newest deployment deployed what serves. `None` if unknown.
    pub fn is_serving(&self) -> Option<bool> {
        let target = self.newest?.deployment().target_revision_arn()?;
        if self.serving.is_empty() {
            return None;
        }
        let serves = self.serving.iter().any(|arn| arn == target);
        Some(serves).filter(|serves| !serves || !self.is_contradictory)
    }

    /// The outcome of the newest deployment.
    pub fn outcome(&self) -> Option<Outcome> {
        Some(self.newest?.outcome())
    }

    /// When the newest deployment ended or, while it is in progress, when it was created.
    pub fn changed_at(&self) -> Option<Timestamp> {
        let deployment = self.newest?.deployment();
        deployment.ended_at().or(deployment.sort_time())
    }

    /// Whether the newest deployment failed, was rolled back, or is rolling back.
    pub fn has_failed(&self) -> bool {
        self.outcome()
            .is_some_and(|outcome| outcome.severity() >= Severity::RolledBack)
    }

    /// The reason for the outcome, or why there is none, in one line.
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

    /// Whether the newest deployment succeeded and all tasks are running.
    pub fn is_fine(&self) -> bool {
        self.outcome() == Some(Outcome::Succeeded) && !self.is_below_desired_count()
    }

    /// Whether fewer tasks are running than desired.
    pub fn is_below_desired_count(&self) -> bool {
        let service = &self.record.item;
        let counts = service.running_count.zip(service.desired_count);
        counts.is_some_and(|(running, desired)| running < desired)
    }
}

/// `2 failed, 1 in_progress, 37 succeeded`, in the order of the statuses.
pub fn summary(statuses: &[ServiceStatus]) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for status in statuses {
        let outcome = status.outcome();
        let name = outcome.map_or("without history".to_owned(), |outcome| outcome.to_string());
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let counts = counts.iter().map(|(name, count)| format!("{count} {name}"));
    counts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arn::last_segment;
    use crate::model::testing;
    use serde_json::json;

    #[test]
    fn sorts_by_severity_of_the_newest_deployment() {
        let services = [
            "fine", "older", "none", "back", "paused", "going", "failed", "stopped",
        ]
        .map(|name| {
            testing::record(&json!({"serviceArn": testing::arn(&format!("service/{name}"))}))
        });
        let hooks = json!([{"status": "AWAITING_ACTION"}]);
        let alarms = json!({"status": "TRIGGERED"});
        let deployments = [
            ("fine", json!({"status": "ROLLBACK_FAILED", "createdAt": 1})),
            ("fine", json!({"status": "SUCCESSFUL", "createdAt": 9})),
            ("older", json!({"status": "SUCCESSFUL", "createdAt": 8})),
            ("back", json!({"status": "ROLLBACK_SUCCESSFUL"})),
            ("going", json!({"status": "IN_PROGRESS"})),
            ("stopped", json!({"status": "STOPPED"})),
            (
                "paused",
                json!({"status": "IN_PROGRESS", "lifecycleHookDetails": hooks}),
            ),
            ("failed", json!({"status": "STOPPED", "alarms": alarms})),
        ];
        let record = |(index, (service, mut members)): (usize, (&str, serde_json::Value))| {
            if members["createdAt"].is_null() {
                members["createdAt"] = json!(5);
            }
            testing::deployment_record(service, &index.to_string(), members)
        };
        let history = History::new(deployments.into_iter().enumerate().map(record).collect());
        let statuses = ServiceStatus::of_all(services.iter(), &history);
        let names: Vec<&str> = statuses
            .iter()
            .map(|status| last_segment(&status.record.item.service_arn))
            .collect();
        assert_eq!(
            names,
            [
                "failed", "back", "paused", "going", "stopped", "fine", "older", "none"
            ]
        );
        let bad: Vec<bool> = statuses.iter().map(ServiceStatus::has_failed).collect();
        assert_eq!(bad[..3], [true, true, false]);
        assert_eq!(
            summary(&statuses),
            "1 failed, 1 rolled_back, 1 awaiting_action, 1 in_progress, 1 stopped, 2 succeeded, \
             1 without history"
        );
    }
}
