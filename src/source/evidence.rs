//! Looks for the reasons of failed deployments, with calls that may be denied.

use crate::error::{Error, ErrorKind, Result};
use crate::humanize::count;
use crate::model::arn::{Arn, last_segment};
use crate::model::deployment::Deployment;
use crate::model::evidence::{Evidence, events_during, group_by_reason, tasks_may_have_expired};
use crate::model::failure::Failure;
use crate::model::service::ServiceEvent;
use crate::model::task::{Task, TaskFilter};
use crate::model::timestamp::Timestamp;
use crate::source::Source;
use crate::source::pages::pages;
use anyhow::anyhow;
use futures_util::{StreamExt, TryStreamExt, stream};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

const EVENTS: &str = "service events";
const TASKS: &str = "stopped tasks";

/// The most tasks that DescribeTasks takes in a call.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html>
const MAX_TASKS: usize = 100;

/// Collects evidence, one deployment after another.
pub struct EvidenceCollector {
    source: Source,
    now: Timestamp,
    /// By cluster and service; `None` if they could not be fetched.
    events: HashMap<String, Option<Vec<ServiceEvent>>>,
    /// The first error of each kind of evidence.
    missing: BTreeMap<&'static str, Error>,
}

impl EvidenceCollector {
    pub fn new(source: &Source, now: Timestamp) -> Self {
        Self {
            source: source.clone(),
            now,
            events: HashMap::new(),
            missing: BTreeMap::new(),
        }
    }

    /// Fetches the events of the service and the stopped tasks of a deployment, concurrently.
    pub async fn collect(&mut self, deployment: &Deployment) -> Evidence {
        let arn = deployment.service_deployment_arn.as_str();
        let Some((cluster, service)) =
            Arn::parse(arn).and_then(|arn| Some((arn.cluster()?, arn.service()?)))
        else {
            return Evidence::default();
        };
        let key = format!("{cluster}/{service}");
        let known = self.events.get(&key).cloned();
        let events = async {
            match known {
                Some(known) => Ok(known),
                None => service_events(&self.source, cluster, service)
                    .await
                    .map(Some),
            }
        };
        let tasks = async {
            match deployment.target_revision_arn() {
                Some(target) => {
                    let started_by = format!("ecs-svc/{}", last_segment(target));
                    stopped_tasks(&self.source, cluster, service, started_by)
                        .await
                        .map(Some)
                }
                None => Ok(None),
            }
        };
        let (events, tasks) = tokio::join!(events, tasks);
        let events = self.or_missing(EVENTS, events);
        self.events.insert(key, events.clone());
        let tasks = self.or_missing(TASKS, tasks);
        Evidence {
            events: events.map(|events| events_during(deployment, &events)),
            tasks: tasks.map(|tasks| group_by_reason(&tasks)),
            tasks_may_have_expired: tasks_may_have_expired(deployment, self.now),
        }
    }

    fn or_missing<T>(&mut self, what: &'static str, fetched: Result<Option<T>>) -> Option<T> {
        fetched.unwrap_or_else(|error| {
            self.missing.entry(what).or_insert(error);
            None
        })
    }

    /// One note about all the evidence that could not be fetched.
    pub fn note(&self) -> Option<String> {
        let reason = |what: &str, error: &Error| match (error.is_denied(), what) {
            (true, EVENTS) => "ecs:DescribeServices is denied".to_owned(),
            (true, _) => "ecs:ListTasks or ecs:DescribeTasks is denied".to_owned(),
            (false, _) => error.in_one_line(),
        };
        let missing = self.missing.iter();
        let (what, reasons): (Vec<&str>, Vec<String>) = missing
            .map(|(what, error)| (*what, reason(what, error)))
            .unzip();
        let (what, reasons) = (what.join(" and "), reasons.join(", "));
        (!what.is_empty())
            .then(|| format!("{what} are not shown (--no-evidence skips them): {reasons}"))
    }
}

/// The latest events of a service.
async fn service_events(
    source: &Source,
    cluster: &str,
    service: &str,
) -> Result<Vec<ServiceEvent>> {
    let names = vec![service.to_owned()];
    let services = source.describe_services(Some(cluster), names).await?;
    if services.items.is_empty() {
        let failure = services.failures.into_iter().next();
        let failure = failure.unwrap_or_else(|| Failure::not_answered(service));
        let message = failure.item.sentence(&format!("service {service}"));
        return Err(Error::new(ErrorKind::Permanent, anyhow!(message)));
    }
    let events = services
        .items
        .into_iter()
        .filter_map(|record| record.item.events.clone());
    Ok(events.flatten().collect())
}

/// The stopped tasks that a deployment of a service started, by its classic ID `ecs-svc/N`; at most
/// [`MAX_TASKS`].
///
/// The API's page says that `startedBy` must be the only filter, and that without another one only
/// running tasks are listed. If ECS insists, the tasks of the service are listed.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html>
async fn stopped_tasks(
    source: &Source,
    cluster: &str,
    service: &str,
    started_by: String,
) -> Result<Vec<Task>> {
    let by_deployment = TaskFilter::Deployment(started_by.clone());
    let arns = match list_stopped_tasks(source, cluster, &by_deployment).await {
        Err(error) if error.kind() == ErrorKind::InvalidRequest => {
            let by_service = TaskFilter::Service(service.to_owned());
            list_stopped_tasks(source, cluster, &by_service).await?
        }
        listed => listed?,
    };
    if arns.is_empty() {
        return Ok(Vec::new());
    }
    let number = arns.len();
    let tasks = source.describe_tasks(cluster, arns).await?;
    // Those that expired in the meantime are failures.
    if tasks.items.is_empty() && tasks.failures.is_empty() {
        let message = anyhow!("ECS did not return {}", count(number, "task"));
        return Err(Error::new(ErrorKind::Transient, message));
    }
    let tasks = tasks.items.into_iter().map(|record| record.item);
    Ok(tasks
        .filter(|task| task.started_by.as_ref() == Some(&started_by))
        .map(Arc::unwrap_or_clone)
        .collect())
}

async fn list_stopped_tasks(
    source: &Source,
    cluster: &str,
    filter: &TaskFilter,
) -> Result<Vec<String>> {
    pages(|token| source.list_stopped_tasks(cluster, filter, token))
        .map_ok(|page| stream::iter(page.items.into_iter().map(Ok)))
        .try_flatten()
        .take(MAX_TASKS)
        .try_collect()
        .await
}
