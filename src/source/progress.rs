//! How far the calls of a source have come.

use crate::aws::rate_limits::RateLimits;
use crate::humanize::count;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A single throttle beside calls that succeed is nothing to tell people.
const MIN_THROTTLING: Duration = Duration::from_secs(1);

/// Counts what has arrived so far.
#[derive(Default)]
pub struct ProgressCounts {
    rate_limits: RateLimits,
    services: AtomicUsize,
    services_done: AtomicUsize,
    listed: AtomicUsize,
    described: AtomicUsize,
}

impl ProgressCounts {
    /// The counts of calls under these rate limits.
    pub fn new(rate_limits: RateLimits) -> Self {
        Self {
            rate_limits,
            ..Self::default()
        }
    }

    /// The operation that has been throttled for this long, without a call that succeeded.
    pub fn throttled_for(&self, least: Duration) -> Option<&'static str> {
        let throttling = self.rate_limits.throttling();
        let throttling = throttling.filter(|throttling| throttling.since.elapsed() >= least);
        throttling.map(|throttling| throttling.operation)
    }

    /// Adds services to work through.
    pub fn add_services(&self, number: usize) {
        self.services.fetch_add(number, Ordering::Relaxed);
    }

    /// Adds a service that is done.
    pub fn add_service_done(&self) {
        self.services_done.fetch_add(1, Ordering::Relaxed);
    }

    /// Adds deployments that were listed.
    pub fn add_listed(&self, number: usize) {
        self.listed.fetch_add(number, Ordering::Relaxed);
    }

    /// Adds deployments, revisions and task definitions that were described.
    pub fn add_described(&self, number: usize) {
        self.described.fetch_add(number, Ordering::Relaxed);
    }
}

impl fmt::Display for ProgressCounts {
    /// `412 of 1000 services, 3210 deployments listed; ECS is throttling DescribeServiceRevisions`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [services, done, listed, described] = [
            &self.services,
            &self.services_done,
            &self.listed,
            &self.described,
        ]
        .map(|count| count.load(Ordering::Relaxed));
        let parts = [
            (services > 1).then(|| format!("{done} of {services} services")),
            (listed > 0).then(|| format!("{} listed", count(listed, "deployment"))),
            (described > 0).then(|| format!("{described} described")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let throttled = self.throttled_for(MIN_THROTTLING);
        let throttled = throttled.map(|operation| format!("ECS is throttling {operation}"));
        match (&parts[..], throttled) {
            ([], None) => f.write_str("waiting for ECS"),
            ([], Some(throttled)) => f.write_str(&throttled),
            (_, None) => f.write_str(&parts.join(", ")),
            (_, Some(throttled)) => write!(f, "{}; {throttled}", parts.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_there_is_to_count() {
        let counts = ProgressCounts::default();
        assert_eq!(counts.to_string(), "waiting for ECS");
        counts.add_services(1);
        counts.add_listed(1);
        assert_eq!(counts.to_string(), "1 deployment listed");
        counts.add_services(999);
        counts.add_service_done();
        counts.add_listed(3209);
        counts.add_described(20);
        assert_eq!(
            counts.to_string(),
            "1 of 1000 services, 3210 deployments listed, 20 described"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn says_that_ecs_throttles_once_that_lasts() {
        let rate_limits = RateLimits::default();
        let limits = rate_limits.of(None, "eu-west-1");
        let counts = ProgressCounts::new(rate_limits);
        let slot = limits.deployments.slot().await;
        slot.turn().await.throttled("ListServiceDeployments");
        assert_eq!(counts.to_string(), "waiting for ECS");
        tokio::time::sleep(MIN_THROTTLING).await;
        assert_eq!(
            counts.to_string(),
            "ECS is throttling ListServiceDeployments"
        );
        counts.add_listed(3);
        assert_eq!(
            counts.to_string(),
            "3 deployments listed; ECS is throttling ListServiceDeployments"
        );
        assert_eq!(counts.throttled_for(Duration::from_secs(10)), None);
        slot.turn().await.succeeded();
        assert_eq!(counts.to_string(), "3 deployments listed");
    }
}
