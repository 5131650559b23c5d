//! `ecs-history deployments`: service deployments.

pub mod describe;
pub mod list;
pub mod wait;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum DeploymentsCommand {
    List(list::Args),
    Describe(describe::Args),
    Wait(wait::Args),
}
