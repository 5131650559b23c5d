//! `--from` and `--demo`: saved histories.

use crate::support::data;
use crate::support::json::list;
use crate::support::run::{LIST, Run, ecs_history};
use crate::support::{Deployment, FakeEcs, Scenario, aws_samples, shop};
use serde_json::{Value, json};

/// Runs it with `--from` a file of this content.
fn from(run: Run, content: &str) -> Run {
    let path = run.path("history.json");
    run.file("history.json", content).arg("--from").arg(&path)
}

/// The list and the revisions of a service, as a script would save them.
fn saved() -> String {
    let fake = FakeEcs::start(shop(30));
    let listed = ecs_history(&format!("{LIST} -o json")).at(&fake).stdout();
    let described = ecs_history("revisions describe --service web --cluster shop -o json")
        .at(&fake)
        .stdout();
    listed + &described
}

#[test]
fn a_saved_history_reads_back_unchanged() {
    let saved = saved();
    let listed = |flags: &str| from(ecs_history(&format!("list {flags}")), &saved);
    let all = listed("-o json").json();
    assert_eq!(list(&all, "serviceDeployments").len(), 30);
    let (first, _) = saved.split_once("\n}\n{").expect("two documents");
    let original: Value = serde_json::from_str(&format!("{first}\n}}")).expect("the list");
    assert_eq!(all, original, "saving and reading changes nothing");
    assert_eq!(
        listed("-n 3 -o tsv --service web").stdout().lines().count(),
        3
    );
    assert_eq!(listed("--status unsuccessful -o tsv").outcome().stdout, "");
    let described = from(ecs_history("deployments describe latest~4 -o json"), &saved).json();
    assert_eq!(
        described["serviceDeployments"][0]["derived"]["taskDefinition"],
        json!("web:26")
    );
}

#[test]
fn a_saved_list_keeps_its_outcomes() {
    let web = |n, status| Deployment::new("shop", "web", n).status(status);
    let breaker = json!({"status": "TRIGGERED", "failureCount": 3, "threshold": 3});
    let deployments = [
        web(5, "IN_PROGRESS").with(
            "lifecycleHookDetails",
            json!([{"status": "AWAITING_ACTION"}]),
        ),
        web(4, "ROLLBACK_SUCCESSFUL"),
        web(3, "SUCCESSFUL"),
        web(2, "STOPPED")
            .with("deploymentCircuitBreaker", breaker)
            .took(data::INTERVAL + 60.0),
        web(1, "SUCCESSFUL"),
    ];
    let fake = FakeEcs::start(Scenario::new().deployed(deployments));
    let original = ecs_history(&format!("{LIST} -o json")).at(&fake).stdout();
    for outcome in ["awaiting_action", "rolled_back", "succeeded", "failed"] {
        assert!(
            original.contains(&format!("\"outcome\": \"{outcome}\"")),
            "{original}"
        );
    }
    assert_eq!(
        from(ecs_history("list -o json"), &original).stdout(),
        original
    );
    let table = from(ecs_history("list"), &original).stdout();
    assert!(table.contains("rolled back to web:3"), "{table}");
}

#[test]
fn jsonl_and_aws_cli_output_are_read() {
    let (deployments, _) = data::history("shop", "web", 5, data::EPOCH);
    let lines: Vec<String> = deployments.iter().map(Value::to_string).collect();
    let run = from(ecs_history("list -o tsv"), &lines.join("\n")).outcome();
    assert_eq!(run.stdout.lines().count(), 5, "{run}");

    let mut sample = aws_samples::cli_deployment();
    sample["createdAt"] = json!("2024-10-31T08:03:30.917000-04:00");
    let document = json!({"serviceDeployments": [sample], "failures": []}).to_string();
    let run = from(
        ecs_history("deployments describe latest -o json"),
        &document,
    )
    .outcome();
    assert_eq!(
        run.json()["serviceDeployments"][0]["createdAt"],
        json!("2024-10-31T12:03:30.917Z"),
        "{run}"
    );
}

