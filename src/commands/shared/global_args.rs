//! The options that every command takes.

use crate::console::{ConsoleOptions, TimeStyle};
use crate::model::arn::{Arn, last_segment};
use crate::render::format::Format;
use crate::report::run_flags::{HistorySource, RunFlags, RunName, RunRegion};
use crate::selection::names::{NameList, TargetNames};
use crate::selection::requested_service::RequestedService;
use crate::source::SourceSpec;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// Service name or ARN
    ///
    /// The default is the value of ECS_SERVICE. `list`, `status` and `stats` accept several
    /// services: repeat the option, separate names with commas, or use a pattern such as 'api-*'.
    /// '*' means every service, even if ECS_SERVICE is set.
    #[arg(
        short,
        long,
        global = true,
        env = "ECS_SERVICE",
        value_name = "NAME|ARN",
        value_delimiter = ','
    )]
    pub service: Vec<String>,

    /// Cluster name or ARN
    ///
    /// The default is the value of ECS_CLUSTER, or else the cluster named `default`. `list`,
    /// `status` and `stats` accept several clusters, and patterns. '*' means every cluster.
    #[arg(
        short,
        long,
        global = true,
        env = "ECS_CLUSTER",
        value_name = "NAME|ARN",
        value_delimiter = ','
    )]
    pub cluster: Vec<String>,

    /// AWS Region [default: from the ARN, AWS_REGION or the profile]
    #[arg(long, global = true, value_parser = NonEmptyStringValueParser::new())]
    pub region: Option<String>,

    /// Use this profile of the AWS configuration files
    #[arg(long, global = true, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub profile: Option<String>,

    /// Send requests to this endpoint URL
    #[arg(long, global = true, value_name = "URL", value_parser = NonEmptyStringValueParser::new())]
    pub endpoint_url: Option<String>,

    /// Seconds that a call may take before it fails [default: 60]
    ///
    /// Each attempt counts on its own, from the connection to the last byte. 0 means no limit. The
    /// environment variable AWS_CLI_READ_TIMEOUT sets it, too.
    #[arg(long, global = true, value_name = "SECONDS")]
    pub cli_read_timeout: Option<u32>,

    /// Output format
    #[arg(
        short,
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT"
    )]
    pub output: Format,

    /// When to use color
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,

    /// Omit the header row
    #[arg(long, global = true)]
    pub no_header: bool,

    /// Never use a pager for what does not fit on the screen
    ///
    /// On a terminal, the command of ECS_HISTORY_PAGER or PAGER shows it, by default less.
    #[arg(long, global = true)]
    pub no_pager: bool,

    /// How to display times
    #[arg(long, global = true, value_enum, default_value_t, value_name = "STYLE")]
    pub time: TimeStyle,

    /// Write the debug log of the AWS SDK to stderr
    ///
    /// RUST_LOG narrows it down, for example RUST_LOG=aws_config=debug.
    #[arg(long, global = true)]
    pub debug: bool,

    /// Read a saved history instead of calling AWS; - reads standard input
    ///
    /// A file holds one or more JSON documents as printed by ecs-history or by the AWS CLI:
    /// list-service-deployments, describe-service-deployments, describe-service-revisions,
    /// describe-services and describe-task-definition. It may be compressed with gzip, and be in
    /// UTF-8 or UTF-16. Repeat the option to read several files as one history.
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "demo")]
    pub from: Vec<PathBuf>,

    /// Read the built-in demo history instead of calling AWS
    #[arg(long, global = true)]
    pub demo: bool,

    /// Whether the cluster comes from the command line, not from the environment.
    #[arg(skip)]
    pub cluster_is_explicit: bool,

    /// Whether the service comes from the command line, not from the environment.
    #[arg(skip)]
    pub service_is_explicit: bool,
}

/// When to use color.
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

impl GlobalArgs {
    /// The requested clusters and services. Environment variables do not apply to the demo.
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
            clusters: list(&self.cluster, self.cluster_is_explicit),
            services: list(&self.service, self.service_is_explicit),
            is_saved: self.demo || !self.from.is_empty(),
        }
    }

    /// Where to read history from.
    pub fn source_spec(&self) -> SourceSpec {
        if self.demo {
            SourceSpec::Demo
        } else if self.from.is_empty() {
            SourceSpec::Aws {
                profile: self.profile.clone(),
                endpoint_url: self.endpoint_url.clone(),
                read_timeout: self.cli_read_timeout,
            }
        } else {
            SourceSpec::Files(self.from.clone())
        }
    }

    /// Whether standard input has the history.
    pub fn is_history_on_stdin(&self) -> bool {
        self.from.iter().any(|path| path == Path::new("-"))
    }

    fn history_source(&self) -> HistorySource {
        if self.demo {
            return HistorySource::Demo;
        }
        let paths = self
            .from
            .iter()
            .map(|path| path.to_str().map(str::to_owned));
        match paths.collect::<Option<Vec<String>>>() {
            Some(paths) if paths.is_empty() => HistorySource::Ecs,
            Some(paths) if !self.is_history_on_stdin() => HistorySource::Files(paths),
            _ => HistorySource::Gone,
        }
    }

    /// What the next run needs on its command line to find what this one found. `requested` is the
    /// service that this run was about.
    pub fn run_flags(&self, requested: &RequestedService) -> RunFlags {
        let is_arn = |value: &&String| value.starts_with("arn:");
        let in_environment = |values: &[String], is_explicit: bool| -> Option<String> {
            // Environment variables do not apply to the demo.
            let value = values.first().filter(|_| !is_explicit && !self.demo);
            value.cloned()
        };
        let service = in_environment(&self.service, self.service_is_explicit);
        let cluster = in_environment(&self.cluster, self.cluster_is_explicit);
        // An ARN in the environment leads the next run to its Region, too, unless a flag replaces it.
        let stays = |name: &&String| Some(last_segment(name)) == requested.service_name();
        let named = service.as_ref().filter(stays).into_iter().chain(&cluster);
        let regions = named
            .filter_map(|name| Arn::parse(name))
            .map(|arn| arn.region.to_owned());
        let regions: Vec<String> = regions.collect();
        // The ARN of a service names its cluster, too.
        let cluster = service.as_ref().filter(is_arn).map_or(cluster, |arn| {
            let cluster = Arn::parse(arn).and_then(|arn| arn.cluster());
            cluster.map(str::to_owned)
        });
        let name = |value: Option<String>, given: &[String], is_explicit: bool| match value {
            _ if is_explicit && given.iter().any(|value| is_arn(&value)) => RunName::ArnFlag,
            _ if is_explicit => RunName::Flag,
            Some(value) => RunName::Environment(last_segment(&value).to_owned()),
            None => RunName::Unnamed,
        };
        RunFlags {
            history: self.history_source(),
            profile: self.profile.clone(),
            endpoint_url: self.endpoint_url.clone(),
            region: match (&self.region, &requested.region) {
                (Some(region), _) => RunRegion::Flag(region.clone()),
                (None, Some(region)) if !regions.contains(region) => RunRegion::Arn(region.clone()),
                _ => RunRegion::Configured,
            },
            cluster: name(cluster, &self.cluster, self.cluster_is_explicit),
            service: name(service, &self.service, self.service_is_explicit),
        }
    }

    /// How to display the output.
    pub fn console_options(&self) -> ConsoleOptions {
        ConsoleOptions {
            format: self.output,
            color: match self.color {
                Color::Auto => None,
                Color::Always => Some(true),
                Color::Never => Some(false),
            },
            time: self.time,
            header: !self.no_header,
            pager: !self.no_pager,
        }
    }
}
