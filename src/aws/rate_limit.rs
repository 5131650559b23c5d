//! Paces calls to the published rates of ECS, instead of running into them.
//!
//! ECS counts with token buckets, for an account and Region:
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html>.
//! Others draw from the same buckets, so a throttle can come all the same: then ours slows down,
//! and finds its way back with every call that passes.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep};

/// How much of the rate a throttle leaves, and how much each success adds again, of the full rate.
const SLOW_DOWN: f64 = 0.85;
const SPEED_UP: f64 = 0.01;

/// The least share of the full rate.
const SLOWEST: f64 = 0.05;

/// How many calls may be on their way at once: enough to hide the way there and back, few enough
/// to need no more than a handful of connections.
const IN_FLIGHT: usize = 10;

/// A token bucket: so many calls at once, then so many a second.
///
/// When a call takes its token at ECS is not known here: some time between its sending and its
/// answer. Ours is taken when the call is sent, and the bucket fills up again as if it were taken
/// when the answer came. So it never holds more than that of ECS, however the calls bunch up on
/// their way, and the whole of the published rate can be used.
pub struct Bucket {
    burst: f64,
    /// Calls a second.
    full_rate: f64,
    slots: Semaphore,
    /// Calls take their turns in the order in which they got their slots.
    queue: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

struct State {
    /// Without those that the calls on their way will have taken.
    tokens: f64,
    /// Calls on their way.
    in_flight: u32,
    rate: f64,
    counted_at: Instant,
    slowed_at: Option<Instant>,
}

/// A slot among the calls on their way. It is kept until the call has passed.
pub struct Slot<'a> {
    bucket: &'a Bucket,
    _permit: Option<SemaphorePermit<'a>>,
}

/// The right to one attempt, which ends when this is dropped.
pub struct Turn<'a> {
    bucket: &'a Bucket,
    began: Instant,
}

impl Bucket {
    pub fn new(burst: f64, rate: f64) -> Self {
        Self {
            burst,
            full_rate: rate,
            slots: Semaphore::new(IN_FLIGHT),
            queue: tokio::sync::Mutex::default(),
            state: Mutex::new(State {
                tokens: burst,
                in_flight: 0,
                rate,
                counted_at: Instant::now(),
                slowed_at: None,
            }),
        }
    }

    /// Waits for a slot. Slots are given in the order of asking.
    pub async fn slot(&self) -> Slot<'_> {
        Slot {
            bucket: self,
            // Nobody closes it.
            _permit: self.slots.acquire().await.ok(),
        }
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

impl<'a> Slot<'a> {
    /// Waits for the turn of an attempt.
    pub async fn turn(&self) -> Turn<'a> {
        let bucket = self.bucket;
        let _first = bucket.queue.lock().await;
        loop {
            let wait = {
                let mut state = bucket.count();
                let free = state.tokens - f64::from(state.in_flight);
                if free >= 1.0 {
                    state.in_flight += 1;
                    break;
                }
                Duration::from_secs_f64((1.0 - free) / state.rate)
            };
            // Time is counted in milliseconds; what is left of one is not worth asking again.
            sleep(wait.max(Duration::from_millis(1))).await;
        }
        Turn {
            bucket,
            began: Instant::now(),
        }
    }
}

