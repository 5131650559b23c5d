//! A deployment and its revision with every member that the API has, even those that exclude each
//! other, for the tests that nothing is lost.

use serde_json::{Value, json};

use super::data::{self, ACCOUNT, REGION};
use super::deployment::Deployment;

/// Deployment 42 of service web in cluster shop. It deployed [`revision_with_all_members`].
pub fn deployment_with_all_members() -> Value {
    let revision = |n: u64| data::revision_arn("shop", "web", &data::revision_id(n));
    let mut item = Deployment::new("shop", "web", 42)
        .status("ROLLBACK_SUCCESSFUL")
        .build();
    let at = |seconds: f64| data::seconds(data::EPOCH + 42.0 * data::INTERVAL + seconds);
    item["stoppedAt"] = at(181.85).into();
    item["sourceServiceRevisions"] = json!([{
        "arn": revision(41), "requestedTaskCount": 2, "runningTaskCount": 2, "pendingTaskCount": 0,
        "requestedTestTrafficWeight": 0.0, "requestedProductionTrafficWeight": 87.5
    }]);
    item["targetServiceRevision"] = json!({
        "arn": revision(42), "requestedTaskCount": 2, "runningTaskCount": 1, "pendingTaskCount": 1,
        "requestedTestTrafficWeight": 100.0, "requestedProductionTrafficWeight": 12.5
    });
    item["lifecycleStage"] = "CLEAN_UP".into();
    item["lifecycleHookDetails"] = json!([
        {
            "hookId": "ecs-pause-Xk7rT2mP9sLwQn4vB8fYd3hJ6gA1cE5iO0uR_ZpWq", "targetType": "PAUSE",
            "status": "TIMED_OUT", "expiresAt": at(90.5), "timeoutAction": "ROLLBACK"
        },
        {
            "hookId": "ecs-lambda-8fYd3hJ6gA1cE5iO0uR_ZpWqXk7rT2mP9sLwQn4vB", "targetType": "AWS_LAMBDA",
            "targetArn": "arn:aws:lambda:eu-west-1:123456789012:function:check-release",
            "status": "SUCCEEDED", "expiresAt": at(60.125), "timeoutAction": "CONTINUE"
        }
    ]);
    item["deploymentConfiguration"] = json!({
        "deploymentCircuitBreaker": {
            "enable": true, "rollback": true, "resetOnHealthyTask": false,
            "thresholdConfiguration": {"type": "BOUNDED_PERCENT", "value": 50}
        },
        "maximumPercent": 200,
        "minimumHealthyPercent": 100,
        "alarms": {"alarmNames": ["web-5xx", "web-latency"], "rollback": true, "enable": true},
        "strategy": "CANARY",
        "bakeTimeInMinutes": 5,
        "lifecycleHooks": [
            {
                "targetType": "AWS_LAMBDA",
                "hookTargetArn": "arn:aws:lambda:eu-west-1:123456789012:function:check-release",
                "roleArn": "arn:aws:iam::123456789012:role/ecs-hooks",
                "lifecycleStages": ["PRE_SCALE_UP", "POST_TEST_TRAFFIC_SHIFT"],
                "hookDetails": {"suite": "smoke", "retries": 2, "strict": true, "paths": ["/", "/health"]},
                "timeoutConfiguration": {"timeoutInMinutes": 10, "action": "CONTINUE"}
            },
            {
                "targetType": "PAUSE",
                "lifecycleStages": ["PRE_PRODUCTION_TRAFFIC_SHIFT"],
                "timeoutConfiguration": {"timeoutInMinutes": 1440, "action": "ROLLBACK"}
            }
        ],
        "linearConfiguration": {"stepPercent": 12.5, "stepBakeTimeInMinutes": 3},
        "canaryConfiguration": {"canaryPercent": 12.5, "canaryBakeTimeInMinutes": 15},
        "earlySuccessCriteria": {
            "enable": true, "healthyPercent": 90, "sourceServiceRevisionCleanup": "DEFERRED"
        }
    });
    item["alarms"] = json!({
        "status": "TRIGGERED", "alarmNames": ["web-5xx", "web-latency"], "triggeredAlarmNames": ["web-5xx"]
    });
    item
}

