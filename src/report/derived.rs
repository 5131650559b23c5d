//! `derived`: what this program adds to what ECS returned.

use crate::model::arn::last_segment;
use crate::model::history::Entry;
use crate::model::revision::Revision;
use serde_json::{Value, json};

/// Of a deployment. Every key is always present; `null` means unknown.
pub fn of_deployment(entry: &Entry, serving: Option<bool>) -> Value {
    let deployment = entry.deployment();
    let target = entry.target_summary();
    json!({
        "deploymentId": deployment.id(),
        "revisionId": deployment.target_revision_arn().map(last_segment),
        "outcome": entry.outcome().as_str(),
        "durationSeconds": deployment.duration_seconds(),
        "taskDefinition": target.task_definition,
        "images": target.images,
        "rolledBackTo": entry.rolled_back_to().as_deref().map(last_segment),
        "serving": serving,
    })
}

/// Of a revision, even if it could not be described; `null` means unknown.
pub fn of_revision(arn: &str, revision: Option<&Revision>, serving: Option<bool>) -> Value {
    json!({
        "revisionId": last_segment(arn),
        "taskDefinition": revision.and_then(Revision::task_definition_name),
        "images": revision.and_then(|revision| revision.container_images.as_deref()),
        "serving": serving,
    })
}
