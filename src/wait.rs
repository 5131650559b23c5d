//! Watches one service deployment to its end, or as far as was asked.
//!
//! The deployment is first looked for in the service's list. From then on only
//! DescribeServiceDeployments is called, for this one deployment: it is never exchanged for another.

pub mod clock;
mod finalize;
mod find;
pub mod poll;
pub mod reporter;
mod retry_policy;

use crate::error::{Error, ErrorKind, ExitCode, Result};
use crate::humanize::duration;
use crate::model::deployment::Deployment;
use crate::model::page::Described;
use crate::model::record::Record;
use crate::model::timestamp::Timestamp;
use crate::model::verdict::{Goal, Verdict};
use crate::model::watched::Watched;
use crate::report::run_flags::RunFlags;
use crate::report::wait::Conclusion;
use crate::selection::baseline::Baseline;
use crate::selection::requested_service::RequestedService;
use crate::selection::wait_target::WaitTarget;
use crate::wait::clock::Clock;
use crate::wait::poll::Poll;
use crate::wait::reporter::WaitReporter;
use crate::wait::retry_policy::{RetryDecision, RetryPolicy};
use anyhow::anyhow;
use std::collections::HashSet;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// What to wait for, and for how long.
#[derive(Debug)]
pub struct Request {
    pub target: WaitTarget,
    pub service: RequestedService,
    pub goal: Goal,
    pub wait_for_rollback: bool,
    /// The time between two polls.
    pub interval: Duration,
    /// How long the deployment may take to begin; `None` for as long as the whole wait.
    pub start_timeout: Option<Duration>,
    /// How long the whole wait may take; `None` for as long as necessary.
    pub timeout: Option<Duration>,
    /// What the commands that are suggested need.
    pub flags: RunFlags,
}

/// A wait that goes on.
pub struct Wait<P> {
    poll: P,
    request: Request,
    clock: Clock,
    baseline: Baseline,
    retries: RetryPolicy,
    reporter: WaitReporter,
    /// The deployment, once it is found.
    watched: Option<Watched>,
    /// The ARNs of revisions that need no further call.
    known_revisions: HashSet<String>,
    polled_at: Instant,
    /// The last error of a call, in one line.
    last_error: Option<String>,
    /// Whether the service has been listed only once.
    is_first_list: bool,
}

/// A wait that has ended.
pub struct Ended {
    /// `None` where an error ended the wait.
    pub verdict: Option<Verdict>,
    /// The deployment as it was last seen; `None` where none was found.
    pub watched: Option<Watched>,
    /// Why this is not a success; `None` if it is.
    pub error: Option<Error>,
    /// When it ended.
    pub at: Timestamp,
    /// When it ended, on the clock of ECS.
    pub at_ecs: Timestamp,
    flags: RunFlags,
}

impl Ended {
    fn new(
        verdict: Result<Verdict>,
        watched: Option<Watched>,
        clock: Clock,
        flags: RunFlags,
    ) -> Self {
        let (verdict, error) = match verdict {
            Ok(verdict) => (Some(verdict), None),
            Err(error) => (None, Some(error)),
        };
        let mut ended = Self {
            verdict,
            watched,
            error,
            at: clock.now(),
            at_ecs: clock.now_at_ecs(),
            flags,
        };
        if let Some(conclusion) = ended.conclusion().filter(|_| ended.error.is_none()) {
            ended.error = conclusion.error();
        }
        ended
    }

    /// What to say about the deployment, if one was found.
    pub fn conclusion(&self) -> Option<Conclusion<'_>> {
        Some(Conclusion {
            verdict: self.verdict.as_ref(),
            watched: self.watched.as_ref()?,
            flags: &self.flags,
        })
    }

    pub fn exit_code(&self) -> ExitCode {
        let error = self.error.as_ref();
        error.map_or(ExitCode::Success, Error::exit_code)
    }
}

/// What describing the deployment has brought.
enum PollResult {
    Found(Box<Record<Deployment>>),
    /// ECS no longer knows it, for this reason.
    Gone(String),
}

