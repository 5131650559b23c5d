//! What questions about many services cost, against the fake endpoint with the published rate limits
//! and 30 ms a call: time over the floor that the limits set, calls, throttled calls, and memory.
//!
//! The floor of a bucket is the calls beyond its burst, divided by its rate. Round trips that come
//! before its first call or after its last one are added where it says so.
//!
//! Names of figures and `ECS_HISTORY_BASELINE` work as in `whole_program.rs`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench talks to the person who runs it"
)]

mod common;
#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::time::Duration;

use common::{Bench, Figure, Sample, timed, usage_of};
use support::run::Run as ProgramRun;
use support::{Deployment, FakeEcs, Op, Scenario, data, several_services};

const DELAY: Duration = Duration::from_millis(30);
const SERVICES: usize = 1000;
const RECENT: usize = 25;

/// Of the quick way and of `status`.
const MAX_CALLS: f64 = 220.0;

/// What the rate limits leave for 1,000 calls of ListServiceDeployments.
const EXHAUSTIVE_FLOOR: Duration = Duration::from_millis(47_500);

const LIST: &str = "list -c shop --since 2h -o jsonl";

fn main() {
    Bench::run(|bench| {
        quick_list(bench);
        status(bench);
        exhaustive_list(bench);
        beside_another_client(bench);
        memory(bench);
        memory_in_full(bench);
    });
}

fn shop() -> Scenario {
    several_services("shop", SERVICES, RECENT)
        .delay(DELAY)
        .throttle_buckets()
}

/// A run that starts with full buckets, and what the endpoint recorded.
struct Run {
    time: Duration,
    calls: usize,
    throttled: usize,
    /// The floor of the narrowest bucket.
    floor: Duration,
}

