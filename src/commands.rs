//! The command line: the tree of subcommands, and dispatch.
//!
//! A command is one file with its `Args`, whose doc comments are the help text, and `run`.

pub mod completions;
pub mod deployments;
pub mod revisions;
pub mod shared;
pub mod stats;
pub mod status;
mod suggestions;

use crate::commands::deployments::DeploymentsCommand;
use crate::commands::revisions::RevisionsCommand;
use crate::commands::shared::global_args::GlobalArgs;
use crate::console::{Console, print_error};
use crate::error::{Error, ExitCode, Result};
use crate::render::format::Format;
use anyhow::anyhow;
use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Inspect the deployment history of Amazon ECS services
///
/// Lists what was deployed to a service, to several services or to a whole cluster: when, how it
/// ended, and why. Shows the status of every service and deployment metrics, compares the
/// configurations of two revisions, and waits for a deployment to end. It never changes anything:
/// it makes only List and Describe calls.
///
/// Exit codes: 0 success; 1 something could not be described, a wait ended in anything but success,
/// or --exit-code found what it looks for; 3 nothing matched, or no deployment started in time; 124
/// a wait timed out; 129 SIGHUP; 130 Ctrl-C; 143 SIGTERM; 252 invalid command line or unreadable
/// file; 253 missing or invalid configuration or credentials; 254 AWS returned an error; 255 any
/// other error.
///
/// Try it without an AWS account: `ecs-history --demo list --service web`
#[derive(Debug, Parser)]
#[command(name = "ecs-history", version, max_term_width = 100)]
#[command(
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(flatten)]
    pub global: GlobalArgs,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    List(deployments::list::Args),
    Describe(deployments::describe::Args),
    Wait(deployments::wait::Args),
    Diff(revisions::diff::Args),
    Status(status::Args),
    Stats(stats::Args),
    /// List, describe and wait for service deployments
    #[command(subcommand, arg_required_else_help = true)]
    Deployments(DeploymentsCommand),
    /// List, describe and compare service revisions
    #[command(subcommand, arg_required_else_help = true)]
    Revisions(RevisionsCommand),
    Completions(completions::Args),
}

impl Cli {
    /// Parses a command line, which starts with the name of the program.
    pub fn from_args<A>(args: impl IntoIterator<Item = A>) -> Result<Self, clap::Error>
    where
        A: Into<OsString>,
    {
        let mut command = Self::command();
        let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
        let matches = command
            .try_get_matches_from_mut(&args)
            .map_err(suggestions::without_far_fetched)
            .map_err(|error| with_whole_argument(error, &args))
            .map_err(|error| suggestions::without_id_for_value(error, &args, &Self::command()))?;
        let mut cli = Self::from_arg_matches(&matches)?;
        let global = &mut cli.global;
        let files = files_to_read(&args);
        if files.len() > global.from.len() {
            // Of an option before and after the subcommand, clap keeps only the latter.
            global.from = files;
        }
        let is_stdin = |path: &&PathBuf| path.as_path() == Path::new("-");
        if global.from.iter().filter(is_stdin).count() > 1 {
            return Err(command.error(
                clap::error::ErrorKind::ArgumentConflict,
                "standard input can be read only once, with --from -",
            ));
        }
        global.cluster_is_explicit = is_explicit(&matches, "cluster");
        global.service_is_explicit = is_explicit(&matches, "service");
        for (name, values, is_explicit) in [
            ("cluster", &mut global.cluster, global.cluster_is_explicit),
            ("service", &mut global.service, global.service_is_explicit),
        ] {
            // An empty variable counts as not set; an empty argument is a mistake in a script.
            if is_explicit && values.iter().any(String::is_empty) {
                return Err(command.error(
                    clap::error::ErrorKind::InvalidValue,
                    format!("--{name} is empty"),
                ));
            }
            values.retain(|value| !value.is_empty());
        }
        Ok(cli)
    }
}

/// The values of `--from`, wherever they stand.
fn files_to_read(args: &[OsString]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut args = args.iter().take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        if arg == "--from" {
            files.extend(args.next().map(PathBuf::from));
        } else if let Some(file) = arg.to_str().and_then(|arg| arg.strip_prefix("--from=")) {
            files.push(file.into());
        }
    }
    files
}

/// Quotes an ID that starts with `-` in full in the tip on how to pass it. clap reads it as short
/// options and quotes only the first of them.
fn with_whole_argument(mut error: clap::Error, args: &[OsString]) -> clap::Error {
    let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg) else {
        return error;
    };
    let is_short = option.len() == 2 && error.get(ContextKind::Suggested).is_some();
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    let whole = args.find(|arg| arg.starts_with(option.as_str()) && arg.len() > option.len());
    if let Some(whole) = whole.filter(|_| is_short) {
        let tip = format!("to pass '{whole}' as a value, use '-- {whole}'");
        let tip = ContextValue::StyledStrs(vec![tip.into()]);
        error.insert(
            ContextKind::InvalidArg,
            ContextValue::String(whole.to_owned()),
        );
        error.insert(ContextKind::Suggested, tip);
    }
    error
}

