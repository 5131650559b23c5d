//! `ecs-history revisions`: service revisions.

pub mod describe;
pub mod diff;
pub mod list;

use crate::commands::shared::global_args::GlobalArgs;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::render::format::Format;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum RevisionsCommand {
    List(list::Args),
    Describe(describe::Args),
    Diff(diff::Args),
}

impl RevisionsCommand {
    /// Its name and its formats.
    pub fn formats(&self) -> (&'static str, &'static [Format]) {
        match self {
            Self::List(_) => ("revisions list", list::FORMATS),
            Self::Describe(_) => ("revisions describe", describe::FORMATS),
            Self::Diff(_) => ("revisions diff", diff::FORMATS),
        }
    }
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
