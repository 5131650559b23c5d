//! Output that nobody reads, or that cannot be written: the wait goes on, and its verdict counts.

use super::*;
use crate::support::Fault;
use crate::support::Op;
use crate::support::run::Outcome;
use std::fs::{File, OpenOptions};
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Output, Stdio};
use std::time::{Duration, Instant};

/// A pipe that is full. Its reader has not begun to read.
fn full_pipe() -> (PipeReader, PipeWriter) {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    fill(writer.try_clone().expect("a writer").into());
    (reader, writer)
}

/// A terminal that is full, and its other end.
fn full_terminal() -> (OwnedFd, OwnedFd) {
    let pair = nix::pty::openpty(None, None).expect("a terminal");
    fill(pair.slave.try_clone().expect("a writer"));
    (pair.master, pair.slave)
}

/// Writes until it blocks. The thread stays behind.
fn fill(writer: OwnedFd) {
    let (sender, written) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut writer = File::from(writer);
        while writer.write_all(&[b'x'; 64]).is_ok() && sender.send(()).is_ok() {}
    });
    while written.recv_timeout(Duration::from_millis(300)).is_ok() {}
}

/// Waits for the end of a child that has this long.
fn end_in_time(mut child: Child, limit: Duration) -> (Option<i32>, String) {
    let started = Instant::now();
    let status = loop {
        match child.try_wait().expect("a child") {
            Some(status) => break status,
            None if started.elapsed() > limit => {
                child.kill().expect("killed");
                panic!("it hangs");
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    let mut stderr = String::new();
    if let Some(mut pipe) = child.stderr.take() {
        pipe.read_to_string(&mut stderr).expect("UTF-8");
    }
    (status.code(), stderr)
}

const SECONDS: Duration = Duration::from_secs(1);

/// At once: most of their time they are asleep.
#[test]
fn blocked_or_broken_output_neither_holds_a_wait_nor_changes_its_verdict() {
    let cases: [fn(); 10] = [
        the_timeout_ends_a_wait_whose_stdout_is_blocked,
        the_timeout_ends_a_wait_that_can_say_nothing_at_all,
        the_timeout_ends_a_wait_on_a_terminal_that_stands_still,
        a_terminal_shows_the_progress_and_then_the_verdict,
        a_verdict_counts_even_if_nobody_reads_it,
        a_reader_that_is_late_gets_everything,
        a_full_disk_changes_no_verdict,
        a_full_disk_hides_no_verdict_in_the_summary_either,
        a_reader_that_goes_away_hears_of_a_failure_on_stderr,
        the_timeout_ends_a_wait_for_standard_input,
    ];
    all_at_once(cases, |case| case());
}

fn the_timeout_ends_a_wait_whose_stdout_is_blocked() {
    all_at_once(["table", "jsonl", "json", "wide"], |format| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS]));
        let (_reader, writer) = full_pipe();
        let (mut command, _home) = wait("--timeout 3s -o", &fake).arg(format).into_command();
        command.stdout(writer).stderr(Stdio::piped());
        let (code, stderr) = end_in_time(command.spawn().expect("a wait"), 8 * SECONDS);
        assert_eq!(code, Some(124), "{format}: {stderr}");
        assert!(
            stderr.contains("did not finish within 3s"),
            "{format}: {stderr}"
        );
        assert!(
            stderr.contains("the output was not read"),
            "{format}: {stderr}"
        );
        assert!(
            fake.count(Op::DescribeServiceDeployments) > 1,
            "it polls on"
        );
    });
}

fn the_timeout_ends_a_wait_that_can_say_nothing_at_all() {
    all_at_once(["table", "jsonl", "json"], |format| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS]));
        let (_reader, writer) = full_pipe();
        let (mut command, _home) = wait("--timeout 3s -o", &fake).arg(format).into_command();
        let both = writer.try_clone().expect("a writer");
        command.stdout(writer).stderr(both);
        let (code, _) = end_in_time(command.spawn().expect("a wait"), 9 * SECONDS);
        assert_eq!(code, Some(124), "{format}");
    });
}

fn the_timeout_ends_a_wait_on_a_terminal_that_stands_still() {
    all_at_once(["table", "json"], |format| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS]));
        let (_master, slave) = full_terminal();
        let run = wait("--timeout 3s -o", &fake).arg(format);
        let (mut command, _home) = run.env("TERM", "xterm").into_command();
        let both = slave.try_clone().expect("a writer");
        command.stdin(Stdio::null()).stdout(slave).stderr(both);
        let (code, _) = end_in_time(command.spawn().expect("a wait"), 9 * SECONDS);
        assert_eq!(code, Some(124), "{format}");
        assert!(
            fake.count(Op::DescribeServiceDeployments) > 1,
            "it polls on"
        );
    });
}

