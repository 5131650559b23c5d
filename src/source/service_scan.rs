//! Scans the deployments of many services, with few calls.

use crate::error::{Error, ErrorKind, Result};
use crate::model::api_enum::DeploymentStatus;
use crate::model::arn::last_segment;
use crate::model::deployment::{Deployment, RevisionTasks};
use crate::model::page::{Described, Page, Query};
use crate::model::record::Record;
use crate::model::service::Service;
use crate::selection::service_scope::{ServiceName, ServiceScope};
use crate::source::Source;
use crate::source::batches::BATCH;
use crate::source::history_builder::HistoryBuilder;
use crate::source::pages::pages;
use crate::source::scan_result::ScanResult;
use crate::source::service_answers::ServiceAnswers;
use crate::source::service_search::{Discovery, discover};
use anyhow::anyhow;
use futures_util::stream::{BoxStream, SelectAll};
use futures_util::{FutureExt, StreamExt};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// How many services may be listed at the same time: enough to hide the round trips, few enough that
/// services are completed one after another.
const CONCURRENT_LISTS: usize = 20;

/// Which calls find the deployments of services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanStrategy {
    /// List the deployments of every service.
    Exhaustive,
    /// Describe the services, ten in a call, and their current deployments, twenty in a call. List
    /// only services without a current deployment, or whose current deployment was created at
    /// [`Query::after`] or later: the current deployment is the newest.
    Quick,
    /// Describe the services and their current deployments. List only services without one.
    Newest,
}

/// A scan to run.
pub struct ServiceScan<'a> {
    pub source: &'a Source,
    pub scope: &'a ServiceScope,
    /// What to list; the service and the cluster come from the scope.
    pub query: Query,
    pub strategy: ScanStrategy,
}

/// Something that arrived.
enum ScanEvent {
    Discovery(Discovery),
    Services(Vec<ServiceName>, Result<Described<Service>>),
    /// Descriptions of current deployments.
    Current(Vec<Current>, Result<Described<Deployment>>),
    /// The next page of the list of a service.
    Page(ServiceName, Result<Page<Record<Deployment>>>),
}

/// A service and the ARN of its current deployment.
struct Current {
    service: ServiceName,
    deployment: String,
}

impl ServiceScan<'_> {
    /// Runs the scan. Cancel safe: whatever has arrived is in `builder` and `result`.
    pub async fn run(&self, builder: &mut HistoryBuilder<'_>, result: &mut ScanResult) {
        if self.includes_everything_saved() {
            match self.source.list_deployments(&self.query, None).await {
                Ok(page) => builder.add(page.items),
                Err(error) => result.fatal = Some(error),
            }
            return;
        }
        let discoveries = discover(self.source, self.scope).map(ScanEvent::Discovery);
        let mut run = Run {
            scan: self,
            builder,
            result,
            events: SelectAll::from_iter([discoveries.boxed()]),
            permits: Arc::new(Semaphore::new(CONCURRENT_LISTS)),
            undescribed: 1,
            waiting: Vec::new(),
        };
        while run.result.fatal.is_none()
            && let Some(event) = run.events.next().await
        {
            run.handle(event);
        }
    }

    /// Whether it includes all of a saved history, even what belongs to no known service.
    fn includes_everything_saved(&self) -> bool {
        let scope = self.scope;
        let is_unlimited = scope.services.is_empty() && scope.clusters.is_empty();
        self.strategy == ScanStrategy::Exhaustive && scope.requested.is_saved() && is_unlimited
    }
}

struct Run<'a, 'b> {
    scan: &'a ServiceScan<'a>,
    builder: &'a mut HistoryBuilder<'b>,
    result: &'a mut ScanResult,
    /// A stream for the search and for everything that is called.
    events: SelectAll<BoxStream<'a, ScanEvent>>,
    permits: Arc<Semaphore>,
    /// How many sources of further current deployments there are: the search, and calls of
    /// DescribeServices in flight.
    undescribed: usize,
    /// Services whose current deployments will be described.
    waiting: Vec<Current>,
}

