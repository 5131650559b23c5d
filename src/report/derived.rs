//! `derived`: what this program adds to what ECS returned. It has the same keys in every command, and
//! some have more.

use crate::model::arn::last_segment;
use crate::model::deployment::Deployment;
use crate::model::history::Entry;
use crate::model::revision::{Revision, RevisionSummary};
use crate::model::service_ref::ServiceRef;
use serde_json::{Value, json};

/// What `derived` is about. `null` stands for what is unknown, or does not apply.
pub struct Derived<'a> {
    pub service: &'a ServiceRef,
    /// The deployment: the item itself, or the newest one of it.
    pub entry: Option<&'a Entry<'a>>,
    /// The ARN of the revision: the item itself, or the one that was deployed.
    pub revision: Option<&'a str>,
    pub summary: RevisionSummary,
    /// Whether the revision serves.
    pub serving: Option<bool>,
}

impl<'a> Derived<'a> {
    /// Of a deployment.
    pub fn of_deployment(entry: &'a Entry<'a>, serving: Option<bool>) -> Self {
        Self {
            service: entry.service(),
            entry: Some(entry),
            revision: entry.deployment().target_revision_arn(),
            summary: entry.target_summary(),
            serving,
        }
    }

    /// Of a revision, even if it could not be described. `entry` is its newest deployment.
    pub fn of_revision(
        service: &'a ServiceRef,
        arn: &'a str,
        revision: Option<&Revision>,
        entry: Option<&'a Entry<'a>>,
        serving: Option<bool>,
    ) -> Self {
        Self {
            service,
            entry,
            revision: Some(arn),
            summary: revision.map(Revision::summary).unwrap_or_default(),
            serving,
        }
    }

    /// The JSON, with every key.
    pub fn json(self) -> Value {
        let known = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        let outcome = self.entry.map(Entry::outcome);
        let reason = self.entry.zip(outcome.as_ref());
        let reason = reason.and_then(|(entry, outcome)| entry.reason(outcome));
        let deployment = self.entry.map(Entry::deployment);
        let rolled_back_to = self.entry.and_then(Entry::rolled_back_to);
        json!({
            "account": known(&self.service.account),
            "region": known(&self.service.region),
            "cluster": known(&self.service.cluster),
            "service": known(&self.service.service),
            "deploymentId": deployment.map(Deployment::id),
            "revisionId": self.revision.map(last_segment),
            "outcome": outcome.map(|outcome| outcome.to_string()),
            "reason": reason,
            "durationSeconds": deployment.and_then(Deployment::duration_seconds),
            "taskDefinition": self.summary.task_definition,
            "images": self.summary.images,
            "rolledBackTo": rolled_back_to.as_deref().map(last_segment),
            "serving": self.serving,
        })
    }
}
