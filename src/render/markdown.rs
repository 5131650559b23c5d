//! Escapes text for Markdown.

use crate::render::text::clean;

/// Text that Markdown and HTML leave alone, also within a cell of a table.
pub fn escape(text: &str) -> String {
    let mut safe = String::new();
    let text = clean(text);
    let mut rest = text.chars().peekable();
    let mut in_word = false;
    while let Some(c) = rest.next() {
        let word_continues = rest.peek().is_some_and(|next| next.is_alphanumeric());
        match c {
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '&' => safe += "&amp;",
            // Within a word it is only itself: `rolled_back`.
            '_' if in_word && word_continues => safe.push(c),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '#' | '!' => safe.extend(['\\', c]),
            c => safe.push(c),
        }
        in_word = c.is_alphanumeric();
    }
    safe
}

/// Text as code. In a table a `|` ends the cell even there.
pub fn code(text: &str) -> String {
    let text = clean(text).replace('`', "'").replace('|', "\\|");
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn untrusted_text_is_escaped() {
        assert_eq!(
            escape("a|b <img> [x](y) `z`\nw"),
            r"a\|b &lt;img&gt; \[x\](y) \`z\` w"
        );
        assert_eq!(escape("rolled_back _now_"), r"rolled_back \_now\_");
        assert_eq!(code("a|b`c"), r"`a\|b'c`");
    }
}
