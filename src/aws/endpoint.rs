//! Endpoint URLs: which can be used, and how they are shown.

use crate::error::shorten;
use url::Url;

/// The most characters of a rejected URL that a message shows.
const MAX_SHOWN: usize = 200;

/// What an endpoint URL must look like, for messages.
pub const EXAMPLE: &str = "http://localhost:4566";

/// Why an endpoint URL cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvalidEndpoint {
    /// There is no scheme, so that it is not a URL at all.
    NotAUrl,
    /// A URL that the SDK would reject much later, or read as another one. A port above 65535, for
    /// example, becomes the default one.
    Unusable(String),
}

impl InvalidEndpoint {
    /// The reason, as the end of a sentence.
    pub fn reason(&self) -> &str {
        match self {
            Self::NotAUrl => "it does not begin with http:// or https://",
            Self::Unusable(reason) => reason,
        }
    }
}

/// The URL to send requests to. A user name and a password are left out: requests are signed, so
/// that they would never be sent, only logged.
///
/// # Errors
///
/// The URL cannot be used exactly as it is written.
pub fn parse(text: &str) -> Result<String, InvalidEndpoint> {
    let unusable = |reason: String| Err(InvalidEndpoint::Unusable(reason));
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err(InvalidEndpoint::NotAUrl);
    };
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return unusable("its scheme is not http or https".to_owned());
    }
    let is_misplaced = |c: char| !c.is_ascii_graphic() || "\"<>\\^`{|}".contains(c);
    if let Some(c) = text.chars().find(|c| is_misplaced(*c)) {
        return unusable(match c {
            ' ' => "it contains a space".to_owned(),
            c if c.is_control() || c.is_whitespace() => {
                "it contains an invisible character".to_owned()
            }
            c => format!("it contains the character {c}"),
        });
    }
    for (c, name) in [('?', "a query string"), ('#', "a fragment")] {
        if text.contains(c) {
            return unusable(format!("it has {name}"));
        }
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (_, location) = authority.rsplit_once('@').unwrap_or(("", authority));
    // IPv6 addresses contain colons of their own.
    let host_end = match location.rfind(']') {
        Some(at) => at + 1,
        None if location.starts_with('[') => location.len(),
        None => 0,
    };
    let (host, port) = match location[host_end..].find(':') {
        Some(colon) => location.split_at(host_end + colon),
        None => (location, ""),
    };
    if host.is_empty() {
        return unusable("it has no host".to_owned());
    }
    let port = port.strip_prefix(':').filter(|port| !port.is_empty());
    if let Some(port) = port
        && !(port.bytes().all(|c| c.is_ascii_digit())
            && port.parse::<u16>().is_ok_and(|port| port > 0))
    {
        // Without the end of a password, in which a slash was not escaped.
        let shown = if path.contains('@') {
            "its port".to_owned()
        } else {
            format!("its port {}", shorten(port, MAX_SHOWN))
        };
        return unusable(format!("{shown} is not a number from 1 to 65535"));
    }
    if path.contains('@') {
        return unusable("it has an @ after its host".to_owned());
    }
    if host.contains('%') {
        return unusable("its host contains a %".to_owned());
    }
    match Url::parse(&format!("{scheme}://{location}{path}")) {
        Ok(_) => Ok(format!("{scheme}://{location}{path}")),
        Err(error) => unusable(format!("it has an {error}")),
    }
}

