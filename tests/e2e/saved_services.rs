//! Saved histories with services of the same name: in other clusters, accounts and Regions. All of
//! them are there, none is taken for another, and none is called deleted.

use crate::support::Deployment;
use crate::support::data;
use crate::support::run::{Outcome, ecs_history};
use serde_json::{Value, json};

const SHOP: &str = "arn:aws:ecs:eu-west-1:123456789012:service/shop/web";
const MALL: &str = "arn:aws:ecs:eu-west-1:123456789012:service/mall/web";
const API: &str = "arn:aws:ecs:eu-west-1:123456789012:service/mall/api";
const ACCOUNT: &str = "arn:aws:ecs:eu-west-1:210987654321:service/shop/web";
const REGION: &str = "arn:aws:ecs:us-east-1:123456789012:service/shop/web";

/// The nth deployment of a service, which is named by its ARN.
fn deployment(service: &str, n: u64, status: &str) -> Value {
    let mut path = service.rsplit('/');
    let (name, cluster) = (path.next().unwrap_or("-"), path.next().unwrap_or("-"));
    let id = format!("{n}-of-{}", spot(service));
    let built = Deployment::new(cluster, name, n).status(status).id(&id);
    // The same in the account and Region of the service.
    let place = |text: &str| text.split(':').take(5).collect::<Vec<_>>().join(":");
    let text = built.build().to_string();
    let moved = text.replace(&place(&data::cluster_arn("x")), &place(service));
    serde_json::from_str(&moved).expect("JSON")
}

/// A word for a service, by its ARN.
fn spot(service: &str) -> &'static str {
    match service {
        SHOP => "shop",
        MALL => "mall",
        API => "api",
        ACCOUNT => "account",
        REGION => "region",
        _ => "other",
    }
}

/// In each place a success, and then something else but in the shop.
fn everywhere() -> String {
    let newest = [
        (SHOP, "SUCCESSFUL"),
        (MALL, "ROLLBACK_FAILED"),
        (API, "SUCCESSFUL"),
        (ACCOUNT, "IN_PROGRESS"),
        (REGION, "ROLLBACK_SUCCESSFUL"),
    ];
    let items = newest.map(|(service, status)| {
        let newest = deployment(service, 2, status);
        [newest, deployment(service, 1, "SUCCESSFUL")]
    });
    json!({"serviceDeployments": items.concat()}).to_string()
}

fn run(arguments: &str, content: &str) -> Outcome {
    let run = ecs_history(arguments);
    let path = run.path("h.json");
    run.file("h.json", content)
        .arg("--from")
        .arg(&path)
        .outcome()
}

/// The services of a response, in the order of the ARNs above.
fn spots(run: &Outcome, list: &str) -> String {
    let document = run.json();
    let items = document[list].as_array().expect("a list").clone();
    let has = |service: &&&str| {
        items.iter().any(|item| {
            let arn = item["serviceArn"].as_str().map(str::to_owned);
            arn.unwrap_or_default() == ***service
        })
    };
    let all = [SHOP, MALL, API, ACCOUNT, REGION];
    let words: Vec<&str> = all.iter().filter(has).map(|arn| spot(arn)).collect();
    words.join(" ")
}

