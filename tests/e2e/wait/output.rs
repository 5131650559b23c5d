//! What a wait prints: a log, documents, events, a summary; also when it is interrupted.

use super::*;
use crate::support::data::revision_arn;
use crate::support::run::Outcome;
use crate::support::{Fault, Op};
use std::sync::LazyLock;

/// A canary deployment that a hook pauses, and that is rolled back in the end.
fn eventful() -> Scenario {
    let revision = |n| revision_arn("shop", "web", &revision_id(n));
    let tasks = |n, running, share: f64| {
        json!({
            "arn": revision(n), "requestedTaskCount": 4, "runningTaskCount": running,
            "pendingTaskCount": 4 - running, "requestedProductionTrafficWeight": share,
        })
    };
    let state = |stage: &str, running: u64, share: f64, failures: u64| {
        second()
            .status(IN_PROGRESS)
            .with("lifecycleStage", json!(stage))
            .with("targetServiceRevision", tasks(2, running, share))
            .with(
                "sourceServiceRevisions",
                json!([tasks(1, 4, 100.0 - share)]),
            )
            .with(
                "deploymentCircuitBreaker",
                json!({"status": "MONITORING", "failureCount": failures, "threshold": 3}),
            )
    };
    let expires = json!("2030-01-01T00:00:00Z");
    let hook = json!([{
        "hookId": "ecs-pause-Xk7r", "targetType": "PAUSE", "status": "AWAITING_ACTION",
        "expiresAt": expires, "timeoutAction": "ROLLBACK",
    }]);
    shop().evolves(vec![
        second()
            .status("PENDING")
            .without("targetServiceRevision")
            .build(),
        state("SCALE_UP", 2, 0.0, 0).build(),
        state("POST_SCALE_UP", 4, 0.0, 1)
            .with("lifecycleHookDetails", hook)
            .build(),
        state("PRODUCTION_TRAFFIC_SHIFT", 4, 10.0, 1).build(),
        second().status("ROLLBACK_IN_PROGRESS").build(),
        second().status(ROLLED_BACK).took(272.0).build(),
    ])
}

/// What waits for the eventful deployment leave behind. Each takes five seconds, so they run once,
/// and at once.
struct Eventful {
    table: Outcome,
    json: Outcome,
    /// The deployment as `deployments describe -o json` prints it after the wait.
    described: Value,
    jsonl: Outcome,
    /// A summary that had some text before, and what a wait without a deployment adds to it.
    summary: String,
}

static EVENTFUL: LazyLock<Eventful> = LazyLock::new(|| {
    std::thread::scope(|scope| {
        let table = scope.spawn(|| wait("", &FakeEcs::start(eventful())).outcome());
        let jsonl = scope.spawn(|| wait("-o jsonl", &FakeEcs::start(eventful())).outcome());
        let json = scope.spawn(|| {
            let fake = FakeEcs::start(eventful());
            let outcome = wait("-o json", &fake).outcome();
            let describe = "deployments describe latest --service web --cluster shop -o json";
            (outcome, ecs_history(describe).at(&fake).json())
        });
        let summary = scope.spawn(|| {
            let file = tempfile::NamedTempFile::new().expect("a file");
            let path = file.path().display().to_string();
            std::fs::write(&path, "Before.\n\n").expect("written");
            let fake = FakeEcs::start(eventful());
            wait("--quiet --summary", &fake).arg(&path).outcome();
            let none = FakeEcs::start(shop());
            wait("--quiet --start-timeout 1s --summary", &none)
                .arg(&path)
                .outcome()
                .fails_with(3);
            std::fs::read_to_string(&path).expect("read")
        });
        let (json, described) = json.join().expect("a document");
        Eventful {
            table: table.join().expect("a log"),
            json,
            described,
            jsonl: jsonl.join().expect("events"),
            summary: summary.join().expect("a summary"),
        }
    })
});

