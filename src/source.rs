//! The one door to deployment history. Behind it is a backend: the ECS API or a saved history.
//!
//! Both return a page or a batch per call. [`pages`] and [`batches`] make whole lists of them,
//! [`history_builder`] puts a history together from both.

pub mod batches;
pub mod configurations;
pub mod describe;
pub mod evidence;
pub mod history;
pub mod history_builder;
pub mod missing_details;
mod multi_service_fallback;
mod pages;
mod progress;
mod revision_details;
pub mod scan_result;
mod service_answers;
pub mod service_scan;
pub mod service_search;

use crate::aws::config::ConnectOptions;
use crate::aws::ecs::EcsClient;
use crate::aws::rate_limits::RateLimits;
use crate::error::{Error, Result};
use crate::model::deployment::Deployment;
use crate::model::page::{Described, Page, Query};
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::server_time::DateReading;
use crate::model::service::Service;
use crate::model::shell_command::ShellCommand;
use crate::model::task::{Task, TaskFilter};
use crate::model::timestamp::Timestamp;
use crate::saved::SavedHistory;
use crate::selection::requested_service::RequestedService;
use crate::source::multi_service_fallback::MultiServiceFallback;
use crate::source::progress::ProgressCounts;
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
        /// How many seconds an attempt of a call may take; 0 for as long as necessary.
        read_timeout: Option<u32>,
    },
    /// A saved history in one or more files; `-` is standard input.
    Files(Vec<PathBuf>),
    /// The built-in history.
    Demo,
}

/// Where history comes from. Cheap to clone.
#[derive(Clone)]
pub struct Source {
    backend: Backend,
    /// Whether the JSON of listed deployments is kept.
    keeps_json: bool,
    progress: Arc<ProgressCounts>,
    fallback: MultiServiceFallback,
}

#[derive(Clone)]
enum Backend {
    Ecs(EcsClient),
    Saved(Arc<SavedHistory>),
}

impl Source {
    /// Opens a saved history, or prepares to call the ECS API. The times of the built-in history
    /// are moved up to `now`. What could not be read of a saved history is added to `errors`.
    ///
    /// `keeps_json` is false if the JSON of deployments will not be printed: without it, a long
    /// history needs half the memory.
    pub async fn open(
        spec: &SourceSpec,
        requested: &RequestedService,
        now: Timestamp,
        keeps_json: bool,
        errors: &mut Vec<Error>,
    ) -> Result<Self> {
        let rate_limits = RateLimits::default();
        let backend = match spec {
            SourceSpec::Demo => Backend::Saved(Arc::new(SavedHistory::demo(now)?)),
            SourceSpec::Files(paths) => {
                let (saved, unread) = SavedHistory::read(paths, keeps_json);
                errors.extend(unread);
                let mut saved = saved?;
                if let Some(region) = &requested.region {
                    saved = saved.in_region(region)?;
                }
                Backend::Saved(Arc::new(saved))
            }
            SourceSpec::Aws {
                profile,
                endpoint_url,
                read_timeout,
            } => {
                let options = ConnectOptions {
                    profile: profile.clone(),
                    region: requested.region.clone(),
                    endpoint_url: endpoint_url.clone(),
                    read_timeout: *read_timeout,
                    cluster: (requested.service.is_some() || requested.cluster.is_some())
                        .then(|| requested.cluster_name().to_owned()),
                    service: requested.service_name().map(str::to_owned),
                };
                Backend::Ecs(EcsClient::connect(options, rate_limits.clone()).await?)
            }
        };
        Ok(Self {
            backend,
            keeps_json,
            progress: Arc::new(ProgressCounts::new(rate_limits)),
            fallback: MultiServiceFallback::default(),
        })
    }

    /// Turns every throttle into an error, for a caller that retries by itself.
    pub fn fail_fast(mut self) -> Self {
        if let Backend::Ecs(ecs) = self.backend {
            self.backend = Backend::Ecs(ecs.fail_fast());
        }
        self
    }

    /// Loads the AWS configuration again, and with it credentials that were renewed since.
    pub async fn renew(&mut self) -> Result<()> {
        if let Backend::Ecs(ecs) = &self.backend {
            self.backend = Backend::Ecs(ecs.renewed().await?);
        }
        Ok(())
    }

    /// The host that was called last. `None` before the first call.
    pub fn host(&self) -> Option<String> {
        match &self.backend {
            Backend::Ecs(ecs) => ecs.host(),
            Backend::Saved(_) => None,
        }
    }

    /// A command of the AWS CLI that calls the same endpoint, in backticks. `None` for a saved history.
    pub fn suggest(&self, command: ShellCommand) -> Option<String> {
        match &self.backend {
            Backend::Ecs(ecs) => ecs.suggest(command),
            Backend::Saved(_) => None,
        }
    }

    /// The date of the latest response, if it had one.
    pub fn date(&self) -> Option<DateReading> {
        match &self.backend {
            Backend::Ecs(ecs) => ecs.date(),
            Backend::Saved(_) => None,
        }
    }

    /// Counts what has arrived, for a progress display.
    pub fn progress(&self) -> Arc<ProgressCounts> {
        Arc::clone(&self.progress)
    }

