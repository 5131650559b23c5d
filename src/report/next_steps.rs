//! The commands to run next, after a deployment was shown.

use crate::model::deployment::Deployment;
use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::model::service_ref::ServiceRef;
use crate::model::verdict::Verdict;
use crate::report::aws_cli;
use crate::report::run_flags::{RunFlags, shortest_name};
use std::collections::HashSet;

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

/// What commands about described deployments are made from.
#[derive(Debug, Default)]
pub struct Suggestions {
    pub flags: RunFlags,
    /// The services of which the history has all deployments.
    pub listed_in_full: HashSet<ServiceRef>,
}

/// What the commands are made from, beside the deployment.
pub struct NextContext<'a> {
    pub history: &'a History,
    /// Whether the history has all deployments of the service.
    pub is_whole_service: bool,
    pub flags: &'a RunFlags,
}

/// The commands to run next, the likeliest first. What cannot be suggested, since a shell would not
/// take it as it is, is left out.
pub fn next_steps(entry: &Entry, shown_by: &ShownBy, context: &NextContext) -> Vec<NextStep> {
    let deployment = entry.deployment();
    let wait = |label, arn: &str| context.about_deployment(label, "wait", arn, entry);
    let steps = match entry.outcome() {
        _ if matches!(shown_by, ShownBy::Wait(None | Some(Verdict::Gone(_)))) => Vec::new(),
        Outcome::Succeeded => Vec::new(),
        Outcome::Superseded => vec![context.see_newer(entry)],
        Outcome::Failed | Outcome::RollbackFailed | Outcome::Stopped => {
            vec![context.look_closer(entry, shown_by), context.go_back(entry)]
        }
        // ECS went back by itself.
        Outcome::RolledBack => vec![context.look_closer(entry, shown_by)],
        ongoing => {
            let label = match shown_by {
                ShownBy::Describe { .. } | ShownBy::Wait(Some(Verdict::RollbackBegan)) => "Next",
                ShownBy::Wait(_) => "To keep waiting",
            };
            let mut steps = Vec::new();
            // `describe` has these beside the hooks.
            if ongoing == Outcome::AwaitingAction && matches!(shown_by, ShownBy::Wait(_)) {
                steps.extend(continue_deployment(deployment, context.flags).map(Some));
            }
            steps.push(if context.flags.is_saved() {
                // It cannot change any more.
                context.look_closer(entry, shown_by)
            } else {
                wait(label, &deployment.service_deployment_arn)
            });
            let can_roll_back = matches!(
                ongoing,
                Outcome::Pending | Outcome::InProgress | Outcome::AwaitingAction
            );
            // The first deployment of a service has nothing to go back to.
            let has_source = deployment.source_revision_arns().next().is_some();
            if can_roll_back && has_source && !deployment.expects_rollback() {
                steps.push(step(
                    "To roll back",
                    aws_cli::roll_back(deployment, context.flags),
                ));
            }
            steps
        }
    };
    steps.into_iter().flatten().collect()
}

impl NextContext<'_> {
    /// What the deployment is about: its details, or, if they are on the screen, its changes in full.
    fn look_closer(&self, entry: &Entry, shown_by: &ShownBy) -> Option<NextStep> {
        let deployment = entry.deployment();
        match shown_by {
            ShownBy::Wait(_) => {
                let arn = &deployment.service_deployment_arn;
                self.about_deployment("Next", "describe", arn, entry)
            }
            ShownBy::Describe { compared } => {
                let (old, new) = (*compared)?;
                let names = [self.revision(old)?, self.revision(new)?];
                let line = self.flags.ecs_history("diff", names, entry.service());
                step("Next", line)
            }
        }
    }

    /// The deployment that took over.
    fn see_newer(&self, entry: &Entry) -> Option<NextStep> {
        let arn = &entry.newer()?.service_deployment_arn;
        let newer = self.history.index_of(arn)?;
        let is_final = self.history.entry(newer).outcome().is_final();
        let subcommand = if is_final || self.flags.is_saved() {
            "describe"
        } else {
            "wait"
        };
        self.about_deployment("Next", subcommand, arn, entry)
    }

    /// The way back to what last worked. `None` if a newer deployment went on from here, or if it is
    /// not known.
    fn go_back(&self, entry: &Entry) -> Option<NextStep> {
        if !self.is_whole_service || entry.newer().is_some() {
            return None;
        }
        let good = self.last_good_revision(entry)?;
        let good = self.history.revision(&good)?.task_definition.as_deref()?;
        // The task definition is not what made the difference.
        if entry.target_summary().task_definition.as_deref() == Some(good) {
            return None;
        }
        step(
            "To go back",
            aws_cli::update_service(entry.service(), good, self.flags),
        )
    }

    /// The ARN of the revision that last worked, before a deployment that did not.
    fn last_good_revision(&self, entry: &Entry) -> Option<String> {
        // Where ECS wanted to go back to.
        if let Some(revision) = entry.deployment().rollback_revision_arn() {
            return Some(revision.into_owned());
        }
        entry.older().find_map(|older| match older.outcome() {
            Outcome::Succeeded => older.deployment().target_revision_arn().map(str::to_owned),
            Outcome::RolledBack => older.rolled_back_to().map(|revision| revision.into_owned()),
            _ => None,
        })
    }

    /// A command about a deployment of the entry's service.
    fn about_deployment(
        &self,
        label: &'static str,
        subcommand: &'static str,
        arn: &str,
        entry: &Entry,
    ) -> Option<NextStep> {
        let deployments = self.history.deployments();
        let arns = deployments.map(|entry| &*entry.record().item.service_deployment_arn);
        let name = shortest_name(arn, self.is_whole_service.then_some(arns))?;
        step(
            label,
            self.flags.ecs_history(subcommand, [name], entry.service()),
        )
    }

    /// The name of a revision for a command line.
    fn revision(&self, arn: &str) -> Option<String> {
        let entries = || self.history.deployments();
        let targets = || entries().filter_map(|entry| entry.deployment().target_revision_arn());
        // A list does not have the sources of a deployment, so that the ID of one whose own deployment
        // is out of the list finds nothing.
        if self.is_whole_service && !targets().any(|target| target == arn) {
            return Some(arn.to_owned());
        }
        let sources = entries().flat_map(|entry| entry.deployment().source_revision_arns());
        let arns = targets().chain(sources);
        shortest_name(arn, self.is_whole_service.then_some(arns))
    }
}

fn continue_deployment(
    deployment: &Deployment,
    flags: &RunFlags,
) -> impl Iterator<Item = NextStep> {
    let hooks = deployment.hooks_awaiting_action();
    let ids = hooks.filter_map(|hook| hook.hook_id.as_deref());
    ids.filter_map(move |id| {
        let line = aws_cli::continue_deployment(deployment, id, flags);
        step("To continue", line)
    })
}

fn step(label: &'static str, command: Option<String>) -> Option<NextStep> {
    command.map(|command| NextStep { label, command })
}

#[cfg(test)]
mod tests;