/// Times in logs and events differ from run to run.
fn without_times(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once("  ") {
        Some((time, rest)) if time.len() == "2026-11-23T08:42:00Z".len() && time.ends_with('Z') => {
            format!("<time>  {rest}\n")
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn a_log_has_a_line_for_every_change() {
    let outcome = &EVENTFUL.table;
    assert_eq!((outcome.code, &*outcome.stderr), (Some(1), ""), "{outcome}");
    insta::assert_snapshot!(without_times(&outcome.stdout));
}

#[test]
fn json_is_the_final_deployment_as_describe_prints_it() {
    let outcome = &EVENTFUL.json;
    assert_eq!(outcome.code, Some(1), "{outcome}");
    assert!(
        outcome.stderr.contains("Verdict          rolled_back"),
        "{outcome}"
    );
    assert_eq!(outcome.json(), EVENTFUL.described);
}

#[test]
fn tsv_and_wide_have_the_final_deployment_too() {
    for (format, rows) in [("tsv", 1), ("wide", 2)] {
        let fake = FakeEcs::start(evolves(&[SUCCESSFUL]));
        let stdout = wait("latest", &fake).arg("-o").arg(format).outcome().stdout;
        assert_eq!(stdout.lines().count(), rows, "{stdout}");
        assert!(stdout.contains("succeeded"), "{stdout}");
    }
}

#[test]
fn jsonl_has_an_event_for_every_change_and_the_verdict() {
    let outcome = &EVENTFUL.jsonl;
    assert_eq!(outcome.code, Some(1), "{outcome}");
    let lines = outcome.stdout.lines();
    let events: Vec<Value> = lines
        .map(|line| serde_json::from_str(line).expect("an event"))
        .collect();
    let names: Vec<String> = events
        .iter()
        .map(|event| format!("{} {}", event["event"], event["outcome"]).replace('"', ""))
        .collect();
    insta::assert_snapshot!(names.join("\n"));
    for event in &events {
        assert_eq!(event["serviceDeploymentArn"], arn(2), "{event}");
        let time = event["time"].as_str().expect("a time");
        assert!(
            chrono::DateTime::parse_from_rfc3339(time).is_ok(),
            "{event}"
        );
    }
    let verdict = events.last().expect("a verdict");
    assert_eq!(verdict["verdict"], "rolled_back");
    assert_eq!(verdict["exitCode"], 1);
    assert_eq!(verdict["serving"], revision_id(1));
    assert_eq!(
        verdict["serviceDeployment"]["derived"]["rolledBackTo"],
        revision_id(1)
    );
    assert!(
        outcome.stderr.contains("rolled back to web:1"),
        "people read stderr: {outcome}"
    );
}

#[test]
fn quiet_prints_nothing_but_errors() {
    all_at_once(["table", "json", "jsonl"], |format| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS, SUCCESSFUL]));
        let outcome = wait("-q -o", &fake).arg(format).outcome();
        assert_eq!(
            (outcome.code, outcome.stdout + &outcome.stderr),
            (Some(0), String::new())
        );
    });
    let fake = FakeEcs::start(evolves(&[IN_PROGRESS, ROLLED_BACK]));
    let outcome = wait("--quiet", &fake).outcome();
    outcome.fails_with(1);
    let reason = "rolled_back: rolled back to web:1: tasks failed to start (3 of 3)";
    assert!(
        outcome.stderr.contains(reason) && outcome.stdout.is_empty(),
        "{outcome}"
    );
}

#[test]
fn the_summary_says_what_to_do_next() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let path = file.path().display().to_string();
    let fake = FakeEcs::start(shop().evolves(vec![paused()]));
    let outcome = wait("--timeout 2s --summary", &fake).arg(&path).outcome();
    outcome.fails_with(124);
    let summary = std::fs::read_to_string(&path).expect("read");
    for step in [
        "| To continue | `aws ecs continue-service-deployment",
        "| To keep waiting | `ecs-history wait ",
        "| To roll back | `aws ecs stop-service-deployment",
    ] {
        assert!(summary.contains(step), "{summary}");
    }
}

/// Of a saved history even an error comes after the names of the task definitions.
#[test]
fn a_saved_history_names_task_definitions() {
    let fake = FakeEcs::start(evolves(&[IN_PROGRESS]));
    let describe = "deployments describe latest --service web --cluster shop -o json";
    let saved = ecs_history(describe).at(&fake).json();
    let revisions =
        json!({"serviceRevisions": [revision("shop", "web", 1), revision("shop", "web", 2)]});
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), format!("{saved}\n{revisions}")).expect("written");
    let run = ecs_history("wait --service web --from").arg(&file.path().display().to_string());
    let outcome = run.outcome();
    outcome.fails_with(252);
    assert!(outcome.stdout.contains(": web:2"), "{outcome}");
    assert!(!outcome.stdout.contains("revision 2"), "{outcome}");
}

