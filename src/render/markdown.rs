//! Escapes text for Markdown.

use crate::render::text::clean;

/// Text that Markdown and HTML leave alone, also within a cell of a table.
///
/// GitHub and GitLab make math of `$x$`, mentions of `@name` and references of `#123` even where
/// these are escaped, since they look for them in what was rendered. A tag between the characters
/// keeps them apart, as GitHub's page on dollar signs recommends:
/// <https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions>
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
            '$' => safe += "<span>$</span>",
            // Within a word it is an email address or a digest: `web@sha256`.
            '@' if word_continues && !in_word => safe += "<span>@</span>",
            '#' if word_continues => safe += "<span>#</span>",
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

    #[test]
    fn text_is_no_math_no_mention_and_no_reference() {
        for (text, escaped) in [
            (
                "costs $5 and $6",
                "costs <span>$</span>5 and <span>$</span>6",
            ),
            (
                "$$x$$",
                "<span>$</span><span>$</span>x<span>$</span><span>$</span>",
            ),
            ("$`x`$", r"<span>$</span>\`x\`<span>$</span>"),
            ("ping @here", "ping <span>@</span>here"),
            ("@octo-org/team", "<span>@</span>octo-org/team"),
            ("(@x)", "(<span>@</span>x)"),
            ("web: web:v3 @ 3a3a84ae422b", "web: web:v3 @ 3a3a84ae422b"),
            ("web@sha256:28402db6", "web@sha256:28402db6"),
            ("ops@example.com", "ops@example.com"),
            ("fixes #123", "fixes <span>#</span>123"),
            ("octo/repo#12", "octo/repo<span>#</span>12"),
            ("# heading", r"\# heading"),
            ("!7 and ~bug", r"\!7 and \~bug"),
            ("5 % of 3/4", "5 % of 3/4"),
        ] {
            assert_eq!(escape(text), escaped, "{text}");
        }
    }
}
