//! A service, as UpdateService, CreateService and DescribeServices return it.
//!
//! API: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html>

use crate::model::api_enum::{ControllerType, RolloutState, ServiceState};
use crate::model::arn::last_segment;
use crate::model::deployment::RevisionTasks;
use crate::model::service_ref::ServiceRef;
use crate::model::timestamp;
use crate::model::timestamp::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::fmt;

/// The members of a service that this program uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct Service {
    pub service_arn: String,
    pub cluster_arn: Option<String>,
    pub status: Option<ServiceState>,
    #[serde(default, deserialize_with = "time_if_readable")]
    pub created_at: Option<Timestamp>,
    pub desired_count: Option<i64>,
    pub running_count: Option<i64>,
    pub deployment_controller: Option<DeploymentController>,
    /// The ARN of the newest service deployment. ECS returns it since November 2025.
    pub current_service_deployment: Option<String>,
    /// The service revisions that have tasks. ECS returns them since November 2025.
    pub current_service_revisions: Option<Vec<RevisionTasks>>,
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

/// A service event: a sentence about what ECS did for the service.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct ServiceEvent {
    #[serde(default, deserialize_with = "timestamp::optional")]
    pub created_at: Option<Timestamp>,
    pub message: Option<String>,
}

/// A deployment in the older form that is part of a service. Its ID is `ecs-svc/N`, where N is the ID
/// of its target service revision.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html>
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct ClassicDeployment {
    pub id: Option<String>,
    pub status: Option<String>,
    #[serde(default, deserialize_with = "time_if_readable")]
    pub created_at: Option<Timestamp>,
    #[serde(default, deserialize_with = "time_if_readable")]
    pub updated_at: Option<Timestamp>,
    pub rollout_state: Option<RolloutState>,
    pub rollout_state_reason: Option<String>,
}

impl ClassicDeployment {
    /// Whether it is the one that ECS works towards: the newest or, since a rollback, the one before.
    pub fn is_primary(&self) -> bool {
        self.status.as_deref() == Some("PRIMARY")
    }
}

/// A time, or `None` for anything else: no other member depends on it.
fn time_if_readable<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Timestamp>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(timestamp::from_json(&value))
}

/// A response of one of the three calls.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct ServiceResponse {
    service: Option<Service>,
    services: Option<Vec<Service>>,
}

/// Why a text has no services to read.
#[derive(Debug)]
pub enum ReadServicesError {
    /// It is not JSON, or another document.
    Json(serde_json::Error),
    /// It has no services.
    Empty,
}

impl Service {
    /// Reads the services of a response, as the AWS CLI prints it, or services by themselves, as
    /// `--query service` and `--query services` print them.
    pub fn read_all(text: &str) -> Result<Vec<Self>, ReadServicesError> {
        if text.starts_with('[') {
            let services: Vec<Self> =
                serde_json::from_str(text).map_err(ReadServicesError::Json)?;
            return match services.is_empty() {
                true => Err(ReadServicesError::Empty),
                false => Ok(services),
            };
        }
        let response: ServiceResponse =
            serde_json::from_str(text).map_err(ReadServicesError::Json)?;
        let services = match (response.service, response.services) {
            (Some(service), _) => vec![service],
            (None, Some(services)) => services,
            (None, None) => serde_json::from_str(text).into_iter().collect(),
        };
        if services.is_empty() {
            return Err(ReadServicesError::Empty);
        }
        Ok(services)
    }

    /// The deployment controller, if it is CODE_DEPLOY or EXTERNAL: ECS keeps no deployment history
    /// for them.
    pub fn non_ecs_controller(&self) -> Option<&ControllerType> {
        let kind = self.deployment_controller.as_ref()?.kind.as_ref()?;
        (*kind != ControllerType::Ecs).then_some(kind)
    }

    /// The service and its cluster, which the ARN of a service created before 2018 may not have.
    pub fn service_ref(&self) -> ServiceRef {
        let cluster = self.cluster_arn.as_deref().map_or("default", last_segment);
        ServiceRef::from_arn(&self.service_arn).or_cluster(cluster)
    }

    /// Whether it was deleted.
    pub fn is_deleted(&self) -> bool {
        self.status == Some(ServiceState::Inactive)
    }

    /// The latest time in it, and so the earliest at which ECS can have returned it.
    pub fn latest_time(&self) -> Option<Timestamp> {
        let deployments = self.deployments.iter().flatten();
        let deployments = deployments.flat_map(|item| [item.created_at, item.updated_at]);
        let events = self.events.iter().flatten().map(|event| event.created_at);
        let times = deployments.chain(events).chain([self.created_at]);
        times.flatten().max()
    }
}

impl fmt::Display for ReadServicesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(f),
            Self::Empty => f.write_str("it contains no service"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_the_output_of_three_commands() {
        let service = json!({
            "serviceArn": "arn:aws:ecs:eu-west-1:123456789012:service/shop/web",
            "deployments": [{"id": "ecs-svc/1", "status": "ACTIVE"}, {"id": "ecs-svc/2", "status": "PRIMARY"}],
        });
        for text in [
            json!({"service": service}),
            json!({"services": [service], "failures": []}),
            service.clone(),
            json!([service]),
        ] {
            let services = Service::read_all(&text.to_string()).expect("a service");
            let deployments = services[0].deployments.iter().flatten();
            let primary: Vec<_> = deployments.filter(|item| item.is_primary()).collect();
            assert_eq!(primary.len(), 1);
            assert_eq!(primary[0].id.as_deref(), Some("ecs-svc/2"));
        }
    }

    #[test]
    fn the_latest_time_is_that_of_a_deployment_or_of_an_event() {
        let latest = |deployment: i64, event: i64| {
            let service = json!({
                "serviceArn": "arn",
                "deployments": [{"createdAt": 1, "updatedAt": deployment}, {"createdAt": "soon"}],
                "events": [{"createdAt": event}],
            });
            let services = Service::read_all(&service.to_string()).expect("a service");
            services[0].latest_time().map(|time| time.timestamp())
        };
        assert_eq!(latest(3, 2), Some(3));
        assert_eq!(latest(3, 4), Some(4));
    }

    #[test]
    fn rejects_other_documents() {
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
