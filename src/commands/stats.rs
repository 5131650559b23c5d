//! `ecs-history stats`

use crate::commands::shared::completion::Listed;
use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::service_scan::{self, ScanArgs};
use crate::commands::shared::source;
use crate::commands::shared::time_arg::TimeArg;
use crate::console::Console;
use crate::error::{Error, ExitCode, Result};
use crate::model::deployment::Deployment;
use crate::model::detail_level::DetailLevel;
use crate::model::page::Query;
use crate::model::stats::{Figures, Window};
use crate::render::format::Format;
use crate::report::stats::StatsReport;
use crate::selection::service_scope::ServiceScope;
use crate::source::history_builder::Selection;
use crate::source::service_scan::ServiceScan;
use anyhow::anyhow;
use chrono::{Local, TimeDelta};

/// Show deployment metrics of services
///
/// Covers the deployments created between --since and --until, per service and in total. Without
/// --service, covers every service of the cluster.
///
/// DEPLOYMENTS is the number of deployments, and PER DAY that number divided by the days of the
/// period. TREND shows how they are spread over the period, one character per day, or per several
/// hours or days in a shorter or longer period.
///
/// SUCCESS is the share of deployments that succeeded, among those that succeeded, failed or were
/// rolled back. A deployment that was superseded or stopped, or is still in progress, counts
/// neither way. FAILED counts deployments that were stopped after a failure was detected, and
/// failed rollbacks.
///
/// MEDIAN and P95 are the durations that 50 % and 95 % of these deployments did not exceed. Each is
/// the duration of an actual deployment (the nearest rank).
///
/// RECOVERY is the mean time from the end of a failed or rolled back deployment to the end of the
/// next success of the same service. Several failures in a row count once, from the first.
///
/// These are DORA's deployment frequency, change fail rate (100 % minus SUCCESS) and failed
/// deployment recovery time, as far as a deployment history can show them:
/// <https://dora.dev/guides/dora-metrics/>
///
/// Example: `ecs-history stats --cluster shop --since 30d`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Count deployments created at or after this time: 7d (ago), a date, a local time or
    /// RFC 3339 [default: 30d]
    #[arg(long, value_name = "WHEN")]
    since: Option<TimeArg>,

    /// Count deployments created at or before this time; a date includes its whole day
    /// [default: now]
    #[arg(long, value_name = "WHEN")]
    until: Option<TimeArg>,

    #[command(flatten)]
    scan: ScanArgs,
}

/// The period without `--since`.
const DEFAULT_PERIOD: TimeDelta = TimeDelta::days(30);

/// The formats of this command.
pub const FORMATS: &[Format] = Format::TABLES;

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let scope = ServiceScope::new(&global.target_names())?;
    let window = window(args, console)?;
    if args.since.is_none() {
        console.note(match args.until {
            None => "covers the last 30 days; use --since for another period",
            Some(_) => "covers the 30 days before --until; use --since for another period",
        });
    }
    let source = source::open_list(false, global, &scope.requested, console).await?;
    let query = Query {
        after: Some(window.since),
        ..Query::default()
    };
    // A deployment without a time is in no window.
    let is_within = |deployment: &Deployment| {
        let time = deployment.sort_time();
        time.is_some_and(|time| window.since <= time && time <= window.until)
    };
    let selection = Selection {
        matches: &is_within,
        limit: None,
    };
    let scan = ServiceScan {
        source: &source,
        scope: &scope,
        strategy: args.scan.strategy(&scope, &query),
        query,
    };
    let scanned = service_scan::fetch(&scan, console, &selection, DetailLevel::Outcomes).await;
    let mut completion = scanned.completion;
    let history = &scanned.fetched.history;
    let columns = service_scan::service_columns(&scope, history.services());
    let deployments = history.deployments();
    let entries: Vec<_> = deployments
        .filter(|entry| is_within(&entry.record().item))
        .collect();
    let figures = Figures::of(&entries);
    completion.listed = Some(Listed {
        what: "deployment",
        number: figures.total.deployments(),
        of: scope.of_services(),
        is_filtered: true,
    });
    let report = StatsReport {
        figures: &figures,
        window,
        service_columns: columns.with_service(),
    };
    Ok(completion.print(console, &report))
}

fn window(args: &Args, console: &Console) -> Result<Window> {
    let now = console.context.now;
    let since = args.since.map(|when| when.start(now, &Local));
    let until = args.until.map(|when| when.end(now, &Local));
    let until = until.unwrap_or(now).min(now);
    let window = Window {
        since: since.unwrap_or(until - DEFAULT_PERIOD),
        until,
    };
    if window.until <= window.since {
        return Err(Error::usage(match args.until {
            Some(_) => anyhow!("--until is before --since"),
            None => anyhow!("--since is not before now"),
        }));
    }
    Ok(window)
}