#[test]
fn a_saved_page_is_noted_as_incomplete() {
    let (deployments, _) = data::history("shop", "web", 2, data::EPOCH);
    let page = json!({"serviceDeployments": deployments, "nextToken": "more"}).to_string();
    let run = from(ecs_history("list --brief"), &format!("\u{feff}{page}")).outcome();
    run.succeeds();
    run.assert_stderr("has a nextToken");
}

#[test]
fn services_of_the_same_name_are_told_apart_by_cluster() {
    let items = |cluster| data::history(cluster, "web", 1, data::EPOCH).0;
    let items = [items("shop"), items("mall")].concat();
    let both = json!({"serviceDeployments": items}).to_string();
    let table = from(ecs_history("list --brief"), &both).stdout();
    assert!(
        table.starts_with("CLUSTER  SERVICE  DEPLOYMENT")
            && table.contains("\nshop     web  ")
            && table.contains("\nmall     web  "),
        "{table}"
    );
    let run = from(
        ecs_history("deployments describe latest --service web"),
        &both,
    )
    .outcome();
    run.fails_with(252);
    run.assert_stderr("--cluster");
}

#[test]
fn a_history_is_read_from_standard_input() {
    let run = ecs_history("list --from - -o tsv")
        .input(&saved())
        .outcome();
    assert_eq!(run.stdout.lines().count(), 30, "{run}");
    let run = ecs_history("deployments describe - --from -")
        .input(&saved())
        .outcome();
    run.fails_with(252);
}

#[test]
fn an_unreadable_history_says_where_and_why() {
    for (content, words) in [
        ("{\n  \"serviceDeployments\": [}", "line 2 column 26"),
        ("<html>", "line 1 column 1"),
        ("{\"tasks\": []}", "is not a deployment history"),
        ("", "it is empty"),
        ("\u{0}\u{1}", "is not JSON"),
    ] {
        let run = from(ecs_history("list"), content).outcome();
        run.fails_with(252);
        run.assert_stderr(words);
        assert_eq!(run.stdout, "", "{run}");
    }
    let run = ecs_history("list --from /nowhere/history.json").outcome();
    run.fails_with(252);
    run.assert_stderr("/nowhere/history.json could not be read");
}

