//! Paces calls to the published rates, instead of running into throttles.
//!
//! AWS counts calls with token buckets, per account and Region:
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html>.
//! Other clients draw from the same buckets, so throttles still happen: then the rate here goes
//! down, and recovers with every call that succeeds.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep};

/// The share of the rate that a throttle leaves, and the share of the full rate that each success
/// restores.
const SLOW_DOWN: f64 = 0.85;
const SPEED_UP: f64 = 0.01;

/// The smallest share of the full rate.
const SLOWEST: f64 = 0.05;

/// How many calls may be in flight: enough to hide the round trips, few enough for a handful of
/// connections.
const IN_FLIGHT: usize = 10;

/// A token bucket: a burst of calls, then a number of calls per second.
///
/// When AWS takes the token of a call is not known here: some time between request and response.
/// This bucket takes it with the request, and refills as if it had taken it with the response. So
/// it never holds more tokens than that of AWS, however calls bunch up on the network, and still
/// uses all of the published rate.
pub struct Bucket {
    burst: f64,
    /// Calls per second.
    full_rate: f64,
    slots: Semaphore,
    /// Calls take their turns in the order in which they got their slots.
    queue: tokio::sync::Mutex<()>,
    state: Mutex<State>,
}

struct State {
    /// Not counting those that the calls in flight will take.
    tokens: f64,
    in_flight: u32,
    /// Calls per second.
    rate: f64,
    refilled_at: Instant,
    slowed_at: Option<Instant>,
    throttling: Option<Throttling>,
}

/// AWS throttles, and no call of the bucket has succeeded since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttling {
    /// The operation that was throttled first.
    pub operation: &'static str,
    pub since: Instant,
}

/// A slot among the calls in flight, held across all attempts of one call.
pub struct Slot<'a> {
    bucket: &'a Bucket,
    _permit: Option<SemaphorePermit<'a>>,
}

/// The right to one attempt, which ends when this is dropped.
pub struct Turn<'a> {
    bucket: &'a Bucket,
    started_at: Instant,
}

impl Bucket {
    /// A full bucket: `burst` calls at once, then `rate` calls per second.
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
                refilled_at: Instant::now(),
                slowed_at: None,
                throttling: None,
            }),
        }
    }

    /// Whether calls are being throttled now.
    pub fn throttling(&self) -> Option<Throttling> {
        self.refill().throttling
    }

    /// Waits for a slot. First come, first served.
    pub async fn slot(&self) -> Slot<'_> {
        Slot {
            bucket: self,
            // Acquiring fails for a closed semaphore only, and this one is never closed.
            _permit: self.slots.acquire().await.ok(),
        }
    }

    /// Adds the tokens of the time since the last refill.
    fn refill(&self) -> MutexGuard<'_, State> {
        // No panic can leave the numbers half changed.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let elapsed = (now - state.refilled_at).as_secs_f64();
        state.tokens = (state.tokens + elapsed * state.rate).min(self.burst);
        state.refilled_at = now;
        state
    }
}

impl<'a> Slot<'a> {
    /// Waits for the turn of an attempt.
    pub async fn turn(&self) -> Turn<'a> {
        let bucket = self.bucket;
        let _head_of_queue = bucket.queue.lock().await;
        loop {
            let wait = {
                let mut state = bucket.refill();
                let free = state.tokens - f64::from(state.in_flight);
                if free >= 1.0 {
                    state.in_flight += 1;
                    break;
                }
                Duration::from_secs_f64((1.0 - free) / state.rate)
            };
            // Timers count in milliseconds.
            sleep(wait.max(Duration::from_millis(1))).await;
        }
        Turn {
            bucket,
            started_at: Instant::now(),
        }
    }
}

