//! A configuration in a form that can be compared: lists whose order means nothing become maps,
//! and what AWS fills in by itself is left out.

use crate::model::arn::last_segment;
use serde_json::{Map, Value, json};

/// Members of a service revision that are no configuration: what names it, when it was made, and
/// what ECS worked out from the rest. Of a blue/green service the resolved target groups change
/// places with every deployment.
const FILLED_IN_REVISION: &[&str] = &[
    "serviceRevisionArn",
    "serviceArn",
    "clusterArn",
    "createdAt",
    "resolvedConfiguration",
    "ecsManagedResources",
    "derived",
    // Told as images.
    "containerImages",
    // Compared itself, where it is to be had.
    "taskDefinition",
];

/// Members of a task definition that RegisterTaskDefinition adds.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html>
const FILLED_IN_TASK_DEFINITION: &[&str] = &[
    "taskDefinitionArn",
    "revision",
    "status",
    "registeredAt",
    "registeredBy",
    "deregisteredAt",
    "compatibilities",
    "requiresAttributes",
];

/// Lists of plain values in any order.
pub const SETS: &[&str] = &[
    "subnets",
    "securityGroups",
    "requiresCompatibilities",
    "links",
    "permissions",
    "dockerSecurityOptions",
    "accessTypes",
    "add",
    "drop",
];

/// Lists of objects in any order: the members that tell them apart, and the one that is all the
/// rest where there is no other.
const MAPS: &[(&str, &[&str], &str)] = &[
    ("containerDefinitions", &["name"], ""),
    ("environment", &["name"], "value"),
    ("secrets", &["name"], "valueFrom"),
    (
        "portMappings",
        &["containerPort", "containerPortRange", "protocol"],
        "",
    ),
    ("mountPoints", &["containerPath"], "sourceVolume"),
    ("volumesFrom", &["sourceContainer"], "readOnly"),
    ("dependsOn", &["containerName"], "condition"),
    ("ulimits", &["name"], ""),
    ("extraHosts", &["hostname"], "ipAddress"),
    ("systemControls", &["namespace"], "value"),
    ("resourceRequirements", &["type"], "value"),
    ("secretOptions", &["name"], "valueFrom"),
    ("volumes", &["name"], ""),
    ("placementConstraints", &["type", "expression"], ""),
    ("inferenceAccelerators", &["deviceName"], "deviceType"),
    ("properties", &["name"], "value"),
    ("tags", &["key"], "value"),
    ("capacityProviderStrategy", &["capacityProvider"], ""),
    ("serviceRegistries", &["registryArn"], ""),
    ("loadBalancers", &["containerName", "containerPort"], ""),
    ("volumeConfigurations", &["name"], ""),
    ("services", &["portName"], ""),
    ("clientAliases", &["dnsName", "port"], ""),
    ("vpcLatticeConfigurations", &["portName"], ""),
    ("gatewayConnectors", &["portName"], ""),
    ("devices", &["hostPath"], ""),
    ("tmpfs", &["containerPath"], ""),
];

/// A service revision as DescribeServiceRevisions answers it, and its task definition as
/// DescribeTaskDefinition does, its tags within. Without the latter only the former is compared.
#[derive(Debug, Clone)]
pub struct Configuration {
    pub revision: Value,
    pub task_definition: Option<Value>,
}

impl Configuration {
    /// The configuration as one tree: `images`, `taskDefinition`, `serviceRevision`. Without the task
    /// definition its name stands among the members of the revision.
    pub fn tree(&self, with_task_definition: bool) -> Map<String, Value> {
        let task_definition = self
            .task_definition
            .as_ref()
            .filter(|_| with_task_definition);
        let mut revision = without(&self.revision, FILLED_IN_REVISION);
        let mut tree = Map::new();
        let images = self.images(task_definition);
        if !images.is_empty() {
            tree.insert("images".to_owned(), images.into());
        }
        if let Some(task_definition) = task_definition {
            let mut task_definition = without(task_definition, FILLED_IN_TASK_DEFINITION);
            if let Some(Value::Array(containers)) = task_definition.get_mut("containerDefinitions")
            {
                let objects = containers.iter_mut().filter_map(Value::as_object_mut);
                objects.for_each(|container| {
                    container.shift_remove("image");
                });
            }
            let canonical = canonical("", &task_definition.into());
            tree.insert("taskDefinition".to_owned(), canonical.unwrap_or(json!({})));
        } else if let Some(name) = self.revision["taskDefinition"].as_str() {
            revision.insert("taskDefinition".to_owned(), last_segment(name).into());
        }
        let canonical = canonical("", &revision.into());
        tree.insert("serviceRevision".to_owned(), canonical.unwrap_or(json!({})));
        tree
    }

    /// The image of each container, in its parts. The service revision knows the digest that ECS
    /// resolved; the task definition has the image where nothing was resolved.
    fn images(&self, task_definition: Option<&Value>) -> Map<String, Value> {
        let mut images = Map::new();
        let containers = task_definition.and_then(|task| task["containerDefinitions"].as_array());
        for container in containers.into_iter().flatten() {
            if let (Some(name), Some(image)) =
                (container["name"].as_str(), container["image"].as_str())
            {
                images.insert(name.to_owned(), image_parts(image, None).into());
            }
        }
        for container in self.revision["containerImages"]
            .as_array()
            .into_iter()
            .flatten()
        {
            if let (Some(name), Some(image)) = (
                container["containerName"].as_str(),
                container["image"].as_str(),
            ) {
                let parts = image_parts(image, container["imageDigest"].as_str());
                images.insert(name.to_owned(), parts.into());
            }
        }
        images
    }
}

