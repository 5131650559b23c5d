//! The text of a saved file as UTF-8: from a file, a pipe or standard input, compressed with gzip or
//! not, in the encodings that PowerShell and editors write.

use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::Path;

/// The most text that is read of one file, in bytes. A small compressed file can hold any amount.
const MAX_TEXT: u64 = 4 << 30;

/// Compressed files that are not read, by how they begin.
const OTHER_COMPRESSION: [(&[u8], &str); 4] = [
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\xfd7zX", "xz"),
    (b"BZh", "bzip2"),
    (b"PK\x03\x04", "zip"),
];

/// Opens a file, or standard input for `-`.
///
/// # Errors
///
/// It cannot be opened, or what it contains cannot be text.
pub fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    let bytes: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            let message = "it is a directory; name the files in it";
            return Err(io::Error::new(ErrorKind::IsADirectory, message));
        }
        Box::new(file)
    };
    let (head, bytes) = peek(bytes)?;
    let text: Box<dyn Read> = match head[..] {
        [0x1f, 0x8b, ..] => {
            let (head, bytes) = peek(MultiGzDecoder::new(bytes))?;
            decoded(&head, bytes)?
        }
        _ => decoded(&head, bytes)?,
    };
    Ok(Box::new(Capped {
        text,
        left: MAX_TEXT,
    }))
}

/// The first bytes, at most four, and all of them to read.
fn peek<R: Read>(mut bytes: R) -> io::Result<(Vec<u8>, impl Read + use<R>)> {
    let mut head = Vec::new();
    bytes.by_ref().take(4).read_to_end(&mut head)?;
    Ok((head.clone(), Cursor::new(head).chain(bytes)))
}

/// Recognizes the encoding by how the text begins.
fn decoded(head: &[u8], bytes: impl Read + 'static) -> io::Result<Box<dyn Read>> {
    let invalid = |message: String| Err(io::Error::new(ErrorKind::InvalidData, message));
    let compression = OTHER_COMPRESSION
        .iter()
        .find(|(start, _)| head.starts_with(start));
    if let Some((_, name)) = compression {
        return invalid(format!("it is compressed with {name}; only gzip is read"));
    }
    let begins_json = |byte: u8| matches!(byte, b'{' | b'[' | b' ' | b'\t' | b'\r' | b'\n');
    let utf32 = || invalid("it is UTF-32; save it as UTF-8".to_owned());
    Ok(match *head {
        [0xff, 0xfe, 0, 0] | [0, 0, 0xfe, 0xff] => return utf32(),
        [first, 0, 0, 0] | [0, 0, 0, first] if begins_json(first) => return utf32(),
        [0xff, 0xfe, ..] => Box::new(Utf16::new(bytes, u16::from_le_bytes)),
        [0xfe, 0xff, ..] => Box::new(Utf16::new(bytes, u16::from_be_bytes)),
        [first, 0, ..] if begins_json(first) => Box::new(Utf16::new(bytes, u16::from_le_bytes)),
        [0, first, ..] if begins_json(first) => Box::new(Utf16::new(bytes, u16::from_be_bytes)),
        _ => Box::new(bytes),
    })
}

/// UTF-16 as UTF-8. What is not valid becomes the replacement character.
struct Utf16<R> {
    bytes: R,
    to_unit: fn([u8; 2]) -> u16,
    /// The end of what was read: half a unit, or the first half of a pair of units.
    rest: Vec<u8>,
    text: Cursor<String>,
}

impl<R: Read> Utf16<R> {
    fn new(bytes: R, to_unit: fn([u8; 2]) -> u16) -> Self {
        Self {
            bytes,
            to_unit,
            rest: Vec::new(),
            text: Cursor::default(),
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        const CHUNK: u64 = 1 << 16;
        let mut bytes = std::mem::take(&mut self.rest);
        let is_at_end = self.bytes.by_ref().take(CHUNK).read_to_end(&mut bytes)? == 0;
        let mut units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| (self.to_unit)([pair[0], pair[1]]))
            .collect();
        let mut decoded = units.len() * 2;
        let is_first_of_pair = |unit: &u16| (0xd800..0xdc00).contains(unit);
        if !is_at_end && units.last().is_some_and(is_first_of_pair) {
            units.pop();
            decoded -= 2;
        }
        let chars = char::decode_utf16(units);
        let mut text: String = chars
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        if is_at_end && decoded < bytes.len() {
            text.push(char::REPLACEMENT_CHARACTER);
        } else {
            self.rest = bytes.split_off(decoded);
        }
        self.text = Cursor::new(text);
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.text.read(out)?;
            if read > 0 || out.is_empty() {
                return Ok(read);
            }
            self.decode_more()?;
            if self.text.get_ref().is_empty() && self.rest.is_empty() {
                return Ok(0);
            }
        }
    }
}

