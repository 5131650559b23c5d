//! `ecs-history describe`, the same as `ecs-history deployments describe`

mod details;

use crate::commands::deployments::describe::details::DetailCollector;
use crate::commands::shared::completion::Completion;
use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::ids::{self, IdArgs, Resolved};
use crate::commands::shared::interruptible::Interruptible;
use crate::commands::shared::mask_args::MaskArgs;
use crate::commands::shared::source;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::model::api_enum::DeploymentStatus;
use crate::model::arn::Kind;
use crate::model::deployment::Deployment;
use crate::model::detail_level::DetailLevel;
use crate::model::history::History;
use crate::model::outcome::failure_detected;
use crate::model::page::Query;
use crate::model::record::Record;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::Serving;
use crate::model::timestamp::Timestamp;
use crate::render::format::Format;
use crate::report::deployments::Deployments;
use crate::report::next_steps::Suggestions;
use crate::source::batches::BatchResult;
use crate::source::describe::{deployment_batches, revision_batches, revisions_to_describe};
use crate::source::history_builder::Selection;
use crate::source::missing_details::MissingDetails;
use crate::source::{Source, history};
use std::collections::{HashMap, HashSet};

/// Describe service deployments in full
///
/// Shows what was deployed, what that changed, how far it got, how it ended and why. Without an ID,
/// describes the latest deployment of --service.
///
/// For a deployment that failed, was rolled back or is rolling back, the table format adds the
/// service events of that time and the stopped tasks, grouped by how they stopped. This needs
/// ecs:DescribeServices, ecs:ListTasks and ecs:DescribeTasks; showing what changed needs
/// ecs:DescribeTaskDefinition. What is denied is left out. ECS keeps stopped tasks for about an hour.
///
/// The table format masks values that look like credentials. The others print what ECS returned.
///
/// Example: `ecs-history describe latest~1 --service web`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    ids: IdArgs,

    /// Leave out service events and stopped tasks, and the calls for them
    #[arg(long, alias = "no-why")]
    no_evidence: bool,

    #[command(flatten)]
    mask: MaskArgs,
}

/// The formats of this command.
pub const FORMATS: &[Format] = Format::BLOCKS;

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let selectors = ids::read_ids(&args.ids, global, console)?;
    let requested = ids::requested_service(&selectors, Kind::ServiceDeployment, global)?;
    let source = source::open(global, &requested, console).await?;
    let Resolved {
        arns,
        history: listed,
        mut errors,
        notes,
    } = ids::resolve(
        &selectors,
        Kind::ServiceDeployment,
        &source,
        &requested,
        DetailLevel::Serving,
    )
    .await?;

    let mut steps = Interruptible::new(&console.interrupt);
    let mut described = deployment_batches(&source);
    arns.iter().for_each(|arn| described.add(arn));
    steps.run(described.join()).await;
    let BatchResult { described, error } = described.arrived().await;
    errors.extend(error);
    let arrived = described.items.len() + described.failures.len();
    let mut missing = MissingDetails::default();
    // What serves now is known only from a whole list.
    let listed_in_full: HashSet<ServiceRef> =
        listed.iter().flat_map(History::services).cloned().collect();
    let neighbors = match listed {
        Some(listed) => listed,
        None => {
            let newer = newer_deployments(&source, &described.items, &mut missing);
            steps.run(newer).await.unwrap_or_default()
        }
    };
    let has_blocks = global.output == Format::Table;
    let asked: Vec<String> = described
        .items
        .iter()
        .map(|record| record.item.service_deployment_arn.clone())
        .collect();
    let history = neighbors.with_records(described.items);
    let mut revisions = revision_batches(&source);
    for entry in history.find(&asked) {
        revisions_to_describe(entry.deployment()).for_each(|arn| revisions.add(&arn));
    }
    let is_listed = |service: &ServiceRef| listed_in_full.contains(service);
    if has_blocks {
        let serving = Serving::of(&history).retain(is_listed);
        for entry in history.find(&asked) {
            let sources = entry.deployment().source_revision_arns();
            sources.for_each(|arn| revisions.add(arn));
            let serving = serving.revisions_of(entry.service()).iter();
            serving.for_each(|arn| revisions.add(arn));
        }
    }
    steps.run(revisions.join()).await;
    let revisions = revisions.arrived().await;
    let records = if has_blocks {
        revisions.described.items.clone()
    } else {
        Vec::new()
    };
    let history = history.with_details(HashMap::new(), missing.take_revisions(revisions));
    let entries = history.find(&asked);

    let mut completion = Completion {
        notes,
        failures: described.failures.clone(),
        ..Completion::default()
    };
    let mut details = HashMap::new();
    if has_blocks {
        let collector = DetailCollector {
            source: &source,
            records,
            with_evidence: !args.no_evidence,
            masking: args.mask.masking(),
            now: console.context.now,
        };
        let collected = collector.collect(&entries, &mut details, &mut completion.notes);
        steps.run(collected).await;
    }
    completion.interrupted = steps.interrupted;
    let note = steps.note(arrived, arns.len(), "deployment");
    completion.notes.extend(note);
    completion.notes.extend(missing.notes());
    errors.extend(missing.error);
    completion.errors = errors;
    let serving = Serving::of(&history).retain(is_listed);
    let suggestions = Suggestions {
        flags: global.run_flags(&requested),
        listed_in_full: listed_in_full.clone(),
    };
    let report = Deployments {
        details,
        suggestions,
        ..Deployments::described(&history, entries, serving, described.failures)
    };
    if completion.interrupted.is_some() && arrived == 0 {
        return Ok(completion.finish(console, Ok(())));
    }
    let printed = console.print_report(&report);
    Ok(completion.finish(console, printed))
}

/// Lists the deployments after those that were stopped, since only a newer one shows that they were
/// superseded.
async fn newer_deployments(
    source: &Source,
    described: &[Record<Deployment>],
    missing: &mut MissingDetails,
) -> History {
    let mut oldest: HashMap<ServiceRef, Option<Timestamp>> = HashMap::new();
    for Record { item, .. } in described {
        let is_stopped = matches!(
            item.status,
            Some(DeploymentStatus::Stopped | DeploymentStatus::StopRequested)
        );
        if is_stopped && !failure_detected(item) {
            let service = ServiceRef::from_arn(&item.service_deployment_arn);
            let known = oldest.entry(service).or_insert(item.created_at);
            *known = (*known).min(item.created_at);
        }
    }
    let mut records = Vec::new();
    for (service, after) in oldest {
        let query = Query {
            service: Some(service.service),
            cluster: Some(service.cluster),
            after,
            ..Query::default()
        };
        let fetched = history::fetch(source, query, &Selection::ALL, DetailLevel::Brief).await;
        match fetched.error {
            Some(denied) if denied.is_denied() => {
                missing.record_denial("whether they were superseded is not known", denied);
            }
            error => missing.error = missing.error.take().or(error),
        }
        records.extend(fetched.history.into_records());
    }
    History::new(records)
}
