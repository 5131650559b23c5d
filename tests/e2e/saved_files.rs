//! The files of a saved history: several, compressed, in the encodings of PowerShell, and broken.

use crate::support::run::{Outcome, ecs_history};
use crate::support::{Deployment, aws_samples, data};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::process::Command;

/// A document with one deployment.
fn document(n: u64, status: &str) -> String {
    let deployment = Deployment::new("shop", "web", n).status(status);
    let deployment = deployment.id(&format!("deployment-{n}"));
    json!({"serviceDeployments": [deployment.build()]}).to_string()
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = format!("\u{feff}{text}");
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("compressed");
    encoder.finish().expect("compressed")
}

/// Runs `list` on files with these contents, `1.json`, `2.json` and so on.
fn list(arguments: &str, contents: &[&[u8]]) -> Outcome {
    run("list --brief -o tsv", arguments, contents)
}

fn run(command: &str, arguments: &str, contents: &[&[u8]]) -> Outcome {
    let mut run = ecs_history(&format!("{command} {arguments}"));
    for (index, content) in contents.iter().enumerate() {
        let path = run.path(&format!("{}.json", index + 1));
        fs::write(&path, content).expect("written");
        run = run.arg("--from").arg(&path);
    }
    run.outcome()
}

/// The numbers of the deployments in rows.
fn numbers(run: &Outcome) -> Vec<u64> {
    let words = run.stdout.split_whitespace();
    let numbers = words.filter_map(|word| word.strip_prefix("deployment-"));
    numbers
        .map(|number| number.parse().expect("a number"))
        .collect()
}

#[test]
fn files_are_read_in_every_encoding() {
    let text = document(1, "SUCCESSFUL");
    let windows = text.replace(',', ",\r\n");
    for (name, bytes) in [
        ("UTF-8", text.as_bytes().to_vec()),
        ("with a mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16 LE", utf16(&windows, u16::to_le_bytes)),
        ("UTF-16 BE", utf16(&windows, u16::to_be_bytes)),
        ("gzip", gzip(text.as_bytes())),
        ("gzip of UTF-16", gzip(&utf16(&text, u16::to_le_bytes))),
        (
            "gzip twice",
            [gzip(text.as_bytes()), gzip(text.as_bytes())].concat(),
        ),
    ] {
        let run = list("", &[&bytes]);
        run.succeeds();
        assert_eq!(run.stderr, "", "{name}: {run}");
        assert_eq!(numbers(&run), [1], "{name}: {run}");
    }
}

#[test]
fn several_files_are_one_history() {
    let (one, two, three) = (
        document(1, "SUCCESSFUL"),
        gzip(document(2, "SUCCESSFUL").as_bytes()),
        utf16(&document(3, "ROLLBACK_FAILED"), u16::to_le_bytes),
    );
    let files: [&[u8]; 3] = [one.as_bytes(), &two, &three];
    let run = list("", &files);
    run.succeeds();
    assert_eq!(numbers(&run), [3, 2, 1]);
    let run = self::run("status --exit-code", "", &files);
    assert_eq!(run.code, Some(1), "{run}");

    // Before and after the subcommand, and from standard input.
    let run = ecs_history("--from 1.json list --brief -o tsv --from=2.json --from -");
    let run = run
        .in_home()
        .file("1.json", &one)
        .file("2.json", &document(2, "STOPPED"))
        .input(&document(3, "STOPPED"));
    let run = run.outcome();
    run.succeeds();
    assert_eq!(numbers(&run), [3, 2, 1], "{run}");
}

#[test]
fn standard_input_is_read_once() {
    let run = ecs_history("list --from - --from -").input("").outcome();
    run.fails_with(252);
    run.assert_stderr("only once");
    let run = ecs_history("--from - list --from -").input("").outcome();
    run.fails_with(252);
    let run = ecs_history("list --from - --brief -o tsv");
    let run = run.input(&document(1, "SUCCESSFUL")).outcome();
    assert_eq!(numbers(&run), [1]);
    // Nor is it both the history and the ids.
    let path = ecs_history("").path("x.json");
    let run = ecs_history(&format!("deployments describe - --from {path} --from -"));
    run.input("").outcome().fails_with(252);
}

#[test]
fn a_broken_part_is_named_and_hides_nothing_else() {
    let good = document(1, "SUCCESSFUL");
    let newer = document(2, "SUCCESSFUL");
    let truncated = gzip(&newer.as_bytes().repeat(50));
    let truncated = &truncated[..truncated.len() - 12];
    let cut = &newer[..newer.len() - 30];
    for (content, words) in [
        (
            cut.as_bytes().to_vec(),
            "2.json is not JSON: it ends within",
        ),
        (
            format!("{cut}\n{newer}").into_bytes(),
            "2.json is not JSON: ",
        ),
        (
            b"<html>".to_vec(),
            "2.json is not JSON: expected value at line 1 column 1",
        ),
        (
            b"{\"tasks\": []}".to_vec(),
            "2.json is not a deployment history",
        ),
        (
            Vec::new(),
            "2.json is not a deployment history: it is empty",
        ),
        (truncated.to_vec(), "2.json could not be read to its end"),
        (gzip(b""), "2.json is not a deployment history: it is empty"),
        (b"\x1f\x8b\x08oops".to_vec(), "2.json could not be read"),
        (b"\x28\xb5\x2f\xfdxx".to_vec(), "2.json could not be read"),
        (
            b"failures: []\nserviceDeployments: []\n".to_vec(),
            "2.json is not JSON but YAML",
        ),
    ] {
        for command in [
            "list -o tsv",
            "status",
            "stats --since 2000-01-01",
            "revisions list",
            "deployments describe latest -s web",
            "wait latest -s web -q",
        ] {
            let run = run(command, "", &[good.as_bytes(), &content]);
            assert_eq!(run.code, Some(252), "{command}: {run}");
            run.assert_stderr(words);
            let is_quiet = command.ends_with("-q");
            assert!(is_quiet || !run.stdout.is_empty(), "{command}: {run}");
        }
        // In the other order, too.
        let run = list("", &[&content, good.as_bytes()]);
        assert_eq!(run.code, Some(252), "{run}");
        run.assert_stderr(&words.replace("2.json", "1.json"));
        assert_eq!(numbers(&run).last(), Some(&1), "{run}");
    }
    // What else is wrong says more than that a part is missing.
    let broken = document(3, "ROLLBACK_FAILED") + "oops";
    let run = self::run("status --exit-code", "", &[broken.as_bytes()]);
    assert_eq!(run.code, Some(1), "{run}");
    run.assert_stderr("is not JSON");
    let run = self::run("status -s nope", "", &[broken.as_bytes()]);
    assert_eq!(run.code, Some(254), "{run}");
    run.assert_stderr("is not JSON");
    run.assert_stderr("there is no service nope");
}