fn a_terminal_shows_the_progress_and_then_the_verdict() {
    let fake = FakeEcs::start(evolves(&[
        IN_PROGRESS,
        IN_PROGRESS,
        IN_PROGRESS,
        ROLLED_BACK,
    ]));
    let pair = nix::pty::openpty(None, None).expect("a terminal");
    let (mut command, _home) = wait("", &fake).env("TERM", "xterm").into_command();
    let both = pair.slave.try_clone().expect("a writer");
    command.stdin(Stdio::null()).stdout(pair.slave).stderr(both);
    let child = command.spawn().expect("a wait");
    // The terminal ends with the last process that has it open.
    drop(command);
    let mut shown = Vec::new();
    // Linux ends a terminal with an error.
    let _ = File::from(pair.master).read_to_end(&mut shown);
    let (code, _) = end_in_time(child, SECONDS);
    let shown = String::from_utf8(shown).expect("UTF-8");
    assert_eq!(code, Some(1), "{shown}");
    let block = shown.find("in_progress").expect("the progress");
    let cleared = shown.rfind("\x1b[0J").expect("the progress disappears");
    let verdict = shown.find("Verdict").expect("the verdict");
    assert!(block < cleared && cleared < verdict, "{shown:?}");
}

fn a_verdict_counts_even_if_nobody_reads_it() {
    let statuses = [(SUCCESSFUL, 0), (ROLLED_BACK, 1)].into_iter();
    let cases = statuses
        .flat_map(|(status, code)| ["table", "jsonl", "json"].map(|format| (status, code, format)));
    all_at_once(cases, |(status, code, format)| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS, status]));
        let (_reader, writer) = full_pipe();
        let (mut command, home) = wait("--timeout 4s --summary", &fake)
            .arg("summary.md")
            .arg("-o")
            .arg(format)
            .into_command();
        command.current_dir(home.path());
        command.stdout(writer).stderr(Stdio::piped());
        let (exit, stderr) = end_in_time(command.spawn().expect("a wait"), 9 * SECONDS);
        assert_eq!(exit, Some(code), "{status} {format}: {stderr}");
        assert!(stderr.contains("the output was not read"), "{stderr}");
        assert_eq!(
            stderr.contains("ended as rolled_back"),
            code == 1,
            "{stderr}"
        );
        let summary = std::fs::read_to_string(home.path().join("summary.md")).expect("a summary");
        assert!(summary.contains("after 1m00s"), "{summary}");
    });
}

fn a_reader_that_is_late_gets_everything() {
    all_at_once(["table", "jsonl", "json"], |format| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS, ROLLED_BACK]));
        let (mut reader, writer) = full_pipe();
        let (mut command, _home) = wait("-o", &fake).arg(format).into_command();
        command.stdout(writer).stderr(Stdio::null());
        let child = command.spawn().expect("a wait");
        drop(command);
        std::thread::sleep(4 * SECONDS);
        let read = std::thread::spawn(move || {
            // The thread that filled the pipe goes on writing, so there is no end.
            let (mut text, mut part) = (Vec::new(), [0; 4096]);
            let until = Instant::now() + 2 * SECONDS;
            while Instant::now() < until {
                let length = reader.read(&mut part).expect("text");
                text.extend(part[..length].iter().filter(|byte| **byte != b'x'));
                if length == 0 {
                    break;
                }
            }
            String::from_utf8(text).expect("UTF-8")
        });
        let (code, _) = end_in_time(child, 9 * SECONDS);
        assert_eq!(code, Some(1), "{format}");
        let text = read.join().expect("text");
        let last = if format == "json" {
            "ROLLBACK_SUCCESSFUL"
        } else {
            "rolled_back"
        };
        assert!(text.contains(last), "{format}: {text}");
    });
}

fn a_full_disk_changes_no_verdict() {
    let statuses = [(SUCCESSFUL, 0), (ROLLED_BACK, 1), (IN_PROGRESS, 124)].into_iter();
    let cases = statuses.flat_map(|(status, code)| {
        ["table", "jsonl", "json", "wide", "tsv"].map(|format| (status, code, format))
    });
    all_at_once(cases, |(status, code, format)| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS, status]));
        let run = wait("--timeout 4s -o", &fake).arg(format);
        let outcome = with_stdout(run, "/dev/full");
        assert_eq!(outcome.code, Some(code), "{status} {format}: {outcome}");
        let note = "note: the output could not be written: No space left on device";
        outcome.assert_stderr(note);
        assert_eq!(outcome.stderr.contains("error: "), code != 0, "{outcome}");
    });
}

fn a_full_disk_hides_no_verdict_in_the_summary_either() {
    let fake = FakeEcs::start(evolves(&[IN_PROGRESS, SUCCESSFUL]));
    let outcome = with_stdout(wait("--summary /dev/full", &fake), "/dev/full");
    assert_eq!(outcome.code, Some(0), "{outcome}");
    outcome.assert_stderr("the summary could not be written: No space left on device");
    outcome.assert_stderr("the output could not be written: No space left on device");
}

