//! The options that every command takes.

use crate::console::{ConsoleOptions, TimeStyle};
use crate::render::format::Format;
use crate::selection::names::{NameList, TargetNames};
use crate::source::SourceSpec;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
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
    pub output: Format,

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

impl GlobalArgs {
    /// The clusters and services that are meant. What a variable says of the real world does not
    /// apply to the built-in history.
    pub fn target_names(&self) -> TargetNames {
        let list = |values: &Vec<String>, is_explicit: bool| NameList {
            values: if is_explicit || !self.demo {
                values.clone()
            } else {
                Vec::new()
            },
            is_explicit,
        };
        TargetNames {
            region: self.region.clone(),
            clusters: list(&self.cluster, self.cluster_typed),
            services: list(&self.service, self.service_typed),
            is_saved: self.demo || self.from.is_some(),
        }
    }

    /// Where history comes from.
    pub fn source_spec(&self) -> SourceSpec {
        match &self.from {
            _ if self.demo => SourceSpec::Demo,
            Some(path) => SourceSpec::File(path.clone()),
            None => SourceSpec::Aws {
                profile: self.profile.clone(),
                endpoint_url: self.endpoint_url.clone(),
            },
        }
    }

    /// How the output is to look.
    pub fn console_options(&self) -> ConsoleOptions {
        ConsoleOptions {
            format: self.output,
            color: match self.color {
                Color::Auto => None,
                Color::Always => Some(true),
                Color::Never => Some(false),
            },
            time: match self.time {
                Time::Auto => TimeStyle::Auto,
                Time::Relative => TimeStyle::Relative,
                Time::Local => TimeStyle::Local,
                Time::Utc => TimeStyle::Utc,
            },
            header: !self.no_header,
        }
    }
}
