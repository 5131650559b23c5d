//! What a list of deployments says about the one to wait for.

use crate::model::history::Entry;
use crate::selection::resolve::ResolveError;

/// What the list says about a target. Deployments are named by ARN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Found(String),
    /// This one, unless a newer one is about to appear.
    Tentative(String),
    /// This one has to be known to choose, and is not listed. It can be described.
    Unlisted(String),
    NotYet,
    /// More than one matches: their IDs.
    Ambiguous(Vec<String>),
}

impl Choice {
    /// The deployment that was looked for, if there is one.
    pub fn found(entry: Option<Entry>) -> Self {
        entry.map_or(Self::NotYet, |entry| Self::Found(arn(&entry)))
    }

    /// The deployment that was looked for, if there is one, unless a newer one is about to appear.
    pub fn tentative(entry: Option<Entry>) -> Self {
        entry.map_or(Self::NotYet, |entry| Self::Tentative(arn(&entry)))
    }
}

fn arn(entry: &Entry) -> String {
    entry.deployment().service_deployment_arn.clone()
}

impl From<ResolveError> for Choice {
    fn from(unresolved: ResolveError) -> Self {
        match unresolved {
            ResolveError::NoMatch => Self::NotYet,
            ResolveError::Ambiguous(ids) => Self::Ambiguous(ids),
        }
    }
}
