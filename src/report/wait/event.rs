//! A wait as JSON: an event for every change, and one for its end.

use crate::error::Error;
use crate::model::arn::last_segment;
use crate::model::progress_change::ProgressChange;
use crate::model::timestamp::{Timestamp, to_rfc3339};
use crate::model::verdict::Verdict;
use crate::model::watched::Watched;
use crate::render::json;
use crate::report::wait::Conclusion;
use serde_json::{Value, json};

/// The event of a change, with the members of the deployment that changed, as ECS names them.
pub fn change(at: Timestamp, watched: &Watched, change: &ProgressChange) -> Value {
    let (name, members): (&str, &[&str]) = match change {
        ProgressChange::Outcome => ("status", &["status", "statusReason"]),
        ProgressChange::Stage(_) => ("lifecycleStage", &["lifecycleStage"]),
        ProgressChange::Tasks => (
            "tasks",
            &["targetServiceRevision", "sourceServiceRevisions"],
        ),
        ProgressChange::Traffic => (
            "traffic",
            &["targetServiceRevision", "sourceServiceRevisions"],
        ),
        ProgressChange::CircuitBreaker => {
            ("deploymentCircuitBreaker", &["deploymentCircuitBreaker"])
        }
        ProgressChange::Alarms => ("alarms", &["alarms"]),
        ProgressChange::Hook(_) => ("lifecycleHook", &["lifecycleHookDetails"]),
    };
    let item = json::item(&watched.entry().record().json, None).unwrap_or_default();
    let mut event = begin(at, name, watched);
    for member in members {
        let mut value = &item[member];
        if let ProgressChange::Hook(index) = change {
            value = &value[index];
        }
        if !value.is_null() {
            event[member] = value.clone();
        }
    }
    event
}

/// The last event: the verdict and the exit code. `item` is the deployment in full.
pub fn verdict(at: Timestamp, verdict: &Verdict, conclusion: &Conclusion, item: Value) -> Value {
    let watched = conclusion.watched;
    let mut event = begin(at, "verdict", watched);
    event["verdict"] = verdict.as_str().into();
    event["exitCode"] = verdict.exit_code().code().into();
    event["reason"] = watched.reason().into();
    let serving = || watched.serving.iter().map(|arn| last_segment(arn));
    event["serving"] = serving().next().into();
    let is_contradictory = serving().count() > 1;
    event["possiblyServing"] = serving().filter(|_| is_contradictory).collect();
    event["supersededBy"] = conclusion.superseded_by().into();
    event["serviceDeployment"] = item;
    event
}

/// The last event where an error ended the wait.
pub fn error(at: Timestamp, error: &Error) -> Value {
    json!({
        "time": to_rfc3339(at),
        "event": "error",
        "exitCode": error.exit_code().code(),
        "error": error.in_one_line(),
    })
}

fn begin(at: Timestamp, name: &str, watched: &Watched) -> Value {
    json!({
        "time": to_rfc3339(at),
        "event": name,
        "serviceDeploymentArn": watched.deployment().service_deployment_arn,
        "outcome": watched.outcome().as_str(),
    })
}
