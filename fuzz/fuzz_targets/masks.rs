//! Values of a configuration, masked.

#![no_main]

use ecs_history::model::mask::Masking;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|data: &[u8]| {
    let value = serde_json::from_slice::<Value>(data)
        .unwrap_or_else(|_| json!(String::from_utf8_lossy(data)));
    let container = ["taskDefinition", "containerDefinitions", "web"];
    for place in [
        &["environment", "NAME"][..],
        &["command"],
        &["dockerLabels"],
        &["newMember"],
        &[],
    ] {
        let path: Vec<String> = container
            .iter()
            .chain(place)
            .map(|name| (*name).to_owned())
            .collect();
        assert_eq!(Masking::Nothing.apply(&path, &value), value);
        for masking in [Masking::Credentials, Masking::All] {
            let masked = masking.apply(&path, &value);
            assert!(is_alike(&value, &masked), "{masked}");
        }
    }
});

/// Whether only scalars were replaced.
fn is_alike(value: &Value, masked: &Value) -> bool {
    match (value, masked) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(name, a)| b.get(name).is_some_and(|b| is_alike(a, b)))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_alike(a, b))
        }
        (Value::Object(_) | Value::Array(_), _) => false,
        _ => true,
    }
}
