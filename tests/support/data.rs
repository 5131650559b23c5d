//! Items as ECS answers them: ARNs, deployments in every state, revisions, and whole histories.
//!
//! All of it follows from names and small numbers, so that a test can say `deployment_arn("shop",
//! "web", &deployment_id(3))` and a snapshot stays as it is.

use serde_json::{Value, json};

pub const ACCOUNT: &str = "123456789012";
pub const REGION: &str = "eu-west-1";

/// When the deployment with the number 0 was created, unless a test says otherwise: 2026-09-21T14:13:20Z.
pub const EPOCH: f64 = 1_790_000_000.0;
/// The time between two deployments.
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

/// The id of the nth deployment: 21 characters. The first is never `-`; [`Deployment::id`] is for that.
pub fn deployment_id(n: u64) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    let mut seed = spread(n);
    (0..21)
        .map(|at| {
            seed = spread(seed);
            let choices = if at == 0 { 62 } else { 64 };
            char::from(ALPHABET[(seed % choices) as usize])
        })
        .collect()
}

/// The id of the nth revision: 19 digits, in no order, past what a double holds exactly.
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

/// Numbers that look like chance and are the same in every run (the mixer of SplitMix64).
pub fn spread(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Seconds as ECS sends them: to the millisecond.
pub fn seconds(at: f64) -> f64 {
    (at * 1000.0).round() / 1000.0
}

/// A deployment in the making. The members of its state follow from its status.
#[derive(Clone, Debug)]
pub struct Deployment {
    cluster: String,
    service: String,
    n: u64,
    id: String,
    status: String,
    reason: Option<String>,
    created: f64,
    took: f64,
    source: Option<u64>,
    tasks: u64,
    changes: Vec<(String, Option<Value>)>,
}

impl Deployment {
    /// The nth deployment of a service, which brings its nth revision in place of the one before.
    /// The deployment 0 is the first of its service and replaces none.
    pub fn new(cluster: &str, service: &str, n: u64) -> Self {
        Self {
            cluster: cluster.to_owned(),
            service: service.to_owned(),
            n,
            id: deployment_id(n),
            status: "SUCCESSFUL".to_owned(),
            reason: None,
            created: EPOCH + n as f64 * INTERVAL,
            took: 180.25,
            source: n.checked_sub(1),
            tasks: 2,
            changes: Vec::new(),
        }
    }

    pub fn status(mut self, status: &str) -> Self {
        self.status = status.to_owned();
        self
    }

    pub fn reason(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }

    pub fn created(mut self, epoch: f64) -> Self {
        self.created = epoch;
        self
    }

    /// The seconds between start and end.
    pub fn took(mut self, seconds: f64) -> Self {
        self.took = seconds;
        self
    }

    pub fn id(mut self, id: &str) -> Self {
        self.id = id.to_owned();
        self
    }

    /// The number of the revision that served before; None for none.
    pub fn source(mut self, revision: Option<u64>) -> Self {
        self.source = revision;
        self
    }

    /// The tasks that were asked for.
    pub fn tasks(mut self, desired: u64) -> Self {
        self.tasks = desired;
        self
    }

    /// Puts a member in, or in place of the usual one.
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.changes.push((name.to_owned(), Some(value)));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.changes.push((name.to_owned(), None));
        self
    }

    pub fn arn(&self) -> String {
        deployment_arn(&self.cluster, &self.service, &self.id)
    }

    fn is_final(&self) -> bool {
        [
            "SUCCESSFUL",
            "STOPPED",
            "ROLLBACK_SUCCESSFUL",
            "ROLLBACK_FAILED",
        ]
        .contains(&self.status.as_str())
    }

    /// Whether a failure was detected, and the service goes or went back. A person who asks for it
    /// (ROLLBACK_REQUESTED) trips no circuit breaker.
    fn is_rolled_back(&self) -> bool {
        [
            "ROLLBACK_IN_PROGRESS",
            "ROLLBACK_SUCCESSFUL",
            "ROLLBACK_FAILED",
        ]
        .contains(&self.status.as_str())
    }

    /// The item as DescribeServiceDeployments answers it.
    pub fn build(self) -> Value {
        let revision = |n| revision_arn(&self.cluster, &self.service, &revision_id(n));
        let started = seconds(self.created + 1.6);
        let ended = seconds(self.created + 1.6 + self.took);
        let (running, pending) = match self.status.as_str() {
            "SUCCESSFUL" => (self.tasks, 0),
            "IN_PROGRESS" => (self.tasks / 2, self.tasks - self.tasks / 2),
            _ => (0, 0),
        };
        let requested = if self.status == "PENDING" {
            0
        } else {
            self.tasks
        };
        let serving_still = if self.status == "SUCCESSFUL" {
            0
        } else {
            self.tasks
        };
        let sources: Vec<Value> = self
            .source
            .into_iter()
            .map(|n| summary(&revision(n), serving_still, serving_still, 0))
            .collect();

        let mut item = json!({
            "serviceDeploymentArn": self.arn(),
            "serviceArn": service_arn(&self.cluster, &self.service),
            "clusterArn": cluster_arn(&self.cluster),
            "createdAt": seconds(self.created),
        });
        if self.status != "PENDING" {
            item["startedAt"] = started.into();
        }
        if self.is_final() {
            item["finishedAt"] = ended.into();
        }
        if self.status == "STOPPED" {
            item["stoppedAt"] = ended.into();
        }
        let updated = if self.is_final() { ended } else { started };
        item["updatedAt"] = updated.into();
        item["sourceServiceRevisions"] = sources.into();
        item["targetServiceRevision"] = summary(&revision(self.n), requested, running, pending);
        item["status"] = self.status.clone().into();
        let usual = self.is_rolled_back().then(|| BREAKER_REASON.to_owned());
        if let Some(reason) = self.reason.clone().or(usual.clone()) {
            item["statusReason"] = reason.into();
        }
        item["deploymentConfiguration"] = json!({
            "deploymentCircuitBreaker": {"enable": true, "rollback": true},
            "maximumPercent": 200,
            "minimumHealthyPercent": 100,
            "alarms": {"alarmNames": [], "rollback": false, "enable": false},
        });
        if let (Some(reason), Some(source)) = (usual, self.source) {
            item["rollback"] = json!({
                "reason": reason,
                "startedAt": seconds(self.created + 1.6 + self.took / 2.0),
                "serviceRevisionArn": revision(source),
            });
        }
        let (breaker, failed) = match self.status.as_str() {
            _ if self.is_rolled_back() => ("TRIGGERED", 3),
            _ if self.is_final() => ("MONITORING_COMPLETE", 0),
            _ => ("MONITORING", 0),
        };
        item["deploymentCircuitBreaker"] =
            json!({"status": breaker, "failureCount": failed, "threshold": 3});
        item["alarms"] = json!({"status": "DISABLED"});
        let members = item.as_object_mut().expect("an item that is an object");
        for (name, value) in self.changes {
            match value {
                Some(value) => drop(members.insert(name, value)),
                None => drop(members.shift_remove(&name)),
            }
        }
        item
    }
}

