//! The operations of the API that are called: each a request, and the reading of its answer.

use crate::aws::Ecs;
use crate::aws::call_error::refuses_time_bound;
use crate::aws::captured_call::{Body, Call};
use crate::error::Result;
use crate::model::deployment::Deployment;
use crate::model::page::{Described, Page, Query};
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service::Service;
use crate::model::task::{Task, TaskFilter};
use aws_sdk_ecs::primitives::DateTime;
use aws_sdk_ecs::types::{CreatedAt, DesiredStatus, ServiceDeploymentStatus, TaskDefinitionField};
use chrono::{TimeDelta, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use std::sync::atomic::Ordering;

/// ECS refuses time bounds "older than 3 months", without saying how long that is. February makes
/// it 89 days at the least; history goes back 90 days anyway.
const OLDEST_TIME_BOUND: TimeDelta = TimeDelta::days(85);

/// Sends a request of any operation, which all have a type of their own.
macro_rules! send {
    ($call:expr, $request:expr) => {
        $call
            .send($request, |request, capture| {
                request.customize().interceptor(capture).send()
            })
            .await
    };
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
    #[serde(
        alias = "serviceDeployments",
        alias = "serviceRevisions",
        alias = "services"
    )]
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
    const MEMBERS: &'static [&'static str] = &[
        "serviceDeployments",
        "serviceRevisions",
        "services",
        "failures",
    ];

    fn is_empty(&self) -> bool {
        self.items.is_none() && self.failures.is_none()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
struct TaskDefinitionBody {
    task_definition: Option<Value>,
    tags: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
struct ArnsBody {
    #[serde(alias = "clusterArns", alias = "serviceArns", alias = "taskArns")]
    arns: Option<Vec<String>>,
    next_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct TasksBody {
    tasks: Option<Vec<Box<RawValue>>>,
}

impl Body for TaskDefinitionBody {
    const MEMBERS: &'static [&'static str] = &["taskDefinition", "tags"];

    fn is_empty(&self) -> bool {
        self.task_definition.is_none()
    }
}

impl Body for ArnsBody {
    const MEMBERS: &'static [&'static str] =
        &["clusterArns", "serviceArns", "taskArns", "nextToken"];

    fn is_empty(&self) -> bool {
        self.arns.is_none()
    }
}

impl From<ArnsBody> for Page<String> {
    fn from(body: ArnsBody) -> Self {
        Self {
            items: body.arns.unwrap_or_default(),
            next_token: body.next_token,
        }
    }
}

impl Body for TasksBody {
    const MEMBERS: &'static [&'static str] = &["tasks", "failures"];

    fn is_empty(&self) -> bool {
        self.tasks.is_none()
    }
}

