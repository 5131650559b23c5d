//! Endpoint URLs that cannot be used, and what must never be shown of those that can.

use crate::support::run::{LIST, Run, ecs_history};
use crate::support::{FakeEcs, data, shop};

fn run(words: &str) -> Run {
    ecs_history(words)
        .credentials()
        .env("AWS_REGION", data::REGION)
}

const UNUSABLE: [(&str, &str); 10] = [
    (
        "http://127.0.0.1:70000",
        "its port 70000 is not a number from 1 to 65535",
    ),
    ("http://127.0.0.1:65536/", "its port 65536"),
    ("http://user:secret@127.0.0.1:99999", "its port 99999"),
    ("http://127.0.0.1:0", "its port 0"),
    ("http://:80", "it has no host"),
    ("ftp://127.0.0.1", "its scheme is not http or https"),
    ("http://127.0.0.1/ path", "it contains a space"),
    ("http://127.0.0.1/?a=b", "it has a query string"),
    ("http://127.0.0.1/#a", "it has a fragment"),
    ("http://user/secret@127.0.0.1", "it has an @ after its host"),
];

#[test]
fn an_unusable_url_is_named_wherever_it_comes_from() {
    for (url, reason) in UNUSABLE {
        let config = format!("[default]\nendpoint_url = {url}\n");
        let services =
            format!("[default]\nservices = s\n[services s]\necs =\n  endpoint_url = {url}\n");
        for (name, code, run) in [
            (
                "--endpoint-url",
                252,
                run(LIST).arg("--endpoint-url").arg(url),
            ),
            (
                "AWS_ENDPOINT_URL",
                252,
                run(LIST).env("AWS_ENDPOINT_URL", url),
            ),
            (
                "AWS_ENDPOINT_URL_ECS",
                252,
                run(LIST).env("AWS_ENDPOINT_URL_ECS", url),
            ),
            ("endpoint_url", 253, run(LIST).file(".aws/config", &config)),
            (
                "endpoint_url",
                253,
                run(LIST).file(".aws/config", &services),
            ),
        ] {
            // A # begins a comment in a file.
            if code == 253 && url.contains('#') {
                continue;
            }
            let outcome = run.outcome();
            outcome.fails_with(code);
            outcome.assert_stderr(&format!("error: {name} "));
            outcome.assert_stderr(" must be a URL such as http://localhost:4566, not ");
            outcome.assert_stderr(reason);
            assert!(!outcome.stderr.contains("secret"), "{outcome}");
        }
    }
}

#[test]
fn only_the_endpoint_in_use_has_to_be_usable() {
    let fake = FakeEcs::start(shop(1));
    let url = "http://127.0.0.1:70000";
    run(LIST)
        .env("AWS_ENDPOINT_URL", url)
        .arg("--endpoint-url")
        .arg(&fake.url())
        .stdout();
    run(LIST)
        .env("AWS_ENDPOINT_URL", url)
        .env("AWS_ENDPOINT_URL_ECS", &fake.url())
        .stdout();
    let config = format!("[default]\nendpoint_url = {url}\n");
    run(LIST)
        .file(".aws/config", &config)
        .env("AWS_ENDPOINT_URL_ECS", &fake.url())
        .stdout();
}

#[test]
fn an_endpoint_of_a_services_section_is_used() {
    let fake = FakeEcs::start(shop(1));
    let config = format!(
        "[default]\nservices = local\nendpoint_url = http://127.0.0.1:1\n[services local]\necs =\n  endpoint_url = {}\n",
        fake.url()
    );
    run(LIST).file(".aws/config", &config).stdout();
}

#[test]
fn configured_endpoints_can_be_ignored() {
    let outcome = run(LIST)
        .env("AWS_ENDPOINT_URL", "http://127.0.0.1:70000")
        .env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
        .env("HTTPS_PROXY", "http://127.0.0.1:1")
        .without_retries()
        .outcome();
    outcome.fails_with(255);
    outcome.assert_stderr("https://ecs.eu-west-1.amazonaws.com/");
}

#[test]
fn neither_the_debug_log_nor_an_error_shows_a_secret() {
    let fake = FakeEcs::start(shop(3));
    let url = fake.url().replace("http://", "http://us3r:s3cr3t@");
    let secrets = ["us3r", "s3cr3t", "t0k3nt0k3n", "SECRETKEY", "Signature="];
    let config = format!("[default]\nendpoint_url = {url}\n");
    for level in ["", "debug", "trace"] {
        let run = || {
            ecs_history(&format!("{LIST} --debug"))
                .env("AWS_REGION", data::REGION)
                .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
                .env("AWS_SECRET_ACCESS_KEY", "SECRETKEYSECRETKEY")
                .env("AWS_SESSION_TOKEN", "t0k3nt0k3n")
                .env("RUST_LOG", if level.is_empty() { "debug" } else { level })
        };
        for run in [
            run().arg("--endpoint-url").arg(&url),
            run().env("AWS_ENDPOINT_URL", &url),
            run().env("AWS_ENDPOINT_URL_ECS", &url),
            run().file(".aws/config", &config),
        ] {
            let outcome = run.outcome();
            outcome.succeeds();
            outcome.assert_stderr("attempt #1");
            for secret in secrets {
                let line = outcome.stderr.lines().find(|line| line.contains(secret));
                assert_eq!(line, None, "{level}: {secret}");
            }
        }
    }
    drop(fake);
    // The port is closed now.
    let outcome = run(LIST)
        .env("AWS_ENDPOINT_URL", &url)
        .without_retries()
        .outcome();
    outcome.fails_with(255);
    for secret in secrets {
        assert!(!outcome.stderr.contains(secret), "{outcome}");
    }
}