#[test]
fn every_command_finds_the_services_that_are_meant() {
    let everything = everywhere();
    for (flags, expected) in [
        ("", "shop mall api account region"),
        ("-s *", "shop mall api account region"),
        ("-c *", "shop mall api account region"),
        ("-s web", "shop mall account region"),
        ("-s w*", "shop mall account region"),
        ("-s web,api", "shop mall api account region"),
        ("-s web -s api", "shop mall api account region"),
        ("-s web -c shop", "shop account region"),
        ("-s web -c mall", "mall"),
        ("-s web -c m*", "mall"),
        ("-s web -c shop,mall", "shop mall account region"),
        ("-s api -c *", "api"),
        ("-c shop", "shop account region"),
        ("-c mall", "mall api"),
        ("-c mall,shop", "shop mall api account region"),
        ("-c s*", "shop account region"),
        (&format!("-s {SHOP}"), "shop"),
        (&format!("-s {ACCOUNT}"), "account"),
        (&format!("-s {REGION}"), "region"),
        (&format!("-s {MALL} -c mall"), "mall"),
        (&format!("-s {SHOP},{MALL}"), "shop mall"),
        (&format!("-s {SHOP},{ACCOUNT}"), "shop account"),
        (&format!("-s {SHOP},{REGION}"), "shop region"),
        (&format!("-s {ACCOUNT},api"), "api account"),
        ("-c arn:aws:ecs:eu-west-1:123456789012:cluster/shop", "shop"),
        (
            "-c arn:aws:ecs:eu-west-1:210987654321:cluster/shop -s web",
            "account",
        ),
        (
            "-c arn:aws:ecs:us-east-1:123456789012:cluster/shop -s w*",
            "region",
        ),
        (
            "-c arn:aws:ecs:eu-west-1:123456789012:cluster/shop,mall",
            "shop mall api",
        ),
        (
            "-c arn:aws:ecs:eu-west-1:123456789012:cluster/shop,shop",
            "shop account region",
        ),
        (
            "-c arn:aws:ecs:eu-west-1:123456789012:cluster/shop,arn:aws:ecs:us-east-1:123456789012:cluster/shop",
            "shop region",
        ),
        ("--region us-east-1", "region"),
        ("--region eu-west-1 -s web", "shop mall account"),
        ("--region us-east-1 -s web -c shop", "region"),
        ("--region us-east-1 -c *", "region"),
    ] {
        for (command, list) in [
            ("status -o json", "services"),
            ("list -o json", "serviceDeployments"),
        ] {
            let run = run(&format!("{command} {flags}"), &everything);
            run.succeeds();
            assert_eq!(spots(&run, list), expected, "{command} {flags}: {run}");
            assert!(!run.stderr.contains("deleted"), "{flags}: {run}");
        }
        let number = expected.split(' ').count();
        let run = run(
            &format!("stats --since 2000-01-01 -o tsv {flags}"),
            &everything,
        );
        run.succeeds();
        // The last one is the total.
        assert_eq!(run.stdout.lines().count(), number + 1, "{flags}: {run}");
        let run = self::run(&format!("revisions list -o tsv {flags}"), &everything);
        if run.code == Some(252) {
            // It takes one service.
            assert!(
                flags.contains(['*', ',']) || flags.matches("-s").count() > 1,
                "{run}"
            );
        } else {
            // A deployment replaced the revision that is one lower.
            assert_eq!(run.stdout.lines().count(), number * 3, "{flags}: {run}");
        }
    }
}

#[test]
fn a_failed_one_of_two_is_found() {
    let everything = everywhere();
    for (flags, code) in [
        ("", 1),
        ("-s web", 1),
        ("-s api", 0),
        ("-s web,api", 1),
        ("-c shop", 1),
        ("-s web -c mall", 1),
        (&format!("-s {SHOP}"), 0),
        (&format!("-s {MALL}"), 1),
        (&format!("-s {ACCOUNT}"), 0),
        (&format!("-s {REGION}"), 1),
        ("-c arn:aws:ecs:eu-west-1:123456789012:cluster/shop", 0),
        ("--region us-east-1", 1),
    ] {
        let run = run(&format!("status --exit-code {flags}"), &everything);
        assert_eq!(run.code, Some(code), "{flags}: {run}");
    }
}

