//! What a wait does as time passes: heartbeats, retries and timeouts, on paused time.

use super::*;
use crate::support::{Fault, Op};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn a_silent_log_has_heartbeats() {
    let run = |words: &str| in_process::run(words, "", evolves(&[IN_PROGRESS]));
    let finished = run("--heartbeat 1s --timeout 4s");
    assert_eq!(finished.code, 124, "{}", finished.output);
    let beats = finished.output.matches("still in_progress after 3").count();
    assert_eq!(beats, 3, "{}", finished.output);
    let finished = run("--heartbeat 0 --timeout 4s");
    assert!(!finished.output.contains("still"), "{}", finished.output);
}

#[test]
fn without_a_timeout_of_its_own_a_wait_takes_an_hour_and_no_more() {
    let finished = in_process::run("--interval 10s", "", evolves(&[IN_PROGRESS]));
    assert_eq!((finished.code, finished.took), (124, 60 * MINUTE));
    let beats = finished.output.matches("still in_progress after").count();
    assert_eq!(beats, 60, "one a minute: {}", finished.output);
}

#[test]
fn the_next_deployment_may_take_as_long_to_begin_as_start_timeout_says() {
    for (words, seconds) in [("", 120), ("--start-timeout 5m", 300)] {
        let finished = in_process::run(words, "", shop());
        let took = finished.took.as_secs();
        assert_eq!((finished.code, took), (3, seconds), "{}", finished.output);
    }
}

#[test]
fn failing_calls_are_noted_once_and_so_is_recovery() {
    let scenario = (1..4).fold(evolves(&[IN_PROGRESS, SUCCESSFUL]), |scenario, nth| {
        scenario.fault(Op::DescribeServiceDeployments, nth, Fault::Throttle)
    });
    let finished = in_process::run("--timeout 3m", "", scenario);
    assert_eq!(finished.code, 0, "{}", finished.output);
    assert_eq!(
        finished.output.matches("note: ").count(),
        2,
        "{}",
        finished.output
    );
    assert!(
        finished.output.contains("ECS responds again after 7s"),
        "{}",
        finished.output
    );
}

#[test]
fn five_minutes_without_a_successful_call_end_a_wait() {
    let scenario =
        evolves(&[IN_PROGRESS]).fault_always(Op::DescribeServiceDeployments, Fault::Server500);
    let finished = in_process::run("--heartbeat 2m", "", scenario);
    assert_eq!(finished.code, 254, "{}", finished.output);
    assert!((5 * MINUTE..6 * MINUTE).contains(&finished.took));
    for expected in [
        "error: no successful call for 5 minutes",
        "; retrying for up to 5m00s",
        "still waiting for ECS; no successful call for 4m00s",
    ] {
        assert!(
            finished.output.contains(expected),
            "{expected}: {}",
            finished.output
        );
    }
}

#[test]
fn the_log_tells_the_time_of_each_change() {
    let finished = in_process::run(
        "--interval 10m",
        "",
        evolves(&["PENDING", IN_PROGRESS, SUCCESSFUL]),
    );
    assert_eq!((finished.code, finished.took), (0, 20 * MINUTE));
    let times: Vec<chrono::DateTime<Utc>> = ["pending", "in_progress", "succeeded"]
        .into_iter()
        .map(|outcome| {
            let mut lines = finished.output.lines();
            let line = lines.find(|line| line.ends_with(&format!("Z  {outcome}")));
            let (time, _) = line.and_then(|line| line.split_once("  ")).expect(outcome);
            time.parse().expect("a time")
        })
        .collect();
    for pair in times.windows(2) {
        assert_eq!((pair[1] - pair[0]).num_minutes(), 10, "{times:?}");
    }
}
