//! Watches one service deployment of a service to its end, or as far as it is waited for.
//!
//! First the deployment is found, in the list. From then on only DescribeServiceDeployments is
//! called, for this one: it is never changed for another.

mod finalize;
mod find;
pub mod reporter;
pub mod retry_policy;

use crate::error::{Error, ErrorKind, Result};
use crate::model::deployment::Deployment;
use crate::model::history::History;
use crate::model::page::{Described, Query};
use crate::model::record::Record;
use crate::model::timestamp::Timestamp;
use crate::model::verdict::{Goal, Verdict};
use crate::model::watched::Watched;
use crate::selection::requested_service::RequestedService;
use crate::selection::wait_target::{Baseline, WaitTarget};
use crate::source::Source;
use crate::wait::reporter::WaitReporter;
use crate::wait::retry_policy::{RetryDecision, RetryPolicy};
use anyhow::anyhow;
use std::collections::HashSet;
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// What to watch for, and how.
pub struct Request {
    pub pin: WaitTarget,
    pub place: RequestedService,
    pub goal: Goal,
    pub wait_for_rollback: bool,
    /// Between two looks.
    pub interval: Duration,
    /// How long the deployment may take to begin.
    pub start_timeout: Duration,
    /// When the wait began.
    pub began: Timestamp,
}

/// A wait.
pub struct Wait {
    source: Source,
    pub request: Request,
    before: Baseline,
    patience: RetryPolicy,
    pub teller: WaitReporter,
    /// The deployment, once it is found.
    pub watched: Option<Watched>,
    /// The service's history at the end, if it was to be had.
    pub final_history: Option<History>,
    /// The ARNs of revisions that ECS has answered for.
    answered: HashSet<String>,
    looked_at: Instant,
    started: Instant,
    /// Whether the last list was the first one.
    is_first_list: bool,
}

/// What a look at a deployment brings.
enum PollResult {
    There(Box<Record<Deployment>>),
    /// ECS does not know it, for this reason.
    Gone(String),
}

impl Wait {
    pub fn new(source: Source, request: Request, teller: WaitReporter) -> Self {
        let before = Baseline {
            began: request.began,
            ended: HashSet::new(),
        };
        Self {
            source,
            request,
            before,
            patience: RetryPolicy::default(),
            teller,
            watched: None,
            final_history: None,
            answered: HashSet::new(),
            looked_at: Instant::now(),
            started: Instant::now(),
            is_first_list: false,
        }
    }

    /// Finds the deployment and watches it. Does not know of the time that it may take; what was
    /// seen so far is in `watched` when it is dropped.
    pub async fn run(&mut self) -> Result<Verdict> {
        let arn = self.find().await?;
        loop {
            if let Some(verdict) = self.judge()? {
                return Ok(verdict);
            }
            self.learn_names(self.looked_at + self.request.interval)
                .await;
            self.tell();
            self.sleep_until_due().await;
            match self.look(&arn).await? {
                PollResult::There(record) => {
                    if let Some(watched) = &mut self.watched {
                        watched.record = *record;
                    }
                }
                PollResult::Gone(reason) => return Ok(Verdict::Gone(reason)),
            }
        }
    }

    fn whole_service(&self) -> Query {
        Query {
            service: self.request.place.service.clone(),
            cluster: self.request.place.cluster.clone(),
            ..Query::default()
        }
    }

    async fn look(&mut self, arn: &str) -> Result<PollResult> {
        self.looked_at = Instant::now();
        self.ask(|source| async move {
            // A throttle is trouble like any other here, and is told.
            let source = source.fail_fast();
            seen(
                arn,
                source.describe_deployments(vec![arn.to_owned()]).await?,
            )
        })
        .await
    }

