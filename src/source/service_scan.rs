//! The deployments of many services, with few calls.

use crate::error::{Error, ErrorKind, Result};
use crate::model::arn::last_segment;
use crate::model::deployment::Deployment;
use crate::model::page::{Described, Page, Query};
use crate::model::record::Record;
use crate::model::service::Service;
use crate::selection::service_scope::{ServiceName, ServiceScope};
use crate::source::batches::BATCH;
use crate::source::history_builder::HistoryBuilder;
use crate::source::pages::Pages;
use crate::source::service_search::{Found, Searched};
use crate::source::{Source, service_search};
use anyhow::anyhow;
use std::collections::{HashMap, HashSet};
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, JoinSet};

/// How many services may be listed at the same time: enough that the pages of one can be waited
/// for, few enough that histories become whole one after another.
const AT_ONCE: usize = 20;

/// After so many failures in a row there is no hope.
const HOPELESS: usize = 10;

/// How services are asked for their deployments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanStrategy {
    /// Each is asked for its list.
    Exhaustive,
    /// Each says what its current deployment is, ten in a call. Only those where that began in the
    /// time that is asked about, or that have none, are asked for their list: the current
    /// deployment is the newest.
    Quick,
    /// Each says what its current deployment is, and that is all that is asked for.
    Newest,
}

/// What is asked for.
pub struct ServiceScan<'a> {
    pub source: &'a Source,
    pub scope: &'a ServiceScope,
    /// The service and the cluster are those of the scope.
    pub query: Query,
    pub way: ScanStrategy,
}

/// What was learned beside the deployments.
#[derive(Debug, Default)]
pub struct ScanResult {
    /// How many services were found.
    pub found: usize,
    /// Of how many all is known.
    pub done: usize,
    /// The services as they were described.
    pub services: Vec<Record<Service>>,
    /// The ARNs of those of which no deployment came that should have.
    pub unanswered: HashSet<String>,
    /// The names of those that were deleted meanwhile.
    pub deleted: Vec<String>,
    /// The names of those of which ECS keeps no history.
    pub without_history: Vec<String>,
    pub searched: Searched,
    /// What could not be read; the rest was, or is still to come.
    pub errors: Vec<Error>,
    /// Why it ends early.
    pub fatal: Option<Error>,
    failures_in_a_row: usize,
}

/// An answer to a call.
enum Answer {
    Services(Vec<ServiceName>, Result<Described<Service>>),
    /// Of the current deployments of these services.
    Current(Vec<Current>, Result<Described<Deployment>>),
    /// The next page of a list.
    Page(Listing, Result<Vec<Record<Deployment>>>),
}

/// The list of a service, on its way.
struct Listing {
    target: ServiceName,
    pages: Pages<AskForPage>,
    /// To be among those that are listed at the same time.
    _permit: Option<OwnedSemaphorePermit>,
}

type AskForPage = Box<dyn Fn(Option<String>) -> PageAnswer + Send>;
type PageAnswer = Pin<Box<dyn Future<Output = Result<Page<Record<Deployment>>>> + Send>>;

impl Listing {
    async fn next(mut self) -> Answer {
        // None is never asked for after the last.
        let page = self.pages.next().await.unwrap_or_else(|| Ok(Vec::new()));
        Answer::Page(self, page)
    }
}

/// A service and the ARN of its current deployment.
struct Current {
    target: ServiceName,
    deployment: String,
}

impl ServiceScan<'_> {
    /// Asks all services. What has come stands in the gathering and the census at any time.
    pub async fn ask(&self, gathering: &mut HistoryBuilder<'_>, census: &mut ScanResult) {
        let mut run = Run {
            fleet: self,
            calls: JoinSet::new(),
            permits: Arc::new(Semaphore::new(AT_ONCE)),
            describing: 0,
            waiting: Vec::new(),
        };
        if self.is_everything_saved() {
            match self
                .source
                .clone()
                .list_deployments(self.query.clone(), None)
                .await
            {
                Ok(page) => gathering.add(page.items),
                Err(error) => census.fatal = Some(error),
            }
            return;
        }
        let mut finding = service_search::find(self.source, self.scope);
        let mut is_finding = true;
        loop {
            if !is_finding && run.describing == 0 {
                run.describe_current(1);
            }
            if census.fatal.is_some() || !is_finding && run.calls.is_empty() {
                break;
            }
            tokio::select! {
                found = finding.recv(), if is_finding => match found {
                    Some(Found::Services(targets)) => run.found(targets, census),
                    Some(Found::Failed(error)) => census.errors.push(error),
                    Some(Found::End(searched)) => census.searched = searched,
                    None => is_finding = false,
                },
                Some(answer) = run.calls.join_next(), if !run.calls.is_empty() => {
                    run.answered(answer, gathering, census);
                }
            }
        }
    }
}

