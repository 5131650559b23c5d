//! Hostile endpoints: whatever one sends, there is one error that names the operation and the
//! endpoint, nothing on stdout, and an end within seconds and within a bounded memory.

mod cases;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::hostile::cases::{ANSWERED, BROKEN, OK, PAGE, bytes};
use crate::support::data;
use crate::support::hostile::{Hostile, HostileEndpoint, response};
use crate::support::run::{LIST, Outcome, PROGRAM, Run, ecs_history};

/// The kilobytes of address space that the program may have, for a response of 64 MB and its own.
/// Only Linux limits it.
const MEMORY: u32 = 300_000;

/// A run at an endpoint, in a bounded memory. `words` are the arguments.
fn run(words: &str, endpoint: &HostileEndpoint) -> Run {
    let limited = format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"");
    let mut run = Run::of("/bin/sh".as_ref(), "").arg("-c").arg(&limited);
    run = words.split_whitespace().fold(run.arg(PROGRAM), Run::arg);
    run.credentials()
        .env("AWS_REGION", data::REGION)
        .env("AWS_ENDPOINT_URL_ECS", &endpoint.url())
}

/// The outcome of `list` at an endpoint, with this time limit for the attempt.
fn list_from(hostile: Hostile, seconds: u32) -> Outcome {
    let endpoint = HostileEndpoint::start(hostile);
    run(&format!("{LIST} --cli-read-timeout {seconds}"), &endpoint)
        .without_retries()
        .outcome()
}

