//! Which characters of a text are hidden: they show nothing, or move the cursor or the eye.
//!
//! What is a character of its own is decided by Unicode's properties, from the data of `icu_properties`,
//! which the program contains anyway to parse URLs. What is hidden only in the wrong place, as a joiner
//! is outside of an emoji, is decided by its neighbors.

use icu_properties::props::{
    CanonicalCombiningClass, DefaultIgnorableCodePoint, Emoji, EmojiModifier, ExtendedPictographic,
    GeneralCategory, JoiningType, PrependedConcatenationMark,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use std::str::Chars;

/// The most combining marks in a row. The longest real stacks are in Burmese, with five in the word
/// for secret; Hebrew with its points, Thai and Arabic have three. Unicode's Stream-Safe Text Format
/// allows 30, which already covers the lines above and below.
/// <https://unicode.org/reports/tr15/#Stream_Safe_Text_Format>
const MAX_MARKS: usize = 5;

/// What shows nothing although its properties are those of a visible character: the braille pattern
/// without dots, the object replacement character, the Khitan filler, and the empty musical notehead
/// and hieroglyphs.
const BLANK: [char; 6] = [
    '\u{2800}',
    '\u{fffc}',
    '\u{16fe4}',
    '\u{1d159}',
    '\u{13441}',
    '\u{13442}',
];

/// The tags of the flags of England, Scotland and Wales, the only sequences of tags in general use.
/// <https://unicode.org/reports/tr51/#valid-emoji-tag-sequences>
const FLAG_TAGS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];

const BLACK_FLAG: char = '\u{1f3f4}';
const CANCEL_TAG: char = '\u{e007f}';
const KEYCAP: char = '\u{20e3}';
const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';
const TEXT_STYLE: char = '\u{fe0e}';
const EMOJI_STYLE: char = '\u{fe0f}';

/// How to treat a character of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    Visible,
    Hidden,
    /// The second or a later one of a run of combining marks that is too long.
    Surplus,
}

/// The characters of a text, each with its visibility.
pub fn visibilities(text: &str) -> impl Iterator<Item = (char, Visibility)> {
    let mut before = Neighbors::default();
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        let c = rest.next()?;
        let visibility = before.visibility(c, &rest);
        before.push(c, visibility, &rest);
        Some((c, visibility))
    })
}

/// What stands before a character.
#[derive(Default)]
struct Neighbors {
    /// The last character, unless it is hidden.
    last: Option<char>,
    /// The last one that modifies no other, as combining marks and skin tones do.
    base: Option<char>,
    /// How many combining marks it has.
    marks: usize,
    /// How many tags of a flag are still to come.
    tags: usize,
}

impl Neighbors {
    fn visibility(&self, c: char, rest: &Chars) -> Visibility {
        let is_visible = match c {
            ' '..='~' => true,
            ZERO_WIDTH_JOINER => {
                self.joins_emoji(rest) || self.follows_virama() || self.joins_letters(rest)
            }
            ZERO_WIDTH_NON_JOINER => self.follows_virama() || self.joins_letters(rest),
            TEXT_STYLE | EMOJI_STYLE => self.can_be_styled(rest),
            '\u{e0000}'..='\u{e007f}' => self.tags > 0,
            c => !is_always_hidden(c),
        };
        if !is_visible {
            Visibility::Hidden
        } else if is_mark(c) && self.marks > MAX_MARKS {
            Visibility::Surplus
        } else if is_mark(c) && self.marks == MAX_MARKS {
            Visibility::Hidden
        } else {
            Visibility::Visible
        }
    }

    fn push(&mut self, c: char, visibility: Visibility, rest: &Chars) {
        self.tags = match c {
            BLACK_FLAG => flag_tags(rest),
            _ => self.tags.saturating_sub(1),
        };
        self.last = (visibility == Visibility::Visible).then_some(c);
        if visibility == Visibility::Hidden {
            // What takes its place modifies nothing, and cannot be modified.
            self.base = None;
        }
        if is_mark(c) && !is_style(c) {
            self.marks += 1;
        } else if visibility == Visibility::Hidden {
            self.marks = 0;
        } else if !is_style(c) && !is_emoji_modifier(c) {
            self.marks = 0;
            self.base = Some(c);
        }
    }

