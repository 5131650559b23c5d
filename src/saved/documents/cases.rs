//! What is read of broken documents, and what is said about the rest.

use crate::saved::documents::read;
use crate::saved::items::Items;
use crate::saved::problems::Problems;
use serde_json::{Value, json};

/// The ids that are read, in order, and the errors, each in one line.
pub fn outcome(text: &[u8]) -> (String, Vec<String>) {
    let (mut items, mut problems) = (Items::new(true), Problems::default());
    let is_known = read("h", text, &mut items, &mut problems);
    let ids = items.deployments.iter().map(|record| record.item.id());
    let ids: Vec<&str> = ids.collect();
    let others = items.revisions.len() + items.services.len() + items.task_definitions.len();
    let ids = match (others, is_known) {
        (0, false) => format!("{} unknown", ids.join(" ")),
        (0, true) => ids.join(" "),
        (number, _) => format!("{} +{number}", ids.join(" ")),
    };
    let errors = problems.into_errors();
    let errors = errors.iter().map(|error| error.in_one_line());
    (ids.trim().to_owned(), errors.collect())
}

pub fn item(id: &str) -> Value {
    json!({"serviceDeploymentArn": format!("arn:aws:ecs:r:1:service-deployment/shop/web/{id}")})
}

/// A document with these deployments.
pub fn list(ids: &[&str]) -> Value {
    let items: Vec<Value> = ids.iter().map(|id| item(id)).collect();
    json!({"serviceDeployments": items, "failures": []})
}

pub fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("JSON") + "\n"
}

