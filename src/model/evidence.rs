//! Why a deployment did not succeed, beyond what it says itself: the service events during the
//! deployment, and how its tasks stopped.

use crate::model::deployment::Deployment;
use crate::model::service::ServiceEvent;
use crate::model::task::Task;
use crate::model::timestamp::Timestamp;
use chrono::TimeDelta;
use std::cmp::Reverse;
use std::collections::HashMap;

/// ECS keeps stopped tasks for at least an hour.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html>
const STOPPED_TASK_RETENTION: TimeDelta = TimeDelta::hours(1);

/// How long after the end of a deployment ECS may still write events about it.
const EVENT_DELAY: TimeDelta = TimeDelta::minutes(1);

/// What is known about a failure. `None` means not requested or not available.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The service events during the deployment, oldest first.
    pub events: Option<Vec<ServiceEvent>>,
    /// The most frequent first.
    pub tasks: Option<Vec<StoppedTasks>>,
    /// Whether ECS may no longer have the stopped tasks, so that an empty list proves nothing.
    pub tasks_may_have_expired: bool,
}

/// Tasks that stopped for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoppedTasks {
    /// `Essential container in task exited; web exited with 137`.
    pub reason: String,
    pub count: usize,
    /// The ID of one of them.
    pub example_id: String,
}

/// The events during a deployment, oldest first. "Has reached a steady state" explains no failure
/// and is left out.
pub fn events_during(deployment: &Deployment, events: &[ServiceEvent]) -> Vec<ServiceEvent> {
    let start = deployment.sort_time();
    let end = deployment.ended_at().map(|end| end + EVENT_DELAY);
    let is_during =
        |at: Timestamp| start.is_none_or(|start| at >= start) && end.is_none_or(|end| at <= end);
    let is_steady_state = |event: &ServiceEvent| {
        let message = event.message.as_deref().unwrap_or_default();
        message.contains("has reached a steady state")
    };
    let mut events: Vec<ServiceEvent> = events
        .iter()
        .filter(|event| event.created_at.is_some_and(is_during) && !is_steady_state(event))
        .cloned()
        .collect();
    events.sort_by_key(|event| event.created_at);
    events
}

/// Groups tasks by the reason why they stopped, the most frequent first.
pub fn group_by_reason(tasks: &[Task]) -> Vec<StoppedTasks> {
    let mut indexes: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<StoppedTasks> = Vec::new();
    for task in tasks {
        let reason = stop_reason(task);
        let index = *indexes.entry(reason.clone()).or_insert_with(|| {
            groups.push(StoppedTasks {
                reason,
                count: 0,
                example_id: task.id().to_owned(),
            });
            groups.len() - 1
        });
        groups[index].count += 1;
    }
    groups.sort_by_key(|group| Reverse(group.count));
    groups
}

/// Whether ECS may no longer have the stopped tasks of a deployment.
pub fn tasks_may_have_expired(deployment: &Deployment, now: Timestamp) -> bool {
    let last = deployment.ended_at().or(deployment.updated_at);
    last.is_some_and(|last| now - last > STOPPED_TASK_RETENTION)
}

/// `Essential container in task exited; web exited with 137 (OutOfMemoryError: …)`.
fn stop_reason(task: &Task) -> String {
    let reason = task.stopped_reason.as_deref().or(task.stop_code.as_deref());
    let mut containers = Vec::new();
    for container in task.containers.iter().flatten() {
        let name = container.name.as_deref().unwrap_or("a container");
        let reason = container.reason.as_deref().map(without_ids);
        containers.push(match (container.exit_code, reason) {
            (Some(0) | None, None) => continue,
            (Some(code), None) => format!("{name} exited with {code}"),
            (Some(code), Some(reason)) => format!("{name} exited with {code} ({reason})"),
            (None, Some(reason)) => format!("{name} did not start ({reason})"),
        });
    }
    // ECS returns the containers in any order.
    containers.sort();
    containers.insert(0, without_ids(reason.unwrap_or("no reason given")));
    containers.join("; ")
}

/// A reason without what differs from task to task: task IDs, network interfaces, instances and
/// IP addresses.
fn without_ids(reason: &str) -> String {
    let words: Vec<&str> = reason
        .split_whitespace()
        .map(|word| if is_id(word) { "…" } else { word })
        .collect();
    words.join(" ").trim_end_matches('.').to_owned()
}

fn is_id(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_hex_and = |separators: &str| {
        word.chars()
            .all(|c| c.is_ascii_hexdigit() || separators.contains(c))
    };
    let is_uuid = word.len() >= 32 && is_hex_and("-");
    let is_resource = ["eni-", "i-"].iter().any(|kind| word.starts_with(kind)) && digits > 0;
    let is_address = digits > 3 && word.contains('.') && is_hex_and(".:");
    is_uuid || is_resource || is_address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;
    use serde_json::json;

    fn task(id: &str, reason: &str, code: Option<i64>) -> Task {
        let task = testing::record::<Task>(&json!({
            "taskArn": testing::arn(&format!("task/{id}")), "stoppedReason": reason,
            "containers": [{"name": "web", "exitCode": code}, {"name": "otel", "exitCode": 0}],
        }));
        (*task.item).clone()
    }

    #[test]
    fn groups_tasks_by_stop_reason() {
        let exited = "Essential container in task exited";
        let unhealthy = |id: &str| format!("Task failed container health checks {id}.");
        let tasks = [
            task("a", exited, Some(137)),
            task("b", &unhealthy("0123456789abcdef0123456789abcdef"), None),
            task("c", exited, Some(137)),
            task("d", exited, Some(1)),
            task("e", &unhealthy("ffffffffffffffffffffffffffffffff"), None),
            task("f", exited, Some(137)),
        ];
        let lines: Vec<String> = group_by_reason(&tasks)
            .iter()
            .map(|group| {
                format!(
                    "{} × {}, as in {}",
                    group.count, group.reason, group.example_id
                )
            })
            .collect();
        assert_eq!(
            lines,
            [
                "3 × Essential container in task exited; web exited with 137, as in a",
                "2 × Task failed container health checks …, as in b",
                "1 × Essential container in task exited; web exited with 1, as in d",
            ]
        );
    }

    #[test]
    fn keeps_the_events_during_the_deployment() {
        let deployment = testing::deployment(json!({"createdAt": 100, "finishedAt": 200}));
        let event = |at: Option<i64>| ServiceEvent {
            created_at: at.and_then(|at| chrono::DateTime::from_timestamp(at, 0)),
            message: None,
        };
        let events = [300, 250, 150, 99].map(|at| event(Some(at)));
        let found = events_during(&deployment, &[&events[..], &[event(None)]].concat());
        let times: Vec<i64> = found
            .iter()
            .filter_map(|event| Some(event.created_at?.timestamp()))
            .collect();
        assert_eq!(times, [150, 250]);
    }
}
