//! Faults of the endpoint: the exit code, the error, and what is still printed.

use crate::support::data;
use crate::support::json::list;
use crate::support::run::{LIST, Outcome, ecs_history, without_request_ids};
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario, shop};
use serde_json::json;

fn api(code: &str, message: &str) -> Fault {
    let status = if code == "ServerException" { 500 } else { 400 };
    Fault::error(status, code, message)
}

/// Runs the command that needs an operation, without retries, while every call of it has this fault.
fn run(op: Op, fault: Fault) -> Outcome {
    let fake = FakeEcs::start(shop(25).fault_always(op, fault));
    let command = match op {
        Op::ListServiceDeployments => LIST.to_owned(),
        Op::DescribeServiceDeployments => {
            format!(
                "deployments describe {}",
                data::deployment_arn("shop", "web", &data::deployment_id(1))
            )
        }
        _ => format!(
            "revisions describe {}",
            data::revision_arn("shop", "web", &data::revision_id(1))
        ),
    };
    ecs_history(&command).at(&fake).without_retries().outcome()
}

#[test]
fn every_api_error_of_every_operation_is_explained() {
    let errors = [
        ("AccessDeniedException", 254, "is denied"),
        ("ServerException", 254, "ServerException"),
        (
            "InvalidParameterException",
            254,
            "InvalidParameterException: because",
        ),
        ("ClientException", 254, "ClientException"),
        (
            "ServiceNotFoundException",
            254,
            "no service web in cluster shop in eu-west-1",
        ),
        (
            "ClusterNotFoundException",
            254,
            "no cluster shop in eu-west-1",
        ),
        ("UnsupportedFeatureException", 254, "CODE_DEPLOY"),
        ("ExpiredTokenException", 253, "have expired"),
        (
            "UnrecognizedClientException",
            253,
            "does not accept the credentials",
        ),
        (
            "SomethingNewException",
            254,
            "SomethingNewException: because",
        ),
    ];
    for op in Op::OF_LISTS {
        for (code, exit, words) in errors {
            let outcome = run(op, api(code, "because"));
            outcome.fails_with(exit);
            assert!(outcome.stderr.contains(words), "{op} {code}: {outcome}");
            assert!(
                outcome.stderr.contains("request ID "),
                "{op} {code}: {outcome}"
            );
            assert_eq!(outcome.stdout.trim(), "", "{op} {code}: {outcome}");
        }
    }
}

