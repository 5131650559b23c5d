//! The lifecycle stages of a deployment, in order.
//!
//! API: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html>,
//! and PRE_PRODUCTION_TRAFFIC_SHIFT, which only hooks have:
//! <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html>

use crate::model::api_enum::DeploymentStrategy;
use crate::model::deployment::Deployment;
use std::fmt;
use std::str::FromStr;

/// A lifecycle stage. Later stages compare greater.
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

    /// The stage that a deployment is in. `None` where ECS names none, or one that is newer than
    /// this program.
    pub fn of(deployment: &Deployment) -> Option<Self> {
        deployment.lifecycle_stage.as_deref()?.parse().ok()
    }

    /// The strategy of a deployment, if it skips this stage. A rolling deployment shifts no traffic
    /// from one revision to the other, and is the default. An unknown strategy may have any stage.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html>
    pub fn skipped_by(self, deployment: &Deployment) -> Option<&DeploymentStrategy> {
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
            format!("unknown lifecycle stage {text}; the stages are {names}")
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
    use crate::model::testing;
    use serde_json::json;

    #[test]
    fn stages_are_in_order_and_their_names_parse() {
        assert!(Stage::ALL.is_sorted());
        for stage in Stage::ALL {
            assert_eq!(stage.as_str().to_lowercase().parse(), Ok(stage));
        }
        let error = "BAKING".parse::<Stage>().expect_err("no stage");
        assert!(error.contains("BAKE_TIME"), "{error}");
    }

    #[test]
    fn a_rolling_deployment_shifts_no_traffic() {
        let with =
            |configuration| testing::deployment(json!({"deploymentConfiguration": configuration}));
        let baking = Stage::BakeTime;
        assert_eq!(
            baking.skipped_by(&with(json!({"strategy": "ROLLING"}))),
            Some(&DeploymentStrategy::Rolling)
        );
        assert_eq!(
            baking.skipped_by(&with(json!({}))),
            Some(&DeploymentStrategy::Rolling)
        );
        assert_eq!(
            baking.skipped_by(&with(json!(null))),
            None,
            "unknown configuration"
        );
        assert_eq!(
            baking.skipped_by(&with(json!({"strategy": "CANARY"}))),
            None
        );
        assert_eq!(Stage::ScaleUp.skipped_by(&with(json!({}))), None);
        assert_eq!(Stage::CleanUp.skipped_by(&with(json!({}))), None);
    }
}
