//! JSON: the AWS CLI's documents, complete, with our additions under `derived`.

use crate::model::failure::Failure;
use crate::model::record::Record;
use crate::model::timestamp;
use crate::render::text::is_harmless;
use serde::ser::{Error as _, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
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
    let formatter = Safe(PrettyFormatter::new());
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, formatter);
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
    let formatter = Safe(PrettyFormatter::new());
    value.serialize(&mut serde_json::Serializer::with_formatter(
        &mut *out, formatter,
    ))?;
    writeln!(out).map_err(serde_json::Error::io)
}

/// Writes an item on one line.
pub fn write_line(out: &mut dyn Write, item: &Value) -> serde_json::Result<()> {
    let formatter = Safe(CompactFormatter);
    item.serialize(&mut serde_json::Serializer::with_formatter(
        &mut *out, formatter,
    ))?;
    writeln!(out).map_err(serde_json::Error::io)
}

/// A formatter that escapes the control and bidirectional characters that JSON allows in strings, so
/// that they are safe to display. The value is the same.
struct Safe<F>(F);

impl<F: Formatter> Formatter for Safe<F> {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        // Almost all text is plain ASCII, of which there may be gigabytes.
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return out.write_all(text.as_bytes());
        }
        let mut rest = text;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| !is_harmless(*c)) {
            out.write_all(&rest.as_bytes()[..at])?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
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
