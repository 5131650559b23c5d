//! Masks credentials in values and texts, whatever they are part of.

use crate::model::mask::names::{Meaning, is_for_names, is_for_values};
use crate::model::mask::percent::Decoded;
use crate::model::mask::plain::is_masked_by_name;
use crate::model::mask::spans::{MASK, Spans};
use crate::model::mask::{
    assignments, authorization, commands, encoded, harmless, known_forms, random, scripts, urls,
};
use serde_json::{Map, Value};

/// How deep texts inside texts are looked at: JSON in a string of JSON, Base64 of Base64.
const MAX_DEPTH: u8 = 4;

/// What is to be masked of a text.
enum Found {
    All,
    Parts(Spans),
    /// The text is JSON, and this is what is left of it.
    Json(String),
}

/// A value with its credentials masked. `meaning` is what its name says.
pub fn masked(value: &Value, meaning: Meaning) -> Value {
    masked_value(value, meaning, 0)
}

/// What the name of a member says about it, in an object that has itself a name.
pub fn meaning_of_member(name: &str, parent: Meaning) -> Meaning {
    if is_for_values(name) {
        return parent;
    }
    match Meaning::of(name) {
        // `credentials: {"database": "x"}`.
        Meaning::Unrevealing if parent == Meaning::Login => parent,
        Meaning::Unrevealing if parent == Meaning::Authorization => Meaning::Login,
        Meaning::Unrevealing if parent.is_suspicious() => Meaning::Suspicious,
        meaning => meaning,
    }
}

/// The member with the name, and what it says about the value, in
/// `{"name": "API_TOKEN", "value": "x"}`.
pub fn name_and_value(members: &Map<String, Value>, parent: Meaning) -> Option<(&str, Meaning)> {
    let member = |is_one: fn(&str) -> bool| members.iter().find(|(name, _)| is_one(name));
    let (of_name, name) = member(is_for_names)?;
    member(is_for_values)?;
    Some((of_name, meaning_of_member(name.as_str()?, parent)))
}

/// The private members of a JSON Web Key; the others may be published.
/// <https://www.rfc-editor.org/rfc/rfc7518#section-6>
const PRIVATE_MEMBERS_OF_KEY: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "k", "oth"];

fn masked_members(members: &Map<String, Value>, meaning: Meaning, depth: u8) -> Value {
    let pair = name_and_value(members, meaning);
    let is_web_key = members.contains_key("kty");
    let masked = members.iter().map(|(name, member)| {
        let masked = match pair {
            Some((of_name, _)) if of_name == name => {
                masked_value(member, Meaning::Description, depth)
            }
            Some((_, meaning)) if is_for_values(name) => masked_value(member, meaning, depth),
            _ if is_web_key && PRIVATE_MEMBERS_OF_KEY.contains(&name.as_str()) => MASK.into(),
            _ if is_web_key => masked_value(member, Meaning::Public, depth),
            _ => masked_value(member, meaning_of_member(name, meaning), depth),
        };
        (name.clone(), masked)
    });
    Value::Object(masked.collect())
}

fn masked_value(value: &Value, meaning: Meaning, depth: u8) -> Value {
    match value {
        Value::Object(members) => masked_members(members, meaning, depth),
        Value::Array(items) => masked_list(items, meaning, depth),
        Value::String(text) => match found_in(text, meaning, depth) {
            Some(found) => masked_text(text, found).into(),
            None => value.clone(),
        },
        Value::Number(number) if is_masked_by_name(&number.to_string(), meaning) => MASK.into(),
        other => other.clone(),
    }
}

