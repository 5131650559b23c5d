//! The lifecycle stages that a deployment goes through, in their order.
//!
//! Stages: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html>,
//! and PRE_PRODUCTION_TRAFFIC_SHIFT, which only hooks know:
//! <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html>

use crate::model::api_enum::DeploymentStrategy;
use crate::model::deployment::Deployment;
use std::fmt;
use std::str::FromStr;

/// A stage. A later one is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    ReconcileService,
    PreScaleUp,
    ScaleUp,
    PostScaleUp,
    TestTrafficShift,
    PostTestTrafficShift,
    PreProductionTrafficShift,
    ProductionTrafficShift,
    PostProductionTrafficShift,
    BakeTime,
    CleanUp,
}

impl Stage {
    /// In the order in which a deployment goes through them.
    pub const ALL: [Self; 11] = [
        Self::ReconcileService,
        Self::PreScaleUp,
        Self::ScaleUp,
        Self::PostScaleUp,
        Self::TestTrafficShift,
        Self::PostTestTrafficShift,
        Self::PreProductionTrafficShift,
        Self::ProductionTrafficShift,
        Self::PostProductionTrafficShift,
        Self::BakeTime,
        Self::CleanUp,
    ];

    /// The API's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReconcileService => "RECONCILE_SERVICE",
            Self::PreScaleUp => "PRE_SCALE_UP",
            Self::ScaleUp => "SCALE_UP",
            Self::PostScaleUp => "POST_SCALE_UP",
            Self::TestTrafficShift => "TEST_TRAFFIC_SHIFT",
            Self::PostTestTrafficShift => "POST_TEST_TRAFFIC_SHIFT",
            Self::PreProductionTrafficShift => "PRE_PRODUCTION_TRAFFIC_SHIFT",
            Self::ProductionTrafficShift => "PRODUCTION_TRAFFIC_SHIFT",
            Self::PostProductionTrafficShift => "POST_PRODUCTION_TRAFFIC_SHIFT",
            Self::BakeTime => "BAKE_TIME",
            Self::CleanUp => "CLEAN_UP",
        }
    }

    /// The stage that a deployment is in. `None` where ECS does not say, or says something newer
    /// than this program.
    pub fn of(deployment: &Deployment) -> Option<Self> {
        deployment.lifecycle_stage.as_deref()?.parse().ok()
    }

    /// The strategy of a deployment if it goes without this stage: a rolling one shifts no traffic
    /// from one revision to the other, and ECS uses it where none is named. Of a strategy that
    /// this program does not know nothing is said.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html>
    pub fn is_not_of(self, deployment: &Deployment) -> Option<&DeploymentStrategy> {
        let configuration = deployment.deployment_configuration.as_ref()?;
        let strategy = configuration.strategy.as_ref();
        let strategy = strategy.unwrap_or(&DeploymentStrategy::Rolling);
        let of_traffic = (Self::TestTrafficShift..=Self::BakeTime).contains(&self);
        (*strategy == DeploymentStrategy::Rolling && of_traffic).then_some(strategy)
    }
}

impl FromStr for Stage {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL
            .into_iter()
            .find(|stage| stage.as_str().eq_ignore_ascii_case(text));
        found.ok_or_else(|| {
            let names = Self::ALL.map(Self::as_str).join(", ");
            format!("there is no lifecycle stage {text}; the stages are {names}")
        })
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn stages_are_in_their_order_and_have_names_that_are_read_back() {
        assert!(Stage::ALL.is_sorted());
        for stage in Stage::ALL {
            assert_eq!(stage.as_str().to_lowercase().parse(), Ok(stage));
        }
        let error = "BAKING".parse::<Stage>().expect_err("no stage");
        assert!(error.contains("BAKE_TIME"), "{error}");
    }

    #[test]
    fn a_rolling_deployment_shifts_no_traffic() {
        let with = |configuration| -> Deployment {
            let item =
                json!({"serviceDeploymentArn": "x", "deploymentConfiguration": configuration});
            serde_json::from_value(item).expect("a deployment")
        };
        let baking = Stage::BakeTime;
        assert_eq!(
            baking.is_not_of(&with(json!({"strategy": "ROLLING"}))),
            Some(&DeploymentStrategy::Rolling)
        );
        assert_eq!(
            baking.is_not_of(&with(json!({}))),
            Some(&DeploymentStrategy::Rolling)
        );
        assert_eq!(
            baking.is_not_of(&with(json!(null))),
            None,
            "nothing is known"
        );
        assert_eq!(baking.is_not_of(&with(json!({"strategy": "CANARY"}))), None);
        assert_eq!(Stage::ScaleUp.is_not_of(&with(json!({}))), None);
        assert_eq!(Stage::CleanUp.is_not_of(&with(json!({}))), None);
    }
}
