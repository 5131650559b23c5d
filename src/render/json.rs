//! JSON: the AWS CLI's documents, complete, with our additions under `derived`.

use crate::model::clean_text::must_be_escaped;
use crate::model::failure::Failure;
use crate::model::record::Record;
use crate::model::timestamp;
use serde::ser::{Error as _, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::cell::RefCell;
use std::io::{self, Write};

/// An item as it was returned, with times as RFC 3339 in UTC and with `derived` at its end.
pub fn item(json: &str, derived: Option<Value>) -> serde_json::Result<Value> {
    let mut item: Value = serde_json::from_str(json)?;
    timestamp::map_timestamps(&mut item, &|time| time);
    if let Value::Object(members) = &mut item {
        members.shift_remove("derived");
        if let Some(derived) = derived {
            members.insert("derived".to_owned(), derived);
        }
    }
    Ok(item)
}

/// Writes a document one item at a time, so that a long history is never held as a tree. `failures`
/// is in the responses of Describe calls only.
pub fn write_list(
    out: &mut dyn Write,
    name: &str,
    items: impl Iterator<Item = serde_json::Result<Value>>,
    failures: Option<&[Record<Failure>]>,
) -> serde_json::Result<()> {
    let mut serializer = serde_json::Serializer::pretty(Escaping(&mut *out));
    let mut document = serializer.serialize_map(None)?;
    document.serialize_entry(name, &Lazy(RefCell::new(items)))?;
    if let Some(failures) = failures {
        let items = failures.iter().map(|failure| item(&failure.json, None));
        document.serialize_entry("failures", &Lazy(RefCell::new(items)))?;
    }
    SerializeMap::end(document)?;
    writeln!(out).map_err(serde_json::Error::io)
}

/// Writes a document that is not a list of items.
pub fn write_value(out: &mut dyn Write, value: &Value) -> serde_json::Result<()> {
    serde_json::to_writer_pretty(Escaping(&mut *out), value)?;
    writeln!(out).map_err(serde_json::Error::io)
}

/// Writes an item on one line.
pub fn write_line(out: &mut dyn Write, item: &Value) -> serde_json::Result<()> {
    serde_json::to_writer(Escaping(&mut *out), item)?;
    writeln!(out).map_err(serde_json::Error::io)
}

/// Escapes the characters in strings that JSON allows and that are not safe to print, and what a CI
/// runner would take for a command in the middle of a line. The value is the same. Outside of strings,
/// JSON has none but line breaks.
struct Escaping<W>(W);

impl<W: Write> Write for Escaping<W> {
    /// Takes whole characters: serde_json splits strings only where it escapes one.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Most writes are a bracket or a quotation mark, too short for a command.
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
        if bytes.len() <= 2 && bytes.iter().all(is_plain) {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        let mut written = 0;
        for (at, c) in must_be_escaped(text) {
            self.0.write_all(&bytes[written..at])?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(self.0, "\\u{unit:04x}")?;
            }
            written = at + c.len_utf8();
        }
        self.0.write_all(&bytes[written..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A list whose items are made as they are written.
struct Lazy<I>(RefCell<I>);

impl<I: Iterator<Item = serde_json::Result<Value>>> Serialize for Lazy<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for item in &mut *self.0.borrow_mut() {
            list.serialize_element(&item.map_err(S::Error::custom)?)?;
        }
        list.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn normalized(value: Value) -> Value {
        item(&value.to_string(), Some(json!({"outcome": "succeeded"}))).expect("an item")
    }

    #[test]
    fn nothing_is_lost_and_times_are_told_alike() {
        let value = normalized(json!({
            "newMember": {"deep": [1, 2.5, null], "someDayAt": 1730376212.51},
            "createdAt": "2024-10-31T08:03:32.510000-04:00",
            "hookDetails": {"alertAt": 1730376212.51},
            "rollback": {"startedAt": 1730376212},
            "createdAtAll": 5, "startedAt": null, "finishedAt": "soon",
            "derived": {"old": true},
        }));
        assert_eq!(
            value,
            json!({
                "newMember": {"deep": [1, 2.5, null], "someDayAt": "2024-10-31T12:03:32.510Z"},
                "createdAt": "2024-10-31T12:03:32.510Z",
                "hookDetails": {"alertAt": 1730376212.51},
                "rollback": {"startedAt": "2024-10-31T12:03:32.000Z"},
                "createdAtAll": 5, "startedAt": null, "finishedAt": "soon",
                "derived": {"outcome": "succeeded"},
            })
        );
    }

    #[test]
    fn numbers_keep_their_digits() {
        let raw = r#"{"id":18446744073709551615,"weight":31.245270191439438,"one":1.0}"#;
        let item = item(raw, None).expect("an item");
        assert_eq!(item.to_string(), raw);
    }

    #[test]
    fn what_would_steer_a_terminal_is_escaped_and_means_the_same() {
        let value = json!({"text": "a\u{9b}31m\u{7f}\u{202e}ä"});
        for pretty in [false, true] {
            let mut out = Vec::new();
            if pretty {
                let items = std::iter::once(Ok(value.clone()));
                write_list(&mut out, "items", items, None).expect("written");
            } else {
                write_line(&mut out, &value).expect("written");
            }
            let text = String::from_utf8(out).expect("UTF-8");
            assert!(text.contains(r"a\u009b31m\u007f\u202eä"), "{text}");
            let read: Value = serde_json::from_str(&text).expect("JSON");
            assert!(read == value || read["items"][0] == value);
        }
    }

    #[test]
    fn a_command_to_a_ci_runner_is_escaped_and_means_the_same() {
        for text in [
            "##[error]a",
            "x ##vso[task.complete]",
            "##teamcity[x]",
            "###[a]",
        ] {
            let value = json!({ text: [text] });
            let mut out = Vec::new();
            write_value(&mut out, &value).expect("written");
            let json = String::from_utf8(out).expect("UTF-8");
            let is_command = ["##[", "##vso[", "##teamcity["]
                .iter()
                .any(|sign| json.contains(sign));
            assert!(!is_command && must_be_escaped(&json).is_empty(), "{json}");
            assert_eq!(serde_json::from_str::<Value>(&json).expect("JSON"), value);
        }
        // No line begins with a string's text: the quotation mark comes first.
        let mut out = Vec::new();
        write_value(&mut out, &json!({"::error::a": ["::error::b"]})).expect("written");
        let json = String::from_utf8(out).expect("UTF-8");
        assert!(
            !json.lines().any(|line| line.trim_start().starts_with("::")),
            "{json}"
        );
    }

    #[test]
    fn every_character_is_read_back_as_it_was() {
        // Every character that JSON escapes, that we escape, and some that neither does, each between
        // others, in a key and in a value.
        let all = ('\0'..='\u{2fff}').chain('\u{fe00}'..='\u{ffff}');
        let all: String = all.chain('\u{e0000}'..='\u{e00ff}').chain(['👍']).collect();
        let value = json!({ all.as_str(): [all, {"1": [], "2": {}}, null, -1.5e300] });
        let mut lines = Vec::new();
        write_line(&mut lines, &value).expect("written");
        write_value(&mut lines, &value).expect("written");
        let text = String::from_utf8(lines).expect("UTF-8");
        assert_eq!(must_be_escaped(&text), []);
        for read in serde_json::Deserializer::from_str(&text).into_iter::<Value>() {
            assert_eq!(read.expect("JSON"), value);
        }
    }

    #[test]
    fn an_empty_document_is_one() {
        let mut out = Vec::new();
        write_list(
            &mut out,
            "serviceDeployments",
            std::iter::empty(),
            Some(&[]),
        )
        .expect("written");
        let document: Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!(document, json!({"serviceDeployments": [], "failures": []}));
    }
}
