//! Finds the deployment to watch, in a list that lags some seconds behind.

use crate::error::{Error, Result};
use crate::humanize::duration;
use crate::model::deployment::Deployment;
use crate::model::history::History;
use crate::model::outcome::Outcome;
use crate::model::service_ref::how_to_name_one;
use crate::model::watched::Watched;
use crate::selection::wait_target::{Choice, WaitTarget};
use crate::wait::poll::Poll;
use crate::wait::{PollResult, Request, Wait};
use anyhow::anyhow;
use chrono::TimeDelta;
use std::time::Duration;
use tokio::time::Instant;

/// How long a new deployment may take to appear in the list; about ten seconds were observed.
const LIST_LAG: Duration = Duration::from_secs(15);

/// How far the clock of ECS may differ from ours. Later lists ask for deployments that were
/// created since the start of the wait, or this long before.
const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(30);

/// How long after the start of the wait a deployment that is found to have ended is taken to have
/// ended before the wait, whatever the clocks say.
const START_WINDOW: Duration = Duration::from_secs(5);

impl<P: Poll> Wait<P> {
    /// Lists the service until the deployment appears, and describes it. Returns its ARN.
    pub(super) async fn find(&mut self) -> Result<String> {
        let give_up = Instant::now() + self.request.start_timeout;
        let mut history = None;
        let mut settled = None;
        loop {
            let listed = self.list(history.take()).await?;
            if listed.services().len() > 1 {
                return Err(Error::usage(anyhow!("more than one service matches"))
                    .hint(how_to_name_one(listed.services())));
            }
            let is_saved = self.poll.is_saved();
            let mut is_over = is_saved || Instant::now() >= give_up;
            let found = match self.request.target.choose(&listed, &self.baseline) {
                Choice::Found(arn) => Some(arn),
                Choice::Tentative(arn) => {
                    let settled = *settled.get_or_insert(Instant::now() + LIST_LAG);
                    let is_settled = is_saved || Instant::now() >= settled;
                    is_over &= is_settled;
                    Some(arn).filter(|_| is_settled)
                }
                Choice::NotYet => None,
                Choice::Ambiguous(ids) => return Err(self.ambiguous(&ids)),
            };
            if let Some(arn) = found
                && self.accept(&arn).await?
            {
                return Ok(arn);
            }
            if is_over {
                return Err(self.none_began(&listed));
            }
            let Request {
                target, service, ..
            } = &self.request;
            self.reporter.searching(&service.of_service(), target);
            history = Some(listed);
            self.sleep_until_due().await;
        }
    }

    /// The service's deployments: all of them at first, later only what is new.
    async fn list(&mut self, known: Option<History>) -> Result<History> {
        let Some(detail) = self.request.target.required_detail() else {
            return Ok(History::default());
        };
        self.polled_at = Instant::now();
        let is_first = known.is_none();
        let after = (!is_first).then(|| self.clock.started_at - CLOCK_SKEW);
        let listed = self
            .retry(async |poll| poll.list(detail, after).await)
            .await?;
        if is_first {
            let at_start = self.clock.started.elapsed() < START_WINDOW;
            let ended: Vec<String> = listed
                .deployments()
                .filter(|entry| self.had_ended(entry.deployment(), &entry.outcome(), at_start))
                .map(|entry| entry.deployment().service_deployment_arn.clone())
                .collect();
            self.baseline.ended.extend(ended);
        }
        self.is_first_list = is_first;
        Ok(match known {
            None => listed,
            Some(known) => known.merge(listed),
        })
    }

    /// Describes a candidate. Returns whether it is the deployment to watch.
    async fn accept(&mut self, arn: &str) -> Result<bool> {
        let PollResult::Found(record) = self.describe(arn).await? else {
            // DescribeServiceDeployments may lag behind the list.
            return Ok(false);
        };
        // The list may still call a deployment ongoing that ended long ago.
        let at_start = self.is_first_list && self.clock.started.elapsed() < START_WINDOW;
        let watched = Watched::new(*record);
        let had_ended = self.had_ended(watched.deployment(), &watched.outcome(), at_start);
        if had_ended && self.request.target == WaitTarget::Next {
            self.baseline.ended.insert(arn.to_owned());
            return Ok(false);
        }
        self.watched = Some(watched);
        Ok(true)
    }

    /// Whether a deployment had ended before the wait began. `at_start`, any that has ended had.
    fn had_ended(&self, deployment: &Deployment, outcome: &Outcome, at_start: bool) -> bool {
        self.baseline.had_ended(deployment, outcome) || (outcome.is_final() && at_start)
    }

    fn ambiguous(&self, ids: &[String]) -> Error {
        let Request {
            target, service, ..
        } = &self.request;
        let service = service.of_service();
        Error::usage(anyhow!("found more than one deployment{service}{target}"))
            .hint(format!("one of:\n{}", ids.join("\n")))
    }

    fn none_began(&self, listed: &History) -> Error {
        let Request {
            target,
            service,
            start_timeout,
            ..
        } = &self.request;
        let service = service.of_service();
        let within = duration(start_timeout.as_secs_f64());
        let what = match target {
            _ if self.poll.is_saved() => "is in the saved history".to_owned(),
            WaitTarget::Next => format!("began within {within}"),
            _ => format!("appeared within {within}"),
        };
        let error = Error::no_match(anyhow!("no deployment{service}{target} {what}"));
        match listed.deployments().next() {
            Some(entry) => error.hint(format!(
                "the latest one is {}; to take it as it is, run `ecs-history wait {}`",
                entry.outcome(),
                entry.deployment().service_deployment_arn
            )),
            None => error,
        }
    }
}
