//! The published rate limits of ECS: token buckets that operations share.
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html>

use std::collections::HashMap;
use std::time::Instant;

use super::request::Op;

/// The buckets of one account in one Region.
#[derive(Default)]
pub struct RateLimit {
    buckets: HashMap<&'static str, Bucket>,
}

struct Bucket {
    burst: f64,
    per_second: f64,
    tokens: f64,
    at: Instant,
}

impl RateLimit {
    /// Takes a token for a call, and returns whether there was one. Another client may use half of all
    /// tokens.
    pub fn allows(&mut self, op: Op, now: Instant, other_client: bool) -> bool {
        let (name, burst, per_second) = match op {
            Op::ListServiceDeployments | Op::DescribeServiceDeployments => {
                ("service deployment", 50.0, 20.0)
            }
            Op::DescribeServiceRevisions => ("service revision", 50.0, 20.0),
            Op::DescribeTaskDefinition => ("task definition read", 50.0, 20.0),
            Op::ListServices | Op::DescribeServices => ("service read", 100.0, 20.0),
            Op::ListTasks | Op::DescribeTasks => ("cluster resource read", 100.0, 20.0),
            Op::ListClusters => ("cluster read", 50.0, 20.0),
        };
        let share = if other_client { 0.5 } else { 1.0 };
        let bucket = self.buckets.entry(name).or_insert(Bucket {
            burst: burst * share,
            per_second: per_second * share,
            tokens: burst * share,
            at: now,
        });
        bucket.take(now)
    }
}

impl Bucket {
    fn take(&mut self, at: Instant) -> bool {
        let passed = at.saturating_duration_since(self.at).as_secs_f64();
        self.tokens = (self.tokens + passed * self.per_second).min(self.burst);
        self.at = at;
        let allowed = self.tokens >= 1.0;
        if allowed {
            self.tokens -= 1.0;
        }
        allowed
    }
}
