//! Signals that end a wait.

use super::*;
use crate::support::Op;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Runs a wait through this wrapper, and sends a signal once it has begun.
fn run(wrapper: &[&str], signal: &str, format: &str, scenario: Scenario) -> Output {
    let fake = FakeEcs::start(scenario);
    let (wait, _home) = wait("-o", &fake).arg(format).into_command();
    let mut command = Command::new(wrapper[0]);
    command
        .args(&wrapper[1..])
        .arg(wait.get_program())
        .args(wait.get_args())
        .env_clear()
        .env("PATH", "/usr/bin:/bin");
    for (name, value) in wait.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().expect("a wait");
    while fake.count(Op::DescribeServiceDeployments) < 2 {
        sleep(Duration::from_millis(5));
    }
    let id = child.id().to_string();
    let status = Command::new("kill").args([signal, &id]).status();
    assert!(status.expect("kill").success());
    child.wait_with_output().expect("an end")
}

#[test]
fn each_signal_ends_a_wait_in_the_same_way() {
    let signals = [("-HUP", 129), ("-INT", 130), ("-TERM", 143)].into_iter();
    let cases = signals
        .flat_map(|(signal, code)| ["table", "json", "jsonl"].map(|format| (signal, code, format)));
    all_at_once(cases, |(signal, code, format)| {
        // The test itself may run under nohup.
        let wrapper = ["env", "--default-signal=HUP,INT,TERM"];
        let output = run(&wrapper, signal, format, evolves(&[IN_PROGRESS]));
        let stderr = String::from_utf8_lossy(&output.stderr);
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{signal} {format}: {stderr}"
        );
        assert!(
            stderr.contains("continues on its own"),
            "{signal}: {stderr}"
        );
        let seen = if format == "table" {
            "in_progress"
        } else {
            IN_PROGRESS
        };
        assert!(stdout.contains(seen), "{signal} {format}: {stdout}");
    });
}

#[cfg(target_os = "linux")]
#[test]
fn nohup_still_works() {
    let wrapper = ["env", "--ignore-signal=HUP"];
    let scenario = evolves(&[IN_PROGRESS, IN_PROGRESS, IN_PROGRESS, SUCCESSFUL]);
    let output = run(&wrapper, "-HUP", "table", scenario);
    assert_eq!(output.status.code(), Some(0));
}
