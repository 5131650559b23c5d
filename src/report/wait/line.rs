//! A wait as a log: a line for every change.

use crate::model::deployment::RevisionTasks;
use crate::model::outcome::Outcome;
use crate::model::progress_change::ProgressChange;
use crate::model::watched::Watched;
use crate::render::block::name_of;
use crate::render::context::{Context, Paint};
use crate::render::text::clean;
use crate::report::run_flags::RunFlags;
use crate::report::wait::age;
use crate::report::{aws_cli, phrases};
use std::time::Duration;

/// The first line: the deployment, the revision that it deploys, and those that it replaces.
pub fn begin(watched: &Watched) -> String {
    let deployment = watched.deployment();
    let mut text = format!(
        "waiting for deployment {}",
        name_of(&deployment.service_deployment_arn)
    );
    let name = |arn: &str| watched.entry().revision_name(arn);
    if let Some(target) = deployment.target_revision_arn() {
        text += &format!(": {}", name(target));
        let sources: Vec<String> = deployment.source_revision_arns().map(name).collect();
        if !sources.is_empty() {
            text += &format!(" in place of {}", sources.join(" and "));
        }
    }
    clean(&text).into_owned()
}

/// The lines of a change, without the time. A command to run is on its own line.
pub fn change(
    context: &Context,
    watched: &Watched,
    change: &ProgressChange,
    flags: &RunFlags,
) -> Vec<String> {
    let deployment = watched.deployment();
    let line = |text: String, color: Paint| vec![context.paint(&clean(&text), color)];
    let unless_empty = |label: &str, text: String, color: Paint| match &*text {
        "" => Vec::new(),
        text => line(format!("{label}{text}"), color),
    };
    match change {
        ProgressChange::Outcome => {
            let outcome = watched.outcome();
            line(outcome_line(watched, &outcome), Paint::of(&outcome))
        }
        ProgressChange::Stage(stage) => line(format!("stage {stage}"), Paint::Plain),
        ProgressChange::Tasks => unless_empty("", of_each(watched, phrases::counts), Paint::Plain),
        ProgressChange::Traffic => {
            unless_empty("", of_each(watched, phrases::weights), Paint::Plain)
        }
        ProgressChange::CircuitBreaker => {
            let breaker = deployment.deployment_circuit_breaker.as_ref();
            let text = breaker
                .map(|breaker| phrases::breaker(breaker))
                .unwrap_or_default();
            let color = bad_if(deployment.breaker_triggered());
            unless_empty("circuit breaker ", text, color)
        }
        ProgressChange::Alarms => {
            let alarms = deployment.alarms.as_ref();
            let text = alarms
                .map(|alarms| phrases::alarms(alarms))
                .unwrap_or_default();
            unless_empty("alarms ", text, bad_if(deployment.alarm_triggered()))
        }
        ProgressChange::Hook(index) => {
            let hooks = deployment
                .lifecycle_hook_details
                .as_deref()
                .unwrap_or_default();
            let Some(hook) = hooks.get(*index) else {
                return Vec::new();
            };
            let mut lines = line(
                format!("hook {}", phrases::hook(context, hook)),
                Paint::Waiting,
            );
            let id = hook.hook_id.as_deref().filter(|_| hook.awaits_action());
            let command = id.and_then(|id| aws_cli::continue_deployment(deployment, id, flags));
            lines.extend(command.map(|command| format!("to continue: {command}")));
            lines
        }
    }
}

/// The line that shows that the wait goes on: the outcome so far, and how old the deployment is.
pub fn heartbeat(context: &Context, watched: &Watched, waited: Duration) -> String {
    let outcome = watched.outcome();
    let age = age(watched.deployment(), context.now, waited);
    let reason = watched.reason().map(|reason| format!(": {reason}"));
    let text = format!("still {outcome} after {age}{}", reason.unwrap_or_default());
    clean(&text).into_owned()
}

fn outcome_line(watched: &Watched, outcome: &Outcome) -> String {
    let has_reason = matches!(
        outcome,
        Outcome::AwaitingAction | Outcome::RollingBack | Outcome::Stopping
    );
    match watched.reason().filter(|_| has_reason) {
        Some(reason) => format!("{outcome}: {reason}"),
        None => outcome.to_string(),
    }
}

/// `target web:41: 2 of 4 tasks running; source web:38: 4 of 4 tasks running`.
fn of_each(watched: &Watched, aspect: fn(&RevisionTasks) -> Option<String>) -> String {
    let parts: Vec<String> = watched
        .tasks()
        .filter_map(|(role, tasks)| {
            let text = aspect(tasks)?;
            let name = tasks
                .arn
                .as_deref()
                .map(|arn| watched.entry().revision_name(arn));
            Some(format!("{role} {}: {text}", name.unwrap_or_default()))
        })
        .collect();
    parts.join("; ")
}

fn bad_if(is_bad: bool) -> Paint {
    if is_bad { Paint::Bad } else { Paint::Plain }
}
