//! Enums of the ECS API. ECS adds values several times a year, so each enum keeps a value that this
//! program does not know as it is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares an enum with the values of the API.
macro_rules! api_enum {
    ($(#[$attribute:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
            /// A value that is newer than this program.
            Unknown(String),
        }

        impl $name {
            /// The value as the API writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Unknown(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                match word.as_str() {
                    $($word => Self::$variant,)+
                    _ => Self::Unknown(word),
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

api_enum! {
    /// The status of a service deployment.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html>
    DeploymentStatus {
        Pending = "PENDING",
        InProgress = "IN_PROGRESS",
        Successful = "SUCCESSFUL",
        Stopped = "STOPPED",
        StopRequested = "STOP_REQUESTED",
        RollbackRequested = "ROLLBACK_REQUESTED",
        RollbackInProgress = "ROLLBACK_IN_PROGRESS",
        RollbackSuccessful = "ROLLBACK_SUCCESSFUL",
        RollbackFailed = "ROLLBACK_FAILED",
    }
}

api_enum! {
    /// The status of the circuit breaker or the alarms of a deployment.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeploymentAlarms.html>
    MonitoringStatus {
        /// They detected a failure.
        Triggered = "TRIGGERED",
        Monitoring = "MONITORING",
        MonitoringComplete = "MONITORING_COMPLETE",
        Disabled = "DISABLED",
    }
}

api_enum! {
    /// The status of a lifecycle hook.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html>
    HookStatus {
        /// The deployment is paused until someone continues it.
        AwaitingAction = "AWAITING_ACTION",
        InProgress = "IN_PROGRESS",
        Succeeded = "SUCCEEDED",
        Failed = "FAILED",
        TimedOut = "TIMED_OUT",
    }
}

api_enum! {
    /// What a lifecycle hook runs.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html>
    HookTargetType {
        AwsLambda = "AWS_LAMBDA",
        /// Nothing: it pauses the deployment until someone continues it.
        Pause = "PAUSE",
    }
}

api_enum! {
    /// How traffic moves from one service revision to the next.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html>
    DeploymentStrategy {
        Rolling = "ROLLING",
        BlueGreen = "BLUE_GREEN",
        Linear = "LINEAR",
        Canary = "CANARY",
    }
}

api_enum! {
    /// The status of a service.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html>
    ServiceState {
        Active = "ACTIVE",
        Draining = "DRAINING",
        /// Deleted. ECS still returns it for a while.
        Inactive = "INACTIVE",
    }
}

api_enum! {
    /// The rollout state of a deployment in the older form.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html>
    RolloutState {
        Completed = "COMPLETED",
        Failed = "FAILED",
        InProgress = "IN_PROGRESS",
    }
}

api_enum! {
    /// Who deploys a service.
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentController.html>
    ControllerType {
        Ecs = "ECS",
        CodeDeploy = "CODE_DEPLOY",
        External = "EXTERNAL",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_a_value_that_it_does_not_know() {
        let read = |word: &str| {
            let json = serde_json::Value::from(word);
            serde_json::from_value::<DeploymentStatus>(json).expect("a string")
        };
        assert_eq!(read("STOPPED"), DeploymentStatus::Stopped);
        let newer = read("STOP_IN_PROGRESS");
        assert_eq!(newer, DeploymentStatus::Unknown("STOP_IN_PROGRESS".into()));
        assert_eq!(newer.to_string(), "STOP_IN_PROGRESS");
    }
}
