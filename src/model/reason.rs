//! Why a deployment ended, or what it is waiting for, in one line.

use crate::model::api_enum::DeploymentStatus;
use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;

/// What the reason of a deployment needs from the rest of the history.
pub struct ReasonContext<'a> {
    /// The name of a service revision, given its ARN: `web:41`.
    pub revision_name: &'a dyn Fn(&str) -> String,
    /// The ID of the next newer deployment of the service.
    pub superseded_by: Option<&'a str>,
}

/// One line without a full stop, such as `rolled back to web:41: tasks failed to start (3 of 3)`.
/// `None` if there is nothing to add to the outcome.
pub fn of(deployment: &Deployment, outcome: &Outcome, context: &ReasonContext) -> Option<String> {
    let to = |verb: &str| match deployment.rollback_revision_arn() {
        Some(arn) => format!("{verb} to {}", (context.revision_name)(&arn)),
        None => verb.to_owned(),
    };
    let add_cause = |what: String| match cause(deployment) {
        Some(cause) => format!("{what}: {cause}"),
        None => what,
    };
    match outcome {
        Outcome::RolledBack => Some(add_cause(to("rolled back"))),
        Outcome::RollingBack => {
            let requested = deployment.status == Some(DeploymentStatus::RollbackRequested);
            let verb = if requested {
                "rolling back on request"
            } else {
                "rolling back"
            };
            Some(add_cause(to(verb)))
        }
        Outcome::RollbackFailed => Some(add_cause(match deployment.rollback_revision_arn() {
            Some(_) => format!("{} failed", to("rollback")),
            None => "rollback failed".to_owned(),
        })),
        Outcome::Superseded => Some(match context.superseded_by {
            Some(id) => format!("superseded by {id}"),
            None => "superseded by a newer deployment".to_owned(),
        }),
        Outcome::AwaitingAction => {
            let paused = match &deployment.lifecycle_stage {
                Some(stage) => format!("paused at {stage}"),
                None => "paused by a lifecycle hook".to_owned(),
            };
            Some(join(
                std::iter::once(paused)
                    .chain(traffic(deployment))
                    .chain(failures(deployment)),
            ))
        }
        Outcome::Pending | Outcome::InProgress => {
            let progress = join(progress(deployment));
            Some(progress)
                .filter(|progress| !progress.is_empty())
                .or_else(|| cause(deployment))
        }
        Outcome::Stopping => cause(deployment).or_else(|| {
            context
                .superseded_by
                .map(|id| format!("making way for {id}"))
        }),
        Outcome::Succeeded | Outcome::Failed | Outcome::Stopped | Outcome::Unknown(_) => {
            cause(deployment)
        }
    }
}

/// What went wrong. The circuit breaker and the alarms say it in numbers and names; without them it
/// is the text of ECS.
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
        .map(without_outcome)
        .filter(|text| !text.is_empty())
}

/// A sentence of ECS without the part that repeats the outcome, and without the period.
fn without_outcome(reason: &str) -> String {
    let reason = reason.trim();
    let rest = match reason.strip_prefix("Service deployment ") {
        Some(rest) => rest
            .strip_prefix("rolled back because ")
            .map_or(rest, |rest| rest.strip_prefix("of ").unwrap_or(rest)),
        None => reason,
    };
    rest.trim_end_matches('.').to_owned()
}

/// The progress so far: the lifecycle stage, the tasks, the traffic, and the failures that the circuit
/// breaker has counted.
fn progress(deployment: &Deployment) -> impl Iterator<Item = String> {
    let target = deployment.target_service_revision.as_ref();
    let tasks = target.and_then(|target| {
        let (running, requested) = (target.running_task_count?, target.requested_task_count?);
        (requested > 0).then(|| format!("{running} of {requested} tasks running"))
    });
    let stage = deployment.lifecycle_stage.clone();
    let parts = stage.into_iter().chain(tasks);
    parts.chain(traffic(deployment)).chain(failures(deployment))
}

