//! The AWS environment: profiles, Regions, endpoints, credentials, certificates, proxies.

use crate::support::data::REGION;
use crate::support::run::{Run, ecs_history};
use crate::support::{Call, ConnectProxy, FakeEcs, Scenario, shop};

const LIST: &str = "list --service web --cluster shop -o tsv";

fn endpoint() -> FakeEcs {
    FakeEcs::start(shop(3))
}

/// Asserts that a run lists the deployments of the endpoint.
#[track_caller]
fn lists(run: Run) {
    let outcome = run.outcome();
    outcome.succeeds();
    assert_eq!(outcome.stdout.lines().count(), 3, "{outcome}");
}

fn last_call(fake: &FakeEcs) -> Call {
    fake.calls().pop().expect("a call")
}

#[test]
fn a_profile_sets_credentials_region_and_endpoint() {
    let fake = endpoint();
    let config = format!(
        "[profile prod]\nregion = eu-central-1\nendpoint_url = {}\n\
         [profile other]\nregion = us-east-1\n",
        fake.url()
    );
    let credentials = "[prod]\naws_access_key_id = AKIAPROD\naws_secret_access_key = s\n";
    let run = |words: &str| {
        ecs_history(words)
            .file(".aws/config", &config)
            .file(".aws/credentials", credentials)
    };
    lists(run(&format!("{LIST} --profile prod")));
    lists(run(LIST).env("AWS_PROFILE", "prod"));
    for call in fake.calls() {
        assert_eq!(
            (call.region.as_str(), call.access_key.as_str()),
            ("eu-central-1", "AKIAPROD")
        );
    }

    // --profile overrides credentials in variables, AWS_PROFILE does not.
    lists(run(&format!("{LIST} --profile prod")).credentials());
    assert_eq!(last_call(&fake).access_key, "AKIAPROD");
    lists(run(LIST).env("AWS_PROFILE", "prod").credentials());
    assert_eq!(last_call(&fake).access_key, "AKIDEXAMPLE");
    lists(run(&format!("{LIST} --profile prod --region ap-south-1")));
    assert_eq!(last_call(&fake).region, "ap-south-1");
}

#[test]
fn the_region_comes_from_the_first_source_that_has_one() {
    let fake = endpoint();
    let region = |run: Run| {
        lists(run.credentials().env("AWS_ENDPOINT_URL", &fake.url()));
        last_call(&fake).region
    };
    let config = "[default]\nregion = eu-north-1\n";
    let run = |words: &str| ecs_history(words).file(".aws/config", config);
    assert_eq!(region(run(LIST)), "eu-north-1");
    assert_eq!(
        region(run(LIST).env("AWS_DEFAULT_REGION", "eu-west-2")),
        "eu-west-2"
    );
    let both = || {
        run(LIST)
            .env("AWS_DEFAULT_REGION", "eu-west-2")
            .env("AWS_REGION", "eu-west-3")
    };
    assert_eq!(region(both()), "eu-west-3");
    let typed = run(&format!("{LIST} --region sa-east-1")).env("AWS_REGION", "eu-west-3");
    assert_eq!(region(typed), "sa-east-1");
    assert_eq!(region(run(LIST).env("AWS_PROFILE", "")), "eu-north-1");
}

