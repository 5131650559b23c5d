//! Text from AWS on its way to a terminal or into Markdown.

#![no_main]

use ecs_history::model::clean_text::must_be_escaped;
use ecs_history::render::block::{name_of, outline, service_of, short_arn};
use ecs_history::render::markdown;
use ecs_history::render::text::{clean, clean_lines, cut, width};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|input: (u8, &str)| {
    let (columns, text) = (usize::from(input.0), input.1);
    let cleaned = clean(text);
    assert!(must_be_escaped(&cleaned).is_empty() && !cleaned.contains(char::is_control));
    assert_eq!(clean(&cleaned), cleaned, "once is enough");
    assert_eq!(
        clean_lines(text).split('\n').count(),
        text.split('\n').count()
    );
    let short = cut(&cleaned, columns);
    assert!(width(&short) <= columns, "{columns}: {short}");
    for markdown in [markdown::escape(text), markdown::code(text)] {
        assert!(!markdown.contains('\n'), "{markdown}");
    }
    assert!(text.ends_with(short_arn(text)) || !text.starts_with("arn:"));
    name_of(text);
    service_of(text);
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let mut lines = Vec::new();
        outline("name", &value, 0, &mut lines);
    }
});
