//! `list` of several services: which are meant, with which calls, and what becomes of those that
//! give no answer.

use crate::support::data::{self, deployment_id};
use crate::support::run::{Outcome, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario};
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::Duration;

/// 40 services, of which three were deployed twice in the last hour.
fn shop() -> Scenario {
    cluster("shop", 40, 3)
}

fn cluster(name: &str, services: usize, recent: usize) -> Scenario {
    let (deployments, revisions) = data::fleet(name, services, recent);
    Scenario::new().history(deployments, revisions)
}

fn list(fake: &FakeEcs, flags: &str) -> Outcome {
    ecs_history(&format!("list {flags}")).at(fake).outcome()
}

/// The services of rows, in their order.
fn services(run: &Outcome) -> Vec<String> {
    let document = run.json();
    let items = document["serviceDeployments"].as_array().expect("a list");
    let service = |item: &Value| {
        let arn = item["serviceArn"].as_str().expect("an ARN");
        arn.split_once(":service/").expect("a service").1.to_owned()
    };
    items.iter().map(service).collect()
}

fn distinct(run: &Outcome) -> Vec<String> {
    let all: BTreeSet<String> = services(run).into_iter().collect();
    all.into_iter().collect()
}

#[test]
fn the_whole_cluster_of_the_last_hours_takes_few_calls() {
    let fake = FakeEcs::start(shop());
    let run = list(&fake, "--cluster shop --since 2h -o json");
    assert_eq!(run.code, Some(0), "{run}");
    let rows = [
        "svc-000", "svc-001", "svc-002", "svc-000", "svc-001", "svc-002",
    ];
    assert_eq!(services(&run), rows.map(|name| format!("shop/{name}")));
    let outcomes = run.json();
    let outcomes = outcomes["serviceDeployments"]
        .as_array()
        .expect("a list")
        .iter();
    let outcomes: Vec<&Value> = outcomes.map(|item| &item["derived"]["outcome"]).collect();
    assert_eq!(outcomes[..3], ["succeeded"; 3]);
    assert_eq!(outcomes[3..], ["rolled_back"; 3]);
    for (op, calls) in [
        (Op::ListServices, 1),
        (Op::DescribeServices, 4),
        // The current ones of forty services, and the three that were rolled back.
        (Op::DescribeServiceDeployments, 3),
        (Op::ListServiceDeployments, 3),
        // What was deployed, and what it was rolled back to.
        (Op::DescribeServiceRevisions, 2),
        (Op::ListClusters, 0),
    ] {
        assert_eq!(fake.count(op), calls, "{op}");
    }
}

#[test]
fn exhaustively_each_service_is_asked_and_the_rows_are_the_same() {
    let fake = FakeEcs::start(shop());
    let quick = list(&fake, "--cluster shop --since 2h -o json");
    let exhaustive = list(&fake, "--cluster shop --since 2h -o json --exhaustive");
    assert_eq!(quick.stdout, exhaustive.stdout);
    assert_eq!(fake.count(Op::ListServiceDeployments), 3 + 40);
    assert_eq!(fake.count(Op::DescribeServices), 4);
}

#[test]
fn without_a_service_the_last_day_is_listed_and_stderr_says_so() {
    let fake = FakeEcs::start(shop());
    let run = list(&fake, "--cluster shop -o json");
    assert_eq!(services(&run).len(), 6, "{run}");
    assert!(
        run.stderr.contains("only deployments of the last 24 hours"),
        "{run}"
    );
    assert!(
        !list(&fake, "--cluster shop --since 5d")
            .stderr
            .contains("24 hours")
    );
    // One that is named has no such bound.
    let run = list(&fake, "--cluster shop --service svc-000,svc-001 -o json");
    assert_eq!(services(&run).len(), 10, "{run}");
    assert_eq!(run.stderr, "");
}

#[test]
fn services_are_named_in_many_ways() {
    let fake = FakeEcs::start(shop().history(
        vec![Deployment::new("other", "api", 1).build()],
        vec![data::revision("other", "api", 1)],
    ));
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
        assert_eq!(run.code, Some(0), "{flags}: {run}");
        assert_eq!(distinct(&run), expected, "{flags}: {run}");
    }
}

