//! What the benches share: figures with bounds, taken for one program or for two.

#![allow(dead_code, reason = "each bench uses its own part")]

use crate::support::run::PROGRAM;
use crate::support::{FakeEcs, data};
use nix::sys::resource::{UsageWho, getrusage};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Names another binary, for which every figure is taken as well.
const BASELINE: &str = "ECS_HISTORY_BASELINE";

/// Set where this process is to run a program with these arguments and print its usage.
const MEASURE: &str = "ECS_HISTORY_BENCH_MEASURE";
const MEASURED_PROGRAM: &str = "ECS_HISTORY_BENCH_PROGRAM";

/// The programs to measure, and which figures were asked for.
pub struct Bench {
    baseline: Option<PathBuf>,
    /// A part of the names of the figures to take.
    filter: Option<String>,
    is_within_bounds: bool,
}

/// A figure and the most that it may be.
pub struct Figure {
    name: &'static str,
    bound: f64,
    summary: Summary,
}

/// How the samples of a figure become one.
#[derive(Clone, Copy)]
enum Summary {
    Median,
    Worst,
}

/// A figure of one run.
#[derive(Clone)]
pub struct Sample {
    pub value: f64,
    pub detail: String,
}

impl Figure {
    /// The median of all samples.
    pub const fn median(name: &'static str, bound: f64) -> Self {
        Self {
            name,
            bound,
            summary: Summary::Median,
        }
    }

    /// The highest of all samples.
    pub const fn worst(name: &'static str, bound: f64) -> Self {
        Self {
            name,
            bound,
            summary: Summary::Worst,
        }
    }
}

impl Sample {
    pub fn new(value: f64, detail: impl Into<String>) -> Self {
        Self {
            value,
            detail: detail.into(),
        }
    }
}

impl Bench {
    /// Takes the figures, and exits with 1 if one is over its bound.
    pub fn run(take_figures: impl FnOnce(&mut Self)) {
        if env::var_os(MEASURE).is_some() {
            return print_usage();
        }
        let mut bench = Self {
            baseline: env::var_os(BASELINE).map(PathBuf::from),
            filter: env::args().skip(1).find(|arg| !arg.starts_with('-')),
            is_within_bounds: true,
        };
        take_figures(&mut bench);
        if !bench.is_within_bounds {
            std::process::exit(1);
        }
    }

    /// Takes figures that can be read off the same run, in this many rounds. The program under test and
    /// the baseline take turns, so that noise affects both alike.
    pub fn measure<const N: usize>(
        &mut self,
        rounds: usize,
        figures: [Figure; N],
        run: impl Fn(&Path) -> [Sample; N],
    ) {
        if !figures.iter().any(|figure| self.is_wanted(figure)) {
            return;
        }
        let (mut tested, mut baseline) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            tested.push(run(PROGRAM.as_ref()));
            baseline.extend(self.baseline.as_deref().map(&run));
        }
        for (index, figure) in figures.iter().enumerate() {
            let samples = |rounds: &[[Sample; N]]| {
                let samples = rounds.iter().map(|round| round[index].clone());
                summarize(samples.collect(), figure.summary)
            };
            let Some(sample) = samples(&tested) else {
                continue;
            };
            self.is_within_bounds &= sample.value <= figure.bound;
            print(figure, &sample, samples(&baseline).as_ref());
        }
    }

    fn is_wanted(&self, figure: &Figure) -> bool {
        let filter = self.filter.as_deref();
        filter.is_none_or(|filter| figure.name.contains(filter))
    }
}

fn summarize(mut samples: Vec<Sample>, summary: Summary) -> Option<Sample> {
    samples.sort_by(|a, b| a.value.total_cmp(&b.value));
    let index = match summary {
        Summary::Median => samples.len() / 2,
        Summary::Worst => samples.len().checked_sub(1)?,
    };
    samples.into_iter().nth(index)
}

fn print(figure: &Figure, sample: &Sample, baseline: Option<&Sample>) {
    let Figure { name, bound, .. } = figure;
    let Sample { value, detail } = sample;
    let verdict = if value <= bound { "within" } else { "OVER" };
    let line = format!("{name:<62} {value:>7.2}  {verdict} {bound:.2}");
    let Some(baseline) = baseline else {
        println!("{line}{}", in_parentheses(&[detail]));
        return;
    };
    let ratio = match baseline.value {
        0.0 => "-".to_owned(),
        other => format!("{:.3}", value / other),
    };
    println!(
        "{line}  baseline {:.2}  ratio {ratio}{}",
        baseline.value,
        in_parentheses(&[detail, &baseline.detail])
    );
}

fn in_parentheses(details: &[&str]) -> String {
    match details.iter().any(|detail| !detail.is_empty()) {
        true => format!("  ({})", details.join("; baseline ")),
        false => String::new(),
    }
}

/// What a run used.
pub struct Usage {
    /// The most memory that was resident.
    pub megabytes: f64,
    /// Processor time in user and system mode.
    pub seconds: f64,
}

pub fn usage_of(program: &Path, arguments: &str, fake: &FakeEcs, bundle: Option<&Path>) -> Usage {
    let mut command = measuring(program, arguments);
    command.env("AWS_ENDPOINT_URL_ECS", fake.url());
    if let Some(path) = bundle {
        command.env("AWS_CA_BUNDLE", path);
    }
    usage_in(command)
}

/// What a run without ECS used.
pub fn usage_offline(program: &Path, arguments: &str) -> Usage {
    usage_in(measuring(program, arguments))
}

/// This process, to run a program and print its usage.
fn measuring(program: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env::current_exe().expect("this program"));
    command
        .env_clear()
        .env(MEASURE, arguments)
        .env(MEASURED_PROGRAM, program);
    command
}

fn usage_in(mut command: Command) -> Usage {
    let output = command.output().expect("a run");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let numbers: Vec<f64> = text
        .split_whitespace()
        .map(|number| number.parse().expect("a number"))
        .collect();
    let [megabytes, seconds] = numbers[..] else {
        panic!("{text:?} is not a usage");
    };
    Usage { megabytes, seconds }
}

/// Runs a program and prints its usage. In a process of its own, since the system reports the
/// maximum of all children.
fn print_usage() {
    const TIMED_OUT: i32 = 124;
    let arguments = env::var(MEASURE).expect("arguments");
    let program = env::var_os(MEASURED_PROGRAM).expect("a program");
    let status = Command::new(program)
        .args(arguments.split_whitespace())
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_REGION", data::REGION)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program");
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

pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
