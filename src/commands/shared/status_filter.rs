//! The filter on statuses: the API's names in any case, groups of them, and our own outcomes.

use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;
use clap::ValueEnum;
use clap::builder::PossibleValue;

/// A word of the filter.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    name: &'static str,
    help: &'static str,
    /// The API's names for the deployments that can be meant.
    api_names: &'static [&'static str],
    /// The outcomes that are meant; none for all that these statuses can have.
    outcomes: &'static [&'static str],
}

/// Statuses that this program does not know are among them: they are not taken for an end.
const ONGOING_GROUP: &str = "ongoing";

const ONGOING: &[&str] = &[
    "PENDING",
    "IN_PROGRESS",
    "STOP_REQUESTED",
    "ROLLBACK_REQUESTED",
    "ROLLBACK_IN_PROGRESS",
];
const FINISHED: &[&str] = &[
    "SUCCESSFUL",
    "STOPPED",
    "ROLLBACK_SUCCESSFUL",
    "ROLLBACK_FAILED",
];
const NOT_SUCCESSFUL: &[&str] = &["STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"];
const ROLLING_BACK: &[&str] = &["ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"];

const ALL: &[Status] = &[
    group(
        ONGOING_GROUP,
        "every status that is not an end",
        ONGOING,
        &[],
    ),
    group("finished", "every status that is an end", FINISHED, &[]),
    group("succeeded", "SUCCESSFUL", &["SUCCESSFUL"], &[]),
    group(
        "failed",
        "failed, rolled_back and rollback_failed",
        NOT_SUCCESSFUL,
        &["failed", "rolled_back", "rollback_failed"],
    ),
    group(
        "rolled_back",
        "ROLLBACK_SUCCESSFUL",
        &["ROLLBACK_SUCCESSFUL"],
        &[],
    ),
    group("rolling_back", "on the way to that", ROLLING_BACK, &[]),
    group(
        "superseded",
        "STOPPED by a newer deployment",
        &["STOPPED"],
        &["superseded"],
    ),
    group("stopping", "STOP_REQUESTED", &["STOP_REQUESTED"], &[]),
    group(
        "awaiting_action",
        "IN_PROGRESS and paused",
        &["IN_PROGRESS"],
        &["awaiting_action"],
    ),
    api("PENDING", &["PENDING"]),
    api("IN_PROGRESS", &["IN_PROGRESS"]),
    api("SUCCESSFUL", &["SUCCESSFUL"]),
    api("STOPPED", &["STOPPED"]),
    api("STOP_REQUESTED", &["STOP_REQUESTED"]),
    api("ROLLBACK_REQUESTED", &["ROLLBACK_REQUESTED"]),
    api("ROLLBACK_IN_PROGRESS", &["ROLLBACK_IN_PROGRESS"]),
    api("ROLLBACK_SUCCESSFUL", &["ROLLBACK_SUCCESSFUL"]),
    api("ROLLBACK_FAILED", &["ROLLBACK_FAILED"]),
];

const fn group(
    name: &'static str,
    help: &'static str,
    api_names: &'static [&'static str],
    outcomes: &'static [&'static str],
) -> Status {
    Status {
        name,
        help,
        api_names,
        outcomes,
    }
}

const fn api(name: &'static str, api_names: &'static [&'static str]) -> Status {
    group(name, "", api_names, &[])
}

impl ValueEnum for Status {
    fn value_variants<'a>() -> &'a [Self] {
        ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.name);
        Some(if self.help.is_empty() {
            value
        } else {
            value.help(self.help)
        })
    }
}

impl Status {
    fn may_have(&self, status: &str) -> bool {
        let is_unknown = !ONGOING.contains(&status) && !FINISHED.contains(&status);
        self.api_names.contains(&status) || (is_unknown && self.name == ONGOING_GROUP)
    }
}

/// The words that were given. None of them means no filter.
#[derive(Debug, Clone)]
pub struct Statuses(pub Vec<Status>);