    /// What the last look means. It is a mistake to wait for what cannot come: a stage that the
    /// strategy goes without, or anything more in a saved history.
    fn judge(&self) -> Result<Option<Verdict>> {
        let Some(watched) = &self.watched else {
            return Ok(None);
        };
        let Request {
            goal,
            wait_for_rollback,
            ..
        } = self.request;
        let outcome = watched.outcome();
        let deployment = watched.deployment();
        let verdict = Verdict::of(deployment, &outcome, goal, wait_for_rollback);
        if let (None, Goal::Stage(stage)) = (&verdict, goal)
            && !deployment.is_rolling_back()
            && let Some(strategy) = stage.is_not_of(deployment)
        {
            return Err(Error::usage(anyhow!(
                "a {strategy} deployment never comes to the stage {stage}"
            ))
            .hint("wait for the end of it, or for another stage"));
        }
        if verdict.is_none() && self.source.is_saved() {
            return Err(Error::usage(anyhow!(
                "deployment {} was {outcome} when this history was saved, and will stay so",
                deployment.id()
            ))
            .hint("wait without --from and --demo"));
        }
        Ok(verdict)
    }

    /// Tells what is new of the deployment.
    pub fn tell(&mut self) {
        if let Some(watched) = &mut self.watched {
            let changes = watched.take_changes();
            self.teller.changes(watched, &changes);
        }
    }

    /// Rests until the next look is due: one interval after the last began, however long it took.
    async fn sleep_until_due(&mut self) {
        let due = self.looked_at + self.request.interval;
        self.with_heartbeat(sleep_until(due)).await;
    }

    /// Asks until there is an answer, through all the trouble that may pass.
    async fn ask<T, F>(&mut self, call: impl Fn(Source) -> F) -> Result<T>
    where
        F: Future<Output = Result<T>>,
    {
        loop {
            let began = Instant::now();
            let asked = call(self.source.clone());
            let error = match self.with_heartbeat(asked).await {
                Ok(answer) => {
                    if let Some(trouble) = self.patience.passed() {
                        self.teller.recovered(trouble);
                    }
                    return Ok(answer);
                }
                Err(error) => error,
            };
            let of_credentials = error.kind() == ErrorKind::Credentials;
            let sentence = error.in_one_line();
            match self.patience.failed(error, began, self.request.interval) {
                RetryDecision::GiveUp(error) => return Err(error),
                // Nobody has to hear of credentials that are simply fetched anew.
                RetryDecision::Renew => {}
                RetryDecision::TryAgain { after } => {
                    self.teller.trouble(&sentence);
                    self.with_heartbeat(sleep(after)).await;
                }
            }
            if of_credentials {
                // If the configuration cannot be read now, the old one stays.
                let _ = self.source.renew().await;
            }
        }
    }

    /// Works, and shows signs of life meanwhile.
    async fn with_heartbeat<T>(&mut self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        loop {
            let next = self.teller.next_sign_of_life();
            tokio::select! {
                biased;
                done = &mut work => return done,
                () = sleep_until(next) => {
                    self.teller.tick(self.watched.as_ref(), self.patience.troubled_for());
                }
            }
        }
    }
}

/// What a description says of the deployment that was asked for, and of no other.
fn seen(arn: &str, described: Described<Deployment>) -> Result<PollResult> {
    let mut items = described.items.into_iter();
    if let Some(record) = items.find(|record| record.item.service_deployment_arn == arn) {
        return Ok(PollResult::There(Box::new(record)));
    }
    let failure = described
        .failures
        .into_iter()
        .map(|failure| failure.item)
        .next();
    let reason = failure
        .as_ref()
        .and_then(|failure| failure.reason.as_deref());
    if reason == Some("MISSING") {
        let detail = failure.and_then(|failure| failure.detail);
        let detail = detail.map(|detail| format!(": {detail}"));
        return Ok(PollResult::Gone(format!(
            "MISSING{}",
            detail.unwrap_or_default()
        )));
    }
    let why = reason.unwrap_or("no reason given");
    Err(Error::new(
        ErrorKind::Transient,
        anyhow!("ECS answered without the deployment that it was asked for ({why})"),
    ))
}
