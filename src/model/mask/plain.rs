//! Values that are plainly no credentials, whatever their name.

use crate::model::mask::names::Meaning;
use crate::model::mask::placeholder::is_placeholder;
use crate::model::mask::vocabulary::AUTHORIZATION_SETTINGS;

/// Whether the name of a value is reason enough to mask it.
pub fn is_masked_by_name(text: &str, meaning: Meaning) -> bool {
    match meaning {
        Meaning::Credential => !is_no_credential(text),
        Meaning::Suspicious => !is_setting(text),
        Meaning::Login => !is_setting(text) || may_be_login(text),
        Meaning::Authorization => {
            !is_no_credential(text)
                && (!is_setting(text) || may_be_login(text) || !is_setting_of_authorization(text))
        }
        _ => false,
    }
}

/// Whether a value with the name of a credential is none: a switch, or where a credential can be
/// found.
pub fn is_no_credential(text: &str) -> bool {
    /// A longer text is looked at by those who mask it.
    const MAX_LENGTH: usize = 1024;
    let text = text.trim();
    text.len() <= MAX_LENGTH && is_short_no_credential(text)
}

fn is_short_no_credential(text: &str) -> bool {
    text.is_empty()
        || is_switch(text)
        || is_placeholder(text)
        || is_reference(text)
        || is_path(text)
        || is_plain_url(text)
        || is_public_key(text)
}

/// Public keys and certificates in the forms of SSH and PEM.
fn is_public_key(text: &str) -> bool {
    [
        "ssh-rsa AAAA",
        "ssh-ed25519 AAAA",
        "ecdsa-sha2-nistp",
        "-----BEGIN PUBLIC KEY",
        "-----BEGIN CERTIFICATE",
    ]
    .iter()
    .any(|start| text.starts_with(start))
        && !text.contains("PRIVATE")
}

/// Whether a value is evidently a setting: words, a number, an address, a path.
pub fn is_setting(text: &str) -> bool {
    let text = text.trim();
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_no_credential(text)
        || is_short_number(text)
        || (!is_number && text.len() <= 200 && text.split(is_separator).all(is_plain_word))
}

/// Whether a setting may be `user:password`.
fn may_be_login(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, password)| {
        !password.bytes().all(|byte| byte.is_ascii_digit()) && !is_no_credential(text)
    })
}

/// Whether the value of something named authorization is one of [`AUTHORIZATION_SETTINGS`], several of them, or
/// where the authorization takes place; a single word that is none may be a token.
fn is_setting_of_authorization(text: &str) -> bool {
    let is_port = |port: &str| {
        (2..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit())
    };
    let has_port = text.rsplit_once(':').is_some_and(|(_, port)| is_port(port));
    let is_known = |word: &str| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        word.is_empty() || AUTHORIZATION_SETTINGS.contains(&*word.to_ascii_lowercase())
    };
    text.contains(' ')
        || has_port
        || text
            .split([',', '_', '-', '|', '/', '.', ':'])
            .all(is_known)
}

/// `true`, `off`, `none`.
fn is_switch(text: &str) -> bool {
    const SWITCHES: &[&str] = &[
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "none",
        "null",
        "nil",
        "enabled",
        "disabled",
        "required",
        "optional",
        "undefined",
    ];
    SWITCHES.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Where a credential is kept: an ARN, a parameter's name, a path in a vault.
fn is_reference(text: &str) -> bool {
    const SCHEMES: &[&str] = &[
        "arn:",
        "ssm:",
        "secretsmanager:",
        "sm://",
        "op://",
        "vault:",
        "file:",
        "ref+",
        "gcp-sm:",
        "awssm:",
        "awsps:",
        "keyvault:",
        "kv:",
        "env:",
    ];
    let rest = SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_gcp = text.starts_with("projects/") && text.contains("/secrets/");
    rest.is_some_and(|rest| {
        text.starts_with("arn:")
            || rest
                .split(is_separator)
                .filter(|word| !word.is_empty())
                .all(is_plain_word)
    }) || is_gcp
}

/// `/run/secrets/db_password`, `./certs/server.key`, `prod/shop/db`.
fn is_path(text: &str) -> bool {
    let is_rooted = ["/", "./", "../", "~/", "C:\\"]
        .iter()
        .any(|root| text.starts_with(root));
    let words = text.split(is_separator).filter(|word| !word.is_empty());
    text.len() <= 300
        && (is_rooted && text.len() > 1 || text.matches('/').count() >= 2 && !text.contains("//"))
        && words.clone().count() >= 1
        && words.clone().all(is_plain_word)
        || is_file_name(text)
}

/// `credentials.json`, `server.key`.
fn is_file_name(text: &str) -> bool {
    const EXTENSIONS: &[&str] = &[
        "json",
        "pem",
        "key",
        "crt",
        "cer",
        "p12",
        "pfx",
        "jks",
        "yaml",
        "yml",
        "ini",
        "conf",
        "txt",
        "toml",
        "xml",
        "properties",
    ];
    text.rsplit_once('.').is_some_and(|(name, extension)| {
        EXTENSIONS.contains(&extension)
            && !name.is_empty()
            && name.split(['-', '_', '.']).all(is_plain_word)
    })
}

/// `https://login.example.com/oauth/token`, without a user, a query or a part that looks random.
fn is_plain_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let words = rest.split(is_separator).filter(|word| !word.is_empty());
    scheme
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.contains(['@', '?', '#', ' '])
        && !rest.is_empty()
        && words.clone().all(is_plain_word)
}

