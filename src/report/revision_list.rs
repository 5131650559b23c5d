//! The service revisions of a service, listed, in every format.

use crate::model::arn::{Arn, last_segment};
use crate::model::failure::Failure;
use crate::model::history::Entry;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::revision_usage::RevisionUsage;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::Serving;
use crate::model::timestamp::to_rfc3339;
use crate::render::answer::Answer;
use crate::render::context::Context;
use crate::render::table::{Cell, Column};
use crate::render::{json, table};
use crate::report::deployment_rows;
use crate::report::deployment_rows::{main_image, outcome_text, paint, yes_or_no};
use crate::report::service_columns::ServiceColumns;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{self, Write};

/// Revisions, with what their deployments tell.
pub struct RevisionList<'a> {
    pub usages: Vec<RevisionUsage<'a>>,
    /// Those that were described, by ARN.
    pub records: HashMap<String, Record<Revision>>,
    pub failures: Vec<Record<Failure>>,
    pub serving: Serving<'a>,
}

const COLUMNS: [Column; 8] = [
    Column::whole("REVISION"),
    Column {
        title: "TASK DEF",
        least: Some(14),
        left_out: None,
    },
    Column {
        title: "IMAGE",
        least: Some(14),
        left_out: Some(3),
    },
    Column {
        title: "CREATED",
        least: None,
        left_out: Some(2),
    },
    Column::whole("DEPLOYED"),
    Column {
        title: "TIMES",
        least: None,
        left_out: Some(1),
    },
    Column::whole("STATUS"),
    Column::whole("SERVING"),
];

impl RevisionList<'_> {
    fn revision(&self, usage: &RevisionUsage) -> Option<&Revision> {
        Some(&self.records.get(&usage.revision)?.item)
    }

    fn is_serving(&self, usage: &RevisionUsage) -> Option<bool> {
        self.serving
            .is_revision(&ServiceRef::of_arn(&usage.revision), &usage.revision)
    }

    fn row(&self, context: &Context, usage: &RevisionUsage) -> Vec<Cell> {
        let revision = self.revision(usage);
        let service = Arn::parse(&usage.revision).and_then(|arn| arn.service());
        let target = usage.last().map(Entry::target).unwrap_or_default();
        let task_definition = revision.and_then(Revision::task_definition_name);
        let images = revision.and_then(|revision| revision.container_images.as_deref());
        let image = images.or(target.images.as_deref());
        let image = image.and_then(|images| main_image(images, service));
        let time = |time: Option<_>| time.map(|time| context.time(time));
        let outcome = usage.last().map(Entry::outcome);
        let status = match &outcome {
            Some(outcome) => {
                Cell::new(outcome_text(context, outcome)).painted(paint(outcome.mood()))
            }
            None => Cell::optional(None::<&str>),
        };
        vec![
            Cell::new(last_segment(&usage.revision)),
            Cell::optional(task_definition.or(target.task_definition.as_deref())),
            Cell::optional(image),
            Cell::optional(time(revision.and_then(|revision| revision.created_at))),
            Cell::optional(time(usage.last_deployed_at())),
            Cell::new(usage.deployments.len().to_string()),
            status,
            Cell::optional(yes_or_no(self.is_serving(usage)).filter(|answer| answer == "yes")),
        ]
    }
}

impl Answer for RevisionList<'_> {
    const NAME: &'static str = "serviceRevisions";
    const WIDE_COLUMNS: &'static [Column] = &[
        Column::whole("CLUSTER"),
        Column::whole("SERVICE"),
        Column::whole("REVISION"),
        Column::whole("TASK DEF"),
        Column::whole("IMAGES"),
        Column::whole("CREATED"),
        Column::whole("FIRST DEPLOYED"),
        Column::whole("LAST DEPLOYED"),
        Column::whole("TIMES"),
        Column::whole("LAST DEPLOYMENT"),
        Column::whole("STATUS"),
        Column::whole("SERVING"),
    ];

    fn count(&self) -> usize {
        self.usages.len()
    }

    /// One that could not be described has its ARN, and what its deployments tell.
    fn item(&self, place: usize) -> serde_json::Result<Value> {
        let usage = &self.usages[place];
        let arn = &usage.revision;
        let revision = self.revision(usage);
        let mut derived = json::derived_of_revision(arn, revision, self.is_serving(usage));
        derived["firstDeployedAt"] = usage.first_deployed_at().map(to_rfc3339).into();
        derived["lastDeployedAt"] = usage.last_deployed_at().map(to_rfc3339).into();
        derived["lastDeploymentId"] = usage.last().map(|entry| entry.deployment().id()).into();
        derived["timesDeployed"] = usage.deployments.len().into();
        derived["outcome"] = usage.last().map(|entry| entry.outcome().to_string()).into();
        let alone: Box<RawValue>;
        let raw: &RawValue = match self.records.get(&usage.revision) {
            Some(record) => &record.json,
            None => {
                alone = to_raw_value(&json!({"serviceRevisionArn": usage.revision}))?;
                &alone
            }
        };
        json::item(raw, Some(derived))
    }

    fn wide_row(&self, place: usize, context: &Context) -> Vec<String> {
        let usage = &self.usages[place];
        let arn = Arn::parse(&usage.revision);
        let revision = self.revision(usage);
        let images = revision.and_then(|revision| revision.container_images.as_deref());
        let time = |time: Option<_>| time.map(|time| context.exact_time(time));
        let last = usage.last();
        [
            arn.and_then(|arn| arn.cluster()).map(str::to_owned),
            arn.and_then(|arn| arn.service()).map(str::to_owned),
            Some(last_segment(&usage.revision).to_owned()),
            revision
                .and_then(Revision::task_definition_name)
                .map(str::to_owned),
            images.map(deployment_rows::all_images),
            time(revision.and_then(|revision| revision.created_at)),
            time(usage.first_deployed_at()),
            time(usage.last_deployed_at()),
            Some(usage.deployments.len().to_string()),
            last.map(|entry| entry.deployment().id().to_owned()),
            last.map(|entry| entry.outcome().to_string()),
            yes_or_no(self.is_serving(usage)),
        ]
        .map(Option::unwrap_or_default)
        .to_vec()
    }

    fn failures(&self) -> Option<&[Record<Failure>]> {
        Some(&self.failures)
    }

    fn table(&self, out: &mut dyn Write, context: &Context) -> io::Result<()> {
        let arns = self.usages.iter().map(|usage| usage.revision.as_str());
        let columns = ServiceColumns::of(arns);
        let row = |usage: &RevisionUsage| columns.row(&usage.revision, self.row(context, usage));
        let rows = self.usages.iter().map(row).collect();
        table::write(out, context, &columns.before(&COLUMNS), rows)
    }
}