#[test]
fn every_broken_response_of_every_operation_is_explained() {
    let faults = [
        (Fault::Server500, "ServerException"),
        (Fault::Reset, "no complete response to"),
        (Fault::CutOff, "no complete response to"),
        (Fault::Html, "unexpected response to"),
        (Fault::HtmlError(502), "HTTP status 502"),
        (Fault::Body(String::new()), "unexpected response to"),
        (Fault::Body("[]".into()), "unexpected response to"),
        (
            Fault::Body(" [[], null]".into()),
            "returned a list, not an object",
        ),
        (Fault::Body("null".into()), "expected an object"),
        (
            Fault::Body("{\"message\": \"log in\"}".into()),
            "unexpected member `message`",
        ),
        (
            Fault::Body("{\"LIST\": 7}".into()),
            "unexpected response to",
        ),
        (Fault::Body("{\"LIST\": [{}]}".into()), "missing field"),
        (
            Fault::Body("{\"LIST\": [{\"ARN\": 5}]}".into()),
            "unexpected response to",
        ),
        (
            Fault::Body(r#"{"LIST": [{"ARN": "a", "createdAt": "soon"}]}"#.into()),
            "is not a time",
        ),
        (
            Fault::Body("{\"serviceDeployments\": [".into()),
            "unexpected response to",
        ),
    ];
    for op in Op::OF_LISTS {
        let (list, arn) = match op {
            Op::DescribeServiceRevisions => ("serviceRevisions", "serviceRevisionArn"),
            _ => ("serviceDeployments", "serviceDeploymentArn"),
        };
        for (fault, words) in &faults {
            let fault = match fault {
                Fault::Body(text) => Fault::Body(text.replace("LIST", list).replace("ARN", arn)),
                other => other.clone(),
            };
            let outcome = run(op, fault.clone());
            // Without a whole response it is not an error of AWS.
            let broken = matches!(fault, Fault::Reset | Fault::CutOff);
            outcome.fails_with(if broken { 255 } else { 254 });
            assert!(outcome.stderr.contains(words), "{op} {fault:?}: {outcome}");
            assert_eq!(outcome.stdout.trim(), "", "{op} {fault:?}: {outcome}");
        }
    }
}

#[test]
fn an_unreadable_response_is_named_with_its_endpoint() {
    let page = || {
        let fake = FakeEcs::start(shop(1).fault_always(Op::ListServiceDeployments, Fault::Html));
        let outcome = ecs_history(LIST).at(&fake).without_retries().outcome();
        outcome.fails_with(254);
        let port = fake.url();
        without_request_ids(&outcome.stderr).replace(&port, "http://127.0.0.1:1")
    };
    insta::assert_snapshot!(page(), @"
    ecs-history: error: unexpected response to ListServiceDeployments for service web in cluster shop in eu-west-1
      caused by: ECS at http://127.0.0.1:1/ returned HTML or XML, not JSON (request ID …)
      hint: is this the endpoint of ECS, or did a proxy or a login page respond in its place? check the endpoint URL, and HTTPS_PROXY, HTTP_PROXY and NO_PROXY
    ");
}

#[test]
fn a_not_found_error_names_the_resource_and_the_next_step() {
    let fake = FakeEcs::start(shop(1));
    let fails = |words| {
        let outcome = ecs_history(words).at(&fake).outcome();
        outcome.fails_with(254);
        without_request_ids(&outcome.stderr)
    };
    insta::assert_snapshot!(fails("list --service api --cluster shop"), @"
    ecs-history: error: there is no service api in cluster shop in eu-west-1
      caused by: ServiceNotFoundException: Service not found. (request ID …)
      hint: `aws ecs list-services --cluster shop --region eu-west-1` lists the services
    ");
    insta::assert_snapshot!(fails("list --service web --cluster mall"), @"
    ecs-history: error: there is no cluster mall in eu-west-1 (looking for service web)
      caused by: ClusterNotFoundException: Cluster not found. (request ID …)
      hint: name a cluster with --cluster; `aws ecs list-clusters --region eu-west-1` lists them
    ");
}

#[test]
fn transient_faults_are_retried() {
    let faults = [
        Fault::Server500,
        Fault::Reset,
        Fault::CutOff,
        Fault::HtmlError(503),
    ];
    // Side by side, since each waits up to a second before it tries again.
    std::thread::scope(|scope| {
        for fault in faults {
            scope.spawn(move || {
                let fake =
                    FakeEcs::start(shop(3).fault(Op::ListServiceDeployments, 0, fault.clone()));
                let stdout = ecs_history(&format!("{LIST} -o jsonl --brief"))
                    .at(&fake)
                    .stdout();
                assert_eq!(stdout.lines().count(), 3, "{fault:?}");
                assert_eq!(fake.count(Op::ListServiceDeployments), 2, "{fault:?}");
            });
        }
    });
}

#[test]
fn throttled_calls_slow_the_list_down_but_do_not_fail_it() {
    let scenario = shop(60)
        .page_size(20)
        .faults(Op::DescribeServiceRevisions, 0..6, Fault::Throttle)
        .fault(Op::ListServiceDeployments, 1, Fault::Throttle);
    let fake = FakeEcs::start(scenario);
    let stdout = ecs_history(&format!("{LIST} -o jsonl")).at(&fake).stdout();
    assert_eq!(stdout.lines().count(), 60);
    assert!(
        stdout
            .lines()
            .all(|line| line.contains(r#""taskDefinition":"web:"#))
    );
}

#[test]
fn the_published_rate_limits_are_respected() {
    let fake = FakeEcs::start(shop(70).page_size(1).throttle_buckets());
    let stdout = ecs_history(&format!("{LIST} -o jsonl --brief"))
        .at(&fake)
        .stdout();
    assert_eq!(stdout.lines().count(), 70);
    assert!(fake.calls().iter().all(|call| !call.throttled));
}

#[test]
fn an_error_keeps_what_had_arrived() {
    let fault = api("ServerException", "");
    let fake = FakeEcs::start(shop(30).page_size(10).fault(
        Op::ListServiceDeployments,
        2,
        fault.clone(),
    ));
    let once = |words: &str| ecs_history(words).at(&fake).without_retries();
    let outcome = once(&format!("{LIST} -o json")).outcome();
    outcome.fails_with(254);
    outcome.assert_stderr("incomplete: it covers only 20 deployments");
    let document = outcome.json();
    assert_eq!(list(&document, "serviceDeployments").len(), 20, "{outcome}");

    for output in ["table", "jsonl", "tsv"] {
        let fake = FakeEcs::start(shop(30).fault(Op::DescribeServiceRevisions, 1, fault.clone()));
        let outcome = ecs_history(&format!("{LIST} -o {output}"))
            .at(&fake)
            .without_retries()
            .outcome();
        outcome.fails_with(254);
        assert!(outcome.stdout.lines().count() >= 30, "{outcome}");
    }

    let fake = FakeEcs::start(shop(30).fault(Op::DescribeServiceDeployments, 1, fault));
    let ids: Vec<String> = (1..31)
        .map(|n| data::deployment_arn("shop", "web", &data::deployment_id(n)))
        .collect();
    let outcome = ecs_history("deployments describe - -o json")
        .input(&ids.join("\n"))
        .at(&fake)
        .without_retries()
        .outcome();
    outcome.fails_with(254);
    let document = outcome.json();
    let described = list(&document, "serviceDeployments").len();
    assert!((10..=20).contains(&described), "{outcome}");
}

#[test]
fn unknown_members_and_statuses_are_kept() {
    let mut deployment = Deployment::new("shop", "web", 1).build();
    deployment["status"] = json!("BAKING_BREAD");
    deployment["newMember"] = json!({"deep": [1, {"er": null}]});
    deployment["newTimeAt"] = json!(1_790_000_000.5);
    let fake = FakeEcs::start(Scenario::new().history(vec![deployment], vec![]));
    let outcome = ecs_history(&format!("{LIST} -o json --brief"))
        .at(&fake)
        .outcome();
    let item = &outcome.json()["serviceDeployments"][0];
    assert_eq!(item["derived"]["outcome"], json!("BAKING_BREAD"));
    assert_eq!(item["newMember"], json!({"deep": [1, {"er": null}]}));
    assert_eq!(item["newTimeAt"], json!("2026-09-21T14:13:20.500Z"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_hanging_call_with_130() {
    let slow = Fault::Hang(std::time::Duration::from_secs(30));
    let fake = FakeEcs::start(shop(25).fault_always(Op::ListServiceDeployments, slow));
    let start = std::time::Instant::now();
    let outcome = ecs_history(LIST)
        .at(&fake)
        .outcome_of_interrupt(|| fake.count(Op::ListServiceDeployments) == 1);
    assert_eq!(outcome.code, Some(130), "{outcome}");
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("", ""));
    assert!(start.elapsed().as_secs() < 10);
}

#[test]
fn throttled_calls_are_paced_and_not_counted_as_attempts() {
    let scenario = shop(3).faults(Op::ListServiceDeployments, 0..8, Fault::Throttle);
    let fake = FakeEcs::start(scenario);
    ecs_history(&format!("{LIST} --brief"))
        .at(&fake)
        .without_retries()
        .stdout();
    let calls = fake.calls();
    let gaps: Vec<_> = calls
        .windows(2)
        .map(|pair| (pair[1].at - pair[0].at).as_millis())
        .collect();
    assert_eq!(gaps.len(), 8);
    // Each pause is longer than the one before: the rate starts at 20 a second and falls by 15 %.
    assert!(gaps[0] >= 50 && gaps[7] >= 180, "{gaps:?}");
}

#[test]
fn the_error_explains_the_last_attempt() {
    let scenario = shop(3)
        .fault(Op::ListServiceDeployments, 0, Fault::HtmlError(500))
        .fault(Op::ListServiceDeployments, 1, Fault::Reset);
    let fake = FakeEcs::start(scenario);
    let outcome = ecs_history(LIST)
        .at(&fake)
        .env("AWS_MAX_ATTEMPTS", "2")
        .outcome();
    outcome.fails_with(255);
    outcome.assert_stderr("Connection reset");
}

#[test]
fn a_closed_pipe_does_not_hide_an_incomplete_list() {
    let fault = api("ServerException", "");
    let scenario = shop(300).fault(Op::ListServiceDeployments, 2, fault);
    let fake = FakeEcs::start(scenario);
    let outcome = ecs_history(&format!("{LIST} --brief -o jsonl"))
        .at(&fake)
        .without_retries()
        .outcome_with_closed_pipe(10);
    outcome.fails_with(254);
}

#[test]
fn a_failure_of_any_length_is_cut() {
    let arn = data::deployment_arn("shop", "web", &data::deployment_id(1));
    let failure = json!({"arn": arn, "reason": "x".repeat(6 << 20), "detail": "y".repeat(6 << 20)});
    let fake = FakeEcs::start(shop(3).failure(&arn, failure));
    let outcome = ecs_history(&format!("deployments describe {arn}"))
        .at(&fake)
        .outcome();
    assert_eq!(outcome.code, Some(1));
    outcome.assert_stderr("characters in all");
    assert!(
        outcome.stderr.len() < 4000,
        "{} bytes",
        outcome.stderr.len()
    );
}
