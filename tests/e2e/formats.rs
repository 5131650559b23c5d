//! The formats in a pipe, color, and pipes that close.

use crate::support::json::derived;
use crate::support::run::{LIST, PROGRAM, ecs_history};
use crate::support::{Deployment, FakeEcs, Scenario, shop};
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
    // This many deployments are more than a pipe holds.
    let fake = FakeEcs::start(shop(400));
    for command in [
        "list",
        "describe",
        "deployments describe",
        "revisions describe",
        "--demo list",
        "completions bash",
    ] {
        let outputs = match command {
            "list" | "--demo list" => &TABLES[..],
            _ => &BLOCKS[..],
        };
        for output in outputs {
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

const TABLES: [&str; 7] = ["table", "wide", "json", "jsonl", "tsv", "csv", "markdown"];
const BLOCKS: [&str; 5] = ["table", "wide", "json", "jsonl", "tsv"];

/// Every command with the formats that it has.
fn commands() -> Vec<(&'static str, Vec<&'static str>)> {
    let timeline = [&TABLES[..], &["timeline"]].concat();
    vec![
        ("list", timeline.clone()),
        ("deployments list", timeline),
        ("revisions list", TABLES.to_vec()),
        ("status", TABLES.to_vec()),
        ("stats", TABLES.to_vec()),
        ("diff", TABLES.to_vec()),
        ("revisions diff", TABLES.to_vec()),
        ("describe", BLOCKS.to_vec()),
        ("deployments describe", BLOCKS.to_vec()),
        ("revisions describe", BLOCKS.to_vec()),
        ("wait current", BLOCKS.to_vec()),
    ]
}

#[test]
fn every_command_has_its_formats_and_names_them_where_it_has_not() {
    for (command, formats) in commands() {
        for format in [&TABLES[..], &["timeline"]].concat() {
            let words = format!("--demo {command} --service web -o {format}");
            let run = ecs_history(&words).outcome();
            if formats.contains(&format) {
                assert_eq!(run.code, Some(0), "{words}: {run}");
                assert!(!run.stdout.is_empty(), "{words}");
            } else {
                run.fails_with(252);
                let advice = format!("use -o {}", formats.join(", "));
                assert!(run.stderr.contains(&advice), "{words}: {run}");
            }
        }
    }
}

#[test]
fn a_format_that_a_command_does_not_have_is_found_before_aws_is_asked() {
    let fake = FakeEcs::start(Scenario::new());
    let run = ecs_history("deployments describe --service web -o csv")
        .at(&fake)
        .outcome();
    run.fails_with(252);
    assert!(fake.calls().is_empty());
}

#[test]
fn csv_has_a_header_and_plain_numbers() {
    let csv = ecs_history("--demo list --service web --limit 7 -o csv").stdout();
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "cluster,service,deployment,status,api_status,created,started,finished,duration_seconds,\
         revision,task_definition,images,rolled_back_to,serving,reason"
    );
    // The header, seven rows, and nothing behind the last line break.
    assert_eq!(lines.len(), 1 + 7 + 1, "{csv}");
    assert!(lines.iter().any(|line| line.contains(",195.577,")), "{csv}");

    let headless = ecs_history("--demo list --service web --limit 7 -o csv --no-header").stdout();
    assert_eq!(headless.lines().count(), 7);

    let stats = ecs_history("--demo stats --since 60d -o csv").stdout();
    assert!(stats.contains(",total,"), "{stats}");
    assert!(!stats.contains('%'), "{stats}");
}

#[test]
fn csv_and_markdown_make_text_from_aws_harmless() {
    let mut deployment = Deployment::new("shop", "web", 1).status("STOPPED").build();
    deployment["statusReason"] = "=HYPERLINK(\"x\") | <b>\u{1b}[31m_*".into();
    let fake = FakeEcs::start(Scenario::new().history(vec![deployment], Vec::new()));
    let list = |format: &str| {
        ecs_history(&format!(
            "list --service web --cluster shop --brief -o {format}"
        ))
        .at(&fake)
        .stdout()
    };
    let csv = list("csv");
    assert!(
        csv.contains(r#""'=HYPERLINK(""x"") | <b>"#) && !csv.contains('\u{1b}'),
        "{csv}"
    );
    let markdown = list("markdown");
    let row = markdown.lines().nth(2).expect("a row");
    assert!(
        row.contains(r"\| &lt;b&gt;") && row.contains(r"\_\*") && !row.contains('\u{1b}'),
        "{markdown}"
    );
    // As many cells as the header has, whatever the text holds.
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let header = markdown.lines().next().expect("a header");
    assert_eq!(cells(row), cells(header), "{markdown}");
}
