//! `ecs-history revisions list`

use crate::commands::shared::completion::Listed;
use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::list_args::{DeploymentFilter, ListArgs};
use crate::commands::shared::service_scan;
use crate::commands::shared::source;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::model::detail_level::DetailLevel;
use crate::model::page::Query;
use crate::model::revision_usage::RevisionUsage;
use crate::model::serving::Serving;
use crate::render::format::Format;
use crate::report::revision_list::RevisionList;
use crate::selection::service_scope::ServiceScope;
use crate::source::history_builder::Selection;
use crate::source::service_scan::{ScanStrategy, ServiceScan};

/// List the service revisions of a service, newest first
///
/// Shows the task definition and images of each revision, when and how often it was deployed, and
/// how its last deployment ended. ECS has no call that lists revisions: they are collected from the
/// deployments that deployed, replaced or rolled back to them. Filters apply to the last deployment
/// of each revision.
///
/// Example: `ecs-history revisions list --service web --status succeeded`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListArgs,
}

/// The formats of this command.
pub const FORMATS: &[Format] = Format::TABLES;

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let filter = DeploymentFilter::new(&args.list, console.context.now)?;
    let requested = source::required_service(global)?;
    let scope = ServiceScope::new(&global.target_names())?;
    let source = source::open_list(false, global, &requested, console).await?;
    // All are listed: which deployment of a revision is its first and last is known only then.
    let scan = ServiceScan {
        source: &source,
        scope: &scope,
        strategy: ScanStrategy::Exhaustive,
        query: Query {
            page_size: args.list.page_size,
            ..Query::default()
        },
    };
    let detail = if args.list.brief {
        DetailLevel::Brief
    } else {
        DetailLevel::Revisions
    };
    let scanned = service_scan::fetch(&scan, console, &Selection::ALL, detail).await;
    let mut completion = scanned.completion;

    let history = &scanned.fetched.history;
    let mut usages = RevisionUsage::of(history);
    if !filter.is_empty() {
        usages.retain(|usage| usage.last().is_some_and(|entry| filter.matches(entry)));
    }
    usages.truncate(args.list.limit().unwrap_or(usize::MAX));
    let serving = if completion.is_complete() {
        Serving::of(history)
    } else {
        Serving::default()
    };
    if let Some(name) = source.saved_name()
        && completion.is_complete()
        && history.services().is_empty()
    {
        completion.notes.push(format!(
            "revisions are collected from deployments, and {name} has none"
        ));
    }
    completion.listed = Some(Listed {
        what: "revision",
        number: usages.len(),
        of: requested.of_service(),
        is_filtered: !filter.is_empty(),
    });
    let records = scanned.fetched.revisions.into_iter();
    let report = RevisionList {
        usages,
        records: records
            .map(|record| (record.item.service_revision_arn.clone(), record))
            .collect(),
        failures: scanned.fetched.failures,
        serving,
        service_columns: service_scan::service_columns(&scope, history.services()),
    };
    Ok(completion.print(console, &report))
}
