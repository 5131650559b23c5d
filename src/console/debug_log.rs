//! Keeps secrets out of the debug log, which people paste into tickets. The SDK redacts some of them
//! itself, but neither the passwords of URLs nor, with RUST_LOG=trace, the bodies of responses.

use crate::model::ci_commands::break_up;
use std::io::{self, Write};

const HIDDEN: &str = "***";

/// Names whose value is a secret: headers, and members of the responses of credential providers.
const SECRET_NAMES: [&str; 15] = [
    "authorization",
    "proxy-authorization",
    "x-amz-security-token",
    "x-amz-sso_bearer_token",
    "x-aws-ec2-metadata-token",
    "secretaccesskey",
    "sessiontoken",
    "accesstoken",
    "refreshtoken",
    "clientsecret",
    "idtoken",
    "token",
    "secret_access_key",
    "session_token",
    "aws_session_token",
];

/// Variables whose value is a secret.
const SECRET_VARIABLES: [&str; 3] = [
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
];

/// Values that are shorter may be part of any word.
const MIN_SECRET: usize = 8;

/// A writer that gets whole events, and writes them without secrets.
pub struct DebugLog<W> {
    out: W,
    secrets: Vec<String>,
}

impl<W: Write> DebugLog<W> {
    /// Hides the secrets of the environment, too.
    pub fn new(out: W) -> Self {
        let secrets = SECRET_VARIABLES
            .iter()
            .filter_map(|name| std::env::var(name).ok());
        Self {
            out,
            secrets: secrets
                .filter(|secret| secret.len() >= MIN_SECRET)
                .collect(),
        }
    }
}

impl<W: Write> Write for DebugLog<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let mut text = String::from_utf8_lossy(event).into_owned();
        for secret in &self.secrets {
            text = text.replace(secret, HIDDEN);
        }
        let text = without_secrets(&without_passwords(&text));
        // It has the bodies of responses, too.
        let text: String = text.split_inclusive('\n').map(break_up).collect();
        self.out.write_all(text.as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Hides user names and passwords in URLs.
fn without_passwords(text: &str) -> String {
    let mut parts = text.split("://");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let ends_authority = |c: char| c.is_whitespace() || "/\"'`\\<>?#".contains(c);
        let (authority, rest) = part.split_at(part.find(ends_authority).unwrap_or(part.len()));
        shown.push_str("://");
        match authority.rsplit_once('@') {
            Some((_, host)) => shown.extend([HIDDEN, "@", host]),
            None => shown.push_str(authority),
        }
        shown.push_str(rest);
    }
    shown
}

/// Hides the values of [`SECRET_NAMES`], in headers, JSON, XML, and as Rust's `Debug` writes them.
fn without_secrets(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut shown = String::with_capacity(text.len());
    let mut rest = 0;
    while let Some((start, end)) = next_secret(&lower, rest) {
        shown.push_str(&text[rest..start]);
        shown.push_str(HIDDEN);
        rest = end;
    }
    shown.push_str(&text[rest..]);
    shown
}

/// The next value of a secret name, from an index on.
fn next_secret(lower: &str, from: usize) -> Option<(usize, usize)> {
    let is_word = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let mut words = lower[from..].char_indices().peekable();
    let mut word_start = None;
    loop {
        let next = words.next();
        match (next, word_start) {
            (Some((at, c)), None) if is_word(c) => word_start = Some(from + at),
            (Some((_, c)), Some(_)) if is_word(c) => {}
            (next, Some(start)) => {
                word_start = None;
                let end = next.map_or(lower.len(), |(at, _)| from + at);
                if SECRET_NAMES.contains(&&lower[start..end])
                    && let Some(value) = value_after(lower, end)
                {
                    return Some(value);
                }
                next?;
            }
            (None, None) => return None,
            (Some(_), None) => {}
        }
    }
}

/// Where the value after a name begins and ends.
fn value_after(text: &str, name_end: usize) -> Option<(usize, usize)> {
    let rest = &text[name_end..];
    let gap = rest.find(|c: char| !" \\\":=>".contains(c))?;
    let (separator, value) = rest.split_at(gap);
    if !separator.contains([':', '=', '>']) || value.starts_with("** redacted") {
        return None;
    }
    // A signature contains spaces and commas.
    let is_quoted = separator.contains('"');
    let ends = |c: char| "\"\\<\n\r".contains(c) || !is_quoted && "},)".contains(c);
    let length = value.find(ends).unwrap_or(value.len());
    (length > 0).then_some((name_end + gap, name_end + gap + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logged(text: &str) -> String {
        let mut log = DebugLog {
            out: Vec::new(),
            secrets: vec!["wJalrXUtnFEMI/K7MDENG".to_owned()],
        };
        log.write_all(text.as_bytes()).expect("written");
        String::from_utf8(log.out).expect("UTF-8")
    }

    #[test]
    fn secrets_are_hidden() {
        for text in [
            r#"endpoint: Some("http://user:SECRET@localhost:4566")"#,
            r#"Endpoint { url: "https://user:SE@CRET@localhost/", headers: {} }"#,
            "(service env) AWS_ENDPOINT_URL = \"http://SECRET@localhost\"",
            "proxy http://user:SECRET@proxy:3128 is used",
            r#""authorization": "AWS4-HMAC-SHA256 Credential=A/b, Signature=SECRET""#,
            "Authorization: AWS4-HMAC-SHA256 Signature=SECRET",
            "x-amz-security-token:SECRET\n",
            r#"{"X-Amz-Security-Token": "SECRET"}"#,
            r#""x-aws-ec2-metadata-token": "SECRET""#,
            r#"x-amz-sso_bearer_token: "SECRET""#,
            r#"Once(Some(b"{\n  \"SecretAccessKey\" : \"SECRET\",\n  \"Token\" : \"SECRET\"}"))"#,
            "<SecretAccessKey>SECRET</SecretAccessKey><SessionToken>SECRET</SessionToken>",
            r#"{"accessToken":"SECRET","refreshToken":"SECRET","clientSecret":"SECRET"}"#,
            r#"accessToken: "SECRET""#,
            "the key wJalrXUtnFEMI/K7MDENG anywhere",
        ] {
            let shown = logged(text);
            assert!(shown.contains(HIDDEN), "{shown}");
            for secret in ["SECRET", "SE@", "CRET", "wJalrXUtnFEMI"] {
                assert!(!shown.contains(secret), "{shown}");
            }
        }
    }

    #[test]
    fn everything_else_stays() {
        for text in [
            "",
            "plain text\n",
            "http://localhost:4566/a@b and https://ecs.eu-west-1.amazonaws.com",
            r#"{"nextToken":"abc","clientToken":"abc"}"#,
            "SignedHeaders=host;x-amz-date;x-amz-security-token, token bucket",
            r#""authorization": ** redacted (length=9) **"#,
            "the token cache was missed; Authorization",
            "mail user@example.com",
            "ä token: ",
        ] {
            assert_eq!(logged(text), text);
        }
    }
}