/// A list of texts may be a command, where a text says what the next one is.
fn masked_list(items: &[Value], meaning: Meaning, depth: u8) -> Value {
    let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
    let Some(texts) = texts else {
        let items = items
            .iter()
            .map(|item| match item.as_array().map(Vec::as_slice) {
                // `[["API_TOKEN", "x"], …]`
                Some([Value::String(name), value]) => {
                    let value = masked_value(value, meaning_of_member(name, meaning), depth);
                    Value::Array(vec![name.clone().into(), value])
                }
                _ => masked_value(item, meaning, depth),
            });
        return items.collect();
    };
    let mut previous = "";
    let words = commands::find_in_words(&texts);
    let items = texts.iter().zip(words).map(|(text, word)| {
        let flag = std::mem::replace(&mut previous, text);
        let named = flag.strip_prefix("--").filter(|name| !name.contains('='));
        // Credentials after a flag are found with the command.
        let named = named
            .map(Meaning::of)
            .filter(|named| !named.is_suspicious());
        let meaning = match named {
            Some(Meaning::Unrevealing) | None => meaning,
            Some(named) => named,
        };
        match found_in(text, meaning, depth) {
            Some(Found::Parts(mut parts)) => {
                parts.extend(word, 0);
                masked_text(text, Found::Parts(parts))
            }
            Some(found) => masked_text(text, found),
            None => masked_text(text, Found::Parts(word)),
        }
    });
    items.collect()
}

fn masked_text(text: &str, found: Found) -> String {
    match found {
        Found::All => MASK.to_owned(),
        Found::Parts(parts) => parts.masked(text),
        Found::Json(json) => json,
    }
}

/// What is to be masked of a text with this name. `None` if nothing is.
fn found_in(text: &str, meaning: Meaning, depth: u8) -> Option<Found> {
    if let Some(credential) = authorization::credential_in(text, meaning) {
        let mut parts = Spans::default();
        parts.push(credential.clone());
        return Some(match credential.len() == text.len() {
            true => Found::All,
            false => Found::Parts(parts),
        });
    }
    if depth < MAX_DEPTH
        && text.trim_start().starts_with(['{', '['])
        && let Ok(value) = serde_json::from_str::<Value>(text)
    {
        let masked = masked_value(&value, meaning, depth + 1);
        return (masked != value).then(|| Found::Json(masked.to_string()));
    }
    let mut harmless = harmless::find(text);
    let mut spans = Spans::default();
    find_by_form_and_name(text, &harmless, &mut spans);
    percent_encoded(text, depth, &mut spans);
    if text.contains(char::is_whitespace) {
        scripts::find(text, &mut spans);
    }
    if depth < MAX_DEPTH {
        for (range, decoded) in encoded::decoded_parts(text) {
            let is_secret = encoded::is_user_and_password(&decoded)
                || found_in(&decoded, Meaning::Unrevealing, depth + 1).is_some();
            match is_secret {
                true => spans.push(range),
                // That explains why it looks random.
                false => harmless.push(range),
            }
        }
    }
    random::find(text, meaning, &harmless.joined(), &mut spans);
    (!spans.is_empty()).then_some(Found::Parts(spans))
}

/// What does not have to look random.
fn find_by_form_and_name(text: &str, harmless: &Spans, spans: &mut Spans) {
    known_forms::find(text, spans);
    authorization::find(text, spans);
    urls::find(text, spans);
    assignments::find(text, harmless, spans);
}

