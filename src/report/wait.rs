//! A wait: what it shows while it lasts, and how it ended.

pub mod event;
pub mod line;
pub mod live;
pub mod summary;
pub mod verdict;

use crate::humanize::duration;
use crate::model::arn::last_segment;
use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;
use crate::model::reason;
use crate::model::timestamp::Timestamp;
use crate::model::verdict::{Goal, Verdict};
use crate::model::watched::Watched;
use crate::render::block::name_of;
use crate::render::context::{Context, Paint};
use crate::report::{aws_cli, phrases as words};
use std::time::Duration;

/// A wait that has ended.
pub struct Conclusion<'a> {
    pub verdict: &'a Verdict,
    pub watched: &'a Watched,
}

impl Conclusion<'_> {
    /// How it ended, in a few words, and the colour for it.
    pub fn headline(&self, context: &Context) -> (String, Paint) {
        let outcome = self.watched.outcome();
        let stands = context.outcome(&outcome);
        let mood = Paint::of(&outcome);
        match self.verdict {
            Verdict::Ended(_) => match self.watched.deployment().duration_seconds() {
                Some(seconds) => (format!("{stands} after {}", duration(seconds)), mood),
                None => (stands, mood),
            },
            Verdict::Reached(Goal::Stage(stage)) => {
                let at = self.watched.deployment().lifecycle_stage.as_deref();
                let at = at.unwrap_or_default();
                (format!("{stands}, got to {stage} (now {at})"), Paint::Good)
            }
            Verdict::Reached(_) => (format!("{stands}, as waited for"), Paint::Good),
            Verdict::RollbackBegan => {
                let cause = reason::cause(self.watched.deployment());
                let cause = cause.map(|cause| format!(": {cause}")).unwrap_or_default();
                (format!("{stands}, a rollback begins{cause}"), Paint::Bad)
            }
            Verdict::Lost(_) => (format!("{stands} when last seen"), Paint::Waiting),
            Verdict::Gone(reason) => (
                format!("gone ({reason}), was {stands} when last seen"),
                Paint::Bad,
            ),
            Verdict::TimedOut(limit) => (
                format!(
                    "{stands}, not ended within {}",
                    duration(limit.as_secs_f64())
                ),
                Paint::Waiting,
            ),
            Verdict::Interrupted(_) => (
                format!("{stands} when the wait was interrupted"),
                Paint::Waiting,
            ),
        }
    }

    /// The commands to run next, each with what it is for.
    pub fn next_steps(&self) -> Vec<(&'static str, String)> {
        let deployment = self.watched.deployment();
        let arn = &deployment.service_deployment_arn;
        let wait = |arn: &str| format!("ecs-history wait {arn}");
        let roll_back = || ("To roll back", aws_cli::roll_back(deployment));
        let continue_deployment = deployment.hooks_awaiting_action().filter_map(|hook| {
            Some((
                "To continue",
                aws_cli::continue_deployment(deployment, hook.hook_id.as_deref()?),
            ))
        });
        match (self.verdict, self.watched.newer()) {
            (Verdict::Ended(Outcome::Succeeded) | Verdict::Gone(_) | Verdict::Lost(_), _) => {
                Vec::new()
            }
            (Verdict::Ended(Outcome::Superseded), Some(newer)) => vec![("Next", wait(newer))],
            (Verdict::Ended(_), _) => {
                vec![("Next", format!("ecs-history deployments describe {arn}"))]
            }
            (Verdict::RollbackBegan, _) => vec![("Next", wait(arn))],
            (Verdict::Reached(_) | Verdict::TimedOut(_) | Verdict::Interrupted(_), _) => {
                let mut steps = vec![("To wait on", wait(arn))];
                if self.watched.outcome() == Outcome::AwaitingAction {
                    steps.splice(0..0, continue_deployment);
                }
                if !deployment.is_rolling_back() {
                    steps.push(roll_back());
                }
                steps
            }
        }
    }

    /// The id of the deployment that took its place.
    pub fn superseded_by(&self) -> Option<&str> {
        let is_superseded = *self.verdict == Verdict::Ended(Outcome::Superseded);
        self.watched
            .newer()
            .filter(|_| is_superseded)
            .map(last_segment)
    }

    /// What serves now, by name and revision; `None` if that is not known, or not asked for.
    pub fn serving(&self) -> Option<String> {
        let arn = self.watched.serving.as_deref()?;
        Some(revision(self.watched, arn))
    }
}

/// How old a deployment is, or for how long it has been watched where its begin is not known.
pub fn age(deployment: &Deployment, now: Timestamp, watched_for: Duration) -> String {
    let began = deployment.started_or_created_at();
    let seconds = began.map(|began| (now - began).num_milliseconds() as f64 / 1000.0);
    duration(seconds.unwrap_or(watched_for.as_secs_f64()))
}

/// `xtWR… of service web in cluster shop (eu-west-1)`.
pub fn name(deployment: &Deployment) -> String {
    name_of(&deployment.service_deployment_arn)
}

/// `web:41, revision 148…`.
fn revision(watched: &Watched, arn: &str) -> String {
    words::revision(watched.revisions.get(arn), arn)
}
