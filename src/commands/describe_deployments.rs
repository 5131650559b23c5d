//! `ecs-history deployments describe`

use super::describe::{self, Found};
use crate::cli::{Global, Ids};
use crate::console::Console;
use crate::error::{Exit, Result};
use crate::model::arn::{Arn, Kind};
use crate::model::deployment::Deployment;
use crate::model::history::{Entry, History};
use crate::model::outcome::failure_detected;
use crate::model::record::Record;
use crate::model::revision::RevisionSummary;
use crate::model::timestamp::Timestamp;
use crate::render::deployments::Deployments;
use crate::source::history::{self, Depth, Selection};
use crate::source::{Query, Source, batches};
use std::collections::HashMap;

/// Describe service deployments in full
///
/// What was deployed, how far it got, how it ended and why. Any number of them; without any the
/// latest of --service.
///
/// Example: `ecs-history deployments describe latest~1 --service web`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    ids: Ids,
}

pub async fn run(args: &Args, global: &Global, console: &mut Console) -> Result<Exit> {
    let selectors = describe::read_ids(&args.ids, global)?;
    let place = describe::place(&selectors, global)?;
    let source = Source::open(global, &place, &console.progress, console.context.now).await?;
    let found =
        describe::find(&selectors, Kind::ServiceDeployment, &source, &place, global).await?;
    let Found {
        arns,
        history: listed,
        mut errors,
    } = found;

    let mut described = history::deployments(&source);
    arns.iter().for_each(|arn| described.add(arn));
    let batches::Outcome { described, error } = described.finish().await;
    errors.extend(error);
    let listed = match listed {
        Some(listed) => Some(listed),
        None => newer_ones(&source, &described.items, console).await,
    };
    let whole = listed.is_some();
    let asked: Vec<String> = described
        .items
        .iter()
        .map(|record| record.item.service_deployment_arn.clone())
        .collect();
    let revisions = revisions(&source, &described.items, console).await;
    let history = listed
        .unwrap_or_default()
        .with_records(described.items)
        .with_details(HashMap::new(), revisions);
    let entries: Vec<Entry> = asked.iter().filter_map(|arn| history.find(arn)).collect();

    let failures = described.failures;
    console.answer(&Deployments::described(
        &history,
        entries,
        whole,
        failures.clone(),
    ))?;
    Ok(describe::conclude(errors, &failures))
}

/// Lists what came after those that were stopped, since they do not say themselves whether a newer
/// one took their place.
async fn newer_ones(
    source: &Source,
    described: &[Record<Deployment>],
    console: &Console,
) -> Option<History> {
    let mut oldest: HashMap<(&str, &str), Option<Timestamp>> = HashMap::new();
    for Record { item, .. } in described {
        let arn = Arn::parse(&item.service_deployment_arn);
        let place = arn.and_then(|arn| Some((arn.cluster()?, arn.service()?)));
        if item.status.as_deref() == Some("STOPPED")
            && !failure_detected(item)
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
            page_size: 100,
            ..Query::default()
        };
        let all = Selection {
            matches: &|_| true,
            limit: None,
        };
        let fetched = history::fetch(source, query, &all, Depth::Brief).await;
        if let Some(error) = fetched.error {
            console.note(&format!("whether it was superseded is not known: {error}"));
            return None;
        }
        records.extend(fetched.history.into_records());
    }
    (!oldest.is_empty()).then(|| History::new(records))
}

/// The task definitions and images of all revisions that the deployments name. Without them the
/// rest is still worth showing.
async fn revisions(
    source: &Source,
    described: &[Record<Deployment>],
    console: &Console,
) -> HashMap<String, RevisionSummary> {
    let mut revisions = history::revisions(source);
    for Record { item, .. } in described {
        let arns = item
            .target()
            .into_iter()
            .chain(item.sources())
            .chain(item.rolled_back_to());
        arns.for_each(|arn| revisions.add(arn));
    }
    let batches::Outcome { described, error } = revisions.finish().await;
    if let Some(error) = error {
        console.note(&format!(
            "task definitions and images are not known: {error}"
        ));
    }
    described
        .items
        .into_iter()
        .map(|record| {
            (
                record.item.service_revision_arn.clone(),
                record.item.summary(),
            )
        })
        .collect()
}
