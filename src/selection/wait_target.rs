//! Which deployment of a service a wait is about.
//!
//! The list of deployments is some seconds behind: right after an update it may still end with the
//! deployment before. So a choice is made of what the list says and of what was there when the wait
//! began.

use crate::model::arn::{Kind, last_segment};
use crate::model::deployment::Deployment;
use crate::model::detail_level::DetailLevel;
use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::model::timestamp::{Timestamp, to_rfc3339};
use crate::selection::resolve::ResolveError;
use crate::selection::selector::Selector;
use std::collections::HashSet;
use std::fmt;

/// What is known of the deployment before it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaitTarget {
    /// The one that is named.
    Named(Selector),
    /// The one that brings this revision.
    Revision(Selector),
    /// The first that was created then or later; of this task definition or revision, if one is
    /// named.
    After(Timestamp, Option<Box<WaitTarget>>),
    /// One that is ongoing, or the next to begin.
    Next,
}

/// What the list says about a pin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// This one, by its ARN.
    Found(String),
    /// This one, unless a newer one is about to show: it had ended before the wait began, and what
    /// names it may be deployed again.
    Tentative(String),
    /// None yet.
    NotYet,
    /// Several could be meant: their ids.
    Ambiguous(Vec<String>),
}

/// What a choice needs to know of the time before.
#[derive(Debug)]
pub struct Baseline {
    /// When the wait began.
    pub began: Timestamp,
    /// The ARNs of deployments that had ended by then, as far as was seen.
    pub ended: HashSet<String>,
}

impl Baseline {
    /// Whether the deployment had ended before the wait began.
    pub fn had_ended(&self, deployment: &Deployment, outcome: &Outcome) -> bool {
        let ended_at = deployment.ended_at().or(deployment.updated_at);
        // What was seen to have ended stays so, even if a list that is behind says otherwise.
        self.ended.contains(&deployment.service_deployment_arn)
            || (outcome.is_final() && ended_at.is_none_or(|ended| ended < self.began))
    }
}

impl WaitTarget {
    /// How much of the history a choice needs.
    pub fn required_detail(&self) -> Option<DetailLevel> {
        match self {
            Self::Named(selector) => selector.required_detail(Kind::ServiceDeployment),
            Self::Revision(_) | Self::Next | Self::After(_, None) => Some(DetailLevel::Brief),
            Self::After(_, Some(pin)) => pin.required_detail(),
        }
    }

    /// Chooses from what is listed.
    pub fn choose(&self, history: &History, before: &Baseline) -> Choice {
        match self {
            Self::Named(selector) => match selector.deployment(history) {
                Ok(arn) if is_deployed_again(selector) => self.unless_ended(history, before, arn),
                Ok(arn) => Choice::Found(arn),
                Err(unresolved) => unresolved.into(),
            },
            Self::Revision(selector) => match selector.revision(history) {
                Ok(revision) => {
                    let brings = |entry: &Entry| {
                        entry.deployment().target_revision_arn() == Some(&*revision)
                    };
                    found(history.deployments().find(brings))
                }
                Err(unresolved) => unresolved.into(),
            },
            Self::After(time, pin) => {
                let in_time = |entry: &Entry| {
                    let created = entry.deployment().sort_time();
                    created.is_some_and(|created| created >= *time)
                };
                let candidates = history.deployments().filter(in_time);
                match pin {
                    None => found(candidates.last()),
                    Some(pin) => found(candidates.filter(|entry| pin.fits(entry)).last()),
                }
            }
            Self::Next => {
                let mut entries = history.deployments();
                found(entries.find(|entry| !before.had_ended(entry.deployment(), &entry.outcome())))
            }
        }
    }

    fn unless_ended(&self, history: &History, before: &Baseline, arn: String) -> Choice {
        let entry = history.find(std::slice::from_ref(&arn)).pop();
        match entry {
            Some(entry) if before.had_ended(entry.deployment(), &entry.outcome()) => {
                Choice::Tentative(arn)
            }
            _ => Choice::Found(arn),
        }
    }

    fn fits(&self, entry: &Entry) -> bool {
        let target = || entry.deployment().target_revision_arn().map(last_segment);
        match self {
            Self::Named(Selector::TaskDefinition(name)) => {
                entry.target_summary().task_definition.as_ref() == Some(name)
            }
            Self::Named(Selector::ClassicDeployment(id)) => target() == Some(id),
            Self::Revision(Selector::Prefix(prefix)) => {
                target().is_some_and(|id| id.starts_with(prefix.as_str()))
            }
            Self::Revision(Selector::Arn { arn, .. }) => {
                entry.deployment().target_revision_arn() == Some(arn)
            }
            _ => false,
        }
    }
}

/// Whether what names the deployment can come again: a task definition can be deployed twice, a
/// revision is new each time.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-revision.html>
fn is_deployed_again(selector: &Selector) -> bool {
    matches!(selector, Selector::TaskDefinition(_))
}

fn found(entry: Option<Entry>) -> Choice {
    entry.map_or(Choice::NotYet, |entry| {
        Choice::Found(entry.deployment().service_deployment_arn.clone())
    })
}

