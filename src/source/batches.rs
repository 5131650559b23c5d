//! Describes any number of ARNs: without repeats, in batches as large as ECS takes, several in
//! flight, with results in the order of the ARNs.

use crate::error::{Error, Result};
use crate::model::failure::Failure;
use crate::model::page::Described;
use crate::model::record::Record;
use anyhow::anyhow;
use std::collections::{HashMap, HashSet, VecDeque};
use tokio::task::{JoinError, JoinHandle};

/// The most ARNs that DescribeServiceDeployments and DescribeServiceRevisions take in a call.
pub const BATCH: usize = 20;

/// A call on its way. It is a task of its own, not a stream that someone has to poll: it makes
/// progress while more is being listed.
type BatchFuture<T> = JoinHandle<Result<Described<T>>>;

/// Collects ARNs and sends a batch as soon as one is full, while more are still being listed. Of
/// each item it keeps what [`Batches::keeping`] says, at first all of it.
pub struct Batches<T, K = Record<T>> {
    describe: Box<dyn Fn(Vec<String>) -> BatchFuture<T> + Send>,
    arn_of: fn(&T) -> &str,
    keep: fn(Record<T>) -> K,
    seen: HashSet<String>,
    waiting: Vec<String>,
    /// Batches in flight, with their ARNs.
    sent: VecDeque<(Vec<String>, BatchFuture<T>)>,
    result: BatchResult<K>,
}

/// Everything that was described. A batch that fails does not lose the others.
pub struct BatchResult<K> {
    pub described: Kept<K>,
    /// The error of the first batch that failed.
    pub error: Option<Error>,
}

/// What was kept of the described items, and what could not be described.
pub struct Kept<K> {
    pub items: Vec<K>,
    pub failures: Vec<Record<Failure>>,
}

impl<K> Default for BatchResult<K> {
    fn default() -> Self {
        Self {
            described: Kept {
                items: Vec::new(),
                failures: Vec::new(),
            },
            error: None,
        }
    }
}

impl<K> BatchResult<K> {
    /// Takes the failures that match.
    pub fn take_failures(&mut self, matches: impl Fn(&Failure) -> bool) -> Self {
        let failures = std::mem::take(&mut self.described.failures);
        let (taken, left) = failures
            .into_iter()
            .partition(|record: &Record<Failure>| matches(&record.item));
        self.described.failures = left;
        Self {
            described: Kept {
                items: Vec::new(),
                failures: taken,
            },
            error: None,
        }
    }
}

impl<T: Send + Sync + 'static> Batches<T> {
    /// `describe` is the call for one batch, `arn_of` reads an item's ARN.
    pub fn new<F, Fut>(describe: F, arn_of: fn(&T) -> &str) -> Self
    where
        F: Fn(Vec<String>) -> Fut + Send + 'static,
        Fut: Future<Output = Result<Described<T>>> + Send + 'static,
    {
        Self {
            describe: Box::new(move |arns| tokio::spawn(describe(arns))),
            arn_of,
            keep: |record| record,
            seen: HashSet::new(),
            waiting: Vec::new(),
            sent: VecDeque::new(),
            result: BatchResult::default(),
        }
    }

    /// Keeps only a part of each item: those of a long history are large. To be called before the
    /// first ARN is added.
    pub fn keeping<K>(self, keep: fn(Record<T>) -> K) -> Batches<T, K> {
        Batches {
            describe: self.describe,
            arn_of: self.arn_of,
            keep,
            seen: self.seen,
            waiting: self.waiting,
            sent: self.sent,
            result: BatchResult::default(),
        }
    }
}

