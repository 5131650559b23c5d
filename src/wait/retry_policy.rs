//! Decides which failed calls are retried, and for how long.

use crate::error::{Error, ErrorKind};
use std::time::Duration;
use tokio::time::Instant;

/// How long calls may fail, without one that succeeds, before the wait gives up.
pub const FAILURE_TIMEOUT: Duration = Duration::from_secs(5 * 60);

/// The longest pause between two attempts.
const MAX_DELAY: Duration = Duration::from_secs(30);

/// Keeps count of the calls that failed since the last one that succeeded.
#[derive(Debug, Default)]
pub struct RetryPolicy {
    failing_since: Option<Instant>,
    failures: u32,
    /// Failures because of credentials, which do not count as `failures` at first.
    credential_failures: u32,
    has_succeeded: bool,
}

/// What to do after a call failed.
#[derive(Debug)]
pub enum RetryDecision {
    Retry {
        delay: Duration,
    },
    /// Renew the credentials and retry at once.
    RenewCredentials,
    GiveUp(Error),
}

impl RetryPolicy {
    /// Decides about a call that failed. `began` is when it was made, `interval` the usual time
    /// between two calls.
    pub fn failed(&mut self, error: Error, began: Instant, interval: Duration) -> RetryDecision {
        let kind = error.kind();
        // Credentials that once worked may be renewed by someone; others are resolved again once.
        let may_recover = kind.is_transient()
            || kind == ErrorKind::Credentials
                && (self.has_succeeded || self.credential_failures == 0);
        if !may_recover {
            return RetryDecision::GiveUp(error);
        }
        let since = *self.failing_since.get_or_insert(began);
        if since.elapsed() >= FAILURE_TIMEOUT {
            let message = match self.has_succeeded {
                true => "no successful call for 5 minutes",
                false => "no call to ECS has succeeded in 5 minutes",
            };
            return RetryDecision::GiveUp(error.context(message));
        }
        if kind == ErrorKind::Credentials {
            self.credential_failures += 1;
            if self.credential_failures == 1 {
                return RetryDecision::RenewCredentials;
            }
        }
        let factor = 2u32.saturating_pow(self.failures);
        self.failures += 1;
        let delay = interval.saturating_mul(factor).min(MAX_DELAY);
        RetryDecision::Retry { delay }
    }

    /// Resets the count after a call succeeded. Returns since when calls had failed, if they had.
    pub fn succeeded(&mut self) -> Option<Instant> {
        let failing_since = self.failing_since;
        *self = Self {
            has_succeeded: true,
            ..Self::default()
        };
        failing_since
    }

    /// Whether any call has succeeded.
    pub fn has_succeeded(&self) -> bool {
        self.has_succeeded
    }

    /// Since when calls fail, if they do.
    pub fn failing_since(&self) -> Option<Instant> {
        self.failing_since
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

    async fn delay(policy: &mut RetryPolicy, kind: ErrorKind) -> Option<u64> {
        let began = Instant::now();
        match policy.failed(error(kind), began, 5 * SECOND) {
            RetryDecision::Retry { delay } => {
                tokio::time::sleep(delay).await;
                Some(delay.as_secs())
            }
            RetryDecision::RenewCredentials => Some(0),
            RetryDecision::GiveUp(_) => None,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn delays_grow_and_end_after_five_minutes() {
        let mut policy = RetryPolicy::default();
        let start = Instant::now();
        let mut delays = Vec::new();
        while let Some(seconds) = delay(&mut policy, ErrorKind::Transient).await {
            delays.push(seconds);
        }
        assert_eq!(delays[..4], [5, 10, 20, 30]);
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        assert!((5.0..5.6).contains(&minutes), "{minutes}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_success_resets_the_delay() {
        let mut policy = RetryPolicy::default();
        assert_eq!(policy.succeeded(), None);
        for _ in 0..20 {
            assert_eq!(delay(&mut policy, ErrorKind::Transient).await, Some(5));
            let failing_since = policy.succeeded().expect("a failure");
            assert_eq!(failing_since.elapsed(), 5 * SECOND);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn permanent_errors_are_not_retried() {
        for kind in [ErrorKind::Permanent, ErrorKind::AccessDenied] {
            assert_eq!(delay(&mut RetryPolicy::default(), kind).await, None);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn credentials_are_renewed_once_and_again_if_they_had_worked() {
        let mut policy = RetryPolicy::default();
        assert_eq!(
            delay(&mut policy, ErrorKind::Transient).await,
            Some(5),
            "counted separately"
        );
        assert_eq!(
            delay(&mut policy, ErrorKind::Credentials).await,
            Some(0),
            "at once"
        );
        assert_eq!(delay(&mut policy, ErrorKind::Credentials).await, None);
        let mut policy = RetryPolicy::default();
        policy.succeeded();
        for _ in 0..5 {
            assert!(delay(&mut policy, ErrorKind::Credentials).await.is_some());
        }
    }
}
