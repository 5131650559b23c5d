//! Credentials in URLs and other addresses: `scheme://user:password@host`, webhooks,
//! `user:password@host`, `thin:user/password@host`.

use crate::model::mask::identifiers::is_uuid;
use crate::model::mask::placeholder::is_placeholder;
use crate::model::mask::random::is_random;
use crate::model::mask::spans::Spans;
use std::ops::Range;

/// Finds passwords and tokens in addresses. Parameters of a query have a name, so they are found
/// with other values that have one.
pub fn find(text: &str, spans: &mut Spans) {
    let mut at = 0;
    while let Some(found) = text[at..].find("://") {
        let start = at + found + 3;
        let scheme = scheme_before(text, start - 3);
        in_url(text, scheme, start, spans);
        at = start;
    }
    without_scheme(text, spans);
}

fn scheme_before(text: &str, end: usize) -> &str {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let bytes = &text.as_bytes()[..end];
    let length = bytes
        .iter()
        .rev()
        .take(30)
        .take_while(|byte| is_part(**byte))
        .count();
    text.get(end - length..end).unwrap_or_default()
}

/// Looks at a URL whose authority begins at `start`.
fn in_url(text: &str, scheme: &str, start: usize, spans: &mut Spans) {
    let rest = &text[start..];
    let authority = rest.split(is_end_of_authority).next().unwrap_or_default();
    let mut end = start + authority.len();
    let mut user = authority.rfind('@').map(|at| start..start + at);
    if user.is_none() && has_password_with_slash(authority) {
        // `mongodb://app:p/w@host`: the `/` should have been escaped.
        /// The longest password that is looked for.
        const MAX_PASSWORD: usize = 256;
        let limit = rest.floor_char_boundary(MAX_PASSWORD + authority.len());
        let word = rest[..limit]
            .split(is_end_of_word)
            .next()
            .unwrap_or_default();
        user = word.rfind('@').map(|at| start..start + at);
        end = user.as_ref().map_or(end, |user| user.end);
    }
    if let Some(user) = user {
        in_userinfo(text, scheme, user, spans);
    }
    in_path(text, start..end, spans);
}

fn is_end_of_authority(c: char) -> bool {
    is_end_of_word(c) || "/?#".contains(c)
}

fn is_end_of_word(c: char) -> bool {
    c.is_whitespace() || "\"'`<>|\\".contains(c)
}

/// Whether what looks like a port is none: `app:p` of `app:p/w@host`.
fn has_password_with_slash(authority: &str) -> bool {
    authority.rsplit_once(':').is_some_and(|(user, port)| {
        let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
        !is_port(port) && !user.starts_with('[') && !port.starts_with('$') && !port.starts_with('{')
    })
}

fn in_userinfo(text: &str, scheme: &str, user: Range<usize>, spans: &mut Spans) {
    let userinfo = &text[user.clone()];
    let is_web = matches!(scheme, "http" | "https");
    match userinfo.split_once(':') {
        // A token as the user: `https://sk_…:@api.example.com`, `https://…:x-oauth-basic@github.com`.
        Some((name, "" | "x-oauth-basic")) if is_web && !is_placeholder(name) => {
            spans.push(user.start..user.start + name.len());
        }
        Some((name, password)) => {
            if name.len() >= 16 && is_random(name) {
                spans.push(user.start..user.start + name.len());
            }
            if !is_placeholder(password) {
                spans.push(user.start + name.len() + 1..user.end);
            }
        }
        // Sentry's public key, or a token of GitHub. For other schemes it is a mere name.
        None if (is_web || is_random(userinfo))
            && userinfo != "git"
            && !is_placeholder(userinfo) =>
        {
            spans.push(user);
        }
        None => {}
    }
}

