//! What the commands have in common that are about several services: how they are asked, and what
//! is said of those that gave no answer.

use crate::commands::shared::completion::Completion;
use crate::console::Console;
use crate::error::Error;
use crate::humanize::count;
use crate::model::detail_level::DetailLevel;
use crate::model::page::Query;
use crate::model::timestamp::Timestamp;
use crate::selection::service_scope::ServiceScope;
use crate::source::history_builder::{Fetched, HistoryBuilder, Selection};
use crate::source::service_scan::{ScanResult, ScanStrategy, ServiceScan};
use crate::source::service_search::SearchResult;
use anyhow::anyhow;
use chrono::Utc;

/// The flags of commands about several services.
#[derive(Debug, clap::Args)]
pub struct ScanArgs {
    /// Call ListServiceDeployments for every service
    ///
    /// Normally, services that are not named in full are scanned in a quicker way if --since is
    /// given: DescribeServices returns the current deployment of ten services per call,
    /// DescribeServiceDeployments the start of twenty of them, and only services with a recent
    /// deployment are listed. For 1,000 services this takes about 200 calls and a few seconds
    /// instead of 1,000 calls and 50 seconds, because ECS allows 20 calls per second. It can miss a
    /// deployment that started seconds ago, because DescribeServices is slightly behind.
    #[arg(long)]
    pub exhaustive: bool,
}

impl ScanArgs {
    /// How the services of this scope are asked. What is named in full is asked itself, and a saved
    /// history costs nothing.
    pub fn strategy(&self, scope: &ServiceScope, query: &Query) -> ScanStrategy {
        let has_to_be_found = scope.needs_search() && !scope.requested.is_saved();
        if has_to_be_found && query.after.is_some() && !self.exhaustive {
            ScanStrategy::Quick
        } else {
            ScanStrategy::Exhaustive
        }
    }
}

/// What a scan brought.
pub struct Scanned {
    pub fetched: Fetched,
    pub result: ScanResult,
    /// When all of it had arrived.
    pub now: Timestamp,
    /// What is missing, and what is worth knowing.
    pub completion: Completion,
}

/// Fetches the histories of services. Ctrl-C ends it early; what had arrived is kept.
pub async fn fetch(
    fleet: &ServiceScan<'_>,
    console: &Console,
    selection: &Selection<'_>,
    depth: DetailLevel,
) -> Scanned {
    let mut gathering = HistoryBuilder::new(fleet.source, selection, depth);
    let mut census = ScanResult::default();
    let whole = async {
        fleet.run(&mut gathering, &mut census).await;
        gathering.join().await;
    };
    let interrupted = tokio::select! {
        biased;
        exit = console.interrupt.taken_over() => Some(exit),
        () = whole => None,
    };
    let mut fetched = gathering.fetched().await;
    let mut errors = unknown(&census.search);
    errors.append(&mut census.errors);
    errors.extend(census.fatal.take().or(fetched.error.take()));
    let mut notes = notes(&mut fetched, &mut census);
    if interrupted.is_some() && census.found > 1 {
        let ScanResult { done, found, .. } = census;
        notes.push(format!("interrupted after {done} of {found} services"));
    }
    Scanned {
        fetched,
        result: census,
        now: Utc::now(),
        completion: Completion {
            notes,
            errors,
            interrupted,
            ..Completion::default()
        },
    }
}

fn notes(fetched: &mut Fetched, census: &mut ScanResult) -> Vec<String> {
    let mut notes = std::mem::take(&mut fetched.notes);
    if let Some(names) = some_of(&mut census.deleted) {
        notes.push(format!("deleted meanwhile, and left out: {names}"));
    }
    // Where services themselves are shown, it stands there.
    if census.services.is_empty()
        && let Some(names) = some_of(&mut census.without_history)
    {
        notes.push(format!(
            "ECS keeps no deployment history of services under the CODE_DEPLOY or EXTERNAL \
             deployment controller: {names}"
        ));
    }
    notes
}

fn some_of(names: &mut [String]) -> Option<String> {
    const MOST: usize = 10;
    names.sort();
    let some = names
        .iter()
        .take(MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len() {
        0 => None,
        number @ ..=MOST => Some(some).filter(|_| number > 0),
        number => Some(format!("{some}, and {} more", number - MOST)),
    }
}

/// Errors about names that nothing is meant by.
fn unknown(searched: &SearchResult) -> Vec<Error> {
    let SearchResult {
        services,
        all_clusters,
        ..
    } = searched;
    let clusters = searched.unknown_clusters.iter().map(|name| {
        Error::no_match(anyhow!(
            "no cluster matches {name}: there are {}",
            count(*all_clusters, "cluster")
        ))
        .hint("`aws ecs list-clusters` shows those that there are")
    });
    let known: Vec<&str> = searched
        .clusters
        .iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let (of, have) = match &known[..] {
        [] => (String::new(), "there are"),
        [cluster] => (format!(" of cluster {cluster}"), "it has"),
        several => (format!(" of clusters {}", several.join(", ")), "they have"),
    };
    let was_searched = !searched.clusters.is_empty();
    let unknown = searched.unknown_services.iter();
    let services = unknown.filter(|_| was_searched).map(|name| {
        Error::no_match(anyhow!(
            "no service{of} matches {name}: {have} {}",
            count(*services, "service")
        ))
    });
    clusters.chain(services).collect()
}
