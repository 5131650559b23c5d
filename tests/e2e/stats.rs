//! `stats`: figures of services over a time span. The arithmetic is tested in the model.

use crate::support::json::list;
use crate::support::run::{Outcome, ecs_history};
use crate::support::{FakeEcs, Op, several_services};

fn shop() -> FakeEcs {
    FakeEcs::start(several_services("shop", 30, 2))
}

fn stats(fake: &FakeEcs, flags: &str) -> Outcome {
    ecs_history(&format!("stats -c shop {flags}"))
        .at(fake)
        .outcome()
}

#[test]
fn figures_are_per_service_and_in_total() {
    let fake = shop();
    let run = stats(&fake, "-s svc-00[013] --since 7d");
    insta::assert_snapshot!(run.stdout, @"
    SERVICE  DEPLOYMENTS  SUCCESS  ROLLED BACK  FAILED  SUPERSEDED  MEDIAN  P95    PER DAY  TREND    RECOVERY
    svc-000  3            67 %     1            0       0           3m00s   3m00s  0.43     ...=..#  30m00s
    svc-001  3            67 %     1            0       0           3m00s   3m00s  0.43     ...=..#  30m00s
    svc-003  1            100 %    0            0       0           3m00s   3m00s  0.14     ...#...  -
    total    7            71 %     2            0       0           3m00s   3m00s  1.00     ...*..#  30m00s
    ");
    let run = stats(&fake, "-s svc-000,svc-003 --since 7d -o json");
    let document = run.json();
    let (first, total) = (&document["services"][0], &document["total"]);
    assert_eq!(first["service"], "svc-000");
    assert_eq!(first["deployments"], 3);
    assert_eq!(first["rolledBack"], 1);
    assert_eq!(first["medianDurationSeconds"], 180.25);
    assert_eq!(first["meanRecoverySeconds"], 1800.0);
    assert_eq!(total["deployments"], 4);
    assert_eq!(total["successRate"], 0.75);
    assert_eq!(total["trend"]["cellSeconds"], 86400);
    assert_eq!(list(&total["trend"], "deployments").len(), 7);
}

#[test]
fn tsv_and_jsonl_have_a_line_per_service_and_one_for_the_total() {
    let fake = shop();
    for format in ["tsv", "jsonl"] {
        let run = stats(&fake, &format!("-s svc-00? --since 7d -o {format}"));
        assert_eq!(run.stdout.lines().count(), 10 + 1, "{run}");
    }
    let run = stats(&fake, "--since 2h -o tsv");
    assert!(
        run.stdout
            .lines()
            .all(|line| line.split('\t').count() == 12),
        "{run}"
    );
    assert!(
        run.stdout
            .lines()
            .last()
            .is_some_and(|line| line.starts_with("-\ttotal\t4\t0.5\t")),
        "{run}"
    );
}

#[test]
fn a_short_span_takes_few_calls_and_30_days_is_the_default() {
    let fake = shop();
    stats(&fake, "--since 2h");
    assert_eq!(fake.count(Op::ListServiceDeployments), 2);
    let run = stats(&fake, "-o json");
    run.assert_stderr("note: covers the last 30 days; use --since for another period");
    // Those of 12 and of 3 days ago, and the four of the last hour.
    assert_eq!(run.json()["total"]["deployments"], 30 * 2 + 4, "{run}");
}

#[test]
fn an_empty_span_is_a_note_and_an_invalid_one_exits_with_252() {
    let fake = shop();
    let run = stats(&fake, "--since 5m");
    run.succeeds();
    run.assert_stderr("no matching deployments in cluster shop");
    for (flags, advice) in [
        ("--since 1h --until 2h", "--until is before --since"),
        ("--since 2099-01-01", "--since is not before now"),
    ] {
        let run = stats(&fake, flags);
        run.fails_with(252);
        run.assert_stderr(advice);
    }
    let run = stats(&fake, "--until 10d");
    run.assert_stderr("note: covers the 30 days before --until; use --since for another period");
}

#[test]
fn the_help_defines_the_figures_and_names_their_source() {
    let help = ecs_history("stats --help").stdout();
    for text in [
        "https://dora.dev/guides/dora-metrics/",
        "nearest rank",
        "counts neither way",
        "next success of the same service",
    ] {
        let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(text), "{text} in {help}");
    }
}
