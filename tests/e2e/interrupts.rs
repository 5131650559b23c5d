//! Ctrl-C while a call hangs: what had arrived is printed, and the exit code is 130.

use crate::support::data::{self, deployment_arn, deployment_id, revision_arn, revision_id};
use crate::support::run::{Outcome, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario, shop};
use serde_json::json;
use std::time::Duration;

fn hang() -> Fault {
    Fault::Hang(Duration::from_secs(60))
}

/// A deployment that was rolled back a minute ago, with events.
fn rolled_back() -> Scenario {
    let created = data::now() - 160.0;
    let web = |n| Deployment::new("shop", "web", n).created(created - 86_400.0 * (2 - n) as f64);
    let event =
        json!({"id": "e", "createdAt": created + 90.0, "message": "deployment failed: because."});
    let rolled_back = web(2).status("ROLLBACK_SUCCESSFUL").took(100.0);
    Scenario::new()
        .deployed([web(1).source(None), rolled_back])
        .events(&data::service_arn("shop", "web"), vec![event])
}

/// Presses Ctrl-C once an operation was called this often. Every call from the nth on hangs.
fn interrupted(scenario: Scenario, words: &str, op: Op, nth: usize) -> Outcome {
    let fake = FakeEcs::start(scenario.faults(op, nth..nth + 50, hang()));
    let outcome = ecs_history(words)
        .at(&fake)
        .outcome_of_interrupt(|| fake.count(op) > nth);
    // Not all of the planned faults were used.
    fake.change(|_| Scenario::new());
    assert_eq!(outcome.code, Some(130), "{words}: {outcome}");
    assert!(!outcome.stderr.contains("error:"), "{words}: {outcome}");
    outcome
}

#[test]
fn a_deployment_is_shown_though_a_call_for_its_details_hangs() {
    let words = "deployments describe --service web --cluster shop";
    for (op, nth) in [
        (Op::DescribeServiceRevisions, 0),
        (Op::DescribeTaskDefinition, 0),
        (Op::DescribeTaskDefinition, 1),
        (Op::DescribeServices, 0),
        (Op::ListTasks, 0),
    ] {
        let outcome = interrupted(rolled_back(), words, op, nth);
        outcome.assert_stdout(&format!("Deployment {}", deployment_id(2)));
        outcome.assert_stdout("rolled_back (ROLLBACK_SUCCESSFUL)");
        outcome.assert_stderr("note: interrupted: details may be missing");
    }
    // What had arrived before is shown, too.
    let outcome = interrupted(rolled_back(), words, Op::DescribeTaskDefinition, 0);
    outcome.assert_stdout("web:2, revision");
    let outcome = interrupted(rolled_back(), words, Op::ListTasks, 0);
    outcome.assert_stdout("Changed          Images: ~ web tag: v1 → v2");
    let json = format!("{words} -o json");
    let outcome = interrupted(rolled_back(), &json, Op::DescribeServiceRevisions, 0);
    let document = outcome.json();
    let item = &document["serviceDeployments"][0];
    assert_eq!(item["derived"]["outcome"], "rolled_back", "{outcome}");
}

#[test]
fn a_stopped_deployment_is_shown_though_the_newer_ones_are_not_known() {
    let arn = deployment_arn("shop", "web", &deployment_id(1));
    let stopped = Deployment::new("shop", "web", 1).status("STOPPED");
    let outcome = interrupted(
        Scenario::new().deployed([stopped]),
        &format!("deployments describe {arn}"),
        Op::ListServiceDeployments,
        0,
    );
    outcome.assert_stdout(&format!("Deployment {}", deployment_id(1)));
}

#[test]
fn batches_that_arrived_are_shown() {
    for (words, op, member) in [
        (
            "deployments",
            Op::DescribeServiceDeployments,
            "serviceDeployments",
        ),
        (
            "revisions",
            Op::DescribeServiceRevisions,
            "serviceRevisions",
        ),
    ] {
        let arn = |n| match words {
            "revisions" => revision_arn("shop", "web", &revision_id(n)),
            _ => deployment_arn("shop", "web", &deployment_id(n)),
        };
        let fake = FakeEcs::start(shop(30).fault(op, 1, hang()));
        let ids: Vec<String> = (1..31).map(arn).collect();
        let arguments = format!("{words} describe {} -o json", ids.join(" "));
        let outcome = ecs_history(&arguments).at(&fake).outcome_of_interrupt(|| {
            std::thread::sleep(Duration::from_millis(200));
            fake.count(op) > 1
        });
        assert_eq!(outcome.code, Some(130), "{outcome}");
        let items = outcome.json()[member].as_array().map_or(0, Vec::len);
        assert!((10..=20).contains(&items), "{outcome}");
        outcome.assert_stderr("note: interrupted after");
    }
}

#[test]
fn nothing_is_printed_where_nothing_had_arrived() {
    for (words, op) in [
        ("deployments describe", Op::ListServiceDeployments),
        ("deployments describe", Op::DescribeServiceDeployments),
        ("revisions describe", Op::ListServiceDeployments),
        ("revisions describe", Op::DescribeServiceRevisions),
        ("revisions list", Op::ListServiceDeployments),
        ("diff web:1 web:2", Op::DescribeTaskDefinition),
        ("stats", Op::ListServiceDeployments),
    ] {
        for format in ["table", "json"] {
            let words = format!("{words} --service web --cluster shop -o {format}");
            let outcome = interrupted(shop(3), &words, op, 0);
            assert_eq!(outcome.stdout, "", "{words}: {outcome}");
        }
    }
}

#[test]
fn figures_of_what_was_listed_are_shown() {
    for (words, op, shown) in [
        ("stats", Op::DescribeServiceDeployments, "\nweb      2 "),
        (
            "list --since 2h",
            Op::DescribeServiceDeployments,
            "rolled_back",
        ),
        (
            "list --since 2h",
            Op::DescribeServiceRevisions,
            "rolled_back",
        ),
        (
            "revisions list",
            Op::DescribeServiceRevisions,
            "rolled_back",
        ),
        ("status", Op::DescribeServiceRevisions, "rolled_back"),
    ] {
        let words = format!("{words} --service web --cluster shop");
        let outcome = interrupted(rolled_back(), &words, op, 0);
        outcome.assert_stdout(shown);
        outcome.assert_stderr("note: interrupted: details may be missing");
    }
}
