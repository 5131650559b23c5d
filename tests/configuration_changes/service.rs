//! What is not a change, and the service, its network and capacity.

use crate::base::{Case, case, push, remove, reverse, web};
use serde_json::json;

pub fn cases() -> Vec<Case> {
    vec![
        case("nothing changed", |_, _| {}, &[]),
        case(
            "members that AWS fills in",
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
        case(
            "lists without an order",
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
        case(
            "empty and absent members",
            |revision, task| {
                revision["serviceRegistries"] = json!([]);
                revision["launchType"] = json!(null);
                web(task)["volumesFrom"] = json!([]);
                web(task)["dockerLabels"] = json!({});
                remove(task, "placementConstraints");
            },
            &[],
        ),
        case(
            "CPU and memory",
            |_, task| {
                task["cpu"] = json!("1024");
                task["memory"] = json!("2048");
            },
            &[
                "Capacity: ~ cpu: 512 → 1024",
                "Capacity: ~ memory: 1024 → 2048",
            ],
        ),
        case(
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
        case(
            "a security group",
            |revision, _| {
                push(
                    &mut revision["networkConfiguration"]["awsvpcConfiguration"]["securityGroups"],
                    json!("sg-2"),
                )
            },
            &["Network: + security group sg-2"],
        ),
        case(
            "the public IP setting",
            |revision, _| {
                revision["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] =
                    json!("ENABLED")
            },
            &["Network: ~ assignPublicIp: DISABLED → ENABLED"],
        ),
        case(
            "a target group",
            |revision, _| {
                revision["loadBalancers"][0]["targetGroupArn"] = json!(
                    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web2/c8d41e70b35f9a26"
                )
            },
            &[
                "Load balancing: ~ web:8080 targetGroupArn: targetgroup/web/1f6a0c3d92b7e845 → targetgroup/web2/c8d41e70b35f9a26",
            ],
        ),
        case(
            "the target group of the only load balancer",
            |revision, _| revision["loadBalancers"][0]["targetGroupArn"] = json!("b"),
            &["Load balancing: ~ web:8080 targetGroupArn: targetgroup/web/1f6a0c3d92b7e845 → b"],
        ),
        case(
            "a role of another account",
            |_, task| task["taskRoleArn"] = json!("arn:aws:iam::999999999999:role/web"),
            &[
                "Configuration: ~ taskRoleArn: arn:aws:iam::123456789012:role/web → arn:aws:iam::999999999999:role/web",
            ],
        ),
        case(
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
        case(
            "blue/green settings",
            |revision, _| {
                revision["loadBalancers"][0]["advancedConfiguration"] =
                    json!({"alternateTargetGroupArn": "green", "productionListenerRule": "rule"})
            },
            &[
                "Load balancing: + web:8080 advancedConfiguration: {\"alternateTargetGroupArn\":\"green\",\"productionListenerRule\":\"rule\"}",
            ],
        ),
        case(
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
        case(
            "the weight of a capacity provider",
            |revision, _| revision["capacityProviderStrategy"][1]["weight"] = json!(1),
            &["Capacity: ~ capacity provider FARGATE_SPOT weight: 3 → 1"],
        ),
        case(
            "the platform version",
            |revision, _| revision["platformVersion"] = json!("1.5.0"),
            &["Capacity: ~ platformVersion: 1.4.0 → 1.5.0"],
        ),
        case(
            "Service Connect",
            |revision, _| {
                revision["serviceConnectConfiguration"]["services"][0]["clientAliases"][0]["dnsName"] =
                    json!("shop")
            },
            &[
                "Network: - serviceConnectConfiguration.services.http.clientAliases.web:80",
                "Network: + serviceConnectConfiguration.services.http.clientAliases.shop:80",
            ],
        ),
        case(
            "a role",
            |_, task| task["taskRoleArn"] = json!("arn:aws:iam::123456789012:role/web2"),
            &["Configuration: ~ taskRoleArn: role/web → role/web2"],
        ),
        case(
            "a tag",
            |_, task| task["tags"][0]["value"] = json!("checkout"),
            &["Configuration: ~ tag team: shop → checkout"],
        ),
        case(
            "the task definition family",
            |_, task| task["family"] = json!("web-next"),
            &["Configuration: ~ family: web → web-next"],
        ),
        case(
            "an unknown member of the revision",
            |revision, _| revision["newMember"] = json!({"deep": [1, 2]}),
            &["Configuration: + newMember: {\"deep\":[1,2]}"],
        ),
        case(
            "an item of an unknown list",
            |revision, _| revision["newList"] = json!([{"a": 1}]),
            &["Configuration: + newList: [{\"a\":1}]"],
        ),
    ]
}
