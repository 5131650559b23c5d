//! The service revisions of a service. ECS has no list of them: they are known from the deployments
//! that brought them, that replaced them, or that went back to them.

use crate::model::history::{Entry, History};
use crate::model::timestamp::Timestamp;
use std::collections::HashMap;

/// A service revision, and the deployments that brought it.
#[derive(Debug)]
pub struct RevisionUsage<'a> {
    /// The ARN of the revision.
    pub revision: String,
    /// Newest first. None where the deployment is older than what ECS keeps.
    pub deployments: Vec<Entry<'a>>,
}

impl<'a> RevisionUsage<'a> {
    /// All revisions that a history names. The one that was deployed first last comes first; those
    /// whose deployments are not known come last.
    pub fn of(history: &'a History) -> Vec<Self> {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut usages: Vec<Self> = Vec::new();
        let mut at = |arn: &str| -> usize {
            *places.entry(arn.to_owned()).or_insert_with(|| {
                usages.push(Self {
                    revision: arn.to_owned(),
                    deployments: Vec::new(),
                });
                usages.len() - 1
            })
        };
        let mut found = Vec::new();
        for entry in history.deployments() {
            let deployment = entry.deployment();
            if let Some(target) = deployment.target_revision_arn() {
                found.push((at(target), entry));
            }
            for arn in deployment.source_revision_arns() {
                at(arn);
            }
            if let Some(arn) = deployment.rolled_back_to() {
                at(&arn);
            }
        }
        for (place, entry) in found {
            usages[place].deployments.push(entry);
        }
        usages.sort_by_key(|usage| std::cmp::Reverse(usage.first_deployed_at()));
        usages
    }

    /// The newest deployment of it.
    pub fn last(&self) -> Option<&Entry<'a>> {
        self.deployments.first()
    }

    /// When it was deployed for the first time, as far as is known.
    pub fn first_deployed_at(&self) -> Option<Timestamp> {
        self.deployments.last()?.deployment().sort_time()
    }

    /// When it was deployed for the last time.
    pub fn last_deployed_at(&self) -> Option<Timestamp> {
        self.last()?.deployment().sort_time()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arn::last_segment;
    use crate::model::record::Record;
    use serde_json::{Value, json, value::to_raw_value};

    #[test]
    fn revisions_are_known_from_targets_sources_and_rollbacks() {
        let arn = |kind: &str, id: &str| format!("arn:aws:ecs:r:1:service-{kind}/shop/web/{id}");
        let deployment = |number: u32, target: &str, more: Value| {
            let mut item = json!({
                "serviceDeploymentArn": arn("deployment", &number.to_string()), "createdAt": number,
                "status": "SUCCESSFUL", "targetServiceRevision": {"arn": arn("revision", target)},
            });
            for (name, value) in more.as_object().into_iter().flatten() {
                item[name] = value.clone();
            }
            Record::read(to_raw_value(&item).expect("JSON")).expect("readable")
        };
        let history = History::new(vec![
            deployment(
                10,
                "a",
                json!({"sourceServiceRevisions": [{"arn": arn("revision", "older")}]}),
            ),
            deployment(20, "b", json!({})),
            deployment(30, "a", json!({})),
            deployment(
                40,
                "c",
                json!({"status": "ROLLBACK_SUCCESSFUL", "rollback": {"serviceRevisionArn": arn("revision", "lost")}}),
            ),
        ]);
        let usages = RevisionUsage::of(&history);
        let told: Vec<(&str, usize)> = usages
            .iter()
            .map(|usage| (last_segment(&usage.revision), usage.deployments.len()))
            .collect();
        assert_eq!(
            told,
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
