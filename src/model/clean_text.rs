//! Untrusted text, made safe to print: for a terminal, for the eye, and for a CI runner.

use crate::model::ci_commands::{break_up, within_lines};
use crate::model::hidden_characters::{Visibility, visibilities};
use std::borrow::Cow;

/// Replaces characters that must not be printed.
const REPLACEMENT: char = '\u{fffd}';

/// Cleans text for one line. Line breaks and tabs become spaces. Other control characters,
/// characters that change the direction of text, invisible ones that can hide text, and combining
/// marks in piles become `U+FFFD`, so that it is visible that something was there. What a CI runner
/// would take for a command is broken up by a space.
pub fn clean(text: &str) -> Cow<'_, str> {
    match without_hidden(text) {
        Cow::Borrowed(text) => break_up(text),
        Cow::Owned(text) => Cow::Owned(break_up(&text).into_owned()),
    }
}

/// Like [`clean`], for text of several lines: line breaks stay.
pub fn clean_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(clean).collect();
    lines.join("\n")
}

/// Texts that are each cleaned for one line, one per line.
pub fn clean_lines_of(texts: &[String]) -> String {
    let lines: Vec<_> = texts.iter().map(|text| clean(text)).collect();
    lines.join("\n")
}

/// The characters that JSON has to escape besides those that it always does, each with its byte
/// index: what [`clean`] would replace, and one of each command that a CI runner finds within a line.
pub fn must_be_escaped(json: &str) -> Vec<(usize, char)> {
    let is_plain = |byte| matches!(byte, b' '..=b'~' | b'\n');
    let commands = within_lines(json).into_iter();
    let mut found: Vec<(usize, char)> = commands
        .filter_map(|at| Some((at, json[at..].chars().next()?)))
        .collect();
    if !json.bytes().all(is_plain) {
        let indexes = json.char_indices().map(|(at, _)| at);
        let hidden = indexes.zip(visibilities(json));
        let hidden =
            hidden.filter(|(_, (c, visibility))| *c != '\n' && *visibility != Visibility::Visible);
        found.extend(hidden.map(|(at, (c, _))| (at, c)));
        found.sort_unstable();
    }
    found
}

fn without_hidden(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || visibilities(text).all(|(_, visibility)| visibility == Visibility::Visible) {
        return Cow::Borrowed(text);
    }
    let shown = visibilities(text).filter_map(|(c, visibility)| match visibility {
        Visibility::Visible => Some(c),
        Visibility::Hidden => Some(match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            _ => REPLACEMENT,
        }),
        Visibility::Surplus => None,
    });
    Cow::Owned(shown.collect())
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
        assert_eq!(
            clean("Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"),
            "Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{fffd}"
        );
        assert_eq!(clean_lines("a\nb\x1b"), "a\nb\u{fffd}");
    }

    #[test]
    fn once_is_enough() {
        // A hidden mark between a letter and a joiner: the joiner joins nothing any more.
        let text = "\u{645}\u{34f}\u{200c}\u{645}";
        assert_eq!(clean(text), "\u{645}\u{fffd}\u{fffd}\u{645}");
        assert_eq!(clean(&clean(text)), clean(text));
    }

    #[test]
    fn no_line_begins_with_a_command() {
        assert_eq!(clean("a\n::error::b"), "a : :error::b");
        assert_eq!(clean("\u{1b}::error::b"), "\u{fffd}::error::b");
        assert_eq!(clean("#\u{ad}#[error]"), "#\u{fffd}#[error]");
        assert_eq!(clean_lines("a\n  ::error::b"), "a\n  : :error::b");
    }

    /// The characters with which the rules are made.
    const TRICKY: &str = "[a1#:\\[\u{fe0f}\u{200d}\u{200c}\u{20e3}\u{301}\u{34f}\u{94d}\u{645}\u{1f3f4}\u{1f3fd}\u{1f468}\u{1faff}\u{e0067}\u{e007f} ]{0,12}";

    proptest! {
        #[test]
        fn clean_leaves_nothing_to_clean(text in prop_oneof![any::<String>(), TRICKY]) {
            let once = clean(&text).into_owned();
            prop_assert!(!once.chars().any(char::is_control));
            prop_assert_eq!(clean(&once).into_owned(), once);
        }
    }
}
