//! The deployment that a wait is about, as it was seen last, and what is known around it.

use crate::model::arn::last_segment;
use crate::model::deployment::{Deployment, RevisionTasks};
use crate::model::history::History;
use crate::model::outcome::Outcome;
use crate::model::progress_change::{ProgressChange, changes};
use crate::model::reason;
use crate::model::reason::ReasonContext;
use crate::model::record::Record;
use crate::model::revision::RevisionSummary;
use crate::model::serving::Serving;
use crate::model::timestamp::Timestamp;
use std::collections::HashMap;

/// A deployment that is being watched.
#[derive(Debug)]
pub struct Watched {
    pub record: Record<Deployment>,
    /// What is known of the service revisions that it names, by ARN.
    pub revisions: HashMap<String, RevisionSummary>,
    /// The next newer deployment of the service.
    newer: Option<Newer>,
    /// The ARN of the revision that serves.
    pub serving: Option<String>,
    told: Option<Told>,
}

#[derive(Debug)]
struct Newer {
    arn: String,
    created_at: Option<Timestamp>,
}

/// What was told of it last.
#[derive(Debug)]
struct Told {
    deployment: Deployment,
    outcome: Outcome,
}

impl Watched {
    /// The first look at it.
    pub fn new(record: Record<Deployment>) -> Self {
        Self {
            record,
            revisions: HashMap::new(),
            newer: None,
            serving: None,
            told: None,
        }
    }

    pub fn deployment(&self) -> &Deployment {
        &self.record.item
    }

    /// How it ended, or where it stands.
    pub fn outcome(&self) -> Outcome {
        if let Some(outcome) = Outcome::saved(self.deployment()) {
            return outcome;
        }
        let newer = self.newer.as_ref().and_then(|newer| newer.created_at);
        Outcome::of(self.deployment(), newer)
    }

    /// Why, in one line.
    pub fn reason(&self) -> Option<String> {
        let final_history = ReasonContext {
            revision_name: &|arn| self.revision_name(arn),
            superseded_by: self.newer().map(last_segment),
        };
        reason::of(self.deployment(), &self.outcome(), &final_history)
    }

    /// The ARN of the next newer deployment.
    pub fn newer(&self) -> Option<&str> {
        self.newer.as_ref().map(|newer| &*newer.arn)
    }

    /// What is known of the target revision.
    pub fn target_summary(&self) -> RevisionSummary {
        let target = self.deployment().target_revision_arn();
        let known = target.and_then(|arn| self.revisions.get(arn));
        known.cloned().unwrap_or_default()
    }

    /// `web:41`, or the id of the revision where its task definition is not known.
    pub fn revision_name(&self, arn: &str) -> String {
        let known = self.revisions.get(arn);
        known
            .and_then(|revision| revision.task_definition.clone())
            .unwrap_or_else(|| format!("revision {}", last_segment(arn)))
    }

    /// The target and the sources with their tasks, each with the word for what it is.
    pub fn tasks(&self) -> impl Iterator<Item = (&'static str, &RevisionTasks)> {
        let deployment = self.deployment();
        let target = deployment.target_service_revision.as_deref().into_iter();
        let sources = deployment.source_service_revisions.iter().flatten();
        target
            .map(|tasks| ("target", tasks))
            .chain(sources.map(|tasks| ("source", tasks)))
    }

    /// Takes from the service's whole history, of which it is a part, what only others can tell.
    pub fn take_neighbours(&mut self, history: &History) {
        let arn = self.record.item.service_deployment_arn.clone();
        let itself = history.find(std::slice::from_ref(&arn)).pop();
        let newer = itself.and_then(|entry| entry.newer());
        self.newer = newer.map(|item| Newer {
            arn: item.service_deployment_arn.clone(),
            created_at: item.sort_time(),
        });
        let service = itself.map(|entry| entry.service());
        let serving = Serving::of(history).retain(|other| Some(other) == service);
        self.serving = serving.revision().map(str::to_owned);
    }

    /// What serves after the deployment as it says itself, where the history was not to be had.
    pub fn infer_serving(&mut self) {
        let arn = match self.outcome() {
            Outcome::Succeeded => self.deployment().target_revision_arn().map(str::to_owned),
            Outcome::RolledBack => self.deployment().rolled_back_to().map(Into::into),
            _ => None,
        };
        self.serving = arn;
    }

    /// What has changed since it was asked last.
    pub fn take_changes(&mut self) -> Vec<ProgressChange> {
        let outcome = self.outcome();
        let told = self.told.as_ref();
        let is_new = told.is_none_or(|told| told.outcome != outcome);
        let others = changes(told.map(|told| &told.deployment), self.deployment());
        self.told = Some(Told {
            deployment: self.deployment().clone(),
            outcome,
        });
        is_new
            .then_some(ProgressChange::Outcome)
            .into_iter()
            .chain(others)
            .collect()
    }
}