impl<P: Poll> Wait<P> {
    pub fn new(poll: P, request: Request, mut reporter: WaitReporter, clock: Clock) -> Self {
        reporter.suggest_with(&request.flags);
        Self {
            poll,
            request,
            clock,
            baseline: Baseline::new(clock.started_at),
            retries: RetryPolicy::default(),
            reporter,
            watched: None,
            known_revisions: HashSet::new(),
            polled_at: Instant::now(),
            last_error: None,
            is_first_list: false,
        }
    }

    /// Waits for the verdict, the timeout, or an interrupt, whichever comes first.
    pub async fn run(mut self, interrupted: impl AsyncFn() -> ExitCode) -> Ended {
        let (started, timeout) = (self.clock.started, self.request.timeout);
        let verdict = tokio::select! {
            // A verdict counts even if the time is up at the same moment.
            biased;
            verdict = self.watch() => verdict,
            exit = interrupted() => Ok(Verdict::Interrupted(exit)),
            limit = time_out(started, timeout) => Ok(Verdict::TimedOut(limit)),
        };
        let verdict = match verdict {
            Ok(verdict) if self.watched.is_none() => Err(self.none_found(&verdict)),
            Ok(verdict) => Ok(tokio::select! {
                biased;
                verdict = self.finalize(verdict.clone()) => verdict,
                // The verdict stands, only its details are cut short.
                _ = interrupted() => verdict,
            }),
            Err(error) => Err(error),
        };
        self.report_changes();
        self.reporter.finish();
        Ended::new(verdict, self.watched, self.clock, self.request.flags)
    }

    async fn watch(&mut self) -> Result<Verdict> {
        let arn = self.find().await?;
        loop {
            let judged = self.judge();
            if self.poll.is_saved() {
                // Of a saved history even an error names the task definitions.
                self.look_up_revisions(self.next_poll()).await;
            }
            if let Some(verdict) = judged? {
                return Ok(verdict);
            }
            self.look_up_revisions(self.next_poll()).await;
            self.report_changes();
            self.sleep_until_due().await;
            match self.describe(&arn).await? {
                PollResult::Found(record) => {
                    if let Some(watched) = &mut self.watched {
                        watched.update(*record);
                    }
                }
                PollResult::Gone(reason) => return Ok(Verdict::Gone(reason)),
            }
        }
    }

    async fn describe(&mut self, arn: &str) -> Result<PollResult> {
        self.polled_at = Instant::now();
        self.retry(async |poll| poll_result(arn, poll.describe(arn).await?))
            .await
    }

    /// What the last poll means: a verdict, or `None` to go on.
    ///
    /// # Errors
    ///
    /// A usage error where the wait could never end: the strategy skips the stage, or the history
    /// is a saved one.
    fn judge(&self) -> Result<Option<Verdict>> {
        let Some(watched) = &self.watched else {
            return Ok(None);
        };
        let goal = self.request.goal;
        let (deployment, outcome) = (watched.deployment(), watched.outcome());
        let verdict = Verdict::of(deployment, &outcome, goal, self.request.wait_for_rollback);
        if let (None, Goal::Stage(stage)) = (&verdict, goal)
            && !deployment.expects_rollback()
            && let Some(strategy) = stage.skipped_by(deployment)
        {
            let message = anyhow!("a {strategy} deployment has no stage {stage}");
            return Err(Error::usage(message).hint("wait for its end, or for another stage"));
        }
        if verdict.is_none() && self.poll.is_saved() {
            let message = anyhow!(
                "deployment {} was {outcome} when this history was saved, and cannot change",
                deployment.id()
            );
            return Err(Error::usage(message).hint("wait without --from and --demo"));
        }
        Ok(verdict)
    }

    fn report_changes(&mut self) {
        if let Some(watched) = &mut self.watched {
            let changes = watched.take_changes();
            self.reporter.changes(watched, &changes);
        }
    }

    /// One interval after the last poll began, however long that took.
    fn next_poll(&self) -> Instant {
        self.polled_at + self.request.interval
    }

    async fn sleep_until_due(&mut self) {
        self.with_heartbeat(sleep_until(self.next_poll())).await;
    }

