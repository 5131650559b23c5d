//! `ecs-history list`, the same as `ecs-history deployments list`

use super::listing::{self, Filter, Flags, Rest};
use crate::cli::Global;
use crate::console::Console;
use crate::error::{Exit, Result};
use crate::model::history::Entry;
use crate::model::serving::Serving;
use crate::render::deployments::Deployments;
use crate::source::history::{self, Depth, Selection};
use crate::source::{Query, Source};

/// List the service deployments of a service, newest first
///
/// Every deployment is listed, not only the first page. The task definition and images of each are
/// looked up, and for those that did not simply succeed why that is; --brief leaves that out and
/// makes only the list calls.
///
/// ECS keeps the history of 90 days. Example: `ecs-history list --service web --since 7d`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    flags: Flags,

    /// Make only the list calls: no task definitions, images and details
    #[arg(long)]
    brief: bool,
}

pub async fn run(args: &Args, global: &Global, console: &mut Console) -> Result<Exit> {
    let filter = Filter::new(&args.flags, console.context.now)?;
    let place = listing::place(global)?;
    let source = Source::open(global, &place, &console.progress, console.context.now).await?;
    let query = Query {
        service: place.service.clone(),
        cluster: place.cluster.clone(),
        statuses: filter.statuses_for_ecs(),
        after: filter.since,
        page_size: args.flags.page_size,
    };
    let all_are_listed = query.statuses.is_empty();
    let limit = args.flags.limit();
    let selection = Selection {
        matches: &|deployment| filter.may_match(deployment),
        // Which are the newest that match is only known with their outcomes.
        limit: limit.filter(|_| !filter.statuses.need_outcomes()),
    };
    let depth = if args.brief {
        Depth::Brief
    } else {
        Depth::Full
    };
    let mut fetched = history::fetch(&source, query, &selection, depth).await;

    let history = &fetched.history;
    let entries: Vec<Entry> = history
        .deployments()
        .filter(|entry| filter.matches(entry))
        .take(limit.unwrap_or(usize::MAX))
        .collect();
    // Where newer deployments may be missing, nothing can be told.
    let serving = if all_are_listed && fetched.error.is_none() {
        Serving::of(history)
    } else {
        Serving::default()
    };
    let number = entries.len();
    if let Some(error) = fetched.error.take_if(|_| number == 0) {
        return Err(error);
    }
    let printed = console.answer(&Deployments::listed(history, entries, serving));
    let rest = Rest {
        source: &source,
        place: &place,
        filter: &filter,
        notes: fetched.notes,
        error: fetched.error,
        what: "deployment",
        number,
    };
    rest.end(console, printed)
}