impl<T: Send + Sync + 'static, K> Batches<T, K> {
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

    /// Sends the ARNs that wait for a full batch.
    pub fn send(&mut self) {
        if !self.waiting.is_empty() {
            let arns = std::mem::take(&mut self.waiting);
            let call = (self.describe)(arns.clone());
            self.sent.push_back((arns, call));
        }
    }

    /// Sends the rest and waits for all batches. More may be added afterwards. Cancel safe.
    pub async fn join(&mut self) {
        self.send();
        while let Some((_, call)) = self.sent.front_mut() {
            let response = call.await;
            if let Some((arns, _)) = self.sent.pop_front() {
                self.take_in(&arns, response);
            }
        }
    }

    /// What has arrived so far. Batches still in flight are given up.
    pub async fn arrived(&mut self) -> BatchResult<K> {
        for (arns, call) in std::mem::take(&mut self.sent) {
            if call.is_finished() {
                self.take_in(&arns, call.await);
            }
        }
        std::mem::take(&mut self.result)
    }

    /// Sends the rest, waits for all batches, and returns what they described.
    pub async fn finish(&mut self) -> BatchResult<K> {
        self.join().await;
        std::mem::take(&mut self.result)
    }

    fn take_in(&mut self, arns: &[String], response: Result<Result<Described<T>>, JoinError>) {
        let error = match response {
            Ok(Ok(described)) => return self.merge(arns, described),
            Ok(Err(error)) => error,
            Err(panicked) => anyhow!(panicked).context("a call did not finish").into(),
        };
        let first = self.result.error.take();
        self.result.error = more_severe(first, error);
    }

    /// Adds a response, its items in the order of the ARNs. An ARN that is neither among the items
    /// nor among the failures becomes a failure, unless there is a failure with an ARN that was not
    /// requested, which then stands for it.
    fn merge(&mut self, arns: &[String], response: Described<T>) {
        let indices: HashMap<&str, usize> = arns
            .iter()
            .enumerate()
            .map(|(index, arn)| (arn.as_str(), index))
            .collect();
        let arn_of = self.arn_of;
        let index_of = |record: &Record<T>| indices.get(arn_of(&record.item)).copied();
        let mut items = response.items;
        items.sort_by_key(|record| index_of(record).unwrap_or(usize::MAX));

        let mut answered: HashSet<usize> = items.iter().filter_map(&index_of).collect();
        let mut unrequested = 0;
        for failure in &response.failures {
            match failure.item.arn.as_deref().and_then(|arn| indices.get(arn)) {
                Some(index) => {
                    answered.insert(*index);
                }
                None => unrequested += 1,
            }
        }
        let unanswered = arns
            .iter()
            .enumerate()
            .filter(|(index, _)| !answered.contains(index))
            .skip(unrequested)
            .map(|(_, arn)| Failure::not_answered(arn));
        let all = &mut self.result.described;
        all.items.extend(items.into_iter().map(self.keep));
        all.failures.extend(response.failures);
        all.failures.extend(unanswered);
    }
}

/// The first error. But a denial, which some commands can do without, must not hide another error.
fn more_severe(first: Option<Error>, next: Error) -> Option<Error> {
    match first {
        Some(first) if !first.is_denied() || next.is_denied() => Some(first),
        _ => Some(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::model::revision::Revision;
    use serde_json::{json, value::to_raw_value};
    use std::sync::{Arc, Mutex};

    /// Returns items in reverse order, failures for ARNs with `gone` in them, and nothing for `lost`.
    async fn describe(arns: Vec<String>) -> Result<Described<Revision>> {
        if arns.iter().any(|arn| arn == "denied") {
            return Err(Error::new(ErrorKind::AccessDenied, anyhow!("denied")));
        }

        let mut described = Described::default();
        for arn in arns.iter().rev() {
            if arn.contains("gone") {
                let failure = Failure::synthetic(arn, "MISSING", "");
                described.failures.push(failure);
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
            .map(|record| record.item.service_revision_arn.clone());
        let failures = described.failures.into_iter().map(|record| {
            format!(
                "{} {}",
                record.item.arn.as_deref().unwrap_or_default(),
                record.item.reason.as_deref().unwrap_or_default()
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
    async fn every_arn_gets_an_item_or_a_failure() {
        let requested = ["a", "gone", "lost", "b"].map(str::to_owned);
        let (items, failures, ..) = run(&requested).await;
        assert_eq!(items, ["a", "b"]);
        assert_eq!(failures, ["gone MISSING", "lost NOT_ANSWERED"]);
    }

    #[test]
    fn a_denial_does_not_hide_another_error() {
        let denied = || Error::new(ErrorKind::AccessDenied, anyhow!("denied"));
        let broken = || Error::new(ErrorKind::Permanent, anyhow!("broken"));
        let more_severe =
            |first, next| more_severe(Some(first), next).map(|error| error.to_string());
        assert_eq!(more_severe(denied(), broken()).as_deref(), Some("broken"));
        assert_eq!(more_severe(broken(), denied()).as_deref(), Some("broken"));
    }

    #[tokio::test]
    async fn a_batch_that_fails_does_not_lose_the_others() {
        let mut requested = arns(20);
        requested.push("denied".to_owned());
        let (items, _, _, failed) = run(&requested).await;
        assert_eq!(items, arns(20));
        assert!(failed);
    }
}