impl Turn<'_> {
    /// The call was throttled. Slows down once for all the calls that were on their way together.
    pub fn throttled(self) {
        let bucket = self.bucket;
        let mut state = bucket.count();
        if state.slowed_at.is_none_or(|slowed| slowed < self.began) {
            state.rate = (state.rate * SLOW_DOWN).max(bucket.full_rate * SLOWEST);
            state.tokens = state.tokens.min(f64::from(state.in_flight));
            state.slowed_at = Some(Instant::now());
        }
    }

    /// The call passed.
    pub fn passed(self) {
        let mut state = self.bucket.count();
        state.rate = (state.rate + self.bucket.full_rate * SPEED_UP).min(self.bucket.full_rate);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.bucket.count();
        state.in_flight -= 1;
        state.tokens -= 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;

    async fn seconds_for(bucket: &Bucket, calls: usize) -> f64 {
        let start = Instant::now();
        for _ in 0..calls {
            bucket.slot().await.turn().await.passed();
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
        let slots = [bucket.slot().await, bucket.slot().await];
        let turns = [slots[0].turn().await, slots[1].turn().await];
        turns.into_iter().for_each(Turn::throttled);
        drop(slots);
        let slow = seconds_for(&bucket, 1).await;
        assert!((0.057..0.062).contains(&slow), "1 / (20 × 0.85): {slow}");
        seconds_for(&bucket, 50).await;
        let again = seconds_for(&bucket, 20).await;
        assert!((0.9..1.1).contains(&again), "{again}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_is_given_up_leaves_its_slot() {
        let bucket = Bucket::new(50.0, 20.0);
        for _ in 0..2 * IN_FLIGHT {
            let slot = bucket.slot().await;
            let call = async {
                let _turn = slot.turn().await;
                sleep(Duration::from_secs(1)).await;
            };
            let _ = tokio::time::timeout(Duration::from_millis(1), call).await;
        }
        assert_eq!(bucket.count().in_flight, 0);
    }

    /// A bucket of ECS, or what other clients leave of it.
    struct Server {
        burst: f64,
        rate: f64,
        tokens: f64,
        counted_at: Instant,
    }

    impl Server {
        fn new(burst: f64, rate: f64) -> Self {
            Self {
                burst,
                rate,
                tokens: burst,
                counted_at: Instant::now(),
            }
        }

        fn takes(&mut self) -> bool {
            let since = self.counted_at.elapsed().as_secs_f64();
            self.tokens = (self.tokens + since * self.rate).min(self.burst);
            self.counted_at = Instant::now();
            let is_taken = self.tokens >= 1.0;
            if is_taken {
                self.tokens -= 1.0;
            }
            is_taken
        }
    }

    /// Makes so many calls, with these milliseconds there and back in turn: the seconds that it
    /// took, and how many were throttled.
    async fn run(
        bucket: Bucket,
        server: Server,
        calls: usize,
        ways: Vec<(u64, u64)>,
    ) -> (f64, usize) {
        let start = Instant::now();
        let bucket = Arc::new(bucket);
        let server = Arc::new(Mutex::new(server));
        let throttles = Arc::new(Mutex::new(0));
        let tasks = (0..calls).map(|number| {
            let (bucket, server, throttles) = (bucket.clone(), server.clone(), throttles.clone());
            let (there, back) = ways[number % ways.len()];
            tokio::spawn(async move {
                let slot = bucket.slot().await;
                loop {
                    let turn = slot.turn().await;
                    sleep(Duration::from_millis(there)).await;
                    let is_taken = server.lock().expect("no panic").takes();
                    sleep(Duration::from_millis(back)).await;
                    if is_taken {
                        return turn.passed();
                    }
                    *throttles.lock().expect("no panic") += 1;
                    turn.throttled();
                }
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.expect("no panic");
        }
        let throttles = *throttles.lock().expect("no panic");
        (start.elapsed().as_secs_f64(), throttles)
    }

    #[tokio::test(start_paused = true)]
    async fn finds_the_rate_that_other_clients_leave() {
        for (left, slack, most) in [(0.5, 1.06, 150), (0.2, 1.1, 300)] {
            let bucket = Bucket::new(50.0, 20.0);
            let server = Server::new(50.0 * left, 20.0 * left);
            let (seconds, throttles) = run(bucket, server, 1000, vec![(15, 15)]).await;
            let floor = (1000.0 - 50.0 * left) / (20.0 * left);
            assert!(
                seconds < floor * slack,
                "{left}: {} times the floor",
                seconds / floor
            );
            assert!(throttles < most, "{left}: {throttles} throttled");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn alone_it_is_never_throttled(
            ways in proptest::collection::vec((0u64..300, 0u64..300), 1..20),
            burst in 1u32..60,
        ) {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .start_paused(true)
                .build()
                .expect("a runtime");
            let (seconds, throttles) = runtime.block_on(async {
                let bucket = Bucket::new(burst.into(), 20.0);
                let server = Server::new(burst.into(), 20.0);
                run(bucket, server, 200, ways.clone()).await
            });
            prop_assert_eq!(throttles, 0);
            let slowest = ways.iter().map(|(there, back)| there + back).max().unwrap_or_default();
            let floor = (200.0 - f64::from(burst)) / 20.0;
            // With as many on their way as may be, or as there are tokens.
            let at_once = f64::from(burst).min(IN_FLIGHT as f64);
            let by_distance = 200.0 / at_once * slowest as f64 / 1000.0;
            prop_assert!(seconds <= floor.max(by_distance) + by_distance + 2.0, "{} s", seconds);
        }
    }
}
