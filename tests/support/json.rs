//! Reading JSON that has to be there.

use serde_json::{Map, Value};

/// A string member.
#[track_caller]
pub fn text(item: &Value, member: &str) -> String {
    match item[member].as_str() {
        Some(text) => text.to_owned(),
        None => panic!("no string {member} in {item:#}"),
    }
}

/// A list member.
#[track_caller]
pub fn list<'v>(item: &'v Value, member: &str) -> &'v [Value] {
    match item[member].as_array() {
        Some(items) => items,
        None => panic!("no list {member} in {item:#}"),
    }
}

/// A string member of each item of a list member: `texts(&document, "services", "serviceName")`.
#[track_caller]
pub fn texts(document: &Value, list_member: &str, member: &str) -> Vec<String> {
    list(document, list_member)
        .iter()
        .map(|item| text(item, member))
        .collect()
}

/// The same of what this program derives: `derived(&document, "serviceDeployments", "outcome")`.
#[track_caller]
pub fn derived(document: &Value, list_member: &str, member: &str) -> Vec<String> {
    list(document, list_member)
        .iter()
        .map(|item| text(&item["derived"], member))
        .collect()
}

/// Changes every string except those that identify the item, and then every object.
pub fn poison(
    value: &mut Value,
    text: &dyn Fn(&mut String),
    object: &dyn Fn(&mut Map<String, Value>),
) {
    poison_member(value, "", text, object);
}

fn poison_member(
    value: &mut Value,
    name: &str,
    text: &dyn Fn(&mut String),
    object: &dyn Fn(&mut Map<String, Value>),
) {
    const KEPT: [&str; 6] = [
        "serviceDeploymentArn",
        "serviceRevisionArn",
        "serviceArn",
        "clusterArn",
        "arn",
        "status",
    ];
    match value {
        Value::String(string) if !KEPT.contains(&name) => text(string),
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                poison_member(member, name, text, object);
            }
            object(members);
        }
        Value::Array(items) => {
            for item in items {
                poison_member(item, name, text, object);
            }
        }
        _ => {}
    }
}
