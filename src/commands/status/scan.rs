//! The scan for `status`: every service with its newest deployment.

use crate::commands::shared::service_scan::{self, ScanReport};
use crate::commands::status::filter::StatusFilterArgs;
use crate::console::Console;
use crate::humanize::count;
use crate::model::detail_level::DetailLevel;
use crate::model::page::Query;
use crate::model::record::Record;
use crate::model::service::Service;
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
    let services = scanned.result.services.iter().map(|record| &*record.item);
    let history = std::mem::take(&mut scanned.fetched.history);
    scanned.fetched.history = history.with_services(services);
    scanned
}

/// What of a scan to show.
pub struct Shown<'a> {
    pub filter: &'a StatusFilterArgs,
    pub scope: &'a ServiceScope,
    /// Whether services that are fine share a row, if none was asked for in particular.
    pub can_fold: bool,
}

impl Shown<'_> {
    /// The statuses of the services, without those whose deployments could not be fetched.
    pub fn statuses<'s>(&self, scanned: &'s ScanReport) -> ServiceStatuses<'s> {
        let result = &scanned.result;
        let is_known =
            |record: &&Record<Service>| !result.unanswered.contains(&record.item.service_arn);
        let known = result.services.iter().filter(is_known);
        let mut statuses = ServiceStatus::of_all(known, &scanned.fetched.history);
        let services = statuses.iter().map(|status| &status.service);
        let columns = service_scan::service_columns(self.scope, services);
        self.filter.retain(&mut statuses, scanned.now);
        let is_selected = self.filter.is_filtered() || !self.scope.services.is_empty();
        ServiceStatuses {
            statuses,
            limit: self.filter.limit(),
            service_columns: columns.with_service(),
            is_folded: self.can_fold && !self.filter.all && !is_selected,
        }
    }

    /// `40 services in cluster shop: 1 failed, 39 succeeded`.
    pub fn summary(&self, statuses: &ServiceStatuses) -> String {
        let services = count(statuses.statuses.len(), "service");
        let outcomes = service_status::summary(&statuses.statuses);
        format!("{services}{}: {outcomes}", self.scope.in_clusters())
    }
}
