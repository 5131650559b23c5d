//! Values with a name inside a text: `password=x`, `"apiKey": "x"`, `Authorization: Bearer x`,
//! `;AccountKey=x;`, `<password>x</password>`, `password('x')`, in whatever language.

use crate::model::mask::assigned_value::{AssignedValue, MAX_NAME, Reader};
use crate::model::mask::authorization::credential_in;
use crate::model::mask::names::{Meaning, is_for_names, is_for_values};
use crate::model::mask::plain::is_setting;
use crate::model::mask::spans::Spans;
use std::ops::Range;

/// Finds the values of names that are those of credentials. `harmless` are parts to leave alone.
pub fn find(text: &str, harmless: &Spans, spans: &mut Spans) {
    let mut finder = Finder {
        reader: Reader::new(text),
        quote: None,
        named: None,
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        finder.follow_quotes(at);
        if b"=:>(".contains(&bytes[at])
            && !harmless.contains(at)
            && let Some(value) = finder.assignment(at)
        {
            at = value.range.end.max(at + 1);
            if value.is_quoted {
                // Over the closing quote, which may be escaped.
                at += finder.reader.run(at, |byte| byte == b'\\') + 1;
            }
            spans.push(value.range);
        } else {
            at += 1;
        }
    }
}

struct Finder<'a> {
    reader: Reader<'a>,
    /// The quote that is open.
    quote: Option<u8>,
    /// What the name in `name: API_TOKEN` says of the `value: x` after it.
    named: Option<Meaning>,
}

impl Finder<'_> {
    fn follow_quotes(&mut self, at: usize) {
        let byte = self.reader.bytes[at];
        match byte {
            b'"' | b'\'' | b'`' if !self.reader.is_apostrophe(at) => match self.quote {
                Some(open) if open == byte => self.quote = None,
                None => self.quote = Some(byte),
                _ => {}
            },
            b'\n' => self.quote = self.quote.filter(|quote| *quote != b'\''),
            _ => {}
        }
    }

    /// The value to mask after the separator at `at`.
    fn assignment(&mut self, at: usize) -> Option<AssignedValue> {
        let bytes = self.reader.bytes;
        let separator = bytes[at];
        let next = bytes.get(at + 1).copied();
        // The first of `:=`, `==` and `::` is none.
        if matches!(
            (separator, next),
            (b'=' | b':', Some(b'=')) | (b':', Some(b':'))
        ) {
            return None;
        }
        let name_range = self.name_before(at)?;
        let name = &self.reader.text[name_range.clone()];
        let before = name_range.start.checked_sub(1).map(|at| bytes[at]);
        let meaning = match separator {
            b'>' if before == Some(b'<') => Meaning::of(name),
            // `<property name="password">x</property>`
            b'>' => self.named.take()?,
            b'(' if !next.is_some_and(|next| b"'\"".contains(&next)) => return None,
            b'=' | b':' if is_for_names(name) => {
                let beginning = self.reader.up_to(at + MAX_NAME);
                let value = beginning.value(at, name_range.end, self.quote);
                let named = Meaning::of(&beginning.text[value.range]);
                self.named = Some(named).filter(|named| named.is_suspicious());
                Meaning::of(name)
            }
            _ if is_for_values(name) => self.named.take()?,
            _ => Meaning::of(name),
        };
        // Almost all names end here.
        if !meaning.is_suspicious()
            || separator == b':' && name_range.end == at && self.is_colon_in_a_name(at, &name_range)
        {
            return None;
        }
        let value = self.reader.value(at, name_range.end, self.quote);
        let content = &self.reader.text[value.range.clone()];
        let is_sentence = separator == b':'
            && !value.is_quoted
            && is_setting(content)
            && self.is_in_sentence(&name_range);
        let credential =
            credential_in(content, meaning).filter(|_| !is_pattern(content) && !is_sentence)?;
        let range = value.range.start + credential.start..value.range.start + credential.end;
        Some(AssignedValue { range, ..value })
    }

    /// The name before a separator, over a closing quote and spaces.
    fn name_before(&self, at: usize) -> Option<Range<usize>> {
        const MAX_GAP: usize = 8;
        let bytes = &self.reader.bytes[..at];
        let before = bytes.iter().rev().take(MAX_GAP);
        let gap = before
            .take_while(|byte| b" \"'\\]`\t".contains(byte))
            .count();
        let end = at - gap;
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.$".contains(&byte);
        let before = self.reader.bytes[..end].iter().rev().take(MAX_NAME);
        let length = before.take_while(|byte| is_part(**byte)).count();
        (length > 0).then_some(end - length..end)
    }

    /// `registry/auth-token:1.2` and `auth-token:8080` are no assignments.
    fn is_colon_in_a_name(&self, at: usize, name: &Range<usize>) -> bool {
        let before = name.start.checked_sub(1).map(|at| self.reader.bytes[at]);
        let digits = self.reader.run(at + 1, |byte| byte.is_ascii_digit());
        let after = self.reader.bytes.get(at + 1 + digits);
        let is_end = after.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let is_port = (2..=5).contains(&digits) && is_end;
        let is_address = self.reader.text[at + 1..].starts_with("//");
        match before {
            // `/password:x` is an option on Windows.
            Some(b'/') => !self.is_option_of_windows(name) || is_address,
            _ => is_port || is_address,
        }
    }

    /// Whether a word begins with the slash before a name.
    fn is_option_of_windows(&self, name: &Range<usize>) -> bool {
        let slash = name.start.saturating_sub(1);
        let before = self.reader.text[..slash].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || "\"'`".contains(c))
    }

    /// Whether another word is right before a name: `Invalid token: log in again`.
    fn is_in_sentence(&self, name: &Range<usize>) -> bool {
        let before = &self.reader.text[..name.start];
        before
            .strip_suffix(' ')
            .is_some_and(|before| before.ends_with(|c: char| c.is_alphabetic()))
    }
}