impl ServiceScan<'_> {
    /// Whether all of a saved history is asked for, also what is of no service that we know of.
    fn is_everything_saved(&self) -> bool {
        let scope = self.scope;
        let is_everything = scope.services.is_empty() && scope.clusters.is_empty();
        self.way == ScanStrategy::Exhaustive && scope.requested.is_saved() && is_everything
    }
}

struct Run<'a> {
    fleet: &'a ServiceScan<'a>,
    calls: JoinSet<Answer>,
    permits: Arc<Semaphore>,
    /// How many DescribeServices calls are on their way.
    describing: usize,
    /// Services whose current deployments are to be described.
    waiting: Vec<Current>,
}

impl Run<'_> {
    fn found(&mut self, targets: Vec<ServiceName>, census: &mut ScanResult) {
        census.found += targets.len();
        self.fleet.source.progress.found(targets.len());
        if self.fleet.way == ScanStrategy::Exhaustive {
            targets.into_iter().for_each(|target| self.list(target));
            return;
        }
        let source = self.fleet.source.clone();
        self.describing += 1;
        self.calls.spawn(async move {
            let cluster = targets.first().and_then(|target| target.cluster.clone());
            let names = targets.iter().map(|target| target.service.clone());
            let described = source.describe_services(cluster, names.collect()).await;
            Answer::Services(targets, described)
        });
    }

    fn list(&mut self, target: ServiceName) {
        let source = self.fleet.source.clone();
        let query = Query {
            service: Some(target.service.clone()),
            cluster: target.cluster.clone(),
            ..self.fleet.query.clone()
        };
        let permits = Arc::clone(&self.permits);
        self.calls.spawn(async move {
            let ask: AskForPage = Box::new(move |token| {
                Box::pin(source.clone().list_deployments(query.clone(), token))
            });
            let listing = Listing {
                target,
                pages: Pages::new(ask),
                _permit: permits.acquire_owned().await.ok(),
            };
            listing.next().await
        });
    }

    /// Describes the current deployments that wait, if there are so many.
    fn describe_current(&mut self, least: usize) {
        while self.waiting.len() >= least {
            let rest = self.waiting.split_off(self.waiting.len().min(BATCH));
            let batch = std::mem::replace(&mut self.waiting, rest);
            let source = self.fleet.source.clone();
            self.calls.spawn(async move {
                let arns = batch.iter().map(|current| current.deployment.clone());
                let described = source.describe_deployments(arns.collect()).await;
                Answer::Current(batch, described)
            });
        }
    }

    fn answered(
        &mut self,
        answer: Result<Answer, JoinError>,
        gathering: &mut HistoryBuilder<'_>,
        census: &mut ScanResult,
    ) {
        match answer {
            Ok(Answer::Services(targets, described)) => {
                self.describing -= 1;
                match described {
                    Ok(described) => {
                        census.failures_in_a_row = 0;
                        self.described(targets, described, census);
                    }
                    Err(error) => census.fail(error),
                }
                self.describe_current(BATCH);
            }
            Ok(Answer::Current(asked, Ok(described))) => {
                self.current_described(asked, described, gathering, census);
            }
            Ok(Answer::Current(_, Err(error))) => census.fail(error),
            Ok(Answer::Page(listing, Ok(page))) => {
                gathering.add(page);
                census.failures_in_a_row = 0;
                if listing.pages.is_over() {
                    census.unanswered.remove(&listing.target.service);
                    self.done(census);
                } else {
                    self.calls.spawn(listing.next());
                }
            }
            Ok(Answer::Page(listing, Err(error))) => {
                self.not_listed(&listing.target, error, census);
                self.done(census);
            }
            Err(stopped) => {
                let error = anyhow::Error::new(stopped).context("a call was not finished");
                census.fatal = Some(error.into());
            }
        }
    }

    fn described(
        &mut self,
        targets: Vec<ServiceName>,
        described: Described<Service>,
        census: &mut ScanResult,
    ) {
        let services = described.items.into_iter();
        let mut by_name: HashMap<String, Record<Service>> = services
            .map(|record| (last_segment(&record.item.service_arn).to_owned(), record))
            .collect();
        for target in targets {
            let name = last_segment(&target.service).to_owned();
            let record = by_name.remove(&name);
            let Some(mut record) = record.filter(|record| !record.item.is_deleted()) else {
                self.missing(&target, census);
                self.done(census);
                continue;
            };
            let service = &record.item;
            let target = ServiceName {
                service: service.service_arn.clone(),
                ..target
            };
            if service.non_ecs_controller().is_some() {
                census.without_history.push(name);
                self.done(census);
            } else {
                census.unanswered.insert(target.service.clone());
                match self.current(service) {
                    Some(deployment) => self.waiting.push(Current { target, deployment }),
                    None => self.list(target),
                }
            }
            if self.fleet.way == ScanStrategy::Newest {
                // A hundred of each service; they stand in its JSON.
                record.item.events = None;
                census.services.push(record);
            }
        }
    }

    /// The newest deployment that a service names. What a saved history says of services may be older
    /// than what it says of deployments.
    fn current(&self, service: &Service) -> Option<String> {
        let current = service.current_service_deployment.clone();
        current.filter(|_| !self.fleet.source.is_saved())
    }

    /// A service is not there; if it was found, then not any more.
    fn missing(&self, target: &ServiceName, census: &mut ScanResult) {
        let name = last_segment(&target.service);
        if self.fleet.scope.needs_search() {
            census.deleted.push(name.to_owned());
            return;
        }
        let cluster = target.cluster.as_deref().map_or("default", last_segment);
        census.errors.push(Error::new(
            ErrorKind::Permanent,
            anyhow!("there is no service {name} in cluster {cluster}"),
        ));
    }

    fn current_described(
        &mut self,
        asked: Vec<Current>,
        described: Described<Deployment>,
        gathering: &mut HistoryBuilder<'_>,
        census: &mut ScanResult,
    ) {
        let deployments = described.items.into_iter();
        let mut by_arn: HashMap<String, Record<Deployment>> = deployments
            .map(|record| (record.item.service_deployment_arn.clone(), record))
            .collect();
        for Current { target, deployment } in asked {
            let Some(record) = by_arn.remove(&deployment) else {
                self.list(target);
                continue;
            };
            if self.fleet.way == ScanStrategy::Newest {
                gathering.add(vec![record]);
                census.unanswered.remove(&target.service);
                self.done(census);
                continue;
            }
            let began_before = |since| record.item.created_at.is_some_and(|time| time < since);
            if self.fleet.query.after.is_some_and(began_before) {
                self.done(census);
                continue;
            }
            gathering.add_described(record.item);
            self.list(target);
        }
    }

    /// All is known of a service.
    fn done(&self, census: &mut ScanResult) {
        census.done += 1;
        self.fleet.source.progress.done(1);
    }

    /// A service cannot be listed. That is an error, unless it is what befalls services that were
    /// only found.
    fn not_listed(&self, target: &ServiceName, error: Error, census: &mut ScanResult) {
        let name = || last_segment(&target.service).to_owned();
        match error.kind() {
            ErrorKind::ServiceNotFound if self.fleet.scope.needs_search() => {
                census.deleted.push(name());
            }
            ErrorKind::NoDeploymentHistory if !self.fleet.scope.is_single_service() => {
                census.without_history.push(name());
                census.unanswered.remove(&target.service);
            }
            _ => census.fail(error),
        }
    }
}

impl ScanResult {
    /// A call failed. The others may pass, unless it is what all have in common.
    fn fail(&mut self, error: Error) {
        self.failures_in_a_row += 1;
        let is_hopeless = self.failures_in_a_row >= HOPELESS;
        if is_hopeless || error.kind() == ErrorKind::Credentials {
            self.fatal = Some(error);
        } else {
            self.errors.push(error);
        }
    }
}
