//! What a wait waits for, and what it finds.

use crate::error::ExitCode;
use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;
use crate::model::stage::Stage;
use std::str::FromStr;
use std::time::Duration;

/// How far a deployment has to get.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Goal {
    /// Its end.
    #[default]
    End,
    /// A lifecycle hook waits for a person.
    Paused,
    /// This stage or a later one.
    Stage(Stage),
}

impl FromStr for Goal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            None if text == "paused" => Ok(Self::Paused),
            Some(("stage", stage)) => stage.parse().map(Self::Stage),
            _ => Err("`paused` or a stage such as `stage:BAKE_TIME` is expected".to_owned()),
        }
    }
}

/// How a wait ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The deployment ended.
    Ended(Outcome),
    /// It got as far as it was waited for.
    Reached(Goal),
    /// A rollback has begun, and nobody waits for its end.
    RollbackBegan,
    /// ECS does not know it any more, for this reason.
    Gone(String),
    /// The wait failed: this is what was seen last.
    Lost(ExitCode),
    /// The time was up.
    TimedOut(Duration),
    /// A person or the machine ended the wait, with this code.
    Interrupted(ExitCode),
}

impl Verdict {
    /// What a look at the deployment means for who waits; `None` to go on.
    pub fn of(
        deployment: &Deployment,
        outcome: &Outcome,
        goal: Goal,
        wait_for_rollback: bool,
    ) -> Option<Self> {
        if outcome.is_final() {
            return Some(Self::Ended(outcome.clone()));
        }
        if !wait_for_rollback && deployment.is_rolling_back() {
            return Some(Self::RollbackBegan);
        }
        let is_reached = match goal {
            Goal::End => false,
            Goal::Paused => *outcome == Outcome::AwaitingAction,
            // Short stages are missed between two looks, and a rollback goes through some of them
            // again.
            Goal::Stage(wanted) => {
                matches!(outcome, Outcome::InProgress | Outcome::AwaitingAction)
                    && Stage::of(deployment).is_some_and(|stage| stage >= wanted)
            }
        };
        // What is about to be taken back has not been reached.
        (is_reached && !deployment.is_rolling_back()).then_some(Self::Reached(goal))
    }

    /// The exit code: success is nothing but that.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Ended(Outcome::Succeeded) | Self::Reached(_) => ExitCode::Success,
            Self::Ended(_) | Self::RollbackBegan | Self::Gone(_) => ExitCode::No,
            Self::TimedOut(_) => ExitCode::TimedOut,
            Self::Interrupted(exit) | Self::Lost(exit) => *exit,
        }
    }

    /// The word for it in JSON; of an end it is the outcome.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ended(outcome) => outcome.as_str(),
            Self::Reached(_) => "reached",
            Self::RollbackBegan => "rolling_back",
            Self::Gone(_) => "gone",
            Self::TimedOut(_) => "timed_out",
            Self::Interrupted(_) => "interrupted",
            Self::Lost(_) => "lost",
        }
    }

    /// Whether the deployment goes on without us.
    pub fn leaves_it_running(&self) -> bool {
        !matches!(self, Self::Ended(_) | Self::Gone(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn verdict(mut item: Value, goal: Goal) -> Option<Verdict> {
        item["serviceDeploymentArn"] = json!("x");
        let deployment = serde_json::from_value(item).expect("a deployment");
        Verdict::of(&deployment, &Outcome::of(&deployment, None), goal, true)
    }

    #[test]
    fn nothing_but_success_is_success() {
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
    fn stages_are_compared_by_position_and_not_in_a_rollback() {
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
    fn goals_are_read_as_they_are_written() {
        assert_eq!("paused".parse(), Ok(Goal::Paused));
        assert_eq!("stage:bake_time".parse(), Ok(Goal::Stage(Stage::BakeTime)));
        for text in ["", "stage", "stage:", "done", "paused:now"] {
            assert!(text.parse::<Goal>().is_err(), "{text}");
        }
    }
}
