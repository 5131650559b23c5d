//! `ecs-history diff`: which revisions are compared, with which calls, and what is missing.

use crate::support::data::{self, deployment_id, revision_arn, revision_id};
use crate::support::run::{Run, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario};
use serde_json::{Value, json};

fn task_definition(n: u64) -> Value {
    json!({
        "taskDefinitionArn": format!("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:{n}"),
        "family": "web", "revision": n, "status": "ACTIVE",
        "containerDefinitions": [{
            "name": "web", "image": format!("web:v{n}"),
            "environment": [{"name": "LEVEL", "value": format!("level-{n}")}, {"name": "TOKEN", "value": format!("t{n}")}],
        }],
        "tags": [{"key": "n", "value": n.to_string()}],
    })
}

/// Deployments with these statuses, the first being the oldest.
fn shop(statuses: &[&str]) -> Scenario {
    let numbers = 1..=statuses.len() as u64;
    let deployments = numbers
        .clone()
        .zip(statuses)
        .map(|(n, status)| Deployment::new("shop", "web", n).status(status).build());
    let revisions = numbers.clone().map(|n| data::revision("shop", "web", n));
    Scenario::new()
        .history(deployments.collect(), revisions.collect())
        .task_definitions(numbers.map(task_definition).collect())
}

fn diff(words: &str, fake: &FakeEcs) -> Run {
    ecs_history(&format!("diff --service web --cluster shop {words}")).at(fake)
}

/// The task definitions that were compared.
fn compared(words: &str, scenario: Scenario) -> String {
    let fake = FakeEcs::start(scenario);
    let document = diff(&format!("{words} -o json"), &fake).json();
    let name = |side: &str| {
        document[side]["taskDefinition"]
            .as_str()
            .unwrap_or("-")
            .to_owned()
    };
    format!("{} → {}", name("old"), name("new"))
}

const OK: &str = "SUCCESSFUL";

#[test]
fn compares_what_a_person_asks_for() {
    assert_eq!(
        compared("", shop(&[OK, OK, OK])),
        "web:2 → web:3",
        "previous and current"
    );
    assert_eq!(
        compared("", shop(&[OK, OK, "IN_PROGRESS"])),
        "web:2 → web:3",
        "what it brings"
    );
    assert_eq!(
        compared("", shop(&[OK, OK, "ROLLBACK_SUCCESSFUL"])),
        "web:2 → web:3",
        "what failed"
    );
    assert_eq!(
        compared("", shop(&[OK, OK, "ROLLBACK_SUCCESSFUL", OK])),
        "web:2 → web:4"
    );
    assert_eq!(
        compared("web:1", shop(&[OK, OK, OK])),
        "web:1 → web:3",
        "one is against current"
    );
    assert_eq!(
        compared("web:3 web:1", shop(&[OK, OK, OK])),
        "web:3 → web:1"
    );
    assert_eq!(
        compared("previous latest", shop(&[OK, OK, OK])),
        "web:2 → web:3"
    );
    let id = &revision_id(1)[..6];
    assert_eq!(
        compared(&format!("{id} {}", deployment_id(2)), shop(&[OK, OK])),
        "web:1 → web:2"
    );
}

#[test]
fn two_round_trips_once_the_revisions_are_known() {
    let fake = FakeEcs::start(shop(&[OK, OK]));
    let arn = |n| revision_arn("shop", "web", &revision_id(n));
    let run = ecs_history("diff -o json").arg(&arn(1)).arg(&arn(2));
    let document = run.at(&fake).json();
    let calls: Vec<Op> = fake.calls().iter().map(|call| call.op).collect();
    assert_eq!(
        calls,
        [
            Op::DescribeServiceRevisions,
            Op::DescribeTaskDefinition,
            Op::DescribeTaskDefinition
        ]
    );
    assert_eq!(fake.calls()[1].body["include"], json!(["TAGS"]));
    assert_eq!(document["old"]["serviceRevisionArn"], arn(1));
    assert_eq!(document["missing"], json!([]));
    let changes = document["changes"].as_array().expect("a list");
    assert!(changes.contains(&json!({
        "path": "/taskDefinition/containerDefinitions/web/environment/LEVEL",
        "op": "replace", "old": "level-1", "new": "level-2",
    })));
    assert!(changes.contains(
        &json!({"path": "/taskDefinition/tags/n", "op": "replace", "old": "1", "new": "2"})
    ));
}

#[test]
fn what_both_have_is_asked_for_once() {
    let mut second = data::revision("shop", "web", 2);
    second["taskDefinition"] = data::revision("shop", "web", 1)["taskDefinition"].clone();
    let fake = FakeEcs::start(shop(&[OK, OK]).history(Vec::new(), vec![second]));
    diff("", &fake).outcome();
    assert_eq!(fake.count(Op::DescribeTaskDefinition), 1);
}

