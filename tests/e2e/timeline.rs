//! `list -o timeline`: rows and bars. How they look is tested in the renderer.

use crate::support::run::ecs_history;
use crate::support::{FakeEcs, Op, several_services};

fn shop() -> FakeEcs {
    FakeEcs::start(several_services("shop", 5, 2))
}

#[test]
fn each_service_has_a_row_and_each_deployment_a_letter() {
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
    assert!(run.is_ascii(), "without a locale it is ASCII: {run}");
    // It does not show revisions.
    assert_eq!(fake.count(Op::DescribeServiceRevisions), 0);
}

#[test]
fn unicode_is_drawn_where_the_locale_allows() {
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
fn an_empty_timeline_is_a_note() {
    let fake = shop();
    let run = ecs_history("list -c shop --service svc-004 --since 1h -o timeline")
        .at(&fake)
        .outcome();
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run}");
    run.assert_stderr("no matching deployments of service svc-004");
}

#[test]
fn only_list_has_a_timeline() {
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
        run.assert_stderr("cannot be printed as timeline");
    }
}
