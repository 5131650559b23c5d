//! Collects what `deployments describe` shows beyond the deployment itself.

use crate::model::config_diff::changes;
use crate::model::history::Entry;
use crate::model::mask::Masking;
use crate::model::outcome::Severity;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::timestamp::Timestamp;
use crate::report::deployment_details::{DeploymentDetails, RevisionChanges};
use crate::source::evidence::EvidenceCollector;
use crate::source::{Source, configurations};
use std::collections::HashMap;

/// Collects what the deployments changed and why they failed.
pub struct DetailCollector<'a> {
    pub source: &'a Source,
    /// The revisions that the deployments name.
    pub records: Vec<Record<Revision>>,
    /// Whether to look for why deployments failed.
    pub with_evidence: bool,
    /// What is masked of what the deployments changed.
    pub masking: Masking,
    pub now: Timestamp,
}

impl DetailCollector<'_> {
    /// Adds details, by deployment ARN, and notes on what is missing. Details are optional, so an
    /// error is a note. Cancel safe: whatever has arrived is in `details`.
    pub async fn collect(
        self,
        entries: &[Entry<'_>],
        details: &mut HashMap<String, DeploymentDetails>,
        notes: &mut Vec<String>,
    ) {
        for entry in entries {
            let arn = entry.deployment().service_deployment_arn.clone();
            details.entry(arn).or_default().masking = self.masking;
        }
        for (arn, changes) in self.changes(entries, notes).await {
            details.entry(arn).or_default().changes = Some(changes);
        }
        if !self.with_evidence || self.source.is_saved() {
            return;
        }
        let mut collector = EvidenceCollector::new(self.source, self.now);
        for entry in entries {
            if entry.outcome().severity() >= Severity::RolledBack {
                let deployment = entry.deployment();
                let evidence = collector.collect(deployment).await;
                let arn = deployment.service_deployment_arn.clone();
                details.entry(arn).or_default().evidence = Some(evidence);
            }
        }
        notes.extend(collector.note());
    }

    /// What each deployment changed, compared with the revision before it.
    async fn changes(
        &self,
        entries: &[Entry<'_>],
        notes: &mut Vec<String>,
    ) -> HashMap<String, RevisionChanges> {
        let by_arn: HashMap<&str, &Record<Revision>> = self
            .records
            .iter()
            .map(|record| (record.item.service_revision_arn.as_str(), record))
            .collect();
        let pairs: Vec<(&Entry, &Record<Revision>, &Record<Revision>)> = entries
            .iter()
            .filter_map(|entry| {
                let deployment = entry.deployment();
                let created_at = |arn: &str| by_arn.get(arn)?.item.created_at;
                let replaced = entry.replaced_revision(&created_at)?;
                let old = by_arn.get(replaced.arn.as_deref()?)?;
                let new = by_arn.get(deployment.target_revision_arn()?)?;
                Some((entry, *old, *new))
            })
            .collect();
        let named: Vec<&Record<Revision>> = pairs
            .iter()
            .flat_map(|(_, old, new)| [*old, *new])
            .collect();
        let described = configurations::task_definitions(self.source, &named).await;
        let task_definitions = match described {
            Ok((task_definitions, missing)) => {
                notes.extend(missing);
                task_definitions
            }
            Err(error) => {
                notes.push(format!(
                    "task definitions are not compared: {}",
                    error.in_one_line()
                ));
                HashMap::new()
            }
        };
        let mut found = HashMap::new();
        for (entry, old, new) in pairs {
            let configuration = |record| configurations::configuration(record, &task_definitions);
            if let (Ok(before), Ok(after)) = (configuration(old), configuration(new)) {
                let arn = entry.deployment().service_deployment_arn.clone();
                let changes = RevisionChanges {
                    previous: old.item.service_revision_arn.clone(),
                    changes: changes(&before, &after),
                };
                found.insert(arn, changes);
            }
        }
        found
    }
}
