//! Files that are long, hostile or both take time in proportion to their length, and little memory.

use crate::saved::documents::read;
use crate::saved::items::Items;
use crate::saved::problems::Problems;
use std::io::Read;
use std::time::{Duration, Instant};

const GOOD: &str = r#"{"serviceDeploymentArn": "arn:aws:ecs:r:1:service-deployment/shop/web/c"}"#;

/// The number of deployments, and the errors.
fn outcome(text: impl Read) -> (usize, Vec<String>) {
    let (mut items, mut problems) = (Items::new(false), Problems::default());
    read("h", text, &mut items, &mut problems);
    let errors = problems.into_errors();
    let errors = errors.iter().map(|error| error.in_one_line());
    (items.deployments.len(), errors.collect())
}

/// Each of these took time in proportion to the square of its length: many seconds.
#[test]
fn broken_files_take_linear_time() {
    const TIMES: usize = 20_000;
    for (first, repeated, last) in [
        ("", "{\"a\":\n", ""),
        ("", "{\"a\":\n", "oops"),
        ("", "{\"a\":\n", "{]"),
        ("", "{\"a\": 1, \"b\":\n", ""),
        ("", "{\"a\":\n{}, \"b\":\n", ""),
        ("", "{\"a\":[\n", ""),
        ("", "[\n", ""),
        ("", "[\n", "oops"),
        ("", "[", ""),
        ("", "[{", ""),
        ("", "{", ""),
        ("", "{\"", ""),
        ("", "\"", ""),
        ("{\"serviceDeployments\":[\n", " {\"x\":\n", ""),
        ("{\"serviceDeployments\":[\n", " {\"x\":\n", "oops"),
        ("{\"serviceDeployments\":[\n", " {\"x\":\n", "oops }x }x"),
        ("{\"services\":[\n", " [\n", ""),
        ("{\"serviceRevisions\":[\n", " {\"x\":[\n", "}"),
        ("", "{\"serviceDeployments\":[", ""),
        ("", "{\"serviceDeployments\":[", "oops"),
        ("", "{\"serviceRevisions\":[{\"x\":", ""),
        ("", "{\"serviceDeploymentArn\":", ""),
        ("", "{\"serviceDeploymentArn\":\n", "oops"),
        ("", "{\"taskDefinition\":\n", ""),
        ("", "{\"tags\":\n", ""),
        ("", "{}\n", ""),
        ("", "{}", ""),
        ("", "oops\n", ""),
        ("", "7 ", ""),
        ("", "}", ""),
        ("", ",", ""),
    ] {
        let text = format!("{first}{}{last}", repeated.repeat(TIMES));
        let start = Instant::now();
        let (_, errors) = outcome(text.as_bytes());
        let elapsed = start.elapsed();
        assert!(
            elapsed < Duration::from_secs(10),
            "{elapsed:?} for {first}{repeated}…{last}"
        );
        assert!(matches!(errors.len(), 1..=6), "{errors:?}");
        // What stands on a line of its own behind it is read.
        let is_list = first.ends_with("[\n") || repeated.contains('[');
        let (number, errors) = outcome(format!("{text}\n{GOOD}\n").as_bytes());
        assert!(
            number == 1 || is_list,
            "{first}{repeated}…{last}: {errors:?}"
        );
    }
}

/// Closed as well as it was opened, so that all of it is JSON.
#[test]
fn nested_documents_take_linear_time() {
    for (open, close) in [
        ("{\"serviceDeployments\":[", "]}"),
        ("{\"serviceRevisions\":[", "]}"),
        ("{\"services\":\n", "}"),
        ("[", "]"),
        ("[\n", "]"),
        ("{\"a\":\n", "}"),
        ("{\"a\":\n[", "]}\n"),
    ] {
        let text = open.repeat(20_000) + &close.repeat(20_000);
        let start = Instant::now();
        outcome(format!("{text}\n{GOOD}\n").as_bytes());
        let elapsed = start.elapsed();
        assert!(elapsed < Duration::from_secs(10), "{elapsed:?} for {open}");
    }
}

/// Text that is made while it is read.
fn repeated(first: &str, part: String, times: usize, last: &str) -> impl Read {
    let parts = std::iter::repeat_n(part, times);
    let texts = std::iter::once(first.to_owned())
        .chain(parts)
        .chain([last.to_owned()]);
    let mut texts = texts.map(|text| std::io::Cursor::new(text.into_bytes()));
    let mut current = std::io::Cursor::default();
    ReadFn(move |out: &mut [u8]| {
        loop {
            match current.read(out)? {
                0 => match texts.next() {
                    Some(next) => current = next,
                    None => return Ok(0),
                },
                number => return Ok(number),
            }
        }
    })
}

struct ReadFn<F>(F);

impl<F: FnMut(&mut [u8]) -> std::io::Result<usize>> Read for ReadFn<F> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        (self.0)(out)
    }
}

/// Nothing but its members shows that a document is an item, so it is kept until it ends.
#[test]
fn a_document_is_as_large_as_a_value_may_be() {
    let member = format!("\"a\": \"{}\",\n", "x".repeat(1 << 20));
    let end = format!("\"b\": 1}}\n{GOOD}\n");
    let (number, errors) = outcome(repeated("\n{", member.clone(), 70, &end));
    assert_eq!(
        errors,
        ["h is not a deployment history: the document at line 2 is larger than 64 MiB"]
    );
    assert_eq!(number, 1);
    // What has lists is read item by item.
    let end = format!("\"serviceDeployments\": [{GOOD}]}}\n");
    let (number, errors) = outcome(repeated("{", member.clone(), 70, &end));
    assert_eq!((number, errors), (1, Vec::new()));
    // Nor does a list make it long.
    let start = format!("{{\"serviceDeployments\": [{GOOD}],");
    let (number, errors) = outcome(repeated(&start, member, 70, "\"b\": 1}"));
    assert_eq!((number, errors), (1, Vec::new()));
}

#[test]
fn a_value_that_is_too_large_hides_no_other() {
    let number = "1".repeat(1 << 20);
    let end = format!("}}\n{GOOD}\n");
    let (read, errors) = outcome(repeated("{\"a\": ", number, 70, &end));
    assert_eq!((read, errors.len()), (1, 1), "{errors:?}");
    let text = format!("\"{}\",", "x".repeat(1 << 20));
    let end = format!("1]}}\n{GOOD}\n");
    let (read, errors) = outcome(repeated("{\"a\": [", text, 140, &end));
    assert!(
        errors[0].contains("a value is larger than 64 MiB"),
        "{errors:?}"
    );
    // It does not look further than for a new document on a line of its own.
    assert!(read <= 1);
}
