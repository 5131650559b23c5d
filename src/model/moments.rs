//! What happened to a deployment, and when: the lines of `deployments describe`.

use crate::model::api_enum::HookTargetType;
use crate::model::deployment::{Deployment, LifecycleHook, LifecycleHookDetails};
use crate::model::timestamp::Timestamp;
use chrono::TimeDelta;

/// The moments in the life of a deployment and what happened then, oldest first.
pub fn of(deployment: &Deployment) -> Vec<(Timestamp, String)> {
    let rollback = deployment.rollback.as_ref();
    let stopped = deployment.stopped_at;
    let ongoing = deployment.ended_at().is_none();
    let moments = [
        (deployment.created_at, "created"),
        (deployment.started_at, "started"),
        (
            rollback.and_then(|rollback| rollback.started_at),
            "rollback began",
        ),
        (
            stopped.filter(|_| stopped != deployment.finished_at),
            "stopped",
        ),
        (deployment.finished_at, "finished"),
        (deployment.updated_at.filter(|_| ongoing), "last change"),
    ];
    let moments = moments
        .into_iter()
        .filter_map(|(time, what)| Some((time?, what.to_owned())));
    let hooks = deployment.lifecycle_hook_details.iter().flatten();
    let pauses = hooks.filter_map(|hook| pause_start(deployment, hook));
    let mut moments: Vec<(Timestamp, String)> = moments.chain(pauses).collect();
    // A stable sort: events at the same time keep the order above, which is the order of a deployment.
    moments.sort_by_key(|(time, _)| *time);
    moments
}

/// When a pause began, and at which stage. ECS returns only when it expires; the rest follows from
/// the timeout and the stage of the hook in the deployment configuration, if there is only one.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html>
fn pause_start(
    deployment: &Deployment,
    hook: &LifecycleHookDetails,
) -> Option<(Timestamp, String)> {
    const DEFAULT_TIMEOUT_IN_MINUTES: i64 = 1440;
    let configuration = deployment.deployment_configuration.as_ref()?;
    let hooks = configuration.lifecycle_hooks.as_deref()?;
    let mut pauses = hooks
        .iter()
        .filter(|hook| hook.target_type == Some(HookTargetType::Pause));
    let (
        Some(LifecycleHook {
            lifecycle_stages,
            timeout_configuration,
            ..
        }),
        None,
    ) = (pauses.next(), pauses.next())
    else {
        return None;
    };
    if hook.target_type != Some(HookTargetType::Pause) {
        return None;
    }
    let minutes = timeout_configuration
        .as_ref()
        .and_then(|timeout| timeout.timeout_in_minutes);
    let timeout = TimeDelta::try_minutes(minutes.unwrap_or(DEFAULT_TIMEOUT_IN_MINUTES))?;
    let began = hook.expires_at?.checked_sub_signed(timeout)?;
    if deployment.created_at.is_some_and(|created| began < created) {
        // The configuration has changed since.
        return None;
    }
    let at = match lifecycle_stages.as_deref() {
        Some([stage]) => format!(" at {stage}"),
        _ => String::new(),
    };
    Some((began, format!("paused{at}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;
    use serde_json::{Value, json};

    fn moments(members: Value) -> Vec<String> {
        let moments = of(&testing::deployment(members)).into_iter();
        moments
            .map(|(time, what)| format!("{} {what}", time.timestamp()))
            .collect()
    }

    #[test]
    fn lists_what_happened_in_order() {
        assert_eq!(
            moments(json!({
                "createdAt": 100, "startedAt": 101, "finishedAt": 300, "stoppedAt": 300, "updatedAt": 300,
                "rollback": {"startedAt": 200},
            })),
            [
                "100 created",
                "101 started",
                "200 rollback began",
                "300 finished"
            ]
        );
        assert_eq!(
            moments(json!({"createdAt": 100, "updatedAt": 150})),
            ["100 created", "150 last change"]
        );
        assert_eq!(moments(json!({})), Vec::<String>::new());
    }

    #[test]
    fn a_pause_began_one_timeout_before_it_expires() {
        let paused = |hooks: Value| {
            moments(json!({
                "createdAt": 100, "deploymentConfiguration": {"lifecycleHooks": hooks},
                "lifecycleHookDetails": [{"targetType": "PAUSE", "expiresAt": 4200}],
            }))
        };
        let hook = json!({"targetType": "PAUSE", "lifecycleStages": ["POST_SCALE_UP"], "timeoutConfiguration": {"timeoutInMinutes": 60}});
        assert_eq!(
            paused(json!([hook])),
            ["100 created", "600 paused at POST_SCALE_UP"]
        );
        assert_eq!(
            paused(json!([hook, hook])),
            ["100 created"],
            "it is unknown which of the two"
        );
    }
}
