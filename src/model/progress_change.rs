//! What changed between two descriptions of a deployment.

use crate::model::deployment::{Deployment, LifecycleHookDetails, RevisionTasks};

/// A change that is worth reporting.
#[derive(Debug, Clone, PartialEq)]
pub enum ProgressChange {
    /// The outcome: because of the status, a hook that pauses, or a newer deployment.
    Outcome,
    Stage(String),
    /// The task counts of the target or a source.
    Tasks,
    /// The traffic weights.
    Traffic,
    /// The status or the failure count of the circuit breaker.
    CircuitBreaker,
    /// The alarms that went off.
    Alarms,
    /// The status of a lifecycle hook, by its index in `lifecycleHookDetails`.
    Hook(usize),
}

/// The changes from one description to the next, in the order in which they are reported. Without
/// an earlier one everything is new. The outcome is left to the caller: it depends on more than the
/// deployment.
pub fn changes(before: Option<&Deployment>, after: &Deployment) -> Vec<ProgressChange> {
    let mut changes = Vec::new();
    if let Some(stage) = &after.lifecycle_stage
        && before.and_then(|before| before.lifecycle_stage.as_ref()) != Some(stage)
    {
        changes.push(ProgressChange::Stage(stage.clone()));
    }
    let revisions = |deployment: &Deployment| -> Vec<RevisionTasks> {
        let target = deployment.target_service_revision.as_deref().cloned();
        let sources = deployment.source_service_revisions.clone();
        target
            .into_iter()
            .chain(sources.unwrap_or_default())
            .collect()
    };
    let (old, new) = (before.map(revisions).unwrap_or_default(), revisions(after));
    if differs(&old, &new, counts) {
        changes.push(ProgressChange::Tasks);
    }
    if differs(&old, &new, weights) {
        changes.push(ProgressChange::Traffic);
    }
    let breaker = |deployment: &Deployment| {
        let breaker = deployment.deployment_circuit_breaker.as_ref();
        let count = breaker
            .and_then(|breaker| breaker.failure_count)
            .unwrap_or_default();
        (count, deployment.breaker_triggered())
    };
    if breaker(after) != before.map(breaker).unwrap_or_default() {
        changes.push(ProgressChange::CircuitBreaker);
    }
    let alarms = |deployment: &Deployment| {
        let alarms = deployment.alarms.as_ref();
        let names = alarms.and_then(|alarms| alarms.triggered_alarm_names.clone());
        (deployment.alarm_triggered(), names.unwrap_or_default())
    };
    if alarms(after) != before.map(alarms).unwrap_or_default() {
        changes.push(ProgressChange::Alarms);
    }
    for (index, hook) in after.lifecycle_hook_details.iter().flatten().enumerate() {
        let known = before.and_then(|before| before.lifecycle_hook_details.as_deref());
        let same = |other: &LifecycleHookDetails| {
            other.hook_id == hook.hook_id && other.status == hook.status
        };
        if !known.unwrap_or_default().iter().any(same) {
            changes.push(ProgressChange::Hook(index));
        }
    }
    changes
}

/// Whether an aspect of the revisions is known and differs from before.
fn differs<T: PartialEq>(
    old: &[RevisionTasks],
    new: &[RevisionTasks],
    aspect: fn(&RevisionTasks) -> Option<T>,
) -> bool {
    let aspects =
        |revisions: &[RevisionTasks]| -> Vec<Option<T>> { revisions.iter().map(aspect).collect() };
    let new = aspects(new);
    new.iter().any(Option::is_some) && new != aspects(old)
}

fn counts(tasks: &RevisionTasks) -> Option<(Option<i64>, Option<i64>, Option<i64>)> {
    let counts = (
        tasks.requested_task_count,
        tasks.running_task_count,
        tasks.pending_task_count,
    );
    (counts != (None, None, None)).then_some(counts)
}

fn weights(tasks: &RevisionTasks) -> Option<(Option<f64>, Option<f64>)> {
    let weights = (
        tasks.requested_production_traffic_weight,
        tasks.requested_test_traffic_weight,
    );
    (weights != (None, None)).then_some(weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;
    use serde_json::{Value, json};

    fn between(before: Option<Value>, after: Value) -> Vec<ProgressChange> {
        let before = before.map(testing::deployment);
        changes(before.as_ref(), &testing::deployment(after))
    }

    fn busy() -> Value {
        json!({
            "lifecycleStage": "SCALE_UP",
            "targetServiceRevision": {"arn": "t", "requestedTaskCount": 4, "runningTaskCount": 2, "requestedProductionTrafficWeight": 10.0},
            "sourceServiceRevisions": [{"arn": "s", "requestedTaskCount": 4, "runningTaskCount": 4}],
            "deploymentCircuitBreaker": {"status": "MONITORING", "failureCount": 1, "threshold": 3},
            "alarms": {"status": "MONITORING", "alarmNames": ["5xx"]},
            "lifecycleHookDetails": [{"hookId": "h", "status": "AWAITING_ACTION"}],
        })
    }

    #[test]
    fn at_first_everything_known_is_new() {
        assert_eq!(
            between(None, busy()),
            [
                ProgressChange::Stage("SCALE_UP".into()),
                ProgressChange::Tasks,
                ProgressChange::Traffic,
                ProgressChange::CircuitBreaker,
                ProgressChange::Hook(0),
            ]
        );
        assert_eq!(between(None, json!({})), []);
        let healthy = json!({"deploymentCircuitBreaker": {"status": "MONITORING", "failureCount": 0}, "alarms": {"status": "DISABLED"}});
        assert_eq!(between(None, healthy), []);
    }

    #[test]
    fn nothing_is_reported_twice() {
        assert_eq!(between(Some(busy()), busy()), []);
    }

    #[test]
    fn each_change_is_reported() {
        for (path, value, change) in [
            (
                "/lifecycleStage",
                json!("BAKE_TIME"),
                ProgressChange::Stage("BAKE_TIME".into()),
            ),
            (
                "/targetServiceRevision/runningTaskCount",
                json!(3),
                ProgressChange::Tasks,
            ),
            (
                "/sourceServiceRevisions/0/runningTaskCount",
                json!(3),
                ProgressChange::Tasks,
            ),
            (
                "/targetServiceRevision/requestedProductionTrafficWeight",
                json!(50.0),
                ProgressChange::Traffic,
            ),
            (
                "/deploymentCircuitBreaker/failureCount",
                json!(2),
                ProgressChange::CircuitBreaker,
            ),
            (
                "/deploymentCircuitBreaker/status",
                json!("TRIGGERED"),
                ProgressChange::CircuitBreaker,
            ),
            ("/alarms/status", json!("TRIGGERED"), ProgressChange::Alarms),
            (
                "/lifecycleHookDetails/0/status",
                json!("SUCCEEDED"),
                ProgressChange::Hook(0),
            ),
            (
                "/lifecycleHookDetails/0/hookId",
                json!("another"),
                ProgressChange::Hook(0),
            ),
        ] {
            let mut after = busy();
            *after.pointer_mut(path).expect(path) = value;
            assert_eq!(between(Some(busy()), after), [change], "{path}");
        }
    }
}
