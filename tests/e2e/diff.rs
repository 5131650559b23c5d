//! `diff`: which revisions are compared, with which calls, and what if something is missing.

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

/// Deployments with these statuses, oldest first.
fn shop(statuses: &[&str]) -> Scenario {
    let numbers = 1..=statuses.len() as u64;
    let web = |(n, status): (u64, &&str)| Deployment::new("shop", "web", n).status(status);
    Scenario::new()
        .deployed(numbers.clone().zip(statuses).map(web))
        .task_definitions(numbers.map(task_definition).collect())
}

fn diff(words: &str, fake: &FakeEcs) -> Run {
    ecs_history(&format!("diff --service web --cluster shop {words}")).at(fake)
}

/// The task definitions that are compared, as `old → new`.
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
fn the_arguments_select_the_revisions_to_compare() {
    assert_eq!(
        compared("", shop(&[OK, OK, OK])),
        "web:2 → web:3",
        "previous with current"
    );
    assert_eq!(
        compared("", shop(&[OK, OK, "IN_PROGRESS"])),
        "web:2 → web:3",
        "current with the one in progress"
    );
    assert_eq!(
        compared("", shop(&[OK, OK, "ROLLBACK_SUCCESSFUL"])),
        "web:2 → web:3",
        "current with the one that failed"
    );
    assert_eq!(
        compared("", shop(&[OK, OK, "ROLLBACK_SUCCESSFUL", OK])),
        "web:2 → web:4"
    );
    assert_eq!(
        compared("web:1", shop(&[OK, OK, OK])),
        "web:1 → web:3",
        "one revision with current"
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
fn known_revisions_are_compared_in_two_round_trips() {
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
fn a_shared_task_definition_is_described_once() {
    let mut second = data::revision("shop", "web", 2);
    second["taskDefinition"] = data::revision("shop", "web", 1)["taskDefinition"].clone();
    let fake = FakeEcs::start(shop(&[OK, OK]).history(Vec::new(), vec![second]));
    diff("", &fake).outcome();
    assert_eq!(fake.count(Op::DescribeTaskDefinition), 1);
}

#[test]
fn numbers_are_compared_and_shown_with_all_their_digits() {
    let with = |n, number: &str| {
        let mut revision = data::revision("shop", "web", n);
        revision["newMember"] = serde_json::from_str(number).expect(number);
        revision
    };
    let revisions = vec![
        with(1, "123456789012345678901234567890"),
        with(2, "123456789012345678901234567891"),
    ];
    let fake = FakeEcs::start(shop(&[OK, OK]).history(Vec::new(), revisions));
    let outcome = diff("", &fake).outcome();
    outcome.assert_stdout(
        "~ newMember: 123456789012345678901234567890 → 123456789012345678901234567891",
    );
    let json = diff("-o json", &fake).stdout();
    assert!(
        json.contains("\"new\": 123456789012345678901234567891"),
        "{json}"
    );
}

#[test]
fn without_task_definitions_the_revisions_are_compared_with_a_note() {
    for (scenario, note) in [
        (
            shop(&[OK, OK]).fault_always(Op::DescribeTaskDefinition, Fault::denied()),
            "ecs:DescribeTaskDefinition",
        ),
        (
            shop(&[OK, OK]).deleted_task_definition(
                "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1",
            ),
            "task definition not compared: web:1 (no longer available)",
        ),
    ] {
        let fake = FakeEcs::start(scenario);
        let outcome = diff("", &fake).outcome();
        outcome.succeeds();
        outcome.assert_stdout("~ web tag: v1 → v2");
        outcome.assert_stdout("~ taskDefinition: web:1 → web:2");
        outcome.assert_stderr(note);
        assert!(
            !outcome.stdout.contains("container web"),
            "not known: {outcome}"
        );
        let unified = diff("--unified --show-values", &fake).outcome().stdout;
        assert!(
            !unified.contains("level-2"),
            "only one side is known: {unified}"
        );
    }
}

#[test]
fn the_exit_code_reports_differences_if_asked() {
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
fn credentials_are_masked_in_every_format_unless_show_values_is_given() {
    for format in ["-o table", "-o json", "-o jsonl", "-o tsv", "--unified"] {
        let stdout = |words: &str| {
            let fake = FakeEcs::start(shop(&[OK, OK]));
            diff(&format!("{format} {words}"), &fake).stdout()
        };
        let masked = stdout("");
        assert!(
            masked.contains("TOKEN") && masked.contains("(masked"),
            "the change is still reported: {masked}"
        );
        assert!(
            !masked.contains("t1") && masked.contains("level-2"),
            "{masked}"
        );
        assert!(stdout("--show-values").contains("t2"), "{format}");
        assert!(!stdout("--mask-all").contains("level-2"), "{format}");
    }
}

#[test]
fn a_missing_revision_is_named_with_the_reason() {
    let arn = revision_arn("shop", "web", &revision_id(1));
    let fake = FakeEcs::start(shop(&[OK, OK]).missing(&arn));
    let outcome = diff("", &fake).outcome();
    outcome.fails_with(3);
    assert!(
        outcome.stderr.contains(&arn) && outcome.stderr.contains("(MISSING)"),
        "{outcome}"
    );
}

/// What `diff` compares if no id is given, though no success is in reach.
#[test]
fn the_latest_is_compared_with_what_serves_though_its_deployment_is_out_of_reach() {
    for status in [
        "IN_PROGRESS",
        "ROLLBACK_FAILED",
        "STOPPED",
        "ROLLBACK_IN_PROGRESS",
    ] {
        let latest = Deployment::new("shop", "web", 7)
            .status(status)
            .source(Some(5));
        assert_eq!(
            compared("", Scenario::new().deployed([latest])),
            "web:5 → web:7"
        );
    }
}

#[test]
fn a_single_revision_has_nothing_to_compare_with() {
    let web = |status| {
        Deployment::new("shop", "web", 1)
            .source(None)
            .status(status)
    };
    for deployments in [vec![web(OK)], vec![web("IN_PROGRESS")], vec![]] {
        let scenario = Scenario::new().deployed(deployments);
        let fake = FakeEcs::start(scenario.service("shop", "web"));
        let outcome = diff("", &fake).outcome();
        assert_eq!((outcome.code, &*outcome.stdout), (Some(0), ""), "{outcome}");
        outcome.assert_stderr(
            "there is no other revision of service web in cluster shop to compare with",
        );
        let document = diff("-o json", &fake).outcome().json();
        assert_eq!(
            document["changes"],
            json!([]),
            "jq gets a document all the same"
        );
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
    outcome.succeeds();
    outcome.assert_stderr("revisions of different services");
}

#[test]
fn usage_errors_exit_with_252_and_unknown_revisions_with_3() {
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
