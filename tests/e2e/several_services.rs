//! `list` of several services: which of them, with which calls.

use crate::support::data::{self, deployment_id};
use crate::support::json::{derived, texts};
use crate::support::run::{Outcome, ecs_history};
use crate::support::{Call, Deployment, FakeEcs, Fault, Op, Scenario, several_services};
use std::collections::BTreeSet;

/// 40 services, three of them deployed twice in the last hour.
pub fn shop() -> Scenario {
    several_services("shop", 40, 3)
}

pub fn list(fake: &FakeEcs, flags: &str) -> Outcome {
    ecs_history(&format!("list {flags}")).at(fake).outcome()
}

/// The cluster and service of each deployment that was printed as JSON.
pub fn services(run: &Outcome) -> Vec<String> {
    let arns = texts(&run.json(), "serviceDeployments", "serviceArn");
    arns.iter()
        .map(|arn| arn.split_once(":service/").expect("a service").1.to_owned())
        .collect()
}

fn distinct_services(run: &Outcome) -> Vec<String> {
    let services: BTreeSet<String> = services(run).into_iter().collect();
    services.into_iter().collect()
}

#[test]
fn recent_deployments_of_a_cluster_take_few_calls() {
    let fake = FakeEcs::start(shop());
    let run = list(&fake, "--cluster shop --since 2h -o json");
    run.succeeds();
    let rows = [
        "svc-000", "svc-001", "svc-002", "svc-000", "svc-001", "svc-002",
    ];
    assert_eq!(services(&run), rows.map(|name| format!("shop/{name}")));
    let outcomes = derived(&run.json(), "serviceDeployments", "outcome");
    assert_eq!(outcomes[..3], ["succeeded"; 3]);
    assert_eq!(outcomes[3..], ["rolled_back"; 3]);
    for (op, calls) in [
        (Op::ListServices, 1),
        (Op::DescribeServices, 4),
        // The current ones of 40 services, and the three that were rolled back.
        (Op::DescribeServiceDeployments, 3),
        (Op::ListServiceDeployments, 3),
        // What was deployed, and what was rolled back to.
        (Op::DescribeServiceRevisions, 2),
        (Op::ListClusters, 0),
    ] {
        assert_eq!(fake.count(op), calls, "{op}");
    }
}

#[test]
fn exhaustive_lists_every_service_and_finds_the_same_deployments() {
    let fake = FakeEcs::start(shop());
    let quick = list(&fake, "--cluster shop --since 2h -o json");
    let exhaustive = list(&fake, "--cluster shop --since 2h -o json --exhaustive");
    assert_eq!(quick.stdout, exhaustive.stdout);
    assert_eq!(fake.count(Op::ListServiceDeployments), 3 + 40);
    assert_eq!(fake.count(Op::DescribeServices), 4);
}

#[test]
fn without_a_service_the_last_24_hours_are_listed_with_a_note() {
    let fake = FakeEcs::start(shop());
    let run = list(&fake, "--cluster shop -o json");
    assert_eq!(services(&run).len(), 6, "{run}");
    run.assert_stderr("showing the last 24 hours; use --since to go back further");
    assert!(
        !list(&fake, "--cluster shop --since 5d")
            .stderr
            .contains("24 hours")
    );
    // Named services have no such bound.
    let run = list(&fake, "--cluster shop --service svc-000,svc-001 -o json");
    assert_eq!(services(&run).len(), 10, "{run}");
    assert_eq!(run.stderr, "");
}

#[test]
fn services_are_selected_by_name_pattern_and_arn() {
    let fake = FakeEcs::start(shop().deployed([Deployment::new("other", "api", 1)]));
    let arn = data::service_arn("other", "api");
    for (flags, expected) in [
        ("-c shop -s svc-001", vec!["shop/svc-001"]),
        (
            "-c shop -s svc-001,svc-002",
            vec!["shop/svc-001", "shop/svc-002"],
        ),
        (
            "-c shop -s svc-001 -s svc-002",
            vec!["shop/svc-001", "shop/svc-002"],
        ),
        (
            "-c shop -s svc-00?,svc-019 --since 2h",
            vec!["shop/svc-000", "shop/svc-001", "shop/svc-002"],
        ),
        (
            "-c shop -s svc-*9 --exhaustive",
            vec![
                "shop/svc-009",
                "shop/svc-019",
                "shop/svc-029",
                "shop/svc-039",
            ],
        ),
        ("-c shop,other -s api --exhaustive", vec!["other/api"]),
        ("-c oth* -s a*", vec!["other/api"]),
        ("-c * -s svc-000,api", vec!["other/api", "shop/svc-000"]),
        (&format!("-s {arn}"), vec!["other/api"]),
        (
            &format!("-s {arn},{}", data::service_arn("shop", "svc-003")),
            vec!["other/api", "shop/svc-003"],
        ),
    ] {
        let run = list(&fake, &format!("{flags} -o json"));
        run.succeeds();
        assert_eq!(distinct_services(&run), expected, "{flags}: {run}");
    }
}

