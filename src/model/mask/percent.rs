//! Text that is URL-encoded: `password%3Dx`.

use crate::model::mask::spans::Spans;

/// A text without its percent-encoding.
pub struct Decoded {
    pub text: String,
    /// Where each byte of `text` begins in what was decoded, and where that ends.
    origins: Vec<usize>,
}

impl Decoded {
    /// Decodes a text once. `None` if nothing in it is encoded.
    /// <https://www.rfc-editor.org/rfc/rfc3986#section-2.1>
    ///
    /// Only printable ASCII counts: that is what names and separators are made of.
    pub fn of(text: &str) -> Option<Self> {
        if !text.contains('%') {
            return None;
        }
        let mut decoded = Self {
            text: String::with_capacity(text.len()),
            origins: Vec::with_capacity(text.len() + 1),
        };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let (c, length) = match encoded_char(&text.as_bytes()[at..]) {
                Some(decoded) => (decoded, 3),
                None => (c, c.len_utf8()),
            };
            decoded.text.push(c);
            decoded
                .origins
                .extend((0..c.len_utf8()).map(|byte| at + byte));
            at += length;
        }
        decoded.origins.push(at);
        (decoded.text.len() < text.len()).then_some(decoded)
    }

    /// Where parts of the decoded text are in what was decoded.
    pub fn origins_of(&self, spans: Spans) -> Spans {
        let mut origins = Spans::default();
        for span in spans.ranges() {
            if let (Some(start), Some(end)) =
                (self.origins.get(span.start), self.origins.get(span.end))
            {
                origins.push(*start..*end);
            }
        }
        origins
    }
}

fn encoded_char(text: &[u8]) -> Option<char> {
    let [b'%', high, low, ..] = text else {
        return None;
    };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let code = u8::try_from(digit(high)? * 16 + digit(low)?).ok()?;
    (b' '..=b'~').contains(&code).then_some(char::from(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_where_they_came_from() {
        let decoded = Decoded::of("ö%3Dx%20y%C3").expect("an encoded text");
        assert_eq!(decoded.text, "ö=x y%C3");
        let mut spans = Spans::default();
        spans.push(2..5);
        spans.push(5..9);
        let origins = decoded.origins_of(spans);
        assert_eq!(origins.ranges().collect::<Vec<_>>(), [2..9, 9..13]);
        for text in ["", "%", "100%", "%DB%", "%zz", "a b"] {
            assert!(Decoded::of(text).is_none(), "{text}");
        }
    }
}
