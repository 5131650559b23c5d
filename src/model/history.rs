//! The deployments of one or more services, newest first, and what follows from their order.

use crate::model::arn::last_segment;
use crate::model::deployment::{Deployment, RevisionTasks};
use crate::model::outcome::Outcome;
use crate::model::reason;
use crate::model::reason::ReasonContext;
use crate::model::record::Record;
use crate::model::revision::RevisionSummary;
use crate::model::service::Service;
use crate::model::service_ref::{ServiceRef, without_id};
use crate::model::timestamp::Timestamp;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Deployments, newest first, with the details that were fetched.
#[derive(Debug, Default)]
pub struct History {
    deployments: Vec<Record<Deployment>>,
    /// For each deployment, the index of the next newer one of the same service.
    newer: Vec<Option<usize>>,
    services: Vec<ServiceRef>,
    /// For each deployment, the index of its service.
    service_of: Vec<usize>,
    /// The full form of deployments, by ARN.
    details: HashMap<String, Arc<Deployment>>,
    /// By ARN.
    revisions: HashMap<String, RevisionSummary>,
    described_services: HashMap<ServiceRef, DescribedService>,
}

/// What DescribeServices returned about the deployments of a service.
#[derive(Debug, Clone, Default)]
pub struct DescribedService {
    /// The ARN of the deployment that was the newest when the service was described.
    pub current_deployment: Option<String>,
    pub current_revisions: Vec<RevisionTasks>,
}

impl History {
    /// Sorts the deployments by creation time, newest first, as ECS guarantees no order. Those
    /// without any time come last, in the order given. Where the list changed between two pages and
    /// a deployment is in both, the last one counts.
    pub fn new(mut deployments: Vec<Record<Deployment>>) -> Self {
        let mut is_last = last_of_each(&deployments).into_iter();
        deployments.retain(|_| is_last.next() == Some(true));
        deployments.sort_by_cached_key(|record| Reverse(record.item.sort_time()));
        let (services, service_of) = services_of(&deployments);
        let mut previous: Vec<Option<usize>> = vec![None; services.len()];
        let newer = service_of
            .iter()
            .enumerate()
            .map(|(index, service)| previous[*service].replace(index))
            .collect();
        Self {
            deployments,
            newer,
            services,
            service_of,
            ..Self::default()
        }
    }

    /// Adds the full form of deployments, and summaries of service revisions, both by ARN.
    pub fn with_details(
        mut self,
        details: HashMap<String, Arc<Deployment>>,
        revisions: HashMap<String, RevisionSummary>,
    ) -> Self {
        self.details.extend(details);
        self.revisions.extend(revisions);
        // A revision that was not described may be known from a saved document.
        for Record { item, .. } in &self.deployments {
            if let (Some(target), Some(saved)) =
                (item.target_revision_arn(), item.derived.as_deref())
                && saved.task_definition.is_some()
            {
                self.revisions
                    .entry(target.to_owned())
                    .or_insert_with(|| RevisionSummary {
                        task_definition: saved.task_definition.clone(),
                        images: saved.images.clone(),
                    });
            }
        }
        self
    }

