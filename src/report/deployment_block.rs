//! One deployment as a block of lines, readable without knowing the API.

use crate::model::api_enum::{DeploymentStatus, HookTargetType};
use crate::model::deployment::{
    AlarmSettings, CircuitBreakerSettings, Deployment, DeploymentConfiguration, LifecycleHook,
    LifecycleHookDetails, StepSettings,
};
use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::render::block::Block;
use crate::render::context::{Context, Paint};
use crate::render::json;
use crate::report::deployment_details::DeploymentDetails;
use crate::report::next_steps::{ShownBy, next_steps};
use crate::report::{aws_cli, deployment_details, phrases};
use serde_json::Value;
use std::io::{self, Write};

/// The members that the heading and the lines below show.
const SHOWN: &[&str] = &[
    "serviceDeploymentArn",
    "serviceArn",
    "clusterArn",
    "createdAt",
    "startedAt",
    "finishedAt",
    "stoppedAt",
    "updatedAt",
    "status",
    "statusReason",
    "lifecycleStage",
    "targetServiceRevisionArn",
    "targetServiceRevision.arn",
    "targetServiceRevision.requestedTaskCount",
    "targetServiceRevision.runningTaskCount",
    "targetServiceRevision.pendingTaskCount",
    "targetServiceRevision.requestedTestTrafficWeight",
    "targetServiceRevision.requestedProductionTrafficWeight",
    "sourceServiceRevisions.arn",
    "sourceServiceRevisions.requestedTaskCount",
    "sourceServiceRevisions.runningTaskCount",
    "sourceServiceRevisions.pendingTaskCount",
    "sourceServiceRevisions.requestedTestTrafficWeight",
    "sourceServiceRevisions.requestedProductionTrafficWeight",
    "deploymentConfiguration.strategy",
    "deploymentConfiguration.maximumPercent",
    "deploymentConfiguration.minimumHealthyPercent",
    "deploymentConfiguration.bakeTimeInMinutes",
    "deploymentConfiguration.deploymentCircuitBreaker.enable",
    "deploymentConfiguration.deploymentCircuitBreaker.rollback",
    "deploymentConfiguration.alarms.enable",
    "deploymentConfiguration.alarms.rollback",
    // The `Alarms` line names them with their status.
    "deploymentConfiguration.alarms.alarmNames",
    "deploymentConfiguration.linearConfiguration.stepPercent",
    "deploymentConfiguration.linearConfiguration.stepBakeTimeInMinutes",
    "deploymentConfiguration.canaryConfiguration.canaryPercent",
    "deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes",
    "deploymentConfiguration.lifecycleHooks.targetType",
    "deploymentConfiguration.lifecycleHooks.hookTargetArn",
    "deploymentConfiguration.lifecycleHooks.lifecycleStages",
    "deploymentConfiguration.earlySuccessCriteria.enable",
    "deploymentConfiguration.earlySuccessCriteria.healthyPercent",
    "rollback.reason",
    "rollback.startedAt",
    "rollback.serviceRevisionArn",
    "deploymentCircuitBreaker.status",
    "deploymentCircuitBreaker.failureCount",
    "deploymentCircuitBreaker.threshold",
    "alarms.status",
    "alarms.alarmNames",
    "alarms.triggeredAlarmNames",
    "lifecycleHookDetails.hookId",
    "lifecycleHookDetails.targetType",
    "lifecycleHookDetails.targetArn",
    "lifecycleHookDetails.status",
    "lifecycleHookDetails.expiresAt",
    "lifecycleHookDetails.timeoutAction",
    "derived",
];

/// Writes the block. Members that no line shows are listed at its end.
pub fn write(
    out: &mut dyn Write,
    context: &Context,
    history: &History,
    entry: &Entry,
    serving: Option<bool>,
    details: &DeploymentDetails,
) -> io::Result<()> {
    let deployment = entry.deployment();
    let outcome = entry.outcome();
    let mut block = Block::begin(
        out,
        context,
        "Deployment",
        &deployment.service_deployment_arn,
    )?;
    status_lines(&mut block, context, entry, &outcome)?;
    deployment_details::time_line(&mut block, context, deployment)?;
    revision_lines(&mut block, history, entry)?;
    deployment_details::changes(&mut block, details)?;
    if serving == Some(true) {
        block.painted("Serving", Some("this is what serves now"), Paint::Good)?;
    }
    if let Some(configuration) = &deployment.deployment_configuration {
        configuration_lines(&mut block, configuration)?;
    }
    watch_lines(&mut block, deployment)?;
    for hook in deployment.lifecycle_hook_details.iter().flatten() {
        hook_lines(&mut block, context, deployment, hook)?;
    }
    let item = json::item(&entry.record().json, None).unwrap_or(Value::Null);
    block.rest(details.masking.apply(&[], &item), SHOWN)?;
    deployment_details::evidence(&mut block, context, details)?;
    let compared = details
        .changes
        .as_ref()
        .zip(deployment.target_revision_arn());
    let compared = compared.map(|((source, _), target)| (&**source, target));
    let steps = next_steps(entry, &ShownBy::Describe { compared });
    let mut steps = steps.iter();
    steps.try_for_each(|step| block.command(step.label, &step.command))
}

