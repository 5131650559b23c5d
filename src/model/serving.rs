//! Which service revision serves, by the evidence that a history has.
//!
//! The order of certainty: the revisions whose tasks DescribeServices saw running; the deployments;
//! the source revisions of a deployment whose tasks were running. Where two of them contradict each
//! other, both are kept; so are two revisions that have running tasks, for example after a rollback
//! that failed.

#[cfg(test)]
mod cases;

use crate::model::deployment::RevisionTasks;
use crate::model::history::{DescribedService, Entry, History};
use crate::model::outcome::Outcome;
use crate::model::service_ref::ServiceRef;
use std::borrow::Cow;
use std::collections::HashMap;

/// For each service of a history, the revision that serves, and the deployment that deployed it.
/// Services for which this is unknown are not in it.
#[derive(Debug, Default)]
pub struct Serving<'a> {
    services: HashMap<&'a ServiceRef, ServingEntry<'a>>,
}

/// What serves in a service.
#[derive(Debug)]
struct ServingEntry<'a> {
    /// ARNs, at least one, the most certain first.
    revisions: Vec<Cow<'a, str>>,
    /// Whether all of them have running tasks. If not, several contradict each other.
    all_run: bool,
    /// For each of them, the ARN of the newest deployment that deployed it. `None` if it is older than
    /// the history.
    deployments: Vec<Option<&'a str>>,
}

impl<'a> Serving<'a> {
    /// Derives it from a history that lacks no newer deployments.
    pub fn of(history: &'a History) -> Self {
        let mut deployments: HashMap<&ServiceRef, Vec<Entry>> = HashMap::new();
        for entry in history.deployments() {
            deployments.entry(entry.service()).or_default().push(entry);
        }
        let described = history.described_services();
        for service in described.keys() {
            deployments.entry(service).or_default();
        }
        let services = deployments.into_iter().filter_map(|(service, entries)| {
            let serving = ServingEntry::of(&entries, described.get(service));
            (!serving.revisions.is_empty()).then_some((service, serving))
        });
        Self {
            services: services.collect(),
        }
    }

    /// Keeps only these services.
    pub fn retain(mut self, is_kept: impl Fn(&ServiceRef) -> bool) -> Self {
        self.services.retain(|service, _| is_kept(service));
        self
    }

    /// Whether this deployment deployed the revision that serves. `None` if unknown.
    pub fn is_deployment(&self, entry: &Entry) -> Option<bool> {
        let serving = self.services.get(entry.service())?;
        let deployment = entry.deployment();
        match deployment.target_revision_arn() {
            Some(target) if serving.is_contradicted(target) => None,
            _ => Some(
                serving
                    .deployments
                    .contains(&Some(&deployment.service_deployment_arn)),
            ),
        }
    }

    /// Whether this revision of a service serves, by ARN. `None` if unknown.
    pub fn is_revision(&self, service: &ServiceRef, arn: &str) -> Option<bool> {
        let serving = self.services.get(service)?;
        if serving.is_contradicted(arn) {
            return None;
        }
        Some(serving.revisions.iter().any(|revision| revision == arn))
    }

    /// The ARNs of the revisions that serve in a service, the most certain first: none if unknown,
    /// several if all of them run or the evidence contradicts itself.
    pub fn revisions_of(&self, service: &ServiceRef) -> &[Cow<'a, str>] {
        let serving = self.services.get(service);
        serving.map_or(&[], |serving| &serving.revisions)
    }

    /// Whether the several revisions that serve in a service contradict each other.
    pub fn is_contradictory(&self, service: &ServiceRef) -> bool {
        let serving = self.services.get(service);
        serving.is_some_and(ServingEntry::is_contradictory)
    }

    /// [`Serving::is_contradictory`] for any service.
    pub fn has_contradictions(&self) -> bool {
        self.services.values().any(ServingEntry::is_contradictory)
    }

    /// [`Serving::revisions_of`] all services.
    pub fn revisions(&self) -> impl Iterator<Item = &str> {
        let revisions = self
            .services
            .values()
            .flat_map(|serving| &serving.revisions);
        revisions.map(|revision| &**revision)
    }

