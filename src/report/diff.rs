//! What is different between two service revisions, in every format.

pub mod line;
mod unified;

use crate::error::Result;
use crate::model::arn::last_segment;
use crate::model::config_diff::{Comparison, ConfigChange, Configuration, Group};
use crate::model::mask::Masking;
use crate::render::block::service_of;
use crate::render::context::{Context, Paint};
use crate::render::format::Format;
use crate::render::text::clean;
use crate::render::{json, table};
pub use crate::report::diff::line::named_lines;
use crate::report::diff::line::{Line, group_name};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Two revisions and their differences.
pub struct Diff<'a> {
    pub old: &'a Configuration,
    pub new: &'a Configuration,
    pub comparison: &'a Comparison,
    pub masking: Masking,
    /// What could not be compared.
    pub missing: &'a [String],
}

impl Diff<'_> {
    /// Writes it in a format.
    pub fn write(&self, out: &mut dyn Write, output: Format, context: &Context) -> Result<()> {
        match output {
            Format::Table | Format::Wide | Format::Timeline => self.write_groups(out, context)?,
            Format::Json => json::write_value(out, &self.document())?,
            Format::Jsonl => {
                for change in &self.comparison.changes {
                    json::write_line(out, &self.item(change))?;
                }
            }
            Format::Tsv => table::write_tsv(
                out,
                self.comparison
                    .changes
                    .iter()
                    .map(|change| self.row(change)),
            )?,
        }
        Ok(())
    }

    /// Writes both sides in full as a unified diff.
    pub fn write_unified(&self, out: &mut dyn Write, context: &Context) -> io::Result<()> {
        unified::write(self, out, context)
    }

    fn write_groups(&self, out: &mut dyn Write, context: &Context) -> io::Result<()> {
        let (heading, ids) = self.heading();
        writeln!(out, "{}", context.paint(&clean(&heading), Paint::Bold))?;
        writeln!(out, "{}", context.paint(&clean(&ids), Paint::Dim))?;
        let mut group = None;
        for change in &self.comparison.changes {
            let of = change.group();
            if group.as_ref() != Some(&of) {
                writeln!(out, "{}", clean(&group_name(&of)))?;
                group = Some(of);
            }
            let line = Line::of(change, self.masking);
            writeln!(out, "  {}", line.painted(context))?;
        }
        let unchanged = self.unchanged();
        let text = match (&self.comparison.changes[..], &unchanged[..]) {
            ([], _) => "No differences".to_owned(),
            (_, []) => return Ok(()),
            (_, unchanged) => format!("Unchanged: {}", unchanged.join(", ")),
        };
        writeln!(out, "{}", context.paint(&clean(&text), Paint::Dim))
    }

    /// `web:40 → web:41 of service web in cluster shop (eu-west-1)` and `revision 148… → 498…`.
    fn heading(&self) -> (String, String) {
        let (old, new) = (End::of(self.old), End::of(self.new));
        let names = format!("{} → {}", old.name(), new.name());
        let ids = format!("revision {} → {}", old.id, new.id);
        let heading = match (&old.place, &new.place) {
            (Some(place), other) if Some(place) == other.as_ref() => format!("{names} of {place}"),
            (Some(old), Some(new)) => format!("{names}, of {old} → of {new}"),
            _ => names,
        };
        (heading, ids)
    }

    /// The groups that both have and in which nothing changed.
    fn unchanged(&self) -> Vec<String> {
        let changed: Vec<Group> = self
            .comparison
            .changes
            .iter()
            .map(ConfigChange::group)
            .collect();
        let old = groups(&self.comparison.old);
        let mut groups = groups(&self.comparison.new);
        groups.retain(|group| old.contains(group));
        groups.sort();
        groups.dedup();
        groups.retain(|group| !changed.contains(group));
        groups
            .iter()
            .map(|group| group_name(group).to_lowercase())
            .collect()
    }

    fn document(&self) -> Value {
        let changes: Vec<Value> = self
            .comparison
            .changes
            .iter()
            .map(|change| self.item(change))
            .collect();
        json!({
            "old": End::of(self.old).json(),
            "new": End::of(self.new).json(),
            "changes": changes,
            "missing": self.missing,
        })
    }

    fn item(&self, change: &ConfigChange) -> Value {
        let mut item = json!({"path": change.pointer(), "op": change.op()});
        for (name, value) in [("old", &change.old), ("new", &change.new)] {
            if let Some(value) = value {
                item[name] = self.masking.apply(&change.path, value);
            }
        }
        item
    }

    fn row(&self, change: &ConfigChange) -> Vec<String> {
        let item = self.item(change);
        let text = |name: &str| match &item[name] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        ["op", "path", "old", "new"].map(text).to_vec()
    }
}

/// What a configuration has something of.
fn groups(tree: &Map<String, Value>) -> Vec<Group> {
    let mut groups = Vec::new();
    for (part, members) in tree {
        for (name, member) in members.as_object().into_iter().flatten() {
            match member
                .as_object()
                .filter(|_| name == "containerDefinitions")
            {
                Some(containers) => groups.extend(containers.keys().cloned().map(Group::Container)),
                None => {
                    let path = vec![part.clone(), name.clone()];
                    let (old, new) = (None, None);
                    groups.push(ConfigChange { path, old, new }.group());
                }
            }
        }
    }
    groups
}

/// One of the two revisions, for headings.
struct End {
    arn: String,
    id: String,
    /// `web:41`.
    task_definition: Option<String>,
    /// `service web in cluster shop (eu-west-1)`.
    place: Option<String>,
}

impl End {
    fn of(side: &Configuration) -> Self {
        let text = |name: &str| side.revision[name].as_str().map(str::to_owned);
        let arn = text("serviceRevisionArn").unwrap_or_default();
        Self {
            id: last_segment(&arn).to_owned(),
            task_definition: text("taskDefinition").map(|arn| last_segment(&arn).to_owned()),
            place: service_of(&arn),
            arn,
        }
    }

    fn name(&self) -> &str {
        self.task_definition.as_deref().unwrap_or("a revision")
    }

    fn json(&self) -> Value {
        json!({
            "serviceRevisionArn": self.arn,
            "revisionId": self.id,
            "taskDefinition": self.task_definition,
        })
    }
}
