//! The AWS configuration, read as the AWS CLI reads it: flags, variables, files and profiles.

use crate::aws::endpoint::InvalidEndpoint;
use crate::aws::{credentials, endpoint, http};
use crate::error::{Error, Result};
use crate::model::shell_command::ShellCommand;
use anyhow::{Context, anyhow};
use aws_config::profile::ProfileSet;
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_types::os_shim_internal::{Env, Fs};
use aws_types::service_config::ServiceConfigKey;
use std::env;
use std::path::PathBuf;
use std::time::Duration;

/// A client behind a broken network should say so while someone still waits for it.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const READ_TIMEOUT: Duration = Duration::from_secs(20);

/// How long an attempt may take, from looking up the credentials to the last byte of the response:
/// the default of the AWS CLI. The AWS SDK for Rust reads no setting of its own for this.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(60);

/// How long an attempt may take, in seconds; 0 for as long as necessary.
const TIMEOUT_VARIABLE: &str = "AWS_CLI_READ_TIMEOUT";

/// In order of precedence.
const ENDPOINT_VARIABLES: [&str; 2] = ["AWS_ENDPOINT_URL_ECS", "AWS_ENDPOINT_URL"];

/// What to connect to, as flags and ARNs name it. The rest comes from the environment and the
/// configuration files.
#[derive(Debug, Clone, Default)]
pub struct ConnectOptions {
    pub profile: Option<String>,
    pub region: Option<String>,
    pub endpoint_url: Option<String>,
    /// How many seconds an attempt may take; 0 for as long as necessary.
    pub read_timeout: Option<u32>,
    /// The names of the cluster and the service that calls are about, for error messages.
    pub cluster: Option<String>,
    pub service: Option<String>,
}

/// What clients are made from.
pub struct Config {
    pub sdk: SdkConfig,
    pub region: String,
    /// The profile, if one is selected.
    pub profile: Option<String>,
    /// The endpoint, checked and without a password; `None` for that of AWS. Set it on every client,
    /// since the SDK would read it again by itself, unchecked.
    pub endpoint_url: Option<String>,
    /// How long an attempt may take; `None` for as long as necessary.
    pub attempt_timeout: Option<Duration>,
}

/// Loads the configuration. A missing Region and an unknown profile are errors here, not in the
/// middle of a call.
pub async fn load(options: &ConnectOptions) -> Result<Config> {
    let endpoint_flag = options.endpoint_url.as_deref();
    let endpoint_flag = endpoint_flag
        .map(|url| check_endpoint(url, &EndpointOrigin::Flag))
        .transpose()?;
    let profile = options
        .profile
        .clone()
        .or_else(|| variable("AWS_PROFILE"))
        .or_else(|| variable("AWS_DEFAULT_PROFILE"));
    let profiles = read_profiles(profile.as_deref()).await?;
    if let Some(name) = &profile
        && profiles.get_profile(name).is_none()
    {
        return Err(unknown_profile(name, &profiles));
    }
    let region = options
        .region
        .clone()
        .or_else(|| variable("AWS_REGION"))
        .or_else(|| variable("AWS_DEFAULT_REGION"))
        .or_else(|| profiles.get("region").map(str::to_owned))
        .ok_or_else(|| no_region(profile.as_deref()))?;
    check_region(&region)?;
    let retries = retries(&profiles)?;
    let timeouts = timeouts(options.read_timeout)?;

    let ca_bundle =
        variable("AWS_CA_BUNDLE").or_else(|| profiles.get("ca_bundle").map(str::to_owned));
    let http = http::client(ca_bundle.map(PathBuf::from).as_deref())?;
    let provider = ProviderConfig::without_region()
        .with_region(Some(Region::new(region.clone())))
        .with_http_client(http.clone())
        .with_retry_config(retries.clone());
    let credentials = credentials::provider(
        options.profile.as_deref(),
        profile.as_deref(),
        &region,
        provider,
    )
    .await;
    let mut loader = aws_config::defaults(BehaviorVersion::v2026_01_12())
        .region(Region::new(region.clone()))
        .http_client(http)
        .retry_config(retries)
        .timeout_config(timeouts.clone())
        .credentials_provider(credentials);
    // The default is set too, so that an empty AWS_PROFILE counts as unset.
    loader = loader.profile_name(profile.as_deref().unwrap_or("default"));
    let sdk = loader.load().await;
    let endpoint_url = match endpoint_flag {
        Some(url) => Some(url),
        None => configured_endpoint(&sdk, &profiles)
            .map(|(url, origin)| check_endpoint(&url, &origin))
            .transpose()?,
    };
    Ok(Config {
        sdk,
        region,
        profile,
        endpoint_url,
        attempt_timeout: timeouts.operation_attempt_timeout(),
    })
}

async fn read_profiles(name: Option<&str>) -> Result<ProfileSet> {
    #[expect(
        deprecated,
        reason = "the loader's own type for it is not public elsewhere"
    )]
    let files = aws_config::profile::profile_file::ProfileFiles::default();
    let name = name.unwrap_or("default").to_owned().into();
    aws_config::profile::load(&Fs::real(), &Env::real(), &files, Some(name))
        .await
        .context("the AWS configuration files could not be read")
        .map_err(Error::config)
}

