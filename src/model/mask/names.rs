//! What the name of a value says about it.
//!
//! The words of a name are looked at, not its letters: `AUTHOR` and `MONKEY_PATCH` contain neither
//! `auth` nor `key`. As in a noun phrase, the last word counts most: `TOKEN_TTL_SECONDS` are
//! seconds.

use crate::model::mask::vocabulary::{
    CREDENTIAL_WORDS, DESCRIPTIVE_WORDS, DIGEST_WORDS, FLAG_WORDS, GLUED_CREDENTIALS,
    HARMLESS_KEYS, KINDS_OF_AUTH, NAMES, NOISE_WORDS, PREFIXES_OF_PASS, PUBLIC_KEYS, PUBLIC_WORDS,
    SECRET_KEYS, SUSPICIOUS_WORDS, VALUES,
};

use std::collections::HashSet;

/// What the name of a value says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Meaning {
    /// The name of a credential.
    Credential,
    /// Possibly a credential, so its value is masked unless it is plainly something else.
    Suspicious,
    /// Possibly a user and a password: `X_AUTH`.
    Login,
    /// The value of a header of HTTP that says who asks: a scheme and a credential.
    Authorization,
    /// The name of a header or its value, which may be a scheme and a credential.
    Header,
    /// The same, of a header that is named like a credential: `SECRET_HEADER`.
    CredentialHeader,
    /// It describes something, such as how long a token is valid.
    Description,
    /// The name of an identifier, which may look random.
    Identifier,
    /// The name of a digest or version, which may be a hexadecimal number.
    Digest,
    /// The name of something public that looks random, such as a public key.
    Public,
    /// It says nothing.
    #[default]
    Unrevealing,
}

impl Meaning {
    /// What this name says: `DB_PASSWORD`, `apiKey`, `spring.datasource.password`, `--auth-token`.
    pub fn of(name: &str) -> Self {
        let words = words(name);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        of_words(&words)
    }

    /// Whether a value with this name may be a credential because of the name.
    pub fn is_suspicious(self) -> bool {
        matches!(
            self,
            Self::Credential | Self::Suspicious | Self::Login | Self::Authorization
        )
    }
}

/// Whether a member with this name has the name of a value: `{"ParameterKey": "TOKEN", …}`; not
/// `{"apiKey": "x"}`.
pub fn is_for_names(name: &str) -> bool {
    ends_in(name, &NAMES)
        || ["key", "k"]
            .iter()
            .any(|key| name.eq_ignore_ascii_case(key))
}

/// Whether a member with this name has a value that has its name elsewhere: `value`, `stringValue`;
/// not `secretValue`.
pub fn is_for_values(name: &str) -> bool {
    ends_in(name, &VALUES)
}

fn ends_in(name: &str, list: &HashSet<&str>) -> bool {
    let words = words(name);
    words
        .last()
        .is_some_and(|last| list.contains(last.as_str()))
        && !Meaning::of(name).is_suspicious()
}

fn of_words(words: &[&str]) -> Meaning {
    let mut words = words;
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && (NOISE_WORDS.contains(last) || last.bytes().all(|byte| byte.is_ascii_digit()))
    {
        words = rest;
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Meaning::Unrevealing;
    };
    let before = &words[..words.len() - 1];
    let meaning = match (before, *last) {
        // An AppRole of Vault logs in with it. A session's ID is as good as its owner's password.
        // `AWS_SECRET_ID` may be a name, too.
        ([.., "secret" | "session"], "id") => Meaning::Suspicious,
        ([.., "password" | "passwd" | "pass"], "hash") => Meaning::Suspicious,
        (_, "id" | "ids" | "guid" | "uuid" | "sid" | "kid") => match before {
            [] => Meaning::Unrevealing,
            _ => Meaning::Identifier,
        },
        _ if PUBLIC_WORDS.contains(last) => Meaning::Public,
        _ if DIGEST_WORDS.contains(last) => Meaning::Digest,
        (_, "header" | "headers") => match before.iter().any(|word| is_telling_of_header(word)) {
            true => Meaning::CredentialHeader,
            false => Meaning::Header,
        },
        _ if DESCRIPTIVE_WORDS.contains(last) => match contains_digest_word(before) {
            true => Meaning::Digest,
            false => Meaning::Description,
        },
        ([.., kind], "token") if PUBLIC_KEYS.contains(kind) => Meaning::Public,
        ([.., kind], "key" | "keys") => of_key(kind),
        ([], "key" | "keys") => Meaning::Suspicious,
        ([.., kind], "auth") if KINDS_OF_AUTH.contains(kind) => Meaning::Credential,
        (_, "auth") => Meaning::Login,
        (_, "authorization") => Meaning::Authorization,
        _ if CREDENTIAL_WORDS.contains(last) => Meaning::Credential,
        _ if SUSPICIOUS_WORDS.contains(last) => Meaning::Suspicious,
        _ => of_inner_words(words),
    };
    // `USE_PASSWORD`, `MAX_TOKENS`.
    match meaning {
        Meaning::Credential if words.len() > 1 && FLAG_WORDS.contains(first) => Meaning::Suspicious,
        _ => meaning,
    }
}

