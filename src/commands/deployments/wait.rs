//! `ecs-history wait`, the same as `ecs-history deployments wait`

mod end;
mod summary_file;
mod target;

use crate::commands::deployments::wait::summary_file::SummaryFile;
use crate::commands::deployments::wait::target::TargetArgs;
use crate::commands::shared::duration_arg::DurationArg;
use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::source;
use crate::console::Console;
use crate::console::background::{BackgroundOutput, Deadline};
use crate::error::{Error, ExitCode, Result};
use crate::model::timestamp::Timestamp;
use crate::model::verdict::{Goal, Verdict};
use crate::render::format::Format;
use crate::render::text::clean_lines;
use crate::saved::input;
use crate::wait::clock::Clock;
use crate::wait::poll::ServiceSource;
use crate::wait::reporter::WaitReporter;
use crate::wait::{Ended, Request, Wait};
use anyhow::anyhow;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long the end of a wait that is out of time may take to print.
const OUTPUT_TIMEOUT: Duration = Duration::from_secs(2);

/// The text after the help, also in the man page.
const MORE: &str = "\
Which deployment:
  Without an ID or another target, an ongoing deployment of the service, or the next one that
  begins within --start-timeout; never one that had ended before the wait began. The list of
  deployments lags some seconds behind: right after an update it may not show the new one yet. So a
  pipeline should name its target: with `-` and the JSON of the command that started the deployment,
  with an ID, or with the time before it (--after). Once found, the deployment never changes: if a
  newer one supersedes it, that is the verdict.

Output:
  On a terminal, a block that is updated in place. Elsewhere, a line for every change, and at least
  one every --heartbeat. At the end the verdict: the outcome, the reason, what serves now, and the
  command to run next. With -o json, stdout has the deployment at the end, as `deployments describe`
  prints it, and stderr has the rest; with -o jsonl, stdout has an event for every change, and one
  for the verdict.

Errors:
  Throttling, server errors, lost connections and expired credentials do not end a wait: they are
  reported once and retried, until there was no successful call for 5 minutes. A service or cluster
  that does not exist, a denied call, and a deployment that no longer exists end it at once.

Examples:
  aws ecs update-service --cluster shop --service web --task-definition web:42 | ecs-history wait -
  ecs-history wait --service web --cluster shop --after 5m --timeout 20m
  ecs-history wait --service web --until stage:BAKE_TIME --no-wait-rollback
  ecs-history wait latest --service web -o json | jq -r '.serviceDeployments[].derived.outcome'";

/// Wait for a service deployment to end, and exit with its result
///
/// Exits with 0 if the deployment succeeded, and with 1 if it ended in any other way: rolled back,
/// failed, stopped, or superseded by a newer one. In a pipeline, pipe in the output of the command
/// that started the deployment: `aws ecs update-service … | ecs-history wait -`
///
/// Exit codes: 0 success, or the goal of --until was reached; 1 any other end; 3 no deployment
/// began in time; 124 --timeout; 129 SIGHUP; 130 Ctrl-C; 143 SIGTERM. After the last four the
/// deployment itself continues.
#[derive(Debug, clap::Args)]
#[command(after_long_help = MORE)]
pub struct Args {
    #[command(flatten)]
    target: TargetArgs,

    /// Succeed as soon as the deployment gets there: `paused`, or a stage such as `stage:BAKE_TIME`
    ///
    /// `paused` means that a lifecycle hook awaits an action. A stage counts as reached in all
    /// later stages, too.
    #[arg(long, value_name = "GOAL")]
    until: Option<Goal>,

    /// Exit with 1 at the first sign of a rollback, without waiting for its end
    #[arg(long)]
    no_wait_rollback: bool,

    /// How long to wait in all; 0 for no limit
    #[arg(long, value_name = "SPAN", default_value = "60m")]
    timeout: DurationArg,

    /// How long to wait for the deployment to begin; 0 for as long as --timeout allows
    #[arg(long, value_name = "SPAN", default_value = "2m")]
    start_timeout: DurationArg,

    /// The time between two polls, at least 1s
    #[arg(long, value_name = "SPAN", default_value = "5s")]
    interval: DurationArg,

    /// How often to log that nothing has changed; 0 for never
    #[arg(long, value_name = "SPAN", default_value = "60s")]
    heartbeat: DurationArg,

    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,