#[test]
fn the_endpoint_flag_overrides_the_environment() {
    let fake = endpoint();
    let words = format!("{LIST} --endpoint-url {}", fake.url());
    lists(
        ecs_history(&words)
            .credentials()
            .env("AWS_REGION", REGION)
            .env("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
    );
}

#[test]
fn a_session_token_is_sent() {
    let fake = endpoint();
    lists(
        ecs_history(LIST)
            .at(&fake)
            .env("AWS_SESSION_TOKEN", "token"),
    );
    assert!(
        fake.calls()
            .iter()
            .all(|call| call.session_token.as_deref() == Some("token"))
    );
}

#[test]
fn credentials_come_from_a_process() {
    let fake = endpoint();
    let config = r#"[profile process]
region = eu-west-1
credential_process = echo '{"Version": 1, "AccessKeyId": "AKIAPROCESS", "SecretAccessKey": "s"}'
"#;
    let run = ecs_history(&format!("{LIST} --profile process")).file(".aws/config", config);
    lists(
        run.env("PATH", "/usr/bin:/bin")
            .env("AWS_ENDPOINT_URL", &fake.url()),
    );
    assert_eq!(fake.calls()[0].access_key, "AKIAPROCESS");
}

#[test]
fn a_missing_region_profile_or_credential_exits_with_253_and_a_hint() {
    let fails = |run: Run| {
        let outcome = run.outcome();
        outcome.fails_with(253);
        outcome.stderr
    };
    insta::assert_snapshot!(fails(ecs_history(LIST).credentials()), @"
    ecs-history: error: no AWS Region is configured
      hint: use --region, set AWS_REGION, or run `aws configure set region REGION`
    ");
    insta::assert_snapshot!(fails(ecs_history(LIST).env("AWS_REGION", REGION)), @"
    ecs-history: error: no AWS credentials were found
      hint: run `aws sso login`, run `aws configure`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
    ");
    insta::assert_snapshot!(fails(ecs_history(&format!("{LIST} --profile prod"))), @"
    ecs-history: error: there is no AWS profile named prod
      hint: no profiles were found in ~/.aws/config and ~/.aws/credentials; run `aws configure`
    ");
    let config = "[profile dev]\nregion = eu-west-1\n[default]\n";
    let unknown = ecs_history(&format!("{LIST} --profile prod")).file(".aws/config", config);
    insta::assert_snapshot!(fails(unknown), @"
    ecs-history: error: there is no AWS profile named prod
      hint: available profiles: default, dev
    ");
    let empty = ecs_history(&format!("{LIST} --profile dev")).file(".aws/config", config);
    insta::assert_snapshot!(fails(empty), @"
    ecs-history: error: no AWS credentials were found for profile dev
      hint: run `aws sso login --profile dev`, run `aws configure`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
    ");
}

#[test]
fn an_expired_sso_session_says_how_to_log_in() {
    let config = "[profile sso]\nregion = eu-west-1\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = dev\n\
                  [sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n";
    let run = || ecs_history(&format!("{LIST} --profile sso")).file(".aws/config", config);
    let outcome = run().outcome();
    outcome.fails_with(253);
    outcome.assert_stderr("hint: run `aws sso login --profile sso`");

    // The name of the file is the SHA-1 of the session's name.
    let cache = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
    let token = r#"{"accessToken": "t", "expiresAt": "2020-01-01T00:00:00Z", "region": "eu-west-1",
                    "startUrl": "https://corp.awsapps.com/start"}"#;
    let outcome = run().file(cache, token).outcome();
    outcome.fails_with(253);
    outcome.assert_stderr("hint: run `aws sso login --profile sso`");
}

#[test]
fn a_private_ca_is_trusted_by_variable_or_profile() {
    let fake = FakeEcs::start_tls(shop(3));
    let run = || ecs_history(LIST).at(&fake);
    lists(run().trusting(fake.ca_pem()));
    let by_profile = run().file("ca.pem", fake.ca_pem());
    let config = format!("[default]\nca_bundle = {}\n", by_profile.path("ca.pem"));
    lists(by_profile.file(".aws/config", &config));

    // Another CA than the one that signed.
    let other = FakeEcs::start_tls(Scenario::new());
    let outcome = run().trusting(other.ca_pem()).without_retries().outcome();
    outcome.fails_with(255);
    outcome.assert_stderr("certificate");
}

#[test]
fn an_unusable_ca_bundle_is_named() {
    for (name, content, words) in [
        ("missing.pem", None, "could not be read"),
        ("garbage.pem", Some("garbage"), "holds no PEM certificate"),
        ("empty.pem", Some(""), "holds no PEM certificate"),
        (
            "broken.pem",
            Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
            "holds no PEM certificate",
        ),
    ] {
        let run = ecs_history(LIST).credentials().env("AWS_REGION", REGION);
        let path = run.path(name);
        let run = match content {
            Some(content) => run.file(name, content),
            None => run,
        };
        let outcome = run.env("AWS_CA_BUNDLE", &path).outcome();
        outcome.fails_with(253);
        assert!(
            outcome.stderr.contains(name) && outcome.stderr.contains(words),
            "{outcome}"
        );
    }
}

#[test]
fn https_uses_the_proxy_unless_no_proxy_matches() {
    let fake = FakeEcs::start_tls(shop(3));
    let proxy = ConnectProxy::start();
    let run = || {
        let run = ecs_history(LIST).at(&fake).trusting(fake.ca_pem());
        run.env("HTTPS_PROXY", &proxy.url())
    };
    lists(run());
    let connects = proxy.connects();
    assert!(!connects.is_empty());
    assert!(
        connects.iter().all(|host| host.starts_with("localhost:")),
        "{connects:?}"
    );
    lists(run().env("NO_PROXY", "localhost"));
    assert_eq!(
        proxy.connects().len(),
        connects.len(),
        "NO_PROXY bypasses the proxy"
    );

    let outcome = run()
        .env("HTTPS_PROXY", "http://127.0.0.1:1")
        .without_retries()
        .outcome();
    outcome.fails_with(255);
}

#[test]
fn a_proxy_may_require_a_password() {
    let fake = FakeEcs::start_tls(shop(3));
    let proxy = ConnectProxy::start_with_auth("user", "pass");
    let run = ecs_history(LIST).at(&fake).trusting(fake.ca_pem());
    let url = proxy.url().replace("http://", "http://user:pass@");
    lists(run.env("HTTPS_PROXY", &url));
    assert!(!proxy.connects().is_empty());
}

#[test]
fn an_unreachable_endpoint_exits_with_255() {
    for endpoint in ["http://127.0.0.1:1", "http://nowhere.invalid:80"] {
        let outcome = ecs_history(LIST)
            .credentials()
            .env("AWS_REGION", REGION)
            .without_retries()
            .arg("--endpoint-url")
            .arg(endpoint)
            .outcome();
        outcome.fails_with(255);
        outcome.assert_stderr(endpoint);
    }
}

#[test]
fn an_endpoint_that_is_not_a_url_exits_with_253() {
    let outcome = ecs_history(LIST)
        .credentials()
        .env("AWS_REGION", REGION)
        .env("AWS_ENDPOINT_URL_ECS", "localhost:4566")
        .outcome();
    outcome.fails_with(253);
    outcome.assert_stderr("AWS_ENDPOINT_URL_ECS");
}

#[test]
fn retry_settings_of_the_aws_cli_apply_and_invalid_ones_exit_with_253() {
    let fake = endpoint();
    for (name, value) in [
        ("AWS_RETRY_MODE", "legacy"),
        ("AWS_RETRY_MODE", "Standard"),
        ("AWS_RETRY_MODE", "adaptive"),
        ("AWS_RETRY_MODE", ""),
        ("AWS_MAX_ATTEMPTS", ""),
        ("AWS_MAX_ATTEMPTS", "5"),
    ] {
        lists(ecs_history(LIST).at(&fake).env(name, value));
    }
    for (name, value) in [
        ("AWS_RETRY_MODE", "often"),
        ("AWS_MAX_ATTEMPTS", "0"),
        ("AWS_MAX_ATTEMPTS", "-1"),
        ("AWS_MAX_ATTEMPTS", "many"),
    ] {
        let outcome = ecs_history(LIST).at(&fake).env(name, value).outcome();
        outcome.fails_with(253);
        outcome.assert_stderr(&format!("{name} is {value}"));
    }
    let config = "[default]\nretry_mode = legacy\nmax_attempts = none\n";
    let outcome = ecs_history(LIST)
        .at(&fake)
        .file(".aws/config", config)
        .outcome();
    outcome.fails_with(253);
    outcome.assert_stderr("max_attempts is none");
}

#[test]
fn settings_that_exclude_each_other_exit_with_253() {
    let fake = endpoint();
    let outcome = ecs_history(LIST)
        .at(&fake)
        .env("AWS_USE_FIPS_ENDPOINT", "true")
        .outcome();
    outcome.fails_with(253);
    outcome.assert_stderr("FIPS and custom endpoint are not supported");
}

#[test]
fn an_invalid_region_exits_with_253() {
    let outcome = ecs_history(LIST)
        .credentials()
        .env("AWS_REGION", "eu west 1")
        .outcome();
    outcome.fails_with(253);
    outcome.assert_stderr("eu-west-1");
}

#[test]
fn a_missing_source_profile_is_named() {
    let config = "[profile p]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = p2\n";
    let run = ecs_history(&format!("{LIST} --profile p")).file(".aws/config", config);
    let outcome = run.outcome();
    outcome.fails_with(253);
    outcome.assert_stderr("p2");
}

#[test]
fn an_empty_endpoint_variable_is_ignored() {
    let fake = endpoint();
    lists(ecs_history(LIST).at(&fake).env("AWS_ENDPOINT_URL", ""));
    let run = ecs_history(LIST).at(&fake).env("AWS_ENDPOINT_URL_ECS", "");
    lists(run.env("AWS_ENDPOINT_URL", &fake.url()));
    let config = format!("[default]\nendpoint_url = {}\n", fake.url());
    lists(
        ecs_history(LIST)
            .at(&fake)
            .env("AWS_ENDPOINT_URL_ECS", "")
            .file(".aws/config", &config),
    );
    // That leaves AWS itself, which a proxy keeps out of this test's reach.
    let outcome = ecs_history(LIST)
        .at(&fake)
        .env("AWS_ENDPOINT_URL_ECS", "")
        .env("HTTPS_PROXY", "http://127.0.0.1:1")
        .without_retries()
        .outcome();
    outcome.fails_with(255);
    outcome.assert_stderr("https://ecs.eu-west-1.amazonaws.com/");
}
