//! Clocks that differ. The times of deployments are those of ECS, and so is the time in the `Date`
//! header of its responses; the clock of this machine may be anywhere.

use super::in_process::{Finished, run_with_clock};
use super::*;
use crate::support::{Fault, Op, ServerDate, Slow};
use chrono::TimeDelta;
use std::time::Duration;

/// How far the clock of this machine is ahead, in seconds.
const AHEAD: [i64; 7] = [0, 90, -90, 3_600, -3_600, 86_400, -86_400];

const NO_DATE: [ServerDate; 4] = [
    ServerDate::Missing,
    ServerDate::Text("soon"),
    ServerDate::Text("Mon, 32 Foo 2026 25:61:61 GMT"),
    // Not ECS's: the deployments would have ended in its future.
    ServerDate::Text("Thu, 01 Jan 1970 00:00:00 GMT"),
];

fn all_dates() -> impl Iterator<Item = ServerDate> {
    std::iter::once(ServerDate::Right).chain(NO_DATE)
}

/// What keeps the first list from arriving.
#[derive(Debug, Clone, Copy)]
enum FirstList {
    Quick,
    Throttled,
    Slow(usize, Slow),
}

const FIRST_LISTS: [FirstList; 6] = [
    FirstList::Quick,
    FirstList::Throttled,
    FirstList::Slow(1, Slow::BeforeSending),
    FirstList::Slow(1, Slow::AtServer),
    FirstList::Slow(1, Slow::OnTheWay),
    // The description of the deployment is as slow.
    FirstList::Slow(usize::MAX, Slow::OnTheWay),
];

impl FirstList {
    fn of(self, scenario: Scenario) -> Scenario {
        match self {
            Self::Quick => scenario,
            // One, two, four, eight, … seconds later.
            Self::Throttled => scenario.faults(Op::ListServiceDeployments, 0..6, Fault::Throttle),
            Self::Slow(calls, slow) => scenario.slow(calls, slow, Duration::from_secs(60)),
        }
    }
}

fn run(words: &str, scenario: Scenario, ahead: i64) -> Finished {
    run_with_clock(words, "", scenario, TimeDelta::seconds(ahead))
}

