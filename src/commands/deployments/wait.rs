//! `ecs-history wait`, the same as `ecs-history deployments wait`

mod end;
mod target;

use crate::commands::deployments::wait::end::End;
use crate::commands::deployments::wait::target::Target;
use crate::commands::shared::duration_arg::DurationArg;
use crate::commands::shared::global_args::GlobalArgs;
use crate::console::Console;
use crate::error::{Error, ErrorKind, ExitCode, Result};
use crate::humanize::duration;
use crate::model::verdict::{Goal, Verdict};
use crate::render::format::Format;
use crate::selection::requested_service::RequestedService;
use crate::source::Source;
use crate::wait::reporter::WaitReporter;
use crate::wait::{Request, Wait};
use anyhow::{Context, anyhow};
use chrono::Utc;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// What stands below the help, and in the man page.
const MORE: &str = "\
What is waited for:
  Without an id or another pin it is an ongoing deployment of the service, or the next one that
  begins within --start-timeout; never one that had ended before the wait began. The list of
  deployments is some seconds behind: right after an update it may still end with the one before.
  So a pipeline does best to say what it means: with `-` and the JSON of the command that began the
  deployment, with an id, or with the time before it (--after). Once found, the deployment is never
  changed for another: if a newer one supersedes it, that is the verdict.

What is shown:
  On a terminal a block that is drawn in place. Elsewhere a line for every change, and a sign of
  life after --heartbeat. At the end the verdict: the outcome, why, what serves now, and the command
  to run next. With -o json the deployment stands on stdout at the end, as `deployments describe`
  prints it, and the rest on stderr; with -o jsonl an event for every change, and one for the
  verdict.

Trouble:
  Throttles, faults of the server, lost connections and credentials that expire do not end a wait:
  it is said once, and the wait goes on, through up to 5 minutes of nothing but failure. A service
  or cluster that does not exist, a denial, and a deployment that has vanished end it at once.

Examples:
  aws ecs update-service --cluster shop --service web --task-definition web:42 | ecs-history wait -
  ecs-history wait --service web --cluster shop --after 5m --timeout 20m
  ecs-history wait --service web --until stage:BAKE_TIME --no-wait-rollback
  ecs-history wait latest --service web -o json | jq -r '.serviceDeployments[].derived.outcome'";

/// Wait for a service deployment to end, and say with the exit code how
///
/// Exits with 0 if the deployment succeeded, and with 1 if it ended in any other way: rolled back,
/// failed, stopped, or superseded by a newer one. In a pipeline, let it read what began the
/// deployment: `aws ecs update-service … | ecs-history wait -`
///
/// Exit codes: 0 success, or as far as --until says; 1 any other end; 3 no deployment began in
/// time; 124 --timeout; 130 Ctrl-C. After the last two the deployment itself goes on.
#[derive(Debug, clap::Args)]
#[command(after_long_help = MORE)]
pub struct Args {
    #[command(flatten)]
    which: target::PinArgs,

    /// End with success as soon as it gets there: `paused`, or a stage such as `stage:BAKE_TIME`
    ///
    /// `paused` is when a lifecycle hook waits for a person. A stage counts as reached in all later
    /// stages, too.
    #[arg(long, value_name = "GOAL")]
    until: Option<Goal>,

    /// End with 1 at the first sign of a rollback, without waiting for its end
    #[arg(long)]
    no_wait_rollback: bool,

    /// How long to wait in all; 0 for as long as it takes
    #[arg(long, value_name = "SPAN", default_value = "60m")]
    timeout: DurationArg,

    /// How long the deployment may take to begin
    #[arg(long, value_name = "SPAN", default_value = "2m")]
    start_timeout: DurationArg,

    /// The time between two looks, at least 1s
    #[arg(long, value_name = "SPAN", default_value = "5s")]
    interval: DurationArg,

