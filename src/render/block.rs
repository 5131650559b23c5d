//! A block of labeled lines about one item.

use crate::model::arn::{Arn, last_segment};
use crate::model::service_ref::ServiceRef;
use crate::render::context::{Context, Paint};
use crate::render::text::{clean, width};
use serde_json::Value;
use std::io::{self, Write};

/// The width of a label and the space after it, in columns.
const LABEL: usize = 17;

/// Writes the lines of a block. It cleans all text.
pub struct Block<'a> {
    out: &'a mut dyn Write,
    context: &'a Context,
}

impl<'a> Block<'a> {
    /// Begins a block with a heading for the resource with this ARN.
    pub fn begin(
        out: &'a mut dyn Write,
        context: &'a Context,
        what: &str,
        arn: &str,
    ) -> io::Result<Self> {
        let heading = format!("{what} {}", name_of(arn));
        writeln!(out, "{}", context.paint(&clean(&heading), Paint::Bold))?;
        Ok(Self { out, context })
    }

    /// A labeled line, unless the text is empty. Long text wraps in the same column.
    pub fn line(&mut self, label: &str, text: Option<impl AsRef<str>>) -> io::Result<()> {
        self.painted(label, text, Paint::Plain)
    }

    /// [`Block::line`] in a color.
    pub fn painted(
        &mut self,
        label: &str,
        text: Option<impl AsRef<str>>,
        paint: Paint,
    ) -> io::Result<()> {
        let Some(text) = text else { return Ok(()) };
        let text = clean(text.as_ref());
        if text.is_empty() {
            return Ok(());
        }
        let room = self
            .context
            .width
            .map(|width| width.saturating_sub(LABEL + 2).max(30));
        let mut label = label;
        for part in wrapped(&text, room) {
            let padded = self.context.paint(&format!("{label:LABEL$}"), Paint::Dim);
            writeln!(self.out, "  {padded}{}", self.context.paint(part, paint))?;
            label = "";
        }
        Ok(())
    }

    /// Several values under one label, one per line.
    pub fn lines(
        &mut self,
        label: &str,
        texts: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> io::Result<()> {
        let mut label = label;
        for text in texts {
            self.line(label, Some(text))?;
            label = "";
        }
        Ok(())
    }

    /// A command to run. It never wraps, so that it can be copied.
    pub fn command(&mut self, label: &str, command: &str) -> io::Result<()> {
        let label = self.context.paint(&format!("{label:LABEL$}"), Paint::Dim);
        writeln!(self.out, "  {label}{}", clean(command))
    }

    /// Every member that no other line shows, as an outline, so that members that ECS adds in the
    /// future are visible. `shown` are paths, which may lead through lists: `alarms.status`.
    pub fn rest(&mut self, mut item: Value, shown: &[&str]) -> io::Result<()> {
        for path in shown {
            remove(&mut item, path);
        }
        let mut lines = Vec::new();
        for (name, value) in item.as_object().into_iter().flatten() {
            outline(name, value, 0, &mut lines);
        }
        self.lines("Other members", lines)
    }
}

/// Writes blocks one after another.
pub fn write_blocks<T>(
    out: &mut dyn Write,
    items: impl Iterator<Item = T>,
    block: impl Fn(&mut dyn Write, T) -> io::Result<()>,
) -> io::Result<()> {
    for (index, item) in items.enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        block(out, item)?;
    }
    Ok(())
}

fn remove(value: &mut Value, path: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| remove(item, path)),
        Value::Object(members) => match path.split_once('.') {
            Some((name, rest)) => {
                if let Some(member) = members.get_mut(name) {
                    remove(member, rest);
                }
            }
            None => {
                members.shift_remove(path);
            }
        },
        _ => {}
    }
}

