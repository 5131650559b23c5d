//! What means the same, written differently, and what only looks like it.

use crate::base::configuration;
use crate::pairs::{Row, check, check_with, with};

/// Values that AWS fills in or takes for an absent one, each followed by another one.
const DEFAULTS: &[Row] = &[
    // Of the service revision.
    ("revision.guardDutyEnabled", "", "false", &[]),
    ("revision.guardDutyEnabled", "null", "false", &[]),
    (
        "revision.guardDutyEnabled",
        "",
        "true",
        &["Configuration: + guardDutyEnabled: true"],
    ),
    (
        "revision.guardDutyEnabled",
        "false",
        "true",
        &["Configuration: ~ guardDutyEnabled: false → true"],
    ),
    (
        "revision.serviceConnectConfiguration",
        "",
        r#"{"enabled":false}"#,
        &[],
    ),
    (
        "revision.serviceConnectConfiguration",
        "{}",
        r#"{"enabled":false,"services":[]}"#,
        &[],
    ),
    (
        "revision.serviceConnectConfiguration",
        "",
        r#"{"enabled":true}"#,
        &[r#"Network: + serviceConnectConfiguration: {"enabled":true}"#],
    ),
    (
        "revision.serviceConnectConfiguration.enabled",
        "true",
        "false",
        &["Network: ~ serviceConnectConfiguration.enabled: true → false"],
    ),
    (
        "revision.serviceConnectConfiguration.services.0.discoveryName",
        "",
        r#""http""#,
        &[],
    ),
    (
        "revision.serviceConnectConfiguration.services.0.discoveryName",
        "",
        r#""shop""#,
        &["Network: + serviceConnectConfiguration.services.http.discoveryName: shop"],
    ),
    (
        "revision.serviceConnectConfiguration.accessLogConfiguration",
        r#"{"format":"JSON"}"#,
        r#"{"format":"JSON","includeQueryParameters":"DISABLED"}"#,
        &[],
    ),
    (
        "revision.serviceConnectConfiguration.containerConfigurations",
        "",
        r#"[{"logLevel":"info"}]"#,
        &[],
    ),
    (
        "revision.serviceConnectConfiguration.containerConfigurations",
        r#"[{"logLevel":"info"}]"#,
        r#"[{"logLevel":"debug"}]"#,
        &["Network: ~ serviceConnectConfiguration.containerConfigurations.logLevel: info → debug"],
    ),
    (
        "revision.networkConfiguration.awsvpcConfiguration.assignPublicIp",
        "",
        r#""DISABLED""#,
        &[],
    ),
    (
        "revision.networkConfiguration.awsvpcConfiguration.assignPublicIp",
        "",
        r#""ENABLED""#,
        &["Network: + assignPublicIp: ENABLED"],
    ),
    ("revision.capacityProviderStrategy.1.base", "", "0", &[]),
    ("revision.capacityProviderStrategy.1.weight", "", "0", &[]),
    (
        "revision.capacityProviderStrategy.1.weight",
        "",
        "1",
        &["Capacity: + capacity provider FARGATE_SPOT weight: 1"],
    ),
    ("revision.platformVersion", "", r#""LATEST""#, &[]),
    ("revision.serviceRegistries", "", "[]", &[]),
    ("revision.vpcLatticeConfigurations", "null", "[]", &[]),
    ("revision.overrides", "", r#"{"runtimePlatform":{}}"#, &[]),
    (
        "revision.fargateEphemeralStorage",
        "",
        r#"{"kmsKeyId":""}"#,
        &[],
    ),
    (
        "revision.monitoring",
        "",
        r#"{"metricConfigurations":[{"metricNames":["CPUUtilization"],"resolutionSeconds":60}]}"#,
        &[],
    ),
    (
        "revision.monitoring",
        "",
        r#"{"metricConfigurations":[{"metricNames":["CPUUtilization"],"resolutionSeconds":20}]}"#,
        &[r#"Configuration: + monitoring: {"metricConfigurations":{"CPUUtilization":20}}"#],
    ),
    (
        "revision.volumeConfigurations",
        r#"[{"name":"a","managedEBSVolume":{"roleArn":"r"}}]"#,
        r#"[{"name":"a","managedEBSVolume":{"roleArn":"r","filesystemType":"xfs"}}]"#,
        &[],
    ),
    (
        "revision.volumeConfigurations",
        r#"[{"name":"a","managedEBSVolume":{"volumeType":"gp3"}}]"#,
        r#"[{"name":"a","managedEBSVolume":{"volumeType":"gp3","iops":3000,"throughput":125}}]"#,
        &[],
    ),
    (
        "revision.volumeConfigurations",
        r#"[{"name":"a","managedEBSVolume":{"volumeType":"io2"}}]"#,
        r#"[{"name":"a","managedEBSVolume":{"volumeType":"io2","iops":3000}}]"#,
        &["Configuration: + volumeConfigurations.a.managedEBSVolume.iops: 3000"],
    ),
    // Of the task definition.
    ("task.enableFaultInjection", "", "false", &[]),
    (
        "task.enableFaultInjection",
        "",
        "true",
        &["Configuration: + enableFaultInjection: true"],
    ),
    (
        "task.enableFaultInjection",
        "true",
        "false",
        &["Configuration: ~ enableFaultInjection: true → false"],
    ),
    ("task.networkMode", "", r#""bridge""#, &[]),
    (
        "task.networkMode",
        "",
        r#""host""#,
        &["Network: + networkMode: host"],
    ),
    (
        "task.runtimePlatform",
        "",
        r#"{"cpuArchitecture":"X86_64","operatingSystemFamily":"LINUX"}"#,
        &[],
    ),
    (
        "task.runtimePlatform",
        "",
        r#"{"cpuArchitecture":"ARM64","operatingSystemFamily":"LINUX"}"#,
        &[
            r#"Capacity: + runtimePlatform: {"cpuArchitecture":"ARM64","operatingSystemFamily":"LINUX"}"#,
        ],
    ),
    ("task.ephemeralStorage", "", r#"{"sizeInGiB":20}"#, &[]),
    (
        "task.ephemeralStorage",
        "",
        r#"{"sizeInGiB":21}"#,
        &[r#"Capacity: + ephemeralStorage: {"sizeInGiB":21}"#],
    ),
    (
        "task.proxyConfiguration",
        r#"{"containerName":"envoy"}"#,
        r#"{"containerName":"envoy","type":"APPMESH"}"#,
        &[],
    ),
    ("task.deleteRequestedAt", "", "1780315000", &[]),
    ("task.pidMode", "", r#""""#, &[]),
    (
        "task.volumes",
        r#"[{"name":"a"}]"#,
        r#"[{"name":"a","host":{"sourcePath":null},"configuredAtLaunch":false}]"#,
        &[],
    ),
    (
        "task.volumes",
        r#"[{"name":"a","efsVolumeConfiguration":{"fileSystemId":"fs-1"}}]"#,
        r#"[{"name":"a","efsVolumeConfiguration":{"fileSystemId":"fs-1","rootDirectory":"/","transitEncryption":"DISABLED","authorizationConfig":{"iam":"DISABLED"}}}]"#,
        &[],
    ),
    (
        "task.volumes",
        r#"[{"name":"a","efsVolumeConfiguration":{"fileSystemId":"fs-1"}}]"#,
        r#"[{"name":"a","efsVolumeConfiguration":{"fileSystemId":"fs-1","transitEncryption":"ENABLED"}}]"#,
        &["Configuration: + volume a efsVolumeConfiguration transitEncryption: ENABLED"],
    ),
    (
        "task.volumes",
        r#"[{"name":"a","dockerVolumeConfiguration":{"driver":"local"}}]"#,
        r#"[{"name":"a","dockerVolumeConfiguration":{"driver":"local","scope":"task","autoprovision":false,"labels":{}}}]"#,
        &[],
    ),
    // Of a container.
    ("task.containerDefinitions.0.cpu", "", "0", &[]),
    (
        "task.containerDefinitions.0.cpu",
        "",
        "64",
        &["Container web: + cpu: 64"],
    ),
    ("task.containerDefinitions.0.essential", "", "true", &[]),
    (
        "task.containerDefinitions.0.essential",
        "",
        "false",
        &["Container web: + essential: false"],
    ),
    (
        "task.containerDefinitions.0.versionConsistency",
        "",
        r#""enabled""#,
        &[],
    ),
    (
        "task.containerDefinitions.0.versionConsistency",
        "",
        r#""disabled""#,
        &["Container web: + versionConsistency: disabled"],
    ),
    ("task.containerDefinitions.0.privileged", "", "false", &[]),
    (
        "task.containerDefinitions.0.readonlyRootFilesystem",
        "",
        "false",
        &[],
    ),
    (
        "task.containerDefinitions.0.readonlyRootFilesystem",
        "false",
        "true",
        &["Container web: ~ readonlyRootFilesystem: false → true"],
    ),
    ("task.containerDefinitions.0.interactive", "", "false", &[]),
    (
        "task.containerDefinitions.0.pseudoTerminal",
        "",
        "false",
        &[],
    ),
    (
        "task.containerDefinitions.0.disableNetworking",
        "",
        "false",
        &[],
    ),
    ("task.containerDefinitions.0.stopTimeout", "", "30", &[]),
    (
        "task.containerDefinitions.0.stopTimeout",
        "30",
        "120",
        &["Container web: ~ stopTimeout: 30 → 120"],
    ),
    ("task.containerDefinitions.0.user", "", r#""""#, &[]),
    ("task.containerDefinitions.0.hostname", "null", r#""""#, &[]),
    ("task.containerDefinitions.0.entryPoint", "", "[]", &[]),
    ("task.containerDefinitions.0.systemControls", "", "[]", &[]),
    (
        "task.containerDefinitions.0.portMappings.0.protocol",
        "",
        r#""tcp""#,
        &[],
    ),
    (
        "task.containerDefinitions.0.portMappings.0.hostPort",
        "",
        "8080",
        &[],
    ),
    (
        "task.containerDefinitions.0.portMappings.0.hostPort",
        "8080",
        "80",
        &["Container web: ~ port 8080/tcp hostPort: 8080 → 80"],
    ),
    (
        "task.containerDefinitions.0.mountPoints.0.readOnly",
        "",
        "false",
        &[],
    ),
    (
        "task.containerDefinitions.0.mountPoints.0.readOnly",
        "",
        "true",
        &["Container web: + mount /cache readOnly: true"],
    ),
    (
        "task.containerDefinitions.0.volumesFrom",
        r#"[{"sourceContainer":"otel"}]"#,
        r#"[{"sourceContainer":"otel","readOnly":false}]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.healthCheck.interval",
        "",
        "30",
        &[],
    ),
    (
        "task.containerDefinitions.0.healthCheck.timeout",
        "",
        "5",
        &[],
    ),
    (
        "task.containerDefinitions.0.healthCheck.retries",
        "",
        "3",
        &[],
    ),
    (
        "task.containerDefinitions.0.healthCheck.startPeriod",
        "",
        "0",
        &[],
    ),
    (
        "task.containerDefinitions.0.healthCheck.startPeriod",
        "",
        "10",
        &["Container web: + healthCheck.startPeriod: 10"],
    ),
    (
        "task.containerDefinitions.0.healthCheck.timeout",
        "5",
        "",
        &[],
    ),
    (
        "task.containerDefinitions.0.healthCheck.timeout",
        "2",
        "",
        &["Container web: - healthCheck.timeout: 2"],
    ),
    (
        "task.containerDefinitions.0.restartPolicy",
        "",
        r#"{"enabled":false}"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.restartPolicy",
        r#"{"enabled":true}"#,
        r#"{"enabled":true,"ignoredExitCodes":[],"restartAttemptPeriod":300}"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.restartPolicy",
        r#"{"enabled":true}"#,
        r#"{"enabled":true,"restartAttemptPeriod":60}"#,
        &["Container web: + restartPolicy.restartAttemptPeriod: 60"],
    ),
    (
        "task.containerDefinitions.0.linuxParameters",
        "",
        r#"{"initProcessEnabled":false,"capabilities":{"add":[],"drop":null},"devices":[]}"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.linuxParameters",
        r#"{"maxSwap":64}"#,
        r#"{"maxSwap":64,"swappiness":60}"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.linuxParameters",
        r#"{"devices":[{"hostPath":"/dev/a"}]}"#,
        r#"{"devices":[{"hostPath":"/dev/a","containerPath":"/dev/a","permissions":["mknod","read","write"]}]}"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.linuxParameters",
        r#"{"devices":[{"hostPath":"/dev/a"}]}"#,
        r#"{"devices":[{"hostPath":"/dev/a","permissions":["read"]}]}"#,
        &["Container web: + linuxParameters.devices./dev/a.permissions.read"],
    ),
    (
        "task.containerDefinitions.0.logConfiguration",
        r#"{"logDriver":"awslogs","options":{"awslogs-group":"web"}}"#,
        r#"{"logDriver":"awslogs","options":{"awslogs-group":"web","awslogs-create-group":"false"},"secretOptions":[]}"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.logConfiguration",
        r#"{"logDriver":"awslogs","options":{"awslogs-group":"web"}}"#,
        r#"{"logDriver":"awslogs","options":{"awslogs-group":"web","awslogs-create-group":"true"}}"#,
        &["Container web: + logConfiguration.options.awslogs-create-group: true"],
    ),
    (
        "task.containerDefinitions.0.firelensConfiguration",
        r#"{"type":"fluentbit"}"#,
        r#"{"type":"fluentbit","options":{"enable-ecs-log-metadata":"true"}}"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.environment.0.value",
        "",
        r#""""#,
        &[],
    ),
    // A member that this program does not know has no default that it could know.
    (
        "task.newMember",
        "",
        "false",
        &["Configuration: + newMember: false"],
    ),
    (
        "task.newMember",
        "",
        "0",
        &["Configuration: + newMember: 0"],
    ),
    (
        "task.newMember",
        "",
        r#"{"enabled":false,"list":[{"name":"a","value":"b"}]}"#,
        &[r#"Configuration: + newMember: {"enabled":false,"list":[{"name":"a","value":"b"}]}"#],
    ),
    (
        "task.containerDefinitions.0.newMember",
        r#"[1,2]"#,
        r#"[2,1]"#,
        &["Container web: ~ newMember: [1,2] → [2,1]"],
    ),
    ("revision.newMember", "null", "[]", &[]),
    // Names that users choose are not members.
    (
        "task.containerDefinitions.0.dockerLabels",
        "",
        r#"{"privileged":"false"}"#,
        &["Container web: + dockerLabels.privileged: false"],
    ),
    (
        "task.containerDefinitions.0.dockerLabels",
        r#"{"a":"1"}"#,
        r#"{"a":"1","empty":""}"#,
        &[r#"Container web: + dockerLabels.empty: """#],
    ),
    (
        "task.containerDefinitions.0.environment",
        r#"[{"name":"cpu","value":"0"}]"#,
        "[]",
        &["Container web: - cpu: 0"],
    ),
    (
        "task.containerDefinitions.0.environment",
        "[]",
        r#"[{"name":"DEBUG","value":""}]"#,
        &[r#"Container web: + DEBUG: """#],
    ),
];

#[test]
fn defaults_are_the_same_as_absent_members() {
    check(DEFAULTS);
}

#[test]
fn some_defaults_depend_on_where_the_tasks_run() {
    let on_ec2 = with(
        configuration(),
        "revision.capacityProviderStrategy",
        r#"[{"capacityProvider":"gpu"}]"#,
    );
    let on_bridge = with(on_ec2.clone(), "task.networkMode", r#""bridge""#);
    check_with(
        &on_ec2,
        &[
            (
                "task.containerDefinitions.0.stopTimeout",
                "",
                "30",
                &["Container web: + stopTimeout: 30"],
            ),
            (
                "task.runtimePlatform",
                "",
                r#"{"cpuArchitecture":"X86_64"}"#,
                &[r#"Capacity: + runtimePlatform: {"cpuArchitecture":"X86_64"}"#],
            ),
        ],
    );
    check_with(
        &on_bridge,
        &[
            (
                "task.containerDefinitions.0.portMappings.0.hostPort",
                "",
                "0",
                &[],
            ),
            (
                "task.containerDefinitions.0.portMappings.0.hostPort",
                "",
                "8080",
                &["Container web: + port 8080/tcp hostPort: 8080"],
            ),
        ],
    );
    // What both have is the same wherever they run.
    let timeout = |launch_type: &str| {
        let side = with(
            configuration(),
            "task.containerDefinitions.0.stopTimeout",
            "30",
        );
        with(
            with(side, "revision.capacityProviderStrategy", ""),
            "revision.launchType",
            launch_type,
        )
    };
    assert_eq!(
        crate::named_changes(&timeout(r#""EC2""#), &timeout(r#""FARGATE""#)),
        ["Capacity: ~ launchType: EC2 → FARGATE"]
    );
}

/// The same number or text, written in another way.
const SPELLINGS: &[Row] = &[
    ("task.cpu", r#""512""#, "512", &[]),
    ("task.memory", "1024", r#""1024""#, &[]),
    (
        "task.cpu",
        "512",
        r#""1024""#,
        &["Capacity: ~ cpu: 512 → 1024"],
    ),
    ("task.cpu", r#""1024""#, r#""1 vCPU""#, &[]),
    ("task.cpu", r#""256""#, r#"".25 vcpu""#, &[]),
    ("task.memory", r#""2048""#, r#""2GB""#, &[]),
    (
        "task.memory",
        r#""2048""#,
        r#""3 GB""#,
        &["Capacity: ~ memory: 2048 → 3 GB"],
    ),
    ("task.containerDefinitions.0.memory", "512", r#""512""#, &[]),
    ("task.containerDefinitions.0.cpu", r#""0""#, "", &[]),
    (
        "task.containerDefinitions.0.essential",
        r#""true""#,
        "true",
        &[],
    ),
    (
        "task.containerDefinitions.0.environment.0.value",
        r#""8080""#,
        "8080",
        &[],
    ),
    (
        "task.containerDefinitions.0.environment.0.value",
        r#""true""#,
        "true",
        &[],
    ),
    (
        "task.containerDefinitions.0.environment.0.value",
        r#""1""#,
        r#""1.0""#,
        &["Container web: ~ LOG_LEVEL: 1 → 1.0"],
    ),
    (
        "task.containerDefinitions.0.portMappings.0.containerPort",
        "8080",
        r#""8080""#,
        &[],
    ),
    (
        "task.containerDefinitions.0.command",
        r#"["serve","8080"]"#,
        r#"["serve",8080]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.restartPolicy",
        r#"{"enabled":true,"ignoredExitCodes":[0,137]}"#,
        r#"{"enabled":true,"ignoredExitCodes":["137",0.0]}"#,
        &[],
    ),
    (
        "revision.loadBalancers.0.containerPort",
        "8080",
        r#""8080""#,
        &[],
    ),
    (
        "revision.newMember",
        r#""512""#,
        "512",
        &["Configuration: ~ newMember: \"512\" → 512"],
    ),
    ("revision.newMember", "1", "1.0", &[]),
    ("revision.newMember", "1", "1e0", &[]),
    (
        "revision.newMember",
        "[1, {\"a\": 10}]",
        "[1.0, {\"a\": 1e1}]",
        &[],
    ),
    ("revision.newMember", "-0", "0", &[]),
    ("revision.newMember", "60.50", "60.5", &[]),
    (
        "revision.newMember",
        "9007199254740992",
        "9007199254740993",
        &["Configuration: ~ newMember: 9007199254740992 → 9007199254740993"],
    ),
    (
        "revision.newMember",
        "9007199254740993",
        "9007199254740993.0",
        &[],
    ),
    (
        "revision.newMember",
        "[9007199254740992]",
        "[9007199254740993]",
        &["Configuration: ~ newMember: [9007199254740992] → [9007199254740993]"],
    ),
    (
        "revision.newMember",
        "-9223372036854775809",
        "-9223372036854775810",
        &["Configuration: ~ newMember: -9223372036854775809 → -9223372036854775810"],
    ),
    (
        "revision.newMember",
        "18446744073709551615",
        "18446744073709551616",
        &["Configuration: ~ newMember: 18446744073709551615 → 18446744073709551616"],
    ),
    (
        "revision.newMember",
        "123456789012345678901234567890",
        "123456789012345678901234567891",
        &[
            "Configuration: ~ newMember: 123456789012345678901234567890 → 123456789012345678901234567891",
        ],
    ),
    (
        "revision.newMember",
        "0.1",
        "0.1000000000000000055",
        &["Configuration: ~ newMember: 0.1 → 0.1000000000000000055"],
    ),
    (
        "revision.newMember",
        "1e400",
        "1e401",
        &["Configuration: ~ newMember: 1e+400 → 1e+401"],
    ),
    (
        "task.cpu",
        r#""9007199254740992""#,
        "9007199254740993",
        &["Capacity: ~ cpu: 9007199254740992 → 9007199254740993"],
    ),
];

#[test]
fn numbers_are_compared_exactly_however_they_are_written() {
    check(SPELLINGS);
}