impl<'a> Run<'a, '_> {
    fn handle(&mut self, event: ScanEvent) {
        match event {
            ScanEvent::Discovery(Discovery::Services(services)) => self.discovered(services),
            ScanEvent::Discovery(Discovery::Failed(error)) => self.result.errors.push(error),
            ScanEvent::Discovery(Discovery::Finished(search)) => {
                self.result.search = search;
                self.undescribed -= 1;
            }
            ScanEvent::Services(services, response) => {
                self.undescribed -= 1;
                match response {
                    Ok(described) => {
                        self.result.succeeded();
                        self.described(services, described);
                    }
                    Err(error) => {
                        let error = self.with_way_out(error);
                        self.result.fail(error);
                    }
                }
            }
            ScanEvent::Current(requested, Ok(described)) => {
                self.result.succeeded();
                self.current_described(requested, described);
            }
            ScanEvent::Current(_, Err(error)) => self.result.fail(error),
            ScanEvent::Page(service, Ok(page)) => {
                let mut listed = page.items;
                let older = match self.needs_only_newest() {
                    true => split_off_older(&mut listed),
                    false => Vec::new(),
                };
                if self.scan.strategy == ScanStrategy::Newest {
                    listed
                        .iter()
                        .for_each(|record| self.describe_sources(&record.item));
                }
                self.builder.add(listed);
                self.builder.add_brief(older);
                self.result.succeeded();
                if page.next_token.is_none() {
                    self.result.unanswered.remove(&service.service);
                    self.done();
                }
            }
            ScanEvent::Page(service, Err(error)) => {
                self.not_listed(&service, error);
                self.done();
            }
        }
        self.describe_current();
    }

    /// Whether a page is a whole list, of which only the newest deployment is shown.
    fn needs_only_newest(&self) -> bool {
        self.scan.strategy == ScanStrategy::Newest && self.scan.source.is_saved()
    }

    fn discovered(&mut self, services: Vec<ServiceName>) {
        self.result.found += services.len();
        let source = self.scan.source;
        source.progress.add_services(services.len());
        if self.scan.strategy == ScanStrategy::Exhaustive {
            services.into_iter().for_each(|service| self.list(service));
            return;
        }
        self.undescribed += 1;
        self.start(async move {
            let cluster = services.first().and_then(|first| first.cluster.clone());
            let names = services.iter().map(|name| name.service.clone()).collect();
            let response = source.describe_services(cluster.as_deref(), names).await;
            ScanEvent::Services(services, response)
        });
    }

    fn start(&mut self, call: impl Future<Output = ScanEvent> + Send + 'a) {
        self.events.push(call.into_stream().boxed());
    }

    /// Lists the deployments of a service.
    fn list(&mut self, service: ServiceName) {
        let source = self.scan.source;
        let query = Query {
            service: Some(service.service.clone()),
            cluster: service.cluster.clone(),
            ..self.scan.query.clone()
        };
        let permits = Arc::clone(&self.permits);
        let events = async move {
            let permit = permits.acquire_owned().await;
            let pages = pages(move |token| {
                let query = query.clone();
                async move { source.list_deployments(&query, token).await }
            });
            pages.map(move |page| {
                // Released with the stream.
                let _held = &permit;
                ScanEvent::Page(service.clone(), page)
            })
        };
        self.events.push(events.flatten_stream().boxed());
    }

    /// Describes the current deployments that wait, in full batches while more may come.
    fn describe_current(&mut self) {
        let source = self.scan.source;
        while self.waiting.len() >= BATCH || self.undescribed == 0 && !self.waiting.is_empty() {
            let rest = self.waiting.split_off(self.waiting.len().min(BATCH));
            let batch = std::mem::replace(&mut self.waiting, rest);
            self.start(async move {
                let arns = batch.iter().map(|current| current.deployment.clone());
                let response = source.describe_deployments(arns.collect()).await;
                ScanEvent::Current(batch, response)
            });
        }
    }

    fn described(&mut self, names: Vec<ServiceName>, described: Described<Service>) {
        let number = names.len();
        let answers = ServiceAnswers::of(names, described, self.scan.source.is_saved());
        // In a saved history, a name may stand for services in several clusters and accounts.
        let others = (answers.found.len() + answers.gone.len() + answers.failed) - number;
        self.result.found += others;
        (0..answers.failed).for_each(|_| self.done());
        let errors = answers.errors.into_iter();
        errors.for_each(|error| self.result.fail(error));
        let gone = answers.gone.into_iter();
        gone.for_each(|service| self.not_found(service));
        for (requested, record) in answers.found {
            self.service_described(&requested, record);
        }
    }

    fn service_described(&mut self, requested: &ServiceName, mut record: Record<Service>) {
        let service = &record.item;
        if service.non_ecs_controller().is_some() {
            let name = last_segment(&service.service_arn).to_owned();
            self.result.without_history.push(name);
            self.done();
        } else {
            let arn = match self.scan.source.is_saved() {
                // Its own may have no cluster.
                true => service.service_ref().arn(),
                false => service.service_arn.clone(),
            };
            self.result.unanswered.insert(arn.clone());
            let deployment = self.current_deployment(service);
            let service = ServiceName {
                service: arn,
                cluster: requested.cluster.clone(),
            };
            match deployment {
                Some(deployment) => self.waiting.push(Current {
                    service,
                    deployment,
                }),
                None => self.list(service),
            }
        }
        if self.scan.strategy == ScanStrategy::Newest {
            self.describe_running(record.item.current_service_revisions.as_deref());
            // Up to a hundred per service, which are in its JSON, too.
            Arc::make_mut(&mut record.item).events = None;
            self.result.services.push(record);
        }
    }

    /// The newest deployment that a service names. In a saved history, services may have been saved
    /// before the deployments.
    fn current_deployment(&self, service: &Service) -> Option<String> {
        let current = service.current_service_deployment.clone();
        current.filter(|_| !self.scan.source.is_saved())
    }

    /// Describes the running source revisions of a deployment, one of which serves unless it succeeded.
    fn describe_sources(&mut self, deployment: &Deployment) {
        if deployment.status != Some(DeploymentStatus::Successful) {
            self.describe_running(deployment.source_service_revisions.as_deref());
        }
    }

    /// Describes the revisions that have running tasks, one of which serves.
    fn describe_running(&mut self, revisions: Option<&[RevisionTasks]>) {
        let running = revisions.unwrap_or_default().iter();
        let running = running.filter(|tasks| tasks.is_running());
        for arn in running.filter_map(|tasks| tasks.arn.as_deref()) {
            self.builder.add_revision(arn);
        }
    }

    fn not_found(&mut self, service: ServiceName) {
        if self.scan.source.is_saved() {
            // The error of the list names the services that there are.
            self.list(service);
            return;
        }
        self.done();
        let name = last_segment(&service.service);
        // It was listed a moment ago.
        if self.scan.scope.needs_search() {
            self.result.deleted.push(name.to_owned());
            return;
        }
        let cluster = service.cluster.as_deref().map_or("default", last_segment);
        self.result.errors.push(Error::new(
            ErrorKind::Permanent,
            anyhow!("there is no service {name} in cluster {cluster}"),
        ));
    }

    fn current_described(&mut self, requested: Vec<Current>, described: Described<Deployment>) {
        let deployments = described.items.into_iter();
        let mut by_arn: HashMap<String, Record<Deployment>> = deployments
            .map(|record| (record.item.service_deployment_arn.clone(), record))
            .collect();
        for current in requested {
            let Some(record) = by_arn.remove(&current.deployment) else {
                self.list(current.service);
                continue;
            };
            if self.scan.strategy == ScanStrategy::Newest {
                self.describe_sources(&record.item);
                self.builder.add(vec![record]);
                self.result.unanswered.remove(&current.service.service);
                self.done();
                continue;
            }
            let is_before = |after| record.item.created_at.is_some_and(|time| time < after);
            if self.scan.query.after.is_some_and(is_before) {
                self.done();
                continue;
            }
            self.builder.add_described(record.item);
            self.list(current.service);
        }
    }

    /// The error of DescribeServices, which the exhaustive scan does not call.
    fn with_way_out(&self, error: Error) -> Error {
        if error.is_denied() && self.scan.strategy == ScanStrategy::Quick {
            let action = "the IAM action needed is ecs:DescribeServices";
            error.hint(format!("{action}; --exhaustive does without it"))
        } else {
            error
        }
    }

    /// A service is done.
    fn done(&mut self) {
        self.result.done += 1;
        self.scan.source.progress.add_service_done();
    }

    /// A service could not be listed. That is an error, unless services were searched for and this
    /// is one that no longer exists or has no history.
    fn not_listed(&mut self, service: &ServiceName, error: Error) {
        let name = || last_segment(&service.service).to_owned();
        match error.kind() {
            ErrorKind::ServiceNotFound if self.scan.scope.needs_search() => {
                self.result.deleted.push(name());
            }
            ErrorKind::NoDeploymentHistory if !self.scan.scope.is_single_service() => {
                self.result.without_history.push(name());
                self.result.unanswered.remove(&service.service);
            }
            _ => self.result.fail(error),
        }
    }
}

/// Leaves the deployments of a service that show its status: the newest, and those down to the last
/// success, which may serve. Returns the others, which need no details.
fn split_off_older(listed: &mut Vec<Record<Deployment>>) -> Vec<Record<Deployment>> {
    listed.sort_by_key(|record| Reverse(record.item.sort_time()));
    let success = Some(DeploymentStatus::Successful);
    let mut statuses = listed.iter().map(|record| &record.item.status);
    let last = statuses.position(|status| *status == success);
    listed.split_off(last.map_or(listed.len(), |last| last + 1))
}
