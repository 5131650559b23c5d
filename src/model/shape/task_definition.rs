//! The members of a task definition, as DescribeTaskDefinition returns it, with its tags.

use crate::model::shape::member::{
    DefaultValue, Kind, LOG_CONFIGURATION, Member, SECRET, Shape, TAGS, flag, ignored, keyed, map,
    ordered, scalar, set, structure,
};

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html>
pub const TASK_DEFINITION: Shape = &[
    // What RegisterTaskDefinition and DeregisterTaskDefinition add.
    ignored("taskDefinitionArn"),
    ignored("revision"),
    ignored("status"),
    ignored("registeredAt"),
    ignored("registeredBy"),
    ignored("deregisteredAt"),
    ignored("deleteRequestedAt"),
    ignored("compatibilities"),
    ignored("requiresAttributes"),
    scalar("family"),
    scalar("taskRoleArn"),
    scalar("executionRoleArn"),
    scalar("networkMode").or(DefaultValue::Is("bridge")),
    // The order in which containers start is that of `dependsOn`.
    keyed("containerDefinitions", &["name"], "", CONTAINER),
    keyed("volumes", &["name"], "", VOLUME),
    keyed(
        "placementConstraints",
        &["type", "expression"],
        "",
        &[scalar("type"), scalar("expression")],
    ),
    set("requiresCompatibilities"),
    Member::new("cpu", Kind::Size("vcpu")),
    Member::new("memory", Kind::Size("gb")),
    structure("runtimePlatform", RUNTIME_PLATFORM),
    keyed(
        "inferenceAccelerators",
        &["deviceName"],
        "deviceType",
        &[scalar("deviceName"), scalar("deviceType")],
    ),
    scalar("pidMode"),
    scalar("ipcMode"),
    structure("proxyConfiguration", PROXY),
    structure("ephemeralStorage", EPHEMERAL_STORAGE),
    flag("enableFaultInjection"),
    TAGS,
];

