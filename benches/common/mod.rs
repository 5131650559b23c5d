//! What the benches have in common: figures with their bounds, and what a run needed.

#![allow(dead_code, reason = "each bench uses its own part")]

use crate::support::{FakeEcs, data};
use nix::sys::resource::{UsageWho, getrusage};
use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Set where this program is to run another and to say how much memory that took.
const MEASURE: &str = "ECS_HISTORY_BENCH_MEASURE";

/// Measures, and ends with 1 if a figure is over its bound.
pub fn run(figures: impl FnOnce() -> Vec<Figure>) {
    if env::var_os(MEASURE).is_some() {
        return measure();
    }
    if figures().iter().any(|figure| !figure.is_within()) {
        std::process::exit(1);
    }
}

pub struct Figure {
    what: &'static str,
    value: f64,
    bound: f64,
    detail: String,
}

impl Figure {
    pub fn new(what: &'static str, value: f64, bound: f64, detail: String) -> Self {
        let figure = Self {
            what,
            value,
            bound,
            detail,
        };
        println!("{figure}");
        figure
    }

    pub fn is_within(&self) -> bool {
        self.value <= self.bound
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verdict = if self.is_within() { "within" } else { "OVER" };
        write!(
            f,
            "{:<60} {:>6.2}  {verdict} {:.2}  ({})",
            self.what, self.value, self.bound, self.detail
        )
    }
}

/// What a run needed.
pub struct Usage {
    /// The most that was resident.
    pub megabytes: f64,
    /// Of the processor, in user and system mode.
    pub seconds: f64,
}

pub fn usage_of(words: &str, fake: &FakeEcs, bundle: Option<&Path>) -> Usage {
    let mut command = Command::new(env::current_exe().expect("this program"));
    command
        .env_clear()
        .env(MEASURE, words)
        .env("AWS_ENDPOINT_URL_ECS", fake.url());
    if let Some(path) = bundle {
        command.env("AWS_CA_BUNDLE", path);
    }
    let output = command.output().expect("a run");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let numbers: Vec<f64> = text
        .split_whitespace()
        .map(|number| number.parse().expect("a number"))
        .collect();
    let [megabytes, seconds] = numbers[..] else {
        panic!("{text} is not what was used");
    };
    Usage { megabytes, seconds }
}

/// Runs the program and prints what it needed. In a process of its own, since the system tells
/// only the most of all children.
fn measure() {
    const TIMED_OUT: i32 = 124;
    let words = env::var(MEASURE).expect("words");
    let status = Command::new(env!("CARGO_BIN_EXE_ecs-history"))
        .args(words.split_whitespace())
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_REGION", data::REGION)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the binary");
    assert!(matches!(status.code(), Some(0 | TIMED_OUT)), "{status}");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the usage");
    let seconds = [usage.user_time(), usage.system_time()]
        .map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6);
    println!(
        "{} {}",
        usage.max_rss() as f64 / 1024.0,
        seconds[0] + seconds[1]
    );
}

pub fn timed(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
