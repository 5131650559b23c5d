//! Scans of several services: the flags, the strategy, and what is reported about the services that
//! could not be listed.

use crate::commands::shared::completion::Completion;
use crate::commands::shared::interruptible::{DETAILS_MISSING, Interruptible};
use crate::console::Console;
use crate::error::Error;
use crate::model::detail_level::DetailLevel;
use crate::model::page::Query;
use crate::model::service_ref::ServiceRef;
use crate::model::shell_command::ShellCommand;
use crate::model::timestamp::Timestamp;
use crate::report::service_columns::ServiceColumns;
use crate::selection::service_scope::ServiceScope;
use crate::source::Source;
use crate::source::history_builder::{Fetched, HistoryBuilder, Selection};
use crate::source::scan_result::ScanResult;
use crate::source::service_scan::{ScanStrategy, ServiceScan};
use crate::source::service_search::SearchResult;
use anyhow::anyhow;
use chrono::Utc;
use std::collections::HashSet;

/// The flags of commands about several services.
#[derive(Debug, clap::Args)]
pub struct ScanArgs {
    /// Call ListServiceDeployments for every service
    ///
    /// Normally, services that are not named in full are scanned in a quicker way if --since is
    /// given: DescribeServices returns the current deployment of ten services per call,
    /// DescribeServiceDeployments the start of twenty of them, and only services with a recent
    /// deployment are listed. For 1,000 services this takes about 200 calls and a few seconds
    /// instead of 1,000 calls and at least 48 seconds, because ECS allows 20 calls per second. It can
    /// miss a deployment that started a few seconds ago, because DescribeServices is slightly behind.
    #[arg(long)]
    pub exhaustive: bool,
}

impl ScanArgs {
    /// How to scan the services of this scope. Quick only pays off where the services have to be
    /// found first; those that are named in full are listed directly, and so is a saved history.
    pub fn strategy(&self, scope: &ServiceScope, query: &Query) -> ScanStrategy {
        let has_to_be_found = scope.needs_search() && !scope.requested.is_saved();
        if has_to_be_found && query.after.is_some() && !self.exhaustive {
            ScanStrategy::Quick
        } else {
            ScanStrategy::Exhaustive
        }
    }
}

/// The outcome of a scan.
pub struct ScanReport {
    pub fetched: Fetched,
    pub result: ScanResult,
    /// When the scan ended.
    pub now: Timestamp,
    /// Errors, notes, and whether it was interrupted.
    pub completion: Completion,
}

/// Fetches the histories of services. Ctrl-C ends it early and keeps what was fetched.
pub async fn fetch(
    scan: &ServiceScan<'_>,
    console: &Console,
    selection: &Selection<'_>,
    detail: DetailLevel,
) -> ScanReport {
    let mut builder = HistoryBuilder::new(scan.source, selection, detail);
    let mut result = ScanResult::default();
    let mut steps = Interruptible::new(&console.interrupt);
    let listed = steps.run(scan.run(&mut builder, &mut result)).await;
    steps.run(builder.join()).await;
    let mut fetched = builder.fetched().await;
    // They cost no call, and so every command tells what serves by the same evidence.
    let history = std::mem::take(&mut fetched.history);
    fetched.history = history.with_services(scan.source.saved_services());
    let mut errors = unmatched_names(&result.search, scan.source);
    errors.append(&mut result.errors);
    errors.extend(result.fatal.take());
    let lists_all = listed.is_some() && errors.is_empty();
    errors.extend(fetched.error.take());
    let mut notes = notes(&mut fetched, &mut result);
    notes.extend(scan.source.incomplete());
    if steps.interrupted.is_some() {
        let ScanResult { done, found, .. } = result;
        notes.extend(match (listed, done) {
            (Some(()), _) => Some(DETAILS_MISSING.to_owned()),
            (None, _) if found < 2 => None,
            (None, 0) => Some(format!(
                "interrupted: none of the {found} services was read completely"
            )),
            (None, done) => Some(format!("interrupted after {done} of {found} services")),
        });
    }
    ScanReport {
        fetched,
        result,
        now: Utc::now(),
        completion: Completion {
            notes,
            errors,
            interrupted: steps.interrupted,
            lists_all,
            ..Completion::default()
        },
    }
}

/// The columns for the services of a scope. They depend on what was asked for, not on what was found,
/// so that a filter changes no columns; only a saved history may turn out to have several clusters,
/// accounts or Regions.
pub fn service_columns<'a>(
    scope: &ServiceScope,
    services: impl IntoIterator<Item = &'a ServiceRef>,
) -> ServiceColumns {
    let saved: Vec<&ServiceRef> = match scope.requested.is_saved() {
        true => services.into_iter().collect(),
        false => Vec::new(),
    };
    let clusters: HashSet<&str> = saved.iter().map(|service| &*service.cluster).collect();
    let columns = if scope.may_span_clusters() || clusters.len() > 1 {
        ServiceColumns::CLUSTER_AND_SERVICE
    } else if scope.is_single_service() {
        ServiceColumns::HIDDEN
    } else {
        ServiceColumns::SERVICE
    };
    columns.with_places(saved.into_iter())
}

fn notes(fetched: &mut Fetched, result: &mut ScanResult) -> Vec<String> {
    let mut notes = std::mem::take(&mut fetched.notes);
    if let Some(names) = first_names(&mut result.deleted) {
        notes.push(format!("deleted in the meantime and left out: {names}"));
    }
    // A table of services says so in their rows.
    if result.services.is_empty()
        && let Some(names) = first_names(&mut result.without_history)
    {
        notes.push(format!(
            "ECS keeps no deployment history of services under the CODE_DEPLOY or EXTERNAL \
             deployment controller: {names}"
        ));
    }
    notes
}

fn first_names(names: &mut [String]) -> Option<String> {
    const MAX: usize = 10;
    names.sort();
    let some = names
        .iter()
        .take(MAX)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len() {
        0 => None,
        1..=MAX => Some(some),
        number => Some(format!("{some}, and {} more", number - MAX)),
    }
}

/// One error for each name that no cluster or service matches.
fn unmatched_names(search: &SearchResult, source: &Source) -> Vec<Error> {
    let SearchResult {
        services,
        all_clusters,
        ..
    } = search;
    let clusters = search.unknown_clusters.iter().map(|name| {
        let list_clusters = source.suggest(ShellCommand::aws("ecs list-clusters"));
        Error::no_match(anyhow!("no cluster matches {name}, out of {all_clusters}"))
            .hint_if(list_clusters.map(|command| format!("{command} lists them")))
    });
    let known: Vec<&str> = search
        .clusters
        .iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let of = match &known[..] {
        [] => String::new(),
        [cluster] => format!(" of cluster {cluster}"),
        several => format!(" of clusters {}", several.join(", ")),
    };
    let was_searched = !search.clusters.is_empty();
    let unknown = search.unknown_services.iter();
    let services = unknown
        .filter(|_| was_searched)
        .map(|name| Error::no_match(anyhow!("no service{of} matches {name}, out of {services}")));
    clusters.chain(services).collect()
}