#[test]
fn without_task_definitions_the_revisions_are_compared_with_a_note() {
    let denied = Fault::error(
        400,
        "AccessDeniedException",
        "not authorized to perform ecs:DescribeTaskDefinition",
    );
    for (scenario, note) in [
        (
            shop(&[OK, OK]).fault_always(Op::DescribeTaskDefinition, denied),
            "ecs:DescribeTaskDefinition",
        ),
        (
            shop(&[OK, OK]).task_definition_is_gone(
                "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1",
            ),
            "task definition not compared: web:1 (no longer available)",
        ),
    ] {
        let fake = FakeEcs::start(scenario);
        let outcome = diff("", &fake).outcome();
        assert_eq!(outcome.code, Some(0), "{outcome}");
        assert!(outcome.stdout.contains("~ web tag: v1 → v2"), "{outcome}");
        assert!(
            outcome.stdout.contains("~ taskDefinition: web:1 → web:2"),
            "{outcome}"
        );
        assert!(outcome.stderr.contains(note), "{outcome}");
        assert!(
            !outcome.stdout.contains("container web"),
            "not known: {outcome}"
        );
        let unified = diff("--unified --show-values", &fake).outcome().stdout;
        assert!(
            !unified.contains("level-2"),
            "only one side has it: {unified}"
        );
    }
}

#[test]
fn the_exit_code_says_whether_they_differ_if_asked() {
    for (words, code) in [
        ("web:1 web:2", 0),
        ("web:1 web:2 --exit-code", 1),
        ("web:1 web:1 --exit-code", 0),
    ] {
        let fake = FakeEcs::start(shop(&[OK, OK]));
        assert_eq!(diff(words, &fake).outcome().code, Some(code), "{words}");
    }
}

#[test]
fn credentials_are_masked_in_every_format_unless_they_are_to_be_shown() {
    for format in ["-o table", "-o json", "-o jsonl", "-o tsv", "--unified"] {
        let stdout = |words: &str| {
            let fake = FakeEcs::start(shop(&[OK, OK]));
            diff(&format!("{format} {words}"), &fake).stdout()
        };
        let usual = stdout("");
        assert!(
            usual.contains("TOKEN") && usual.contains("(masked"),
            "still reported: {usual}"
        );
        assert!(
            !usual.contains("t1") && usual.contains("level-2"),
            "{usual}"
        );
        assert!(stdout("--show-values").contains("t2"), "{format}");
        assert!(!stdout("--mask-all").contains("level-2"), "{format}");
    }
}

#[test]
fn a_revision_that_is_gone_is_named_with_the_reason() {
    let arn = revision_arn("shop", "web", &revision_id(1));
    let fake = FakeEcs::start(shop(&[OK, OK]).missing(&arn));
    let outcome = diff("", &fake).outcome();
    outcome.fails_with(3);
    assert!(
        outcome.stderr.contains(&arn) && outcome.stderr.contains("(MISSING)"),
        "{outcome}"
    );
}

#[test]
fn with_one_revision_there_is_nothing_to_compare() {
    for statuses in [&[OK][..], &["IN_PROGRESS"], &[]] {
        let fake = FakeEcs::start(shop(statuses).service("shop", "web"));
        let outcome = diff("", &fake).outcome();
        assert_eq!((outcome.code, &*outcome.stdout), (Some(0), ""), "{outcome}");
        assert!(
            outcome.stderr.contains("nothing to compare with"),
            "{outcome}"
        );
        let document = diff("-o json", &fake).outcome().json();
        assert_eq!(document["changes"], json!([]), "a document for jq");
    }
}

#[test]
fn revisions_of_different_services_are_compared_with_a_note() {
    let (deployments, revisions) = data::history("shop", "api", 1, data::EPOCH);
    let fake = FakeEcs::start(shop(&[OK]).history(deployments, revisions));
    let arn = |service| revision_arn("shop", service, &revision_id(1));
    let outcome = ecs_history("diff")
        .arg(&arn("web"))
        .arg(&arn("api"))
        .at(&fake)
        .outcome();
    assert_eq!(outcome.code, Some(0), "{outcome}");
    assert!(
        outcome.stderr.contains("revisions of different services"),
        "{outcome}"
    );
}

#[test]
fn mistakes_are_told() {
    let fake = FakeEcs::start(shop(&[OK, OK]));
    for words in [
        "a b c",
        "--unified -o json",
        "--show-values --mask-all",
        "x",
    ] {
        assert_eq!(diff(words, &fake).outcome().code, Some(252), "{words}");
    }
    let outcome = diff("web:9", &fake).outcome();
    outcome.fails_with(3);
}
