//! The rate limits of a whole run.

use crate::aws::rate_limit::{Bucket, Throttling};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The limits of every account and Region that a run calls. Cheap to clone.
///
/// AWS counts calls per account and Region, whichever client makes them. So the buckets are shared
/// by all clients of an account and Region, and outlive a renewal of credentials. The account is
/// not known before the first response, and must not cost a call: the profile stands for it. Two
/// profiles of the same account have buckets of their own, which slow down when AWS throttles.
#[derive(Clone, Default)]
pub struct RateLimits(Arc<Mutex<HashMap<ProfileAndRegion, Arc<RegionLimits>>>>);

type ProfileAndRegion = (Option<String>, String);

impl RateLimits {
    /// The limits of the account that a profile belongs to, in a Region.
    pub fn of(&self, profile: Option<&str>, region: &str) -> Arc<RegionLimits> {
        let key = (profile.map(str::to_owned), region.to_owned());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(key).or_default())
    }

    /// The throttling that has lasted the longest.
    pub fn throttling(&self) -> Option<Throttling> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = known.values().flat_map(|limits| limits.throttling());
        now.min_by_key(|throttling| throttling.since)
    }
}

/// The limits of one account and Region: a bucket for each that ECS has, shared by the operations
/// that draw from it.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html>
pub struct RegionLimits {
    pub deployments: Bucket,
    pub revisions: Bucket,
    pub services: Bucket,
    pub task_definitions: Bucket,
    pub tasks: Bucket,
    pub clusters: Bucket,
    refuses_time_bounds: AtomicBool,
}

impl Default for RegionLimits {
    fn default() -> Self {
        /// Calls per second. A little less than the published 20, since clocks drift.
        const RATE: f64 = 19.8;
        Self {
            deployments: Bucket::new(50.0, RATE),
            revisions: Bucket::new(50.0, RATE),
            services: Bucket::new(100.0, RATE),
            task_definitions: Bucket::new(50.0, RATE),
            tasks: Bucket::new(100.0, RATE),
            clusters: Bucket::new(50.0, RATE),
            refuses_time_bounds: AtomicBool::new(false),
        }
    }
}

impl RegionLimits {
    fn throttling(&self) -> impl Iterator<Item = Throttling> {
        let buckets = [
            &self.deployments,
            &self.revisions,
            &self.services,
            &self.task_definitions,
            &self.tasks,
            &self.clusters,
        ];
        buckets.into_iter().filter_map(Bucket::throttling)
    }

    /// Whether ECS has refused the time filter of ListServiceDeployments as too old.
    pub fn refuses_time_bounds(&self) -> bool {
        self.refuses_time_bounds.load(Ordering::Relaxed)
    }

    /// Remembers that ECS refused the time filter of ListServiceDeployments.
    pub fn set_refuses_time_bounds(&self) {
        self.refuses_time_bounds.store(true, Ordering::Relaxed);
    }
}
