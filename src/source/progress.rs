//! How far the calls of a source have come.

use crate::humanize::count;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts what has arrived so far.
#[derive(Debug, Default)]
pub struct ProgressCounts {
    services: AtomicUsize,
    services_done: AtomicUsize,
    listed: AtomicUsize,
    described: AtomicUsize,
}

impl ProgressCounts {
    /// Adds services to work through.
    pub fn add_services(&self, number: usize) {
        self.services.fetch_add(number, Ordering::Relaxed);
    }

    /// Adds a service that is done.
    pub fn add_service_done(&self) {
        self.services_done.fetch_add(1, Ordering::Relaxed);
    }

    /// Adds deployments that were listed.
    pub fn add_listed(&self, number: usize) {
        self.listed.fetch_add(number, Ordering::Relaxed);
    }

    /// Adds deployments, revisions and task definitions that were described.
    pub fn add_described(&self, number: usize) {
        self.described.fetch_add(number, Ordering::Relaxed);
    }
}

impl fmt::Display for ProgressCounts {
    /// `412 of 1000 services, 3210 deployments listed, 20 described`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [services, done, listed, described] = [
            &self.services,
            &self.services_done,
            &self.listed,
            &self.described,
        ]
        .map(|count| count.load(Ordering::Relaxed));
        let parts = [
            (services > 1).then(|| format!("{done} of {services} services")),
            (listed > 0).then(|| format!("{} listed", count(listed, "deployment"))),
            (described > 0).then(|| format!("{described} described")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts[..] {
            [] => f.write_str("waiting for ECS"),
            _ => f.write_str(&parts.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_there_is_to_count() {
        let counts = ProgressCounts::default();
        assert_eq!(counts.to_string(), "waiting for ECS");
        counts.add_services(1);
        counts.add_listed(1);
        assert_eq!(counts.to_string(), "1 deployment listed");
        counts.add_services(999);
        counts.add_service_done();
        counts.add_listed(3209);
        counts.add_described(20);
        assert_eq!(
            counts.to_string(),
            "1 of 1000 services, 3210 deployments listed, 20 described"
        );
    }
}
