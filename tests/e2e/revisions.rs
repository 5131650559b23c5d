//! `ecs-history revisions list`: revisions from the deployments that name them.

use crate::support::data::{self, deployment_id, revision_arn, revision_id};
use crate::support::run::{Run, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario};
use serde_json::{Value, json};

/// Deployments 1 to 4; the third went back to the second, the fifth revision was before them all.
fn shop() -> Scenario {
    let deployment = |n: u64, status: &str| Deployment::new("shop", "web", n).status(status);
    let deployments = vec![
        deployment(1, "SUCCESSFUL").source(Some(5)).build(),
        deployment(2, "SUCCESSFUL").build(),
        deployment(3, "ROLLBACK_SUCCESSFUL").build(),
        deployment(4, "IN_PROGRESS").source(Some(2)).build(),
    ];
    let revisions = (1..=5).map(|n| data::revision("shop", "web", n));
    Scenario::new().history(deployments, revisions.collect())
}

fn list(words: &str, fake: &FakeEcs) -> Run {
    ecs_history(&format!(
        "revisions list --service web --cluster shop {words}"
    ))
    .at(fake)
}

#[test]
fn every_revision_stands_with_its_last_deployment() {
    let fake = FakeEcs::start(shop());
    insta::assert_snapshot!(list("", &fake).stdout(), @"
    REVISION             TASK DEF  IMAGE      CREATED               DEPLOYED              TIMES  STATUS       SERVING
    2635312068028924514  web:4     web:v4 +1  2026-09-21T16:13:18Z  2026-09-21T16:13:20Z  1      in_progress  -
    6935469284678123066  web:3     web:v3 +1  2026-09-21T15:43:18Z  2026-09-21T15:43:20Z  1      rolled_back  -
    2824971123127853533  web:2     web:v2 +1  2026-09-21T15:13:18Z  2026-09-21T15:13:20Z  1      succeeded    yes
    2519071339639777313  web:1     web:v1 +1  2026-09-21T14:43:18Z  2026-09-21T14:43:20Z  1      succeeded    -
    1787511637252509569  web:5     web:v5 +1  2026-09-21T16:43:18Z  -                     0      -            -
    ");
}

#[test]
fn json_has_the_revision_and_what_its_deployments_tell() {
    let fake = FakeEcs::start(shop());
    let document = list("-o json", &fake).json();
    assert_eq!(document["failures"], json!([]));
    let items = document["serviceRevisions"].as_array().expect("a list");
    assert_eq!(items.len(), 5);
    let second = &items[2];
    assert_eq!(second["platformVersion"], "1.4.0", "the whole revision");
    assert_eq!(
        second["derived"],
        json!({
            "revisionId": revision_id(2), "taskDefinition": "web:2",
            "images": second["containerImages"], "serving": true,
            "firstDeployedAt": "2026-09-21T15:13:20.000Z", "lastDeployedAt": "2026-09-21T15:13:20.000Z",
            "lastDeploymentId": deployment_id(2), "timesDeployed": 1, "outcome": "succeeded",
        })
    );
    let before = &items[4]["derived"];
    assert_eq!(
        (&before["timesDeployed"], &before["outcome"]),
        (&json!(0), &Value::Null)
    );
}

#[test]
fn formats_and_filters_are_those_of_list() {
    for (words, rows) in [
        ("-o tsv", 5),
        ("-o jsonl", 5),
        ("-o tsv --limit 2", 2),
        ("-o tsv --status failed", 1),
        ("-o tsv --status succeeded", 2),
        ("-o tsv --brief", 4),
    ] {
        let fake = FakeEcs::start(shop());
        let stdout = list(words, &fake).stdout();
        assert_eq!(stdout.lines().count(), rows, "{words}: {stdout}");
    }
    let fake = FakeEcs::start(shop());
    list("--brief", &fake).stdout();
    assert_eq!(fake.calls().len(), fake.count(Op::ListServiceDeployments));
}

#[test]
fn a_revision_that_is_gone_has_its_row_and_a_note() {
    let arn = revision_arn("shop", "web", &revision_id(5));
    let fake = FakeEcs::start(shop().missing(&arn));
    let outcome = list("-o json", &fake).outcome();
    assert_eq!(outcome.code, Some(0), "{outcome}");
    assert!(outcome.stderr.contains("(MISSING)"), "{outcome}");
    let document = outcome.json();
    assert_eq!(document["failures"][0]["arn"], arn);
    assert_eq!(document["serviceRevisions"][4]["serviceRevisionArn"], arn);
}

#[test]
fn what_is_denied_is_left_out_with_a_note() {
    let denied = Fault::error(400, "AccessDeniedException", "no");
    let fake = FakeEcs::start(shop().fault_always(Op::DescribeServiceRevisions, denied));
    let outcome = list("-o tsv", &fake).outcome();
    assert_eq!(
        (outcome.code, outcome.stdout.lines().count()),
        (Some(0), 5),
        "{outcome}"
    );
    assert!(
        outcome.stderr.contains("ecs:DescribeServiceRevisions"),
        "{outcome}"
    );
}

#[test]
fn each_is_described_once_in_batches() {
    let (deployments, revisions) = data::history("shop", "web", 250, data::EPOCH);
    let fake = FakeEcs::start(Scenario::new().history(deployments, revisions));
    let rows = list("-o tsv", &fake).outcome().stdout;
    assert_eq!(
        rows.lines().count(),
        251,
        "and the one that the first replaced"
    );
    assert_eq!(fake.count(Op::ListServiceDeployments), 3);
    assert_eq!(fake.count(Op::DescribeServiceDeployments), 1, "the oldest");
    assert_eq!(
        fake.count(Op::DescribeServiceRevisions),
        14,
        "13 while listing, and the last source"
    );
}
