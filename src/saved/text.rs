//! Text that is parsed while it is read. Of a long file, one value at a time is held, or one document
//! of which only the end shows what it is: about 64 MiB at most.

use crate::saved::brackets;
use crate::saved::broken_value::{BrokenValue, Cause};
use memchr::{memchr_iter, memchr2, memrchr};
use serde::de::DeserializeOwned;
use std::io::{self, Read};

/// The least number of bytes to read at once.
const CHUNK: usize = 1 << 20;

/// The largest value that is parsed, in bytes. An item is a few kilobytes.
pub const MAX_VALUE: usize = 64 << 20;

/// How much text to search for the next document, in bytes.
const MAX_SEARCH: usize = 16 << 20;

/// How much of the line before the position is kept, in bytes.
const MAX_INDENTATION: usize = 200;

/// How far to look for the end of a value that is not JSON, in bytes.
const MAX_BROKEN: usize = 1 << 20;

/// How many bytes of a file to look through in vain for such ends.
const MAX_IN_VAIN: usize = 32 << 20;

/// A place in the text, both from 1, as `serde_json` counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: u64,
    pub column: u64,
}

/// Why a value could not be parsed.
#[derive(Debug)]
pub struct ParseError {
    pub message: String,
    pub position: Position,
    /// Whether the text ended.
    pub is_end: bool,
    /// Whether this is why a value around this one could not be parsed, either.
    pub is_repeated: bool,
}

/// What may begin at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    Document,
    /// The next item of a list.
    Item,
    /// The comma between two items, or the end of their list.
    Comma,
}

/// The text of a file, and how far it has been parsed.
pub struct Text<R> {
    reader: R,
    bytes: Vec<u8>,
    /// The number of bytes before these.
    dropped: u64,
    /// Where to parse next.
    index: usize,
    /// From where on the text is kept, though it was parsed.
    mark: Option<usize>,
    /// A place to go back to: where to parse, and the lines and columns before it.
    possible_start: Option<(usize, u64, u64)>,
    /// The last value that could not be parsed.
    broken: Option<BrokenValue>,
    /// How many bytes were looked through in vain.
    in_vain: usize,
    is_at_end: bool,
    /// Why there is no more text.
    error: Option<io::Error>,
    /// The number of line breaks before the position, and of bytes since the last of them.
    lines: u64,
    columns: u64,
}

