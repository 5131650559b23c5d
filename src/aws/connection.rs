//! What the clients of all AWS services share in one account and Region.

use crate::aws::captured_call::CapturedCall;
use crate::aws::config;
use crate::aws::config::{Config, ConnectOptions};
use crate::aws::rate_limit::Bucket;
use crate::aws::rate_limits::{RateLimits, RegionLimits};
use crate::aws::request_context::RequestContext;
use crate::error::Result;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a call may be throttled before that is an error.
const THROTTLE_TIMEOUT: Duration = Duration::from_secs(120);

/// The configuration of one account and Region, and its rate limits. Cheap to clone.
#[derive(Clone)]
pub struct Connection {
    shared: Arc<Shared>,
    throttle_timeout: Duration,
}

struct Shared {
    /// Kept to load the configuration again.
    options: ConnectOptions,
    config: Config,
    rate_limits: RateLimits,
    limits: Arc<RegionLimits>,
}

impl Connection {
    /// Loads the AWS configuration. Makes no call.
    pub async fn open(options: ConnectOptions, rate_limits: RateLimits) -> Result<Self> {
        let config = config::load(&options).await?;
        Ok(Self::new(options, config, rate_limits))
    }

    fn new(options: ConnectOptions, config: Config, rate_limits: RateLimits) -> Self {
        let limits = rate_limits.of(config.profile.as_deref(), &config.region);
        Self {
            shared: Arc::new(Shared {
                options,
                config,
                rate_limits,
                limits,
            }),
            throttle_timeout: THROTTLE_TIMEOUT,
        }
    }

    /// Loads the AWS configuration again, and with it credentials that were renewed since. The rate
    /// limits stay.
    pub async fn renewed(&self) -> Result<Self> {
        let config = config::load(&self.shared.options).await?;
        Ok(self.with_config(config))
    }

    fn with_config(&self, config: Config) -> Self {
        let Shared {
            options,
            rate_limits,
            ..
        } = &*self.shared;
        Self {
            throttle_timeout: self.throttle_timeout,
            ..Self::new(options.clone(), config, rate_limits.clone())
        }
    }

    /// Turns every throttle into an error, for a caller that retries by itself.
    pub fn fail_fast(self) -> Self {
        Self {
            throttle_timeout: Duration::ZERO,
            ..self
        }
    }

    /// The configuration that clients are made from.
    pub fn config(&self) -> &Config {
        &self.shared.config
    }

    pub fn limits(&self) -> &RegionLimits {
        &self.shared.limits
    }

    /// A call of an operation of an AWS service, `ECS` for example.
    pub fn call<'a>(
        &'a self,
        aws_service: &'static str,
        operation: &'static str,
        bucket: &'a Bucket,
    ) -> CapturedCall<'a> {
        CapturedCall {
            operation,
            bucket,
            throttle_timeout: self.throttle_timeout,
            attempt_timeout: self.shared.config.attempt_timeout,
            context: self.context(aws_service),
            origin: Mutex::default(),
        }
    }

    /// What calls of an AWS service are made with.
    pub fn context(&self, aws_service: &'static str) -> RequestContext {
        let Shared {
            config, options, ..
        } = &*self.shared;
        RequestContext {
            aws_service,
            region: config.region.clone(),
            profile: config.profile.clone(),
            endpoint_url: options.endpoint_url.clone(),
            cluster: options.cluster.clone(),
            service: options.service.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_config::SdkConfig;
    use tokio::time::Instant;

    fn config(profile: &str, region: &str) -> Config {
        Config {
            sdk: SdkConfig::builder().build(),
            region: region.to_owned(),
            profile: Some(profile.to_owned()),
            endpoint_url: None,
            attempt_timeout: None,
        }
    }

    fn connection(profile: &str, region: &str, rate_limits: &RateLimits) -> Connection {
        let options = ConnectOptions::default();
        Connection::new(options, config(profile, region), rate_limits.clone())
    }

    /// The seconds that 50 calls, which is a whole burst, have to wait.
    async fn wait_for_a_burst(connection: &Connection) -> f64 {
        let start = Instant::now();
        for _ in 0..50 {
            let slot = connection.limits().deployments.slot().await;
            slot.turn().await.succeeded();
        }
        start.elapsed().as_secs_f64()
    }

    #[tokio::test(start_paused = true)]
    async fn renewed_credentials_draw_from_the_same_buckets() {
        let first = connection("prod", "eu-west-1", &RateLimits::default());
        first.limits().set_refuses_time_bounds();
        assert_eq!(wait_for_a_burst(&first).await, 0.0);
        let renewed = first.with_config(config("prod", "eu-west-1"));
        assert!(renewed.limits().refuses_time_bounds());
        let seconds = wait_for_a_burst(&renewed).await;
        assert!((2.4..2.7).contains(&seconds), "50 / 19.8: {seconds}");
    }

    #[tokio::test(start_paused = true)]
    async fn every_account_and_region_has_its_own_buckets() {
        let rate_limits = RateLimits::default();
        for (profile, region) in [
            ("prod", "eu-west-1"),
            ("prod", "us-east-1"),
            ("dev", "eu-west-1"),
        ] {
            let connection = connection(profile, region, &rate_limits);
            assert_eq!(wait_for_a_burst(&connection).await, 0.0, "{region}");
        }
        let again = connection("prod", "us-east-1", &rate_limits);
        assert!(wait_for_a_burst(&again).await > 2.0);
    }
}
