//! Why a deployment ended, or what it waits for, in one line.

use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;

/// What the reason of one deployment may need to know of others.
pub struct ReasonContext<'a> {
    /// What to call a service revision, given its ARN: `web:41`.
    pub revision_name: &'a dyn Fn(&str) -> String,
    /// The id of the deployment that took its place.
    pub superseded_by: Option<&'a str>,
}

/// One line without a full stop, such as `rolled back to web:41: tasks failed to start (3 of 3)`.
/// `None` where there is nothing to say beyond the outcome itself.
pub fn of(
    deployment: &Deployment,
    outcome: &Outcome,
    final_history: &ReasonContext,
) -> Option<String> {
    let to = |verb: &str| match deployment.rolled_back_to() {
        Some(arn) => format!("{verb} to {}", (final_history.revision_name)(&arn)),
        None => verb.to_owned(),
    };
    let with_cause = |what: String| match cause(deployment) {
        Some(cause) => format!("{what}: {cause}"),
        None => what,
    };
    match outcome {
        Outcome::RolledBack => Some(with_cause(to("rolled back"))),
        Outcome::RollingBack => Some(with_cause(to("rolling back"))),
        Outcome::RollbackFailed => Some(with_cause(match deployment.rolled_back_to() {
            Some(_) => format!("{} failed", to("rollback")),
            None => "rollback failed".to_owned(),
        })),
        Outcome::Superseded => Some(match final_history.superseded_by {
            Some(id) => format!("superseded by {id}"),
            None => "superseded by a newer deployment".to_owned(),
        }),
        Outcome::AwaitingAction => Some(match &deployment.lifecycle_stage {
            Some(stage) => format!("paused at {stage}"),
            None => "paused by a lifecycle hook".to_owned(),
        }),
        Outcome::Pending | Outcome::InProgress => {
            progress(deployment).or_else(|| cause(deployment))
        }
        Outcome::Stopping => cause(deployment).or_else(|| {
            final_history
                .superseded_by
                .map(|id| format!("making way for {id}"))
        }),
        Outcome::Succeeded | Outcome::Failed | Outcome::Stopped | Outcome::Unknown(_) => {
            cause(deployment)
        }
    }
}

/// What went wrong, from the members that count and name it where ECS gives them, else in ECS's
/// own words.
pub fn cause(deployment: &Deployment) -> Option<String> {
    let mut causes = Vec::new();
    if deployment.breaker_triggered() {
        let counts = deployment
            .deployment_circuit_breaker
            .as_ref()
            .and_then(|breaker| Some((breaker.failure_count?, breaker.threshold?)));
        causes.push(match counts {
            Some((failures, threshold)) => {
                format!("tasks failed to start ({failures} of {threshold})")
            }
            None => "tasks failed to start".to_owned(),
        });
    }
    if deployment.alarm_triggered() {
        let names = deployment
            .alarms
            .as_ref()
            .and_then(|alarms| alarms.triggered_alarm_names.as_deref())
            .unwrap_or_default();
        causes.push(match names {
            [] => "an alarm went off".to_owned(),
            [name] => format!("alarm {name} went off"),
            names => format!("alarms {} went off", names.join(", ")),
        });
    }
    if !causes.is_empty() {
        return Some(causes.join(", "));
    }
    let rollback_reason = || deployment.rollback.as_ref()?.reason.as_deref();
    deployment
        .status_reason
        .as_deref()
        .or_else(rollback_reason)
        .map(own_words)
        .filter(|words| !words.is_empty())
}

/// ECS's sentence without what the outcome already says, and without the full stop.
fn own_words(reason: &str) -> String {
    let reason = reason.trim();
    let rest = match reason.strip_prefix("Service deployment ") {
        Some(rest) => rest
            .strip_prefix("rolled back because ")
            .map_or(rest, |rest| rest.strip_prefix("of ").unwrap_or(rest)),
        None => reason,
    };
    rest.trim_end_matches('.').to_owned()
}

/// How far it is: the stage and the tasks.
fn progress(deployment: &Deployment) -> Option<String> {
    let tasks = deployment
        .target_service_revision
        .as_ref()
        .and_then(|target| {
            let (running, requested) = (target.running_task_count?, target.requested_task_count?);
            (requested > 0).then(|| format!("{running} of {requested} tasks running"))
        });
    let parts: Vec<String> = deployment
        .lifecycle_stage
        .clone()
        .into_iter()
        .chain(tasks)
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn reason(mut item: Value) -> Option<String> {
        item["serviceDeploymentArn"] = json!("x");
        let deployment = serde_json::from_value(item).expect("a deployment");
        let final_history = ReasonContext {
            revision_name: &|_| "web:41".to_owned(),
            superseded_by: Some("newer"),
        };
        let newer = None;
        of(
            &deployment,
            &Outcome::of(&deployment, newer),
            &final_history,
        )
    }

    #[test]
    fn counts_speak_before_words() {
        let text = reason(json!({
            "status": "ROLLBACK_SUCCESSFUL",
            "statusReason": "Service deployment rolled back because the circuit breaker threshold was exceeded.",
            "rollback": {"serviceRevisionArn": "r"},
            "deploymentCircuitBreaker": {"status": "TRIGGERED", "failureCount": 3, "threshold": 3},
        }));
        assert_eq!(
            text.as_deref(),
            Some("rolled back to web:41: tasks failed to start (3 of 3)")
        );
    }

    #[test]
    fn without_details_ecs_speaks_for_itself() {
        let text = reason(json!({
            "status": "ROLLBACK_SUCCESSFUL",
            "statusReason": "Service deployment rolled back because of one or more active alarms.",
        }));
        assert_eq!(
            text.as_deref(),
            Some("rolled back: one or more active alarms")
        );
    }

    #[test]
    fn alarms_are_named() {
        let text = reason(json!({
            "status": "STOPPED",
            "alarms": {"status": "TRIGGERED", "triggeredAlarmNames": ["5xx", "latency"]},
        }));
        assert_eq!(text.as_deref(), Some("alarms 5xx, latency went off"));
    }

    #[test]
    fn an_ongoing_one_says_how_far_it_is() {
        let text = reason(json!({
            "status": "IN_PROGRESS", "lifecycleStage": "SCALE_UP",
            "targetServiceRevision": {"runningTaskCount": 2, "requestedTaskCount": 4},
        }));
        assert_eq!(text.as_deref(), Some("SCALE_UP, 2 of 4 tasks running"));
    }

    #[test]
    fn success_needs_no_reason() {
        assert_eq!(reason(json!({"status": "SUCCESSFUL"})), None);
    }
}