/// Whether a value is the beginning of a regular expression: `password=([^&]+)`.
fn is_pattern(text: &str) -> bool {
    let rest = text.strip_prefix(".*").or(text.strip_prefix(".+"));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '$', '&', ')', '|']))
        || ["([", "(.", "(?", "[^", "\\S", "\\w"]
            .iter()
            .any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        let mut spans = Spans::default();
        find(text, &Spans::default(), &mut spans);
        spans.masked(text)
    }

    #[test]
    fn values_with_a_credentials_name_are_masked_to_their_end() {
        for (text, expected) in [
            ("a=1 password=x y", "a=1 password=(masked) y"),
            (
                r#"{"password" : "a\"b", "x": 1"#,
                r#"{"password" : "(masked)", "x": 1"#,
            ),
            (
                r#"{\"password\":\"a b\",\"c\":1}"#,
                r#"{\"password\":\"(masked)\",\"c\":1}"#,
            ),
            ("{'password': 'x'}", "{'password': '(masked)'}"),
            (
                "{user: web, password: x, port: 1}",
                "{user: web, password: (masked), port: 1}",
            ),
            (
                "Server=db;Password=a b&c,d;Encrypt=1",
                "Server=db;Password=(masked);Encrypt=1",
            ),
            (
                "jdbc:x://h;user=sa;password=a b;e=1",
                "jdbc:x://h;user=sa;password=(masked);e=1",
            ),
            (
                "?user=web&password=a&b=c",
                "?user=web&password=(masked)&b=c",
            ),
            ("PASSWORD='a b' psql -c x", "PASSWORD='(masked)' psql -c x"),
            ("sh -c 'PASSWORD=a psql'", "sh -c 'PASSWORD=(masked) psql'"),
            (
                "-H 'X-Api-Key: a b' http://h",
                "-H 'X-Api-Key: (masked)' http://h",
            ),
            (
                "-H \"Authorization: Bearer a1\" u",
                "-H \"Authorization: Bearer (masked)\" u",
            ),
            ("password: a b c\nport: 1", "password: (masked)\nport: 1"),
            (
                "password: |\n  a\n  b\nport: 1",
                "password: (masked)\nport: 1",
            ),
            (":password => 'x'", ":password => '(masked)'"),
            (
                "<db><password>x</password></db>",
                "<db><password>(masked)</password></db>",
            ),
            (
                "- name: API_TOKEN\n  value: x",
                "- name: API_TOKEN\n  value: (masked)",
            ),
            (
                "addr=h,password=x,vers=3",
                "addr=h,password=(masked),vers=3",
            ),
            ("password=", "password="),
            (
                "setup.exe /password:x /quiet",
                "setup.exe /password:(masked) /quiet",
            ),
            ("/PASSWORD:12345", "/PASSWORD:(masked)"),
            ("Authorization: heron", "Authorization: (masked)"),
            ("PASSWORD= next", "PASSWORD= next"),
            (
                "SET PASSWORD FOR x = PASSWORD('a b')",
                "SET PASSWORD FOR x = PASSWORD('(masked)')",
            ),
            (
                "<property name=\"password\">x</property>",
                "<property name=\"password\">(masked)</property>",
            ),
            ("password=ö", "password=(masked)"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn other_values_stay() {
        for text in [
            "password=$PASSWORD",
            "password: ${DB_PASSWORD}",
            "token_url=https://h/x",
            "image example/auth-token:1.2",
            "http://auth-token:8080/",
            "Authorization: Bearer $TOKEN",
            "auth=iam",
            "key=value",
            "if (password == other)",
            "secret:prod/shop/db",
            "Headers: Authorization, X-Api-Key",
            "registry/auth-token:latest",
            "-v /secrets:/run/secrets:ro",
            "setup.exe /password:%PASSWORD%",
            "std::token::Kind",
            "name: web\nvalue: x",
            "Invalid token: please log in again",
            "s/password=([^&]+)/x/",
            "export DB_PASSWORD=$(aws ssm get-parameter --name /db) && x",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
