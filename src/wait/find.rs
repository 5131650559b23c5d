//! Finds the deployment that a wait is about, in a list that is some seconds behind.

use crate::error::{Error, Result};
use crate::humanize::duration;
use crate::model::deployment::Deployment;
use crate::model::history::History;
use crate::model::outcome::Outcome;
use crate::model::page::Query;
use crate::model::watched::Watched;
use crate::selection::wait_target::{Choice, WaitTarget};
use crate::source::history;
use crate::wait::{PollResult, Request, Wait};
use anyhow::anyhow;
use chrono::TimeDelta;
use std::time::Duration;
use tokio::time::Instant;

/// How long a new deployment may take to show in the list; about ten seconds were seen.
const SETTLING: Duration = Duration::from_secs(15);

/// How far before the wait a deployment may have been created that later looks at the list are
/// about: clocks differ.
const RECENT: TimeDelta = TimeDelta::minutes(30);

/// How long after the begin of a wait what a list or a description calls ended is taken to have
/// ended before it, whatever the clocks say.
const PROMPT: Duration = Duration::from_secs(5);

impl Wait {
    /// Looks in the list until the deployment is there, and has the first look at it.
    pub(super) async fn find(&mut self) -> Result<String> {
        let give_up = Instant::now() + self.request.start_timeout;
        let mut history = None;
        let mut settles = None;
        loop {
            let listed = self.list(history.take()).await?;
            if listed.services().len() > 1 {
                return Err(
                    Error::usage(anyhow!("there are several services of that name"))
                        .hint("name one with --service and --cluster"),
                );
            }
            let is_saved = self.source.is_saved();
            let mut is_over = is_saved || Instant::now() >= give_up;
            let found = match self.request.pin.choose(&listed, &self.before) {
                Choice::Found(arn) => Some(arn),
                Choice::Tentative(arn) => {
                    let settles = *settles.get_or_insert(Instant::now() + SETTLING);
                    let is_settled = is_saved || Instant::now() >= settles;
                    is_over &= is_settled;
                    Some(arn).filter(|_| is_settled)
                }
                Choice::NotYet => None,
                Choice::Ambiguous(ids) => return Err(self.ambiguous(&ids)),
            };
            if let Some(arn) = found
                && self.first_look(&arn).await?
            {
                return Ok(arn);
            }
            if is_over {
                return Err(self.none_began(&listed));
            }
            self.teller.searching(&self.request);
            history = Some(listed);
            self.sleep_until_due().await;
        }
    }

    /// The service's deployments: all of them at first, then what is new.
    async fn list(&mut self, known: Option<History>) -> Result<History> {
        let Some(depth) = self.request.pin.required_detail() else {
            return Ok(History::default());
        };
        self.looked_at = Instant::now();
        let is_first = known.is_none();
        let query = Query {
            after: (!is_first).then(|| self.request.began - RECENT),
            ..self.whole_service()
        };
        let fresh = self
            .ask(|source| history::whole(source, query.clone(), depth))
            .await?;
        if is_first {
            // Right at the beginning what has ended had ended before, whatever the clocks say.
            let is_prompt = self.started.elapsed() < PROMPT;
            let ended: Vec<String> = fresh
                .deployments()
                .filter(|entry| self.had_ended(entry.deployment(), &entry.outcome(), is_prompt))
                .map(|entry| entry.deployment().service_deployment_arn.clone())
                .collect();
            self.before.ended.extend(ended);
        }
        self.is_first_list = is_first;
        Ok(match known {
            None => fresh,
            Some(known) => known.merge(fresh),
        })
    }

    /// Looks at a deployment that may be the one. Whether it is.
    async fn first_look(&mut self, arn: &str) -> Result<bool> {
        let PollResult::There(record) = self.look(arn).await? else {
            // The list may be behind, and so may be what describes.
            return Ok(false);
        };
        // A list may be behind, and call a deployment ongoing that has long ended.
        let is_listed_at_once = self.is_first_list && self.started.elapsed() < PROMPT;
        let watched = Watched::new(*record);
        let outcome = watched.outcome();
        let had_ended = self.had_ended(watched.deployment(), &outcome, is_listed_at_once);
        if had_ended && self.request.pin == WaitTarget::Next {
            self.before.ended.insert(arn.to_owned());
            return Ok(false);
        }
        self.watched = Some(watched);
        Ok(true)
    }

    /// Whether a deployment had ended before the wait began; `at_once` it is enough to have ended.
    fn had_ended(&self, deployment: &Deployment, outcome: &Outcome, at_once: bool) -> bool {
        self.before.had_ended(deployment, outcome) || (outcome.is_final() && at_once)
    }

    fn ambiguous(&self, ids: &[String]) -> Error {
        let service = self.request.place.of_service();
        let Request { pin, .. } = &self.request;
        Error::usage(anyhow!(
            "several deployments{service} could be meant by what was named:{pin}"
        ))
        .hint(format!("one of:\n{}", ids.join("\n")))
    }

    fn none_began(&self, listed: &History) -> Error {
        let Request { pin, place, .. } = &self.request;
        let service = place.of_service();
        let (what, within) = match (self.source.is_saved(), pin) {
            (true, _) => ("is in the saved history", String::new()),
            (false, WaitTarget::Next) => ("began", self.within()),
            (false, _) => ("showed", self.within()),
        };
        let error = Error::no_match(anyhow!("no deployment{service}{pin} {what}{within}"));
        match listed.deployments().next() {
            Some(entry) => error.hint(format!(
                "the latest is {}: `ecs-history wait {}` takes it as it is",
                entry.outcome(),
                entry.deployment().service_deployment_arn
            )),
            None => error,
        }
    }

    fn within(&self) -> String {
        let limit = self.request.start_timeout.as_secs_f64();
        format!(" within {}", duration(limit))
    }
}
