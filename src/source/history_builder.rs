//! Puts a history together from lists, and describes what lists leave out while the rest is still
//! being listed.

use crate::error::Error;
use crate::model::api_enum::DeploymentStatus;
use crate::model::deployment::Deployment;
use crate::model::detail_level::DetailLevel;
use crate::model::failure::Failure;
use crate::model::history::{Entry, History};
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service_ref::ServiceRef;
use crate::source::Source;
use crate::source::batches::{BATCH, Batches};
use crate::source::describe::{deployment_batches, revisions_to_describe};
use crate::source::missing_details::MissingDetails;
use crate::source::revision_details::{ArrivedRevisions, RevisionDetails};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Which of the listed deployments to describe.
pub struct Selection<'a> {
    pub matches: &'a (dyn Fn(&Deployment) -> bool + Sync),
    /// At most this many of those that match, newest first.
    pub limit: Option<usize>,
}

impl Selection<'_> {
    /// All that are listed.
    pub const ALL: Selection<'static> = Selection {
        matches: &|_| true,
        limit: None,
    };
}

/// A history, and what is missing from it.
pub struct Fetched {
    pub history: History,
    /// The service revisions, at [`DetailLevel::Revisions`].
    pub revisions: Vec<Record<Revision>>,
    /// The revisions that could not be described, at [`DetailLevel::Revisions`].
    pub failures: Vec<Record<Failure>>,
    /// For stderr: which details are missing, though the list is complete.
    pub notes: Vec<String>,
    /// The first denial of a call for details.
    pub denied: Option<Error>,
    /// Why the history is incomplete. It has what had arrived.
    pub error: Option<Error>,
}

/// Collects what is listed, and describes the selected deployments meanwhile.
pub struct HistoryBuilder<'a> {
    selection: &'a Selection<'a>,
    details: Details,
    deployments: Vec<Record<Deployment>>,
}

impl<'a> HistoryBuilder<'a> {
    pub fn new(source: &Source, selection: &'a Selection<'a>, level: DetailLevel) -> Self {
        Self {
            selection,
            details: Details::new(source, level),
            deployments: Vec::new(),
        }
    }

    /// Adds a page of a list, and starts to describe the selected deployments.
    pub fn add(&mut self, page: Vec<Record<Deployment>>) {
        // With a limit, the newest are not known before all are listed.
        if self.selection.limit.is_none() {
            let listed = page.iter().map(|record| &*record.item);
            listed
                .filter(|item| (self.selection.matches)(item))
                .for_each(|item| self.details.add(item));
        }
        self.deployments.extend(page);
    }

    /// Adds deployments that need no details.
    pub fn add_brief(&mut self, page: Vec<Record<Deployment>>) {
        self.deployments.extend(page);
    }

    /// Adds the description of a deployment, which need not be described again.
    pub fn add_described(&mut self, deployment: Arc<Deployment>) {
        self.details.add_described(deployment);
    }

    /// Describes a revision that serves, at [`DetailLevel::Full`].
    pub fn add_revision(&mut self, arn: &str) {
        if self.details.level == DetailLevel::Full {
            self.details.revisions.add(arn);
        }
    }

    /// Waits for all descriptions. Cancel safe.
    pub async fn join(&mut self) {
        let level = self.details.level;
        if self.selection.limit.is_some()
            || matches!(level, DetailLevel::Serving | DetailLevel::Revisions)
        {
            self.select_after_listing();
        }
        self.details.join().await;
    }

    fn select_after_listing(&mut self) {
        let history = History::new(std::mem::take(&mut self.deployments));
        if let Some(limit) = self.selection.limit {
            let listed = history.deployments().map(|entry| entry.deployment());
            let matching = listed.filter(|item| (self.selection.matches)(item));
            matching.take(limit).for_each(|item| self.details.add(item));
        }
        if self.details.level == DetailLevel::Serving {
            let newest = newest_to_describe(&history);
            newest.for_each(|entry| self.details.describe(entry.deployment()));
        }
        if self.details.level == DetailLevel::Revisions {
            // The revisions that the other deployments replaced are targets of older ones.
            let oldest = history.oldest_per_service();
            oldest.for_each(|entry| self.details.describe(entry.deployment()));
        }
        self.deployments = history.into_records();
    }

    /// What has arrived so far.
    pub async fn fetched(self) -> Fetched {
        let details = self.details.arrived().await;
        let history = History::new(self.deployments);
        Fetched {
            history: history.with_details(details.deployments, details.revisions.summaries),
            revisions: details.revisions.records,
            failures: details.revisions.failures,
            notes: details.missing.notes(),
            denied: details.missing.denied,
            error: details.missing.error,
        }
    }
}