/// `10 % of production traffic`, once a deployment that shifts traffic has begun to.
fn traffic(deployment: &Deployment) -> Option<String> {
    let target = deployment.target_service_revision.as_ref()?;
    let weight = target.requested_production_traffic_weight;
    let weight = weight.filter(|weight| *weight > 0.0)?;
    Some(format!("{weight} % of production traffic"))
}

/// `2 of 3 failures`, before the circuit breaker triggers.
fn failures(deployment: &Deployment) -> Option<String> {
    let breaker = deployment.deployment_circuit_breaker.as_ref()?;
    let failures = breaker.failure_count.filter(|count| *count > 0)?;
    Some(match breaker.threshold {
        Some(threshold) => format!("{failures} of {threshold} failures"),
        None => format!("failures: {failures}"),
    })
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;
    use serde_json::{Value, json};

    fn reason(members: Value) -> Option<String> {
        let deployment = testing::deployment(members);
        let context = ReasonContext {
            revision_name: &|_| "web:41".to_owned(),
            superseded_by: Some("newer"),
        };
        of(&deployment, &Outcome::of(&deployment, None), &context)
    }

    #[test]
    fn prefers_counts_to_the_text_of_ecs() {
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
    fn the_brief_form_has_the_text_of_ecs() {
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
    fn in_progress_shows_the_progress() {
        let text = reason(json!({
            "status": "IN_PROGRESS", "lifecycleStage": "SCALE_UP",
            "targetServiceRevision": {"runningTaskCount": 2, "requestedTaskCount": 4},
        }));
        assert_eq!(text.as_deref(), Some("SCALE_UP, 2 of 4 tasks running"));
    }

    #[test]
    fn what_an_ongoing_deployment_shows() {
        let tasks = json!({"runningTaskCount": 2, "requestedTaskCount": 4, "requestedProductionTrafficWeight": 10.0});
        let breaker =
            |count: u32| json!({"status": "MONITORING", "failureCount": count, "threshold": 3});
        let paused = json!([{"status": "AWAITING_ACTION"}]);
        for (members, expected) in [
            (
                json!({"status": "IN_PROGRESS", "targetServiceRevision": tasks, "deploymentCircuitBreaker": breaker(2)}),
                "2 of 4 tasks running, 10 % of production traffic, 2 of 3 failures",
            ),
            (
                json!({"status": "IN_PROGRESS", "lifecycleStage": "SCALE_UP", "deploymentCircuitBreaker": breaker(0)}),
                "SCALE_UP",
            ),
            (
                json!({"status": "IN_PROGRESS", "deploymentCircuitBreaker": {"failureCount": 1}}),
                "failures: 1",
            ),
            (
                json!({"status": "IN_PROGRESS", "lifecycleStage": "POST_PRODUCTION_TRAFFIC_SHIFT",
                    "lifecycleHookDetails": paused, "targetServiceRevision": tasks, "deploymentCircuitBreaker": breaker(1)}),
                "paused at POST_PRODUCTION_TRAFFIC_SHIFT, 10 % of production traffic, 1 of 3 failures",
            ),
            (
                json!({"status": "ROLLBACK_REQUESTED", "rollback": {"serviceRevisionArn": "r"}}),
                "rolling back on request to web:41",
            ),
            (
                json!({"status": "ROLLBACK_REQUESTED"}),
                "rolling back on request",
            ),
            (
                json!({"status": "ROLLBACK_IN_PROGRESS", "rollback": {"serviceRevisionArn": "r"},
                    "deploymentCircuitBreaker": {"status": "TRIGGERED", "failureCount": 3, "threshold": 3}}),
                "rolling back to web:41: tasks failed to start (3 of 3)",
            ),
            (
                json!({"status": "ROLLBACK_FAILED", "rollback": {"serviceRevisionArn": "r"}}),
                "rollback to web:41 failed",
            ),
        ] {
            assert_eq!(reason(members).as_deref(), Some(expected));
        }
    }

    #[test]
    fn success_needs_no_reason() {
        assert_eq!(reason(json!({"status": "SUCCESSFUL"})), None);
    }
}
