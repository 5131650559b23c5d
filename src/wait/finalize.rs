//! Looks for what adds to a verdict: names of task definitions, what serves now, and whether a newer
//! deployment took over.

use crate::error::Error;
use crate::model::detail_level::DetailLevel;
use crate::model::outcome::Outcome;
use crate::model::verdict::Verdict;
use crate::source::describe::revision_batches;
use crate::source::history;
use crate::source::missing_details::MissingDetails;
use crate::wait::Wait;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

/// How long to look for what adds to a verdict, and how long for what decides it.
const SHORT_LOOK: Duration = Duration::from_millis(900);
const LONG_LOOK: Duration = Duration::from_secs(5);

/// The pause before the service is listed again at the end.
const RETRY: Duration = Duration::from_millis(250);

impl Wait {
    /// Looks up the task definitions and images of revisions that the deployment names.
    /// It is no great loss if they cannot be had.
    pub(super) async fn learn_names(&mut self, until: Instant) {
        let Some(watched) = &self.watched else {
            return;
        };
        let deployment = watched.deployment();
        let back_to = deployment.rolled_back_to();
        let arns = deployment
            .target_revision_arn()
            .into_iter()
            .chain(deployment.source_revision_arns());
        let arns = arns
            .chain(back_to.as_deref())
            .chain(watched.serving.as_deref());
        let mut wanted: Vec<String> = arns
            .filter(|arn| !self.answered.contains(*arn))
            .map(str::to_owned)
            .collect();
        wanted.dedup();
        if wanted.is_empty() {
            return;
        }
        let mut revisions = revision_batches(&self.source.clone().fail_fast());
        wanted.iter().for_each(|arn| revisions.add(arn));
        let described = timeout_at(until, revisions.finish());
        let Ok(outcome) = self.with_heartbeat(described).await else {
            return;
        };
        // What was denied will be denied again; what merely failed may be had the next time.
        let is_answer = |error: &Error| error.is_denied();
        if outcome.error.as_ref().is_none_or(is_answer) {
            self.answered.extend(wanted);
        }
        let known = MissingDetails::default().take_revisions(outcome);
        if let Some(watched) = &mut self.watched {
            watched.revisions.extend(known);
        }
    }

    /// Looks once more at the whole service, for what only its other deployments tell: whether a
    /// newer one took over, and what serves now. The verdict stands without it.
    pub async fn finalize(&mut self, verdict: Verdict) -> Verdict {
        // A stopped deployment does not say itself that a newer one took over.
        let is_open = verdict == Verdict::Ended(Outcome::Stopped);
        let until = Instant::now() + if is_open { LONG_LOOK } else { SHORT_LOOK };
        if matches!(verdict, Verdict::Ended(_) | Verdict::RollbackBegan) {
            let query = self.whole_service();
            let source = self.source.clone();
            let listed = async {
                loop {
                    let listed =
                        history::whole(source.clone(), query.clone(), DetailLevel::Rollbacks).await;
                    match listed {
                        Err(error) if error.kind().is_transient() => sleep(RETRY).await,
                        listed => break listed,
                    }
                }
            };
            let listed = timeout_at(until, listed).await;
            match (listed, &mut self.watched) {
                (Ok(Ok(final_history)), Some(watched)) => {
                    let final_history = final_history.with_records(vec![watched.record.clone()]);
                    watched.take_neighbours(&final_history);
                    self.final_history = Some(final_history);
                }
                (_, Some(watched)) => {
                    watched.infer_serving();
                    if is_open {
                        self.teller.note(
                            "the service's deployments could not be listed: \
                             whether a newer one took over is not known",
                        );
                    }
                }
                (_, None) => {}
            }
        }
        if !matches!(verdict, Verdict::Gone(_) | Verdict::Interrupted(_)) {
            self.learn_names(until).await;
        }
        match (verdict, &self.watched) {
            // Only now it is known whether it was superseded.
            (Verdict::Ended(_), Some(watched)) => Verdict::Ended(watched.outcome()),
            (verdict, _) => verdict,
        }
    }
}