#[test]
fn every_kind_of_document_is_read() {
    let (a, b) = (item("a"), item("b"));
    let revision = json!({"serviceRevisionArn": "r", "serviceArn": "s", "taskDefinition": "td"});
    let service = json!({"serviceArn": "s", "deployments": [], "tags": []});
    let task_definition = json!({"taskDefinitionArn": "td"});
    for (text, expected) in [
        (list(&["a", "b"]).to_string(), "a b"),
        (pretty(&list(&["a", "b"])), "a b"),
        (list(&[]).to_string(), ""),
        (format!("{a}\n{b}\n"), "a b"),
        (format!("{a}{b}"), "a b"),
        (format!("{a}\r\n\r\n{b}\r\n"), "a b"),
        (format!("\u{feff}{a}\n\u{feff}{b}"), "a b"),
        (format!("[{a},{b}]"), "a b"),
        (pretty(&json!([a, b])), "a b"),
        (format!("{}{}", list(&["a"]), list(&["b"])), "a b"),
        (pretty(&list(&["a"])) + &pretty(&list(&["b"])), "a b"),
        (list(&["a", "a"]).to_string(), "a"),
        (revision.to_string(), "+1"),
        (service.to_string(), "+1"),
        (json!({"serviceRevisions": [revision]}).to_string(), "+1"),
        (json!({"services": [service]}).to_string(), "+1"),
        (json!([revision, service]).to_string(), "+2"),
        // As `jq --slurp` collects them.
        (json!([list(&["a"]), list(&["b"])]).to_string(), "a b"),
        (pretty(&json!([list(&["a"]), b, {"serviceRevisions": [revision]}])), "a b +1"),
        (json!({"taskDefinition": task_definition, "tags": []}).to_string(), "+1"),
        (json!({"taskDefinitions": [task_definition]}).to_string(), "+1"),
        (
            json!({"failures": [{"x": [1, {}]}], "z": null, "serviceDeployments": [a], "n": 1.5e3, "serviceRevisions": [revision]}).to_string(),
            "a +1",
        ),
        (r#"{"serviceDeployments":[],"nextToken":"more"}"#.to_owned(), ""),
    ] {
        let (read, errors) = outcome(text.as_bytes());
        assert_eq!(read, expected, "{text}");
        assert_eq!(errors, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_is_readable_is_read() {
    let (a, b, c) = (
        item("a").to_string(),
        item("b").to_string(),
        item("c").to_string(),
    );
    let cut = &b[..b.len() - 1];
    let two = list(&["a", "b"]).to_string();
    let pretty_two = pretty(&list(&["a", "b"]));
    let lines: Vec<&str> = pretty_two.lines().collect();
    for (text, expected, error) in [
        // JSON lines.
        (
            format!("{a}\n{cut}\n{c}"),
            "a c",
            "is not JSON: expected `,` or `}` at line 3 column 1",
        ),
        (
            format!("{a}\nnonsense\n{c}"),
            "a c",
            "is not JSON: expected ident at line 2 column 2",
        ),
        (
            format!("{a}\n{{\"x\": oops}}\n{c}"),
            "a c",
            "is not JSON: expected value at line 2 column 7",
        ),
        (
            format!("{a}\n{{\"x\": \"oo\n{c}"),
            "a c",
            "control character",
        ),
        (
            format!("{a}\n{{}}\n{c}"),
            "a c",
            "the document at line 2 has no serviceDeployments, serviceRevisions, services or taskDefinition",
        ),
        (
            format!("{a}\n17\n{c}"),
            "a c",
            "a value without a name at line 2 column 1: expected serviceDeployments, serviceRevisions, services or taskDefinition",
        ),
        (
            format!("{a}\n{{\"serviceDeploymentArn\": 7}}\n{c}"),
            "a c",
            "invalid type: integer `7`",
        ),
        (format!("{a},\n{c}"), "a c", "expected value at line 1"),
        (
            format!("{a}\n{{'x': 1}}\n{c}"),
            "a c",
            "expected a member at line 2 column 2",
        ),
        (
            format!("{a}\n{{\"x\": 1,}}\n{c}"),
            "a c",
            "expected a member at line 2 column 9",
        ),
        // Items of a list.
        (
            format!(r#"{{"serviceDeployments":[{a},{{"x": oops}},{c}]}}"#),
            "a c",
            "is not JSON: expected value at line 1 column 103",
        ),
        (
            format!(r#"{{"serviceDeployments":[{a},{{}},{c}]}}"#),
            "a c",
            "missing field `serviceDeploymentArn`",
        ),
        (
            format!(r#"{{"serviceDeployments":[{a},null,{c}]}}"#),
            "a c",
            "invalid type: null",
        ),
        (
            format!(r#"{{"serviceDeployments":[{a},{cut},{c}]}}"#),
            "a c",
            "is not JSON",
        ),
        (
            format!(r#"{{"serviceDeployments":[{a},{cut}, "createdAt": true}},{c}]}}"#),
            "a c",
            "is not a time",
        ),
        (
            format!(r#"{{"serviceDeployments":[{a},{cut}, "createdAt": NaN}},{c}]}}"#),
            "a c",
            "is not JSON",
        ),
        // Documents.
        (
            format!("{{\"serviceDeployments\":[{a},\n{}", list(&["c"])),
            "a c",
            "is not JSON",
        ),
        (
            format!("{{\"serviceDeployments\":[{a}{}", list(&["c"])),
            "a c",
            "expected `,` or `]`",
        ),
        (
            format!("{{\"serviceDeployments\":7}}\n{c}"),
            "c",
            "its serviceDeployments is not a list",
        ),
        (
            format!("{{\"serviceDeployments\":\n{c}"),
            "c",
            "is not a list",
        ),
        (format!("{{\"x\":\n{c}"), "c", "it ends within a document"),
        (
            two[..two.len() - 30].to_owned() + "\n" + &c,
            "a c",
            "is not JSON",
        ),
        (
            two[..two.len() - 16].to_owned() + "\n" + &c,
            "a b c",
            "is not JSON",
        ),
        (two[..two.len() - 40].to_owned(), "a", "it ends within"),
        (
            lines[..6].join("\n") + "\n" + &pretty(&list(&["c"])),
            "a c",
            "is not JSON",
        ),
        (
            lines[..6].join("\n") + &pretty(&list(&["c"])),
            "a c",
            "is not JSON",
        ),
        (pretty_two.replacen("/b\"", "/b", 1), "a", "is not JSON"),
        // Other formats.
        (
            format!("serviceDeployments:\n- alarms:\n    status: DISABLED\n{c}"),
            "c",
            "is not JSON but YAML at line 1",
        ),
        (
            format!("SERVICEDEPLOYMENTS\tarn:aws\t2024\n{c}"),
            "c",
            "is not JSON but the AWS CLI's text",
        ),
        (
            format!("------\n|  x |\n{c}"),
            "c",
            "is not JSON but a table",
        ),
        (
            format!("<html>\n{c}"),
            "c",
            "expected value at line 1 column 1",
        ),
        ("\0\0\0\0\0".to_owned(), "unknown", "is not JSON"),
        (String::new(), "unknown", "it is empty"),
        (" \n\t ".to_owned(), "unknown", "it is empty"),
        (
            "[]".to_owned(),
            "unknown",
            "the list at line 1 has no serviceDeployments, serviceRevisions, services or taskDefinition",
        ),
        ("{}".to_owned(), "unknown", "the document at line 1 has no "),
        (
            format!("{{\"taskDefinition\": {{\"family\": \"x\"}}}}\n{c}"),
            "c",
            "missing field `taskDefinitionArn` in the item that begins at line 1 column 20",
        ),
        (
            "{\"taskDefinition\": {\"taskDefinitionArn\": 7}}".to_owned(),
            "unknown",
            "missing field `taskDefinitionArn`",
        ),
        (
            "{\"taskDefinition\": \"web:1\"}".to_owned(),
            "unknown",
            "the document at line 1 has no ",
        ),
        ("{".to_owned(), "unknown", "it ends within"),
        ("[".to_owned(), "unknown", "it ends within"),
        (
            r#"{"serviceDeployments": [{}]}"#.to_owned(),
            "unknown",
            "missing field",
        ),
        (
            r#"{"serviceDeployments": null}"#.to_owned(),
            "unknown",
            "is not a list",
        ),
        (
            r#"{"serviceDeployments": ["#.to_owned(),
            "unknown",
            "it ends within",
        ),
    ] {
        let (read, errors) = outcome(text.as_bytes());
        assert_eq!(read, expected, "{text}\n{errors:?}");
        assert!(errors[0].contains(error), "{text}\n{errors:?}");
        assert!(errors[0].starts_with("h is not "), "{text}\n{errors:?}");
    }
}

#[test]
fn few_of_many_problems_are_told() {
    let text = "{}\n".repeat(1000) + &item("a").to_string();
    let (read, errors) = outcome(text.as_bytes());
    assert_eq!((&*read, errors.len()), ("a", 6));
    assert_eq!(errors[5], "and 995 more errors");
}

#[test]
fn an_item_that_is_nested_too_deep_is_named() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    let b = item("b")
        .to_string()
        .replacen('}', &format!(", \"x\": {deep}}}"), 1);
    let text = format!("{}\n{b}\n{}", item("a"), item("c"));
    let (read, errors) = outcome(text.as_bytes());
    assert_eq!(read, "a c");
    assert!(
        errors[0].contains("web/b in h is nested too deep at line 2"),
        "{errors:?}"
    );
    assert!(errors[0].contains("line 2"), "{errors:?}");
}

/// A reader that returns little at a time, and an error at the end.
struct Failing<'a>(&'a [u8]);

impl std::io::Read for Failing<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() {
            return Err(std::io::Error::other("the cable was cut"));
        }
        let room = out.len().min(7);
        std::io::Read::read(&mut self.0, &mut out[..room])
    }
}

#[test]
fn an_error_keeps_what_was_read_before() {
    let text = pretty(&list(&["a", "b"]));
    for (length, expected) in [(0, "unknown"), (text.len(), "a b"), (text.len() - 60, "a")] {
        let (mut items, mut problems) = (Items::new(true), Problems::default());
        read(
            "h",
            Failing(&text.as_bytes()[..length]),
            &mut items,
            &mut problems,
        );
        let errors = problems.into_errors();
        assert_eq!(errors.len(), 1, "{expected}: {errors:?}");
        let error = errors[0].in_one_line();
        assert_eq!(error, "h could not be read to its end: the cable was cut");
        assert_eq!(
            items.deployments.len(),
            expected.split(' ').filter(|id| id.len() == 1).count()
        );
    }
}

#[test]
fn a_long_document_is_read_in_parts() {
    let ids: Vec<String> = (0..40_000).map(|number| format!("id-{number}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let text = pretty(&list(&ids));
    assert!(text.len() > 3_000_000, "{}", text.len());
    let (read, errors) = outcome(text.as_bytes());
    assert_eq!((read, errors.len()), (ids.join(" "), 0));
    // The place of an error counts from the beginning.
    let broken = text.clone() + "oops";
    let (_, errors) = outcome(broken.as_bytes());
    let line = format!("line {} column", text.lines().count() + 1);
    assert!(errors[0].contains(&line), "{errors:?} {line}");
}
