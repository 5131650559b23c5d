//! Credentials of HTTP: what follows the scheme in `Authorization: Bearer x`, whatever it looks like.
//! A token may well be a word.

use crate::model::mask::names::Meaning;
use crate::model::mask::plain::{is_masked_by_name, is_no_credential};
use crate::model::mask::spans::Spans;
use crate::model::mask::vocabulary::PROSE_AFTER_SCHEME;
use std::ops::Range;

/// The registered schemes, and those of well-known services.
/// <https://www.iana.org/assignments/http-authschemes/http-authschemes.xhtml>
const SCHEMES: &[&str] = &[
    "bearer",
    "basic",
    "token",
    "apikey",
    "api-key",
    "digest",
    "negotiate",
    "ntlm",
    "key",
    "aws4-hmac-sha256",
    "aws",
    "splunk",
    "geniekey",
    "ssws",
    "bot",
    "hawk",
    "dpop",
    "oauth",
    "hmac",
    "signature",
    "sharedkey",
    "sso-key",
    "scram-sha-256",
    "zoho-oauthtoken",
    "client-id",
    "pat",
    "jwt",
    "discogs",
];

/// The longest name before a scheme that is read.
const MAX_NAME: usize = 100;

/// The part of a value with such a name that is a credential: what follows the scheme in `Bearer x`,
/// or all of it. `None` if nothing is.
pub fn credential_in(text: &str, meaning: Meaning) -> Option<Range<usize>> {
    let may_have_scheme = match meaning {
        Meaning::Authorization
        | Meaning::Login
        | Meaning::Suspicious
        | Meaning::CredentialHeader => true,
        // `TITLE_HEADER` may be `Token Overview` or `Basic tier`.
        Meaning::Header => text
            .get(..7)
            .is_some_and(|start| start.eq_ignore_ascii_case("bearer ")),
        _ => false,
    };
    if may_have_scheme && let Some(start) = after_scheme(text) {
        return (!is_harmless(&text[start..])).then_some(start..text.len());
    }
    is_masked_by_name(text, meaning).then_some(0..text.len())
}

/// Finds credentials after a scheme and the name of a credential: `authorization=Bearer x`,
/// `Authorization Basic x`, `"x-auth": "Token x"`.
pub fn find(text: &str, spans: &mut Spans) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let begins_word = at > 0 && !bytes[at - 1].is_ascii_alphanumeric();
        let found = match begins_word && bytes[at].is_ascii_alphabetic() {
            true => credential_at(text, at),
            false => None,
        };
        match found {
            Some(range) => {
                at = range.end.max(at + 1);
                spans.push(range);
            }
            None => at += 1,
        }
    }
}

/// The credential after the scheme that begins here.
fn credential_at(text: &str, at: usize) -> Option<Range<usize>> {
    // Letters and hyphens begin and end at character boundaries.
    let start = at + after_scheme(text.get(at..)?)?;
    let name = name_before(text, at)?;
    let quote = name.quote;
    let rest = &text[start..];
    let word = rest.find(is_end_of_word).unwrap_or(rest.len());
    if is_harmless(&rest[..word]) && !is_digest_response(rest) {
        return None;
    }
    // `Digest username="web", response="x"`: parameters, to the end of the header.
    let is_list = rest[..word].contains('=') && rest[word..].starts_with(['"', '\\', ',', ' ']);
    let end = match is_list {
        true => rest.find(|c| c == '\n' || Some(c) == quote),
        false => Some(word),
    };
    Some(start..start + end.unwrap_or(rest.len())).filter(|range| !range.is_empty())
}

fn is_end_of_word(c: char) -> bool {
    c.is_whitespace() || "\"'`,;&\\".contains(c)
}

/// Where what follows the scheme begins. `+` is a space in the body of a form.
fn after_scheme(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let scheme = SCHEMES.iter().find(|scheme| {
        bytes
            .get(scheme.len())
            .is_some_and(|byte| b" +".contains(byte))
            && bytes[..scheme.len()].eq_ignore_ascii_case(scheme.as_bytes())
    })?;
    let spaces = bytes[scheme.len()..].iter().take(8);
    let spaces = spaces.take_while(|byte| b" +".contains(byte)).count();
    Some(scheme.len() + spaces)
}

