//! What is different between two configurations.

use crate::model::configuration::numbered;
pub use crate::model::configuration::{Configuration, SETS};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// One difference, at a place in the tree of [`Configuration::tree`]. What is added has no old value, what
/// is removed no new one.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfigChange {
    pub path: Vec<String>,
    pub old: Option<Value>,
    pub new: Option<Value>,
}

/// What a person thinks of when something changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Images,
    /// A container of the task definition, by name.
    Container(String),
    Network,
    LoadBalancing,
    Capacity,
    Configuration,
}

/// Two configurations and what is different between them.
#[derive(Debug)]
pub struct Comparison {
    /// The trees that were compared: without what only one side can know.
    pub old: Map<String, Value>,
    pub new: Map<String, Value>,
    /// By group and then in the order of the configuration.
    pub changes: Vec<ConfigChange>,
}

impl Comparison {
    pub fn of(old: &Configuration, new: &Configuration) -> Self {
        let (old, new) = trees(old, new);
        let mut changes = Vec::new();
        members(&mut Vec::new(), &old, &new, &mut changes);
        changes = with_renamed_containers(changes);
        changes.sort_by_key(ConfigChange::group);
        Self { old, new, changes }
    }
}

/// The changes from one side to the other.
pub fn changes(old: &Configuration, new: &Configuration) -> Vec<ConfigChange> {
    Comparison::of(old, new).changes
}

fn trees(old: &Configuration, new: &Configuration) -> (Map<String, Value>, Map<String, Value>) {
    let both_known = old.task_definition.is_some() && new.task_definition.is_some();
    let (mut old, mut new) = (old.tree(both_known), new.tree(both_known));
    match (old.get_mut("images"), new.get_mut("images")) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            for (name, image) in old {
                if let Some(other) = new.get_mut(name) {
                    // A digest that ECS has not resolved is not known, and no change.
                    forget_unless_both(image, other, "digest");
                }
            }
        }
        // Without a task definition, and where ECS has not resolved them, nobody knows the images.
        _ if !both_known => {
            old.shift_remove("images");
            new.shift_remove("images");
        }
        _ => {}
    }
    for (name, old) in &mut old {
        if let Some(new) = new.get_mut(name) {
            pair(old, new);
        }
    }
    (old, new)
}

/// Gives items of the same name the same number on both sides if they are equal.
fn pair(old: &mut Value, new: &mut Value) {
    let (Value::Object(old), Value::Object(new)) = (old, new) else {
        return;
    };
    let twice: Vec<String> = old
        .keys()
        .chain(new.keys())
        .filter_map(|key| key.strip_suffix(" (2)").map(str::to_owned))
        .collect();
    for key in twice {
        let take = |map: &mut Map<String, Value>| -> Vec<Value> {
            let keys = (1..).map(|number| numbered(&key, number));
            keys.map_while(|key| map.shift_remove(&key)).collect()
        };
        let (olds, mut news) = (take(old), take(new));
        let mut alone = Vec::new();
        let mut number = 0;
        for item in olds {
            match news.iter().position(|other| *other == item) {
                Some(place) => {
                    number += 1;
                    old.insert(numbered(&key, number), item);
                    new.insert(numbered(&key, number), news.remove(place));
                }
                None => alone.push(item),
            }
        }
        for (place, item) in alone.into_iter().enumerate() {
            old.insert(numbered(&key, number + place + 1), item);
        }
        for (place, item) in news.into_iter().enumerate() {
            new.insert(numbered(&key, number + place + 1), item);
        }
    }
    for (name, old) in old {
        if let Some(new) = new.get_mut(name) {
            pair(old, new);
        }
    }
}

fn forget_unless_both(one: &mut Value, other: &mut Value, member: &str) {
    if let (Value::Object(one), Value::Object(other)) = (one, other)
        && one.contains_key(member) != other.contains_key(member)
    {
        one.shift_remove(member);
        other.shift_remove(member);
    }
}

fn compare(
    path: &mut Vec<String>,
    old: Option<&Value>,
    new: Option<&Value>,
    changes: &mut Vec<ConfigChange>,
) {
    match (old, new) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => members(path, old, new, changes),
        (old, new) if is_same(old, new) => {}
        // The members of a list of a kind that is new are told one by one.
        (None, Some(Value::Object(list))) if is_list(path) => {
            members(path, &Map::new(), list, changes);
        }
        (Some(Value::Object(list)), None) if is_list(path) => {
            members(path, list, &Map::new(), changes);
        }
        (old, new) => changes.push(ConfigChange {
            path: path.clone(),
            old: old.cloned(),
            new: new.cloned(),
        }),
    }
}