/// The part of a webhook's path that lets anybody send to it.
fn in_path(text: &str, authority: Range<usize>, spans: &mut Spans) {
    let host = &text[authority.clone()];
    /// The longest path that is looked at.
    const MAX_PATH: usize = 1024;
    let rest = &text[authority.end..];
    let rest = &rest[..rest.floor_char_boundary(MAX_PATH)];
    let is_end = |c: char| is_end_of_word(c) || "?#,;".contains(c);
    let path = rest.split("://").next().unwrap_or_default();
    let path = path.split(is_end).next().unwrap_or_default();
    let is_hook_host =
        host.starts_with("hooks.") || host.starts_with("hook.") || host.starts_with("hc-ping.");
    let mut is_after_hook = is_hook_host;
    let mut at = authority.end;
    for segment in path.split('/') {
        let lower = segment.to_ascii_lowercase();
        if is_after_hook && is_hook_token(segment) {
            spans.push(at..at + segment.len());
        }
        is_after_hook |= [
            "hook",
            "hooks",
            "webhook",
            "webhooks",
            "webhookb2",
            "incomingwebhook",
        ]
        .contains(&lower.as_str())
            || (host.starts_with("maker.") && lower == "key");
        at += segment.len() + 1;
    }
}

/// Whether a segment of a webhook's path is more than a word or a version.
fn is_hook_token(segment: &str) -> bool {
    let has = |is: fn(&u8) -> bool| segment.as_bytes().iter().any(is);
    let has_mixed_case = has(u8::is_ascii_lowercase)
        && segment
            .as_bytes()
            .get(1..)
            .is_some_and(|rest| rest.iter().any(u8::is_ascii_uppercase));
    segment.len() >= 6 && (has(u8::is_ascii_digit) || has_mixed_case) || is_uuid(segment)
}

/// `user:password@tcp(host)` of Go's MySQL driver, `user:password@host`, and Oracle's
/// `thin:user/password@host`.
fn without_scheme(text: &str, spans: &mut Spans) {
    const NOT_USERS: &[&str] = &[
        "mailto",
        "jdbc",
        "email",
        "mail",
        "from",
        "to",
        "cc",
        "bcc",
        "contact",
        "maintainer",
        "author",
        "owner",
        "sip",
        "sips",
        "xmpp",
        "acct",
        "im",
        "user",
        "ssh",
        "scp",
        "npm",
        "workspace",
        "link",
        "principal",
        "sender",
    ];
    for word in words(text) {
        let content = &text[word.clone()];
        if content.contains("://") {
            continue;
        }
        if word.len() == text.len()
            && let Some(password) = login(content)
        {
            spans.push(word.end - password.len()..word.end);
        }
        if let Some(password) = password_file(content) {
            spans.push(word.end - password.len()..word.end);
            continue;
        }
        let Some((before, host)) = content.rsplit_once('@') else {
            continue;
        };
        let oracle = ["thin:", "oci:", "oci8:"].iter().find_map(|driver| {
            let at = before.rfind(driver)?;
            let user = &before[at + driver.len()..];
            let slash = user.find('/')?;
            Some(at + driver.len() + slash + 1)
        });
        let password = oracle.or_else(|| {
            let at = before.find(':')?;
            let (user, password) = (&before[..at], &before[at + 1..]);
            // `--dsn=user:password@tcp(db)`.
            let user = user.rsplit(['=', ',', '(']).next().unwrap_or_default();
            let is_user = !user.is_empty()
                && user
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
                && !NOT_USERS.contains(&user.to_ascii_lowercase().as_str());
            (is_user && !password.is_empty() && is_database_host(host)).then_some(at + 1)
        });
        if let Some(password) = password
            && !is_placeholder(&before[password..])
        {
            spans.push(word.start + password..word.start + before.len());
        }
    }
}

/// The password in `admin:hunter2`. Words alone may be anything: `root:wheel`, `user:created`.
fn login(text: &str) -> Option<&str> {
    const USERS: &[&str] = &[
        "admin", "root", "user", "guest", "postgres", "elastic", "sa", "deploy", "ci", "service",
        "test", "default",
    ];
    let (user, password) = text.split_once(':')?;
    let is_word = password
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic() || b"-_.".contains(&byte));
    let is_number = password.bytes().all(|byte| byte.is_ascii_digit());
    let is_login =
        USERS.contains(&user) && password.len() >= 4 && !password.contains([':', '/', '@']);
    (is_login && !is_word && !is_number && !is_placeholder(password)).then_some(password)
}

