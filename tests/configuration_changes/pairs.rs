//! Tables of single values, old and new, in an otherwise equal configuration.

use crate::base::configuration;
use crate::named_changes;
use ecs_history::model::config_diff::Configuration;
use serde_json::{Value, json};

/// Where a value is, as `revision.…` or `task.…` with the indexes of items; the old value and the new
/// one as JSON, empty if absent; and the changes that are named.
pub type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// The configuration with one value replaced. An empty text removes it.
pub fn with(mut configuration: Configuration, path: &str, text: &str) -> Configuration {
    let (root, rest) = path.split_once('.').expect("a member");
    let mut value = match root {
        "revision" => &mut configuration.revision,
        "task" => configuration.task_definition.as_mut().expect("known"),
        _ => panic!("{path} begins with neither"),
    };
    let mut names: Vec<&str> = rest.split('.').collect();
    let last = names.pop().expect("a name");
    for name in names {
        value = match name.parse::<usize>() {
            Ok(index) => &mut value[index],
            Err(_) => &mut value[name],
        };
        if value.is_null() {
            *value = json!({});
        }
    }
    if text.is_empty() {
        let members = value.as_object_mut().expect("a structure");
        members.remove(last);
    } else {
        let new: Value = serde_json::from_str(text).expect(text);
        match last.parse::<usize>() {
            Ok(index) => value[index] = new,
            Err(_) => value[last] = new,
        }
    }
    configuration
}

/// Checks a table against the configuration of the other cases. What was changed must be named the
/// other way round, too.
pub fn check(rows: &[Row]) {
    check_with(&configuration(), rows);
}

pub fn check_with(base: &Configuration, rows: &[Row]) {
    let mut problems = Vec::new();
    for (path, old, new, expected) in rows {
        let side = |text| with(base.clone(), path, text);
        let lines = named_changes(&side(old), &side(new));
        if lines != *expected {
            problems.push(format!(
                "{path}: {old} → {new}\n expected {expected:#?}\n but got {lines:#?}"
            ));
        }
        let back = named_changes(&side(new), &side(old));
        if back.is_empty() != expected.is_empty() {
            problems.push(format!("{path}: {new} → {old}\n but got {back:#?}"));
        }
    }
    let failed = problems.len();
    assert!(
        problems.is_empty(),
        "{failed} of {}: {}",
        rows.len(),
        problems.join("\n")
    );
}
