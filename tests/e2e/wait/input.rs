//! The arguments and the standard input of a wait, and mistakes in them.

use super::*;
use crate::support::Op;

#[test]
fn usage_errors_say_what_was_expected() {
    let fake = FakeEcs::start(shop());
    let deployment = arn(1);
    for (words, input, expected) in [
        ("-", Some(""), "standard input is empty"),
        ("-", Some(" \n"), "standard input is empty"),
        (
            "-",
            Some(r#"{"serviceDeployments": []}"#),
            "`aws ecs update-service`",
        ),
        (
            "-",
            Some(r#"{"services": [], "failures": []}"#),
            "it contains no service",
        ),
        ("-", Some(r#"{"service": "#), "EOF while parsing"),
        ("-", Some("[1]"), "`aws ecs update-service`"),
        ("-", Some("SERVICE\tACTIVE\tweb"), "found 3 words"),
        (
            "-",
            Some("null\n"),
            "standard input names no deployment: it is `null`",
        ),
        (
            "-",
            Some("None\n"),
            "standard input names no deployment: it is `None`",
        ),
        (
            "-",
            Some("None\tNone\n"),
            "standard input names no deployment",
        ),
        ("null", None, "`null` is no ID"),
        ("None", None, "`None` is no ID"),
        ("-", Some("ecs-svc/x"), "a number is expected"),
        (
            "- --service api",
            Some(&*updated("web", 2).to_string()),
            "--service api",
        ),
        (
            "- --region us-east-1",
            Some(&*updated("web", 2).to_string()),
            "us-east-1",
        ),
        ("--interval 0", None, "--interval 0s is too short"),
        ("--interval 500ms", None, "time span"),
        (
            "--timeout 2s --interval 5s",
            None,
            "--timeout 2s is shorter than --interval 5s",
        ),
        (
            &format!("{deployment} --service api"),
            None,
            "contradicts --service api",
        ),
        ("--deployment-id 12", None, "ecs-svc/N"),
        ("--task-definition web", None, "family:revision"),
        ("--revision latest", None, "service revision"),
        ("latest --revision 123456", None, "cannot be used with"),
        (
            "--revision 123456 --deployment-id ecs-svc/1",
            None,
            "cannot be used with",
        ),
        ("--until success", None, "stage:BAKE_TIME"),
        ("--until stage:BAKING", None, "POST_TEST_TRAFFIC_SHIFT"),
        ("--after yesterday", None, "RFC 3339"),
        ("abc", None, "at least its first 4 characters"),
        ("--summary /nowhere/summary.md", None, "/nowhere/summary.md"),
    ] {
        let mut run = wait(words, &fake);
        if let Some(input) = input {
            run = run.input(input);
        }
        let outcome = run.outcome();
        assert_eq!(outcome.code, Some(252), "{words}: {outcome}");
        assert!(outcome.stderr.contains(expected), "{words}: {outcome}");
        assert!(outcome.stdout.is_empty(), "{words}: {outcome}");
    }
    assert_eq!(fake.calls().len(), 0, "no call is needed to find that out");
}

/// DescribeServices says in `failures` what it cannot describe.
#[test]
fn a_service_that_ecs_could_not_describe_is_named() {
    let fake = FakeEcs::start(shop());
    let failure = |service: &str, reason: &str| {
        let arn = format!("arn:aws:ecs:eu-west-1:123456789012:service/shop/{service}");
        json!({"arn": arn, "reason": reason})
    };
    let api = updated("api", 2)["service"].clone();
    let missing = |service: &str| {
        format!(
            "there is no service {service} in cluster shop in eu-west-1, according to standard input (MISSING)"
        )
    };
    for (words, input, expected) in [
        (
            "",
            json!({"services": [], "failures": [failure("web", "MISSING")]}),
            missing("web"),
        ),
        ("", json!([failure("web", "MISSING")]), missing("web")),
        (
            " --service web",
            json!({"services": [], "failures": [failure("etl", "MISSING"), failure("web", "MISSING")]}),
            missing("web"),
        ),
        (
            " --service web",
            json!({"services": [api], "failures": [failure("web", "MISSING")]}),
            missing("web"),
        ),
        (
            "",
            json!({"services": [], "failures": [failure("web", "THROTTLED")]}),
            "service web could not be described (THROTTLED)".to_owned(),
        ),
    ] {
        let run = ecs_history(&format!("wait -{words}")).at(&fake);
        let outcome = run.input(&input.to_string()).outcome();
        outcome.fails_with(254);
        assert!(outcome.stderr.contains(&expected), "{input}: {outcome}");
    }
    let other = json!({"serviceDeployments": [], "failures": []});
    let run = ecs_history("wait -").at(&fake).input(&other.to_string());
    run.outcome().fails_with(252);
    assert_eq!(fake.calls().len(), 0);
}

/// PowerShell pipes text on in UTF-16.
#[test]
fn standard_input_may_be_utf_16() {
    let id = deployment_id(2);
    for text in [updated("web", 2).to_string(), format!("\u{feff}{id}\r\n")] {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS, SUCCESSFUL]));
        let mark = if text.starts_with('\u{feff}') {
            ""
        } else {
            "\u{feff}"
        };
        let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
        let bytes: Vec<u8> = units.into_iter().flat_map(u16::to_le_bytes).collect();
        let outcome = wait("-", &fake).input_bytes(&bytes).outcome();
        assert_eq!(outcome.code, Some(0), "{outcome}");
    }
}

#[test]
fn a_value_is_not_suggested_as_an_id() {
    let fake = FakeEcs::start(shop());
    for (words, is_suggested) in [
        ("--timeout -5", false),
        ("-s -rf", false),
        ("--service -rf", false),
        ("-q -s -rf", false),
        ("-rf", true),
        ("-q -rf", true),
    ] {
        let outcome = wait(words, &fake).outcome();
        outcome.fails_with(252);
        assert_eq!(
            outcome.stderr.contains("use '-- -"),
            is_suggested,
            "{outcome}"
        );
    }
}

#[test]
fn a_service_has_to_be_named() {
    let fake = FakeEcs::start(shop());
    for (words, input) in [("wait latest", ""), ("wait", ""), ("wait -", "latest")] {
        let outcome = ecs_history(words).at(&fake).input(input).outcome();
        outcome.fails_with(252);
        assert!(outcome.stderr.contains("ECS_SERVICE"), "{outcome}");
    }
}

#[test]
fn standard_input_brings_cluster_service_and_region() {
    let fake = FakeEcs::start(evolves(&[IN_PROGRESS, SUCCESSFUL]));
    let outcome = ecs_history("wait - --interval 1s")
        .at(&fake)
        .env("AWS_REGION", "us-east-1")
        .env("ECS_CLUSTER", "another")
        .env("ECS_SERVICE", "another")
        .input(&updated("web", 2).to_string())
        .outcome();
    assert_eq!(outcome.code, Some(0), "{outcome}");
    assert!(fake.calls().iter().all(|call| call.region == "eu-west-1"));
}

#[test]
fn one_of_several_services_is_named() {
    let several = || {
        let service = |name| updated(name, 2)["service"].clone();
        json!({"services": [service("api"), service("web")], "failures": []}).to_string()
    };
    let fake = FakeEcs::start(evolves(&[IN_PROGRESS, SUCCESSFUL]));
    let outcome = ecs_history("wait - --interval 1s")
        .at(&fake)
        .input(&several())
        .outcome();
    outcome.fails_with(252);
    assert!(
        outcome.stderr.contains("name one with --service: api, web"),
        "{outcome}"
    );
    let run = ecs_history("wait - --interval 1s --service web").at(&fake);
    let outcome = run.input(&several()).outcome();
    assert_eq!(outcome.code, Some(0), "{outcome}");
    let run = ecs_history("wait - --service etl").at(&fake);
    run.input(&several()).outcome().fails_with(252);
}

#[test]
fn a_service_under_another_controller_has_no_primary_deployment() {
    let mut service = updated("web", 2);
    service["service"]["deployments"] = json!([]);
    let fake = FakeEcs::start(shop());
    let outcome = wait("-", &fake).input(&service.to_string()).outcome();
    outcome.fails_with(252);
    assert!(outcome.stderr.contains("CODE_DEPLOY"), "{outcome}");
}

#[test]
fn a_service_that_has_no_deployments_says_why() {
    let fake = FakeEcs::start(shop());
    for (member, value, expected) in [
        (
            "deploymentController",
            json!({"type": "CODE_DEPLOY"}),
            "service web is under the CODE_DEPLOY deployment controller",
        ),
        (
            "deploymentController",
            json!({"type": "EXTERNAL"}),
            "service web is under the EXTERNAL deployment controller",
        ),
        ("status", json!("INACTIVE"), "service web is INACTIVE"),
        ("status", json!("DRAINING"), "service web is DRAINING"),
        ("deployments", Value::Null, "has no PRIMARY deployment"),
        (
            "deployments",
            json!([{"id": "ecs-svc/1", "status": "ACTIVE"}]),
            "has no PRIMARY deployment",
        ),
    ] {
        let mut service = updated("web", 2);
        service["service"][member] = value;
        let outcome = wait("-", &fake).input(&service.to_string()).outcome();
        outcome.fails_with(252);
        outcome.assert_stderr(expected);
    }
    assert_eq!(fake.calls().len(), 0, "no call is needed to find that out");
}

#[test]
fn an_arn_needs_neither_a_service_nor_the_list() {
    for input in [None, Some(arn(2) + "\n")] {
        let fake = FakeEcs::start(evolves(&[IN_PROGRESS, SUCCESSFUL]));
        let run = ecs_history("wait --interval 1s").at(&fake);
        let run = match &input {
            None => run.arg(&arn(2)),
            Some(input) => run.arg("-").input(input),
        };
        let outcome = run.outcome();
        assert_eq!(outcome.code, Some(0), "{outcome}");
        let listed = fake.count(Op::ListServiceDeployments);
        assert_eq!(listed, 1, "only at the end, for what serves");
    }
}

#[test]
fn a_saved_history_never_changes() {
    let ended = ecs_history("wait pUEb --demo --service web").outcome();
    assert_eq!(ended.code, Some(1), "{ended}");
    assert!(ended.stdout.contains("rolled_back"), "{ended}");
    let ongoing = ecs_history("wait latest --demo --service web").outcome();
    ongoing.fails_with(252);
    let none = ecs_history("wait zzzzzz --demo --service web").outcome();
    none.fails_with(3);
}

#[test]
fn only_the_one_deployment_is_described_while_it_is_watched() {
    let fake = FakeEcs::start(evolves(&[
        IN_PROGRESS,
        IN_PROGRESS,
        IN_PROGRESS,
        SUCCESSFUL,
    ]));
    wait("", &fake).outcome();
    let calls = fake.calls();
    let lists = calls
        .iter()
        .filter(|call| call.op == Op::ListServiceDeployments);
    assert_eq!(lists.count(), 2, "to find it, and at the end");
    let described = calls
        .iter()
        .filter(|call| call.op == Op::DescribeServiceDeployments);
    let bodies: Vec<&Value> = described.map(|call| &call.body).collect();
    assert_eq!(bodies, vec![&json!({"serviceDeploymentArns": [arn(2)]}); 4]);
    assert!(
        fake.count(Op::DescribeServiceRevisions) <= 2,
        "for the names"
    );
}

#[test]
fn twenty_waits_side_by_side_are_not_throttled() {
    let mut states = vec![second().status(IN_PROGRESS).build(); 60];
    states.push(second().build());
    let fake = FakeEcs::start(shop().evolves(states).throttle_buckets());
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                let outcome = wait("--interval 2s", &fake).outcome();
                assert_eq!(outcome.code, Some(0), "{outcome}");
            });
        }
    });
    assert!(fake.calls().iter().all(|call| !call.throttled));
}