/// The password in `host:port:database:user:password`, a line of `.pgpass`.
/// <https://www.postgresql.org/docs/current/libpq-pgpass.html>
fn password_file(text: &str) -> Option<&str> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [host, port, _, user, password] = parts[..] else {
        return None;
    };
    let is_port = port == "*"
        || (2..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_host =
        host == "*" || host.contains('.') || host.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_word = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_line = is_port && is_host && !host.is_empty() && is_word(user) && !password.is_empty();
    (is_line && !is_placeholder(password)).then_some(password)
}

/// `tcp(db:3306)/shop`, `db.internal:5432`, `10.0.0.1`; not `sha256:…` or `1.2.3`.
fn is_database_host(text: &str) -> bool {
    if ["tcp(", "unix(", "tcp6("]
        .iter()
        .any(|net| text.starts_with(net))
    {
        return true;
    }
    let host = text.split([':', '/', '?', ',']).next().unwrap_or_default();
    let is_address = host.split('.').count() == 4;
    let is_name = host
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic())
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    let is_digest = text.starts_with("sha256:") || text.starts_with("sha512:");
    let is_version = host.starts_with('v') && host[1..].starts_with(|c: char| c.is_ascii_digit());
    (is_address || is_name) && !is_digest && !is_version
}

/// The parts of a text between spaces and quotes.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split(is_end_of_word).map(move |word| {
        let start = at;
        // Every character that ends a word may have several bytes.
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        start..start + word.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        Spans::masked_by(find, text)
    }

    #[test]
    fn passwords_in_addresses_are_masked() {
        for (text, expected) in [
            (
                "postgres://web:pw@db:5432/web",
                "postgres://web:(masked)@db:5432/web",
            ),
            (
                "redis://:pw@h/0 redis://h/1",
                "redis://:(masked)@h/0 redis://h/1",
            ),
            (
                "amqp://a:b@h1,amqp://a:b@h2/v",
                "amqp://a:(masked)@h1,amqp://a:(masked)@h2/v",
            ),
            (
                "mongodb://app:p/w?1@h1:1,h2:2/db",
                "mongodb://app:(masked)@h1:1,h2:2/db",
            ),
            (
                "https://token@github.com/x",
                "https://(masked)@github.com/x",
            ),
            (
                "https://sk:@api.example.com",
                "https://(masked):@api.example.com",
            ),
            (
                "https://hooks.slack.com/services/T0A1B2C3D/B0A1B2C3D/a1b2c3",
                "https://hooks.slack.com/services/(masked)/(masked)/(masked)",
            ),
            ("https://h/webhooks/github", "https://h/webhooks/github"),
            (
                "db.internal:5432:shop:web:pw",
                "db.internal:5432:shop:web:(masked)",
            ),
            ("web:pw@tcp(db:3306)/shop", "web:(masked)@tcp(db:3306)/shop"),
            (
                "jdbc:oracle:thin:app/pw@//h:1521/S",
                "jdbc:oracle:thin:app/(masked)@//h:1521/S",
            ),
            (
                "http://u:${PASSWORD}@h http://u:$P@h",
                "http://u:${PASSWORD}@h http://u:$P@h",
            ),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn addresses_without_a_password_stay() {
        for text in [
            "https://medium.com/@user",
            "https://unpkg.com/react@18/x.js",
            "git@github.com:shop/web.git",
            "ssh://git@github.com/x",
            "mailto:web@example.com",
            "web:1@sha256:0123",
            "postgres://web@db/web",
            "team@example.com",
            "s3://bucket/a@b",
            "http://[::1]:80/",
            "http://h:80/@x",
            "lodash:4@5",
            "https://é.example/ö@x",
            "jdbc:oracle:thin:@h:1521:S",
            "root:wheel",
            "user:1000",
            "default:5432",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
