//! What differs between two configurations.

use crate::model::alignment::Aligner;
pub use crate::model::configuration::Configuration;
use crate::model::configuration::Parts;
use crate::model::mask::is_name_and_value;
use crate::model::shape::{
    CONTAINER, IMAGES, Kind, Member, Place, SERVICE_REVISION, TASK_DEFINITION,
};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// A difference between two configurations. What was added has no old value, what was removed has no
/// new one.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfigChange {
    /// The names of the members that lead to it, from the root of the tree.
    pub path: Vec<String>,
    pub old: Option<Value>,
    pub new: Option<Value>,
}

/// The heading under which a change is shown, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeGroup {
    Images,
    /// A container of the task definition, by name.
    Container(String),
    Network,
    LoadBalancing,
    Capacity,
    Configuration,
}

/// Two configurations and what differs between them.
#[derive(Debug)]
pub struct Comparison {
    /// What was compared, each as a tree of `images`, `taskDefinition` and `serviceRevision`: lists
    /// whose order has no meaning are maps, and what is known of only one side is left out.
    pub old: Map<String, Value>,
    pub new: Map<String, Value>,
    /// By group, and within a group in the order of the configuration.
    pub changes: Vec<ConfigChange>,
}

impl Comparison {
    pub fn new(old: &Configuration, new: &Configuration) -> Self {
        let both_known = old.task_definition.is_some() && new.task_definition.is_some();
        let around = (old.surroundings(), new.surroundings());
        let aligner = Aligner {
            around: (&around.0, &around.1),
        };
        let parts = (old.parts(both_known), new.parts(both_known));
        let (old, new) = trees(&aligner, &parts, both_known);
        let mut changes = Vec::new();
        compare_members(&mut Vec::new(), &old, &new, &mut changes);
        changes = with_renamed_containers(changes, &aligner, &parts);
        changes.sort_by_key(ConfigChange::group);
        Self { old, new, changes }
    }
}

/// The changes from the old configuration to the new one.
pub fn changes(old: &Configuration, new: &Configuration) -> Vec<ConfigChange> {
    Comparison::new(old, new).changes
}

/// The trees to compare.
fn trees(
    aligner: &Aligner,
    (old, new): &(Parts, Parts),
    both_known: bool,
) -> (Map<String, Value>, Map<String, Value>) {
    let mut trees = (Map::new(), Map::new());
    let list = |images: &Value| images.as_array().cloned().unwrap_or_default();
    let images = (list(&old.images), list(&new.images));
    // The service revision alone names no images until ECS has resolved them.
    let are_known = both_known || (!images.0.is_empty() && !images.1.is_empty());
    if are_known {
        let (old, new) = aligner.items(&IMAGES, &images.0, &images.1);
        for (tree, images) in [(&mut trees.0, old), (&mut trees.1, new)] {
            if !images.is_empty() {
                tree.insert("images".to_owned(), images.into());
            }
        }
    }
    let mut add = |name: &str, shape, old: &Value, new: &Value| {
        let (old, new) = aligner.structure(shape, Some(old), Some(new));
        for (tree, part) in [(&mut trees.0, old), (&mut trees.1, new)] {
            tree.insert(name.to_owned(), part.unwrap_or_else(|| json!({})));
        }
    };
    if let (Some(old), Some(new)) = (&old.task_definition, &new.task_definition) {
        add("taskDefinition", TASK_DEFINITION, old, new);
    }
    add(
        "serviceRevision",
        SERVICE_REVISION,
        &old.service_revision,
        &new.service_revision,
    );
    trees
}

fn compare(
    path: &mut Vec<String>,
    old: Option<&Value>,
    new: Option<&Value>,
    changes: &mut Vec<ConfigChange>,
) {
    let none = Map::new();
    match (old, new) {
        (Some(Value::Object(old)), Some(Value::Object(new))) if !is_pair(path, old, new) => {
            compare_members(path, old, new, changes);
        }
        (old, new) if old == new => {}
        (None, Some(Value::Object(new))) if is_shown_by_item(path) => {
            compare_members(path, &none, new, changes);
        }
        (Some(Value::Object(old)), None) if is_shown_by_item(path) => {
            compare_members(path, old, &none, changes);
        }
        (old, new) => changes.push(ConfigChange {
            path: path.clone(),
            old: old.cloned(),
            new: new.cloned(),
        }),
    }
}

/// Whether a name and a value are compared as one: a value alone does not show whether it must be
/// masked.
fn is_pair(path: &[String], old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    let name = path.last().map_or("", String::as_str);
    is_name_and_value(name, old) || is_name_and_value(name, new)
}

fn compare_members(
    path: &mut Vec<String>,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    changes: &mut Vec<ConfigChange>,
) {
    let added = new.keys().filter(|name| !old.contains_key(*name));
    for name in old.keys().chain(added) {
        path.push(name.clone());
        compare(path, old.get(name), new.get(name), changes);
        path.pop();
    }
}

/// Whether something that was added or removed as a whole is shown item by item.
fn is_shown_by_item(path: &[String]) -> bool {
    let Some(Place::Member(Member { kind, .. })) = Place::at(path) else {
        return false;
    };
    matches!(
        kind,
        Kind::Keyed(_) | Kind::Set | Kind::Map(_) | Kind::Metrics
    ) || path
        .last()
        .is_some_and(|name| name == "ecsManagedResources")
}

