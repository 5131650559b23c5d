//! A service as UpdateService, CreateService and DescribeServices answer it.
//!
//! API: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html>

use crate::model::api_enum::{ControllerType, ServiceState};
use crate::model::arn::last_segment;
use crate::model::service_ref::ServiceRef;
use crate::model::timestamp;
use crate::model::timestamp::Timestamp;
use serde::Deserialize;
use std::fmt;

/// The members of a service that this program uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct Service {
    pub service_arn: String,
    pub cluster_arn: Option<String>,
    pub status: Option<ServiceState>,
    pub desired_count: Option<i64>,
    pub running_count: Option<i64>,
    pub deployment_controller: Option<DeploymentController>,
    /// The ARN of the newest service deployment. ECS has it since November 2025.
    pub current_service_deployment: Option<String>,
    pub deployments: Option<Vec<ClassicDeployment>>,
    /// The latest hundred, newest first.
    pub events: Option<Vec<ServiceEvent>>,
}

/// What carries out the deployments of a service.
#[derive(Debug, Clone, Deserialize)]
#[serde(expecting = "an object")]
pub struct DeploymentController {
    #[serde(rename = "type")]
    pub kind: Option<ControllerType>,
}

/// What ECS did for a service, in a sentence.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct ServiceEvent {
    #[serde(default, deserialize_with = "timestamp::optional")]
    pub created_at: Option<Timestamp>,
    pub message: Option<String>,
}

/// A deployment in the older form that a service shows. Its id is `ecs-svc/N`, and N is the id of
/// the service revision that it brings.
#[derive(Debug, Clone, Deserialize)]
#[serde(expecting = "an object")]
pub struct ClassicDeployment {
    pub id: Option<String>,
    pub status: Option<String>,
}

/// What of the API's answers is read.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Answer {
    service: Option<Service>,
    services: Option<Vec<Service>>,
}

/// Why a text is not the answer of one of the three calls.
#[derive(Debug)]
pub enum NotAService {
    /// It is not JSON, or another document.
    Other(serde_json::Error),
    /// It holds no service.
    None,
}

impl Service {
    /// Reads the services of an answer, as the AWS CLI prints it; also one service alone, as with
    /// `--query service`.
    pub fn read_all(text: &str) -> Result<Vec<Self>, NotAService> {
        let answer: Answer = serde_json::from_str(text).map_err(NotAService::Other)?;
        let services = match answer {
            Answer {
                service: Some(service),
                ..
            } => vec![service],
            Answer {
                services: Some(services),
                ..
            } => services,
            Answer { .. } => serde_json::from_str(text).into_iter().collect(),
        };
        if services.is_empty() {
            return Err(NotAService::None);
        }
        Ok(services)
    }

    /// The deployment controller, if it is one under which ECS keeps no deployment history:
    /// CODE_DEPLOY or EXTERNAL.
    pub fn non_ecs_controller(&self) -> Option<&ControllerType> {
        let kind = self.deployment_controller.as_ref()?.kind.as_ref()?;
        (*kind != ControllerType::Ecs).then_some(kind)
    }

    /// The service, with its cluster: services created before 2018 may have an ARN without it.
    pub fn service_ref(&self) -> ServiceRef {
        let cluster = self.cluster_arn.as_deref().map_or("default", last_segment);
        ServiceRef::from_arn(&self.service_arn).in_cluster(cluster)
    }

    /// Whether it was deleted.
    pub fn is_deleted(&self) -> bool {
        self.status == Some(ServiceState::Inactive)
    }

    /// The id of the deployment that the service is at or on its way to.
    pub fn primary_deployment_id(&self) -> Option<&str> {
        let deployments = self.deployments.iter().flatten();
        let mut primary = deployments.filter(|item| item.status.as_deref() == Some("PRIMARY"));
        primary.next()?.id.as_deref()
    }
}

impl fmt::Display for NotAService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(error) => error.fmt(f),
            Self::None => f.write_str("there is no service in it"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_what_three_commands_print() {
        let service = json!({
            "serviceArn": "arn:aws:ecs:eu-west-1:123456789012:service/shop/web",
            "deployments": [{"id": "ecs-svc/1", "status": "ACTIVE"}, {"id": "ecs-svc/2", "status": "PRIMARY"}],
        });
        for text in [
            json!({"service": service}),
            json!({"services": [service], "failures": []}),
            service.clone(),
        ] {
            let services = Service::read_all(&text.to_string()).expect("a service");
            assert_eq!(services[0].primary_deployment_id(), Some("ecs-svc/2"));
        }
    }

    #[test]
    fn what_is_not_a_service_says_so() {
        for text in [
            "[]",
            "7",
            "{}",
            r#"{"services": []}"#,
            r#"{"serviceDeployments": []}"#,
            r#"{"service": 1}"#,
        ] {
            assert!(Service::read_all(text).is_err(), "{text}");
        }
    }
}
