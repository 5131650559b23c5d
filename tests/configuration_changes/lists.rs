//! Lists whose order means nothing, those whose order does, and what becomes of their items.

use crate::pairs::{Row, check};

const ORDERS: &[Row] = &[
    // Order means nothing.
    (
        "revision.networkConfiguration.awsvpcConfiguration.securityGroups",
        r#"["sg-1","sg-2"]"#,
        r#"["sg-2","sg-1"]"#,
        &[],
    ),
    (
        "revision.monitoring",
        r#"{"metricConfigurations":[{"metricNames":["CPUUtilization","MemoryUtilization"],"resolutionSeconds":20}]}"#,
        r#"{"metricConfigurations":[{"metricNames":["MemoryUtilization","CPUUtilization"],"resolutionSeconds":20}]}"#,
        &[],
    ),
    (
        "revision.monitoring",
        r#"{"metricConfigurations":[{"metricNames":["CPUUtilization","MemoryUtilization"],"resolutionSeconds":20}]}"#,
        r#"{"metricConfigurations":[{"metricNames":["MemoryUtilization"],"resolutionSeconds":20},{"metricNames":["CPUUtilization"],"resolutionSeconds":20}]}"#,
        &[],
    ),
    (
        "revision.monitoring",
        r#"{"metricConfigurations":[{"metricNames":["CPUUtilization"],"resolutionSeconds":60}]}"#,
        r#"{"metricConfigurations":[{"metricNames":["CPUUtilization"],"resolutionSeconds":20}]}"#,
        &["Configuration: ~ monitoring.metricConfigurations.CPUUtilization: 60 → 20"],
    ),
    (
        "revision.monitoring",
        r#"{"metricConfigurations":[{"metricNames":["CPUUtilization"],"resolutionSeconds":20}]}"#,
        r#"{"metricConfigurations":[{"metricNames":["CPUUtilization","MemoryUtilization"],"resolutionSeconds":20}]}"#,
        &["Configuration: + monitoring.metricConfigurations.MemoryUtilization: 20"],
    ),
    (
        "revision.gatewayConnectors",
        r#"[{"portName":"a","filters":{"accessTypes":["PUBLIC","PRIVATE"]}},{"portName":"b"}]"#,
        r#"[{"portName":"b"},{"portName":"a","filters":{"accessTypes":["PRIVATE","PUBLIC"]}}]"#,
        &[],
    ),
    (
        "revision.vpcLatticeConfigurations",
        r#"[{"portName":"a","roleArn":"r"},{"portName":"b","roleArn":"r"}]"#,
        r#"[{"portName":"b","roleArn":"r"},{"portName":"a","roleArn":"r"}]"#,
        &[],
    ),
    (
        "revision.serviceRegistries",
        r#"[{"registryArn":"a","port":1},{"registryArn":"b","port":2}]"#,
        r#"[{"registryArn":"b","port":2},{"registryArn":"a","port":1}]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.restartPolicy",
        r#"{"enabled":true,"ignoredExitCodes":[0,137]}"#,
        r#"{"enabled":true,"ignoredExitCodes":[137,0]}"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.restartPolicy",
        r#"{"enabled":true,"ignoredExitCodes":[0,137]}"#,
        r#"{"enabled":true,"ignoredExitCodes":[137,143]}"#,
        &[
            "Container web: - restartPolicy.ignoredExitCodes.0",
            "Container web: + restartPolicy.ignoredExitCodes.143",
        ],
    ),
    (
        "task.containerDefinitions.0.links",
        r#"["db:db","cache"]"#,
        r#"["cache","db:db"]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.dockerSecurityOptions",
        r#"["no-new-privileges","apparmor:web"]"#,
        r#"["apparmor:web","no-new-privileges"]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.credentialSpecs",
        r#"["credentialspec:a","credentialspec:b"]"#,
        r#"["credentialspec:b","credentialspec:a"]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.dependsOn",
        r#"[{"containerName":"a","condition":"START"},{"containerName":"b","condition":"HEALTHY"}]"#,
        r#"[{"containerName":"b","condition":"HEALTHY"},{"containerName":"a","condition":"START"}]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.dependsOn",
        r#"[{"containerName":"a","condition":"START"}]"#,
        r#"[{"containerName":"a","condition":"HEALTHY"}]"#,
        &["Container web: ~ dependsOn.a: START → HEALTHY"],
    ),
    (
        "task.containerDefinitions.0.ulimits",
        r#"[{"name":"nofile","softLimit":1,"hardLimit":2},{"name":"core","softLimit":0,"hardLimit":0}]"#,
        r#"[{"name":"core","hardLimit":0,"softLimit":0},{"name":"nofile","softLimit":1,"hardLimit":2}]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.linuxParameters",
        r#"{"capabilities":{"add":["A","B"],"drop":["C","D"]},"tmpfs":[{"containerPath":"/a","size":1,"mountOptions":["rw","noexec"]},{"containerPath":"/b","size":1}]}"#,
        r#"{"capabilities":{"drop":["D","C"],"add":["B","A"]},"tmpfs":[{"containerPath":"/b","size":1},{"containerPath":"/a","size":1,"mountOptions":["noexec","rw"]}]}"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.extraHosts",
        r#"[{"hostname":"a","ipAddress":"1.1.1.1"},{"hostname":"b","ipAddress":"2.2.2.2"}]"#,
        r#"[{"hostname":"b","ipAddress":"2.2.2.2"},{"hostname":"a","ipAddress":"1.1.1.1"}]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.secrets",
        r#"[{"name":"A","valueFrom":"a"},{"name":"B","valueFrom":"b"}]"#,
        r#"[{"name":"B","valueFrom":"b"},{"name":"A","valueFrom":"a"}]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.resourceRequirements",
        r#"[{"type":"GPU","value":"1"}]"#,
        r#"[{"type":"GPU","value":"2"}]"#,
        &["Container web: ~ resourceRequirements.GPU: 1 → 2"],
    ),
    (
        "task.placementConstraints",
        r#"[{"type":"memberOf","expression":"a"},{"type":"memberOf","expression":"b"}]"#,
        r#"[{"type":"memberOf","expression":"b"},{"type":"memberOf","expression":"a"}]"#,
        &[],
    ),
    (
        "task.proxyConfiguration",
        r#"{"containerName":"e","properties":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}"#,
        r#"{"containerName":"e","properties":[{"name":"B","value":"2"},{"name":"A","value":"1"}]}"#,
        &[],
    ),
    (
        "task.tags",
        r#"[{"key":"a","value":"1"},{"key":"b","value":""}]"#,
        r#"[{"key":"b"},{"key":"a","value":"1"}]"#,
        &[],
    ),
    // Order has a meaning.
    (
        "task.containerDefinitions.0.entryPoint",
        r#"["sh","-c"]"#,
        r#"["-c","sh"]"#,
        &[r#"Container web: ~ entryPoint: ["sh","-c"] → ["-c","sh"]"#],
    ),
    (
        "task.containerDefinitions.0.dnsServers",
        r#"["10.0.0.2","10.0.0.3"]"#,
        r#"["10.0.0.3","10.0.0.2"]"#,
        &[r#"Container web: ~ dnsServers: ["10.0.0.2","10.0.0.3"] → ["10.0.0.3","10.0.0.2"]"#],
    ),
    (
        "task.containerDefinitions.0.dnsSearchDomains",
        r#"["a.test","b.test"]"#,
        r#"["b.test","a.test"]"#,
        &[r#"Container web: ~ dnsSearchDomains: ["a.test","b.test"] → ["b.test","a.test"]"#],
    ),
    (
        "task.containerDefinitions.0.environmentFiles",
        r#"[{"value":"a.env","type":"s3"},{"value":"b.env","type":"s3"}]"#,
        r#"[{"value":"b.env","type":"s3"},{"value":"a.env","type":"s3"}]"#,
        &[
            r#"Container web: ~ environmentFiles: [{"value":"a.env","type":"s3"},{"value":"b.env","type":"s3"}] → [{"value":"b.env","type":"s3"},{"value":"a.env","type":"s3"}]"#,
        ],
    ),
    (
        "task.containerDefinitions.0.healthCheck.command",
        r#"["CMD","a","b"]"#,
        r#"["CMD","b","a"]"#,
        &[r#"Container web: ~ healthCheck.command: ["CMD","a","b"] → ["CMD","b","a"]"#],
    ),
    // Items that share a name.
    (
        "task.containerDefinitions.0.environment",
        r#"[{"name":"A","value":"1"},{"name":"A","value":"2"}]"#,
        r#"[{"name":"A","value":"2"},{"name":"A","value":"1"}]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.environment",
        r#"[{"name":"A","value":"1"},{"name":"A","value":"2"}]"#,
        r#"[{"name":"A","value":"2"}]"#,
        &["Container web: - A (2): 1"],
    ),
    (
        "task.containerDefinitions.0.environment",
        r#"[{"name":"A","value":"1"},{"name":"A","value":"2"}]"#,
        r#"[{"name":"A","value":"2"},{"name":"A","value":"3"}]"#,
        &["Container web: ~ A (2): 1 → 3"],
    ),
    (
        "task.containerDefinitions.0.environment",
        r#"[{"name":"A (2)","value":"1"},{"name":"A","value":"2"},{"name":"A","value":"3"}]"#,
        r#"[{"name":"A","value":"3"},{"name":"A","value":"2"},{"name":"A (2)","value":"1"}]"#,
        &[],
    ),
    (
        "revision.loadBalancers",
        r#"[{"targetGroupArn":"b","containerName":"web","containerPort":80},{"targetGroupArn":"a","containerName":"web","containerPort":80}]"#,
        r#"[{"targetGroupArn":"a","containerName":"web","containerPort":80},{"targetGroupArn":"b","containerName":"web","containerPort":"80"}]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.portMappings",
        r#"[{"containerPort":53,"protocol":"udp"},{"containerPort":53}]"#,
        r#"[{"containerPort":53,"protocol":"tcp"},{"containerPort":53,"protocol":"udp"}]"#,
        &[],
    ),
    // One added whole is shown by item.
    (
        "task.containerDefinitions.0.ulimits",
        "",
        r#"[{"name":"nofile","softLimit":1,"hardLimit":2}]"#,
        &[r#"Container web: + ulimits.nofile: {"softLimit":1,"hardLimit":2}"#],
    ),
    (
        "task.requiresCompatibilities",
        r#"["FARGATE","EC2"]"#,
        r#"["FARGATE"]"#,
        &["Capacity: - requiresCompatibilities.EC2"],
    ),
    // Values of another shape are compared as they are.
    (
        "task.containerDefinitions.0.environment",
        r#"[1]"#,
        r#"[1.0]"#,
        &[],
    ),
    (
        "task.containerDefinitions.0.environment",
        r#""text""#,
        r#"["text"]"#,
        &[r#"Container web: ~ environment: text → ["text"]"#],
    ),
    (
        "task.containerDefinitions.0.links",
        r#"[{"a":1}]"#,
        r#"[{"a":2}]"#,
        &[r#"Container web: ~ links: [{"a":1}] → [{"a":2}]"#],
    ),
    ("task.containerDefinitions.0.cpu", "{}", "0", &[]),
    (
        "task.containerDefinitions.0.image",
        "7",
        "8",
        &["Container web: ~ image: 7 → 8"],
    ),
    (
        "revision.monitoring",
        r#"{"metricConfigurations":[1]}"#,
        r#"{"metricConfigurations":[2]}"#,
        &["Configuration: ~ monitoring.metricConfigurations: [1] → [2]"],
    ),
];

#[test]
fn only_lists_with_an_order_change_with_it() {
    check(ORDERS);
}

const CONTAINERS: &[Row] = &[
    // They are renamed although one of them spells out a default.
    (
        "task.containerDefinitions",
        r#"[{"name":"a","image":"x:1","cpu":0,"portMappings":[{"containerPort":80}]}]"#,
        r#"[{"name":"b","image":"x:1","essential":true,"portMappings":[{"containerPort":80,"hostPort":80,"protocol":"tcp"}]}]"#,
        &["Container b: ~ name: a → b"],
    ),
    (
        "task.containerDefinitions",
        r#"[{"name":"a","image":"x:1","user":"1"}]"#,
        r#"[{"name":"b","image":"x:1","user":"2"}]"#,
        &[
            "Images: - a: x:1",
            "Images: + b: x:1",
            "Container a: - the container",
            "Container b: + the container",
        ],
    ),
    (
        "task.containerDefinitions",
        r#"[{"name":"a","image":"x:1"},{"name":"b","image":"y:1"}]"#,
        r#"[{"name":"b","image":"y:1"},{"name":"a","image":"x:1"}]"#,
        &[],
    ),
    // Names that repeat.
    (
        "task.containerDefinitions",
        r#"[{"name":"a","image":"x:1"},{"name":"a","image":"x:2"}]"#,
        r#"[{"name":"a","image":"x:2"},{"name":"a","image":"x:1"}]"#,
        &[],
    ),
    (
        "task.containerDefinitions",
        r#"[{"name":"a","image":"x:1"},{"name":"a","image":"x:2"}]"#,
        r#"[{"name":"a","image":"x:2"},{"name":"a","image":"x:3"}]"#,
        &["Images: ~ a (2) tag: 1 → 3"],
    ),
    (
        "task.containerDefinitions",
        r#"[{"name":"a","image":"x:1","user":"1"},{"name":"a","image":"x:1","user":"2"}]"#,
        r#"[{"name":"a","image":"x:1","user":"2"},{"name":"a","image":"x:1","user":"3"}]"#,
        &["Container a (2): ~ user: 1 → 3"],
    ),
    // None at all.
    (
        "task.containerDefinitions",
        r#"[{"image":"x:1"}]"#,
        r#"[{"image":"x:2"}]"#,
        &["Images: ~  tag: 1 → 2"],
    ),
];

#[test]
fn containers_are_matched_by_name() {
    let without_images =
        crate::pairs::with(crate::base::configuration(), "revision.containerImages", "");
    crate::pairs::check_with(&without_images, CONTAINERS);
}
