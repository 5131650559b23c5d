//! `list`: pages, order, filters, and the details that complete the rows.

use crate::support::data::{
    self, deployment_arn, deployment_id, revision, revision_arn, revision_id,
};
use crate::support::json::derived;
use crate::support::run::{LIST, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Order, Scenario, Token, shop};
use serde_json::{Value, json};
use std::time::Duration;

fn ids(document: &Value) -> Vec<String> {
    derived(document, "serviceDeployments", "deploymentId")
}

/// The ids of the deployments that `list` prints.
fn listed(fake: &FakeEcs, flags: &str) -> Vec<String> {
    ids(&ecs_history(&format!("{LIST} -o json {flags}"))
        .at(fake)
        .json())
}

#[test]
fn every_page_is_read_whatever_its_size() {
    for (count, page_size) in [
        (0, 20),
        (1, 1),
        (7, 3),
        (20, 20),
        (21, 20),
        (137, 100),
        (9, 1),
    ] {
        let fake = FakeEcs::start(shop(count).service("shop", "web").page_size(page_size));
        let run = ecs_history(&format!("{LIST} -o json --brief"))
            .at(&fake)
            .outcome();
        run.succeeds();
        assert_eq!(ids(&run.json()).len(), count, "pages of {page_size}");
        let pages = count.div_ceil(page_size).max(1);
        assert_eq!(fake.count(Op::ListServiceDeployments), pages);
    }
}

#[test]
fn an_empty_page_does_not_end_the_list_but_an_empty_token_does() {
    for last in [Token::Absent, Token::Null, Token::Empty] {
        let fake = FakeEcs::start(
            shop(9)
                .page_size(4)
                .empty_page_at(0)
                .empty_page_at(2)
                .last_token(last),
        );
        assert_eq!(listed(&fake, "--brief").len(), 9, "{last:?}");
    }
}

#[test]
fn a_repeated_token_is_an_error_and_keeps_what_had_arrived() {
    let fake = FakeEcs::start(shop(30).page_size(10).repeat_token());
    let run = ecs_history(&format!("{LIST} --brief -o json"))
        .at(&fake)
        .outcome();
    run.fails_with(254);
    run.assert_stderr("returned the same nextToken twice");
    assert_eq!(ids(&run.json()).len(), 20, "both pages that arrived: {run}");
}

#[test]
fn deployments_are_newest_first_in_whatever_order_ecs_lists_them() {
    let expected = listed(&FakeEcs::start(shop(50)), "--brief");
    for order in [Order::Oldest, Order::Shuffled] {
        let fake = FakeEcs::start(shop(50).order(order).page_size(7));
        assert_eq!(listed(&fake, "--brief"), expected, "{order:?}");
        assert_eq!(listed(&fake, "--limit 3"), expected[..3], "{order:?}");
        let lines = ecs_history(&format!("{LIST} -o jsonl --brief"))
            .at(&fake)
            .stdout();
        let first: Value =
            serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
        assert_eq!(first["derived"]["deploymentId"], json!(expected[0]));
    }
}

#[test]
fn page_size_and_max_results_set_the_page_size() {
    for flag in ["--page-size 7", "--max-results 7"] {
        let fake = FakeEcs::start(shop(20));
        listed(&fake, &format!("--brief {flag}"));
        assert_eq!(fake.calls()[0].body["maxResults"], json!(7));
        assert_eq!(fake.count(Op::ListServiceDeployments), 3);
    }
    let fake = FakeEcs::start(shop(3));
    listed(&fake, "--brief");
    assert_eq!(fake.calls()[0].body["maxResults"], json!(100));
}

