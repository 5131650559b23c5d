//! The AWS configuration, read as the AWS CLI reads it: flags, variables, files and profiles.

use crate::aws::{credentials, http};
use crate::error::{Error, Result};
use anyhow::{Context, anyhow};
use aws_config::profile::ProfileSet;
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_types::os_shim_internal::{Env, Fs};
use std::env;
use std::path::PathBuf;
use std::time::Duration;

/// A client behind a broken network should say so while someone still waits for it.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const READ_TIMEOUT: Duration = Duration::from_secs(20);

/// In order of precedence.
const ENDPOINT_VARIABLES: [&str; 2] = ["AWS_ENDPOINT_URL_ECS", "AWS_ENDPOINT_URL"];

/// What to connect to, as flags and ARNs name it. The rest comes from the environment and the
/// configuration files.
#[derive(Debug, Clone, Default)]
pub struct ConnectOptions {
    pub profile: Option<String>,
    pub region: Option<String>,
    pub endpoint_url: Option<String>,
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
    /// The endpoint to set where the SDK must not read it by itself; the inner `None` is the one of
    /// AWS.
    pub endpoint_override: Option<Option<String>>,
}

/// Loads the configuration. A missing Region and an unknown profile are errors here, not in the
/// middle of a call.
pub async fn load(options: &ConnectOptions) -> Result<Config> {
    if let Some(url) = &options.endpoint_url {
        check_endpoint(url)?;
    }
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
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(CONNECT_TIMEOUT)
                .read_timeout(READ_TIMEOUT)
                .build(),
        )
        .credentials_provider(credentials);
    // The default is set too, so that an empty AWS_PROFILE counts as unset.
    loader = loader.profile_name(profile.as_deref().unwrap_or("default"));
    if let Some(url) = &options.endpoint_url {
        loader = loader.endpoint_url(url);
    }
    let is_misread = options.endpoint_url.is_none() && has_empty_endpoint(&profiles);
    Ok(Config {
        sdk: loader.load().await,
        region,
        profile,
        endpoint_override: is_misread.then(|| configured_endpoint(&profiles)),
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

/// Whether an endpoint is set to an empty string. The AWS CLI takes that as unset; the SDK panics.
fn has_empty_endpoint(profiles: &ProfileSet) -> bool {
    let in_variables = ENDPOINT_VARIABLES
        .iter()
        .any(|name| env::var(name).as_deref() == Ok(""));
    in_variables || profiles.get("endpoint_url") == Some("")
}

fn configured_endpoint(profiles: &ProfileSet) -> Option<String> {
    let in_profile = profiles.get("endpoint_url").filter(|url| !url.is_empty());
    let in_variables = ENDPOINT_VARIABLES.iter().find_map(|name| variable(name));
    in_variables.or_else(|| in_profile.map(str::to_owned))
}

fn check_endpoint(url: &str) -> Result<()> {
    let host = url
        .strip_prefix("http://")
        .or_else(|| url.strip_prefix("https://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => Ok(()),
        _ => Err(Error::usage(anyhow!(
            "--endpoint-url must be a URL such as http://localhost:4566, not {url}"
        ))),
    }
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
    let command = profile
        .filter(|name| *name != "default")
        .map_or("aws configure set region REGION".to_owned(), |name| {
            format!("aws configure set region REGION --profile {name}")
        });
    Error::config(anyhow!("no AWS Region is configured"))
        .hint(format!("use --region, set AWS_REGION, or run `{command}`"))
}

/// The value of a variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
