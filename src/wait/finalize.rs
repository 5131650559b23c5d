//! Completes a verdict: names of task definitions, what serves now, and whether a newer deployment
//! took over.

use crate::model::detail_level::DetailLevel;
use crate::model::history::History;
use crate::model::outcome::Outcome;
use crate::model::verdict::Verdict;
use crate::wait::Wait;
use crate::wait::poll::Poll;
use std::collections::HashSet;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

/// How long to look for what only adds to the verdict.
const DETAILS_TIMEOUT: Duration = Duration::from_millis(900);

/// How long to look for what the verdict depends on.
const VERDICT_TIMEOUT: Duration = Duration::from_secs(5);

/// The pause before the service is listed again.
const RETRY_DELAY: Duration = Duration::from_millis(250);

impl<P: Poll> Wait<P> {
    /// Looks up the task definitions and images of the revisions that the deployment names. The
    /// wait can do without them.
    pub(super) async fn look_up_revisions(&mut self, until: Instant) {
        let Some(watched) = &self.watched else {
            return;
        };
        let deployment = watched.deployment();
        let rolled_back_to = deployment.rollback_revision_arn();
        let named = deployment
            .target_revision_arn()
            .into_iter()
            .chain(deployment.source_revision_arns());
        let named = named
            .chain(rolled_back_to.as_deref())
            .chain(watched.serving.iter().map(String::as_str));
        let mut seen = HashSet::new();
        let unknown: Vec<String> = named
            .filter(|arn| !self.known_revisions.contains(*arn) && seen.insert(*arn))
            .map(str::to_owned)
            .collect();
        if unknown.is_empty() {
            return;
        }
        let described = timeout_at(until, self.poll.revisions(&unknown));
        let failing_since = self.retries.failing_since();
        let described = self
            .reporter
            .with_heartbeat(Some(watched), failing_since, described);
        match described.await {
            Ok(Ok(revisions)) => {
                self.known_revisions.extend(unknown);
                if let Some(watched) = &mut self.watched {
                    watched.add_revisions(revisions);
                }
            }
            // A call that was denied will be denied again; any other is made again after the next
            // poll.
            Ok(Err(error)) if error.is_denied() => self.known_revisions.extend(unknown),
            _ => {}
        }
    }

    /// Lists the whole service once more, for what only the other deployments show: whether a newer
    /// one took over, and what serves now. The verdict stands without it.
    pub(super) async fn finalize(&mut self, verdict: Verdict) -> Verdict {
        // A stopped deployment does not itself say that a newer one took over.
        let may_be_superseded = verdict == Verdict::Ended(Outcome::Stopped);
        let until = Instant::now()
            + if may_be_superseded {
                VERDICT_TIMEOUT
            } else {
                DETAILS_TIMEOUT
            };
        if matches!(verdict, Verdict::Ended(_) | Verdict::RollbackBegan) {
            let listed = self.list_until(until).await;
            match (listed, &mut self.watched) {
                (Some(listed), Some(watched)) => watched.join_service(listed),
                (None, Some(watched)) => {
                    watched.find_serving();
                    if may_be_superseded {
                        self.reporter.note(
                            "the service's deployments could not be listed, \
                             so a newer deployment may have taken over",
                        );
                    }
                }
                (_, None) => {}
            }
        }
        if !matches!(verdict, Verdict::Gone(_) | Verdict::Interrupted(_)) {
            self.look_up_revisions(until).await;
        }
        match (verdict, &self.watched) {
            // Only now is it known whether it was superseded.
            (Verdict::Ended(_), Some(watched)) => Verdict::Ended(watched.outcome()),
            (verdict, _) => verdict,
        }
    }

    async fn list_until(&self, until: Instant) -> Option<History> {
        let listed = async {
            loop {
                match self.poll.list(DetailLevel::Serving, None).await {
                    Err(error) if error.kind().is_transient() => sleep(RETRY_DELAY).await,
                    listed => break listed,
                }
            }
        };
        timeout_at(until, listed).await.ok()?.ok()
    }
}
