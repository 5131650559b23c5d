//! `--status`: the API's statuses in any case, groups of them, and our own outcomes.

use crate::model::api_enum::DeploymentStatus::{
    self, InProgress, Pending, RollbackFailed, RollbackInProgress, RollbackRequested,
    RollbackSuccessful, StopRequested, Stopped, Successful,
};
use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::str::FromStr;

/// A word of the filter.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusArg {
    name: &'static str,
    help: &'static str,
    /// The statuses that it includes.
    statuses: &'static [DeploymentStatus],
    /// The outcomes that it includes; empty for all that these statuses can have.
    outcomes: &'static [&'static str],
}

/// It includes statuses that this program does not know: they are not taken for an end.
const ONGOING_GROUP: &str = "ongoing";

const ONGOING: &[DeploymentStatus] = &[
    Pending,
    InProgress,
    StopRequested,
    RollbackRequested,
    RollbackInProgress,
];
const FINISHED: &[DeploymentStatus] = &[Successful, Stopped, RollbackSuccessful, RollbackFailed];
const NOT_SUCCESSFUL: &[DeploymentStatus] = &[Stopped, RollbackSuccessful, RollbackFailed];
const ROLLING_BACK: &[DeploymentStatus] = &[RollbackRequested, RollbackInProgress];

/// In lower case what a deployment came to, or a group of that; in upper case the API's statuses.
const ALL: &[StatusArg] = &[
    group(ONGOING_GROUP, "any that has not ended", ONGOING, &[]),
    group("finished", "any that has ended", FINISHED, &[]),
    group(
        "unsuccessful",
        "failed, rolled_back or rollback_failed",
        NOT_SUCCESSFUL,
        &["failed", "rolled_back", "rollback_failed"],
    ),
    group("pending", "not started yet", &[Pending], &[]),
    group(
        "in_progress",
        "in progress, and not paused",
        &[InProgress],
        &["in_progress"],
    ),
    group(
        "awaiting_action",
        "paused by a lifecycle hook",
        &[InProgress],
        &["awaiting_action"],
    ),
    group("stopping", "being stopped", &[StopRequested], &[]),
    group("rolling_back", "being rolled back", ROLLING_BACK, &[]),
    group("succeeded", "successful", &[Successful], &[]),
    group("rolled_back", "rolled back", &[RollbackSuccessful], &[]),
    group(
        "rollback_failed",
        "the rollback failed, too",
        &[RollbackFailed],
        &[],
    ),
    group(
        "failed",
        "stopped because it failed",
        &[Stopped],
        &["failed"],
    ),
    group(
        "superseded",
        "stopped because a newer deployment started",
        &[Stopped],
        &["superseded"],
    ),
    group(
        "stopped",
        "stopped for another reason, usually by a person",
        &[Stopped],
        &["stopped"],
    ),
    api("PENDING", &[Pending]),
    api("IN_PROGRESS", &[InProgress]),
    api("SUCCESSFUL", &[Successful]),
    api("STOPPED", &[Stopped]),
    api("STOP_REQUESTED", &[StopRequested]),
    api("ROLLBACK_REQUESTED", &[RollbackRequested]),
    api("ROLLBACK_IN_PROGRESS", &[RollbackInProgress]),
    api("ROLLBACK_SUCCESSFUL", &[RollbackSuccessful]),
    api("ROLLBACK_FAILED", &[RollbackFailed]),
];

const fn group(
    name: &'static str,
    help: &'static str,
    statuses: &'static [DeploymentStatus],
    outcomes: &'static [&'static str],
) -> StatusArg {
    StatusArg {
        name,
        help,
        statuses,
        outcomes,
    }
}

const fn api(name: &'static str, statuses: &'static [DeploymentStatus]) -> StatusArg {
    group(name, "", statuses, &[])
}

/// Parses a word in any case.
pub fn status_parser() -> impl TypedValueParser<Value = StatusArg> {
    let words = ALL.iter().map(|word| {
        let value = PossibleValue::new(word.name);
        match word.help {
            "" => value,
            help => value.help(help),
        }
    });
    PossibleValuesParser::new(words).try_map(|word| word.parse())
}

impl FromStr for StatusArg {
    type Err = String;

    /// The case tells an outcome from a status of the API: `stopped` from `STOPPED`. A word in mixed
    /// case is an outcome; one that is no outcome may be in any case.
    fn from_str(text: &str) -> Result<Self, String> {
        let find = |name: &str| ALL.iter().find(|word| word.name == name).copied();
        find(text)
            .or_else(|| find(&text.to_lowercase()))
            .or_else(|| find(&text.to_uppercase()))
            .ok_or_else(|| format!("invalid status {text:?}"))
    }
}

impl StatusArg {
    /// A deployment without a status counts as one with a status that this program does not know.
    fn may_match(&self, status: Option<&DeploymentStatus>) -> bool {
        match status {
            None | Some(DeploymentStatus::Unknown(_)) => self.name == ONGOING_GROUP,
            Some(status) => self.statuses.contains(status),
        }
    }
}

