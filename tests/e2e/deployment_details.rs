//! `deployments describe` for people: what a deployment changed, and why it failed.

use crate::support::data::{self, deployment_id, revision_id, service_arn};
use crate::support::run::{Outcome, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario};
use serde_json::{Value, json};

/// A deployment that started this many seconds ago and was rolled back, since its tasks failed in two
/// ways.
fn failed(seconds_ago: f64) -> Scenario {
    let created = data::now() - seconds_ago;
    let web = |n| Deployment::new("shop", "web", n).created(created - 86_400.0 * (2 - n) as f64);
    let task = |n: u64, reason: &str, code: Value| {
        json!({
            "taskArn": format!("arn:aws:ecs:eu-west-1:123456789012:task/shop/{n:032x}"),
            "startedBy": format!("ecs-svc/{}", revision_id(2)),
            "lastStatus": "STOPPED", "stoppedReason": reason,
            "containers": [{"name": "web", "exitCode": code}],
        })
    };
    let exited = "Essential container in task exited";
    let tasks = (1..=4).map(|n| task(n, exited, json!(137)));
    let unhealthy = task(5, "Task failed container health checks", Value::Null);
    let event = |after: f64, message: &str| json!({"id": "e", "createdAt": created + after, "message": message});
    let events = vec![
        event(
            90.0,
            "(service web) (deployment ecs-svc/1) deployment failed: tasks failed to start.",
        ),
        event(
            20.0,
            "(service web) has started 2 tasks: (task 1) (task 2).",
        ),
        event(-500.0, "(service web) has reached a steady state."),
    ];
    let rolled_back = web(2).status("ROLLBACK_SUCCESSFUL").took(100.0);
    Scenario::new()
        .deployed([web(1).source(None), rolled_back])
        .stopped_tasks(tasks.chain([unhealthy]).collect())
        .events(&service_arn("shop", "web"), events)
}

fn describe(words: &str, fake: &FakeEcs) -> Outcome {
    let id = deployment_id(2);
    let command = format!("deployments describe {id} --service web --cluster shop {words}");
    ecs_history(&command).at(fake).outcome()
}

#[test]
fn a_failure_is_shown_with_its_changes_tasks_and_events() {
    let fake = FakeEcs::start(failed(600.0));
    let outcome = describe("", &fake);
    assert_eq!((outcome.code, &*outcome.stderr), (Some(0), ""), "{outcome}");
    for text in [
        "created\n",
        "+2s  started\n",
        "+52s  rollback began\n",
        "finished, took 1m40s\n",
        "Changed          Images: ~ web tag: v1 → v2\n",
        "4 × Essential container in task exited; web exited with 137, as in task 00000000000000000000000000000001\n",
        "1 × Task failed container health checks, as in task 00000000000000000000000000000005\n",
        "deployment failed: tasks failed to start.\n",
        "has started 2 tasks",
        "Next             ecs-history diff 2519 2824 --service web --cluster shop\n",
    ] {
        assert!(outcome.stdout.contains(text), "{text} in {outcome}");
    }
    assert!(
        !outcome.stdout.contains("steady state"),
        "an event from before the deployment: {outcome}"
    );
    let most_frequent = outcome.stdout.find("4 × ");
    assert!(
        most_frequent < outcome.stdout.find("1 × "),
        "the most frequent cause comes first"
    );
    let calls: Vec<Op> = fake.calls().iter().map(|call| call.op).collect();
    let count = |op: Op| calls.iter().filter(|other| **other == op).count();
    assert_eq!(count(Op::DescribeServices), 1);
    assert_eq!(count(Op::ListTasks), 3, "two a page");
    assert_eq!(count(Op::DescribeTasks), 1);
    assert_eq!(count(Op::DescribeTaskDefinition), 2);
}

#[test]
fn denied_details_leave_one_note_per_section() {
    let denied = |scenario: Scenario, op: Op| {
        scenario.fault_always(
            op,
            Fault::error(
                400,
                "AccessDeniedException",
                &format!("not authorized to perform ecs:{op}"),
            ),
        )
    };
    let scenario = [
        Op::DescribeServices,
        Op::ListTasks,
        Op::DescribeTaskDefinition,
    ]
    .into_iter()
    .fold(failed(600.0), denied);
    let fake = FakeEcs::start(scenario);
    let outcome = describe("", &fake);
    outcome.succeeds();
    outcome.assert_stdout("Images: ~ web tag: v1 → v2");
    let notes = outcome.stderr.matches("ecs-history: note: ").count();
    assert_eq!(
        notes, 2,
        "one about the cause, one about the changes: {outcome}"
    );
    outcome.assert_stderr("service events and stopped tasks are not shown");
}

#[test]
fn where_ecs_refuses_the_filter_the_tasks_of_the_service_are_listed() {
    let refused = Fault::error(
        400,
        "InvalidParameterException",
        "startedBy must be the only filter",
    );
    let another = json!({
        "taskArn": "arn:aws:ecs:eu-west-1:123456789012:task/shop/another",
        "startedBy": "ecs-svc/1", "stoppedReason": "Scaling activity",
    });
    let scenario = failed(600.0).stopped_tasks(vec![another]);
    let fake = FakeEcs::start(scenario.fault(Op::ListTasks, 0, refused));
    let outcome = describe("", &fake);
    outcome.assert_stdout("4 × Essential container");
    assert!(!outcome.stdout.contains("Scaling activity"), "{outcome}");
}

#[test]
fn another_error_of_the_task_list_is_no_reason_to_list_all_tasks() {
    let broken = Fault::error(500, "ServerException", "try again");
    let fake = FakeEcs::start(failed(600.0).fault_always(Op::ListTasks, broken));
    let outcome = describe("", &fake);
    outcome.assert_stderr("stopped tasks are not shown");
    let calls = fake.calls();
    let mut lists = calls.iter().filter(|call| call.op == Op::ListTasks);
    assert!(
        lists.all(|list| list.body["startedBy"].is_string()),
        "{calls:?}"
    );
}

#[test]
fn events_of_a_service_that_cannot_be_described_are_not_called_absent() {
    let body = json!({"services": [], "failures": [{"arn": "web", "reason": "MISSING"}]});
    let missing = Fault::Body(body.to_string());
    let fake = FakeEcs::start(failed(600.0).fault_always(Op::DescribeServices, missing));
    let outcome = describe("", &fake);
    outcome.assert_stderr("service web could not be described (MISSING)");
    assert!(!outcome.stdout.contains("no service events"), "{outcome}");
}

#[test]
fn after_two_hours_the_stopped_tasks_are_gone() {
    let fake = FakeEcs::start(failed(7800.0).without_stopped_tasks());
    let outcome = describe("", &fake);
    outcome.assert_stdout("ECS keeps them for about an hour only");
    assert!(
        outcome.stdout.contains("deployment failed"),
        "events are kept longer: {outcome}"
    );
}

#[test]
fn the_cause_is_looked_up_only_for_failures_shown_to_people() {
    for words in ["--no-why", "-o json", "-o tsv"] {
        let fake = FakeEcs::start(failed(600.0));
        describe(words, &fake);
        for op in [Op::DescribeServices, Op::ListTasks, Op::DescribeTasks] {
            assert_eq!(fake.count(op), 0, "{words}");
        }
    }
    let fake = FakeEcs::start(failed(600.0));
    let words = format!(
        "deployments describe {} --service web --cluster shop",
        deployment_id(1)
    );
    ecs_history(&words).at(&fake).stdout();
    assert_eq!(
        fake.count(Op::ListTasks),
        0,
        "a success needs no explanation"
    );
}
