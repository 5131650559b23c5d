//! What a service revision runs: the service revision and its task definition.

use crate::model::arn::last_segment;
use crate::model::shape::{Surroundings, text_of};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What a service revision runs. Without the task definition only the service revision is
/// compared.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// As DescribeServiceRevisions returns it.
    pub revision: Value,
    /// As DescribeTaskDefinition returns it, with its tags as a member.
    pub task_definition: Option<Value>,
}

/// The parts of a configuration that are compared.
#[derive(Debug)]
pub struct Parts {
    /// A list of the image of each container, split into its parts.
    pub images: Value,
    /// Without the images.
    pub task_definition: Option<Value>,
    /// With the name of the task definition, `family:revision`, if that is not compared itself.
    pub service_revision: Value,
}

impl Configuration {
    /// The parts to compare.
    pub fn parts(&self, with_task_definition: bool) -> Parts {
        let task_definition = self
            .task_definition
            .as_ref()
            .filter(|_| with_task_definition);
        let mut service_revision = self.revision.clone();
        if let Some(members) = service_revision.as_object_mut() {
            match members.get_mut("taskDefinition") {
                Some(Value::String(name)) if task_definition.is_none() => {
                    *name = last_segment(name).to_owned();
                }
                _ => drop(members.shift_remove("taskDefinition")),
            }
        }
        Parts {
            images: self.images(task_definition),
            task_definition: task_definition.cloned().map(without_images),
            service_revision,
        }
    }

    /// What defaults depend on.
    pub fn surroundings(&self) -> Surroundings {
        let task = self.task_definition.as_ref().unwrap_or(&Value::Null);
        let items = |list: &Value| list.as_array().cloned().unwrap_or_default();
        let launch_type = self.revision["launchType"].as_str();
        let providers = items(&self.revision["capacityProviderStrategy"]);
        let is_fargate = match (launch_type, &providers[..]) {
            (Some(launch_type), _) => launch_type == "FARGATE",
            (None, []) => items(&task["requiresCompatibilities"]).contains(&"FARGATE".into()),
            (None, providers) => providers.iter().any(|provider| {
                let name = provider["capacityProvider"].as_str();
                name.is_some_and(|name| name.starts_with("FARGATE"))
            }),
        };
        Surroundings {
            is_fargate,
            network_mode: task["networkMode"].as_str().unwrap_or_default().to_owned(),
        }
    }

    /// The image of each container, split into its parts. The service revision has the digests, but
    /// only of images that ECS has resolved; the task definition has the others.
    fn images(&self, task_definition: Option<&Value>) -> Value {
        let mut images = Map::new();
        let containers = task_definition.and_then(|task| task["containerDefinitions"].as_array());
        let mut numbers = HashMap::new();
        for container in containers.into_iter().flatten() {
            if let Some(image) = container["image"].as_str() {
                let parts = image_parts(image, None);
                add_image(&mut images, &mut numbers, &container["name"], parts);
            }
        }
        let containers = self.revision["containerImages"].as_array();
        numbers.clear();
        for container in containers.into_iter().flatten() {
            if let Some(image) = container["image"].as_str() {
                let parts = image_parts(image, container["imageDigest"].as_str());
                add_image(
                    &mut images,
                    &mut numbers,
                    &container["containerName"],
                    parts,
                );
            }
        }
        images.into_iter().map(|(_, image)| image).collect()
    }
}

/// Adds the image of a container, or replaces that of the same container. Containers of the same name
/// are told apart by their `numbers`.
fn add_image(
    images: &mut Map<String, Value>,
    numbers: &mut HashMap<String, usize>,
    container: &Value,
    parts: Map<String, Value>,
) {
    let name = match container {
        Value::Null => String::new(),
        name => text_of(name),
    };
    let number = numbers.entry(name.clone()).or_insert(0);
    *number += 1;
    let key = format!("{number} {name}");
    let mut image = Map::from_iter([("name".to_owned(), name.into())]);
    image.extend(parts);
    images.insert(key, image.into());
}

/// A task definition without the images that are compared as such.
fn without_images(mut task_definition: Value) -> Value {
    if let Some(Value::Array(containers)) = task_definition.get_mut("containerDefinitions") {
        for container in containers.iter_mut().filter_map(Value::as_object_mut) {
            if container.get("image").is_some_and(Value::is_string) {
                container.shift_remove("image");
            }
        }
    }
    task_definition
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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
    fn the_launch_type_decides_what_the_defaults_are() {
        let fargate = |revision: Value, task: Value| {
            let task_definition = Some(task);
            let configuration = Configuration {
                revision,
                task_definition,
            };
            configuration.surroundings().is_fargate
        };
        let both = json!({"requiresCompatibilities": ["EC2", "FARGATE"]});
        let spot = json!({"capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT"}]});
        let own = json!({"capacityProviderStrategy": [{"capacityProvider": "gpu"}]});
        assert!(fargate(json!({"launchType": "FARGATE"}), json!({})));
        assert!(!fargate(json!({"launchType": "EC2"}), both.clone()));
        assert!(fargate(spot, json!({})));
        assert!(!fargate(own, both.clone()));
        assert!(fargate(json!({}), both));
        assert!(!fargate(json!({}), json!({})));
    }
}
