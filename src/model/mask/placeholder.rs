//! Values that something else fills in: a shell, a template, a vault.

use crate::model::mask::names::Meaning;
use crate::model::mask::spans::MASK;

/// Whether a text has nothing in it but what something else fills in: `$DB_PASSWORD`,
/// `${USER}:${PASSWORD}`, `$(cat /run/secrets/db)`, `{{ password }}`, `%PASSWORD%`, or that somebody
/// has masked it.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim_matches(['"', '\'']);
    is_substitution(text)
        || is_template(text)
        || is_name_in_brackets(text)
        || is_starred(text)
        || [MASK, "REDACTED", "[REDACTED]"].contains(&text)
}

/// `***`, also at the end of a substitution of `sed`.
fn is_starred(text: &str) -> bool {
    let stars = text.trim_end_matches(['/', ')', ';', 'g']);
    stars.len() >= 3 && stars.bytes().all(|byte| byte == b'*')
}

/// `$(…)` and `` `…` ``, unless it prints what is in it.
fn is_substitution(text: &str) -> bool {
    let script = text.strip_prefix("$(").or(text.strip_prefix('`'));
    script.is_some_and(|script| {
        let script = script.trim_start();
        !script.starts_with("echo") && !script.starts_with("printf")
    })
}

/// Whether a text is made of variables, and of what separates them.
fn is_template(text: &str) -> bool {
    let mut rest = text;
    let mut has_variable = false;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = variable(rest) {
            rest = &rest[length..];
            has_variable = true;
        } else if ":/@-_.,; ".contains(c) {
            rest = &rest[1..];
        } else {
            return false;
        }
    }
    has_variable
}

/// How long the variable at the beginning of a text is: `$NAME`, `$$NAME`, `${NAME}`, `${{ NAME }}`,
/// `%NAME%`, `%(NAME)s`, `#{name}`, `{{ name }}`, `@@NAME@@`, `process.env.NAME`, `os.environ['NAME']`.
///
/// Not `${NAME:-default}`, whose default may be a password.
fn variable(text: &str) -> Option<usize> {
    const FORMS: &[(&str, &str)] = &[
        ("${{", "}}"),
        ("${", "}"),
        ("{{", "}}"),
        ("#{", "}"),
        ("%(", ")s"),
        ("@@", "@@"),
        ("@Microsoft.KeyVault(", ")"),
        ("os.environ[", "]"),
        ("os.getenv(", ")"),
        ("env(", ")"),
        ("%", "%"),
        ("{", "}"),
    ];
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"_.".contains(&byte);
    let name_length = |text: &str| {
        let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let end = text.bytes().position(|byte| !is_name_byte(byte));
        begins.then(|| end.unwrap_or(text.len()))
    };
    for (open, close) in FORMS {
        let Some(inner) = text.strip_prefix(open) else {
            continue;
        };
        let Some((inner, _)) = inner.split_once(close) else {
            continue;
        };
        let is_free = open.len() > 2 || *open == "{{";
        // `${NAME:?the password is missing}`
        let name = inner.split([':', '?']).next().unwrap_or_default();
        let message = &inner[name.len()..];
        let is_error = message.starts_with('?') || message.starts_with(":?");
        let has_default = !is_error && !message.trim_start_matches([':', '-']).is_empty();
        let is_name = name_length(name) == Some(name.len()) && !has_default;
        // ODBC quotes values like this: `Pwd={winter}`.
        let is_name = is_name && (*open != "{" || Meaning::of(name).is_suspicious());
        if is_free || is_name {
            return Some(open.len() + inner.len() + close.len());
        }
    }
    let is_node = text.starts_with("process.env.");
    let dollars = text.len() - text.trim_start_matches('$').len();
    match dollars {
        1 | 2 => {
            let name = text[dollars..].bytes();
            let length = name
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
                .count();
            is_variable_name(&text[dollars..dollars + length]).then_some(dollars + length)
        }
        _ if is_node => name_length(text),
        _ => None,
    }
}

/// `$PASSWORD`, `$db_password`, `$1`; not `$ecret`.
fn is_variable_name(name: &str) -> bool {
    const SHORT: &[&str] = &[
        "password", "passwd", "pass", "token", "secret", "key", "user", "username",
    ];
    let is_upper = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    let is_lower = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    match name.as_bytes() {
        [] => false,
        [digit] if digit.is_ascii_digit() => true,
        [first, ..] if first.is_ascii_digit() => false,
        bytes => {
            bytes.iter().copied().all(is_upper)
                || (bytes.iter().copied().all(is_lower)
                    && (name.contains('_') || SHORT.contains(&name)))
        }
    }
}

/// `<your-token>`, as in documentation.
fn is_name_in_brackets(text: &str) -> bool {
    let inner = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    inner.is_some_and(|name| {
        name.bytes()
            .all(|byte| byte.is_ascii_alphabetic() || b" _-".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_later_is_no_value() {
        for text in [
            "$DB_PASSWORD",
            "${DB_PASSWORD}",
            "$$DB_PASSWORD",
            "\"$DB_PASSWORD\"",
            "$USER:$PASSWORD",
            "${A}-${B}",
            "${PASSWORD:?must be set}",
            "${PASSWORD:-}",
            "$(cat /run/secrets/db)",
            "`cat /x`",
            "{{ .Values.password }}",
            "${{ secrets.DB }}",
            "%PASSWORD%",
            "%(password)s",
            "#{password}",
            "@@PASSWORD@@",
            "process.env.DB_PASSWORD",
            "os.environ['X']",
            "<your-token>",
            "****",
            "{password}",
            "(masked)",
            "$1",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "",
            "hunter2",
            "${PASSWORD:-hunter2}",
            "${PASSWORD:-hunter?2}",
            "$ecret!",
            "$ecret",
            "$Ecret9",
            "$(echo hunter2)",
            "prefix-$X",
            "%",
            "100%",
            "$",
            "<a1>",
            "ö$X",
            "$2b$10$abc",
            "{x}",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
