//! What questions about many services cost, against the fake endpoint with the published rate limits
//! and 30 ms a call: time over the floor that the limits set, calls, throttles, and memory.
//!
//! The floor of a bucket is the calls beyond its burst, over its rate. What follows the last call
//! of the narrowest bucket, or has to come before the first, is added where it says so.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench talks to the person who runs it"
)]

mod common;
#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Duration;

use common::{Figure, median, timed, usage_of};
use support::run::ecs_history;
use support::{Deployment, FakeEcs, Op, Scenario, data, several_services};

const DELAY: Duration = Duration::from_millis(30);
const SERVICES: usize = 1000;
const RECENT: usize = 25;

/// More calls than this are too many for the quick way and for `status`.
const MOST_CALLS: usize = 220;

const LIST: &str = "list -c shop --since 2h -o jsonl";

fn main() {
    common::run(|| {
        let mut figures = Vec::new();
        figures.extend(quick_list());
        figures.extend(status());
        figures.push(exhaustive_list());
        figures.extend(beside_another_client());
        figures.extend(memory());
        figures
    });
}

fn shop() -> Scenario {
    several_services("shop", SERVICES, RECENT)
        .delay(DELAY)
        .throttle_buckets()
}

/// A run from full buckets, and what the endpoint recorded of it.
struct Run {
    time: Duration,
    calls: usize,
    throttled: usize,
    /// The floor of the narrowest bucket.
    floor: Duration,
}

impl Run {
    fn of(scenario: Scenario, words: &str, rows: usize) -> Self {
        let fake = FakeEcs::start(scenario);
        let time = timed(|| {
            let outcome = ecs_history(words).at(&fake).outcome();
            assert_eq!(outcome.code, Some(0), "{outcome}");
            assert_eq!(outcome.stdout.lines().count(), rows);
        });
        let calls = fake.calls();
        Self {
            time,
            calls: calls.len(),
            throttled: calls.iter().filter(|call| call.throttled).count(),
            floor: floor(&fake),
        }
    }

    fn over(&self, floor: Duration) -> f64 {
        self.time.as_secs_f64() / floor.as_secs_f64()
    }

    fn detail(&self, floor: Duration) -> String {
        let (time, floor) = (self.time.as_secs_f64(), floor.as_secs_f64());
        let Self {
            calls, throttled, ..
        } = self;
        format!("{time:.2} s of {floor:.2} s, {calls} calls, {throttled} throttled")
    }
}

/// The time that the calls which passed take at the least.
fn floor(fake: &FakeEcs) -> Duration {
    let passed = |ops: &[Op]| {
        let calls = fake.calls().into_iter();
        calls
            .filter(|call| ops.contains(&call.op) && !call.throttled)
            .count() as f64
    };
    let buckets = [
        (
            passed(&[Op::ListServiceDeployments, Op::DescribeServiceDeployments]),
            50.0,
        ),
        (passed(&[Op::DescribeServiceRevisions]), 50.0),
        (passed(&[Op::ListServices, Op::DescribeServices]), 100.0),
    ];
    let seconds = buckets.map(|(calls, burst)| (calls - burst) / 20.0);
    Duration::from_secs_f64(seconds.into_iter().fold(0.0, f64::max))
}

/// The median of three by time.
fn three(words: &str, rows: usize) -> Run {
    let mut runs: Vec<Run> = (0..3).map(|_| Run::of(shop(), words, rows)).collect();
    let times = runs.iter().map(|run| run.time).collect();
    let middle = median(times);
    let place = runs.iter().position(|run| run.time == middle);
    let throttled = runs.iter().map(|run| run.throttled).sum();
    let run = runs.swap_remove(place.unwrap_or_default());
    Run { throttled, ..run }
}

fn quick_list() -> Vec<Figure> {
    let run = three(LIST, 2 * RECENT);
    // ListServices and DescribeServices come before, an answer and DescribeServiceRevisions after.
    let with_trips = run.floor + 4 * DELAY;
    vec![
        Figure::new(
            "1,000 services, 25 deployed, list, times the buckets' floor",
            run.over(run.floor),
            1.2,
            run.detail(run.floor),
        ),
        Figure::new(
            "the same, times that and 4 round trips",
            run.over(with_trips),
            1.2,
            run.detail(with_trips),
        ),
        calls("the same, calls", &run),
        throttled("the same, calls throttled in three runs", &run),
    ]
}

fn status() -> Vec<Figure> {
    let run = three("status -c shop -o jsonl", SERVICES);
    // The last answer of DescribeServices, DescribeServiceDeployments and DescribeServiceRevisions
    // come after.
    let with_trips = run.floor + 3 * DELAY;
    vec![
        Figure::new(
            "1,000 services, status, times the floor and 3 round trips",
            run.over(with_trips),
            1.2,
            run.detail(with_trips),
        ),
        calls("the same, calls", &run),
        throttled("the same, calls throttled in three runs", &run),
    ]
}

fn calls(what: &'static str, run: &Run) -> Figure {
    Figure::new(what, run.calls as f64, MOST_CALLS as f64, String::new())
}

fn throttled(what: &'static str, run: &Run) -> Figure {
    Figure::new(what, run.throttled as f64, 0.0, String::new())
}

fn exhaustive_list() -> Figure {
    let run = Run::of(shop(), &format!("{LIST} --exhaustive"), 2 * RECENT);
    let floor = Duration::from_millis(47_500);
    assert_eq!(run.throttled, 0);
    Figure::new(
        "1,000 services, list --exhaustive, times its floor",
        run.over(floor),
        1.1,
        run.detail(floor),
    )
}

/// Another client uses up half of each bucket, of the burst and of the rate.
fn beside_another_client() -> Vec<Figure> {
    let beside = |words: &str| Run::of(shop().other_client(), words, 2 * RECENT);
    let quick = beside(LIST);
    // What is left of the deployments' bucket is the narrowest still.
    let left = quick.floor * 2 + Duration::from_millis(2500);
    let exhaustive = beside(&format!("{LIST} --exhaustive"));
    let floor = Duration::from_millis(47_500);
    vec![
        Figure::new(
            "list beside another client, times the floor of its half",
            quick.over(left),
            2.2,
            quick.detail(left),
        ),
        Figure::new(
            "list --exhaustive beside it, times the floor alone",
            exhaustive.over(floor),
            2.2,
            exhaustive.detail(floor),
        ),
    ]
}

/// 200 services with 500 deployments each.
fn memory() -> Vec<Figure> {
    const WORDS: &str = "list -c shop --exhaustive --since 90d -o jsonl --brief";
    let now = data::now();
    let mut scenario = Scenario::new().throttle_buckets();
    for service in 0..200u64 {
        let name = format!("svc-{service:03}");
        let deployments = (0..500).map(|n| {
            let age = (500 - n) as f64 * 15_000.0 + service as f64;
            let id = data::deployment_id(service * 1000 + n);
            Deployment::new("shop", &name, n)
                .id(&id)
                .created(now - age)
                .build()
        });
        scenario = scenario.history(deployments.collect(), Vec::new());
    }
    let fake = FakeEcs::start(scenario);
    let usage = usage_of(WORDS, &fake, None);
    let throttled = fake.calls().iter().filter(|call| call.throttled).count();
    let detail = format!("{} calls, {throttled} throttled", fake.calls().len());
    vec![
        Figure::new(
            "100,000 rows of 200 services as --brief -o jsonl, MB resident",
            usage.megabytes,
            150.0,
            detail.clone(),
        ),
        Figure::new(
            "the same, MB per 10,000 rows",
            usage.megabytes / 10.0,
            15.0,
            detail,
        ),
    ]
}
