//! `status`: one line per service, with few calls, and an exit code if one has failed.

use crate::support::data;
use crate::support::json::texts;
use crate::support::run::{Outcome, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario};
use serde_json::{Value, json};

/// Services in every state, last deployed in the last hour.
fn shop() -> Scenario {
    let now = data::now();
    let deployed = |service: &str, n: u64, status: &str, seconds_ago: f64| {
        Deployment::new("shop", service, n)
            .id(&format!("{service}-{n}-of-that-service"))
            .status(status)
            .created(now - seconds_ago)
    };
    let hook = json!([{"hookId": "h", "targetType": "PAUSE", "status": "AWAITING_ACTION"}]);
    let triggered = json!({"status": "TRIGGERED", "failureCount": 3, "threshold": 3});
    let deployments = [
        deployed("fine", 1, "ROLLBACK_SUCCESSFUL", 9000.0),
        deployed("fine", 2, "SUCCESSFUL", 3000.0),
        deployed("back", 2, "ROLLBACK_SUCCESSFUL", 3000.0),
        deployed("failed", 1, "STOPPED", 3000.0).with("deploymentCircuitBreaker", triggered),
        deployed("going", 1, "IN_PROGRESS", 600.0),
        deployed("paused", 1, "IN_PROGRESS", 600.0)
            .with("lifecycleStage", "POST_SCALE_UP".into())
            .with("lifecycleHookDetails", hook),
    ];
    Scenario::new()
        .deployed(deployments)
        .running("shop", "fine", 1, 3)
        .controller("shop", "classic", "CODE_DEPLOY")
        .service("shop", "new")
}

fn status(fake: &FakeEcs, flags: &str) -> Outcome {
    ecs_history(&format!("status -c shop {flags}"))
        .at(fake)
        .outcome()
}

fn names(run: &Outcome) -> Vec<String> {
    texts(&run.json(), "services", "serviceName")
}