fn summary(arn: &str, requested: u64, running: u64, pending: u64) -> Value {
    json!({
        "arn": arn,
        "requestedTaskCount": requested,
        "runningTaskCount": running,
        "pendingTaskCount": pending,
    })
}

/// The nth revision of a service, as DescribeServiceRevisions answers it.
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

/// The task definition of a revision, as DescribeTaskDefinition answers it.
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

/// Successful deployments, each with its own revision, half an hour apart and the newest first. They
/// have the numbers `count` down to 1; the revision before the first is too old to be described.
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

/// A cluster of services `svc-000`, `svc-001` and so on. Each has three deployments of days ago;
/// the first `recent` of them have two more, of the last hour: a rollback and a success.
pub fn fleet(cluster: &str, services: usize, recent: usize) -> (Vec<Value>, Vec<Value>) {
    let now = now();
    let (mut deployments, mut revisions) = (Vec::new(), Vec::new());
    for number in 0..services {
        let service = format!("svc-{number:03}");
        let of = |n: u64, age: f64| {
            Deployment::new(cluster, &service, n)
                .id(&deployment_id(number as u64 * 1000 + n))
                .created(now - age)
        };
        let days = 86_400.0;
        deployments.extend([
            of(1, 40.0 * days + number as f64).build(),
            of(2, 12.0 * days + number as f64).build(),
            of(3, 3.0 * days + number as f64).build(),
        ]);
        if number < recent {
            let back = of(4, 3000.0 + number as f64).status("ROLLBACK_SUCCESSFUL");
            deployments.extend([back.build(), of(5, 1200.0 + number as f64).build()]);
        }
        revisions.extend((1..=5).map(|n| revision(cluster, &service, n)));
    }
    (deployments, revisions)
}
