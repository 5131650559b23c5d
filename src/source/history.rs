//! The history of a service: its deployments, and the details that a list leaves out.

use crate::error::Result;
use crate::model::detail_level::DetailLevel;
use crate::model::history::History;
use crate::model::page::Query;
use crate::source::Source;
use crate::source::history_builder::{Fetched, HistoryBuilder, Selection};
use crate::source::pages::pages;
use futures_util::StreamExt;
use std::pin::pin;

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
    let fetched = fetch(&source, query, &Selection::ALL, level).await;
    match fetched.error.or(fetched.denied) {
        Some(error) => Err(error),
        None => Ok(fetched.history),
    }
}