impl Run {
    fn of(program: &Path, scenario: Scenario, arguments: &str, rows: usize) -> Self {
        let fake = FakeEcs::start(scenario);
        let time = timed(|| {
            let outcome = ProgramRun::of(program, arguments).at(&fake).outcome();
            outcome.succeeds();
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

    /// The time over a floor.
    fn over(&self, floor: Duration) -> Sample {
        let (time, floor) = (self.time.as_secs_f64(), floor.as_secs_f64());
        let Self {
            calls, throttled, ..
        } = self;
        let detail = format!("{time:.2} s of {floor:.2} s, {calls} calls, {throttled} throttled");
        Sample::new(time / floor, detail)
    }

    fn calls(&self) -> Sample {
        Sample::new(self.calls as f64, "")
    }

    fn throttled(&self) -> Sample {
        Sample::new(self.throttled as f64, "")
    }
}

/// The least time that the calls which were not throttled take.
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

fn quick_list(bench: &mut Bench) {
    let figures = [
        Figure::median(
            "1,000 services, 25 deployed, list, times the buckets' floor",
            1.2,
        ),
        Figure::median("the same list, times that and 4 round trips", 1.2),
        Figure::median("the same list, calls", MAX_CALLS),
        Figure::worst("the same list, throttled calls", 0.0),
    ];
    let scenario = shop();
    bench.measure(3, figures, |program| {
        let run = Run::of(program, scenario.clone(), LIST, 2 * RECENT);
        // ListServices and DescribeServices come before, a response and DescribeServiceRevisions after.
        let with_round_trips = run.floor + 4 * DELAY;
        [
            run.over(run.floor),
            run.over(with_round_trips),
            run.calls(),
            run.throttled(),
        ]
    });
}

fn status(bench: &mut Bench) {
    let figures = [
        Figure::median(
            "1,000 services, status, times the floor and 3 round trips",
            1.2,
        ),
        Figure::median("the same status, calls", MAX_CALLS),
        Figure::worst("the same status, throttled calls", 0.0),
    ];
    let scenario = shop();
    bench.measure(3, figures, |program| {
        let run = Run::of(
            program,
            scenario.clone(),
            "status -c shop -o jsonl",
            SERVICES,
        );
        // The last response of DescribeServices, DescribeServiceDeployments and DescribeServiceRevisions
        // come after.
        let with_round_trips = run.floor + 3 * DELAY;
        [run.over(with_round_trips), run.calls(), run.throttled()]
    });
}

fn exhaustive_list(bench: &mut Bench) {
    let figure = Figure::median("1,000 services, list --exhaustive, times its floor", 1.1);
    bench.measure(1, [figure], |program| {
        let arguments = format!("{LIST} --exhaustive");
        let run = Run::of(program, shop(), &arguments, 2 * RECENT);
        assert_eq!(run.throttled, 0);
        [run.over(EXHAUSTIVE_FLOOR)]
    });
}

/// Another client uses half of each bucket, of its burst and of its rate.
fn beside_another_client(bench: &mut Bench) {
    let figure = Figure::median(
        "list beside another client, times the floor of its half",
        2.2,
    );
    bench.measure(1, [figure], |program| {
        let run = Run::of(program, shop().other_client(), LIST, 2 * RECENT);
        // The deployments' bucket is still the narrowest.
        [run.over(run.floor * 2 + Duration::from_millis(2500))]
    });
    let figure = Figure::median("list --exhaustive beside it, times the floor alone", 2.2);
    bench.measure(1, [figure], |program| {
        let arguments = format!("{LIST} --exhaustive");
        let run = Run::of(program, shop().other_client(), &arguments, 2 * RECENT);
        [run.over(EXHAUSTIVE_FLOOR)]
    });
}

/// 200 services with 500 deployments each, with list calls alone.
fn memory(bench: &mut Bench) {
    const ARGUMENTS: &str = "list -c shop --exhaustive --since 90d -o jsonl --brief";
    let figures = [
        Figure::median(
            "100,000 rows of 200 services as --brief -o jsonl, MB resident",
            150.0,
        ),
        Figure::median("the same rows, MB per 10,000", 15.0),
    ];
    bench.measure(1, figures, |program| {
        let fake = FakeEcs::start(long_histories(500));
        let usage = usage_of(program, ARGUMENTS, &fake, None);
        let throttled = fake.calls().iter().filter(|call| call.throttled).count();
        let detail = format!("{} calls, {throttled} throttled", fake.calls().len());
        [
            Sample::new(usage.megabytes, detail.clone()),
            Sample::new(usage.megabytes / 10.0, detail),
        ]
    });
}

/// 200 services with 100 deployments each, and their task definitions and images. 100,000 take five
/// times the memory, and the calls for their revisions four minutes.
fn memory_in_full(bench: &mut Bench) {
    const SERVICE_DEPLOYMENTS: u64 = 100;
    let figures = [
        Figure::median("20,000 rows of 200 services in full, MB per 10,000", 30.0),
        Figure::median("the same rows as -o jsonl, MB per 10,000", 30.0),
    ];
    bench.measure(1, figures, |program| {
        ["", "-o jsonl"].map(|format| {
            let arguments = format!("list -c shop --exhaustive --since 90d {format}");
            let fake = FakeEcs::start(long_histories(SERVICE_DEPLOYMENTS));
            let usage = usage_of(program, &arguments, &fake, None);
            let rows = (200 * SERVICE_DEPLOYMENTS) as f64;
            let detail = format!("{} calls, {:.0} MB", fake.calls().len(), usage.megabytes);
            Sample::new(usage.megabytes / rows * 10_000.0, detail)
        })
    });
}

/// 200 services with so many deployments each.
fn long_histories(number: u64) -> Scenario {
    let now = data::now();
    let mut scenario = Scenario::new().throttle_buckets();
    for service in 0..200u64 {
        let name = format!("svc-{service:03}");
        let deployments = (0..number).map(|n| {
            let seconds_ago = (number - n) as f64 * 15_000.0 + service as f64;
            Deployment::new("shop", &name, n)
                .id(&data::deployment_id(service * 1000 + n))
                .created(now - seconds_ago)
                .build()
        });
        let revisions = (0..number).map(|n| data::revision("shop", &name, n));
        scenario = scenario.history(deployments.collect(), revisions.collect());
    }
    scenario
}
