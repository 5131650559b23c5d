//! The differences between two service revisions.

pub mod line;
pub mod unified;

use crate::model::arn::last_segment;
use crate::model::config_diff::{ChangeGroup, Comparison, ConfigChange, Configuration};
use crate::model::mask::Masking;
use crate::render::block::service_of;
use crate::render::context::{Context, Paint};
use crate::render::report::{Document, Drawing, Report};
use crate::render::table::{self, Column, Table, View};
use crate::render::text::clean;
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
        let (old, new) = (RevisionName::of(self.old), RevisionName::of(self.new));
        let names = format!("{} → {}", old.name(), new.name());
        let ids = format!("revision {} → {}", old.id, new.id);
        let heading = match (&old.service, &new.service) {
            (Some(service), other) if Some(service) == other.as_ref() => {
                format!("{names} of {service}")
            }
            (Some(old), Some(new)) => format!("{names}, of {old} → of {new}"),
            _ => names,
        };
        (heading, ids)
    }

    /// The groups that both have and that did not change.
    fn unchanged(&self) -> Vec<String> {
        let changed: Vec<ChangeGroup> = self
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

    fn item(&self, change: &ConfigChange) -> Value {
        let mut item = json!({"path": change.pointer(), "op": change.op()});
        for (name, value) in [("old", &change.old), ("new", &change.new)] {
            if let Some(value) = value {
                item[name] = self.masking.apply(&change.path, value);
            }
        }
        item
    }
}

impl Report for Diff<'_> {
    fn table(&self, view: View) -> Table<'_> {
        let changes = self.comparison.changes.iter();
        Table::new(view, columns(), changes.map(|change| self.item(change)))
    }

    fn document(&self) -> Document<'_> {
        let changes = &self.comparison.changes;
        let items: Vec<Value> = changes.iter().map(|change| self.item(change)).collect();
        Document::Own {
            document: json!({
                "old": RevisionName::of(self.old).json(),
                "new": RevisionName::of(self.new).json(),
                "changes": items,
                "missing": self.missing,
            }),
            items: Box::new(items.into_iter().map(Ok)),
        }
    }

    fn blocks(&self) -> Option<Drawing<'_>> {
        Some(Box::new(|out, context| self.write_groups(out, context)))
    }
}

/// The result if there are no two revisions to compare.
pub struct NothingToCompare;

impl Report for NothingToCompare {
    fn table(&self, view: View) -> Table<'_> {
        Table::new(view, columns(), std::iter::empty())
    }

    fn document(&self) -> Document<'_> {
        Document::Own {
            document: json!({"old": null, "new": null, "changes": [], "missing": []}),
            items: Box::new(std::iter::empty()),
        }
    }

    fn blocks(&self) -> Option<Drawing<'_>> {
        Some(Box::new(|_, _| Ok(())))
    }
}

fn columns() -> [Column<Value>; 4] {
    [
        Column::new("op", "OP", |item: &Value| member(item, "op")),
        Column::new("path", "PATH", |item| member(item, "path")),
        Column::new("old", "OLD", |item| member(item, "old")),
        Column::new("new", "NEW", |item| member(item, "new")),
    ]
}

fn member(item: &Value, name: &str) -> table::Value {
    table::Value::text(match &item[name] {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    })
}

/// The groups of which a configuration has members.
fn groups(tree: &Map<String, Value>) -> Vec<ChangeGroup> {
    let mut groups = Vec::new();
    for (part, members) in tree {
        for (name, member) in members.as_object().into_iter().flatten() {
            match member
                .as_object()
                .filter(|_| name == "containerDefinitions")
            {
                Some(containers) => {
                    groups.extend(containers.keys().cloned().map(ChangeGroup::Container))
                }
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

/// The names of one of the two revisions in headings.
pub struct RevisionName {
    arn: String,
    id: String,
    /// `web:41`.
    task_definition: Option<String>,
    /// `service web in cluster shop (eu-west-1)`.
    service: Option<String>,
}

impl RevisionName {
    pub fn of(configuration: &Configuration) -> Self {
        let text = |name: &str| configuration.revision[name].as_str().map(str::to_owned);
        let arn = text("serviceRevisionArn").unwrap_or_default();
        Self {
            id: last_segment(&arn).to_owned(),
            task_definition: text("taskDefinition").map(|arn| last_segment(&arn).to_owned()),
            service: service_of(&arn),
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