    /// Adds what DescribeServices returned.
    pub fn with_services<'s>(mut self, services: impl IntoIterator<Item = &'s Service>) -> Self {
        let described = services.into_iter().map(|service| {
            let described = DescribedService {
                current_deployment: service.current_service_deployment.clone(),
                current_revisions: service
                    .current_service_revisions
                    .clone()
                    .unwrap_or_default(),
            };
            (service.service_ref(), described)
        });
        self.described_services.extend(described);
        self
    }

    /// The services that [`History::with_services`] added.
    pub fn described_services(&self) -> &HashMap<ServiceRef, DescribedService> {
        &self.described_services
    }

    /// All deployments, newest first.
    pub fn deployments(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        (0..self.deployments.len()).map(|index| self.entry(index))
    }

    /// The index of a deployment, newest first.
    pub fn index_of(&self, arn: &str) -> Option<usize> {
        let mut records = self.deployments.iter();
        records.position(|record| record.item.service_deployment_arn == arn)
    }

    /// The deployment with this index.
    pub fn entry(&self, index: usize) -> Entry<'_> {
        Entry {
            history: self,
            index,
        }
    }

    /// The oldest deployment of each service.
    pub fn oldest_per_service(&self) -> impl Iterator<Item = Entry<'_>> {
        let newer: HashSet<usize> = self.newer.iter().flatten().copied().collect();
        // A deployment is the oldest if no other one has it as its next newer one.
        self.deployments()
            .filter(move |entry| !newer.contains(&entry.index))
    }

    /// The summary of a service revision, by ARN, if it is known.
    pub fn revision(&self, arn: &str) -> Option<&RevisionSummary> {
        self.revisions.get(arn)
    }

    /// `web:41`, or `revision …` where its task definition is not known.
    pub fn revision_name(&self, arn: &str) -> String {
        self.revision(arn)
            .and_then(|revision| revision.task_definition.clone())
            .unwrap_or_else(|| format!("revision {}", last_segment(arn)))
    }

    /// The deployments with these ARNs, in the same order. Unknown ones are left out.
    pub fn find(&self, arns: &[String]) -> Vec<Entry<'_>> {
        let entries: HashMap<&str, Entry> = self
            .deployments()
            .map(|entry| (entry.record().item.service_deployment_arn.as_str(), entry))
            .collect();
        arns.iter()
            .filter_map(|arn| entries.get(arn.as_str()).copied())
            .collect()
    }

    /// The services of the deployments; the one with the newest deployment comes first.
    pub fn services(&self) -> &[ServiceRef] {
        &self.services
    }

    /// Adds records. A record of a deployment that is already there replaces it.
    pub fn with_records(self, records: Vec<Record<Deployment>>) -> Self {
        let arns: HashSet<String> = records
            .iter()
            .map(|record| record.item.service_deployment_arn.clone())
            .collect();
        let known = self.deployments.into_iter();
        let others = known.filter(|record| !arns.contains(&record.item.service_deployment_arn));
        let deployments = others.chain(records).collect();
        let mut history = Self::new(deployments).with_details(self.details, self.revisions);
        history.described_services = self.described_services;
        history
    }

    /// Adds a history that was fetched later. Where both have a deployment, the later one counts.
    pub fn merge(self, later: Self) -> Self {
        let mut history = self
            .with_records(later.deployments)
            .with_details(later.details, later.revisions);
        history.described_services.extend(later.described_services);
        history
    }

    /// The deployments as they were listed.
    pub fn into_records(self) -> Vec<Record<Deployment>> {
        self.deployments
    }
}

/// For each record, whether it is the last one of its deployment.
fn last_of_each(records: &[Record<Deployment>]) -> Vec<bool> {
    let mut seen = HashSet::new();
    let arns = records
        .iter()
        .map(|record| &*record.item.service_deployment_arn);
    let mut is_last: Vec<bool> = arns.rev().map(|arn| seen.insert(arn)).collect();
    is_last.reverse();
    is_last
}

/// The distinct services of deployments, and for each deployment the index of its service.
fn services_of(deployments: &[Record<Deployment>]) -> (Vec<ServiceRef>, Vec<usize>) {
    let mut services = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let service_of = deployments.iter().map(|record| {
        let arn = record.item.service_deployment_arn.as_str();
        *known.entry(without_id(arn)).or_insert_with(|| {
            services.push(ServiceRef::from_arn(arn));
            services.len() - 1
        })
    });
    let service_of = service_of.collect();
    (services, service_of)
}

/// A deployment and the history that it is part of.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    history: &'a History,
    index: usize,
}

