//! `ecs-history list`, the same as `ecs-history deployments list`

use crate::cli::Global;
use crate::cli::place::Place;
use crate::cli::status::{Status, api_names};
use crate::cli::when::When;
use crate::console::Console;
use crate::error::{Error, Exit, Result};
use crate::model::deployment::Deployment;
use crate::model::history::Entry;
use crate::model::timestamp::Timestamp;
use crate::render::deployments::Deployments;
use crate::source::history::{self, Depth, Selection};
use crate::source::{Query, Source};
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
    /// Only deployments in these statuses: names of the API in any case, or groups of them
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
    if place.service.is_none() && global.from.is_none() && !global.demo {
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
        matches: &|deployment| filter.matches(deployment),
        limit,
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
        .filter(|entry| filter.matches(&entry.record().item))
        .take(limit.unwrap_or(usize::MAX))
        .collect();
    let whole = all_are_listed && fetched.error.is_none();
    let nothing_found = entries.is_empty();
    if let Some(error) = fetched.error.take_if(|_| nothing_found) {
        return Err(error);
    }
    console.answer(&Deployments::listed(history, entries, whole))?;
    fetched.notes.iter().for_each(|note| console.note(note));
    if let Some(error) = fetched.error {
        return Err(error);
    }
    if nothing_found {
        console.note(&nothing(
            &place,
            history.deployments().len() > 0 || !all_are_listed,
        ));
    }
    Ok(Exit::Success)
}

fn nothing(place: &Place, some_do_not_match: bool) -> String {
    let what = if some_do_not_match {
        "matching deployments"
    } else {
        "deployments"
    };
    match place.service_name() {
        Some(service) => format!(
            "no {what} of service {service} in cluster {}",
            place.cluster_name()
        ),
        None => format!("no {what}"),
    }
}

/// What the flags say about a single deployment.
struct Filter {
    statuses: Vec<&'static str>,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
}

impl Filter {
    fn new(args: &Args, now: Timestamp) -> Result<Self> {
        let filter = Self {
            statuses: api_names(&args.status),
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

    /// The statuses that ECS may filter by. Whether a stopped deployment was superseded shows in
    /// its newer neighbour, whatever status that has: then all are listed, and filtered here. For
    /// the same reason --until is never sent.
    fn statuses_for_ecs(&self) -> Vec<&'static str> {
        if self.statuses.contains(&"STOPPED") {
            Vec::new()
        } else {
            self.statuses.clone()
        }
    }

    /// A deployment without a time is kept, whatever times are asked for.
    fn matches(&self, deployment: &Deployment) -> bool {
        let status = deployment.status.as_deref().unwrap_or_default();
        let time = deployment.created_at;
        (self.statuses.is_empty() || self.statuses.contains(&status))
            && self
                .since
                .is_none_or(|since| time.is_none_or(|time| time >= since))
            && self
                .until
                .is_none_or(|until| time.is_none_or(|time| time <= until))
    }
}