#[test]
fn rows_of_the_same_name_can_be_told_apart() {
    let pair = |one, other| {
        let items = [
            deployment(one, 1, "SUCCESSFUL"),
            deployment(other, 2, "STOPPED"),
        ];
        json!({"serviceDeployments": items}).to_string()
    };
    for (other, header) in [
        (MALL, "CLUSTER  SERVICE"),
        (ACCOUNT, "ACCOUNT       SERVICE"),
        (REGION, "REGION     SERVICE"),
    ] {
        for command in [
            "status",
            "list",
            "stats --since 2000-01-01",
            "revisions list",
        ] {
            let run = run(command, &pair(SHOP, other));
            run.succeeds();
            assert!(run.stdout.starts_with(header), "{command}: {run}");
        }
        let run = run("list -o timeline", &pair(SHOP, other));
        let names: Vec<&str> = run
            .stdout
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| name.contains("web"))
            .collect();
        let [one, other] = names[..] else {
            panic!("two rows: {run}")
        };
        assert_ne!(one, other, "{run}");
    }
}

#[test]
fn a_command_about_one_service_asks_which() {
    let everything = everywhere();
    for command in [
        "deployments describe latest",
        "revisions describe current",
        "diff",
        "wait latest",
    ] {
        // Their clusters differ.
        let pair = json!({"serviceDeployments": [
            deployment(SHOP, 1, "SUCCESSFUL"), deployment(MALL, 1, "SUCCESSFUL"),
        ]});
        let run = run(&format!("{command} -s web"), &pair.to_string());
        run.fails_with(252);
        run.assert_stderr("name one with --service and --cluster");
        // Only their ARNs differ.
        let run = self::run(&format!("{command} -s web -c shop"), &everything);
        run.fails_with(252);
        for arn in [SHOP, ACCOUNT, REGION] {
            run.assert_stderr(arn);
        }
        assert!(!run.stderr.contains(MALL), "{run}");
    }
}

#[test]
fn the_only_service_of_a_file_needs_no_name() {
    let only = json!({"serviceDeployments": [deployment(SHOP, 1, "SUCCESSFUL")]}).to_string();
    run("deployments describe latest", &only).succeeds();
    run("wait latest", &only).succeeds();
    let several = run("wait latest", &everywhere());
    several.fails_with(252);
    several.assert_stderr("more than one service matches");
    // From standard input, too.
    let from_stdin = |content: &str| {
        let run = ecs_history("wait - -q");
        let path = run.path("h.json");
        let run = run.file("h.json", content).input("1-of-shop\n");
        run.arg("--from").arg(&path).outcome()
    };
    from_stdin(&only).succeeds();
    let several = from_stdin(&everywhere());
    several.fails_with(252);
    several.assert_stderr("more than one service matches");
}

#[test]
fn an_arn_or_a_region_names_one_service() {
    let everything = everywhere();
    for (flags, id) in [
        (format!("-s {SHOP}"), "2-of-shop"),
        (format!("-s {ACCOUNT}"), "2-of-account"),
        (format!("-s {REGION}"), "2-of-region"),
        (
            "-s web -c shop --region us-east-1".to_owned(),
            "2-of-region",
        ),
        ("-s web -c mall".to_owned(), "2-of-mall"),
    ] {
        let run = run(&format!("deployments describe latest {flags}"), &everything);
        run.succeeds();
        assert!(run.stdout.contains(id), "{flags}: {run}");
        let run = self::run(&format!("wait latest -q {flags}"), &everything);
        let code = match id {
            "2-of-shop" => 0,
            // It is in progress, and will be.
            "2-of-account" => 252,
            _ => 1,
        };
        assert_eq!(run.code, Some(code), "{flags}: {run}");
        let run = self::run(&format!("revisions describe latest {flags}"), &everything);
        assert!(run.stderr.contains("not in"), "{flags}: {run}");
    }
    // An ARN of a deployment names its service, too.
    for service in [SHOP, ACCOUNT, REGION] {
        let arn = deployment(service, 1, "SUCCESSFUL")["serviceDeploymentArn"].clone();
        let arn = arn.as_str().unwrap_or_default().to_owned();
        let run = run(&format!("wait {arn} -q"), &everything);
        run.succeeds();
        let run = self::run(&format!("deployments describe {arn} latest"), &everything);
        run.succeeds();
        assert!(
            run.stdout.contains(&format!("2-of-{}", spot(service))),
            "{run}"
        );
    }
}

