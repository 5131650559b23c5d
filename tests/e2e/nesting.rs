//! Items that are nested too deep to be printed.

use crate::support::data;
use crate::support::run::{LIST, ecs_history};
use crate::support::{Deployment, FakeEcs, Scenario};
use serde_json::json;

/// Arrays within each other.
fn nested(levels: usize) -> serde_json::Value {
    (0..levels).fold(json!("deep"), |value, _| json!([value]))
}

#[test]
fn an_item_that_is_nested_too_deep_is_named_before_anything_is_printed() {
    let fake = |levels: usize| {
        let mut deployment = Deployment::new("shop", "web", 2).build();
        deployment["newMember"] = nested(levels);
        let mut revision = data::revision("shop", "web", 2);
        revision["newMember"] = nested(levels);
        let history = vec![Deployment::new("shop", "web", 1).build(), deployment];
        let revisions = vec![data::revision("shop", "web", 1), revision];
        FakeEcs::start(Scenario::new().history(history, revisions))
    };
    let arn = data::deployment_arn("shop", "web", &data::deployment_id(2));
    let revision_arn = data::revision_arn("shop", "web", &data::revision_id(2));
    let commands = [
        (
            format!("{LIST} --brief -o json"),
            "ListServiceDeployments",
            &arn,
        ),
        (format!("{LIST} --brief"), "ListServiceDeployments", &arn),
        (
            format!("{LIST} --brief -o jsonl"),
            "ListServiceDeployments",
            &arn,
        ),
        (
            format!("deployments describe {arn}"),
            "DescribeServiceDeployments",
            &arn,
        ),
        (
            format!("revisions describe {revision_arn}"),
            "DescribeServiceRevisions",
            &revision_arn,
        ),
        (
            format!("revisions describe {revision_arn} -o json"),
            "DescribeServiceRevisions",
            &revision_arn,
        ),
    ];
    for (words, operation, arn) in &commands {
        let deepest = fake(126);
        ecs_history(words).at(&deepest).outcome().succeeds();
        for levels in [127, 128, 200] {
            let outcome = ecs_history(words)
                .at(&fake(levels))
                .without_retries()
                .outcome();
            outcome.fails_with(254);
            outcome.assert_stderr(&format!("unexpected response to {operation}"));
            outcome.assert_stderr(&format!("{arn} is nested deeper than 127 levels"));
            // As after any error, a describe prints the document of what was described: nothing.
            assert!(!outcome.stdout.contains("newMember"), "{words} {levels}");
            if !outcome.stdout.is_empty() {
                assert_eq!(outcome.json()["serviceRevisions"], json!([]));
            }
        }
    }
}

#[test]
fn a_saved_item_that_is_nested_too_deep_is_named() {
    let deep = |arn: &str| {
        format!(
            r#"{{"serviceDeploymentArn": "{arn}", "x": {}}}"#,
            nested(130)
        )
    };
    let arn = data::deployment_arn("shop", "web", "abcdefgh12345678");
    for document in [
        deep(&arn),
        format!(r#"{{"serviceDeployments": [{}]}}"#, deep(&arn)),
    ] {
        for command in ["list --from - -o json", "list --from -"] {
            let outcome = ecs_history(command).input(&document).outcome();
            outcome.fails_with(252);
            outcome.assert_stderr(&format!(
                "{arn} in standard input is nested too deep at line 1"
            ));
            assert_eq!(outcome.stdout, "", "{document}");
        }
    }
}