/// Text that is an error beyond a limit.
struct Capped {
    text: Box<dyn Read>,
    left: u64,
}

impl Read for Capped {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return match self.text.read(&mut [0])? {
                0 => Ok(0),
                _ => Err(io::Error::other(format!(
                    "it has more than {} GiB of text",
                    MAX_TEXT >> 30
                ))),
            };
        }
        let room = usize::try_from(self.left).unwrap_or(usize::MAX);
        let room = room.min(out.len());
        let read = self.text.read(&mut out[..room])?;
        self.left -= read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Returns a few bytes at a time, as a pipe may.
    struct Drops(Cursor<Vec<u8>>);

    impl Read for Drops {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let room = out.len().min(3);
            self.0.read(&mut out[..room])
        }
    }

    fn read(bytes: Vec<u8>) -> io::Result<String> {
        let (head, bytes) = peek(Drops(Cursor::new(bytes)))?;
        let mut text = String::new();
        decoded(&head, bytes)?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn reads_the_encodings_of_powershell() {
        let text = "{\"reason\": \"ü 日本 🚀\"}\r\n";
        let with_mark = format!("\u{feff}{text}");
        for (bytes, expected) in [
            (text.as_bytes().to_vec(), text),
            (with_mark.as_bytes().to_vec(), &*with_mark),
            (utf16(&with_mark, u16::to_le_bytes), &with_mark),
            (utf16(&with_mark, u16::to_be_bytes), &with_mark),
            (utf16(text, u16::to_le_bytes), text),
            (utf16(text, u16::to_be_bytes), text),
        ] {
            assert_eq!(read(bytes).expect("text"), expected);
        }
    }

    #[test]
    fn a_short_text_is_read_as_it_is() {
        for text in ["", "\n", " ", "{", "[", "{}", "[]\n", "x"] {
            assert_eq!(read(text.as_bytes().to_vec()).expect("text"), text);
        }
        for text in ["\n", "{", "{}"] {
            let bytes = utf16(text, u16::to_le_bytes);
            assert_eq!(read(bytes).expect("text"), text);
        }
    }

    #[test]
    fn half_a_character_is_replaced() {
        let mut bytes = utf16("\u{feff}{}", u16::to_le_bytes);
        bytes.push(0x7b);
        assert_eq!(read(bytes).expect("text"), "\u{feff}{}\u{fffd}");
        let mut bytes = utf16("\u{feff}{}", u16::to_le_bytes);
        bytes.extend(0xd83d_u16.to_le_bytes());
        assert_eq!(read(bytes).expect("text"), "\u{feff}{}\u{fffd}");
    }

    #[test]
    fn other_compression_is_named() {
        for (bytes, name) in [
            (b"\x28\xb5\x2f\xfd\x04".to_vec(), "zstd"),
            (b"BZh91AY".to_vec(), "bzip2"),
            (b"\xfd7zXZ\x00".to_vec(), "xz"),
            (b"PK\x03\x04".to_vec(), "zip"),
            (b"\xff\xfe\x00\x00{\x00\x00\x00".to_vec(), "UTF-32"),
            (b"{\x00\x00\x00".to_vec(), "UTF-32"),
            (b"\x00\x00\x00{".to_vec(), "UTF-32"),
        ] {
            let error = read(bytes).expect_err(name).to_string();
            assert!(error.contains(name), "{error}");
        }
    }

    #[test]
    fn text_beyond_the_limit_is_an_error() {
        let capped = |left| Capped {
            text: Box::new(Cursor::new(b"abc".to_vec())),
            left,
        };
        let mut text = String::new();
        assert!(capped(3).read_to_string(&mut text).is_ok());
        let mut text = Vec::new();
        let error = capped(2).read_to_end(&mut text).expect_err("too long");
        assert!(error.to_string().contains("more than 4 GiB"), "{error}");
        assert_eq!(text, b"ab");
    }

    proptest! {
        #[test]
        fn keeps_every_character(text in "[^\0]{0,300}", begins in "[{\\[ \t\r\n]") {
            let with_mark = format!("\u{feff}{text}");
            // Without a mark, UTF-16 is recognized by how JSON begins.
            let json = format!("{begins}{text}");
            for text in [&with_mark, &json] {
                for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
                    prop_assert_eq!(&read(utf16(text, to_bytes)).expect("text"), text);
                }
            }
            for text in [&text, &with_mark, &json] {
                prop_assert_eq!(&read(text.clone().into_bytes()).expect("text"), text);
            }
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(bytes);
        }
    }
}