    /// Append the result to a file as Markdown, such as $GITHUB_STEP_SUMMARY
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
}

impl Args {
    /// What to wait for, from the arguments and, for `-`, from standard input.
    ///
    /// # Errors
    ///
    /// A usage error where they do not fit together.
    pub fn request(
        &self,
        global: &GlobalArgs,
        now: Timestamp,
        stdin: impl Read,
    ) -> Result<Request> {
        let Self {
            interval, timeout, ..
        } = self;
        if interval.0 < Duration::from_secs(1) {
            let message = anyhow!("--interval {interval} is too short");
            return Err(Error::usage(message).hint("use at least 1s"));
        }
        let timeout_or_none = timeout.unless_zero();
        if timeout_or_none.is_some_and(|timeout| timeout < interval.0) {
            let message = anyhow!("--timeout {timeout} is shorter than --interval {interval}");
            return Err(Error::usage(message).hint("use --timeout 0 to wait without a limit"));
        }
        let (target, service) = target::read(&self.target, global, now, stdin)?;
        let flags = global.run_flags(&service);
        Ok(Request {
            target,
            service,
            goal: self.until.unwrap_or_default(),
            wait_for_rollback: !self.no_wait_rollback,
            interval: interval.0,
            start_timeout: self.start_timeout.unless_zero(),
            timeout: timeout_or_none,
            flags,
        })
    }

    /// After how long without a change to log a line.
    pub fn heartbeat(&self) -> Option<Duration> {
        self.heartbeat.unless_zero()
    }
}

/// The formats of this command.
pub const FORMATS: &[Format] = Format::BLOCKS;

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    // The reporter shows the progress.
    console.progress.clear();
    let now = console.context.now;
    let clock = Clock::start(now);
    let request = {
        let _deadline = deadline_of_input(args);
        args.request(global, now, StandardInput::default())?
    };
    let summary = args.summary.as_deref().map(SummaryFile::open).transpose()?;
    let timeout = request.timeout;
    let service = request.service.clone();
    let source = source::open(global, &service, console).await?;
    let poll = ServiceSource::new(source, service.clone());
    let output = BackgroundOutput::start();
    let heartbeat = args.heartbeat();
    let reporter = WaitReporter::for_console(console, &output, args.quiet, heartbeat, clock);
    let interrupt = console.interrupt.clone();
    let ended = Wait::new(poll, request, reporter, clock)
        .run(async || interrupt.taken_over().await)
        .await;
    console.context.now = ended.at_ecs;
    let summarized = end::append_summary(summary, &console.context, &service, &ended);
    let deadline = deadline_of_output(&ended, clock.started.into_std(), timeout);
    output.join();
    let exit = end::finish(args.quiet, console, summarized, ended);
    drop(deadline);
    Ok(exit)
}

/// Standard input as UTF-8. It is opened only when it is read.
#[derive(Default)]
struct StandardInput(Option<Box<dyn Read>>);

impl Read for StandardInput {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let text = match &mut self.0 {
            Some(text) => text,
            unopened => unopened.insert(input::open(Path::new("-"))?),
        };
        text.read(out)
    }
}

/// Ends the wait in time if standard input does not end.
fn deadline_of_input(args: &Args) -> Deadline {
    let timeout = args.timeout.unless_zero();
    let message = format!("error: standard input did not end within {}", args.timeout);
    let at = timeout.map(|timeout| Instant::now() + timeout);
    Deadline::set(at, ExitCode::TimedOut, vec![message])
}

/// Ends the program with the verdict's exit code if nobody reads what is left to print: at the end
/// of the timeout, or soon after an interrupt.
fn deadline_of_output(ended: &Ended, started: Instant, timeout: Option<Duration>) -> Deadline {
    let soon = Instant::now() + OUTPUT_TIMEOUT;
    let at = match (&ended.verdict, timeout) {
        (Some(Verdict::Interrupted(_)), _) => Some(soon),
        (_, timeout) => timeout.map(|timeout| soon.max(started + timeout)),
    };
    let error = ended.error.as_ref();
    let error = error.map(|error| clean_lines(&format!("error: {error}")));
    let note = "note: the output was not read, and is incomplete".to_owned();
    let last_words = error.into_iter().chain([note]).collect();
    Deadline::set(at, ended.exit_code(), last_words)
}
