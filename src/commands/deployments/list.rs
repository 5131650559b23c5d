//! `ecs-history list`, the same as `ecs-history deployments list`

use crate::commands::shared::completion::Listed;
use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::list_args::{DeploymentFilter, ListArgs};
use crate::commands::shared::service_scan::{self, ScanArgs};
use crate::commands::shared::source;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::model::detail_level::DetailLevel;
use crate::model::history::Entry;
use crate::model::page::Query;
use crate::model::serving::Serving;
use crate::render::format::Format;
use crate::report::deployments::Deployments;
use crate::selection::service_scope::ServiceScope;
use crate::source::history_builder::Selection;
use crate::source::service_scan::ServiceScan;
use chrono::TimeDelta;

/// List service deployments, newest first
///
/// Lists every deployment, not only the first page, with its task definition, its images and, if
/// it did not simply succeed, the reason. --brief makes only the list calls and leaves these
/// details out.
///
/// Without --service, lists every service of the cluster, and only the last 24 hours unless --since
/// is given. A saved history (--from) and the demo are listed in full.
///
/// -o timeline draws one row per service and one bar per deployment, from left to right in time. A
/// bar starts with a letter for its outcome. Where bars overlap, the worst outcome is shown.
///
/// ECS keeps deployments for 90 days.
///
/// Example: `ecs-history list --cluster shop --since 2h`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    scan: ScanArgs,
}

/// The period for a whole cluster without `--since`.
const DEFAULT_PERIOD: TimeDelta = TimeDelta::hours(24);

/// The formats of this command.
pub const FORMATS: &[Format] = Format::TIMELINES;

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let now = console.context.now;
    let mut filter = DeploymentFilter::new(&args.list, now)?;
    let scope = ServiceScope::new(&global.target_names())?;
    // A saved history is read whole at no cost.
    let is_everything = scope.services.is_empty() && !scope.requested.is_saved();
    if is_everything && filter.since.is_none() {
        filter.since = Some(filter.until.unwrap_or(now) - DEFAULT_PERIOD);
        console.note(match args.list.until {
            None => "showing the last 24 hours; use --since to go back further",
            Some(_) => "showing the 24 hours before --until; use --since to go back further",
        });
    }
    let prints_json = matches!(console.format, Format::Json | Format::Jsonl);
    let source = source::open_list(prints_json, global, &scope.requested, console).await?;
    let query = Query {
        statuses: filter.statuses_for_ecs(),
        after: filter.since,
        page_size: args.list.page_size,
        ..Query::default()
    };
    let lists_every_status = query.statuses.is_empty();
    let limit = args.list.limit();
    let selection = Selection {
        matches: &|deployment| filter.may_match(deployment),
        // A filter by outcome is only decided once the deployments are described.
        limit: limit.filter(|_| !filter.statuses.needs_outcomes()),
    };
    let detail = match console.format {
        _ if args.list.brief => DetailLevel::Brief,
        Format::Timeline => DetailLevel::Outcomes,
        _ => DetailLevel::Full,
    };
    let scan = ServiceScan {
        source: &source,
        scope: &scope,
        strategy: args.scan.strategy(&scope, &query),
        query,
    };
    let scanned = service_scan::fetch(&scan, console, &selection, detail).await;
    console.context.now = scanned.now;
    let mut completion = scanned.completion;

    let history = &scanned.fetched.history;
    let entries: Vec<Entry> = history
        .deployments()
        .filter(|entry| filter.matches(entry))
        .take(limit.unwrap_or(usize::MAX))
        .collect();
    // If newer deployments may be missing, what serves now is unknown.
    let serving = if lists_every_status && completion.is_complete() {
        Serving::of(history)
    } else {
        Serving::default()
    };
    completion.listed = Some(Listed {
        what: "deployment",
        number: entries.len(),
        of: scope.of_services(),
        is_filtered: !filter.is_empty(),
    });
    let report = Deployments {
        service_columns: service_scan::service_columns(&scope, history.services()),
        since: filter.since,
        until: filter.until,
        ..Deployments::listed(history, entries, serving)
    };
    Ok(completion.print(console, &report))
}
