//! What to run next, for every outcome.

use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::model::revision::RevisionSummary;
use crate::model::testing::{arn, deployment_record};
use crate::model::verdict::{Goal, Verdict};
use crate::report::next_steps::{NextContext, ShownBy, next_steps};
use crate::report::run_flags::{HistorySource, RunFlags, RunName};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;

fn revision(number: u32) -> String {
    arn(&format!("service-revision/web/{number}0000"))
}

/// Deployments of web, the oldest first, each with a task definition of its own: web:1, web:2, …
fn history(deployments: &[(&str, Value)]) -> History {
    let mut records = Vec::new();
    let mut revisions = HashMap::new();
    for (number, (id, members)) in (1..).zip(deployments) {
        let mut members = members.clone();
        members["createdAt"] = (number * 100).into();
        members["targetServiceRevisionArn"] = revision(number).into();
        if number > 1 {
            members["sourceServiceRevisions"] = json!([{"arn": revision(number - 1)}]);
        }
        records.push(deployment_record("web", id, members));
        let summary = RevisionSummary {
            task_definition: Some(format!("web:{number}")),
            ..RevisionSummary::default()
        };
        revisions.insert(revision(number), summary);
    }
    History::new(records).with_details(HashMap::new(), revisions)
}

/// The steps after the deployment with this ID, one per line, with `$W` for `--service web --cluster
/// shop` and `$R` for `--region eu-west-1`.
fn steps(history: &History, id: &str, shown_by: &ShownBy, flags: &RunFlags) -> Vec<String> {
    let entry = entry(history, id);
    let context = NextContext {
        history,
        is_whole_service: true,
        flags,
    };
    let steps = next_steps(&entry, shown_by, &context).into_iter();
    let short = |line: String| {
        line.replace(&arn("service-deployment/web/"), "$A/")
            .replace("--service web --cluster shop", "$W")
            .replace("--cluster shop --service web", "$W")
            .replace("--region eu-west-1", "$R")
    };
    steps
        .map(|step| short(format!("{}: {}", step.label, step.command)))
        .collect()
}

fn entry<'a>(history: &'a History, id: &str) -> Entry<'a> {
    let mut entries = history.deployments();
    let entry = entries.find(|entry| entry.deployment().id() == id);
    entry.expect("a deployment")
}

fn success(id: &'static str) -> (&'static str, Value) {
    (id, json!({"status": "SUCCESSFUL", "finishedAt": 150}))
}

