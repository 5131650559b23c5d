//! `ecs-history wait`: histories that go on while they are watched.
//!
//! Time passes in the scenario: each description finds the deployment in its next state. Over a
//! socket a wait polls as often as it may, once a second; in this process it runs on paused time.

#[cfg(unix)]
mod blocked;
mod choices;
mod clocks;
mod documents;
mod ends;
mod failures;
mod in_process;
mod input;
mod output;
mod pauses;
#[cfg(unix)]
mod signals;
mod timing;
mod verdicts;

use crate::support::data::{deployment_arn, deployment_id, revision, revision_id};
use crate::support::run::{Run, ecs_history};
use crate::support::{Deployment, FakeEcs, Scenario};
use chrono::Utc;
use serde_json::{Value, json};

const IN_PROGRESS: &str = "IN_PROGRESS";
const SUCCESSFUL: &str = "SUCCESSFUL";
const ROLLED_BACK: &str = "ROLLBACK_SUCCESSFUL";

fn now() -> f64 {
    Utc::now().timestamp_millis() as f64 / 1000.0
}

/// The nth deployment of web, begun so many seconds ago.
fn web(n: u64, seconds_ago: f64) -> Deployment {
    Deployment::new("shop", "web", n).created(now() - seconds_ago)
}

/// The deployment that most rows are about: the second one, begun half a minute ago.
fn second() -> Deployment {
    web(2, 30.0).took(60.0)
}

fn states(statuses: &[&str]) -> Vec<Value> {
    let state = |status: &&str| second().status(status).build();
    statuses.iter().map(state).collect()
}

/// A service that has had one deployment, a day ago.
fn shop() -> Scenario {
    let revisions = (1..=4).map(|n| revision("shop", "web", n)).collect();
    Scenario::new().history(vec![web(1, 86_400.0).build()], revisions)
}

fn evolves(statuses: &[&str]) -> Scenario {
    shop().evolves(states(statuses))
}

fn arn(n: u64) -> String {
    deployment_arn("shop", "web", &deployment_id(n))
}

fn hook(status: &str) -> Value {
    json!([{
        "hookId": "ecs-pause-Xk7rT2mP9sLwQn4vB8fYd3hJ6gA1cE5iO0uR_ZpWq",
        "targetType": "PAUSE",
        "status": status,
        "expiresAt": now() + 3600.0,
        "timeoutAction": "ROLLBACK",
    }])
}

fn blue_green(stage: &str) -> Deployment {
    second()
        .status("IN_PROGRESS")
        .with("lifecycleStage", json!(stage))
        .with("deploymentConfiguration", json!({"strategy": "BLUE_GREEN"}))
}

fn paused() -> Value {
    blue_green("POST_TEST_TRAFFIC_SHIFT")
        .with("lifecycleHookDetails", hook("AWAITING_ACTION"))
        .build()
}

/// What `aws ecs update-service` prints, as far as it matters here.
fn updated(service: &str, revision: u64) -> Value {
    let deployment = |status: &str, n: u64| {
        json!({
            "id": format!("ecs-svc/{}", revision_id(n)), "status": status,
            "taskDefinition": format!("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:{n}"),
            "desiredCount": 2, "rolloutState": "IN_PROGRESS",
        })
    };
    json!({"service": {
        "serviceArn": format!("arn:aws:ecs:eu-west-1:123456789012:service/shop/{service}"),
        "serviceName": service,
        "clusterArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
        "deployments": [deployment("ACTIVE", revision - 1), deployment("PRIMARY", revision)],
    }})
}

/// Checks all cases at once: a wait spends its time asleep.
fn all_at_once<T: Send>(cases: impl IntoIterator<Item = T>, check: impl Fn(T) + Sync) {
    std::thread::scope(|scope| {
        for case in cases {
            scope.spawn(|| check(case));
        }
    });
}

/// A wait for the service web, polling once a second unless the words say otherwise.
fn wait(words: &str, fake: &FakeEcs) -> Run {
    let command = if words.contains("--interval") {
        "wait"
    } else {
        "wait --interval 1s"
    };
    let mut run = ecs_history(command)
        .at(fake)
        .env("ECS_SERVICE", "web")
        .env("ECS_CLUSTER", "shop");
    for word in words.split_whitespace() {
        run = run.arg(word);
    }
    run
}
