//! `ecs-history deployments describe`

mod details;

use crate::commands::deployments::describe::details::DetailCollector;
use crate::commands::shared::describe;
use crate::commands::shared::describe::{Found, IdArgs};
use crate::commands::shared::global_args::GlobalArgs;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::model::api_enum::DeploymentStatus;
use crate::model::arn::{Arn, Kind};
use crate::model::deployment::Deployment;
use crate::model::detail_level::DetailLevel;
use crate::model::history::History;
use crate::model::outcome::failure_detected;
use crate::model::page::Query;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::Serving;
use crate::model::timestamp::Timestamp;
use crate::render::format::Format;
use crate::report::deployments::Deployments;
use crate::source::batches::BatchResult;
use crate::source::describe::{deployment_batches, revision_batches, revisions_to_describe};
use crate::source::history_builder::Selection;
use crate::source::missing_details::MissingDetails;
use crate::source::{Source, history};
use std::collections::{HashMap, HashSet};

/// Describe service deployments in full
///
/// What was deployed, what that changed, how far it got, how it ended and why. Any number of them;
/// without any the latest of --service.
///
/// For people, as a table, those that did not succeed come with the service's events and the
/// stopped tasks, grouped by how they stopped. That needs ecs:DescribeServices, ecs:ListTasks and
/// ecs:DescribeTasks, and what changed ecs:DescribeTaskDefinition; it is left out where they are
/// denied. ECS forgets stopped tasks after about an hour.
///
/// Example: `ecs-history deployments describe latest~1 --service web`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    ids: IdArgs,

    /// Do not look for why: no service events and stopped tasks
    #[arg(long)]
    no_why: bool,
}

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let selectors = describe::read_ids(&args.ids, global, console)?;
    let place = describe::place(&selectors, Kind::ServiceDeployment, global)?;
    let source = Source::open(&global.source_spec(), &place, console.context.now).await?;
    console.progress.track(source.progress());
    let found = describe::find(&selectors, Kind::ServiceDeployment, &source, &place).await?;
    let Found {
        arns,
        history: listed,
        mut errors,
    } = found;

    let mut described = deployment_batches(&source);
    arns.iter().for_each(|arn| described.add(arn));
    let BatchResult { described, error } = described.finish().await;
    errors.extend(error);
    let mut lacking = MissingDetails::default();
    // Only a whole list tells what serves now.
    let whole: HashSet<ServiceRef> = listed.iter().flat_map(History::services).cloned().collect();
    let listed = match listed {
        Some(listed) => listed,
        None => newer_ones(&source, &described.items, &mut lacking).await,
    };
    let for_people = global.output == Format::Table;
    let outcome = revisions(&source, &described.items, for_people).await;
    let records = if for_people {
        outcome.described.items.clone()
    } else {
        Vec::new()
    };
    let revisions = lacking.take_revisions(outcome);
    let asked: Vec<String> = described
        .items
        .iter()
        .map(|record| record.item.service_deployment_arn.clone())
        .collect();
    let history = listed
        .with_records(described.items)
        .with_details(HashMap::new(), revisions);
    let entries = history.find(&asked);

    let failures = described.failures;
    let serving = Serving::of(&history).retain(|service| whole.contains(service));
    let (mut stories, mut notes) = (HashMap::new(), Vec::new());
    if for_people {
        let teller = DetailCollector {
            source: &source,
            records,
            with_why: !args.no_why,
            now: console.context.now,
        };
        (stories, notes) = teller.tell(&entries).await;
    }
    let answer = Deployments::described(&history, entries, serving, failures.clone());
    let printed = console.answer(&answer.with_stories(stories));
    notes.extend(lacking.notes());
    notes.iter().for_each(|note| console.note(note));
    errors.extend(lacking.error);
    describe::end(printed, describe::conclude(errors, &failures))
}

/// Lists what came after those that were stopped, since they do not say themselves whether a newer
/// one took their place.
async fn newer_ones(
    source: &Source,
    described: &[Record<Deployment>],
    lacking: &mut MissingDetails,
) -> History {
    let mut oldest: HashMap<(&str, &str), Option<Timestamp>> = HashMap::new();
    for Record { item, .. } in described {
        let arn = Arn::parse(&item.service_deployment_arn);
        let place = arn.and_then(|arn| Some((arn.cluster()?, arn.service()?)));
        if matches!(
            item.status,
            Some(DeploymentStatus::Stopped | DeploymentStatus::StopRequested)
        ) && !failure_detected(item)
            && let Some(place) = place
        {
            let known = oldest.entry(place).or_insert(item.created_at);
            *known = (*known).min(item.created_at);
        }
    }
    let mut records = Vec::new();
    for ((cluster, service), after) in &oldest {
        let query = Query {
            service: Some((*service).to_owned()),
            cluster: Some((*cluster).to_owned()),
            after: *after,
            ..Query::default()
        };
        let fetched = history::fetch(source, query, &Selection::ALL, DetailLevel::Brief).await;
        match fetched.error {
            Some(denied) if denied.is_denied() => {
                lacking.deny("whether they were superseded is not known", denied);
            }
            error => lacking.error = lacking.error.take().or(error),
        }
        records.extend(fetched.history.into_records());
    }
    History::new(records)
}

/// Describes the revisions that the deployments name; those that were in place before are named
/// in blocks alone.
async fn revisions(
    source: &Source,
    described: &[Record<Deployment>],
    with_sources: bool,
) -> BatchResult<Revision> {
    let mut revisions = revision_batches(source);
    for Record { item, .. } in described {
        let sources = item.sources().filter(|_| with_sources);
        revisions_to_describe(item).for_each(|arn| revisions.add(&arn));
        sources.for_each(|arn| revisions.add(arn));
    }
    revisions.finish().await
}
