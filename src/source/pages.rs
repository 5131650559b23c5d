//! Whole lists from pages: follows `nextToken` to the end.

use crate::error::{Error, ErrorKind, Result};
use crate::model::page::Page;
use anyhow::anyhow;
use futures_util::stream::{Stream, try_unfold};
use std::collections::HashSet;

/// The pages of a list, one call after another. `list` calls for one page, given its token.
///
/// A page without `next_token` is the last one; an empty page with a token is not. After an error
/// there are no more pages.
pub fn pages<T, F, Fut>(list: F) -> impl Stream<Item = Result<Page<T>>>
where
    F: Fn(Option<String>) -> Fut,
    Fut: Future<Output = Result<Page<T>>>,
{
    let first_page = Some(None::<String>);
    let start = (list, first_page, HashSet::new());
    try_unfold(start, |(list, next_page, mut seen)| async move {
        let Some(token) = next_page else {
            return Ok(None);
        };
        if let Some(token) = &token
            && !seen.insert(token.clone())
        {
            // It would go around in circles.
            let message = "ECS returned the same nextToken twice; the list is incomplete";
            return Err(Error::new(ErrorKind::Permanent, anyhow!(message)));
        }
        let mut page = list(token).await?;
        page.next_token = page.next_token.filter(|token| !token.is_empty());
        let next_page = page.next_token.clone().map(Some);
        Ok(Some((page, (list, next_page, seen))))
    })
}
