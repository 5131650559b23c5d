//! Details that could not be fetched, and what that means for the output.

use crate::error::Error;
use crate::humanize::count;
use crate::model::arn::last_segment;
use crate::model::record::Record;
use crate::model::revision::{Revision, RevisionSummary};
use crate::source::batches::BatchResult;
use std::collections::HashMap;

/// What is missing without the revisions.
pub const SUMMARIES_MISSING: &str = "task definitions and images may be missing";

/// Details that could not be fetched.
#[derive(Default)]
pub struct MissingDetails {
    /// Notes about items that could not be described.
    notes: Vec<String>,
    /// The first denial. A list can do without what was denied.
    pub denied: Option<Error>,
    /// The first other error.
    pub error: Option<Error>,
}

impl MissingDetails {
    /// Takes the items out of a result. Remembers what is missing, and the consequence for the
    /// output.
    pub fn take<K>(&mut self, result: BatchResult<K>, consequence: &str, what: &str) -> Vec<K> {
        let BatchResult { described, error } = result;
        match error {
            Some(denied) if denied.is_denied() => self.record_denial(consequence, denied),
            error => self.error = self.error.take().or(error),
        }
        if let Some(first) = described.failures.first() {
            let items = match (described.failures.len(), first.item.arn.as_deref()) {
                (1, Some(arn)) => format!("{what} {}", last_segment(arn)),
                (number, _) => count(number, what),
            };
            let sentence = first.item.sentence(&items);
            self.notes.push(format!("{consequence}: {sentence}"));
        }
        described.items
    }

    /// Adds a note, if there is one.
    pub fn note(&mut self, note: Option<String>) {
        self.notes.extend(note);
    }

    /// Remembers a denial, and its consequence for the output.
    pub fn record_denial(&mut self, consequence: &str, denied: Error) {
        let denied = denied.context(consequence.to_owned());
        self.denied = self.denied.take().or(Some(denied));
    }

    /// For stderr.
    pub fn notes(&self) -> Vec<String> {
        let denied = self.denied.iter().map(Error::to_string);
        denied.chain(self.notes.iter().cloned()).collect()
    }

    /// [`MissingDetails::take`] for revisions, by ARN.
    pub fn take_revisions(
        &mut self,
        result: BatchResult<Record<Revision>>,
    ) -> HashMap<String, RevisionSummary> {
        let records = self.take(result, SUMMARIES_MISSING, "revision");
        records.into_iter().map(summary_by_arn).collect()
    }

    /// [`MissingDetails::take`] for summaries of revisions, by ARN.
    pub fn take_summaries(
        &mut self,
        result: BatchResult<(String, RevisionSummary)>,
    ) -> HashMap<String, RevisionSummary> {
        let summaries = self.take(result, SUMMARIES_MISSING, "revision");
        summaries.into_iter().collect()
    }
}

/// The ARN of a revision, and what a list of deployments shows of it.
pub fn summary_by_arn(record: Record<Revision>) -> (String, RevisionSummary) {
    let revision = &record.item;
    (revision.service_revision_arn.clone(), revision.summary())
}
