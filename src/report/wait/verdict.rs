//! How a wait ended, as a block for people.

use crate::model::verdict::Verdict;
use crate::render::block::Block;
use crate::render::context::{Context, Paint};
use crate::report::phrases as words;
use crate::report::wait::{Conclusion, revision};
use std::io::{self, Write};

/// Writes the block: the outcome, why, what serves now, and what to do next.
pub fn write(out: &mut dyn Write, context: &Context, conclusion: &Conclusion) -> io::Result<()> {
    let Conclusion { verdict, watched } = conclusion;
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
    let said = reason.unwrap_or_default();
    block.line(
        "ECS says",
        words::unless_said(deployment.status_reason.as_deref(), &said),
    )?;
    if let Some(breaker) = &deployment.deployment_circuit_breaker
        && (deployment.breaker_triggered() || breaker.failure_count.unwrap_or_default() > 0)
    {
        block.line("Circuit breaker", Some(words::breaker(breaker)))?;
    }
    if let Some(alarms) = deployment
        .alarms
        .as_ref()
        .filter(|_| deployment.alarm_triggered())
    {
        block.line("Alarms", Some(words::alarms(alarms)))?;
    }
    for hook in deployment.lifecycle_hook_details.iter().flatten() {
        block.line("Hook", Some(words::hook(context, hook)))?;
    }
    let name = |arn: &str| revision(watched, arn);
    let mut tasks = watched.tasks().peekable();
    if tasks.peek().is_none() {
        block.line("Target", deployment.target_revision_arn().map(name))?;
    }
    for (what, tasks) in tasks {
        let label = if what == "target" { "Target" } else { "Source" };
        block.line(label, Some(words::tasks(tasks, &name)))?;
    }
    let images = watched.target_summary().images.unwrap_or_default();
    block.lines("Images", images.iter().map(words::image))?;
    block.line("Superseded by", conclusion.superseded_by())?;
    match conclusion.serving() {
        Some(serving) => block.painted("Serving now", Some(serving), Paint::Bold)?,
        None if matches!(verdict, Verdict::Ended(_)) => {
            block.line("Serving now", Some("not known"))?
        }
        None => {}
    }
    for (label, command) in conclusion.next_steps() {
        block.command(label, &command)?;
    }
    Ok(())
}
