//! `deployments describe` and `revisions describe`: ids, order, failures.

use crate::support::data::{self, deployment_arn, deployment_id, revision_arn, revision_id};
use crate::support::json::{text, texts};
use crate::support::run::ecs_history;
use crate::support::{
    Deployment, DescribeOrder, FakeEcs, Fault, Op, Scenario, aws_samples,
    deployment_with_all_members, revision_with_all_members, shop,
};
use serde_json::{Value, json};

const AT: &str = "--service web --cluster shop";

fn arn(n: u64) -> String {
    deployment_arn("shop", "web", &deployment_id(n))
}

fn arns_of(document: &Value) -> Vec<String> {
    texts(document, "serviceDeployments", "serviceDeploymentArn")
}

#[test]
fn any_number_of_arns_is_described_in_the_order_given() {
    for count in [1, 20, 21, 457] {
        let fake = FakeEcs::start(shop(500).describe_order(DescribeOrder::Reversed));
        let asked: Vec<String> = (0..count).map(|n| arn(n * 7919 % 500 + 1)).collect();
        let mut twice = asked.clone();
        twice.extend(asked.clone());
        let document = ecs_history("deployments describe - -o json")
            .input(&twice.join("\n"))
            .at(&fake)
            .json();
        assert_eq!(arns_of(&document), asked);
        let calls = (count as usize).div_ceil(20);
        assert_eq!(fake.count(Op::DescribeServiceDeployments), calls);
        assert_eq!(fake.count(Op::ListServiceDeployments), 0);
    }
}

#[test]
fn failures_do_not_hide_what_was_described() {
    let fake = FakeEcs::start(shop(3).missing(&arn(2)));
    let command = format!(
        "deployments describe {} {} {} -o json",
        arn(1),
        arn(2),
        arn(3)
    );
    let run = ecs_history(&command).at(&fake).outcome();
    assert_eq!(run.code, Some(1), "{run}");
    assert_eq!(arns_of(&run.json()), [arn(1), arn(3)]);
    assert_eq!(
        run.json()["failures"],
        json!([{"arn": arn(2), "reason": "MISSING"}])
    );
    run.assert_stderr("could not be described (MISSING)");
}

#[test]
fn a_failure_may_name_another_arn() {
    let old = revision_arn("shop", "web", &revision_id(1));
    let failure = json!({"arn": old, "reason": "MISSING", "detail": "before October 2024"});
    let fake = FakeEcs::start(shop(3).failure(&arn(2), failure.clone()));
    let command = format!("deployments describe {} {} -o json", arn(1), arn(2));
    let run = ecs_history(&command).at(&fake).outcome();
    assert_eq!(run.code, Some(1), "{run}");
    assert_eq!(run.json()["failures"], json!([failure]));
}

#[test]
fn ids_are_looked_up_in_the_history() {
    let fake = FakeEcs::start(shop(5));
    let newest = deployment_id(5);
    for (id, n) in [
        ("latest", 5),
        ("latest~1", 4),
        ("current", 5),
        ("previous", 4),
        (newest.as_str(), 5),
        (&newest[..6], 5),
        (&format!("ecs-svc/{}", revision_id(2)), 2),
        (&revision_id(1), 1),
        ("web:2", 2),
    ] {
        let command = format!("deployments describe {AT} -o json {id}");
        let document = ecs_history(&command).at(&fake).json();
        assert_eq!(arns_of(&document), [arn(n)], "{id}");
    }
    let document = ecs_history(&format!("deployments describe {AT} -o json"))
        .at(&fake)
        .json();
    assert_eq!(
        arns_of(&document),
        [arn(5)],
        "without an id it is the latest"
    );
}

#[test]
fn an_id_may_start_with_a_hyphen() {
    let odd = Deployment::new("shop", "web", 9)
        .id("-oXyHz_9abcdefghijkl1")
        .build();
    let fake = FakeEcs::start(shop(2).history(vec![odd], vec![data::revision("shop", "web", 9)]));
    let command = format!("deployments describe {AT} -o json -- -oXyHz_9abcdefghijkl1");
    let document = ecs_history(&command).at(&fake).json();
    assert!(arns_of(&document)[0].ends_with("/-oXyHz_9abcdefghijkl1"));
    let ids = "-oXyHz_9abcdefghijkl1\n\n  latest~1\n";
    let command = format!("deployments describe {AT} -o json -");
    let document = ecs_history(&command).input(ids).at(&fake).json();
    assert_eq!(arns_of(&document).len(), 2);
}

#[test]
fn an_unknown_id_exits_with_3_and_the_others_are_described() {
    let fake = FakeEcs::start(shop(2));
    let command = format!("deployments describe {AT} -o json zzzz latest");
    let run = ecs_history(&command).at(&fake).outcome();
    run.fails_with(3);
    assert_eq!(arns_of(&run.json()), [arn(2)]);
    insta::assert_snapshot!(run.stderr, @"ecs-history: error: no service deployment of service web in cluster shop matches `zzzz`");
}

