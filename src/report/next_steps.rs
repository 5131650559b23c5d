//! The commands to run next, after a deployment was shown.

use crate::model::deployment::Deployment;
use crate::model::history::Entry;
use crate::model::outcome::Outcome;
use crate::model::verdict::Verdict;
use crate::report::aws_cli;

/// A command to suggest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    pub label: &'static str,
    pub command: String,
}

/// What showed the deployment.
pub enum ShownBy<'a> {
    /// `describe`, which may have compared two revisions: their ARNs.
    Describe {
        compared: Option<(&'a str, &'a str)>,
    },
    /// `wait`, which ended with this verdict; `None` where an error ended it.
    Wait(Option<&'a Verdict>),
}

/// The commands to run next. `describe` shows the likeliest last, close to the prompt; `wait` shows
/// it first. For a hook that awaits an action, `describe` has the command beside the hook.
pub fn next_steps(entry: &Entry, shown_by: &ShownBy) -> Vec<NextStep> {
    let deployment = entry.deployment();
    let arn = &deployment.service_deployment_arn;
    let newer = entry.newer().map(|newer| &newer.service_deployment_arn);
    let step = |label, command| NextStep { label, command };
    let wait = |label, arn: &str| step(label, format!("ecs-history wait {arn}"));
    let describe = |arn: &str| step("Next", format!("ecs-history deployments describe {arn}"));
    let roll_back = || step("To roll back", aws_cli::roll_back(deployment));
    match (shown_by, entry.outcome()) {
        (
            ShownBy::Describe { .. },
            Outcome::InProgress | Outcome::Pending | Outcome::AwaitingAction,
        ) => vec![roll_back(), wait("Next", arn)],
        (
            ShownBy::Describe { .. },
            Outcome::Stopping | Outcome::RollingBack | Outcome::Unknown(_),
        ) => vec![wait("Next", arn)],
        (ShownBy::Describe { .. }, Outcome::Superseded) => {
            newer.map(|newer| describe(newer)).into_iter().collect()
        }
        (ShownBy::Describe { compared }, _) => compared
            .map(|(old, new)| step("Next", format!("ecs-history diff {old} {new}")))
            .into_iter()
            .collect(),
        (ShownBy::Wait(None | Some(Verdict::Gone(_))), _) => Vec::new(),
        (ShownBy::Wait(Some(Verdict::Ended(ended))), _) => match (ended, newer) {
            (Outcome::Succeeded, _) => Vec::new(),
            (Outcome::Superseded, Some(newer)) => vec![wait("Next", newer)],
            _ => vec![describe(arn)],
        },
        (ShownBy::Wait(Some(Verdict::RollbackBegan)), _) => vec![wait("Next", arn)],
        (
            ShownBy::Wait(Some(
                Verdict::Reached(_) | Verdict::TimedOut(_) | Verdict::Interrupted(_),
            )),
            outcome,
        ) => {
            let mut steps = Vec::new();
            if outcome == Outcome::AwaitingAction {
                steps.extend(continue_deployment(deployment));
            }
            steps.push(wait("To keep waiting", arn));
            if !deployment.expects_rollback() {
                steps.push(roll_back());
            }
            steps
        }
    }
}

fn continue_deployment(deployment: &Deployment) -> impl Iterator<Item = NextStep> {
    let hooks = deployment.hooks_awaiting_action();
    let ids = hooks.filter_map(|hook| hook.hook_id.as_deref());
    ids.map(|id| NextStep {
        label: "To continue",
        command: aws_cli::continue_deployment(deployment, id),
    })
}
