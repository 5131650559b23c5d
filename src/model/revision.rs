//! A service revision, as DescribeServiceRevisions returns it: the configuration that a deployment
//! deploys.
//!
//! API: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html>

use crate::model::arn::last_segment;
use crate::model::timestamp;
use crate::model::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// The members of a service revision that this program uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct Revision {
    pub service_revision_arn: String,
    #[serde(default, deserialize_with = "timestamp::optional")]
    pub created_at: Option<Timestamp>,
    /// An ARN.
    pub task_definition: Option<String>,
    pub container_images: Option<Vec<ContainerImage>>,
    pub launch_type: Option<String>,
    pub capacity_provider_strategy: Option<Vec<CapacityProvider>>,
    pub platform_version: Option<String>,
    pub platform_family: Option<String>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub load_balancers: Option<Vec<LoadBalancer>>,
}

/// A container's image, with the digest that ECS resolved its tag to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct ContainerImage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_digest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct CapacityProvider {
    pub capacity_provider: Option<String>,
    pub weight: Option<i64>,
    pub base: Option<i64>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct NetworkConfiguration {
    pub awsvpc_configuration: Option<AwsvpcConfiguration>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct AwsvpcConfiguration {
    pub subnets: Option<Vec<String>>,
    pub security_groups: Option<Vec<String>>,
    pub assign_public_ip: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct LoadBalancer {
    pub target_group_arn: Option<String>,
    pub load_balancer_name: Option<String>,
    pub container_name: Option<String>,
    pub container_port: Option<i64>,
}

/// What a list of deployments shows of a service revision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RevisionSummary {
    /// `family:revision`.
    pub task_definition: Option<String>,
    pub images: Option<Vec<ContainerImage>>,
}

impl Revision {
    /// The ID, the last part of the ARN: about 19 decimal digits, too many for a JSON number.
    pub fn id(&self) -> &str {
        last_segment(&self.service_revision_arn)
    }

    /// The task definition as `family:revision`.
    pub fn task_definition_name(&self) -> Option<&str> {
        self.task_definition.as_deref().map(last_segment)
    }

    /// What a list of deployments shows of it.
    pub fn summary(&self) -> RevisionSummary {
        RevisionSummary {
            task_definition: self.task_definition_name().map(str::to_owned),
            images: self.container_images.clone(),
        }
    }
}

impl ContainerImage {
    /// The image without its registry and path: `web:1.4.2` of
    /// `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web:1.4.2`. An image that is
    /// referenced only by digest keeps the first 12 digits of it.
    pub fn short_name(&self) -> Option<String> {
        let name = last_segment(self.image.as_deref()?);
        Some(match name.split_once('@') {
            Some((repository, digest)) if !repository.contains(':') => {
                format!("{repository}@{}", short_digest(digest))
            }
            Some((repository_and_tag, _)) => repository_and_tag.to_owned(),
            None => name.to_owned(),
        })
    }
}

/// The first 12 digits of a digest without `sha256:`, as container tools print it.
pub fn short_digest(digest: &str) -> &str {
    let digits = digest.strip_prefix("sha256:").unwrap_or(digest);
    digits
        .char_indices()
        .nth(12)
        .map_or(digits, |(end, _)| &digits[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(image: &str) -> Option<String> {
        ContainerImage {
            container_name: None,
            image_digest: None,
            image: Some(image.to_owned()),
        }
        .short_name()
    }

    #[test]
    fn shortens_images() {
        let expected = [
            ("nginx", "nginx"),
            (
                "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web:1.4.2",
                "web:1.4.2",
            ),
            ("localhost:5000/web", "web"),
            (
                "public.ecr.aws/x/web@sha256:7a1b3560655071bcacd66902c20ebe9a69470d5691fe3bd36baace7c2f3c4640",
                "web@7a1b35606550",
            ),
            ("web:1@sha256:7a1b3560655071bcacd66902", "web:1"),
        ];
        for (image, name) in expected {
            assert_eq!(short(image).as_deref(), Some(name));
        }
    }
}
