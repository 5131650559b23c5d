//! The lines of a deployment's block that need more than the deployment itself: what happened when,
//! what it changed, and why it failed.

use crate::humanize::duration;
use crate::model::arn::last_segment;
use crate::model::config_diff::ConfigChange;
use crate::model::deployment::Deployment;
use crate::model::evidence::Evidence;
use crate::model::mask::Masking;
use crate::model::moments;
use crate::render::block::Block;
use crate::render::context::Context;
use crate::report::diff::named_lines;
use std::io;

/// The most lines of a part; other commands show all of it.
const MAX_LINES: usize = 12;

/// What is known of a deployment beyond the deployment itself.
#[derive(Debug, Default)]
pub struct DeploymentDetails {
    /// What it changed.
    pub changes: Option<RevisionChanges>,
    /// Why it did not succeed.
    pub evidence: Option<Evidence>,
}

/// What a deployment changed, compared with the revision before it.
#[derive(Debug)]
pub struct RevisionChanges {
    /// The ARN of the revision before it.
    pub previous: String,
    pub changes: Vec<ConfigChange>,
}

/// The events of the deployment, each with the time since the first.
pub fn timeline(block: &mut Block, context: &Context, deployment: &Deployment) -> io::Result<()> {
    let moments = moments::of(deployment);
    let Some((first, _)) = moments.first().cloned() else {
        return Ok(());
    };
    let lines = moments.iter().map(|(time, what)| {
        let since = (*time - first).num_milliseconds() as f64 / 1000.0;
        let since = if *time == first {
            String::new()
        } else {
            format!("+{}", duration(since))
        };
        let took = (what == "finished")
            .then(|| deployment.duration_seconds())
            .flatten();
        let took = took.map(|seconds| format!(", took {}", duration(seconds)));
        format!(
            "{}  {since:>7}  {what}{}",
            context.time(*time),
            took.unwrap_or_default()
        )
    });
    block.lines("Timeline", lines)
}

/// What it changed, shortened.
pub fn changes(block: &mut Block, details: &DeploymentDetails) -> io::Result<()> {
    let Some(RevisionChanges { previous, changes }) = &details.changes else {
        return Ok(());
    };
    if changes.is_empty() {
        let text = format!("nothing, against revision {}", last_segment(previous));
        return block.line("Changed", Some(text));
    }
    let mut lines = named_lines(changes, Masking::Credentials);
    shorten(&mut lines);
    block.lines("Changed", lines)
}

/// Why it did not succeed, beyond AWS's reason.
pub fn evidence(
    block: &mut Block,
    context: &Context,
    details: &DeploymentDetails,
) -> io::Result<()> {
    let Some(Evidence {
        events,
        tasks,
        tasks_may_have_expired,
    }) = &details.evidence
    else {
        return Ok(());
    };
    if let Some(tasks) = tasks {
        let mut lines: Vec<String> = tasks
            .iter()
            .map(|group| {
                format!(
                    "{} × {}, as in task {}",
                    group.count, group.reason, group.example_id
                )
            })
            .collect();
        shorten(&mut lines);
        match (&lines[..], tasks_may_have_expired) {
            ([], true) => block.line(
                "Stopped tasks",
                Some("none; ECS keeps them for about an hour only"),
            )?,
            ([], false) => block.line("Stopped tasks", Some("none"))?,
            _ => block.lines("Stopped tasks", lines)?,
        }
    }
    if let Some(events) = events {
        let mut lines: Vec<String> = events
            .iter()
            .filter_map(|event| {
                let time = context.time(event.created_at?);
                Some(format!("{time}  {}", event.message.as_deref()?))
            })
            .collect();
        // The last events of a failure say more than the first.
        if lines.len() > MAX_LINES {
            let earlier = lines.len() - (MAX_LINES - 1);
            lines.drain(..earlier);
            lines.insert(0, format!("{earlier} earlier events, then"));
        }
        if lines.is_empty() {
            block.line("Events", Some("no service events from that time"))?;
        }
        block.lines("Events", lines)?;
    }
    Ok(())
}

fn shorten(lines: &mut Vec<String>) {
    if lines.len() > MAX_LINES {
        let more = lines.len() - (MAX_LINES - 1);
        lines.truncate(MAX_LINES - 1);
        lines.push(format!("and {more} more"));
    }
}
