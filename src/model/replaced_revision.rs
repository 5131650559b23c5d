//! Which of its source revisions a deployment replaced.
//!
//! Besides the revision that served, `sourceServiceRevisions` can hold revisions that were superseded
//! before they did. Their order is not documented.
//! <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html>

use crate::model::deployment::RevisionTasks;
use crate::model::history::Entry;
use crate::model::outcome::Outcome;
use crate::model::timestamp::Timestamp;
use std::cmp::Reverse;
use std::collections::HashSet;

impl<'a> Entry<'a> {
    /// The source revision that served when the deployment began. `created_at` is when a revision, by
    /// ARN, was created, as far as that is known. `None` if there is none, or none stands out.
    pub fn replaced_revision(
        &self,
        created_at: &dyn Fn(&str) -> Option<Timestamp>,
    ) -> Option<&'a RevisionTasks> {
        let deployment = self.deployment();
        let sources = deployment.source_service_revisions.as_deref()?;
        let sources: Vec<&RevisionTasks> =
            sources.iter().filter(|tasks| tasks.arn.is_some()).collect();
        // After the end of a deployment its sources have no tasks.
        let running = sources.iter().copied().filter(|tasks| tasks.is_running());
        let running: Vec<&RevisionTasks> = running.collect();
        let candidates = if running.is_empty() { sources } else { running };
        if let [only] = candidates[..] {
            return Some(only);
        }
        let with_arn = |arn: &str| {
            let mut candidates = candidates.iter().copied();
            candidates.find(|tasks| tasks.arn.as_deref() == Some(arn))
        };
        if let Some(found) = deployment
            .rollback_revision_arn()
            .as_deref()
            .and_then(with_arn)
        {
            return Some(found);
        }
        let mut unsuccessful = HashSet::new();
        for older in self.older() {
            let Some(target) = older.deployment().target_revision_arn() else {
                continue;
            };
            if older.outcome() != Outcome::Succeeded {
                unsuccessful.insert(target);
            } else if let Some(found) = with_arn(target) {
                return Some(found);
            }
        }
        let has_failed = |tasks: &RevisionTasks| {
            let arn = tasks.arn.as_deref();
            arn.is_some_and(|arn| unsuccessful.contains(arn))
        };
        let mut others = candidates
            .iter()
            .copied()
            .filter(|tasks| !has_failed(tasks));
        if let (Some(only), None) = (others.next(), others.next()) {
            return Some(only);
        }
        // A superseded revision is newer than the one that served, and seldom has as many tasks.
        let rank = |tasks: &RevisionTasks| {
            let created = tasks.arn.as_deref().and_then(created_at);
            (
                Reverse(tasks.running_task_count),
                created.is_none(),
                created,
            )
        };
        let mut ranked = candidates;
        ranked.sort_by_cached_key(|tasks| rank(tasks));
        match ranked[..] {
            [first, second, ..] if rank(first) != rank(second) => Some(first),
            _ => None,
        }
    }
}