    /// The ARN of the revision that serves, in the history of one service.
    pub fn revision(&self) -> Option<&str> {
        self.revisions().next()
    }

    /// The ARN of the deployment that deployed it, in the history of one service.
    pub fn deployment(&self) -> Option<&'a str> {
        *self.services.values().next()?.deployments.first()?
    }
}

impl<'a> ServingEntry<'a> {
    /// What serves in a service. `entries` are its deployments, newest first.
    fn of(entries: &[Entry<'a>], described: Option<&'a DescribedService>) -> Self {
        let running = described.map_or(Vec::new(), |service| running_now(entries, service));
        let revisions = serving_revisions(entries, &running);
        let failed = entries
            .iter()
            .find(|entry| entry.outcome() == Outcome::RollbackFailed);
        let has_tasks = |arn: &str| {
            let ran = |entry: &Entry| running_tasks(entry).any(|running| running == arn);
            running.contains(&arn) || failed.is_some_and(ran)
        };
        Self {
            all_run: revisions.iter().all(|arn| has_tasks(arn)),
            deployments: revisions
                .iter()
                .map(|arn| deployed_by(entries, arn))
                .collect(),
            revisions,
        }
    }

    fn is_contradictory(&self) -> bool {
        self.revisions.len() > 1 && !self.all_run
    }

    /// Whether this revision is one of several that contradict each other.
    fn is_contradicted(&self, arn: &str) -> bool {
        self.is_contradictory() && self.revisions.iter().any(|revision| revision == arn)
    }
}

/// What serves in a service, the most certain first. `entries` are its deployments, newest first;
/// `running` is what DescribeServices saw running.
fn serving_revisions<'a>(entries: &[Entry<'a>], running: &[&'a str]) -> Vec<Cow<'a, str>> {
    let by_deployments = by_deployments(entries);
    let confirmed = by_deployments
        .iter()
        .filter(|revision| running.contains(&&***revision));
    let confirmed: Vec<_> = confirmed.cloned().collect();
    if !confirmed.is_empty() {
        return confirmed;
    }
    // While a deployment goes on, its own tasks run beside those that serve.
    let ongoing = entries.first().filter(|entry| !entry.outcome().is_final());
    let ongoing = ongoing.and_then(|entry| entry.deployment().target_revision_arn());
    let is_serving = |arn: &&&str| Some(**arn) != ongoing || running.len() == 1;
    let running = running.iter().filter(is_serving);
    let running = running.map(|arn| Cow::Borrowed(*arn));
    running.chain(by_deployments).collect()
}

/// The ARNs of the revisions with running tasks, by DescribeServices. Nothing if a deployment has
/// ended since the service was described.
fn running_now<'a>(entries: &[Entry<'a>], service: &'a DescribedService) -> Vec<&'a str> {
    let current = service.current_deployment.as_deref();
    let is_current = |entry: &Entry| Some(&*entry.deployment().service_deployment_arn) == current;
    let newer = match entries.iter().position(is_current) {
        Some(current) => &entries[..current],
        None => &[],
    };
    if newer.iter().any(|entry| entry.outcome().is_final()) {
        return Vec::new();
    }
    let running = service.current_revisions.iter();
    let running = running.filter(|tasks| tasks.is_running());
    running.filter_map(|tasks| tasks.arn.as_deref()).collect()
}

