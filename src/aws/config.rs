//! The AWS configuration, as the AWS CLI understands it: flags, variables, files and profiles.

use crate::aws::captured_call::NoSdkThrottleRetry;
use crate::aws::http;
use crate::error::{Error, Result};
use anyhow::{Context, anyhow};
use aws_config::default_provider::credentials::DefaultCredentialsChain;
use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::profile::{ProfileFileCredentialsProvider, ProfileSet};
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_types::os_shim_internal::{Env, Fs};
use std::env;
use std::path::PathBuf;
use std::time::Duration;

/// A client behind a broken network should say so while someone still waits for it.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const READ_TIMEOUT: Duration = Duration::from_secs(20);

/// In the order in which they count.
const ENDPOINT_VARIABLES: [&str; 2] = ["AWS_ENDPOINT_URL_ECS", "AWS_ENDPOINT_URL"];

/// The metadata service of EC2 answers at once or is not there.
const METADATA_TIMEOUT: Duration = Duration::from_secs(1);

/// What to connect to, as flags and ARNs say it. What they leave out comes from the environment and
/// the configuration files.
#[derive(Debug, Clone, Default)]
pub struct ConnectOptions {
    pub profile: Option<String>,
    pub region: Option<String>,
    pub endpoint_url: Option<String>,
    /// The cluster and the service that calls are about, for error messages.
    pub cluster: Option<String>,
    pub service: Option<String>,
}

/// What the client is made from, and the words for it.
pub struct Config {
    pub client: aws_sdk_ecs::Config,
    pub region: String,
    /// The profile, where one was named.
    pub profile: Option<String>,
}

/// Loads the configuration. A Region and a profile that cannot be found are errors, found here and
/// not in the middle of a call.
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
    let credentials = credentials(options, profile.as_deref(), &region, provider).await;
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
    // Named even if it is the default, so that an empty AWS_PROFILE is the same as none.
    loader = loader.profile_name(profile.as_deref().unwrap_or("default"));
    if let Some(url) = &options.endpoint_url {
        loader = loader.endpoint_url(url);
    }
    let sdk = loader.load().await;
    let mut client = aws_sdk_ecs::config::Builder::from(&sdk).retry_classifier(NoSdkThrottleRetry);
    if options.endpoint_url.is_none() && has_empty_endpoint(&profiles) {
        client.set_endpoint_url(filled_endpoint(&profiles));
    }
    Ok(Config {
        client: client.build(),
        region,
        profile,
    })
}

/// As in the AWS CLI, a profile that was typed comes before credentials in variables; one that a
/// variable names does not. Roles of a container or an instance are tried last in both cases.
async fn credentials(
    options: &ConnectOptions,
    profile: Option<&str>,
    region: &str,
    config: ProviderConfig,
) -> SharedCredentialsProvider {
    let metadata = imds::Client::builder()
        .configure(&config)
        .max_attempts(1)
        .connect_timeout(METADATA_TIMEOUT)
        .read_timeout(METADATA_TIMEOUT)
        .build();
    if let Some(name) = &options.profile {
        let of_profile = ProfileFileCredentialsProvider::builder()
            .configure(&config)
            .profile_name(name)
            .build();
        let of_container = EcsCredentialsProvider::builder().configure(&config).build();
        let of_instance = ImdsCredentialsProvider::builder()
            .configure(&config)
            .imds_client(metadata)
            .build();
        let chain = CredentialsProviderChain::first_try("Profile", of_profile)
            .or_else("EcsContainer", of_container)
            .or_else("Ec2InstanceMetadata", of_instance);
        return SharedCredentialsProvider::new(chain);
    }
    let chain = DefaultCredentialsChain::builder()
        .imds_client(metadata)
        .profile_name(profile.unwrap_or("default"))
        .region(Region::new(region.to_owned()))
        .configure(config)
        .build()
        .await;
    SharedCredentialsProvider::new(chain)
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

/// How often to try, and how. Read here, since the SDK panics on words that it does not know.
/// `legacy` is a mode of the AWS CLI alone; the nearest to it is the standard one.
fn retries(profiles: &ProfileSet) -> Result<RetryConfig> {
    let setting = |variable_name: &'static str, name: &'static str| {
        let of_profile = || Some((profiles.get(name)?.trim().to_owned(), name));
        variable(variable_name)
            .map(|value| (value.trim().to_owned(), variable_name))
            .or_else(of_profile)
            .filter(|(value, _)| !value.is_empty())
    };
    let retries = match setting("AWS_RETRY_MODE", "retry_mode") {
        None => RetryConfig::standard(),
        Some((mode, place)) => match mode.to_ascii_lowercase().as_str() {
            "standard" | "legacy" => RetryConfig::standard(),
            "adaptive" => RetryConfig::adaptive(),
            _ => {
                let message = anyhow!("{place} is {mode}, which is not a way to retry");
                return Err(Error::config(message).hint("use standard or adaptive"));
            }
        },
    };
    match setting("AWS_MAX_ATTEMPTS", "max_attempts") {
        None => Ok(retries),
        Some((attempts, place)) => match attempts.parse() {
            Ok(attempts) if attempts > 0 => Ok(retries.with_max_attempts(attempts)),
            _ => {
                let message = anyhow!("{place} is {attempts}, which is not a number of attempts");
                Err(Error::config(message).hint("use a number from 1"))
            }
        },
    }
}

/// The name becomes part of a host's name.
fn check_region(region: &str) -> Result<()> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if region.chars().all(fits) {
        return Ok(());
    }
    Err(
        Error::config(anyhow!("{region:?} is not the name of an AWS Region"))
            .hint("names of Regions are such as eu-west-1"),
    )
}

/// Whether an endpoint is set to nothing. It counts as not set; the SDK panics on it.
fn has_empty_endpoint(profiles: &ProfileSet) -> bool {
    let of_variables = ENDPOINT_VARIABLES
        .iter()
        .any(|name| env::var(name).as_deref() == Ok(""));
    of_variables || profiles.get("endpoint_url") == Some("")
}

fn filled_endpoint(profiles: &ProfileSet) -> Option<String> {
    let of_profile = profiles.get("endpoint_url").filter(|url| !url.is_empty());
    let of_variables = ENDPOINT_VARIABLES.iter().find_map(|name| variable(name));
    of_variables.or_else(|| of_profile.map(str::to_owned))
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
        format!("known are: {}", known.join(", "))
    };
    Error::config(anyhow!("there is no AWS profile named {name}")).hint(hint)
}

fn no_region(profile: Option<&str>) -> Error {
    let set = profile
        .filter(|name| *name != "default")
        .map_or("aws configure set region REGION".to_owned(), |name| {
            format!("aws configure set region REGION --profile {name}")
        });
    Error::config(anyhow!("no AWS Region is configured"))
        .hint(format!("use --region, set AWS_REGION, or run `{set}`"))
}

/// A variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
