//! Falls back from one Describe call about several services to one call per service.
//!
//! Whether ECS takes ARNs of several services in one call is not documented. It is tried; once it
//! is refused, every service has calls of its own. A service that was deleted or is denied does not
//! fail the others.

use crate::error::{Error, ErrorKind, Result};
use crate::model::failure::Failure;
use crate::model::page::Described;
use crate::model::record::Record;
use crate::model::service_ref::without_id;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is known about calls with ARNs of several services. All clones share it.
#[derive(Clone, Default)]
pub struct MultiServiceFallback {
    /// ECS refuses such calls, though each service alone can be described.
    is_refused: Arc<AtomicBool>,
    /// Every service is denied, so that single calls are pointless.
    is_denied: Arc<AtomicBool>,
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
                Err(error) if self.may_concern_one_service(&error) => {}
                result => return result,
            }
        }
        let (mut all, mut not_described) = (Described::default(), Vec::new());
        let mut first_error = None;
        for group in groups {
            match call(group.clone()).await {
                Ok(described) => {
                    all.items.extend(described.items);
                    all.failures.extend(described.failures);
                }
                Err(error) => {
                    not_described.extend(group.iter().map(|arn| failure(arn, &error)));
                    first_error = first_error.or(Some(error));
                }
            }
        }
        match first_error {
            Some(error) if all.items.is_empty() && all.failures.is_empty() => {
                self.is_denied
                    .fetch_or(error.is_denied(), Ordering::Relaxed);
                return Err(error);
            }
            Some(_) => all.failures.extend(not_described),
            // Only the combination was refused.
            None => self.is_refused.store(true, Ordering::Relaxed),
        }
        Ok(all)
    }

    /// Whether a call about several services may have failed because of one of them, or because
    /// they are several.
    fn may_concern_one_service(&self, error: &Error) -> bool {
        match error.kind() {
            ErrorKind::InvalidRequest
            | ErrorKind::ServiceNotFound
            | ErrorKind::NoDeploymentHistory => true,
            ErrorKind::AccessDenied => !self.is_denied.load(Ordering::Relaxed),
            _ => false,
        }
    }
}

fn failure(arn: &str, error: &Error) -> Record<Failure> {
    let reason = if error.is_denied() {
        "DENIED"
    } else {
        "NOT_DESCRIBED"
    };
    Failure::synthetic(arn, reason, &error.in_one_line())
}

fn by_service(arns: &[String]) -> Vec<Vec<String>> {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for arn in arns {
        let service = without_id(arn);
        match groups.iter_mut().find(|(known, _)| *known == service) {
            Some((_, group)) => group.push(arn.clone()),
            None => groups.push((service, vec![arn.clone()])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
