//! `ecs-history revisions`: service revisions.

pub mod describe;
pub mod diff;
pub mod list;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum RevisionsCommand {
    List(list::Args),
    Describe(describe::Args),
    Diff(diff::Args),
}
