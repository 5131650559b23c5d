//! `ecs-history revisions describe`

use crate::commands::shared::describe;
use crate::commands::shared::describe::{Found, IdArgs};
use crate::commands::shared::global_args::GlobalArgs;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::model::arn::Kind;
use crate::model::serving::Serving;
use crate::report::revisions::Revisions;
use crate::source::Source;
use crate::source::batches::BatchResult;
use crate::source::describe::revision_batches;

/// Describe service revisions in full
///
/// A service revision is the configuration that a deployment brings into service: task definition,
/// images, network, load balancers, capacity. Any number of them; without any that of the latest
/// deployment of --service.
///
/// Example: `ecs-history revisions describe current --service web`
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    ids: IdArgs,
}

pub async fn run(args: &Args, global: &GlobalArgs, console: &mut Console) -> Result<ExitCode> {
    let selectors = describe::read_ids(&args.ids, global, console)?;
    let place = describe::place(&selectors, Kind::ServiceRevision, global)?;
    let source = Source::open(&global.source_spec(), &place, console.context.now).await?;
    console.progress.track(source.progress());
    let found = describe::find(&selectors, Kind::ServiceRevision, &source, &place).await?;
    let Found {
        arns,
        history: listed,
        mut errors,
    } = found;

    let mut revisions = revision_batches(&source);
    arns.iter().for_each(|arn| revisions.add(arn));
    let BatchResult { described, error } = revisions.finish().await;
    errors.extend(error);
    let serving = listed.as_ref().map(Serving::of).unwrap_or_default();
    let answer = Revisions {
        records: described.items,
        failures: described.failures,
        serving,
    };
    let printed = console.answer(&answer);
    describe::end(printed, describe::conclude(errors, &answer.failures))
}