impl<R: Read> Text<R> {
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            bytes: Vec::new(),
            dropped: 0,
            index: 0,
            mark: None,
            possible_start: None,
            broken: None,
            in_vain: 0,
            is_at_end: false,
            error: None,
            lines: 0,
            columns: 0,
        }
    }

    /// The error that ended the text.
    pub fn take_error(&mut self) -> Option<io::Error> {
        self.error.take()
    }

    pub fn has_error(&self) -> bool {
        self.error.is_some()
    }

    pub fn position(&self) -> Position {
        Position {
            line: self.lines + 1,
            column: self.columns + 1,
        }
    }

    /// Reads more. Returns whether there was more.
    fn fill(&mut self) -> bool {
        if self.is_at_end {
            return false;
        }
        let is_near = |index: &usize| self.index - index <= MAX_VALUE;
        self.possible_start = self.possible_start.filter(|(index, ..)| is_near(index));
        let possible_start = self.possible_start.map(|(index, ..)| index);
        let marks = self.mark.into_iter().chain(possible_start);
        let kept = marks.min().unwrap_or(self.index);
        let unused = kept.saturating_sub(MAX_INDENTATION);
        self.bytes.drain(..unused);
        self.dropped += unused as u64;
        self.index -= unused;
        self.mark = self.mark.map(|mark| mark - unused);
        if let Some((index, ..)) = &mut self.possible_start {
            *index -= unused;
        }
        let before = self.bytes.len();
        // Twice as much each time, since a value that does not fit is parsed again.
        let wanted = (before - self.index).max(CHUNK);
        let mut reader = self.reader.by_ref().take(wanted as u64);
        if let Err(error) = reader.read_to_end(&mut self.bytes) {
            self.error = Some(error);
            self.is_at_end = true;
        } else if self.bytes.len() < before + wanted {
            self.is_at_end = true;
        }
        self.bytes.len() > before
    }

    /// The next byte.
    pub fn peek(&mut self) -> Option<u8> {
        if self.index == self.bytes.len() && !self.fill() {
            return None;
        }
        self.bytes.get(self.index).copied()
    }

    /// The next bytes, at least this many unless the text ends.
    fn ahead(&mut self, number: usize) -> &[u8] {
        while self.bytes.len() - self.index < number && self.fill() {}
        &self.bytes[self.index..]
    }

    /// The line that begins here, or the first part of a long one.
    pub fn line_ahead(&mut self) -> String {
        let ahead = self.ahead(200);
        let line = ahead.split(|byte| *byte == b'\n').next();
        let line = line.unwrap_or_default();
        String::from_utf8_lossy(&line[..line.len().min(200)]).into_owned()
    }

    /// Goes on by this many bytes, which were read.
    pub fn advance(&mut self, number: usize) {
        let passed = &self.bytes[self.index..self.index + number];
        match memrchr(b'\n', passed) {
            Some(last) => {
                self.lines += memchr_iter(b'\n', passed).count() as u64;
                self.columns = (number - last - 1) as u64;
            }
            None => self.columns += number as u64,
        }
        self.index += number;
    }

    /// Goes on to what is not white space. Byte order marks count as white space.
    pub fn skip_space(&mut self) {
        loop {
            let ahead = self.ahead(3);
            let number = ahead
                .iter()
                .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
                .count();
            let number = match number {
                0 if ahead.starts_with(b"\xef\xbb\xbf") => 3,
                0 => return,
                number => number,
            };
            self.advance(number);
        }
    }

    /// Keeps the text from here on.
    pub fn set_mark(&mut self) {
        self.mark = Some(self.index);
    }

    pub fn clear_mark(&mut self) {
        self.mark = None;
    }

    /// Remembers this place, where a value at the start of a line may be the next document.
    pub fn mark_possible_start(&mut self) {
        let is_first_line = self.lines == 0;
        if self.columns == 0 && !is_first_line && self.possible_start.is_none() {
            self.possible_start = Some((self.index, self.lines, self.columns));
        }
    }

    /// Goes back to the place that was remembered. Returns whether there was one.
    pub fn rewind(&mut self) -> bool {
        let Some((position, lines, columns)) = self.possible_start.take() else {
            return false;
        };
        (self.index, self.lines, self.columns) = (position, lines, columns);
        true
    }

    pub fn clear_possible_start(&mut self) {
        self.possible_start = None;
    }

    /// How much text is kept since the mark, in bytes.
    pub fn marked_length(&self) -> usize {
        self.mark.map_or(0, |mark| self.index - mark)
    }

    /// The text since the mark.
    pub fn marked(&self) -> Option<&[u8]> {
        Some(&self.bytes[self.mark?..self.index])
    }

    /// The next bytes, of which at least this many were read.
    pub fn next_bytes(&self, number: usize) -> &[u8] {
        &self.bytes[self.index..self.index + number]
    }

    /// Parses the value that begins here. Returns it and its length, and does not go on.
    pub fn parse<T: DeserializeOwned>(&mut self) -> Result<(T, usize), ParseError> {
        let start = self.dropped + self.index as u64;
        let broken = self.broken.as_ref();
        if let Some(broken) = broken.filter(|broken| broken.contains(start)) {
            return Err(ParseError {
                is_repeated: true,
                ..self.parse_error(broken.cause.clone())
            });
        }
        loop {
            let ahead = &self.bytes[self.index..];
            let available = ahead.len();
            let is_too_large = available > MAX_VALUE;
            let mut values = serde_json::Deserializer::from_slice(ahead).into_iter::<T>();
            let parsed = values.next();
            let length = values.byte_offset();
            let cause = match parsed {
                // A number may go on.
                Some(Ok(_)) if length == available && !is_too_large && self.fill() => continue,
                Some(Ok(value)) => return Ok((value, length)),
                None if self.fill() => continue,
                None => Cause::End,
                Some(Err(error)) if !error.is_eof() => self.syntax_error(&error),
                Some(Err(_)) if is_too_large => Cause::TooLarge,
                Some(Err(_)) if self.fill() => continue,
                Some(Err(_)) => Cause::End,
            };
            let ahead = &self.bytes[self.index..];
            if let Some(broken) = BrokenValue::new(start, ahead, cause.clone()) {
                self.broken = Some(broken);
            }
            return Err(self.parse_error(cause));
        }
    }

    /// Something else than what was expected is here.
    pub fn unexpected(&mut self, message: &str) -> ParseError {
        let is_end = self.peek().is_none();
        let message = match is_end {
            true => "it ends within a document",
            false => message,
        };
        ParseError {
            message: message.to_owned(),
            position: self.position(),
            is_end,
            is_repeated: false,
        }
    }

    fn parse_error(&self, cause: Cause) -> ParseError {
        let is_end = matches!(cause, Cause::End);
        let (message, position) = match cause {
            Cause::End => (
                "it ends within the value that begins".to_owned(),
                self.position(),
            ),
            Cause::TooLarge => (
                format!("a value is larger than {} MiB", MAX_VALUE >> 20),
                self.position(),
            ),
            Cause::Syntax {
                message,
                line,
                column,
                ..
            } => (message, Position { line, column }),
        };
        ParseError {
            message,
            position,
            is_end,
            is_repeated: false,
        }
    }

    /// An error of the value that begins here, at its place in the whole text.
    fn syntax_error(&self, error: &serde_json::Error) -> Cause {
        let (line, column) = (error.line() as u64, error.column() as u64);
        let text = error.to_string();
        let message = text.strip_suffix(&format!(" at line {line} column {column}"));
        let message = message.unwrap_or(&text).to_owned();
        Cause::Syntax {
            line: self.lines + line.max(1),
            column: match line {
                0 | 1 => self.columns + column,
                _ => column,
            },
            length: brackets::offset(&self.bytes[self.index..], error.line(), error.column()),
            // A type or a depth that was not expected may be one to others.
            is_lasting: error.is_syntax() && message != "recursion limit exceeded",
            message,
        }
    }

    /// The length of the value that begins here, by its brackets alone, if what follows it is one of
    /// `next`, or the end where `next` is empty.
    pub fn length_by_brackets(&mut self, next: &[u8]) -> Option<usize> {
        if self.in_vain >= MAX_IN_VAIN {
            return None;
        }
        let ahead = self.ahead(MAX_BROKEN);
        let matching = brackets::matching(&ahead[..ahead.len().min(MAX_BROKEN)]);
        let is_followed = |length: &usize| {
            let mut following = ahead[*length..].iter();
            let following = following.find(|byte| !byte.is_ascii_whitespace());
            following.is_none_or(|byte| next.contains(byte))
        };
        let found = matching.ok().filter(is_followed);
        if found.is_none() {
            let (Ok(looked) | Err(looked)) = matching;
            self.in_vain += looked;
        }
        found
    }

    /// Goes on to where a document, or an item of a list, seems to begin after something broken: at
    /// the start of a line, with this many spaces before it if it is an item, or with the name of
    /// one of these members. `None` if there is no such place.
    pub fn find_start(
        &mut self,
        indentation: Option<usize>,
        member: impl Fn(&str) -> Option<Start>,
    ) -> Option<Start> {
        let mut searched = 0;
        while searched < MAX_SEARCH {
            let is_start_of_line = self.columns == 0;
            let ahead = self.ahead(CHUNK);
            if is_start_of_line && matches!(ahead, [b'{' | b'[', ..]) {
                // Where the items are not indented, it is one of them, or a document that is cut off.
                return Some(match indentation {
                    Some(0) => Start::Item,
                    _ => Start::Document,
                });
            }
            let Some(at) = memchr2(b'{', b'\n', ahead) else {
                let number = ahead.len();
                searched += number;
                self.advance(number);
                if number == 0 {
                    return None;
                }
                continue;
            };
            searched += at + 1;
            let is_object = ahead[at] == b'{';
            self.advance(at);
            let is_indented = |spaces: usize| {
                let before = &self.bytes[..self.index];
                let spaces_before = before.iter().rev().take_while(|byte| **byte == b' ');
                self.columns == spaces as u64 && spaces_before.count() >= spaces
            };
            if is_object && indentation.is_some_and(is_indented) {
                return Some(Start::Item);
            }
            if is_object && let Some(start) = self.first_member().and_then(&member) {
                return Some(start);
            }
            self.advance(1);
        }
        // It is not worth reading on.
        self.advance(self.bytes.len() - self.index);
        self.is_at_end = true;
        None
    }

    /// The name of the first member of the object that begins here.
    pub fn first_member(&mut self) -> Option<&str> {
        let ahead = self.ahead(200).strip_prefix(b"{")?;
        let ahead = ahead.trim_ascii_start().strip_prefix(b"\"")?;
        let name = ahead.split(|byte| *byte == b'"').next()?;
        std::str::from_utf8(name).ok()
    }
}