#[test]
fn several_clusters_get_a_column() {
    let fake = FakeEcs::start(several_services("blue", 1, 1).and(several_services("green", 2, 2)));
    let run = list(&fake, "-c * --since 2h");
    let header: Vec<&str> = run
        .stdout
        .lines()
        .next()
        .expect("a header")
        .split_whitespace()
        .collect();
    assert_eq!(header[..3], ["CLUSTER", "SERVICE", "DEPLOYMENT"], "{run}");
    assert_eq!(run.stdout.lines().count(), 1 + 6, "{run}");
    // The service is shown wherever several were requested, even if only one was deployed.
    for flags in [
        "-c green",
        "-c blue",
        "-c green -s svc-000,svc-001 --limit 1",
        "-c green -s *0",
    ] {
        let run = list(&fake, &format!("{flags} --since 2h"));
        assert!(run.stdout.starts_with("SERVICE "), "{run}");
    }
    let run = list(&fake, "-c green -s svc-000");
    assert!(run.stdout.starts_with("DEPLOYMENT "), "{run}");
}

#[test]
fn deployments_are_listed_where_there_is_no_current_one() {
    let fake = FakeEcs::start(
        shop()
            .current("shop", "svc-001", None)
            .current("shop", "svc-020", None),
    );
    let run = list(&fake, "-c shop --since 2h -o json");
    assert_eq!(services(&run).len(), 6, "{run}");
    assert_eq!(fake.count(Op::ListServiceDeployments), 4);
}

#[test]
fn deployments_are_listed_where_the_current_one_cannot_be_described() {
    let arn = data::deployment_arn("shop", "svc-001", &deployment_id(1005));
    let fake = FakeEcs::start(shop().missing(&arn));
    let run = list(&fake, "-c shop --since 2h -o json --brief");
    assert_eq!(services(&run).len(), 6, "{run}");
}

#[test]
fn a_rolled_back_deployment_names_the_revision_rolled_back_to() {
    let rolled_back = Deployment::new("shop", "svc-001", 6)
        .status("ROLLBACK_SUCCESSFUL")
        .created(data::now() - 600.0)
        .id("this-one-was-rolled-back");
    let fake = FakeEcs::start(shop().deployed([rolled_back]));
    let quick = list(&fake, "-c shop --since 15m");
    quick.assert_stdout("rolled back to svc-001:5: tasks failed to start (3 of 3)");
    assert_eq!(
        quick.stdout,
        list(&fake, "-c shop --since 15m --exhaustive").stdout
    );
}

#[test]
fn exhaustive_finds_a_deployment_newer_than_the_current_one() {
    let older = data::deployment_arn("shop", "svc-002", &deployment_id(2003));
    let fake = FakeEcs::start(shop().current("shop", "svc-002", Some(&older)));
    assert_eq!(
        services(&list(&fake, "-c shop --since 2h -o json")).len(),
        4
    );
    let run = list(&fake, "-c shop --since 2h -o json --exhaustive");
    assert_eq!(services(&run).len(), 6);
}

#[test]
fn where_ecs_refuses_arns_of_several_services_each_gets_its_own_call() {
    let shop = shop();
    let usual = FakeEcs::start(shop.clone());
    let strict = FakeEcs::start(shop.refuses_several_services());
    let flags = "-c shop --since 2h -o json";
    assert_eq!(list(&strict, flags).stdout, list(&usual, flags).stdout);
    let has_several_arns = |call: &Call| {
        let arns = call.body["serviceDeploymentArns"].as_array();
        arns.is_some_and(|arns| arns.len() > 1)
    };
    let calls = strict.calls();
    // The two that are in flight together may both be refused.
    let with_several_arns = calls.iter().filter(|call| has_several_arns(call));
    assert!(with_several_arns.count() <= 2);
    assert_eq!(strict.count(Op::ListServiceDeployments), 3);
}

