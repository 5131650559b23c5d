//! What serves, where the newest deployments alone do not say it.

use crate::support::data::{deployment_id, revision_arn, revision_id};
use crate::support::run::{Outcome, ecs_history};
use crate::support::{Deployment, FakeEcs, Op, Scenario};
use serde_json::{Value, json};

fn web(n: u64, status: &str) -> Deployment {
    Deployment::new("shop", "web", n).status(status)
}

fn run(command: &str, fake: &FakeEcs) -> Outcome {
    ecs_history(&format!("{command} --service web --cluster shop"))
        .at(fake)
        .outcome()
}

/// The id of the revision that `current` stands for.
fn current(scenario: Scenario) -> String {
    let fake = FakeEcs::start(scenario);
    let run = run("revisions describe current -o json", &fake);
    let document = run.json();
    let id = &document["serviceRevisions"][0]["derived"]["revisionId"];
    id.as_str().unwrap_or("-").to_owned()
}

#[test]
fn current_is_found_where_no_success_is_in_reach() {
    for status in [
        "IN_PROGRESS",
        "PENDING",
        "ROLLBACK_IN_PROGRESS",
        "ROLLBACK_FAILED",
        "STOPPED",
    ] {
        let latest = web(7, status).source(Some(5));
        assert_eq!(
            current(Scenario::new().deployed([latest])),
            revision_id(5),
            "{status}"
        );
    }
}

#[test]
fn the_service_is_asked_only_where_the_deployments_do_not_tell() {
    let bare = |n, status| {
        let deployment = web(n, status).without("rollback");
        deployment.with("sourceServiceRevisions", json!([]))
    };
    let scenario = Scenario::new().deployed([web(5, "SUCCESSFUL"), bare(6, "ROLLBACK_FAILED")]);
    let silent = scenario.clone().current_revisions("shop", "web", &[(5, 2)]);
    assert_eq!(current(silent), revision_id(5));

    let known = Scenario::new().deployed([web(5, "SUCCESSFUL")]);
    let fake = FakeEcs::start(known);
    run("revisions describe current", &fake).succeeds();
    assert_eq!(fake.count(Op::DescribeServices), 0);

    let fake = FakeEcs::start(scenario);
    let unknown = run("revisions describe current", &fake);
    unknown.fails_with(3);
}

#[test]
fn a_deployment_out_of_reach_is_named_by_its_revision() {
    let fake = FakeEcs::start(Scenario::new().deployed([web(7, "IN_PROGRESS").source(Some(5))]));
    let run = run("deployments describe current", &fake);
    run.fails_with(3);
    run.assert_stderr(&format!(
        "revision {} serves, but its deployment is not in the history",
        revision_id(5)
    ));
}

#[test]
fn sources_that_contradict_each_other_are_both_named() {
    let scenario = Scenario::new()
        .deployed([web(5, "SUCCESSFUL"), web(6, "SUCCESSFUL")])
        .current_revisions("shop", "web", &[(5, 2)]);
    let status = ecs_history("status --cluster shop -o json")
        .at(&FakeEcs::start(scenario))
        .outcome();
    let document = status.json();
    let derived = &document["services"][0]["derived"];
    assert_eq!(derived["serving"], Value::Null);
    assert_eq!(
        derived["servingRevisionIds"],
        json!([revision_id(5), revision_id(6)])
    );

    let lists =
        Scenario::new().deployed([web(5, "SUCCESSFUL"), web(6, "IN_PROGRESS").source(Some(3))]);
    let fake = FakeEcs::start(lists);
    let described = run("revisions describe current", &fake);
    described.assert_stderr("ECS contradicts itself on what serves");
    described.assert_stderr(&revision_id(3));
    described.assert_stdout(&revision_id(5));
}

#[test]
fn describe_says_what_serves_instead() {
    for status in [
        "ROLLBACK_SUCCESSFUL",
        "ROLLBACK_FAILED",
        "IN_PROGRESS",
        "STOPPED",
    ] {
        let scenario = Scenario::new().deployed([web(5, "SUCCESSFUL"), web(6, status)]);
        let fake = FakeEcs::start(scenario);
        let block = run("deployments describe latest --no-evidence", &fake);
        block.assert_stdout(&format!(
            "Serving now      web:5, revision {}\n",
            revision_id(5)
        ));
    }
}

#[test]
fn a_rollback_that_failed_is_not_called_done() {
    let fake =
        FakeEcs::start(Scenario::new().deployed([web(5, "SUCCESSFUL"), web(6, "ROLLBACK_FAILED")]));
    let id = deployment_id(6);
    let block = run(&format!("deployments describe {id} --no-evidence"), &fake);
    block.assert_stdout("Rollback to      web:5, revision ");
    block.assert_stdout(" (failed)\n");
    let document = run(&format!("deployments describe {id} -o json"), &fake).json();
    let derived = &document["serviceDeployments"][0]["derived"];
    assert_eq!(derived["rolledBackTo"], Value::Null);
}

#[test]
fn only_a_deployment_in_progress_can_be_continued() {
    let hook = json!([{"hookId": "hook-1", "targetType": "PAUSE", "status": "AWAITING_ACTION"}]);
    for (status, offers) in [
        ("IN_PROGRESS", true),
        ("ROLLBACK_IN_PROGRESS", false),
        ("STOP_REQUESTED", false),
        ("STOPPED", false),
    ] {
        let paused = web(6, status).with("lifecycleHookDetails", hook.clone());
        let fake = FakeEcs::start(Scenario::new().deployed([web(5, "SUCCESSFUL"), paused]));
        let block = run("deployments describe latest --no-evidence", &fake);
        let found = block.stdout.contains("continue-service-deployment");
        assert_eq!(found, offers, "{status}: {block}");
    }
}

#[test]
fn what_changed_is_compared_with_the_revision_that_served() {
    let arn = |n| revision_arn("shop", "web", &revision_id(n));
    let source =
        |n, running| json!({"arn": arn(n), "requestedTaskCount": 2, "runningTaskCount": running});
    for sources in [[source(6, 0), source(5, 2)], [source(5, 2), source(6, 0)]] {
        let latest = web(7, "IN_PROGRESS").with("sourceServiceRevisions", json!(sources));
        let scenario = Scenario::new().deployed([web(5, "SUCCESSFUL"), web(6, "STOPPED"), latest]);
        let fake = FakeEcs::start(scenario);
        let block = run("deployments describe latest --no-evidence", &fake);
        block.assert_stdout("Images: ~ web tag: v5 → v7");
    }
}