/// `repository`, `tag` and `digest` of `repository[:tag][@digest]`.
fn image_parts(image: &str, resolved: Option<&str>) -> Map<String, Value> {
    let (name, named) = match image.split_once('@') {
        Some((name, digest)) => (name, Some(digest)),
        None => (image, None),
    };
    // A registry may have a port: `localhost:5000/web`.
    let tag_at = name.rfind(':').filter(|at| !name[*at..].contains('/'));
    let (repository, tag) = match tag_at {
        Some(at) => (&name[..at], Some(&name[at + 1..])),
        None => (name, None),
    };
    let parts = [
        ("repository", Some(repository)),
        ("tag", tag),
        ("digest", resolved.or(named)),
    ];
    let known = parts
        .into_iter()
        .filter_map(|(part, text)| Some((part.to_owned(), text?.into())));
    known.collect()
}

fn without(value: &Value, members: &[&str]) -> Map<String, Value> {
    let all = value.as_object().into_iter().flatten();
    let kept = all.filter(|(name, _)| !members.contains(&name.as_str()));
    kept.map(|(name, member)| (name.clone(), member.clone()))
        .collect()
}

/// A member in the form that is compared. `None` if it says nothing: absent, null and empty are
/// the same.
fn canonical(name: &str, value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(members) => {
            let members = members
                .iter()
                .filter_map(|(name, member)| Some((name.clone(), canonical(name, member)?)));
            let members: Map<String, Value> = members.collect();
            (!members.is_empty()).then(|| members.into())
        }
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => Some(match MAPS.iter().find(|(list, ..)| *list == name) {
            Some((_, keys, rest)) if items.iter().all(Value::is_object) => map(items, keys, rest),
            _ if SETS.contains(&name) && items.iter().all(|item| !item.is_object()) => items
                .iter()
                .map(|item| (plain(item), item.clone()))
                .collect::<Map<_, _>>()
                .into(),
            _ => value.clone(),
        }),
        leaf => Some(leaf.clone()),
    }
}

/// A list of objects as a map. Of items with the same key the later ones are counted.
fn map(items: &[Value], keys: &[&str], rest: &str) -> Value {
    let mut named: Vec<(String, Value)> = items
        .iter()
        .filter_map(Value::as_object)
        .map(|item| {
            let key: Vec<String> = keys
                .iter()
                .filter_map(|key| item.get(*key).filter(|value| !value.is_null()))
                .map(plain)
                .collect();
            let separator = if keys.contains(&"protocol") { "/" } else { ":" };
            let others = without(&item.clone().into(), keys);
            let item = canonical("", &others.into()).unwrap_or(json!({}));
            let alone = item.as_object().filter(|members| members.len() == 1);
            let alone = alone.and_then(|members| members.get(rest)).cloned();
            (key.join(separator), alone.unwrap_or(item))
        })
        .collect();
    // So that it does not depend on the order which of those with the same key is the first.
    named.sort_by_cached_key(|(key, item)| (key.clone(), item.to_string()));
    let mut map = Map::new();
    let mut last = (String::new(), 0);
    for (key, item) in named {
        let number = if map.is_empty() || last.0 != key {
            1
        } else {
            last.1 + 1
        };
        map.insert(numbered(&key, number), item);
        last = (key, number);
    }
    map.into()
}

/// The key of the nth item of the same name.
pub fn numbered(key: &str, number: usize) -> String {
    match number {
        1 => key.to_owned(),
        _ => format!("{key} ({number})"),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_come_apart() {
        for (image, expected) in [
            ("nginx", json!({"repository": "nginx"})),
            (
                "localhost:5000/web",
                json!({"repository": "localhost:5000/web"}),
            ),
            (
                "localhost:5000/web:1",
                json!({"repository": "localhost:5000/web", "tag": "1"}),
            ),
            (
                "web:1@sha256:ab",
                json!({"repository": "web", "tag": "1", "digest": "sha256:ab"}),
            ),
            ("", json!({"repository": ""})),
        ] {
            assert_eq!(Value::from(image_parts(image, None)), expected, "{image}");
        }
    }

    #[test]
    fn items_with_the_same_key_are_all_there() {
        let list = json!([{"containerName": "web", "containerPort": 80, "targetGroupArn": "b"},
                          {"containerName": "web", "containerPort": 80, "targetGroupArn": "a"}]);
        assert_eq!(
            canonical("loadBalancers", &list),
            Some(json!({"web:80": {"targetGroupArn": "a"}, "web:80 (2)": {"targetGroupArn": "b"}}))
        );
    }

    #[test]
    fn what_is_not_as_expected_is_kept() {
        for list in [
            json!([1, {"name": "a"}]),
            json!(["text"]),
            json!("text"),
            json!(7),
        ] {
            assert_eq!(canonical("environment", &list), Some(list.clone()));
            assert_eq!(canonical("new", &list), Some(list));
        }
    }
}
