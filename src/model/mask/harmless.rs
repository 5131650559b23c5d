//! Parts of a text that look like credentials, and are none.

use crate::model::mask::spans::Spans;

/// ARNs, references that a template fills in, public keys and certificates in PEM, pictures.
pub fn find(text: &str) -> Spans {
    let mut spans = Spans::default();
    let is_end = |c: char| c.is_whitespace() || "\"'`,;=()[]{}<>\\".contains(c);
    from_to(text, "arn:aws", |rest| rest.find(is_end), &mut spans);
    let closing = |rest: &str| rest.find("}}").map(|at| at + 2);
    from_to(text, "{{", closing, &mut spans);
    let is_end_of_data = |c: char| c.is_whitespace() || "\"')".contains(c);
    for media in ["data:image/", "data:font/"] {
        from_to(text, media, |rest| rest.find(is_end_of_data), &mut spans);
    }
    for label in ["PUBLIC KEY", "CERTIFICATE", "X509 CRL"] {
        let begin = format!("-----BEGIN {label}-----");
        let end = format!("-----END {label}-----");
        let ending = |rest: &str| rest.find(&end).map(|at| at + end.len());
        from_to(text, &begin, ending, &mut spans);
    }
    spans.joined()
}

/// Adds every part that begins with a text. One without an end goes to the end of the text.
fn from_to(text: &str, begin: &str, end: impl Fn(&str) -> Option<usize>, spans: &mut Spans) {
    let mut at = 0;
    while let Some(found) = text[at..].find(begin) {
        let start = at + found;
        let rest = &text[start + begin.len()..];
        let length = end(rest).unwrap_or(rest.len());
        at = start + begin.len() + length;
        spans.push(start..at);
    }
}
