//! Clusters and services that are missing, denied or failing do not hide the others.

use crate::several_services::{list, services, shop};
use crate::support::run::ecs_history;
use crate::support::{FakeEcs, Fault, Op, Scenario, data, several_services};
use std::time::Duration;

#[test]
fn a_pattern_without_a_match_exits_with_3_and_the_rest_is_listed() {
    let fake = FakeEcs::start(shop().service("empty", "only"));
    let run = list(&fake, "-c shop -s api-* --since 2h");
    run.fails_with(3);
    run.assert_stderr("no service of cluster shop matches api-*, out of 40");
    let run = list(&fake, "-c shop -s svc-00*,api-* --since 2h -o json");
    run.fails_with(3);
    assert_eq!(services(&run).len(), 6, "{run}");
    let run = list(&fake, "-c nope-* -s api-* --since 2h");
    run.fails_with(3);
    run.assert_stderr("no cluster matches nope-*, out of 2");
    run.assert_stderr("`aws ecs list-clusters --region eu-west-1` lists them");
    let run = list(&fake, "-c * -s nope");
    run.fails_with(3);
    run.assert_stderr("no service of clusters empty, shop matches nope, out of 41");
}

#[test]
fn a_denied_cluster_does_not_hide_the_others() {
    let fake = FakeEcs::start(shop().denied_cluster("secret"));
    for clusters in ["*", "shop,secret", "secret,shop"] {
        let run = list(&fake, &format!("-c {clusters} --since 2h -o json"));
        run.fails_with(254);
        assert_eq!(services(&run).len(), 6, "{run}");
        run.assert_stderr("ListServices is denied in cluster secret in eu-west-1");
        run.assert_stderr("output is incomplete: it covers only 6 deployments");
    }
    let run = list(&fake, "-c secret,nope --since 2h");
    assert_eq!((run.code, run.stdout.as_str()), (Some(254), ""));
    run.assert_stderr("there is no cluster nope in eu-west-1\n");
    assert_eq!(
        run.stderr.matches("ecs-history: error: ").count(),
        2,
        "{run}"
    );
}

#[test]
fn deleted_services_and_other_deployment_controllers_are_noted() {
    let scenario = shop()
        .deleted("shop", "old")
        .controller("shop", "classic", "CODE_DEPLOY")
        .controller("shop", "external", "EXTERNAL");
    let fake = FakeEcs::start(scenario);
    for flags in ["--since 2h", "--since 2h --exhaustive"] {
        let run = list(&fake, &format!("-c shop {flags} -o json"));
        run.succeeds();
        assert_eq!(services(&run).len(), 6, "{flags}: {run}");
        run.assert_stderr("deleted in the meantime and left out: old");
        run.assert_stderr("deployment controller: classic, external");
    }
    // A service that was named is an error.
    let run = list(&fake, "-c shop -s old,svc-000 -o json");
    run.fails_with(254);
    run.assert_stderr("there is no service old in cluster shop");
    assert_eq!(services(&run).len(), 5, "{run}");
    list(&fake, "-c shop -s classic").fails_with(254);
}

#[test]
fn a_denied_description_of_services_comes_with_the_way_around_it() {
    let denied = || shop().fault_always(Op::DescribeServices, Fault::denied());
    let way = "hint: the IAM action needed is ecs:DescribeServices; --exhaustive does without it";
    for words in ["list -c shop --since 2h", "stats -c shop"] {
        let fake = FakeEcs::start(denied());
        let run = ecs_history(words).at(&fake).outcome();
        assert_eq!(run.code, Some(254), "{run}");
        run.assert_stderr(way);
    }
    // There is no way around it for status.
    let fake = FakeEcs::start(denied());
    let run = ecs_history("status -c shop").at(&fake).outcome();
    run.assert_stderr("hint: the IAM action needed is ecs:DescribeServices");
    assert!(!run.stderr.contains("--exhaustive"), "{run}");
}

#[test]
fn an_error_about_details_does_not_call_the_list_incomplete() {
    let broken = || Fault::error(400, "ServerFault", "x");
    for (words, note) in [
        (
            "status -c shop",
            "note: details of 40 services may be missing",
        ),
        (
            "list -c shop --since 2h",
            "note: details of 6 deployments may be missing",
        ),
    ] {
        let fake = FakeEcs::start(shop().fault_always(Op::DescribeServiceRevisions, broken()));
        let run = ecs_history(words).at(&fake).outcome();
        run.fails_with(254);
        run.assert_stderr(note);
        assert!(!run.stderr.contains("incomplete"), "{run}");
    }
}