/// `STRIPE_API_KEY` and `SORT_KEY` have the same last word.
fn of_key(kind: &str) -> Meaning {
    if SECRET_KEYS.contains(kind) {
        Meaning::Credential
    } else if PUBLIC_KEYS.contains(kind) {
        Meaning::Public
    } else if HARMLESS_KEYS.contains(kind) {
        Meaning::Description
    } else {
        Meaning::Suspicious
    }
}

/// The other way around: `PASSWORD_DB`, `TOKEN_GITHUB`, `SECRET_KEY_BASE`.
fn of_inner_words(words: &[&str]) -> Meaning {
    let is_password = |word: &&str| matches!(*word, "password" | "passwd" | "passphrase");
    let is_secret_key = |pair: &[&str]| matches!(pair, [kind, "key"] if SECRET_KEYS.contains(kind));
    if words.iter().any(is_password) || words.windows(2).any(is_secret_key) {
        return Meaning::Credential;
    }
    let is_credential = |word: &&str| {
        matches!(
            *word,
            "secret" | "token" | "credential" | "credentials" | "pass"
        )
    };
    if words.iter().any(is_credential) || matches!(words, ["key", ..]) {
        return Meaning::Suspicious;
    }
    if contains_digest_word(words) {
        return Meaning::Digest;
    }
    if words.iter().any(|word| PUBLIC_WORDS.contains(word)) {
        return Meaning::Public;
    }
    Meaning::Unrevealing
}

fn is_telling_of_header(word: &str) -> bool {
    word == "key" || CREDENTIAL_WORDS.contains(word) || SUSPICIOUS_WORDS.contains(word)
}

fn contains_digest_word(words: &[&str]) -> bool {
    words.iter().any(|word| DIGEST_WORDS.contains(word))
}

/// The words of a name in lowercase: `dbPassword`, `DB_PASSWORD`, `db.password2` and `DBPASSWORD`
/// are `db password`.
pub fn words(name: &str) -> Vec<String> {
    /// A longer name is no name, and its words are not worth the time.
    const MAX_LENGTH: usize = 200;
    let end = name.floor_char_boundary(MAX_LENGTH);
    let chunks = name[..end].split(|c: char| !c.is_ascii_alphanumeric());
    let mut words = Vec::new();
    for chunk in chunks.filter(|chunk| !chunk.is_empty()) {
        let parts: Vec<String> = camel_case_words(chunk)
            .into_iter()
            .flat_map(|part| unglued(&without_number(part).to_ascii_lowercase()))
            .collect();
        // `APIkey` and `DBpassword` have no word where their capitals end.
        let whole = unglued(&without_number(chunk).to_ascii_lowercase());
        match whole.len() > 1 && !parts.iter().any(|part| is_telling(part)) {
            true => words.extend(whole),
            false => words.extend(parts),
        }
    }
    words
}

fn is_telling(word: &str) -> bool {
    word == "key"
        || CREDENTIAL_WORDS.contains(word)
        || SUSPICIOUS_WORDS.contains(word)
        || DESCRIPTIVE_WORDS.contains(word)
}

/// `password2` is a `password`; `s3` and `2` stay as they are.
fn without_number(word: &str) -> &str {
    let trimmed = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if trimmed.len() > 1 { trimmed } else { word }
}

/// `clientSecretARN` as `client`, `Secret`, `ARN`.
fn camel_case_words(chunk: &str) -> Vec<&str> {
    let bytes = chunk.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    for at in 1..bytes.len() {
        let (before, here) = (bytes[at - 1], bytes[at]);
        let next_is_lower = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        let begins_word = here.is_ascii_uppercase()
            && (!before.is_ascii_uppercase() || next_is_lower)
            && at > start;
        // The plural of an acronym: `IDs`.
        let is_plural = bytes.get(at + 1) == Some(&b's') && at + 2 == bytes.len();
        if begins_word && !(before.is_ascii_uppercase() && is_plural) {
            words.push(&chunk[start..at]);
            start = at;
        }
    }
    words.push(&chunk[start..]);
    words
}

