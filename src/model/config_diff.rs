//! What differs between two configurations.

use crate::model::configuration::numbered_key;
pub use crate::model::configuration::{Configuration, UNORDERED_LISTS};
use crate::model::mask::is_name_and_value;
use serde_json::{Map, Value};

/// A difference between two trees of [`Configuration::tree`]. What was added has no old value, what
/// was removed has no new one.
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
    /// The trees that were compared, without what is known of only one side.
    pub old: Map<String, Value>,
    pub new: Map<String, Value>,
    /// By group, and within a group in the order of the configuration.
    pub changes: Vec<ConfigChange>,
}

impl Comparison {
    pub fn new(old: &Configuration, new: &Configuration) -> Self {
        let (old, new) = comparable_trees(old, new);
        let mut changes = Vec::new();
        compare_members(&mut Vec::new(), &old, &new, &mut changes);
        changes = with_renamed_containers(changes);
        changes.sort_by_key(ConfigChange::group);
        Self { old, new, changes }
    }
}

/// The changes from the old configuration to the new one.
pub fn changes(old: &Configuration, new: &Configuration) -> Vec<ConfigChange> {
    Comparison::new(old, new).changes
}

/// Both trees, without what is known of only one side: it would look like a change.
fn comparable_trees(
    old: &Configuration,
    new: &Configuration,
) -> (Map<String, Value>, Map<String, Value>) {
    let both_known = old.task_definition.is_some() && new.task_definition.is_some();
    let (mut old, mut new) = (old.tree(both_known), new.tree(both_known));
    match (old.get_mut("images"), new.get_mut("images")) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            for (name, old) in old {
                if let Some(new) = new.get_mut(name) {
                    // ECS resolves a tag to a digest only later, or not at all.
                    remove_unless_in_both(old, new, "digest");
                }
            }
        }
        // The service revision alone names no images until ECS has resolved them.
        _ if !both_known => {
            old.shift_remove("images");
            new.shift_remove("images");
        }
        _ => {}
    }
    for (name, old) in &mut old {
        if let Some(new) = new.get_mut(name) {
            align_duplicates(old, new);
        }
    }
    (old, new)
}

/// Renumbers items that share a key, so that those that are equal have the same number on both
/// sides.
fn align_duplicates(old: &mut Value, new: &mut Value) {
    let (Value::Object(old), Value::Object(new)) = (old, new) else {
        return;
    };
    let duplicated: Vec<String> = old
        .keys()
        .chain(new.keys())
        .filter_map(|key| key.strip_suffix(" (2)").map(str::to_owned))
        .collect();
    for key in duplicated {
        let take = |map: &mut Map<String, Value>| -> Vec<Value> {
            let keys = (1..).map(|number| numbered_key(&key, number));
            keys.map_while(|key| map.shift_remove(&key)).collect()
        };
        let (mut removed, mut added) = (take(old), take(new));
        let mut common = Vec::new();
        removed.retain(|item| match added.iter().position(|other| other == item) {
            Some(index) => {
                common.push(added.remove(index));
                false
            }
            None => true,
        });
        let put_back = |map: &mut Map<String, Value>, others: Vec<Value>| {
            let items = common.iter().cloned().chain(others);
            map.extend((1..).map(|number| numbered_key(&key, number)).zip(items));
        };
        put_back(old, removed);
        put_back(new, added);
    }
    for (name, old) in old {
        if let Some(new) = new.get_mut(name) {
            align_duplicates(old, new);
        }
    }
}

fn remove_unless_in_both(old: &mut Value, new: &mut Value, member: &str) {
    if let (Value::Object(old), Value::Object(new)) = (old, new)
        && old.contains_key(member) != new.contains_key(member)
    {
        old.shift_remove(member);
        new.shift_remove(member);
    }
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
        (old, new) if is_same(old, new) => {}
        (None, Some(Value::Object(list))) if is_itemized_list(path) => {
            compare_members(path, &none, list, changes);
        }
        (Some(Value::Object(list)), None) if is_itemized_list(path) => {
            compare_members(path, list, &none, changes);
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

/// Whether a list that was added or removed as a whole is shown item by item.
fn is_itemized_list(path: &[String]) -> bool {
    const ITEMIZED_LISTS: &[&str] = &[
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
        .is_some_and(|name| ITEMIZED_LISTS.contains(&name.as_str()))
}

/// Numbers are equal however they are written: `1` and `1.0`.
fn is_same(old: Option<&Value>, new: Option<&Value>) -> bool {
    match (old, new) {
        (Some(Value::Number(old)), Some(Value::Number(new))) => {
            old == new || old.as_f64() == new.as_f64()
        }
        (old, new) => old == new,
    }
}

/// Replaces the removal of a container and the addition of one with the same configuration and
/// image by a change of name.
fn with_renamed_containers(mut changes: Vec<ConfigChange>) -> Vec<ConfigChange> {
    let image = |container: &ConfigChange| {
        let name = container.path.last()?;
        let change = changes
            .iter()
            .find(|change| change.is_whole_image() && change.path.last() == Some(name))?;
        change.old.as_ref().or(change.new.as_ref())
    };
    let containers = changes.iter().filter(|change| change.is_whole_container());
    let (mut added, others): (Vec<_>, Vec<_>) =
        containers.partition(|container| container.old.is_none());
    let mut renamed: Vec<(String, String)> = Vec::new();
    for removed in others.iter().filter(|container| container.new.is_none()) {
        let is_same =
            |added: &&ConfigChange| added.new == removed.old && image(added) == image(removed);
        if let Some(index) = added.iter().position(is_same)
            && let (Some(old), Some(new)) =
                (removed.path.last(), added.swap_remove(index).path.last())
        {
            renamed.push((old.clone(), new.clone()));
        }
    }
    changes.retain(|change| {
        let is_whole = change.is_whole_container() || change.is_whole_image();
        let name = change.path.last();
        let is_renamed = |(old, new): &(String, String)| name == Some(old) || name == Some(new);
        !(is_whole && renamed.iter().any(is_renamed))
    });
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

    /// The heading under which it is shown.
    pub fn group(&self) -> ChangeGroup {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        match path[..] {
            ["images", ..] => ChangeGroup::Images,
            ["taskDefinition", "containerDefinitions", name, ..] => {
                ChangeGroup::Container(name.to_owned())
            }
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
