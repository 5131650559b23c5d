//! The wide columns separated by tabs, without a header.
//!
//! A backslash, a tab or a line break in a value is written `\\`, `\t`, `\n` or `\r`; other text is
//! cleaned as in a table.

use crate::render::context::Context;
use crate::render::report::Report;
use crate::render::table::{Value, View};
use crate::render::text::clean;
use std::io::{self, Write};

pub fn write(report: &dyn Report, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    for row in report.table(View::Wide).rows {
        let cells: Vec<String> = row
            .values
            .iter()
            .map(|value| cell(value, context))
            .collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}

fn cell(value: &Value, context: &Context) -> String {
    let text = match value {
        Value::Figure(..) | Value::Trend(_) => value.plain(context),
        value => value.exact(context),
    };
    let mut escaped = String::with_capacity(text.len());
    for part in text.split_inclusive(['\\', '\t', '\n', '\r']) {
        let (rest, escape) = match part.char_indices().next_back() {
            Some((at, '\\')) => (&part[..at], "\\\\"),
            Some((at, '\t')) => (&part[..at], "\\t"),
            Some((at, '\n')) => (&part[..at], "\\n"),
            Some((at, '\r')) => (&part[..at], "\\r"),
            _ => (part, ""),
        };
        escaped.push_str(&clean(rest));
        escaped.push_str(escape);
    }
    if escaped.is_empty() {
        "-".to_owned()
    } else {
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_in_a_value_are_escaped() {
        let text = |text: &str| cell(&Value::Text(text.into()), &Context::plain());
        assert_eq!(text("a\tb\\c\nd\re"), "a\\tb\\\\c\\nd\\re");
        assert_eq!(text("\u{1b}[31m"), "\u{fffd}[31m");
        assert_eq!(text(""), "-");
        assert_eq!(text("::error::a\tb👩🏽‍🚒"), ": :error::a\\tb👩🏽‍🚒");
    }
}
