//! The one door to history. Behind it are two rooms: the ECS API and a saved file.
//!
//! Both answer the same calls, a page or a batch at a time. [`pages`] and [`batches`] make
//! whole answers of them, [`history`] puts a history together from both.

pub mod batches;
pub mod configurations;
pub mod describe;
pub mod evidence;
pub mod history;
pub mod history_builder;
pub mod missing_details;
mod multi_service_fallback;
pub mod pages;
pub mod service_scan;
pub mod service_search;

use crate::aws::config::ConnectOptions;
use crate::aws::ecs::EcsClient;
use crate::aws::rate_limits::RateLimits;
use crate::console::progress::Progress;
use crate::error::{ExitCode, Result};
use crate::model::deployment::Deployment;
use crate::model::page::{Described, Page, Query};
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service::{Service, ServiceEvent};
use crate::model::task::{Task, TaskFilter};
use crate::model::timestamp::Timestamp;
use crate::saved::SavedHistory;
use crate::selection::requested_service::RequestedService;
use crate::source::multi_service_fallback::MultiServiceFallback;
use crate::source::pages::Pages;
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;

/// What to open.
#[derive(Debug, Clone)]
pub enum SourceSpec {
    /// The ECS API.
    Aws {
        profile: Option<String>,
        endpoint_url: Option<String>,
    },
    /// A saved history; `-` is standard input.
    File(PathBuf),
    /// The built-in history.
    Demo,
}

/// Where history comes from. Cheap to clone.
#[derive(Clone)]
pub struct Source {
    room: Backend,
    progress: Progress,
    mixing: MultiServiceFallback,
}

#[derive(Clone)]
enum Backend {
    Ecs(EcsClient),
    SavedHistory(Arc<SavedHistory>),
}

impl Source {
    /// Opens the file that was named, or prepares to call the ECS of that place.
    /// `now` is what the times of the built-in history are moved to.
    pub async fn open(
        spec: &SourceSpec,
        requested: &RequestedService,
        progress: &Progress,
        now: Timestamp,
    ) -> Result<Self> {
        let room = match spec {
            SourceSpec::Demo => Backend::SavedHistory(Arc::new(SavedHistory::demo(now)?)),
            SourceSpec::File(path) => Backend::SavedHistory(Arc::new(SavedHistory::read(path)?)),
            SourceSpec::Aws {
                profile,
                endpoint_url,
            } => {
                let options = ConnectOptions {
                    profile: profile.clone(),
                    region: requested.region.clone(),
                    endpoint_url: endpoint_url.clone(),
                    cluster: (requested.service.is_some() || requested.cluster.is_some())
                        .then(|| requested.cluster_name().to_owned()),
                    service: requested.service_name().map(str::to_owned),
                };
                Backend::Ecs(EcsClient::connect(options, RateLimits::default()).await?)
            }
        };
        let progress = progress.clone();
        Ok(Self {
            room,
            progress,
            mixing: MultiServiceFallback::default(),
        })
    }

    /// Makes every throttle an error: the caller has its own patience.
    pub fn fail_fast(mut self) -> Self {
        if let Backend::Ecs(ecs) = self.room {
            self.room = Backend::Ecs(ecs.fail_fast());
        }
        self
    }

    /// Reads the AWS configuration again, and with it credentials that somebody has renewed.
    pub async fn renew(&mut self) -> Result<()> {
        if let Backend::Ecs(ecs) = &self.room {
            self.room = Backend::Ecs(ecs.renewed().await?);
        }
        Ok(())
    }

    /// Whether it is a saved history, in which nothing happens any more.
    pub fn is_saved(&self) -> bool {
        matches!(self.room, Backend::SavedHistory(_))
    }

    /// Why a saved list may not be the whole one.
    pub fn incomplete(&self) -> Option<String> {
        match &self.room {
            Backend::Ecs(_) => None,
            Backend::SavedHistory(archive) => archive.incomplete(),
        }
    }

    /// One page of deployments. For whole lists see [`pages`].
    pub async fn list_deployments(
        self,
        query: Query,
        token: Option<String>,
    ) -> Result<Page<Record<Deployment>>> {
        let page = match &self.room {
            Backend::Ecs(ecs) => ecs.list_service_deployments(&query, token).await?,
            Backend::SavedHistory(archive) => archive.list(&query)?,
        };
        self.progress.listed(page.items.len());
        Ok(page)
    }

    /// One page of the ARNs of clusters.
    pub async fn list_clusters(self, token: Option<String>) -> Result<Page<String>> {
        match &self.room {
            Backend::Ecs(ecs) => ecs.list_clusters(token).await,
            Backend::SavedHistory(archive) => Ok(archive.list_clusters()),
        }
    }

