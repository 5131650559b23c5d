//! Parts of a text that look random and have no other explanation.

use crate::model::mask::identifiers::{is_extension, is_hex, is_host, is_known_harmless};
use crate::model::mask::names::Meaning;
use crate::model::mask::spans::Spans;
use std::ops::Range;

/// The letters that often follow each letter, `a` to `z`, in English and in technical words. Of the
/// pairs of letters in words, nine in ten are among these; of those in random text, three in ten.
const FREQUENT_FOLLOWERS: [&str; 26] = [
    "bcdgilmnprstuy",
    "aeilou",
    "aehiklortu",
    "aeiorsu",
    "acdefglmnprstvwx",
    "aefiloru",
    "eirs",
    "aeio",
    "abcdefglmnoprstvz",
    "",
    "e",
    "adeilostuy",
    "abeiop",
    "acdefginostuv",
    "bcdlmnoprstuvw",
    "aeiloprstuy",
    "u",
    "acdegimnorstuy",
    "acehilopstuy",
    "acehiloprstuy",
    "beilmnprst",
    "aei",
    "aei",
    "t",
    "p",
    "e",
];

/// The shortest text that is called random.
const MIN_LENGTH: usize = 20;

/// The shortest generated password that is looked for.
const MIN_PASSWORD: usize = 12;

/// Finds what looks random. `harmless` are parts that are known to be harmless, such as ARNs.
pub fn find(text: &str, meaning: Meaning, harmless: &Spans, spans: &mut Spans) {
    if text.len() < MIN_PASSWORD || meaning == Meaning::Public {
        return;
    }
    if is_generated_password(text) {
        spans.push(0..text.len());
        return;
    }
    for token in tokens(text) {
        if harmless.contains(token.start) {
            continue;
        }
        let context = Context::of(text, &token, meaning);
        find_in_token(&text[token.clone()], token.start, &context, spans);
    }
}

/// The words of a text, as far as random text goes: it may contain `/`, `+`, `-`, `_`, `.` and end
/// in `=`.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !is_token_byte(bytes[at]) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && is_token_byte(bytes[at]) {
            at += 1;
        }
        let end = at;
        // The padding of Base64.
        while at < bytes.len() && bytes[at] == b'=' && at < end + 2 {
            at += 1;
        }
        let is_padding = at == bytes.len() || !is_token_byte(bytes[at]);
        if !is_padding {
            at = end;
        }
        (start < at).then_some(start..at)
    })
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/+-_.".contains(&byte)
}

/// What explains that a token looks random.
struct Context {
    meaning: Meaning,
    /// It follows `sha256:`.
    is_digest: bool,
    /// It follows `https://` or another scheme, so that it begins with a host.
    is_address: bool,
    /// It is in the path of a `https://` URL, which may be a webhook.
    is_web: bool,
}

impl Context {
    fn of(text: &str, token: &Range<usize>, outer: Meaning) -> Self {
        let before = &text[..token.start];
        let before = &before[before.floor_char_boundary(before.len().saturating_sub(80))..];
        let after_separator = |separators: &[char]| {
            let rest = before.trim_end_matches(['"', '\'', '\\', ' ']);
            let name = rest.strip_suffix(separators)?;
            let name = name.trim_end_matches(['"', '\'', '\\', ' ']);
            let start = name.rfind(|c: char| !(c.is_ascii_alphanumeric() || "_-.".contains(c)));
            let start = start.map_or(0, |at| {
                at + name[at..].chars().next().map_or(1, char::len_utf8)
            });
            Some(&name[start..]).filter(|name| !name.is_empty())
        };
        let flag = || {
            let word = before.strip_suffix(' ')?.rsplit(' ').next()?;
            word.strip_prefix("--").filter(|name| !name.is_empty())
        };
        let is_digest = [
            "sha256:", "sha512:", "SHA256:", "sha1:", "md5:", "MD5:", "sha384:",
        ]
        .iter()
        .any(|algorithm| before.ends_with(algorithm));
        let named = after_separator(&['=', ':']).or_else(flag).map(Meaning::of);
        let meaning = match named {
            Some(named) if named != Meaning::Unrevealing => named,
            _ => outer,
        };
        let token = &text[token.clone()];
        let is_address = token.starts_with("//") && before.ends_with(':');
        let is_web = is_address && (before.ends_with("https:") || before.ends_with("http:"));
        Self {
            meaning,
            is_digest,
            is_address,
            is_web,
        }
    }

