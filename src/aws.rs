//! The real ECS API: the only place that names the AWS SDK.
//!
//! The SDK signs, sends and retries. What came is read from the body itself, since the SDK's own
//! types drop members that they do not know.

pub mod call_error;
mod captured_call;
pub mod config;
mod ecs;
pub mod explain;
mod http;
mod rate_limit;

use crate::aws::captured_call::Call;
use crate::aws::config::ConnectOptions;
use crate::aws::explain::RequestContext;
use crate::aws::rate_limit::Bucket;
use crate::error::Result;
use aws_sdk_ecs::Client;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// How long a call may be throttled, unless the caller says otherwise.
const PATIENCE: Duration = Duration::from_secs(120);

/// A connection to the ECS of one Region. Cheap to clone.
#[derive(Clone)]
pub struct Ecs {
    inner: Arc<Inner>,
    /// How long a call may be throttled before that is an error.
    patience: Duration,
}

struct Inner {
    /// What it was made from, to make it again.
    options: ConnectOptions,
    client: Client,
    context: RequestContext,
    buckets: Buckets,
    time_bounds_refused: AtomicBool,
}

/// One for each that ECS has, shared by the operations that draw from it:
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html>
struct Buckets {
    deployments: Bucket,
    revisions: Bucket,
    services: Bucket,
    task_definitions: Bucket,
    tasks: Bucket,
    clusters: Bucket,
}

impl Default for Buckets {
    /// The rate is a little less than is published: clocks do not go alike.
    fn default() -> Self {
        const RATE: f64 = 19.8;
        Self {
            deployments: Bucket::new(50.0, RATE),
            revisions: Bucket::new(50.0, RATE),
            services: Bucket::new(100.0, RATE),
            task_definitions: Bucket::new(50.0, RATE),
            tasks: Bucket::new(100.0, RATE),
            clusters: Bucket::new(50.0, RATE),
        }
    }
}

impl Ecs {
    /// Reads the AWS configuration and makes the client. Calls nothing yet.
    pub async fn connect(options: ConnectOptions) -> Result<Self> {
        let config = config::load(&options).await?;
        let inner = Inner {
            client: Client::from_conf(config.client),
            context: RequestContext {
                region: config.region,
                profile: config.profile,
                cluster: options.cluster.clone(),
                service: options.service.clone(),
            },
            options,
            buckets: Buckets::default(),
            time_bounds_refused: AtomicBool::new(false),
        };
        Ok(Self {
            inner: Arc::new(inner),
            patience: PATIENCE,
        })
    }

    /// Reads the AWS configuration again, and with it credentials that somebody has renewed.
    pub async fn renewed(&self) -> Result<Self> {
        let inner = &self.inner;
        Ok(Self {
            patience: self.patience,
            ..Self::connect(inner.options.clone()).await?
        })
    }

    /// Makes every throttle an error: the caller has its own patience.
    pub fn fail_fast(self) -> Self {
        Self {
            patience: Duration::ZERO,
            ..self
        }
    }

    fn call<'a>(&'a self, operation: &'static str, bucket: &'a Bucket) -> Call<'a> {
        Call {
            operation,
            bucket,
            patience: self.patience,
            context: self.inner.context.clone(),
        }
    }
}
