//! How a deployment ended, or its state so far.
//!
//! [`Entry::outcome`] alone decides it: as saved by an earlier run, else by [`Outcome::of`]. Colors,
//! exit codes and which revision serves follow from it.
//!
//! [`Entry::outcome`]: crate::model::history::Entry::outcome

use crate::model::api_enum::DeploymentStatus;
use crate::model::deployment::Deployment;
use crate::model::timestamp::Timestamp;
use std::fmt;

/// The meaning of a deployment's status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Pending,
    InProgress,
    /// In progress, but paused by a lifecycle hook until someone continues it.
    AwaitingAction,
    Stopping,
    RollingBack,
    Succeeded,
    RolledBack,
    RollbackFailed,
    /// Stopped after a failure was detected.
    Failed,
    /// Stopped because a newer deployment of the service started.
    Superseded,
    /// Stopped for another reason, usually by a person.
    Stopped,
    /// A status that this program does not know, as ECS wrote it. Empty if ECS returned none.
    Unknown(String),
}

/// How much attention an outcome needs, the least first. It decides colors, the order of `status`,
/// and which bar of a timeline is on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Success,
    /// Stopped by a person, or superseded.
    Stopped,
    /// Also an unknown status, which is never taken for an end.
    Ongoing,
    /// It waits until someone continues it.
    Paused,
    /// Rolled back, or rolling back.
    RolledBack,
    Failed,
}

impl Outcome {
    /// Derives the outcome of a deployment. `newer` is when the next newer deployment of the same
    /// service was created, if there is one: a stopped deployment itself does not say whether it was
    /// superseded.
    ///
    /// States: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html>
    pub fn of(deployment: &Deployment, newer: Option<Timestamp>) -> Self {
        let Some(status) = &deployment.status else {
            return Self::Unknown(String::new());
        };
        match status {
            DeploymentStatus::Pending => Self::Pending,
            DeploymentStatus::InProgress if deployment.hooks_awaiting_action().next().is_some() => {
                Self::AwaitingAction
            }
            DeploymentStatus::InProgress => Self::InProgress,
            DeploymentStatus::StopRequested => Self::Stopping,
            DeploymentStatus::RollbackRequested | DeploymentStatus::RollbackInProgress => {
                Self::RollingBack
            }
            DeploymentStatus::Successful => Self::Succeeded,
            DeploymentStatus::RollbackSuccessful => Self::RolledBack,
            DeploymentStatus::RollbackFailed => Self::RollbackFailed,
            DeploymentStatus::Stopped if failure_detected(deployment) => Self::Failed,
            DeploymentStatus::Stopped if was_superseded(deployment, newer) => Self::Superseded,
            DeploymentStatus::Stopped => Self::Stopped,
            DeploymentStatus::Unknown(word) => Self::Unknown(word.clone()),
        }
    }

    /// The outcome that an earlier run of this program saved with a deployment in its brief form,
    /// which may not be enough to derive it again.
    pub fn saved(deployment: &Deployment) -> Option<Self> {
        if deployment.target_service_revision.is_some() {
            return None;
        }
        Self::from_name(deployment.derived.as_ref()?.outcome.as_deref()?)
    }

