//! Values that must not end up in a log: what looks like a credential is masked.

use serde_json::Value;

/// What stands in place of a value.
pub const MASK: &str = "(masked)";

/// Which environment values are masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Masking {
    /// Those whose name or content looks like a credential.
    Credentials,
    /// All.
    All,
    /// None.
    Nothing,
}

/// Words in names of variables.
const WORDS: &[&str] = &[
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

/// Lists of name and value that people put credentials into.
const LISTS: &[&str] = &[
    "environment",
    "dockerLabels",
    "options",
    "properties",
    "systemControls",
    "labels",
    "driverOpts",
    "tags",
];

/// Where it stands that a secret is to be found, which is no secret.
const REFERENCES: &[&str] = &["secrets", "secretOptions"];

/// Lists whose items have names of their own, which may be any of the above.
const NAMED: &[&str] = &[
    "images",
    "containerDefinitions",
    "volumes",
    "volumeConfigurations",
];

impl Masking {
    /// A value of the configuration as it may be shown. `path` is its place in the tree.
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
                let before = std::iter::once(None).chain(items.iter().map(Some));
                let items = items.iter().zip(before);
                items
                    .map(|(item, before)| match before.and_then(Value::as_str) {
                        Some(flag) if is_flag_of_a_credential(flag) && item.is_string() => {
                            MASK.into()
                        }
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
        let variable = variable(path);
        let is_reference = || path.iter().any(|name| REFERENCES.contains(&name.as_str()));
        let is_named = || path.last().is_some_and(|name| is_password(name)) && !is_reference();
        match (variable, self) {
            (Some(_), Self::All) => true,
            (Some(name), _) => {
                names_a_credential(name) || holds_a_credential(text) || has_random_part(text)
            }
            // Commands and the like; of ids, digests and ARNs there are many that look random.
            (None, _) => holds_a_credential(text) || is_named(),
        }
    }
}

/// The name of the variable that a place is within. A container may be called `options`.
fn variable(path: &[String]) -> Option<&str> {
    let list = (0..path.len()).find(|place| {
        let is_name = place
            .checked_sub(1)
            .is_some_and(|before| NAMED.contains(&path[before].as_str()));
        LISTS.contains(&path[*place].as_str()) && !is_name
    })?;
    path.get(list + 1).map(String::as_str)
}

fn names_a_credential(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    // `DB_PASS`, and not `BYPASS` or `PASSENGER`.
    let mut segments = name.split(|c: char| !c.is_ascii_alphanumeric());
    WORDS.iter().any(|word| name.contains(word)) || segments.any(|segment| segment == "PASS")
}

/// A member that is called a password is one, wherever it is.
fn is_password(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("password") || name.contains("passphrase")
}

/// `--password`, in a command whose next word is the password.
fn is_flag_of_a_credential(word: &str) -> bool {
    word.starts_with('-') && !word.contains(['=', ' ']) && names_a_credential(word)
}

/// A URL with a user, `password=…` and its like, a bearer token, a private key.
fn holds_a_credential(text: &str) -> bool {
    // `arn:…:secret:web/db` is where one is.
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

/// Whether what follows a word gives it a value: `=x`, `Key": "x"`, `\": \"x`.
fn is_assigned(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_-".contains(c));
    let rest = rest.trim_start_matches(['\\', '"', '\'', ' ']);
    rest.strip_prefix(['=', ':'])
        .is_some_and(|value| !value.trim().is_empty())
}

/// Whether a part of the text looks random, as in a path.
fn has_random_part(text: &str) -> bool {
    !text.starts_with("arn:")
        && text
            .split(['/', '.', ':', '?', '&', ' ', ','])
            .any(is_random)
        || is_random(text)
}

/// Long text without any order in it. Names, paths, addresses and ARNs have separators and words.
fn is_random(text: &str) -> bool {
    const LONG: usize = 20;
    const BITS_PER_CHARACTER: f64 = 3.5;
    let fits = |c: char| c.is_ascii_alphanumeric() || "+/=_-".contains(c);
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let has_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    text.len() >= LONG
        && text.chars().all(fits)
        && has_digit
        && has_letter
        && entropy(text) > BITS_PER_CHARACTER
}

/// Shannon's entropy, in bits a character.
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
    fn masks_what_looks_like_a_credential() {
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
    fn shows_what_does_not() {
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
    fn a_container_may_be_called_like_a_list() {
        let path = ["taskDefinition", "containerDefinitions", "options"].map(str::to_owned);
        let container = json!({"environment": {"DB_PASSWORD": "p", "MODE": "m", "DB_TOKEN": 7}});
        assert_eq!(
            Masking::Credentials.apply(&path, &container),
            json!({"environment": {"DB_PASSWORD": MASK, "MODE": "m", "DB_TOKEN": MASK}})
        );
    }

    #[test]
    fn goes_into_whole_containers_and_leaves_references_alone() {
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
