//! The history of a service: its deployments, and the details that a list leaves out.

use crate::error::Result;
use crate::model::detail_level::DetailLevel;
use crate::model::history::History;
use crate::model::page::Query;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::Serving;
use crate::source::Source;
use crate::source::history_builder::{Fetched, HistoryBuilder, Selection};
use crate::source::pages::pages;
use crate::source::service_search::BATCH;
use futures_util::StreamExt;
use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::Arc;

/// Fetches the whole list, and describes the selected deployments.
pub async fn fetch(
    source: &Source,
    query: Query,
    selection: &Selection<'_>,
    level: DetailLevel,
) -> Fetched {
    let mut builder = HistoryBuilder::new(source, selection, level);
    let mut pages = pin!(pages(|token| source.list_deployments(&query, token)));
    let mut error = None;
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => builder.add(page.items),
            Err(failed) => error = Some(failed),
        }
    }
    builder.join().await;
    let mut fetched = builder.fetched().await;
    fetched.error = error.or(fetched.error);
    fetched
}

/// Fetches a complete history.
///
/// # Errors
///
/// Any part of it could not be fetched: in an incomplete history `latest` and the like would find
/// the wrong deployment.
pub async fn whole(source: Source, query: Query, level: DetailLevel) -> Result<History> {
    let requested = query.clone();
    let fetched = fetch(&source, query, &Selection::ALL, level).await;
    let history = match fetched.error.or(fetched.denied) {
        Some(error) => return Err(error),
        None => fetched.history,
    };
    let is_unknown = || Serving::of(&history).revision().is_none();
    if level >= DetailLevel::Serving && (source.is_saved() || is_unknown()) {
        return Ok(add_services(&source, &requested, history).await);
    }
    Ok(history)
}

/// Adds what DescribeServices says about the services of a history, or about the one asked for if there
/// are none. It only adds certainty, so an error changes nothing.
async fn add_services(source: &Source, query: &Query, history: History) -> History {
    let mut names: BTreeMap<Option<&str>, Vec<String>> = BTreeMap::new();
    for ServiceRef {
        cluster, service, ..
    } in history.services()
    {
        let of_cluster = names.entry(Some(cluster)).or_default();
        of_cluster.push(service.clone());
    }
    if let (true, Some(service)) = (names.is_empty(), &query.service) {
        names.insert(query.cluster.as_deref(), vec![service.clone()]);
    }
    let mut services = Vec::new();
    for (cluster, names) in &names {
        for batch in names.chunks(BATCH) {
            let described = source.describe_services(*cluster, batch.to_vec()).await;
            let described = described.into_iter().flat_map(|described| described.items);
            services.extend(described.map(|record| record.item));
        }
    }
    history.with_services(services.iter().map(Arc::as_ref))
}