/// What the deployments of a service, newest first, say.
fn by_deployments<'a>(entries: &[Entry<'a>]) -> Vec<Cow<'a, str>> {
    // What the newest deployment replaces that has not changed what serves, and whether its tasks ran.
    let mut replaced: Option<(Cow<str>, bool)> = None;
    for entry in entries {
        let deployment = entry.deployment();
        let source = || {
            let tasks = serving_source(entry)?;
            let arn = tasks.arn.as_deref()?;
            Some((Cow::Borrowed(arn), tasks.is_running()))
        };
        let ended: Vec<Cow<str>> = match entry.outcome() {
            Outcome::Succeeded => {
                let target = deployment.target_revision_arn();
                target.map(Cow::Borrowed).into_iter().collect()
            }
            Outcome::RolledBack => {
                let back_to = deployment.rollback_revision_arn();
                let back_to = back_to.or_else(|| source().map(|(arn, _)| arn));
                back_to.into_iter().collect()
            }
            Outcome::RollbackFailed => after_failed_rollback(entry),
            _ => {
                replaced = replaced.or_else(source).or_else(|| {
                    let back_to = deployment.rollback_revision_arn()?;
                    Some((back_to, false))
                });
                continue;
            }
        };
        if ended.is_empty() {
            break;
        }
        return match replaced {
            Some((running, true)) if ended.contains(&running) => vec![running],
            // Tasks of a revision that was superseded or rolled back may run for a while.
            Some((running, true)) if !is_target(entries, &running) => {
                ended.into_iter().chain([running]).collect()
            }
            _ => ended,
        };
    }
    replaced.into_iter().map(|(arn, _)| arn).collect()
}

/// Whether one of these deployments deployed this revision.
fn is_target(entries: &[Entry], revision: &str) -> bool {
    let mut targets = entries
        .iter()
        .map(|entry| entry.deployment().target_revision_arn());
    targets.any(|target| target == Some(revision))
}

/// What serves after a rollback that failed: what still has tasks, also of both revisions, and what
/// the rollback was to bring back if that has none.
fn after_failed_rollback<'a>(entry: &Entry<'a>) -> Vec<Cow<'a, str>> {
    let running = running_tasks(entry).map(Cow::Borrowed);
    let mut revisions: Vec<Cow<str>> = running.collect();
    let has_source = serving_source(entry).is_some_and(RevisionTasks::is_running);
    if !has_source {
        revisions.extend(entry.deployment().rollback_revision_arn());
    }
    revisions
}

/// The ARNs of the revisions of a deployment that have running tasks, the one that served first.
fn running_tasks<'a>(entry: &Entry<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let target = entry.deployment().target_service_revision.as_deref();
    let both = serving_source(entry).into_iter().chain(target);
    let running = both.filter(|tasks| tasks.is_running());
    running.filter_map(|tasks| tasks.arn.as_deref())
}

/// The source revision that served when the deployment began. `None` if its tasks do not show that
/// it did: one that was asked to run tasks and has none was superseded, or has failed.
fn serving_source<'a>(entry: &Entry<'a>) -> Option<&'a RevisionTasks> {
    let replaced = entry.replaced_revision(&|_| None)?;
    let is_only = entry.deployment().source_revision_arns().count() == 1;
    let lost_its_tasks = replaced.running_task_count == Some(0)
        && replaced.requested_task_count.is_none_or(|count| count > 0);
    (replaced.is_running() || (is_only && !lost_its_tasks)).then_some(replaced)
}

/// The ARN of the newest deployment that deployed this revision: the newest success, or else one
/// that has tasks of it.
fn deployed_by<'a>(entries: &[Entry<'a>], revision: &str) -> Option<&'a str> {
    let mut of_revision = entries.iter().filter(|entry| {
        let target = entry.deployment().target_revision_arn();
        target == Some(revision)
    });
    let success = of_revision
        .clone()
        .find(|entry| entry.outcome() == Outcome::Succeeded);
    let entry = success.or_else(|| of_revision.next())?;
    Some(&entry.deployment().service_deployment_arn)
}

/// The deployment that deployed the revision that serves, in the history of one service.
pub fn serving_deployment(history: &History) -> Option<Entry<'_>> {
    let arn = Serving::of(history).deployment()?;
    history.find(&[arn.to_owned()]).pop()
}

/// The newest success that deployed another revision than the one that serves. It can be newer than
/// the deployment of that one: a rollback may go back further than to the last success.
pub fn previous_success(history: &History) -> Option<Entry<'_>> {
    let serving = Serving::of(history);
    let serving = serving.revision()?;
    history.deployments().find(|entry| {
        entry.outcome() == Outcome::Succeeded
            && entry.deployment().target_revision_arn() != Some(serving)
    })
}
