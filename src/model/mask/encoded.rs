//! Text in Base64 inside a text.

use std::ops::Range;

/// Every part of a text that is the Base64 of other text, with that text.
/// <https://www.rfc-editor.org/rfc/rfc4648>
pub fn decoded_parts(text: &str) -> Vec<(Range<usize>, String)> {
    /// What is shorter hides little, and words decode to text by accident.
    const MIN_LENGTH: usize = 12;
    // Base64 in lines, as `base64` prints it.
    if text.contains('\n') {
        let joined: String = text.split_ascii_whitespace().collect();
        if let Some(decoded) = decoded(&joined) {
            return vec![(0..text.len(), decoded)];
        }
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || "+/-_".contains(c);
    let mut parts = Vec::new();
    let mut at = 0;
    for word in text.split(|c: char| !is_part(c)) {
        let start = at;
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        let padding = text[start + word.len()..]
            .bytes()
            .take(2)
            .take_while(|byte| *byte == b'=');
        let end = start + word.len() + padding.count();
        if word.len() >= MIN_LENGTH
            && let Some(decoded) = decoded(word)
        {
            parts.push((start..end, decoded));
        }
    }
    parts
}

/// The text that this is the Base64 of, in either alphabet and with or without padding.
pub fn decoded(text: &str) -> Option<String> {
    let text = text.trim_end_matches('=').as_bytes();
    let bytes = base64_simd::STANDARD_NO_PAD
        .decode_to_vec(text)
        .or_else(|_| base64_simd::URL_SAFE_NO_PAD.decode_to_vec(text));
    let decoded = String::from_utf8(bytes.ok()?).ok()?;
    let is_readable = |c: char| !c.is_control() || c.is_ascii_whitespace();
    (!decoded.is_empty() && decoded.chars().all(is_readable)).then_some(decoded)
}

/// `user:password`, as in an `Authorization: Basic` header; not `host:80`.
pub fn is_user_and_password(text: &str) -> bool {
    text.trim().split_once(':').is_some_and(|(user, password)| {
        let is_number = password.bytes().all(|byte| byte.is_ascii_digit());
        !user.is_empty()
            && !password.is_empty()
            && !is_number
            && text.len() <= 256
            && !text.trim().contains(char::is_whitespace)
            && !text.contains(['{', '"', '/', ','])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_text_in_base64() {
        let parts = decoded_parts("a=aGVsbG8gd29ybGQ= b aGVsbG8gd29ybGQ");
        assert_eq!(
            parts,
            [
                (2..18, "hello world".to_owned()),
                (21..36, "hello world".to_owned())
            ]
        );
        assert_eq!(decoded_parts("configuration_of_the_service"), []);
        let lines = decoded_parts("aGVsbG8gd29ybGQg\naGVsbG8gd29ybGQ=\n");
        assert_eq!(lines, [(0..34, "hello world hello world".to_owned())]);
    }

    #[test]
    fn tells_a_user_and_a_password() {
        assert!(is_user_and_password("web:hunter2"));
        for text in ["host:80", "hello world: x", "a", ":x", "https://h"] {
            assert!(!is_user_and_password(text), "{text}");
        }
    }
}
