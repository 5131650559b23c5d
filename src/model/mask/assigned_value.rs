//! Where the value after `name=` or `name:` begins and ends, in whatever language.

use crate::model::mask::names::words;
use std::ops::Range;

/// The longest name that is read.
pub const MAX_NAME: usize = 100;

/// Reads values in a text. All positions are in bytes.
pub struct Reader<'a> {
    pub text: &'a str,
    pub bytes: &'a [u8],
    is_connection_string: bool,
}

/// Where a value is.
pub struct AssignedValue {
    pub range: Range<usize>,
    pub is_quoted: bool,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            is_connection_string: is_connection_string(text),
        }
    }

    /// A reader of the beginning of the text alone, which takes less time where that is enough.
    pub fn up_to(&self, end: usize) -> Self {
        let end = self.text.ceil_char_boundary(self.bytes.len().min(end));
        Self {
            text: &self.text[..end],
            bytes: &self.bytes[..end],
            is_connection_string: false,
        }
    }

    /// Where the value after a separator begins and ends.
    pub fn value(&self, separator: usize, name_end: usize, quote: Option<u8>) -> AssignedValue {
        let mut start = separator + 1;
        // `=>` of Ruby and PHP.
        if self.bytes.get(start) == Some(&b'>') {
            start += 1;
        }
        let spaces = self.run(start, |byte| byte == b' ' || byte == b'\t');
        // `NAME= next` is empty in a shell; `name = value` is not, and neither is `name: value`.
        let is_spaced = spaces > 0;
        if is_spaced && self.bytes[separator] == b'=' && name_end == separator {
            return AssignedValue {
                range: start..start,
                is_quoted: false,
            };
        }
        start += spaces;
        if self.bytes[separator] == b'>' {
            let length = self.run(start, |byte| byte != b'<');
            return AssignedValue {
                range: start..start + length,
                is_quoted: false,
            };
        }
        if let Some(range) = self.quoted(start, quote) {
            return AssignedValue {
                range,
                is_quoted: true,
            };
        }
        let end = match is_spaced {
            true => self.end_of_line(start, quote),
            false => self.end_of_word(start, name_end, quote),
        };
        AssignedValue {
            range: start..end,
            is_quoted: false,
        }
    }

    /// What is between a quote at `start`, possibly escaped, and the next one like it.
    fn quoted(&self, start: usize, outer: Option<u8>) -> Option<Range<usize>> {
        let escapes = self.run(start, |byte| byte == b'\\');
        let quote = *self.bytes.get(start + escapes)?;
        if !b"\"'`".contains(&quote) || (escapes == 0 && outer == Some(quote)) {
            return None;
        }
        let begin = start + escapes + 1;
        let mut at = begin;
        while let Some(length) = self.bytes[at..].iter().position(|byte| *byte == quote) {
            let end = at + length;
            let before = self.bytes[begin..end]
                .iter()
                .rev()
                .take_while(|byte| **byte == b'\\')
                .count();
            if before <= escapes {
                return Some(begin..end - before.min(escapes));
            }
            at = end + 1;
        }
        Some(begin..self.bytes.len())
    }

    /// For `name: value` and `name = value`, whose values may have spaces.
    fn end_of_line(&self, start: usize, quote: Option<u8>) -> usize {
        let is_block = |text: &str| ["|", ">", "|-", ">-", "|+", ">+"].contains(&text);
        let mut at = start;
        while let Some(byte) = self.bytes.get(at).copied() {
            let is_end = byte == b'\n'
                || Some(byte) == quote
                || (byte == b'\\' && self.bytes.get(at + 1) == Some(&b'n'))
                || (byte == b'<' && self.bytes.get(at + 1) == Some(&b'/'))
                || (b",; ".contains(&byte) && self.name_follows(at + 1))
                || (byte == b'}' && self.rest_is_closed(at) && self.text[..start].contains('{'));
            if is_end {
                break;
            }
            at += 1;
        }
        if is_block(self.text.get(start..at).unwrap_or_default().trim()) {
            // The lines of a block in YAML are indented.
            while self.bytes.get(at) == Some(&b'\n')
                && self.bytes.get(at + 1).is_some_and(|byte| *byte == b' ')
            {
                at += 1 + self.run(at + 1, |byte| byte != b'\n');
            }
        }
        at
    }

    /// For `name=value`, as in a shell, a query or a connection string.
    fn end_of_word(&self, start: usize, name_end: usize, quote: Option<u8>) -> usize {
        let mut inner = None;
        let mut at = start;
        let is_connection_string = self.is_connection_string
            || self.bytes.get(name_end) == Some(&b'=')
                && self.is_part_of_connection_string(name_end);
        while let Some(byte) = self.bytes.get(at).copied() {
            if inner.is_some() {
                inner = inner.filter(|inner| *inner != byte);
                at += 1;
                continue;
            }
            if Some(byte) == quote || byte == b'\n' || byte == b';' {
                break;
            }
            if byte == b'\\'
                && self
                    .bytes
                    .get(at + 1)
                    .is_some_and(|next| Some(*next) == quote || *next == b'n')
            {
                break;
            }
            if byte.is_ascii_whitespace() && !is_connection_string {
                break;
            }
            if b"&,".contains(&byte)
                && (self.name_follows(at + 1) || self.bytes.get(at + 1) == Some(&b'&'))
            {
                break;
            }
            if byte == b'}'
                && self.rest_is_closed(at)
                && self.text[..start].ends_with([':', '='])
                && self.text[..start].contains('{')
            {
                break;
            }
            // A quoted part of a shell's word, unless it is an apostrophe.
            if b"\"'".contains(&byte)
                && at > start
                && !self.is_apostrophe(at)
                && self.bytes[at + 1..]
                    .iter()
                    .take(256)
                    .any(|next| *next == byte)
            {
                inner = Some(byte);
            }
            at += 1;
        }
        at
    }

    /// Whether `name=` or `name:` follows, so that a comma before it is not part of a value.
    fn name_follows(&self, at: usize) -> bool {
        let spaces = self.run(at, |byte| byte == b' ');
        let start = at + spaces + self.run(at + spaces, |byte| b"\"'".contains(&byte)).min(1);
        let rest = &self.bytes[start..self.bytes.len().min(start + MAX_NAME)];
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
            .count();
        let rest = &rest[length..];
        let gap = rest
            .iter()
            .take_while(|byte| b"\"' ".contains(byte))
            .count()
            .min(2);
        let begins_like_name = self
            .bytes
            .get(start)
            .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
        let separator = rest.get(gap);
        let after = rest.get(gap + 1);
        let is_colon = separator == Some(&b':') && after.is_some_and(|byte| b" \"'".contains(byte));
        length > 0 && begins_like_name && (separator == Some(&b'=') || is_colon)
    }

    /// Whether only closing brackets follow, up to the end of the text.
    fn rest_is_closed(&self, at: usize) -> bool {
        let rest = &self.bytes[at..self.bytes.len().min(at + 64)];
        rest.len() < 64 && rest.iter().all(|byte| b"}]) \n\"'\\".contains(byte))
    }

    /// Whether `;name=` is part of a list of such, as in a JDBC URL.
    fn is_part_of_connection_string(&self, name_end: usize) -> bool {
        let before = self.bytes[..name_end].iter().rev().take(MAX_NAME);
        let separator = before
            .into_iter()
            .find(|byte| !(byte.is_ascii_alphanumeric() || b"_-. ".contains(byte)));
        let is_after_semicolon = separator == Some(&b';');
        is_after_semicolon && !self.text[..name_end].ends_with(' ') && {
            let start = self.text[..name_end].rfind(';').unwrap_or_default();
            self.bytes
                .get(start + 1)
                .is_some_and(|byte| byte.is_ascii_alphabetic())
        }
    }

    pub fn is_apostrophe(&self, at: usize) -> bool {
        let is_letter = |at: Option<usize>| {
            at.and_then(|at| self.bytes.get(at))
                .is_some_and(u8::is_ascii_alphabetic)
        };
        self.bytes[at] == b'\'' && is_letter(at.checked_sub(1)) && is_letter(Some(at + 1))
    }

    pub fn run(&self, start: usize, is: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(start..).unwrap_or_default();
        rest.iter()
            .position(|byte| !is(*byte))
            .unwrap_or(rest.len())
    }
}

/// `Server=db;User ID=web;Password=blue horse`, as .NET and ODBC have it, where spaces do not end a
/// value.
fn is_connection_string(text: &str) -> bool {
    let parts = text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let is_part = |part: &str| {
        part.split_once('=').is_some_and(|(name, _)| {
            name.len() <= 40
                && !name.is_empty()
                && words(name).len() <= 4
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b" _-.".contains(&byte))
        })
    };
    text.contains(';') && parts.clone().count() >= 2 && parts.take(64).all(is_part)
}