    /// The longest silence of a log, where nothing changes; 0 for any
    #[arg(long, value_name = "SPAN", default_value = "60s")]
    heartbeat: DurationArg,

    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,

    /// Append the result to a file, as Markdown; made for $GITHUB_STEP_SUMMARY
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
}

/// What it can be printed as.
pub const FORMATS: &[Format] = Format::BLOCKS;

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    // There is another sign of life here.
    console.progress.clear();
    let started = Instant::now();
    let began = console.context.now;
    check_spans(args)?;
    let Target { pin, place } = target::read(&args.which, global, began)?;
    let file = args.summary.as_deref().map(open_summary).transpose()?;
    let source = Source::open(&global.source_spec(), &place, began).await?;
    console.progress.track(source.progress());
    let request = Request {
        pin,
        place,
        goal: args.until.unwrap_or_default(),
        wait_for_rollback: !args.no_wait_rollback,
        interval: args.interval.0,
        start_timeout: args.start_timeout.0,
        began,
    };
    let teller = WaitReporter::new(console, args.quiet, args.heartbeat.unless_zero());
    let mut watch = Wait::new(source, request, teller);

    let limit = args.timeout.unless_zero();
    let interrupt = console.interrupt.clone();
    let ended = tokio::select! {
        // What is found counts, even if the time is up at the same moment.
        biased;
        ended = watch.run() => ended,
        exit = interrupt.taken_over() => Ok(Verdict::Interrupted(exit)),
        limit = time_is_up(started, limit) => Ok(Verdict::TimedOut(limit)),
    };
    let ended = match ended {
        Ok(verdict) => Ok(tokio::select! {
            biased;
            looked = watch.finalize(verdict.clone()) => looked,
            // It only cuts the look short: the verdict is there.
            _ = interrupt.taken_over() => verdict,
        }),
        Err(error) => Err(error),
    };
    watch.tell();
    watch.teller.finish();
    console.context.now = Utc::now();
    let Wait {
        request,
        watched,
        final_history,
        ..
    } = watch;
    let end = End {
        args,
        place: &request.place,
        summary: file,
    };
    match (ended, watched) {
        (Ok(verdict), Some(watched)) => end.with_verdict(console, verdict, watched, final_history),
        (Ok(verdict), None) => end.with_nothing(console, none_found(&verdict, &request.place)),
        (Err(error), None) => end.with_nothing(console, error),
        (Err(error), Some(watched)) => end.with_error(console, error, &watched),
    }
}

fn check_spans(args: &Args) -> Result<()> {
    let Args {
        interval, timeout, ..
    } = args;
    if interval.0 < Duration::from_secs(1) {
        let message = anyhow!("--interval {interval} is too short");
        return Err(Error::usage(message).hint("it has to be 1s at least"));
    }
    if timeout
        .unless_zero()
        .is_some_and(|timeout| timeout < interval.0)
    {
        let message = anyhow!("--timeout {timeout} is shorter than --interval {interval}");
        return Err(Error::usage(message).hint("use --timeout 0 to wait for as long as it takes"));
    }
    Ok(())
}

async fn time_is_up(started: Instant, limit: Option<Duration>) -> Duration {
    match limit {
        Some(limit) => {
            sleep_until(started + limit).await;
            limit
        }
        None => std::future::pending().await,
    }
}

/// The time was up before there was a deployment.
fn none_found(verdict: &Verdict, place: &RequestedService) -> Error {
    let service = place.of_service();
    let when = match verdict {
        Verdict::TimedOut(limit) => format!("within {}", duration(limit.as_secs_f64())),
        _ => "before the wait was interrupted".to_owned(),
    };
    let message = anyhow!("no deployment{service} was found {when}");
    Error::new(ErrorKind::WaitEnded(verdict.exit_code()), message)
}

fn open_summary(path: &Path) -> Result<File> {
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .with_context(|| format!("the summary file {} could not be opened", path.display()))
        .map_err(Error::usage)
}