pub fn revision_with_all_members() -> Value {
    let mut item = data::revision("shop", "web", 42);
    let elb =
        |resource: &str| format!("arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:{resource}");
    let lattice = |resource: &str| format!("arn:aws:vpc-lattice:{REGION}:{ACCOUNT}:{resource}");
    let role = |name: &str| format!("arn:aws:iam::{ACCOUNT}:role/{name}");
    let rule = "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2";
    item["capacityProviderStrategy"] = json!([
        {"capacityProvider": "FARGATE", "weight": 1, "base": 1},
        {"capacityProvider": "FARGATE_SPOT", "weight": 4, "base": 0}
    ]);
    item["loadBalancers"] = json!([{
        "targetGroupArn": elb("targetgroup/web-blue/73e2d6bc24d8a067"),
        "loadBalancerName": "shop-classic",
        "containerName": "web",
        "containerPort": 8080,
        "advancedConfiguration": {
            "alternateTargetGroupArn": elb("targetgroup/web-green/a1b2c3d4e5f60718"),
            "productionListenerRule": elb(&format!("{rule}/9683b2d02a6cabee")),
            "testListenerRule": elb(&format!("{rule}/0c7a5de8f1b2c3d4")),
            "roleArn": role("ecs-load-balancing")
        }
    }]);
    item["serviceRegistries"] = json!([{
        "registryArn": format!("arn:aws:servicediscovery:{REGION}:{ACCOUNT}:service/srv-utcrh6wavdkggqtk"),
        "port": 8080, "containerName": "web", "containerPort": 8080
    }]);
    item["guardDutyEnabled"] = true.into();
    item["serviceConnectConfiguration"] = json!({
        "enabled": true,
        "namespace": format!("arn:aws:servicediscovery:{REGION}:{ACCOUNT}:namespace/ns-abcdefghijkl"),
        "services": [{
            "portName": "http",
            "discoveryName": "web",
            "clientAliases": [{
                "port": 80, "dnsName": "web.shop.internal",
                "testTrafficRules": {"header": {"name": "x-release", "value": {"exact": "next"}}}
            }],
            "ingressPortOverride": 15000,
            "timeout": {"idleTimeoutSeconds": 300, "perRequestTimeoutSeconds": 15},
            "tls": {
                "issuerCertificateAuthority": {
                    "awsPcaAuthorityArn": format!("arn:aws:acm-pca:{REGION}:{ACCOUNT}:certificate-authority/9f0d6d2a-3a5c-4a5f-8d3e-0c1b2a394857")
                },
                "kmsKey": format!("arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                "roleArn": role("ecs-connect-tls")
            }
        }],
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {"awslogs-group": "/ecs/connect", "awslogs-region": REGION, "awslogs-stream-prefix": "web"},
            "secretOptions": [{
                "name": "splunk-token",
                "valueFrom": format!("arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/splunk-token")
            }]
        },
        "accessLogConfiguration": {"format": "JSON", "includeQueryParameters": "DISABLED"},
        "containerConfigurations": [{"logLevel": "debug"}]
    });
    item["volumeConfigurations"] = json!([{
        "name": "scratch",
        "managedEBSVolume": {
            "encrypted": true,
            "kmsKeyId": format!("arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
            "volumeType": "gp3",
            "sizeInGiB": 20,
            "snapshotId": "snap-0123456789abcdef0",
            "volumeInitializationRate": 100,
            "iops": 3000,
            "throughput": 125,
            "tagSpecifications": [{
                "resourceType": "volume",
                "tags": [{"key": "team", "value": "shop"}],
                "propagateTags": "SERVICE"
            }],
            "roleArn": role("ecs-volumes"),
            "filesystemType": "xfs"
        }
    }]);
    item["fargateEphemeralStorage"] = json!({
        "kmsKeyId": format!("arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab")
    });
    item["vpcLatticeConfigurations"] = json!([{
        "roleArn": role("ecs-lattice"),
        "targetGroupArn": lattice("targetgroup/tg-0eaa4b9ab4EXAMPLE"),
        "portName": "http",
        "advancedConfiguration": {
            "alternateTargetGroupArn": lattice("targetgroup/tg-1fbb5c0bc5EXAMPLE"),
            "productionListenerRule": lattice("service/svc-0e9/listener/listener-0ab/rule/rule-0cd"),
            "testListenerRule": lattice("service/svc-0e9/listener/listener-0ab/rule/rule-1ef")
        }
    }]);
    item["resolvedConfiguration"] = json!({
        "loadBalancers": [{
            "targetGroupArn": elb("targetgroup/web-green/a1b2c3d4e5f60718"),
            "productionListenerRule": elb(&format!("{rule}/9683b2d02a6cabee"))
        }],
        "vpcLatticeConfigurations": [{
            "targetGroupArn": lattice("targetgroup/tg-1fbb5c0bc5EXAMPLE"),
            "productionListenerRule": lattice("service/svc-0e9/listener/listener-0ab/rule/rule-0cd")
        }]
    });
    item["ecsManagedResources"] = managed_resources();
    item["monitoring"] = json!({
        "metricConfigurations": [{"metricNames": ["CPUUtilization", "MemoryUtilization"], "resolutionSeconds": 20}]
    });
    item["overrides"] = json!({"runtimePlatform": {"cpuArchitecture": "ARM64"}});
    item["gatewayConnectors"] = json!([{
        "portName": "http",
        "healthCheck": {
            "healthCheckProtocol": "HTTP", "healthCheckPort": 8080, "healthCheckPath": "/health",
            "healthCheckTimeoutSeconds": 5, "healthCheckIntervalSeconds": 10,
            "healthyThresholdCount": 3, "unhealthyThresholdCount": 2,
            "matcher": {"httpCode": "200-299", "grpcCode": "0"}
        },
        "filters": {"accessTypes": ["PUBLIC", "PRIVATE"]},
        "deregistrationDelay": 30
    }]);
    item
}

fn managed_resources() -> Value {
    let elb =
        |resource: &str| format!("arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:{resource}");
    let managed = |arn: String, more: Value| {
        let mut item = json!({
            "arn": arn, "status": "ACTIVE", "statusReason": "Ready", "updatedAt": 1790074000.25
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            item[name.as_str()] = value.clone();
        }
        item
    };
    let security_group = |id: &str| {
        let arn = format!("arn:aws:ec2:{REGION}:{ACCOUNT}:security-group/{id}");
        managed(arn, json!({}))
    };
    let scaling =
        format!("arn:aws:application-autoscaling:{REGION}:{ACCOUNT}:scalable-target/0ec5");
    let policy = format!("arn:aws:autoscaling:{REGION}:{ACCOUNT}:scalingPolicy:6d8972f3");
    let certificate = format!("arn:aws:acm:{REGION}:{ACCOUNT}:certificate/5c1d");
    json!({
        "ingressPaths": [{
            "accessType": "PUBLIC",
            "endpoint": "web-5f2c.ecs.eu-west-1.on.aws",
            "loadBalancer": managed(elb("loadbalancer/app/ecs-express/50dc6c495c0c9188"), json!({
                "scheme": "internet-facing",
                "subnetIds": ["subnet-0d0eab1bb38d5ca64"],
                "securityGroupIds": ["sg-02556bf85a191f59a"]
            })),
            "loadBalancerSecurityGroups": [security_group("sg-02556bf85a191f59a")],
            "certificate": managed(certificate.clone(), json!({"domainName": "web-5f2c.ecs.eu-west-1.on.aws"})),
            "listener": managed(elb("listener/app/ecs-express/50dc6c495c0c9188/f2f7"), json!({})),
            "rule": managed(elb("listener-rule/app/ecs-express/50dc6c495c0c9188/f2f7/9683"), json!({})),
            "targetGroups": [managed(elb("targetgroup/ecs-express/73e2d6bc24d8a067"), json!({
                "healthCheckPath": "/health", "healthCheckPort": 8080, "port": 8080
            }))]
        }],
        "autoScaling": {
            "scalableTarget": managed(scaling, json!({"minCapacity": 1, "maxCapacity": 20})),
            "applicationAutoScalingPolicies": [managed(policy, json!({
                "policyType": "TargetTrackingScaling", "targetValue": 60.5, "metric": "AVERAGE_CPU"
            }))]
        },
        "metricAlarms": [managed(format!("arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:web-5xx"), json!({}))],
        "serviceSecurityGroups": [security_group("sg-09605d60a6bc1b296")],
        "logGroups": [managed(
            format!("arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/ecs/shop/web"),
            json!({"logGroupName": "/aws/ecs/shop/web"})
        )],
        "gatewayConnections": [{
            "gatewayArn": format!("arn:aws:ecs:{REGION}:{ACCOUNT}:gateway/shop"),
            "gatewayRouteArn": format!("arn:aws:ecs:{REGION}:{ACCOUNT}:gateway-route/shop/web-1"),
            "portName": "http",
            "serviceUrl": "https://web.shop.gateway.eu-west-1.on.aws",
            "accessType": "PRIVATE",
            "status": "ACTIVE",
            "resources": {"hostSharedAlb": [{
                "acmCertificateArn": certificate,
                "loadBalancerArn": elb("loadbalancer/app/gateway/1a2b"),
                "loadBalancerSecurityGroupArns": [format!("arn:aws:ec2:{REGION}:{ACCOUNT}:security-group/sg-02556bf85a191f59a")],
                "listenerArn": elb("listener/app/gateway/1a2b/3c4d"),
                "listenerRuleArn": elb("listener-rule/app/gateway/1a2b/3c4d/5e6f"),
                "testListenerRuleArn": elb("listener-rule/app/gateway/1a2b/3c4d/7081"),
                "targetGroupArn": elb("targetgroup/gateway-blue/92a3"),
                "alternateTargetGroupArn": elb("targetgroup/gateway-green/b4c5")
            }]}
        }]
    })
}
