//! Text from AWS that a CI runner would take for a command, in everything that a job prints.

use crate::support::json::text;
use crate::support::run::{Outcome, ecs_history};
use crate::support::{
    Deployment, FakeEcs, Fault, Op, Scenario, deployment_with_all_members,
    revision_with_all_members,
};
use serde_json::{Value, json};

const COMMANDS: [&str; 8] = [
    "::error::owned",
    "x\n::set-output name=a::b",
    "x\r\n  ::add-mask::a",
    "##[group]owned",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[buildProblem description='a']",
    "section_start:1:a\r\u{1b}[0K",
    "long words before the place where a line of a narrow block is broken so that it may begin ::warning::owned",
];

/// What a runner would make of a line. <https://github.com/actions/runner>, `ActionCommand.cs`.
fn is_command(line: &str) -> bool {
    let bracket = |(_, rest): (&str, &str)| {
        let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        name.starts_with('[')
    };
    line.trim_start().starts_with("::")
        || line
            .match_indices("##")
            .any(|(at, _)| bracket(line.split_at(at + 2)))
        || line.contains("section_start:")
        || line.contains("section_end:")
}

fn assert_harmless(outcome: &Outcome, what: &str) {
    for line in outcome.stdout.lines().chain(outcome.stderr.lines()) {
        assert!(!is_command(line), "{what}: {line}\n{outcome}");
    }
}

/// Replaces every string except those that identify the item.
fn poison(value: &mut Value, name: &str, with: &str) {
    const KEPT: [&str; 6] = [
        "serviceDeploymentArn",
        "serviceRevisionArn",
        "serviceArn",
        "clusterArn",
        "arn",
        "status",
    ];
    match value {
        Value::String(text) if !KEPT.contains(&name) => with.clone_into(text),
        Value::Object(members) => {
            members
                .iter_mut()
                .for_each(|(name, member)| poison(member, name, with));
            members.insert(with.to_owned(), json!({with: [with]}));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, name, with)),
        _ => {}
    }
}

#[test]
fn no_line_of_any_output_is_a_command() {
    for command in COMMANDS {
        let mut deployment = deployment_with_all_members();
        let mut revision = revision_with_all_members();
        poison(&mut deployment, "", command);
        poison(&mut revision, "", command);
        let deployment_arn = text(&deployment, "serviceDeploymentArn");
        let revision_arn = text(&revision, "serviceRevisionArn");
        let fake = FakeEcs::start(Scenario::new().history(vec![deployment], vec![revision]));
        let parts: Vec<&str> = deployment_arn.split('/').collect();
        let at = format!("--cluster {} --service {}", parts[1], parts[2]);
        let tables = ["table", "wide", "tsv", "csv", "markdown", "json", "jsonl"];
        let blocks = ["table", "wide", "tsv", "json", "jsonl"];
        for (words, formats) in [
            (format!("list {at}"), &tables[..]),
            (format!("describe {deployment_arn}"), &blocks),
            (format!("revisions list {at}"), &tables),
            (format!("revisions describe {revision_arn}"), &blocks),
        ] {
            for format in formats {
                let outcome = ecs_history(&format!("{words} -o {format}"))
                    .at(&fake)
                    .outcome();
                assert_harmless(&outcome, &format!("{words} -o {format}"));
            }
        }
    }
}

#[test]
fn json_is_the_same_data() {
    for command in COMMANDS {
        let deployment = Deployment::new("shop", "web", 1).reason(command);
        let fake = FakeEcs::start(Scenario::new().deployed([deployment]));
        let document = ecs_history("list --service web --cluster shop -o json")
            .at(&fake)
            .json();
        assert_eq!(document["serviceDeployments"][0]["statusReason"], command);
    }
}

#[test]
fn errors_are_no_commands_and_stay_on_their_lines() {
    for command in COMMANDS {
        let fault = Fault::error(400, "InvalidParameterException", command);
        let fake = FakeEcs::start(
            Scenario::new()
                .service("shop", "web")
                .fault_always(Op::ListServiceDeployments, fault),
        );
        for words in ["list", "describe", "diff", "status", "wait"] {
            let outcome = ecs_history(&format!("{words} --service web --cluster shop"))
                .at(&fake)
                .outcome();
            assert_ne!(outcome.code, Some(0), "{words}");
            assert_harmless(&outcome, words);
            let begins = ["ecs-history: ", "  caused by: ", "  hint: "];
            for line in outcome.stderr.lines() {
                let is_ours = begins.iter().any(|begin| line.starts_with(begin));
                assert!(is_ours, "{words}: {line}");
            }
        }
    }
}

#[test]
fn a_failure_is_no_command() {
    for command in COMMANDS {
        let deployment = Deployment::new("shop", "web", 1)
            .status("ROLLBACK_SUCCESSFUL")
            .reason(command)
            .with("lifecycleStage", json!(command))
            .with(
                "alarms",
                json!({"status": "TRIGGERED", "triggeredAlarmNames": [command]}),
            );
        let arn = deployment.arn();
        let fake = FakeEcs::start(Scenario::new().deployed([deployment]));
        for format in ["table", "json", "jsonl"] {
            let file = tempfile::NamedTempFile::new().expect("a file");
            let run = ecs_history(&format!("wait {arn} -o {format} --summary")).at(&fake);
            let mut outcome = run.arg(&file.path().display().to_string()).outcome();
            assert_eq!(outcome.code, Some(1), "{outcome}");
            outcome.stdout += &std::fs::read_to_string(file.path()).expect("a summary");
            assert_harmless(&outcome, format);
        }
    }
}
