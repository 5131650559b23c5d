//! The history of a service: its deployments, and what the list leaves out.

use super::batches::{Batches, Outcome};
use super::gathering::{Gathering, Selection};
use super::pages::Pages;
use super::{Query, Source};
use crate::error::{Error, Result};
use crate::model::arn::last_segment;
use crate::model::deployment::Deployment;
use crate::model::failure::Failure;
use crate::model::history::History;
use crate::model::id::Needs;
use crate::model::record::Record;
use crate::model::revision::{Revision, RevisionSummary};
use crate::words::count;
use std::borrow::Cow;
use std::collections::HashMap;

/// How much to learn of each deployment beyond the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Nothing.
    Brief,
    /// The full form of those that were rolled back, which tells what serves now.
    Rollbacks,
    /// The full form of all that did not simply succeed, which tells how they ended.
    Outcomes,
    /// The full form of all that did not simply succeed, and the task definitions and images of
    /// all their service revisions.
    Full,
    /// All of that, and the service revisions themselves; also those that were in place before, as
    /// far as they are not known from an older deployment.
    Revisions,
}

impl Depth {
    /// What it takes to resolve selectors. `None` if nothing has to be listed.
    pub fn for_needs(needs: Needs) -> Option<Self> {
        match needs {
            Needs::Nothing => None,
            Needs::List => Some(Self::Brief),
            Needs::Rollbacks => Some(Self::Rollbacks),
            Needs::Revisions => Some(Self::Full),
        }
    }
}

/// A history, and what was not to be had of it.
pub struct Fetched {
    pub history: History,
    /// The service revisions, if they were asked for.
    pub revisions: Vec<Record<Revision>>,
    /// The revisions that could not be described, if they were asked for.
    pub failures: Vec<Record<Failure>>,
    /// For stderr: what is missing in cells, though the list itself is whole.
    pub notes: Vec<String>,
    /// Why, if it was denied.
    pub denied: Option<Error>,
    /// Why it ends early. What had arrived is in the history.
    pub error: Option<Error>,
}

/// Fetches the whole list; describes those that are selected.
pub async fn fetch(
    source: &Source,
    query: Query,
    selection: &Selection<'_>,
    depth: Depth,
) -> Fetched {
    let mut gathering = Gathering::new(source, selection, depth);
    let mut pages = Pages::new(|token| source.clone().list_deployments(query.clone(), token));
    let mut error = None;
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => gathering.add(page),
            Err(failed) => error = Some(failed),
        }
    }
    gathering.settle().await;
    let mut fetched = gathering.fetched().await;
    fetched.error = error.or(fetched.error);
    fetched
}

/// Fetches all of a history, or nothing: in half of one the wrong deployment would be found.
pub async fn whole(source: Source, query: Query, depth: Depth) -> Result<History> {
    let fetched = fetch(&source, query, &Selection::ALL, depth).await;
    match (fetched.error, fetched.denied) {
        (Some(error), _) | (None, Some(error)) => Err(error),
        (None, None) => Ok(fetched.history),
    }
}

/// The ARNs of the revisions that tell what a deployment brought, and what it was rolled back to. A
/// saved list says itself what an earlier run had found out.
pub fn revisions_of(deployment: &Deployment) -> impl Iterator<Item = Cow<'_, str>> {
    let derived = deployment.derived.as_ref();
    let is_known = derived.is_some_and(|derived| derived.task_definition.is_some());
    let target = deployment.target().map(Cow::Borrowed).into_iter();
    let arns = target.chain(deployment.rolled_back_to());
    arns.filter(move |_| !is_known)
}

/// What was not to be had.
#[derive(Default)]
pub struct Lacking {
    /// What is missing; the answer does without.
    missing: Vec<String>,
    /// What was denied; a list does without, what is looked for in it may not.
    pub denied: Option<Error>,
    /// What went wrong.
    pub error: Option<Error>,
}

impl Lacking {
    /// Takes the items out of an outcome and keeps in mind what is not among them, with what that
    /// means for the answer.
    pub fn take<T>(&mut self, outcome: Outcome<T>, consequence: &str, what: &str) -> Vec<T> {
        let Outcome { described, error } = outcome;
        match error {
            Some(denied) if denied.is_denied() => self.deny(consequence, denied),
            error => self.error = self.error.take().or(error),
        }
        if let Some(first) = described.failures.first() {
            let reason = first.item.reason.as_deref().unwrap_or("no reason given");
            let which = match (described.failures.len(), first.item.arn.as_deref()) {
                (1, Some(arn)) => format!("{what} {}", last_segment(arn)),
                (number, _) => count(number, what),
            };
            self.missing.push(format!(
                "{consequence}: {which} could not be described ({reason})"
            ));
        }
        described
            .items
            .into_iter()
            .map(|record| record.item)
            .collect()
    }

    /// Something was denied, with what that means for the answer.
    pub fn deny(&mut self, consequence: &str, denied: Error) {
        let denied = denied.context(consequence.to_owned());
        self.denied = self.denied.take().or(Some(denied));
    }

    /// For stderr.
    pub fn notes(&self) -> Vec<String> {
        let denied = self.denied.iter().map(Error::to_string);
        denied.chain(self.missing.iter().cloned()).collect()
    }

    /// [`Lacking::take`] for revisions, by ARN.
    pub fn take_revisions(
        &mut self,
        outcome: Outcome<Revision>,
    ) -> HashMap<String, RevisionSummary> {
        self.take(
            outcome,
            "task definitions and images are not known everywhere",
            "revision",
        )
        .into_iter()
        .map(|item| (item.service_revision_arn.clone(), item.summary()))
        .collect()
    }
}

/// Batches of DescribeServiceDeployments.
pub fn deployments(source: &Source) -> Batches<Deployment> {
    let source = source.clone();
    Batches::new(
        move |arns| source.clone().describe_deployments(arns),
        |item: &Deployment| &item.service_deployment_arn,
    )
}

/// Batches of DescribeServiceRevisions.
pub fn revisions(source: &Source) -> Batches<Revision> {
    let source = source.clone();
    Batches::new(
        move |arns| source.clone().describe_revisions(arns),
        |item: &Revision| &item.service_revision_arn,
    )
}