#[test]
fn the_worst_services_come_first() {
    let fake = FakeEcs::start(shop());
    let run = status(&fake, "");
    run.succeeds();
    // Times differ from run to run.
    let rows = run.stdout.lines().map(|line| {
        let words = line.split_whitespace();
        words
            .filter(|word| !word.ends_with('Z'))
            .collect::<Vec<_>>()
            .join(" ")
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    SERVICE OUTCOME SINCE TOOK TASK DEF IMAGE SERVING RUNNING REASON
    failed failed 3m00s failed:1 failed:v1 +1 failed:0 2/2 tasks failed to start (3 of 3)
    back rolled_back 3m00s back:2 back:v2 +1 back:1 2/2 rolled back to back:1: tasks failed to start (3 of 3)
    paused awaiting_action - paused:1 paused:v1 +1 paused:0 2/2 paused at POST_SCALE_UP
    going in_progress - going:1 going:v1 +1 going:0 2/2 1 of 2 tasks running
    fine succeeded 3m00s fine:2 fine:v2 +1 fine:2 1/3 -
    classic - - - - - - 2/2 CODE_DEPLOY deployment controller: ECS keeps no history
    new - - - - - - 2/2 no deployment in the history
    ");
    assert_eq!(
        run.stderr,
        "ecs-history: 7 services in cluster shop: 1 failed, 1 rolled_back, 1 awaiting_action, \
         1 in_progress, 1 succeeded, 2 without history\n"
    );
    assert_eq!(fake.count(Op::ListServices), 1);
    assert_eq!(fake.count(Op::DescribeServices), 1);
    assert_eq!(fake.count(Op::DescribeServiceDeployments), 1);
    // For the service without a current deployment.
    assert_eq!(fake.count(Op::ListServiceDeployments), 1);
}

#[test]
fn the_exit_code_reports_failed_services_if_asked() {
    let fake = FakeEcs::start(shop());
    for (flags, code) in [
        ("", 0),
        ("--exit-code", 1),
        ("--exit-code -s fine,going,paused", 0),
        ("--exit-code -s fine,back", 1),
        ("--exit-code -s fail*", 1),
        ("--exit-code -s classic,new", 0),
    ] {
        assert_eq!(status(&fake, flags).code, Some(code), "{flags}");
    }
}

#[test]
fn json_has_each_service_as_ecs_returned_it_and_derived() {
    let fake = FakeEcs::start(shop());
    let run = status(&fake, "-o json");
    assert_eq!(
        names(&run),
        [
            "failed", "back", "paused", "going", "fine", "classic", "new"
        ]
    );
    let document = run.json();
    let back = &document["services"][1];
    assert_eq!(back["runningCount"], 2);
    assert_eq!(back["status"], "ACTIVE");
    let derived = &back["derived"];
    assert_eq!(derived["outcome"], "rolled_back");
    assert_eq!(derived["taskDefinition"], "back:2");
    assert_eq!(derived["durationSeconds"], 180.25);
    assert_eq!(
        derived["reason"],
        "rolled back to back:1: tasks failed to start (3 of 3)"
    );
    assert_eq!(document["services"][5]["derived"]["outcome"], Value::Null);
    for format in ["jsonl", "tsv", "wide"] {
        let header = usize::from(format == "wide");
        let run = status(&fake, &format!("-o {format}"));
        assert_eq!(run.stdout.lines().count(), 7 + header, "{run}");
    }
}

#[test]
fn deployments_are_listed_where_there_is_no_current_one() {
    let fake = FakeEcs::start(
        shop()
            .current("shop", "fine", None)
            .service("shop", "quiet"),
    );
    let run = status(&fake, "-s fine -o json");
    let document = run.json();
    assert_eq!(
        document["services"][0]["derived"]["outcome"], "succeeded",
        "{run}"
    );
    assert_eq!(fake.count(Op::ListServiceDeployments), 1);
}

#[test]
fn an_error_does_not_hide_the_other_services() {
    let fake = FakeEcs::start(shop().deleted("shop", "gone").denied_cluster("secret"));
    let run = status(&fake, "-o json");
    assert_eq!((run.code, names(&run).len()), (Some(0), 7), "{run}");
    run.assert_stderr("deleted in the meantime and left out: gone");

    let run = ecs_history("status -c shop,secret -o json --exit-code")
        .at(&fake)
        .outcome();
    run.fails_with(254);
    assert_eq!(names(&run).len(), 7, "{run}");

    let run = status(&fake, "-s fine,nope -o json");
    run.fails_with(254);
    run.assert_stderr("there is no service nope in cluster shop");
    assert_eq!(names(&run), ["fine"]);

    let run = status(&fake, "-s x-*");
    run.fails_with(3);
    assert_eq!(run.stdout, "");

    let denied = Fault::denied();
    let fake = FakeEcs::start(shop().fault_always(Op::DescribeServices, denied));
    let run = status(&fake, "");
    run.fails_with(254);
    run.assert_stderr("ecs:DescribeServices");
}

#[test]
fn a_failed_call_is_not_shown_as_no_deployment() {
    let broken = Fault::error(400, "ServerFault", "x");
    let fake = FakeEcs::start(shop().fault_always(Op::DescribeServiceDeployments, broken));
    let run = status(&fake, "");
    run.fails_with(254);
    // The others have no deployment to describe.
    for service in ["fine", "back", "failed", "going", "paused"] {
        assert!(!run.stdout.contains(&format!("\n{service} ")), "{run}");
    }
    run.assert_stdout("\nclassic ");
}

#[test]
fn denied_revisions_leave_a_dash() {
    let denied = Fault::denied();
    let fake = FakeEcs::start(shop().fault_always(Op::DescribeServiceRevisions, denied));
    let run = status(&fake, "");
    assert_eq!(
        (run.code, run.stdout.lines().count()),
        (Some(0), 8),
        "{run}"
    );
    run.assert_stderr("task definitions and images may be missing");
}

#[test]
fn watch_requires_a_terminal() {
    for (flags, advice) in [
        ("--watch", "--watch draws a table on a terminal"),
        ("--watch -o json", "--watch draws a table on a terminal"),
        ("--interval 5s", "--watch"),
    ] {
        let run = ecs_history(&format!("--demo status {flags}")).outcome();
        assert_eq!(run.code, Some(252), "{run}");
        run.assert_stderr(advice);
    }
}

/// Services with these statuses of their newest deployment.
fn services(statuses: &[&str]) -> Scenario {
    statuses
        .iter()
        .enumerate()
        .map(|(index, status)| {
            let service = format!("svc-{index}");
            let scenario = Scenario::new();
            scenario.deployed([Deployment::new("shop", &service, 1).status(status)])
        })
        .reduce(Scenario::and)
        .expect("a service")
}

#[test]
fn services_are_selected_by_their_newest_deployment() {
    let statuses = [
        "SUCCESSFUL",
        "IN_PROGRESS",
        "ROLLBACK_FAILED",
        "STOPPED",
        "ROLLBACK_SUCCESSFUL",
    ];
    for (words, expected) in [
        ("--status unsuccessful", "svc-2 svc-4"),
        ("--status rollback_failed", "svc-2"),
        ("--status STOPPED", "svc-3"),
        ("--status ongoing,succeeded", "svc-1 svc-0"),
        // They ended long ago.
        ("--since 1h", "svc-1"),
        ("-n 2", "svc-2 svc-4"),
        ("--status succeeded --since 1h", ""),
    ] {
        let fake = FakeEcs::start(services(&statuses));
        let words = format!("status --cluster shop --no-header {words}");
        let run = ecs_history(&words).at(&fake).outcome();
        let names = run
            .stdout
            .lines()
            .filter_map(|line| line.split_whitespace().next());
        assert_eq!(
            names.collect::<Vec<_>>().join(" "),
            expected,
            "{words}: {run}"
        );
    }
}

#[test]
fn the_exit_code_is_that_of_the_selected_services_whatever_the_limit() {
    let fake = FakeEcs::start(services(&["ROLLBACK_FAILED", "STOPPED", "SUCCESSFUL"]));
    for (words, code) in [
        ("", 1),
        ("--status succeeded", 0),
        ("--status succeeded,STOPPED -n 1", 0),
        ("-n 1", 1),
        ("--since 1h", 0),
    ] {
        let run = ecs_history(&format!("status --cluster shop --exit-code {words}"));
        assert_eq!(run.at(&fake).outcome().code, Some(code), "{words}");
    }
}
