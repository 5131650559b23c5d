//! The configuration that every case starts from, and how a case changes it.

use ecs_history::model::config_diff::Configuration;
use serde_json::{Value, json};

/// The service revision that every case starts from.
fn revision() -> Value {
    json!({
        "serviceRevisionArn": "arn:aws:ecs:eu-west-1:123456789012:service-revision/shop/web/1485800978477494678",
        "serviceArn": "arn:aws:ecs:eu-west-1:123456789012:service/shop/web",
        "clusterArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
        "taskDefinition": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:41",
        "capacityProviderStrategy": [
            {"capacityProvider": "FARGATE", "weight": 1, "base": 2},
            {"capacityProvider": "FARGATE_SPOT", "weight": 3, "base": 0},
        ],
        "platformVersion": "1.4.0",
        "platformFamily": "Linux",
        "loadBalancers": [{
            "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1f6a0c3d92b7e845",
            "containerName": "web", "containerPort": 8080,
        }],
        "networkConfiguration": {"awsvpcConfiguration": {
            "subnets": ["subnet-0a4f17c2be93d6058", "subnet-0d61b8e35fa2c7904"],
            "securityGroups": ["sg-0e92c4617ab5d03f8"],
            "assignPublicIp": "DISABLED",
        }},
        "containerImages": [
            {
                "containerName": "web",
                "imageDigest": "sha256:9e5651b0ef9592b067625f1d260b14c6713ae2f6f471890371ba4943b36f11f1",
                "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:v1",
            },
            {
                "containerName": "otel",
                "imageDigest": "sha256:7a1b3560655071bcacd66902c20ebe9a69470d5691fe3bd36baace7c2f3c4640",
                "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.32.0",
            },
        ],
        "guardDutyEnabled": false,
        "serviceConnectConfiguration": {"enabled": true, "namespace": "shop", "services": [
            {"portName": "http", "discoveryName": "web", "clientAliases": [{"port": 80, "dnsName": "web"}]},
        ]},
        "createdAt": "2026-06-01T11:58:06.888Z",
    })
}

/// Its task definition.
fn task_definition() -> Value {
    json!({
        "taskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:41",
        "family": "web",
        "revision": 41,
        "status": "ACTIVE",
        "registeredAt": "2026-06-01T11:50:00Z",
        "registeredBy": "arn:aws:iam::123456789012:role/deploy",
        "taskRoleArn": "arn:aws:iam::123456789012:role/web",
        "networkMode": "awsvpc",
        "cpu": "512",
        "memory": "1024",
        "requiresCompatibilities": ["FARGATE", "EC2"],
        "compatibilities": ["EC2", "FARGATE"],
        "requiresAttributes": [{"name": "com.amazonaws.ecs.capability.task-iam-role"}],
        "volumes": [{"name": "cache", "host": {}}],
        "placementConstraints": [],
        "containerDefinitions": [
            {
                "name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:v1", "cpu": 0, "essential": true,
                "portMappings": [{"containerPort": 8080, "hostPort": 8080, "protocol": "tcp", "name": "http"}],
                "environment": [{"name": "LOG_LEVEL", "value": "info"}, {"name": "REGION", "value": "eu-west-1"}],
                "secrets": [{"name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:eu-west-1:123456789012:parameter/web/db"}],
                "mountPoints": [{"sourceVolume": "cache", "containerPath": "/cache"}],
                "healthCheck": {"command": ["CMD-SHELL", "curl -f localhost:8080/health"], "interval": 30, "retries": 3},
                "command": ["serve", "--verbose"],
            },
            {"name": "otel", "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.32.0", "cpu": 0, "essential": false},
        ],
        "tags": [{"key": "team", "value": "shop"}, {"key": "stage", "value": "prod"}],
    })
}

/// The configuration that every case starts from.
pub fn configuration() -> Configuration {
    Configuration {
        revision: revision(),
        task_definition: Some(task_definition()),
    }
}

/// What a case does to the service revision and the task definition.
type Change = Box<dyn Fn(&mut Value, &mut Value)>;

/// The name of a case, what is changed, and the changes that are named.
pub struct Case {
    pub name: &'static str,
    pub change: Change,
    pub expected: &'static [&'static str],
}

/// A case that changes the revision and the task definition of [`configuration`].
pub fn case(
    name: &'static str,
    change: impl Fn(&mut Value, &mut Value) + 'static,
    expected: &'static [&'static str],
) -> Case {
    Case {
        name,
        change: Box::new(change),
        expected,
    }
}

/// The first container of a task definition.
pub fn web(task: &mut Value) -> &mut Value {
    &mut task["containerDefinitions"][0]
}

pub fn push(list: &mut Value, item: Value) {
    list.as_array_mut().expect("a list").push(item);
}

pub fn reverse(list: &mut Value) {
    list.as_array_mut().expect("a list").reverse();
}

pub fn remove(object: &mut Value, name: &str) {
    object.as_object_mut().expect("an object").remove(name);
}
