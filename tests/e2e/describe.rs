//! `deployments describe` and `revisions describe`: ids, order, failures.

use crate::support::data::{self, deployment_arn, deployment_id, revision_arn, revision_id};
use crate::support::run::ecs_history;
use crate::support::{
    Deployment, DescribeOrder, FakeEcs, Fault, Op, Scenario, everything_filled, samples,
};
use serde_json::{Value, json};

const AT: &str = "--service web --cluster shop";

fn shop(count: usize) -> Scenario {
    let (deployments, revisions) = data::history("shop", "web", count, data::EPOCH);
    Scenario::new().history(deployments, revisions)
}

fn arn(n: u64) -> String {
    deployment_arn("shop", "web", &deployment_id(n))
}

fn arns_of(document: &Value) -> Vec<String> {
    let items = document["serviceDeployments"].as_array().expect("a list");
    items
        .iter()
        .map(|item| {
            item["serviceDeploymentArn"]
                .as_str()
                .expect("an ARN")
                .to_owned()
        })
        .collect()
}

#[test]
fn any_number_of_arns_comes_back_in_the_order_asked_for() {
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
fn failures_are_shown_and_the_rest_is_printed_all_the_same() {
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
    assert!(
        run.stderr.contains("could not be described (MISSING)"),
        "{run}"
    );
}

#[test]
fn a_failure_may_name_an_arn_that_nobody_asked_for() {
    let old = revision_arn("shop", "web", &revision_id(1));
    let failure = json!({"arn": old, "reason": "MISSING", "detail": "before October 2024"});
    let fake = FakeEcs::start(shop(3).failure(&arn(2), failure.clone()));
    let command = format!("deployments describe {} {} -o json", arn(1), arn(2));
    let run = ecs_history(&command).at(&fake).outcome();
    assert_eq!(run.code, Some(1), "{run}");
    assert_eq!(run.json()["failures"], json!([failure]));
}

#[test]
fn ids_are_found_in_the_history() {
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
    assert_eq!(arns_of(&document), [arn(5)], "none means the latest");
}

#[test]
fn an_id_may_begin_with_a_hyphen() {
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
fn an_id_that_matches_nothing_is_3_and_the_rest_is_printed() {
    let fake = FakeEcs::start(shop(2));
    let command = format!("deployments describe {AT} -o json zzzz latest");
    let run = ecs_history(&command).at(&fake).outcome();
    run.fails_with(3);
    assert_eq!(arns_of(&run.json()), [arn(2)]);
    insta::assert_snapshot!(run.stderr, @"ecs-history: error: no service deployment of service web in cluster shop matches `zzzz`");
}

#[test]
fn an_ambiguous_id_names_the_candidates() {
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
    ecs-history: error: `twins` is the beginning of several ids of service web in cluster shop
      hint: one of:
            twins_AAAAAAAAAAAAAAA
            twins_BBBBBBBBBBBBBBB
    ");
}

#[test]
fn revisions_are_found_by_their_own_ids_and_by_their_deployments() {
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
fn after_a_rollback_current_is_what_was_rolled_back_to() {
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
fn a_stopped_deployment_is_told_from_a_superseded_one() {
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
fn the_minimal_answers_of_the_api_reference_are_enough() {
    for sample in [
        samples::sample_b_pending(),
        samples::sample_b_paused(),
        samples::sample_a(),
    ] {
        let arn = sample["serviceDeploymentArn"]
            .as_str()
            .expect("an ARN")
            .to_owned();
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
    let revision = samples::sample_b_revision();
    let arn = revision["serviceRevisionArn"]
        .as_str()
        .expect("an ARN")
        .to_owned();
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
fn blocks_for_people() {
    let (deployment, revision) = everything_filled();
    let arn = |item: &Value, name: &str| item[name].as_str().expect("an ARN").to_owned();
    let (deployment_arn, revision_arn) = (
        arn(&deployment, "serviceDeploymentArn"),
        arn(&revision, "serviceRevisionArn"),
    );
    let fake = FakeEcs::start(Scenario::new().history(vec![deployment], vec![revision]));
    let run = ecs_history(&format!("deployments describe {deployment_arn}"))
        .at(&fake)
        .outcome();
    insta::assert_snapshot!("everything_of_a_deployment", run);
    let run = ecs_history(&format!("revisions describe {revision_arn}"))
        .at(&fake)
        .outcome();
    insta::assert_snapshot!("everything_of_a_revision", run);
}

#[test]
fn arns_of_several_places_are_wrong_usage() {
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
    assert!(run.stderr.contains("--service NAME"), "{run}");
}

#[test]
fn what_a_deployment_brought_may_be_denied_but_not_fail() {
    let command = format!("deployments describe {} -o json", arn(2));
    for (status, code, exit) in [
        (400, "AccessDeniedException", 0),
        (500, "ServerException", 254),
    ] {
        let fault = Fault::error(status, code, "because");
        let fake = FakeEcs::start(shop(3).fault_always(Op::DescribeServiceRevisions, fault));
        let run = ecs_history(&command)
            .at(&fake)
            .env("AWS_MAX_ATTEMPTS", "1")
            .outcome();
        assert_eq!(run.code, Some(exit), "{run}");
        assert!(run.stderr.contains(code), "{run}");
        assert_eq!(arns_of(&run.json()), [arn(2)]);
    }
}

#[test]
fn without_the_list_a_stopped_deployment_is_just_stopped() {
    let stopped = Deployment::new("shop", "web", 9).status("STOPPED").build();
    let denied = Fault::error(400, "AccessDeniedException", "because");
    let fake = FakeEcs::start(
        shop(3)
            .history(vec![stopped], vec![data::revision("shop", "web", 9)])
            .fault_always(Op::ListServiceDeployments, denied),
    );
    let run = ecs_history(&format!("deployments describe {} -o json", arn(9)))
        .at(&fake)
        .outcome();
    assert_eq!(run.code, Some(0), "{run}");
    assert!(
        run.stderr
            .contains("whether they were superseded is not known"),
        "{run}"
    );
    let derived = &run.json()["serviceDeployments"][0]["derived"];
    assert_eq!(
        (&derived["outcome"], &derived["serving"]),
        (&json!("stopped"), &Value::Null)
    );
}

#[test]
fn what_serves_is_not_guessed_where_it_is_denied() {
    let rolled_back = Deployment::new("shop", "web", 5)
        .created(data::EPOCH + 60.0)
        .status("ROLLBACK_SUCCESSFUL");
    let denied = Fault::error(400, "AccessDeniedException", "because");
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
fn what_current_found_is_what_serves() {
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
fn what_aws_is_to_blame_for_weighs_more_than_an_id_that_matches_nothing() {
    let fault = Fault::error(500, "ServerException", "because");
    let fake = FakeEcs::start(shop(2).fault_always(Op::DescribeServiceDeployments, fault));
    let run = ecs_history(&format!("deployments describe {AT} zzzz latest"))
        .at(&fake)
        .env("AWS_MAX_ATTEMPTS", "1")
        .outcome();
    assert_eq!(run.code, Some(254), "{run}");
}

#[test]
fn arns_of_several_services_do_not_say_whose_latest_is_meant() {
    let api = deployment_arn("shop", "api", &deployment_id(1));
    let run = ecs_history(&format!("deployments describe latest {} {api}", arn(1)))
        .credentials()
        .outcome();
    run.fails_with(252);
}

#[test]
fn a_variable_is_overruled_by_an_arn_of_another_region() {
    let fake = FakeEcs::start(shop(2));
    let run = ecs_history(&format!("deployments describe {} -o json", arn(1)))
        .at(&fake)
        .env(
            "ECS_SERVICE",
            "arn:aws:ecs:us-east-1:123456789012:service/mall/api",
        );
    assert_eq!(arns_of(&run.json()), [arn(1)]);
}
