//! The deployments of one or more services, newest first, and what only their neighbours can tell.

use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;
use crate::model::reason;
use crate::model::reason::ReasonContext;
use crate::model::record::Record;
use crate::model::revision::RevisionSummary;
use crate::model::service_ref::{ServiceRef, without_id};
use crate::model::timestamp::Timestamp;
use std::collections::{HashMap, HashSet};

/// Deployments in order, with what was described of them.
#[derive(Debug, Default)]
pub struct History {
    deployments: Vec<Record<Deployment>>,
    /// For each deployment, the index of the next newer one of the same service.
    newer: Vec<Option<usize>>,
    services: Vec<ServiceRef>,
    /// For each deployment, the index of its service.
    service_of: Vec<usize>,
    details: HashMap<String, Deployment>,
    revisions: HashMap<String, RevisionSummary>,
}

impl History {
    /// Sorts the deployments by the time that they were created, newest first; ECS promises no
    /// order. Those without any time come last, in the order in which ECS gave them. One that came
    /// twice, since the list moved on between two pages, counts as it came last.
    pub fn new(records: Vec<Record<Deployment>>) -> Self {
        let mut seen = HashSet::new();
        let mut is_last: Vec<bool> = records
            .iter()
            .rev()
            .map(|record| seen.insert(record.item.service_deployment_arn.as_str()))
            .collect();
        is_last.reverse();
        let mut deployments: Vec<Record<Deployment>> = records
            .into_iter()
            .zip(is_last)
            .filter_map(|(record, is_last)| is_last.then_some(record))
            .collect();
        deployments.sort_by_key(|record| std::cmp::Reverse(record.item.sort_time()));
        let (services, service_of) = services_of(&deployments);
        let mut last_seen: Vec<Option<usize>> = vec![None; services.len()];
        let newer = service_of
            .iter()
            .enumerate()
            .map(|(index, service)| last_seen[*service].replace(index))
            .collect();
        Self {
            deployments,
            newer,
            services,
            service_of,
            ..Self::default()
        }
    }

    /// Adds the full form of deployments and what is known of service revisions, both by ARN.
    pub fn with_details(
        mut self,
        details: HashMap<String, Deployment>,
        revisions: HashMap<String, RevisionSummary>,
    ) -> Self {
        self.details.extend(details);
        self.revisions.extend(revisions);
        // What an earlier run saved stands in where the revision itself is not known.
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

    /// All deployments, newest first.
    pub fn deployments(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        (0..self.deployments.len()).map(|index| Entry {
            history: self,
            index,
        })
    }

    /// The oldest deployment of each service.
    pub fn oldest_per_service(&self) -> impl Iterator<Item = Entry<'_>> {
        let newer: HashSet<usize> = self.newer.iter().flatten().copied().collect();
        // One that is nobody's newer one has none that is older.
        self.deployments()
            .filter(move |entry| !newer.contains(&entry.index))
    }

    /// What is known of a service revision.
    pub fn revision(&self, arn: &str) -> Option<&RevisionSummary> {
        self.revisions.get(arn)
    }

    /// The deployments of these ARNs, in their order.
    pub fn find(&self, arns: &[String]) -> Vec<Entry<'_>> {
        let entries: HashMap<&str, Entry> = self
            .deployments()
            .map(|entry| (entry.record().item.service_deployment_arn.as_str(), entry))
            .collect();
        arns.iter()
            .filter_map(|arn| entries.get(arn.as_str()).copied())
            .collect()
    }

    /// The services that the deployments are of, in the order of their newest ones.
    pub fn services(&self) -> &[ServiceRef] {
        &self.services
    }

    /// Puts these records in the place of those of the same deployments, and adds the others.
    pub fn with_records(self, records: Vec<Record<Deployment>>) -> Self {
        let arns: HashSet<String> = records
            .iter()
            .map(|record| record.item.service_deployment_arn.clone())
            .collect();
        let known = self.deployments.into_iter();
        let others = known.filter(|record| !arns.contains(&record.item.service_deployment_arn));
        let deployments = others.chain(records).collect();
        Self::new(deployments).with_details(self.details, self.revisions)
    }

    /// Takes in what a later look at the same services brought.
    pub fn merge(self, fresh: Self) -> Self {
        self.with_records(fresh.deployments)
            .with_details(fresh.details, fresh.revisions)
    }

    /// The deployments as they were listed.
    pub fn into_records(self) -> Vec<Record<Deployment>> {
        self.deployments
    }
}

