//! Splits a script of a shell into words.

/// A word of a command line and where it is in the text.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    pub text: &'a str,
    pub start: usize,
    pub is_quoted: bool,
}

pub fn is_operator(word: &Word) -> bool {
    !word.is_quoted && matches!(word.text, "|" | "||" | "&&" | ";" | "&" | "\n")
}

/// The words of a script, as POSIX has it.
/// <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html>
///
/// Quotes around a whole word are left out; substitutions are not followed.
pub fn shell_words(text: &str) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => {
                words.push(Word {
                    text: "\n",
                    start: at,
                    is_quoted: false,
                });
                at += 1;
            }
            byte if byte.is_ascii_whitespace() => at += 1,
            b'|' | b'&' | b';' => {
                let length = 1 + usize::from(bytes.get(at + 1) == Some(&bytes[at]));
                words.push(Word {
                    text: &text[at..at + length],
                    start: at,
                    is_quoted: false,
                });
                at += length;
            }
            _ => {
                let start = at;
                at = end_of_word(bytes, at);
                words.push(unquoted(&text[start..at], start));
            }
        }
    }
    words
}

fn end_of_word(bytes: &[u8], start: usize) -> usize {
    let mut quote = None;
    let mut at = start;
    while at < bytes.len() {
        let byte = bytes[at];
        match quote {
            Some(open) if byte == open => quote = None,
            Some(b'"') if byte == b'\\' => at += 1,
            Some(_) => {}
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None if byte == b'\\' => at += 1,
            None if byte.is_ascii_whitespace() || b"|&;".contains(&byte) => break,
            None => {}
        }
        at += 1;
    }
    // A backslash may be followed by a character of several bytes, or by nothing.
    let mut end = at.min(bytes.len());
    while end < bytes.len() && bytes[end] & 0xC0 == 0x80 {
        end += 1;
    }
    end
}

/// The word without quotes around all of it, or around what follows its first quote: `-p'a b'`.
fn unquoted(text: &str, start: usize) -> Word<'_> {
    let quote = text.chars().next().filter(|c| "\"'".contains(*c));
    match quote {
        Some(quote) => {
            let inner = &text[1..];
            let inner = inner.strip_suffix(quote).unwrap_or(inner);
            Word {
                text: inner,
                start: start + 1,
                is_quoted: true,
            }
        }
        None => Word {
            text,
            start,
            is_quoted: false,
        },
    }
}
