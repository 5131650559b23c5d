//! Whether values are there, and whether they mean the same.

use crate::model::decimal::Decimal;
use crate::model::shape::text_of;
use serde_json::{Map, Value};

/// What both sides have: the old one and the new one.
pub type Sides<T> = (T, T);

/// The old and the new value of something. `None` where it is absent.
pub type Pair = Sides<Option<Value>>;

/// Whether two scalars mean the same to ECS, which takes a text for a number and a number for a text.
pub fn same_scalar(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Number(_) | Value::Bool(_), Value::String(_))
        | (Value::String(_), Value::Number(_) | Value::Bool(_)) => {
            let (old, new) = (text_of(old), text_of(new));
            old == new || same_number(&old, &new)
        }
        (old, new) => same_value(old, new),
    }
}

pub fn same_number(old: &str, new: &str) -> bool {
    Decimal::read(old).is_some_and(|old| Some(old) == Decimal::read(new))
}

/// Whether two values are equal, however numbers are written.
pub fn same_value(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || same_number(&a.to_string(), &b.to_string())
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let is_same = |(name, a)| b.get(name).is_some_and(|b| same_value(a, b));
            a.len() == b.len() && a.iter().all(is_same)
        }
        (old, new) => old == new,
    }
}

/// Whether two lists have the same items in the same order.
pub fn is_same_list(old: &Value, new: &Value) -> bool {
    let (old, new) = (items(old), items(new));
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same_scalar(old, new))
}

/// Whether two sizes are the same, one of them in units of 1,024: `1024` and `1 vCPU`.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size>
pub fn same_size(old: &Value, new: &Value, unit: &str) -> bool {
    let size = |value: &Value| {
        let text = text_of(value).to_ascii_lowercase();
        match text.strip_suffix(unit) {
            Some(number) => Some((number.trim_end().parse::<f64>().ok()? * 1024.0, true)),
            None => Some((text.parse().ok()?, false)),
        }
    };
    match (size(old), size(new)) {
        (Some((old, in_units)), Some((new, also_in_units))) => {
            (in_units || also_in_units) && old == new
        }
        _ => false,
    }
}

/// A value without members that are null or empty, which means the same as absent.
pub fn canonical(value: &Value) -> Option<Value> {
    match value {
        Value::Object(members) => {
            let members = members
                .iter()
                .filter_map(|(name, member)| Some((name.clone(), canonical(member)?)));
            not_empty(members.collect())
        }
        value => is_given(&value).then(|| value.clone()),
    }
}

pub fn not_empty(members: Map<String, Value>) -> Option<Value> {
    (!members.is_empty()).then(|| members.into())
}

/// Whether a value is neither null nor empty, which means the same as absent.
pub fn is_given(value: &&Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// Whether those of two values that are there are of a kind.
pub fn given(values: [Option<&Value>; 2], is_of_kind: impl Fn(&Value) -> bool) -> bool {
    values.into_iter().flatten().all(is_of_kind)
}

pub fn items(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}

pub fn is_scalar(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

pub fn is_list_of_scalars(list: &Value) -> bool {
    list.as_array()
        .is_some_and(|list| list.iter().all(is_scalar))
}

pub fn is_list_of_objects(list: &Value) -> bool {
    list.as_array()
        .is_some_and(|list| list.iter().all(Value::is_object))
}

/// A value as JSON with its members sorted.
pub fn sorted_text(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let member = |(name, value): (&String, &Value)| {
                format!("{}:{}", Value::from(name.as_str()), sorted_text(value))
            };
            let members: Vec<String> = members.into_iter().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
        other => other.to_string(),
    }
}
