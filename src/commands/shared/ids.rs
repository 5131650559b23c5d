//! The IDs on the command line, and the deployments or revisions that they stand for.

use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::source::no_service;
use crate::console::Console;
use crate::error::{Error, Result};
use crate::model::arn::{Kind, last_segment};
use crate::model::clean_text::clean_lines_of;
use crate::model::detail_level::DetailLevel;
use crate::model::history::History;
use crate::model::page::Query;
use crate::model::service_ref::{ServiceRef, how_to_name_one};
use crate::model::serving::Serving;
use crate::selection::requested_service::RequestedService;
use crate::selection::resolve::ResolveError;
use crate::selection::selector::Selector;
use crate::source::{Source, history};
use anyhow::anyhow;
use clap::Args;
use std::collections::HashSet;
use std::io::Read;

/// The IDs of `describe`.
#[derive(Debug, Args)]
pub struct IdArgs {
    /// What to describe: IDs, unique ID prefixes or ARNs
    ///
    /// Also accepts `latest`, `latest~1`, `current` (what is serving now), `previous` (the last
    /// success of another revision), `ecs-svc/N` (the ID that UpdateService returns) and
    /// `family:revision`. `-` reads a list from standard input, one per line. Put `--` before an ID
    /// that starts with `-`. The default is the latest deployment of --service.
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
}

/// The IDs that were resolved, and errors for the others.
pub struct Resolved {
    /// In the order asked for.
    pub arns: Vec<String>,
    /// The service's history, where it was needed to find them.
    pub history: Option<History>,
    /// What could not be resolved.
    pub errors: Vec<Error>,
    /// What is uncertain about those that were resolved.
    pub notes: Vec<String>,
}

/// Reads the IDs that were typed, and standard input for `-`.
pub fn read_ids(ids: &IdArgs, global: &GlobalArgs, console: &Console) -> Result<Vec<Selector>> {
    let mut selectors = Vec::new();
    for id in &ids.ids {
        if id == "-" {
            if global.is_history_on_stdin() {
                return Err(Error::usage(anyhow!(
                    "standard input cannot be both the history of --from and the list of IDs"
                )));
            }
            selectors.extend(read_standard_input()?);
        } else {
            selectors.push(parse(id, "")?);
        }
    }
    if ids.ids.is_empty() {
        selectors.push(Selector::Latest(0));
    }
    if selectors.is_empty() {
        console.note("no IDs on standard input");
    }
    Ok(selectors)
}

fn read_standard_input() -> Result<Vec<Selector>> {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Error::usage(anyhow!(error).context("could not read the IDs")))?;
    let lines = text
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line.trim()));
    lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| parse(line, &format!(" in line {number} of standard input")))
        .collect()
}

/// Parses an ID. `origin` says in an error where the ID comes from.
pub fn parse(id: &str, origin: &str) -> Result<Selector> {
    id.parse()
        .map_err(|advice: String| Error::usage(anyhow!("invalid ID {id:?}{origin}: {advice}")))
}

/// The service that the IDs belong to, from their ARNs or else from the flags. ARNs of several
/// services are fine as long as no other ID has to be looked up in the history of one.
pub fn requested_service(
    selectors: &[Selector],
    kind: Kind,
    global: &GlobalArgs,
) -> Result<RequestedService> {
    let mut requested = RequestedService::new(&global.target_names())?;
    let mut services = HashSet::new();
    for selector in selectors {
        if let Selector::Arn { arn, .. } = selector {
            requested.apply_arn(arn)?;
            services.insert(ServiceRef::from_arn(arn));
        }
    }
    let needs_history = selectors
        .iter()
        .find(|selector| selector.required_detail(kind).is_some());
    match needs_history {
        Some(selector) if services.len() > 1 => Err(Error::usage(anyhow!(
            "`{selector}` could belong to more than one service"
        ))
        .hint("the ARNs belong to several services; describe it in a separate run")),
        _ => Ok(requested),
    }
}

/// Resolves IDs to ARNs, with the service's history if one of them needs it, in this detail at
/// least.
pub async fn resolve(
    selectors: &[Selector],
    kind: Kind,
    source: &Source,
    requested: &RequestedService,
    detail: DetailLevel,
) -> Result<Resolved> {
    let required = selectors
        .iter()
        .filter_map(|selector| selector.required_detail(kind));
    let detail = required.max().map(|required| required.max(detail));
    let history = match detail {
        None => None,
        Some(detail) => Some(whole_history(source, requested, detail).await?),
    };
    let empty = History::default();
    let known = history.as_ref().unwrap_or(&empty);
    let mut resolved = Resolved {
        arns: Vec::new(),
        history: None,
        errors: Vec::new(),
        notes: uncertain_current(selectors, known).into_iter().collect(),
    };
    let mut seen = HashSet::new();
    let several_services = known.services().len() > 1;
    for selector in selectors {
        if selector.is_relative_to_service() && several_services {
            return Err(Error::usage(anyhow!(
                "`{selector}` could belong to more than one service"
            ))
            .hint(how_to_name_one(known.services())));
        }
        let arn = match kind {
            Kind::ServiceRevision => selector.revision(known),
            _ => selector.deployment(known),
        };
        match arn {
            Ok(arn) => {
                if seen.insert(arn.clone()) {
                    resolved.arns.push(arn);
                }
            }
            Err(error) => resolved
                .errors
                .push(explain(selector, kind, requested, known, error)),
        }
    }
    resolved.history = history;
    Ok(resolved)
}

/// The whole history of the service.
pub async fn whole_history(
    source: &Source,
    requested: &RequestedService,
    detail: DetailLevel,
) -> Result<History> {
    if requested.lacks_service() {
        return Err(no_service(
            "no service is named; only a full ARN needs none",
        ));
    }
    let query = Query {
        service: requested.service.clone(),
        cluster: requested.cluster.clone(),
        ..Query::default()
    };
    history::whole(source.clone(), query, detail).await
}

/// A note if an id depends on what serves, and the evidence for that contradicts itself.
fn uncertain_current(selectors: &[Selector], history: &History) -> Option<String> {
    let depends = |selector| matches!(selector, &Selector::Current | &Selector::Previous);
    if !selectors.iter().any(depends) {
        return None;
    }
    uncertain_serving(history)
}

/// A note if the evidence for what serves contradicts itself, in the history of one service.
pub fn uncertain_serving(history: &History) -> Option<String> {
    let serving = Serving::of(history);
    if !serving.has_contradictions() {
        return None;
    }
    let revisions: Vec<String> = serving
        .revisions()
        .map(|arn| format!("revision {}", last_segment(arn)))
        .collect();
    let (first, others) = revisions.split_first()?;
    (!others.is_empty()).then(|| {
        let others = others.join(" or ");
        format!("ECS contradicts itself on what serves: {first} or {others}; {first} is used")
    })
}

fn explain(
    selector: &Selector,
    kind: Kind,
    requested: &RequestedService,
    known: &History,
    error: ResolveError,
) -> Error {
    let what = kind.name();
    let service = requested.of_service();
    match error {
        ResolveError::NoMatch => {
            let error = Error::no_match(anyhow!("no {what}{service} matches `{selector}`"));
            match Serving::of(known).revision() {
                Some(serving) if *selector == Selector::Current => error.hint(format!(
                    "revision {} serves, but its deployment is not in the history",
                    last_segment(serving)
                )),
                _ => error,
            }
        }
        ResolveError::Ambiguous(ids) => {
            Error::usage(anyhow!("`{selector}` matches more than one ID{service}"))
                .hint(format!("one of:\n{}", clean_lines_of(&ids)))
        }
    }
}