#[test]
fn a_denied_service_does_not_hide_the_others() {
    let fake = FakeEcs::start(shop().fault(Op::ListServiceDeployments, 7, Fault::denied()));
    let run = list(&fake, "-c shop -s svc-* --exhaustive --since 2h -o json");
    run.fails_with(254);
    assert!(services(&run).len() >= 4, "{run}");
}

#[test]
fn a_cluster_whose_services_are_all_denied_is_given_up_early() {
    let scenario = several_services("shop", 300, 0);
    let fake = FakeEcs::start(scenario.fault_always(Op::ListServiceDeployments, Fault::denied()));
    let run = list(&fake, "-c shop -s svc-* --exhaustive --since 2h");
    assert_eq!(run.code, Some(254), "{run}");
    assert!(fake.count(Op::ListServiceDeployments) < 50);
    assert!(
        run.stderr.matches("ecs-history: error: ").count() <= 6,
        "{run}"
    );
}

#[test]
fn a_failed_call_keeps_what_had_arrived() {
    let fault = Fault::error(400, "ServerFault", "x");
    let fake = FakeEcs::start(shop().fault(Op::DescribeServices, 3, fault.clone()));
    let run = list(&fake, "-c shop --since 2h -o json --brief");
    run.fails_with(254);
    let fake = FakeEcs::start(shop().fault(Op::ListServiceDeployments, 30, fault));
    let run = list(&fake, "-c shop --since 2h -o json --brief --exhaustive");
    run.fails_with(254);
    assert_eq!(services(&run).len(), 6, "{run}");
    run.assert_stderr("output is incomplete");
}

#[test]
fn a_missing_cluster_or_a_failing_service_hides_nothing() {
    let gone = data::service_arn("gone", "api");
    let web = data::service_arn("shop", "svc-000");
    let fake = FakeEcs::start(shop());
    for command in ["list", "status"] {
        let run = ecs_history(&format!("{command} -s {gone},{web} -o json"))
            .at(&fake)
            .outcome();
        run.fails_with(254);
        run.assert_stdout("svc-000");
        run.assert_stderr("there is no cluster gone");
    }
    let fault = Fault::error(400, "ServerFault", "x");
    let fake = FakeEcs::start(shop().fault(Op::ListServiceDeployments, 1, fault));
    let run = list(&fake, "-c shop --since 2h -o json --exhaustive");
    run.fails_with(254);
    assert_eq!(fake.count(Op::ListServiceDeployments), 40);
}

#[test]
fn a_denied_service_does_not_fail_its_batch() {
    let fake = FakeEcs::start(shop().denied_service("shop", "svc-007"));
    let run = ecs_history("status -c shop -o jsonl").at(&fake).outcome();
    assert_eq!(run.code, Some(254), "{run}");
    assert_eq!(run.stdout.lines().count(), 39, "{run}");
    run.assert_stderr("is denied for service svc-007");
}

#[cfg(unix)]
#[test]
fn ctrl_c_exits_with_130_despite_other_errors() {
    let hang = Fault::Hang(Duration::from_secs(60));
    let fake = FakeEcs::start(shop().fault_always(Op::ListServiceDeployments, hang));
    let run = ecs_history("list -c shop -s svc-*,typo-* --exhaustive")
        .at(&fake)
        .outcome_of_interrupt(|| fake.count(Op::ListServiceDeployments) > 5);
    assert_eq!((run.code, run.stdout.as_str()), (Some(130), ""), "{run}");
    run.assert_stderr("interrupted: none of the 40 services was read completely");
}

#[cfg(unix)]
#[test]
fn ctrl_c_prints_what_had_arrived() {
    let hang = Fault::Hang(Duration::from_secs(60));
    let fake = FakeEcs::start(shop().faults(Op::ListServiceDeployments, 12..40, hang));
    let run = ecs_history("list -c shop -s svc-* --exhaustive -o jsonl")
        .at(&fake)
        .outcome_of_interrupt(|| fake.count(Op::ListServiceDeployments) >= 22);
    assert_eq!(run.code, Some(130), "{run}");
    let is_json = |line| serde_json::from_str::<serde_json::Value>(line).is_ok();
    assert!(run.stdout.lines().all(is_json), "{run}");
    assert_eq!(run.stdout.lines().count(), 12 * 3 + 6, "{run}");
    run.assert_stderr("interrupted after 12 of 40 services");
    // Not all of the planned faults were used.
    fake.change(|_| Scenario::new());
}
