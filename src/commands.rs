//! The commands: a file each, with its arguments, whose doc comments are its help, and `run`.

pub mod completions;
pub mod describe;
pub mod describe_deployments;
pub mod describe_revisions;
pub mod diff;
pub mod fleet;
pub mod list;
pub mod list_revisions;
pub mod listing;
pub mod stats;
pub mod status;
pub mod story;
pub mod wait;

use crate::cli::{Cli, Command, Deployments, Output, Revisions};
use crate::console::Console;
use crate::error::{Error, Exit, Result};
use anyhow::anyhow;

/// Runs a command.
pub async fn run(cli: Cli, console: &mut Console) -> Result<Exit> {
    let global = &cli.global;
    let is_list = matches!(
        cli.command,
        Command::List(_) | Command::Deployments(Deployments::List(_))
    );
    if global.output == Output::Timeline && !is_list {
        return Err(Error::usage(anyhow!("-o timeline is for list alone")));
    }
    match &cli.command {
        Command::List(args) | Command::Deployments(Deployments::List(args)) => {
            list::run(args, global, console).await
        }
        Command::Wait(args) | Command::Deployments(Deployments::Wait(args)) => {
            wait::run(args, global, console).await
        }
        Command::Deployments(Deployments::Describe(args)) => {
            describe_deployments::run(args, global, console).await
        }
        Command::Revisions(Revisions::List(args)) => {
            list_revisions::run(args, global, console).await
        }
        Command::Revisions(Revisions::Describe(args)) => {
            describe_revisions::run(args, global, console).await
        }
        Command::Diff(args) | Command::Revisions(Revisions::Diff(args)) => {
            diff::run(args, global, console).await
        }
        Command::Status(args) => status::run(args, global, console).await,
        Command::Stats(args) => stats::run(args, global, console).await,
        Command::Completions(args) => completions::run(args, console),
    }
}