#[test]
fn ecs_filters_by_status_unless_the_outcome_needs_the_neighbors() {
    let scenario = || {
        let web = |n, status| Deployment::new("shop", "web", n).status(status);
        Scenario::new().deployed([
            web(4, "IN_PROGRESS"),
            web(3, "SUCCESSFUL"),
            // Superseded by the next one, which the filter leaves out.
            web(2, "STOPPED").took(data::INTERVAL + 60.0),
            web(1, "ROLLBACK_SUCCESSFUL"),
            web(0, "SUCCESSFUL"),
        ])
    };
    let fake = FakeEcs::start(scenario());
    assert_eq!(listed(&fake, "--status in_progress,Successful").len(), 3);
    let asked = &fake.calls()[0].body["status"];
    assert_eq!(*asked, json!(["IN_PROGRESS", "SUCCESSFUL"]));

    let fake = FakeEcs::start(scenario());
    let document = ecs_history(&format!("{LIST} -o json --status unsuccessful,Superseded"))
        .at(&fake)
        .json();
    assert_eq!(
        derived(&document, "serviceDeployments", "outcome"),
        ["superseded", "rolled_back"]
    );
    assert_eq!(fake.calls()[0].body.get("status"), None);

    let fake = FakeEcs::start(scenario());
    assert_eq!(
        listed(&fake, "--status unsuccessful --limit 1"),
        [deployment_id(1)]
    );
    let fake = FakeEcs::start(scenario());
    assert_eq!(listed(&fake, "--status STOPPED"), [deployment_id(2)]);
    let fake = FakeEcs::start(scenario());
    assert_eq!(listed(&fake, "--status ongoing").len(), 1);
    let fake = FakeEcs::start(scenario());
    assert_eq!(listed(&fake, "--status finished --status pending").len(), 4);
}

/// Deployments created this many days ago.
fn created_days_ago(days: &[f64]) -> Scenario {
    let now = data::now();
    Scenario::new().deployed(
        (0..)
            .zip(days)
            .map(|(n, days)| Deployment::new("shop", "web", n).created(now - days * 86_400.0)),
    )
}

#[test]
fn since_and_until_bound_the_list() {
    let days = [0.5, 1.5, 6.5, 30.0];
    let fake = FakeEcs::start(created_days_ago(&days));
    assert_eq!(listed(&fake, "--since 7d").len(), 3);
    assert!(fake.calls()[0].body["createdAt"]["after"].is_number());
    assert_eq!(listed(&fake, "--since 36h").len(), 1);
    assert_eq!(listed(&fake, "--until 24h").len(), 3);
    assert_eq!(listed(&fake, "--since 10d --until 1d").len(), 2);
    let day = (chrono::Utc::now() - chrono::TimeDelta::days(3)).format("%Y-%m-%d");
    assert_eq!(listed(&fake, &format!("--since {day}")).len(), 2);
}

#[test]
fn a_bound_older_than_ecs_accepts_is_applied_locally() {
    let fake = FakeEcs::start(created_days_ago(&[1.0, 80.0, 88.0, 200.0]));
    assert_eq!(listed(&fake, "--since 100d").len(), 3);
    assert_eq!(listed(&fake, "--since 2020-01-01").len(), 4);
    assert!(
        fake.calls()
            .iter()
            .all(|call| call.body.get("createdAt").is_none())
    );
}

#[test]
fn a_bound_that_ecs_refuses_is_applied_locally() {
    let refusal = "Before and After time filter must be within the last 3 months.";
    let fake = FakeEcs::start(created_days_ago(&[1.0, 10.0]).page_size(1).fault(
        Op::ListServiceDeployments,
        0,
        Fault::error(400, "InvalidParameterException", refusal),
    ));
    assert_eq!(listed(&fake, "--brief --since 5d").len(), 1);
}

#[test]
fn deployments_without_times_are_kept() {
    let timeless = ["createdAt", "startedAt", "finishedAt", "updatedAt"]
        .iter()
        .fold(Deployment::new("shop", "web", 1), |item, name| {
            item.without(name)
        });
    let dated = Deployment::new("shop", "web", 2).build();
    let fake = FakeEcs::start(Scenario::new().history(vec![timeless.build(), dated], vec![]));
    for flags in ["--brief", "--brief --until 1h", "--brief --limit 2"] {
        assert_eq!(
            listed(&fake, flags),
            [deployment_id(2), deployment_id(1)],
            "{flags}"
        );
    }
}

