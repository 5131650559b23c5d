//! Puts a history together from what is listed, and describes what the lists leave out while the
//! rest is still being listed.

use crate::error::Error;
use crate::model::api_enum::DeploymentStatus;
use crate::model::deployment::Deployment;
use crate::model::detail_level::DetailLevel;
use crate::model::failure::Failure;
use crate::model::history::History;
use crate::model::record::Record;
use crate::model::revision::{Revision, RevisionSummary};
use crate::source::Source;
use crate::source::batches::Batches;
use crate::source::describe::{deployment_batches, revision_batches, revisions_to_describe};
use crate::source::missing_details::MissingDetails;
use std::collections::HashMap;

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

/// What has been listed so far, and is being described.
pub struct HistoryBuilder<'a> {
    selection: &'a Selection<'a>,
    details: Details,
    deployments: Vec<Record<Deployment>>,
}

impl<'a> HistoryBuilder<'a> {
    pub fn new(source: &Source, selection: &'a Selection<'a>, depth: DetailLevel) -> Self {
        Self {
            selection,
            details: Details::new(source, depth),
            deployments: Vec::new(),
        }
    }

    /// Takes in a page of a list, and begins to describe those that are wanted.
    pub fn add(&mut self, page: Vec<Record<Deployment>>) {
        // Which are the newest is only known when all are there.
        if self.selection.limit.is_none() {
            let wanted = page.iter().map(|record| &record.item);
            wanted
                .filter(|item| (self.selection.matches)(item))
                .for_each(|item| self.details.add(item));
        }
        self.deployments.extend(page);
    }

    /// Takes in a deployment in full, which need not be described any more.
    pub fn add_described(&mut self, deployment: Deployment) {
        self.details.add_described(deployment);
    }

    /// Waits for what is on its way. Nothing is lost if the wait is given up.
    pub async fn join(&mut self) {
        if self.selection.limit.is_some() || self.details.depth == DetailLevel::Revisions {
            self.select_after_listing();
        }
        self.details.join().await;
    }

    fn select_after_listing(&mut self) {
        let history = History::new(std::mem::take(&mut self.deployments));
        if let Some(limit) = self.selection.limit {
            let listed = history.deployments().map(|entry| entry.deployment());
            let wanted = listed.filter(|item| (self.selection.matches)(item));
            wanted.take(limit).for_each(|item| self.details.add(item));
        }
        if self.details.depth == DetailLevel::Revisions {
            // What the others replaced is the target of an older one.
            let oldest = history.oldest_per_service();
            oldest.for_each(|entry| self.details.describe(entry.deployment()));
        }
        self.deployments = history.into_records();
    }

    /// What has come.
    pub async fn fetched(self) -> Fetched {
        let details = self.details.answered().await;
        let history = History::new(self.deployments);
        Fetched {
            history: history.with_details(details.deployments, details.summaries),
            revisions: details.revisions,
            failures: details.failures,
            notes: details.lacking.notes(),
            denied: details.lacking.denied,
            error: details.lacking.error,
        }
    }
}

/// Describes deployments and revisions as they become known.
struct Details {
    depth: DetailLevel,
    /// In full, by ARN.
    known: HashMap<String, Deployment>,
    deployments: Batches<Deployment>,
    revisions: Batches<Revision>,
    lacking: MissingDetails,
}

struct Finished {
    deployments: HashMap<String, Deployment>,
    summaries: HashMap<String, RevisionSummary>,
    revisions: Vec<Record<Revision>>,
    failures: Vec<Record<Failure>>,
    lacking: MissingDetails,
}

impl Details {
    fn new(source: &Source, depth: DetailLevel) -> Self {
        Self {
            depth,
            known: HashMap::new(),
            deployments: deployment_batches(source),
            revisions: revision_batches(source),
            lacking: MissingDetails::default(),
        }
    }

    fn add(&mut self, deployment: &Deployment) {
        let arn = &deployment.service_deployment_arn;
        let known = self.known.get(arn);
        // It may have gone on since it was described.
        if known.is_some_and(|known| known.status != deployment.status) {
            self.known.remove(arn);
        }
        let status = deployment.status.as_ref();
        let has_more_to_say = match self.depth {
            DetailLevel::Brief => false,
            DetailLevel::Rollbacks => status == Some(&DeploymentStatus::RollbackSuccessful),
            DetailLevel::Outcomes | DetailLevel::Full | DetailLevel::Revisions => {
                status != Some(&DeploymentStatus::Successful)
            }
        };
        if has_more_to_say {
            self.describe(deployment);
        }
        self.add_revisions(deployment);
    }

    /// Describes a deployment, unless it was described already.
    fn describe(&mut self, deployment: &Deployment) {
        let arn = &deployment.service_deployment_arn;
        if deployment.target_service_revision.is_none() && !self.known.contains_key(arn) {
            self.deployments.add(arn);
        }
    }

    fn add_described(&mut self, deployment: Deployment) {
        let arn = deployment.service_deployment_arn.clone();
        self.known.insert(arn, deployment);
    }

    /// Describes the revisions that a deployment names, in the fullest form that is known.
    fn add_revisions(&mut self, deployment: &Deployment) {
        let known = self.known.get(&deployment.service_deployment_arn);
        let deployment = known.unwrap_or(deployment);
        if self.depth == DetailLevel::Full {
            revisions_to_describe(deployment).for_each(|arn| self.revisions.add(&arn));
        }
        if self.depth == DetailLevel::Revisions {
            let back_to = deployment.rolled_back_to();
            let arns = deployment
                .target_revision_arn()
                .into_iter()
                .chain(deployment.source_revision_arns());
            let arns = arns.chain(back_to.as_deref());
            arns.for_each(|arn| self.revisions.add(arn));
        }
    }

    /// Waits for all answers.
    async fn join(&mut self) {
        // On their way while the deployments are awaited.
        self.revisions.send();
        self.deployments.join().await;
        self.take_deployments().await;
        self.revisions.join().await;
    }

    /// Takes what was answered about deployments, and asks for the revisions that they name.
    async fn take_deployments(&mut self) {
        let described = self.lacking.take(
            self.deployments.answered().await,
            "reasons are not known everywhere",
            "deployment",
        );
        for deployment in described {
            self.add_revisions(&deployment);
            self.add_described(deployment);
        }
    }

    /// What has been answered.
    async fn answered(mut self) -> Finished {
        self.take_deployments().await;
        let outcome = self.revisions.answered().await;
        let (revisions, failures) = match self.depth {
            DetailLevel::Revisions => (
                outcome.described.items.clone(),
                outcome.described.failures.clone(),
            ),
            _ => Default::default(),
        };
        Finished {
            deployments: self.known,
            summaries: self.lacking.take_revisions(outcome),
            revisions,
            failures,
            lacking: self.lacking,
        }
    }
}
