//! `ecs-history revisions`: service revisions.

pub mod describe;
pub mod diff;
pub mod list;

use crate::commands::shared::global_args::GlobalArgs;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum RevisionsCommand {
    List(list::Args),
    Describe(describe::Args),
    Diff(diff::Args),
}

pub async fn run(
    command: &RevisionsCommand,
    global: &GlobalArgs,
    console: &mut Console,
) -> Result<ExitCode> {
    match command {
        RevisionsCommand::List(args) => list::run(args, global, console).await,
        RevisionsCommand::Describe(args) => describe::run(args, global, console).await,
        RevisionsCommand::Diff(args) => diff::run(args, global, console).await,
    }
}
