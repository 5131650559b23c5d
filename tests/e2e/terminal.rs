//! What people see on a terminal: rows that fit, times, and the pager.

use crate::support::run::{Run, ecs_history};
use crate::support::{Deployment, FakeEcs, Scenario};
use std::fs::File;
use std::io::Read;
use std::process::Stdio;

/// What a run prints on a terminal of this size.
fn on_terminal(run: Run, columns: u16, rows: u16) -> String {
    let size = nix::pty::Winsize {
        ws_row: rows,
        ws_col: columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    let pair = nix::pty::openpty(&size, None).expect("a terminal");
    let (mut command, _home) = run
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env("LANG", "C.UTF-8")
        .env("PATH", "/usr/bin:/bin")
        .into_command();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(pair.slave)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    // The terminal ends with its last writer.
    drop(command);
    let mut bytes = Vec::new();
    let mut terminal = File::from(pair.master);
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = terminal.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..read]);
    }
    child.wait().expect("an end");
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

fn demo(words: &str) -> Run {
    ecs_history(&format!("--demo {words}"))
}

#[test]
fn rows_fit_and_ids_are_accepted_as_they_are_shown() {
    for columns in [60, 80, 100, 140] {
        let table = on_terminal(demo("list --service web --no-pager"), columns, 50);
        let widest = table.lines().map(|line| line.chars().count()).max();
        assert!(
            widest.expect("lines") <= columns.into(),
            "{columns}: {table}"
        );
        let id = table
            .lines()
            .nth(3)
            .and_then(|row| row.split_whitespace().next());
        let id = id.expect("an ID");
        let words = format!("deployments describe --service web -o json -- {id}");
        demo(&words).outcome().succeeds();
    }
}

#[test]
fn what_does_not_fit_on_the_screen_goes_through_the_pager() {
    let list = |words: &str| demo(&format!("list --service web --limit 5 {words}"));
    let pager = "sed s/^/paged:/";
    let paged = on_terminal(list("").env("ECS_HISTORY_PAGER", pager), 100, 4);
    assert!(
        paged.lines().all(|line| line.starts_with("paged:")),
        "{paged}"
    );
    assert_eq!(paged.lines().count(), 6);
    for (run, rows) in [
        // It fits.
        (list("").env("ECS_HISTORY_PAGER", pager), 50),
        (list("--no-pager").env("ECS_HISTORY_PAGER", pager), 4),
        (
            list("").env("ECS_HISTORY_PAGER", "cat").env("PAGER", pager),
            4,
        ),
        (list("").env("ECS_HISTORY_PAGER", "").env("PAGER", pager), 4),
        (list("").env("ECS_HISTORY_PAGER", "/no/such/pager"), 4),
        (list("-o json").env("PAGER", pager), 4),
    ] {
        let plain = on_terminal(run, 100, rows);
        assert!(!plain.contains("paged:"), "{plain}");
        assert!(plain.lines().count() >= 6, "{plain}");
    }
    let paged = on_terminal(list("").env("PAGER", pager), 100, 4);
    assert!(paged.starts_with("paged:"), "{paged}");
}

#[test]
fn services_that_are_fine_share_a_row() {
    let service = |(name, status): (&str, &str)| {
        Scenario::new().deployed([Deployment::new("shop", name, 1).status(status)])
    };
    let services = [
        ("a", "SUCCESSFUL"),
        ("b", "ROLLBACK_FAILED"),
        ("c", "SUCCESSFUL"),
    ];
    let scenario = services.into_iter().map(service).reduce(Scenario::and);
    let fake = FakeEcs::start(scenario.expect("services"));
    let status = |words: &str| {
        let run = ecs_history(&format!("status --cluster shop {words}")).at(&fake);
        on_terminal(run, 140, 50)
    };
    let folded = status("");
    let rows: Vec<&str> = folded.lines().collect();
    assert!(rows[1].starts_with("b "), "{folded}");
    assert!(rows[2].starts_with("2 more (--all)"), "{folded}");
    for words in [
        "--all",
        "--service a,b,c",
        "--service ?",
        "-o wide",
        "-o csv",
        "--status succeeded,unsuccessful",
        "-n 3",
    ] {
        let all = status(words);
        assert_eq!(all.lines().count(), 4, "{words}: {all}");
    }
    let two = status("--service a,c");
    assert_eq!(two.lines().count(), 3, "{two}");
}

#[test]
fn times_are_local_and_relative() {
    let table = on_terminal(
        demo("list --service web --limit 2").env("TZ", "UTC"),
        140,
        50,
    );
    let row = table.lines().nth(1).expect("a row");
    assert!(row.contains("m ago)"), "{row}");
    let block = on_terminal(demo("deployments describe latest --service web"), 140, 80);
    assert!(block.contains("m ago)"), "{block}");
    assert!(!block.contains("Z  "), "no RFC 3339: {block}");
}
