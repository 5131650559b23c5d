//! What was known when a wait began, and which deployments had ended by then.

use crate::model::deployment::Deployment;
use crate::model::history::History;
use crate::model::outcome::Outcome;
use crate::model::server_time::TimeRange;
use crate::model::timestamp::Timestamp;
use std::collections::HashSet;

/// What was known when the wait began.
#[derive(Debug)]
pub struct Baseline {
    /// When it began, on the clock of this machine.
    began: Timestamp,
    /// When it began, on the clock of ECS, as the times of deployments are. `None` if ECS does not
    /// tell.
    began_at_ecs: Option<TimeRange>,
    /// The ARNs of deployments that are known to have ended by then.
    ended: HashSet<String>,
    /// When the newest deployment of the first list was created.
    newest: Option<Timestamp>,
}

/// Whether a deployment had ended before the wait began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Before,
    /// It ended about when the wait began, and the clocks are not exact enough.
    Unclear,
    /// It is ongoing, or has ended since.
    NotBefore,
}

impl Baseline {
    /// A wait that began at this time, on the clock of this machine.
    pub fn new(began: Timestamp) -> Self {
        Self {
            began,
            began_at_ecs: None,
            ended: HashSet::new(),
            newest: None,
        }
    }

    /// Sets when the wait began on the clock of ECS.
    pub fn set_began_at_ecs(&mut self, began: Option<TimeRange>) {
        self.began_at_ecs = began;
    }

    /// The earliest time at which the wait may have begun, on the clock of ECS if that is known.
    pub fn began(&self) -> Timestamp {
        self.began_at_ecs.map_or(self.began, |began| began.earliest)
    }

    /// Takes in the first list, which arrived at `now` on the clock of ECS, at the latest.
    pub fn add_first_list(&mut self, listed: &History, now: Option<Timestamp>) {
        for entry in listed.deployments() {
            let deployment = entry.deployment();
            if entry.outcome().is_final() && !tells_its_end(deployment, now) {
                self.add_ended(deployment);
            }
        }
        let mut newest_first = listed.deployments();
        self.newest = newest_first.find_map(|entry| entry.deployment().sort_time());
    }

    /// Remembers that a deployment had ended before the wait, even if a stale list says otherwise.
    pub fn add_ended(&mut self, deployment: &Deployment) {
        self.ended.insert(deployment.service_deployment_arn.clone());
    }

    /// Whether the deployment had ended before the wait began.
    pub fn ended(&self, deployment: &Deployment, outcome: &Outcome) -> Ended {
        if self.ended.contains(&deployment.service_deployment_arn) {
            return Ended::Before;
        }
        if !outcome.is_final() {
            return Ended::NotBefore;
        }
        let Some(ended) = deployment.ended_at().or(deployment.updated_at) else {
            return Ended::Before;
        };
        match self.began_at_ecs {
            Some(began) if ended < began.earliest => Ended::Before,
            Some(began) if ended < began.latest => Ended::Unclear,
            Some(_) => Ended::NotBefore,
            // Whatever our clock says, it began after the newest deployment of the first list.
            None if deployment.sort_time() > self.newest => Ended::NotBefore,
            None if ended < self.began => Ended::Before,
            None => Ended::NotBefore,
        }
    }
}

/// Whether the end of a deployment that has ended can be compared with the start of the wait. Not if
/// ECS does not tell its time, and not if it dates its response before that end: then somebody
/// else's clock has dated it.
pub fn tells_its_end(deployment: &Deployment, now: Option<Timestamp>) -> bool {
    now.is_some_and(|now| deployment.ended_at().is_some_and(|ended| ended <= now))
}
