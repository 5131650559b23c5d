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
use crate::model::id::Needs;
use crate::model::pin::{Before, Choice, Pin};
use crate::model::record::Record;
use crate::model::timestamp::Timestamp;
use crate::model::verdict::{Goal, Verdict};
use crate::model::watched::Watched;
use crate::source::history::{self, Depth, Lacking, Selection};
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

/// How long to look for what is not the verdict: names of task definitions, and what serves now.
const LOOKING_AROUND: Duration = Duration::from_secs(5);

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
    /// The ARNs of revisions that were asked for.
    asked_for: HashSet<String>,
    looked_at: Instant,
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
            // A throttle is trouble like any other here, and is told.
            source: source.without_patience(),
            request,
            before,
            patience: Patience::default(),
            teller,
            watched: None,
            around: None,
            asked_for: HashSet::new(),
            looked_at: Instant::now(),
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
            self.learn_names(Instant::now() + LOOKING_AROUND).await;
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
            let is_over = Instant::now() >= give_up || self.source.is_saved();
            let found = match self.request.pin.choose(&listed, &self.before) {
                Choice::Found(arn) => Some(arn),
                Choice::Perhaps(arn) => {
                    let settles = *settles.get_or_insert(Instant::now() + SETTLING);
                    Some(arn).filter(|_| is_over || Instant::now() >= settles)
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
        let depth = match self.request.pin.needs() {
            Needs::Nothing => return Ok(History::default()),
            Needs::List => Depth::Brief,
            Needs::Rollbacks => Depth::Rollbacks,
            Needs::Revisions => Depth::Full,
        };
        self.looked_at = Instant::now();
        let is_first = known.is_none();
        let query = Query {
            after: (!is_first).then(|| self.request.began - RECENT),
            ..self.whole_service()
        };
        let fresh = self
            .ask(|source| fetch(source, query.clone(), depth))
            .await?;
        if is_first {
            let entries = fresh.deployments();
            let ended = entries.filter(|entry| entry.outcome().is_final());
            let arns = ended.map(|entry| entry.deployment().service_deployment_arn.clone());
            self.before.ended.extend(arns);
        }
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
        let alone = History::new(vec![(*record).clone()]);
        let accepted = alone
            .deployments()
            .all(|entry| self.request.pin.accepts(&entry, &self.before));
        if !accepted {
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
            async move { seen(source.describe_deployments(arns).await?) }
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
                // Nobody has to wait for, or hear of, credentials that are simply fetched anew.
                Advice::TryAgain { is_first: true, .. } if of_credentials => {}
                Advice::TryAgain { after, .. } => {
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

    /// Looks up the task definitions and images of revisions that the deployment names, each once.
    /// It is no great loss if they cannot be had.
    async fn learn_names(&mut self, until: Instant) {
        let Some(watched) = &mut self.watched else {
            return;
        };
        let deployment = watched.deployment();
        let back_to = deployment.rolled_back_to();
        let arns = deployment.target().into_iter().chain(deployment.sources());
        let arns = arns
            .chain(back_to.as_deref())
            .chain(watched.serving.as_deref());
        let mut revisions = history::revisions(&self.source);
        arns.filter(|arn| self.asked_for.insert((*arn).to_owned()))
            .for_each(|arn| revisions.add(arn));
        if let Ok(outcome) = timeout_at(until, revisions.finish()).await {
            let known = Lacking::default().take_revisions(outcome);
            watched.revisions.extend(known);
        }
    }

    /// Looks once more at the whole service, for what only its other deployments tell: whether a
    /// newer one took over, and what serves now. The verdict stands without it.
    pub async fn look_around(&mut self, verdict: Verdict) -> Verdict {
        let until = Instant::now() + LOOKING_AROUND;
        let Some(record) = self.watched.as_ref().map(|watched| watched.record.clone()) else {
            return verdict;
        };
        if matches!(verdict, Verdict::Ended(_) | Verdict::RollbackBegan) {
            let query = self.whole_service();
            let listed = fetch(self.source.clone(), query, Depth::Rollbacks);
            if let Ok(Ok(around)) = timeout_at(until, listed).await {
                let around = around.with_records(vec![record]);
                if let Some(watched) = &mut self.watched {
                    watched.take_neighbours(&around);
                }
                self.around = Some(around);
            }
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
            "several deployments{service} could be meant: there is one{pin} more than once"
        ))
        .hint(format!("one of:\n{}", ids.join("\n")))
    }

    fn none_began(&self, listed: &History) -> Error {
        let Request { pin, place, .. } = &self.request;
        let service = place.of_service();
        let what = match pin {
            Pin::Next => "began",
            _ => "showed",
        };
        let waited = crate::render::context::duration(self.request.start_timeout.as_secs_f64());
        let error = Error::no_match(anyhow!(
            "no deployment{service}{pin} {what} within {waited}"
        ));
        let last = listed.deployments().next();
        match last.map(|entry| (entry.deployment().id().to_owned(), entry.outcome())) {
            Some((id, outcome)) => error.hint(format!(
                "the latest is {id}, {outcome}; `ecs-history wait {id}` takes it as it is"
            )),
            None => error,
        }
    }
}

async fn fetch(source: Source, query: Query, depth: Depth) -> Result<History> {
    let fetched = history::fetch(&source, query, &Selection::ALL, depth).await;
    // In half a history the wrong one would be found.
    match (fetched.error, fetched.denied) {
        (Some(error), _) | (None, Some(error)) => Err(error),
        (None, None) => Ok(fetched.history),
    }
}

fn seen(described: Described<Deployment>) -> Result<Look> {
    let failure = described.failures.into_iter().next();
    match (described.items.into_iter().next(), failure) {
        (Some(record), _) => Ok(Look::There(Box::new(record))),
        (None, Some(failure)) => {
            let reason = failure.item.reason.unwrap_or_default();
            let detail = failure.item.detail.map(|detail| format!(": {detail}"));
            Ok(Look::Gone(reason + &detail.unwrap_or_default()))
        }
        (None, None) => Err(Error::aws(anyhow!(
            "ECS answered without the deployment that it was asked for"
        ))
        .of_nature(Nature::Passing)),
    }
}
