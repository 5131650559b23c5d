//! `list -o timeline`: where the bars stand. How they look is tested beside the renderer.

use crate::support::run::ecs_history;
use crate::support::{FakeEcs, Scenario, data};

fn shop() -> FakeEcs {
    let (deployments, revisions) = data::fleet("shop", 5, 2);
    FakeEcs::start(Scenario::new().history(deployments, revisions))
}

#[test]
fn a_row_a_service_and_a_letter_a_deployment() {
    let fake = shop();
    let run = ecs_history("list -c shop --since 2h -o timeline")
        .at(&fake)
        .stdout();
    let lines: Vec<&str> = run.lines().collect();
    let [axis, newest, other, legend] = lines[..] else {
        panic!("{run}");
    };
    assert!(axis.starts_with("UTC "), "{run}");
    for (line, service) in [(newest, "svc-000"), (other, "svc-001")] {
        assert!(line.starts_with(service) && line.ends_with(" 2"), "{run}");
        let bars = &line[service.len()..];
        let letters: String = bars.chars().filter(char::is_ascii_alphabetic).collect();
        assert_eq!(letters, "RS", "{run}");
    }
    assert_eq!(legend, "R rolled_back  S succeeded");
    assert!(run.is_ascii(), "no locale says otherwise: {run}");
    // What it does not show is not asked for.
    let revisions = fake.count(crate::support::Op::DescribeServiceRevisions);
    assert_eq!(revisions, 0);
}

#[test]
fn drawn_with_more_where_the_locale_allows() {
    let fake = shop();
    for (locale, unicode) in [
        (("LANG", "de_DE.UTF-8"), true),
        (("LC_ALL", "C.utf8"), true),
        (("LANG", "C"), false),
        (("LC_CTYPE", "en_US.ISO-8859-1"), false),
    ] {
        let run = ecs_history("list -c shop --service svc-001 -o timeline")
            .at(&fake)
            .env("LANG", "en_US.UTF-8")
            .env(locale.0, locale.1)
            .stdout();
        assert_eq!(run.contains('│'), unicode, "{locale:?}: {run}");
    }
}

#[test]
fn an_empty_one_is_a_note_and_other_commands_have_none() {
    let fake = shop();
    let run = ecs_history("list -c shop --service svc-004 --since 1h -o timeline")
        .at(&fake)
        .outcome();
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run}");
    assert!(
        run.stderr
            .contains("no matching deployments of service svc-004"),
        "{run}"
    );
    for words in [
        "status",
        "stats",
        "wait",
        "diff",
        "revisions list",
        "deployments describe",
    ] {
        let run = ecs_history(&format!("--demo {words} -s web -o timeline")).outcome();
        run.fails_with(252);
        assert!(
            run.stderr.contains("cannot be printed as timeline"),
            "{words}: {run}"
        );
    }
}