impl Ecs {
    /// One page of ListServiceDeployments.
    pub async fn list_service_deployments(
        &self,
        query: &Query,
        token: Option<String>,
    ) -> Result<Page<Record<Deployment>>> {
        let inner = &self.inner;
        let call = self
            .call("ListServiceDeployments", &inner.buckets.deployments)
            .about(query.cluster.as_deref(), query.service.as_deref());
        let send = || {
            let statuses = query
                .statuses
                .iter()
                .map(|status| ServiceDeploymentStatus::from(status.as_str()));
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
            items: call.read_items(deployments)?,
            next_token: body.next_token,
        })
    }

    /// DescribeServiceDeployments, for up to 20 ARNs.
    pub async fn describe_service_deployments(
        &self,
        arns: Vec<String>,
    ) -> Result<Described<Deployment>> {
        let inner = &self.inner;
        let call = self.call("DescribeServiceDeployments", &inner.buckets.deployments);
        let request = inner
            .client
            .describe_service_deployments()
            .set_service_deployment_arns(Some(arns));
        let answer = send!(call, request);
        described(&call, call.read(answer)?)
    }

    /// DescribeServiceRevisions, for up to 20 ARNs.
    pub async fn describe_service_revisions(
        &self,
        arns: Vec<String>,
    ) -> Result<Described<Revision>> {
        let inner = &self.inner;
        let call = self.call("DescribeServiceRevisions", &inner.buckets.revisions);
        let request = inner
            .client
            .describe_service_revisions()
            .set_service_revision_arns(Some(arns));
        let answer = send!(call, request);
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

    /// DescribeTaskDefinition, with the tags within. One that was deleted is nothing that matches.
    pub async fn describe_task_definition(&self, arn: &str) -> Result<Value> {
        let inner = &self.inner;
        let call = self.call("DescribeTaskDefinition", &inner.buckets.task_definitions);
        let request = inner
            .client
            .describe_task_definition()
            .task_definition(arn)
            .include(TaskDefinitionField::Tags);
        let answer = send!(call, request);
        let body: TaskDefinitionBody = call.read(answer)?;
        let mut task_definition = body.task_definition.unwrap_or_default();
        if let (Some(members), Some(tags)) = (task_definition.as_object_mut(), body.tags) {
            members.insert("tags".to_owned(), tags);
        }
        Ok(task_definition)
    }

    /// DescribeServices, for up to ten services of a cluster.
    pub async fn describe_services(
        &self,
        cluster: Option<&str>,
        services: Vec<String>,
    ) -> Result<Described<Service>> {
        let inner = &self.inner;
        let call = self
            .call("DescribeServices", &inner.buckets.services)
            .about(cluster, None);
        let request = inner
            .client
            .describe_services()
            .set_cluster(cluster.map(str::to_owned))
            .set_services(Some(services));
        let answer = send!(call, request);
        described(&call, call.read(answer)?)
    }

    /// ListServices: a page of up to 100 ARNs.
    pub async fn list_services(
        &self,
        cluster: Option<&str>,
        token: Option<String>,
    ) -> Result<Page<String>> {
        let inner = &self.inner;
        let call = self
            .call("ListServices", &inner.buckets.services)
            .about(cluster, None);
        let request = inner
            .client
            .list_services()
            .set_cluster(cluster.map(str::to_owned))
            .max_results(100)
            .set_next_token(token);
        let answer = send!(call, request);
        Ok(call.read::<ArnsBody>(answer)?.into())
    }

    /// ListClusters: a page of up to 100 ARNs.
    pub async fn list_clusters(&self, token: Option<String>) -> Result<Page<String>> {
        let inner = &self.inner;
        let call = self.call("ListClusters", &inner.buckets.clusters);
        let request = inner
            .client
            .list_clusters()
            .max_results(100)
            .set_next_token(token);
        let answer = send!(call, request);
        Ok(call.read::<ArnsBody>(answer)?.into())
    }

    /// ListTasks: a page of stopped tasks, and the token of the next.
    pub async fn list_stopped_tasks(
        &self,
        cluster: &str,
        which: &TaskFilter,
        token: Option<String>,
    ) -> Result<Page<String>> {
        let inner = &self.inner;
        let call = self.call("ListTasks", &inner.buckets.tasks);
        let request = inner
            .client
            .list_tasks()
            .cluster(cluster)
            .set_started_by(which.deployment())
            .set_service_name(which.service())
            .desired_status(DesiredStatus::Stopped)
            .set_next_token(token);
        let answer = send!(call, request);
        Ok(call.read::<ArnsBody>(answer)?.into())
    }

    /// DescribeTasks, for up to 100 tasks of a cluster.
    pub async fn describe_tasks(
        &self,
        cluster: &str,
        tasks: Vec<String>,
    ) -> Result<Vec<Record<Task>>> {
        let inner = &self.inner;
        let call = self.call("DescribeTasks", &inner.buckets.tasks);
        let request = inner
            .client
            .describe_tasks()
            .cluster(cluster)
            .set_tasks(Some(tasks));
        let answer = send!(call, request);
        let body: TasksBody = call.read(answer)?;
        call.read_items(body.tasks.unwrap_or_default())
    }
}

fn described<T: DeserializeOwned>(call: &Call, body: DescribeBody) -> Result<Described<T>> {
    Ok(Described {
        items: call.read_items(body.items.unwrap_or_default())?,
        failures: call.read_items(body.failures.unwrap_or_default())?,
    })
}
