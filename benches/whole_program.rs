//! What the whole program costs, as ratios taken in one run against the fake endpoint: time over
//! the time of `curl` for the same request, time over the round trips that no client can avoid,
//! and the most memory that was resident.
//!
//! `cargo bench` prints a line for each; it ends with 1 if one is over its bound.

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

use common::{Figure, median, millis, timed, usage_of};
use support::run::{LIST, ecs_history};
use support::{Deployment, FakeEcs, Scenario, shop};
use tempfile::TempDir;

/// Of how many runs the median is taken. They alternate, so that noise meets both alike.
const RUNS: usize = 41;

fn main() {
    common::run(figures);
}

fn figures() -> Vec<Figure> {
    vec![
        against_curl_over_http(),
        against_curl_over_https(),
        against_round_trips(
            "1,000 deployments at 40 ms a call, times 11 round trips",
            LIST,
            1000,
            11,
        ),
        against_round_trips(
            "1,000 revisions at 40 ms a call, times 12 round trips",
            "revisions list --service web --cluster shop",
            1001,
            12,
        ),
        memory("10,000 deployments as a table, MB resident", "", 60.0),
        memory(
            "10,000 deployments as --brief -o jsonl, MB resident",
            "--brief -o jsonl",
            25.0,
        ),
        wait_at_rest_processor(),
        wait_at_rest_memory(),
        wait_verdict(),
        binary_size(),
    ]
}

fn against_curl_over_http() -> Figure {
    let fake = FakeEcs::start(shop(100));
    against_curl("one page over HTTP, times curl", &fake, 1.5, None)
}

/// Both trust the system's certificates and that of the endpoint, from one file.
fn against_curl_over_https() -> Figure {
    let fake = FakeEcs::start_tls(shop(100));
    let (_folder, bundle) = system_bundle(&fake);
    against_curl(
        "one page over HTTPS with the system's bundle, times curl",
        &fake,
        1.0,
        Some(&bundle),
    )
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

fn against_curl(what: &'static str, fake: &FakeEcs, bound: f64, bundle: Option<&Path>) -> Figure {
    let bundle = bundle.map(|path| path.to_str().expect("UTF-8"));
    let ours = || {
        let run = ecs_history(&format!("{LIST} --brief -o jsonl")).at(fake);
        let run = match bundle {
            Some(path) => run.env("AWS_CA_BUNDLE", path),
            None => run,
        };
        assert_eq!(run.stdout().lines().count(), 100);
    };
    let theirs = || curl(&fake.url(), bundle);
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        our_times.push(timed(ours));
        their_times.push(timed(theirs));
    }
    let (ours, theirs) = (median(our_times), median(their_times));
    let detail = format!("{:.1} ms, curl {:.1} ms", millis(ours), millis(theirs));
    Figure::new(
        what,
        ours.as_secs_f64() / theirs.as_secs_f64(),
        bound,
        detail,
    )
}

/// The request that `list` makes, with a signature that has the form of one.
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

/// A list of a thousand. No client can do with fewer round trips: ten pages, each with the token of
/// the one before, and the revisions of the last; for the list of revisions the oldest deployment is
/// described before the last of them.
fn against_round_trips(what: &'static str, command: &str, rows: usize, unavoidable: u32) -> Figure {
    const DELAY: Duration = Duration::from_millis(40);
    let fake = FakeEcs::start(shop(1000).delay(DELAY).throttle_buckets());
    let times = (0..3).map(|_| {
        let time = timed(|| {
            let outcome = ecs_history(&format!("{command} -o jsonl"))
                .at(&fake)
                .outcome();
            assert_eq!(outcome.code, Some(0), "{outcome}");
            assert_eq!(outcome.stdout.lines().count(), rows);
        });
        // The buckets of the endpoint fill up again.
        std::thread::sleep(Duration::from_secs(4));
        time
    });
    let time = median(times.collect());
    let detail = format!(
        "{:.0} ms of {:.0} ms",
        millis(time),
        millis(DELAY * unavoidable)
    );
    assert!(fake.calls().iter().all(|call| !call.throttled));
    Figure::new(
        what,
        time.as_secs_f64() / (DELAY * unavoidable).as_secs_f64(),
        1.25,
        detail,
    )
}

