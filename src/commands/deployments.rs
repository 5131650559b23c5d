//! `ecs-history deployments`: service deployments.

pub mod describe;
pub mod list;
pub mod wait;

use crate::commands::shared::global_args::GlobalArgs;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::render::format::Format;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum DeploymentsCommand {
    List(list::Args),
    Describe(describe::Args),
    Wait(wait::Args),
}

impl DeploymentsCommand {
    /// Its name and its formats.
    pub fn formats(&self) -> (&'static str, &'static [Format]) {
        match self {
            Self::List(_) => ("deployments list", list::FORMATS),
            Self::Describe(_) => ("deployments describe", describe::FORMATS),
            Self::Wait(_) => ("deployments wait", wait::FORMATS),
        }
    }
}

pub async fn run(
    command: &DeploymentsCommand,
    global: &GlobalArgs,
    console: &mut Console,
) -> Result<ExitCode> {
    match command {
        DeploymentsCommand::List(args) => list::run(args, global, console).await,
        DeploymentsCommand::Describe(args) => describe::run(args, global, console).await,
        DeploymentsCommand::Wait(args) => wait::run(args, global, console).await,
    }
}