impl<'a> Entry<'a> {
    /// The deployment as ECS listed it.
    pub fn record(&self) -> &'a Record<Deployment> {
        &self.history.deployments[self.index]
    }

    /// The full form, if it was fetched, else the listed one.
    pub fn deployment(&self) -> &'a Deployment {
        let listed = &self.record().item;
        self.history
            .details
            .get(&listed.service_deployment_arn)
            .map_or(listed, Arc::as_ref)
    }

    /// The service that was deployed.
    pub fn service(&self) -> &'a ServiceRef {
        &self.history.services[self.history.service_of[self.index]]
    }

    /// The older deployments of the same service, newest first.
    pub fn older(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let (history, service) = (self.history, self.history.service_of[self.index]);
        let indexes = self.index + 1..history.deployments.len();
        indexes
            .filter(move |index| history.service_of[*index] == service)
            .map(|index| history.entry(index))
    }

    /// The next newer deployment of the same service.
    pub fn newer(&self) -> Option<&'a Deployment> {
        let index = self.history.newer[self.index]?;
        Some(&self.history.deployments[index].item)
    }

    /// How it ended, or its state so far.
    pub fn outcome(&self) -> Outcome {
        let deployment = self.deployment();
        if let Some(outcome) = Outcome::saved(deployment) {
            return outcome;
        }
        let newer: Option<Timestamp> = self.newer().and_then(Deployment::sort_time);
        Outcome::of(deployment, newer)
    }

    /// The reason for that outcome in one line, as [`reason::of`].
    pub fn reason(&self, outcome: &Outcome) -> Option<String> {
        let deployment = self.deployment();
        // As for the outcome, the brief form in a saved list may not be enough to derive it again.
        if Outcome::saved(deployment).is_some()
            && let Some(saved) = deployment.derived.as_deref()
            && saved.reason.is_some()
        {
            return saved.reason.clone();
        }
        let revision_name = |arn: &str| self.revision_name(arn);
        let context = ReasonContext {
            revision_name: &revision_name,
            superseded_by: self.newer().map(Deployment::id),
        };
        reason::of(self.deployment(), outcome, &context)
    }

    /// The ARN of the revision that ECS rolled back to, or is rolling back to. `None` also if the
    /// rollback failed.
    pub fn rolled_back_to(&self) -> Option<Cow<'a, str>> {
        match self.outcome() {
            Outcome::RollbackFailed => None,
            _ => self.deployment().rollback_revision_arn(),
        }
    }

    /// The summary of its target revision, empty if unknown.
    pub fn target_summary(&self) -> RevisionSummary {
        let target = self.deployment().target_revision_arn();
        let summary = target.and_then(|arn| self.history.revision(arn));
        summary.cloned().unwrap_or_default()
    }

    /// [`History::revision_name`].
    pub fn revision_name(&self, arn: &str) -> String {
        self.history.revision_name(arn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;
    use serde_json::{Value, json};

    fn history(items: Vec<(&str, Value)>) -> History {
        let records = items
            .into_iter()
            .map(|(id, members)| testing::deployment_record("web", id, members));
        History::new(records.collect())
    }

    fn ids(history: &History) -> Vec<&str> {
        history
            .deployments()
            .map(|entry| entry.deployment().id())
            .collect()
    }

    #[test]
    fn sorts_newest_first_and_those_without_a_time_last() {
        let history = history(vec![
            ("b", json!({"createdAt": 2})),
            ("timeless-1", json!({})),
            ("c", json!({"createdAt": 3})),
            ("timeless-2", json!({})),
            ("a", json!({"updatedAt": 1})),
        ]);
        assert_eq!(ids(&history), ["c", "b", "a", "timeless-1", "timeless-2"]);
    }

    #[test]
    fn a_newer_deployment_of_the_same_service_supersedes() {
        let history = history(vec![
            (
                "old",
                json!({"createdAt": 1, "stoppedAt": 5, "status": "STOPPED"}),
            ),
            ("new", json!({"createdAt": 4, "status": "SUCCESSFUL"})),
        ]);
        let old = history.deployments().nth(1).expect("a second one");
        assert_eq!(old.outcome(), Outcome::Superseded);
        assert_eq!(
            old.reason(&old.outcome()).as_deref(),
            Some("superseded by new")
        );
    }

    #[test]
    fn a_deployment_on_two_pages_counts_once() {
        let history = history(vec![
            ("a", json!({"createdAt": 1, "status": "STOPPED"})),
            (
                "a",
                json!({"createdAt": 1, "status": "STOPPED", "stoppedAt": 5}),
            ),
        ]);
        assert_eq!(ids(&history), ["a"]);
        let only = history.deployments().next().expect("one");
        assert!(only.deployment().stopped_at.is_some());
        assert_eq!(only.outcome(), Outcome::Stopped);
    }
}
