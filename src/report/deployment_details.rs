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
use crate::render::text::width;
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
    /// What is masked of what it changed and of members that no line shows.
    pub masking: Masking,
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
    let times = moments.iter().map(|(time, _)| *time);
    let times = aligned(times.map(|time| context.time(time)));
    let lines = moments.iter().zip(times).map(|((time, what), shown)| {
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
        format!("{shown}  {since:>7}  {what}{}", took.unwrap_or_default())
    });
    block.lines("Timeline", lines)
}

/// Texts padded to the same width.
fn aligned(texts: impl Iterator<Item = String>) -> Vec<String> {
    let texts: Vec<String> = texts.collect();
    let most = texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let padded = texts.into_iter().map(|text| format!("{text:most$}"));
    padded.collect()
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
    let mut lines = named_lines(changes, details.masking);
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
        let events = events.iter();
        let (times, messages): (Vec<String>, Vec<&str>) = events
            .filter_map(|event| {
                let time = context.time(event.created_at?);
                Some((time, event.message.as_deref()?))
            })
            .unzip();
        let lines = aligned(times.into_iter()).into_iter().zip(messages);
        let mut lines: Vec<String> = lines
            .map(|(time, message)| format!("{time}  {message}"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::service::ServiceEvent;
    use crate::model::testing;
    use crate::model::timestamp::Timestamp;
    use crate::render::context::Times;
    use chrono::{DateTime, FixedOffset};
    use serde_json::json;

    fn utc(_: Timestamp) -> FixedOffset {
        chrono::Offset::fix(&chrono::Utc)
    }

    fn shown(times: Times) -> String {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or(Timestamp::UNIX_EPOCH);
        let context = Context {
            now: at(1_790_000_000),
            times,
            ..Context::plain()
        };
        let began = 1_789_999_000;
        let deployment = testing::deployment(json!({
            "createdAt": began, "startedAt": began + 2, "finishedAt": began + 990, "status": "STOPPED",
        }));
        let event = |seconds, message: &str| ServiceEvent {
            created_at: Some(at(seconds)),
            message: Some(message.to_owned()),
        };
        let evidence = Evidence {
            events: Some(vec![
                event(began - 90_000, "earlier"),
                event(began + 500, "later"),
            ]),
            tasks: None,
            tasks_may_have_expired: false,
        };
        let details = DeploymentDetails {
            changes: None,
            evidence: Some(evidence),
            ..DeploymentDetails::default()
        };
        let mut out = Vec::new();
        let mut block = Block::begin(&mut out, &context, "Deployment", "id").expect("begun");
        timeline(&mut block, &context, &deployment).expect("written");
        super::evidence(&mut block, &context, &details).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn times_are_those_of_the_other_lines() {
        insta::assert_snapshot!(shown(Times::Clock(utc)), @r"
        Deployment id
          Timeline         13:56 (16m ago)           created
                           13:56 (16m ago)      +2s  started
                           14:13 (10s ago)  +16m30s  finished, took 16m28s
          Events           Sep 20 12:56 (25h ago)  earlier
                           14:05 (8m ago)          later
        ");
        insta::assert_snapshot!(shown(Times::Relative), @r"
        Deployment id
          Timeline         16m ago           created
                           16m ago      +2s  started
                           10s ago  +16m30s  finished, took 16m28s
          Events           25h ago  earlier
                           8m ago   later
        ");
        insta::assert_snapshot!(shown(Times::Utc), @r"
        Deployment id
          Timeline         2026-09-21T13:56:40Z           created
                           2026-09-21T13:56:42Z      +2s  started
                           2026-09-21T14:13:10Z  +16m30s  finished, took 16m28s
          Events           2026-09-20T12:56:40Z  earlier
                           2026-09-21T14:05:00Z  later
        ");
    }
}
