//! `ecs-history list`, the same as `ecs-history deployments list`

use crate::cli::Global;
use crate::cli::place::Place;
use crate::cli::status::{Status, Statuses};
use crate::cli::when::When;
use crate::console::Console;
use crate::error::{Error, Exit, Result};
use crate::model::deployment::Deployment;
use crate::model::history::Entry;
use crate::model::serving::Serving;
use crate::model::timestamp::Timestamp;
use crate::render::deployments::Deployments;
use crate::source::history::{self, Depth, Selection};
use crate::source::{Query, Source};
use crate::words::count;
use anyhow::anyhow;
use chrono::Local;

/// List the service deployments of a service, newest first
///
/// Every deployment is listed, not only the first page. The task definition and images of each are
/// looked up, and for those that did not simply succeed why that is; --brief leaves that out and
/// makes only the list calls.
///
/// ECS keeps the history of 90 days. Example: `ecs-history list --service web --since 7d`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these: statuses of the API in any case, outcomes, or groups of them
    #[arg(
        long,
        value_enum,
        ignore_case = true,
        value_delimiter = ',',
        value_name = "STATUS"
    )]
    status: Vec<Status>,

    /// Only deployments created since then: 90m, 36h, 7d, a date, a local time or RFC 3339
    #[arg(long, value_name = "WHEN")]
    since: Option<When>,

    /// Only deployments created until then; a date includes its whole day
    #[arg(long, value_name = "WHEN")]
    until: Option<When>,

    /// Only the newest so many
    #[arg(short = 'n', long, visible_alias = "max-items", value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,

    /// How many deployments to ask for in a call, 1 to 100
    #[arg(
        long,
        visible_alias = "max-results",
        value_name = "N",
        default_value_t = 100
    )]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=100))]
    page_size: u8,

    /// Make only the list calls: no task definitions, images and details
    #[arg(long)]
    brief: bool,
}

pub async fn run(args: &Args, global: &Global, console: &mut Console) -> Result<Exit> {
    let place = Place::new(global)?;
    let filter = Filter::new(args, console.context.now)?;
    if place.wants_service() {
        return Err(Error::usage(anyhow!("no service was named"))
            .hint("use --service NAME or set ECS_SERVICE"));
    }
    let source = Source::open(global, &place, &console.progress, console.context.now).await?;
    let query = Query {
        service: place.service.clone(),
        cluster: place.cluster.clone(),
        statuses: filter.statuses_for_ecs(),
        after: filter.since,
        page_size: args.page_size,
    };
    let all_are_listed = query.statuses.is_empty();
    let limit = args
        .limit
        .map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let selection = Selection {
        matches: &|deployment| filter.may_match(deployment),
        // Which are the newest that match is only known with their outcomes.
        limit: limit.filter(|_| !filter.statuses.need_outcomes()),
    };
    let depth = if args.brief {
        Depth::Brief
    } else {
        Depth::Full
    };
    let mut fetched = history::fetch(&source, query, &selection, depth).await;

    let history = &fetched.history;
    let entries: Vec<Entry> = history
        .deployments()
        .filter(|entry| filter.may_match(&entry.record().item))
        .filter(|entry| {
            filter
                .statuses
                .matches(&entry.record().item, &entry.outcome())
        })
        .take(limit.unwrap_or(usize::MAX))
        .collect();
    // Where newer deployments may be missing, nothing can be told.
    let serving = if all_are_listed && fetched.error.is_none() {
        Serving::of(history)
    } else {
        Serving::default()
    };
    let number = entries.len();
    if let Some(error) = fetched.error.take_if(|_| number == 0) {
        return Err(error);
    }
    let printed = console.answer(&Deployments::listed(history, entries, serving));
    fetched.notes.iter().for_each(|note| console.note(note));
    if let Some(error) = fetched.error {
        let number = count(number, "deployment");
        console.note(&format!("what was printed is not complete: {number}"));
        return Err(error);
    }
    printed?;
    if let Some(note) = source.incomplete() {
        console.note(&note);
    }
    if number == 0 {
        let matching = if filter.is_none() { "" } else { "matching " };
        console.note(&format!("no {matching}deployments{}", place.of_service()));
    }
    Ok(Exit::Success)
}

/// What the flags say about a single deployment.
struct Filter {
    statuses: Statuses,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
}

impl Filter {
    fn new(args: &Args, now: Timestamp) -> Result<Self> {
        let filter = Self {
            statuses: Statuses(args.status.clone()),
            since: args.since.map(|when| when.start(now, &Local)),
            until: args.until.map(|when| when.end(now, &Local)),
        };
        match (filter.since, filter.until) {
            (Some(since), Some(until)) if until < since => {
                Err(Error::usage(anyhow!("--until is before --since")))
            }
            _ => Ok(filter),
        }
    }

    fn is_none(&self) -> bool {
        self.statuses.0.is_empty() && self.since.is_none() && self.until.is_none()
    }

    /// The statuses that ECS may filter by. Whether a stopped deployment was superseded shows in
    /// its newer neighbour, whatever status that has: then all are listed, and filtered here. For
    /// the same reason --until is never sent.
    fn statuses_for_ecs(&self) -> Vec<&'static str> {
        let names = self.statuses.names_for_ecs();
        if names.contains(&"STOPPED") {
            Vec::new()
        } else {
            names
        }
    }

    /// Whether a deployment can be meant, as far as the list tells. One without a time is kept,
    /// whatever times are asked for.
    fn may_match(&self, deployment: &Deployment) -> bool {
        let time = deployment.created_at;
        self.statuses.may_match(deployment)
            && self
                .since
                .is_none_or(|since| time.is_none_or(|time| time >= since))
            && self
                .until
                .is_none_or(|until| time.is_none_or(|time| time <= until))
    }
}