/// The distinct services of deployments, and for each deployment the index of its own.
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

/// A deployment in its history.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    history: &'a History,
    index: usize,
}

impl<'a> Entry<'a> {
    /// As it was listed.
    pub fn record(&self) -> &'a Record<Deployment> {
        &self.history.deployments[self.index]
    }

    /// The fullest form that is known.
    pub fn deployment(&self) -> &'a Deployment {
        let listed = &self.record().item;
        self.history
            .details
            .get(&listed.service_deployment_arn)
            .unwrap_or(listed)
    }

    /// The service that it is of.
    pub fn service(&self) -> &'a ServiceRef {
        &self.history.services[self.history.service_of[self.index]]
    }

    /// The next newer deployment of the same service.
    pub fn newer(&self) -> Option<&'a Deployment> {
        let index = self.history.newer[self.index]?;
        Some(&self.history.deployments[index].item)
    }

    /// How it ended, or where it stands.
    pub fn outcome(&self) -> Outcome {
        let deployment = self.deployment();
        if let Some(outcome) = Outcome::saved(deployment) {
            return outcome;
        }
        let newer: Option<Timestamp> = self.newer().and_then(Deployment::sort_time);
        Outcome::of(deployment, newer)
    }

    /// Why, in one line.
    pub fn reason(&self, outcome: &Outcome) -> Option<String> {
        let revision_name = |arn: &str| self.revision_name(arn);
        let final_history = ReasonContext {
            revision_name: &revision_name,
            superseded_by: self.newer().map(Deployment::id),
        };
        reason::of(self.deployment(), outcome, &final_history)
    }

    /// What is known of its target revision.
    pub fn target_summary(&self) -> RevisionSummary {
        let target = self.deployment().target_revision_arn();
        let known = target.and_then(|arn| self.history.revision(arn));
        known.cloned().unwrap_or_default()
    }

    fn revision_name(&self, arn: &str) -> String {
        self.history
            .revision(arn)
            .and_then(|revision| revision.task_definition.clone())
            .unwrap_or_else(|| format!("revision {}", crate::model::arn::last_segment(arn)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json, value::to_raw_value};

    fn history(items: Vec<Value>) -> History {
        let records = items.into_iter().map(|mut item| {
            let id = item["id"].as_str().expect("an id").to_owned();
            item["serviceDeploymentArn"] = json!(format!("arn/shop/web/{id}"));
            Record::read(to_raw_value(&item).expect("JSON")).expect("a deployment")
        });
        History::new(records.collect())
    }

    fn ids(history: &History) -> Vec<&str> {
        history
            .deployments()
            .map(|entry| entry.deployment().id())
            .collect()
    }

    #[test]
    fn newest_first_and_those_without_times_last_as_they_came() {
        let history = history(vec![
            json!({"id": "b", "createdAt": 2}),
            json!({"id": "timeless-1"}),
            json!({"id": "c", "createdAt": 3}),
            json!({"id": "timeless-2"}),
            json!({"id": "a", "updatedAt": 1}),
        ]);
        assert_eq!(ids(&history), ["c", "b", "a", "timeless-1", "timeless-2"]);
    }

    #[test]
    fn the_newer_neighbour_of_the_same_service_supersedes() {
        let history = history(vec![
            json!({"id": "old", "createdAt": 1, "stoppedAt": 5, "status": "STOPPED"}),
            json!({"id": "new", "createdAt": 4, "status": "SUCCESSFUL"}),
        ]);
        let old = history.deployments().nth(1).expect("two");
        assert_eq!(old.outcome(), Outcome::Superseded);
        assert_eq!(
            old.reason(&old.outcome()).as_deref(),
            Some("superseded by new")
        );
    }

    #[test]
    fn one_that_came_twice_counts_once() {
        let twice = history(vec![
            json!({"id": "a", "createdAt": 1, "status": "STOPPED"}),
            json!({"id": "a", "createdAt": 1, "status": "STOPPED", "stoppedAt": 5}),
        ]);
        assert_eq!(ids(&twice), ["a"]);
        let only = twice.deployments().next().expect("one");
        assert!(only.deployment().stopped_at.is_some());
        assert_eq!(only.outcome(), Outcome::Stopped);
    }
}
