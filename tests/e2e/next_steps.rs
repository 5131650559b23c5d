//! The commands that are suggested: what a shell makes of them, and that they work.

use crate::support::data::{deployment_id, service_arn};
use crate::support::run::{Outcome, PROGRAM, Run, ecs_history};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario, shop};
use serde_json::json;
use std::process::Command;

/// Hostile words that can be pasted if they are quoted.
const HOSTILE: [&str; 8] = [
    "$(touch owned)",
    "`touch owned`",
    "a'; touch owned #",
    "a\"; touch owned #",
    "two words",
    "-rf",
    "a&b|c>owned",
    "häßlich*?",
];

/// The suggested commands in a run's output: in lines of their own, and in hints between backticks.
fn suggested(outcome: &Outcome) -> Vec<String> {
    let mut commands = Vec::new();
    for line in outcome.stdout.lines().chain(outcome.stderr.lines()) {
        let begins = [
            "Next",
            "To continue",
            "To roll back",
            "To go back",
            "To keep waiting",
        ];
        let text = line.trim_start();
        let label = begins.iter().find_map(|label| text.strip_prefix(label));
        if let Some(command) = label.map(str::trim_start) {
            commands.push(command.to_owned());
        } else if let Some((_, command)) = line.split_once("to continue: ") {
            commands.push(command.to_owned());
        } else if let Some((_, hint)) = line.split_once("hint: ") {
            // A command may have backticks in it, but not with a space before.
            for begin in ["`ecs-history ", "`aws "] {
                if let Some((_, rest)) = hint.split_once(begin) {
                    let end = rest.rfind('`').expect("the end of a command");
                    commands.push(format!("{}{}", &begin[1..], &rest[..end]));
                }
            }
        }
    }
    commands
}

/// The words that arrive if a shell runs the line, the program first.
fn words(line: &str) -> Vec<String> {
    let directory = tempfile::tempdir().expect("a directory");
    let script = format!(
        "show() {{ for word in \"$@\"; do printf '%s\\0' \"$word\"; done; }}\n\
         aws() {{ show aws \"$@\"; }}\necs_history() {{ show ecs-history \"$@\"; }}\n{}",
        line.replacen("ecs-history", "ecs_history", 1)
    );
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(directory.path())
        .output()
        .expect("a shell");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{line}"
    );
    let files = std::fs::read_dir(directory.path())
        .expect("readable")
        .count();
    assert_eq!(files, 0, "it did something else, too: {line}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.split_terminator('\0').map(str::to_owned).collect()
}

/// The only command for this program among those that are suggested.
fn only(outcome: &Outcome, begin: &str) -> String {
    let mut commands = suggested(outcome);
    commands.retain(|command| command.starts_with(begin));
    assert_eq!(commands.len(), 1, "{begin}: {commands:?}\n{outcome}");
    commands.remove(0)
}

/// A run with the words of a suggested command.
fn pasted(line: &str) -> Run {
    let mut words = words(line).into_iter();
    assert_eq!(words.next().as_deref(), Some("ecs-history"));
    words.fold(Run::of(PROGRAM.as_ref(), ""), |run, word| run.arg(&word))
}

fn paused(hook: &str) -> Deployment {
    Deployment::new("shop", "web", 2)
        .status("IN_PROGRESS")
        .with(
            "lifecycleHookDetails",
            json!([{"hookId": hook, "targetType": "PAUSE", "status": "AWAITING_ACTION"}]),
        )
}

#[test]
fn hostile_text_of_aws_arrives_as_it_is() {
    for hook in HOSTILE {
        let first = Deployment::new("shop", "web", 1).source(None);
        let fake = FakeEcs::start(Scenario::new().deployed([first, paused(hook)]));
        let at = "--service web --cluster shop";
        for command in [
            format!("describe {at}"),
            format!("wait latest {at} --until paused"),
            format!("wait latest {at} --until paused -o json"),
        ] {
            let outcome = ecs_history(&command).at(&fake).outcome();
            let lines = suggested(&outcome);
            let continues = lines
                .iter()
                .filter(|line| line.contains("continue-service"));
            let continues: Vec<_> = continues.map(|line| words(line)).collect();
            assert!(!continues.is_empty(), "{hook}: {outcome}");
            for words in continues {
                let joined = format!("--hook-id={hook}");
                let has_hook = words.contains(&joined)
                    || words.windows(2).any(|pair| pair == ["--hook-id", hook]);
                assert!(has_hook, "{hook}: {words:?}");
            }
            for line in lines {
                words(&line);
            }
        }
    }
}

#[test]
fn what_cannot_be_pasted_is_not_suggested() {
    for hook in [
        "a\nb",
        "\u{1b}[2J",
        "a\u{202e}b",
        "file:///etc/passwd",
        "::error::x",
    ] {
        let first = Deployment::new("shop", "web", 1).source(None);
        let fake = FakeEcs::start(Scenario::new().deployed([first, paused(hook)]));
        let outcome = ecs_history("describe --service web --cluster shop")
            .at(&fake)
            .outcome();
        outcome.succeeds();
        let lines = suggested(&outcome);
        assert!(!lines.is_empty());
        assert!(
            !lines.iter().any(|line| line.contains("hook-id")),
            "{outcome}"
        );
    }
}