/// Finds what is URL-encoded, also more than once: `password%3Dx`.
fn percent_encoded(text: &str, depth: u8, spans: &mut Spans) {
    if depth < MAX_DEPTH
        && let Some(decoded) = Decoded::of(text)
    {
        let mut inner = Spans::default();
        find_by_form_and_name(&decoded.text, &harmless::find(&decoded.text), &mut inner);
        percent_encoded(&decoded.text, depth + 1, &mut inner);
        spans.extend(decoded.origins_of(inner), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;
    use std::time::{Duration, Instant};

    fn of(value: Value) -> Value {
        masked(&value, Meaning::Unrevealing)
    }

    #[test]
    fn masks_structures() {
        for (value, expected) in [
            (
                json!({"apiToken": "x", "tokenUrl": "https://h/x"}),
                json!({"apiToken": MASK, "tokenUrl": "https://h/x"}),
            ),
            (
                json!([{"name": "API_TOKEN", "value": "x"}]),
                json!([{"name": "API_TOKEN", "value": MASK}]),
            ),
            (
                json!({"Key": "pw", "Value": {"value": "x"}}),
                json!({"Key": "pw", "Value": {"value": MASK}}),
            ),
            (
                json!({"credentials": {"db": "hunter2", "region": "eu-west-1"}}),
                json!({"credentials": {"db": MASK, "region": "eu-west-1"}}),
            ),
            (
                json!({"passwords": ["a", "b"], "password": 7, "on": true}),
                json!({"passwords": [MASK, MASK], "password": MASK, "on": true}),
            ),
            (
                json!(["curl", "-u", "a:b", "-H", "X-Api-Key: c"]),
                json!(["curl", "-u", "a:(masked)", "-H", "X-Api-Key: (masked)"]),
            ),
            (
                json!("{\"a\":{\"password\":\"x\"}}"),
                json!("{\"a\":{\"password\":\"(masked)\"}}"),
            ),
            (json!("{\"a\" : 1}"), json!("{\"a\" : 1}")),
            (json!(null), json!(null)),
        ] {
            assert_eq!(of(value), expected);
        }
    }

    #[test]
    fn takes_linear_time() {
        for part in [
            "password=",
            "token:",
            "ey-",
            "ey=",
            "ey.",
            "eyJ.",
            "eyJhbGciOiJI.",
            "eyJhbGciOiJI.a",
            "sk-",
            "a://",
            "a:b@",
            "\"",
            "'",
            "\\",
            "name:",
            "key: ",
            "-----BEGIN",
            "$1$",
            "{{",
            "[",
            "=",
            "-p ",
            "/token:",
            "auth:a:",
            "bearer ",
            "a-b_c.d/",
            "YWFh",
            "password=$x,",
            ";a=",
            "hook/",
            "& | ; ",
            "b1c2d3e4",
            "}",
            "a=b&",
            "password: $x ",
            "<token>",
            "echo x | passwd ",
            "-u a:b ",
            "by 'x' ",
            "eyJhbGciOiJIUzI1NiJ9.",
            "token= ",
            "\n",
            "arn:aws",
            "key=\"a\" ",
            "authorization bearer ",
            "authorization: digest ",
            "authorization: digest a=\"x\", ",
            "authorization=bearer+x,",
            "Authorization: Bearer x ",
            "basic basic ",
            "%3D",
            "%",
            "%25",
            "password%3Dx%26",
            "authorization%3DBearer%20",
            "/password:x ",
        ] {
            let time = |count: usize| {
                let text = part.repeat(count / part.len());
                let start = Instant::now();
                let _ = of(json!(text));
                start.elapsed()
            };
            // Eight times the length; quadratic would be 64 times the time.
            let is_linear = || time(20_000) < time(2_500) * 30 + Duration::from_millis(25);
            // A busy machine may stop one measurement for a while, but not each of them.
            assert!((0..20).any(|_| is_linear()), "{part}");
        }
    }

    proptest! {
        #[test]
        fn no_text_ends_in_a_panic(text in "(\\PC|\\s|password|[=:;'\"\\\\@/{}$-]|://|-p|eyJ|AKIA|name|value){0,60}") {
            let _ = of(json!(text));
            let words: Vec<&str> = text.split(' ').collect();
            let _ = of(json!(words));
        }

        #[test]
        fn a_password_goes_whole(password in "[a-zA-Z0-9!#%*+.^_~]{6,20}", name in "(DB_|smtp-|my-)?(PASSWORD|secret_key|api-key)") {
            prop_assume!(!["secret", "password", "disabled", "enabled", "required", "optional"].contains(&&*password.to_lowercase()));
            for text in [format!("{name}={password}"), format!("a=1;{name}={password};b=2"), format!("{{\"{name}\": \"{password}\"}}"),
                         format!("app --{name} {password} --x"), format!("{name}: {password}\nb: 1")] {
                let masked = of(json!(text));
                let is_shown = masked.as_str().is_some_and(|masked| masked.contains(&password));
                prop_assert!(!is_shown || password.starts_with('%'), "{} as {}", text, masked);
            }
        }
    }
}
