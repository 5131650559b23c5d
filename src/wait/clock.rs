//! The time of day during a wait.

use crate::model::timestamp::Timestamp;
use std::time::Duration;
use tokio::time::Instant;

/// Derives the time of day from tokio's clock, which a test can pause.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    started_at: Timestamp,
    started: Instant,
}

impl Clock {
    /// Starts a clock that shows `now`.
    pub fn start(now: Timestamp) -> Self {
        Self {
            started_at: now,
            started: Instant::now(),
        }
    }

    /// The time of day at which the wait started.
    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// When the wait started.
    pub fn started(&self) -> Instant {
        self.started
    }

    /// How long the wait has lasted.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The time of day.
    pub fn now(&self) -> Timestamp {
        self.started_at + self.elapsed()
    }
}