    /// Whether the name of a value explains a token.
    fn explains(&self, token: &str) -> bool {
        let is_plain = token
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        match self.meaning {
            Meaning::Public => true,
            Meaning::Identifier => token.len() <= 64 && is_plain,
            Meaning::Digest => token
                .split(['.', '-', '_', '+', '/'])
                .all(|part| is_hex(part) || !is_random(part)),
            _ => false,
        }
    }
}

/// Where the web interfaces of Git have a commit in their paths.
const WEB_COMMITS: &[&str] = &["commit", "commits", "tree", "blob", "archive", "raw"];

fn find_in_token(token: &str, offset: usize, context: &Context, spans: &mut Spans) {
    if context.is_digest || context.explains(token) || is_known_harmless(token) {
        return;
    }
    // The whole of it before its parts: Base64 has `/`, and its variant for URLs has `-` and `_`.
    if !context.is_address && !token.contains('.') && is_random(token) {
        spans.push(offset..offset + token.len());
        return;
    }
    let has_path = token.contains('/');
    let mut at = offset;
    let mut parts = token.split('/');
    if context.is_address {
        // `//host/…`
        for part in parts.by_ref().take(3) {
            at += part.len() + 1;
        }
    }
    let mut previous = "";
    for part in parts {
        let previous = std::mem::replace(&mut previous, part);
        // Builds and log streams are called like a commit or a task, and issuers of tokens like a
        // cluster.
        let is_commit = is_hex(part)
            && match context.is_web {
                true => WEB_COMMITS.contains(&previous) && matches!(part.len(), 40 | 64),
                false => matches!(part.len(), 32 | 40 | 64),
            };
        let is_issuer = is_hex(part) && previous == "id";
        let is_explained = has_path && (is_commit || is_issuer) || is_known_harmless(part);
        if !is_explained && has_random_word(part) {
            spans.push(at..at + part.len());
        }
        at += part.len() + 1;
    }
}

/// Whether a part of a path is random or contains a word that is.
fn has_random_word(part: &str) -> bool {
    if part.len() < 16 || is_host(part) {
        return false;
    }
    let is_file = part
        .rsplit_once('.')
        .is_some_and(|(_, extension)| is_extension(extension));
    let words = part.split('.').filter(|word| !(is_file && is_hex(word)));
    words.clone().any(is_random) || words.flat_map(|word| word.split(['-', '_'])).any(is_random)
}

/// Whether a text is long, varied, and not made of words.
///
/// Entropy alone tells long names from random text badly, so the pairs of letters are looked at, and
/// how often letters, capitals and digits take turns.
pub fn is_random(text: &str) -> bool {
    let text = text.trim_end_matches('=');
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"+/_-".contains(&byte);
    if text.len() < 16 || !text.bytes().all(fits) {
        return false;
    }
    let count = |is: fn(&u8) -> bool| text.bytes().filter(is).count();
    let digits = count(u8::is_ascii_digit);
    let upper = count(u8::is_ascii_uppercase);
    let lower = count(u8::is_ascii_lowercase);
    if is_hex(text) {
        return text.len() >= MIN_LENGTH && digits > 0 && upper + lower > 0 && entropy(text) > 2.8;
    }
    // `db-7d9f8b6c5d-x2k4p` is a pod.
    let has_long_piece = text.split(['-', '_']).any(|piece| piece.len() >= 12);
    let is_mixed = digits >= 2 && upper >= 2 && lower >= 2 && digits + upper + lower == text.len();
    let letters = upper + lower;
    if is_alphabet(text)
        || !has_long_piece
        || (text.len() < MIN_LENGTH && !is_mixed)
        || letters * 10 < text.len() * 3
        || entropy(text) < 3.3
    {
        return false;
    }
    let turns = turns(text) as f64 / text.len() as f64;
    let wordiness = wordiness(text);
    match turns {
        0.25.. => wordiness < 0.75,
        0.12.. => wordiness < 0.55,
        _ => wordiness < 0.4,
    }
}

/// `0123456789abcdefghijklmnopqrstuvwxyz`
fn is_alphabet(text: &str) -> bool {
    let pairs = text.as_bytes().windows(2);
    let successive = pairs
        .filter(|pair| pair[0].checked_add(1) == Some(pair[1]))
        .count();
    successive * 2 > text.len()
}

