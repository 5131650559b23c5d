//! The service revisions that the deployments of a history name: whole, or what a list shows of
//! them.

use crate::model::arn::last_segment;
use crate::model::detail_level::DetailLevel;
use crate::model::failure::Failure;
use crate::model::record::Record;
use crate::model::revision::{Revision, RevisionSummary};
use crate::source::Source;
use crate::source::batches::Batches;
use crate::source::describe::revision_batches;
use crate::source::missing_details::{MissingDetails, SUMMARIES_MISSING, summary_by_arn};
use std::collections::{HashMap, HashSet};

/// Collects revisions as they are named.
pub enum RevisionDetails {
    Whole(Batches<Revision>),
    /// Only what a list shows: the revisions of a long history are larger than the history.
    Summaries(Batches<Revision, (String, RevisionSummary)>),
    Saved(SavedSummaries),
}

/// What a saved history says about revisions, looked up at once.
pub struct SavedSummaries {
    source: Source,
    known: HashMap<String, RevisionSummary>,
    missing: Option<Missing>,
}

/// The revisions that are not in a saved history.
struct Missing {
    first: String,
    are_several: bool,
}

/// The revisions that have arrived.
#[derive(Default)]
pub struct ArrivedRevisions {
    /// By ARN.
    pub summaries: HashMap<String, RevisionSummary>,
    /// The revisions themselves, at [`DetailLevel::Revisions`].
    pub records: Vec<Record<Revision>>,
    /// Those that could not be described, at [`DetailLevel::Revisions`].
    pub failures: Vec<Record<Failure>>,
}

impl RevisionDetails {
    pub fn new(source: &Source, level: DetailLevel) -> Self {
        if level == DetailLevel::Revisions {
            Self::Whole(revision_batches(source))
        } else if source.is_saved() {
            Self::Saved(SavedSummaries {
                source: source.clone(),
                known: HashMap::new(),
                missing: None,
            })
        } else {
            Self::Summaries(revision_batches(source).keeping(summary_by_arn))
        }
    }

    /// Adds an ARN, unless it was added before.
    pub fn add(&mut self, arn: &str) {
        match self {
            Self::Whole(batches) => batches.add(arn),
            Self::Summaries(batches) => batches.add(arn),
            Self::Saved(summaries) => summaries.add(arn),
        }
    }

    /// Sends the ARNs that wait for a full batch.
    pub fn send(&mut self) {
        match self {
            Self::Whole(batches) => batches.send(),
            Self::Summaries(batches) => batches.send(),
            Self::Saved(_) => {}
        }
    }

    /// Waits for all of them. Cancel safe.
    pub async fn join(&mut self) {
        match self {
            Self::Whole(batches) => batches.join().await,
            Self::Summaries(batches) => batches.join().await,
            Self::Saved(_) => {}
        }
    }

    /// What has arrived so far. `summarized` are the ARNs of revisions whose task definitions and
    /// images are known without.
    pub async fn arrived(
        self,
        summarized: &HashSet<String>,
        missing: &mut MissingDetails,
    ) -> ArrivedRevisions {
        match self {
            Self::Whole(mut batches) => {
                let mut result = batches.arrived().await;
                let records = result.described.items.clone();
                let failures = result.described.failures.clone();
                let of_summarized = result.take_failures(|failure| {
                    let arn = failure.arn.as_deref();
                    arn.is_some_and(|arn| summarized.contains(arn))
                });
                let consequence = "when they were created is not known";
                missing.take(of_summarized, consequence, "revision");
                ArrivedRevisions {
                    summaries: missing.take_revisions(result),
                    records,
                    failures,
                }
            }
            Self::Summaries(mut batches) => ArrivedRevisions {
                summaries: missing.take_summaries(batches.arrived().await),
                ..ArrivedRevisions::default()
            },
            Self::Saved(summaries) => {
                missing.note(summaries.note());
                ArrivedRevisions {
                    summaries: summaries.known,
                    ..ArrivedRevisions::default()
                }
            }
        }
    }
}

impl SavedSummaries {
    fn add(&mut self, arn: &str) {
        if self.known.contains_key(arn) {
            return;
        }
        let saved = self.source.saved().and_then(|saved| saved.revision(arn));
        match (saved, &mut self.missing) {
            (Some(record), _) => {
                let summary = record.item.summary();
                self.known.insert(arn.to_owned(), summary);
            }
            (None, Some(missing)) => missing.are_several |= missing.first != arn,
            (None, missing) => {
                *missing = Some(Missing {
                    first: arn.to_owned(),
                    are_several: false,
                });
            }
        }
    }

    /// Which revisions are missing. How many is not worth keeping all of their ARNs.
    fn note(&self) -> Option<String> {
        let Missing { first, are_several } = self.missing.as_ref()?;
        let file = self.source.saved_name().unwrap_or_default();
        let revisions = match are_several {
            true => "some revisions are".to_owned(),
            false => format!("revision {} is", last_segment(first)),
        };
        Some(format!("{SUMMARIES_MISSING}: {revisions} not in {file}"))
    }
}
