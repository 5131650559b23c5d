//! Amazon ECS: its client and the operations that are called.

mod responses;

use crate::aws::captured_call::CapturedCall;
use crate::aws::config::ConnectOptions;
use crate::aws::connection::Connection;
use crate::aws::ecs::responses::{
    DescribeBody, ListArnsBody, ListDeploymentsBody, TaskDefinitionBody,
};
use crate::aws::last_call::LastCall;
use crate::aws::rate_limit::Bucket;
use crate::aws::rate_limits::{RateLimits, RegionLimits};
use crate::aws::retry::{NoRetryBeyondBounds, NoSdkThrottleRetry};
use crate::error::Result;
use crate::model::deployment::Deployment;
use crate::model::page::{Described, Page, Query};
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::server_time::DateReading;
use crate::model::service::Service;
use crate::model::shell_command::ShellCommand;
use crate::model::task::{Task, TaskFilter};
use aws_sdk_ecs::Client;
use aws_sdk_ecs::config::Builder;
use aws_sdk_ecs::primitives::DateTime;
use aws_sdk_ecs::types::{CreatedAt, DesiredStatus, ServiceDeploymentStatus, TaskDefinitionField};
use chrono::{TimeDelta, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The name of the service, for messages.
const ECS: &str = "ECS";

/// ECS refuses time bounds "older than 3 months", without saying how long that is. With February in
/// it that is 89 days; history goes back 90 days anyway.
const OLDEST_TIME_BOUND: TimeDelta = TimeDelta::days(85);

/// The ECS of one account and Region. Cheap to clone.
#[derive(Clone)]
pub struct EcsClient {
    client: Client,
    connection: Connection,
    last_call: LastCall,
}

/// Sends a request, and reads the body of the response. A macro, since every operation has types of
/// its own.
macro_rules! send {
    ($call:expr, $request:expr) => {
        $call
            .send($request, |request, capture| {
                request.customize().interceptor(capture).send()
            })
            .await
    };
}

impl EcsClient {
    /// Loads the AWS configuration. Makes no call.
    pub async fn connect(options: ConnectOptions, rate_limits: RateLimits) -> Result<Self> {
        Ok(Self::new(Connection::open(options, rate_limits).await?))
    }

    fn new(connection: Connection) -> Self {
        let config = connection.config();
        let last_call = LastCall::default();
        let mut builder = Builder::from(&config.sdk)
            .retry_classifier(NoSdkThrottleRetry)
            .retry_classifier(NoRetryBeyondBounds)
            .interceptor(last_call.clone());
        builder.set_endpoint_url(config.endpoint_url.clone());
        Self {
            client: Client::from_conf(builder.build()),
            connection,
            last_call,
        }
    }

    /// Loads the AWS configuration again, and with it credentials that were renewed since.
    pub async fn renewed(&self) -> Result<Self> {
        Ok(Self::new(self.connection.renewed().await?))
    }

    /// The host of the latest call, and the port if it is not the usual one.
    pub fn host(&self) -> Option<String> {
        self.last_call.host()
    }

    /// The date of the latest response that was a success, if it had one.
    pub fn date(&self) -> Option<DateReading> {
        self.last_call.date()
    }

    /// Turns every throttle into an error, for a caller that retries by itself.
    pub fn fail_fast(self) -> Self {
        Self {
            connection: self.connection.fail_fast(),
            ..self
        }
    }

    /// A command of the AWS CLI that calls the same endpoint, in backticks.
    pub fn suggest(&self, command: ShellCommand) -> Option<String> {
        self.connection.context(ECS).to_ecs(command)
    }

    fn limits(&self) -> &RegionLimits {
        self.connection.limits()
    }

    fn call<'a>(&'a self, operation: &'static str, bucket: &'a Bucket) -> CapturedCall<'a> {
        self.connection.call(ECS, operation, bucket)
    }

    /// ListServiceDeployments: one page.
    pub async fn list_service_deployments(
        &self,
        query: &Query,
        token: Option<String>,
    ) -> Result<Page<Record<Deployment>>> {
        let call = self
            .call("ListServiceDeployments", &self.limits().deployments)
            .about(query.cluster.as_deref(), query.service.as_deref());
        let statuses = query
            .statuses
            .iter()
            .map(|status| ServiceDeploymentStatus::from(status.as_str()));
        let time_bound = self.time_bound(query);
        let request = self
            .client
            .list_service_deployments()
            .set_service(query.service.clone())
            .set_cluster(query.cluster.clone())
            .set_status((!query.statuses.is_empty()).then(|| statuses.collect()))
            .set_created_at(time_bound.clone())
            .max_results(query.page_size.into())
            .set_next_token(token);
        let mut response = send!(call, request.clone());
        if let Err(error) = &response
            && error.refuses_time_bound()
            && time_bound.is_some()
        {
            // The caller filters by time, too.
            self.limits().set_refuses_time_bounds();
            response = send!(call, request.set_created_at(None));
        }
        let body: ListDeploymentsBody = call.read(response)?;
        Ok(Page {
            items: call.read_items(body.service_deployments)?,
            next_token: body.next_token,
        })
    }

    fn time_bound(&self, query: &Query) -> Option<CreatedAt> {
        let after = query.after?;
        let is_too_old = after < Utc::now() - OLDEST_TIME_BOUND;
        if is_too_old || self.limits().refuses_time_bounds() {
            return None;
        }
        let after = DateTime::from_millis(after.timestamp_millis());
        Some(CreatedAt::builder().after(after).build())
    }

    /// DescribeServiceDeployments: up to 20 ARNs.
    pub async fn describe_service_deployments(
        &self,
        arns: Vec<String>,
    ) -> Result<Described<Deployment>> {
        let call = self.call("DescribeServiceDeployments", &self.limits().deployments);
        let request = self
            .client
            .describe_service_deployments()
            .set_service_deployment_arns(Some(arns));
        described(&call, call.read(send!(call, request))?)
    }

    /// DescribeServiceRevisions: up to 20 ARNs.
    pub async fn describe_service_revisions(
        &self,
        arns: Vec<String>,
    ) -> Result<Described<Revision>> {
        let call = self.call("DescribeServiceRevisions", &self.limits().revisions);
        let request = self
            .client
            .describe_service_revisions()
            .set_service_revision_arns(Some(arns));
        described(&call, call.read(send!(call, request))?)
    }

    /// DescribeTaskDefinition, with the tags as a member.
    ///
    /// # Errors
    ///
    /// A task definition that was deleted is an error of the kind
    /// [`NoMatch`](crate::error::ErrorKind::NoMatch).
    pub async fn describe_task_definition(&self, arn: &str) -> Result<Value> {
        let call = self.call("DescribeTaskDefinition", &self.limits().task_definitions);
        let request = self
            .client
            .describe_task_definition()
            .task_definition(arn)
            .include(TaskDefinitionField::Tags);
        let body: TaskDefinitionBody = call.read(send!(call, request))?;
        Ok(body.with_tags())
    }

    /// DescribeServices: up to ten services of a cluster.
    pub async fn describe_services(
        &self,
        cluster: Option<&str>,
        services: Vec<String>,
    ) -> Result<Described<Service>> {
        let call = self
            .call("DescribeServices", &self.limits().services)
            .about(cluster, None);
        let request = self
            .client
            .describe_services()
            .set_cluster(cluster.map(str::to_owned))
            .set_services(Some(services));
        described(&call, call.read(send!(call, request))?)
    }

    /// ListServices: a page of up to 100 ARNs.
    pub async fn list_services(
        &self,
        cluster: Option<&str>,
        token: Option<String>,
    ) -> Result<Page<String>> {
        let call = self
            .call("ListServices", &self.limits().services)
            .about(cluster, None);
        let request = self
            .client
            .list_services()
            .set_cluster(cluster.map(str::to_owned))
            .max_results(100)
            .set_next_token(token);
        Ok(call.read::<ListArnsBody>(send!(call, request))?.into())
    }

    /// ListClusters: a page of up to 100 ARNs.
    pub async fn list_clusters(&self, token: Option<String>) -> Result<Page<String>> {
        let call = self.call("ListClusters", &self.limits().clusters);
        let request = self
            .client
            .list_clusters()
            .max_results(100)
            .set_next_token(token);
        Ok(call.read::<ListArnsBody>(send!(call, request))?.into())
    }

    /// ListTasks: a page of the ARNs of up to 100 stopped tasks.
    pub async fn list_stopped_tasks(
        &self,
        cluster: &str,
        filter: &TaskFilter,
        token: Option<String>,
    ) -> Result<Page<String>> {
        let call = self.call("ListTasks", &self.limits().tasks);
        let request = self.client.list_tasks().cluster(cluster);
        let request = match filter {
            TaskFilter::Deployment(id) => request.started_by(id),
            TaskFilter::Service(name) => request.service_name(name),
        }
        .desired_status(DesiredStatus::Stopped)
        .set_next_token(token);
        Ok(call.read::<ListArnsBody>(send!(call, request))?.into())
    }

    /// DescribeTasks: up to 100 tasks of a cluster.
    pub async fn describe_tasks(
        &self,
        cluster: &str,
        tasks: Vec<String>,
    ) -> Result<Described<Task>> {
        let call = self.call("DescribeTasks", &self.limits().tasks);
        let request = self
            .client
            .describe_tasks()
            .cluster(cluster)
            .set_tasks(Some(tasks));
        described(&call, call.read(send!(call, request))?)
    }
}

fn described<T: DeserializeOwned>(
    call: &CapturedCall<'_>,
    body: DescribeBody,
) -> Result<Described<T>> {
    Ok(Described {
        items: call.read_items(body.items)?,
        failures: call.read_items(body.failures)?,
    })
}