#[test]
fn an_unknown_service_is_named_with_those_of_the_history() {
    let run = ecs_history("--demo list --service wbe").outcome();
    run.fails_with(254);
    insta::assert_snapshot!(run.stderr, @"
    ecs-history: error: there is no service wbe in the demo
      hint: available services: checkout in cluster shop, web in cluster shop
    ");
}

#[test]
fn an_id_without_a_service_asks_for_one() {
    let run = ecs_history("--demo deployments describe latest").outcome();
    run.fails_with(252);
    run.assert_stderr("--service");
}

#[test]
fn the_demo_shows_every_outcome() {
    let document = ecs_history("--demo list -o json").json();
    let items = list(&document, "serviceDeployments");
    for outcome in [
        "pending",
        "in_progress",
        "awaiting_action",
        "stopping",
        "rolling_back",
        "succeeded",
        "rolled_back",
        "rollback_failed",
        "failed",
        "superseded",
        "stopped",
    ] {
        assert!(
            items
                .iter()
                .any(|item| item["derived"]["outcome"] == json!(outcome)),
            "no {outcome}"
        );
    }
    assert!(
        items
            .iter()
            .all(|item| item["derived"]["taskDefinition"].is_string())
    );
}

#[test]
fn the_demo_prints_this_table() {
    let table = ecs_history("--demo list --time relative").stdout();
    insta::assert_snapshot!("demo", table);
}

#[test]
fn services_of_the_demo_are_selected_by_name_and_pattern() {
    for (flags, rows) in [("-s web,checkout", 32), ("-s w*", 19), ("-s * -c s*", 32)] {
        let run = ecs_history(&format!("--demo list {flags} -o jsonl")).stdout();
        assert_eq!(run.lines().count(), rows, "{flags}");
    }
    for command in ["list", "status", "stats"] {
        let run = ecs_history(&format!("--demo {command} -s web,nope-*")).outcome();
        assert_eq!(run.code, Some(3), "{run}");
        run.assert_stderr("no service matches nope-*, out of 2");
        assert!(!run.stdout.is_empty(), "{run}");
    }
}

#[test]
fn a_saved_status_keeps_services_without_deployments() {
    let saved = ecs_history("--demo status -o json").outcome().stdout;
    let run = from(ecs_history("status"), &saved).outcome();
    run.succeeds();
    assert_eq!(
        run.stdout.matches("no deployment in the history").count(),
        2,
        "{run}"
    );
}

#[test]
fn every_command_names_an_unknown_service_or_cluster_in_the_same_words() {
    let no_service = "ecs-history: error: there is no service nope in the demo\n  \
                      hint: available services: checkout in cluster shop, web in cluster shop\n";
    let no_cluster = "ecs-history: error: there is no cluster nope in the demo\n  \
                      hint: available clusters: shop\n";
    for (words, error) in [
        ("list -s nope", no_service),
        ("status -s nope", no_service),
        ("stats -s nope --since 9d", no_service),
        ("revisions list -s nope", no_service),
        ("deployments describe -s nope", no_service),
        ("diff -s nope", no_service),
        ("list -c nope", no_cluster),
        ("list -c nope --since 9d -o timeline", no_cluster),
        ("status -c nope", no_cluster),
        ("status -c nope --exit-code -o json", no_cluster),
        ("stats -c nope --since 9d", no_cluster),
        ("list -c nope -s w*", no_cluster),
    ] {
        let run = ecs_history(&format!("--demo {words}")).outcome();
        run.fails_with(254);
        assert_eq!((&*run.stdout, &*run.stderr), ("", error), "{words}");
    }
    // The others are shown all the same.
    let run = ecs_history("--demo status -c nope,shop -o jsonl").outcome();
    run.fails_with(254);
    assert_eq!(run.stdout.lines().count(), 2, "{run}");
}

#[test]
fn notes_on_a_saved_history_are_true_of_it() {
    let demo = |words: &str| ecs_history(&format!("--demo {words}")).outcome().stdout;
    let listed = demo("list -s web -o json");
    // The list itself has the task definitions and the images.
    let run = from(ecs_history("revisions list -s web"), &listed).outcome();
    run.succeeds();
    run.assert_stdout("web:38    web:v3.13.1 +1");
    assert!(!run.stderr.contains("task definitions and images"), "{run}");
    run.assert_stderr("note: when they were created is not known: 19 revisions could not be");
    // Revisions are collected from deployments.
    let revisions = demo("revisions list -s web -o json");
    let run = from(ecs_history("revisions list"), &revisions).outcome();
    run.succeeds();
    run.assert_stderr("note: revisions are collected from deployments, and");
    run.assert_stderr("history.json has none");
    // What is missing is missing in the file, not in ECS.
    let run = from(ecs_history("diff -s web"), &listed).outcome();
    run.fails_with(3);
    run.assert_stderr("hint: add the output of `ecs-history revisions describe -o json` to it");
    assert!(!run.stderr.contains("2024"), "{run}");
}

#[test]
fn the_recipe_for_saved_histories_serves_every_command() {
    let demo = |words: &str| ecs_history(&format!("--demo {words}")).outcome().stdout;
    let saved = ["list", "revisions list"].map(|words| demo(&format!("{words} -s web -o json")));
    let saved = saved.concat();
    for words in [
        "list",
        "status",
        "stats --since 90d",
        "deployments describe",
        "revisions list",
        "revisions describe current",
        "diff",
        "wait current -s web",
    ] {
        let run = from(ecs_history(words), &saved).outcome();
        run.succeeds();
        assert!(!run.stdout.is_empty(), "{words}: {run}");
        assert!(!run.stderr.contains("missing"), "{words}: {run}");
    }
}
