//! The service revisions that a history mentions. ECS cannot list service revisions; they are known
//! from the deployments that deployed them, replaced them, or rolled back to them.

use crate::model::history::{Entry, History};
use crate::model::timestamp::Timestamp;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A service revision and the deployments whose target it is.
#[derive(Debug)]
pub struct RevisionUsage<'a> {
    /// The ARN of the revision.
    pub revision: String,
    /// Newest first. Empty if they are older than the history that ECS keeps.
    pub deployments: Vec<Entry<'a>>,
}

impl<'a> RevisionUsage<'a> {
    /// All revisions that a history mentions, the latest first by their first deployment. Those
    /// without a known deployment come last.
    pub fn of(history: &'a History) -> Vec<Self> {
        let mut indexes: HashMap<String, usize> = HashMap::new();
        let mut usages: Vec<Self> = Vec::new();
        let mut add = |arn: &str, deployment: Option<Entry<'a>>| {
            let index = *indexes.entry(arn.to_owned()).or_insert_with(|| {
                usages.push(Self {
                    revision: arn.to_owned(),
                    deployments: Vec::new(),
                });
                usages.len() - 1
            });
            usages[index].deployments.extend(deployment);
        };
        for entry in history.deployments() {
            let deployment = entry.deployment();
            if let Some(target) = deployment.target_revision_arn() {
                add(target, Some(entry));
            }
            for arn in deployment.source_revision_arns() {
                add(arn, None);
            }
            if let Some(arn) = deployment.rollback_revision_arn() {
                add(&arn, None);
            }
        }
        usages.sort_by_key(|usage| Reverse(usage.first_deployed_at()));
        usages
    }

    /// The newest deployment of it.
    pub fn last(&self) -> Option<&Entry<'a>> {
        self.deployments.first()
    }

    /// When it was first deployed, as far as is known.
    pub fn first_deployed_at(&self) -> Option<Timestamp> {
        self.deployments.last()?.deployment().sort_time()
    }

    /// When it was last deployed.
    pub fn last_deployed_at(&self) -> Option<Timestamp> {
        self.last()?.deployment().sort_time()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arn::last_segment;
    use crate::model::testing;
    use serde_json::{Value, json};

    #[test]
    fn finds_revisions_in_targets_sources_and_rollbacks() {
        let arn = |id: &str| testing::arn(&format!("service-revision/web/{id}"));
        let deployment = |number: u32, target: &str, mut members: Value| {
            members["createdAt"] = json!(number);
            members["targetServiceRevision"] = json!({"arn": arn(target)});
            testing::deployment_record("web", &number.to_string(), members)
        };
        let success = json!({"status": "SUCCESSFUL"});
        let rollback = json!({"status": "ROLLBACK_SUCCESSFUL", "rollback": {"serviceRevisionArn": arn("lost")}});
        let first = json!({"sourceServiceRevisions": [{"arn": arn("older")}]});
        let history = History::new(vec![
            deployment(10, "a", first),
            deployment(20, "b", success.clone()),
            deployment(30, "a", success),
            deployment(40, "c", rollback),
        ]);
        let usages = RevisionUsage::of(&history);
        let counts: Vec<(&str, usize)> = usages
            .iter()
            .map(|usage| (last_segment(&usage.revision), usage.deployments.len()))
            .collect();
        assert_eq!(
            counts,
            [("c", 1), ("b", 1), ("a", 2), ("lost", 0), ("older", 0)]
        );
        assert_eq!(
            usages[2].last().map(|entry| entry.deployment().id()),
            Some("30")
        );
        assert_eq!(
            usages[2].first_deployed_at().map(|time| time.timestamp()),
            Some(10)
        );
    }
}
