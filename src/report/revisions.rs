//! Service revisions in every format.

use crate::model::arn::Arn;
use crate::model::failure::Failure;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::Serving;
use crate::render::answer::{Answer, write_blocks};
use crate::render::context::Context;
use crate::render::json;
use crate::render::table::Column;
use crate::report::revision_block::{capacity, platform};
use crate::report::{deployment_rows, revision_block};
use serde_json::Value;
use std::io::{self, Write};

/// Revisions that were described.
pub struct Revisions<'a> {
    pub records: Vec<Record<Revision>>,
    pub failures: Vec<Record<Failure>>,
    pub serving: Serving<'a>,
}

impl Answer for Revisions<'_> {
    const NAME: &'static str = "serviceRevisions";
    const WIDE_COLUMNS: &'static [Column] = &[
        Column::whole("CLUSTER"),
        Column::whole("SERVICE"),
        Column::whole("REVISION"),
        Column::whole("CREATED"),
        Column::whole("TASK DEF"),
        Column::whole("CAPACITY"),
        Column::whole("PLATFORM"),
        Column::whole("IMAGES"),
        Column::whole("SERVING"),
    ];

    fn count(&self) -> usize {
        self.records.len()
    }

    fn item(&self, place: usize) -> serde_json::Result<Value> {
        let record = &self.records[place];
        let arn = &record.item.service_revision_arn;
        let derived = json::derived_of_revision(arn, Some(&record.item), self.is_serving(place));
        json::item(&record.json, Some(derived))
    }

    fn wide_row(&self, place: usize, context: &Context) -> Vec<String> {
        let revision = &self.records[place].item;
        let arn = Arn::parse(&revision.service_revision_arn);
        let images = revision.container_images.as_deref();
        [
            arn.and_then(|arn| arn.cluster()).map(str::to_owned),
            arn.and_then(|arn| arn.service()).map(str::to_owned),
            Some(revision.id().to_owned()),
            revision.created_at.map(|time| context.exact_time(time)),
            revision.task_definition_name().map(str::to_owned),
            capacity(revision),
            platform(revision),
            images.map(deployment_rows::all_images),
            deployment_rows::yes_or_no(self.is_serving(place)),
        ]
        .map(Option::unwrap_or_default)
        .to_vec()
    }

    fn failures(&self) -> Option<&[Record<Failure>]> {
        Some(&self.failures)
    }

    fn table(&self, out: &mut dyn Write, context: &Context) -> io::Result<()> {
        write_blocks(out, self.records.iter(), |out, record| {
            revision_block::write(out, context, record)
        })
    }
}

impl Revisions<'_> {
    fn is_serving(&self, place: usize) -> Option<bool> {
        let arn = &self.records[place].item.service_revision_arn;
        self.serving.is_revision(&ServiceRef::of_arn(arn), arn)
    }
}