/// Whether what follows a scheme stands for a credential, or is prose, or part of a challenge:
/// `Basic realm="shop"`.
fn is_harmless(text: &str) -> bool {
    let word = text.split([' ', ',', '.', ';', ':', '-', '/']).next();
    let word = word.unwrap_or_default();
    let is_scheme = SCHEMES
        .iter()
        .any(|scheme| word.eq_ignore_ascii_case(scheme));
    let is_challenge = text.starts_with("realm=") && !is_digest_response(text);
    // `Bearer token`, but not `Bearer token-x7`.
    let is_prose = is_scheme || PROSE_AFTER_SCHEME.contains(&*word.to_ascii_lowercase());
    let is_whole_word = !text[word.len()..].starts_with(['.', '-', '/', ':'])
        || text[word.len()..].len() == 1
        || text[word.len() + 1..].starts_with(' ')
        || text[word.len()..].starts_with("-based");
    is_no_credential(text) || is_challenge || is_prose && is_whole_word
}

/// Whether these are the parameters of a client, which may begin with the realm as those of a server.
fn is_digest_response(text: &str) -> bool {
    const MAX_LENGTH: usize = 512;
    let line = &text[..text.floor_char_boundary(MAX_LENGTH)];
    text.starts_with("realm=") && line.contains("response=")
}

struct Name {
    /// The quote around the name and the value.
    quote: Option<char>,
}

/// The name before a scheme, if it is that of a credential. Where nothing but a space is between, it
/// has to be `Authorization` itself.
fn name_before(text: &str, scheme: usize) -> Option<Name> {
    const MAX_GAP: usize = 8;
    let bytes = &text.as_bytes()[..scheme];
    let gap = bytes.iter().rev().take(MAX_GAP);
    let gap = gap
        .take_while(|byte| b" \"'\\:=>\t+".contains(byte))
        .count();
    let end = scheme - gap;
    let has_separator = bytes[end..].iter().any(|byte| b":=".contains(byte));
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let length = bytes[..end].iter().rev().take(MAX_NAME);
    let start = end - length.take_while(|byte| is_part(**byte)).count();
    let meaning = Meaning::of(&text[start..end]);
    let is_credentials = match has_separator {
        true => meaning.is_suspicious() || meaning == Meaning::CredentialHeader,
        false => gap > 0 && meaning == Meaning::Authorization,
    };
    let is_quote = |byte: &u8| b"\"'".contains(byte);
    let inner = bytes[end..].last().filter(|byte| is_quote(byte));
    let outer = start.checked_sub(1).and_then(|at| bytes.get(at));
    let quote = inner.or(outer.filter(|byte| is_quote(byte)));
    is_credentials.then_some(Name {
        quote: quote.map(|byte| char::from(*byte)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        Spans::masked_by(find, text)
    }

    #[test]
    fn what_follows_a_scheme_is_masked() {
        for (text, expected) in [
            (
                "Authorization: Bearer heron",
                "Authorization: Bearer (masked)",
            ),
            (
                "a=1,authorization=Bearer heron,b=2",
                "a=1,authorization=Bearer (masked),b=2",
            ),
            (
                "authorization=Token+heron&b=2",
                "authorization=Token+(masked)&b=2",
            ),
            ("Authorization Basic heron", "Authorization Basic (masked)"),
            (
                "{\"x-auth\": \"ApiKey heron\"}",
                "{\"x-auth\": \"ApiKey (masked)\"}",
            ),
            (
                "-H 'Authorization: Digest username=\"a\", response=\"heron\"' h",
                "-H 'Authorization: Digest (masked)' h",
            ),
            (
                "Authorization: Bearer token-heron",
                "Authorization: Bearer (masked)",
            ),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn prose_and_placeholders_stay() {
        for text in [
            "Basic auth and Bearer tokens",
            "Authorization: Bearer tokens only",
            "Authorization: Bearer token.",
            "authorization: token-based",
            "Authorization: Bearer $TOKEN",
            "Authorization: Bearer <token>",
            "WWW-Authenticate-Header: Basic realm=\"shop\"",
            "authorization basic or digest",
            "plan: Basic monthly",
            "ö: Bearer ö",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn a_value_is_judged_by_its_name() {
        for (meaning, text, expected) in [
            (Meaning::Authorization, "Bearer heron", Some(7..12)),
            (Meaning::Authorization, "heron", Some(0..5)),
            (Meaning::Authorization, "AWS_IAM", None),
            (Meaning::Authorization, "Node,RBAC", None),
            (Meaning::Authorization, "see the docs", None),
            (Meaning::Authorization, "auth.internal:8443", None),
            (Meaning::Login, "Basic auth", None),
            (Meaning::Login, "iam", None),
            (Meaning::CredentialHeader, "Token heron", Some(6..11)),
            (Meaning::Header, "Token heron", None),
            (Meaning::Header, "Bearer heron", Some(7..12)),
            (Meaning::Header, "Authorization", None),
            (Meaning::Header, "heron", None),
            (Meaning::Unrevealing, "Basic plan", None),
            (Meaning::Credential, "Bearer heron", Some(0..12)),
        ] {
            assert_eq!(credential_in(text, meaning), expected, "{text}");
        }
    }
}
