//! Finds the deployment to watch, in a list that lags some seconds behind.

use crate::error::{Error, Result};
use crate::humanize::duration;
use crate::model::clean_text::clean_lines_of;
use crate::model::history::History;
use crate::model::service_ref::{ServiceRef, how_to_name_one};
use crate::model::timestamp::to_rfc3339;
use crate::model::watched::Watched;
use crate::report::run_flags::shortest_name;
use crate::selection::baseline::{Ended, tells_its_end};
use crate::selection::choice::Choice;
use crate::selection::wait_target::{Since, WaitTarget};
use crate::wait::poll::Poll;
use crate::wait::{PollResult, Request, Wait};
use anyhow::anyhow;
use chrono::TimeDelta;
use std::time::Duration;
use tokio::time::Instant;

/// How long a new deployment may take to appear in the list; about ten seconds were observed.
const LIST_LAG: Duration = Duration::from_secs(15);

/// Later lists ask for deployments that were created since the newest that is known, or this long
/// before: the list may get them in another order than they began. ECS's own times are compared, so
/// no clock of ours matters.
const LIST_OVERLAP: TimeDelta = TimeDelta::minutes(30);

/// A clock that differs from ECS's by more than this deserves a note.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(1);

impl<P: Poll> Wait<P> {
    /// Lists the service until the deployment appears, and describes it. Returns its ARN.
    pub(super) async fn find(&mut self) -> Result<String> {
        let began = Instant::now();
        let give_up = self.request.start_timeout.map(|limit| began + limit);
        let mut history = None;
        let mut settled = None;
        loop {
            let mut listed = self.list(history.take()).await?;
            self.check_service(&listed)?;
            let mut choice = self.request.target.choose(&listed, &self.baseline);
            if let Choice::Unlisted(arn) = &choice {
                let arn = arn.clone();
                (choice, listed) = self.choose_with(&arn, listed).await?;
            }
            let is_saved = self.poll.is_saved();
            let is_late = give_up.is_some_and(|give_up| Instant::now() >= give_up);
            let mut is_over = is_saved || is_late;
            let found = match choice {
                Choice::Found(arn) => Some(arn),
                Choice::Tentative(arn) => {
                    let settled = *settled.get_or_insert(Instant::now() + LIST_LAG);
                    let is_settled = is_saved || Instant::now() >= settled;
                    is_over &= is_settled;
                    Some(arn).filter(|_| is_settled)
                }
                Choice::NotYet | Choice::Unlisted(_) => None,
                Choice::Ambiguous(ids) => return Err(self.ambiguous(&ids)),
            };
            if let Some(arn) = found
                && self.accept(&arn).await?
            {
                self.note_on_choice(&arn, &listed);
                return Ok(arn);
            }
            if is_over {
                return Err(self.none_began(&listed, began.elapsed()));
            }
            let Request {
                target, service, ..
            } = &self.request;
            self.reporter.searching(&service.of_service(), target);
            history = Some(listed);
            self.sleep_until_due().await;
        }
    }

    /// Makes sure that the list is that of the requested service.
    fn check_service(&self, listed: &History) -> Result<()> {
        if listed.services().len() > 1 {
            return Err(Error::usage(anyhow!("more than one service matches"))
                .hint(how_to_name_one(listed.services())));
        }
        let (WaitTarget::Document(document), [service]) = (&self.request.target, listed.services())
        else {
            return Ok(());
        };
        let named = ServiceRef::from_arn(document.service_arn());
        if named.account == service.account {
            return Ok(());
        }
        // Two accounts may have services of the same name.
        Err(Error::config(anyhow!(
            "standard input is about account {}, but the credentials are for account {}",
            named.account,
            service.account
        ))
        .hint("select other credentials, for example with --profile"))
    }

    /// Chooses again with a deployment that is not listed, if it can be described.
    async fn choose_with(&mut self, arn: &str, listed: History) -> Result<(Choice, History)> {
        let listed = match self.describe(arn).await? {
            PollResult::Found(record) => listed.with_records(vec![*record]),
            PollResult::Gone(_) => listed,
        };
        let choice = self.request.target.choose(&listed, &self.baseline);
        Ok((choice, listed))
    }