#[test]
fn every_outcome_has_its_next_steps() {
    const ROLL_BACK: &str = "To roll back: aws ecs stop-service-deployment --service-deployment-arn $A/newXXX --stop-type ROLLBACK $R";
    const GO_BACK: &str = "To go back: aws ecs update-service $W --task-definition web:1 $R";
    const LOOK: &str = "Next: ecs-history describe newX $W";
    const DIFF: &str = "Next: ecs-history diff 1000 2000 $W";
    const WAIT: &str = "Next: ecs-history wait newX $W";
    const KEEP_WAITING: &str = "To keep waiting: ecs-history wait newX $W";
    let failed = json!({"status": "STOPPED", "stoppedAt": 300,
        "deploymentCircuitBreaker": {"status": "TRIGGERED"}});
    let rolled_back = |status: &str| {
        json!({"status": status,
        "rollback": {"serviceRevisionArn": revision(1)}})
    };
    let paused = json!({"status": "IN_PROGRESS", "lifecycleHookDetails": [
        {"hookId": "h-1", "status": "AWAITING_ACTION"}]});
    let continue_it = "To continue: aws ecs continue-service-deployment --service-deployment-arn $A/newXXX --hook-id h-1 $R";
    let status = |status: &str| json!({"status": status});
    let rolls_back_soon = json!({"status": "IN_PROGRESS",
        "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": true}},
        "deploymentCircuitBreaker": {"status": "TRIGGERED"}});
    for (members, describe, wait) in [
        (status("SUCCESSFUL"), &[][..], &[][..]),
        (failed, &[DIFF, GO_BACK], &[LOOK, GO_BACK]),
        (
            rolled_back("ROLLBACK_FAILED"),
            &[DIFF, GO_BACK],
            &[LOOK, GO_BACK],
        ),
        (
            json!({"status": "STOPPED", "stoppedAt": 300}),
            &[DIFF, GO_BACK],
            &[LOOK, GO_BACK],
        ),
        // ECS went back by itself.
        (rolled_back("ROLLBACK_SUCCESSFUL"), &[DIFF], &[LOOK]),
        (
            paused,
            &[WAIT, ROLL_BACK],
            &[continue_it, KEEP_WAITING, ROLL_BACK],
        ),
        (
            status("IN_PROGRESS"),
            &[WAIT, ROLL_BACK],
            &[KEEP_WAITING, ROLL_BACK],
        ),
        (
            status("PENDING"),
            &[WAIT, ROLL_BACK],
            &[KEEP_WAITING, ROLL_BACK],
        ),
        (rolls_back_soon, &[WAIT], &[KEEP_WAITING]),
        (status("STOP_REQUESTED"), &[WAIT], &[KEEP_WAITING]),
        (status("ROLLBACK_REQUESTED"), &[WAIT], &[KEEP_WAITING]),
        (
            rolled_back("ROLLBACK_IN_PROGRESS"),
            &[WAIT],
            &[KEEP_WAITING],
        ),
        (status("SOMETHING_NEW"), &[WAIT], &[KEEP_WAITING]),
    ] {
        let history = history(&[success("oldXXX"), ("newXXX", members.clone())]);
        let outcome = entry(&history, "newXXX").outcome();
        let verdict = if outcome.is_final() {
            Verdict::Ended(outcome)
        } else {
            Verdict::TimedOut(Duration::from_secs(60))
        };
        let flags = RunFlags::default();
        let (old, new) = (revision(1), revision(2));
        let shown_by = ShownBy::Describe {
            compared: Some((&old, &new)),
        };
        assert_eq!(
            steps(&history, "newXXX", &shown_by, &flags),
            describe,
            "{members}"
        );
        let shown_by = ShownBy::Wait(Some(&verdict));
        assert_eq!(
            steps(&history, "newXXX", &shown_by, &flags),
            wait,
            "{members}"
        );
    }
}

#[test]
fn a_first_deployment_cannot_be_rolled_back() {
    let paused = json!({"status": "IN_PROGRESS", "lifecycleHookDetails": [
        {"hookId": "h-1", "status": "AWAITING_ACTION"}]});
    for members in [
        json!({"status": "PENDING"}),
        json!({"status": "IN_PROGRESS"}),
        json!({"status": "IN_PROGRESS", "sourceServiceRevisions": []}),
        paused,
    ] {
        let history = history(&[("newXXX", members.clone())]);
        let timed_out = Verdict::TimedOut(Duration::from_secs(60));
        for shown_by in [
            ShownBy::Describe { compared: None },
            ShownBy::Wait(Some(&timed_out)),
        ] {
            let steps = steps(&history, "newXXX", &shown_by, &RunFlags::default());
            assert!(!steps.is_empty(), "{members}");
            assert!(!steps.concat().contains("ROLLBACK"), "{members}: {steps:?}");
        }
    }
}

#[test]
fn a_wait_that_went_on_says_how_to_go_on() {
    let history = history(&[
        success("oldXXX"),
        ("newXXX", json!({"status": "ROLLBACK_IN_PROGRESS"})),
    ]);
    let after = |verdict: Option<&Verdict>| {
        let shown_by = ShownBy::Wait(verdict);
        steps(&history, "newXXX", &shown_by, &RunFlags::default())
    };
    assert_eq!(
        after(Some(&Verdict::RollbackBegan)),
        ["Next: ecs-history wait newX $W"]
    );
    let keep = ["To keep waiting: ecs-history wait newX $W"];
    assert_eq!(after(Some(&Verdict::Reached(Goal::Paused))), keep);
    assert!(after(Some(&Verdict::Gone("MISSING".into()))).is_empty());
    assert!(after(None).is_empty());
}

#[test]
fn after_a_superseded_deployment_comes_the_newer_one() {
    let superseded = ("midXXX", json!({"status": "STOPPED", "stoppedAt": 900}));
    for (newer, expected) in [
        ("IN_PROGRESS", "Next: ecs-history wait newX $W"),
        ("SUCCESSFUL", "Next: ecs-history describe newX $W"),
    ] {
        let newer = ("newXXX", json!({"status": newer}));
        let history = history(&[success("oldXXX"), superseded.clone(), newer]);
        let ended = Verdict::Ended(Outcome::Superseded);
        for shown_by in [
            ShownBy::Describe { compared: None },
            ShownBy::Wait(Some(&ended)),
        ] {
            let steps = steps(&history, "midXXX", &shown_by, &RunFlags::default());
            assert_eq!(steps, [expected]);
        }
    }
}