fn is_explicit(matches: &ArgMatches, name: &str) -> bool {
    matches.value_source(name) == Some(ValueSource::CommandLine)
}

/// Runs a command.
pub async fn run(cli: Cli, console: &mut Console) -> Result<ExitCode> {
    check_format(cli.global.output, &cli.command)?;
    let ended = dispatch(&cli, console).await;
    let unread = std::mem::take(&mut console.unread);
    if !unread.is_empty() {
        console.progress.clear();
    }
    unread.iter().for_each(print_error);
    match (ended, unread.last()) {
        // A success that rests on a part of the files is none. Any other end says more.
        (Ok(ExitCode::Success), Some(error)) => Ok(error.exit_code()),
        (ended, _) => ended,
    }
}

async fn dispatch(cli: &Cli, console: &mut Console) -> Result<ExitCode> {
    let global = &cli.global;
    match &cli.command {
        Command::List(args) | Command::Deployments(DeploymentsCommand::List(args)) => {
            deployments::list::run(args, global, console).await
        }
        Command::Wait(args) | Command::Deployments(DeploymentsCommand::Wait(args)) => {
            deployments::wait::run(args, global, console).await
        }
        Command::Describe(args) | Command::Deployments(DeploymentsCommand::Describe(args)) => {
            deployments::describe::run(args, global, console).await
        }
        Command::Diff(args) | Command::Revisions(RevisionsCommand::Diff(args)) => {
            revisions::diff::run(args, global, console).await
        }
        Command::Revisions(RevisionsCommand::List(args)) => {
            revisions::list::run(args, global, console).await
        }
        Command::Revisions(RevisionsCommand::Describe(args)) => {
            revisions::describe::run(args, global, console).await
        }
        Command::Status(args) => status::run(args, global, console).await,
        Command::Stats(args) => stats::run(args, global, console).await,
        Command::Completions(args) => completions::run(args, Cli::command(), console),
    }
}

/// Rejects a format that a command does not have, before any AWS call.
fn check_format(format: Format, command: &Command) -> Result<()> {
    let (name, formats) = match command {
        Command::List(_) => ("list", deployments::list::FORMATS),
        Command::Describe(_) => ("describe", deployments::describe::FORMATS),
        Command::Wait(_) => ("wait", deployments::wait::FORMATS),
        Command::Diff(_) => ("diff", revisions::diff::FORMATS),
        Command::Status(_) => ("status", status::FORMATS),
        Command::Stats(_) => ("stats", stats::FORMATS),
        Command::Deployments(command) => match command {
            DeploymentsCommand::List(_) => ("deployments list", deployments::list::FORMATS),
            DeploymentsCommand::Describe(_) => {
                ("deployments describe", deployments::describe::FORMATS)
            }
            DeploymentsCommand::Wait(_) => ("deployments wait", deployments::wait::FORMATS),
        },
        Command::Revisions(command) => match command {
            RevisionsCommand::List(_) => ("revisions list", revisions::list::FORMATS),
            RevisionsCommand::Describe(_) => ("revisions describe", revisions::describe::FORMATS),
            RevisionsCommand::Diff(_) => ("revisions diff", revisions::diff::FORMATS),
        },
        Command::Completions(_) => return Ok(()),
    };
    if formats.contains(&format) {
        return Ok(());
    }
    let names: Vec<String> = formats.iter().map(|format| format.name()).collect();
    let error = Error::usage(anyhow!("{name} cannot be printed as {}", format.name()));
    Err(error.hint(format!("use -o {}", names.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::shared::global_args::Color;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::from_args(line.split_whitespace())
    }

    #[test]
    fn the_command_line_is_sound_and_explained() {
        Cli::command().help_expected(true).debug_assert();
    }

    #[test]
    fn global_options_stand_anywhere() {
        for line in [
            "ecs-history --service web -o json deployments list",
            "ecs-history deployments list --service web -o json",
            "ecs-history deployments --service web list -o json",
        ] {
            let global = parse(line).expect(line).global;
            assert_eq!(global.service, ["web"], "{line}");
            assert_eq!(global.output, Format::Json, "{line}");
            assert!(global.service_is_explicit, "{line}");
        }
    }

    #[test]
    fn on_and_off_are_colors_too() {
        assert_eq!(
            parse("e list --color on").expect("on").global.color,
            Color::Always
        );
        assert_eq!(
            parse("e list --color off").expect("off").global.color,
            Color::Never
        );
    }

    #[test]
    fn an_empty_service_is_a_slip() {
        let error = Cli::from_args(["e", "list", "--service", ""]).expect_err("empty");
        assert!(error.to_string().contains("--service is empty"), "{error}");
    }
}