impl Statuses {
    /// The API's names for all that can be meant, without repeats.
    pub fn api_names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for name in self.0.iter().flat_map(|status| status.api_names) {
            if !names.contains(name) {
                names.push(*name);
            }
        }
        names
    }

    /// What ECS may filter by: nothing, where statuses are meant that only ECS knows.
    pub fn names_for_ecs(&self) -> Vec<&'static str> {
        if self.0.iter().any(|status| status.name == ONGOING_GROUP) {
            Vec::new()
        } else {
            self.api_names()
        }
    }

    /// Whether a deployment can be meant, by its status alone.
    pub fn may_match(&self, deployment: &Deployment) -> bool {
        let status = deployment.status.as_deref().unwrap_or_default();
        self.0.is_empty() || self.0.iter().any(|wanted| wanted.may_have(status))
    }

    /// Whether a deployment is meant, when its outcome is known.
    pub fn matches(&self, deployment: &Deployment, outcome: &Outcome) -> bool {
        let status = deployment.status.as_deref().unwrap_or_default();
        self.0.is_empty()
            || self.0.iter().any(|wanted| {
                wanted.may_have(status)
                    && (wanted.outcomes.is_empty() || wanted.outcomes.contains(&outcome.as_str()))
            })
    }

    /// Whether the status alone does not decide.
    pub fn need_outcomes(&self) -> bool {
        self.0.iter().any(|wanted| !wanted.outcomes.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(names: &[&str]) -> Statuses {
        let parse = |name: &&str| Status::from_str(name, true).expect(name);
        Statuses(names.iter().map(parse).collect())
    }

    #[test]
    fn groups_and_names_come_together_without_repeats() {
        assert_eq!(
            statuses(&["Failed", "stopped", "pending"]).api_names(),
            [
                "STOPPED",
                "ROLLBACK_SUCCESSFUL",
                "ROLLBACK_FAILED",
                "PENDING"
            ]
        );
    }

    #[test]
    fn ongoing_and_finished_are_everything() {
        let both = statuses(&["ongoing", "finished"]).api_names();
        let singles = ALL.iter().filter(|status| status.help.is_empty());
        assert_eq!(both.len(), singles.clone().count());
        assert!(singles.clone().all(|status| both.contains(&status.name)));
    }

    #[test]
    fn a_status_of_the_future_is_ongoing() {
        let unknown = serde_json::json!({"serviceDeploymentArn": "x", "status": "BAKING"});
        let unknown = serde_json::from_value(unknown).expect("a deployment");
        assert!(statuses(&["ongoing"]).may_match(&unknown));
        assert!(statuses(&["ongoing"]).names_for_ecs().is_empty());
        assert!(!statuses(&["finished"]).may_match(&unknown));
        assert!(!statuses(&["in_progress"]).may_match(&unknown));
    }

    #[test]
    fn a_superseded_deployment_has_not_failed() {
        let stopped = serde_json::json!({"serviceDeploymentArn": "x", "status": "STOPPED"});
        let stopped = serde_json::from_value(stopped).expect("a deployment");
        for (word, matches) in [("failed", false), ("superseded", true), ("stopped", true)] {
            let statuses = statuses(&[word]);
            assert!(statuses.may_match(&stopped), "{word}");
            assert_eq!(
                statuses.matches(&stopped, &Outcome::Superseded),
                matches,
                "{word}"
            );
        }
    }

    #[test]
    fn every_outcome_is_a_word_of_the_filter() {
        for outcome in [
            Outcome::Pending,
            Outcome::InProgress,
            Outcome::AwaitingAction,
            Outcome::Stopping,
            Outcome::RollingBack,
            Outcome::Succeeded,
            Outcome::RolledBack,
            Outcome::RollbackFailed,
            Outcome::Failed,
            Outcome::Superseded,
            Outcome::Stopped,
        ] {
            statuses(&[outcome.as_str()]);
        }
    }
}
