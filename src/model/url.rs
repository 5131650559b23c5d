//! The parts of URLs. For messages: what a request is sent to is for the HTTP client to say.

use std::ops::Range;

/// A URL without the user name and the password in it: they do not belong in a log. Other text stays
/// as it is.
pub fn without_user_info(url: &str) -> String {
    let Some(authority) = authority(url) else {
        return url.to_owned();
    };
    let before = &url[..authority.start];
    format!(
        "{before}{}{}",
        host_in(&url[authority.clone()]),
        &url[authority.end..]
    )
}

/// The host of a URL, and the port if it has one.
pub fn host(url: &str) -> Option<&str> {
    let host = host_in(&url[authority(url)?]);
    (!host.is_empty()).then_some(host)
}

/// What is between `://` and the path.
/// <https://www.rfc-editor.org/rfc/rfc3986#section-3.2>
fn authority(url: &str) -> Option<Range<usize>> {
    let start = url.find("://")? + "://".len();
    let length = url[start..].find(['/', '?', '#']);
    Some(start..length.map_or(url.len(), |length| start + length))
}

fn host_in(authority: &str) -> &str {
    let after_user = authority.rsplit_once('@');
    after_user.map_or(authority, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_and_passwords_are_left_out() {
        for (url, shown, its_host) in [
            (
                "https://ecs.eu-west-1.amazonaws.com/",
                "https://ecs.eu-west-1.amazonaws.com/",
                "ecs.eu-west-1.amazonaws.com",
            ),
            (
                "http://user:p@ss@localhost:4566",
                "http://localhost:4566",
                "localhost:4566",
            ),
            (
                "http://user@[::1]:80/a@b",
                "http://[::1]:80/a@b",
                "[::1]:80",
            ),
            ("http://host?q=a@b", "http://host?q=a@b", "host"),
            ("http://a:b@host#c@d", "http://host#c@d", "host"),
        ] {
            assert_eq!(without_user_info(url), shown);
            assert_eq!(host(url), Some(its_host), "{url}");
        }
        for text in ["nonsense", "http:///", "", "a@b", "://"] {
            assert_eq!(without_user_info(text), text);
            assert_eq!(host(text), None, "{text}");
        }
    }
}
