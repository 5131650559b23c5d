//! The published rate limits of ECS: token buckets that several operations share.

use std::collections::HashMap;
use std::time::Instant;

use super::request::Op;

/// The buckets of one account in one Region.
#[derive(Default)]
pub struct RateLimit {
    buckets: HashMap<&'static str, Bucket>,
}

struct Bucket {
    tokens: f64,
    at: Instant,
}

impl RateLimit {
    /// Whether a call is within the limit. It then counts towards it.
    pub fn allows(&mut self, op: Op, now: Instant) -> bool {
        let (name, burst, per_second) = match op {
            Op::ListServiceDeployments | Op::DescribeServiceDeployments => {
                ("service deployment", 50.0, 20.0)
            }
            Op::DescribeServiceRevisions => ("service revision", 50.0, 20.0),
            Op::DescribeTaskDefinition => ("task definition read", 50.0, 20.0),
            Op::DescribeServices => ("service read", 100.0, 20.0),
            Op::ListTasks | Op::DescribeTasks => ("cluster resource read", 100.0, 20.0),
        };
        let bucket = self.buckets.entry(name).or_insert(Bucket {
            tokens: burst,
            at: now,
        });
        let passed = now.duration_since(bucket.at).as_secs_f64();
        bucket.tokens = (bucket.tokens + passed * per_second).min(burst);
        bucket.at = now;
        let allowed = bucket.tokens >= 1.0;
        if allowed {
            bucket.tokens -= 1.0;
        }
        allowed
    }
}