    fn note_on_choice(&mut self, arn: &str, listed: &History) {
        let index = listed.index_of(arn);
        if let (WaitTarget::Document(document), Some(index)) = (&self.request.target, index)
            && let Some(note) = document.note(&listed.entry(index))
        {
            self.reporter.note(&note);
        }
    }

    /// The service's deployments: all of them at first, later only what is new.
    async fn list(&mut self, known: Option<History>) -> Result<History> {
        let Some(detail) = self.request.target.required_detail() else {
            return Ok(History::default());
        };
        self.polled_at = Instant::now();
        let is_first = known.is_none();
        let newest = known.as_ref().and_then(|known| {
            let mut newest_first = known.deployments();
            newest_first.find_map(|entry| entry.deployment().sort_time())
        });
        let after = newest.map(|newest| newest - LIST_OVERLAP);
        let listed = self
            .retry(async |poll| poll.list(detail, after).await)
            .await?;
        if is_first {
            let now = self.clock.latest_at_ecs();
            self.baseline.add_first_list(&listed, now);
            self.note_wrong_clock();
            let target = std::mem::replace(&mut self.request.target, WaitTarget::Next);
            self.request.target = target.with_start(self.baseline.began());
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
        let watched = Watched::new(*record);
        if self.request.target == WaitTarget::Next && self.had_ended(&watched) {
            self.baseline.add_ended(watched.deployment());
            return Ok(false);
        }
        self.watched = Some(watched);
        Ok(true)
    }

    /// Whether a deployment that was just described had ended before the wait began. In doubt it had:
    /// the list may still call a deployment ongoing that ended long ago.
    fn had_ended(&self, watched: &Watched) -> bool {
        let (deployment, outcome) = (watched.deployment(), watched.outcome());
        let now = self.clock.latest_at_ecs();
        let is_of_first_list =
            self.is_first_list && outcome.is_final() && !tells_its_end(deployment, now);
        is_of_first_list || self.baseline.ended(deployment, &outcome) != Ended::NotBefore
    }

    /// Notes that the clock of this machine is wrong where a time was given that may come from it.
    fn note_wrong_clock(&mut self) {
        let difference = self.clock.difference();
        let WaitTarget::After(Since::At(time), _) = &self.request.target else {
            return;
        };
        if difference.abs() > CLOCK_TOLERANCE {
            let direction = match difference > TimeDelta::zero() {
                true => "behind",
                false => "ahead of",
            };
            let span = duration(difference.abs().as_seconds_f64());
            let note = format!(
                "the clock of this machine is {span} {direction} that of ECS; --after {} is taken \
                 as a time of ECS",
                to_rfc3339(*time)
            );
            self.reporter.note(&note);
        }
    }

    fn ambiguous(&self, ids: &[String]) -> Error {
        let Request {
            target, service, ..
        } = &self.request;
        let service = service.of_service();
        Error::usage(anyhow!("found more than one deployment{service}{target}"))
            .hint(format!("one of:\n{}", clean_lines_of(ids)))
    }

    fn none_began(&self, listed: &History, searched: Duration) -> Error {
        let Request {
            target,
            service,
            start_timeout,
            interval,
            ..
        } = &self.request;
        let service = service.of_service();
        // Calls that failed meanwhile may have made it longer.
        let limit = start_timeout.filter(|limit| searched <= *limit + *interval);
        let within = duration(limit.unwrap_or(searched).as_secs_f64());
        let what = match target {
            _ if self.poll.is_saved() => "is in the saved history".to_owned(),
            WaitTarget::Next => format!("began within {within}"),
            _ => format!("appeared within {within}"),
        };
        let error = Error::no_match(anyhow!("no deployment{service}{target} {what}"));
        match listed.deployments().next() {
            Some(entry) => {
                let deployment = entry.deployment();
                let latest = format!(
                    "the latest one, {}, is {}",
                    deployment.id(),
                    entry.outcome()
                );
                // The whole service was listed at first.
                let entries = listed.deployments();
                let arns = entries.map(|entry| &*entry.record().item.service_deployment_arn);
                let name = shortest_name(&deployment.service_deployment_arn, Some(arns));
                let command = name.and_then(|name| {
                    let flags = &self.request.flags;
                    flags.ecs_history("wait", [name], entry.service())
                });
                error.hint(match command {
                    Some(command) => format!("{latest}; to take it as it is, run `{command}`"),
                    None => latest,
                })
            }
            None => error,
        }
    }
}
