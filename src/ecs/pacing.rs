//! Paces calls to the published rates of ECS, instead of running into them.
//!
//! ECS counts with token buckets, for an account and Region:
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html>.
//! Others draw from the same buckets, so a throttle can come all the same: then ours slows down,
//! and finds its way back with every call that passes.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How much of the rate a throttle leaves, and how much each success adds again, of the full rate.
const SLOW_DOWN: f64 = 0.7;
const SPEED_UP: f64 = 0.02;

/// The least share of the full rate.
const SLOWEST: f64 = 0.05;

/// A token bucket: so many calls at once, then so many a second.
pub struct Bucket {
    burst: f64,
    /// Calls a second.
    full_rate: f64,
    state: Mutex<State>,
}

struct State {
    /// Below zero when calls wait for their turn.
    tokens: f64,
    rate: f64,
    counted_at: Instant,
    slowed_at: Option<Instant>,
}

/// The right to one call.
pub struct Turn {
    began: Instant,
}

impl Bucket {
    pub fn new(burst: f64, rate: f64) -> Self {
        Self {
            burst,
            full_rate: rate,
            state: Mutex::new(State {
                tokens: burst,
                rate,
                counted_at: Instant::now(),
                slowed_at: None,
            }),
        }
    }

    /// Waits for a turn. Turns come in the order of asking.
    pub async fn turn(&self) -> Turn {
        let at = {
            let mut state = self.count();
            state.tokens -= 1.0;
            let wait = (-state.tokens / state.rate).max(0.0);
            state.counted_at + Duration::from_secs_f64(wait)
        };
        sleep_until(at).await;
        Turn {
            began: Instant::now(),
        }
    }

    /// A call was throttled. Slows down once for all the calls that were on their way together.
    pub fn throttled(&self, turn: &Turn) {
        let mut state = self.count();
        if state.slowed_at.is_none_or(|slowed| slowed < turn.began) {
            state.rate = (state.rate * SLOW_DOWN).max(self.full_rate * SLOWEST);
            state.tokens = state.tokens.min(0.0);
            state.slowed_at = Some(Instant::now());
        }
    }

    /// A call passed.
    pub fn passed(&self) {
        let mut state = self.count();
        state.rate = (state.rate + self.full_rate * SPEED_UP).min(self.full_rate);
    }

    /// The state, with the tokens that have come in until now.
    fn count(&self) -> MutexGuard<'_, State> {
        // Nothing between lock and unlock can leave the numbers half changed.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let since = (now - state.counted_at).as_secs_f64();
        state.tokens = (state.tokens + since * state.rate).min(self.burst);
        state.counted_at = now;
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn seconds_for(bucket: &Bucket, calls: usize) -> f64 {
        let start = Instant::now();
        for _ in 0..calls {
            bucket.turn().await;
            bucket.passed();
        }
        start.elapsed().as_secs_f64()
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_free_and_the_rest_is_paced() {
        let bucket = Bucket::new(50.0, 20.0);
        assert_eq!(seconds_for(&bucket, 50).await, 0.0);
        let rest = seconds_for(&bucket, 100).await;
        assert!((4.9..5.2).contains(&rest), "{rest}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_throttle_slows_down_once_and_success_speeds_up_again() {
        let bucket = Bucket::new(50.0, 20.0);
        let turns = [bucket.turn().await, bucket.turn().await];
        turns.iter().for_each(|turn| bucket.throttled(turn));
        let slow = seconds_for(&bucket, 1).await;
        assert!((0.06..0.08).contains(&slow), "1 / (20 × 0.7): {slow}");
        seconds_for(&bucket, 50).await;
        let again = seconds_for(&bucket, 20).await;
        assert!((0.9..1.1).contains(&again), "{again}");
    }
}
