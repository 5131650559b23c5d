//! Which deployment a wait takes from the JSON of an AWS CLI command, and its verdict.
//!
//! During a rollback and after it the old revision is PRIMARY again, with its old ID and its old
//! creation time. Right after an update `currentServiceDeployment` may still be the deployment
//! before.

mod forward;
mod others;
mod rollbacks;
mod settled;

use super::verdicts::{Row, row};
use super::*;

const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;

/// A deployment in the older form, with the ID of the nth revision.
fn classic(n: u64, status: &str, state: &str, created: f64, updated: f64) -> Value {
    json!({
        "id": format!("ecs-svc/{}", revision_id(n)), "status": status,
        "taskDefinition": format!("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:{n}"),
        "desiredCount": 2, "pendingCount": 0, "runningCount": 2, "failedTasks": 0,
        "createdAt": now() - created, "updatedAt": now() - updated, "rolloutState": state,
        "rolloutStateReason": match state {
            "COMPLETED" => format!("ECS deployment ecs-svc/{} completed.", revision_id(n)),
            "FAILED" => "ECS deployment circuit breaker: tasks failed to start.".to_owned(),
            _ => format!("ECS deployment ecs-svc/{} in progress.", revision_id(n)),
        },
    })
}

/// The old revision, to which ECS goes back.
fn rolling_back_to(n: u64, created: f64, updated: f64) -> Value {
    let id = revision_id(n);
    let mut primary = classic(n, "PRIMARY", "IN_PROGRESS", created, updated);
    primary["rolloutStateReason"] = json!(format!(
        "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/{id}."
    ));
    primary
}

/// A service as the AWS CLI prints it.
fn document(current: Option<u64>, deployments: Vec<Value>) -> Value {
    let mut service = json!({
        "serviceArn": "arn:aws:ecs:eu-west-1:123456789012:service/shop/web",
        "serviceName": "web", "status": "ACTIVE", "desiredCount": 2, "runningCount": 2,
        "clusterArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
        "deploymentController": {"type": "ECS"}, "deployments": deployments, "events": [],
    });
    if let Some(current) = current {
        service["currentServiceDeployment"] = json!(arn(current));
    }
    json!({"services": [service], "failures": []})
}

/// Without times and reasons, as a `--query` may leave it.
fn trimmed(mut document: Value) -> Value {
    let deployments = document["services"][0]["deployments"].as_array_mut();
    for deployment in deployments.into_iter().flatten() {
        for name in ["createdAt", "updatedAt", "rolloutStateReason"] {
            deployment.as_object_mut().expect("an object").remove(name);
        }
    }
    document
}

fn with(mut document: Value, name: &str, value: Value) -> Value {
    document["services"][0][name] = value;
    document
}

/// An hour later.
fn saved(mut document: Value) -> Value {
    let deployments = document["services"][0]["deployments"].as_array_mut();
    for deployment in deployments.into_iter().flatten() {
        for name in ["createdAt", "updatedAt"] {
            let time = deployment[name].as_f64().expect("a time");
            deployment[name] = json!(time - HOUR);
        }
    }
    document
}

/// What UpdateService returns for the nth revision, with the service deployment that it calls
/// current.
fn just_updated(n: u64, current: Option<u64>) -> Value {
    document(
        current,
        vec![
            classic(n, "PRIMARY", "IN_PROGRESS", 30.0, 30.0),
            classic(n - 1, "ACTIVE", "COMPLETED", DAY, DAY - 200.0),
        ],
    )
}

/// The circuit breaker has triggered: revision 1 is PRIMARY again, revision 2 is on its way out.
fn rolling_back(current: Option<u64>) -> Value {
    document(
        current,
        vec![
            rolling_back_to(1, DAY, 3.0),
            classic(2, "ACTIVE", "FAILED", 30.0, 3.0),
        ],
    )
}

/// The rollback is over.
fn rolled_back(current: Option<u64>) -> Value {
    document(current, vec![classic(1, "PRIMARY", "COMPLETED", DAY, 1.0)])
}

/// The second deployment has ended so many seconds ago, after a minute.
fn ended(status: &str, seconds_ago: f64) -> Scenario {
    let item = web(2, seconds_ago + 60.0).took(58.0).status(status);
    shop().history(vec![item.build()], Vec::new())
}

fn goes_back() -> Scenario {
    evolves(&["ROLLBACK_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", ROLLED_BACK])
}

/// The list has the second deployment only from its seventh call on.
fn listed_late(scenario: Scenario) -> Scenario {
    scenario.appears_at(&arn(2), 6)
}

/// The service's first deployment is older than ECS remembers.
fn without_the_first(statuses: &[&str]) -> Scenario {
    let revisions = (1..=4).map(|n| revision("shop", "web", n)).collect();
    let evolving = Scenario::new().history(Vec::new(), revisions);
    evolving.evolves(states(statuses))
}

/// The third deployment, begun so many seconds ago.
fn and_third(scenario: Scenario, status: &str, seconds_ago: f64) -> Scenario {
    let third = web(3, seconds_ago).took(5.0).status(status).build();
    scenario.history(vec![third], Vec::new())
}

fn piped(name: &'static str, document: Value, scenario: Scenario, code: i32, says: &[&str]) -> Row {
    row(name, "-", scenario, code, says).input(&document)
}

pub fn rows() -> Vec<Row> {
    [
        forward::rows(),
        rollbacks::rows(),
        settled::rows(),
        others::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