/// Replaces the removal of a container and the addition of one with the same configuration and image
/// by a change of name.
fn with_renamed_containers(
    mut changes: Vec<ConfigChange>,
    aligner: &Aligner,
    (old, new): &(Parts, Parts),
) -> Vec<ConfigChange> {
    let mut added: HashMap<Vec<String>, Vec<String>> = HashMap::new();
    let mut removed = Vec::new();
    let images: HashMap<&String, &ConfigChange> = changes
        .iter()
        .filter(|change| change.is_whole_image())
        .filter_map(|change| Some((change.path.last()?, change)))
        .collect();
    let image = |name: &String| {
        let change = images.get(name)?;
        change.old.as_ref().or(change.new.as_ref())
    };
    let (olds, news) = (containers(old), containers(new));
    for change in changes.iter().filter(|change| change.is_whole_container()) {
        let Some(name) = change.path.last() else {
            continue;
        };
        let is_old = change.new.is_none();
        let container = if is_old { &olds } else { &news }.get(name.as_str());
        let Some(mut container) = container.map(|container| (*container).clone()) else {
            continue;
        };
        container.shift_remove("name");
        let part = |part: &str| image(name).map(|image| image[part].to_string());
        let identity = vec![
            aligner.fingerprint(CONTAINER, &container, is_old),
            part("repository").unwrap_or_default(),
            part("tag").unwrap_or_default(),
        ];
        match is_old {
            true => removed.push((identity, name.clone())),
            false => added.entry(identity).or_default().push(name.clone()),
        }
    }
    let digest = |name: &String| image(name).and_then(|image| image["digest"].as_str());
    let mut renamed: HashMap<String, String> = HashMap::new();
    for (identity, old) in removed {
        let candidates = added.entry(identity).or_default();
        // Of one of them ECS may not have resolved the digest yet.
        let is_same = |new: &String| match (digest(&old), digest(new)) {
            (Some(old), Some(new)) => old == new,
            _ => true,
        };
        if let Some(index) = candidates.iter().position(is_same) {
            renamed.insert(old, candidates.swap_remove(index));
        }
    }
    let gone: HashSet<&String> = renamed.keys().chain(renamed.values()).collect();
    changes.retain(|change| {
        let is_whole = change.is_whole_container() || change.is_whole_image();
        !(is_whole && change.path.last().is_some_and(|name| gone.contains(name)))
    });
    let mut renamed: Vec<(String, String)> = renamed.into_iter().collect();
    renamed.sort();
    changes.extend(renamed.into_iter().map(|(old, new)| {
        ConfigChange {
            path: ["taskDefinition", "containerDefinitions", &new, "name"]
                .map(str::to_owned)
                .to_vec(),
            old: Some(old.into()),
            new: Some(new.into()),
        }
    }));
    changes
}

/// The containers of a task definition by name, the first of each.
fn containers(parts: &Parts) -> HashMap<&str, &Map<String, Value>> {
    let task_definition = parts.task_definition.as_ref();
    let containers = task_definition.and_then(|task| task["containerDefinitions"].as_array());
    let mut by_name = HashMap::new();
    for container in containers.into_iter().flatten() {
        if let (Some(name), Some(members)) = (container["name"].as_str(), container.as_object()) {
            by_name.entry(name).or_insert(members);
        }
    }
    by_name
}

impl ConfigChange {
    /// The operation as in a JSON Patch: `add`, `remove` or `replace`.
    /// <https://www.rfc-editor.org/rfc/rfc6902>
    pub fn op(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "add",
            (_, None) => "remove",
            _ => "replace",
        }
    }

    /// The path as a JSON Pointer into the tree:
    /// `/taskDefinition/containerDefinitions/web/environment/LOG_LEVEL`.
    /// <https://www.rfc-editor.org/rfc/rfc6901>
    pub fn pointer(&self) -> String {
        let escaped = |name: &String| format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        self.path.iter().map(escaped).collect()
    }

    /// Whether it is about an item of a list of plain values, which have no other name.
    pub fn is_set_item(&self) -> bool {
        matches!(
            Place::at(&self.path),
            Some(Place::Item(Member {
                kind: Kind::Set,
                ..
            }))
        )
    }

    /// The heading under which it is shown.
    pub fn group(&self) -> ChangeGroup {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        match path[..] {
            ["images", ..] => ChangeGroup::Images,
            ["taskDefinition", "containerDefinitions", name, ..] => {
                ChangeGroup::Container(name.to_owned())
            }
            [_, "ecsManagedResources", member, ..] => match member {
                "ingressPaths" | "gatewayConnections" => ChangeGroup::LoadBalancing,
                "serviceSecurityGroups" => ChangeGroup::Network,
                "autoScaling" => ChangeGroup::Capacity,
                _ => ChangeGroup::Configuration,
            },
            [_, member, ..] => match member {
                "networkConfiguration"
                | "networkMode"
                | "serviceRegistries"
                | "serviceConnectConfiguration"
                | "gatewayConnectors"
                | "proxyConfiguration" => ChangeGroup::Network,
                "loadBalancers" | "vpcLatticeConfigurations" => ChangeGroup::LoadBalancing,
                "cpu"
                | "memory"
                | "launchType"
                | "capacityProviderStrategy"
                | "platformVersion"
                | "platformFamily"
                | "requiresCompatibilities"
                | "runtimePlatform"
                | "ephemeralStorage"
                | "placementConstraints"
                | "overrides" => ChangeGroup::Capacity,
                _ => ChangeGroup::Configuration,
            },
            _ => ChangeGroup::Configuration,
        }
    }

    fn is_whole_container(&self) -> bool {
        matches!(&self.path[..], [first, second, _] if first == "taskDefinition" && second == "containerDefinitions")
    }

    fn is_whole_image(&self) -> bool {
        matches!(&self.path[..], [first, _] if first == "images")
    }
}
