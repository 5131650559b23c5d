//! A service deployment, as ListServiceDeployments and DescribeServiceDeployments return it.
//!
//! API: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html>.
//! Everything but the ARN is optional: even the samples of AWS omit nearly every member.

use crate::model::api_enum::{
    DeploymentStatus, DeploymentStrategy, HookStatus, HookTargetType, MonitoringStatus,
};
use crate::model::arn::last_segment;
use crate::model::revision::ContainerImage;
use crate::model::timestamp;
use crate::model::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// The members of a service deployment that this program uses. ListServiceDeployments returns the
/// brief form, DescribeServiceDeployments the full form.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct Deployment {
    pub service_deployment_arn: String,
    #[serde(
        default,
        deserialize_with = "timestamp::optional",
        serialize_with = "timestamp::serialize_optional"
    )]
    pub created_at: Option<Timestamp>,
    #[serde(
        default,
        deserialize_with = "timestamp::optional",
        serialize_with = "timestamp::serialize_optional"
    )]
    pub started_at: Option<Timestamp>,
    #[serde(
        default,
        deserialize_with = "timestamp::optional",
        serialize_with = "timestamp::serialize_optional"
    )]
    pub finished_at: Option<Timestamp>,
    #[serde(
        default,
        deserialize_with = "timestamp::optional",
        serialize_with = "timestamp::serialize_optional"
    )]
    pub stopped_at: Option<Timestamp>,
    #[serde(
        default,
        deserialize_with = "timestamp::optional",
        serialize_with = "timestamp::serialize_optional"
    )]
    pub updated_at: Option<Timestamp>,
    pub status: Option<DeploymentStatus>,
    pub status_reason: Option<String>,
    pub lifecycle_stage: Option<String>,
    /// In the brief form only; see [`Deployment::target_revision_arn`].
    pub target_service_revision_arn: Option<String>,
    /// In the full form only; see [`Deployment::target_revision_arn`].
    pub target_service_revision: Option<Box<RevisionTasks>>,
    pub source_service_revisions: Option<Vec<RevisionTasks>>,
    pub deployment_configuration: Option<Arc<DeploymentConfiguration>>,
    pub rollback: Option<Box<Rollback>>,
    pub deployment_circuit_breaker: Option<Arc<CircuitBreaker>>,
    pub alarms: Option<Arc<Alarms>>,
    pub lifecycle_hook_details: Option<Vec<LifecycleHookDetails>>,
    /// What an earlier run of this program added to a saved document.
    pub derived: Option<Box<SavedDerived>>,
}

/// The task counts of a service revision, and its share of the traffic.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct RevisionTasks {
    pub arn: Option<String>,
    pub requested_task_count: Option<i64>,
    pub running_task_count: Option<i64>,
    pub pending_task_count: Option<i64>,
    /// Percent, 0 to 100.
    pub requested_test_traffic_weight: Option<f64>,
    /// Percent, 0 to 100.
    pub requested_production_traffic_weight: Option<f64>,
}

