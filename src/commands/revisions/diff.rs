//! `ecs-history diff`, the same as `ecs-history revisions diff`

use crate::commands::shared::completion::Completion;
use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::ids::{self, Resolved};
use crate::commands::shared::mask_args::MaskArgs;
use crate::commands::shared::source;
use crate::console::Console;
use crate::error::{Error, ExitCode, Result};
use crate::model::arn::Kind;
use crate::model::config_diff::Comparison;
use crate::model::detail_level::DetailLevel;
use crate::model::failure::NOT_ANSWERED;
use crate::model::history::History;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service_ref::{ServiceRef, how_to_name_one};
use crate::model::serving::{Serving, previous_success};
use crate::render::format::Format;
use crate::report::diff::{Diff, NothingToCompare, unified};
use crate::selection::requested_service::RequestedService;
use crate::selection::selector::Selector;
use crate::source::batches::BatchResult;
use crate::source::describe::revision_batches;
use crate::source::{Source, configurations};
use anyhow::anyhow;

/// Compare two service revisions
///
/// Compares their configurations and, if they can be read, their task definitions: images,
/// containers with their environment, network, load balancing, capacity and everything else. The
/// order of a list is ignored where it has no meaning, and so is what AWS fills in.
///
/// Without an ID, compares `previous` with `current`. If the latest deployment is in progress or
/// has failed, compares what is serving now with what that deployment brings. With one ID, compares
/// it with `current`.
///
/// Values that look like credentials are masked: those of variables, and in commands, health checks
/// and everything else. For secrets, only the reference is shown.
///
/// Example: `ecs-history diff web:40 web:41 --service web`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Revisions to compare, old and new: IDs, unique ID prefixes, ARNs, `family:revision`, …
    #[arg(value_name = "ID", num_args = 0..=2)]
    ids: Vec<String>,

    /// Exit with 1 if there are differences, with 0 if there are none or nothing to compare
    #[arg(long)]
    exit_code: bool,

    /// Print a unified diff of the two configurations as JSON
    #[arg(short = 'U', long)]
    unified: bool,

    #[command(flatten)]
    mask: MaskArgs,
}

/// The formats of this command.
pub const FORMATS: &[Format] = Format::TABLES;

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    if args.unified && !global.output.is_for_people() {
        return Err(Error::usage(anyhow!(
            "--unified cannot be combined with -o {}",
            global.output.name()
        )));
    }
    let mut selectors = Vec::new();
    for id in &args.ids {
        if id == "-" {
            let message = "diff does not read IDs from standard input";
            return Err(Error::usage(anyhow!(message)));
        }
        selectors.push(ids::parse(id, "")?);
    }
    if selectors.len() == 1 {
        selectors.push(Selector::Current);
    }
    let requested = ids::requested_service(&selectors, Kind::ServiceRevision, global)?;
    let source = source::open(global, &requested, console).await?;
    let mut completion = Completion::default();
    let pair = if selectors.is_empty() {
        let history = ids::whole_history(&source, &requested, DetailLevel::Serving).await?;
        if history.services().len() > 1 {
            return Err(Error::usage(anyhow!("more than one service matches"))
                .hint(how_to_name_one(history.services())));
        }
        completion.notes.extend(ids::uncertain_serving(&history));
        default_pair(&history)
    } else {
        let (pair, notes) = named_pair(&selectors, &source, &requested).await?;
        completion.notes.extend(notes);
        Some(pair)
    };
    let Some((old, new)) = pair else {
        let service = requested.of_service();
        completion.notes.push(format!(
            "there is no other revision{service} to compare with"
        ));
        return Ok(completion.print(console, &NothingToCompare));
    };
    if ServiceRef::from_arn(&old) != ServiceRef::from_arn(&new) {
        console.note("these are revisions of different services");
    }
    let [old, new] = describe_both(&source, [old, new]).await?;
    let (task_definitions, missing) =
        configurations::task_definitions(&source, &[&old, &new]).await?;
    let configuration = |record| configurations::configuration(record, &task_definitions);
    let (old, new) = (&configuration(&old)?, &configuration(&new)?);
    let comparison = Comparison::new(old, new);
    let diff = Diff {
        old,
        new,
        comparison: &comparison,
        masking: args.mask.masking(),
        missing: &missing,
    };
    completion.notes.extend(missing.clone());
    completion.found = args.exit_code && !comparison.changes.is_empty();
    if args.unified {
        let mut text = Vec::new();
        unified::write(&diff, &mut text, &console.context)?;
        let printed = console.print(&text);
        return Ok(completion.finish(console, printed));
    }
    Ok(completion.print(console, &diff))
}

