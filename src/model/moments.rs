//! What happened to a deployment, and when.

use crate::model::api_enum::HookTargetType;
use crate::model::deployment::{Deployment, LifecycleHook, LifecycleHookDetails};
use crate::model::timestamp::Timestamp;
use chrono::TimeDelta;

/// The moments that a deployment tells of, oldest first.
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
    let pauses = hooks.filter_map(|hook| pause(deployment, hook));
    let mut moments: Vec<(Timestamp, String)> = moments.chain(pauses).collect();
    // Of what happened at once the order above is that in which it did.
    moments.sort_by_key(|(time, _)| *time);
    moments
}

/// When a pause began: so long before it expires as it may last. ECS says neither that nor the
/// stage of a hook; they follow from the settings, if only one of them can be meant.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html>
fn pause(deployment: &Deployment, hook: &LifecycleHookDetails) -> Option<(Timestamp, String)> {
    /// Where no other time is set.
    const MINUTES: i64 = 1440;
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
    let lasts = TimeDelta::try_minutes(minutes.unwrap_or(MINUTES))?;
    let began = hook.expires_at?.checked_sub_signed(lasts)?;
    if deployment.created_at.is_some_and(|created| began < created) {
        // The settings are others by now.
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
    use serde_json::{Value, json};

    fn told(item: Value) -> Vec<String> {
        let mut item = item;
        item["serviceDeploymentArn"] = json!("x");
        let deployment: Deployment = serde_json::from_value(item).expect("a deployment");
        let moments = of(&deployment).into_iter();
        moments
            .map(|(time, what)| format!("{} {what}", time.timestamp()))
            .collect()
    }

    #[test]
    fn tells_what_happened_in_its_order() {
        assert_eq!(
            told(json!({
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
            told(json!({"createdAt": 100, "updatedAt": 150})),
            ["100 created", "150 last change"]
        );
        assert_eq!(told(json!({})), Vec::<String>::new());
    }

    #[test]
    fn a_pause_began_as_long_ago_as_it_may_last() {
        let paused = |hooks: Value| {
            told(json!({
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
            "which of the two is not known"
        );
    }
}
