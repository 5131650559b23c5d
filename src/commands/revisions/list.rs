//! `ecs-history revisions list`

use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::listing;
use crate::commands::shared::listing::{Filter, ListArgs, Rest};
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::model::detail_level::DetailLevel;
use crate::model::page::Query;
use crate::model::revision_usage::RevisionUsage;
use crate::model::serving::Serving;
use crate::report::revision_list::RevisionList;
use crate::source::history_builder::Selection;
use crate::source::{Source, history};

/// List the service revisions of a service, newest first
///
/// ECS has no such call. The revisions are those that the deployments brought, replaced or went
/// back to: with each its task definition and images, when it was deployed, how often, and how that
/// ended the last time. The filters are about the last deployment of each.
///
/// Example: `ecs-history revisions list --service web --status succeeded`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    flags: ListArgs,
}

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let filter = Filter::new(&args.flags, console.context.now)?;
    let place = listing::place(global)?;
    let source = Source::open(&global.source_spec(), &place, console.context.now).await?;
    console.progress.track(source.progress());
    // All are listed: which deployment of a revision is its first and last is known only then.
    let query = Query {
        service: place.service.clone(),
        cluster: place.cluster.clone(),
        page_size: args.flags.page_size,
        ..Query::default()
    };
    let depth = if args.flags.brief {
        DetailLevel::Brief
    } else {
        DetailLevel::Revisions
    };
    let mut fetched = history::fetch(&source, query, &Selection::ALL, depth).await;
    let history = &fetched.history;
    let mut usages = RevisionUsage::of(history);
    if !filter.is_none() {
        usages.retain(|usage| usage.last().is_some_and(|entry| filter.matches(entry)));
    }
    usages.truncate(args.flags.limit().unwrap_or(usize::MAX));
    let serving = if fetched.error.is_none() {
        Serving::of(history)
    } else {
        Serving::default()
    };
    let number = usages.len();
    if let Some(error) = fetched.error.take_if(|_| number == 0) {
        return Err(error);
    }
    let records = fetched.revisions.into_iter();
    let answer = RevisionList {
        usages,
        records: records
            .map(|record| (record.item.service_revision_arn.clone(), record))
            .collect(),
        failures: fetched.failures,
        serving,
    };
    let printed = console.answer(&answer);
    let rest = Rest {
        source: &source,
        of: place.of_service(),
        is_narrowed: !filter.is_none(),
        notes: fetched.notes,
        errors: fetched.error.into_iter().collect(),
        interrupted: None,
        what: "revision",
        number,
    };
    rest.end(console, printed)
}
