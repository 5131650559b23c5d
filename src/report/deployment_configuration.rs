//! How a deployment was to proceed, in the block of the deployment.

use crate::model::api_enum::HookTargetType;
use crate::model::arn::last_segment;
use crate::model::deployment::{
    AlarmSettings, CircuitBreakerSettings, DeploymentConfiguration, LifecycleHook, StepSettings,
};
use crate::render::block::Block;
use crate::report::phrases;
use std::io;

/// Writes the lines of the configuration.
pub fn write(block: &mut Block, configuration: &DeploymentConfiguration) -> io::Result<()> {
    let mut strategy = Vec::new();
    strategy.extend(configuration.strategy.as_ref().map(ToString::to_string));
    let linear = configuration.linear_configuration.as_ref();
    strategy.extend(linear.and_then(|steps| step(steps, "every")));
    let canary = configuration.canary_configuration.as_ref();
    strategy.extend(canary.and_then(|steps| step(steps, "first, for")));
    strategy.extend(
        configuration
            .bake_time_in_minutes
            .filter(|minutes| *minutes > 0)
            .map(|minutes| format!("{minutes} min of bake time")),
    );
    if let (Some(least), Some(most)) = (
        configuration.minimum_healthy_percent,
        configuration.maximum_percent,
    ) {
        strategy.push(format!("{least} to {most} % of the tasks"));
    }
    if let Some(early) = &configuration.early_success_criteria
        && early.enable == Some(true)
    {
        let share = early
            .healthy_percent
            .map(|percent| format!(" at {percent} % healthy"));
        let cleanup = early.source_service_revision_cleanup.as_deref();
        let cleanup = cleanup.map(|when| format!(", then {when} cleanup"));
        strategy.push(format!(
            "early success{}{}",
            share.unwrap_or_default(),
            cleanup.unwrap_or_default()
        ));
    }
    block.line("Strategy", Some(strategy.join(", ")))?;
    block.line(
        "On failure",
        on_failure(
            configuration.deployment_circuit_breaker.as_ref(),
            configuration.alarms.as_ref(),
        ),
    )?;
    let hooks = configuration.lifecycle_hooks.as_deref().unwrap_or_default();
    block.lines("Hooks", hooks.iter().map(hook_setting))
}

fn step(settings: &StepSettings, pace: &str) -> Option<String> {
    let percent = settings.step_percent?;
    let bake = settings
        .step_bake_time_in_minutes
        .map(|minutes| format!(" {pace} {minutes} min"));
    Some(format!(
        "{percent} % of the traffic{}",
        bake.unwrap_or_default()
    ))
}

fn on_failure(
    breaker: Option<&CircuitBreakerSettings>,
    alarms: Option<&AlarmSettings>,
) -> Option<String> {
    let then = |rollback: Option<bool>| {
        if rollback == Some(true) {
            "rolls back"
        } else {
            "stops"
        }
    };
    let mut parts = Vec::new();
    if let Some(breaker) = breaker {
        parts.push(match breaker.enable {
            Some(true) => format!(
                "the circuit breaker {}{}",
                then(breaker.rollback),
                threshold(breaker)
            ),
            _ => "no circuit breaker".to_owned(),
        });
    }
    if let Some(alarms) = alarms.filter(|alarms| alarms.enable == Some(true)) {
        parts.push(format!("an alarm {}", then(alarms.rollback)));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// ` after 5 failures`, if it is configured.
fn threshold(breaker: &CircuitBreakerSettings) -> String {
    let mut text = String::new();
    if let Some(threshold) = &breaker.threshold_configuration {
        let kind = threshold.kind.as_deref().unwrap_or_default();
        match threshold.value {
            Some(value) if kind == "COUNT" => text += &format!(" after {value} failures"),
            Some(value) => text += &format!(" when {value} % of the tasks failed ({kind})"),
            None => text += &format!(" ({kind})"),
        }
    }
    if breaker.reset_on_healthy_task == Some(true) {
        text += ", counting again from 0 after a healthy task";
    }
    text
}

fn hook_setting(hook: &LifecycleHook) -> String {
    let target = hook.hook_target_arn.as_deref().map(phrases::function_name);
    let kind = hook
        .target_type
        .as_ref()
        .map(HookTargetType::as_str)
        .or(target)
        .unwrap_or("hook");
    let target = target
        .filter(|target| *target != kind)
        .map(|target| format!(" {target}"));
    let stages = hook
        .lifecycle_stages
        .as_deref()
        .unwrap_or_default()
        .join(", ");
    let mut text = format!("{kind}{} at {stages}", target.unwrap_or_default());
    if let Some(timeout) = &hook.timeout_configuration {
        let minutes = timeout.timeout_in_minutes;
        let minutes = minutes.map(|minutes| format!(", for up to {minutes} min"));
        let action = timeout.action.as_deref();
        let action = action.map(|action| format!(", then {action}"));
        text += &minutes.unwrap_or_default();
        text += &action.unwrap_or_default();
    }
    if let Some(role) = &hook.role_arn {
        text += &format!(", role {}", last_segment(role));
    }
    if let Some(details) = hook
        .hook_details
        .as_ref()
        .filter(|details| !details.is_null())
    {
        text += &format!(", details {details}");
    }
    text
}