/// The words that were given. Without any, all deployments match.
#[derive(Debug, Clone)]
pub struct StatusFilter(pub Vec<StatusArg>);

impl StatusFilter {
    /// The statuses that can match, without repeats.
    pub fn statuses(&self) -> Vec<DeploymentStatus> {
        let mut statuses: Vec<DeploymentStatus> = Vec::new();
        for status in self.0.iter().flat_map(|word| word.statuses) {
            if !statuses.contains(status) {
                statuses.push(status.clone());
            }
        }
        statuses
    }

    /// What ECS may filter by: nothing, where statuses are included that only ECS knows.
    pub fn statuses_for_ecs(&self) -> Vec<DeploymentStatus> {
        if self.0.iter().any(|word| word.name == ONGOING_GROUP) {
            Vec::new()
        } else {
            self.statuses()
        }
    }

    /// Whether a deployment can match, by its status alone.
    pub fn may_match(&self, deployment: &Deployment) -> bool {
        let status = deployment.status.as_ref();
        self.0.is_empty() || self.0.iter().any(|word| word.may_match(status))
    }

    /// Whether a deployment matches, now that its outcome is known.
    pub fn matches(&self, deployment: &Deployment, outcome: &Outcome) -> bool {
        let status = deployment.status.as_ref();
        self.0.is_empty()
            || self.0.iter().any(|word| {
                word.may_match(status)
                    && (word.outcomes.is_empty() || word.outcomes.contains(&outcome.as_str()))
            })
    }

    /// Whether the status alone does not decide.
    pub fn needs_outcomes(&self) -> bool {
        self.0.iter().any(|word| !word.outcomes.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(names: &[&str]) -> StatusFilter {
        let parse = |name: &&str| name.parse().expect(name);
        StatusFilter(names.iter().map(parse).collect())
    }

    #[test]
    fn groups_and_names_come_together_without_repeats() {
        assert_eq!(
            statuses(&["Unsuccessful", "stopped", "pending"]).statuses(),
            [Stopped, RollbackSuccessful, RollbackFailed, Pending]
        );
    }

    #[test]
    fn ongoing_and_finished_are_everything() {
        let both = statuses(&["ongoing", "finished"]).statuses();
        let singles = ALL.iter().filter(|status| status.help.is_empty());
        assert_eq!(both.len(), singles.clone().count());
        assert!(
            singles
                .clone()
                .all(|status| both.contains(&status.name.to_owned().into()))
        );
    }

    #[test]
    fn a_status_of_the_future_is_ongoing() {
        let unknown = serde_json::json!({"serviceDeploymentArn": "x", "status": "BAKING"});
        let unknown = serde_json::from_value(unknown).expect("a deployment");
        assert!(statuses(&["ongoing"]).may_match(&unknown));
        assert!(statuses(&["ongoing"]).statuses_for_ecs().is_empty());
        assert!(!statuses(&["finished"]).may_match(&unknown));
        assert!(!statuses(&["in_progress"]).may_match(&unknown));
    }

    #[test]
    fn lower_case_is_an_outcome_and_upper_case_a_status_of_the_api() {
        let stopped = serde_json::json!({"serviceDeploymentArn": "x", "status": "STOPPED"});
        let stopped = serde_json::from_value(stopped).expect("a deployment");
        let paused = serde_json::json!({"serviceDeploymentArn": "x", "status": "IN_PROGRESS"});
        let paused = serde_json::from_value(paused).expect("a deployment");
        use Outcome::{AwaitingAction, Failed, InProgress, Stopped, Superseded};
        for (word, deployment, matching, other) in [
            ("stopped", &stopped, vec![Stopped], vec![Failed, Superseded]),
            ("Stopped", &stopped, vec![Stopped], vec![Failed, Superseded]),
            (
                "STOPPED",
                &stopped,
                vec![Stopped, Failed, Superseded],
                vec![],
            ),
            ("failed", &stopped, vec![Failed], vec![Stopped, Superseded]),
            (
                "unsuccessful",
                &stopped,
                vec![Failed],
                vec![Stopped, Superseded],
            ),
            (
                "in_progress",
                &paused,
                vec![InProgress],
                vec![AwaitingAction],
            ),
            (
                "IN_PROGRESS",
                &paused,
                vec![InProgress, AwaitingAction],
                vec![],
            ),
        ] {
            let filter = statuses(&[word]);
            for (outcomes, expected) in [(matching, true), (other, false)] {
                for outcome in outcomes {
                    assert_eq!(
                        filter.matches(deployment, &outcome),
                        expected,
                        "{word} {outcome}"
                    );
                }
            }
        }
        assert_eq!(
            statuses(&["successful"]).statuses(),
            [Successful],
            "no outcome has this name"
        );
        assert!("nonsense".parse::<StatusArg>().is_err());
    }

    #[test]
    fn a_superseded_deployment_has_not_failed() {
        let stopped = serde_json::json!({"serviceDeploymentArn": "x", "status": "STOPPED"});
        let stopped = serde_json::from_value(stopped).expect("a deployment");
        for (word, matches) in [("failed", false), ("superseded", true), ("STOPPED", true)] {
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
