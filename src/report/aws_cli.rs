//! AWS CLI commands to suggest, since this program only reads.

use crate::model::deployment::Deployment;
use crate::model::service_ref::ServiceRef;
use crate::model::shell_command::ShellCommand;
use crate::report::run_flags::RunFlags;

/// Stops a deployment and rolls it back.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stop-service-deployment.html>
pub fn roll_back(deployment: &Deployment, flags: &RunFlags) -> Option<String> {
    let command = ShellCommand::aws("ecs stop-service-deployment")
        .option("--service-deployment-arn", arn(deployment))
        .option("--stop-type", "ROLLBACK");
    flags.aws(command, &ServiceRef::from_arn(arn(deployment)))
}

/// Continues a deployment that a lifecycle hook has paused.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/continue-service-deployment.html>
pub fn continue_deployment(
    deployment: &Deployment,
    hook_id: &str,
    flags: &RunFlags,
) -> Option<String> {
    let command = ShellCommand::aws("ecs continue-service-deployment")
        .option("--service-deployment-arn", arn(deployment))
        .option("--hook-id", hook_id);
    flags.aws(command, &ServiceRef::from_arn(arn(deployment)))
}

/// Deploys a task definition, `web:41`, to a service.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html>
pub fn update_service(
    service: &ServiceRef,
    task_definition: &str,
    flags: &RunFlags,
) -> Option<String> {
    let command = ShellCommand::aws("ecs update-service")
        .option("--cluster", &*service.cluster)
        .option("--service", &*service.service)
        .option("--task-definition", task_definition);
    flags.aws(command, service)
}

fn arn(deployment: &Deployment) -> &str {
    &deployment.service_deployment_arn
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::deployment_record;
    use serde_json::json;

    fn deployment() -> Deployment {
        (*deployment_record("web", "J4ZwX3", json!({})).item).clone()
    }

    fn flags() -> RunFlags {
        RunFlags {
            profile: Some("my prod".to_owned()),
            ..RunFlags::default()
        }
    }

    #[test]
    fn names_the_region_of_the_arn() {
        let line = roll_back(&deployment(), &RunFlags::default()).expect("a line");
        insta::assert_snapshot!(line, @"aws ecs stop-service-deployment --service-deployment-arn arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/J4ZwX3 --stop-type ROLLBACK --region eu-west-1");
    }

    #[test]
    fn leads_to_the_same_account() {
        let service = ServiceRef::from_arn(&deployment().service_deployment_arn);
        let line = update_service(&service, "web:41", &flags()).expect("a line");
        insta::assert_snapshot!(line, @"aws ecs update-service --cluster shop --service web --task-definition web:41 --region eu-west-1 --profile 'my prod'");
    }

    #[test]
    fn a_hook_id_cannot_run_anything() {
        let line = continue_deployment(&deployment(), "x'; rm -rf ~ #", &flags());
        let line = line.expect("a line");
        assert!(
            line.contains(r#"--hook-id "x'; rm -rf ~ #" --region"#),
            "{line}"
        );
        for hidden in ["a\nb", "file:///etc/passwd"] {
            assert_eq!(continue_deployment(&deployment(), hidden, &flags()), None);
        }
    }
}
