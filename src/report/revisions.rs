//! Service revisions in full, as `revisions describe` prints them.

use crate::model::failure::Failure;
use crate::model::mask::Masking;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::Serving;
use crate::render::block::write_blocks;
use crate::render::json;
use crate::render::report::{Document, Drawing, Report};
use crate::render::table::{Column, Table, Value, View};
use crate::report::derived::Derived;
use crate::report::images::all_images;
use crate::report::revision_block::{self, capacity, platform};
use crate::report::service_columns::{OfService, ServiceColumns};

/// Revisions, in the order to show them.
pub struct Revisions<'a> {
    pub records: Vec<Record<Revision>>,
    pub failures: Vec<Record<Failure>>,
    pub serving: Serving<'a>,
    /// What is masked of members that no line shows.
    pub masking: Masking,
}

struct Row<'a> {
    revision: &'a Revision,
    service: ServiceRef,
    is_serving: Option<bool>,
}

impl Revisions<'_> {
    fn row<'a>(&self, record: &'a Record<Revision>) -> Row<'a> {
        let revision = &record.item;
        let service = ServiceRef::from_arn(&revision.service_revision_arn);
        Row {
            revision,
            is_serving: self
                .serving
                .is_revision(&service, &revision.service_revision_arn),
            service,
        }
    }

    fn item(&self, record: &Record<Revision>) -> serde_json::Result<serde_json::Value> {
        let Row {
            revision,
            service,
            is_serving,
        } = self.row(record);
        let arn = &revision.service_revision_arn;
        let derived = Derived::of_revision(&service, arn, Some(revision), None, is_serving).json();
        json::item(&record.json, Some(derived))
    }
}

impl Report for Revisions<'_> {
    fn table(&self, view: View) -> Table<'_> {
        let services = ServiceColumns::SERVICE;
        let rows = self.records.iter().map(|record| self.row(record));
        Table::new(view, services.before(columns()), rows)
    }

    fn document(&self) -> Document<'_> {
        Document::List {
            name: "serviceRevisions",
            items: Box::new(self.records.iter().map(|record| self.item(record))),
            failures: Some(&self.failures),
        }
    }

    fn blocks(&self) -> Option<Drawing<'_>> {
        Some(Box::new(|out, context| {
            write_blocks(out, self.records.iter(), |out, record| {
                revision_block::write(out, context, record, self.masking)
            })
        }))
    }
}

impl OfService for Row<'_> {
    fn service(&self) -> Option<&ServiceRef> {
        Some(&self.service)
    }
}

fn columns<'a>() -> Vec<Column<Row<'a>>> {
    vec![
        Column::new("revision", "REVISION", |row: &Row| {
            Value::Text(row.revision.id().to_owned())
        }),
        Column::new("created", "CREATED", |row: &Row| {
            Value::time(row.revision.created_at)
        }),
        Column::new("task_definition", "TASK DEF", |row: &Row| {
            Value::text(row.revision.task_definition_name())
        }),
        Column::new("capacity", "CAPACITY", |row: &Row| {
            Value::text(capacity(row.revision))
        }),
        Column::new("platform", "PLATFORM", |row: &Row| {
            Value::text(platform(row.revision))
        }),
        Column::new("images", "IMAGES", |row: &Row| {
            Value::text(row.revision.container_images.as_deref().map(all_images))
        }),
        Column::new("serving", "SERVING", |row: &Row| {
            Value::flag(row.is_serving)
        }),
    ]
}
