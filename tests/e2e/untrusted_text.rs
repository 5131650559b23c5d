//! Control sequences in every string that AWS returns.

use crate::support::json::{self, text};
use crate::support::run::ecs_history;
use crate::support::{
    Deployment, FakeEcs, Fault, Op, Scenario, deployment_with_all_members,
    revision_with_all_members,
};
use serde_json::Value;

const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\r\n\u{202e}evil\u{9b}31m\t\u{0}";

/// Appends hostile text to every string except those that identify the item.
fn poison(item: &mut Value) {
    json::poison(item, &|text| text.push_str(HOSTILE), &|_| {});
}

/// An endpoint with hostile text, and the ARNs of its deployment and its revision.
fn hostile() -> (FakeEcs, String, String) {
    let mut deployment = deployment_with_all_members();
    let mut revision = revision_with_all_members();
    poison(&mut deployment);
    poison(&mut revision);
    let deployment_arn = text(&deployment, "serviceDeploymentArn");
    let revision_arn = text(&revision, "serviceRevisionArn");
    let fake = FakeEcs::start(Scenario::new().history(vec![deployment], vec![revision]));
    (fake, deployment_arn, revision_arn)
}

#[test]
fn no_control_character_reaches_a_terminal() {
    let (fake, deployment, revision) = hostile();
    let parts: Vec<&str> = deployment.split('/').collect();
    let list = format!("list --cluster {} --service {}", parts[1], parts[2]);
    for command in [
        list,
        format!("deployments describe {deployment}"),
        format!("revisions describe {revision}"),
    ] {
        for output in ["table", "wide", "tsv"] {
            let outcome = ecs_history(&format!("{command} -o {output}"))
                .at(&fake)
                .outcome();
            outcome.succeeds();
            let bad = |c: char| (c.is_control() && !"\n\t".contains(c)) || c == '\u{202e}';
            for printed in [&outcome.stdout, &outcome.stderr] {
                assert!(!printed.contains(bad), "{command} -o {output}: {printed:?}");
            }
        }
    }
}

#[test]
fn json_keeps_text_unchanged() {
    let (fake, _, revision) = hostile();
    let document = ecs_history(&format!("revisions describe {revision} -o json"))
        .at(&fake)
        .json();
    let image = document["serviceRevisions"][0]["containerImages"][0]["image"].as_str();
    assert!(image.expect("an image").ends_with(HOSTILE));
}

#[test]
fn errors_of_aws_are_cleaned() {
    let fault = Fault::error(400, "InvalidParameterException", HOSTILE);
    let fake = FakeEcs::start(
        Scenario::new()
            .service("shop", "web")
            .fault_always(Op::ListServiceDeployments, fault),
    );
    let outcome = ecs_history("list --service web --cluster shop")
        .at(&fake)
        .outcome();
    outcome.fails_with(254);
    assert!(
        !outcome
            .stderr
            .contains(|c: char| c.is_control() && c != '\n'),
        "{:?}",
        outcome.stderr
    );
}

#[test]
fn text_of_any_length_is_printed_in_full() {
    // A column of a table holds at most 60,000 characters.
    for (words, outputs) in [(10_000, ["table", "wide"]), (40_000, ["tsv", "json"])] {
        let long = "long ".repeat(words);
        let deployment = Deployment::new("shop", "web", 1)
            .status("STOPPED")
            .reason(&long);
        let fake = FakeEcs::start(Scenario::new().deployed([deployment]));
        for output in outputs {
            for command in ["list", "deployments describe"] {
                let command = format!("{command} --service web --cluster shop -o {output}");
                let outcome = ecs_history(&command).at(&fake).outcome();
                assert_eq!(outcome.code, Some(0), "{command}");
                assert!(outcome.stdout.contains(long.trim()), "{command} cut it");
            }
        }
    }
}
