//! ARNs, ids, revisions and task definitions as ECS returns them.
//!
//! All of it follows from names and small numbers, so that a test can write `deployment_arn("shop",
//! "web", &deployment_id(3))` and snapshots do not change.

use serde_json::{Value, json};

use super::deployment::Deployment;

pub const ACCOUNT: &str = "123456789012";
pub const REGION: &str = "eu-west-1";

/// When deployment 0 was created, unless a test sets another time: 2026-09-21T14:13:20Z, in seconds.
pub const EPOCH: f64 = 1_790_000_000.0;
/// Seconds between two deployments.
pub const INTERVAL: f64 = 1800.0;

pub const BREAKER_REASON: &str =
    "Service deployment rolled back because the circuit breaker threshold was exceeded.";

pub fn cluster_arn(cluster: &str) -> String {
    format!("arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/{cluster}")
}

pub fn service_arn(cluster: &str, service: &str) -> String {
    format!("arn:aws:ecs:{REGION}:{ACCOUNT}:service/{cluster}/{service}")
}

pub fn deployment_arn(cluster: &str, service: &str, id: &str) -> String {
    format!("arn:aws:ecs:{REGION}:{ACCOUNT}:service-deployment/{cluster}/{service}/{id}")
}

pub fn revision_arn(cluster: &str, service: &str, id: &str) -> String {
    format!("arn:aws:ecs:{REGION}:{ACCOUNT}:service-revision/{cluster}/{service}/{id}")
}

/// The id of the nth deployment: 21 characters, the first never `-`. [`Deployment::id`] sets such an id.
pub fn deployment_id(n: u64) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    let mut seed = spread(n);
    (0..21)
        .map(|index| {
            seed = spread(seed);
            let choices = if index == 0 { 62 } else { 64 };
            char::from(ALPHABET[(seed % choices) as usize])
        })
        .collect()
}

/// The id of the nth revision: 19 digits, in no order, too many for a double to hold exactly.
pub fn revision_id(n: u64) -> String {
    let id = 1_000_000_000_000_000_000 + spread(!n) % 8_000_000_000_000_000_000;
    id.to_string()
}

/// An image digest.
pub fn digest(n: u64) -> String {
    let words: String = (0..4)
        .map(|word| format!("{:016x}", spread(n * 4 + word)))
        .collect();
    format!("sha256:{words}")
}

/// A request id: a UUID.
pub fn request_id(n: u64) -> String {
    let (high, low) = (spread(n), spread(!n));
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff,
    )
}

/// Pseudorandom numbers, the same in every run (the mixer of SplitMix64).
pub fn spread(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Seconds as ECS sends them: rounded to the millisecond.
pub fn seconds(time: f64) -> f64 {
    (time * 1000.0).round() / 1000.0
}

/// The nth revision of a service, as DescribeServiceRevisions returns it.
pub fn revision(cluster: &str, service: &str, n: u64) -> Value {
    json!({
        "serviceRevisionArn": revision_arn(cluster, service, &revision_id(n)),
        "serviceArn": service_arn(cluster, service),
        "clusterArn": cluster_arn(cluster),
        "taskDefinition": format!("arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/{service}:{n}"),
        "launchType": "FARGATE",
        "platformVersion": "1.4.0",
        "platformFamily": "Linux",
        "networkConfiguration": {"awsvpcConfiguration": {
            "subnets": ["subnet-0d0eab1bb38d5ca64", "subnet-0db5010045995c2d5"],
            "securityGroups": ["sg-02556bf85a191f59a"],
            "assignPublicIp": "DISABLED",
        }},
        "containerImages": [
            {
                "containerName": service,
                "imageDigest": digest(n),
                "image": format!("{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{service}:v{n}"),
            },
            {
                "containerName": "aws-otel-collector",
                "imageDigest": "sha256:7a1b3560655071bcacd66902c20ebe9a69470d5691fe3bd36baace7c2f3c4640",
                "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.32.0",
            },
        ],
        "guardDutyEnabled": false,
        "serviceConnectConfiguration": {"enabled": false},
        "createdAt": seconds(EPOCH + n as f64 * INTERVAL - 1.6),
    })
}

/// The task definition of a revision, as DescribeTaskDefinition returns it.
pub fn task_definition(revision: &Value) -> Value {
    let arn = revision["taskDefinition"].as_str().unwrap_or_default();
    let name = arn.rsplit('/').next().unwrap_or_default();
    let (family, number) = name.split_once(':').unwrap_or((name, "1"));
    let images = revision["containerImages"].as_array().into_iter().flatten();
    let containers: Vec<Value> = images
        .map(|image| json!({"name": image["containerName"], "image": image["image"], "cpu": 0, "essential": true}))
        .collect();
    json!({
        "taskDefinitionArn": arn, "family": family, "revision": number.parse().unwrap_or(1), "status": "ACTIVE",
        "networkMode": "awsvpc", "cpu": "256", "memory": "512", "containerDefinitions": containers,
    })
}

/// Successful deployments `count` down to 1 and their revisions, half an hour apart, newest first. The
/// revision that the first one replaced is too old to be described.
pub fn history(
    cluster: &str,
    service: &str,
    count: usize,
    newest_epoch: f64,
) -> (Vec<Value>, Vec<Value>) {
    let count = count as u64;
    (1..=count)
        .rev()
        .map(|n| {
            let created = newest_epoch - (count - n) as f64 * INTERVAL;
            let mut revision = revision(cluster, service, n);
            revision["createdAt"] = seconds(created - 1.6).into();
            let deployment = Deployment::new(cluster, service, n).created(created);
            (deployment.build(), revision)
        })
        .unzip()
}

/// Seconds since 1970, now.
pub fn now() -> f64 {
    chrono::Utc::now().timestamp_millis() as f64 / 1000.0
}
