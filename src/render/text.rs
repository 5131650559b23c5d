//! Text on a terminal: cleaned, measured, and truncated to a width.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use crate::model::clean_text::{clean, clean_lines};

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
    // An emoji of several characters, or a letter and its marks, is cut off as a whole.
    let end = text
        .grapheme_indices(true)
        .find(|(_, grapheme)| {
            used += grapheme.width();
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
    fn cuts_by_columns_not_by_bytes() {
        assert_eq!(cut("deployment", 10), "deployment");
        assert_eq!(cut("deployment", 7), "deploy…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("rolled back", 8), "rolled…");
        assert_eq!(cut("ab", 1), "…");
        assert_eq!(cut("ab", 0), "");
        assert_eq!(cut("❤️❤️❤️", 4), "❤️…");
        assert_eq!(cut("a👩🏽‍🚒b", 3), "a…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    proptest! {
        #[test]
        fn cut_fits(text in any::<String>(), columns in 0usize..40) {
            let text = clean(&text);
            prop_assert!(width(&cut(&text, columns)) <= columns);
        }
    }
}
