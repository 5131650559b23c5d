//! Express Mode, whose settings are in `ecsManagedResources` and nowhere else.

use crate::base::configuration;
use crate::pairs::{Row, check_with, with};

const RESOURCES: &str = r#"{
  "ingressPaths": [{
    "accessType": "PUBLIC", "endpoint": "web-5f2c.ecs.eu-west-1.on.aws",
    "loadBalancer": {
      "arn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/ecs-express/50dc6c495c0c9188",
      "status": "ACTIVE", "updatedAt": 1790074000.25, "scheme": "internet-facing",
      "subnetIds": ["subnet-1", "subnet-2"], "securityGroupIds": ["sg-1", "sg-2"]
    },
    "loadBalancerSecurityGroups": [
      {"arn": "arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1", "status": "ACTIVE", "updatedAt": 1790074000.25}
    ],
    "certificate": {"arn": "arn:aws:acm:eu-west-1:123456789012:certificate/5c1d", "status": "ACTIVE", "updatedAt": 1790074000.25, "domainName": "web-5f2c.ecs.eu-west-1.on.aws"},
    "listener": {"arn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/ecs-express/50dc/f2f7", "status": "ACTIVE", "updatedAt": 1790074000.25},
    "rule": {"arn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/ecs-express/50dc/f2f7/9683", "status": "ACTIVE", "updatedAt": 1790074000.25},
    "targetGroups": [
      {"arn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/ecs-express/blue", "status": "ACTIVE", "updatedAt": 1790074000.25, "healthCheckPath": "/health", "healthCheckPort": 8080, "port": 8080},
      {"arn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/ecs-express/green", "status": "ACTIVE", "updatedAt": 1790074000.25, "healthCheckPath": "/health", "healthCheckPort": 8080, "port": 8080}
    ]
  }],
  "autoScaling": {
    "scalableTarget": {"arn": "arn:aws:application-autoscaling:eu-west-1:123456789012:scalable-target/0ec5", "status": "ACTIVE", "updatedAt": 1790074000.25, "minCapacity": 1, "maxCapacity": 20},
    "applicationAutoScalingPolicies": [
      {"arn": "arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:6d89", "status": "ACTIVE", "updatedAt": 1790074000.25, "policyType": "TargetTrackingScaling", "targetValue": 60.0, "metric": "AVERAGE_CPU"}
    ]
  },
  "metricAlarms": [{"arn": "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:web-5xx", "status": "ACTIVE", "updatedAt": 1790074000.25}],
  "serviceSecurityGroups": [{"arn": "arn:aws:ec2:eu-west-1:123456789012:security-group/sg-9", "status": "ACTIVE", "updatedAt": 1790074000.25}],
  "logGroups": [{"arn": "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/shop/web", "status": "ACTIVE", "updatedAt": 1790074000.25, "logGroupName": "/aws/ecs/shop/web"}],
  "gatewayConnections": [{
    "gatewayArn": "arn:aws:ecs:eu-west-1:123456789012:gateway/shop", "gatewayRouteArn": "arn:aws:ecs:eu-west-1:123456789012:gateway-route/shop/web-1",
    "portName": "http", "serviceUrl": "https://web.shop.test", "accessType": "PRIVATE", "status": "ACTIVE",
    "resources": {"hostSharedAlb": [{"loadBalancerArn": "alb", "listenerArn": "listener", "targetGroupArn": "blue", "alternateTargetGroupArn": "green", "loadBalancerSecurityGroupArns": ["sg-1", "sg-2"]}]}
  }]
}"#;