fn status_lines(
    block: &mut Block,
    context: &Context,
    entry: &Entry,
    outcome: &Outcome,
) -> io::Result<()> {
    let deployment = entry.deployment();
    let status = deployment
        .status
        .as_ref()
        .map_or("-", DeploymentStatus::as_str);
    let text = format!("{} ({status})", context.outcome(outcome));
    block.painted("Status", Some(text), Paint::of(outcome))?;
    let reason = entry.reason(outcome);
    block.line("Reason", reason.as_deref())?;
    let shown = reason.unwrap_or_default();
    let status_reason = deployment.status_reason.as_deref();
    block.line("ECS says", phrases::unless_shown(status_reason, &shown))?;
    let rollback = deployment.rollback.as_ref();
    let rollback_reason = rollback
        .and_then(|rollback| phrases::unless_shown(rollback.reason.as_deref(), &shown))
        .filter(|reason| Some(*reason) != status_reason);
    block.line("Rollback reason", rollback_reason)?;
    block.line("Stage", deployment.lifecycle_stage.as_deref())
}

fn revision_lines(block: &mut Block, history: &History, entry: &Entry) -> io::Result<()> {
    let deployment = entry.deployment();
    let name = |arn: &str| phrases::revision(history.revision(arn), arn);
    match (
        &deployment.target_service_revision,
        deployment.target_revision_arn(),
    ) {
        (Some(tasks), _) => block.line("Target", Some(phrases::tasks(tasks, &name)))?,
        (None, arn) => block.line("Target", arn.map(name))?,
    }
    let sources = deployment.source_service_revisions.as_deref();
    block.lines(
        "Source",
        sources
            .unwrap_or_default()
            .iter()
            .map(|tasks| phrases::tasks(tasks, &name)),
    )?;
    if sources.is_some_and(<[_]>::is_empty) {
        block.line("Source", Some("none, nothing was in place"))?;
    }
    block.line(
        "Rolled back to",
        deployment.rolled_back_to().as_deref().map(name),
    )?;
    let images = entry.target_summary().images.unwrap_or_default();
    block.lines("Images", images.iter().map(phrases::image))?;
    Ok(())
}

fn configuration_lines(
    block: &mut Block,
    configuration: &DeploymentConfiguration,
) -> io::Result<()> {
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
        strategy.push(format!("early success{}", share.unwrap_or_default()));
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
            Some(true) => format!("the circuit breaker {}", then(breaker.rollback)),
            _ => "no circuit breaker".to_owned(),
        });
    }
    if let Some(alarms) = alarms.filter(|alarms| alarms.enable == Some(true)) {
        parts.push(format!("an alarm {}", then(alarms.rollback)));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
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
    format!("{kind}{} at {stages}", target.unwrap_or_default())
}

/// The circuit breaker and the alarms.
fn watch_lines(block: &mut Block, deployment: &Deployment) -> io::Result<()> {
    if let Some(breaker) = &deployment.deployment_circuit_breaker {
        let paint = if deployment.breaker_triggered() {
            Paint::Bad
        } else {
            Paint::Plain
        };
        block.painted("Circuit breaker", Some(phrases::breaker(breaker)), paint)?;
    }
    if let Some(alarms) = &deployment.alarms {
        let paint = if deployment.alarm_triggered() {
            Paint::Bad
        } else {
            Paint::Plain
        };
        block.painted("Alarms", Some(phrases::alarms(alarms)), paint)?;
    }
    Ok(())
}

fn hook_lines(
    block: &mut Block,
    context: &Context,
    deployment: &Deployment,
    hook: &LifecycleHookDetails,
) -> io::Result<()> {
    let text = phrases::hook(context, hook);
    let paint = if hook.awaits_action() {
        Paint::Waiting
    } else {
        Paint::Plain
    };
    block.painted("Hook", Some(text), paint)?;
    match &hook.hook_id {
        Some(id) if hook.awaits_action() => {
            block.command("To continue", &aws_cli::continue_deployment(deployment, id))
        }
        id => block.line("", id.as_deref()),
    }
}
