//! What could not be described, and what that means for the answer.

use crate::error::Error;
use crate::humanize::count;
use crate::model::arn::last_segment;
use crate::model::revision::{Revision, RevisionSummary};
use crate::source::batches::BatchResult;
use std::collections::HashMap;

/// What was not to be had.
#[derive(Default)]
pub struct MissingDetails {
    /// What is missing; the answer does without.
    missing: Vec<String>,
    /// What was denied; a list does without, what is looked for in it may not.
    pub denied: Option<Error>,
    /// What went wrong.
    pub error: Option<Error>,
}

impl MissingDetails {
    /// Takes the items out of an outcome and keeps in mind what is not among them, with what that
    /// means for the answer.
    pub fn take<T>(&mut self, outcome: BatchResult<T>, consequence: &str, what: &str) -> Vec<T> {
        let BatchResult { described, error } = outcome;
        match error {
            Some(denied) if denied.is_denied() => self.deny(consequence, denied),
            error => self.error = self.error.take().or(error),
        }
        if let Some(first) = described.failures.first() {
            let reason = first.item.reason.as_deref().unwrap_or("no reason given");
            let which = match (described.failures.len(), first.item.arn.as_deref()) {
                (1, Some(arn)) => format!("{what} {}", last_segment(arn)),
                (number, _) => count(number, what),
            };
            self.missing.push(format!(
                "{consequence}: {which} could not be described ({reason})"
            ));
        }
        described
            .items
            .into_iter()
            .map(|record| record.item)
            .collect()
    }

    /// Something was denied, with what that means for the answer.
    pub fn deny(&mut self, consequence: &str, denied: Error) {
        let denied = denied.context(consequence.to_owned());
        self.denied = self.denied.take().or(Some(denied));
    }

    /// For stderr.
    pub fn notes(&self) -> Vec<String> {
        let denied = self.denied.iter().map(Error::to_string);
        denied.chain(self.missing.iter().cloned()).collect()
    }

    /// [`MissingDetails::take`] for revisions, by ARN.
    pub fn take_revisions(
        &mut self,
        outcome: BatchResult<Revision>,
    ) -> HashMap<String, RevisionSummary> {
        self.take(
            outcome,
            "task definitions and images are not known everywhere",
            "revision",
        )
        .into_iter()
        .map(|item| (item.service_revision_arn.clone(), item.summary()))
        .collect()
    }
}
