//! Images and containers.

use crate::base::{Case, case, push, remove, reverse, web};
use serde_json::json;

const V2: &str = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:v2";
const DIGEST: &str = "sha256:28402db69fec7c17e179ea87882667f1e054391138f77ffaf0c3eb388efc3ffb";

pub fn cases() -> Vec<Case> {
    vec![
        case(
            "an image tag",
            |revision, task| {
                revision["containerImages"][0]["image"] = json!(V2);
                web(task)["image"] = json!(V2);
            },
            &["Images: ~ web tag: v1 → v2"],
        ),
        case(
            "an image tag and its digest",
            |revision, task| {
                revision["containerImages"][0]["image"] = json!(V2);
                revision["containerImages"][0]["imageDigest"] = json!(DIGEST);
                web(task)["image"] = json!(V2);
            },
            &[
                "Images: ~ web tag: v1 → v2",
                "Images: ~ web digest: 9e5651b0ef95 → 28402db69fec",
            ],
        ),
        case(
            "a new digest of the same tag",
            |revision, _| revision["containerImages"][0]["imageDigest"] = json!(DIGEST),
            &["Images: ~ web digest: 9e5651b0ef95 → 28402db69fec"],
        ),
        case(
            "an image repository",
            |revision, task| {
                let image = "ghcr.io/shop/web:v1";
                revision["containerImages"][0]["image"] = json!(image);
                web(task)["image"] = json!(image);
            },
            &[
                "Images: ~ web repository: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web → ghcr.io/shop/web",
            ],
        ),
        case(
            "an image that only the task definition names",
            |revision, task| {
                remove(revision, "containerImages");
                web(task)["image"] = json!(V2);
            },
            &["Images: ~ web tag: v1 → v2"],
        ),
        case(
            "an environment variable added",
            |_, task| {
                push(
                    &mut web(task)["environment"],
                    json!({"name": "FEATURE_X", "value": "on"}),
                )
            },
            &["Container web: + FEATURE_X: on"],
        ),
        case(
            "an environment variable removed",
            |_, task| {
                web(task)["environment"]
                    .as_array_mut()
                    .expect("a list")
                    .remove(1);
            },
            &["Container web: - REGION: eu-west-1"],
        ),
        case(
            "an environment variable changed",
            |_, task| web(task)["environment"][0]["value"] = json!("debug"),
            &["Container web: ~ LOG_LEVEL: info → debug"],
        ),
        case(
            "the environment reordered",
            |_, task| reverse(&mut web(task)["environment"]),
            &[],
        ),
        case(
            "a credential in the environment",
            |_, task| {
                push(
                    &mut web(task)["environment"],
                    json!({"name": "API_TOKEN", "value": "abc"}),
                )
            },
            &["Container web: + API_TOKEN: (masked)"],
        ),
        case(
            "a name and a value in a new member",
            |_, task| web(task)["newMember"] = json!({"name": "API_TOKEN", "value": "abc"}),
            &["Container web: + newMember: {\"name\":\"API_TOKEN\",\"value\":\"(masked)\"}"],
        ),
        case(
            "a secret changed",
            |_, task| {
                web(task)["secrets"][0]["valueFrom"] =
                    json!("arn:aws:ssm:eu-west-1:123456789012:parameter/web/db2")
            },
            &[
                "Container web: ~ secret DB_PASSWORD: arn:aws:ssm:eu-west-1:123456789012:parameter/web/db → arn:aws:ssm:eu-west-1:123456789012:parameter/web/db2",
            ],
        ),
        case(
            "a variable becomes a secret",
            |_, task| {
                web(task)["environment"]
                    .as_array_mut()
                    .expect("a list")
                    .remove(0);
                push(
                    &mut web(task)["secrets"],
                    json!({"name": "LOG_LEVEL", "valueFrom": "arn:aws:ssm:eu-west-1:123456789012:parameter/level"}),
                );
            },
            &[
                "Container web: - LOG_LEVEL: info",
                "Container web: + secret LOG_LEVEL: arn:aws:ssm:eu-west-1:123456789012:parameter/level",
            ],
        ),
        case(
            "the memory of a container",
            |_, task| web(task)["memory"] = json!(512),
            &["Container web: + memory: 512"],
        ),
        case(
            "a container added",
            |revision, task| {
                push(
                    &mut task["containerDefinitions"],
                    json!({"name": "redis", "image": "redis:7", "essential": true}),
                );
                push(
                    &mut revision["containerImages"],
                    json!({"containerName": "redis", "image": "redis:7"}),
                );
            },
            &[
                "Images: + redis: redis:7",
                "Container redis: + the container",
            ],
        ),
        case(
            "a container removed",
            |revision, task| {
                task["containerDefinitions"]
                    .as_array_mut()
                    .expect("a list")
                    .remove(1);
                revision["containerImages"]
                    .as_array_mut()
                    .expect("a list")
                    .remove(1);
            },
            &[
                "Images: - otel: public.ecr.aws/aws-observability/aws-otel-collector:v0.32.0 @ 7a1b35606550",
                "Container otel: - the container",
            ],
        ),
        case(
            "a container renamed",
            |revision, task| {
                task["containerDefinitions"][1]["name"] = json!("collector");
                revision["containerImages"][1]["containerName"] = json!("collector");
            },
            &["Container collector: ~ name: otel → collector"],
        ),
        case(
            "a health check",
            |_, task| {
                web(task)["healthCheck"]["interval"] = json!(10);
                web(task)["healthCheck"]["command"] = json!(["CMD-SHELL", "true"]);
            },
            &[
                "Container web: ~ healthCheck.command: [\"CMD-SHELL\",\"curl -f localhost:8080/health\"] → [\"CMD-SHELL\",\"true\"]",
                "Container web: ~ healthCheck.interval: 30 → 10",
            ],
        ),
        case(
            "a health check removed",
            |_, task| remove(web(task), "healthCheck"),
            &[
                "Container web: - healthCheck: {\"command\":[\"CMD-SHELL\",\"curl -f localhost:8080/health\"],\"interval\":30,\"retries\":3}",
            ],
        ),
        case(
            "the order of a command",
            |_, task| reverse(&mut web(task)["command"]),
            &["Container web: ~ command: [\"serve\",\"--verbose\"] → [\"--verbose\",\"serve\"]"],
        ),
        case(
            "a port",
            |_, task| {
                web(task)["portMappings"][0]["containerPort"] = json!(9090);
                web(task)["portMappings"][0]["hostPort"] = json!(9090);
            },
            &[
                "Container web: - port 8080/tcp: {\"hostPort\":8080,\"name\":\"http\"}",
                "Container web: + port 9090/tcp: {\"hostPort\":9090,\"name\":\"http\"}",
            ],
        ),
        case(
            "a value that equals its name",
            |_, task| web(task)["environment"][0]["value"] = json!("LOG_LEVEL"),
            &["Container web: ~ LOG_LEVEL: info → LOG_LEVEL"],
        ),
        case(
            "a volume",
            |_, task| {
                push(
                    &mut task["volumes"],
                    json!({"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1"}}),
                );
                push(
                    &mut web(task)["mountPoints"],
                    json!({"sourceVolume": "data", "containerPath": "/data"}),
                );
            },
            &[
                "Container web: + mount /data: data",
                "Configuration: + volume data: {\"efsVolumeConfiguration\":{\"fileSystemId\":\"fs-1\"}}",
            ],
        ),
        case(
            "an unknown member of a container",
            |_, task| web(task)["restartPolicy"] = json!({"enabled": true}),
            &["Container web: + restartPolicy: {\"enabled\":true}"],
        ),
    ]
}
