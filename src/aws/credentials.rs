//! Where credentials come from, in the order of the AWS CLI.

use aws_config::Region;
use aws_config::default_provider::credentials::DefaultCredentialsChain;
use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::provider::SharedCredentialsProvider;
use std::time::Duration;

/// The metadata service of EC2 responds at once or does not exist.
const METADATA_TIMEOUT: Duration = Duration::from_secs(1);

/// As in the AWS CLI, `explicit_profile`, which is from the command line, takes precedence over credentials in
/// environment variables; a profile from AWS_PROFILE does not. Roles of a container or an instance
/// come last in both cases.
/// <https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html>
pub async fn provider(
    explicit_profile: Option<&str>,
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
    if let Some(name) = explicit_profile {
        let profile = ProfileFileCredentialsProvider::builder()
            .configure(&config)
            .profile_name(name)
            .build();
        let container = EcsCredentialsProvider::builder().configure(&config).build();
        let instance = ImdsCredentialsProvider::builder()
            .configure(&config)
            .imds_client(metadata)
            .build();
        let chain = CredentialsProviderChain::first_try("Profile", profile)
            .or_else("EcsContainer", container)
            .or_else("Ec2InstanceMetadata", instance);
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
