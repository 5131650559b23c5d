//! The time of day during a wait.

use crate::model::timestamp::Timestamp;
use tokio::time::Instant;

/// Derives the time of day from tokio's clock, which a test can pause.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// When the wait started, on tokio's clock.
    pub started: Instant,
    /// When the wait started, as a time of day.
    pub started_at: Timestamp,
}

impl Clock {
    /// Starts a clock that shows `now`.
    pub fn start(now: Timestamp) -> Self {
        Self {
            started: Instant::now(),
            started_at: now,
        }
    }

    /// The time of day.
    pub fn now(&self) -> Timestamp {
        self.started_at + self.started.elapsed()
    }
}
