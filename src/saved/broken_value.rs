//! A value that could not be parsed, and the values in it of which the same is known.
//!
//! What is broken does not hide the rest: parsing begins anew at each place within it where a document
//! or an item seems to begin. If each of them were parsed up to the same fault, a broken file would
//! take time in proportion to the square of its length.

use crate::saved::brackets;

/// A part of a value that is too large is tried by itself unless it is at least this long, in bytes.
const LARGE: u64 = 32 << 20;

/// Why a value could not be parsed.
#[derive(Debug, Clone)]
pub enum Cause {
    /// The text ended.
    End,
    TooLarge,
    Syntax {
        message: String,
        /// In the whole text, both from 1.
        line: u64,
        column: u64,
        /// The number of bytes of the value before it.
        length: usize,
        /// Whether no value can have it, whatever is expected.
        is_lasting: bool,
    },
}

/// A value that could not be parsed.
#[derive(Debug)]
pub struct BrokenValue {
    /// Where it begins in the text.
    start: u64,
    /// Where the fault is in the text.
    end: u64,
    /// Where the values in it begin that have not ended before the fault, from its start on.
    open: Vec<u32>,
    pub cause: Cause,
}

impl BrokenValue {
    /// What is known of a value that begins at `start` with this text. `None` if it could still be
    /// parsed as something else.
    pub fn new(start: u64, text: &[u8], cause: Cause) -> Option<Self> {
        let length = match &cause {
            Cause::Syntax {
                is_lasting: false, ..
            } => return None,
            Cause::Syntax { length, .. } => *length,
            Cause::End | Cause::TooLarge => text.len(),
        };
        Some(Self {
            start,
            end: start + length as u64,
            open: brackets::open_at_end(text.get(..length)?),
            cause,
        })
    }

    /// Whether the value that begins here in the text is broken for the same cause.
    pub fn contains(&self, start: u64) -> bool {
        let may_be_small = matches!(self.cause, Cause::TooLarge) && self.end < start + LARGE;
        let offset = start.checked_sub(self.start).map(u32::try_from);
        !may_be_small
            && matches!(offset, Some(Ok(offset)) if self.open.binary_search(&offset).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use crate::saved::text::Text;
    use proptest::prelude::*;
    use serde::de::IgnoredAny;

    const PARTS: [&str; 14] = [
        "{",
        "}",
        "[",
        "]",
        "\"a\":",
        "\"{\"",
        "\"\\\"[\"",
        ",",
        "7",
        "\n",
        "{\"b\": [",
        "]}",
        "x",
        "\"c",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5000))]

        /// What is said of a value without parsing it is what parsing it says.
        #[test]
        fn what_is_known_is_true(parts in proptest::collection::vec(0..PARTS.len(), 1..30)) {
            let parts: Vec<&str> = parts.into_iter().map(|index| PARTS[index]).collect();
            let json = format!("{{\"a\": [{}", parts.concat());
            let mut text = Text::new(json.as_bytes());
            for index in 0..json.len() {
                text.peek();
                let known = text.parse::<IgnoredAny>();
                let rest = &json.as_bytes()[index..];
                let parsed = serde_json::Deserializer::from_slice(rest).into_iter::<IgnoredAny>().next();
                if let Err(known) = known && known.is_repeated {
                    let Some(Err(error)) = parsed else {
                        return Err(TestCaseError::fail(json));
                    };
                    prop_assert_eq!(error.is_eof(), known.is_end, "{}", json);
                }
                text.advance(1);
            }
        }
    }
}
