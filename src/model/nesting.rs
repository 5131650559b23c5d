//! How deep JSON may be nested.

use serde::Deserialize;
use serde_json::value::RawValue;

/// The most levels of arrays and objects that JSON may have to be read as a tree. It is the limit of
/// `serde_json`, which protects the stack; text that is only kept has none.
pub const MAX_DEPTH: usize = 127;

/// Whether JSON is nested deeper than this many levels.
pub fn is_deeper_than(max: usize, json: &str) -> bool {
    let mut depth = 0_usize;
    let mut is_string = false;
    let mut bytes = json.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => is_string = !is_string,
            // The next byte may be a quotation mark.
            b'\\' if is_string => {
                bytes.next();
            }
            b'{' | b'[' if !is_string => {
                depth += 1;
                if depth > max {
                    return true;
                }
            }
            b'}' | b']' if !is_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// The ARN of an item, whatever else it contains.
pub fn arn_of(item: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Arns {
        service_deployment_arn: Option<String>,
        service_revision_arn: Option<String>,
        task_definition_arn: Option<String>,
        task_arn: Option<String>,
        service_arn: Option<String>,
        arn: Option<String>,
    }
    let arns: Arns = serde_json::from_str(item.get()).ok()?;
    // A revision also has the ARN of its service, a task that of its task definition.
    arns.service_deployment_arn
        .or(arns.service_revision_arn)
        .or(arns.task_arn)
        .or(arns.service_arn)
        .or(arns.task_definition_arn)
        .or(arns.arn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn nested(levels: usize) -> String {
        "[".repeat(levels) + &"]".repeat(levels)
    }

    #[test]
    fn the_limit_is_that_of_serde_json() {
        for levels in [1, 126, 127, 128, 500] {
            let json = nested(levels);
            let is_read = serde_json::from_str::<Value>(&json).is_ok();
            assert_eq!(is_deeper_than(MAX_DEPTH, &json), !is_read, "{levels}");
        }
    }

    #[test]
    fn brackets_in_strings_do_not_count() {
        for (json, depth) in [
            ("7", 0),
            (r#""[[[""#, 0),
            (r#"{"a": "\"[[[", "b": [1, {"c": "\\"}]}"#, 3),
            (r#"[{}, {}, [], "\\\"["]"#, 2),
            (r#"{"[[": {"ä{": 1}}"#, 2),
        ] {
            assert!(!is_deeper_than(depth, json), "{json}");
            assert!(depth == 0 || is_deeper_than(depth - 1, json), "{json}");
        }
        assert!(is_deeper_than(MAX_DEPTH, &"[".repeat(10_000_000)));
    }

    #[test]
    fn an_item_has_a_name_however_deep_it_is() {
        for (members, name) in [
            (r#""serviceArn": "s", "serviceRevisionArn": "r""#, Some("r")),
            (
                r#""serviceArn": "s", "serviceDeploymentArn": "d""#,
                Some("d"),
            ),
            (r#""taskDefinitionArn": "td", "taskArn": "t""#, Some("t")),
            (r#""arn": "a""#, Some("a")),
            (r#""x": 1"#, None),
        ] {
            let json = format!(r#"{{{members}, "deep": {}}}"#, nested(100_000));
            let raw = RawValue::from_string(json).expect("JSON");
            assert_eq!(arn_of(&raw).as_deref(), name);
        }
    }
}
