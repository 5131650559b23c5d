//! What the program costs, as ratios taken in one run against the fake endpoint: time over the time
//! of `curl` for the same request, time over the round trips that no client can avoid, and the most
//! memory that was resident.
//!
//! `cargo bench` prints a line for each figure and exits with 1 if one is over its bound. `cargo bench
//! --bench whole_program -- curl` takes the figures whose names contain "curl".
//!
//! `ECS_HISTORY_BASELINE=/path/to/another/ecs-history cargo bench` takes every figure for that binary,
//! too, in turns with the one under test, and prints both with their ratio: over 1 is worse than the
//! baseline. Bounds apply to the one under test.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench talks to the person who runs it"
)]

mod common;
#[path = "../tests/support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{Bench, Figure, Sample, millis, timed, usage_of};
use support::run::{LIST, Run};
use support::{Deployment, FakeEcs, Scenario, shop};
use tempfile::TempDir;

/// Rounds of a figure whose runs take milliseconds.
const ROUNDS: usize = 41;

fn main() {
    Bench::run(|bench| {
        against_curl_over_http(bench);
        against_curl_over_https(bench);
        against_round_trips(
            bench,
            Figure::median(
                "1,000 deployments at 40 ms a call, times 11 round trips",
                1.25,
            ),
            LIST,
            1000,
            11,
        );
        against_round_trips(
            bench,
            Figure::median(
                "1,000 revisions at 40 ms a call, times 12 round trips",
                1.25,
            ),
            "revisions list --service web --cluster shop",
            1001,
            12,
        );
        memory(
            bench,
            Figure::median("10,000 deployments as a table, MB resident", 60.0),
            "",
        );
        memory(
            bench,
            Figure::median("10,000 deployments as --brief -o jsonl, MB resident", 25.0),
            "--brief -o jsonl",
        );
        idle_wait_processor(bench);
        idle_wait_memory(bench);
        wait_delay(bench);
        binary_size(bench);
    });
}

fn against_curl_over_http(bench: &mut Bench) {
    let fake = FakeEcs::start(shop(100));
    let figure = Figure::median("one page over HTTP, times curl", 1.5);
    against_curl(bench, figure, &fake, None);
}

/// Both trust the system's certificates and that of the endpoint, from one file.
fn against_curl_over_https(bench: &mut Bench) {
    let fake = FakeEcs::start_tls(shop(100));
    let (_folder, bundle) = system_bundle(&fake);
    let figure = Figure::median(
        "one page over HTTPS with the system's bundle, times curl",
        1.0,
    );
    against_curl(bench, figure, &fake, Some(&bundle));
}

/// The system's certificates and that of the endpoint, in a file.
fn system_bundle(fake: &FakeEcs) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let bundle = folder.path().join("bundle.pem");
    let system = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
    ];
    let system = system.iter().find_map(|path| fs::read_to_string(path).ok());
    let certificates = system.expect("the system's certificates") + fake.ca_pem();
    fs::write(&bundle, certificates).expect("written");
    (folder, bundle)
}

fn against_curl(bench: &mut Bench, figure: Figure, fake: &FakeEcs, bundle: Option<&Path>) {
    let bundle = bundle.map(|path| path.to_str().expect("UTF-8"));
    bench.measure(ROUNDS, [figure], |program| {
        let ours = timed(|| {
            let run = Run::of(program, &format!("{LIST} --brief -o jsonl")).at(fake);
            let run = match bundle {
                Some(path) => run.env("AWS_CA_BUNDLE", path),
                None => run,
            };
            assert_eq!(run.stdout().lines().count(), 100);
        });
        let theirs = timed(|| curl(&fake.url(), bundle));
        let detail = format!("{:.1} ms, curl {:.1} ms", millis(ours), millis(theirs));
        [Sample::new(
            ours.as_secs_f64() / theirs.as_secs_f64(),
            detail,
        )]
    });
}