#[test]
fn a_file_that_cannot_be_read_hides_no_other() {
    let good = document(1, "SUCCESSFUL");
    for (path, words) in [
        ("/nowhere/h.json", "/nowhere/h.json could not be read"),
        ("/", "it is a directory"),
    ] {
        let run = list(&format!("--from {path}"), &[good.as_bytes()]);
        assert_eq!(run.code, Some(252), "{run}");
        run.assert_stderr(words);
        assert_eq!(numbers(&run), [1], "{run}");
        let run = list(&format!("--from {path}"), &[]);
        run.fails_with(252);
        run.assert_stderr(words);
    }
    // If there is nothing at all, every file is named.
    let run = list("--from /nowhere/a.json --from /nowhere/b.json", &[]);
    assert_eq!(run.code, Some(252), "{run}");
    run.assert_stderr("/nowhere/a.json");
    run.assert_stderr("/nowhere/b.json");
    assert_eq!(run.stdout, "");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_a_file() {
    let run = ecs_history("list --brief -o tsv");
    let path = run.path("pipe");
    let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo");
    assert!(made.success());
    let content = document(1, "SUCCESSFUL");
    let writer = path.clone();
    let writer = std::thread::spawn(move || fs::write(writer, content));
    let run = run.arg("--from").arg(&path).outcome();
    writer.join().expect("no panic").expect("written");
    run.succeeds();
    assert_eq!(numbers(&run), [1], "{run}");
}

/// What a small compressed file may turn into: much white space, and text that is no JSON.
#[test]
fn a_compressed_file_that_grows_is_read_no_longer_than_needed() {
    for (byte, words) in [
        (b' ', "it is empty"),
        (b'x', "is not JSON"),
        (b'[', "is not JSON"),
        (b'{', "is not JSON"),
    ] {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        for _ in 0..18 {
            encoder.write_all(&[byte; 1 << 20]).expect("compressed");
        }
        let bomb = encoder.finish().expect("compressed");
        let start = std::time::Instant::now();
        let run = list("", &[&bomb]);
        assert_eq!(run.code, Some(252), "{run}");
        run.assert_stderr(words);
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }
}

#[test]
fn a_finished_state_stays_whatever_the_order() {
    let item = |status, changes: Value| {
        let mut item = Deployment::new("shop", "web", 1).status(status).build();
        for (name, value) in changes.as_object().expect("an object") {
            item[name] = value.clone();
        }
        item
    };
    let ongoing = item(
        "IN_PROGRESS",
        json!({"updatedAt": data::EPOCH + 9000.0, "finishedAt": null}),
    );
    let done = item(
        "ROLLBACK_FAILED",
        json!({"updatedAt": data::EPOCH + 5000.0}),
    );
    let lists = [&ongoing, &done].map(|item| json!({"serviceDeployments": [item]}).to_string());
    let [ongoing, done] = &lists;
    let both = [format!("{ongoing}\n{done}"), format!("{done}\n{ongoing}")];
    let files: [Vec<&[u8]>; 4] = [
        vec![ongoing.as_bytes(), done.as_bytes()],
        vec![done.as_bytes(), ongoing.as_bytes()],
        vec![both[0].as_bytes()],
        vec![both[1].as_bytes()],
    ];
    for files in files {
        let run = run("status --exit-code -o json", "", &files);
        assert_eq!(run.code, Some(1), "{run}");
        let outcome = &run.json()["services"][0]["derived"]["outcome"];
        assert_eq!(outcome, "rollback_failed", "{run}");
        let run = self::run("list -o json", "", &files);
        assert_eq!(
            run.json()["serviceDeployments"][0]["status"],
            "ROLLBACK_FAILED"
        );
    }
}

#[test]
fn documents_of_the_aws_cli_are_read_whatever_their_layout() {
    let mut sample = aws_samples::cli_deployment();
    sample["createdAt"] = json!("2024-10-31T08:03:30.917000-04:00");
    let document = json!({"serviceDeployments": [sample.clone()], "failures": []});
    let pretty = serde_json::to_string_pretty(&document).expect("JSON");
    for content in [
        document.to_string(),
        pretty.clone(),
        pretty.replace("\n  ", "\r\n        "),
        // --query serviceDeployments, and --query serviceDeployments[0]
        json!([sample]).to_string(),
        sample.to_string(),
        format!("{pretty}\n{pretty}"),
    ] {
        let run = run("list -o json", "", &[content.as_bytes()]);
        run.succeeds();
        let items = run.json()["serviceDeployments"].clone();
        assert_eq!(items.as_array().map(Vec::len), Some(1), "{content}");
        assert_eq!(items[0]["createdAt"], "2024-10-31T12:03:30.917Z");
    }
}
