//! The formats in a pipe, color, and pipes that close.

use crate::support::json::derived;
use crate::support::run::{LIST, PROGRAM, ecs_history};
use crate::support::{FakeEcs, Scenario, shop};
use serde_json::Value;

const DEMO: &str = "--demo list --service web";

#[test]
fn a_pipe_gets_a_plain_table() {
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
    let without_header = ecs_history(&format!("{DEMO} --no-header")).stdout();
    assert_eq!(without_header.lines().count() + 1, table.lines().count());
}

#[test]
fn several_services_get_a_column() {
    let table = ecs_history("--demo list").stdout();
    assert!(table.starts_with("SERVICE "), "{table}");
}

#[test]
fn color_follows_the_flag() {
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
fn every_format_has_the_same_deployments() {
    let document = ecs_history(&format!("{DEMO} -o json")).json();
    let ids = derived(&document, "serviceDeployments", "deploymentId");
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
fn the_time_flag_sets_how_times_are_displayed() {
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
    // JSON of this many deployments is more than a pipe holds.
    let fake = FakeEcs::start(shop(120));
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
    let output = Command::new(PROGRAM)
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
    let outcome = ecs_history(&format!("{LIST} --debug -o json"))
        .at(&fake)
        .outcome();
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.stderr.lines().count() > 10);
    outcome.json();
}