impl From<ResolveError> for Choice {
    fn from(unresolved: ResolveError) -> Self {
        match unresolved {
            ResolveError::NoMatch => Self::NotYet,
            ResolveError::Ambiguous(ids) => Self::Ambiguous(ids),
        }
    }
}

impl fmt::Display for WaitTarget {
    /// What is waited for, behind "no deployment": ` of task definition web:42`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(selector) => write!(f, " that matches `{selector}`"),
            Self::Revision(selector) => write!(f, " of revision `{selector}`"),
            Self::After(time, pin) => {
                if let Some(pin) = pin {
                    pin.fmt(f)?;
                }
                write!(f, " after {}", to_rfc3339(*time))
            }
            Self::Next => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Record;
    use crate::model::timestamp;
    use serde_json::{json, value::to_raw_value};

    /// Deployments with their number as id and as the second of their creation, each with the
    /// number of its revision and its status. They end 5 seconds after they were created.
    fn history(items: &[(i64, i64, &str)]) -> History {
        let record = |(number, revision, status): &(i64, i64, &str)| {
            let prefix = "arn:aws:ecs:r:1:service-";
            let ended = status.len() == "SUCCESSFUL".len() && *status != "IN_PROGRESS";
            let item = json!({
                "serviceDeploymentArn": format!("{prefix}deployment/shop/web/id-{number}"),
                "targetServiceRevisionArn": format!("{prefix}revision/shop/web/{revision}"),
                "createdAt": number, "status": status,
                "finishedAt": ended.then_some(number + 5),
            });
            Record::read(to_raw_value(&item).expect("JSON")).expect("readable")
        };
        History::new(items.iter().map(record).collect())
    }

    fn at(second: i64) -> Timestamp {
        timestamp::from_json(&json!(second)).expect("a time")
    }

    fn choice(pin: &WaitTarget, items: &[(i64, i64, &str)], began: i64) -> String {
        let before = Baseline {
            began: at(began),
            ended: HashSet::new(),
        };
        match pin.choose(&history(items), &before) {
            Choice::Found(arn) => arn.rsplit('/').next().unwrap_or_default().to_owned(),
            Choice::Tentative(arn) => {
                format!("perhaps {}", arn.rsplit('/').next().unwrap_or_default())
            }
            Choice::NotYet => "not yet".to_owned(),
            Choice::Ambiguous(ids) => ids.join(" or "),
        }
    }

    const OK: &str = "SUCCESSFUL";
    const ON: &str = "IN_PROGRESS";

    #[test]
    fn nothing_pinned_never_takes_what_had_ended_before() {
        assert_eq!(choice(&WaitTarget::Next, &[(10, 1, OK)], 20), "not yet");
        assert_eq!(
            choice(&WaitTarget::Next, &[(18, 1, OK)], 20),
            "id-18",
            "it ended since"
        );
        assert_eq!(
            choice(&WaitTarget::Next, &[(10, 1, ON), (12, 2, ON)], 20),
            "id-12",
            "the newer one"
        );
        assert_eq!(
            choice(
                &WaitTarget::Next,
                &[(10, 1, "STOP_REQUESTED"), (8, 2, OK)],
                20
            ),
            "id-10"
        );
        assert_eq!(choice(&WaitTarget::Next, &[], 20), "not yet");
    }

    #[test]
    fn what_was_seen_to_have_ended_is_not_taken_whatever_the_clocks_say() {
        let ended = HashSet::from(["arn:aws:ecs:r:1:service-deployment/shop/web/id-30".to_owned()]);
        let before = Baseline {
            began: at(20),
            ended,
        };
        assert_eq!(
            WaitTarget::Next.choose(&history(&[(30, 1, OK)]), &before),
            Choice::NotYet
        );
    }

    #[test]
    fn a_pin_takes_it_as_it_is() {
        let named = |id: &str| WaitTarget::Named(id.parse().expect("an id"));
        let items = [(10, 7001, OK), (12, 7002, OK)];
        assert_eq!(choice(&named("id-10"), &items, 20), "id-10");
        assert_eq!(choice(&named("ecs-svc/7002"), &items, 20), "id-12");
        assert_eq!(choice(&named("latest"), &items, 20), "id-12");
        assert_eq!(choice(&named("id-99"), &items, 20), "not yet");
        assert_eq!(choice(&named("id-1"), &items, 20), "id-12 or id-10");
        let revision = WaitTarget::Revision("7001".parse().expect("an id"));
        assert_eq!(choice(&revision, &items, 20), "id-10");
    }

    #[test]
    fn after_a_time_the_first_is_meant() {
        let items = [(10, 7001, OK), (12, 7002, OK), (14, 7003, ON)];
        assert_eq!(
            choice(&WaitTarget::After(at(11), None), &items, 20),
            "id-12"
        );
        assert_eq!(
            choice(&WaitTarget::After(at(12), None), &items, 20),
            "id-12"
        );
        assert_eq!(
            choice(&WaitTarget::After(at(15), None), &items, 20),
            "not yet"
        );
        let third = WaitTarget::Revision("7003".parse().expect("an id"));
        assert_eq!(
            choice(&WaitTarget::After(at(11), Some(third.into())), &items, 20),
            "id-14"
        );
    }
}