    /// Whether a joiner here is between two emoji, which it makes one.
    fn joins_emoji(&self, rest: &Chars) -> bool {
        let next = rest.clone().next().filter(|next| !is_always_hidden(*next));
        self.base.is_some_and(is_pictograph) && next.is_some_and(is_pictograph)
    }

    /// Whether a joiner here decides how a consonant of an Indic script is written.
    /// <https://www.rfc-editor.org/rfc/rfc5892#appendix-A.1>
    fn follows_virama(&self) -> bool {
        let class = CodePointMapData::<CanonicalCombiningClass>::new();
        self.last
            .is_some_and(|last| class.get(last) == CanonicalCombiningClass::Virama)
    }

    /// Whether a joiner here decides how letters of Arabic or a similar script are written.
    /// <https://www.rfc-editor.org/rfc/rfc5892#appendix-A.1>
    fn joins_letters(&self, rest: &Chars) -> bool {
        let joining = CodePointMapData::<JoiningType>::new();
        let next = rest.clone().next();
        let joins_left = |c| {
            matches!(
                joining.get(c),
                JoiningType::DualJoining | JoiningType::LeftJoining
            )
        };
        let joins_right = |c| {
            matches!(
                joining.get(c),
                JoiningType::DualJoining | JoiningType::RightJoining
            )
        };
        self.base.is_some_and(joins_left) && next.is_some_and(joins_right)
    }

    /// Whether a variation selector here chooses between the emoji and the text form.
    fn can_be_styled(&self, rest: &Chars) -> bool {
        let emoji = CodePointSetData::new::<Emoji>();
        match self.last {
            // A digit is an emoji only with the frame of a key around it.
            Some(last) if last.is_ascii() => {
                emoji.contains(last) && rest.clone().next() == Some(KEYCAP)
            }
            Some(last) => emoji.contains(last),
            None => false,
        }
    }
}

/// The number of tags at the beginning of `rest`, if they name a flag.
fn flag_tags(rest: &Chars) -> usize {
    let tag = |letter: char| char::from_u32(0xe0000 + u32::from(letter));
    let is_next = |name: &str| {
        let tags = name.chars().filter_map(tag).chain([CANCEL_TAG]);
        let next = rest.clone().take(name.len() + 1);
        next.eq(tags)
    };
    let flag = FLAG_TAGS.iter().find(|name| is_next(name));
    flag.map_or(0, |name| name.len() + 1)
}

/// Whether a character is hidden wherever it stands. Line breaks count as hidden, too.
fn is_always_hidden(c: char) -> bool {
    if BLANK.contains(&c) || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) {
        return true;
    }
    match CodePointMapData::<GeneralCategory>::new().get(c) {
        GeneralCategory::Control
        | GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator
        // Nobody can say what they show: that depends on the font.
        | GeneralCategory::PrivateUse
        | GeneralCategory::Unassigned
        | GeneralCategory::Surrogate => true,
        // The Arabic number signs are the only ones to be seen.
        GeneralCategory::Format => !CodePointSetData::new::<PrependedConcatenationMark>().contains(c),
        _ => false,
    }
}

/// Whether a character is a combining mark that takes no column of its own.
fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && matches!(
            CodePointMapData::<GeneralCategory>::new().get(c),
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
        )
}

fn is_style(c: char) -> bool {
    matches!(c, TEXT_STYLE | EMOJI_STYLE)
}

fn is_emoji_modifier(c: char) -> bool {
    !c.is_ascii() && CodePointSetData::new::<EmojiModifier>().contains(c)
}

