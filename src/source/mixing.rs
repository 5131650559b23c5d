//! Whether ECS takes ARNs of several services in one Describe call is not documented. It is tried,
//! and where it is refused, each service has a call of its own from then on.

use super::Described;
use crate::error::{Nature, Result};
use crate::model::arn::{ServiceKey, service_key};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is known of it. All clones know the same.
#[derive(Clone, Default)]
pub struct Mixing {
    is_refused: Arc<AtomicBool>,
}

impl Mixing {
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
                Err(error) if error.nature() == Nature::Refused => {}
                answer => return answer,
            }
        }
        let mut all = Described::default();
        for group in groups {
            let described = call(group).await?;
            // It was not something else that was refused.
            self.is_refused.store(true, Ordering::Relaxed);
            all.items.extend(described.items);
            all.failures.extend(described.failures);
        }
        Ok(all)
    }
}

fn by_service(arns: &[String]) -> Vec<Vec<String>> {
    let mut groups: Vec<(ServiceKey, Vec<String>)> = Vec::new();
    for arn in arns {
        let key = service_key(arn);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(arn.clone()),
            None => groups.push((key, vec![arn.clone()])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
