//! `ecs-history completions`

use crate::cli::Cli;
use crate::console::Console;
use crate::error::{Exit, Result};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print a script that completes this program's words in a shell
///
/// For bash: `source <(ecs-history completions bash)`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(args: &Args, console: &mut Console) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "ecs-history", &mut script);
    console.print(&script)?;
    Ok(Exit::Success)
}
