//! `ecs-history deployments`: service deployments.

pub mod describe;
pub mod list;
pub mod wait;

use crate::commands::shared::global_args::GlobalArgs;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum DeploymentsCommand {
    List(list::Args),
    Describe(describe::Args),
    Wait(wait::Args),
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