#[test]
fn a_cluster_without_deployments_is_an_empty_list() {
    let fake = FakeEcs::start(shop().service("quiet", "only"));
    let run = list(&fake, "-c quiet");
    assert_eq!(
        (run.code, run.stdout.lines().count()),
        (Some(0), 0),
        "{run}"
    );
    run.assert_stderr("no matching deployments in cluster quiet");
}

#[test]
fn a_deployment_that_changes_between_two_calls_is_shown_in_its_newer_state() {
    // In progress when it is described, finished when it is listed.
    let state = |status: &str| {
        Deployment::new("shop", "svc-030", 9)
            .id("a-deployment-changing")
            .status(status)
            .created(data::now() - 600.0)
            .build()
    };
    let scenario = shop().history(Vec::new(), vec![data::revision("shop", "svc-030", 9)]);
    let states = vec![state("IN_PROGRESS"), state("ROLLBACK_SUCCESSFUL")];
    let fake = FakeEcs::start(scenario.evolves(states).lists_ahead());
    let run = list(&fake, "-c shop --since 15m -o json");
    let item = &run.json()["serviceDeployments"][0];
    assert_eq!(item["status"], "ROLLBACK_SUCCESSFUL", "{run}");
    assert_eq!(item["derived"]["outcome"], "rolled_back", "{run}");
}

#[test]
fn repeated_clusters_and_services_count_once() {
    let fake = FakeEcs::start(shop());
    let cluster = data::cluster_arn("shop");
    let words = format!("status -c shop,shop,{cluster} -o jsonl");
    let run = ecs_history(&words).at(&fake).outcome();
    assert_eq!(run.stdout.lines().count(), 40, "{run}");
    let run = ecs_history("status -c shop -s svc-000,svc-000 -o jsonl")
        .at(&fake)
        .outcome();
    assert_eq!(
        (run.code, run.stdout.lines().count()),
        (Some(0), 1),
        "{run}"
    );
}

#[test]
fn commands_for_one_service_refuse_several() {
    for (words, advice) in [
        (
            "wait -s web,api",
            "this command takes one service, not 2: web, api",
        ),
        ("diff -s web -s api", "takes one service, not 2"),
        ("revisions list -s api-*", "--service api-* is a pattern"),
        (
            "deployments describe -c * -s web",
            "--cluster * is a pattern",
        ),
    ] {
        let run = ecs_history(words).outcome();
        run.fails_with(252);
        run.assert_stderr(advice);
        run.assert_stderr("list, status and stats take");
    }
    let run = ecs_history("list -s web,,api").outcome();
    assert_eq!(run.code, Some(252), "{run}");
    run.assert_stderr("--service is empty");
}

#[test]
fn an_asterisk_overrides_the_service_variable_and_an_empty_one_is_ignored() {
    let fake = FakeEcs::start(shop());
    let run = ecs_history("list -c shop -s * -o jsonl")
        .at(&fake)
        .env("ECS_SERVICE", "svc-009");
    let run = run.outcome();
    assert_eq!(run.stdout.lines().count(), 6, "{run}");
    run.assert_stderr("showing the last 24 hours; use --since to go back further");
    let run = ecs_history("list -c shop --since 2h -o jsonl")
        .at(&fake)
        .env("ECS_SERVICE", ",")
        .outcome();
    assert_eq!(run.stdout.lines().count(), 6, "{run}");
}

#[test]
fn a_refused_time_bound_fails_none_of_the_lists_in_flight() {
    let refusal = "Before and After time filter must be within the last 3 months.";
    let fault = Fault::error(400, "InvalidParameterException", refusal);
    let scenario = (0..2).fold(shop(), |scenario, index| {
        scenario.fault(Op::ListServiceDeployments, index, fault.clone())
    });
    let fake = FakeEcs::start(scenario);
    let run = list(
        &fake,
        "-s svc-000,svc-001 --cluster shop --since 2h -o json",
    );
    run.succeeds();
    let distinct: BTreeSet<String> = services(&run).into_iter().collect();
    assert!(
        distinct.iter().eq(["shop/svc-000", "shop/svc-001"]),
        "{run}"
    );
    assert_eq!(fake.count(Op::ListServiceDeployments), 4);
}
