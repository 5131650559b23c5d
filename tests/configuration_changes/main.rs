//! Changes of a configuration, and how `diff` names each of them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation is a failed test"
)]

mod base;
mod containers;
mod express;
mod lists;
mod members;
mod noise;
mod pairs;
mod service;

use base::configuration;
use ecs_history::model::config_diff::{Configuration, changes};
use ecs_history::model::mask::Masking;
use ecs_history::report::diff::named_lines;
use serde_json::json;

fn named_changes(old: &Configuration, new: &Configuration) -> Vec<String> {
    named_lines(&changes(old, new), Masking::Credentials)
}

#[test]
fn every_change_is_named_as_a_person_would() {
    let cases = containers::cases().into_iter().chain(service::cases());
    let mut count = 0;
    let mut problems = Vec::new();
    for case in cases {
        count += 1;
        let mut new = configuration();
        let mut task = new.task_definition.take().expect("a task definition");
        (case.change)(&mut new.revision, &mut task);
        new.task_definition = Some(task);
        let (lines, expected) = (named_changes(&configuration(), &new), case.expected);
        if lines != expected {
            problems.push(format!(
                "{}: expected {expected:#?}\nbut got {lines:#?}",
                case.name
            ));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(count >= 45, "only {count} cases");
}

#[test]
fn removing_one_of_two_target_groups_on_a_port_is_named() {
    let with = |groups: &[&str]| {
        let mut side = configuration();
        let group = |arn: &&str| json!({"targetGroupArn": arn, "containerName": "web", "containerPort": 80});
        side.revision["loadBalancers"] = groups.iter().map(group).collect();
        side
    };
    assert_eq!(
        named_changes(&with(&["a-public", "b-internal"]), &with(&["b-internal"])),
        ["Load balancing: - web:80 (2): {\"targetGroupArn\":\"a-public\"}"]
    );
}

#[test]
fn without_a_task_definition_the_revisions_are_compared() {
    let mut old = configuration();
    old.task_definition = None;
    let mut new = configuration();
    new.revision["taskDefinition"] =
        json!("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:42");
    new.revision["platformVersion"] = json!("1.5.0");
    let expected = [
        "Capacity: ~ platformVersion: 1.4.0 → 1.5.0",
        "Configuration: ~ taskDefinition: web:41 → web:42",
    ];
    assert_eq!(named_changes(&old, &new), expected);
}

#[test]
fn a_changed_credential_is_a_change_but_not_shown() {
    let with = |token: &str| {
        let mut side = configuration();
        let task = side.task_definition.as_mut().expect("a task definition");
        let web = &mut task["containerDefinitions"][0];
        web["newMember"] = json!({"name": "API_TOKEN", "value": token});
        web["command"] = json!(["app", "--token", token]);
        web["environment"] =
            json!([{"name": "DATABASE_URL", "value": format!("postgres://web:{token}@db/web")}]);
        side
    };
    let lines = named_changes(&with("winter1"), &with("summer2"));
    assert_eq!(
        lines,
        [
            "Container web: ~ DATABASE_URL: postgres://web:(masked)@db/web (changed where masked)",
            "Container web: ~ command: [\"app\",\"--token\",\"(masked)\"] (changed where masked)",
            "Container web: ~ newMember: {\"name\":\"API_TOKEN\",\"value\":\"(masked)\"} (changed where masked)",
        ]
    );
}
