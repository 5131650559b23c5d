//! The examples of AWS's documentation, with times as they are on the wire.

use serde_json::{Value, json};

/// `aws ecs describe-service-deployments`: the first deployment of its service.
/// <https://docs.aws.amazon.com/cli/latest/reference/ecs/describe-service-deployments.html>
pub fn cli_deployment() -> Value {
    json!({
        "serviceDeploymentArn": "arn:aws:ecs:us-east-1:123456789012:service-deployment/example-cluster/example-service/ejGvqq2ilnbKT9qj0vLJe",
        "serviceArn": "arn:aws:ecs:us-east-1:123456789012:service/example-cluster/example-service",
        "clusterArn": "arn:aws:ecs:us-east-1:123456789012:cluster/example-cluster",
        "createdAt": 1730376210.917,
        "startedAt": 1730376212.51,
        "finishedAt": 1730376304.527,
        "updatedAt": 1730376304.527,
        "sourceServiceRevisions": [],
        "targetServiceRevision": {
            "arn": "arn:aws:ecs:us-east-1:123456789012:service-revision/example-cluster/example-service/1485800978477494678",
            "requestedTaskCount": 1,
            "runningTaskCount": 1,
            "pendingTaskCount": 0
        },
        "status": "SUCCESSFUL",
        "deploymentConfiguration": {
            "deploymentCircuitBreaker": {"enable": true, "rollback": true},
            "maximumPercent": 200,
            "minimumHealthyPercent": 100,
            "alarms": {"alarmNames": [], "rollback": false, "enable": false}
        },
        "deploymentCircuitBreaker": {"status": "MONITORING_COMPLETE", "failureCount": 0, "threshold": 3},
        "alarms": {"status": "DISABLED"}
    })
}

/// The revision of [`cli_deployment`].
pub fn cli_revision() -> Value {
    json!({
        "serviceRevisionArn": "arn:aws:ecs:us-east-1:123456789012:service-revision/example-cluster/example-service/1485800978477494678",
        "serviceArn": "arn:aws:ecs:us-east-1:123456789012:service/example-cluster/example-service",
        "clusterArn": "arn:aws:ecs:us-east-1:123456789012:cluster/example-cluster",
        "taskDefinition": "arn:aws:ecs:us-east-1:123456789012:task-definition/webserver:5",
        "capacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 1, "base": 0}],
        "platformVersion": "1.4.0",
        "platformFamily": "Linux",
        "networkConfiguration": {"awsvpcConfiguration": {
            "subnets": ["subnet-0d0eab1bb38d5ca64", "subnet-0db5010045995c2d5"],
            "securityGroups": ["sg-02556bf85a191f59a"],
            "assignPublicIp": "ENABLED"
        }},
        "containerImages": [
            {
                "containerName": "aws-otel-collector",
                "imageDigest": "sha256:7a1b3560655071bcacd66902c20ebe9a69470d5691fe3bd36baace7c2f3c4640",
                "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.32.0"
            },
            {
                "containerName": "web",
                "imageDigest": "sha256:28402db69fec7c17e179ea87882667f1e054391138f77ffaf0c3eb388efc3ffb",
                "image": "nginx"
            }
        ],
        "guardDutyEnabled": false,
        "serviceConnectConfiguration": {"enabled": false},
        "createdAt": 1730376209.302
    })
}

/// The API reference's first example of DescribeServiceDeployments: it has not started.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceDeployments.html>
pub fn pending_deployment() -> Value {
    json!({
        "serviceDeploymentArn": "arn:aws:ecs:us-west-2:123456789012:service-deployment/example/sd-example/NCWGC2ZR-taawPAYrIaU5",
        "serviceArn": "arn:aws:ecs:us-west-2:123456789012:service/example/sd-example",
        "clusterArn": "arn:aws:ecs:us-west-2:123456789012:cluster/example",
        "updatedAt": 1725986975.57,
        "targetServiceRevision": {
            "arn": "arn:aws:ecs:us-west-2:123456789012:service-revision/example/sd-example/4980306466373577095",
            "requestedTaskCount": 0,
            "runningTaskCount": 0,
            "pendingTaskCount": 0
        },
        "status": "PENDING",
        "deploymentConfiguration": {
            "deploymentCircuitBreaker": {"enable": false, "rollback": false},
            "maximumPercent": 200,
            "minimumHealthyPercent": 100
        }
    })
}

/// The API reference's second example: it waits at a PAUSE hook.
pub fn paused_deployment() -> Value {
    json!({
        "serviceDeploymentArn": "arn:aws:ecs:us-west-2:123456789012:service-deployment/my-cluster/my-service/xyz789ABC123",
        "serviceArn": "arn:aws:ecs:us-west-2:123456789012:service/my-cluster/my-service",
        "clusterArn": "arn:aws:ecs:us-west-2:123456789012:cluster/my-cluster",
        "updatedAt": 1778083500.0,
        "targetServiceRevision": {
            "arn": "arn:aws:ecs:us-west-2:123456789012:service-revision/my-cluster/my-service/1234567890123456789",
            "requestedTaskCount": 2,
            "runningTaskCount": 2,
            "pendingTaskCount": 0
        },
        "status": "IN_PROGRESS",
        "deploymentConfiguration": {
            "maximumPercent": 200,
            "minimumHealthyPercent": 100,
            "strategy": "BLUE_GREEN",
            "lifecycleHooks": [{
                "targetType": "PAUSE",
                "lifecycleStages": ["POST_PRODUCTION_TRAFFIC_SHIFT"],
                "timeoutConfiguration": {"timeoutInMinutes": 60, "action": "ROLLBACK"}
            }]
        },
        "lifecycleHookDetails": [{
            "hookId": "ecs-pause-Xk7rT2mP9sLwQn4vB8fYd3hJ6gA1cE5iO0uR_ZpWq",
            "targetType": "PAUSE",
            "status": "AWAITING_ACTION",
            "expiresAt": 1778083380.0,
            "timeoutAction": "ROLLBACK"
        }]
    })
}

/// The API reference's example of DescribeServiceRevisions: no images, another platform family.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceRevisions.html>
pub fn revision_without_images() -> Value {
    json!({
        "serviceRevisionArn": "arn:aws:ecs:us-west-2:123456789012:service-revision/example/sd-example/4980306466373577095",
        "serviceArn": "arn:aws:ecs:us-west-2:123456789012:service/example/sd-example",
        "clusterArn": "arn:aws:ecs:us-west-2:123456789012:cluster/example",
        "taskDefinition": "arn:aws:ecs:us-west-2:123456789012:task-definition/large-ngingx:1",
        "launchType": "FARGATE",
        "platformVersion": "1.4.0",
        "platformFamily": "DockerLinux",
        "networkConfiguration": {"awsvpcConfiguration": {
            "subnets": ["subnet-0a4040e73895f04e1"],
            "securityGroups": ["sg-09605d60a6bc1b296"],
            "assignPublicIp": "ENABLED"
        }},
        "createdAt": 1725986966.39
    })
}