/// The request that `list` makes, with a made-up signature.
fn curl(url: &str, bundle: Option<&str>) {
    let signature = "0".repeat(64);
    let mut command = Command::new("curl");
    command
        .args(["--silent", "--fail", "--output", "/dev/null", "--request", "POST"])
        .args(["--header", "content-type: application/x-amz-json-1.1"])
        .args(["--header", "x-amz-target: AmazonEC2ContainerServiceV20141113.ListServiceDeployments"])
        .args(["--header", "x-amz-date: 20260921T141320Z"])
        .arg("--header")
        .arg(format!(
            "authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260921/eu-west-1/ecs/aws4_request, \
             SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature={signature}"
        ))
        .args(["--data", r#"{"service":"web","cluster":"shop","maxResults":100}"#]);
    if let Some(path) = bundle {
        command.args(["--cacert", path]);
    }
    let status = command
        .arg(url)
        .stdout(Stdio::null())
        .status()
        .expect("curl");
    assert!(status.success(), "curl: {status}");
}

/// A list of a thousand. No client needs fewer round trips: ten pages, each with the token of the one
/// before, and the revisions of the last; for the list of revisions, the oldest deployment is described
/// before the last of them.
fn against_round_trips(
    bench: &mut Bench,
    figure: Figure,
    command: &str,
    rows: usize,
    round_trips: u32,
) {
    const DELAY: Duration = Duration::from_millis(40);
    let scenario = shop(1000).delay(DELAY).throttle_buckets();
    bench.measure(3, [figure], |program| {
        // A new endpoint, whose rate limits are not used yet.
        let fake = FakeEcs::start(scenario.clone());
        let time = timed(|| {
            let run = Run::of(program, &format!("{command} -o jsonl")).at(&fake);
            let outcome = run.outcome();
            outcome.succeeds();
            assert_eq!(outcome.stdout.lines().count(), rows);
        });
        assert!(fake.calls().iter().all(|call| !call.throttled));
        let floor = DELAY * round_trips;
        let detail = format!("{:.0} ms of {:.0} ms", millis(time), millis(floor));
        [Sample::new(
            time.as_secs_f64() / floor.as_secs_f64(),
            detail,
        )]
    });
}

fn memory(bench: &mut Bench, figure: Figure, flags: &str) {
    bench.measure(1, [figure], |program| {
        let fake = FakeEcs::start(shop(10_000).throttle_buckets());
        let start = Instant::now();
        let usage = usage_of(program, &format!("{LIST} {flags}"), &fake, None);
        assert!(fake.calls().iter().all(|call| !call.throttled));
        let detail = format!(
            "{} calls in {:.1} s",
            fake.calls().len(),
            start.elapsed().as_secs_f64()
        );
        [Sample::new(usage.megabytes, detail)]
    });
}

const WAIT: &str = "wait latest --service web --cluster shop";

/// A service whose latest deployment stays in progress.
fn ongoing() -> Scenario {
    let last = Deployment::new("shop", "web", 101).status("IN_PROGRESS");
    shop(100).history(vec![last.build()], Vec::new())
}

/// What a longer wait uses more than a shorter one, over HTTPS.
fn idle_wait_processor(bench: &mut Bench) {
    let figure = Figure::median("an idle wait, % of a core", 0.5);
    bench.measure(1, [figure], |program| {
        let fake = FakeEcs::start_tls(ongoing());
        let (_folder, bundle) = system_bundle(&fake);
        let [short, long] = [6, 36].map(|seconds| {
            let arguments = format!("{WAIT} --timeout {seconds}s");
            usage_of(program, &arguments, &fake, Some(&bundle)).seconds
        });
        let percent = (long - short).max(0.0) / 30.0 * 100.0;
        let detail = format!("{:.1} ms in 30 s", (long - short) * 1000.0);
        [Sample::new(percent, detail)]
    });
}

fn idle_wait_memory(bench: &mut Bench) {
    let figure = Figure::median("an idle wait, MB resident", 20.0);
    bench.measure(1, [figure], |program| {
        let fake = FakeEcs::start_tls(ongoing());
        let (_folder, bundle) = system_bundle(&fake);
        let arguments = format!("{WAIT} --interval 1s --timeout 6s");
        let usage = usage_of(program, &arguments, &fake, Some(&bundle));
        let detail = format!("{} calls", fake.calls().len());
        [Sample::new(usage.megabytes, detail)]
    });
}

/// How much more than one interval passes from the end of a deployment to that of the wait, at the
/// worst of five moments within an interval.
fn wait_delay(bench: &mut Bench) {
    const INTERVAL: Duration = Duration::from_secs(2);
    let figure = Figure::worst("the end of a wait, seconds beyond one interval", 1.0);
    bench.measure(1, [figure], |program| {
        let delays = (0..5).map(|moment| {
            let fake = FakeEcs::start(ongoing().delay(Duration::from_millis(40)));
            std::thread::scope(|scope| {
                let wait = scope.spawn(|| {
                    let run = Run::of(program, &format!("{WAIT} --interval 2s")).at(&fake);
                    let outcome = run.outcome();
                    assert_eq!(outcome.code, Some(1), "{outcome}");
                    Instant::now()
                });
                std::thread::sleep(Duration::from_millis(2500 + moment * 370));
                let rolled_back = Deployment::new("shop", "web", 101).status("ROLLBACK_SUCCESSFUL");
                fake.change(|scenario| scenario.history(vec![rolled_back.build()], Vec::new()));
                let ended = Instant::now();
                wait.join()
                    .expect("the end of the wait")
                    .saturating_duration_since(ended)
            })
        });
        let worst = delays.max().unwrap_or_default();
        let detail = format!("{:.2} s at an interval of 2 s", worst.as_secs_f64());
        let beyond = worst.saturating_sub(INTERVAL).as_secs_f64();
        [Sample::new(beyond, detail)]
    });
}

fn binary_size(bench: &mut Bench) {
    bench.measure(1, [Figure::median("the binary, MB", 12.0)], |program| {
        let bytes = fs::metadata(program).expect("the program").len();
        [Sample::new(bytes as f64 / 1e6, format!("{bytes} bytes"))]
    });
}
