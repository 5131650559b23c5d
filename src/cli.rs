//! What was typed: the command line's words and their parsers. Nothing here touches the world.

pub mod place;
pub mod scope;
pub mod span;
pub mod status;
pub mod when;

use crate::commands;
use clap::builder::NonEmptyStringValueParser;
use clap::parser::ValueSource;
use clap::{
    ArgAction, ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
};
use std::ffi::OsString;
use std::path::PathBuf;

/// Inspect the deployment history of Amazon ECS services
///
/// Shows every deployment of a service, of several, or of a whole cluster: what was deployed, when,
/// how it ended, and with what configuration; where every service stands, and figures about it all;
/// what is different between two configurations; and it waits for a deployment to end. It only ever
/// reads: List and Describe are the calls it makes.
///
/// Try it without an AWS account: `ecs-history --demo list --service web`
///
/// Exit codes: 0 done; 1 some of what was asked for could not be described, a wait ended in
/// anything but success, or with --exit-code diff found differences or status a failure; 3 nothing
/// matched, or no deployment began in time; 124 a wait ran out of time; 130 and 143 interrupted, by
/// Ctrl-C or SIGTERM; 252 the command line is wrong; 253 configuration or credentials are missing
/// or wrong; 254 AWS answered with an error; 255 anything else.
#[derive(Debug, Parser)]
#[command(name = "ecs-history", version, max_term_width = 100)]
#[command(
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,

    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The service, by name or ARN [or ECS_SERVICE]
    ///
    /// `list`, `status` and `stats` take several: the option repeated, names with commas between
    /// them, and patterns such as 'api-*'. '*' is every service, as without it.
    #[arg(
        short,
        long,
        global = true,
        env = "ECS_SERVICE",
        value_name = "NAME|ARN",
        value_delimiter = ','
    )]
    pub service: Vec<String>,

    /// The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]
    ///
    /// `list`, `status` and `stats` take several, and patterns: '*' is all.
    #[arg(
        short,
        long,
        global = true,
        env = "ECS_CLUSTER",
        value_name = "NAME|ARN",
        value_delimiter = ','
    )]
    pub cluster: Vec<String>,

    /// The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]
    #[arg(long, global = true, value_parser = NonEmptyStringValueParser::new())]
    pub region: Option<String>,

    /// The profile of the AWS configuration files
    #[arg(long, global = true, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub profile: Option<String>,

    /// Where the ECS API is, instead of at AWS
    #[arg(long, global = true, value_name = "URL", value_parser = NonEmptyStringValueParser::new())]
    pub endpoint_url: Option<String>,

    /// How to print
    #[arg(
        short,
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT"
    )]
    pub output: Output,

    /// Whether to colour; NO_COLOR is respected
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,

    /// Print no header above tables
    #[arg(long, global = true)]
    pub no_header: bool,

    /// How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere
    #[arg(long, global = true, value_enum, default_value_t, value_name = "STYLE")]
    pub time: Time,

    /// Write the AWS SDK's trace to stderr
    ///
    /// RUST_LOG narrows it, as in RUST_LOG=aws_config=debug.
    #[arg(long, global = true)]
    pub debug: bool,

    /// Read a saved history instead of calling AWS; - is standard input
    ///
    /// The file holds JSON documents as this program or the AWS CLI prints them, one or several:
    /// the output of list-service-deployments, describe-service-deployments,
    /// describe-service-revisions, describe-services and describe-task-definition.
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "demo")]
    pub from: Option<PathBuf>,

    /// Read a small history that is built in
    #[arg(long, global = true)]
    pub demo: bool,

    /// Whether the cluster was typed, and not found in the environment.
    #[arg(skip)]
    pub cluster_typed: bool,

    /// Whether the service was typed, and not found in the environment.
    #[arg(skip)]
    pub service_typed: bool,
}

/// The formats of the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// For people: columns, or blocks for describe
    #[default]
    Table,
    /// All columns, nothing cut
    Wide,
    /// The AWS CLI's document, complete, with what we derive under `derived`
    Json,
    /// One JSON item a line
    Jsonl,
    /// The wide columns separated by tabs, without a header
    Tsv,
    /// For `list`: a row a service, a bar a deployment
    Timeline,
}

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    #[value(alias = "on")]
    Always,
    #[value(alias = "off")]
    Never,
}

/// How to tell times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Time {
    /// Relative on a terminal, UTC elsewhere
    #[default]
    Auto,
    /// 3m ago
    Relative,
    /// RFC 3339 in the local time zone
    Local,
    /// RFC 3339 in UTC
    Utc,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    List(commands::list::Args),
    Wait(commands::wait::Args),
    Diff(commands::diff::Args),
    Status(commands::status::Args),
    Stats(commands::stats::Args),
    /// Inspect service deployments: list them, describe some, wait for one
    #[command(subcommand, arg_required_else_help = true)]
    Deployments(Deployments),
    /// Inspect service revisions, the configurations that deployments bring into service
    #[command(subcommand, arg_required_else_help = true)]
    Revisions(Revisions),
    Completions(commands::completions::Args),
}

#[derive(Debug, Subcommand)]
pub enum Deployments {
    List(commands::list::Args),
    Describe(commands::describe_deployments::Args),
    Wait(commands::wait::Args),
}

#[derive(Debug, Subcommand)]
pub enum Revisions {
    List(commands::list_revisions::Args),
    Describe(commands::describe_revisions::Args),
    Diff(commands::diff::Args),
}

impl Cli {
    /// Reads a command line, the program's name first.
    pub fn parse_words<W>(words: impl IntoIterator<Item = W>) -> Result<Self, clap::Error>
    where
        W: Into<OsString> + Clone,
    {
        let mut command = Self::command();
        let matches = command.try_get_matches_from_mut(words)?;
        let mut cli = Self::from_arg_matches(&matches)?;
        let global = &mut cli.global;
        global.cluster_typed = typed(&matches, "cluster");
        global.service_typed = typed(&matches, "service");
        for (name, values, typed) in [
            ("cluster", &mut global.cluster, global.cluster_typed),
            ("service", &mut global.service, global.service_typed),
        ] {
            // An empty variable is one that is not set; an empty argument is a script's slip.
            if typed && values.iter().any(String::is_empty) {
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

fn typed(matches: &ArgMatches, name: &str) -> bool {
    matches.value_source(name) == Some(ValueSource::CommandLine)
}

/// The ids of `describe`.
#[derive(Debug, Args)]
pub struct Ids {
    /// What to describe: ids, unique beginnings of ids, or ARNs
    ///
    /// `latest`, `latest~1`, `current` (what serves now), `previous` (the last other success),
    /// `ecs-svc/N` (the id that UpdateService gives) and `family:revision` work too. `-` reads a
    /// list from standard input, one a line. Put `--` before ids that begin with `-`.
    /// Without any the latest deployment of --service is meant.
    #[arg(value_name = "ID", action = ArgAction::Append)]
    pub ids: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::parse_words(line.split_whitespace())
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
            assert_eq!(global.output, Output::Json, "{line}");
            assert!(global.service_typed, "{line}");
        }
    }

    #[test]
    fn on_and_off_are_colours_too() {
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
        let error = Cli::parse_words(["e", "list", "--service", ""]).expect_err("empty");
        assert!(error.to_string().contains("--service is empty"), "{error}");
    }
}
