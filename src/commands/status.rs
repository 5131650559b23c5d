//! `ecs-history status`

mod filter;
mod scan;
mod watch;

use crate::commands::shared::completion::Listed;
use crate::commands::shared::duration_arg::DurationArg;
use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::service_scan::ScanReport;
use crate::commands::shared::source;
use crate::commands::status::filter::StatusFilterArgs;
use crate::commands::status::scan::{Shown, scan};
use crate::console::Console;
use crate::error::{Error, ExitCode, Result};
use crate::model::service_status::ServiceStatus;
use crate::render::format::Format;
use crate::render::text::clean;
use crate::selection::service_scope::ServiceScope;
use anyhow::anyhow;
use std::time::Duration;

/// Show the status of every service, worst first
///
/// Prints one line per service: the outcome of its newest deployment, since when, and why. RUNNING
/// is running/desired tasks; during a deployment, more tasks may be running than desired. Services
/// are ordered by outcome: failed, rolled back or rolling back, paused, pending or in progress,
/// stopped, succeeded, and last those for which ECS keeps no deployment history.
///
/// Without --service, covers every service of the cluster. Which deployment is the newest comes
/// from DescribeServices, which can be a few seconds behind.
///
/// Example: `ecs-history status --cluster shop --exit-code`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Exit with 1 if the newest deployment of any service failed, was rolled back or is rolling back
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    filter: StatusFilterArgs,

    /// Refresh the table on the terminal until Ctrl-C
    #[arg(long, conflicts_with = "exit_code")]
    watch: bool,

    /// Time between refreshes, such as 30s or 2m
    #[arg(long, value_name = "SPAN", default_value = "30s", requires = "watch")]
    interval: DurationArg,
}

/// The formats of this command.
pub const FORMATS: &[Format] = Format::TABLES;

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let scope = ServiceScope::new(&global.target_names())?;
    check(args, console)?;
    let source = source::open_list(false, global, &scope.requested, console).await?;
    let scanned = scan(&source, &scope, console).await;
    let shown = Shown {
        filter: &args.filter,
        scope: &scope,
        can_fold: console.format == Format::Table && console.stdout_can_draw(),
    };
    let has_any = !scanned.result.services.is_empty() && scanned.completion.interrupted.is_none();
    if args.watch && has_any {
        return watch::run(args.interval.0, source, &shown, console, scanned).await;
    }
    Ok(finish(args, &shown, console, scanned))
}

fn check(args: &Args, console: &Console) -> Result<()> {
    let can_draw =
        console.format == Format::Table && console.stdout_can_draw() && console.stderr_can_draw();
    if args.watch && !can_draw {
        let error = Error::usage(anyhow!("--watch draws a table on a terminal"));
        return Err(error.hint("otherwise, run status in a loop"));
    }
    if args.interval.0 < Duration::from_secs(1) {
        let error = Error::usage(anyhow!("--interval {} is too short", args.interval));
        return Err(error.hint("use at least 1s"));
    }
    Ok(())
}

/// Prints the statuses, and a summary on stderr.
fn finish(
    args: &Args,
    shown: &Shown<'_>,
    console: &mut Console,
    mut scanned: ScanReport,
) -> ExitCode {
    console.context.now = scanned.now;
    let mut completion = std::mem::take(&mut scanned.completion);
    let statuses = shown.statuses(&scanned);
    let number = statuses.statuses.len();
    completion.listed = Some(Listed {
        what: "service",
        number,
        of: shown.scope.of_services(),
        is_filtered: !shown.scope.services.is_empty() || shown.filter.is_filtered(),
    });
    let has_failed = || statuses.statuses.iter().any(ServiceStatus::has_failed);
    completion.found = args.exit_code && has_failed();
    if number > 0 {
        completion.summary = Some(clean(&shown.summary(&statuses)).into_owned());
    }
    completion.print(console, &statuses)
}
