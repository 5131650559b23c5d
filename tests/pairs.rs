//! Pairs of configurations, and the changes that `revisions diff` shows between them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation is a failed test"
)]

use ecs_history::model::config_diff::{Configuration, changes};
use ecs_history::model::mask::Masking;
use ecs_history::report::diff::named_lines;
use serde_json::{Value, json};

/// The service revision on the old side of every pair.
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

fn configuration() -> Configuration {
    Configuration {
        revision: revision(),
        task_definition: Some(task_definition()),
    }
}

type Edit = Box<dyn Fn(&mut Value, &mut Value)>;

/// The name of each pair, how the new side differs from the old one, and the changes shown.
fn pairs() -> Vec<(&'static str, Edit, &'static [&'static str])> {
    fn pair(
        name: &'static str,
        change: impl Fn(&mut Value, &mut Value) + 'static,
        expected: &'static [&'static str],
    ) -> (&'static str, Edit, &'static [&'static str]) {
        (name, Box::new(change), expected)
    }
    fn web(task: &mut Value) -> &mut Value {
        &mut task["containerDefinitions"][0]
    }
    fn push(list: &mut Value, item: Value) {
        list.as_array_mut().expect("a list").push(item);
    }
    fn reverse(list: &mut Value) {
        list.as_array_mut().expect("a list").reverse();
    }
    fn remove(object: &mut Value, name: &str) {
        object.as_object_mut().expect("an object").remove(name);
    }
    const V2: &str = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:v2";
    const DIGEST: &str = "sha256:28402db69fec7c17e179ea87882667f1e054391138f77ffaf0c3eb388efc3ffb";
    vec![
        pair("identical", |_, _| {}, &[]),
        pair(
            "members that AWS adds",
            |revision, task| {
                revision["serviceRevisionArn"] = json!(
                    "arn:aws:ecs:eu-west-1:123456789012:service-revision/shop/web/4980306466373577095"
                );
                revision["createdAt"] = json!(1780315086.888);
                revision["taskDefinition"] =
                    json!("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:42");
                revision["resolvedConfiguration"] =
                    json!({"loadBalancers": [{"targetGroupArn": "green"}]});
                task["taskDefinitionArn"] =
                    json!("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:42");
                task["revision"] = json!(42);
                task["status"] = json!("INACTIVE");
                task["registeredAt"] = json!(1780314000);
                task["deregisteredAt"] = json!(1780315000);
                task["registeredBy"] = json!("arn:aws:iam::123456789012:role/other");
                task["compatibilities"] = json!(["EC2"]);
                task["requiresAttributes"] = json!([]);
            },
            &[],
        ),
        pair(
            "the order of lists that have none",
            |revision, task| {
                reverse(&mut revision["networkConfiguration"]["awsvpcConfiguration"]["subnets"]);
                reverse(&mut revision["capacityProviderStrategy"]);
                reverse(&mut revision["containerImages"]);
                reverse(&mut task["containerDefinitions"]);
                reverse(&mut task["containerDefinitions"][1]["environment"]);
                reverse(&mut task["requiresCompatibilities"]);
                reverse(&mut task["tags"]);
            },
            &[],
        ),
        pair(
            "empty and absent",
            |revision, task| {
                revision["serviceRegistries"] = json!([]);
                revision["launchType"] = json!(null);
                web(task)["volumesFrom"] = json!([]);
                web(task)["dockerLabels"] = json!({});
                remove(task, "placementConstraints");
            },
            &[],
        ),
        pair(
            "image tag only",
            |revision, task| {
                revision["containerImages"][0]["image"] = json!(V2);
                web(task)["image"] = json!(V2);
            },
            &["Images: ~ web tag: v1 → v2"],
        ),
        pair(
            "image tag, and with it the digest",
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
        pair(
            "same tag, new digest",
            |revision, _| revision["containerImages"][0]["imageDigest"] = json!(DIGEST),
            &["Images: ~ web digest: 9e5651b0ef95 → 28402db69fec"],
        ),
        pair(
            "another repository",
            |revision, task| {
                let image = "ghcr.io/shop/web:v1";
                revision["containerImages"][0]["image"] = json!(image);
                web(task)["image"] = json!(image);
            },
            &[
                "Images: ~ web repository: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web → ghcr.io/shop/web",
            ],
        ),
        pair(
            "images that ECS has not resolved",
            |revision, task| {
                remove(revision, "containerImages");
                web(task)["image"] = json!(V2);
            },
            &["Images: ~ web tag: v1 → v2"],
        ),
        pair(
            "an environment variable added",
            |_, task| {
                push(
                    &mut web(task)["environment"],
                    json!({"name": "FEATURE_X", "value": "on"}),
                )
            },
            &["Container web: + FEATURE_X: on"],
        ),
        pair(
            "an environment variable removed",
            |_, task| {
                web(task)["environment"]
                    .as_array_mut()
                    .expect("a list")
                    .remove(1);
            },
            &["Container web: - REGION: eu-west-1"],
        ),
        pair(
            "an environment variable changed",
            |_, task| web(task)["environment"][0]["value"] = json!("debug"),
            &["Container web: ~ LOG_LEVEL: info → debug"],
        ),
        pair(
            "environment reordered",
            |_, task| reverse(&mut web(task)["environment"]),
            &[],
        ),
        pair(
            "a password in the environment changed",
            |_, task| {
                push(
                    &mut web(task)["environment"],
                    json!({"name": "API_TOKEN", "value": "abc"}),
                )
            },
            &["Container web: + API_TOKEN: (masked)"],
        ),
        pair(
            "a secret changed",
            |_, task| {
                web(task)["secrets"][0]["valueFrom"] =
                    json!("arn:aws:ssm:eu-west-1:123456789012:parameter/web/db2")
            },
            &[
                "Container web: ~ secret DB_PASSWORD: arn:aws:ssm:eu-west-1:123456789012:parameter/web/db → arn:aws:ssm:eu-west-1:123456789012:parameter/web/db2",
            ],
        ),
        pair(
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
        pair(
            "cpu and memory",
            |_, task| {
                task["cpu"] = json!("1024");
                task["memory"] = json!("2048");
            },
            &[
                "Capacity: ~ cpu: 512 → 1024",
                "Capacity: ~ memory: 1024 → 2048",
            ],
        ),
        pair(
            "memory of a container",
            |_, task| web(task)["memory"] = json!(512),
            &["Container web: + memory: 512"],
        ),
        pair(
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
        pair(
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
        pair(
            "a container renamed",
            |revision, task| {
                task["containerDefinitions"][1]["name"] = json!("collector");
                revision["containerImages"][1]["containerName"] = json!("collector");
            },
            &["Container collector: ~ name: otel → collector"],
        ),
        pair(
            "health check",
            |_, task| {
                web(task)["healthCheck"]["interval"] = json!(10);
                web(task)["healthCheck"]["command"] = json!(["CMD-SHELL", "true"]);
            },
            &[
                "Container web: ~ healthCheck.command: [\"CMD-SHELL\",\"curl -f localhost:8080/health\"] → [\"CMD-SHELL\",\"true\"]",
                "Container web: ~ healthCheck.interval: 30 → 10",
            ],
        ),
        pair(
            "health check removed",
            |_, task| remove(web(task), "healthCheck"),
            &[
                "Container web: - healthCheck: {\"command\":[\"CMD-SHELL\",\"curl -f localhost:8080/health\"],\"interval\":30,\"retries\":3}",
            ],
        ),
        pair(
            "the order of a command",
            |_, task| reverse(&mut web(task)["command"]),
            &["Container web: ~ command: [\"serve\",\"--verbose\"] → [\"--verbose\",\"serve\"]"],
        ),
        pair(
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
        pair(
            "subnets changed and reordered",
            |revision, _| {
                revision["networkConfiguration"]["awsvpcConfiguration"]["subnets"] =
                    json!(["subnet-07c9e02d4b6f81a35", "subnet-0a4f17c2be93d6058"])
            },
            &[
                "Network: - subnet subnet-0d61b8e35fa2c7904",
                "Network: + subnet subnet-07c9e02d4b6f81a35",
            ],
        ),
        pair(
            "a security group",
            |revision, _| {
                push(
                    &mut revision["networkConfiguration"]["awsvpcConfiguration"]["securityGroups"],
                    json!("sg-2"),
                )
            },
            &["Network: + security group sg-2"],
        ),
        pair(
            "public address",
            |revision, _| {
                revision["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] =
                    json!("ENABLED")
            },
            &["Network: ~ assignPublicIp: DISABLED → ENABLED"],
        ),
        pair(
            "target group",
            |revision, _| {
                revision["loadBalancers"][0]["targetGroupArn"] = json!(
                    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web2/c8d41e70b35f9a26"
                )
            },
            &[
                "Load balancing: ~ web:8080 targetGroupArn: targetgroup/web/1f6a0c3d92b7e845 → targetgroup/web2/c8d41e70b35f9a26",
            ],
        ),
        pair(
            "the target group of the only load balancer",
            |revision, _| revision["loadBalancers"][0]["targetGroupArn"] = json!("b"),
            &["Load balancing: ~ web:8080 targetGroupArn: targetgroup/web/1f6a0c3d92b7e845 → b"],
        ),
        pair(
            "a value like its name",
            |_, task| web(task)["environment"][0]["value"] = json!("LOG_LEVEL"),
            &["Container web: ~ LOG_LEVEL: info → LOG_LEVEL"],
        ),
        pair(
            "a role of another account",
            |_, task| task["taskRoleArn"] = json!("arn:aws:iam::999999999999:role/web"),
            &[
                "Configuration: ~ taskRoleArn: arn:aws:iam::123456789012:role/web → arn:aws:iam::999999999999:role/web",
            ],
        ),
        pair(
            "a load balancer added",
            |revision, _| {
                push(
                    &mut revision["loadBalancers"],
                    json!({"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/admin/1", "containerName": "web", "containerPort": 9090}),
                )
            },
            &[
                "Load balancing: + web:9090: {\"targetGroupArn\":\"arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/admin/1\"}",
            ],
        ),
        pair(
            "blue/green settings",
            |revision, _| {
                revision["loadBalancers"][0]["advancedConfiguration"] =
                    json!({"alternateTargetGroupArn": "green", "productionListenerRule": "rule"})
            },
            &[
                "Load balancing: + web:8080 advancedConfiguration: {\"alternateTargetGroupArn\":\"green\",\"productionListenerRule\":\"rule\"}",
            ],
        ),
        pair(
            "launch type to capacity providers",
            |revision, _| {
                remove(revision, "capacityProviderStrategy");
                revision["launchType"] = json!("EC2");
            },
            &[
                "Capacity: - capacity provider FARGATE: {\"weight\":1,\"base\":2}",
                "Capacity: - capacity provider FARGATE_SPOT: {\"weight\":3,\"base\":0}",
                "Capacity: + launchType: EC2",
            ],
        ),
        pair(
            "the weight of a capacity provider",
            |revision, _| revision["capacityProviderStrategy"][1]["weight"] = json!(1),
            &["Capacity: ~ capacity provider FARGATE_SPOT weight: 3 → 1"],
        ),
        pair(
            "platform version",
            |revision, _| revision["platformVersion"] = json!("1.5.0"),
            &["Capacity: ~ platformVersion: 1.4.0 → 1.5.0"],
        ),
        pair(
            "service connect",
            |revision, _| {
                revision["serviceConnectConfiguration"]["services"][0]["clientAliases"][0]["dnsName"] =
                    json!("shop")
            },
            &[
                "Network: - serviceConnectConfiguration.services.http.clientAliases.web:80",
                "Network: + serviceConnectConfiguration.services.http.clientAliases.shop:80",
            ],
        ),
        pair(
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
        pair(
            "a role",
            |_, task| task["taskRoleArn"] = json!("arn:aws:iam::123456789012:role/web2"),
            &["Configuration: ~ taskRoleArn: role/web → role/web2"],
        ),
        pair(
            "a tag",
            |_, task| task["tags"][0]["value"] = json!("checkout"),
            &["Configuration: ~ tag team: shop → checkout"],
        ),
        pair(
            "another family",
            |_, task| task["family"] = json!("web-next"),
            &["Configuration: ~ family: web → web-next"],
        ),
        pair(
            "an unknown member of the revision",
            |revision, _| revision["newMember"] = json!({"deep": [1, 2]}),
            &["Configuration: + newMember: {\"deep\":[1,2]}"],
        ),
        pair(
            "an unknown member of a container",
            |_, task| web(task)["restartPolicy"] = json!({"enabled": true}),
            &["Container web: + restartPolicy: {\"enabled\":true}"],
        ),
        pair(
            "an unknown list",
            |revision, _| revision["newList"] = json!([{"a": 1}]),
            &["Configuration: + newList: [{\"a\":1}]"],
        ),
    ]
}

fn shown(old: &Configuration, new: &Configuration) -> Vec<String> {
    named_lines(&changes(old, new), Masking::Credentials)
}

#[test]
fn every_pair_shows_the_expected_changes() {
    let pairs = pairs();
    assert!(pairs.len() >= 30);
    let mut problems = Vec::new();
    for (name, change, expected) in pairs {
        let mut second = configuration();
        let mut task = second.task_definition.take().expect("a task definition");
        change(&mut second.revision, &mut task);
        second.task_definition = Some(task);
        let lines = shown(&configuration(), &second);
        if lines != expected {
            problems.push(format!(
                "== {name}\nexpected {expected:#?}\nbut got {lines:#?}"
            ));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn removes_one_of_two_target_groups_on_a_port() {
    let with = |groups: &[&str]| {
        let mut configuration = configuration();
        let group = |arn: &&str| json!({"targetGroupArn": arn, "containerName": "web", "containerPort": 80});
        configuration.revision["loadBalancers"] = groups.iter().map(group).collect();
        configuration
    };
    assert_eq!(
        shown(&with(&["a-public", "b-internal"]), &with(&["b-internal"])),
        ["Load balancing: - web:80 (2): {\"targetGroupArn\":\"a-public\"}"]
    );
}

#[test]
fn compares_the_revisions_without_task_definitions() {
    let mut old = configuration();
    old.task_definition = None;
    let mut new = configuration();
    new.revision["taskDefinition"] =
        json!("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:42");
    new.revision["platformVersion"] = json!("1.5.0");
    let expected = [
        "Capacity: ~ platformVersion: 1.4.0 → 1.5.0",
        "Configuration: ~ taskDefinition: web:41 → web:42",
    ];
    assert_eq!(shown(&old, &new), expected);
}
