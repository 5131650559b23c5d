//! Pairs of configurations, made after the shapes of the API and from JSON as it comes.

#![no_main]

use arbitrary::Unstructured;
use ecs_history::model::config_diff::{Comparison, Configuration, changes};
use ecs_history::model::mask::Masking;
use ecs_history::model::shape::{SERVICE_REVISION, TASK_DEFINITION};
use ecs_history::report::diff::{Diff, named_lines, unified};
use ecs_history_fuzz::{check_report, context, structure};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// Configurations from JSON: a service revision and a task definition, twice.
fn from_json(data: &[u8]) -> Option<[Configuration; 2]> {
    let mut values = serde_json::Deserializer::from_slice(data).into_iter::<Value>();
    let mut next = || {
        Some(Configuration {
            revision: values.next()?.ok()?,
            task_definition: values.next().and_then(Result::ok).filter(Value::is_object),
        })
    };
    Some([next()?, next()?])
}

fn from_shapes(data: &[u8]) -> arbitrary::Result<[Configuration; 2]> {
    let u = &mut Unstructured::new(data);
    let next = |u: &mut Unstructured| {
        Ok(Configuration {
            revision: structure(SERVICE_REVISION, u)?,
            task_definition: match u.ratio(7, 8)? {
                true => Some(structure(TASK_DEFINITION, u)?),
                false => None,
            },
        })
    };
    Ok([next(u)?, next(u)?])
}

fuzz_target!(|data: &[u8]| {
    let [choices, format, rest @ ..] = data else {
        return;
    };
    let pair = match rest {
        [b'{', ..] => from_json(rest),
        _ => from_shapes(rest).ok(),
    };
    let Some([old, new]) = pair else {
        return;
    };
    let comparison = Comparison::new(&old, &new);
    for change in &comparison.changes {
        assert_ne!(change.old, change.new, "{change:?}");
    }
    let masking = [Masking::Credentials, Masking::All, Masking::Nothing][usize::from(*choices) % 3];
    let diff = Diff {
        old: &old,
        new: &new,
        comparison: &comparison,
        masking,
        missing: &[],
    };
    let context = context(*choices);
    // One of these, to keep each run short.
    match *format {
        0..32 => assert_eq!(changes(&old, &old), [], "nothing differs from itself"),
        32..64 => {
            let back = changes(&new, &old);
            assert_eq!(comparison.changes.is_empty(), back.is_empty(), "{back:#?}");
        }
        64..128 => {
            let lines = named_lines(&comparison.changes, masking);
            assert!(lines.iter().all(|line| !line.contains(char::is_control)));
        }
        128..192 => {
            let mut text = Vec::new();
            unified::write(&diff, &mut text, &context).expect("a vector");
            assert_eq!(text.is_empty(), comparison.changes.is_empty());
        }
        192.. => check_report(&diff, *format, &context),
    }
});
