//! `status`: a line for every service, with few calls, and an exit code that says whether all is well.

use crate::support::data;
use crate::support::run::{Outcome, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario};
use serde_json::{Value, json};

/// Services in every condition, whose last deployments are of the last hour.
fn shop() -> Scenario {
    let now = data::now();
    let last = |service: &str, n: u64, status: &str, age: f64| {
        Deployment::new("shop", service, n)
            .id(&format!("{service}-{n}-of-that-service"))
            .status(status)
            .created(now - age)
    };
    let hook = json!([{"hookId": "h", "targetType": "PAUSE", "status": "AWAITING_ACTION"}]);
    let triggered = json!({"status": "TRIGGERED", "failureCount": 3, "threshold": 3});
    let deployments = vec![
        last("fine", 1, "ROLLBACK_SUCCESSFUL", 9000.0).build(),
        last("fine", 2, "SUCCESSFUL", 3000.0).build(),
        last("back", 2, "ROLLBACK_SUCCESSFUL", 3000.0).build(),
        last("failed", 1, "STOPPED", 3000.0)
            .with("deploymentCircuitBreaker", triggered)
            .build(),
        last("going", 1, "IN_PROGRESS", 600.0).build(),
        last("paused", 1, "IN_PROGRESS", 600.0)
            .with("lifecycleStage", "POST_SCALE_UP".into())
            .with("lifecycleHookDetails", hook)
            .build(),
    ];
    let services = ["fine", "back", "failed", "going", "paused"];
    let revisions = services.map(|service| [1, 2].map(|n| data::revision("shop", service, n)));
    Scenario::new()
        .history(deployments, revisions.concat())
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
    let document = run.json();
    let services = document["services"].as_array().expect("a list").iter();
    let name = |item: &Value| item["serviceName"].as_str().expect("a name").to_owned();
    services.map(name).collect()
}

#[test]
fn the_worst_stand_first_with_all_that_is_to_be_known() {
    let fake = FakeEcs::start(shop());
    let run = status(&fake, "");
    assert_eq!(run.code, Some(0), "{run}");
    // The times differ from run to run.
    let rows = run.stdout.lines().map(|line| {
        let words = line.split_whitespace();
        words
            .filter(|word| !word.ends_with('Z'))
            .collect::<Vec<_>>()
            .join(" ")
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    SERVICE OUTCOME SINCE TOOK TASK DEF IMAGE RUNNING REASON
    failed failed 3m00s failed:1 failed:v1 +1 2/2 tasks failed to start (3 of 3)
    back rolled_back 3m00s back:2 back:v2 +1 2/2 rolled back to back:1: tasks failed to start (3 of 3)
    paused awaiting_action - paused:1 paused:v1 +1 2/2 paused at POST_SCALE_UP
    going in_progress - going:1 going:v1 +1 2/2 1 of 2 tasks running
    fine succeeded 3m00s fine:2 fine:v2 +1 1/3 -
    classic - - - - - 2/2 CODE_DEPLOY deployment controller: ECS keeps no history
    new - - - - - 2/2 no deployment in the history
    ");
    assert_eq!(
        run.stderr,
        "ecs-history: 7 services in cluster shop: 1 failed, 1 rolled_back, 1 awaiting_action, \
         1 in_progress, 1 succeeded, 2 without history\n"
    );
    assert_eq!(fake.count(Op::ListServices), 1);
    assert_eq!(fake.count(Op::DescribeServices), 1);
    assert_eq!(fake.count(Op::DescribeServiceDeployments), 1);
    // That of the service which names no current deployment.
    assert_eq!(fake.count(Op::ListServiceDeployments), 1);
}

#[test]
fn the_exit_code_says_whether_one_is_bad_if_it_is_asked() {
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
fn json_has_what_ecs_said_of_each_service_and_what_follows() {
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
fn a_service_that_names_no_current_deployment_is_asked_for_its_list() {
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
fn what_is_wrong_does_not_hide_the_rest() {
    let fake = FakeEcs::start(shop().deleted("shop", "gone").denied_cluster("secret"));
    let run = status(&fake, "-o json");
    assert_eq!((run.code, names(&run).len()), (Some(0), 7), "{run}");
    assert!(
        run.stderr.contains("deleted meanwhile, and left out: gone"),
        "{run}"
    );

    let run = ecs_history("status -c shop,secret -o json --exit-code")
        .at(&fake)
        .outcome();
    run.fails_with(254);
    assert_eq!(names(&run).len(), 7, "{run}");

    let run = status(&fake, "-s fine,nope -o json");
    run.fails_with(254);
    assert!(
        run.stderr
            .contains("there is no service nope in cluster shop"),
        "{run}"
    );
    assert_eq!(names(&run), ["fine"]);

    let run = status(&fake, "-s x-*");
    run.fails_with(3);
    assert_eq!(run.stdout, "");

    let denied = Fault::error(400, "AccessDeniedException", "not authorized");
    let fake = FakeEcs::start(shop().fault_always(Op::DescribeServices, denied));
    let run = status(&fake, "");
    run.fails_with(254);
    assert!(run.stderr.contains("ecs:DescribeServices"), "{run}");
}

#[test]
fn what_did_not_come_is_not_taken_for_nothing() {
    let broken = Fault::error(400, "ServerFault", "x");
    let fake = FakeEcs::start(shop().fault_always(Op::DescribeServiceDeployments, broken));
    let run = status(&fake, "");
    run.fails_with(254);
    // Of the others it is known that they have none.
    for service in ["fine", "back", "failed", "going", "paused"] {
        assert!(!run.stdout.contains(&format!("\n{service} ")), "{run}");
    }
    assert!(run.stdout.contains("\nclassic "), "{run}");
}

#[test]
fn revisions_that_are_denied_leave_a_dash() {
    let denied = Fault::error(400, "AccessDeniedException", "not authorized");
    let fake = FakeEcs::start(shop().fault_always(Op::DescribeServiceRevisions, denied));
    let run = status(&fake, "");
    assert_eq!(
        (run.code, run.stdout.lines().count()),
        (Some(0), 8),
        "{run}"
    );
    assert!(
        run.stderr
            .contains("task definitions and images may be missing"),
        "{run}"
    );
}

#[test]
fn watching_is_for_terminals() {
    for (flags, advice) in [
        ("--watch", "--watch draws a table on a terminal"),
        ("--watch -o json", "--watch draws a table on a terminal"),
        ("--interval 5s", "--watch"),
    ] {
        let run = ecs_history(&format!("--demo status {flags}")).outcome();
        assert_eq!(run.code, Some(252), "{run}");
        assert!(run.stderr.contains(advice), "{run}");
    }
}
