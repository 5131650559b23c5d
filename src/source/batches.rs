//! Describes any number of ARNs: repeats removed, in batches as large as ECS takes, several in
//! flight, results in the order asked for.

use crate::error::{Error, Result};
use crate::model::failure::Failure;
use crate::model::page::Described;
use crate::model::record::Record;
use anyhow::anyhow;
use std::collections::{HashMap, HashSet, VecDeque};
use std::pin::Pin;
use tokio::task::{JoinError, JoinHandle};

/// The most ARNs that DescribeServiceDeployments and DescribeServiceRevisions take in a call.
pub const BATCH: usize = 20;

type Answer<T> = Pin<Box<dyn Future<Output = Result<Described<T>>> + Send>>;
type Describe<T> = Box<dyn Fn(Vec<String>) -> Answer<T> + Send>;

/// Collects ARNs and sends a batch as soon as one is full, so that describing goes on while more
/// is still being listed.
pub struct Batches<T> {
    describe: Describe<T>,
    arn_of: fn(&T) -> &str,
    seen: HashSet<String>,
    waiting: Vec<String>,
    sent: VecDeque<Batch<T>>,
    outcome: BatchResult<T>,
}

struct Batch<T> {
    arns: Vec<String>,
    answer: JoinHandle<Result<Described<T>>>,
}

/// Everything that was described, and the first error where a batch failed: what the others
/// brought is not lost.
pub struct BatchResult<T> {
    pub described: Described<T>,
    pub error: Option<Error>,
}

impl<T> Default for BatchResult<T> {
    fn default() -> Self {
        Self {
            described: Described::default(),
            error: None,
        }
    }
}

impl<T: Send + 'static> Batches<T> {
    /// `describe` is the call for one batch, `arn_of` reads an item's ARN.
    pub fn new<F, Fut>(describe: F, arn_of: fn(&T) -> &str) -> Self
    where
        F: Fn(Vec<String>) -> Fut + Send + 'static,
        Fut: Future<Output = Result<Described<T>>> + Send + 'static,
    {
        Self {
            describe: Box::new(move |arns| Box::pin(describe(arns))),
            arn_of,
            seen: HashSet::new(),
            waiting: Vec::new(),
            sent: VecDeque::new(),
            outcome: BatchResult::default(),
        }
    }

    /// Adds an ARN, unless it was added before.
    pub fn add(&mut self, arn: &str) {
        if !self.seen.contains(arn) {
            self.seen.insert(arn.to_owned());
            self.waiting.push(arn.to_owned());
            if self.waiting.len() == BATCH {
                self.send();
            }
        }
    }

    /// Sends what waits, full or not.
    pub fn send(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let arns = std::mem::take(&mut self.waiting);
        let call = (self.describe)(arns.clone());
        let answer = tokio::spawn(call);
        self.sent.push_back(Batch { arns, answer });
    }

    /// Sends what is left, and waits for all answers. More may be added afterwards. Nothing is lost
    /// if the wait is given up.
    pub async fn join(&mut self) {
        self.send();
        while let Some(batch) = self.sent.front_mut() {
            let answer = (&mut batch.answer).await;
            if let Some(batch) = self.sent.pop_front() {
                self.take_in(&batch.arns, answer);
            }
        }
    }

    /// What has been answered.
    pub async fn answered(&mut self) -> BatchResult<T> {
        for batch in std::mem::take(&mut self.sent) {
            if batch.answer.is_finished() {
                self.take_in(&batch.arns, batch.answer.await);
            }
        }
        std::mem::take(&mut self.outcome)
    }

    /// Sends what is left, waits for all answers, and gives them.
    pub async fn finish(&mut self) -> BatchResult<T> {
        self.join().await;
        std::mem::take(&mut self.outcome)
    }

    fn take_in(&mut self, arns: &[String], answer: Result<Result<Described<T>>, JoinError>) {
        let failed = match answer {
            Ok(Ok(answer)) => return self.merge(arns, answer),
            Ok(Err(failed)) => failed,
            Err(stopped) => anyhow!(stopped).context("a call was not finished").into(),
        };
        let first = self.outcome.error.take();
        self.outcome.error = more_severe(first, failed);
    }

    /// Adds one answer, its items in the order asked for. An ARN that ECS neither described nor
    /// called a failure becomes one; unless a failure names something that was not asked for,
    /// which then stands for it.
    fn merge(&mut self, arns: &[String], answer: Described<T>) {
        let place: HashMap<&str, usize> = arns
            .iter()
            .enumerate()
            .map(|(place, arn)| (arn.as_str(), place))
            .collect();
        let arn_of = self.arn_of;
        let place_of = |record: &Record<T>| place.get(arn_of(&record.item)).copied();
        let mut items = answer.items;
        items.sort_by_key(|record| place_of(record).unwrap_or(usize::MAX));

        let mut answered: HashSet<usize> = items.iter().filter_map(&place_of).collect();
        let mut unrequested = 0;
        for failure in &answer.failures {
            match failure.item.arn.as_deref().and_then(|arn| place.get(arn)) {
                Some(place) => {
                    answered.insert(*place);
                }
                None => unrequested += 1,
            }
        }
        let unanswered = arns
            .iter()
            .enumerate()
            .filter(|(place, _)| !answered.contains(place))
            .skip(unrequested)
            .filter_map(|(_, arn)| not_answered(arn).ok());
        let all = &mut self.outcome.described;
        all.items.extend(items);
        all.failures.extend(answer.failures);
        all.failures.extend(unanswered);
    }
}