#[test]
fn hostile_flags_arrive_as_they_are() {
    let fake = FakeEcs::start(Scenario::new().deployed([
        Deployment::new("shop", "web", 1).source(None),
        Deployment::new("shop", "web", 2).status("IN_PROGRESS"),
    ]));
    for profile in HOSTILE.iter().filter(|profile| !profile.contains('#')) {
        let run = ecs_history("describe --service web --cluster shop")
            .at(&fake)
            .file(
                ".aws/config",
                &format!(
                    "[profile \"{}\"]\nregion = eu-west-1\n",
                    profile.replace('"', "")
                ),
            )
            .arg(&format!("--profile={profile}"));
        let outcome = run.outcome();
        for line in suggested(&outcome) {
            let words = words(&line);
            let joined = format!("--profile={profile}");
            let has_profile = words.contains(&joined)
                || words.windows(2).any(|pair| pair == ["--profile", profile]);
            assert!(has_profile || outcome.code != Some(0), "{profile}: {line}");
        }
    }
}

#[test]
fn a_suggested_command_finds_the_same() {
    let history = [
        Deployment::new("shop", "web", 1).source(None),
        Deployment::new("shop", "web", 2),
        Deployment::new("shop", "web", 3).status("ROLLBACK_SUCCESSFUL"),
    ];
    let fake = FakeEcs::start(Scenario::new().deployed(history));
    let third = deployment_id(3);
    // A failed deployment: after the wait its details, and after those what it changed.
    let waited = ecs_history("wait latest --service web --cluster shop")
        .at(&fake)
        .outcome();
    let describe = only(&waited, "ecs-history describe");
    assert_eq!(
        describe,
        format!(
            "ecs-history describe {} --service web --cluster shop",
            &third[..4]
        )
    );
    let described = pasted(&describe).at(&fake).outcome();
    described.succeeds().assert_stdout(&third);
    let diff = only(&described, "ecs-history diff");
    assert!(!diff.contains("arn:"), "{diff}");
    let compared = pasted(&diff).at(&fake).outcome();
    compared.succeeds().assert_stdout("web:2 → web:3");
    // Named by its ARN, it is found in the same way.
    let arn = Deployment::new("shop", "web", 3).arn();
    let described = ecs_history(&format!("describe {arn}")).at(&fake).outcome();
    let diff = only(&described, "ecs-history diff");
    assert!(
        diff.contains("--region eu-west-1"),
        "the ARN named it: {diff}"
    );
    pasted(&diff).at(&fake).outcome().succeeds();
}

#[test]
fn what_is_in_the_environment_stays_there() {
    let fake = FakeEcs::start(shop(3));
    let latest = || {
        ecs_history("wait")
            .at(&fake)
            .arg("--start-timeout=1s")
            .arg("--interval=1s")
    };
    let named = latest()
        .env("ECS_SERVICE", "web")
        .env("ECS_CLUSTER", "shop")
        .env("AWS_PROFILE", "")
        .outcome();
    let line = only(&named, "ecs-history wait");
    assert_eq!(words(&line).len(), 3, "{line}");
    let by_arn = latest()
        .env("ECS_SERVICE", &service_arn("shop", "web"))
        .outcome();
    assert_eq!(
        words(&only(&by_arn, "ecs-history wait")).len(),
        3,
        "{by_arn}"
    );
    let flags = latest()
        .env("ECS_SERVICE", "api")
        .arg("--service=web")
        .arg("--cluster=shop")
        .arg("--region=eu-west-1")
        .arg("--endpoint-url")
        .arg(&fake.url().replace("http://", "http://user:secret@"))
        .outcome();
    let line = only(&flags, "ecs-history wait");
    assert!(
        line.ends_with(&format!(
            "--service web --cluster shop --region eu-west-1 --endpoint-url {}",
            fake.url()
        )),
        "{line}"
    );
}

#[test]
fn the_demo_and_files_are_named_again() {
    let run = |words: &str| ecs_history(words).outcome();
    let described = run("--demo describe pUEb --service web");
    let diff = only(&described, "ecs-history diff");
    assert!(diff.ends_with("--service web --demo"), "{diff}");
    pasted(&diff).outcome().succeeds();

    let saved = run("--demo list --service web -o json").stdout;
    let directory = tempfile::tempdir().expect("a directory");
    for name in ["web.json", "my web's $(file).json", "-x.json"] {
        let path = directory.path().join(name);
        std::fs::write(&path, &saved).expect("written");
        let path = path.display().to_string();
        let waited = ecs_history("wait pUEb --service web")
            .arg("--from")
            .arg(&path)
            .outcome();
        let describe = only(&waited, "ecs-history describe");
        assert!(words(&describe).contains(&path), "{describe}");
        pasted(&describe).outcome().succeeds();
    }
    // Standard input is gone.
    let piped = ecs_history("wait pUEb --service web --from -")
        .input(&saved)
        .outcome();
    assert_eq!(suggested(&piped), [""; 0], "{piped}");
}

#[test]
fn hints_quote_what_they_name() {
    for name in HOSTILE.iter().filter(|name| !name.contains('*')) {
        let fault = Fault::error(400, "ServiceNotFoundException", "Service not found.");
        let scenario = Scenario::new().fault_always(Op::ListServiceDeployments, fault);
        let fake = FakeEcs::start(scenario);
        let outcome = ecs_history("list")
            .at(&fake)
            .arg("--service=web")
            .arg(&format!("--cluster={name}"))
            .outcome();
        if let [line] = &suggested(&outcome)[..] {
            let words = words(line);
            let joined = format!("--cluster={name}");
            let has_name =
                words.contains(&joined) || words.windows(2).any(|pair| pair == ["--cluster", name]);
            assert!(has_name, "{name}: {words:?}");
        } else {
            assert_eq!(outcome.code, Some(252), "a pattern is one: {outcome}");
        }
    }
}