#[test]
fn the_way_back_is_to_what_last_worked() {
    let failed = |id| {
        (
            id,
            json!({"status": "STOPPED", "stoppedAt": 120,
        "statusReason": "Service deployment failed: tasks failed to start."}),
        )
    };
    let rolled_back = |id, to| {
        (
            id,
            json!({"status": "ROLLBACK_SUCCESSFUL",
        "rollback": {"serviceRevisionArn": revision(to)}}),
        )
    };
    let go_back = |deployments: &[(&str, Value)], id: &str| {
        let history = history(deployments);
        let shown_by = ShownBy::Describe { compared: None };
        let steps = steps(&history, id, &shown_by, &RunFlags::default());
        steps.first().and_then(|step| {
            let (_, rest) = step.split_once("--task-definition ")?;
            Some(rest.split(' ').next()?.to_owned())
        })
    };
    let back = |deployments: &[(&str, Value)]| go_back(deployments, "lastXX");
    let last = || failed("lastXX");
    assert_eq!(back(&[success("a"), last()]).as_deref(), Some("web:1"));
    assert_eq!(
        back(&[success("a"), success("b"), last()]).as_deref(),
        Some("web:2")
    );
    assert_eq!(
        back(&[success("a"), failed("b"), last()]).as_deref(),
        Some("web:1")
    );
    let rolled = [success("a"), success("b"), rolled_back("c", 1), last()];
    assert_eq!(
        back(&rolled).as_deref(),
        Some("web:1"),
        "c went back to web:1"
    );
    assert_eq!(back(&[last()]), None, "nothing ever worked");
    assert_eq!(back(&[failed("a"), last()]), None);
    let old = [success("a"), last(), success("c")];
    assert_eq!(back(&old), None, "a newer one went on from here");
}

#[test]
fn a_saved_history_cannot_be_waited_for() {
    let history = history(&[
        success("oldXXX"),
        ("newXXX", json!({"status": "IN_PROGRESS"})),
    ]);
    let (old, new) = (revision(1), revision(2));
    let shown_by = ShownBy::Describe {
        compared: Some((&old, &new)),
    };
    let flags = RunFlags {
        history: HistorySource::Demo,
        service: RunName::Flag,
        ..RunFlags::default()
    };
    let steps = steps(&history, "newXXX", &shown_by, &flags);
    assert_eq!(
        steps[0],
        "Next: ecs-history diff 1000 2000 --service web --demo"
    );
    assert!(
        !steps.iter().any(|step| step.contains("ecs-history wait")),
        "{steps:?}"
    );
}

#[test]
fn a_history_in_part_gives_whole_ids() {
    let history = history(&[
        success("oldXXX"),
        ("newXXX", json!({"status": "IN_PROGRESS"})),
    ]);
    let context = NextContext {
        history: &history,
        is_whole_service: false,
        flags: &RunFlags::default(),
    };
    let shown_by = ShownBy::Describe { compared: None };
    let steps = next_steps(&entry(&history, "newXXX"), &shown_by, &context);
    assert!(
        steps[0].command.starts_with("ecs-history wait newXXX "),
        "{steps:?}"
    );
}

#[test]
fn what_a_shell_would_not_take_as_it_is_is_left_out() {
    let id = "h\u{1b}[2J";
    let paused = json!({"status": "IN_PROGRESS", "lifecycleHookDetails": [
        {"hookId": id, "status": "AWAITING_ACTION"}]});
    let history = history(&[success("oldXXX"), ("newXXX", paused)]);
    let verdict = Verdict::TimedOut(Duration::from_secs(60));
    let shown_by = ShownBy::Wait(Some(&verdict));
    let steps = steps(&history, "newXXX", &shown_by, &RunFlags::default());
    assert!(
        !steps.iter().any(|step| step.contains("continue")),
        "{steps:?}"
    );
    assert_eq!(steps.len(), 2);
}
