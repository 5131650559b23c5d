//! What looks random and is public: IDs, hosts, digests, public keys.

use std::ops::Range;

pub fn is_extension(text: &str) -> bool {
    const EXTENSIONS: &[&str] = &[
        "js", "css", "map", "html", "json", "zip", "tar", "gz", "tgz", "jar", "war", "whl", "png",
        "jpg", "svg", "woff2", "wasm", "xml", "yaml", "yml", "txt", "log", "pdf", "csv", "sql",
    ];
    EXTENSIONS.contains(&text)
}

/// UUIDs, IDs of AWS resources, integrity hashes, public SSH keys, host names.
pub fn is_known_harmless(token: &str) -> bool {
    is_uuid(token)
        || is_resource_id(token)
        || is_hosted_zone(token)
        || is_address(token)
        || is_trace(token)
        || is_ulid(token)
        || is_host(token)
        || ["sha1-", "sha256-", "sha384-", "sha512-"].iter().any(|hash| token.starts_with(hash))
        // The types at the beginning of public keys: SSH, RSA, elliptic curves, Ed25519.
        || ["AAAAB3NzaC1", "AAAAC3NzaC1lZDI1NTE5", "AAAAE2VjZHNh", "MIIBIjANBgkqh", "MIICIjANBgkqh", "MFkwEwYHKoZIzj0", "MCowBQYDK2Vw"]
            .iter()
            .any(|key| token.starts_with(key))
}

pub fn is_uuid(text: &str) -> bool {
    let mut lengths = [8, 4, 4, 4, 12].into_iter();
    text.len() == 36
        && text.split('-').all(|part| {
            lengths.next() == Some(part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}

/// `subnet-0a1b2c3d4e5f67890`, `mrk-…` of a KMS key.
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html>
fn is_resource_id(text: &str) -> bool {
    let Some((prefix, id)) = text.rsplit_once('-') else {
        return false;
    };
    let is_prefix = prefix.len() <= 20
        && prefix
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    is_prefix && is_hex(id) && (id.len() <= 17 || prefix == "mrk")
}

/// `Z0123456789ABCDEFGHIJ` of Route 53.
fn is_hosted_zone(text: &str) -> bool {
    let is_id = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    text.starts_with('Z') && (14..=22).contains(&text.len()) && text.bytes().all(is_id)
}

/// `1-5759e988-bd862e3fe1be46a994272793` of X-Ray.
/// <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html>
fn is_trace(text: &str) -> bool {
    let mut parts = text.split('-').map(|part| (part.len(), is_hex(part)));
    text.starts_with("1-") && parts.by_ref().skip(1).eq([(8, true), (24, true)])
}

/// `01ARZ3NDEKTSV4RRFFQ69G5FAV`, which begins with the time.
/// <https://github.com/ulid/spec>
fn is_ulid(text: &str) -> bool {
    let is_digit =
        |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() && !b"ILOU".contains(&byte);
    text.len() == 26 && text.starts_with("01") && text.bytes().all(is_digit)
}

/// The address of an account or a contract of Ethereum; private keys are longer.
fn is_address(text: &str) -> bool {
    let digits = text.strip_prefix("0x");
    digits.is_some_and(|digits| {
        digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// `db.internal`, `search-x1y2.eu-west-1.es.amazonaws.com`: labels in lowercase, and the last one a
/// word.
pub fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_'
            })
    };
    let Some((rest, last)) = text.rsplit_once('.') else {
        return false;
    };
    (2..=12).contains(&last.len())
        && last.bytes().all(|byte| byte.is_ascii_lowercase())
        && rest.split('.').all(is_label)
        && (rest.contains('.') || rest.len() <= 40)
}

/// A hexadecimal number in one case.
pub fn is_hex(text: &str) -> bool {
    let is = |letters: Range<u8>| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || letters.contains(&byte))
    };
    !text.is_empty() && (is(b'a'..b'g') || is(b'A'..b'G'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_explained_is_not_called_random() {
        for text in [
            "subnet-0a1b2c3d4e5f67890",
            "1d3b7a52-93c7-4c4c-8f6f-6c7d0b1d2e3f",
            "vpc-shop-k3x5q7w9z2b4n6m8c1v3.eu-west-1.es.amazonaws.com",
            "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC",
            "Z08945482YQXLWKJ3N9ET",
            "1-5759e988-bd862e3fe1be46a994272793",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "mrk-1234abcd12ab34cd56ef1234567890ab",
        ] {
            assert!(is_known_harmless(text), "{text}");
        }
    }
}