#[test]
fn what_is_not_in_the_file_is_said_so() {
    let everything = everywhere();
    for (arguments, code, words) in [
        ("status -s wbe", 254, "there is no service wbe in"),
        ("list -s wbe", 254, "there is no service wbe in"),
        ("status -c nope", 254, "there is no cluster nope in"),
        ("list -c nope", 254, "there is no cluster nope in"),
        ("stats -c nope", 254, "there is no cluster nope in"),
        (
            "status -s web -c nope",
            254,
            "there is no service web in cluster nope in",
        ),
        (
            "status -s api -c shop",
            254,
            "there is no service api in cluster shop in",
        ),
        ("status -s w*,nope", 3, "no service matches nope"),
        ("list -c n*", 3, "no cluster matches n*"),
        ("list --region eu-north-1", 3, "has nothing in eu-north-1"),
    ] {
        let run = run(arguments, &everything);
        assert_eq!(run.code, Some(code), "{arguments}: {run}");
        run.assert_stderr(words);
        for untrue in ["25 October", "deleted", "aws ecs list-clusters"] {
            assert!(!run.stderr.contains(untrue), "{arguments}: {run}");
        }
    }
    let revision = data::revision_arn("mall", "api", &data::revision_id(2));
    let run = run(&format!("diff {revision} {revision}"), &everything);
    run.fails_with(3);
    run.assert_stderr("could not be described (not in ");
    assert!(!run.stderr.contains("2024"), "{run}");
}

/// Services that were saved by DescribeServices: with ARNs from before 2018, deleted ones, and ones
/// without deployments.
#[test]
fn described_services_are_those_of_the_deployments() {
    let classic = "arn:aws:ecs:eu-west-1:123456789012:service/web";
    let cluster = data::cluster_arn("shop");
    let service = json!({"serviceArn": classic, "serviceName": "web", "clusterArn": cluster,
        "status": "ACTIVE", "desiredCount": 2, "runningCount": 1});
    let deleted = json!({"serviceArn": MALL, "serviceName": "web", "status": "INACTIVE",
        "clusterArn": data::cluster_arn("mall")});
    let idle = json!({"serviceArn": API, "clusterArn": data::cluster_arn("mall")});
    let documents = [
        json!({"services": [service, deleted, idle], "failures": []}),
        json!({"serviceDeployments": [
            deployment(SHOP, 1, "ROLLBACK_FAILED"), deployment(MALL, 1, "SUCCESSFUL"),
        ]}),
    ];
    let content = documents.map(|document| document.to_string()).concat();
    for flags in ["", "-s web", "-c shop", "-s web,api", &format!("-s {SHOP}")] {
        let run = run(&format!("status -o jsonl --exit-code {flags}"), &content);
        assert_eq!(run.code, Some(1), "{flags}: {run}");
        let shop = run
            .stdout
            .lines()
            .filter(|line| line.contains("\"cluster\":\"shop\""));
        assert_eq!(shop.count(), 1, "{flags}: {run}");
        assert!(!run.stderr.contains("deleted"), "{flags}: {run}");
    }
    let run = run("status", &content);
    assert!(
        run.stdout.contains("1/2") && run.stdout.contains("rollback_failed"),
        "{run}"
    );
    assert!(run.stdout.contains("no deployment in the history"), "{run}");
    assert_eq!(run.stdout.lines().count(), 4, "{run}");
}

#[test]
fn services_of_the_demo_and_of_files_are_named_alike() {
    for flags in [
        "-s web",
        "-s web -c shop",
        "-s web,checkout",
        "-s w*",
        "-c shop",
    ] {
        let demo = ecs_history(&format!("--demo status -o jsonl {flags}")).outcome();
        demo.succeeds();
        assert!(demo.stdout.contains("\"serviceName\":\"web\""), "{demo}");
    }
}
