//! Makes untrusted text safe for a terminal, and truncates text to a width.

use std::borrow::Cow;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Replaces characters that must not reach the terminal.
const REPLACEMENT: char = '\u{fffd}';

/// Cleans text for one line. Line breaks and tabs become spaces. Other control characters,
/// characters that change the direction of text, and invisible ones that can hide text become
/// `U+FFFD`, so that it is visible that something was there.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_harmless) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(replacement).collect())
    }
}

/// Like [`clean`], for text of several lines: line breaks stay.
pub fn clean_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(clean).collect();
    lines.join("\n")
}

/// Whether [`clean`] keeps the character.
pub fn is_harmless(c: char) -> bool {
    replacement(c) == c
}

fn replacement(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => REPLACEMENT,
        // Marks, embeddings, overrides and isolates of the bidirectional algorithm.
        '\u{061c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => REPLACEMENT,
        // Zero width, and no use in these texts; tag characters can hide whole sentences.
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => REPLACEMENT,
        c => c,
    }
}

/// The width of a text in columns of the terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text truncated to at most `columns` columns, ending in `…` if it is.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut used = 0;
    let end = text
        .char_indices()
        .find(|(_, c)| {
            used += c.width().unwrap_or(0);
            used > room
        })
        .map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{}…", text[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cleans_what_would_move_the_cursor_or_the_eye() {
        assert_eq!(clean("\x1b[31mred\x07"), "\u{fffd}[31mred\u{fffd}");
        assert_eq!(clean("a\nb\tc"), "a b c");
        assert_eq!(clean("user\u{202e}gpj.exe"), "user\u{fffd}gpj.exe");
        assert_eq!(clean("häßlich 日本 👍"), "häßlich 日本 👍");
        assert_eq!(clean_lines("a\nb\x1b"), "a\nb\u{fffd}");
    }

    #[test]
    fn cuts_by_columns_not_by_bytes() {
        assert_eq!(cut("deployment", 10), "deployment");
        assert_eq!(cut("deployment", 7), "deploy…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("rolled back", 8), "rolled…");
        assert_eq!(cut("ab", 1), "…");
        assert_eq!(cut("ab", 0), "");
    }

    proptest! {
        #[test]
        fn clean_leaves_nothing_to_clean(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert!(!once.chars().any(char::is_control));
            prop_assert_eq!(clean(&once).into_owned(), once);
        }

        #[test]
        fn cut_fits(text in any::<String>(), columns in 0usize..40) {
            let text = clean(&text);
            prop_assert!(width(&cut(&text, columns)) <= columns);
        }
    }
}
