//! Puts a history together: lists deployments, and describes what the list leaves out while the
//! rest is still being listed.

use super::batches::{Batches, Outcome};
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

/// Which deployments are wanted, of all that are listed.
pub struct Selection<'a> {
    pub matches: &'a (dyn Fn(&Deployment) -> bool + Sync),
    /// The newest so many of those that match.
    pub limit: Option<usize>,
}

impl Selection<'_> {
    /// All that are listed.
    pub const ALL: Selection<'static> = Selection {
        matches: &|_| true,
        limit: None,
    };
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
    let mut details = Details::new(source, depth);
    let mut pages = Pages::new(source, query);
    let mut deployments = Vec::new();
    let mut error = None;
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => {
                // Which are the newest is only known when all are there.
                if selection.limit.is_none() {
                    let wanted = page.iter().map(|record| &record.item);
                    wanted
                        .filter(|item| (selection.matches)(item))
                        .for_each(|item| details.add(item));
                }
                deployments.extend(page);
            }
            Err(failed) => error = Some(failed),
        }
    }
    let mut history = History::new(deployments);
    if let Some(limit) = selection.limit {
        let listed = history.deployments().map(|entry| entry.deployment());
        let wanted = listed.filter(|item| (selection.matches)(item)).take(limit);
        wanted.for_each(|item| details.add(item));
    }
    if depth == Depth::Revisions {
        // What the others replaced is the target of an older one.
        let oldest = history.oldest();
        oldest.for_each(|entry| details.describe(entry.deployment()));
    }
    let details = details.finish().await;
    history = history.with_details(details.deployments, details.summaries);
    Fetched {
        history,
        revisions: details.revisions,
        failures: details.failures,
        notes: details.lacking.notes(),
        denied: details.lacking.denied,
        error: error.or(details.lacking.error),
    }
}

/// Fetches all of a history, or nothing: in half of one the wrong deployment would be found.
pub async fn whole(source: Source, query: Query, depth: Depth) -> Result<History> {
    let fetched = fetch(&source, query, &Selection::ALL, depth).await;
    match (fetched.error, fetched.denied) {
        (Some(error), _) | (None, Some(error)) => Err(error),
        (None, None) => Ok(fetched.history),
    }
}

/// Describes deployments and revisions as they become known.
struct Details {
    depth: Depth,
    deployments: Batches<Deployment>,
    revisions: Batches<Revision>,
}

struct Finished {
    deployments: HashMap<String, Deployment>,
    summaries: HashMap<String, RevisionSummary>,
    revisions: Vec<Record<Revision>>,
    failures: Vec<Record<Failure>>,
    lacking: Lacking,
}

impl Details {
    fn new(source: &Source, depth: Depth) -> Self {
        Self {
            depth,
            deployments: deployments(source),
            revisions: revisions(source),
        }
    }

    fn add(&mut self, deployment: &Deployment) {
        let status = deployment.status.as_deref().unwrap_or_default();
        let has_more_to_say = match self.depth {
            Depth::Brief => false,
            Depth::Rollbacks => status == "ROLLBACK_SUCCESSFUL",
            Depth::Full | Depth::Revisions => status != "SUCCESSFUL",
        };
        if has_more_to_say {
            self.describe(deployment);
        }
        self.add_revisions(deployment);
    }

    /// Describes a deployment, unless it was described already.
    fn describe(&mut self, deployment: &Deployment) {
        if deployment.target_service_revision.is_none() {
            self.deployments.add(&deployment.service_deployment_arn);
        }
    }

    fn add_revisions(&mut self, deployment: &Deployment) {
        if self.depth == Depth::Full {
            revisions_of(deployment).for_each(|arn| self.revisions.add(&arn));
        }
        if self.depth == Depth::Revisions {
            let back_to = deployment.rolled_back_to();
            let arns = deployment.target().into_iter().chain(deployment.sources());
            let arns = arns.chain(back_to.as_deref());
            arns.for_each(|arn| self.revisions.add(arn));
        }
    }

    async fn finish(mut self) -> Finished {
        // On their way while the deployments are awaited.
        self.revisions.send();
        let mut lacking = Lacking::default();
        let deployments: HashMap<String, Deployment> = lacking
            .take(
                self.deployments.finish().await,
                "reasons are not known everywhere",
                "deployment",
            )
            .into_iter()
            .map(|item| (item.service_deployment_arn.clone(), item))
            .collect();
        for deployment in deployments.values() {
            self.add_revisions(deployment);
        }
        let outcome = self.revisions.finish().await;
        let (revisions, failures) = match self.depth {
            Depth::Revisions => (
                outcome.described.items.clone(),
                outcome.described.failures.clone(),
            ),
            _ => Default::default(),
        };
        Finished {
            deployments,
            summaries: lacking.take_revisions(outcome),
            revisions,
            failures,
            lacking,
        }
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
