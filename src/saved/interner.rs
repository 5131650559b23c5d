//! Shares what many deployments have alike: of a million deployments, there are a few configurations.

use crate::model::deployment::{Alarms, CircuitBreaker, Deployment, DeploymentConfiguration};
use std::sync::Arc;

/// How many different values to remember of each.
const MAX: usize = 32;

/// The last values, of which the next deployments may have the same.
#[derive(Debug, Default)]
pub struct Interner {
    configurations: Vec<Arc<DeploymentConfiguration>>,
    breakers: Vec<Arc<CircuitBreaker>>,
    alarms: Vec<Arc<Alarms>>,
}

impl Interner {
    /// Makes a deployment take no more memory than it needs.
    pub fn intern(&mut self, item: &mut Deployment) {
        if let Some(sources) = &mut item.source_service_revisions {
            // Mostly one, with room for four.
            sources.shrink_to_fit();
        }
        share(&mut self.configurations, &mut item.deployment_configuration);
        share(&mut self.breakers, &mut item.deployment_circuit_breaker);
        share(&mut self.alarms, &mut item.alarms);
    }
}

fn share<T: PartialEq>(known: &mut Vec<Arc<T>>, value: &mut Option<Arc<T>>) {
    let Some(value) = value else { return };
    match known.iter().position(|known| *known == *value) {
        Some(index) => {
            *value = Arc::clone(&known[index]);
            // Those that were used last are found first.
            known.swap(0, index);
        }
        None => {
            known.truncate(MAX - 1);
            known.insert(0, Arc::clone(value));
        }
    }
}
