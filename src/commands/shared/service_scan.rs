//! What the commands have in common that are about several services: how they are asked, and what
//! is said of those that gave no answer.

use crate::console::{Console, print_error};
use crate::error::{Error, ExitCode, Result};
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
    /// Ask each service for its list of deployments
    ///
    /// The quick way, which is taken for services that are not named in full and with --since, asks
    /// ten services at a time what their current deployment is (DescribeServices), twenty of those
    /// when they began, and only services where that was within the time for their list. So a
    /// deployment that began in the last seconds may be missed: ECS tells of it a little later. For
    /// 1,000 services it needs about 200 calls in place of 1,000, and a few seconds in place of
    /// 50: ECS takes 20 calls a second.
    #[arg(long)]
    pub exhaustive: bool,
}

impl ScanArgs {
    /// How the services of this scope are asked. What is named in full is asked itself, and a saved
    /// history costs nothing.
    pub fn way(&self, scope: &ServiceScope, query: &Query) -> ScanStrategy {
        let has_to_be_found = scope.needs_search() && !scope.requested.is_saved();
        if has_to_be_found && query.after.is_some() && !self.exhaustive {
            ScanStrategy::Quick
        } else {
            ScanStrategy::Exhaustive
        }
    }
}

/// What was answered.
pub struct Answered {
    pub fetched: Fetched,
    pub census: ScanResult,
    /// When it had all come.
    pub now: Timestamp,
    /// For stderr: what is to be known, though nothing is wrong.
    pub notes: Vec<String>,
    /// What is missing, and why. The gravest is the last.
    pub errors: Vec<Error>,
    /// The code to end with, if a signal has ended it early.
    pub interrupted: Option<ExitCode>,
}

impl Answered {
    /// Whether nothing is missing.
    pub fn is_whole(&self) -> bool {
        self.errors.is_empty() && self.interrupted.is_none()
    }

    /// Ends a run that has nothing to print for a reason.
    pub fn end_of_nothing(mut self, console: &Console) -> Result<ExitCode> {
        self.notes.iter().for_each(|note| console.note(note));
        let last = self.errors.pop();
        print_errors(&self.errors);
        match (self.interrupted, last) {
            (None, Some(last)) => Err(last),
            (interrupted, last) => {
                last.iter().for_each(print_error);
                Ok(interrupted.unwrap_or(ExitCode::Success))
            }
        }
    }
}

/// Fetches the histories of services. Ctrl-C ends it early; what had arrived is kept.
pub async fn fetch(
    fleet: &ServiceScan<'_>,
    console: &Console,
    selection: &Selection<'_>,
    depth: DetailLevel,
) -> Answered {
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
    Answered {
        fetched,
        census,
        now: Utc::now(),
        notes,
        errors,
        interrupted,
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

/// Complains of errors before the last, which ends the run. Many are often the same.
pub fn print_errors(errors: &[Error]) {
    const MOST: usize = 5;
    errors.iter().take(MOST).for_each(print_error);
    if let Some(others @ 1..) = errors.len().checked_sub(MOST) {
        crate::console::eprint(&format!("note: and {}", count(others, "other error")));
    }
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
