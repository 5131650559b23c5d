//! `revisions list`: the revisions that deployments name.

use crate::support::data::{deployment_id, revision_arn, revision_id};
use crate::support::run::{Run, ecs_history};
use crate::support::{self, Deployment, FakeEcs, Fault, Op, Scenario};
use serde_json::{Value, json};

/// Deployments 1 to 4. The first replaced revision 5, the third was rolled back to the second.
fn shop() -> Scenario {
    let web = |n: u64, status: &str| Deployment::new("shop", "web", n).status(status);
    Scenario::new().deployed([
        web(1, "SUCCESSFUL").source(Some(5)),
        web(2, "SUCCESSFUL"),
        web(3, "ROLLBACK_SUCCESSFUL"),
        web(4, "IN_PROGRESS").source(Some(2)),
    ])
}

fn list(words: &str, fake: &FakeEcs) -> Run {
    ecs_history(&format!(
        "revisions list --service web --cluster shop {words}"
    ))
    .at(fake)
}

#[test]
fn every_revision_is_shown_with_its_last_deployment() {
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
fn json_has_the_revision_and_what_its_deployments_say() {
    let fake = FakeEcs::start(shop());
    let document = list("-o json", &fake).json();
    assert_eq!(document["failures"], json!([]));
    let items = document["serviceRevisions"].as_array().expect("a list");
    assert_eq!(items.len(), 5);
    let second = &items[2];
    assert_eq!(
        second["platformVersion"], "1.4.0",
        "the whole revision is there"
    );
    assert_eq!(
        second["derived"],
        json!({
            "account": "123456789012", "region": "eu-west-1", "cluster": "shop", "service": "web",
            "deploymentId": deployment_id(2), "revisionId": revision_id(2), "outcome": "succeeded",
            "reason": null, "durationSeconds": 180.25, "taskDefinition": "web:2",
            "images": second["containerImages"], "rolledBackTo": null, "serving": true,
            "firstDeployedAt": "2026-09-21T15:13:20.000Z", "lastDeployedAt": "2026-09-21T15:13:20.000Z",
            "lastDeploymentId": deployment_id(2), "timesDeployed": 1,
        })
    );
    let replaced = &items[4]["derived"];
    assert_eq!(
        (&replaced["timesDeployed"], &replaced["outcome"]),
        (&json!(0), &Value::Null)
    );
}

#[test]
fn formats_and_filters_work_as_in_list() {
    for (words, rows) in [
        ("-o tsv", 5),
        ("-o jsonl", 5),
        ("-o tsv --limit 2", 2),
        ("-o tsv --status unsuccessful", 1),
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
fn a_missing_revision_keeps_its_row_with_a_note() {
    let arn = revision_arn("shop", "web", &revision_id(5));
    let fake = FakeEcs::start(shop().missing(&arn));
    let outcome = list("-o json", &fake).outcome();
    outcome.succeeds();
    outcome.assert_stderr("(MISSING)");
    let document = outcome.json();
    assert_eq!(document["failures"][0]["arn"], arn);
    assert_eq!(document["serviceRevisions"][4]["serviceRevisionArn"], arn);
}

#[test]
fn denied_revisions_leave_a_note() {
    let denied = Fault::denied();
    let fake = FakeEcs::start(shop().fault_always(Op::DescribeServiceRevisions, denied));
    let outcome = list("-o tsv", &fake).outcome();
    assert_eq!(
        (outcome.code, outcome.stdout.lines().count()),
        (Some(0), 5),
        "{outcome}"
    );
    outcome.assert_stderr("ecs:DescribeServiceRevisions");
}

#[test]
fn each_revision_is_described_once_in_batches() {
    let fake = FakeEcs::start(support::shop(250));
    let rows = list("-o tsv", &fake).outcome().stdout;
    assert_eq!(
        rows.lines().count(),
        251,
        "and the one that the first deployment replaced"
    );
    assert_eq!(fake.count(Op::ListServiceDeployments), 3);
    assert_eq!(
        fake.count(Op::DescribeServiceDeployments),
        1,
        "the oldest, for its source"
    );
    assert_eq!(
        fake.count(Op::DescribeServiceRevisions),
        14,
        "13 while pages are listed, 1 for the last source"
    );
}