fn memory(what: &'static str, flags: &str, bound: f64) -> Figure {
    let fake = FakeEcs::start(shop(10_000).throttle_buckets());
    let start = Instant::now();
    let usage = usage_of(&format!("{LIST} {flags}"), &fake, None);
    assert!(fake.calls().iter().all(|call| !call.throttled));
    let detail = format!(
        "{} calls in {:.1} s",
        fake.calls().len(),
        start.elapsed().as_secs_f64()
    );
    Figure::new(what, usage.megabytes, bound, detail)
}

const WAIT: &str = "wait latest --service web --cluster shop";

/// A service whose latest deployment goes on and on.
fn ongoing() -> Scenario {
    let last = Deployment::new("shop", "web", 101).status("IN_PROGRESS");
    shop(100).history(vec![last.build()], Vec::new())
}

/// What a longer wait needs more than a shorter one, over HTTPS.
fn wait_at_rest_processor() -> Figure {
    let fake = FakeEcs::start_tls(ongoing());
    let (_folder, bundle) = system_bundle(&fake);
    let [short, long] = [6, 36].map(|seconds| {
        let words = format!("{WAIT} --timeout {seconds}s");
        usage_of(&words, &fake, Some(&bundle)).seconds
    });
    let percent = (long - short).max(0.0) / 30.0 * 100.0;
    let detail = format!("{:.1} ms in 30 s", (long - short) * 1000.0);
    Figure::new("a wait at rest, % of a core", percent, 0.5, detail)
}

fn wait_at_rest_memory() -> Figure {
    let fake = FakeEcs::start_tls(ongoing());
    let (_folder, bundle) = system_bundle(&fake);
    let words = format!("{WAIT} --interval 1s --timeout 6s");
    let usage = usage_of(&words, &fake, Some(&bundle));
    let detail = format!("{} calls", fake.calls().len());
    Figure::new("a wait, MB resident", usage.megabytes, 20.0, detail)
}

/// How much more than one interval passes from the end of a deployment to that of the wait.
fn wait_verdict() -> Figure {
    const INTERVAL: Duration = Duration::from_secs(2);
    let delays = (0..5).map(|round| {
        let fake = FakeEcs::start(ongoing().delay(Duration::from_millis(40)));
        std::thread::scope(|scope| {
            let wait = scope.spawn(|| {
                let outcome = ecs_history(&format!("{WAIT} --interval 2s"))
                    .at(&fake)
                    .outcome();
                assert_eq!(outcome.code, Some(1), "{outcome}");
                Instant::now()
            });
            std::thread::sleep(Duration::from_millis(2500 + round * 370));
            let back = Deployment::new("shop", "web", 101).status("ROLLBACK_SUCCESSFUL");
            fake.change(|scenario| scenario.history(vec![back.build()], Vec::new()));
            let ended = Instant::now();
            wait.join()
                .expect("an end")
                .saturating_duration_since(ended)
        })
    });
    let worst = delays.max().unwrap_or_default();
    let detail = format!(
        "{:.2} s at an interval of 2 s, the worst of 5",
        worst.as_secs_f64()
    );
    let beyond = worst.saturating_sub(INTERVAL).as_secs_f64();
    Figure::new(
        "a verdict, seconds beyond one interval",
        beyond,
        1.0,
        detail,
    )
}

fn binary_size() -> Figure {
    let bytes = fs::metadata(env!("CARGO_BIN_EXE_ecs-history"))
        .expect("the binary")
        .len();
    let detail = format!("{bytes} bytes");
    Figure::new("the binary, MB", bytes as f64 / 1e6, 10.0, detail)
}
