//! How well credentials are told from harmless values: two corpora of each, one case per line.
//!
//! The rules of `model::mask` were written with `secrets.jsonl` and `harmless.jsonl` at hand. The
//! other two files were written before the rules and measured afterwards, and no rule was made for
//! one of their cases. To see how good the rules are, write new cases, count, and only then mend the
//! rules and add the cases to the first two files. `¦` in a value is left out when it is read: it
//! keeps secret scanners from taking these files for a leak.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation is a failed test"
)]

use ecs_history::model::config_diff::{Comparison, Configuration};
use ecs_history::model::mask::Masking;
use ecs_history::report::diff::named_lines;
use serde_json::{Value, json};

/// A value and where it is in a task definition.
struct Case {
    /// `environment DB_PASSWORD`, `command`, `member settings.token`, …
    at: String,
    value: Value,
    /// The parts of the value that must not be shown.
    secrets: Vec<String>,
}

fn read(corpus: &str) -> Vec<Case> {
    let lines = corpus.lines().map(|line| line.replace('¦', ""));
    let cases = lines.map(|line| {
        let case: Value = serde_json::from_str(&line).expect("a case is JSON");
        let secrets = case["secret"].as_array().into_iter().flatten();
        Case {
            at: case["at"].as_str().expect("a place").to_owned(),
            value: case["value"].clone(),
            secrets: secrets
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
        }
    });
    cases.collect()
}

impl Case {
    fn configuration(&self) -> Configuration {
        let (place, name) = self.at.split_once(' ').unwrap_or((&self.at, ""));
        let value = &self.value;
        let mut container = json!({"name": "web", "image": "web:1"});
        let mut task = json!({"family": "web"});
        match place {
            "environment" => container["environment"] = json!([{"name": name, "value": value}]),
            "command" | "entryPoint" => container[place] = value.clone(),
            "healthCheck" => container["healthCheck"] = json!({"command": value, "interval": 30}),
            "dockerLabels" => container["dockerLabels"] = json!({name: value}),
            "logOptions" => {
                container["logConfiguration"] = json!({"logDriver": "x", "options": {name: value}});
            }
            "firelens" => {
                container["firelensConfiguration"] = json!({"type": "x", "options": {name: value}});
            }
            "driverOpts" => {
                let driver = json!({"driver": "local", "driverOpts": {name: value}});
                task["volumes"] = json!([{"name": "data", "dockerVolumeConfiguration": driver}]);
            }
            "properties" => {
                let properties = json!([{"name": name, "value": value}]);
                task["proxyConfiguration"] = json!({"type": "APPMESH", "properties": properties});
            }
            "tags" => task["tags"] = json!([{"key": name, "value": value}]),
            "member" => {
                let members = name.rsplit('.');
                let member = members.fold(value.clone(), |value, name| json!({name: value}));
                let member = member.as_object().expect("a member").clone();
                container
                    .as_object_mut()
                    .expect("a container")
                    .extend(member);
            }
            other => panic!("where is {other}?"),
        }
        task["containerDefinitions"] = json!([container]);
        Configuration {
            revision: json!({}),
            task_definition: Some(task),
        }
    }

    /// All that is shown of the value: in the tree, and in the lines of a change.
    fn shown(&self) -> (Value, Vec<String>) {
        let new = self.configuration();
        let mut old = new.clone();
        let empty =
            json!({"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]});
        old.task_definition = Some(empty);
        let comparison = Comparison::new(&old, &new);
        let tree = Masking::Credentials.apply(&[], &comparison.new.into());
        (tree, named_lines(&comparison.changes, Masking::Credentials))
    }

    fn leaks(&self) -> bool {
        let (tree, lines) = self.shown();
        let mut texts = lines;
        collect_texts(&tree, &mut texts);
        let is_shown = |part: &str| {
            let escaped = part.replace('\\', "\\\\").replace('"', "\\\"");
            texts
                .iter()
                .any(|text| text.contains(part) || text.contains(&escaped))
        };
        self.secrets.iter().any(|secret| {
            let secret: Vec<char> = secret.chars().collect();
            let length = secret.len().min(8);
            secret
                .windows(length)
                .any(|part| is_shown(&part.iter().collect::<String>()))
        })
    }

    fn is_masked(&self) -> bool {
        self.shown().0.to_string().contains("(masked")
    }
}

fn collect_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(members) => members
            .values()
            .for_each(|member| collect_texts(member, texts)),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::String(text) => texts.push(text.clone()),
        _ => {}
    }
}

fn check(corpus: &str, at_least: usize, allowed_percent: usize, is_wrong: fn(&Case) -> bool) {
    let cases = read(corpus);
    assert!(cases.len() >= at_least, "only {} cases", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .filter(|case| is_wrong(case))
        .map(|case| format!("{}: {}\n  shown as {}", case.at, case.value, case.shown().0))
        .collect();
    assert!(
        wrong.len() * 100 <= cases.len() * allowed_percent,
        "{} of {} are wrong:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn no_secret_at_hand_is_shown() {
    check(include_str!("secrets.jsonl"), 520, 0, Case::leaks);
}

#[test]
fn no_harmless_value_at_hand_is_masked() {
    check(include_str!("harmless.jsonl"), 580, 0, Case::is_masked);
}

#[test]
fn at_most_2_percent_of_unseen_secrets_are_shown() {
    check(include_str!("unseen_secrets.jsonl"), 50, 2, Case::leaks);
}

#[test]
fn at_most_5_percent_of_unseen_harmless_values_are_masked() {
    check(
        include_str!("unseen_harmless.jsonl"),
        50,
        5,
        Case::is_masked,
    );
}