/// How often and how to retry. Read here, since the SDK panics on values that it does not know.
/// Only the AWS CLI has the mode `legacy`; the nearest to it is `standard`.
fn retries(profiles: &ProfileSet) -> Result<RetryConfig> {
    let setting = |variable_name: &'static str, name: &'static str| {
        let in_profile = || Some((profiles.get(name)?.trim().to_owned(), name));
        variable(variable_name)
            .map(|value| (value.trim().to_owned(), variable_name))
            .or_else(in_profile)
            .filter(|(value, _)| !value.is_empty())
    };
    let retries = match setting("AWS_RETRY_MODE", "retry_mode") {
        None => RetryConfig::standard(),
        Some((mode, origin)) => match mode.to_ascii_lowercase().as_str() {
            "standard" | "legacy" => RetryConfig::standard(),
            "adaptive" => RetryConfig::adaptive(),
            _ => {
                let message = anyhow!("{origin} is {mode}, which is not a retry mode");
                return Err(Error::config(message).hint("use standard or adaptive"));
            }
        },
    };
    match setting("AWS_MAX_ATTEMPTS", "max_attempts") {
        None => Ok(retries),
        Some((attempts, origin)) => match attempts.parse() {
            Ok(attempts) if attempts > 0 => Ok(retries.with_max_attempts(attempts)),
            _ => {
                let message = anyhow!("{origin} is {attempts}, which is not a number of attempts");
                Err(Error::config(message).hint("use a number from 1"))
            }
        },
    }
}

/// The name becomes part of a host name.
fn check_region(region: &str) -> Result<()> {
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if region.chars().all(is_allowed) {
        return Ok(());
    }
    Err(
        Error::config(anyhow!("{region:?} is not the name of an AWS Region"))
            .hint("a Region has a name like eu-west-1"),
    )
}

/// The time limits of each attempt.
fn timeouts(flag: Option<u32>) -> Result<TimeoutConfig> {
    let limit = match (flag, variable(TIMEOUT_VARIABLE)) {
        (Some(seconds), _) => Some(seconds),
        (None, None) => None,
        (None, Some(value)) => Some(value.trim().parse().map_err(|_| {
            let message =
                anyhow!("{TIMEOUT_VARIABLE} is {value}, which is not a number of seconds");
            Error::config(message).hint("use a number from 0, which is no limit")
        })?),
    };
    let timeouts = TimeoutConfig::builder().connect_timeout(CONNECT_TIMEOUT);
    Ok(match limit {
        None => timeouts
            .read_timeout(READ_TIMEOUT)
            .operation_attempt_timeout(ATTEMPT_TIMEOUT),
        Some(0) => timeouts,
        // As in the AWS CLI, the response may take as long to begin.
        Some(seconds) => timeouts.operation_attempt_timeout(Duration::from_secs(seconds.into())),
    }
    .build())
}

/// Where an endpoint URL comes from.
enum EndpointOrigin {
    Flag,
    Variable(&'static str),
    File,
}

/// The endpoint in variables and files, and where it comes from. One that is set to an empty string
/// counts as unset, as in the AWS CLI.
fn configured_endpoint(sdk: &SdkConfig, profiles: &ProfileSet) -> Option<(String, EndpointOrigin)> {
    let key = ServiceConfigKey::builder()
        .service_id("ECS")
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build()
        .ok()?;
    // `None` also if AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is set.
    let configured = sdk.service_config()?.load_config(key)?;
    for name in ENDPOINT_VARIABLES {
        if let Some(url) = variable(name) {
            return Some((url, EndpointOrigin::Variable(name)));
        }
    }
    let in_profile = || profiles.get("endpoint_url").map(str::to_owned);
    let url = Some(configured).filter(|url| !url.is_empty());
    let url = url.or_else(in_profile).filter(|url| !url.is_empty())?;
    Some((url, EndpointOrigin::File))
}

/// The endpoint URL to use. One that cannot be used is wrong usage (252) on the command line and in
/// a variable, which is often written in front of the command, and wrong configuration (253) in a
/// file. A variable that holds no URL at all has always been wrong configuration.
fn check_endpoint(url: &str, origin: &EndpointOrigin) -> Result<String> {
    endpoint::parse(url).map_err(|problem| {
        let name = match origin {
            EndpointOrigin::Flag => "--endpoint-url",
            EndpointOrigin::Variable(name) => name,
            EndpointOrigin::File => "endpoint_url in the AWS configuration",
        };
        let message = anyhow!(
            "{name} must be a URL such as {}, not {}: {}",
            endpoint::EXAMPLE,
            endpoint::shown(url),
            problem.reason()
        );
        match (origin, &problem) {
            (EndpointOrigin::Flag, _)
            | (EndpointOrigin::Variable(_), InvalidEndpoint::Unusable(_)) => Error::usage(message),
            (EndpointOrigin::Variable(_), InvalidEndpoint::NotAUrl) | (EndpointOrigin::File, _) => {
                Error::config(message)
            }
        }
    })
}

fn unknown_profile(name: &str, profiles: &ProfileSet) -> Error {
    let mut known: Vec<&str> = profiles.profiles().collect();
    known.sort_unstable();
    let hint = if known.is_empty() {
        "no profiles were found in ~/.aws/config and ~/.aws/credentials; run `aws configure`"
            .to_owned()
    } else {
        format!("available profiles: {}", known.join(", "))
    };
    Error::config(anyhow!("there is no AWS profile named {name}")).hint(hint)
}

fn no_region(profile: Option<&str>) -> Error {
    let profile = profile.filter(|name| *name != "default");
    let command = ShellCommand::aws("configure set region REGION").optional("--profile", profile);
    let command = command.line().map(|line| format!(", or run `{line}`"));
    let command = command.unwrap_or_default();
    Error::config(anyhow!("no AWS Region is configured"))
        .hint(format!("use --region, set AWS_REGION{command}"))
}

/// The value of a variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
