//! A wait on a terminal: a block of lines that is redrawn in place.

use crate::humanize::duration;
use crate::model::deployment::RevisionTasks;
use crate::model::watched::Watched;
use crate::render::block::name_of;
use crate::render::context::{Context, Paint};
use crate::render::text::{clean, cut, width};
use crate::report::phrases;
use crate::report::wait::age;
use std::time::Duration;

/// The widest bar, in columns.
const MAX_BAR: usize = 24;

/// The narrowest bar that still says something.
const MIN_BAR: usize = 6;

/// The lines of the block, none wider than the context's width. `failing_for` is how long calls have
/// failed, if they do.
pub fn block(
    context: &Context,
    watched: &Watched,
    waited: Duration,
    failing_for: Option<Duration>,
) -> Vec<String> {
    let deployment = watched.deployment();
    let name = name_of(&deployment.service_deployment_arn);
    let mut lines = vec![(format!("Deployment {name}"), Paint::Bold)];
    let outcome = watched.outcome();
    let mut status = vec![context.outcome(&outcome)];
    status.extend(deployment.lifecycle_stage.clone());
    status.push(age(deployment, context.now, waited));
    lines.push((format!("  {}", status.join("  ")), Paint::of(&outcome)));
    lines.extend(revisions(context, watched));
    if let Some(breaker) = &deployment.deployment_circuit_breaker {
        let text = format!("  circuit breaker {}", phrases::breaker(breaker));
        if deployment.breaker_triggered() {
            lines.push((text, Paint::Bad));
        } else if breaker.failure_count.unwrap_or_default() != 0 {
            lines.push((text, Paint::Waiting));
        }
    }
    if let Some(alarms) = &deployment.alarms
        && deployment.alarm_triggered()
    {
        let text = format!("  alarms {}", phrases::alarms(alarms));
        lines.push((text, Paint::Bad));
    }
    for hook in deployment.hooks_awaiting_action() {
        let text = format!("  hook {}", phrases::hook(context, hook));
        lines.push((text, Paint::Waiting));
    }
    if let Some(failing_for) = failing_for {
        let failing_for = duration(failing_for.as_secs_f64());
        let text = format!("  no successful call for {failing_for}");
        lines.push((text, Paint::Bad));
    }
    let fitted = lines.iter().map(|(text, paint)| {
        let text = clean(text);
        let text = match context.width {
            Some(columns) => cut(&text, columns),
            None => text,
        };
        context.paint(&text, *paint)
    });
    fitted.collect()
}

/// A line for the target and each source, aligned.
fn revisions(context: &Context, watched: &Watched) -> Vec<(String, Paint)> {
    let rows: Vec<(&str, String, &RevisionTasks)> = watched
        .tasks()
        .map(|(role, tasks)| {
            let name = tasks
                .arn
                .as_deref()
                .map(|arn| watched.entry().revision_name(arn));
            (role, name.unwrap_or_default(), tasks)
        })
        .collect();
    let names = rows
        .iter()
        .map(|(_, name, _)| width(name))
        .max()
        .unwrap_or_default();
    let texts: Vec<String> = rows.iter().map(|(_, _, tasks)| text(tasks)).collect();
    let text_columns = texts
        .iter()
        .map(|text| width(text))
        .max()
        .unwrap_or_default();
    // `  target  web:41  ████  2 of 4 tasks running`
    let others = 2 + "target".len() + 2 + names + 2 + 2 + text_columns;
    let bar_columns = match context.width {
        Some(columns) => columns.saturating_sub(others).min(MAX_BAR),
        None => MAX_BAR,
    };
    rows.iter()
        .zip(texts)
        .map(|((role, name, tasks), text)| {
            let bar = bar(tasks, bar_columns);
            let gap = " ".repeat(names.saturating_sub(width(name)));
            (format!("  {role}  {name}{gap}  {bar}{text}"), Paint::Plain)
        })
        .collect()
}

/// `2 of 4 tasks, 2 pending, 10 % of traffic`: shorter than elsewhere, to leave room for a bar.
fn text(tasks: &RevisionTasks) -> String {
    let mut parts = Vec::new();
    if let (Some(running), Some(requested)) = (tasks.running_task_count, tasks.requested_task_count)
    {
        parts.push(format!("{running} of {requested} tasks"));
    }
    if let Some(pending) = tasks.pending_task_count.filter(|pending| *pending > 0) {
        parts.push(format!("{pending} pending"));
    }
    if let Some(weight) = tasks.requested_production_traffic_weight {
        parts.push(format!("{weight} % of traffic"));
    }
    if let Some(weight) = tasks.requested_test_traffic_weight {
        parts.push(format!("{weight} % of test"));
    }
    parts.join(", ")
}

