//! What a fault in a document leaves unread, and how often it is told.

use crate::saved::documents::cases::{item, list, outcome, pretty};
use proptest::prelude::*;
use serde_json::Value;

/// The second of three items is broken in some way, in a list that is laid out as the AWS CLI does.
#[test]
fn one_broken_item_of_a_list_hides_no_other() {
    let document = pretty(&list(&["a", "b", "c"])).replace("  ", "    ");
    for (old, new) in [
        ("/b\"", "/b\","),
        ("/b\"", "/b\", oops"),
        ("/b\"\n        }", "/b\""),
        ("/b\"\n        },", "/b\""),
        ("/b\"\n        },", "/b\""),
        ("/b\"\n        },", "/b\"\n"),
        ("/b\"\n        },", "/b"),
        ("\"arn:aws:ecs:r:1:service-deployment/shop/web/b\"", "tru"),
        ("\"arn:aws:ecs:r:1:service-deployment/shop/web/b\"", "'b'"),
        ("\"arn:aws:ecs:r:1:service-deployment/shop/web/b\"", "[1, 2"),
    ] {
        let text = document.replacen(old, new, 1);
        assert_ne!(text, document);
        let (read, errors) = outcome(text.as_bytes());
        assert!(
            matches!(&*read, "a c" | "a b c"),
            "{read}\n{text}\n{errors:?}"
        );
        assert_eq!(errors.len(), 1, "{text}\n{errors:?}");
    }
}

/// Between two items, or behind the last, is something else than a comma. No item is lost, and there
/// is one error.
#[test]
fn what_separates_items_may_be_broken() {
    let pretty_list = |value: &Value| pretty(value).replace("  ", "    ");
    let unindented = |value: &Value| {
        let lines = pretty(value);
        let lines = lines
            .lines()
            .map(|line| line.trim_start().to_owned() + "\n");
        lines.collect::<String>()
    };
    let bare = |ids: &[&str]| Value::from_iter(ids.iter().map(|id| item(id)));
    let ids = ["a", "b", "c"];
    for document in [
        list(&ids).to_string(),
        pretty_list(&list(&ids)),
        bare(&ids).to_string(),
        pretty_list(&bare(&ids)),
        format!("[\n{},\n{},\n{}\n]\n", item("a"), item("b"), item("c")),
        unindented(&bare(&ids)),
    ] {
        let at = document.find("/a\"").expect("an item");
        let comma = at + document[at..].find(',').expect("a comma");
        let (before, after) = (&document[..comma], &document[comma + 1..]);
        for separator in ["", " ", ";", ":", ",,", ", oops,", "}", "},", ")"] {
            let text = format!("{before}{separator}{after}");
            let (read, errors) = outcome(text.as_bytes());
            assert_eq!(read, "a b c", "{text}\n{errors:?}");
            assert_eq!(errors.len(), 1, "{text}\n{errors:?}");
        }
    }
    // None between any.
    let text = list(&ids).to_string().replace("},{", "}{");
    let (read, errors) = outcome(text.as_bytes());
    assert_eq!((&*read, errors.len()), ("a b c", 1), "{errors:?}");
}

/// What is left of a document that was skipped is no error of its own.
#[test]
fn a_fault_is_told_once() {
    let c = item("c");
    for text in [
        format!("{{\"serviceDeployments\":[{}{}]}}", item("a"), list(&["c"])),
        format!(
            "{{\"x\": oops, \"serviceDeployments\":[{},{c}], \"failures\": []}}",
            item("a")
        ),
        format!("[[{},{c}],{c}]", item("a")),
        format!("{{\"a\":\n{{\"b\":\n{{\"c\":\n{c}\noops"),
        format!("{{\"a\":\n{{\"b\":\n{{\"c\": oops\n{c}\n"),
    ] {
        let (read, errors) = outcome(text.as_bytes());
        assert!(read.ends_with('c'), "{text}\n{errors:?}");
        assert_eq!(errors.len(), 1, "{text}\n{errors:?}");
    }
    let (_, errors) = outcome(b"{\"a\":\n{\"b\":\n{\"c\":\n");
    assert_eq!(
        errors,
        ["h is not JSON: it ends within the value that begins at line 2 column 1"]
    );
}

#[test]
fn bytes_that_are_not_text_lose_one_item() {
    let mut text = list(&["a", "b", "c"]).to_string().into_bytes();
    let at = text
        .windows(2)
        .position(|pair| pair == b"/b")
        .expect("an item");
    text[at + 1] = 0xfc;
    let (read, errors) = outcome(&text);
    assert_eq!((&*read, errors.len()), ("a c", 1), "{errors:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        outcome(&bytes);
    }

    /// Whatever is cut out of or put into a file, it ends, and every document that is untouched on
    /// lines of its own is read.
    #[test]
    fn damage_stays_where_it_is(
        at in 0usize..400, cut in 0usize..60, put in "[a-z{}\\[\\]\",: \\n]{0,12}", is_pretty in any::<bool>(),
    ) {
        let broken = match is_pretty {
            true => pretty(&list(&["x", "y"])),
            false => list(&["x", "y"]).to_string(),
        };
        let at = at.min(broken.len());
        let end = (at + cut).min(broken.len());
        let damaged = format!("{}{put}{}", &broken[..at], &broken[end..]);
        // A string that has no end takes in no more than its line.
        let text = format!("{}\n{damaged}\n{}\n{}", list(&["a"]), list(&["b"]), item("c"));
        let (read, errors) = outcome(text.as_bytes());
        let has = |id: &str| read.split(' ').any(|read| read == id);
        prop_assert!(has("a") && has("b") && has("c"), "{read} of {text}: {errors:?}");
    }
}
