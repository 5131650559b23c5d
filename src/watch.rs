//! Watches one service deployment of a service to its end, or as far as it is waited for.
//!
//! First the deployment is found, in the list. From then on only DescribeServiceDeployments is
//! called, for this one: it is never changed for another.

pub mod patience;
pub mod teller;

use crate::cli::place::Place;
use crate::error::{Error, Nature, Result};
use crate::model::deployment::Deployment;
use crate::model::history::History;
use crate::model::outcome::Outcome;
use crate::model::pin::{Before, Choice, Pin};
use crate::model::record::Record;
use crate::model::timestamp::Timestamp;
use crate::model::verdict::{Goal, Verdict};
use crate::model::watched::Watched;
use crate::source::history::{self, Depth, Lacking};
use crate::source::{Described, Query, Source};
use anyhow::anyhow;
use chrono::TimeDelta;
use patience::{Advice, Patience};
use std::collections::HashSet;
use std::pin::pin;
use std::time::Duration;
use teller::Teller;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

/// How long a new deployment may take to show in the list; about ten seconds were seen.
const SETTLING: Duration = Duration::from_secs(15);

/// How far before the wait a deployment may have been created that later looks at the list are
/// about: clocks differ.
const RECENT: TimeDelta = TimeDelta::minutes(30);

/// How long after the begin of a wait what a list or a description calls ended is taken to have
/// ended before it, whatever the clocks say.
const PROMPT: Duration = Duration::from_secs(5);

/// How long to look for what adds to a verdict, and how long for what decides it.
const SHORT_LOOK: Duration = Duration::from_millis(900);
const LONG_LOOK: Duration = Duration::from_secs(5);

/// The pause before the service is listed again at the end.
const RETRY: Duration = Duration::from_millis(250);

/// What to watch for, and how.
pub struct Request {
    pub pin: Pin,
    pub place: Place,
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
pub struct Watch {
    source: Source,
    pub request: Request,
    before: Before,
    patience: Patience,
    pub teller: Teller,
    /// The deployment, once it is found.
    pub watched: Option<Watched>,
    /// The service's history at the end, if it was to be had.
    pub around: Option<History>,
    /// The ARNs of revisions that ECS has answered for.
    answered: HashSet<String>,
    looked_at: Instant,
    started: Instant,
    /// Whether the last list was the first one.
    is_first_list: bool,
}

/// What a look at a deployment brings.
enum Look {
    There(Box<Record<Deployment>>),
    /// ECS does not know it, for this reason.
    Gone(String),
}

impl Watch {
    pub fn new(source: Source, request: Request, teller: Teller) -> Self {
        let before = Before {
            began: request.began,
            ended: HashSet::new(),
        };
        Self {
            source,
            request,
            before,
            patience: Patience::default(),
            teller,
            watched: None,
            around: None,
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
            self.rest().await;
            match self.look(&arn).await? {
                Look::There(record) => {
                    if let Some(watched) = &mut self.watched {
                        watched.record = *record;
                    }
                }
                Look::Gone(reason) => return Ok(Verdict::Gone(reason)),
            }
        }
    }

    /// Looks in the list until the deployment is there, and has the first look at it.
    async fn find(&mut self) -> Result<String> {
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
                Choice::Perhaps(arn) => {
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
            self.rest().await;
        }
    }

    /// The service's deployments: all of them at first, then what is new.
    async fn list(&mut self, known: Option<History>) -> Result<History> {
        let Some(depth) = Depth::for_needs(self.request.pin.needs()) else {
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
                .filter(|entry| {
                    let is_final = entry.outcome().is_final();
                    self.before.had_ended(entry) || (is_final && is_prompt)
                })
                .map(|entry| entry.deployment().service_deployment_arn.clone())
                .collect();
            self.before.ended.extend(ended);
        }
        self.is_first_list = is_first;
        Ok(match known {
            None => fresh,
            Some(known) => known.with_newer(fresh),
        })
    }

    /// Looks at a deployment that may be the one. Whether it is.
    async fn first_look(&mut self, arn: &str) -> Result<bool> {
        let Look::There(record) = self.look(arn).await? else {
            // The list may be behind, and so may be what describes.
            return Ok(false);
        };
        // A list may be behind, and call a deployment ongoing that has long ended.
        let is_listed_at_once = self.is_first_list && self.started.elapsed() < PROMPT;
        let alone = History::new(vec![(*record).clone()]);
        let had_ended = alone.deployments().any(|entry| {
            let is_final = entry.outcome().is_final();
            self.before.had_ended(&entry) || (is_final && is_listed_at_once)
        });
        if had_ended && self.request.pin == Pin::Next {
            self.before.ended.insert(arn.to_owned());
            return Ok(false);
        }
        self.watched = Some(Watched::new(*record));
        Ok(true)
    }

