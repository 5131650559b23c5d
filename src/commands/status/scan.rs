//! The scan for `status`: every service with its newest deployment.

use crate::commands::shared::service_scan::{self, ScanReport};
use crate::console::Console;
use crate::humanize::count;
use crate::model::detail_level::DetailLevel;
use crate::model::page::Query;
use crate::model::service_status::{self, ServiceStatus};
use crate::report::service_status::ServiceStatuses;
use crate::selection::service_scope::ServiceScope;
use crate::source::Source;
use crate::source::history_builder::Selection;
use crate::source::service_scan::{ScanStrategy, ServiceScan};

/// Fetches all services and their newest deployments.
pub async fn scan(source: &Source, scope: &ServiceScope, console: &Console) -> ScanReport {
    let scan = ServiceScan {
        source,
        scope,
        strategy: ScanStrategy::Newest,
        query: Query::default(),
    };
    let mut scanned = service_scan::fetch(&scan, console, &Selection::ALL, DetailLevel::Full).await;
    let services = scanned.result.services.iter().map(|record| &record.item);
    let history = std::mem::take(&mut scanned.fetched.history);
    scanned.fetched.history = history.with_services(services);
    scanned
}

/// The statuses of the services, without those whose deployments could not be fetched.
pub fn statuses(scanned: &ScanReport) -> ServiceStatuses<'_> {
    let result = &scanned.result;
    let services = result.services.iter();
    let known = services.filter(|record| !result.unanswered.contains(&record.item.service_arn));
    ServiceStatuses(ServiceStatus::of_all(known, &scanned.fetched.history))
}

/// `40 services in cluster shop: 1 failed, 39 succeeded`.
pub fn summary(scope: &ServiceScope, statuses: &ServiceStatuses) -> String {
    let services = count(statuses.0.len(), "service");
    let outcomes = service_status::summary(&statuses.0);
    format!("{services}{}: {outcomes}", scope.in_clusters())
}