    /// Makes a call until it succeeds, as long as the [`RetryPolicy`] allows.
    async fn retry<T>(&mut self, call: impl AsyncFn(&P) -> Result<T>) -> Result<T> {
        loop {
            let began = Instant::now();
            let failing_since = self.retries.failing_since();
            let call = call(&self.poll);
            let watched = self.watched.as_ref();
            let result = self.reporter.with_heartbeat(watched, failing_since, call);
            let error = match result.await {
                Ok(response) => {
                    self.learn_time();
                    if let Some(failing_since) = self.retries.succeeded() {
                        self.reporter.recovered(failing_since.elapsed());
                    }
                    return Ok(response);
                }
                Err(error) => error,
            };
            let is_about_credentials = error.kind() == ErrorKind::Credentials;
            let sentence = error.in_one_line();
            self.last_error = Some(sentence.clone());
            match self.retries.failed(error, began, self.request.interval) {
                RetryDecision::GiveUp(error) => return Err(error),
                // Credentials that expire are routine, and no news.
                RetryDecision::RenewCredentials => {}
                RetryDecision::Retry { delay } => {
                    self.reporter.failing(&sentence);
                    self.with_heartbeat(sleep(delay)).await;
                }
            }
            if is_about_credentials {
                // If the configuration cannot be read now, the old credentials stay.
                let _ = self.poll.renew_credentials().await;
            }
        }
    }

    /// Takes in what the latest response says about the time at ECS.
    fn learn_time(&mut self) {
        if let Some(date) = self.poll.date() {
            self.clock.learn(&date);
            self.baseline.set_began_at_ecs(self.clock.started_at_ecs);
            self.reporter.set_clock(self.clock);
        }
    }

    /// Waits for work that needs nothing of `self`.
    async fn with_heartbeat<T>(&mut self, work: impl Future<Output = T>) -> T {
        let failing_since = self.retries.failing_since();
        let watched = self.watched.as_ref();
        self.reporter
            .with_heartbeat(watched, failing_since, work)
            .await
    }

    /// The error where the wait ended before a deployment was found.
    fn none_found(&self, verdict: &Verdict) -> Error {
        let Request {
            service, target, ..
        } = &self.request;
        let when = match verdict {
            Verdict::TimedOut(limit) => format!("within {}", duration(limit.as_secs_f64())),
            _ => "before the wait was interrupted".to_owned(),
        };
        let message = if self.retries.has_succeeded() {
            format!(
                "no deployment{}{target} was found {when}",
                service.of_service()
            )
        } else {
            let host = self.poll.host();
            let host = host.map(|host| format!(" at {host}")).unwrap_or_default();
            match &self.last_error {
                Some(_) => format!("no call to ECS{host} succeeded {when}"),
                None => format!("ECS{host} did not respond {when}"),
            }
        };
        let kind = ErrorKind::WaitEnded(verdict.exit_code());
        let is_failing = self.retries.failing_since().is_some();
        match self.last_error.as_ref().filter(|_| is_failing) {
            Some(error) => Error::new(kind, anyhow!("{error}")).context(message),
            None => Error::new(kind, anyhow!(message)),
        }
    }
}

/// Waits until the time is up, and returns the limit.
async fn time_out(started: Instant, timeout: Option<Duration>) -> Duration {
    let Some(timeout) = timeout else {
        return std::future::pending().await;
    };
    sleep_until(started + timeout).await;
    timeout
}

/// Takes the requested deployment, and no other, out of a response.
fn poll_result(arn: &str, described: Described<Deployment>) -> Result<PollResult> {
    let mut items = described.items.into_iter();
    if let Some(record) = items.find(|record| record.item.service_deployment_arn == arn) {
        return Ok(PollResult::Found(Box::new(record)));
    }
    let failure = described.failures.into_iter().next();
    let failure = failure.map(|record| record.item);
    let detail = failure.as_ref().and_then(|failure| failure.detail.as_ref());
    let reason = failure
        .as_ref()
        .and_then(|failure| failure.reason.as_deref());
    match (reason, detail) {
        (Some("MISSING"), Some(detail)) => Ok(PollResult::Gone(format!("MISSING: {detail}"))),
        (Some("MISSING"), None) => Ok(PollResult::Gone("MISSING".to_owned())),
        (reason, _) => {
            let reason = reason.unwrap_or("no reason given");
            let message = anyhow!("ECS returned a response without the deployment ({reason})");
            Err(Error::new(ErrorKind::Transient, message))
        }
    }
}
