//! The histories that most tests and benches start from.

use super::data::{self, EPOCH, deployment_id};
use super::{Deployment, Scenario};

/// Service `web` in cluster `shop` with this many successful deployments, the newest created at
/// [`EPOCH`].
pub fn shop(count: usize) -> Scenario {
    let (deployments, revisions) = data::history("shop", "web", count, EPOCH);
    Scenario::new().history(deployments, revisions)
}

/// A cluster of services `svc-000`, `svc-001` and so on. Each was deployed 40, 12 and 3 days ago; the
/// first `recent` of them twice more in the last hour: a rollback, and a success half an hour later.
pub fn several_services(cluster: &str, services: usize, recent: usize) -> Scenario {
    let now = data::now();
    let (mut deployments, mut revisions) = (Vec::new(), Vec::new());
    for number in 0..services {
        let service = format!("svc-{number:03}");
        let deployed = |n: u64, seconds_ago: f64| {
            Deployment::new(cluster, &service, n)
                .id(&deployment_id(number as u64 * 1000 + n))
                .created(now - seconds_ago - number as f64)
        };
        let days = 86_400.0;
        deployments.extend([
            deployed(1, 40.0 * days).build(),
            deployed(2, 12.0 * days).build(),
            deployed(3, 3.0 * days).build(),
        ]);
        if number < recent {
            let rolled_back = deployed(4, 3000.0).status("ROLLBACK_SUCCESSFUL");
            deployments.extend([rolled_back.build(), deployed(5, 1200.0).build()]);
        }
        revisions.extend((1..=5).map(|n| data::revision(cluster, &service, n)));
    }
    Scenario::new().history(deployments, revisions)
}
