//! Masks values that look like credentials, so that they do not end up in a log.

use serde_json::Value;

/// Shown in place of a masked value.
pub const MASK: &str = "(masked)";

/// Which values of a configuration are masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Masking {
    /// Values whose name or content looks like a credential.
    Credentials,
    /// Also all values of variables, labels, options and tags.
    All,
    /// None.
    Nothing,
}

/// A variable whose name contains one of these is taken for a credential.
const CREDENTIAL_WORDS: &[&str] = &[
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "PWD",
    "TOKEN",
    "SECRET",
    "KEY",
    "CREDENTIAL",
    "AUTH",
    "JWT",
    "DSN",
    "WEBHOOK",
    "PRIVATE",
    "LICENSE",
    "REQUIREPASS",
];

/// Lists of names and values that people put credentials into.
const VARIABLE_LISTS: &[&str] = &[
    "environment",
    "dockerLabels",
    "options",
    "properties",
    "systemControls",
    "labels",
    "driverOpts",
    "tags",
];

/// Lists of references to secrets. Where a secret is stored is no secret.
const SECRET_REFERENCES: &[&str] = &["secrets", "secretOptions"];

/// Lists whose items users name, possibly like one of the lists above.
const USER_NAMED_LISTS: &[&str] = &[
    "images",
    "containerDefinitions",
    "volumes",
    "volumeConfigurations",
];

impl Masking {
    /// A value of a configuration with what must not be shown masked. `path` is where it is in the
    /// tree of [`Configuration::tree`](crate::model::configuration::Configuration::tree).
    pub fn apply(self, path: &[String], value: &Value) -> Value {
        if self == Self::Nothing {
            return value.clone();
        }
        match value {
            Value::Object(members) => {
                let mut path = path.to_vec();
                let members = members.iter().map(|(name, member)| {
                    path.push(name.clone());
                    let masked = self.apply(&path, member);
                    path.pop();
                    (name.clone(), masked)
                });
                Value::Object(members.collect())
            }
            Value::Array(items) => {
                let previous = std::iter::once(&Value::Null).chain(items);
                let items = items.iter().zip(previous);
                items
                    .map(|(item, previous)| match previous.as_str() {
                        Some(flag) if is_credential_flag(flag) && item.is_string() => MASK.into(),
                        _ => self.apply(path, item),
                    })
                    .collect()
            }
            Value::String(text) if self.hides(path, text) => MASK.into(),
            Value::Number(_) | Value::Bool(_) if self.hides(path, &value.to_string()) => {
                MASK.into()
            }
            other => other.clone(),
        }
    }

    fn hides(self, path: &[String], text: &str) -> bool {
        let is_reference = || {
            path.iter()
                .any(|name| SECRET_REFERENCES.contains(&name.as_str()))
        };
        let is_password = || {
            let name = path.last().map(|name| name.to_ascii_lowercase());
            name.is_some_and(|name| name.contains("password") || name.contains("passphrase"))
                && !is_reference()
        };
        match (variable(path), self) {
            (Some(_), Self::All) => true,
            (Some(name), _) => {
                is_credential_name(name) || contains_credential(text) || has_random_part(text)
            }
            // Commands and the like. Ids, digests and ARNs look random, but are harmless.
            (None, _) => contains_credential(text) || is_password(),
        }
    }
}

/// The name of the variable that a path leads into. A container may itself be called `options`.
fn variable(path: &[String]) -> Option<&str> {
    let mut parent = "";
    let mut names = path.iter().map(String::as_str);
    names.find(|name| {
        let parent = std::mem::replace(&mut parent, name);
        VARIABLE_LISTS.contains(name) && !USER_NAMED_LISTS.contains(&parent)
    })?;
    names.next()
}

fn is_credential_name(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    // `DB_PASS`, and not `BYPASS` or `PASSENGER`.
    let mut segments = name.split(|c: char| !c.is_ascii_alphanumeric());
    CREDENTIAL_WORDS.iter().any(|word| name.contains(word))
        || segments.any(|segment| segment == "PASS")
}

/// Whether a word of a command is a flag, such as `--password`, whose value follows as the next word.
fn is_credential_flag(word: &str) -> bool {
    word.starts_with('-') && !word.contains(['=', ' ']) && is_credential_name(word)
}

/// Whether a text contains a URL with a user, `password=…`, a bearer token, a private key or the
/// like.
fn contains_credential(text: &str) -> bool {
    // `arn:…:secret:web/db` only refers to one.
    if text.starts_with("arn:") {
        return false;
    }
    let has_user = |rest: &str| {
        let authority = rest.split(['/', '?', '#', ' ']).next().unwrap_or_default();
        authority.contains('@')
    };
    let lower = text.to_ascii_lowercase();
    let assigned = [
        "password",
        "passwd",
        "pwd",
        "pass",
        "secret",
        "token",
        "apikey",
        "api_key",
        "api-key",
        "accesskey",
        "access_key",
    ]
    .iter()
    .any(|word| lower.split(word).skip(1).any(is_assigned));
    let is_bearer = ["bearer ", "basic "]
        .iter()
        .any(|scheme| lower.contains(scheme));
    let is_jwt = text.starts_with("eyJ") && text.contains('.');
    text.split("://").skip(1).any(has_user)
        || assigned
        || is_bearer
        || is_jwt
        || text.contains("-----BEGIN")
        || lower.contains("hooks.slack.com/")
}