/// Such as 3600. Longer ones may be credentials, and so may `0000`.
fn is_short_number(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    let number = number.trim_end_matches(|c: char| "smhdkKMGiB%".contains(c));
    let is_number = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number && (1..=7).contains(&number.len()) && (number.len() == 1 || !number.starts_with("00"))
}

fn is_separator(c: char) -> bool {
    " _-./,|".contains(c) || c == '\\' || c == ':'
}

/// A word of letters, such as `production`, a number, or a word with a number as in `rs256`, `s3`,
/// `v2`, `east1`.
fn is_plain_word(word: &str) -> bool {
    const WITH_NUMBER: &[&str] = &[
        "rs", "hs", "es", "ps", "aes", "sha", "md", "s", "v", "ec", "k", "oauth", "utf", "x", "ed",
        "us", "eu", "ap", "web", "app", "db", "node", "host", "http", "tls", "p", "r", "api",
        "route", "base", "log", "prod", "dev", "test", "zone", "server", "shard", "worker", "h",
        "ipv", "mp", "m", "n", "i", "b", "a", "c",
    ];
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = word.len() - letters.len();
    let is_word = letters.len() <= 24 && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    match (letters.len(), digits) {
        (_, 0) => is_word,
        (0, digits) => digits <= 12,
        (_, digits) => {
            let letters = letters.to_ascii_lowercase();
            is_word && digits <= 4 && WITH_NUMBER.contains(&letters.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_values_are_no_credentials_whatever_their_name() {
        for text in [
            "",
            "true",
            "Off",
            "$DB_PASSWORD",
            "${DB_PASSWORD}",
            "$(cat /run/secrets/db)",
            "{{ token }}",
            "%PASSWORD%",
            "<your-token>",
            "****",
            "arn:aws:secretsmanager:eu-west-1:1:secret:a-AbCdEf",
            "/run/secrets/db_password",
            "./certs/server.key",
            "prod/shop/db",
            "https://login.example.com/oauth/token",
            "ssm:/prod/shop/db",
            "op://vault/item/field",
            "projects/1/secrets/db",
        ] {
            assert!(is_no_credential(text), "{text}");
        }
        for text in [
            "hunter2",
            "winter",
            "12345",
            "$ecret9!",
            "${PASSWORD:-hunter2}",
            "a/b",
            "https://x.example.com/9e5651b0ef9592",
            "/Xk29sj2/9s",
            "$(echo 'x')",
            "https://u:p@h",
        ] {
            assert!(!is_no_credential(text), "{text}");
        }
    }

    #[test]
    fn some_values_are_settings() {
        for text in [
            "oauth2",
            "RS256",
            "3600",
            "15m",
            "order_id",
            "created-at",
            "db.internal:5432",
            "a, b, c",
            "Apache-2.0",
        ] {
            assert!(is_setting(text), "{text}");
        }
        for text in [
            "hunter2",
            "t0k3n",
            "session=abc",
            "0000",
            "ab12cd",
            "Qwerty!",
        ] {
            assert!(!is_setting(text), "{text}");
        }
    }
}