#[test]
fn the_summary_is_appended() {
    insta::assert_snapshot!(EVENTFUL.summary);
}

#[test]
fn a_summary_that_cannot_be_written_does_not_hide_the_verdict() {
    all_at_once([(ROLLED_BACK, 1), (SUCCESSFUL, 0)], |(status, code)| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS, status]));
        let outcome = wait("--summary /dev/full", &fake).outcome();
        assert_eq!(outcome.code, Some(code), "{outcome}");
        assert!(outcome.stdout.contains("Verdict "), "{outcome}");
        assert!(
            outcome
                .stderr
                .contains("note: the summary could not be written: No space left on device"),
            "{outcome}"
        );
    });
}

#[test]
fn an_error_prints_what_was_last_seen() {
    let denied = Fault::error(400, "AccessDeniedException", "no");
    let cases = [
        ("table", "when last seen"),
        ("json", "IN_PROGRESS"),
        ("jsonl", r#""event":"error""#),
    ];
    all_at_once(cases, |(format, last)| {
        let op = Op::DescribeServiceDeployments;
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS]).fault(op, 2, denied.clone()));
        let outcome = wait("-o", &fake).arg(format).outcome();
        outcome.fails_with(254);
        assert!(outcome.stdout.contains(last), "{format}: {outcome}");
    });
}

#[test]
fn revisions_that_could_not_be_described_are_described_again() {
    let throttle = Fault::Throttle;
    let op = Op::DescribeServiceRevisions;
    let scenario = evolves(&[IN_PROGRESS, IN_PROGRESS, SUCCESSFUL]).fault(op, 0, throttle);
    let fake = FakeEcs::start(scenario);
    let document = wait("-o json", &fake).outcome().json();
    let derived = &document["serviceDeployments"][0]["derived"];
    assert_eq!(derived["taskDefinition"], "web:2");
}

#[test]
fn only_a_superseded_deployment_names_the_newer_one() {
    let newer = web(3, 5.0).status(IN_PROGRESS).build();
    let fake = FakeEcs::start(evolves(&[SUCCESSFUL]).history(vec![newer], Vec::new()));
    let outcome = wait("latest~1 -o jsonl", &fake).outcome();
    assert_eq!(outcome.code, Some(0), "{outcome}");
    let verdict: Value =
        serde_json::from_str(outcome.stdout.lines().last().expect("a verdict")).expect("JSON");
    assert_eq!(verdict["supersededBy"], Value::Null);
}

#[test]
fn control_characters_and_markup_are_neutralized() {
    let reason = "a | b\n\u{1b}[31m<img src=x> \u{202e}";
    let scenario = shop().evolves(vec![second().status("STOPPED").reason(reason).build()]);
    let fake = FakeEcs::start(scenario);
    let file = tempfile::NamedTempFile::new().expect("a file");
    let path = file.path().display().to_string();
    let outcome = wait("latest --summary", &fake).arg(&path).outcome();
    let summary = std::fs::read_to_string(&path).expect("read");
    for text in [&outcome.stdout, &summary] {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    }
    assert!(
        summary.contains(r"a \| b") && summary.contains("&lt;img"),
        "{summary}"
    );
}

#[test]
fn a_closed_pipe_changes_no_verdict() {
    let statuses = [(SUCCESSFUL, 0), (ROLLED_BACK, 1)].into_iter();
    let cases = statuses
        .flat_map(|(status, code)| ["table", "jsonl", "json"].map(|format| (status, code, format)));
    all_at_once(cases, |(status, code, format)| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS, IN_PROGRESS, status]));
        let run = wait("-o", &fake).arg(format);
        let outcome = run.outcome_with_closed_pipe(0);
        assert_eq!(outcome.code, Some(code), "{status} {format}: {outcome}");
    });
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_wait_and_not_the_deployment() {
    all_at_once(["table", "json"], |format| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS]));
        let watched = || fake.count(Op::DescribeServiceDeployments) > 1;
        let outcome = wait("-o", &fake).arg(format).outcome_of_interrupt(watched);
        outcome.fails_with(130);
        assert!(outcome.stderr.contains("continues on its own"), "{outcome}");
        if format == "json" {
            let status = &outcome.json()["serviceDeployments"][0]["status"];
            assert_eq!(status, IN_PROGRESS, "what was last seen is not lost");
        }
    });
}
