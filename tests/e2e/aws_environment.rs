//! The AWS environment: profiles, Regions, endpoints, credentials, certificates, proxies.

use crate::support::data::{self, REGION};
use crate::support::run::{Run, ecs_history};
use crate::support::{ConnectProxy, FakeEcs, Scenario};

const LIST: &str = "list --service web --cluster shop -o tsv";

fn shop() -> Scenario {
    let (deployments, revisions) = data::history("shop", "web", 3, data::EPOCH);
    Scenario::new().history(deployments, revisions)
}

fn lists(run: Run) {
    let outcome = run.outcome();
    assert_eq!(outcome.code, Some(0), "{outcome}");
    assert_eq!(outcome.stdout.lines().count(), 3, "{outcome}");
}

#[test]
fn profiles_bring_credentials_region_and_endpoint() {
    let fake = FakeEcs::start(shop());
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

    // A profile that was typed comes before credentials in variables, a variable does not.
    lists(run(&format!("{LIST} --profile prod")).credentials());
    assert_eq!(fake.calls().last().expect("a call").access_key, "AKIAPROD");
    lists(run(LIST).env("AWS_PROFILE", "prod").credentials());
    assert_eq!(
        fake.calls().last().expect("a call").access_key,
        "AKIDEXAMPLE"
    );
    lists(run(&format!("{LIST} --profile prod --region ap-south-1")));
    assert_eq!(fake.calls().last().expect("a call").region, "ap-south-1");
}