const ROWS: &[Row] = &[
    // Scaling.
    (
        "autoScaling.scalableTarget.minCapacity",
        "1",
        "2",
        &["Capacity: ~ autoScaling.scalableTarget.minCapacity: 1 → 2"],
    ),
    (
        "autoScaling.scalableTarget.maxCapacity",
        "20",
        "50",
        &["Capacity: ~ autoScaling.scalableTarget.maxCapacity: 20 → 50"],
    ),
    (
        "autoScaling.applicationAutoScalingPolicies.0.targetValue",
        "60",
        "60.0",
        &[],
    ),
    (
        "autoScaling.applicationAutoScalingPolicies.0.targetValue",
        "60",
        "70.5",
        &["Capacity: ~ autoScaling.AVERAGE_CPU.targetValue: 60 → 70.5"],
    ),
    (
        "autoScaling.applicationAutoScalingPolicies.0.policyType",
        r#""TargetTrackingScaling""#,
        r#""StepScaling""#,
        &["Capacity: ~ autoScaling.AVERAGE_CPU.policyType: TargetTrackingScaling → StepScaling"],
    ),
    (
        "autoScaling.applicationAutoScalingPolicies.0.metric",
        r#""AVERAGE_CPU""#,
        r#""AVERAGE_MEMORY""#,
        &[
            r#"Capacity: - autoScaling.AVERAGE_CPU: {"arn":"arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:6d89","policyType":"TargetTrackingScaling","targetValue":60.0}"#,
            r#"Capacity: + autoScaling.AVERAGE_MEMORY: {"arn":"arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:6d89","policyType":"TargetTrackingScaling","targetValue":60.0}"#,
        ],
    ),
    (
        "autoScaling.scalableTarget.status",
        r#""ACTIVE""#,
        r#""UPDATING""#,
        &[],
    ),
    (
        "autoScaling",
        "",
        r#"{"scalableTarget":{"minCapacity":1,"maxCapacity":3,"status":"ACTIVE"}}"#,
        &[r#"Capacity: + autoScaling: {"scalableTarget":{"minCapacity":1,"maxCapacity":3}}"#],
    ),
    // Ingress.
    (
        "ingressPaths.0.targetGroups.0.healthCheckPath",
        r#""/health""#,
        r#""/ready""#,
        &[
            "Load balancing: ~ ingress path PUBLIC target group targetgroup/ecs-express/blue healthCheckPath: /health → /ready",
        ],
    ),
    (
        "ingressPaths.0.targetGroups.0.healthCheckPort",
        "8080",
        "9090",
        &[
            "Load balancing: ~ ingress path PUBLIC target group targetgroup/ecs-express/blue healthCheckPort: 8080 → 9090",
        ],
    ),
    (
        "ingressPaths.0.targetGroups.0.port",
        "8080",
        "9090",
        &[
            "Load balancing: ~ ingress path PUBLIC target group targetgroup/ecs-express/blue port: 8080 → 9090",
        ],
    ),
    (
        "ingressPaths.0.endpoint",
        r#""a.on.aws""#,
        r#""b.on.aws""#,
        &["Load balancing: ~ ingress path PUBLIC endpoint: a.on.aws → b.on.aws"],
    ),
    (
        "ingressPaths.0.certificate.domainName",
        r#""a.test""#,
        r#""b.test""#,
        &["Load balancing: ~ ingress path PUBLIC certificate domainName: a.test → b.test"],
    ),
    (
        "ingressPaths.0.certificate.arn",
        r#""arn:aws:acm:eu-west-1:123456789012:certificate/1""#,
        r#""arn:aws:acm:eu-west-1:123456789012:certificate/2""#,
        &["Load balancing: ~ ingress path PUBLIC certificate arn: certificate/1 → certificate/2"],
    ),
    (
        "ingressPaths.0.certificate.arn",
        "",
        r#""arn:aws:acm:eu-west-1:123456789012:certificate/2""#,
        &[],
    ),
    (
        "ingressPaths.0.certificate.statusReason",
        "",
        r#""Waiting for DNS""#,
        &[],
    ),
    (
        "ingressPaths.0.loadBalancer.scheme",
        r#""internet-facing""#,
        r#""internal""#,
        &["Load balancing: ~ ingress path PUBLIC loadBalancer scheme: internet-facing → internal"],
    ),
    (
        "ingressPaths.0.loadBalancer.subnetIds",
        r#"["subnet-1","subnet-2"]"#,
        r#"["subnet-2","subnet-3"]"#,
        &[
            "Load balancing: - ingress path PUBLIC loadBalancer subnet subnet-1",
            "Load balancing: + ingress path PUBLIC loadBalancer subnet subnet-3",
        ],
    ),
    (
        "ingressPaths.0.loadBalancer.securityGroupIds",
        r#"["sg-1","sg-2"]"#,
        r#"["sg-2","sg-1"]"#,
        &[],
    ),
    (
        "ingressPaths.0.listener",
        r#"{"arn":"arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/1/2","status":"ACTIVE"}"#,
        "",
        &[
            r#"Load balancing: - ingress path PUBLIC listener: {"arn":"arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/1/2"}"#,
        ],
    ),
    (
        "ingressPaths.0.accessType",
        r#""PUBLIC""#,
        r#""PUBLIC""#,
        &[],
    ),
    (
        "ingressPaths.0.newMember",
        "1",
        "2",
        &["Load balancing: ~ ingress path PUBLIC newMember: 1 → 2"],
    ),
    // The rest.
    (
        "metricAlarms",
        "[]",
        r#"[{"arn":"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:web-5xx","status":"ACTIVE"}]"#,
        &["Configuration: + alarm alarm:web-5xx"],
    ),
    ("metricAlarms.0.status", r#""ACTIVE""#, r#""FAILED""#, &[]),
    ("metricAlarms.0.updatedAt", "1", "2", &[]),
    (
        "serviceSecurityGroups",
        r#"[{"arn":"arn:aws:ec2:eu-west-1:123456789012:security-group/sg-8"},{"arn":"arn:aws:ec2:eu-west-1:123456789012:security-group/sg-9"}]"#,
        r#"[{"arn":"arn:aws:ec2:eu-west-1:123456789012:security-group/sg-9"}]"#,
        &["Network: - security group security-group/sg-8"],
    ),
    (
        "serviceSecurityGroups",
        r#"[{"arn":"a"},{"arn":"b"}]"#,
        r#"[{"arn":"b"},{"arn":"a"}]"#,
        &[],
    ),
    (
        "logGroups.0.logGroupName",
        r#""/a""#,
        r#""/b""#,
        &[
            r#"Configuration: - log group /a: {"arn":"arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/shop/web"}"#,
            r#"Configuration: + log group /b: {"arn":"arn:aws:logs:eu-west-1:123456789012:log-group:/aws/ecs/shop/web"}"#,
        ],
    ),
    (
        "gatewayConnections.0.status",
        r#""ACTIVE""#,
        r#""UPDATING""#,
        &[],
    ),
    (
        "gatewayConnections.0.serviceUrl",
        r#""https://a.test""#,
        r#""https://b.test""#,
        &[
            "Load balancing: ~ gateway connection http:PRIVATE serviceUrl: https://a.test → https://b.test",
        ],
    ),
    (
        "gatewayConnections.0.resources.hostSharedAlb.0.listenerArn",
        r#""a""#,
        r#""b""#,
        &[
            "Load balancing: ~ gateway connection http:PRIVATE resources hostSharedAlb alb listenerArn: a → b",
        ],
    ),
    // The target groups of a gateway swap with each deployment.
    (
        "gatewayConnections.0.resources.hostSharedAlb",
        r#"[{"targetGroupArn":"blue","alternateTargetGroupArn":"green"}]"#,
        r#"[{"targetGroupArn":"green","alternateTargetGroupArn":"blue"}]"#,
        &[],
    ),
    (
        "gatewayConnections.0.resources.hostSharedAlb.0.targetGroupArn",
        r#""blue""#,
        r#""red""#,
        &[
            "Load balancing: ~ gateway connection http:PRIVATE resources hostSharedAlb alb targetGroupArn: blue → red",
        ],
    ),
    (
        "newResources",
        "[]",
        r#"[{"arn":"a"}]"#,
        &[r#"Configuration: + newResources: [{"arn":"a"}]"#],
    ),
];

#[test]
fn what_ecs_manages_is_compared_and_how_far_it_is_is_not() {
    let base = with(configuration(), "revision.ecsManagedResources", RESOURCES);
    let paths: Vec<String> = ROWS
        .iter()
        .map(|(path, ..)| format!("revision.ecsManagedResources.{path}"))
        .collect();
    for (path, (_, old, new, expected)) in paths.iter().zip(ROWS) {
        let side = |text| with(base.clone(), path, text);
        let lines = crate::named_changes(&side(old), &side(new));
        assert_eq!(lines, *expected, "{path}: {old} → {new}");
    }
}

#[test]
fn resources_that_appear_are_shown_by_kind() {
    check_with(
        &configuration(),
        &[
            ("revision.ecsManagedResources", "", "{}", &[]),
            (
                "revision.ecsManagedResources",
                "",
                r#"{"logGroups":[{"logGroupName":"/a","status":"ACTIVE"}],"autoScaling":{"scalableTarget":{"minCapacity":1,"maxCapacity":2}}}"#,
                &[
                    r#"Capacity: + autoScaling: {"scalableTarget":{"minCapacity":1,"maxCapacity":2}}"#,
                    "Configuration: + log group /a",
                ],
            ),
        ],
    );
}