/// Runs a wait with every clock, date and first list, and collects what is wrong.
#[track_caller]
fn check(
    words: &str,
    code: i32,
    dates: impl Iterator<Item = ServerDate>,
    first_lists: &[FirstList],
    scenario: impl Fn() -> Scenario,
) {
    let mut problems = String::new();
    for date in dates {
        for first_list in first_lists {
            for ahead in AHEAD {
                let scenario = first_list.of(scenario().date(date.clone()));
                let finished = run(words, scenario, ahead);
                if finished.code != code {
                    problems += &format!(
                        "== {date:?} {first_list:?}, {ahead} s ahead: expected {code}, got {}\n{}\n",
                        finished.code, finished.output
                    );
                }
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// The second deployment began so many seconds after the start of the wait, and took that many.
fn second_begins(after: f64, took: f64, status: &str) -> Value {
    web(2, -after).took(took).status(status).build()
}

#[test]
fn what_had_ended_before_the_wait_is_never_taken() {
    for seconds_ago in [2.0, 600.0, 7_200.0] {
        check(
            "--start-timeout 10s",
            3,
            all_dates(),
            &FIRST_LISTS,
            move || {
                let item = second_begins(-seconds_ago - 30.0, 28.4, SUCCESSFUL);
                shop().history(vec![item], Vec::new())
            },
        );
    }
}

#[test]
fn what_a_stale_list_calls_ongoing_had_ended_before_the_wait() {
    check(
        "--start-timeout 10s",
        3,
        all_dates(),
        &[
            FIRST_LISTS[0],
            FIRST_LISTS[2],
            FIRST_LISTS[3],
            FIRST_LISTS[4],
        ],
        || {
            let over = second_begins(-60.0, 50.0, SUCCESSFUL);
            let mut stale = over.clone();
            stale["status"] = json!(IN_PROGRESS);
            stale["targetServiceRevisionArn"] = over["targetServiceRevision"]["arn"].clone();
            for name in [
                "finishedAt",
                "targetServiceRevision",
                "sourceServiceRevisions",
            ] {
                stale.as_object_mut().expect("an object").remove(name);
            }
            let list = json!({"serviceDeployments": [stale]}).to_string();
            shop().history(vec![over], Vec::new()).fault(
                Op::ListServiceDeployments,
                0,
                Fault::Body(list),
            )
        },
    );
}

#[test]
fn what_begins_and_ends_between_two_looks_is_not_missed() {
    for (status, code) in [(SUCCESSFUL, 0), (ROLLED_BACK, 1)] {
        check(
            "--interval 10s --start-timeout 30m --timeout 0",
            code,
            all_dates(),
            &FIRST_LISTS,
            move || {
                let item = second_begins(130.0, 4.0, status);
                shop()
                    .history(vec![item], Vec::new())
                    .appears_at(&arn(2), 20)
            },
        );
    }
}

#[test]
fn the_first_deployment_of_a_service_is_not_missed_either() {
    check(
        "--interval 10s --start-timeout 30m --timeout 0",
        0,
        all_dates(),
        &FIRST_LISTS,
        || {
            let item = second_begins(130.0, 4.0, SUCCESSFUL);
            Scenario::new()
                .history(vec![item], vec![revision("shop", "web", 2)])
                .appears_at(&arn(2), 20)
        },
    );
}

#[test]
fn what_is_ongoing_is_taken_at_once() {
    check("", 0, all_dates(), &FIRST_LISTS, || {
        evolves(&[IN_PROGRESS, IN_PROGRESS, SUCCESSFUL])
    });
}

#[test]
fn what_ended_while_the_first_list_was_on_its_way_has_ended_since() {
    // In the first list it has ended, half a minute after the wait began.
    let scenario = || {
        let item = second_begins(-20.0, 48.4, SUCCESSFUL);
        shop().history(vec![item], Vec::new())
    };
    let dates = || std::iter::once(ServerDate::Right);
    check("", 0, dates(), &FIRST_LISTS[1..4], scenario);
    // Without ECS's time it may just as well have ended before.
    check(
        "--start-timeout 10s",
        3,
        NO_DATE.into_iter(),
        &FIRST_LISTS[1..4],
        scenario,
    );
}

#[test]
fn times_of_a_clock_that_is_not_that_of_the_date_are_not_compared() {
    // All of it lies in the future of the Date header, as in a recorded history.
    for hours in [1.0, 10_000.0] {
        check(
            "--start-timeout 10s",
            3,
            all_dates(),
            &FIRST_LISTS,
            move || {
                let item = second_begins(hours * 3_600.0, 30.0, SUCCESSFUL);
                Scenario::new().history(vec![item], vec![revision("shop", "web", 2)])
            },
        );
    }
}

#[test]
fn a_span_before_the_wait_is_one_of_ecs() {
    // Two minutes and twenty minutes before the wait.
    let scenario = || {
        let older = web(2, 1_200.0).status(ROLLED_BACK).build();
        let newer = web(3, 120.0).took(30.0).build();
        shop().history(vec![older, newer], Vec::new())
    };
    let right = || std::iter::once(ServerDate::Right);
    check("--after 5m", 0, right(), &FIRST_LISTS, scenario);
    check("--after 30m", 1, right(), &FIRST_LISTS, scenario);
    // Without ECS's time our clock has to do.
    for date in [ServerDate::Missing, ServerDate::Text("soon")] {
        let finished = run("--after 5m", scenario().date(date), 0);
        assert_eq!(finished.code, 0, "{}", finished.output);
    }
}

#[test]
fn a_time_is_one_of_ecs_and_a_wrong_clock_is_noted() {
    let scenario = || shop().history(vec![web(2, 120.0).took(30.0).build()], Vec::new());
    let time = Utc::now() - TimeDelta::minutes(5);
    // The difference is known to a second.
    let is_about = |output: &str, spans: &[&str], direction: &str| {
        let note = |span: &&str| output.contains(&format!("is {span} {direction} that of ECS"));
        spans.iter().any(note)
    };
    let words = format!("--after {}", time.format("%FT%TZ"));
    for (ahead, spans, direction) in [
        (0, &[][..], ""),
        (30, &[], ""),
        (3_600, &["59m59s", "1h00m"], "ahead of"),
        (-86_400, &["23h59m", "1d00h"], "behind"),
    ] {
        let finished = run(&words, scenario(), ahead);
        let output = &finished.output;
        assert_eq!(finished.code, 0, "{output}");
        let is_noted = output.contains("the clock of this machine");
        assert_eq!(is_noted, !spans.is_empty(), "{output}");
        assert_eq!(is_noted, is_about(output, spans, direction), "{output}");
    }
}

#[test]
fn a_task_definition_that_had_ended_before_the_wait_may_be_deployed_again() {
    for ahead in AHEAD {
        let ended = web(2, 40.0).took(20.0).build();
        let scenario = shop().history(vec![ended], Vec::new());
        let finished = run("--task-definition web:2", scenario, ahead);
        let seconds = finished.took.as_secs();
        assert_eq!((finished.code, seconds), (0, 15), "{}", finished.output);
    }
}

#[test]
fn ages_are_told_by_the_clock_of_ecs() {
    for ahead in AHEAD {
        let finished = run(
            "--timeout 100s --heartbeat 60s",
            evolves(&[IN_PROGRESS]),
            ahead,
        );
        assert_eq!(finished.code, 124);
        // ECS's time is known to a second.
        let is_right = (26..=32).any(|age| {
            let text = format!("still in_progress after 1m{age}s");
            finished.output.contains(&text)
        });
        assert!(is_right, "{ahead}: {}", finished.output);
    }
}

#[test]
fn the_binary_reads_the_date_header() {
    let hours = |hours: i64| ServerDate::Ahead(hours * 3_600);
    let cases = [
        (hours(0), 0.0),
        (hours(1), 3_600.0),
        (hours(-1), -3_600.0),
        (hours(24), 86_400.0),
        (hours(-24), -86_400.0),
        (ServerDate::Missing, 0.0),
        (ServerDate::Text("soon"), 0.0),
    ];
    all_at_once(cases, |(date, ahead)| {
        // It had ended ten seconds ago, on the clock of ECS.
        let ended = web(2, 40.0 - ahead).took(28.4).build();
        let scenario = shop().history(vec![ended], Vec::new()).date(date.clone());
        let fake = FakeEcs::start(scenario.clone().delay(Duration::from_millis(300)));
        let outcome = wait("--start-timeout 2s", &fake).outcome();
        assert_eq!(outcome.code, Some(3), "{date:?}: {outcome}");
        // It begins and ends between two looks.
        let began = web(2, -4.0 - ahead).took(0.1).build();
        let scenario = shop().history(vec![began], Vec::new()).date(date.clone());
        let fake = FakeEcs::start(scenario.appears_at(&arn(2), 1));
        let outcome = wait("--interval 7s", &fake).outcome();
        assert_eq!(outcome.code, Some(0), "{date:?}: {outcome}");
    });
}
