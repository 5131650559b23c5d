//! `ecs-history diff`, the same as `ecs-history revisions diff`

use crate::commands::shared::describe;
use crate::commands::shared::describe::Found;
use crate::commands::shared::global_args::GlobalArgs;
use crate::console::Console;
use crate::error::{Error, ExitCode, Result};
use crate::model::arn::Kind;
use crate::model::config_diff::Comparison;
use crate::model::detail_level::DetailLevel;
use crate::model::failure::Failure;
use crate::model::history::History;
use crate::model::mask::Masking;
use crate::model::outcome::Outcome;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::{Serving, previous_success};
use crate::render::format::Format;
use crate::render::json;
use crate::report::diff::Diff;
use crate::selection::selector::Selector;
use crate::source::batches::BatchResult;
use crate::source::describe::revision_batches;
use crate::source::{Source, configurations};
use anyhow::anyhow;
use serde_json::json;

/// Show what is different between two service revisions
///
/// Compares the configurations and, where they can be had, the task definitions: images, containers
/// with their environment, network, load balancing, capacity, and everything else. Order that means
/// nothing makes no difference, and what AWS fills in by itself is no change.
///
/// Without an id, `previous` is compared with `current`; or, if the latest deployment is ongoing or
/// has failed, what serves now with what that deployment brings. With one, it is compared with
/// `current`.
///
/// Environment values that look like credentials are masked. Secrets show their reference alone.
///
/// Example: `ecs-history diff web:40 web:41 --service web`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The revisions, from old to new: ids, unique beginnings of ids, ARNs, `family:revision`, …
    #[arg(value_name = "ID", num_args = 0..=2)]
    ids: Vec<String>,

    /// Exit with 1 if they differ
    #[arg(long)]
    exit_code: bool,

    /// Print both configurations in full, as JSON in a unified diff
    #[arg(short = 'U', long)]
    unified: bool,

    /// Show values that look like credentials
    #[arg(long, conflicts_with = "mask_all")]
    show_values: bool,

    /// Mask every environment value
    #[arg(long)]
    mask_all: bool,
}

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    if args.unified && !matches!(global.output, Format::Table | Format::Wide) {
        return Err(Error::usage(anyhow!("--unified is a format of its own"))
            .hint("leave out --output or --unified"));
    }
    let mut selectors = Vec::new();
    for id in &args.ids {
        selectors.push(describe::parse(id, "")?);
    }
    if selectors.len() == 1 {
        selectors.push(Selector::Current);
    }
    let place = describe::place(&selectors, Kind::ServiceRevision, global)?;
    let source = Source::open(&global.source_spec(), &place, console.context.now).await?;
    console.progress.track(source.progress());
    let pair = if selectors.is_empty() {
        let history = describe::list(&source, &place, DetailLevel::Rollbacks).await?;
        if history.services().len() > 1 {
            return Err(Error::usage(anyhow!("there are several services"))
                .hint("name one with --service and --cluster"));
        }
        usual_pair(&history)
    } else {
        Some(named_pair(&selectors, &source, &place).await?)
    };
    let Some((old, new)) = pair else {
        let nothing = json!({"old": null, "new": null, "changes": [], "missing": []});
        let mut text = Vec::new();
        if global.output == Format::Json {
            json::write_value(&mut text, &nothing)?;
        }
        let printed = console.print(&text);
        console.note(&format!("nothing to compare with{}", place.of_service()));
        return describe::end(printed, ExitCode::Success);
    };
    if ServiceRef::of_arn(&old) != ServiceRef::of_arn(&new) {
        console.note("these are revisions of different services");
    }
    let [old, new] = revisions(&source, [old, new]).await?;
    let (task_definitions, missing) =
        configurations::task_definitions(&source, &[&old, &new]).await?;
    let configuration = |record| configurations::configuration(record, &task_definitions);
    let (old, new) = (&configuration(&old)?, &configuration(&new)?);
    let comparison = Comparison::of(old, new);
    let diff = Diff {
        old,
        new,
        comparison: &comparison,
        masking: match args {
            Args { mask_all: true, .. } => Masking::All,
            Args {
                show_values: true, ..
            } => Masking::Nothing,
            _ => Masking::Credentials,
        },
        missing: &missing,
    };
    let mut text = Vec::new();
    if args.unified {
        diff.write_unified(&mut text, &console.context)?;
    } else {
        diff.write(&mut text, global.output, &console.context)?;
    }
    let printed = console.print(&text);
    missing.iter().for_each(|note| console.note(note));
    let exit = if args.exit_code && !comparison.changes.is_empty() {
        ExitCode::No
    } else {
        ExitCode::Success
    };
    describe::end(printed, exit)
}

/// What to compare where nothing is named, from old to new. `None` if there is nothing to compare.
fn usual_pair(history: &History) -> Option<(String, String)> {
    let serving = Serving::of(history);
    let serving = serving.revision()?;
    let latest = history.deployments().next()?;
    let outcome = latest.outcome();
    let has_failed = matches!(
        outcome,
        Outcome::Failed | Outcome::RolledBack | Outcome::RollbackFailed
    );
    match latest.deployment().target() {
        Some(target) if (has_failed || !outcome.is_final()) && target != serving => {
            Some((serving.to_owned(), target.to_owned()))
        }
        _ => {
            let previous = previous_success(history)?;
            let previous = previous.deployment().target()?;
            Some((previous.to_owned(), serving.to_owned()))
        }
    }
}

async fn named_pair(
    selectors: &[Selector],
    source: &Source,
    place: &crate::selection::requested_service::RequestedService,
) -> Result<(String, String)> {
    let Found { arns, errors, .. } =
        describe::find(selectors, Kind::ServiceRevision, source, place).await?;
    if let Some(error) = errors.into_iter().next() {
        return Err(error);
    }
    // Both may be the same one.
    match (arns.first(), arns.last()) {
        (Some(old), Some(new)) => Ok((old.clone(), new.clone())),
        _ => Err(Error::no_match(anyhow!("no revision was found"))),
    }
}

/// Describes both revisions in one call.
async fn revisions(source: &Source, arns: [String; 2]) -> Result<[Record<Revision>; 2]> {
    let mut wanted = revision_batches(source);
    arns.iter().for_each(|arn| wanted.add(arn));
    let BatchResult { described, error } = wanted.finish().await;
    if let Some(error) = error {
        return Err(error);
    }
    if let Some(failure) = described.failures.first() {
        let Failure { arn, reason, .. } = &failure.item;
        let reason = reason.as_deref().unwrap_or("no reason given");
        let arn = arn.as_deref().unwrap_or("a revision");
        return Err(Error::no_match(anyhow!(
            "service revision {arn} could not be described ({reason})"
        ))
        .hint("ECS keeps none from before 25 October 2024, and those of a service go with it"));
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