/// The share of requested tasks that run, as a bar.
fn bar(tasks: &RevisionTasks, columns: usize) -> String {
    let (Some(running), Some(requested)) = (tasks.running_task_count, tasks.requested_task_count)
    else {
        return String::new();
    };
    if columns < MIN_BAR {
        return String::new();
    }
    let share = if requested > 0 {
        (running.max(0) as f64 / requested as f64).min(1.0)
    } else {
        0.0
    };
    // Rounded down, so that it is full only when all tasks run.
    let full = (share * columns as f64).floor() as usize;
    format!("{}{}  ", "█".repeat(full), "░".repeat(columns - full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;
    use crate::model::timestamp::{self, Timestamp};
    use serde_json::{Value, json};

    fn context(width: usize) -> Context {
        Context {
            now: Timestamp::UNIX_EPOCH + chrono::TimeDelta::seconds(200),
            width: Some(width),
            marks: true,
            ..Context::plain()
        }
    }

    fn watched(more: Value) -> Watched {
        let tasks = |id: &str, requested: i64, running: i64, share: f64| {
            json!({
                "arn": testing::arn(&format!("service-revision/web/{id}")),
                "requestedTaskCount": requested, "runningTaskCount": running,
                "pendingTaskCount": requested - running, "requestedProductionTrafficWeight": share,
            })
        };
        let mut members = json!({
            "status": "IN_PROGRESS", "startedAt": 67, "lifecycleStage": "PRODUCTION_TRAFFIC_SHIFT",
            "targetServiceRevision": tasks("1485800978477494678", 4, 3, 10.0),
            "sourceServiceRevisions": [tasks("4980306466373577095", 4, 4, 90.0)],
            "deploymentCircuitBreaker": {"status": "MONITORING", "failureCount": 1, "threshold": 3},
        });
        for (name, value) in more.as_object().expect("an object") {
            members[name] = value.clone();
        }
        Watched::new(testing::deployment_record(
            "web",
            "J4ZwX3-bQ2aM6ERMvsxuL",
            members,
        ))
    }

    fn drawn(watched: &Watched, width: usize, failing_for: Option<u64>) -> String {
        let failing_for = failing_for.map(Duration::from_secs);
        let lines = block(
            &context(width),
            watched,
            Duration::from_secs(5),
            failing_for,
        );
        for line in &lines {
            assert!(crate::render::text::width(line) <= width, "{line}");
        }
        lines.join("\n")
    }

    #[test]
    fn shows_stage_tasks_traffic_and_the_breaker() {
        insta::assert_snapshot!(drawn(&watched(json!({})), 100, None), @"
        Deployment J4ZwX3-bQ2aM6ERMvsxuL of service web in cluster shop (eu-west-1)
          ● in_progress  PRODUCTION_TRAFFIC_SHIFT  2m13s
          target  revision 1485800978477494678  █████████████░░░░░  3 of 4 tasks, 1 pending, 10 % of traffic
          source  revision 4980306466373577095  ██████████████████  4 of 4 tasks, 90 % of traffic
          circuit breaker MONITORING, 1 of 3 failures
        ");
    }

    #[test]
    fn a_narrow_terminal_has_no_bars() {
        insta::assert_snapshot!(drawn(&watched(json!({})), 50, None), @"
        Deployment J4ZwX3-bQ2aM6ERMvsxuL of service web i…
          ● in_progress  PRODUCTION_TRAFFIC_SHIFT  2m13s
          target  revision 1485800978477494678  3 of 4 ta…
          source  revision 4980306466373577095  4 of 4 ta…
          circuit breaker MONITORING, 1 of 3 failures
        ");
    }

    #[test]
    fn shows_paused_hooks_alarms_and_failing_calls() {
        let hook = json!({
            "hookId": "h", "targetType": "PAUSE", "status": "AWAITING_ACTION",
            "expiresAt": timestamp::to_rfc3339(Timestamp::UNIX_EPOCH + chrono::TimeDelta::hours(1)),
            "timeoutAction": "ROLLBACK",
        });
        let watched = watched(json!({
            "lifecycleHookDetails": [hook],
            "alarms": {"status": "TRIGGERED", "alarmNames": ["5xx"], "triggeredAlarmNames": ["5xx"]},
        }));
        insta::assert_snapshot!(drawn(&watched, 100, Some(62)), @"
        Deployment J4ZwX3-bQ2aM6ERMvsxuL of service web in cluster shop (eu-west-1)
          ‖ awaiting_action  PRODUCTION_TRAFFIC_SHIFT  2m13s
          target  revision 1485800978477494678  █████████████░░░░░  3 of 4 tasks, 1 pending, 10 % of traffic
          source  revision 4980306466373577095  ██████████████████  4 of 4 tasks, 90 % of traffic
          circuit breaker MONITORING, 1 of 3 failures
          alarms TRIGGERED: 5xx (watched: 5xx)
          hook PAUSE AWAITING_ACTION, until 1970-01-01T01:00:00Z, then ROLLBACK
          no successful call for 1m02s
        ");
    }

    #[test]
    fn a_bar_is_full_only_when_all_tasks_run() {
        let tasks = |running, requested| RevisionTasks {
            arn: None,
            requested_task_count: Some(requested),
            running_task_count: Some(running),
            pending_task_count: None,
            requested_test_traffic_weight: None,
            requested_production_traffic_weight: None,
        };
        for (running, requested, expected) in [
            (0, 0, "░░░░░░░░░░  "),
            (999, 1000, "█████████░  "),
            (4, 4, "██████████  "),
            (9, 4, "██████████  "),
            (-1, 4, "░░░░░░░░░░  "),
            (i64::MAX, i64::MIN, "░░░░░░░░░░  "),
        ] {
            assert_eq!(bar(&tasks(running, requested), 10), expected);
        }
    }
}