fn members(
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

/// Whether a place holds what was a list, whose items a person names one by one.
fn is_list(path: &[String]) -> bool {
    const LISTS: &[&str] = &[
        "images",
        "containerDefinitions",
        "environment",
        "secrets",
        "portMappings",
        "mountPoints",
        "subnets",
        "securityGroups",
        "loadBalancers",
        "capacityProviderStrategy",
        "volumes",
        "tags",
    ];
    path.last()
        .is_some_and(|name| LISTS.contains(&name.as_str()))
}

/// Numbers are the same whatever they are written as: `1` and `1.0`.
fn is_same(old: Option<&Value>, new: Option<&Value>) -> bool {
    match (old, new) {
        (Some(Value::Number(old)), Some(Value::Number(new))) => {
            old == new || old.as_f64() == new.as_f64()
        }
        (old, new) => old == new,
    }
}

/// A container that went and one that came with the same configuration and image are one that was
/// renamed.
fn with_renamed_containers(changes: Vec<ConfigChange>) -> Vec<ConfigChange> {
    let names = |changed: fn(&ConfigChange) -> Option<&Value>| -> Vec<(String, Value)> {
        let containers = changes.iter().filter(|change| change.is_whole_container());
        containers
            .filter(|change| change.old.is_none() != change.new.is_none())
            .filter_map(|change| Some((change.path.last()?.clone(), changed(change)?.clone())))
            .collect()
    };
    let gone = names(|change| change.old.as_ref());
    let mut come = names(|change| change.new.as_ref());
    let images: HashMap<&str, &Value> = changes
        .iter()
        .filter_map(|change| match &change.path[..] {
            [first, name] if first == "images" => {
                Some((name.as_str(), change.old.as_ref().or(change.new.as_ref())?))
            }
            _ => None,
        })
        .collect();
    let image = |name: &str| images.get(name).copied();
    let mut renamed = Vec::new();
    for (old, container) in gone {
        let same =
            |(new, other): &(String, Value)| *other == container && image(new) == image(&old);
        if let Some(place) = come.iter().position(same) {
            renamed.push((old, come.swap_remove(place).0));
        }
    }
    let is_of_renamed = |change: &ConfigChange| {
        let is_whole = change.is_whole_container()
            || matches!(&change.path[..], [first, _] if first == "images");
        let name = change.path.last();
        is_whole
            && renamed
                .iter()
                .any(|(old, new)| name == Some(old) || name == Some(new))
    };
    let others = changes
        .iter()
        .filter(|change| !is_of_renamed(change))
        .cloned();
    let names = renamed.iter().map(|(old, new)| ConfigChange {
        path: ["taskDefinition", "containerDefinitions", new, "name"]
            .map(str::to_owned)
            .to_vec(),
        old: Some(old.as_str().into()),
        new: Some(new.as_str().into()),
    });
    others.chain(names).collect()
}

impl ConfigChange {
    /// `add`, `remove` or `replace`.
    pub fn op(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "add",
            (_, None) => "remove",
            _ => "replace",
        }
    }

    /// The place as a JSON pointer into the tree:
    /// `/taskDefinition/containerDefinitions/web/environment/LOG_LEVEL`.
    /// <https://www.rfc-editor.org/rfc/rfc6901>
    pub fn pointer(&self) -> String {
        let escaped = |name: &String| format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        self.path.iter().map(escaped).collect()
    }

    /// What a person thinks of when this changes.
    pub fn group(&self) -> Group {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        match path[..] {
            ["images", ..] => Group::Images,
            ["taskDefinition", "containerDefinitions", name, ..] => {
                Group::Container(name.to_owned())
            }
            [_, member, ..] => match member {
                "networkConfiguration"
                | "networkMode"
                | "serviceRegistries"
                | "serviceConnectConfiguration"
                | "gatewayConnectors"
                | "proxyConfiguration" => Group::Network,
                "loadBalancers" | "vpcLatticeConfigurations" => Group::LoadBalancing,
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
                | "overrides" => Group::Capacity,
                _ => Group::Configuration,
            },
            _ => Group::Configuration,
        }
    }

    fn is_whole_container(&self) -> bool {
        matches!(&self.path[..], [first, second, _] if first == "taskDefinition" && second == "containerDefinitions")
    }
}
