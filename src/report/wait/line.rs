//! A wait as a log: a line for every change.

use crate::model::deployment::RevisionTasks;
use crate::model::outcome::Outcome;
use crate::model::progress_change::ProgressChange;
use crate::model::watched::Watched;
use crate::render::context::{Context, Paint};
use crate::render::text::clean;
use crate::report::{aws_cli, phrases as words};
use std::time::Duration;

/// The first line: which deployment it is, and what it brings in place of what.
pub fn begin(watched: &Watched) -> String {
    let deployment = watched.deployment();
    let mut text = format!(
        "waiting for deployment {}",
        crate::report::wait::name(deployment)
    );
    let name = |arn: &str| watched.revision_name(arn);
    if let Some(target) = deployment.target_revision_arn() {
        text += &format!(": {}", name(target));
        let sources: Vec<String> = deployment.source_revision_arns().map(name).collect();
        if !sources.is_empty() {
            text += &format!(" in place of {}", sources.join(" and "));
        }
    }
    clean(&text).into_owned()
}

/// The lines of a change, without the time. A command to run stands on a line of its own.
pub fn change(context: &Context, watched: &Watched, change: &ProgressChange) -> Vec<String> {
    let deployment = watched.deployment();
    let told = |text: String, color: Paint| vec![context.paint(&clean(&text), color)];
    let told_of = |what: &str, text: String, color: Paint| match &*text {
        "" => Vec::new(),
        text => told(format!("{what}{text}"), color),
    };
    match change {
        ProgressChange::Outcome => {
            let outcome = watched.outcome();
            told(outcome_line(watched, &outcome), Paint::of(&outcome))
        }
        ProgressChange::Stage(stage) => told(format!("stage {stage}"), Paint::Plain),
        ProgressChange::Tasks => told_of("", of_each(watched, words::counts), Paint::Plain),
        ProgressChange::Traffic => told_of("", of_each(watched, words::weights), Paint::Plain),
        ProgressChange::CircuitBreaker => {
            let breaker = deployment.deployment_circuit_breaker.as_ref();
            let text = breaker
                .map(|breaker| words::breaker(breaker))
                .unwrap_or_default();
            let color = bad_if(deployment.breaker_triggered());
            told_of("circuit breaker ", text, color)
        }
        ProgressChange::Alarms => {
            let alarms = deployment.alarms.as_ref();
            let text = alarms
                .map(|alarms| words::alarms(alarms))
                .unwrap_or_default();
            told_of("alarms ", text, bad_if(deployment.alarm_triggered()))
        }
        ProgressChange::Hook(place) => {
            let hooks = deployment
                .lifecycle_hook_details
                .as_deref()
                .unwrap_or_default();
            let Some(hook) = hooks.get(*place) else {
                return Vec::new();
            };
            let mut lines = told(
                format!("hook {}", words::hook(context, hook)),
                Paint::Waiting,
            );
            if let (true, Some(id)) = (hook.awaits_action(), &hook.hook_id) {
                let command = aws_cli::continue_deployment(deployment, id);
                lines.push(format!("to continue: {}", clean(&command)));
            }
            lines
        }
    }
}

/// A sign of life: where it stands, and for how long it has been on its way.
pub fn heartbeat(context: &Context, watched: &Watched, watched_for: Duration) -> String {
    let outcome = watched.outcome();
    let age = crate::report::wait::age(watched.deployment(), context.now, watched_for);
    let reason = watched.reason().map(|reason| format!(": {reason}"));
    let text = format!("still {outcome} after {age}{}", reason.unwrap_or_default());
    clean(&text).into_owned()
}

fn outcome_line(watched: &Watched, outcome: &Outcome) -> String {
    let speaks = matches!(
        outcome,
        Outcome::AwaitingAction | Outcome::RollingBack | Outcome::Stopping
    );
    match watched.reason().filter(|_| speaks) {
        Some(reason) => format!("{outcome}: {reason}"),
        None => outcome.to_string(),
    }
}

/// `target web:41: 2 of 4 tasks running; source web:38: 4 of 4 tasks running`.
fn of_each(watched: &Watched, aspect: fn(&RevisionTasks) -> Option<String>) -> String {
    let parts: Vec<String> = watched
        .tasks()
        .filter_map(|(what, tasks)| {
            let text = aspect(tasks)?;
            let name = tasks.arn.as_deref().map(|arn| watched.revision_name(arn));
            Some(format!("{what} {}: {text}", name.unwrap_or_default()))
        })
        .collect();
    parts.join("; ")
}

fn bad_if(bad: bool) -> Paint {
    if bad { Paint::Bad } else { Paint::Plain }
}
