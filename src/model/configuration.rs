//! The configuration of a service revision in a form that can be compared: lists whose order has no
//! meaning become maps, and what AWS adds by itself is left out.

use crate::model::arn::last_segment;
use serde_json::{Map, Value, json};

/// Members of a service revision that are not configuration: identifiers, the creation time, and
/// what ECS derives from the rest. The resolved target groups of a blue/green service swap with
/// every deployment.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html>
const IGNORED_REVISION_MEMBERS: &[&str] = &[
    "serviceRevisionArn",
    "serviceArn",
    "clusterArn",
    "createdAt",
    "resolvedConfiguration",
    "ecsManagedResources",
    "derived",
    // Shown as `images`.
    "containerImages",
    // Shown as `taskDefinition`, or by name.
    "taskDefinition",
];

/// Members of a task definition that RegisterTaskDefinition adds.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html>
const IGNORED_TASK_DEFINITION_MEMBERS: &[&str] = &[
    "taskDefinitionArn",
    "revision",
    "status",
    "registeredAt",
    "registeredBy",
    "deregisteredAt",
    "compatibilities",
    "requiresAttributes",
];

/// Lists of plain values whose order has no meaning.
pub const UNORDERED_LISTS: &[&str] = &[
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

/// Lists of objects whose order has no meaning: the name of the list, the members that identify an
/// object, and the member that represents the object where it has no others.
const KEYED_LISTS: &[(&str, &[&str], &str)] = &[
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

/// What a service revision runs. Without the task definition only the service revision is
/// compared.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// As DescribeServiceRevisions returns it.
    pub revision: Value,
    /// As DescribeTaskDefinition returns it, with its tags as a member.
    pub task_definition: Option<Value>,
}

impl Configuration {
    /// The configuration as one tree: `images`, `taskDefinition`, `serviceRevision`. Without the task
    /// definition its name, `family:revision`, is a member of `serviceRevision`.
    pub fn tree(&self, with_task_definition: bool) -> Map<String, Value> {
        let task_definition = self
            .task_definition
            .as_ref()
            .filter(|_| with_task_definition);
        let mut revision = without(&self.revision, IGNORED_REVISION_MEMBERS);
        let mut tree = Map::new();
        let images = self.images(task_definition);
        if !images.is_empty() {
            tree.insert("images".to_owned(), images.into());
        }
        if let Some(task_definition) = task_definition {
            let mut task_definition = without(task_definition, IGNORED_TASK_DEFINITION_MEMBERS);
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

    /// The image of each container, split into its parts. The service revision has the digests, but
    /// only of images that ECS has resolved; the task definition has the others.
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
///
/// `resolved_digest` is the one that ECS resolved the tag to.
fn image_parts(image: &str, resolved_digest: Option<&str>) -> Map<String, Value> {
    let (name, digest) = match image.split_once('@') {
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
        ("digest", resolved_digest.or(digest)),
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

/// A member in the form that is compared. `None` if it is null or empty, which means the same as
/// absent.
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
        Value::Array(items) => Some(match KEYED_LISTS.iter().find(|(list, ..)| *list == name) {
            Some((_, keys, value)) if items.iter().all(Value::is_object) => {
                keyed(items, keys, value)
            }
            _ if UNORDERED_LISTS.contains(&name) && items.iter().all(|item| !item.is_object()) => {
                items
                    .iter()
                    .map(|item| (key_text(item), item.clone()))
                    .collect::<Map<_, _>>()
                    .into()
            }
            _ => value.clone(),
        }),
        leaf => Some(leaf.clone()),
    }
}

/// A list of objects as a map, each under the values of its `keys`. Where `value` is its only other
/// member, that stands for the object.
fn keyed(items: &[Value], keys: &[&str], value: &str) -> Value {
    let separator = if keys.contains(&"protocol") { "/" } else { ":" };
    let mut items: Vec<(String, Value)> = items
        .iter()
        .map(|item| {
            let key: Vec<String> = keys
                .iter()
                .map(|key| &item[*key])
                .filter(|value| !value.is_null())
                .map(key_text)
                .collect();
            let others = canonical("", &without(item, keys).into()).unwrap_or(json!({}));
            let only = others.as_object().filter(|members| members.len() == 1);
            let only = only.and_then(|members| members.get(value)).cloned();
            (key.join(separator), only.unwrap_or(others))
        })
        .collect();
    // The numbers of items with the same key must not depend on the order of the list.
    items.sort_by_cached_key(|(key, item)| (key.clone(), item.to_string()));
    let mut map = Map::new();
    for (key, item) in items {
        let mut number = 1;
        while map.contains_key(&numbered_key(&key, number)) {
            number += 1;
        }
        map.insert(numbered_key(&key, number), item);
    }
    map.into()
}

/// The key of the nth item with this key, from 1: `web:80`, `web:80 (2)`.
pub fn numbered_key(key: &str, number: usize) -> String {
    match number {
        1 => key.to_owned(),
        _ => format!("{key} ({number})"),
    }
}

fn key_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_images_into_their_parts() {
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
    fn keeps_all_items_with_the_same_key() {
        let list = json!([{"containerName": "web", "containerPort": 80, "targetGroupArn": "b"},
                          {"containerName": "web", "containerPort": 80, "targetGroupArn": "a"}]);
        assert_eq!(
            canonical("loadBalancers", &list),
            Some(json!({"web:80": {"targetGroupArn": "a"}, "web:80 (2)": {"targetGroupArn": "b"}}))
        );
        // One of them may be called like the second of another.
        let list = json!([{"name": "A (2)", "value": "1"}, {"name": "A", "value": "2"}, {"name": "A", "value": "3"}]);
        assert_eq!(
            canonical("environment", &list),
            Some(json!({"A": "2", "A (2)": "3", "A (2) (2)": "1"}))
        );
    }

    #[test]
    fn keeps_values_of_an_unexpected_shape() {
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