/// The first error, but for one that a command can do without: that must not hide another.
fn more_severe(first: Option<Error>, next: Error) -> Option<Error> {
    match first {
        Some(first) if !first.is_denied() || next.is_denied() => Some(first),
        _ => Some(next),
    }
}

fn not_answered(arn: &str) -> serde_json::Result<Record<Failure>> {
    let failure = serde_json::json!({
        "arn": arn,
        "reason": "NOT_ANSWERED",
        "detail": "ECS returned neither the item nor a failure",
    });
    Record::read(serde_json::value::to_raw_value(&failure)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::model::revision::Revision;
    use serde_json::{json, value::to_raw_value};
    use std::sync::{Arc, Mutex};

    /// Answers in reverse order, knows no ARN with `gone` in it and forgets those with `lost`.
    async fn describe(arns: Vec<String>) -> Result<Described<Revision>> {
        if arns.iter().any(|arn| arn == "denied") {
            return Err(Error::new(ErrorKind::AccessDenied, anyhow!("denied")));
        }

        let mut described = Described::default();
        for arn in arns.iter().rev() {
            if arn.contains("gone") {
                let failure = json!({"arn": arn, "reason": "MISSING"});
                described
                    .failures
                    .push(Record::read(to_raw_value(&failure)?)?);
            } else if !arn.contains("lost") {
                let item = json!({"serviceRevisionArn": arn});
                described.items.push(Record::read(to_raw_value(&item)?)?);
            }
        }
        Ok(described)
    }

    async fn run(arns: &[String]) -> (Vec<String>, Vec<String>, Vec<usize>, bool) {
        let sizes = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&sizes);
        let mut batches = Batches::new(
            move |arns: Vec<String>| {
                seen.lock().expect("no panic").push(arns.len());
                describe(arns)
            },
            |revision: &Revision| &revision.service_revision_arn,
        );
        for arn in arns {
            batches.add(arn);
        }
        let BatchResult { described, error } = batches.finish().await;
        let items = described
            .items
            .into_iter()
            .map(|record| record.item.service_revision_arn);
        let failures = described.failures.into_iter().map(|record| {
            format!(
                "{} {}",
                record.item.arn.unwrap_or_default(),
                record.item.reason.unwrap_or_default()
            )
        });
        let sizes = sizes.lock().expect("no panic").clone();
        (items.collect(), failures.collect(), sizes, error.is_some())
    }

    fn arns(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("r/{number}")).collect()
    }

    #[tokio::test]
    async fn splits_into_twenties_and_keeps_the_order() {
        for (count, sizes) in [(0, vec![]), (1, vec![1]), (20, vec![20]), (21, vec![20, 1])] {
            let (items, failures, seen, _) = run(&arns(count)).await;
            assert_eq!((items, seen), (arns(count), sizes));
            assert!(failures.is_empty());
        }
        let (items, _, sizes, _) = run(&arns(457)).await;
        assert_eq!(items, arns(457));
        assert_eq!((sizes.len(), sizes.iter().sum::<usize>()), (23, 457));
    }

    #[tokio::test]
    async fn removes_repeats() {
        let mut twice = arns(30);
        twice.extend(arns(30));
        let (items, _, sizes, _) = run(&twice).await;
        assert_eq!(items, arns(30));
        assert_eq!(sizes.iter().sum::<usize>(), 30);
    }

    #[tokio::test]
    async fn nothing_that_was_asked_for_goes_unanswered() {
        let asked = ["a", "gone", "lost", "b"].map(str::to_owned);
        let (items, failures, ..) = run(&asked).await;
        assert_eq!(items, ["a", "b"]);
        assert_eq!(failures, ["gone MISSING", "lost NOT_ANSWERED"]);
    }

    #[test]
    fn a_denial_hides_no_other_error() {
        let denied = || Error::new(ErrorKind::AccessDenied, anyhow!("denied"));
        let broken = || Error::new(ErrorKind::Permanent, anyhow!("broken"));
        let more_severe =
            |first, next| more_severe(Some(first), next).map(|error| error.to_string());
        assert_eq!(more_severe(denied(), broken()).as_deref(), Some("broken"));
        assert_eq!(more_severe(broken(), denied()).as_deref(), Some("broken"));
    }

    #[tokio::test]
    async fn a_batch_that_fails_does_not_lose_the_others() {
        let mut asked = arns(20);
        asked.push("denied".to_owned());
        let (items, _, _, failed) = run(&asked).await;
        assert_eq!(items, arns(20));
        assert!(failed);
    }
}
