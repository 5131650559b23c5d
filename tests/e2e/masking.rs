//! Credentials are in no output, in whatever format and wherever they are, unless asked for.

use crate::support::data::{self, deployment_id};
use crate::support::run::{Outcome, ecs_history};
use crate::support::{FakeEcs, Scenario};
use serde_json::{Value, json};

/// A task definition with a credential in each place. All contain `hunter`.
fn task_definition(n: u64) -> Value {
    json!({
        "taskDefinitionArn": format!("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:{n}"),
        "family": "web", "revision": n, "status": "ACTIVE",
        "containerDefinitions": [{
            "name": "web", "image": format!("web:v{n}"),
            "environment": [
                {"name": "LEVEL", "value": format!("level-{n}")},
                {"name": "DATABASE_URL", "value": format!("postgres://web:hunter{n}@db/web")},
            ],
            "command": ["sh", "-c", format!("curl -u admin:hunter{n} https://example.com/v{n}")],
            "entryPoint": ["entry", "--db-password", format!("hunter{n}")],
            "healthCheck": {"command": ["CMD-SHELL", format!("redis-cli -a hunter{n} ping")]},
            "dockerLabels": {"api-token": format!("hunter{n}")},
            "logConfiguration": {"logDriver": "splunk", "options": {"splunk-token": format!("hunter{n}")}},
            "newMember": [{"name": "API_TOKEN", "value": format!("hunter{n}")}],
        }],
    })
}

fn shop() -> Scenario {
    let (deployments, mut revisions) = data::history("shop", "web", 2, data::EPOCH);
    for (n, revision) in [2, 1].into_iter().zip(&mut revisions) {
        let options =
            json!({"splunk-token": format!("hunter{n}"), "splunk-index": format!("index-{n}")});
        revision["serviceConnectConfiguration"] = json!({"enabled": true, "logConfiguration": {"logDriver": "splunk", "options": options}});
    }
    Scenario::new()
        .history(deployments, revisions)
        .task_definitions((1..=2).map(task_definition).collect())
}

fn run(command: &str) -> Outcome {
    let fake = FakeEcs::start(shop());
    let outcome = ecs_history(&format!("{command} --service web --cluster shop"))
        .at(&fake)
        .outcome();
    outcome.succeeds();
    outcome
}

#[test]
fn diff_masks_credentials_wherever_they_are_in_every_format() {
    for format in [
        "-o table",
        "-o json",
        "-o jsonl",
        "-o tsv",
        "-o csv",
        "-o markdown",
        "--unified",
    ] {
        let command = format!("diff {format}");
        let masked = run(&command);
        assert!(!masked.stdout.contains("hunter"), "{format}: {masked}");
        for name in [
            "DATABASE_URL",
            "command",
            "entryPoint",
            "healthCheck",
            "api-token",
            "splunk-token",
            "newMember",
        ] {
            assert!(
                masked.stdout.contains(name),
                "{name} has changed, {format}: {masked}"
            );
        }
        for shown in [
            "postgres://web:(masked",
            "curl -u admin:(masked",
            "https://example.com/v2",
            "level-2",
            "index-2",
        ] {
            assert!(
                masked.stdout.contains(shown),
                "{shown} in {format}: {masked}"
            );
        }
        let all = run(&format!("{command} --mask-all"));
        for given in [
            "hunter",
            "level-2",
            "postgres",
            "curl",
            "redis-cli",
            "index-2",
        ] {
            assert!(!all.stdout.contains(given), "{given} in {format}: {all}");
        }
        let shown = run(&format!("{command} --show-values"));
        assert!(
            shown.stdout.matches("hunter2").count() >= 7,
            "{format}: {shown}"
        );
    }
}

#[test]
fn describe_has_the_same_flags() {
    let describe = |words: &str| {
        run(&format!(
            "deployments describe {} {words}",
            deployment_id(2)
        ))
    };
    let masked = describe("");
    masked.assert_stdout("~ LEVEL: level-1 → level-2");
    masked.assert_stdout("postgres://web:(masked)@db/web");
    assert!(!masked.stdout.contains("hunter"), "{masked}");
    let all = describe("--mask-all");
    all.assert_stdout("~ LEVEL: (masked) → (masked)");
    assert!(
        !all.stdout.contains("hunter") && !all.stdout.contains("redis-cli"),
        "{all}"
    );
    describe("--show-values")
        .assert_stdout("postgres://web:hunter1@db/web → postgres://web:hunter2@db/web");
}

#[test]
fn members_that_no_line_shows_are_masked_in_blocks_and_kept_in_json() {
    let masked = run("revisions describe current");
    masked.assert_stdout("splunk-index: index-2");
    masked.assert_stdout("splunk-token: (masked)");
    run("revisions describe current --mask-all").assert_stdout("splunk-index: (masked)");
    run("revisions describe current --show-values").assert_stdout("splunk-token: hunter2");
    run("revisions describe current -o json --mask-all").assert_stdout("hunter2");
}

#[test]
fn the_flags_exclude_each_other() {
    for command in ["diff", "deployments describe", "revisions describe"] {
        let fake = FakeEcs::start(shop());
        let words = format!("{command} --service web --cluster shop --show-values --mask-all");
        assert_eq!(
            ecs_history(&words).at(&fake).outcome().code,
            Some(252),
            "{command}"
        );
    }
}
