//! Credentials that can be told by their form, wherever they are: tokens with a prefix, JSON Web
//! Tokens, private keys, hashed passwords.

use crate::model::mask::plain::is_no_credential;
use crate::model::mask::prefixes::{self, Rest};
use crate::model::mask::random::is_random;
use crate::model::mask::spans::Spans;

/// The beginnings of hashed passwords, which can be guessed at leisure.
/// <https://manpages.debian.org/crypt.5>
const PASSWORD_HASHES: &[&str] = &[
    "$1$",
    "$2a$",
    "$2b$",
    "$2y$",
    "$5$",
    "$6$",
    "$y$",
    "$7$",
    "$apr1$",
    "$argon2i$",
    "$argon2id$",
    "$argon2d$",
    "$scrypt$",
    "$pbkdf2",
    "{SSHA",
    "{SHA}",
    "{SHA512}",
    "{CRYPT}",
    "{bcrypt}",
    "pbkdf2_sha256$",
    "pbkdf2:sha256",
    "scrypt:32768",
    "SCRAM-SHA-256$",
];

/// Finds what can be told by its form.
pub fn find(text: &str, spans: &mut Spans) {
    private_keys(text, spans);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let before = at.checked_sub(1).map_or(b' ', |at| bytes[at]);
        let found = match before.is_ascii_alphanumeric() {
            true => None,
            // Mapbox publishes `pk.eyJ…`.
            false => length_at(
                &bytes[at..],
                !b"-_".contains(&before) && !bytes[..at].ends_with(b"pk."),
            ),
        };
        if let Some((skip, end)) = found {
            let end = ceil(text, at + end);
            spans.push(ceil(text, at + skip)..end);
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The next character boundary, in case a form ends within a character.
fn ceil(text: &str, at: usize) -> usize {
    text.ceil_char_boundary(at.min(text.len()))
}

/// Where the credential at the beginning of a text begins and ends. `is_token` is whether a token
/// with `-` and `_` in it may begin here.
fn length_at(text: &[u8], is_token: bool) -> Option<(usize, usize)> {
    let first = *text.first()?;
    if first == b'$' || first == b'{' || first == b'p' || first == b's' || first == b'S' {
        let is_hash = PASSWORD_HASHES
            .iter()
            .any(|hash| text.starts_with(hash.as_bytes()));
        if is_hash {
            let end = text
                .iter()
                .position(|byte| byte.is_ascii_whitespace() || b"\"',;".contains(byte));
            // Shells and Compose files write `$$` for `$`.
            return Some((0, end.unwrap_or(text.len()))).filter(|(_, end)| *end > 20);
        }
    }
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    scheme_of_authorization(text)
        .or_else(|| is_token.then(|| json_web_token(text)).flatten())
        .or_else(|| numbered_bot(text))
        .or_else(|| is_token.then(|| azure_client_secret(text)).flatten())
        .or_else(|| prefixed(text))
}

fn prefixed(text: &[u8]) -> Option<(usize, usize)> {
    prefixes::beginning_with(*text.first()?)
        .iter()
        .find_map(|(prefix, rest)| {
            let after = text.strip_prefix(prefix.as_bytes())?;
            // Enough to judge by, so that a long text of nothing but prefixes takes linear time.
            let sample = &after[..after.len().min(128)];
            let is_form = match rest {
                Rest::AtLeast(least) => run(sample, is_token_byte) >= *least,
                Rest::Random(least) => {
                    let length = run(sample, |byte| {
                        byte.is_ascii_alphanumeric() || b"_-+/".contains(&byte)
                    });
                    length >= *least
                        && is_random(str::from_utf8(&sample[..length]).unwrap_or_default())
                }
                Rest::Hex(least) => run(sample, |byte| byte.is_ascii_hexdigit()) >= *least,
                Rest::Capitals(least) => {
                    run(sample, |byte| {
                        byte.is_ascii_uppercase() || byte.is_ascii_digit()
                    }) >= *least
                }
            };
            is_form.then(|| (0, prefix.len() + run(after, is_token_byte)))
        })
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.+/=%~".contains(&byte)
}

fn run(text: &[u8], is: impl Fn(u8) -> bool) -> usize {
    text.iter()
        .position(|byte| !is(*byte))
        .unwrap_or(text.len())
}

/// `eyJ….eyJ….…`: the Base64 of `{"` twice, and a signature.
/// <https://www.rfc-editor.org/rfc/rfc7519>
fn json_web_token(text: &[u8]) -> Option<(usize, usize)> {
    if !text.starts_with(b"ey") {
        return None;
    }
    // The whole of it is only looked at if it is one: a long text may have many that begin like it.
    let part = |text: &[u8]| {
        let length = run(text, |byte| {
            byte.is_ascii_alphanumeric() || b"_-".contains(&byte)
        });
        let padding = run(&text[length..], |byte| byte == b'=');
        (length >= 10).then_some(length + padding)
    };
    let first = part(text)?;
    let after = text[first..].strip_prefix(b".")?;
    let second = part(after)?;
    let rest = run(&after[second..], |byte| {
        byte.is_ascii_alphanumeric() || b"_-.=".contains(&byte)
    });
    Some((0, first + 1 + second + rest))
}

/// The word after `Bearer` or `Basic`.
/// <https://www.rfc-editor.org/rfc/rfc6750>
fn scheme_of_authorization(text: &[u8]) -> Option<(usize, usize)> {
    let scheme = ["bearer ", "basic "].into_iter().find(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
    })?;
    let after = &text[scheme.len()..];
    let length = run(after, |byte| {
        !byte.is_ascii_whitespace() && !b"\"'`,;\\".contains(&byte)
    });
    let word = str::from_utf8(&after[..length]).ok()?;
    // `Basic auth`, `bearer tokens`.
    let is_english = word
        .bytes()
        .all(|byte| !byte.is_ascii_digit() && byte != b'=');
    // The challenge of a server: `Basic realm="shop"`.
    let is_challenge = word.starts_with("realm=");
    (length >= 4 && !is_english && !is_challenge && !is_no_credential(word))
        .then_some((scheme.len(), scheme.len() + length))
}

/// Telegram's `123456789:AA…`.
/// <https://core.telegram.org/bots/api#authorizing-your-bot>
fn numbered_bot(text: &[u8]) -> Option<(usize, usize)> {
    let number = text.strip_prefix(b"bot").unwrap_or(text);
    let digits = run(&number[..number.len().min(20)], |byte| {
        byte.is_ascii_digit()
    });
    let token = number[digits..].strip_prefix(b":")?;
    let length = run(&token[..token.len().min(64)], |byte| {
        byte.is_ascii_alphanumeric() || b"_-".contains(&byte)
    });
    let start = text.len() - token.len();
    (digits >= 8 && length >= 32 && token.starts_with(b"AA")).then_some((start, start + length))
}

/// `abc8Q~…`: a client secret of Entra ID.
/// <https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret>
fn azure_client_secret(text: &[u8]) -> Option<(usize, usize)> {
    let mark = text.get(3..6)?;
    if !(mark[0].is_ascii_digit() && &mark[1..] == b"Q~") {
        return None;
    }
    let length = run(text, |byte| {
        byte.is_ascii_alphanumeric() || b"_-.~".contains(&byte)
    });
    (length >= 34).then_some((0, length))
}

/// Private keys in PEM, up to their last line.
/// <https://www.rfc-editor.org/rfc/rfc7468>
fn private_keys(text: &str, spans: &mut Spans) {
    if text.contains("PuTTY-User-Key-File") {
        spans.push(0..text.len());
    }
    let mut at = 0;
    while let Some(found) = text[at..].find("-----BEGIN") {
        let start = at + found;
        let label_end = text[start + 10..]
            .find("-----")
            .map(|end| start + 10 + end + 5);
        let label = &text[start..label_end.unwrap_or(text.len())];
        at = start + 10;
        // Not of public keys and certificates.
        if label.contains("PRIVATE KEY") || label_end.is_none() {
            let end = text[at..].find("-----END").map(|end| at + end + 8);
            let end = end.and_then(|end| Some(end + text[end..].find("-----")? + 5));
            at = end.unwrap_or(text.len());
            spans.push(start..at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        Spans::masked_by(find, text)
    }

    #[test]
    fn tokens_are_masked_inside_other_text() {
        for (text, expected) in [
            (
                "curl -H 'Authorization: Bearer abc.def-1'",
                "curl -H 'Authorization: Bearer (masked)'",
            ),
            ("use AKIA0123456789ABCDEF now", "use (masked) now"),
            (
                "a -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- b",
                "a (masked) b",
            ),
            ("-----BEGIN RSA PRIVATE KEY-----", "(masked)"),
            ("admin:$2y$05$abcdefghijklmnopqrstuv", "admin:(masked)"),
            (
                "/bot123456789:AAabcdefghijklmnopqrstuvwxyz0123456/x",
                "/bot123456789:(masked)/x",
            ),
            (
                "basic auth with a bearer token",
                "basic auth with a bearer token",
            ),
            (
                "sk-learn-pipeline-production-v2",
                "sk-learn-pipeline-production-v2",
            ),
            ("key-value-store", "key-value-store"),
            (
                "-----BEGIN CERTIFICATE-----\nMIIE",
                "-----BEGIN CERTIFICATE-----\nMIIE",
            ),
        ] {
            assert_eq!(masked(text), expected);
        }
    }
}
