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
fn an_id_that_begins_with_a_hyphen_is_quoted_in_full() {
    for (words, tip) in [
        (
            "deployments describe -2fV0aBcD",
            "to pass '-2fV0aBcD' as a value, use '-- -2fV0aBcD'",
        ),
        ("wait -x9_k", "use '-- -x9_k'"),
        ("diff -2fV -3ab", "use '-- -2fV'"),
        ("deployments describe -2", "use '-- -2'"),
        ("deployments describe --2fV", "use '-- --2fV'"),
    ] {
        let outcome = ecs_history(words).outcome();
        assert_eq!(outcome.code, Some(252), "{words}: {outcome}");
        outcome.assert_stderr(tip);
    }
}

#[test]
fn messages_name_what_cannot_be_combined() {
    for (words, message) in [
        (
            "--demo diff -s web --unified -o csv",
            "error: --unified cannot be combined with -o csv\n",
        ),
        (
            "--demo diff -s web -U -o json",
            "error: --unified cannot be combined with -o json\n",
        ),
        (
            "--demo diff -s web -",
            "error: diff does not read IDs from standard input\n",
        ),
    ] {
        let outcome = ecs_history(words).outcome();
        outcome.fails_with(252);
        outcome.assert_stderr(message);
    }
}

#[test]
fn every_command_prints_the_version_of_the_program() {
    let expected = ecs_history("--version").stdout();
    assert!(expected.starts_with("ecs-history "), "{expected}");
    for words in [
        "-V",
        "list --version",
        "wait -V",
        "deployments --version",
        "deployments describe --version",
        "revisions diff --version",
        "completions --version",
    ] {
        assert_eq!(ecs_history(words).stdout(), expected, "{words}");
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

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error_in_every_format() {
    use std::process::{Command, Stdio};
    for words in [
        "--help",
        "help list",
        "wait -h",
        "--version",
        "completions bash",
        "--demo list",
        "--demo list -o json",
        "--demo list -o jsonl",
        "--demo list -o csv",
        "--demo list -o markdown",
        "--demo stats -o json",
        "--demo status -o jsonl",
        "--demo diff -s web -o json",
        "--demo diff -s web -U",
        "--demo deployments describe latest -s web",
        "--demo deployments describe latest -s web -o json",
        "--demo revisions list -s web -o json",
    ] {
        let full_device = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let output = Command::new(PROGRAM)
            .args(words.split_whitespace())
            .env_clear()
            .stdout(Stdio::from(full_device.expect("the device")))
            .output()
            .expect("a run");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(255), "{words}: {stderr}");
        let error =
            "ecs-history: error: the output could not be written\n  caused by: No space left";
        assert!(stderr.contains(error), "{words}: {stderr}");
        assert_eq!(
            stderr.matches("No space left").count(),
            1,
            "{words}: {stderr}"
        );
    }
}

#[test]
fn color_always_overrides_no_color() {
    for (words, colored) in [
        ("list -s web", "\u{1b}[38;5;6min_progress\u{1b}[39m"),
        ("status", "\u{1b}[38;5;6m"),
        ("deployments describe latest -s web", "\u{1b}[36m"),
        ("list -o timeline", "\u{1b}[3"),
    ] {
        let run = || ecs_history(&format!("--demo {words} --color always"));
        let plain = run().outcome().stdout;
        assert!(plain.contains(colored), "{words}: {plain}");
        for name in ["NO_COLOR", "CLICOLOR"] {
            let value = if name == "NO_COLOR" { "1" } else { "0" };
            let stdout = run().env(name, value).outcome().stdout;
            assert!(stdout.contains(colored), "{words} {name}: {stdout}");
            assert!(!stdout.contains("\u{1b}[m"), "{words} {name}: {stdout}");
        }
    }
}
