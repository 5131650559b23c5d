//! The time of day during a wait, here and at ECS.

use crate::model::server_time::{DateReading, TimeRange};
use crate::model::timestamp::Timestamp;
use chrono::TimeDelta;
use tokio::time::Instant;

/// Derives the time of day from tokio's clock, which a test can pause.
///
/// The clock of this machine may be wrong, and the times of deployments are those of ECS. So ECS's
/// responses tell what time it was there when the wait started.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// When the wait started, on tokio's clock.
    pub started: Instant,
    /// When the wait started, as a time of day on the clock of this machine.
    pub started_at: Timestamp,
    /// When the wait started, on the clock of ECS. `None` before the first response that tells.
    pub started_at_ecs: Option<TimeRange>,
}

impl Clock {
    /// Starts a clock that shows `now`.
    pub fn start(now: Timestamp) -> Self {
        Self {
            started: Instant::now(),
            started_at: now,
            started_at_ecs: None,
        }
    }

    /// The time of day on this machine.
    pub fn now(&self) -> Timestamp {
        self.started_at + self.started.elapsed()
    }

    /// The time of day at ECS, as far as it is known.
    pub fn now_at_ecs(&self) -> Timestamp {
        self.now() + self.difference()
    }

    /// The latest that it can be at ECS now, if that is known.
    pub fn latest_at_ecs(&self) -> Option<Timestamp> {
        let started = self.started_at_ecs?;
        Some(started.latest + self.started.elapsed())
    }

    /// How far the clock of ECS is ahead of that of this machine, as far as it is known.
    pub fn difference(&self) -> TimeDelta {
        let started = self.started_at_ecs;
        started.map_or_else(TimeDelta::zero, |started| {
            started.difference_from(self.started_at)
        })
    }

    /// Takes in the date of a response.
    pub fn learn(&mut self, reading: &DateReading) {
        let started = reading.at(self.started);
        self.started_at_ecs = Some(match self.started_at_ecs {
            Some(known) => known.and(started),
            None => started,
        });
    }
}
