//! The deployment to wait for, from the JSON of UpdateService, CreateService or DescribeServices.
//!
//! The PRIMARY deployment is the newest only while ECS goes forward. During a rollback and after it
//! the deployment of the old revision is PRIMARY again, with its old ID and its old creation time,
//! and `currentServiceDeployment` names the one that goes back. Right after an update it is the
//! other way round: `currentServiceDeployment` may still name the deployment before. So the times
//! decide: the newest of what the document names, or of what ECS had when the document was made.

use crate::model::api_enum::RolloutState;
use crate::model::arn::last_segment;
use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::model::service::{ClassicDeployment, Service};
use crate::model::timestamp::Timestamp;
use crate::selection::choice::Choice;
use chrono::TimeDelta;
use std::fmt;

/// How long after the start of a deployment UpdateService may return. Nothing in a document that is
/// later than that: it was made right after the update.
const UPDATE_TIME: TimeDelta = TimeDelta::seconds(5);

/// What a document says about the deployments of its service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceDocument {
    service_arn: String,
    /// The ARN of the deployment that the document calls current.
    current: Option<String>,
    /// The PRIMARY deployment.
    primary: Option<NamedDeployment>,
    /// The other deployments in the older form.
    others: Vec<NamedDeployment>,
    /// When the document was made, at the earliest.
    made_at: Option<Timestamp>,
}

/// A deployment in the older form.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NamedDeployment {
    /// `ecs-svc/N`, where N is the ID of its target service revision.
    id: String,
    created_at: Option<Timestamp>,
    rollout: Rollout,
}

/// What the document says about the rollout of a deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rollout {
    /// Also one that failed, or whose state is not known.
    Forward,
    /// ECS brings it back in place of one that failed.
    Back,
    Completed,
}

impl ServiceDocument {
    /// Reads the deployments of a service. `None` if it names none.
    pub fn of(service: &Service) -> Option<Self> {
        let deployments = service.deployments.iter().flatten();
        let (primary, others): (Vec<_>, Vec<_>) = deployments
            .filter_map(|item| Some((item.is_primary(), NamedDeployment::of(item)?)))
            .partition(|(is_primary, _)| *is_primary);
        let primary = primary.into_iter().next().map(|(_, named)| named);
        let current = service.current_service_deployment.clone();
        (primary.is_some() || current.is_some()).then(|| Self {
            service_arn: service.service_arn.clone(),
            current,
            primary,
            others: others.into_iter().map(|(_, named)| named).collect(),
            made_at: service.latest_time(),
        })
    }

    /// The ARN of the service.
    pub fn service_arn(&self) -> &str {
        &self.service_arn
    }

    /// Chooses from the deployments that are listed.
    pub fn choose(&self, history: &History) -> Choice {
        let primary = self.primary.as_ref().and_then(|named| named.find(history));
        if let (Some(named), true) = (&self.primary, self.is_of_update()) {
            return match primary {
                Some(_) => Choice::found(primary),
                // At least one emulator gives the deployment of the old revision a new ID.
                None => Choice::tentative(named.rollback_around(history)),
            };
        }
        let newest = history.deployments().find(|entry| self.may_be(entry));
        if self
            .awaited()
            .any(|named| named.may_appear(history, newest))
        {
            return Choice::NotYet;
        }
        if let Some(arn) = self.unlisted(history, primary) {
            return Choice::Unlisted(arn.to_owned());
        }
        Choice::found(newest.map(|entry| self.or_rollback_since(history, entry)))
    }

    /// What to tell people about the deployment that was chosen, beside its verdict.
    pub fn note(&self, chosen: &Entry) -> Option<String> {
        let outcome = chosen.outcome();
        if !outcome.is_final() || outcome == Outcome::Superseded {
            return None;
        }
        if let Some(newer) = chosen.newer() {
            let (newer, id) = (newer.id(), chosen.deployment().id());
            return Some(format!(
                "a newer deployment, {newer}, has begun since; standard input is about {id}"
            ));
        }
        let is_settled = self.rollout() == Rollout::Completed && outcome == Outcome::Succeeded;
        is_settled.then(|| {
            "no deployment was in progress according to standard input; this is the newest one \
             (a change of nothing but the desired count starts none)"
                .to_owned()
        })
    }

    /// Whether PRIMARY had just begun when the document was made. Then it is the one to wait for,
    /// whatever the document calls current, and whatever has begun since.
    fn is_of_update(&self) -> bool {
        let began = self.primary.as_ref().and_then(|named| named.created_at);
        let made_at = self.made_at;
        self.rollout() == Rollout::Forward
            && began
                .zip(made_at)
                .is_some_and(|(began, made_at)| made_at <= began + UPDATE_TIME)
    }

    fn rollout(&self) -> Rollout {
        let primary = self.primary.as_ref();
        primary.map_or(Rollout::Forward, |named| named.rollout)
    }