impl RevisionTasks {
    /// Whether tasks of it were running.
    pub fn is_running(&self) -> bool {
        self.running_task_count.is_some_and(|count| count > 0)
    }
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct DeploymentConfiguration {
    pub strategy: Option<DeploymentStrategy>,
    pub maximum_percent: Option<i64>,
    pub minimum_healthy_percent: Option<i64>,
    pub bake_time_in_minutes: Option<i64>,
    pub deployment_circuit_breaker: Option<CircuitBreakerSettings>,
    pub alarms: Option<AlarmSettings>,
    pub linear_configuration: Option<StepSettings>,
    pub canary_configuration: Option<StepSettings>,
    pub lifecycle_hooks: Option<Vec<LifecycleHook>>,
    pub early_success_criteria: Option<EarlySuccessCriteria>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct CircuitBreakerSettings {
    pub enable: Option<bool>,
    pub rollback: Option<bool>,
    pub reset_on_healthy_task: Option<bool>,
    pub threshold_configuration: Option<BreakerThreshold>,
}

/// How many failures trigger the circuit breaker: a number, or percent of the tasks.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(expecting = "an object")]
pub struct BreakerThreshold {
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub value: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct AlarmSettings {
    pub alarm_names: Option<Vec<String>>,
    pub enable: Option<bool>,
    pub rollback: Option<bool>,
}

/// The steps of a linear or canary deployment: how much traffic shifts at once, and how long ECS
/// waits before the next step.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct StepSettings {
    /// Percent, 0 to 100.
    #[serde(alias = "canaryPercent")]
    pub step_percent: Option<f64>,
    #[serde(alias = "canaryBakeTimeInMinutes")]
    pub step_bake_time_in_minutes: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct LifecycleHook {
    pub target_type: Option<HookTargetType>,
    pub hook_target_arn: Option<String>,
    pub lifecycle_stages: Option<Vec<String>>,
    pub timeout_configuration: Option<HookTimeout>,
    pub role_arn: Option<String>,
    /// What ECS passes to the hook: any JSON.
    pub hook_details: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct HookTimeout {
    pub timeout_in_minutes: Option<i64>,
    pub action: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct EarlySuccessCriteria {
    pub enable: Option<bool>,
    pub healthy_percent: Option<f64>,
    pub source_service_revision_cleanup: Option<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct Rollback {
    pub reason: Option<String>,
    #[serde(
        default,
        deserialize_with = "timestamp::optional",
        serialize_with = "timestamp::serialize_optional"
    )]
    pub started_at: Option<Timestamp>,
    pub service_revision_arn: Option<String>,
}

/// The state of the circuit breaker, which triggers when the count reaches the threshold.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html>
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct CircuitBreaker {
    pub status: Option<MonitoringStatus>,
    pub failure_count: Option<i64>,
    pub threshold: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct Alarms {
    pub status: Option<MonitoringStatus>,
    pub alarm_names: Option<Vec<String>>,
    pub triggered_alarm_names: Option<Vec<String>>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct LifecycleHookDetails {
    pub hook_id: Option<String>,
    pub target_type: Option<HookTargetType>,
    pub target_arn: Option<String>,
    pub status: Option<HookStatus>,
    #[serde(
        default,
        deserialize_with = "timestamp::optional",
        serialize_with = "timestamp::serialize_optional"
    )]
    pub expires_at: Option<Timestamp>,
    pub timeout_action: Option<String>,
}

impl LifecycleHookDetails {
    /// Whether the deployment is paused until someone continues it.
    pub fn awaits_action(&self) -> bool {
        self.status == Some(HookStatus::AwaitingAction)
    }
}

/// The part of `derived` that cannot be derived again from a saved list, which has only the brief
/// form of each deployment.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct SavedDerived {
    pub task_definition: Option<String>,
    pub images: Option<Vec<ContainerImage>>,
    pub outcome: Option<String>,
    pub reason: Option<String>,
    /// The ID of a service revision.
    pub rolled_back_to: Option<String>,
}

impl Deployment {
    /// The ID: the last part of the ARN.
    pub fn id(&self) -> &str {
        last_segment(&self.service_deployment_arn)
    }

    /// The ARN of the service revision that is being deployed.
    pub fn target_revision_arn(&self) -> Option<&str> {
        self.target_service_revision
            .as_ref()
            .and_then(|target| target.arn.as_deref())
            .or(self.target_service_revision_arn.as_deref())
    }

    /// The ARNs of the service revisions that it replaces.
    pub fn source_revision_arns(&self) -> impl Iterator<Item = &str> {
        self.source_service_revisions
            .iter()
            .flatten()
            .filter_map(|source| source.arn.as_deref())
    }

    /// The ARN of the service revision that ECS rolled back to, is rolling back to, or failed to roll
    /// back to.
    pub fn rollback_revision_arn(&self) -> Option<Cow<'_, str>> {
        if let Some(rollback) = &self.rollback {
            return rollback.service_revision_arn.as_deref().map(Cow::Borrowed);
        }
        // A saved list has only the ID. The rest of the ARN is that of the target.
        let id = self.derived.as_ref()?.rolled_back_to.as_deref()?;
        let (service, _) = self.target_revision_arn()?.rsplit_once('/')?;
        Some(Cow::Owned(format!("{service}/{id}")))
    }

    /// The time to sort by: when it was created or, if ECS does not say, the earliest step known.
    pub fn sort_time(&self) -> Option<Timestamp> {
        self.created_at
            .or(self.started_at)
            .or(self.updated_at)
            .or(self.finished_at)
            .or(self.stopped_at)
    }

    /// When it started or, if that is unknown, when it was created.
    pub fn started_or_created_at(&self) -> Option<Timestamp> {
        self.started_at.or(self.created_at)
    }

    /// When it finished or was stopped.
    pub fn ended_at(&self) -> Option<Timestamp> {
        self.finished_at.or(self.stopped_at)
    }

    /// Seconds from start to end.
    pub fn duration_seconds(&self) -> Option<f64> {
        let took = self.ended_at()? - self.started_or_created_at()?;
        Some(took.num_milliseconds() as f64 / 1000.0)
    }

    /// Whether the circuit breaker triggered.
    pub fn breaker_triggered(&self) -> bool {
        self.deployment_circuit_breaker
            .as_ref()
            .is_some_and(|breaker| breaker.status == Some(MonitoringStatus::Triggered))
    }

    /// Whether one of its CloudWatch alarms triggered.
    pub fn alarm_triggered(&self) -> bool {
        self.alarms.as_ref().is_some_and(|alarms| {
            alarms.status == Some(MonitoringStatus::Triggered)
                || alarms
                    .triggered_alarm_names
                    .as_ref()
                    .is_some_and(|names| !names.is_empty())
        })
    }

    /// Whether it is rolling back or is about to: its status says so, or the circuit breaker or an
    /// alarm triggered that is configured to roll back.
    pub fn expects_rollback(&self) -> bool {
        let configuration = self.deployment_configuration.as_deref();
        let breaker = configuration
            .and_then(|configuration| configuration.deployment_circuit_breaker.as_ref())
            .is_some_and(|breaker| breaker.rollback == Some(true));
        let alarms = configuration
            .and_then(|configuration| configuration.alarms.as_ref())
            .is_some_and(|alarms| alarms.rollback == Some(true));
        let status = self.status.as_ref().map(DeploymentStatus::as_str);
        status.is_some_and(|status| status.starts_with("ROLLBACK_"))
            || self.rollback.is_some()
            || (breaker && self.breaker_triggered())
            || (alarms && self.alarm_triggered())
    }

    /// The lifecycle hooks that pause it until someone continues it.
    pub fn hooks_awaiting_action(&self) -> impl Iterator<Item = &LifecycleHookDetails> {
        self.lifecycle_hook_details
            .iter()
            .flatten()
            .filter(|hook| hook.awaits_action())
    }
}

#[cfg(test)]
mod tests {
    use crate::model::testing;
    use serde_json::json;

    #[test]
    fn only_the_arn_is_required() {
        let deployment = testing::deployment(json!({}));
        assert_eq!(deployment.id(), "id");
        assert_eq!(deployment.target_revision_arn(), None);
        assert_eq!(deployment.duration_seconds(), None);
    }

    #[test]
    fn null_means_absent() {
        let deployment = testing::deployment(json!({
            "createdAt": null, "sourceServiceRevisions": null,
            "alarms": null, "status": null, "lifecycleHookDetails": null,
            "deploymentCircuitBreaker": {"status": null, "failureCount": null},
        }));
        assert!(!deployment.breaker_triggered());
        assert_eq!(deployment.source_revision_arns().count(), 0);
    }

    #[test]
    fn reads_the_target_from_both_forms() {
        let brief = json!({"targetServiceRevisionArn": "r/1"});
        let full = json!({"targetServiceRevision": {"arn": "r/1"}});
        for form in [brief, full] {
            assert_eq!(testing::deployment(form).target_revision_arn(), Some("r/1"));
        }
    }
}