/// The lines of a member, indented by level. Nothing for what is empty, null or not enabled.
pub fn outline(name: &str, value: &Value, level: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(level);
    match value {
        Value::Null => {}
        Value::Bool(false) if name.ends_with("nabled") => {}
        Value::Object(members) => {
            let heading = lines.len();
            for (name, member) in members {
                outline(name, member, level + 1, lines);
            }
            if lines.len() > heading {
                lines.insert(heading, format!("{indent}{name}"));
            }
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            for item in items {
                outline(name, item, level, lines);
            }
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            if !items.is_empty() {
                lines.push(format!("{indent}{name}: {}", items.join(", ")));
            }
        }
        leaf => lines.push(format!("{indent}{name}: {}", plain(leaf))),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => short_arn(text).to_owned(),
        other => other.to_string(),
    }
}

/// The ID and the service of an ARN, for a sentence: `xtWR… of service web in cluster shop (eu-west-1)`.
pub fn name_of(arn: &str) -> String {
    let id = last_segment(arn);
    match service_of(arn) {
        Some(service) => format!("{id} of {service}"),
        None => id.to_owned(),
    }
}

/// The service of a deployment or revision: `service web in cluster shop (eu-west-1)`.
pub fn service_of(arn: &str) -> Option<String> {
    Arn::parse(arn)?.service()?;
    Some(ServiceRef::from_arn(arn).to_string())
}

/// An ARN without its partition, service, Region and account: `key/1234abcd`, `role/ecs`. Other
/// text as it is.
pub fn short_arn(text: &str) -> &str {
    let rest = text
        .strip_prefix("arn:")
        .and_then(|rest| rest.splitn(5, ':').nth(4));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// Breaks text at spaces, so that each part fits; a longer word stays whole.
fn wrapped(text: &str, room: Option<usize>) -> Vec<&str> {
    let Some(room) = room else { return vec![text] };
    let mut parts = Vec::new();
    let mut rest = text;
    while width(rest) > room {
        let mut used = 0;
        let mut end = None;
        for (at, word) in rest.split(' ').scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        }) {
            used += width(word) + usize::from(at > 0);
            if used > room && at > 0 {
                break;
            }
            end = Some(at + word.len());
        }
        let Some(end) = end.filter(|end| *end < rest.len()) else {
            break;
        };
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn breaks_at_spaces_alone() {
        assert_eq!(wrapped("one two three", Some(8)), ["one two", "three"]);
        assert_eq!(
            wrapped("a-very-long-word and more", Some(8)),
            ["a-very-long-word", "and more"]
        );
        assert_eq!(wrapped("short", Some(8)), ["short"]);
        assert_eq!(wrapped("one two three", None), ["one two three"]);
    }

    #[test]
    fn outlines_what_says_something() {
        let value = json!({
            "tls": {"enabled": true, "kmsKey": "arn:aws:kms:eu-west-1:123456789012:key/1234"},
            "enabled": false, "off": false, "none": null, "empty": [], "hollow": {"deep": []},
            "list": ["a", 1],
            "items": [{"port": 80}, {"port": 81}],
        });
        let mut lines = Vec::new();
        outline("member", &value, 0, &mut lines);
        insta::assert_snapshot!(lines.join("\n"), @r"
        member
          tls
            enabled: true
            kmsKey: key/1234
          off: false
          list: a, 1
          items
            port: 80
          items
            port: 81
        ");
    }

    #[test]
    fn removes_through_lists() {
        let mut value = json!({"hooks": [{"id": 1, "new": 2}, {"id": 3}], "plain": 4});
        remove(&mut value, "hooks.id");
        remove(&mut value, "plain.id");
        remove(&mut value, "absent.id");
        assert_eq!(value, json!({"hooks": [{"new": 2}, {}], "plain": 4}));
    }

    #[test]
    fn shortens_arns_alone() {
        assert_eq!(short_arn("arn:aws:iam::123456789012:role/ecs"), "role/ecs");
        assert_eq!(
            short_arn("arn:aws:lambda:r:1:function:check"),
            "function:check"
        );
        assert_eq!(short_arn("arn:aws:x"), "arn:aws:x");
        assert_eq!(short_arn("plain: text"), "plain: text");
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[a-z é日]{0,80}", room in 1usize..20) {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let joined = wrapped(&text, Some(room)).join(" ");
            prop_assert_eq!(words(&joined), words(&text));
        }
    }
}
