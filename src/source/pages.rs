//! Whole lists from pages: follows `nextToken` to the end.

use crate::error::{Error, ErrorKind, Result};
use crate::model::page::Page;
use anyhow::anyhow;
use std::collections::HashSet;

/// The pages of one list, in turn.
pub struct Pages<F> {
    ask: F,
    next: Next,
    seen: HashSet<String>,
}

enum Next {
    First,
    Token(String),
    /// An error that comes after the page that it was found with.
    Error(Error),
    End,
}

impl<F, Fut, T> Pages<F>
where
    F: Fn(Option<String>) -> Fut,
    Fut: Future<Output = Result<Page<T>>>,
{
    /// Begins a list; nothing is called yet. `ask` is the call for one page, given its token.
    pub fn new(ask: F) -> Self {
        Self {
            ask,
            next: Next::First,
            seen: HashSet::new(),
        }
    }

    /// Whether the last page has come.
    pub fn is_over(&self) -> bool {
        matches!(self.next, Next::End)
    }

    /// The next page, or `None` after the last. An empty page is not the end while it has a token,
    /// an empty token is one. After an error there are no more pages.
    pub async fn next(&mut self) -> Option<Result<Vec<T>>> {
        let token = match std::mem::replace(&mut self.next, Next::End) {
            Next::First => None,
            Next::Token(token) => Some(token),
            Next::Error(error) => return Some(Err(error)),
            Next::End => return None,
        };
        match (self.ask)(token).await {
            Ok(Page { items, next_token }) => {
                if let Some(token) = next_token.filter(|token| !token.is_empty()) {
                    self.next = if self.seen.insert(token.clone()) {
                        Next::Token(token)
                    } else {
                        // It would lead round in a circle for ever.
                        Next::Error(Error::new(
                            ErrorKind::Permanent,
                            anyhow!("ECS gave the same nextToken twice; the list is not complete"),
                        ))
                    };
                }
                Some(Ok(items))
            }
            Err(error) => Some(Err(error)),
        }
    }
}
