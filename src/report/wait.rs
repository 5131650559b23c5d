//! A wait: its progress, and how it ended.

pub mod event;
pub mod line;
pub mod live;
pub mod summary;
pub mod verdict;

use crate::error::{Error, ErrorKind, ExitCode};
use crate::humanize;
use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;
use crate::model::reason;
use crate::model::timestamp::Timestamp;
use crate::model::verdict::{Goal, Verdict};
use crate::model::watched::Watched;
use crate::render::block::name_of;
use crate::render::context::{Context, Paint};
use crate::report::next_steps::{NextContext, NextStep, ShownBy, next_steps};
use crate::report::phrases;
use crate::report::run_flags::RunFlags;
use anyhow::anyhow;
use std::time::Duration;

/// How a wait for a deployment ended.
pub struct Conclusion<'a> {
    /// `None` where an error ended the wait.
    pub verdict: Option<&'a Verdict>,
    pub watched: &'a Watched,
    pub flags: &'a RunFlags,
}

impl Conclusion<'_> {
    /// How it ended, in a few words, and their color.
    pub fn headline(&self, context: &Context) -> (String, Paint) {
        let deployment = self.watched.deployment();
        let outcome = self.watched.outcome();
        let color = Paint::of(&outcome);
        let outcome = context.outcome(&outcome);
        let Some(verdict) = self.verdict else {
            return (format!("{outcome} when last seen"), Paint::Waiting);
        };
        match verdict {
            Verdict::Ended(_) => match deployment.duration_seconds() {
                Some(seconds) => {
                    let took = humanize::duration(seconds);
                    (format!("{outcome} after {took}"), color)
                }
                None => (outcome, color),
            },
            Verdict::Reached(Goal::Stage(stage)) => {
                let current = deployment.lifecycle_stage.as_deref().unwrap_or_default();
                let text = format!("{outcome}, reached {stage} (now in {current})");
                (text, Paint::Good)
            }
            Verdict::Reached(_) => (format!("{outcome}, as requested"), Paint::Good),
            Verdict::RollbackBegan => {
                let text = format!("{outcome}, rolling back{}", because(deployment));
                (text, Paint::Bad)
            }
            Verdict::Gone(reason) => {
                let text = format!("no longer exists ({reason}), {outcome} when last seen");
                (text, Paint::Bad)
            }
            Verdict::TimedOut(limit) => {
                let limit = duration(*limit);
                let text = format!("{outcome}, not finished within {limit}");
                (text, Paint::Waiting)
            }
            Verdict::Interrupted(_) => {
                let text = format!("{outcome} when the wait was interrupted");
                (text, Paint::Waiting)
            }
        }
    }

    /// The error of a verdict that is not a success.
    pub fn error(&self) -> Option<Error> {
        let verdict = self.verdict?;
        let exit = verdict.exit_code();
        if exit == ExitCode::Success {
            return None;
        }
        let deployment = self.watched.deployment();
        let name = name_of(&deployment.service_deployment_arn);
        let outcome = self.watched.outcome();
        let seen = self.last_seen();
        let message = match verdict {
            Verdict::TimedOut(limit) => {
                let limit = duration(*limit);
                anyhow!("deployment {name} did not finish within {limit}: {seen}")
            }
            Verdict::Interrupted(_) => {
                anyhow!("the wait for deployment {name} was interrupted: {seen}")
            }
            Verdict::Gone(reason) => anyhow!("deployment {name} no longer exists: {reason}"),
            Verdict::RollbackBegan => {
                let cause = because(deployment);
                anyhow!("deployment {name} is being rolled back{cause}")
            }
            Verdict::Ended(_) | Verdict::Reached(_) => {
                let reason = self.watched.reason().map(|reason| format!(": {reason}"));
                let reason = reason.unwrap_or_default();
                anyhow!("deployment {name} ended as {outcome}{reason}")
            }
        };
        Some(Error::new(ErrorKind::WaitEnded(exit), message))
    }

    /// How a deployment goes on that was not watched to its end.
    fn last_seen(&self) -> String {
        let outcome = self.watched.outcome();
        let mut hooks = self.watched.deployment().hooks_awaiting_action().peekable();
        if outcome != Outcome::AwaitingAction || hooks.peek().is_none() {
            return format!("it was {outcome} when last seen, and continues on its own");
        }
        let ids = hooks.filter_map(|hook| hook.hook_id.as_deref());
        let ids = ids.collect::<Vec<_>>().join(" and ");
        let hook = match &*ids {
            "" => String::new(),
            ids => format!(" {ids}"),
        };
        format!(
            "it is paused, and does not go on before lifecycle hook{hook} times out, or somebody \
             continues it with `aws ecs continue-service-deployment`"
        )
    }

    /// The commands to run next, the likeliest first.
    pub fn next_steps(&self) -> Vec<NextStep> {
        let context = NextContext {
            history: self.watched.history(),
            is_whole_service: self.watched.is_whole_service(),
            flags: self.flags,
        };
        next_steps(
            &self.watched.entry(),
            &ShownBy::Wait(self.verdict),
            &context,
        )
    }

    /// The ID of the deployment that superseded this one.
    pub fn superseded_by(&self) -> Option<&str> {
        let is_superseded = self.verdict == Some(&Verdict::Ended(Outcome::Superseded));
        let newer = self.watched.entry().newer().filter(|_| is_superseded);
        newer.map(Deployment::id)
    }

    /// What serves now, by task definition and revision; `None` if that is not known.
    pub fn serving(&self) -> Option<String> {
        let serving = self.watched.serving.iter().map(String::as_str);
        phrases::serving(serving, self.watched.is_serving_contradictory, &|arn| {
            revision(self.watched, arn)
        })
    }
}

/// `: alarm 5xx went off`, if the cause of a rollback is known.
fn because(deployment: &Deployment) -> String {
    let cause = reason::cause(deployment);
    cause.map(|cause| format!(": {cause}")).unwrap_or_default()
}

fn duration(duration: Duration) -> String {
    humanize::duration(duration.as_secs_f64())
}

/// How old a deployment is, or how long it has been waited for if its start is unknown.
fn age(deployment: &Deployment, now: Timestamp, waited: Duration) -> String {
    let began = deployment.started_or_created_at();
    let seconds = began.map(|began| (now - began).num_milliseconds() as f64 / 1000.0);
    humanize::duration(seconds.unwrap_or(waited.as_secs_f64()))
}

/// `web:41, revision 148…`.
fn revision(watched: &Watched, arn: &str) -> String {
    phrases::revision(watched.history().revision(arn), arn)
}
