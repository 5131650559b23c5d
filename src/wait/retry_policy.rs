//! How much trouble a wait bears: calls that fail are no verdict.

use crate::error::{Error, ErrorKind};
use std::time::Duration;
use tokio::time::Instant;

/// How long nothing but failure may come.
pub const LIMIT: Duration = Duration::from_secs(5 * 60);

/// The longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Counts what fails.
#[derive(Debug, Default)]
pub struct RetryPolicy {
    failing_since: Option<Instant>,
    failures: u32,
    /// Of those, the ones that were about credentials.
    of_credentials: u32,
    has_answered: bool,
}

/// What to do about a call that failed.
#[derive(Debug)]
pub enum RetryDecision {
    /// Try again after so long.
    TryAgain { after: Duration },
    /// Fetch the credentials anew, and try again at once.
    Renew,
    /// End with this.
    GiveUp(Error),
}

impl RetryPolicy {
    /// A call that began at this time has failed. `interval` is the pause between two calls that
    /// pass.
    pub fn failed(&mut self, error: Error, began: Instant, interval: Duration) -> RetryDecision {
        let kind = error.kind();
        // Credentials that worked once may be renewed by somebody; others are fetched anew once.
        let bearable = kind.is_transient()
            || kind == ErrorKind::Credentials && (self.has_answered || self.of_credentials == 0);
        if !bearable {
            return RetryDecision::GiveUp(error);
        }
        let since = *self.failing_since.get_or_insert(began);
        if since.elapsed() >= LIMIT {
            return RetryDecision::GiveUp(error.context("nothing but failure for 5 minutes"));
        }
        if kind == ErrorKind::Credentials {
            self.of_credentials += 1;
            if self.of_credentials == 1 {
                return RetryDecision::Renew;
            }
        }
        let factor = 2u32.saturating_pow(self.failures);
        self.failures += 1;
        let after = interval.saturating_mul(factor).min(LONGEST_PAUSE);
        RetryDecision::TryAgain { after }
    }

    /// A call has passed. How long there was trouble before, if there was.
    pub fn passed(&mut self) -> Option<Duration> {
        self.has_answered = true;
        self.failures = 0;
        self.of_credentials = 0;
        self.failing_since.take().map(|since| since.elapsed())
    }

    /// How long there has been trouble.
    pub fn troubled_for(&self) -> Option<Duration> {
        self.failing_since.map(|since| since.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    const SECOND: Duration = Duration::from_secs(1);

    fn error(kind: ErrorKind) -> Error {
        Error::new(kind, anyhow!("it failed"))
    }

    async fn pause(patience: &mut RetryPolicy, kind: ErrorKind) -> Option<u64> {
        let began = Instant::now();
        match patience.failed(error(kind), began, 5 * SECOND) {
            RetryDecision::TryAgain { after } => {
                tokio::time::sleep(after).await;
                Some(after.as_secs())
            }
            RetryDecision::Renew => Some(0),
            RetryDecision::GiveUp(_) => None,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_grow_and_end_after_five_minutes() {
        let mut patience = RetryPolicy::default();
        let start = Instant::now();
        let mut pauses = Vec::new();
        while let Some(seconds) = pause(&mut patience, ErrorKind::Transient).await {
            pauses.push(seconds);
        }
        assert_eq!(pauses[..4], [5, 10, 20, 30]);
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        assert!((5.0..5.6).contains(&minutes), "{minutes}");
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_makes_it_patient_again() {
        let mut patience = RetryPolicy::default();
        assert_eq!(patience.passed(), None);
        for _ in 0..20 {
            assert_eq!(pause(&mut patience, ErrorKind::Transient).await, Some(5));
            assert_eq!(patience.passed(), Some(5 * SECOND));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_lasts_ends_it_at_once() {
        for kind in [ErrorKind::Permanent, ErrorKind::AccessDenied] {
            assert_eq!(pause(&mut RetryPolicy::default(), kind).await, None);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn credentials_get_another_chance_and_more_if_they_had_worked() {
        let mut patience = RetryPolicy::default();
        assert_eq!(
            pause(&mut patience, ErrorKind::Transient).await,
            Some(5),
            "counts for itself"
        );
        assert_eq!(
            pause(&mut patience, ErrorKind::Credentials).await,
            Some(0),
            "at once"
        );
        assert_eq!(pause(&mut patience, ErrorKind::Credentials).await, None);
        let mut patience = RetryPolicy::default();
        patience.passed();
        for _ in 0..5 {
            assert!(pause(&mut patience, ErrorKind::Credentials).await.is_some());
        }
    }
}
