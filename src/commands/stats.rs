//! `ecs-history stats`

use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::listing::Rest;
use crate::commands::shared::service_scan;
use crate::commands::shared::service_scan::ScanArgs;
use crate::commands::shared::time_arg::TimeArg;
use crate::console::{Console, eprint};
use crate::error::{Error, ExitCode, Result};
use crate::model::deployment::Deployment;
use crate::model::detail_level::DetailLevel;
use crate::model::page::Query;
use crate::model::stats::{Figures, Window};
use crate::report::stats::StatsReport;
use crate::selection::service_scope::ServiceScope;
use crate::source::Source;
use crate::source::history_builder::Selection;
use crate::source::service_scan::ServiceScan;
use anyhow::anyhow;
use chrono::{Local, TimeDelta};

/// Show figures about the deployments of services
///
/// For each service, and in total, of the deployments created within a span of time:
///
/// DEPLOYMENTS is how many there were, A DAY how many in a day of that span, and TREND how they are
/// spread over it, a character for each day, or for hours or several days where the span asks for it.
///
/// SUCCESS is the share that succeeded, of those that succeeded, failed or were rolled back: what was
/// superseded, stopped or goes on counts neither way. FAILED was stopped after a failure was
/// detected, or rolling back failed.
///
/// MEDIAN and P95 are the durations that half and 95 % of those did not exceed, each one that was
/// there (the nearest rank).
///
/// RECOVERY is the mean time from the end of a failed or rolled back deployment to the end of the
/// next success of the same service; failures in a row count once, from the first.
///
/// These are DORA's deployment frequency, change fail rate (what SUCCESS leaves to 100 %) and failed
/// deployment recovery time, as far as a deployment history can tell them:
/// <https://dora.dev/guides/dora-metrics/>
///
/// --service takes names and patterns, as does --cluster; without them it is every service of the
/// default cluster. Example: `ecs-history stats --cluster shop --since 30d`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only deployments created since then: 7d, a date, a local time or RFC 3339 [default: 30d]
    #[arg(long, value_name = "WHEN")]
    since: Option<TimeArg>,

    /// Only deployments created until then; a date includes its whole day [default: now]
    #[arg(long, value_name = "WHEN")]
    until: Option<TimeArg>,

    #[command(flatten)]
    fleet: ScanArgs,
}

/// How far back it is looked.
const USUAL: TimeDelta = TimeDelta::days(30);

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let now = console.context.now;
    let scope = ServiceScope::new(&global.target_names())?;
    let window = window(args, console)?;
    if args.since.is_none() {
        eprint(match args.until {
            None => "note: of the last 30 days; --since says otherwise",
            Some(_) => "note: of 30 days; --since says otherwise",
        });
    }
    let source = Source::open(&global.source_spec(), &scope.requested, now).await?;
    console.progress.track(source.progress());
    let query = Query {
        after: Some(window.since),
        ..Query::default()
    };
    // One without a time is in no span.
    let is_within = |deployment: &Deployment| {
        let time = deployment.order_time();
        time.is_some_and(|time| window.since <= time && time <= window.until)
    };
    let selection = Selection {
        matches: &is_within,
        limit: None,
    };
    let whole = ServiceScan {
        source: &source,
        scope: &scope,
        strategy: args.fleet.way(&scope, &query),
        query,
    };
    let answer = service_scan::fetch(&whole, console, &selection, DetailLevel::Outcomes).await;
    let entries: Vec<_> = answer
        .fetched
        .history
        .deployments()
        .filter(|entry| is_within(&entry.record().item))
        .collect();
    let figures = Figures::of(&entries);
    let number = figures.total.deployments();
    if number == 0 && !answer.is_whole() {
        return answer.end_of_nothing(console);
    }
    let mut text = Vec::new();
    let stats = StatsReport {
        figures: &figures,
        window,
    };
    stats.write(&mut text, console.output, &console.context)?;
    let printed = console.print(&text);
    let rest = Rest {
        source: &source,
        of: scope.of_services(),
        is_narrowed: true,
        notes: answer.notes,
        errors: answer.errors,
        interrupted: answer.interrupted,
        what: "deployment",
        number,
    };
    rest.end(console, printed)
}

fn window(args: &Args, console: &Console) -> Result<Window> {
    let now = console.context.now;
    let since = args.since.map(|when| when.start(now, &Local));
    let until = args.until.map(|when| when.end(now, &Local));
    let until = until.unwrap_or(now).min(now);
    let window = Window {
        since: since.unwrap_or(until - USUAL),
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