/// The deployments that show what serves in each service: those since the last one that decided it.
/// A success needs no description. Of the others, a batch is enough.
fn newest_to_describe(history: &History) -> impl Iterator<Item = Entry<'_>> {
    let mut decided: HashSet<&ServiceRef> = HashSet::new();
    let mut undecided: HashMap<&ServiceRef, usize> = HashMap::new();
    history.deployments().filter(move |entry| {
        let service = entry.service();
        if decided.contains(service) {
            return false;
        }
        match entry.deployment().status {
            Some(DeploymentStatus::Successful) => {
                decided.insert(service);
                false
            }
            Some(DeploymentStatus::RollbackSuccessful | DeploymentStatus::RollbackFailed) => {
                decided.insert(service);
                true
            }
            _ => {
                let number = undecided.entry(service).or_default();
                *number += 1;
                *number <= BATCH
            }
        }
    })
}

/// Describes deployments, and the revisions that they name.
struct Details {
    level: DetailLevel,
    /// The described deployments, by ARN.
    described: HashMap<String, Arc<Deployment>>,
    /// Revisions whose task definitions and images a saved list has, by ARN.
    summarized: HashSet<String>,
    deployments: Batches<Deployment, Arc<Deployment>>,
    revisions: RevisionDetails,
    missing: MissingDetails,
}

/// The details that have arrived.
struct ArrivedDetails {
    deployments: HashMap<String, Arc<Deployment>>,
    revisions: ArrivedRevisions,
    missing: MissingDetails,
}

impl Details {
    fn new(source: &Source, level: DetailLevel) -> Self {
        Self {
            level,
            described: HashMap::new(),
            summarized: HashSet::new(),
            deployments: deployment_batches(source).keeping(|record| record.item),
            revisions: RevisionDetails::new(source, level),
            missing: MissingDetails::default(),
        }
    }

    fn add(&mut self, deployment: &Deployment) {
        let arn = &deployment.service_deployment_arn;
        let described = self.described.get(arn);
        // Its status may have changed since it was described.
        if described.is_some_and(|described| described.status != deployment.status) {
            self.described.remove(arn);
        }
        let status = deployment.status.as_ref();
        let needs_details = match self.level {
            DetailLevel::Brief | DetailLevel::Serving => false,
            DetailLevel::Outcomes | DetailLevel::Full | DetailLevel::Revisions => {
                status != Some(&DeploymentStatus::Successful)
            }
        };
        if needs_details {
            self.describe(deployment);
        }
        self.add_revisions(deployment);
    }

    /// Describes a deployment, unless its description is known.
    fn describe(&mut self, deployment: &Deployment) {
        let arn = &deployment.service_deployment_arn;
        if deployment.target_service_revision.is_none() && !self.described.contains_key(arn) {
            self.deployments.add(arn);
        }
    }

    fn add_described(&mut self, deployment: Arc<Deployment>) {
        let arn = deployment.service_deployment_arn.clone();
        self.described.insert(arn, deployment);
    }

    /// Describes the revisions that a deployment names, or its description if that is known.
    fn add_revisions(&mut self, deployment: &Deployment) {
        let described = self.described.get(&deployment.service_deployment_arn);
        let deployment = described.map_or(deployment, Arc::as_ref);
        if self.level == DetailLevel::Full {
            revisions_to_describe(deployment).for_each(|arn| self.revisions.add(&arn));
        }
        if self.level == DetailLevel::Revisions {
            let derived = deployment.derived.as_ref();
            if derived.is_some_and(|derived| derived.task_definition.is_some()) {
                let target = deployment.target_revision_arn().map(str::to_owned);
                self.summarized.extend(target);
            }
            let rolled_back_to = deployment.rollback_revision_arn();
            let arns = deployment
                .target_revision_arn()
                .into_iter()
                .chain(deployment.source_revision_arns());
            let arns = arns.chain(rolled_back_to.as_deref());
            arns.for_each(|arn| self.revisions.add(arn));
        }
    }

    async fn join(&mut self) {
        // In flight while the deployments are awaited.
        self.revisions.send();
        self.deployments.join().await;
        self.take_deployments().await;
        self.revisions.join().await;
    }

    /// Takes the deployments that have arrived, and describes the revisions that they name.
    async fn take_deployments(&mut self) {
        let described = self.missing.take(
            self.deployments.arrived().await,
            "reasons may be missing",
            "deployment",
        );
        for deployment in described {
            self.add_revisions(&deployment);
            self.add_described(deployment);
        }
    }

    async fn arrived(mut self) -> ArrivedDetails {
        self.take_deployments().await;
        let summarized = &self.summarized;
        let revisions = self.revisions.arrived(summarized, &mut self.missing).await;
        ArrivedDetails {
            deployments: self.described,
            revisions,
            missing: self.missing,
        }
    }
}