/// Splits a word that people write without a separator: `dbpassword`, `apikey`, `tokenurl`.
fn unglued(word: &str) -> Vec<String> {
    let split = |parts: &[&str]| {
        let parts = parts.iter().filter(|part| !part.is_empty());
        parts.map(|part| (*part).to_owned()).collect()
    };
    for credential in GLUED_CREDENTIALS {
        let Some(at) = word.rfind(credential) else {
            continue;
        };
        let (prefix, rest) = word.split_at(at);
        let suffix = &rest[credential.len()..];
        let is_word = |word| {
            DESCRIPTIVE_WORDS.contains(word)
                || NOISE_WORDS.contains(word)
                || matches!(word, "" | "key" | "id" | "hash")
        };
        let (credential, suffix) = match suffix.strip_prefix('s') {
            Some(after) if is_word(after) && !is_word(suffix) => {
                (&rest[..=credential.len()], after)
            }
            _ => (*credential, suffix),
        };
        if is_word(suffix) {
            return match credential.strip_suffix("key") {
                Some(kind) => split(&[prefix, kind, "key", suffix]),
                None => split(&[prefix, credential, suffix]),
            };
        }
    }
    if let Some(kind) = word.strip_suffix("key").or(word.strip_suffix("keys"))
        && (SECRET_KEYS.contains(kind) || PUBLIC_KEYS.contains(kind))
    {
        return split(&[kind, "key"]);
    }
    if let Some(prefix) = word.strip_suffix("pass")
        && (PREFIXES_OF_PASS.contains(prefix) || prefix.ends_with("store"))
    {
        return split(&[prefix, "pass"]);
    }
    if let Some(prefix) = word.strip_suffix("pwd") {
        return split(&[prefix, "pwd"]);
    }
    if let Some(prefix) = word.strip_suffix("auth")
        && KINDS_OF_AUTH.contains(prefix)
    {
        return split(&[prefix, "auth"]);
    }
    vec![word.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn splits_names_into_words() {
        for (name, expected) in [
            ("DB_PASSWORD", "db password"),
            ("dbPassword2", "db password"),
            ("DBPASSWORD", "db password"),
            ("spring.datasource.password", "spring datasource password"),
            ("--client-secret", "client secret"),
            ("clientSecretARN", "client secret arn"),
            ("apikey", "api key"),
            ("APIKeys", "api keys"),
            ("tokenurl", "token url"),
            ("PGPASSFILE", "pgpassfile"),
            ("keypass", "key pass"),
            ("deststorepass", "deststore pass"),
            ("monkey", "monkey"),
            ("compass", "compass"),
            ("tokenizer", "tokenizer"),
            ("secretary", "secretary"),
            ("AUTHOR", "author"),
            ("S3_KEY", "s3 key"),
            ("Jwt__SigningKey", "jwt signing key"),
            ("A (2)", "a 2"),
            ("", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn the_last_word_counts_most() {
        for (meaning, names) in [
            (
                Meaning::Credential,
                "PASSWORD dbPass SMTP_PASS DB_PW apiKey APIKEY client-secret SECRET_KEY_BASE PASSWORD_PROD \
                 PASSWORD_DB authToken REDISCLI_AUTH requirepass X-Api-Key AccountKey SharedAccessKey GH_PAT \
                 passwd1 DBpassword JWT signingKey",
            ),
            (
                Meaning::Suspicious,
                "KEY STRIPE_KEY TOKEN_GITHUB COOKIE sig VAULT_SECRET_ID ADMIN_PASSWORD_HASH MAX_TOKENS \
                 USE_PASSWORD LICENSE",
            ),
            (
                Meaning::Description,
                " KEYCLOAK_URL TOKEN_TTL_SECONDS PASSWORD_EXPIRES_IN PASSWORD_MIN_LENGTH \
                 SECRET_ARN SECRET_NAME AUTH_ENABLED TOKEN_ENDPOINT PUBLIC_KEY_URL KEY_PREFIX PRIMARY_KEY \
                 S3_OBJECT_KEY AUTHORIZATION_MODE PASSWORD_FILE SharedAccessKeyName KEY_ALIAS",
            ),
            (
                Meaning::Unrevealing,
                "AUTHOR MONKEY_PATCH CASSANDRA_KEYSPACE tokenizer COMPASS KEYBOARD hockey ID COLOR",
            ),
            (Meaning::Login, "AUTH SMTP_AUTH"),
            (Meaning::Authorization, "Authorization PROXY_AUTHORIZATION"),
            (
                Meaning::CredentialHeader,
                "SECRET_HEADER AUTHORIZATION_HEADER",
            ),
            (Meaning::Header, "HEADER CORS_ALLOW_HEADERS"),
            (Meaning::Identifier, "CLIENT_ID ACCESS_KEY_ID tenantId"),
            (
                Meaning::Digest,
                "GIT_SHA commit APP_VERSION imageDigest config-hash",
            ),
            (Meaning::Public, "PUBLIC_KEY STRIPE_PUBLISHABLE_KEY CA_CERT"),
        ] {
            for name in names.split_whitespace() {
                assert_eq!(Meaning::of(name), meaning, "{name}: {:?}", words(name));
            }
        }
    }

    proptest! {
        #[test]
        fn no_name_ends_in_a_panic(name in "\\PC{0,60}") {
            let _ = Meaning::of(&name);
        }
    }
}