/// Whether the text after a word assigns a value to it: `=x`, `Key": "x"`, `\": \"x`.
fn is_assigned(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_-".contains(c));
    let rest = rest.trim_start_matches(['\\', '"', '\'', ' ']);
    rest.strip_prefix(['=', ':'])
        .is_some_and(|value| !value.trim().is_empty())
}

/// Whether the text or a part of it, such as a segment of a path, looks random.
fn has_random_part(text: &str) -> bool {
    !text.starts_with("arn:")
        && text
            .split(['/', '.', ':', '?', '&', ' ', ','])
            .any(is_random)
        || is_random(text)
}

/// Whether a text is long and looks random. Names, paths, addresses and ARNs have separators and
/// words.
fn is_random(text: &str) -> bool {
    const MIN_LENGTH: usize = 20;
    const MIN_ENTROPY: f64 = 3.5;
    let fits = |c: char| c.is_ascii_alphanumeric() || "+/=_-".contains(c);
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let has_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    text.len() >= MIN_LENGTH
        && text.chars().all(fits)
        && has_digit
        && has_letter
        && entropy(text) > MIN_ENTROPY
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
    use serde_json::json;

    fn shown(name: &str, value: &str) -> String {
        let path = [
            "taskDefinition",
            "containerDefinitions",
            "web",
            "environment",
            name,
        ]
        .map(str::to_owned);
        let masked = Masking::Credentials.apply(&path, &json!(value));
        masked.as_str().unwrap_or_default().to_owned()
    }

    #[test]
    fn masks_credentials() {
        for (name, value) in [
            ("DB_PASSWORD", "x"),
            ("github_token", "x"),
            ("AWS_SECRET_ACCESS_KEY", "x"),
            ("apiKey", "x"),
            ("DATABASE_URL", "postgres://web:hunter2@db:5432/web"),
            ("REDIS", "rediss://:hunter2@cache:6379"),
            ("CONNECTION", "Server=db;Database=web;Password=hunter2"),
            ("CONFIG", r#"{"user": "web", "password": "hunter2"}"#),
            ("CERT", "-----BEGIN RSA PRIVATE KEY-----"),
            ("SMTP_PASS", "x"),
            ("JWT", "x"),
            (
                "IDENTITY",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x",
            ),
            ("SENTRY", "https://public@o1.ingest.sentry.io/1"),
            ("HOOK", "https://hooks.slack.com/services/T0/B0/abc"),
            ("HEADER", "Authorization: Bearer hunter1"),
            ("OPTIONS", r#"{"password" : "x"}"#),
            ("OPTIONS", "{'password': 'x'}"),
            ("OPTIONS", r#"{\"password\":\"x\"}"#),
            ("OPTIONS", r#"{"secretAccessKey":"x"}"#),
            (
                "PATH",
                "https://example.com/hook/9e5651b0ef9592b067625f1d260b14c6",
            ),
            ("HASH", "AKIAIOSFODNN7EXAMPLE1"),
            ("SALT", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE"),
            ("ID", "9e5651b0ef9592b067625f1d260b14c6"),
        ] {
            assert_eq!(shown(name, value), MASK, "{name}={value}");
        }
    }

    #[test]
    fn shows_other_values() {
        for (name, value) in [
            ("LOG_LEVEL", "debug"),
            ("REGION", "eu-west-1"),
            ("URL", "https://shop.example.com/path?page=2"),
            ("MAIL", "mailto:web@example.com"),
            ("BUCKET", "company-production-web-assets"),
            (
                "QUEUE",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/web",
            ),
            ("ROLE", "arn:aws:iam::123456789012:role/web"),
            ("PORT", "8080"),
            ("BYPASS", "on"),
            ("PASSENGERS", "4"),
            ("EMPTY", ""),
            ("HOST", "db.internal.example.com"),
        ] {
            assert_eq!(shown(name, value), value, "{name}={value}");
        }
    }

    #[test]
    fn a_container_may_be_named_like_a_list() {
        let path = ["taskDefinition", "containerDefinitions", "options"].map(str::to_owned);
        let container = json!({"environment": {"DB_PASSWORD": "p", "MODE": "m", "DB_TOKEN": 7}});
        assert_eq!(
            Masking::Credentials.apply(&path, &container),
            json!({"environment": {"DB_PASSWORD": MASK, "MODE": "m", "DB_TOKEN": MASK}})
        );
    }

    #[test]
    fn masks_inside_containers_but_not_references() {
        let path = ["taskDefinition", "containerDefinitions", "web"].map(str::to_owned);
        let container = json!({
            "environment": {"TOKEN": "a", "MODE": "b"},
            "secrets": {"TOKEN": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token"},
            "command": ["serve", "--url", "redis://u:p@h", "--api-token", "t", "--port", "80"],
            "newMember": {"password": "p"},
        });
        assert_eq!(
            Masking::Credentials.apply(&path, &container),
            json!({
                "environment": {"TOKEN": MASK, "MODE": "b"},
                "secrets": {"TOKEN": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token"},
                "command": ["serve", "--url", MASK, "--api-token", MASK, "--port", "80"],
                "newMember": {"password": MASK},
            })
        );
        assert_eq!(
            Masking::All.apply(&path, &container)["environment"]["MODE"],
            MASK
        );
        assert_eq!(Masking::Nothing.apply(&path, &container), container);
    }
}