#[test]
fn an_ambiguous_id_lists_the_candidates() {
    let twin = |id, n| Deployment::new("shop", "web", n).id(id).build();
    let scenario = Scenario::new().history(
        vec![
            twin("twins_AAAAAAAAAAAAAAA", 2),
            twin("twins_BBBBBBBBBBBBBBB", 1),
        ],
        vec![],
    );
    let fake = FakeEcs::start(scenario);
    let run = ecs_history(&format!("deployments describe {AT} twins"))
        .at(&fake)
        .outcome();
    run.fails_with(252);
    insta::assert_snapshot!(run.stderr, @"
    ecs-history: error: `twins` matches more than one ID of service web in cluster shop
      hint: one of:
            twins_AAAAAAAAAAAAAAA
            twins_BBBBBBBBBBBBBBB
    ");
}

#[test]
fn revisions_are_found_by_their_ids_and_by_their_deployments() {
    let fake = FakeEcs::start(shop(4));
    for id in [
        "latest~2",
        &revision_id(2),
        &deployment_id(2),
        &format!("ecs-svc/{}", revision_id(2)),
    ] {
        let command = format!("revisions describe {AT} -o json {id}");
        let document = ecs_history(&command).at(&fake).json();
        let revision = &document["serviceRevisions"][0];
        assert_eq!(
            revision["derived"]["revisionId"],
            json!(revision_id(2)),
            "{id}"
        );
        assert_eq!(
            revision["derived"]["taskDefinition"],
            json!("web:2"),
            "{id}"
        );
    }
}

#[test]
fn after_a_rollback_current_is_the_revision_rolled_back_to() {
    let rolled_back = Deployment::new("shop", "web", 5)
        .status("ROLLBACK_SUCCESSFUL")
        .build();
    let fake = FakeEcs::start(shop(4).history(vec![rolled_back], vec![]));
    let command = format!("revisions describe {AT} -o json current");
    let document = ecs_history(&command).at(&fake).json();
    let derived = &document["serviceRevisions"][0]["derived"];
    assert_eq!(
        (&derived["taskDefinition"], &derived["serving"]),
        (&json!("web:4"), &json!(true))
    );
}

#[test]
fn stopped_and_superseded_deployments_are_told_apart() {
    let stopped = |took| {
        Deployment::new("shop", "web", 4)
            .created(data::EPOCH + 60.0)
            .status("STOPPED")
            .took(took)
            .build()
    };
    for (took, outcome) in [(60.0, "stopped"), (data::INTERVAL + 30.0, "superseded")] {
        let newer = Deployment::new("shop", "web", 5)
            .created(data::EPOCH + data::INTERVAL)
            .build();
        let fake = FakeEcs::start(shop(3).history(vec![stopped(took), newer], vec![]));
        let run = ecs_history(&format!("deployments describe {} -o json", arn(4)))
            .at(&fake)
            .outcome();
        let derived = &run.json()["serviceDeployments"][0]["derived"];
        assert_eq!(derived["outcome"], json!(outcome), "{run}");
    }
}

#[test]
fn the_minimal_examples_of_the_api_reference_are_enough() {
    for sample in [
        aws_samples::pending_deployment(),
        aws_samples::paused_deployment(),
        aws_samples::cli_deployment(),
    ] {
        let arn = text(&sample, "serviceDeploymentArn");
        let region = arn.split(':').nth(3).expect("a Region").to_owned();
        let fake = FakeEcs::start(Scenario::new().history(vec![sample], vec![]));
        for output in ["table", "wide", "json", "jsonl", "tsv"] {
            let run = ecs_history(&format!("deployments describe {arn} -o {output}"))
                .at(&fake)
                .outcome();
            assert_eq!(run.code, Some(0), "{region} {run}");
            assert!(!run.stdout.is_empty(), "{run}");
        }
    }
    let revision = aws_samples::revision_without_images();
    let arn = text(&revision, "serviceRevisionArn");
    let fake = FakeEcs::start(Scenario::new().history(vec![], vec![revision]));
    insta::assert_snapshot!(ecs_history(&format!("revisions describe {arn}")).at(&fake).stdout(), @"
    Revision 4980306466373577095 of service sd-example in cluster example (us-west-2)
      Task definition  large-ngingx:1
      Created          2024-09-10T16:49:26Z
      Capacity         launch type FARGATE
      Platform         DockerLinux 1.4.0
      Subnets          subnet-0a4040e73895f04e1
      Security groups  sg-09605d60a6bc1b296
      Public IP        ENABLED
    ");
}

#[test]
fn people_see_every_member() {
    let (deployment, revision) = (deployment_with_all_members(), revision_with_all_members());
    let deployment_arn = text(&deployment, "serviceDeploymentArn");
    let revision_arn = text(&revision, "serviceRevisionArn");
    let fake = FakeEcs::start(Scenario::new().history(vec![deployment], vec![revision]));
    let run = ecs_history(&format!("deployments describe {deployment_arn}"))
        .at(&fake)
        .outcome();
    insta::assert_snapshot!("deployment_with_all_members", run);
    let run = ecs_history(&format!("revisions describe {revision_arn}"))
        .at(&fake)
        .outcome();
    insta::assert_snapshot!("revision_with_all_members", run);
}

#[test]
fn arns_of_different_regions_or_services_are_a_usage_error() {
    let other = arn(1).replace("eu-west-1", "us-east-1");
    let run = ecs_history(&format!("deployments describe {} {other}", arn(1)))
        .credentials()
        .outcome();
    run.fails_with(252);
    let run = ecs_history(&format!("deployments describe {} --service api", arn(1)))
        .credentials()
        .outcome();
    run.fails_with(252);
    let run = ecs_history("deployments describe latest")
        .credentials()
        .env("AWS_REGION", "r")
        .outcome();
    run.fails_with(252);
    run.assert_stderr("--service NAME");
}

#[test]
fn denied_revisions_are_a_note_and_failed_calls_an_error() {
    let command = format!("deployments describe {} -o json", arn(2));
    for (status, code, exit) in [
        (400, "AccessDeniedException", 0),
        (500, "ServerException", 254),
    ] {
        let fault = Fault::error(status, code, "because");
        let fake = FakeEcs::start(shop(3).fault_always(Op::DescribeServiceRevisions, fault));
        let run = ecs_history(&command).at(&fake).without_retries().outcome();
        assert_eq!(run.code, Some(exit), "{run}");
        run.assert_stderr(code);
        assert_eq!(arns_of(&run.json()), [arn(2)]);
    }
}

#[test]
fn without_the_list_a_stopped_deployment_is_not_called_superseded() {
    let stopped = Deployment::new("shop", "web", 9).status("STOPPED").build();
    let denied = Fault::denied();
    let fake = FakeEcs::start(
        shop(3)
            .history(vec![stopped], vec![data::revision("shop", "web", 9)])
            .fault_always(Op::ListServiceDeployments, denied),
    );
    let run = ecs_history(&format!("deployments describe {} -o json", arn(9)))
        .at(&fake)
        .outcome();
    run.succeeds();
    run.assert_stderr("whether they were superseded is not known");
    let derived = &run.json()["serviceDeployments"][0]["derived"];
    assert_eq!(
        (&derived["outcome"], &derived["serving"]),
        (&json!("stopped"), &Value::Null)
    );
}

#[test]
fn the_serving_revision_is_not_guessed_when_access_is_denied() {
    let rolled_back = Deployment::new("shop", "web", 5)
        .created(data::EPOCH + 60.0)
        .status("ROLLBACK_SUCCESSFUL");
    let denied = Fault::denied();
    let fake = FakeEcs::start(
        shop(4)
            .history(vec![rolled_back.build()], vec![])
            .fault_always(Op::DescribeServiceDeployments, denied),
    );
    let run = ecs_history(&format!("revisions describe {AT} current"))
        .at(&fake)
        .outcome();
    run.fails_with(254);
    assert_eq!(run.stdout, "");
}

#[test]
fn current_is_marked_as_serving() {
    let rolled_back = Deployment::new("shop", "web", 5)
        .created(data::EPOCH + 60.0)
        .source(Some(3))
        .status("ROLLBACK_SUCCESSFUL");
    let fake = FakeEcs::start(shop(4).history(vec![rolled_back.build()], vec![]));
    let command = format!("deployments describe {AT} current -o json");
    let item = &ecs_history(&command).at(&fake).json()["serviceDeployments"][0];
    assert_eq!(item["serviceDeploymentArn"], json!(arn(3)));
    assert_eq!(item["derived"]["serving"], json!(true));
}

#[test]
fn an_aws_error_outranks_an_unknown_id() {
    let fault = Fault::error(500, "ServerException", "because");
    let fake = FakeEcs::start(shop(2).fault_always(Op::DescribeServiceDeployments, fault));
    let run = ecs_history(&format!("deployments describe {AT} zzzz latest"))
        .at(&fake)
        .without_retries()
        .outcome();
    assert_eq!(run.code, Some(254), "{run}");
}

#[test]
fn latest_beside_arns_of_several_services_is_a_usage_error() {
    let api = deployment_arn("shop", "api", &deployment_id(1));
    let run = ecs_history(&format!("deployments describe latest {} {api}", arn(1)))
        .credentials()
        .outcome();
    run.fails_with(252);
}

#[test]
fn an_arn_overrides_the_service_variable() {
    let fake = FakeEcs::start(shop(2));
    let run = ecs_history(&format!("deployments describe {} -o json", arn(1)))
        .at(&fake)
        .env(
            "ECS_SERVICE",
            "arn:aws:ecs:us-east-1:123456789012:service/mall/api",
        );
    assert_eq!(arns_of(&run.json()), [arn(1)]);
}
