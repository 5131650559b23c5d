//! The members of a service revision, as DescribeServiceRevisions returns it.

use crate::model::shape::member::{
    DefaultValue, Kind, LOG_CONFIGURATION, Member, Shape, TAGS, flag, ignored, keyed, scalar, set,
    structure,
};

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html>
pub const SERVICE_REVISION: Shape = &[
    ignored("serviceRevisionArn"),
    ignored("serviceArn"),
    ignored("clusterArn"),
    ignored("createdAt"),
    // The target groups that serve: those of a blue/green service swap with each deployment.
    ignored("resolvedConfiguration"),
    // Made by this program.
    ignored("derived"),
    // Compared as `images`.
    ignored("containerImages"),
    // Its name, where it is not compared itself.
    scalar("taskDefinition"),
    // Each provider has a share, whatever the order.
    keyed(
        "capacityProviderStrategy",
        &["capacityProvider"],
        "",
        CAPACITY_PROVIDER,
    ),
    scalar("launchType"),
    scalar("platformVersion").or(DefaultValue::Is("LATEST")),
    scalar("platformFamily"),
    keyed(
        "loadBalancers",
        &["containerName", "containerPort"],
        "",
        LOAD_BALANCER,
    ),
    keyed("serviceRegistries", &["registryArn"], "", SERVICE_REGISTRY),
    structure(
        "networkConfiguration",
        &[structure("awsvpcConfiguration", AWSVPC)],
    ),
    flag("guardDutyEnabled"),
    structure("serviceConnectConfiguration", SERVICE_CONNECT),
    keyed("volumeConfigurations", &["name"], "", VOLUME_CONFIGURATION),
    structure("fargateEphemeralStorage", &[scalar("kmsKeyId")]),
    keyed(
        "vpcLatticeConfigurations",
        &["portName"],
        "",
        VPC_LATTICE_CONFIGURATION,
    ),
    structure(
        "overrides",
        &[structure("runtimePlatform", &[scalar("cpuArchitecture")])],
    ),
    keyed("gatewayConnectors", &["portName"], "", GATEWAY_CONNECTOR),
    structure(
        "monitoring",
        &[Member::new("metricConfigurations", Kind::Metrics)],
    ),
    structure("ecsManagedResources", MANAGED_RESOURCES),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html>
const CAPACITY_PROVIDER: Shape = &[
    scalar("capacityProvider"),
    scalar("weight").or(DefaultValue::Is("0")),
    scalar("base").or(DefaultValue::Is("0")),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html>
const LOAD_BALANCER: Shape = &[
    scalar("targetGroupArn"),
    scalar("loadBalancerName"),
    scalar("containerName"),
    scalar("containerPort"),
    structure(
        "advancedConfiguration",
        &[
            scalar("alternateTargetGroupArn"),
            scalar("productionListenerRule"),
            scalar("testListenerRule"),
            scalar("roleArn"),
        ],
    ),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html>
const SERVICE_REGISTRY: Shape = &[
    scalar("registryArn"),
    scalar("port"),
    scalar("containerName"),
    scalar("containerPort"),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>
const AWSVPC: Shape = &[
    set("subnets"),
    set("securityGroups"),
    scalar("assignPublicIp").or(DefaultValue::Is("DISABLED")),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html>
const SERVICE_CONNECT: Shape = &[
    flag("enabled"),
    scalar("namespace"),
    keyed("services", &["portName"], "", SERVICE_CONNECT_SERVICE),
    structure("logConfiguration", LOG_CONFIGURATION),
    structure(
        "accessLogConfiguration",
        &[
            scalar("format"),
            scalar("includeQueryParameters").or(DefaultValue::Is("DISABLED")),
        ],
    ),
    Member::new(
        "containerConfigurations",
        Kind::Union(&[scalar("logLevel").or(DefaultValue::Is("info"))]),
    ),
];

/// The defaults of the timeouts and of the ports depend on the protocol and the network mode.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html>
const SERVICE_CONNECT_SERVICE: Shape = &[
    scalar("portName"),
    scalar("discoveryName").or(DefaultValue::SameAs("portName")),
    keyed(
        "clientAliases",
        &["dnsName", "port"],
        "",
        &[
            scalar("port"),
            scalar("dnsName"),
            structure(
                "testTrafficRules",
                &[structure(
                    "header",
                    &[scalar("name"), structure("value", &[scalar("exact")])],
                )],
            ),
        ],
    ),
    scalar("ingressPortOverride"),
    structure(
        "timeout",
        &[
            scalar("idleTimeoutSeconds"),
            scalar("perRequestTimeoutSeconds"),
        ],
    ),
    structure(
        "tls",
        &[
            structure(
                "issuerCertificateAuthority",
                &[scalar("awsPcaAuthorityArn")],
            ),
            scalar("kmsKey"),
            scalar("roleArn"),
        ],
    ),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceVolumeConfiguration.html>
const VOLUME_CONFIGURATION: Shape = &[
    scalar("name"),
    structure("managedEBSVolume", MANAGED_EBS_VOLUME),
];

/// The defaults of a gp3 volume are those of EBS.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceManagedEBSVolumeConfiguration.html>
/// <https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html>
const MANAGED_EBS_VOLUME: Shape = &[
    // EBS encrypts all the same if the Region says so.
    flag("encrypted"),
    scalar("kmsKeyId"),
    scalar("volumeType"),
    scalar("sizeInGiB"),
    scalar("snapshotId"),
    scalar("volumeInitializationRate"),
    scalar("iops").or(DefaultValue::If("volumeType", "gp3", "3000")),
    scalar("throughput").or(DefaultValue::If("volumeType", "gp3", "125")),
    keyed(
        "tagSpecifications",
        &["resourceType"],
        "",
        &[
            scalar("resourceType"),
            TAGS,
            scalar("propagateTags").or(DefaultValue::Is("NONE")),
        ],
    ),
    scalar("roleArn"),
    scalar("filesystemType").or(DefaultValue::Is("xfs")),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VpcLatticeConfiguration.html>
const VPC_LATTICE_CONFIGURATION: Shape = &[
    scalar("roleArn"),
    scalar("targetGroupArn"),
    scalar("portName"),
    structure(
        "advancedConfiguration",
        &[
            scalar("alternateTargetGroupArn"),
            scalar("productionListenerRule"),
            scalar("testListenerRule"),
        ],
    ),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnector.html>
const GATEWAY_CONNECTOR: Shape = &[
    scalar("portName"),
    structure(
        "healthCheck",
        &[
            scalar("healthCheckProtocol"),
            scalar("healthCheckPort"),
            scalar("healthCheckPath"),
            scalar("healthCheckTimeoutSeconds"),
            scalar("healthCheckIntervalSeconds"),
            scalar("healthyThresholdCount"),
            scalar("unhealthyThresholdCount"),
            structure("matcher", &[scalar("httpCode"), scalar("grpcCode")]),
        ],
    ),
    structure("filters", &[set("accessTypes")]),
    scalar("deregistrationDelay"),
];

/// What ECS creates for a service of Express Mode, which is the only place where its scaling, health
/// check path and the like are written down.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ECSManagedResources.html>
const MANAGED_RESOURCES: Shape = &[
    keyed("ingressPaths", &["accessType"], "", INGRESS_PATH),
    structure(
        "autoScaling",
        &[
            structure("scalableTarget", SCALABLE_TARGET),
            keyed(
                "applicationAutoScalingPolicies",
                &["metric"],
                "",
                SCALING_POLICY,
            ),
        ],
    ),
    keyed("metricAlarms", &["arn"], "", MANAGED),
    keyed("serviceSecurityGroups", &["arn"], "", MANAGED),
    keyed("logGroups", &["logGroupName"], "", LOG_GROUP),
    keyed(
        "gatewayConnections",
        &["portName", "accessType"],
        "",
        GATEWAY_CONNECTION,
    ),
];

// Of a managed resource the ARN is known once it has been created, and the rest says how far that
// is. <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScalableTarget.html>
const ARN: Member = scalar("arn").or(DefaultValue::Pending);
const STATUS: Member = ignored("status");
const STATUS_REASON: Member = ignored("statusReason");
const UPDATED_AT: Member = ignored("updatedAt");

const MANAGED: Shape = &[ARN, STATUS, STATUS_REASON, UPDATED_AT];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedIngressPath.html>
const INGRESS_PATH: Shape = &[
    scalar("accessType"),
    scalar("endpoint"),
    structure(
        "loadBalancer",
        &[
            ARN,
            STATUS,
            STATUS_REASON,
            UPDATED_AT,
            scalar("scheme").or(DefaultValue::Is("internet-facing")),
            set("subnetIds"),
            set("securityGroupIds"),
        ],
    ),
    keyed("loadBalancerSecurityGroups", &["arn"], "", MANAGED),
    structure(
        "certificate",
        &[ARN, STATUS, STATUS_REASON, UPDATED_AT, scalar("domainName")],
    ),
    structure("listener", MANAGED),
    structure("rule", MANAGED),
    keyed(
        "targetGroups",
        &["arn"],
        "",
        &[
            ARN,
            STATUS,
            STATUS_REASON,
            UPDATED_AT,
            scalar("healthCheckPath"),
            scalar("healthCheckPort"),
            scalar("port"),
        ],
    ),
];

const SCALABLE_TARGET: Shape = &[
    ARN,
    STATUS,
    STATUS_REASON,
    UPDATED_AT,
    scalar("minCapacity"),
    scalar("maxCapacity"),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedApplicationAutoScalingPolicy.html>
const SCALING_POLICY: Shape = &[
    ARN,
    STATUS,
    STATUS_REASON,
    UPDATED_AT,
    scalar("policyType"),
    scalar("targetValue"),
    scalar("metric"),
];

const LOG_GROUP: Shape = &[
    ARN,
    STATUS,
    STATUS_REASON,
    UPDATED_AT,
    scalar("logGroupName"),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_GatewayConnection.html>
const GATEWAY_CONNECTION: Shape = &[
    scalar("gatewayArn"),
    scalar("gatewayRouteArn").or(DefaultValue::Pending),
    scalar("portName"),
    scalar("serviceUrl").or(DefaultValue::Pending),
    scalar("accessType"),
    STATUS,
    structure(
        "resources",
        &[keyed(
            "hostSharedAlb",
            &["loadBalancerArn"],
            "",
            &[
                scalar("acmCertificateArn"),
                scalar("loadBalancerArn"),
                set("loadBalancerSecurityGroupArns"),
                scalar("listenerArn"),
                scalar("listenerRuleArn"),
                scalar("testListenerRuleArn"),
                Member::new("targetGroupArn", Kind::SwapsWith("alternateTargetGroupArn")),
                Member::new("alternateTargetGroupArn", Kind::SwapsWith("targetGroupArn")),
            ],
        )],
    ),
];