#[test]
fn credentials_that_expire_are_resolved_again() {
    let expired = crate::support::Fault::error(
        400,
        "ExpiredTokenException",
        "The security token included in the request is expired",
    );
    let scenario = evolves(&[IN_PROGRESS, IN_PROGRESS, SUCCESSFUL]);
    let fake = FakeEcs::start(scenario.fault(Op::DescribeServiceDeployments, 1, expired));
    let run = ecs_history("wait --interval 1s --service web --cluster shop");
    let home = run.home().display().to_string();
    // Returns other keys each time.
    let process = format!(
        "#!/bin/sh\necho x >> {home}/asked\nn=$(wc -l < {home}/asked)\n\
         printf '{{\"Version\":1,\"AccessKeyId\":\"AKID%d\",\"SecretAccessKey\":\"s\"}}' $n\n"
    );
    let config = format!("[default]\nregion = eu-west-1\ncredential_process = sh {home}/process\n");
    let outcome = run
        .file("process", &process)
        .file(".aws/config", &config)
        .env("PATH", "/usr/bin:/bin")
        .env("AWS_ENDPOINT_URL_ECS", &fake.url())
        .outcome();
    assert_eq!(outcome.code, Some(0), "{outcome}");
    assert!(outcome.stderr.is_empty(), "renewal is routine: {outcome}");
    let calls = fake.calls();
    assert_eq!(calls.first().map(|call| &*call.access_key), Some("AKID1"));
    assert_eq!(calls.last().map(|call| &*call.access_key), Some("AKID2"));
}