/// Without one, a task on EC2 takes what the instance has.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#runtime-platform>
const RUNTIME_PLATFORM: Shape = &[
    scalar("cpuArchitecture").or(DefaultValue::OnFargate("X86_64")),
    scalar("operatingSystemFamily").or(DefaultValue::OnFargate("LINUX")),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html>
const EPHEMERAL_STORAGE: Shape = &[scalar("sizeInGiB").or(DefaultValue::OnFargate("20"))];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html>
const PROXY: Shape = &[
    scalar("type").or(DefaultValue::Is("APPMESH")),
    scalar("containerName"),
    keyed("properties", &["name"], "value", KEY_VALUE_PAIR),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html>
const KEY_VALUE_PAIR: Shape = &[scalar("name"), scalar("value")];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
pub const CONTAINER: Shape = &[
    scalar("name"),
    // Compared as `images`, unless it is not a text.
    scalar("image"),
    structure("repositoryCredentials", &[scalar("credentialsParameter")]),
    scalar("cpu").or(DefaultValue::Is("0")),
    scalar("memory"),
    scalar("memoryReservation"),
    set("links"),
    keyed(
        "portMappings",
        &["containerPort", "containerPortRange", "protocol"],
        "",
        PORT_MAPPING,
    ),
    scalar("essential").or(DefaultValue::Is("true")),
    structure("restartPolicy", RESTART_POLICY),
    // Words of a command line.
    ordered("entryPoint"),
    ordered("command"),
    keyed("environment", &["name"], "value", KEY_VALUE_PAIR),
    // They are processed from the top down.
    // <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html>
    ordered("environmentFiles"),
    // Docker mounts them by the depth of their paths.
    keyed(
        "mountPoints",
        &["containerPath"],
        "sourceVolume",
        &[
            scalar("sourceVolume"),
            scalar("containerPath"),
            flag("readOnly"),
        ],
    ),
    keyed(
        "volumesFrom",
        &["sourceContainer"],
        "readOnly",
        &[scalar("sourceContainer"), flag("readOnly")],
    ),
    structure("linuxParameters", LINUX_PARAMETERS),
    keyed("secrets", &["name"], "valueFrom", SECRET),
    // All of them have to be met.
    keyed(
        "dependsOn",
        &["containerName"],
        "condition",
        &[scalar("containerName"), scalar("condition")],
    ),
    scalar("startTimeout"),
    // On EC2 it may be a setting of the agent.
    scalar("stopTimeout").or(DefaultValue::OnFargate("30")),
    scalar("versionConsistency").or(DefaultValue::Is("enabled")),
    scalar("hostname"),
    scalar("user"),
    scalar("workingDirectory"),
    flag("disableNetworking"),
    flag("privileged"),
    flag("readonlyRootFilesystem"),
    // A resolver asks the first server, and tries the first domain, first.
    ordered("dnsServers"),
    ordered("dnsSearchDomains"),
    keyed(
        "extraHosts",
        &["hostname"],
        "ipAddress",
        &[scalar("hostname"), scalar("ipAddress")],
    ),
    set("dockerSecurityOptions"),
    flag("interactive"),
    flag("pseudoTerminal"),
    map("dockerLabels"),
    keyed(
        "ulimits",
        &["name"],
        "",
        &[scalar("name"), scalar("softLimit"), scalar("hardLimit")],
    ),
    structure("logConfiguration", LOG_CONFIGURATION),
    structure("healthCheck", HEALTH_CHECK),
    keyed(
        "systemControls",
        &["namespace"],
        "value",
        &[scalar("namespace"), scalar("value")],
    ),
    keyed(
        "resourceRequirements",
        &["type"],
        "value",
        &[
            scalar("value"),
            scalar("type"),
            structure(
                "sharingStrategy",
                &[structure(
                    "nvidiaMps",
                    &[scalar("memory"), scalar("maxComputePercent")],
                )],
            ),
        ],
    ),
    structure(
        "firelensConfiguration",
        &[
            scalar("type"),
            // <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html>
            Member::new("options", Kind::Map(&[("enable-ecs-log-metadata", "true")])),
        ],
    ),
    // There can be only one.
    set("credentialSpecs"),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
const PORT_MAPPING: Shape = &[
    scalar("containerPort"),
    scalar("hostPort").or(DefaultValue::HostPort),
    scalar("protocol").or(DefaultValue::Is("tcp")),
    scalar("name"),
    scalar("appProtocol"),
    scalar("containerPortRange"),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html>
const RESTART_POLICY: Shape = &[
    flag("enabled"),
    set("ignoredExitCodes"),
    scalar("restartAttemptPeriod").or(DefaultValue::Is("300")),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html>
const LINUX_PARAMETERS: Shape = &[
    structure("capabilities", &[set("add"), set("drop")]),
    keyed(
        "devices",
        &["hostPath"],
        "",
        &[
            scalar("hostPath"),
            // Docker's default.
            scalar("containerPath").or(DefaultValue::SameAs("hostPath")),
            set("permissions").or(DefaultValue::AllOf(&["read", "write", "mknod"])),
        ],
    ),
    flag("initProcessEnabled"),
    scalar("sharedMemorySize"),
    keyed(
        "tmpfs",
        &["containerPath"],
        "",
        &[
            scalar("containerPath"),
            scalar("size"),
            // Flags, each of which is on or off.
            set("mountOptions"),
        ],
    ),
    scalar("maxSwap"),
    scalar("swappiness").or(DefaultValue::Is("60")),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html>
const HEALTH_CHECK: Shape = &[
    // Words of a command line.
    ordered("command"),
    scalar("interval").or(DefaultValue::Is("30")),
    scalar("timeout").or(DefaultValue::Is("5")),
    scalar("retries").or(DefaultValue::Is("3")),
    scalar("startPeriod").or(DefaultValue::Is("0")),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html>
const VOLUME: Shape = &[
    scalar("name"),
    structure("host", &[scalar("sourcePath")]),
    structure(
        "dockerVolumeConfiguration",
        &[
            // <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/docker-volumes.html>
            scalar("scope").or(DefaultValue::Is("task")),
            flag("autoprovision"),
            scalar("driver"),
            map("driverOpts"),
            map("labels"),
        ],
    ),
    structure("efsVolumeConfiguration", EFS),
    structure(
        "s3filesVolumeConfiguration",
        &[
            scalar("fileSystemArn"),
            scalar("rootDirectory").or(DefaultValue::Is("/")),
            scalar("transitEncryptionPort"),
            scalar("accessPointArn"),
        ],
    ),
    structure(
        "fsxWindowsFileServerVolumeConfiguration",
        &[
            scalar("fileSystemId"),
            scalar("rootDirectory"),
            structure(
                "authorizationConfig",
                &[scalar("credentialsParameter"), scalar("domain")],
            ),
        ],
    ),
    flag("configuredAtLaunch"),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html>
const EFS: Shape = &[
    scalar("fileSystemId"),
    scalar("rootDirectory").or(DefaultValue::Is("/")),
    scalar("transitEncryption").or(DefaultValue::Is("DISABLED")),
    scalar("transitEncryptionPort"),
    structure(
        "authorizationConfig",
        &[
            scalar("accessPointId"),
            scalar("iam").or(DefaultValue::Is("DISABLED")),
        ],
    ),
];
