//! The formats as they come out of a pipe, colour, and pipes that close.

use crate::support::data;
use crate::support::run::ecs_history;
use crate::support::{FakeEcs, Scenario};
use serde_json::Value;

const DEMO: &str = "--demo list --service web";

#[test]
fn a_pipe_gets_a_stable_program() {
    let table = ecs_history(DEMO).stdout();
    assert!(!table.contains(['\x1b', '…', '✓']), "{table}");
    let header = table.lines().next().expect("a header");
    let columns: Vec<&str> = header
        .split("  ")
        .filter(|title| !title.is_empty())
        .map(str::trim)
        .collect();
    assert_eq!(
        columns,
        [
            "DEPLOYMENT",
            "STATUS",
            "STARTED",
            "TOOK",
            "TASK DEF",
            "IMAGE",
            "REASON"
        ]
    );
    assert!(
        table
            .lines()
            .skip(1)
            .all(|row| row.contains("T") && row.contains("Z")),
        "{table}"
    );
    let headless = ecs_history(&format!("{DEMO} --no-header")).stdout();
    assert_eq!(headless.lines().count() + 1, table.lines().count());
}

#[test]
fn several_services_have_a_column_of_their_own() {
    let table = ecs_history("--demo list").stdout();
    assert!(table.starts_with("SERVICE "), "{table}");
}

#[test]
fn color_is_there_when_it_is_asked_for() {
    for color in ["always", "on"] {
        assert!(
            ecs_history(&format!("{DEMO} --color {color}"))
                .stdout()
                .contains("\x1b[")
        );
        let json = ecs_history(&format!("{DEMO} --color {color} -o json")).stdout();
        assert!(!json.contains('\x1b'));
    }
    for color in ["auto", "never", "off"] {
        assert!(
            !ecs_history(&format!("{DEMO} --color {color}"))
                .stdout()
                .contains('\x1b')
        );
    }
    let error = ecs_history("list").outcome().stderr;
    assert!(!error.contains('\x1b'), "{error:?}");
}

#[test]
fn every_format_tells_of_the_same_deployments() {
    let json = ecs_history(&format!("{DEMO} -o json")).json();
    let ids: Vec<&str> = json["serviceDeployments"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| item["derived"]["deploymentId"].as_str().expect("an id"))
        .collect();
    assert!(ids.len() > 10);
    for (output, skip) in [("table", 1), ("wide", 1), ("tsv", 0), ("jsonl", 0)] {
        let text = ecs_history(&format!("{DEMO} -o {output}")).stdout();
        let lines: Vec<&str> = text.lines().skip(skip).collect();
        assert_eq!(lines.len(), ids.len(), "{output}");
        for (line, id) in lines.iter().zip(&ids) {
            assert!(line.contains(id), "{output}: {line}");
        }
    }
    let jsonl = ecs_history(&format!("{DEMO} -o jsonl")).stdout();
    for line in jsonl.lines() {
        let item: Value = serde_json::from_str(line).expect("JSON");
        assert!(item["derived"].is_object());
    }
    let tsv = ecs_history(&format!("{DEMO} -o tsv")).stdout();
    assert!(
        tsv.lines().all(|line| line.matches('\t').count() == 14),
        "{tsv}"
    );
}

#[test]
fn times_are_told_as_asked_for() {
    let first = |flags: &str| {
        let table = ecs_history(&format!("{DEMO} --limit 1 --no-header {flags}"))
            .env("TZ", "America/St_Johns")
            .stdout();
        table.lines().next().expect("a row").to_owned()
    };
    assert!(first("--time relative").contains("m ago"));
    assert!(first("--time utc").contains("Z"));
    let local = first("--time local");
    assert!(
        local.contains("-03:30") || local.contains("-02:30"),
        "{local}"
    );
}

#[test]
fn a_closed_pipe_is_success_in_every_format() {
    let (deployments, revisions) = data::history("shop", "web", 120, data::EPOCH);
    let fake = FakeEcs::start(Scenario::new().history(deployments, revisions));
    for command in [
        "list",
        "deployments describe",
        "revisions describe",
        "--demo list",
        "completions bash",
    ] {
        for output in ["table", "wide", "json", "jsonl", "tsv"] {
            for read in [0, 10] {
                let words = format!("{command} --service web --cluster shop -o {output}");
                let outcome = ecs_history(&words).at(&fake).outcome_with_closed_pipe(read);
                assert_eq!(
                    (outcome.code, outcome.stderr.as_str()),
                    (Some(0), ""),
                    "{words}: {outcome}"
                );
            }
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    use std::process::{Command, Stdio};
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("the device");
    let output = Command::new(env!("CARGO_BIN_EXE_ecs-history"))
        .args(["--demo", "list"])
        .stdout(Stdio::from(full))
        .output()
        .expect("a run");
    assert_eq!(output.status.code(), Some(255));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.contains("the output could not be written"),
        "{stderr}"
    );
}

#[test]
fn the_debug_trace_goes_to_stderr() {
    let fake = FakeEcs::start(Scenario::new().service("shop", "web"));
    let outcome = ecs_history("list --service web --cluster shop --debug -o json")
        .at(&fake)
        .outcome();
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.stderr.lines().count() > 10);
    outcome.json();
}
