//! Which deployment of a service to wait for.
//!
//! The list of deployments lags some seconds behind: right after an update its newest deployment
//! may still be the one before. So the choice depends on the list and on what was known when the
//! wait began.

use crate::humanize::duration;
use crate::model::arn::{Kind, last_segment};
use crate::model::detail_level::DetailLevel;
use crate::model::history::{Entry, History};
use crate::model::timestamp::{Timestamp, to_rfc3339};
use crate::selection::baseline::{Baseline, Ended};
use crate::selection::choice::Choice;
use crate::selection::selector::Selector;
use crate::selection::service_document::ServiceDocument;
use chrono::TimeDelta;
use std::fmt;

/// How the deployment to wait for was specified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaitTarget {
    Named(Selector),
    /// The one that deploys this revision.
    Revision(Selector),
    /// The one that the JSON of an AWS CLI command is about.
    Document(ServiceDocument),
    /// The first one created then or later, if given among those that match the target.
    After(Since, Option<Box<WaitTarget>>),
    /// An ongoing one, or the next to begin.
    Next,
}

/// The beginning of the time in which a deployment was created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    At(Timestamp),
    /// So long before the wait began.
    BeforeWait(TimeDelta),
}

impl WaitTarget {
    /// Turns a time before the wait into that time, for a wait that began at `began`.
    pub fn with_start(self, began: Timestamp) -> Self {
        match self {
            Self::After(Since::BeforeWait(span), target) => {
                Self::After(Since::At(began - span), target)
            }
            other => other,
        }
    }

    /// How much of the history has to be known to choose; `None` if nothing has to be listed.
    pub fn required_detail(&self) -> Option<DetailLevel> {
        match self {
            Self::Named(selector) => selector.required_detail(Kind::ServiceDeployment),
            Self::Revision(_) | Self::Document(_) | Self::Next | Self::After(_, None) => {
                Some(DetailLevel::Brief)
            }
            Self::After(_, Some(target)) => target.required_detail(),
        }
    }

    /// Chooses from the deployments that are listed.
    pub fn choose(&self, history: &History, baseline: &Baseline) -> Choice {
        match self {
            Self::Named(selector) => match selector.deployment(history) {
                Ok(arn) if can_be_deployed_again(selector) => {
                    Self::unless_ended(history, baseline, arn)
                }
                Ok(arn) => Choice::Found(arn),
                Err(unresolved) => unresolved.into(),
            },
            Self::Revision(selector) => match selector.revision(history) {
                Ok(revision) => {
                    let deploys = |entry: &Entry| {
                        entry.deployment().target_revision_arn() == Some(&*revision)
                    };
                    Choice::found(history.deployments().find(deploys))
                }
                Err(unresolved) => unresolved.into(),
            },
            Self::Document(document) => document.choose(history),
            Self::After(since, target) => {
                let time = match since {
                    Since::At(time) => *time,
                    Since::BeforeWait(span) => baseline.began() - *span,
                };
                let in_time = |entry: &Entry| {
                    let created = entry.deployment().sort_time();
                    created.is_some_and(|created| created >= time)
                };
                let candidates = history.deployments().filter(in_time);
                match target {
                    None => Choice::found(candidates.last()),
                    Some(target) => {
                        Choice::found(candidates.filter(|entry| target.matches(entry)).last())
                    }
                }
            }
            Self::Next => {
                let mut entries = history.deployments();
                Choice::found(entries.find(|entry| {
                    baseline.ended(entry.deployment(), &entry.outcome()) != Ended::Before
                }))
            }
        }
    }

    fn unless_ended(history: &History, baseline: &Baseline, arn: String) -> Choice {
        let entry = history.find(std::slice::from_ref(&arn)).pop();
        match entry {
            Some(entry)
                if baseline.ended(entry.deployment(), &entry.outcome()) != Ended::NotBefore =>
            {
                Choice::Tentative(arn)
            }
            _ => Choice::Found(arn),
        }
    }

    fn matches(&self, entry: &Entry) -> bool {
        let revision_id = || entry.deployment().target_revision_arn().map(last_segment);
        match self {
            Self::Named(Selector::TaskDefinition(name)) => {
                entry.target_summary().task_definition.as_ref() == Some(name)
            }
            Self::Named(Selector::ClassicDeployment(id)) => revision_id() == Some(id),
            Self::Revision(Selector::Prefix(prefix)) => {
                revision_id().is_some_and(|id| id.starts_with(prefix.as_str()))
            }
            Self::Revision(Selector::Arn { arn, .. }) => {
                entry.deployment().target_revision_arn() == Some(arn)
            }
            _ => false,
        }
    }
}

/// Whether a later deployment can match, too: a task definition can be deployed twice, but each
/// deployment has a new revision.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-revision.html>
fn can_be_deployed_again(selector: &Selector) -> bool {
    matches!(selector, Selector::TaskDefinition(_))
}

impl fmt::Display for WaitTarget {
    /// What follows "no deployment" in a sentence: ` that matches `web:42``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(selector) => write!(f, " that matches `{selector}`"),
            Self::Revision(selector) => write!(f, " of revision `{selector}`"),
            Self::Document(document) => document.fmt(f),
            Self::After(since, target) => {
                if let Some(target) = target {
                    target.fmt(f)?;
                }
                match since {
                    Since::At(time) => write!(f, " after {}", to_rfc3339(*time)),
                    Since::BeforeWait(span) => {
                        let span = duration(span.as_seconds_f64());
                        write!(f, " of the last {span}")
                    }
                }
            }
            Self::Next => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Record;
    use crate::model::server_time::TimeRange;
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

    fn choice(target: &WaitTarget, items: &[(i64, i64, &str)], began: i64) -> String {
        let mut baseline = Baseline::new(at(began));
        baseline.set_began_at_ecs(Some(TimeRange {
            earliest: at(began),
            latest: at(began),
        }));
        match target.choose(&history(items), &baseline) {
            Choice::Found(arn) => arn.rsplit('/').next().unwrap_or_default().to_owned(),
            Choice::Tentative(arn) => {
                format!("tentatively {}", arn.rsplit('/').next().unwrap_or_default())
            }
            Choice::NotYet | Choice::Unlisted(_) => "not yet".to_owned(),
            Choice::Ambiguous(ids) => ids.join(" or "),
        }
    }

    const OK: &str = "SUCCESSFUL";
    const ON: &str = "IN_PROGRESS";

    #[test]
    fn without_a_target_what_had_ended_before_is_never_taken() {
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
        let mut baseline = Baseline::new(at(20));
        let listed = history(&[(30, 1, OK)]);
        baseline.add_first_list(&listed, None);
        assert_eq!(WaitTarget::Next.choose(&listed, &baseline), Choice::NotYet);
    }

    #[test]
    fn a_named_deployment_is_taken_as_it_is() {
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
    fn after_a_time_the_first_one_is_taken() {
        let items = [(10, 7001, OK), (12, 7002, OK), (14, 7003, ON)];
        assert_eq!(
            choice(&WaitTarget::After(Since::At(at(11)), None), &items, 20),
            "id-12"
        );
        assert_eq!(
            choice(&WaitTarget::After(Since::At(at(12)), None), &items, 20),
            "id-12"
        );
        assert_eq!(
            choice(&WaitTarget::After(Since::At(at(15)), None), &items, 20),
            "not yet"
        );
        let third = WaitTarget::Revision("7003".parse().expect("an id"));
        assert_eq!(
            choice(
                &WaitTarget::After(Since::At(at(11)), Some(third.into())),
                &items,
                20
            ),
            "id-14"
        );
    }
}