    /// One page of the ARNs of the services of a cluster, which is named by name or ARN.
    pub async fn list_services(
        self,
        cluster: Option<String>,
        token: Option<String>,
    ) -> Result<Page<String>> {
        match &self.room {
            Backend::Ecs(ecs) => ecs.list_services(cluster.as_deref(), token).await,
            Backend::SavedHistory(archive) => Ok(archive.list_services(cluster.as_deref())),
        }
    }

    /// Describes up to ten services of a cluster.
    pub async fn describe_services(
        self,
        cluster: Option<String>,
        services: Vec<String>,
    ) -> Result<Described<Service>> {
        match &self.room {
            Backend::Ecs(ecs) => ecs.describe_services(cluster.as_deref(), services).await,
            Backend::SavedHistory(archive) => Ok(archive.describe_services(&services)),
        }
    }

    /// Describes up to 20 service deployments. For any number see [`batches`].
    pub async fn describe_deployments(self, arns: Vec<String>) -> Result<Described<Deployment>> {
        let described = match &self.room {
            Backend::Ecs(ecs) => {
                let call = |arns| ecs.describe_service_deployments(arns);
                self.mixing.describe(arns, call).await?
            }
            Backend::SavedHistory(archive) => archive.describe_deployments(&arns),
        };
        self.progress.described(described.items.len());
        Ok(described)
    }

    /// Describes up to 20 service revisions. For any number see [`batches`].
    pub async fn describe_revisions(self, arns: Vec<String>) -> Result<Described<Revision>> {
        let described = match &self.room {
            Backend::Ecs(ecs) => {
                let call = |arns| ecs.describe_service_revisions(arns);
                self.mixing.describe(arns, call).await?
            }
            Backend::SavedHistory(archive) => archive.describe_revisions(&arns),
        };
        self.progress.described(described.items.len());
        Ok(described)
    }

    /// The latest events of a service. A saved history has none.
    pub async fn service_events(
        self,
        cluster: String,
        service: String,
    ) -> Result<Vec<ServiceEvent>> {
        if self.is_saved() {
            return Ok(Vec::new());
        }
        let services = self.describe_services(Some(cluster), vec![service]).await?;
        let events = services
            .items
            .into_iter()
            .filter_map(|record| record.item.events);
        Ok(events.flatten().collect())
    }

    /// The stopped tasks that a deployment of a service started, by its classic id `ecs-svc/N`: as
    /// many as DescribeTasks takes at once. A saved history has none.
    ///
    /// The API's page says that `startedBy` must be the only filter, and that without another one
    /// only running tasks are listed. If ECS insists, the tasks of the service are listed.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html>
    pub async fn stopped_tasks(
        self,
        cluster: String,
        service: String,
        started_by: String,
    ) -> Result<Vec<Task>> {
        let Backend::Ecs(ecs) = &self.room else {
            return Ok(Vec::new());
        };
        let of_deployment = TaskFilter::Deployment(started_by.clone());
        let arns = match list_stopped_tasks(ecs, &cluster, &of_deployment).await {
            Err(error) if error.exit_code() == ExitCode::Aws && !error.is_denied() => {
                list_stopped_tasks(ecs, &cluster, &TaskFilter::Service(service)).await?
            }
            listed => listed?,
        };
        if arns.is_empty() {
            return Ok(Vec::new());
        }
        let tasks = ecs.describe_tasks(&cluster, arns).await?;
        let tasks = tasks.items.into_iter().map(|record| record.item);
        Ok(tasks
            .filter(|task| task.started_by.as_ref() == Some(&started_by))
            .collect())
    }

    /// Describes a task definition, with its tags within, as JSON: all of it is compared, also what
    /// this program does not know. One that was deleted is an error of the kind that nothing
    /// matches.
    pub async fn describe_task_definition(self, arn: String) -> Result<Value> {
        let task_definition = match &self.room {
            Backend::Ecs(ecs) => ecs.describe_task_definition(&arn).await?,
            Backend::SavedHistory(archive) => archive.describe_task_definition(&arn)?,
        };
        self.progress.described(1);
        Ok(task_definition)
    }
}

async fn list_stopped_tasks(
    ecs: &EcsClient,
    cluster: &str,
    which: &TaskFilter,
) -> Result<Vec<String>> {
    /// As many as DescribeTasks takes.
    const MOST: usize = 100;
    let mut pages = Pages::new(|token| ecs.list_stopped_tasks(cluster, which, token));
    let mut arns = Vec::new();
    while let Some(page) = pages.next().await {
        arns.extend(page?);
        if arns.len() >= MOST {
            break;
        }
    }
    arns.truncate(MOST);
    Ok(arns)
}
