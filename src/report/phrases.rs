//! Phrases for the parts of a deployment.

use crate::model::api_enum::{HookStatus, HookTargetType, MonitoringStatus};
use crate::model::arn::last_segment;
use crate::model::deployment::{Alarms, CircuitBreaker, LifecycleHookDetails, RevisionTasks};
use crate::model::revision::{ContainerImage, RevisionSummary, short_digest};
use crate::render::context::Context;

/// `web:42, revision 148…: 3 of 4 tasks running, 1 pending; 10 % of production traffic`.
pub fn tasks(tasks: &RevisionTasks, name: &dyn Fn(&str) -> String) -> String {
    let mut text = tasks
        .arn
        .as_deref()
        .map_or_else(|| "unnamed revision".to_owned(), name);
    if let Some(counts) = counts(tasks) {
        text += &format!(": {counts}");
    }
    if let Some(weights) = weights(tasks) {
        text += &format!("; {weights}");
    }
    text
}

/// `web:42, revision 148…`, or only the revision if its task definition is unknown.
pub fn revision(known: Option<&RevisionSummary>, arn: &str) -> String {
    let id = last_segment(arn);
    match known.and_then(|known| known.task_definition.as_deref()) {
        Some(task_definition) => format!("{task_definition}, revision {id}"),
        None => format!("revision {id}"),
    }
}

/// `web:41, revision 148…`, given the ARNs of the revisions that serve, and whether several of them
/// contradict each other.
pub fn serving<'a>(
    revisions: impl Iterator<Item = &'a str>,
    is_contradictory: bool,
    name: &dyn Fn(&str) -> String,
) -> Option<String> {
    let names: Vec<String> = revisions.map(name).collect();
    Some(match (&names[..], is_contradictory) {
        ([], _) => return None,
        (names, false) => names.join("; and "),
        (names, true) => format!("{} (ECS contradicts itself)", names.join("; or ")),
    })
}

/// A reason of ECS, unless the text before it contains it.
pub fn unless_shown<'a>(reason: Option<&'a str>, shown: &str) -> Option<&'a str> {
    reason.filter(|reason| !shown.contains(reason.trim_end_matches('.')))
}

/// `3 of 4 tasks running, 1 pending`.
pub fn counts(tasks: &RevisionTasks) -> Option<String> {
    let (running, requested) = (tasks.running_task_count?, tasks.requested_task_count?);
    let pending = tasks.pending_task_count.filter(|pending| *pending > 0);
    let pending = pending.map(|pending| format!(", {pending} pending"));
    let pending = pending.unwrap_or_default();
    Some(format!("{running} of {requested} tasks running{pending}"))
}

/// `10 % of production traffic; 100 % of test traffic`.
pub fn weights(tasks: &RevisionTasks) -> Option<String> {
    let kinds = [
        (tasks.requested_production_traffic_weight, "production"),
        (tasks.requested_test_traffic_weight, "test"),
    ];
    let weights: Vec<String> = kinds
        .into_iter()
        .filter_map(|(weight, kind)| Some(format!("{} % of {kind} traffic", weight?)))
        .collect();
    (!weights.is_empty()).then(|| weights.join("; "))
}

/// `web: web:1.4.2 @ 28402db69fec`.
pub fn image(image: &ContainerImage) -> String {
    let container = image.container_name.as_deref().unwrap_or("-");
    let name = image.short_name().unwrap_or_else(|| "-".to_owned());
    let digest = image.image_digest.as_deref().map(short_digest);
    let digest = digest.filter(|digest| !name.contains(digest));
    match digest {
        Some(digest) => format!("{container}: {name} @ {digest}"),
        None => format!("{container}: {name}"),
    }
}

/// The name in the ARN of a Lambda function, with its version or alias.
pub fn function_name(arn: &str) -> &str {
    arn.split_once(":function:").map_or(arn, |(_, name)| name)
}

/// The status of the circuit breaker, and its count of failures.
pub fn breaker(breaker: &CircuitBreaker) -> String {
    let status = breaker
        .status
        .as_ref()
        .map_or("-", MonitoringStatus::as_str);
    match (breaker.failure_count, breaker.threshold) {
        (Some(failures), Some(threshold)) => {
            format!("{status}, {failures} of {threshold} failures")
        }
        (Some(failures), None) => format!("{status}, {failures} failures"),
        _ => status.to_owned(),
    }
}

/// The status of the alarms, and their names.
pub fn alarms(alarms: &Alarms) -> String {
    let names = |names: &Option<Vec<String>>| names.clone().unwrap_or_default();
    let triggered = names(&alarms.triggered_alarm_names);
    let watched = names(&alarms.alarm_names);
    let mut text = alarms
        .status
        .as_ref()
        .map_or("-", MonitoringStatus::as_str)
        .to_owned();
    if !triggered.is_empty() {
        text += &format!(": {}", triggered.join(", "));
    }
    if !watched.is_empty() {
        text += &format!(" (watched: {})", watched.join(", "));
    }
    text
}

/// The status of a lifecycle hook, and when it expires.
pub fn hook(context: &Context, hook: &LifecycleHookDetails) -> String {
    let status = hook.status.as_ref().map_or("-", HookStatus::as_str);
    let kind = hook
        .target_type
        .as_ref()
        .map_or("hook", HookTargetType::as_str);
    let target = hook
        .target_arn
        .as_deref()
        .map(|arn| format!(" {}", function_name(arn)));
    let mut text = format!("{kind}{} {status}", target.unwrap_or_default());
    let is_open = matches!(
        hook.status,
        Some(HookStatus::AwaitingAction | HookStatus::InProgress)
    );
    if let Some(expires) = hook.expires_at.filter(|_| is_open) {
        let action = hook
            .timeout_action
            .as_deref()
            .unwrap_or("the default action");
        text += &format!(", until {}, then {action}", context.time(expires));
    }
    text
}
