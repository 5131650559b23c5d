//! `ecs-history status`

mod watch;

use crate::commands::shared::duration_arg::DurationArg;
use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::listing::Rest;
use crate::commands::shared::service_scan;
use crate::commands::shared::service_scan::Answered;
use crate::console::{Console, eprint};
use crate::error::{Error, ExitCode, Result};
use crate::humanize::count;
use crate::model::detail_level::DetailLevel;
use crate::model::page::Query;
use crate::model::service_status;
use crate::model::service_status::ServiceStatus;
use crate::render::format::Format;
use crate::report::service_status::ServiceStatuses;
use crate::selection::service_scope::ServiceScope;
use crate::source::Source;
use crate::source::history_builder::Selection;
use crate::source::service_scan::{ScanStrategy, ServiceScan};
use anyhow::anyhow;
use std::time::Duration;

/// Show where every service of a cluster stands
///
/// A line for every service: how its newest deployment ended or goes on, since when, and why;
/// RUNNING is how many tasks run, of how many that are desired. The worst stand first: failed, rolled back, paused, ongoing,
/// stopped, fine; and then those of which ECS keeps no history.
///
/// --service takes names and patterns, as does --cluster; without them it is every service of the
/// default cluster. The newest deployment is what DescribeServices says, which may be some seconds
/// behind.
///
/// Examples: `ecs-history status --cluster shop`, `ecs-history status --cluster '*' --exit-code`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// End with 1 if the newest deployment of any service failed or was rolled back
    #[arg(long)]
    exit_code: bool,

    /// Show it again and again, on a terminal, until Ctrl-C
    #[arg(long, conflicts_with = "exit_code")]
    watch: bool,

    /// The pause between two looks of --watch: 30s, 2m
    #[arg(long, value_name = "SPAN", default_value = "30s", requires = "watch")]
    interval: DurationArg,
}

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let scope = ServiceScope::new(&global.target_names())?;
    check(args, console)?;
    let source = Source::open(&global.source_spec(), &scope.requested, console.context.now).await?;
    console.progress.track(source.progress());
    let answer = look(&source, &scope, console).await;
    let has_any = !standings(&answer).0.is_empty() && answer.interrupted.is_none();
    if args.watch && has_any {
        return watch::run(args.interval.0, source, &scope, console, answer).await;
    }
    end(args, &source, &scope, console, answer)
}

fn check(args: &Args, console: &Console) -> Result<()> {
    let is_seen =
        console.output == Format::Table && console.stdout_can_draw() && console.stderr_can_draw();
    if args.watch && !is_seen {
        let error = Error::usage(anyhow!("--watch draws a table on a terminal"));
        return Err(error.hint("elsewhere, run status again and again"));
    }
    if args.interval.0 < Duration::from_secs(1) {
        let error = Error::usage(anyhow!("--interval {} is too short", args.interval));
        return Err(error.hint("it has to be 1s at least"));
    }
    Ok(())
}

/// Asks for all services and their newest deployments.
async fn look(source: &Source, scope: &ServiceScope, console: &Console) -> Answered {
    let whole = ServiceScan {
        source,
        scope,
        strategy: ScanStrategy::Newest,
        query: Query::default(),
    };
    service_scan::fetch(&whole, console, &Selection::ALL, DetailLevel::Full).await
}

/// Services whose deployments did not come are left out: nothing is known of them.
fn standings(answer: &Answered) -> ServiceStatuses<'_> {
    let census = &answer.census;
    let services = census.services.iter();
    let known = services.filter(|record| !census.unanswered.contains(&record.item.service_arn));
    ServiceStatuses(ServiceStatus::of_all(known, &answer.fetched.history))
}

/// `40 services in cluster shop: 1 failed, 39 succeeded`.
fn summary(scope: &ServiceScope, standings: &ServiceStatuses) -> String {
    let services = count(standings.0.len(), "service");
    let outcomes = service_status::summary(&standings.0);
    format!("{services}{}: {outcomes}", scope.in_clusters())
}

/// Prints an answer, and says what is missing of it.
fn end(
    args: &Args,
    source: &Source,
    scope: &ServiceScope,
    console: &mut Console,
    mut answer: Answered,
) -> Result<ExitCode> {
    console.context.now = answer.now;
    let number = standings(&answer).0.len();
    if number == 0 && !answer.is_whole() {
        return answer.end_of_nothing(console);
    }
    let errors = std::mem::take(&mut answer.errors);
    let notes = std::mem::take(&mut answer.notes);
    let standings = standings(&answer);
    let is_bad = standings.0.iter().any(ServiceStatus::is_bad);
    let printed = console.answer(&standings);
    if number > 0 {
        console.progress.clear();
        eprint(&crate::render::text::clean(&summary(scope, &standings)));
    }
    let rest = Rest {
        source,
        of: scope.of_services(),
        is_narrowed: !scope.services.is_empty(),
        notes,
        errors,
        interrupted: answer.interrupted,
        what: "service",
        number,
    };
    match rest.end(console, printed)? {
        ExitCode::Success if args.exit_code && is_bad => Ok(ExitCode::No),
        exit => Ok(exit),
    }
}
