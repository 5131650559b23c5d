//! The goal of a wait, and how it ended.

use crate::error::ExitCode;
use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;
use crate::model::stage::Stage;
use std::str::FromStr;
use std::time::Duration;

/// How far a deployment has to get.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Goal {
    /// To its end.
    #[default]
    End,
    /// Until a lifecycle hook awaits an action.
    Paused,
    /// To this stage or a later one.
    Stage(Stage),
}

impl FromStr for Goal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            None if text == "paused" => Ok(Self::Paused),
            Some(("stage", stage)) => stage.parse().map(Self::Stage),
            _ => Err("expected `paused` or a stage such as `stage:BAKE_TIME`".to_owned()),
        }
    }
}

/// How a wait ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The deployment ended.
    Ended(Outcome),
    /// The deployment reached the goal.
    Reached(Goal),
    /// A rollback has begun or is certain to follow, and its end is not waited for.
    RollbackBegan,
    /// The deployment no longer exists, for this reason.
    Gone(String),
    /// It took longer than this.
    TimedOut(Duration),
    /// A signal ended the wait; the exit code says which.
    Interrupted(ExitCode),
}

impl Verdict {
    /// The verdict on the deployment as it is now; `None` to go on waiting.
    pub fn of(
        deployment: &Deployment,
        outcome: &Outcome,
        goal: Goal,
        wait_for_rollback: bool,
    ) -> Option<Self> {
        if outcome.is_final() {
            return Some(Self::Ended(outcome.clone()));
        }
        if !wait_for_rollback && deployment.expects_rollback() {
            return Some(Self::RollbackBegan);
        }
        let is_reached = match goal {
            Goal::End => false,
            Goal::Paused => *outcome == Outcome::AwaitingAction,
            // Short stages are missed between two polls, so a later one counts. A rollback goes
            // through some of them again, and does not count.
            Goal::Stage(wanted) => {
                matches!(outcome, Outcome::InProgress | Outcome::AwaitingAction)
                    && Stage::of(deployment).is_some_and(|stage| stage >= wanted)
            }
        };
        // A goal that is about to be rolled back is not reached.
        (is_reached && !deployment.expects_rollback()).then_some(Self::Reached(goal))
    }

    /// The exit code: 0 only for success or a goal that was reached.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Ended(Outcome::Succeeded) | Self::Reached(_) => ExitCode::Success,
            Self::Ended(_) | Self::RollbackBegan | Self::Gone(_) => ExitCode::Unsuccessful,
            Self::TimedOut(_) => ExitCode::TimedOut,
            Self::Interrupted(exit) => *exit,
        }
    }

    /// The name in JSON; where the deployment ended, its outcome.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ended(outcome) => outcome.as_str(),
            Self::Reached(_) => "reached",
            Self::RollbackBegan => "rolling_back",
            Self::Gone(_) => "gone",
            Self::TimedOut(_) => "timed_out",
            Self::Interrupted(_) => "interrupted",
        }
    }

    /// Whether the deployment continues after the wait.
    pub fn deployment_continues(&self) -> bool {
        !matches!(self, Self::Ended(_) | Self::Gone(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;
    use serde_json::{Value, json};

    fn verdict(members: Value, goal: Goal) -> Option<Verdict> {
        let deployment = testing::deployment(members);
        Verdict::of(&deployment, &Outcome::of(&deployment, None), goal, true)
    }

    #[test]
    fn only_success_exits_with_0() {
        for (status, code) in [
            ("SUCCESSFUL", 0),
            ("ROLLBACK_SUCCESSFUL", 1),
            ("ROLLBACK_FAILED", 1),
            ("STOPPED", 1),
        ] {
            for goal in [Goal::End, Goal::Paused, Goal::Stage(Stage::ScaleUp)] {
                let verdict = verdict(json!({"status": status}), goal).expect("an end");
                assert_eq!(verdict.exit_code().code(), code, "{status} {goal:?}");
            }
        }
        for status in [
            "PENDING",
            "IN_PROGRESS",
            "STOP_REQUESTED",
            "ROLLBACK_IN_PROGRESS",
            "NEW",
        ] {
            assert_eq!(
                verdict(json!({"status": status}), Goal::End),
                None,
                "{status}"
            );
        }
    }

    #[test]
    fn a_later_stage_counts_but_not_in_a_rollback() {
        let at = |status: &str, stage: &str| json!({"status": status, "lifecycleStage": stage});
        let goal = Goal::Stage(Stage::BakeTime);
        assert_eq!(
            verdict(at("IN_PROGRESS", "PRODUCTION_TRAFFIC_SHIFT"), goal),
            None
        );
        assert_eq!(
            verdict(at("IN_PROGRESS", "CLEAN_UP"), goal),
            Some(Verdict::Reached(goal))
        );
        assert_eq!(verdict(at("ROLLBACK_IN_PROGRESS", "CLEAN_UP"), goal), None);
        assert_eq!(verdict(at("IN_PROGRESS", "AFTERMATH"), goal), None);
    }

    #[test]
    fn goals_parse() {
        assert_eq!("paused".parse(), Ok(Goal::Paused));
        assert_eq!("stage:bake_time".parse(), Ok(Goal::Stage(Stage::BakeTime)));
        for text in ["", "stage", "stage:", "done", "paused:now"] {
            assert!(text.parse::<Goal>().is_err(), "{text}");
        }
    }
}
