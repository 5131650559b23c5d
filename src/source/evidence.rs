//! Looks for why deployments did not succeed, with calls that a person may not be allowed to make.

use crate::error::{Error, Result};
use crate::model::arn::{Arn, last_segment};
use crate::model::deployment::Deployment;
use crate::model::evidence::{Evidence, events_during, group_by_reason, tasks_may_have_expired};
use crate::model::service::ServiceEvent;
use crate::model::timestamp::Timestamp;
use crate::source::Source;
use std::collections::{BTreeMap, HashMap};

const EVENTS: &str = "service events";
const TASKS: &str = "stopped tasks";

/// Collects evidence for one deployment after another. What cannot be had is said once.
pub struct EvidenceCollector {
    source: Source,
    now: Timestamp,
    /// The events of a service, `None` if they are not to be had.
    events: HashMap<String, Option<Vec<ServiceEvent>>>,
    /// What was not to be had, and why.
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

    /// Looks for the service's events and the stopped tasks, side by side.
    pub async fn of(&mut self, deployment: &Deployment) -> Evidence {
        let arn = deployment.service_deployment_arn.as_str();
        let Some((cluster, service)) =
            Arn::parse(arn).and_then(|arn| Some((arn.cluster()?, arn.service()?)))
        else {
            return Evidence::default();
        };
        let key = format!("{cluster}/{service}");
        let known = self.events.get(&key).cloned();
        let source = self.source.clone();
        let of_service = async {
            match known {
                Some(known) => Ok(known),
                None => source
                    .service_events(cluster.to_owned(), service.to_owned())
                    .await
                    .map(Some),
            }
        };
        let source = self.source.clone();
        let of_tasks = async {
            match deployment.target_revision_arn() {
                Some(target) => {
                    let started_by = format!("ecs-svc/{}", last_segment(target));
                    let tasks = source
                        .stopped_tasks(cluster.to_owned(), service.to_owned(), started_by)
                        .await?;
                    Ok(Some(tasks))
                }
                None => Ok(None),
            }
        };
        let (events, tasks) = tokio::join!(of_service, of_tasks);
        let events = self.or_missing(EVENTS, events);
        self.events.insert(key, events.clone());
        let tasks = self.or_missing(TASKS, tasks);
        Evidence {
            events: events.map(|events| events_during(deployment, &events)),
            tasks: tasks.map(|tasks| group_by_reason(&tasks)),
            tasks_may_have_expired: tasks_may_have_expired(deployment, self.now),
        }
    }

    fn or_missing<T>(&mut self, what: &'static str, answer: Result<Option<T>>) -> Option<T> {
        match answer {
            Ok(answer) => answer,
            Err(error) => {
                self.missing.entry(what).or_insert(error);
                None
            }
        }
    }

    /// What was not to be had, in one note.
    pub fn note(&self) -> Option<String> {
        let why = |what: &str, error: &Error| match (error.is_denied(), what) {
            (true, EVENTS) => "ecs:DescribeServices is denied".to_owned(),
            (true, _) => "ecs:ListTasks or ecs:DescribeTasks is denied".to_owned(),
            (false, _) => error.in_one_line(),
        };
        let missing = self.missing.iter();
        let (what, whys): (Vec<&str>, Vec<String>) = missing
            .map(|(what, error)| (*what, why(what, error)))
            .unzip();
        let (what, whys) = (what.join(" and "), whys.join(", "));
        (!what.is_empty()).then(|| format!("{what} are not shown, as with --no-evidence: {whys}"))
    }
}