    /// Whether it is a saved history, which never changes.
    pub fn is_saved(&self) -> bool {
        self.saved().is_some()
    }

    /// The services of a saved history; none of ECS.
    pub fn saved_services(&self) -> impl Iterator<Item = &Service> {
        self.saved().into_iter().flat_map(SavedHistory::services)
    }

    /// Why a saved list may be incomplete.
    pub fn incomplete(&self) -> Option<String> {
        self.saved()?.incomplete()
    }

    /// The name of a saved history, for messages.
    pub fn saved_name(&self) -> Option<&str> {
        self.saved().map(SavedHistory::name)
    }

    fn saved(&self) -> Option<&SavedHistory> {
        match &self.backend {
            Backend::Ecs(_) => None,
            Backend::Saved(saved) => Some(saved),
        }
    }

    /// One page of deployments. For whole lists see [`history`].
    pub async fn list_deployments(
        &self,
        query: &Query,
        token: Option<String>,
    ) -> Result<Page<Record<Deployment>>> {
        let mut page = match &self.backend {
            Backend::Ecs(ecs) => ecs.list_service_deployments(query, token).await?,
            Backend::Saved(saved) => saved.list(query)?,
        };
        self.progress.add_listed(page.items.len());
        if !self.keeps_json {
            for record in &mut page.items {
                record.forget_json();
            }
        }
        Ok(page)
    }

    /// One page of the ARNs of clusters.
    pub async fn list_clusters(&self, token: Option<String>) -> Result<Page<String>> {
        match &self.backend {
            Backend::Ecs(ecs) => ecs.list_clusters(token).await,
            Backend::Saved(saved) => Ok(saved.list_clusters()),
        }
    }

    /// One page of the ARNs of the services of a cluster, given by name or ARN.
    pub async fn list_services(
        &self,
        cluster: Option<&str>,
        token: Option<String>,
    ) -> Result<Page<String>> {
        match &self.backend {
            Backend::Ecs(ecs) => ecs.list_services(cluster, token).await,
            Backend::Saved(saved) => Ok(saved.list_services(cluster)),
        }
    }

    /// One page of the ARNs of stopped tasks. A saved history has none.
    pub async fn list_stopped_tasks(
        &self,
        cluster: &str,
        filter: &TaskFilter,
        token: Option<String>,
    ) -> Result<Page<String>> {
        match &self.backend {
            Backend::Ecs(ecs) => ecs.list_stopped_tasks(cluster, filter, token).await,
            Backend::Saved(_) => Ok(Page {
                items: Vec::new(),
                next_token: None,
            }),
        }
    }

    /// Describes up to 20 service deployments. For any number see [`batches`].
    pub async fn describe_deployments(&self, arns: Vec<String>) -> Result<Described<Deployment>> {
        let described = match &self.backend {
            Backend::Ecs(ecs) => {
                let call = |arns| ecs.describe_service_deployments(arns);
                self.fallback.describe(arns, call).await?
            }
            Backend::Saved(saved) => saved.describe_deployments(&arns),
        };
        self.progress.add_described(described.items.len());
        Ok(described)
    }

    /// Describes up to 20 service revisions. For any number see [`batches`].
    pub async fn describe_revisions(&self, arns: Vec<String>) -> Result<Described<Revision>> {
        let described = match &self.backend {
            Backend::Ecs(ecs) => {
                let call = |arns| ecs.describe_service_revisions(arns);
                self.fallback.describe(arns, call).await?
            }
            Backend::Saved(saved) => saved.describe_revisions(&arns),
        };
        self.progress.add_described(described.items.len());
        Ok(described)
    }

    /// Describes up to ten services of a cluster.
    pub async fn describe_services(
        &self,
        cluster: Option<&str>,
        services: Vec<String>,
    ) -> Result<Described<Service>> {
        match &self.backend {
            Backend::Ecs(ecs) => ecs.describe_services(cluster, services).await,
            Backend::Saved(saved) => Ok(saved.describe_services(cluster, &services)),
        }
    }

    /// Describes up to 100 tasks of a cluster. A saved history has none.
    pub async fn describe_tasks(
        &self,
        cluster: &str,
        arns: Vec<String>,
    ) -> Result<Described<Task>> {
        match &self.backend {
            Backend::Ecs(ecs) => ecs.describe_tasks(cluster, arns).await,
            Backend::Saved(_) => Ok(Described::default()),
        }
    }

    /// Describes a task definition, with its tags as a member. It is JSON, since configurations are
    /// compared with all their members, including those that this program does not know.
    ///
    /// # Errors
    ///
    /// A task definition that no longer exists, or that a saved history does not have, is an error
    /// of the kind [`NoMatch`](crate::error::ErrorKind::NoMatch).
    pub async fn describe_task_definition(&self, arn: &str) -> Result<Value> {
        let task_definition = match &self.backend {
            Backend::Ecs(ecs) => ecs.describe_task_definition(arn).await?,
            Backend::Saved(saved) => saved.describe_task_definition(arn)?,
        };
        self.progress.add_described(1);
        Ok(task_definition)
    }
}
