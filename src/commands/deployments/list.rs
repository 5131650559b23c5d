//! `ecs-history list`, the same as `ecs-history deployments list`

use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::listing::{Filter, ListArgs, Rest};
use crate::commands::shared::service_scan;
use crate::commands::shared::service_scan::ScanArgs;
use crate::console::{Console, eprint};
use crate::error::{ExitCode, Result};
use crate::model::detail_level::DetailLevel;
use crate::model::history::Entry;
use crate::model::page::Query;
use crate::model::serving::Serving;
use crate::render::format::Format;
use crate::report::deployments::Deployments;
use crate::report::timeline::Timeline;
use crate::selection::service_scope::ServiceScope;
use crate::source::Source;
use crate::source::history_builder::Selection;
use crate::source::service_scan::ServiceScan;
use chrono::TimeDelta;

/// List the service deployments of services, newest first
///
/// Every deployment is listed, not only the first page. The task definition and images of each are
/// looked up, and for those that did not simply succeed why that is; --brief leaves that out and
/// makes only the list calls.
///
/// --service may be repeated, have several names with commas between them, and be a pattern such
/// as 'api-*'; without it, all services of the cluster are listed, and only the last 24 hours unless
/// --since says otherwise. --cluster may be repeated and be a pattern, too: '*' is all.
///
/// -o timeline draws a row a service and a bar a deployment, from left to right in time; each begins
/// with a letter for its outcome, and where several fall together the worst is seen.
///
/// ECS keeps the history of 90 days. Examples: `ecs-history list --service web --since 7d`,
/// `ecs-history list --cluster shop --since 2h -o timeline`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    flags: ListArgs,

    #[command(flatten)]
    fleet: ScanArgs,
}

/// How far back the deployments of a whole cluster are listed.
const RECENT: TimeDelta = TimeDelta::hours(24);

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let now = console.context.now;
    let mut filter = Filter::new(&args.flags, now)?;
    let scope = ServiceScope::new(&global.target_names())?;
    // A saved history costs nothing to be read whole.
    let is_everything = scope.services.is_empty() && !scope.requested.is_saved();
    if is_everything && filter.since.is_none() {
        filter.since = Some(filter.until.unwrap_or(now) - RECENT);
        eprint(match args.flags.until {
            None => "note: only deployments of the last 24 hours; --since says otherwise",
            Some(_) => "note: only deployments of 24 hours; --since says otherwise",
        });
    }
    let source = Source::open(&global.source_spec(), &scope.requested, now).await?;
    console.progress.track(source.progress());
    let query = Query {
        statuses: filter.statuses_for_ecs(),
        after: filter.since,
        page_size: args.flags.page_size,
        ..Query::default()
    };
    let all_are_listed = query.statuses.is_empty();
    let limit = args.flags.limit();
    let selection = Selection {
        matches: &|deployment| filter.may_match(deployment),
        // Which are the newest that match is only known with their outcomes.
        limit: limit.filter(|_| !filter.statuses.needs_outcomes()),
    };
    let depth = match console.output {
        _ if args.flags.brief => DetailLevel::Brief,
        Format::Timeline => DetailLevel::Outcomes,
        _ => DetailLevel::Full,
    };
    let whole = ServiceScan {
        source: &source,
        scope: &scope,
        strategy: args.fleet.way(&scope, &query),
        query,
    };
    let answer = service_scan::fetch(&whole, console, &selection, depth).await;
    console.context.now = answer.now;

    let history = &answer.fetched.history;
    let entries: Vec<Entry> = history
        .deployments()
        .filter(|entry| filter.matches(entry))
        .take(limit.unwrap_or(usize::MAX))
        .collect();
    // Where newer deployments may be missing, nothing can be told.
    let serving = if all_are_listed && answer.is_whole() {
        Serving::of(history)
    } else {
        Serving::default()
    };
    let number = entries.len();
    if number == 0 && !answer.is_whole() {
        return answer.end_of_nothing(console);
    }
    let printed = if console.output == Format::Timeline {
        let timeline = Timeline {
            entries: &entries,
            since: filter.since,
            until: filter.until,
        };
        let mut text = Vec::new();
        timeline.write(&mut text, &console.context)?;
        console.print(&text)
    } else {
        let with_service_column = !scope.is_single_service() && !source.is_saved();
        let answer =
            Deployments::listed(history, entries, serving).with_service_column(with_service_column);
        console.answer(&answer)
    };
    let rest = Rest {
        source: &source,
        of: scope.of_services(),
        is_narrowed: !filter.is_none(),
        notes: answer.notes,
        errors: answer.errors,
        interrupted: answer.interrupted,
        what: "deployment",
        number,
    };
    rest.end(console, printed)
}