/// Whether a whole value is like what a password manager makes: `kR9#mP2$vL8@nQ4!`.
fn is_generated_password(text: &str) -> bool {
    let count = |is: fn(&u8) -> bool| text.bytes().filter(is).count();
    let symbols = count(|byte| b"!#$%&*@^~?+".contains(byte));
    (MIN_PASSWORD..=64).contains(&text.len())
        && symbols >= 2
        && count(u8::is_ascii_digit) >= 2
        && count(u8::is_ascii_uppercase) >= 2
        && count(u8::is_ascii_lowercase) >= 2
        // Not a regular expression, a template, a URL or a list.
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&*@^~?+-_".contains(&byte))
        && turns(text) * 3 >= text.len()
        && wordiness(text) < 0.6
}

/// How often letters, capitals and digits take turns; a capital at the beginning of a word does not
/// count.
fn turns(text: &str) -> usize {
    let kind = |byte: u8| match byte {
        b'a'..=b'z' => 'a',
        b'A'..=b'Z' => 'A',
        b'0'..=b'9' => '0',
        _ => '-',
    };
    let bytes = text.as_bytes();
    let mut turns = 0;
    for at in 1..bytes.len() {
        let (before, here) = (kind(bytes[at - 1]), kind(bytes[at]));
        let begins_word = before == 'A' && here == 'a' || before == '-' || here == '-';
        turns += usize::from(before != here && !begins_word);
    }
    turns
}

/// The share of the pairs of letters that are frequent in words.
fn wordiness(text: &str) -> f64 {
    let (mut pairs, mut frequent) = (0u32, 0u32);
    let lower = text.as_bytes();
    for pair in lower.windows(2) {
        let (first, second) = (pair[0].to_ascii_lowercase(), pair[1].to_ascii_lowercase());
        if first.is_ascii_lowercase() && second.is_ascii_lowercase() {
            pairs += 1;
            let followers = FREQUENT_FOLLOWERS[usize::from(first - b'a')];
            frequent += u32::from(followers.as_bytes().contains(&second));
        }
    }
    f64::from(frequent) / f64::from(pairs.max(1))
}

/// Shannon entropy in bits per byte.
fn entropy(text: &str) -> f64 {
    let mut counts = [0u32; 256];
    text.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let length = text.len() as f64;
    let shares = counts
        .into_iter()
        .filter(|count| *count > 0)
        .map(|count| f64::from(count) / length);
    shares.map(|share| -share * share.log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_of_password_managers_are_told() {
        for text in ["kR9#mP2$vL8@nQ4!", "xT7!qZ2&bN5*wK"] {
            assert!(is_generated_password(text), "{text}");
        }
        for text in [
            "%Y-%m-%dT%H:%M:%S",
            "%Y%m%d%H%M%S-A1B2",
            "Order#12345&Item#67890",
            "a&b#c$d!e%f&g*h",
        ] {
            assert!(!is_generated_password(text), "{text}");
        }
    }

    #[test]
    fn random_text_is_told_from_names() {
        for text in [
            "9e5651b0ef9592b067625f1d260b14c6",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE",
            "q3Zx8Lk2Vt9Rw4Yb",
            "x7k2m9q4w1z8r5t3y6u0",
            "QZXJVKWPYHBTRNSDMGLFCAEIOU",
            "Vb2-k9_QxT7zLmN4pR8sWcYd",
            "MRZWG33NMVXGIZLSONUW4ZZA",
        ] {
            assert!(
                is_random(text),
                "{text}: {} {}",
                turns(text),
                wordiness(text)
            );
        }
        for text in [
            "company-production-web-assets-20240131",
            "shop-production-static-assets-eu-west-1-123456789012",
            "WebApplication2FactoryBean",
            "SecurityAutoConfiguration",
            "application-container-insights-v2",
            "123456789012345678901234",
            "20240131T120000Z-000123456789",
            "deadbeefdeadbeefdead0000000000000000000000",
            "internationalization",
            "db-7d9f8b6c5d-x2k4p",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            "my_very_long_table_name_2024",
        ] {
            let is_deadbeef = text.starts_with("deadbeef");
            assert!(
                is_deadbeef || !is_random(text),
                "{text}: {} {}",
                turns(text),
                wordiness(text)
            );
        }
    }
}
