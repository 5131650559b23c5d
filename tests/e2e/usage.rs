//! The command line: help, usage errors, and exit codes that do not depend on what can be printed.

use crate::support::run::{PROGRAM, ecs_history};

#[test]
fn usage_errors_exit_with_252_and_suggest_the_right_word() {
    for (words, advice) in [
        ("lst", "a similar subcommand exists: 'list'"),
        ("list --ouput json", "a similar argument exists: '--output'"),
        ("list -o jsn", "a similar value exists: 'json'"),
        (
            "list --status SUCCESFUL",
            "a similar value exists: 'SUCCESSFUL'",
        ),
        ("list --since yesterday", "36h"),
        ("list --limit 0", "0 is not in 1.."),
        ("list --page-size 101", "101 is not in 1..=100"),
        ("list --demo --from x", "cannot be used with"),
        ("deployments", "Usage: "),
        ("", "Usage: "),
    ] {
        let outcome = ecs_history(words).outcome();
        assert_eq!(outcome.code, Some(252), "{words}: {outcome}");
        outcome.assert_stderr(advice);
        assert_eq!(outcome.stdout, "", "{words}: {outcome}");
    }
    for (words, advice) in [
        ("revisions list", "--service NAME"),
        (
            "list --service arn:aws:ecs:r:1:cluster/x",
            "not of a service",
        ),
        (
            "list --service x --since 1h --until 2h",
            "--until is before --since",
        ),
        (
            "deployments describe abc --service x",
            "at least its first 4 characters",
        ),
        (
            "list --service x --endpoint-url localhost:4566",
            "must be a URL",
        ),
    ] {
        let outcome = ecs_history(words).outcome();
        outcome.fails_with(252);
        outcome.assert_stderr(advice);
    }
}

#[test]
fn help_and_version_exit_with_0() {
    for words in [
        "--help",
        "-h",
        "--version",
        "list --help",
        "help deployments describe",
    ] {
        let outcome = ecs_history(words).outcome();
        assert_eq!(
            (outcome.code, outcome.stderr.as_str()),
            (Some(0), ""),
            "{words}: {outcome}"
        );
        assert!(!outcome.stdout.is_empty(), "{words}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_error_that_cannot_be_printed_keeps_its_exit_code() {
    use std::process::{Command, Stdio};
    let full_device = || {
        std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("the device")
    };
    for (words, code) in [
        (&["--demo", "list", "--service", "nope"][..], 254),
        (&["--demo", "list", "--since", "0s"], 0),
        (&["list", "--nonsense"], 252),
    ] {
        let status = Command::new(PROGRAM)
            .args(words)
            .stdout(Stdio::null())
            .stderr(Stdio::from(full_device()))
            .status()
            .expect("a run");
        assert_eq!(status.code(), Some(code), "{words:?}");
    }
}
