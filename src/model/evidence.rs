//! Why a deployment did not succeed, beyond what it says itself: what ECS did for the service
//! meanwhile, and how the tasks of the deployment ended.

use crate::model::deployment::Deployment;
use crate::model::service::ServiceEvent;
use crate::model::task::Task;
use crate::model::timestamp::Timestamp;
use chrono::TimeDelta;
use std::collections::HashMap;

/// ECS forgets stopped tasks after about an hour.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html>
const TASKS_ARE_KEPT: TimeDelta = TimeDelta::hours(1);

/// What was found. `None` is what was not asked for or not to be had.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Within the time of the deployment, oldest first.
    pub events: Option<Vec<ServiceEvent>>,
    /// The most frequent first.
    pub tasks: Option<Vec<StoppedTasks>>,
    /// Whether the tasks may simply be forgotten.
    pub tasks_are_forgotten: bool,
}

/// Tasks that stopped in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoppedTasks {
    pub how: String,
    pub count: usize,
    /// The id of one of them.
    pub example: String,
}

/// The events within the time of a deployment, oldest first. Those of a service that is steady say
/// nothing of a failure.
pub fn events_of(deployment: &Deployment, events: &[ServiceEvent]) -> Vec<ServiceEvent> {
    let began = deployment.order_time();
    // What happened because of the end is told a little later.
    let ended = deployment.ended_at().map(|end| end + TimeDelta::minutes(1));
    let mut events: Vec<ServiceEvent> = events
        .iter()
        .filter(|event| {
            let message = event.message.as_deref().unwrap_or_default();
            !message.contains("has reached a steady state")
        })
        .filter(|event| {
            event.created_at.is_some_and(|at| {
                began.is_none_or(|began| at >= began) && ended.is_none_or(|ended| at <= ended)
            })
        })
        .cloned()
        .collect();
    events.sort_by_key(|event| event.created_at);
    events
}

/// Groups tasks by how they stopped, the most frequent first.
pub fn group(tasks: &[Task]) -> Vec<StoppedTasks> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<StoppedTasks> = Vec::new();
    for task in tasks {
        let how = how_it_stopped(task);
        let place = *places.entry(how.clone()).or_insert_with(|| {
            groups.push(StoppedTasks {
                how,
                count: 0,
                example: task.id().to_owned(),
            });
            groups.len() - 1
        });
        groups[place].count += 1;
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

/// Whether ECS may have forgotten the stopped tasks of a deployment.
pub fn may_be_forgotten(deployment: &Deployment, now: Timestamp) -> bool {
    let last = deployment.ended_at().or(deployment.updated_at);
    last.is_some_and(|last| now - last > TASKS_ARE_KEPT)
}

/// `Essential container in task exited; web exited with 137 (OutOfMemoryError: …)`.
fn how_it_stopped(task: &Task) -> String {
    let reason = task.stopped_reason.as_deref().or(task.stop_code.as_deref());
    let mut parts = vec![general(reason.unwrap_or("no reason given"))];
    for container in task.containers.iter().flatten() {
        let name = container.name.as_deref().unwrap_or("a container");
        let reason = container
            .reason
            .as_deref()
            .map(|reason| format!(" ({})", general(reason)));
        match (container.exit_code, reason) {
            (Some(0) | None, None) => {}
            (Some(code), reason) => {
                parts.push(format!(
                    "{name} exited with {code}{}",
                    reason.unwrap_or_default()
                ));
            }
            (None, Some(reason)) => parts.push(format!("{name} did not start{reason}")),
        }
    }
    // The containers come in any order.
    parts[1..].sort();
    parts.join("; ")
}

/// A reason without what is different in every task: its ids, which ECS puts into brackets and
/// behind `task`.
fn general(reason: &str) -> String {
    let is_id = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let only = |others: &[u8]| {
            word.bytes()
                .all(|byte| byte.is_ascii_hexdigit() || others.contains(&byte))
        };
        let is_uuid = word.len() >= 32 && only(b"-");
        let is_resource = ["eni-", "i-"].iter().any(|kind| word.starts_with(kind)) && digits > 0;
        let is_address = digits > 3 && word.contains('.') && only(b".:");
        is_uuid || is_resource || is_address
    };
    let words = reason
        .split_whitespace()
        .map(|word| if is_id(word) { "…" } else { word });
    let text: Vec<&str> = words.collect();
    text.join(" ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn task(id: &str, reason: &str, code: Option<i64>) -> Task {
        serde_json::from_value(json!({
            "taskArn": format!("arn:aws:ecs:r:1:task/shop/{id}"), "stoppedReason": reason,
            "containers": [{"name": "web", "exitCode": code}, {"name": "otel", "exitCode": 0}],
        }))
        .expect("a task")
    }

    #[test]
    fn tasks_are_grouped_by_how_they_stopped() {
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
        let told: Vec<String> = group(&tasks)
            .iter()
            .map(|group| format!("{} × {}, as {}", group.count, group.how, group.example))
            .collect();
        assert_eq!(
            told,
            [
                "3 × Essential container in task exited; web exited with 137, as a",
                "2 × Task failed container health checks …, as b",
                "1 × Essential container in task exited; web exited with 1, as d",
            ]
        );
    }

    #[test]
    fn events_are_those_of_its_time() {
        let deployment: Deployment = serde_json::from_value(json!({
            "serviceDeploymentArn": "x", "createdAt": 100, "finishedAt": 200,
        }))
        .expect("a deployment");
        let event = |at: Option<i64>| ServiceEvent {
            created_at: at.and_then(|at| chrono::DateTime::from_timestamp(at, 0)),
            message: None,
        };
        let events = [300, 250, 150, 99].map(|at| event(Some(at)));
        let found = events_of(&deployment, &[&events[..], &[event(None)]].concat());
        let times: Vec<i64> = found
            .iter()
            .filter_map(|event| Some(event.created_at?.timestamp()))
            .collect();
        assert_eq!(times, [150, 250]);
    }
}