#[test]
fn several_clusters_have_a_column() {
    let fake = FakeEcs::start(
        cluster("blue", 1, 1).history(data::fleet("green", 2, 2).0, data::fleet("green", 2, 2).1),
    );
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
    // A service is named wherever several were asked about, even if only one was deployed.
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
fn a_service_without_a_current_deployment_is_asked_for_its_list() {
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
fn a_current_deployment_that_cannot_be_described_is_looked_for_in_the_list() {
    let arn = data::deployment_arn("shop", "svc-001", &deployment_id(1005));
    let fake = FakeEcs::start(shop().missing(&arn));
    let run = list(&fake, "-c shop --since 2h -o json --brief");
    assert_eq!(services(&run).len(), 6, "{run}");
}

#[test]
fn a_current_deployment_that_was_rolled_back_says_to_what() {
    let back = Deployment::new("shop", "svc-001", 6).status("ROLLBACK_SUCCESSFUL");
    let back = back
        .created(data::now() - 600.0)
        .id("this-one-was-rolled-back");
    let fake = FakeEcs::start(shop().history(
        vec![back.build()],
        vec![data::revision("shop", "svc-001", 6)],
    ));
    let quick = list(&fake, "-c shop --since 15m");
    assert!(
        quick
            .stdout
            .contains("rolled back to svc-001:5: tasks failed to start (3 of 3)"),
        "{quick}"
    );
    assert_eq!(
        quick.stdout,
        list(&fake, "-c shop --since 15m --exhaustive").stdout
    );
}

#[test]
fn what_began_in_the_last_seconds_is_found_exhaustively() {
    let behind = data::deployment_arn("shop", "svc-002", &deployment_id(2003));
    let fake = FakeEcs::start(shop().current("shop", "svc-002", Some(&behind)));
    assert_eq!(
        services(&list(&fake, "-c shop --since 2h -o json")).len(),
        4
    );
    let run = list(&fake, "-c shop --since 2h -o json --exhaustive");
    assert_eq!(services(&run).len(), 6);
}

#[test]
fn where_ecs_takes_no_mixed_arns_each_service_has_its_own_call() {
    let shop = shop();
    let mixed = FakeEcs::start(shop.clone());
    let pure = FakeEcs::start(shop.refuses_mixed());
    let flags = "-c shop --since 2h -o json";
    assert_eq!(list(&pure, flags).stdout, list(&mixed, flags).stdout);
    let with_service_column = |call: &crate::support::Call| {
        let arns = call.body["serviceDeploymentArns"].as_array();
        arns.is_some_and(|arns| arns.len() > 1)
    };
    let calls = pure.calls();
    // Both of those that are on their way together may be refused.
    assert!(
        calls
            .iter()
            .filter(|call| with_service_column(call))
            .count()
            <= 2
    );
    assert_eq!(pure.count(Op::ListServiceDeployments), 3);
}

#[test]
fn what_nothing_matches_is_3_and_the_rest_is_shown() {
    let fake = FakeEcs::start(shop().service("empty", "only"));
    let run = list(&fake, "-c shop -s api-* --since 2h");
    run.fails_with(3);
    assert!(
        run.stderr
            .contains("no service of cluster shop matches api-*: it has 40 services"),
        "{run}"
    );
    let run = list(&fake, "-c shop -s svc-00*,api-* --since 2h -o json");
    run.fails_with(3);
    assert_eq!(services(&run).len(), 6, "{run}");
    let run = list(&fake, "-c nope-* -s api-* --since 2h");
    run.fails_with(3);
    assert!(
        run.stderr
            .contains("no cluster matches nope-*: there are 2 clusters"),
        "{run}"
    );
    let run = list(&fake, "-c * -s nope");
    run.fails_with(3);
    assert!(
        run.stderr
            .contains("no service of clusters empty, shop matches nope: they have 41 services"),
        "{run}"
    );
}

#[test]
fn a_cluster_that_cannot_be_read_does_not_hide_the_others() {
    let fake = FakeEcs::start(shop().denied_cluster("secret"));
    for clusters in ["*", "shop,secret", "secret,shop"] {
        let run = list(&fake, &format!("-c {clusters} --since 2h -o json"));
        run.fails_with(254);
        assert_eq!(services(&run).len(), 6, "{run}");
        assert!(
            run.stderr
                .contains("ListServices is denied in cluster secret in eu-west-1"),
            "{run}"
        );
        assert!(
            run.stderr.contains("output is incomplete: 6 deployments"),
            "{run}"
        );
    }
    let run = list(&fake, "-c secret,nope --since 2h");
    assert_eq!((run.code, run.stdout.as_str()), (Some(254), ""));
    assert!(
        run.stderr
            .contains("there is no cluster nope in eu-west-1\n"),
        "{run}"
    );
    assert_eq!(
        run.stderr.matches("ecs-history: error: ").count(),
        2,
        "{run}"
    );
}

#[test]
fn services_that_are_gone_or_keep_no_history_are_noted() {
    let odd = shop()
        .deleted("shop", "old")
        .controller("shop", "classic", "CODE_DEPLOY")
        .controller("shop", "external", "EXTERNAL");
    let fake = FakeEcs::start(odd);
    for flags in ["--since 2h", "--since 2h --exhaustive"] {
        let run = list(&fake, &format!("-c shop {flags} -o json"));
        assert_eq!(run.code, Some(0), "{flags}: {run}");
        assert_eq!(services(&run).len(), 6, "{flags}: {run}");
        assert!(
            run.stderr.contains("deleted meanwhile, and left out: old"),
            "{flags}: {run}"
        );
        assert!(
            run.stderr
                .contains("deployment controller: classic, external"),
            "{flags}: {run}"
        );
    }
    // What is named is another matter.
    let run = list(&fake, "-c shop -s old,svc-000 -o json");
    run.fails_with(254);
    assert!(
        run.stderr
            .contains("there is no service old in cluster shop"),
        "{run}"
    );
    assert_eq!(services(&run).len(), 5, "{run}");
    list(&fake, "-c shop -s classic").fails_with(254);
}

#[test]
fn one_that_is_denied_does_not_hide_the_others_and_all_are_given_up_soon() {
    let denied = Fault::error(400, "AccessDeniedException", "not authorized");
    let fake = FakeEcs::start(shop().fault(Op::ListServiceDeployments, 7, denied.clone()));
    let run = list(&fake, "-c shop -s svc-* --exhaustive --since 2h -o json");
    run.fails_with(254);
    assert!(services(&run).len() >= 4, "{run}");

    let fake =
        FakeEcs::start(cluster("shop", 300, 0).fault_always(Op::ListServiceDeployments, denied));
    let run = list(&fake, "-c shop -s svc-* --exhaustive --since 2h");
    assert_eq!(run.code, Some(254), "{run}");
    assert!(fake.count(Op::ListServiceDeployments) < 50);
    assert!(
        run.stderr.matches("ecs-history: error: ").count() <= 6,
        "{run}"
    );
}

#[test]
fn a_fault_ends_it_and_what_had_arrived_is_shown() {
    let fake = FakeEcs::start(shop().fault(
        Op::DescribeServices,
        3,
        Fault::error(400, "ServerFault", "x"),
    ));
    let run = list(&fake, "-c shop --since 2h -o json --brief");
    run.fails_with(254);
    let fake = FakeEcs::start(shop().fault(
        Op::ListServiceDeployments,
        30,
        Fault::error(400, "ServerFault", "x"),
    ));
    let run = list(&fake, "-c shop --since 2h -o json --brief --exhaustive");
    run.fails_with(254);
    assert_eq!(services(&run).len(), 6, "{run}");
    assert!(run.stderr.contains("output is incomplete"), "{run}");
}

#[test]
fn an_empty_cluster_is_an_empty_list() {
    let fake = FakeEcs::start(shop().service("quiet", "only"));
    let run = list(&fake, "-c quiet");
    assert_eq!(
        (run.code, run.stdout.lines().count()),
        (Some(0), 0),
        "{run}"
    );
    assert!(
        run.stderr
            .contains("no matching deployments in cluster quiet"),
        "{run}"
    );
}

#[test]
fn one_cluster_that_is_gone_and_one_service_that_fails_hide_nothing() {
    let gone = data::service_arn("gone", "api");
    let web = data::service_arn("shop", "svc-000");
    let fake = FakeEcs::start(shop());
    for command in ["list", "status"] {
        let run = ecs_history(&format!("{command} -s {gone},{web} -o json"))
            .at(&fake)
            .outcome();
        run.fails_with(254);
        assert!(run.stdout.contains("svc-000"), "{run}");
        assert!(run.stderr.contains("there is no cluster gone"), "{run}");
    }
    let fault = Fault::error(400, "ServerFault", "x");
    let fake = FakeEcs::start(shop().fault(Op::ListServiceDeployments, 1, fault));
    let run = list(&fake, "-c shop --since 2h -o json --exhaustive");
    run.fails_with(254);
    assert_eq!(fake.count(Op::ListServiceDeployments), 40);
}

#[test]
fn a_deployment_that_went_on_between_two_calls_is_told_as_it_is_now() {
    // Described while it is in progress, and listed when it has succeeded.
    let of = |status: &str| {
        let deployment = Deployment::new("shop", "svc-030", 9).id("it-goes-on-and-on-now");
        deployment
            .status(status)
            .created(data::now() - 600.0)
            .build()
    };
    let scenario = shop().history(Vec::new(), vec![data::revision("shop", "svc-030", 9)]);
    let states = vec![of("IN_PROGRESS"), of("ROLLBACK_SUCCESSFUL")];
    let fake = FakeEcs::start(scenario.evolves(states).lists_ahead());
    let run = list(&fake, "-c shop --since 15m -o json");
    let document = run.json();
    let item = &document["serviceDeployments"][0];
    assert_eq!(item["status"], "ROLLBACK_SUCCESSFUL", "{run}");
    assert_eq!(item["derived"]["outcome"], "rolled_back", "{run}");
}

#[test]
fn one_service_that_is_denied_does_not_spoil_a_batch() {
    let fake = FakeEcs::start(shop().denied_service("shop", "svc-007"));
    let run = ecs_history("status -c shop -o jsonl").at(&fake).outcome();
    assert_eq!(run.code, Some(254), "{run}");
    assert_eq!(run.stdout.lines().count(), 39, "{run}");
    assert!(
        run.stderr.contains("is denied for service svc-007"),
        "{run}"
    );
}

#[test]
fn what_is_named_twice_is_asked_once() {
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

#[cfg(unix)]
#[test]
fn ctrl_c_is_130_whatever_else_was_wrong() {
    let slow = Fault::Hang(Duration::from_secs(60));
    let fake = FakeEcs::start(shop().fault_always(Op::ListServiceDeployments, slow));
    let run = ecs_history("list -c shop -s svc-*,typo-* --exhaustive")
        .at(&fake)
        .outcome_of_interrupt(|| fake.count(Op::ListServiceDeployments) > 5);
    assert_eq!((run.code, run.stdout.as_str()), (Some(130), ""), "{run}");
    assert!(
        run.stderr.contains("interrupted after 0 of 40 services"),
        "{run}"
    );
}

#[cfg(unix)]
#[test]
fn ctrl_c_prints_what_had_arrived() {
    let slow = Fault::Hang(Duration::from_secs(60));
    let slow = (12..40).fold(shop(), |scenario, nth| {
        scenario.fault(Op::ListServiceDeployments, nth, slow.clone())
    });
    let fake = FakeEcs::start(slow);
    let run = ecs_history("list -c shop -s svc-* --exhaustive -o jsonl")
        .at(&fake)
        .outcome_of_interrupt(|| fake.count(Op::ListServiceDeployments) >= 22);
    assert_eq!(run.code, Some(130), "{run}");
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 12 * 3 + 6, "{run}");
    assert!(
        run.stderr.contains("interrupted after 12 of 40 services"),
        "{run}"
    );
    // The endpoint has planned more faults than were met.
    fake.change(|_| Scenario::new());
}

#[test]
fn what_is_not_about_one_service_is_refused_where_it_has_to_be() {
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
        assert!(run.stderr.contains(advice), "{words}: {run}");
        assert!(
            run.stderr.contains("list, status and stats take"),
            "{words}: {run}"
        );
    }
    let run = ecs_history("list -s web,,api").outcome();
    assert_eq!(run.code, Some(252), "{run}");
    assert!(run.stderr.contains("--service is empty"), "{run}");
    // All are all, whatever a variable says.
    let fake = FakeEcs::start(shop());
    let run = ecs_history("list -c shop -s * -o jsonl")
        .at(&fake)
        .env("ECS_SERVICE", "svc-009");
    let run = run.outcome();
    assert_eq!(run.stdout.lines().count(), 6, "{run}");
    assert!(
        run.stderr.contains("only deployments of the last 24 hours"),
        "{run}"
    );
    // An empty variable is none.
    let fake = FakeEcs::start(shop());
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
    assert_eq!(run.code, Some(0), "{run}");
    assert_eq!(distinct(&run), ["shop/svc-000", "shop/svc-001"]);
    assert_eq!(fake.count(Op::ListServiceDeployments), 4);
}
