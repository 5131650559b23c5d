//! Whether ECS takes ARNs of several services in one Describe call is not documented. It is tried,
//! and where it is refused, each service has a call of its own from then on. One service that is
//! gone or denied does not spoil the others.

use crate::error::{Error, ErrorKind, Result};
use crate::model::failure::Failure;
use crate::model::page::Described;
use crate::model::record::Record;
use crate::model::service_ref::without_id;
use serde_json::value::to_raw_value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is known of it. All clones know the same.
#[derive(Clone, Default)]
pub struct MultiServiceFallback {
    is_refused: Arc<AtomicBool>,
    all_is_denied: Arc<AtomicBool>,
}

impl MultiServiceFallback {
    /// Describes a batch of ARNs, with one call if possible.
    pub async fn describe<T, Fut>(
        &self,
        arns: Vec<String>,
        call: impl Fn(Vec<String>) -> Fut,
    ) -> Result<Described<T>>
    where
        Fut: Future<Output = Result<Described<T>>>,
    {
        let groups = by_service(&arns);
        if groups.len() < 2 {
            return call(arns).await;
        }
        if !self.is_refused.load(Ordering::Relaxed) {
            match call(arns).await {
                Err(error) if self.may_be_of_one_service(&error) => {}
                answer => return answer,
            }
        }
        let (mut all, mut first, mut failed) = (Described::default(), None, Vec::new());
        for group in groups {
            match call(group.clone()).await {
                Ok(described) => {
                    all.items.extend(described.items);
                    all.failures.extend(described.failures);
                }
                Err(error) => {
                    failed.extend(group.iter().filter_map(|arn| not_described(arn, &error)));
                    first = first.or(Some(error));
                }
            }
        }
        match first {
            // Each alone is no better than all together.
            Some(error) if all.items.is_empty() && all.failures.is_empty() => {
                self.all_is_denied
                    .fetch_or(error.is_denied(), Ordering::Relaxed);
                return Err(error);
            }
            Some(_) => all.failures.extend(failed),
            // It was the mixing that was refused.
            None => self.is_refused.store(true, Ordering::Relaxed),
        }
        Ok(all)
    }

    /// Whether a call about several services may have failed for one of them, or for being about
    /// several.
    fn may_be_of_one_service(&self, error: &Error) -> bool {
        match error.kind() {
            ErrorKind::InvalidRequest
            | ErrorKind::ServiceNotFound
            | ErrorKind::NoDeploymentHistory => true,
            ErrorKind::AccessDenied => !self.all_is_denied.load(Ordering::Relaxed),
            _ => false,
        }
    }
}

fn not_described(arn: &str, error: &Error) -> Option<Record<Failure>> {
    let reason = if error.is_denied() {
        "DENIED"
    } else {
        "NOT_DESCRIBED"
    };
    let detail = error.in_one_line();
    let failure = serde_json::json!({"arn": arn, "reason": reason, "detail": detail});
    Record::read(to_raw_value(&failure).ok()?).ok()
}

fn by_service(arns: &[String]) -> Vec<Vec<String>> {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for arn in arns {
        let key = without_id(arn);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(arn.clone()),
            None => groups.push((key, vec![arn.clone()])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