#[test]
fn each_revision_is_described_and_only_rollbacks_are() {
    let mut deployments = vec![
        Deployment::new("shop", "web", 3)
            .status("ROLLBACK_SUCCESSFUL")
            .build(),
        Deployment::new("shop", "web", 2).build(),
        Deployment::new("shop", "web", 1).build(),
    ];
    // Two deployments of one revision.
    deployments[1]["targetServiceRevision"]["arn"] =
        json!(revision_arn("shop", "web", &revision_id(1)));
    let revisions = (1..4).map(|n| revision("shop", "web", n)).collect();
    let fake = FakeEcs::start(Scenario::new().history(deployments, revisions));
    let table = ecs_history(LIST).at(&fake).stdout();
    insta::assert_snapshot!(table, @"
    DEPLOYMENT             STATUS       STARTED               TOOK   TASK DEF  IMAGE      REASON
    DTZtKOkYRLmymbsjnkbrC  rolled_back  2026-09-21T15:43:21Z  3m00s  web:3     web:v3 +1  rolled back to web:2: tasks failed to start (3 of 3)
    sVPYczGQcrpTwom7H_wr1  succeeded    2026-09-21T15:13:21Z  3m00s  web:1     web:v1 +1  -
    8DWlsonHhg-mSpxRgQAHp  succeeded    2026-09-21T14:43:21Z  3m00s  web:1     web:v1 +1  -
    ");
    let described: Vec<Value> = fake
        .calls()
        .iter()
        .filter(|call| call.op == Op::DescribeServiceDeployments)
        .map(|call| call.body["serviceDeploymentArns"].clone())
        .collect();
    assert_eq!(
        described,
        [json!([deployment_arn("shop", "web", &deployment_id(3))])]
    );
}

#[test]
fn brief_only_lists() {
    let fake = FakeEcs::start(shop(30));
    ecs_history(&format!("{LIST} --brief")).at(&fake).stdout();
    assert_eq!(fake.calls().len(), 1);
}

#[test]
fn revisions_are_described_in_batches_of_20() {
    for count in [1, 20, 21, 457] {
        let fake = FakeEcs::start(shop(count));
        assert_eq!(listed(&fake, "").len(), count);
        assert_eq!(
            fake.count(Op::DescribeServiceRevisions),
            count.div_ceil(20),
            "{count}"
        );
    }
}

#[test]
fn denied_or_missing_details_leave_a_dash_and_a_note() {
    let denied = Fault::denied();
    let rolled_back = Deployment::new("shop", "web", 5)
        .created(data::EPOCH + 60.0)
        .status("ROLLBACK_SUCCESSFUL")
        .source(Some(2))
        .build();
    let scenario = || shop(2).history(vec![rolled_back.clone()], vec![]);

    let fake =
        FakeEcs::start(scenario().fault_always(Op::DescribeServiceRevisions, denied.clone()));
    let run = ecs_history(LIST).at(&fake).outcome();
    run.succeeds();
    insta::assert_snapshot!(run, @"
    exit 0
    --- stdout
    DEPLOYMENT             STATUS       STARTED               TOOK   TASK DEF  IMAGE  REASON
    j1IdoLIf-Yed2w1-kpQ5i  rolled_back  2026-09-21T14:14:21Z  3m00s  -         -      rolled back to revision 2824971123127853533: tasks failed to start (3 of 3)
    sVPYczGQcrpTwom7H_wr1  succeeded    2026-09-21T14:13:21Z  3m00s  -         -      serving
    8DWlsonHhg-mSpxRgQAHp  succeeded    2026-09-21T13:43:21Z  3m00s  -         -      -
    --- stderr
    ecs-history: note: task definitions and images may be missing
      caused by: DescribeServiceRevisions is denied for service web in cluster shop in eu-west-1
      caused by: AccessDeniedException: User: x is not authorized (request ID …)
      hint: the IAM actions needed are ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions
    ");

    let fake = FakeEcs::start(scenario().fault_always(Op::DescribeServiceDeployments, denied));
    let run = ecs_history(LIST).at(&fake).outcome();
    run.succeeds();
    insta::assert_snapshot!(run, @"
    exit 0
    --- stdout
    DEPLOYMENT             STATUS       STARTED               TOOK   TASK DEF  IMAGE      REASON
    j1IdoLIf-Yed2w1-kpQ5i  rolled_back  2026-09-21T14:14:21Z  3m00s  -         -          rolled back: the circuit breaker threshold was exceeded
    sVPYczGQcrpTwom7H_wr1  succeeded    2026-09-21T14:13:21Z  3m00s  web:2     web:v2 +1  -
    8DWlsonHhg-mSpxRgQAHp  succeeded    2026-09-21T13:43:21Z  3m00s  web:1     web:v1 +1  -
    --- stderr
    ecs-history: note: reasons may be missing
      caused by: DescribeServiceDeployments is denied for service web in cluster shop in eu-west-1
      caused by: AccessDeniedException: User: x is not authorized (request ID …)
      hint: the IAM actions needed are ecs:ListServiceDeployments, ecs:DescribeServiceDeployments and ecs:DescribeServiceRevisions
    ecs-history: note: task definitions and images may be missing: revision 1787511637252509569 could not be described (MISSING)
    ");

    let gone = revision_arn("shop", "web", &revision_id(1));
    let fake = FakeEcs::start(shop(2).missing(&gone));
    let run = ecs_history(LIST).at(&fake).outcome();
    run.succeeds();
    insta::assert_snapshot!(run, @"
    exit 0
    --- stdout
    DEPLOYMENT             STATUS     STARTED               TOOK   TASK DEF  IMAGE      REASON
    sVPYczGQcrpTwom7H_wr1  succeeded  2026-09-21T14:13:21Z  3m00s  web:2     web:v2 +1  serving
    8DWlsonHhg-mSpxRgQAHp  succeeded  2026-09-21T13:43:21Z  3m00s  -         -          -
    --- stderr
    ecs-history: note: task definitions and images may be missing: revision 2519071339639777313 could not be described (MISSING)
    ");
}

#[test]
fn a_service_without_deployments_is_an_empty_list_and_a_note() {
    let fake = FakeEcs::start(Scenario::new().service("shop", "web"));
    let run = ecs_history(&format!("{LIST} -o json")).at(&fake).outcome();
    insta::assert_snapshot!(run, @r#"
    exit 0
    --- stdout
    {
      "serviceDeployments": []
    }
    --- stderr
    ecs-history: note: no deployments of service web in cluster shop
    "#);
    let run = ecs_history(LIST).at(&fake).outcome();
    insta::assert_snapshot!(run, @"
    exit 0
    --- stderr
    ecs-history: note: no deployments of service web in cluster shop
    ");
}

#[test]
fn a_service_arn_sets_region_cluster_and_service() {
    let fake = FakeEcs::start(shop(1));
    let arn = data::service_arn("shop", "web");
    let document = ecs_history(&format!("list --service {arn} -o json"))
        .at(&fake)
        .env("AWS_REGION", "us-east-1")
        .env("ECS_CLUSTER", "other")
        .json();
    assert_eq!(ids(&document).len(), 1);
    assert!(fake.calls().iter().all(|call| call.region == data::REGION));
}

#[test]
fn only_list_and_describe_operations_are_called() {
    let fake = FakeEcs::start(shop(45));
    for command in [
        "list",
        "deployments list",
        "deployments describe",
        "revisions describe",
    ] {
        ecs_history(&format!("{command} --service web --cluster shop"))
            .at(&fake)
            .stdout();
    }
    // The endpoint fails the test on any call that does not only read.
    let calls = fake.calls();
    let names = calls.iter().map(|call| call.op.name());
    assert!(names.clone().count() > 4);
    assert!(
        names
            .clone()
            .all(|name| name.starts_with("List") || name.starts_with("Describe"))
    );
}

#[test]
fn revisions_are_described_while_pages_are_still_being_listed() {
    let slow = Duration::from_millis(20);
    let fake = FakeEcs::start(shop(100).page_size(20).delay(slow));
    listed(&fake, "");
    let calls = fake.calls();
    let first = |op: Op| calls.iter().position(|call| call.op == op);
    let last_list = calls
        .iter()
        .rposition(|call| call.op == Op::ListServiceDeployments);
    assert!(first(Op::DescribeServiceRevisions) < last_list);
}
