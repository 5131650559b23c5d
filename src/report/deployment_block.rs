//! One deployment as a block of lines, readable without knowing the API.

use crate::model::api_enum::DeploymentStatus;
use crate::model::deployment::{Deployment, LifecycleHookDetails};
use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::model::serving::Serving;
use crate::render::block::Block;
use crate::render::context::{Context, Paint};
use crate::render::json;
use crate::report::deployment_details::DeploymentDetails;
use crate::report::next_steps::{NextContext, ShownBy, Suggestions, next_steps};
use crate::report::run_flags::RunFlags;
use crate::report::{aws_cli, deployment_configuration, deployment_details, phrases};
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
    "deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask",
    "deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.type",
    "deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.value",
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
    "deploymentConfiguration.lifecycleHooks.roleArn",
    "deploymentConfiguration.lifecycleHooks.hookDetails",
    "deploymentConfiguration.lifecycleHooks.timeoutConfiguration.timeoutInMinutes",
    "deploymentConfiguration.lifecycleHooks.timeoutConfiguration.action",
    "deploymentConfiguration.earlySuccessCriteria.enable",
    "deploymentConfiguration.earlySuccessCriteria.healthyPercent",
    "deploymentConfiguration.earlySuccessCriteria.sourceServiceRevisionCleanup",
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
    serving: &Serving,
    details: &DeploymentDetails,
    suggestions: &Suggestions,
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
    deployment_details::timeline(&mut block, context, deployment)?;
    revision_lines(&mut block, history, entry)?;
    deployment_details::changes(&mut block, details)?;
    serving_line(&mut block, history, entry, serving)?;
    if let Some(configuration) = &deployment.deployment_configuration {
        deployment_configuration::write(&mut block, configuration)?;
    }
    watch_lines(&mut block, deployment)?;
    let flags = &suggestions.flags;
    for hook in deployment.lifecycle_hook_details.iter().flatten() {
        hook_lines(&mut block, context, deployment, &outcome, hook, flags)?;
    }
    deployment_details::evidence(&mut block, context, details)?;
    let item = json::item(&entry.record().json, None).unwrap_or(Value::Null);
    block.rest(details.masking.apply(&[], &item), SHOWN)?;
    let compared = details
        .changes
        .as_ref()
        .zip(deployment.target_revision_arn());
    let compared = compared.map(|(changes, target)| (changes.previous.as_str(), target));
    let next = NextContext {
        history,
        is_whole_service: suggestions.listed_in_full.contains(entry.service()),
        flags,
    };
    let steps = next_steps(entry, &ShownBy::Describe { compared }, &next);
    // The likeliest is close to the prompt.
    let mut steps = steps.iter().rev();
    steps.try_for_each(|step| block.command(step.label, &step.command))
}

/// What serves now: this deployment, or another revision.
fn serving_line(
    block: &mut Block,
    history: &History,
    entry: &Entry,
    serving: &Serving,
) -> io::Result<()> {
    let revisions = serving.revisions_of(entry.service());
    if serving.is_deployment(entry) == Some(true) && revisions.len() == 1 {
        return block.painted("Serving now", Some("yes"), Paint::Good);
    }
    let revisions = revisions.iter().map(|arn| &**arn);
    let name = |arn: &str| phrases::revision(history.revision(arn), arn);
    block.line(
        "Serving now",
        phrases::serving(revisions, serving.is_contradictory(entry.service()), &name),
    )
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
        block.line("Source", Some("none, this is the first deployment"))?;
    }
    let rollback = deployment.rollback_revision_arn();
    let rollback = rollback.as_deref().map(name);
    match entry.outcome() {
        Outcome::RollbackFailed => {
            block.line(
                "Rollback to",
                rollback.map(|name| format!("{name} (failed)")),
            )?;
        }
        outcome if outcome.is_final() => block.line("Rolled back to", rollback)?,
        _ => block.line("Rolling back to", rollback)?,
    }
    let images = entry.target_summary().images.unwrap_or_default();
    block.lines("Images", images.iter().map(phrases::image))?;
    Ok(())
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
    outcome: &Outcome,
    hook: &LifecycleHookDetails,
    flags: &RunFlags,
) -> io::Result<()> {
    let text = phrases::hook(context, hook);
    let paint = if hook.awaits_action() {
        Paint::Waiting
    } else {
        Paint::Plain
    };
    block.painted("Hook", Some(text), paint)?;
    // ContinueServiceDeployment needs a deployment that is in progress.
    let can_continue = hook.awaits_action() && *outcome == Outcome::AwaitingAction;
    let id = hook.hook_id.as_deref();
    let command = id
        .filter(|_| can_continue)
        .and_then(|id| aws_cli::continue_deployment(deployment, id, flags));
    match command {
        Some(command) => block.command("To continue", &command),
        None => block.line("", id),
    }
}