/// The default revisions to compare, old and new. `None` if there is nothing to compare.
fn default_pair(history: &History) -> Option<(String, String)> {
    let serving = Serving::of(history);
    let serving = serving.revision();
    let latest = history.deployments().next()?;
    let target = latest.deployment().target_revision_arn();
    // What the latest deployment replaces is known even where nothing shows what serves.
    let replaced = latest.replaced_revision(&|_| None);
    let replaced = replaced.and_then(|tasks| tasks.arn.as_deref());
    let old = serving.filter(|serving| Some(*serving) != target);
    let of_latest = || Some((old.or(replaced)?.to_owned(), target?.to_owned()));
    let previous = || {
        let previous = previous_success(history)?;
        let previous = previous.deployment().target_revision_arn()?;
        Some((previous.to_owned(), serving?.to_owned()))
    };
    let outcome = latest.outcome();
    if outcome.is_failure() || !outcome.is_final() {
        of_latest().or_else(previous)
    } else {
        previous().or_else(of_latest)
    }
}

async fn named_pair(
    selectors: &[Selector],
    source: &Source,
    requested: &RequestedService,
) -> Result<((String, String), Vec<String>)> {
    let Resolved {
        arns,
        errors,
        notes,
        ..
    } = ids::resolve(
        selectors,
        Kind::ServiceRevision,
        source,
        requested,
        DetailLevel::Brief,
    )
    .await?;
    if let Some(error) = errors.into_iter().next() {
        return Err(error);
    }
    // Both IDs may resolve to the same revision.
    match (arns.first(), arns.last()) {
        (Some(old), Some(new)) => Ok(((old.clone(), new.clone()), notes)),
        _ => Err(Error::no_match(anyhow!("no revision was found"))),
    }
}

/// Describes both revisions in one call.
async fn describe_both(source: &Source, arns: [String; 2]) -> Result<[Record<Revision>; 2]> {
    let mut wanted = revision_batches(source);
    arns.iter().for_each(|arn| wanted.add(arn));
    let BatchResult { described, error } = wanted.finish().await;
    if let Some(error) = error {
        return Err(error);
    }
    if let Some(failure) = described.failures.first() {
        let failure = &failure.item;
        let arn = failure.arn.as_deref().unwrap_or("(without an ARN)");
        let message = failure.sentence(&format!("service revision {arn}"));
        let hint = if source.is_saved() {
            "add the output of `ecs-history revisions describe -o json` to it"
        } else if failure.reason.as_deref() == Some(NOT_ANSWERED) {
            "it returned neither the revision nor a failure; try again"
        } else {
            "ECS has none from before October 25, 2024, and deletes them with their service"
        };
        return Err(Error::no_match(anyhow!(message)).hint(hint));
    }
    let by_arn = |arn: &String| {
        let mut items = described.items.iter();
        let found = items.find(|record| record.item.service_revision_arn == *arn);
        found.cloned().ok_or_else(|| {
            Error::no_match(anyhow!("service revision {arn} could not be described"))
        })
    };
    Ok([by_arn(&arns[0])?, by_arn(&arns[1])?])
}