impl Turn<'_> {
    /// The attempt, of this operation, was throttled. Calls that were in flight together slow down
    /// the bucket once.
    pub fn throttled(self, operation: &'static str) {
        let bucket = self.bucket;
        let mut state = bucket.refill();
        let since = Instant::now();
        let throttling = Throttling { operation, since };
        state.throttling.get_or_insert(throttling);
        if state
            .slowed_at
            .is_none_or(|slowed| slowed < self.started_at)
        {
            state.rate = (state.rate * SLOW_DOWN).max(bucket.full_rate * SLOWEST);
            state.tokens = state.tokens.min(f64::from(state.in_flight));
            state.slowed_at = Some(Instant::now());
        }
    }

    /// The attempt succeeded.
    pub fn succeeded(self) {
        let mut state = self.bucket.refill();
        state.throttling = None;
        state.rate = (state.rate + self.bucket.full_rate * SPEED_UP).min(self.bucket.full_rate);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.bucket.refill();
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
            bucket.slot().await.turn().await.succeeded();
        }
        start.elapsed().as_secs_f64()
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_free_and_further_calls_are_paced() {
        let bucket = Bucket::new(50.0, 20.0);
        assert_eq!(seconds_for(&bucket, 50).await, 0.0);
        let rest = seconds_for(&bucket, 100).await;
        assert!((4.9..5.2).contains(&rest), "{rest}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_throttle_slows_down_once_and_successes_speed_up() {
        let bucket = Bucket::new(50.0, 20.0);
        let slots = [bucket.slot().await, bucket.slot().await];
        let turns = [slots[0].turn().await, slots[1].turn().await];
        for turn in turns {
            turn.throttled("ListServices");
        }
        drop(slots);
        let slow = seconds_for(&bucket, 1).await;
        assert!((0.057..0.062).contains(&slow), "1 / (20 × 0.85): {slow}");
        seconds_for(&bucket, 50).await;
        let again = seconds_for(&bucket, 20).await;
        assert!((0.9..1.1).contains(&again), "{again}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_cancelled_call_gives_its_slot_back() {
        let bucket = Bucket::new(50.0, 20.0);
        for _ in 0..2 * IN_FLIGHT {
            let slot = bucket.slot().await;
            let call = async {
                let _turn = slot.turn().await;
                sleep(Duration::from_secs(1)).await;
            };
            let _ = tokio::time::timeout(Duration::from_millis(1), call).await;
        }
        assert_eq!(bucket.refill().in_flight, 0);
    }

    #[tokio::test(start_paused = true)]
    async fn throttling_lasts_until_a_call_succeeds() {
        let bucket = Bucket::new(50.0, 20.0);
        assert_eq!(bucket.throttling(), None);
        let slot = bucket.slot().await;
        let since = Instant::now();
        for operation in ["ListServices", "DescribeServices"] {
            slot.turn().await.throttled(operation);
            sleep(Duration::from_secs(3)).await;
            // An attempt that ends in another error says nothing about it.
            drop(slot.turn().await);
            let operation = "ListServices";
            assert_eq!(bucket.throttling(), Some(Throttling { operation, since }));
        }
        slot.turn().await.succeeded();
        assert_eq!(bucket.throttling(), None);
    }

    /// The bucket of AWS, or what other clients leave of it.
    struct Server {
        burst: f64,
        rate: f64,
        tokens: f64,
        refilled_at: Instant,
    }

    impl Server {
        fn new(burst: f64, rate: f64) -> Self {
            Self {
                burst,
                rate,
                tokens: burst,
                refilled_at: Instant::now(),
            }
        }

        fn take_token(&mut self) -> bool {
            let since = self.refilled_at.elapsed().as_secs_f64();
            self.tokens = (self.tokens + since * self.rate).min(self.burst);
            self.refilled_at = Instant::now();
            let is_taken = self.tokens >= 1.0;
            if is_taken {
                self.tokens -= 1.0;
            }
            is_taken
        }
    }

    /// Makes calls with these milliseconds to the server and back in turn. Returns how many seconds
    /// it took, and how many calls were throttled.
    async fn run(
        bucket: Bucket,
        server: Server,
        calls: usize,
        latencies: Vec<(u64, u64)>,
    ) -> (f64, usize) {
        let start = Instant::now();
        let bucket = Arc::new(bucket);
        let server = Arc::new(Mutex::new(server));
        let throttles = Arc::new(Mutex::new(0));
        let tasks = (0..calls).map(|number| {
            let (bucket, server, throttles) = (bucket.clone(), server.clone(), throttles.clone());
            let (to, back) = latencies[number % latencies.len()];
            tokio::spawn(async move {
                let slot = bucket.slot().await;
                loop {
                    let turn = slot.turn().await;
                    sleep(Duration::from_millis(to)).await;
                    let is_taken = server.lock().expect("no panic").take_token();
                    sleep(Duration::from_millis(back)).await;
                    if is_taken {
                        return turn.succeeded();
                    }
                    *throttles.lock().expect("no panic") += 1;
                    turn.throttled("ListServices");
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
    async fn adapts_to_the_rate_that_other_clients_leave() {
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
        fn a_single_client_is_never_throttled(
            latencies in proptest::collection::vec((0u64..300, 0u64..300), 1..20),
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
                run(bucket, server, 200, latencies.clone()).await
            });
            prop_assert_eq!(throttles, 0);
            let slowest = latencies.iter().map(|(to, back)| to + back).max().unwrap_or_default();
            let floor = (200.0 - f64::from(burst)) / 20.0;
            // With as many in flight as slots and tokens allow.
            let concurrency = f64::from(burst).min(IN_FLIGHT as f64);
            let by_latency = 200.0 / concurrency * slowest as f64 / 1000.0;
            prop_assert!(seconds <= floor.max(by_latency) + by_latency + 2.0, "{} s", seconds);
        }
    }
}