fn with_stdout(run: crate::support::run::Run, path: &str) -> Outcome {
    let (mut command, _home) = run.into_command();
    let stdout = OpenOptions::new().write(true).open(path).expect("open");
    command.stdin(Stdio::null()).stdout(stdout);
    let Output { status, stderr, .. } = command.output().expect("an end");
    Outcome {
        code: status.code(),
        stdout: String::new(),
        stderr: String::from_utf8(stderr).expect("UTF-8"),
    }
}

fn a_reader_that_goes_away_hears_of_a_failure_on_stderr() {
    let statuses = [(SUCCESSFUL, 0), (ROLLED_BACK, 1)].into_iter();
    let cases = statuses.flat_map(|(status, code)| ["table", "jsonl"].map(|f| (status, code, f)));
    all_at_once(cases, |(status, code, format)| {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS, IN_PROGRESS, status]));
        // As `head -1` does.
        let outcome = wait("-o", &fake).arg(format).outcome_with_closed_pipe(20);
        assert_eq!(outcome.code, Some(code), "{status} {format}: {outcome}");
        let says = outcome.stderr.contains("ended as rolled_back");
        assert_eq!(says, code == 1, "{format}: {outcome}");
    });
}

fn the_timeout_ends_a_wait_for_standard_input() {
    let fake = FakeEcs::start(shop());
    let (mut command, _home) = wait("- --timeout 2s", &fake).into_command();
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("a wait");
    let _stdin = child.stdin.take();
    let (code, stderr) = end_in_time(child, 6 * SECONDS);
    assert_eq!(code, Some(124), "{stderr}");
    assert!(
        stderr.contains("standard input did not end within 2s"),
        "{stderr}"
    );
}

#[test]
fn ecs_that_was_never_reached_is_not_a_service_without_deployments() {
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address")
    };
    let refused = ecs_history("wait --service web --cluster shop --interval 1s --timeout 4s")
        .credentials()
        .without_retries()
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ENDPOINT_URL", &format!("http://{nobody}"))
        .outcome();
    refused.fails_with(124);
    refused.assert_stderr(&format!("no call to ECS at {nobody} succeeded within 4s"));
    refused.assert_stderr("caused by:");
    assert!(!refused.stderr.contains("no deployment"), "{refused}");

    let hang = Fault::Hang(Duration::from_secs(30));
    let fake = FakeEcs::start(shop().fault(Op::ListServiceDeployments, 0, hang));
    let silent = wait("--timeout 2s", &fake).outcome();
    silent.fails_with(124);
    let host = fake.url().replace("http://", "");
    silent.assert_stderr(&format!("ECS at {host} did not respond within 2s"));
    assert!(!silent.stderr.contains("no deployment"), "{silent}");
}

#[test]
fn what_was_searched_for_and_how_long_is_told_as_it_was() {
    let throttled = |calls| shop().faults(Op::ListServiceDeployments, calls, Fault::Throttle);
    for (words, scenario, code, says, never) in [
        (
            "--start-timeout 1s",
            shop(),
            3,
            "no deployment of service web in cluster shop began within 1s",
            "seconds",
        ),
        (
            "--start-timeout 1s --deployment-id ecs-svc/7",
            shop(),
            3,
            "that matches `ecs-svc/7` appeared within 1s",
            "seconds",
        ),
        (
            // No limit of its own, as 0 is for --timeout.
            "--start-timeout 0 --timeout 10m",
            shop(),
            124,
            "no deployment of service web in cluster shop was found within 10m",
            "began within",
        ),
        (
            "--start-timeout 30s",
            shop(),
            3,
            "began within 30s",
            "seconds",
        ),
        (
            // Calls fail for longer than the start may take.
            "--start-timeout 10s",
            throttled(1..7),
            3,
            "began within 1m02s",
            "within 10s",
        ),
        (
            "--timeout 10s",
            shop(),
            124,
            "no deployment of service web in cluster shop was found within 10s",
            "caused by",
        ),
        (
            "--timeout 10s --deployment-id ecs-svc/7",
            throttled(2..6),
            124,
            "that matches `ecs-svc/7` was found within 10s\n  caused by: ",
            "no call",
        ),
        (
            "--timeout 10s",
            throttled(0..4),
            124,
            "no call to ECS at ecs.example.com succeeded within 10s\n  caused by: ",
            "no deployment",
        ),
        (
            "",
            shop().fault_always(Op::ListServiceDeployments, Fault::Throttle),
            254,
            "no call to ECS has succeeded in 5 minutes",
            "no deployment",
        ),
    ] {
        let finished = in_process::run(words, "", scenario);
        assert_eq!(finished.code, code, "{words}: {}", finished.output);
        assert!(
            finished.output.contains(says),
            "{words}: {}",
            finished.output
        );
        let error = finished.output.split("error: ").nth(1).unwrap_or_default();
        assert!(!error.contains(never), "{words}: {}", finished.output);
    }
}
