//! `ecs-history revisions describe`

use crate::commands::shared::completion::Completion;
use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::ids::{self, IdArgs, Resolved};
use crate::commands::shared::interruptible::Interruptible;
use crate::commands::shared::mask_args::MaskArgs;
use crate::commands::shared::source;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::model::arn::Kind;
use crate::model::detail_level::DetailLevel;
use crate::model::serving::Serving;
use crate::render::format::Format;
use crate::report::revisions::Revisions;
use crate::source::batches::BatchResult;
use crate::source::describe::revision_batches;

/// Describe service revisions in full
///
/// A service revision is the configuration that a deployment puts into service: task definition,
/// images, network, load balancers and capacity. Without an ID, describes the revision of the
/// latest deployment of --service.
///
/// The table format masks values that look like credentials. The others print what ECS returned.
///
/// Example: `ecs-history revisions describe current --service web`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    ids: IdArgs,

    #[command(flatten)]
    mask: MaskArgs,
}

/// The formats of this command.
pub const FORMATS: &[Format] = Format::BLOCKS;

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let selectors = ids::read_ids(&args.ids, global, console)?;
    let requested = ids::requested_service(&selectors, Kind::ServiceRevision, global)?;
    let source = source::open(global, &requested, console).await?;
    let Resolved {
        arns,
        history,
        mut errors,
        notes,
    } = ids::resolve(
        &selectors,
        Kind::ServiceRevision,
        &source,
        &requested,
        DetailLevel::Brief,
    )
    .await?;

    let mut revisions = revision_batches(&source);
    arns.iter().for_each(|arn| revisions.add(arn));
    let mut steps = Interruptible::new(&console.interrupt);
    steps.run(revisions.join()).await;
    let BatchResult { described, error } = revisions.arrived().await;
    errors.extend(error);
    let arrived = described.items.len() + described.failures.len();
    let report = Revisions {
        records: described.items,
        failures: described.failures.clone(),
        serving: history.as_ref().map(Serving::of).unwrap_or_default(),
        masking: args.mask.masking(),
    };
    let mut completion = Completion {
        notes,
        errors,
        failures: described.failures,
        interrupted: steps.interrupted,
        ..Completion::default()
    };
    if completion.interrupted.is_some() && arrived == 0 {
        return Ok(completion.finish(console, Ok(())));
    }
    let note = steps.note(arrived, arns.len(), "revision");
    completion.notes.extend(note);
    let printed = console.print_report(&report);
    Ok(completion.finish(console, printed))
}