fn is_pictograph(c: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> usize {
        let hidden =
            visibilities(text).filter(|(_, visibility)| *visibility != Visibility::Visible);
        hidden.count()
    }

    #[test]
    fn real_words_and_emoji_are_visible() {
        for text in [
            "häßlich naïve Ærøskøbing Łódź",
            "Ti\u{1ebf}ng Vi\u{1ec7}t",
            "Tie\u{302}\u{301}ng Vie\u{302}\u{323}t",
            "日本語 东京 臺灣",
            "가나다 서울",
            "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
            "العربية مُحَمَّد اللّٰه",
            "می\u{200c}خواهم نامه\u{200c}ای",
            "हिन्दी नमस्ते क्\u{200d}ष",
            "ශ්\u{200d}රී ලංකා",
            "ภาษาไทย น้ำ ที่นี่",
            "עִבְרִית בְּרֵאשִׁ֖ית",
            "လျှို့ဝှက်ချက်",
            "བོད་སྐད་",
            "Ελληνικά Русский Հայերեն ქართული",
            "٣٤ \u{600}١٢",
            "👍 👍🏽 ❤️ ❤︎ ☎️ 1️⃣ #️⃣ 🇩🇪",
            "👨‍👩‍👧‍👦 👩🏽‍🚒 🏳️‍🌈 ❤️‍🔥 🏴‍☠️ 🏃‍♀️‍➡️ 🐦‍⬛",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "→ … ✓ ✗ ↩ ● ‖ ■ ▁▂▃ ─ « » “ ” – — € ° ½",
            "a\u{a0}b\u{3000}c",
        ] {
            let hidden: Vec<char> = visibilities(text)
                .filter(|(_, visibility)| *visibility != Visibility::Visible)
                .map(|(c, _)| c)
                .collect();
            assert!(hidden.is_empty(), "{text}: {hidden:?}");
        }
    }

    #[test]
    fn what_shows_nothing_or_moves_the_eye_is_hidden() {
        for (text, number) in [
            // Controls of C0 and C1, and line breaks.
            ("\0\x07\x1b\n\r\t\x7f\u{85}\u{9b}\u{2028}\u{2029}", 11),
            // Soft hyphen, grapheme joiner, Arabic letter mark.
            ("a\u{ad}b\u{34f}c\u{61c}d", 3),
            // Hangul fillers.
            ("\u{115f}\u{1160}\u{3164}\u{ffa0}", 4),
            // Khmer vowels without a sign, Mongolian selectors.
            ("\u{17b4}\u{17b5}\u{180b}\u{180e}", 4),
            // Without width, and directions.
            (
                "\u{200b}\u{200e}\u{200f}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{206f}\u{feff}",
                10,
            ),
            // Joiners outside of emoji, Indic and Arabic.
            (
                "pay\u{200d}ments web\u{200c}app \u{200d}👍\u{200d} 👍\u{200d}a",
                5,
            ),
            // Variation selectors where nothing varies.
            (
                "a\u{fe0f} 1\u{fe0f} #\u{fe0e} 日\u{e0100} ❤\u{fe0f}\u{fe0f} ❤\u{fe00}",
                6,
            ),
            // Tags alone, and on a flag that is none.
            ("a\u{e0061}\u{e007f}\u{e0001}", 3),
            ("🏴\u{e0068}\u{e0069}\u{e007f}", 3),
            (
                "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e0061}",
                6,
            ),
            // Annotations, objects, musical controls.
            ("\u{fff9}\u{fffa}\u{fffb}\u{fffc}\u{1d173}\u{1d159}", 6),
            // Braille without dots.
            ("\u{2800}", 1),
            // For private use, unassigned, not characters.
            (
                "\u{e000}\u{f8ff}\u{f0000}\u{10fffd}\u{378}\u{ffff}\u{fdd0}",
                7,
            ),
        ] {
            assert_eq!(hidden(text), number, "{text:?}");
        }
    }

    #[test]
    fn a_pile_of_marks_is_cut() {
        let pile = |marks: usize| format!("e{}x", "\u{301}".repeat(marks));
        let kinds = |text: &str| {
            let count = |kind| visibilities(text).filter(|(_, is)| *is == kind).count();
            (count(Visibility::Hidden), count(Visibility::Surplus))
        };
        assert_eq!(kinds(&pile(MAX_MARKS)), (0, 0));
        assert_eq!(kinds(&pile(MAX_MARKS + 1)), (1, 0));
        assert_eq!(kinds(&pile(1000)), (1, 1000 - MAX_MARKS - 1));
        assert_eq!(kinds(&"e\u{301}".repeat(100)), (0, 0));
    }
}