/// Any text that should be a URL, cut, and without what may be a user name and a password.
pub fn shown(text: &str) -> String {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), text),
    };
    let shown = match rest.rsplit_once('@') {
        Some((_, rest)) => format!("{scheme}***@{rest}"),
        None => format!("{scheme}{rest}"),
    };
    shorten(&shown, MAX_SHOWN).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usable_urls_stay_as_they_are() {
        for url in [
            "http://localhost:4566",
            "HTTP://localhost",
            "https://ecs.eu-west-1.amazonaws.com",
            "https://ecs.eu-west-1.amazonaws.com/",
            "https://vpce-0123.ecs.eu-west-1.vpce.amazonaws.com:443/base/path",
            "http://local_stack:4566",
            "http://127.0.0.1:1",
            "http://127.0.0.1:65535",
            "http://127.0.0.1:080",
            "http://localhost:/",
            "http://[::1]:4566",
            "http://[::1]",
            "http://[fd00::ab12]/a/b",
            "http://xn--bcher-kva.example",
            "http://host./~a;b=c/%20",
        ] {
            assert_eq!(parse(url), Ok(url.to_owned()));
        }
    }

    #[test]
    fn a_user_name_and_a_password_are_left_out() {
        for (url, used) in [
            ("http://user:secret@localhost:1/a", "http://localhost:1/a"),
            ("http://user@localhost", "http://localhost"),
            ("http://@localhost", "http://localhost"),
            ("http://user:p@ss@[::1]:80", "http://[::1]:80"),
            ("http://user:99999@localhost", "http://localhost"),
        ] {
            assert_eq!(parse(url), Ok(used.to_owned()), "{url}");
        }
    }

    #[test]
    fn what_the_sdk_would_read_as_another_url_is_rejected() {
        let port = |port: &str| format!("its port {port} is not a number from 1 to 65535");
        let cases: [(&str, String); 44] = [
            ("http://localhost:65536", port("65536")),
            ("http://localhost:70000", port("70000")),
            ("https://localhost:99999/path", port("99999")),
            // 65536 + 80, and 2^32 + 80.
            ("http://localhost:65616", port("65616")),
            ("http://localhost:4294967376", port("4294967376")),
            (
                "http://localhost:99999999999999999999",
                port("99999999999999999999"),
            ),
            ("http://[::1]:65536", port("65536")),
            ("http://user:secret@localhost:70000", port("70000")),
            ("http://localhost:0", port("0")),
            ("http://localhost:-1", port("-1")),
            ("http://localhost:+80", port("+80")),
            ("http://localhost:80:80", port("80:80")),
            ("http://localhost:http", port("http")),
            ("http://localhost:4_566", port("4_566")),
            ("http://::1:4566", "it has no host".into()),
            ("http://", "it has no host".into()),
            ("http:///", "it has no host".into()),
            ("http:///path", "it has no host".into()),
            ("http://:4566", "it has no host".into()),
            ("http://user:secret@", "it has no host".into()),
            ("http://user:secret@:80", "it has no host".into()),
            (
                "http://user:se/cret@localhost",
                "its port is not a number from 1 to 65535".into(),
            ),
            (
                "http://user/secret@localhost",
                "it has an @ after its host".into(),
            ),
            ("http://localhost/a@b", "it has an @ after its host".into()),
            ("ftp://localhost", "its scheme is not http or https".into()),
            (
                "file:///etc/passwd",
                "its scheme is not http or https".into(),
            ),
            ("ws://localhost", "its scheme is not http or https".into()),
            (
                "httpss://localhost",
                "its scheme is not http or https".into(),
            ),
            (
                " http://localhost",
                "its scheme is not http or https".into(),
            ),
            ("://localhost", "its scheme is not http or https".into()),
            ("http://local host", "it contains a space".into()),
            ("http://localhost ", "it contains a space".into()),
            ("http://localhost/a b", "it contains a space".into()),
            (
                "http://localhost\n",
                "it contains an invisible character".into(),
            ),
            (
                "http://local\thost",
                "it contains an invisible character".into(),
            ),
            (
                "http://localhost\u{a0}",
                "it contains an invisible character".into(),
            ),
            (
                "http://b\u{fc}cher.example",
                "it contains the character \u{fc}".into(),
            ),
            (
                "http://localhost\\@evil",
                "it contains the character \\".into(),
            ),
            (
                "http://{region}.example",
                "it contains the character {".into(),
            ),
            ("http://localhost?a=b", "it has a query string".into()),
            ("http://localhost/?", "it has a query string".into()),
            ("http://localhost#x", "it has a fragment".into()),
            ("http://%6cocalhost", "its host contains a %".into()),
            ("http://[::1", "it has an invalid IPv6 address".into()),
        ];
        for (url, reason) in cases {
            let error = parse(url).expect_err(url);
            assert_eq!(error, InvalidEndpoint::Unusable(reason), "{url}");
        }
    }

    #[test]
    fn what_has_no_scheme_is_not_a_url() {
        for text in [
            "",
            "localhost",
            "localhost:4566",
            "http:localhost",
            "http:/localhost",
            "//localhost",
            "user:secret@localhost:80",
        ] {
            assert_eq!(parse(text), Err(InvalidEndpoint::NotAUrl), "{text}");
        }
    }

    #[test]
    fn a_message_never_shows_a_password() {
        for (text, expected) in [
            (
                "http://user:secret@localhost:70000",
                "http://***@localhost:70000",
            ),
            ("http://user:se/cr@et@localhost", "http://***@localhost"),
            ("user:secret@localhost", "***@localhost"),
            ("ftp://localhost", "ftp://localhost"),
        ] {
            assert_eq!(shown(text), expected);
        }
        assert!(
            shown(&format!("http://{}", "a".repeat(9000)))
                .chars()
                .count()
                < 250
        );
    }
}
