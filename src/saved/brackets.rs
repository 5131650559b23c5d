//! The brackets of JSON, whether or not it is valid otherwise.

use memchr::memchr_iter;

/// How many open brackets to list. Each of them takes four bytes.
const MAX_OPEN: usize = 4 << 20;

/// The length of the array or object that begins here, whatever is between its brackets.
///
/// # Errors
///
/// How many bytes show that its brackets do not match, or that it does not end.
pub fn matching(bytes: &[u8]) -> Result<usize, usize> {
    let mut open = Vec::new();
    let mut is_string = false;
    let mut rest = bytes.iter().enumerate();
    while let Some((index, byte)) = rest.next() {
        match byte {
            b'"' => is_string = !is_string,
            b'\\' if is_string => {
                rest.next();
            }
            // A string does not span lines.
            b'\n' if is_string => return Err(index + 1),
            b'{' if !is_string => open.push(b'}'),
            b'[' if !is_string => open.push(b']'),
            b'}' | b']' if !is_string => {
                if open.pop() != Some(*byte) {
                    return Err(index + 1);
                }
                if open.is_empty() {
                    return Ok(index + 1);
                }
            }
            _ if open.is_empty() => return Err(index + 1),
            _ => {}
        }
    }
    Err(bytes.len())
}

/// How many bytes stand before a line and a column, as `serde_json` counts them.
pub fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let mut breaks = memchr_iter(b'\n', text);
    let start = match line.checked_sub(2) {
        Some(number) => breaks.nth(number).map_or(text.len(), |at| at + 1),
        None => 0,
    };
    (start + column).saturating_sub(1).min(text.len())
}

/// Where the arrays and objects begin that have no end in the beginning of a valid value: the outer
/// ones first, and not all of them if there are very many.
pub fn open_at_end(json: &[u8]) -> Vec<u32> {
    let mut open = Vec::new();
    // The number of inner ones that are not listed.
    let mut others = 0_usize;
    let mut is_string = false;
    let mut rest = (0_u32..).zip(json);
    while let Some((index, byte)) = rest.next() {
        match byte {
            b'"' => is_string = !is_string,
            b'\\' if is_string => {
                rest.next();
            }
            b'{' | b'[' if !is_string => match open.len() {
                MAX_OPEN => others += 1,
                _ => open.push(index),
            },
            b'}' | b']' if !is_string => match others {
                0 => {
                    open.pop();
                }
                _ => others -= 1,
            },
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_at_its_bracket() {
        for (text, expected) in [
            ("{}", Ok(2)),
            ("[{\"]\": oops}, 7]]", Ok(16)),
            ("{\"\\\"}\"}x", Ok(7)),
            ("{]", Err(2)),
            ("{\"a\n\"}", Err(4)),
            ("{[", Err(2)),
            ("x", Err(1)),
            ("", Err(0)),
        ] {
            assert_eq!(matching(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn what_is_open_has_no_end() {
        for (text, expected) in [
            ("{\"a\": [1, {}, {\"b\": \"[{\"", vec![0, 6, 14]),
            ("{\"a\\\"[\": [[]], \"[", vec![0]),
            ("[1]", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(open_at_end(text.as_bytes()), expected, "{text}");
        }
    }
}
