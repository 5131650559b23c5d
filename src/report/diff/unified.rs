//! A unified diff of both configurations as JSON, which shows everything.

use crate::model::config_diff::Configuration;
use crate::model::mask::MASK;
use crate::render::context::{Context, Paint};
use crate::render::json;
use crate::render::text::clean;
use crate::report::diff::{Diff, RevisionName};
use serde_json::{Map, Value};
use similar::TextDiff;
use std::io::{self, Write};

/// Writes the diff; nothing if there are no differences.
pub fn write(diff: &Diff, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    let text = |tree: &Map<String, Value>, which: &str| -> io::Result<String> {
        let mut tree = diff.masking.apply(&[], &sorted(tree));
        mark_masked_changes(diff, &mut tree, which);
        let mut bytes = Vec::new();
        json::write_value(&mut bytes, &tree)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let (old, new) = (
        text(&diff.comparison.old, "old")?,
        text(&diff.comparison.new, "new")?,
    );
    let header = |side: &Configuration| {
        let end = RevisionName::of(side);
        clean(&format!("{} revision {}", end.name(), end.id)).into_owned()
    };
    let lines = TextDiff::from_lines(&old, &new);
    let unified = lines
        .unified_diff()
        .header(&header(diff.old), &header(diff.new))
        .to_string();
    for line in unified.lines() {
        let paint = match line.as_bytes() {
            [b'+', ..] => Paint::Good,
            [b'-', ..] => Paint::Bad,
            [b'@', ..] => Paint::Ongoing,
            _ => Paint::Plain,
        };
        writeln!(out, "{}", context.paint(line, paint))?;
    }
    Ok(())
}

/// Marks masked values that differ as different, since they look the same.
fn mark_masked_changes(diff: &Diff, tree: &mut Value, which: &str) {
    let mark = format!("(masked, {which})");
    for change in &diff.comparison.changes {
        let masked =
            |value: &Option<Value>| Some(diff.masking.apply(&change.path, value.as_ref()?));
        let is_hidden = masked(&change.old) == masked(&change.new);
        if let Some(value) = tree.pointer_mut(&change.pointer()).filter(|_| is_hidden) {
            replace_masks(value, &mark);
        }
    }
}

fn replace_masks(value: &mut Value, mark: &str) {
    match value {
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| replace_masks(member, mark)),
        Value::Array(items) => items.iter_mut().for_each(|item| replace_masks(item, mark)),
        Value::String(text) => *text = text.replace(MASK, mark),
        _ => {}
    }
}

/// Sorts members by name, since their order has no meaning.
fn sorted(members: &Map<String, Value>) -> Value {
    let mut members: Vec<(&String, &Value)> = members.iter().collect();
    members.sort_by_key(|(name, _)| *name);
    let members = members.into_iter();
    members
        .map(|(name, member)| match member {
            Value::Object(members) => (name.clone(), sorted(members)),
            leaf => (name.clone(), leaf.clone()),
        })
        .collect()
}