    /// Its name, the same in every output format: `rolled_back`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pending => "pending",
            Self::InProgress => "in_progress",
            Self::AwaitingAction => "awaiting_action",
            Self::Stopping => "stopping",
            Self::RollingBack => "rolling_back",
            Self::Succeeded => "succeeded",
            Self::RolledBack => "rolled_back",
            Self::RollbackFailed => "rollback_failed",
            Self::Failed => "failed",
            Self::Superseded => "superseded",
            Self::Stopped => "stopped",
            Self::Unknown(status) if status.is_empty() => "unknown",
            Self::Unknown(status) => status,
        }
    }

    /// The outcome with this name. `None` for an unknown status.
    pub fn from_name(name: &str) -> Option<Self> {
        let known = [
            Self::Pending,
            Self::InProgress,
            Self::AwaitingAction,
            Self::Stopping,
            Self::RollingBack,
            Self::Succeeded,
            Self::RolledBack,
            Self::RollbackFailed,
            Self::Failed,
            Self::Superseded,
            Self::Stopped,
        ];
        known.into_iter().find(|outcome| outcome.as_str() == name)
    }

    /// Whether the deployment has ended. An unknown status is never taken for an end.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Succeeded
            | Self::RolledBack
            | Self::RollbackFailed
            | Self::Failed
            | Self::Superseded
            | Self::Stopped => true,
            Self::Pending
            | Self::InProgress
            | Self::AwaitingAction
            | Self::Stopping
            | Self::RollingBack
            | Self::Unknown(_) => false,
        }
    }

    /// How much attention it needs.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Succeeded => Severity::Success,
            Self::Stopped | Self::Superseded => Severity::Stopped,
            Self::Pending | Self::InProgress | Self::Stopping | Self::Unknown(_) => {
                Severity::Ongoing
            }
            Self::AwaitingAction => Severity::Paused,
            Self::RolledBack | Self::RollingBack => Severity::RolledBack,
            Self::Failed | Self::RollbackFailed => Severity::Failed,
        }
    }

    /// Whether it ended in failure: failed, rolled back, or failed to roll back. A stopped or superseded
    /// deployment did not fail.
    pub fn is_failure(&self) -> bool {
        self.is_final() && self.severity() >= Severity::RolledBack
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether ECS detected a failure of the deployment. The brief form has only the status reason, whose
/// known texts name the circuit breaker, an alarm or a hook.
pub fn failure_detected(deployment: &Deployment) -> bool {
    const SIGNS: [&str; 6] = [
        "circuit breaker",
        "active alarm",
        "lifecycle hook(s) failed",
        "failed to start",
        "invalid networking configuration",
        "No rollback candidate",
    ];
    deployment.breaker_triggered()
        || deployment.alarm_triggered()
        || deployment
            .status_reason
            .as_ref()
            .is_some_and(|reason| SIGNS.iter().any(|sign| reason.contains(sign)))
}

/// Whether a newer deployment was created before this one stopped.
fn was_superseded(deployment: &Deployment, newer: Option<Timestamp>) -> bool {
    let end = deployment
        .stopped_at
        .or(deployment.finished_at)
        .or(deployment.updated_at);
    // Without an end nobody knows: the newer one may be from a week later.
    newer.zip(end).is_some_and(|(newer, end)| newer <= end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{testing, timestamp};
    use serde_json::{Value, json};

    fn outcome(members: Value, newer: Option<f64>) -> String {
        let deployment = testing::deployment(members);
        let newer = newer.and_then(|seconds| timestamp::from_json(&json!(seconds)));
        Outcome::of(&deployment, newer).to_string()
    }

    #[test]
    fn every_status_has_an_outcome() {
        for (status, expected) in [
            ("PENDING", "pending"),
            ("IN_PROGRESS", "in_progress"),
            ("STOP_REQUESTED", "stopping"),
            ("ROLLBACK_REQUESTED", "rolling_back"),
            ("ROLLBACK_IN_PROGRESS", "rolling_back"),
            ("SUCCESSFUL", "succeeded"),
            ("ROLLBACK_SUCCESSFUL", "rolled_back"),
            ("ROLLBACK_FAILED", "rollback_failed"),
            ("STOPPED", "stopped"),
            ("STOP_IN_PROGRESS", "STOP_IN_PROGRESS"),
        ] {
            assert_eq!(outcome(json!({"status": status}), None), expected);
        }
        assert_eq!(outcome(json!({}), None), "unknown");
    }

    #[test]
    fn a_paused_hook_counts_only_while_in_progress() {
        let hooks = json!([{"status": "SUCCEEDED"}, {"status": "AWAITING_ACTION"}]);
        let paused = json!({"status": "IN_PROGRESS", "lifecycleHookDetails": hooks});
        assert_eq!(outcome(paused, None), "awaiting_action");
        let over = json!({"status": "SUCCESSFUL", "lifecycleHookDetails": hooks});
        assert_eq!(outcome(over, None), "succeeded");
    }

    #[test]
    fn stopped_means_failed_superseded_or_stopped() {
        let stopped = json!({"status": "STOPPED", "stoppedAt": 200.0});
        assert_eq!(outcome(stopped.clone(), None), "stopped");
        assert_eq!(outcome(stopped.clone(), Some(150.0)), "superseded");
        assert_eq!(
            outcome(stopped, Some(250.0)),
            "stopped",
            "the newer one was created after the end"
        );

        for evidence in [
            json!({"status": "STOPPED", "deploymentCircuitBreaker": {"status": "TRIGGERED"}}),
            json!({"status": "STOPPED", "alarms": {"triggeredAlarmNames": ["5xx"]}}),
            json!({"status": "STOPPED", "statusReason": "… the circuit breaker threshold was exceeded."}),
        ] {
            assert_eq!(
                outcome(evidence, Some(1.0)),
                "failed",
                "a failure outweighs a newer one"
            );
        }
    }

    #[test]
    fn an_unknown_status_is_not_final() {
        assert!(!Outcome::Unknown("BAKING".into()).is_final());
    }
}