    async fn look(&mut self, arn: &str) -> Result<Look> {
        self.looked_at = Instant::now();
        let arns = vec![arn.to_owned()];
        self.ask(|source| {
            let arns = arns.clone();
            async move {
                // A throttle is trouble like any other here, and is told.
                let source = source.without_patience();
                seen(&arns[0].clone(), source.describe_deployments(arns).await?)
            }
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
            && !deployment.goes_back()
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
    async fn rest(&mut self) {
        let due = self.looked_at + self.request.interval;
        self.live_through(sleep_until(due)).await;
    }

    /// Asks until there is an answer, through all the trouble that may pass.
    async fn ask<T, F>(&mut self, call: impl Fn(Source) -> F) -> Result<T>
    where
        F: Future<Output = Result<T>>,
    {
        loop {
            let began = Instant::now();
            let asked = call(self.source.clone());
            let error = match self.live_through(asked).await {
                Ok(answer) => {
                    if let Some(trouble) = self.patience.passed() {
                        self.teller.recovered(trouble);
                    }
                    return Ok(answer);
                }
                Err(error) => error,
            };
            let of_credentials = error.nature() == Nature::Credentials;
            let sentence = error.in_one_line();
            match self.patience.failed(error, began, self.request.interval) {
                Advice::GiveUp(error) => return Err(error),
                // Nobody has to hear of credentials that are simply fetched anew.
                Advice::Renew => {}
                Advice::TryAgain { after } => {
                    self.teller.trouble(&sentence);
                    self.live_through(sleep(after)).await;
                }
            }
            if of_credentials {
                // If the configuration cannot be read now, the old one stays.
                let _ = self.source.renew().await;
            }
        }
    }

    /// Works, and shows signs of life meanwhile.
    async fn live_through<T>(&mut self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        loop {
            let next = self.teller.next_sign_of_life();
            tokio::select! {
                biased;
                done = &mut work => return done,
                () = sleep_until(next) => {
                    self.teller.live_on(self.watched.as_ref(), self.patience.troubled_for());
                }
            }
        }
    }

    /// Looks up the task definitions and images of revisions that the deployment names.
    /// It is no great loss if they cannot be had.
    async fn learn_names(&mut self, until: Instant) {
        let Some(watched) = &self.watched else {
            return;
        };
        let deployment = watched.deployment();
        let back_to = deployment.rolled_back_to();
        let arns = deployment.target().into_iter().chain(deployment.sources());
        let arns = arns
            .chain(back_to.as_deref())
            .chain(watched.serving.as_deref());
        let mut wanted: Vec<String> = arns
            .filter(|arn| !self.answered.contains(*arn))
            .map(str::to_owned)
            .collect();
        wanted.dedup();
        if wanted.is_empty() {
            return;
        }
        let mut revisions = history::revisions(&self.source.clone().without_patience());
        wanted.iter().for_each(|arn| revisions.add(arn));
        let described = timeout_at(until, revisions.finish());
        let Ok(outcome) = self.live_through(described).await else {
            return;
        };
        // What was denied will be denied again; what merely failed may be had the next time.
        let is_answer = |error: &Error| error.is_denied();
        if outcome.error.as_ref().is_none_or(is_answer) {
            self.answered.extend(wanted);
        }
        let known = Lacking::default().take_revisions(outcome);
        if let Some(watched) = &mut self.watched {
            watched.revisions.extend(known);
        }
    }

    /// Looks once more at the whole service, for what only its other deployments tell: whether a
    /// newer one took over, and what serves now. The verdict stands without it.
    pub async fn look_around(&mut self, verdict: Verdict) -> Verdict {
        let Some(record) = self.watched.as_ref().map(|watched| watched.record.clone()) else {
            return verdict;
        };
        // A stopped deployment does not say itself that a newer one took over.
        let is_open = verdict == Verdict::Ended(Outcome::Stopped);
        let until = Instant::now() + if is_open { LONG_LOOK } else { SHORT_LOOK };
        if matches!(verdict, Verdict::Ended(_) | Verdict::RollbackBegan) {
            let query = self.whole_service();
            let source = self.source.clone();
            let listed = async {
                loop {
                    let listed =
                        history::whole(source.clone(), query.clone(), Depth::Rollbacks).await;
                    match listed {
                        Err(error) if error.nature() == Nature::Passing => sleep(RETRY).await,
                        listed => break listed,
                    }
                }
            };
            let listed = timeout_at(until, listed).await;
            match (listed, &mut self.watched) {
                (Ok(Ok(around)), Some(watched)) => {
                    let around = around.with_records(vec![record]);
                    watched.take_neighbours(&around);
                    self.around = Some(around);
                }
                (_, Some(watched)) => {
                    watched.take_its_own_word();
                    if is_open {
                        self.teller.note(
                            "the service's deployments could not be listed: \
                             whether a newer one took over is not known",
                        );
                    }
                }
                (_, None) => {}
            }
        }
        if !matches!(verdict, Verdict::Gone(_) | Verdict::Interrupted(_)) {
            self.learn_names(until).await;
        }
        match (verdict, &self.watched) {
            // Only now it is known whether it was superseded.
            (Verdict::Ended(_), Some(watched)) => Verdict::Ended(watched.outcome()),
            (verdict, _) => verdict,
        }
    }

    fn whole_service(&self) -> Query {
        Query {
            service: self.request.place.service.clone(),
            cluster: self.request.place.cluster.clone(),
            ..Query::default()
        }
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
            (false, Pin::Next) => ("began", self.within()),
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
        format!(" within {}", crate::render::context::duration(limit))
    }
}

/// What a description says of the deployment that was asked for, and of no other.
fn seen(arn: &str, described: Described<Deployment>) -> Result<Look> {
    let mut items = described.items.into_iter();
    if let Some(record) = items.find(|record| record.item.service_deployment_arn == arn) {
        return Ok(Look::There(Box::new(record)));
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
        return Ok(Look::Gone(format!("MISSING{}", detail.unwrap_or_default())));
    }
    let why = reason.unwrap_or("no reason given");
    Err(Error::aws(anyhow!(
        "ECS answered without the deployment that it was asked for ({why})"
    ))
    .of_nature(Nature::Passing))
}
