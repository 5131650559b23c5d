//! The real ECS API: the only place that names the AWS SDK.
//!
//! The SDK signs, sends and retries. What came is read from the body itself, since the SDK's own
//! types drop members that they do not know.

mod call;
mod config;
mod error;
mod http;
mod pacing;

use crate::cli::Global;
use crate::cli::place::Place;
use crate::error::Result;
use crate::model::deployment::Deployment;
use crate::model::revision::Revision;
use crate::source::{Described, Page, Query};
use aws_sdk_ecs::Client;
use aws_sdk_ecs::primitives::DateTime;
use aws_sdk_ecs::types::{CreatedAt, ServiceDeploymentStatus};
use call::{Body, Call};
use chrono::{TimeDelta, Utc};
use error::{Surroundings, refuses_time_bound};
use pacing::Bucket;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// ECS refuses time bounds "older than 3 months", without saying how long that is. February makes
/// it 89 days at the least; history goes back 90 days anyway.
const OLDEST_TIME_BOUND: TimeDelta = TimeDelta::days(85);

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
    global: Global,
    place: Place,
    client: Client,
    around: Surroundings,
    /// ListServiceDeployments and DescribeServiceDeployments draw from one bucket.
    deployments: Bucket,
    revisions: Bucket,
    time_bounds_refused: AtomicBool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
struct ListBody {
    service_deployments: Option<Vec<Box<RawValue>>>,
    next_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
struct DescribeBody {
    #[serde(alias = "serviceDeployments", alias = "serviceRevisions")]
    items: Option<Vec<Box<RawValue>>>,
    failures: Option<Vec<Box<RawValue>>>,
}

impl Body for ListBody {
    const MEMBERS: &'static [&'static str] = &["serviceDeployments", "nextToken"];

    fn is_empty(&self) -> bool {
        self.service_deployments.is_none() && self.next_token.is_none()
    }
}

impl Body for DescribeBody {
    const MEMBERS: &'static [&'static str] =
        &["serviceDeployments", "serviceRevisions", "failures"];

    fn is_empty(&self) -> bool {
        self.items.is_none() && self.failures.is_none()
    }
}

impl Ecs {
    /// Reads the AWS configuration and makes the client. Calls nothing yet.
    pub async fn connect(global: &Global, place: &Place) -> Result<Self> {
        let config = config::load(global, place.region.as_deref()).await?;
        let inner = Inner {
            global: global.clone(),
            place: place.clone(),
            client: Client::from_conf(config.client),
            around: Surroundings {
                region: config.region,
                profile: config.profile,
                cluster: place.cluster_name().to_owned(),
                service: place.service_name().map(str::to_owned),
            },
            // Published are 50 at once and 20 a second:
            // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html
            // A little less, since calls bunch up on their way.
            deployments: Bucket::new(45.0, 19.8),
            revisions: Bucket::new(45.0, 19.8),
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
            ..Self::connect(&inner.global, &inner.place).await?
        })
    }

    /// Makes every throttle an error: the caller has its own patience.
    pub fn without_patience(self) -> Self {
        Self {
            patience: Duration::ZERO,
            ..self
        }
    }

    /// One page of ListServiceDeployments.
    pub async fn list_service_deployments(
        &self,
        query: &Query,
        token: Option<String>,
    ) -> Result<Page> {
        let inner = &self.inner;
        let call = self.call("ListServiceDeployments", &inner.deployments);
        let send = || {
            let statuses = query
                .statuses
                .iter()
                .map(|name| ServiceDeploymentStatus::from(*name));
            let request = inner
                .client
                .list_service_deployments()
                .set_service(query.service.clone())
                .set_cluster(query.cluster.clone())
                .set_status((!query.statuses.is_empty()).then(|| statuses.collect()))
                .set_created_at(self.time_bound(query))
                .max_results(query.page_size.into())
                .set_next_token(token.clone());
            call.send(request, |request, capture| {
                request.customize().interceptor(capture).send()
            })
        };
        let body: ListBody = match send().await {
            Err(failed) if refuses_time_bound(&failed) && self.time_bound(query).is_some() => {
                // Then we filter alone.
                inner.time_bounds_refused.store(true, Ordering::Relaxed);
                call.read(send().await)?
            }
            answer => call.read(answer)?,
        };
        let deployments = body.service_deployments.unwrap_or_default();
        Ok(Page {
            deployments: call.read_items(deployments)?,
            next_token: body.next_token,
        })
    }

    /// DescribeServiceDeployments, for up to 20 ARNs.
    pub async fn describe_service_deployments(
        &self,
        arns: Vec<String>,
    ) -> Result<Described<Deployment>> {
        let inner = &self.inner;
        let call = self.call("DescribeServiceDeployments", &inner.deployments);
        let request = inner
            .client
            .describe_service_deployments()
            .set_service_deployment_arns(Some(arns));
        let answer = call
            .send(request, |request, capture| {
                request.customize().interceptor(capture).send()
            })
            .await;
        described(&call, call.read(answer)?)
    }

    /// DescribeServiceRevisions, for up to 20 ARNs.
    pub async fn describe_service_revisions(
        &self,
        arns: Vec<String>,
    ) -> Result<Described<Revision>> {
        let inner = &self.inner;
        let call = self.call("DescribeServiceRevisions", &inner.revisions);
        let request = inner
            .client
            .describe_service_revisions()
            .set_service_revision_arns(Some(arns));
        let answer = call
            .send(request, |request, capture| {
                request.customize().interceptor(capture).send()
            })
            .await;
        described(&call, call.read(answer)?)
    }

    fn time_bound(&self, query: &Query) -> Option<CreatedAt> {
        let after = query.after?;
        let too_old = after < Utc::now() - OLDEST_TIME_BOUND;
        if too_old || self.inner.time_bounds_refused.load(Ordering::Relaxed) {
            return None;
        }
        let after = DateTime::from_millis(after.timestamp_millis());
        Some(CreatedAt::builder().after(after).build())
    }

    fn call<'a>(&'a self, operation: &'static str, bucket: &'a Bucket) -> Call<'a> {
        Call {
            operation,
            bucket,
            patience: self.patience,
            around: &self.inner.around,
        }
    }
}

fn described<T: DeserializeOwned>(call: &Call, body: DescribeBody) -> Result<Described<T>> {
    Ok(Described {
        items: call.read_items(body.items.unwrap_or_default())?,
        failures: call.read_items(body.failures.unwrap_or_default())?,
    })
}
