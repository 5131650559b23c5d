//! `ecs-history completions`

use crate::console::Console;
use crate::error::{ExitCode, Result};
use clap_complete::Shell;

/// Generate a shell completion script
///
/// Example: `source <(ecs-history completions bash)`
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Shell to generate the script for
    shell: Shell,
}

pub fn run(args: &Args, command: clap::Command, console: &mut Console) -> Result<ExitCode> {
    console.print(script(args.shell, command).as_bytes())?;
    Ok(ExitCode::Success)
}

/// The completion script of a shell.
pub fn script(shell: Shell, mut command: clap::Command) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "ecs-history", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        // A name with a hyphen is spelled in two ways, so that nothing is completed after a
        // subcommand: https://github.com/clap-rs/clap/issues/6421
        Shell::Bash => script.replace("ecs__subcmd__history", "ecs__history"),
        _ => script,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn bash_completes_behind_every_subcommand() {
        let script = script(Shell::Bash, crate::commands::Cli::command());
        let commands: Vec<&str> = script
            .lines()
            .filter_map(|line| line.trim().strip_prefix("cmd=\"")?.strip_suffix('"'))
            .filter(|command| !command.is_empty())
            .collect();
        assert!(commands.len() > 10, "{commands:?}");
        for command in commands {
            let arm = format!("        {command})");
            assert!(
                script.lines().any(|line| line == arm),
                "no completions for {command}"
            );
        }
    }
}
