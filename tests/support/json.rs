//! Reading JSON that has to be there.

use serde_json::Value;

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
