//! The history of a service: its deployments, and what the list leaves out.

use crate::error::Result;
use crate::model::detail_level::DetailLevel;
use crate::model::history::History;
use crate::model::page::Query;
use crate::source::Source;
use crate::source::history_builder::{Fetched, HistoryBuilder, Selection};
use crate::source::pages::Pages;

/// Fetches the whole list; describes those that are selected.
pub async fn fetch(
    source: &Source,
    query: Query,
    selection: &Selection<'_>,
    depth: DetailLevel,
) -> Fetched {
    let mut gathering = HistoryBuilder::new(source, selection, depth);
    let mut pages = Pages::new(|token| source.clone().list_deployments(query.clone(), token));
    let mut error = None;
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => gathering.add(page),
            Err(failed) => error = Some(failed),
        }
    }
    gathering.join().await;
    let mut fetched = gathering.fetched().await;
    fetched.error = error.or(fetched.error);
    fetched
}

/// Fetches all of a history, or nothing: in half of one the wrong deployment would be found.
pub async fn whole(source: Source, query: Query, depth: DetailLevel) -> Result<History> {
    let fetched = fetch(&source, query, &Selection::ALL, depth).await;
    match (fetched.error, fetched.denied) {
        (Some(error), _) | (None, Some(error)) => Err(error),
        (None, None) => Ok(fetched.history),
    }
}