    /// Whether this may be the one that the document is about. The newest of these is.
    fn may_be(&self, entry: &Entry) -> bool {
        let is_known = || {
            let arn = &entry.deployment().service_deployment_arn;
            let existed = entry.deployment().sort_time() <= self.made_at;
            self.current.as_ref() == Some(arn)
                || self.all().any(|named| named.is(entry))
                || (self.made_at.is_some() && existed)
        };
        match self.rollout() {
            Rollout::Forward => is_known(),
            // The old revision is PRIMARY, and its own deployment had succeeded.
            Rollout::Back => {
                entry.outcome() != Outcome::Succeeded && (is_known() || goes_back(entry))
            }
            // Whatever has begun since is newer than what had ended.
            Rollout::Completed => true,
        }
    }

    fn all(&self) -> impl Iterator<Item = &NamedDeployment> {
        self.primary.iter().chain(&self.others)
    }

    /// The deployments that the list may have to catch up with: a rollback has none of its own.
    fn awaited(&self) -> impl Iterator<Item = Awaited<'_>> {
        let primary = self.primary.iter();
        let primary = primary.filter(|named| named.rollout != Rollout::Back);
        let primary = primary.map(|named| Awaited {
            named,
            is_primary: true,
        });
        primary.chain(self.others.iter().map(|named| Awaited {
            named,
            is_primary: false,
        }))
    }

    /// The current deployment, if it is not listed and may be the newest.
    fn unlisted(&self, history: &History, primary: Option<Entry>) -> Option<&str> {
        let current = self.current.as_deref()?;
        let is_listed = history.index_of(current).is_some();
        // An ongoing PRIMARY is the newest, and the other one stale.
        let is_stale = primary.is_some_and(|entry| !entry.outcome().is_final());
        (!is_listed && !is_stale).then_some(current)
    }

    /// The deployment, or the rollback to it that began after it had succeeded: a document that was
    /// made since looks the same, unless it shows its deployment in progress.
    fn or_rollback_since<'a>(&self, history: &'a History, entry: Entry<'a>) -> Entry<'a> {
        let is_older = self.made_at.is_some() && self.made_at < entry.deployment().ended_at();
        if entry.outcome() != Outcome::Succeeded || is_older {
            return entry;
        }
        let created = entry.deployment().sort_time();
        let newer: Vec<Entry> = history
            .deployments()
            .take_while(|newer| newer.deployment().sort_time() > created)
            .collect();
        let until_next_success = newer
            .into_iter()
            .rev()
            .take_while(|newer| newer.outcome() != Outcome::Succeeded);
        until_next_success.filter(goes_back).last().unwrap_or(entry)
    }
}

impl NamedDeployment {
    fn of(item: &ClassicDeployment) -> Option<Self> {
        let reason = item.rollout_state_reason.as_deref().unwrap_or_default();
        let rollout = match item.rollout_state {
            Some(RolloutState::Completed) => Rollout::Completed,
            // `ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/N.`
            _ if reason.contains("rolling back") => Rollout::Back,
            _ => Rollout::Forward,
        };
        Some(Self {
            id: item.id.clone()?,
            created_at: item.created_at,
            rollout,
        })
    }

    fn is(&self, entry: &Entry) -> bool {
        let target = entry.deployment().target_revision_arn();
        target.map(last_segment) == Some(last_segment(&self.id))
    }

    fn find<'a>(&self, history: &'a History) -> Option<Entry<'a>> {
        history.deployments().find(|entry| self.is(entry))
    }

    /// The rollback in the course of which it was created.
    fn rollback_around<'a>(&self, history: &'a History) -> Option<Entry<'a>> {
        let created = self.created_at?;
        let is_around = |entry: &Entry| {
            let deployment = entry.deployment();
            goes_back(entry)
                && deployment.sort_time().is_some_and(|began| began <= created)
                && deployment.ended_at().is_none_or(|ended| created <= ended)
        };
        history.deployments().find(is_around)
    }
}

/// A deployment in the older form, whose service deployment may not be listed yet.
struct Awaited<'a> {
    named: &'a NamedDeployment,
    is_primary: bool,
}

impl Awaited<'_> {
    /// Whether its service deployment may still appear, and be newer than the newest so far.
    fn may_appear(&self, history: &History, newest: Option<Entry>) -> bool {
        if self.named.find(history).is_some() || self.named.rollback_around(history).is_some() {
            return false;
        }
        let newest = newest.and_then(|entry| entry.deployment().sort_time());
        match (self.named.created_at, newest) {
            (Some(created), Some(newest)) => created > newest,
            (Some(_), None) => true,
            (None, _) => self.is_primary,
        }
    }
}

/// Whether it was rolled back, or is about to be.
fn goes_back(entry: &Entry) -> bool {
    matches!(
        entry.outcome(),
        Outcome::RollingBack | Outcome::RolledBack | Outcome::RollbackFailed
    )
}

impl fmt::Display for ServiceDocument {
    /// What follows "no deployment" in a sentence: ` that matches `ecs-svc/N``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.primary, &self.current) {
            (Some(primary), _) if primary.rollout == Rollout::Forward => {
                write!(f, " that matches `{}`", primary.id)
            }
            (_, Some(current)) => write!(f, " that matches `{current}`"),
            _ => f.write_str(" that standard input names"),
        }
    }
}
