//! Answers without what was asked for: neither the item nor a failure. That is an error, never "it is
//! gone" or "nothing changed".

use crate::several_services::services;
use crate::support::data::{REGION, cluster_arn, revision_arn, revision_id, service_arn};
use crate::support::run::{Outcome, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario, several_services};
use serde_json::{Value, json};

fn run(scenario: Scenario, words: &str) -> Outcome {
    let fake = FakeEcs::start(scenario);
    ecs_history(words).at(&fake).without_retries().outcome()
}

/// Three services, deployed in the last hour.
fn shop(describe_services: &Value) -> Scenario {
    let body = Fault::Body(describe_services.to_string());
    several_services("shop", 3, 3).fault_always(Op::DescribeServices, body)
}

/// A service as DescribeServices returns it. It was last deployed in the last hour.
fn service(name: &str) -> Value {
    json!({"serviceArn": service_arn("shop", name), "serviceName": name, "clusterArn": cluster_arn("shop"), "status": "ACTIVE"})
}

#[test]
fn a_task_definition_that_is_not_in_the_answer_is_an_error() {
    for body in [
        "{}",
        r#"{"tags": []}"#,
        r#"{"taskDefinition": null}"#,
        r#"{"taskDefinition": []}"#,
        r#"{"taskDefinition": {}}"#,
        r#"{"taskDefinition": {"family": "web"}}"#,
        r#"{"taskDefinition": "web:1"}"#,
        r#"{"taskDefinition": 7, "tags": []}"#,
        r#"{"taskDefinitions": [{"taskDefinitionArn": "x"}]}"#,
        "[]",
    ] {
        let web = |n| Deployment::new("shop", "web", n);
        let scenario = Scenario::new().deployed([web(1).source(None), web(2)]);
        let fault = Fault::Body(body.to_owned());
        let scenario = scenario.fault_always(Op::DescribeTaskDefinition, fault);
        let words = "diff --exit-code --service web --cluster shop";
        let outcome = run(scenario.clone(), words);
        outcome.fails_with(254);
        outcome.assert_stderr("unexpected response to DescribeTaskDefinition");
        assert_eq!(outcome.stdout, "", "{body}: {outcome}");
        // Beside a deployment it is a detail, and its absence is said.
        let outcome = run(
            scenario,
            "deployments describe --service web --cluster shop",
        );
        outcome.succeeds();
        outcome.assert_stderr("note: task definitions are not compared: unexpected response");
    }
}

#[test]
fn a_revision_that_is_not_in_the_answer_cannot_be_compared() {
    for body in ["{}", r#"{"serviceRevisions": []}"#, r#"{"failures": []}"#] {
        let fault = Fault::Body(body.to_owned());
        let scenario = Scenario::new().fault_always(Op::DescribeServiceRevisions, fault);
        let arn = |n| revision_arn("shop", "web", &revision_id(n));
        let outcome = run(scenario, &format!("diff --exit-code {} {}", arn(1), arn(2)));
        outcome.fails_with(3);
        outcome.assert_stderr("ECS did not return service revision");
        assert_eq!(outcome.stdout, "", "{body}: {outcome}");
    }
}

#[test]
fn services_that_are_not_in_the_answer_are_not_called_deleted() {
    for body in [
        json!({}),
        json!({"services": []}),
        json!({"services": null, "failures": null}),
        json!({"services": [], "failures": []}),
        json!({"services": [service("other")], "failures": []}),
    ] {
        for words in [
            "status -c shop --exit-code",
            "status -c shop -o json",
            "status -c shop -s svc-000,svc-001,svc-002",
            "list -c shop --since 20h",
            "list -c shop -s svc-* --since 20h",
            "stats -c shop",
        ] {
            let outcome = run(shop(&body), words);
            outcome.fails_with(254);
            outcome
                .assert_stderr("ECS did not return 3 of the services: svc-000, svc-001, svc-002");
            for claim in ["deleted", "no services", "there is no"] {
                assert!(!outcome.stderr.contains(claim), "{words} {body}: {outcome}");
            }
        }
    }
}

#[test]
fn a_service_that_is_not_in_the_answer_does_not_hide_the_others() {
    let gone = json!({"arn": service_arn("shop", "svc-001"), "reason": "MISSING"});
    let body = json!({"services": [service("svc-000")], "failures": [gone]});
    let outcome = run(shop(&body), "status -c shop");
    outcome.fails_with(254);
    outcome.assert_stdout("svc-000");
    outcome.assert_stderr("note: deleted in the meantime and left out: svc-001");
    outcome.assert_stderr("error: ECS did not return service svc-002");
    let outcome = run(shop(&body), "list -c shop --since 20h -o json");
    outcome.fails_with(254);
    assert_eq!(services(&outcome), ["shop/svc-000", "shop/svc-000"]);
}

#[test]
fn only_a_failure_that_says_missing_makes_a_service_deleted() {
    let failure = |reason: Value| json!({"arn": service_arn("shop", "svc-001"), "reason": reason});
    for (reason, words) in [
        (json!("ACCESS_DENIED"), "(ACCESS_DENIED)"),
        (json!("INTERNAL"), "(INTERNAL)"),
        (Value::Null, "(no reason given)"),
    ] {
        let found = [service("svc-000"), service("svc-002")];
        let body = json!({"services": found, "failures": [failure(reason)]});
        let outcome = run(shop(&body), "status -c shop");
        outcome.fails_with(254);
        outcome.assert_stderr(&format!("service svc-001 could not be described {words}"));
        assert!(!outcome.stderr.contains("deleted"), "{outcome}");
        assert_eq!(outcome.stdout.lines().count(), 1 + 2, "{outcome}");
    }
    // A failure that names something else stands for the one without an answer.
    let other = format!("arn:aws:ecs:{REGION}:123456789012:service/legacy");
    let failures = json!([{"arn": other, "reason": "MISSING"}]);
    let body = json!({"services": [service("svc-000"), service("svc-002")], "failures": failures});
    let outcome = run(shop(&body), "status -c shop");
    outcome.succeeds();
    outcome.assert_stderr("deleted in the meantime and left out: svc-001");
}

#[test]
fn evidence_that_is_not_in_the_answer_is_noted() {
    let web = |n| Deployment::new("shop", "web", n);
    let scenario = || {
        let rolled_back = web(2).status("ROLLBACK_SUCCESSFUL");
        let task = json!({"taskArn": format!("arn:aws:ecs:{REGION}:123456789012:task/shop/1"), "startedBy": format!("ecs-svc/{}", revision_id(2))});
        let history = Scenario::new().deployed([web(1).source(None), rolled_back]);
        history.stopped_tasks(vec![task])
    };
    for (op, note) in [
        (Op::DescribeServices, "service events are not shown"),
        (Op::DescribeTasks, "stopped tasks are not shown"),
    ] {
        let scenario = scenario().fault_always(op, Fault::Body("{}".to_owned()));
        let outcome = run(
            scenario,
            "deployments describe --service web --cluster shop",
        );
        outcome.succeeds();
        outcome.assert_stderr(note);
        outcome.assert_stderr("ECS did not return");
    }
}
