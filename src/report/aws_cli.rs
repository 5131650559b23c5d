//! AWS CLI commands to suggest, since this program only reads.

use crate::model::arn::Arn;
use crate::model::deployment::Deployment;

/// Stops a deployment and rolls it back.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stop-service-deployment.html>
pub fn roll_back(deployment: &Deployment) -> String {
    command(
        "stop-service-deployment",
        deployment,
        &["--stop-type", "ROLLBACK"],
    )
}

/// Continues a deployment that a lifecycle hook has paused.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/continue-service-deployment.html>
pub fn continue_deployment(deployment: &Deployment, hook_id: &str) -> String {
    command(
        "continue-service-deployment",
        deployment,
        &["--hook-id", hook_id],
    )
}

fn command(name: &str, deployment: &Deployment, more: &[&str]) -> String {
    let arn = deployment.service_deployment_arn.as_str();
    let mut words = vec!["aws", "ecs", name, "--service-deployment-arn", arn];
    words.extend(more);
    if let Some(arn) = Arn::parse(arn) {
        words.extend(["--region", arn.region]);
    }
    let words: Vec<String> = words.into_iter().map(quoted).collect();
    words.join(" ")
}

/// Quotes a word for a shell, since IDs that AWS returns end up there.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_:/.,=@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::deployment_record;
    use serde_json::json;

    fn deployment() -> Deployment {
        (*deployment_record("web", "J4ZwX3", json!({})).item).clone()
    }

    #[test]
    fn names_the_region_of_the_arn() {
        insta::assert_snapshot!(roll_back(&deployment()), @"aws ecs stop-service-deployment --service-deployment-arn arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/J4ZwX3 --stop-type ROLLBACK --region eu-west-1");
    }

    #[test]
    fn a_hook_id_cannot_run_anything() {
        let command = continue_deployment(&deployment(), "x'; rm -rf ~ #");
        assert!(
            command.contains(r"--hook-id 'x'\''; rm -rf ~ #' --region"),
            "{command}"
        );
    }
}