#[test]
fn every_hostile_endpoint_ends_in_one_error() {
    // A few at a time, since the machine has to keep their times.
    let (cases, failures) = (Mutex::new(cases::hostile()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                loop {
                    let next = cases.lock().expect("no panic").pop();
                    let Some((name, hostile, code, words)) = next else {
                        return;
                    };
                    let start = Instant::now();
                    // Enough for a busy machine, unless it is what the case is about.
                    let limit = if words.contains("within 2 seconds") {
                        2
                    } else {
                        30
                    };
                    let outcome = list_from(hostile, limit);
                    let seconds = start.elapsed().as_secs_f64();
                    let errors = outcome.stderr.matches("ecs-history: error: ").count();
                    let is_right = outcome.code == Some(code)
                        && errors == 1
                        && outcome.stderr.contains(words)
                        && outcome.stderr.len() < 4000
                        && outcome.stdout.trim().is_empty()
                        // It does not hang, on however busy a machine.
                        && seconds < f64::from(limit) + 90.0;
                    if !is_right {
                        let shown: String = outcome.to_string().chars().take(1500).collect();
                        let failure = format!(
                            "{name}: {seconds:.1} s, expected {code} and {words:?}: {shown}"
                        );
                        failures.lock().expect("no panic").push(failure);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().expect("no panic");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_is_only_unusual_is_an_answer() {
    for (name, hostile) in cases::unusual() {
        let outcome = list_from(hostile, 30);
        assert_eq!(outcome.code, Some(0), "{name}: {outcome}");
    }
}

#[test]
fn what_exceeds_its_bounds_is_not_tried_again() {
    let count = |hostile: Hostile| {
        let endpoint = HostileEndpoint::start(hostile);
        let words = format!("{LIST} --cli-read-timeout 1");
        let outcome = run(&words, &endpoint)
            .env("AWS_MAX_ATTEMPTS", "3")
            .outcome();
        outcome.fails_with(BROKEN);
        endpoint.requests().len()
    };
    assert_eq!(count(Hostile::Endless(OK.into(), b" ".to_vec())), 1);
    assert_eq!(
        count(Hostile::Stall(
            b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n".to_vec()
        )),
        1
    );
    assert_eq!(count(Hostile::Trickle(OK.into(), b' ')), 1);
    // Where nothing arrived, a new connection may help.
    assert_eq!(count(Hostile::Stall(vec![])), 3);
    assert_eq!(count(bytes("")), 3);
}

#[test]
fn redirects_are_never_followed() {
    let elsewhere = HostileEndpoint::start(Hostile::response("200 OK", "", PAGE));
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        for target in [format!("{}/", elsewhere.url()), "/".to_owned()] {
            let location = format!("Location: {target}\r\n");
            let endpoint = HostileEndpoint::start(Hostile::response(status, &location, ""));
            let outcome = run(LIST, &endpoint).outcome();
            outcome.fails_with(ANSWERED);
            outcome.assert_stderr(&format!("it redirects to {target}"));
            assert_eq!(endpoint.requests().len(), 1, "{status}");
        }
    }
    assert_eq!(elsewhere.requests().len(), 0);
}

#[test]
fn endless_responses_to_calls_at_the_same_time_stay_in_the_memory() {
    // Five calls for 100 ARNs, each in a bounded memory of its own.
    let arns: Vec<String> = (1..=100)
        .map(|n| data::deployment_arn("shop", "web", &data::deployment_id(n)))
        .collect();
    let endpoint = HostileEndpoint::start(Hostile::Endless(OK.into(), b" ".to_vec()));
    let outcome = run("deployments describe -", &endpoint)
        .input(&arns.join("\n"))
        .without_retries()
        .outcome();
    assert_eq!(outcome.code, Some(BROKEN), "{outcome}");
    outcome.assert_stderr("sent more than 64 MB in response to DescribeServiceDeployments");
}

#[test]
fn a_wait_without_a_timeout_says_that_the_endpoint_is_slow() {
    let page = response("200 OK", "", PAGE.as_bytes());
    let trickle = b"HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n ".to_vec();
    let endpoint = HostileEndpoint::start(Hostile::Trickle(OK.into(), b' '));
    let words = "wait --service web --cluster shop --timeout 0 --heartbeat 1s --cli-read-timeout 3 --interval 1s";
    let waiting = run(words, &endpoint).outcome_of_interrupt(|| endpoint.requests().len() == 2);
    assert_eq!(waiting.code, Some(130), "{waiting}");
    waiting.assert_stdout("still waiting for ECS");
    waiting.assert_stderr("within 3 seconds; retrying for up to 5m");

    // And that it responds again.
    let recovered = HostileEndpoint::start(Hostile::ThenFine(page, trickle));
    let waiting = run(words, &recovered)
        .without_retries()
        .outcome_of_interrupt(|| recovered.requests().len() == 4);
    waiting.assert_stderr("retrying for up to 5m");
    waiting.assert_stderr("ECS responds again");
}

#[test]
fn the_time_limit_can_be_set_and_a_wrong_one_is_named() {
    let slow = || HostileEndpoint::start(Hostile::Trickle(OK.into(), b' '));
    let endpoint = slow();
    let outcome = run(LIST, &endpoint)
        .env("AWS_CLI_READ_TIMEOUT", "1")
        .outcome();
    outcome.fails_with(BROKEN);
    outcome.assert_stderr("within 1 second\n");
    outcome.assert_stderr("--cli-read-timeout allows more time");
    // The flag counts more.
    let words = format!("{LIST} --cli-read-timeout 2");
    let outcome = run(&words, &endpoint)
        .env("AWS_CLI_READ_TIMEOUT", "60")
        .outcome();
    outcome.assert_stderr("within 2 seconds\n");
    for value in ["-1", "1.5", "soon", "99999999999"] {
        let outcome = run(LIST, &endpoint)
            .env("AWS_CLI_READ_TIMEOUT", value)
            .outcome();
        outcome.fails_with(253);
        outcome.assert_stderr(&format!("AWS_CLI_READ_TIMEOUT is {value}"));
    }
    let outcome = ecs_history(&format!("{LIST} --cli-read-timeout soon")).outcome();
    assert_eq!(outcome.code, Some(252), "{outcome}");

    // 0 is no limit: a response may take longer than the two seconds of its parts.
    let fine = HostileEndpoint::start(Hostile::response("200 OK", "", PAGE));
    run(&format!("{LIST} --cli-read-timeout 0"), &fine)
        .outcome()
        .succeeds();
}

#[test]
fn providers_of_credentials_have_the_same_bounds() {
    let limit = Duration::from_secs(15);
    let cases = [
        ("endless", Hostile::Endless(OK.into(), b" ".to_vec())),
        ("trickle", Hostile::Trickle(OK.into(), b' ')),
        ("silent", Hostile::Stall(vec![])),
        (
            "long",
            Hostile::Stall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n".to_vec()),
        ),
    ];
    let fine = HostileEndpoint::start(Hostile::response("200 OK", "", PAGE));
    std::thread::scope(|scope| {
        for (name, hostile) in &cases {
            for kind in ["container", "instance", "role"] {
                let fine = &fine;
                scope.spawn(move || {
                    let provider = HostileEndpoint::start(hostile.clone());
                    let words = format!("{LIST} --cli-read-timeout 2");
                    let run = Run::of("/bin/sh".as_ref(), "")
                        .arg("-c")
                        .arg(&format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""))
                        .arg(PROGRAM);
                    let run = words.split_whitespace().fold(run, Run::arg);
                    let run = run
                        .env("AWS_REGION", data::REGION)
                        .env("AWS_ENDPOINT_URL_ECS", &fine.url());
                    let run = match kind {
                        "container" => {
                            let url = format!("{}/credentials", provider.url());
                            run.env("AWS_CONTAINER_CREDENTIALS_FULL_URI", &url)
                        }
                        "instance" => run
                            .env("AWS_EC2_METADATA_DISABLED", "false")
                            .env("AWS_EC2_METADATA_SERVICE_ENDPOINT", &provider.url()),
                        _ => run
                            .env("AWS_ENDPOINT_URL_STS", &provider.url())
                            .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r")
                            .env("AWS_WEB_IDENTITY_TOKEN_FILE", "/dev/null"),
                    };
                    let start = Instant::now();
                    let outcome = run.outcome();
                    let code = outcome.code;
                    assert_eq!(code, Some(253), "{kind} {name}: {outcome}");
                    assert!(
                        start.elapsed() < limit,
                        "{kind} {name}: {:?}",
                        start.elapsed()
                    );
                    assert!(!provider.requests().is_empty(), "{kind} {name}: {outcome}");
                });
            }
        }
    });
    assert_eq!(fine.requests().len(), 0);
}

#[test]
fn tls_handshakes_have_bounds_too() {
    let alert = b"\x15\x03\x03\x00\x02\x02\x28".to_vec();
    let huge_record = [&b"\x16\x03\x03\xff\xff\x02\xff\xff\xff"[..], &[0; 100_000]].concat();
    for (name, hostile) in [
        ("alert", Hostile::Unasked(alert)),
        ("huge record", Hostile::Unasked(huge_record)),
        (
            "plain HTTP",
            Hostile::Unasked(response("400 Bad Request", "", b"no TLS")),
        ),
        ("zeros", Hostile::Unasked(vec![0; 1 << 20])),
        ("silence", Hostile::Stall(vec![])),
    ] {
        let endpoint = HostileEndpoint::start(hostile);
        let start = Instant::now();
        let outcome = run(LIST, &endpoint)
            .env(
                "AWS_ENDPOINT_URL_ECS",
                &endpoint.url().replace("http:", "https:"),
            )
            .without_retries()
            .outcome();
        outcome.fails_with(BROKEN);
        outcome
            .assert_stderr("no complete response to ListServiceDeployments from ECS at https://");
        assert!(start.elapsed() < Duration::from_secs(10), "{name}");
    }
}
