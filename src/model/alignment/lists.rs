//! Lists whose order has no meaning, as maps.

use crate::model::alignment::values::{Pair, is_given, items, not_empty, same_scalar};
use crate::model::decimal::Decimal;
use crate::model::shape::{DefaultValue, Keyed, member, text_of};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Aligns names with scalars. What only one side has is left out if `is_default` says so of its text.
pub fn align_named(
    old: Map<String, Value>,
    mut new: Map<String, Value>,
    is_default: impl Fn(&str, &str) -> bool,
) -> Pair {
    for (name, old) in &old {
        if let Some(new) = new.get_mut(name)
            && same_scalar(old, new)
        {
            *new = old.clone();
        }
    }
    let without_defaults = |members: &Map<String, Value>, others: &Map<String, Value>| {
        let mut members = members.clone();
        members
            .retain(|name, value| others.contains_key(name) || !is_default(name, &text_of(value)));
        members
    };
    let (olds, news) = (without_defaults(&old, &new), without_defaults(&new, &old));
    (not_empty(olds), not_empty(news))
}

/// Names and values without those that are null.
pub fn named(members: Option<&Value>) -> Map<String, Value> {
    let members = members.and_then(Value::as_object).into_iter().flatten();
    let given = members.filter(|(_, value)| !value.is_null());
    given
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// A list of scalars as a map from their texts.
pub fn set(list: Option<&Value>) -> Map<String, Value> {
    let item = |item: &Value| (key_text(item), item.clone());
    list.map(items)
        .unwrap_or_default()
        .iter()
        .map(item)
        .collect()
}

/// A list of structures that have one member each as one structure. `None` if members repeat.
pub fn merged(list: &Value) -> Option<Map<String, Value>> {
    let mut merged = Map::new();
    for item in list.as_array()? {
        for (name, value) in item.as_object()? {
            if merged.insert(name.clone(), value.clone()).is_some() {
                return None;
            }
        }
    }
    Some(merged)
}

/// The resolution of each metric, and whatever else is said of it. `None` if metrics repeat, or have
/// another shape.
pub fn metrics(list: &Value) -> Option<Map<String, Value>> {
    let mut metrics = Map::new();
    for item in list.as_array()? {
        let mut others = item.as_object()?.clone();
        let names = others.shift_remove("metricNames")?;
        let resolution = others
            .get("resolutionSeconds")
            .filter(|_| others.len() == 1);
        let value = resolution.cloned().unwrap_or_else(|| others.clone().into());
        for name in names.as_array()? {
            if metrics
                .insert(name.as_str()?.to_owned(), value.clone())
                .is_some()
            {
                return None;
            }
        }
    }
    Some(metrics)
}

/// The text that identifies an item of a list.
pub fn key_of(item: &Map<String, Value>, keyed: &Keyed) -> String {
    let separator = if keyed.keys.contains(&"protocol") {
        "/"
    } else {
        ":"
    };
    let parts = keyed.keys.iter().filter_map(|key| match item.get(*key) {
        Some(value) if is_given(&value) => Some(key_text(value)),
        _ => match member(keyed.shape, key)?.default {
            DefaultValue::Is(text) => Some(text.to_owned()),
            _ => None,
        },
    });
    parts.collect::<Vec<_>>().join(separator)
}

/// The text of a scalar, the same for equal numbers.
pub fn key_text(value: &Value) -> String {
    let text = text_of(value);
    match value {
        Value::Number(_) => match Decimal::read(&text) {
            Some(number) => number.to_string(),
            None => text,
        },
        _ => text,
    }
}

/// Gives items of a list unique names.
#[derive(Debug, Default)]
pub struct Numbers {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Numbers {
    /// The name of the next item with this key: `web:80`, `web:80 (2)`.
    pub fn next(&mut self, key: &str) -> String {
        let number = self.next.entry(key.to_owned()).or_insert(1);
        loop {
            let name = match *number {
                1 => key.to_owned(),
                number => format!("{key} ({number})"),
            };
            *number += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}