#[test]
fn the_region_comes_from_the_first_that_says_one() {
    let fake = FakeEcs::start(shop());
    let region = |run: Run| {
        lists(run.credentials().env("AWS_ENDPOINT_URL", &fake.url()));
        fake.calls().last().expect("a call").region.clone()
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
fn the_endpoint_of_the_flag_comes_first() {
    let fake = FakeEcs::start(shop());
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
    let fake = FakeEcs::start(shop());
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
fn credentials_of_a_process() {
    let fake = FakeEcs::start(shop());
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
fn what_is_missing_is_253_with_the_next_step() {
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
fn an_sso_session_that_has_expired_says_how_to_log_in() {
    let config = "[profile sso]\nregion = eu-west-1\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = dev\n\
                  [sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n";
    let run = || ecs_history(&format!("{LIST} --profile sso")).file(".aws/config", config);
    let outcome = run().outcome();
    outcome.fails_with(253);
    assert!(
        outcome
            .stderr
            .contains("hint: run `aws sso login --profile sso`"),
        "{outcome}"
    );

    // The name of the file is the SHA-1 of the session's name.
    let cache = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
    let token = r#"{"accessToken": "t", "expiresAt": "2020-01-01T00:00:00Z", "region": "eu-west-1",
                    "startUrl": "https://corp.awsapps.com/start"}"#;
    let outcome = run().file(cache, token).outcome();
    outcome.fails_with(253);
    assert!(
        outcome
            .stderr
            .contains("hint: run `aws sso login --profile sso`"),
        "{outcome}"
    );
}

#[test]
fn a_private_ca_is_trusted_by_variable_and_by_profile() {
    let fake = FakeEcs::start_tls(shop());
    let run = || ecs_history(LIST).at(&fake).file("ca.pem", fake.ca_pem());
    let path = |run: &Run| {
        run.home()
            .join("ca.pem")
            .to_str()
            .expect("UTF-8")
            .to_owned()
    };
    let by_variable = run();
    let ca = path(&by_variable);
    lists(by_variable.env("AWS_CA_BUNDLE", &ca));
    let by_profile = run();
    let config = format!("[default]\nca_bundle = {}\n", path(&by_profile));
    lists(by_profile.file(".aws/config", &config));

    let untrusted = run();
    let system = path(&untrusted);
    // Another CA than the one that signed.
    let other = FakeEcs::start_tls(Scenario::new());
    let outcome = untrusted
        .file("ca.pem", other.ca_pem())
        .env("AWS_CA_BUNDLE", &system)
        .env("AWS_MAX_ATTEMPTS", "1")
        .outcome();
    outcome.fails_with(255);
    assert!(outcome.stderr.contains("certificate"), "{outcome}");
}

#[test]
fn a_ca_bundle_that_cannot_be_used_is_named() {
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
        let path = run.home().join(name).to_str().expect("UTF-8").to_owned();
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
fn a_proxy_carries_https_unless_no_proxy_says_otherwise() {
    let fake = FakeEcs::start_tls(shop());
    let proxy = ConnectProxy::start();
    let run = || {
        let run = ecs_history(LIST).at(&fake).file("ca.pem", fake.ca_pem());
        let ca = run
            .home()
            .join("ca.pem")
            .to_str()
            .expect("UTF-8")
            .to_owned();
        run.env("AWS_CA_BUNDLE", &ca)
            .env("HTTPS_PROXY", &proxy.url())
    };
    lists(run());
    let through = proxy.connects();
    assert!(!through.is_empty());
    assert!(
        through.iter().all(|host| host.starts_with("localhost:")),
        "{through:?}"
    );
    lists(run().env("NO_PROXY", "localhost"));
    assert_eq!(
        proxy.connects().len(),
        through.len(),
        "NO_PROXY goes past it"
    );

    let outcome = run()
        .env("HTTPS_PROXY", "http://127.0.0.1:1")
        .env("AWS_MAX_ATTEMPTS", "1")
        .outcome();
    outcome.fails_with(255);
}

#[test]
fn a_proxy_may_ask_for_a_password() {
    let fake = FakeEcs::start_tls(shop());
    let proxy = ConnectProxy::start_with_auth("user", "pass");
    let run = ecs_history(LIST).at(&fake).file("ca.pem", fake.ca_pem());
    let ca = run
        .home()
        .join("ca.pem")
        .to_str()
        .expect("UTF-8")
        .to_owned();
    let url = proxy.url().replace("http://", "http://user:pass@");
    lists(run.env("AWS_CA_BUNDLE", &ca).env("HTTPS_PROXY", &url));
    assert!(!proxy.connects().is_empty());
}

#[test]
fn an_endpoint_that_is_not_there_is_255() {
    for endpoint in ["http://127.0.0.1:1", "http://nowhere.invalid:80"] {
        let outcome = ecs_history(LIST)
            .credentials()
            .env("AWS_REGION", REGION)
            .env("AWS_MAX_ATTEMPTS", "1")
            .arg("--endpoint-url")
            .arg(endpoint)
            .outcome();
        outcome.fails_with(255);
        assert!(outcome.stderr.contains(endpoint), "{outcome}");
    }
}

#[test]
fn an_endpoint_that_is_no_url_is_253() {
    let outcome = ecs_history(LIST)
        .credentials()
        .env("AWS_REGION", REGION)
        .env("AWS_ENDPOINT_URL_ECS", "localhost:4566")
        .outcome();
    outcome.fails_with(253);
    assert!(outcome.stderr.contains("AWS_ENDPOINT_URL_ECS"), "{outcome}");
}

#[test]
fn retry_settings_of_the_aws_cli_are_understood_and_nonsense_is_253() {
    let fake = FakeEcs::start(shop());
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
        assert!(
            outcome.stderr.contains(&format!("{name} is {value}")),
            "{outcome}"
        );
    }
    let config = "[default]\nretry_mode = legacy\nmax_attempts = none\n";
    let outcome = ecs_history(LIST)
        .at(&fake)
        .file(".aws/config", config)
        .outcome();
    outcome.fails_with(253);
    assert!(outcome.stderr.contains("max_attempts is none"), "{outcome}");
}

#[test]
fn a_region_that_is_none_is_253() {
    let outcome = ecs_history(LIST)
        .credentials()
        .env("AWS_REGION", "eu west 1")
        .outcome();
    outcome.fails_with(253);
    assert!(outcome.stderr.contains("eu-west-1"), "{outcome}");
}

#[test]
fn credentials_that_lead_nowhere_say_where_to() {
    let config = "[profile p]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = p2\n";
    let run = ecs_history(&format!("{LIST} --profile p")).file(".aws/config", config);
    let outcome = run.outcome();
    outcome.fails_with(253);
    assert!(outcome.stderr.contains("p2"), "{outcome}");
}

#[test]
fn an_endpoint_that_is_set_to_nothing_is_not_set() {
    let fake = FakeEcs::start(shop());
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
    // Nothing is left but AWS itself, which a proxy keeps this test away from.
    let outcome = ecs_history(LIST)
        .at(&fake)
        .env("AWS_ENDPOINT_URL_ECS", "")
        .env("HTTPS_PROXY", "http://127.0.0.1:1")
        .env("AWS_MAX_ATTEMPTS", "1")
        .outcome();
    outcome.fails_with(255);
    assert!(
        outcome
            .stderr
            .contains("https://ecs.eu-west-1.amazonaws.com/"),
        "{outcome}"
    );
}
