//! The verdict of a wait, as a block of lines.

use crate::model::verdict::Verdict;
use crate::render::block::Block;
use crate::render::context::{Context, Paint};
use crate::report::phrases;
use crate::report::wait::{Conclusion, revision};
use std::io::{self, Write};

/// Writes the block: the outcome, why, what serves now, and what to do next.
pub fn write(out: &mut dyn Write, context: &Context, conclusion: &Conclusion) -> io::Result<()> {
    let watched = conclusion.watched;
    let deployment = watched.deployment();
    let mut block = Block::begin(
        out,
        context,
        "Deployment",
        &deployment.service_deployment_arn,
    )?;
    let (headline, paint) = conclusion.headline(context);
    block.painted("Verdict", Some(headline), paint)?;
    let reason = watched.reason();
    block.line("Reason", reason.as_deref())?;
    let shown = reason.unwrap_or_default();
    block.line(
        "ECS says",
        phrases::unless_shown(deployment.status_reason.as_deref(), &shown),
    )?;
    if let Some(breaker) = &deployment.deployment_circuit_breaker
        && (deployment.breaker_triggered() || breaker.failure_count.unwrap_or_default() > 0)
    {
        block.line("Circuit breaker", Some(phrases::breaker(breaker)))?;
    }
    if let Some(alarms) = deployment
        .alarms
        .as_ref()
        .filter(|_| deployment.alarm_triggered())
    {
        block.line("Alarms", Some(phrases::alarms(alarms)))?;
    }
    for hook in deployment.lifecycle_hook_details.iter().flatten() {
        block.line("Hook", Some(phrases::hook(context, hook)))?;
    }
    let name = |arn: &str| revision(watched, arn);
    let mut tasks = watched.tasks().peekable();
    if tasks.peek().is_none() {
        block.line("Target", deployment.target_revision_arn().map(name))?;
    }
    for (role, tasks) in tasks {
        let label = if role == "target" { "Target" } else { "Source" };
        block.line(label, Some(phrases::tasks(tasks, &name)))?;
    }
    let images = watched.entry().target_summary().images.unwrap_or_default();
    block.lines("Images", images.iter().map(phrases::image))?;
    block.line("Superseded by", conclusion.superseded_by())?;
    match conclusion.serving() {
        Some(serving) => block.painted("Serving now", Some(serving), Paint::Bold)?,
        None if matches!(conclusion.verdict, Some(Verdict::Ended(_))) => {
            block.line("Serving now", Some("unknown"))?
        }
        None => {}
    }
    let steps = conclusion.next_steps();
    let mut steps = steps.iter();
    steps.try_for_each(|step| block.command(step.label, &step.command))
}
