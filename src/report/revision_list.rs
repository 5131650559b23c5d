//! The service revisions of a service, listed.

use crate::model::arn::last_segment;
use crate::model::failure::Failure;
use crate::model::history::Entry;
use crate::model::record::Record;
use crate::model::revision::{ContainerImage, Revision, RevisionSummary};
use crate::model::revision_usage::RevisionUsage;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::Serving;
use crate::model::timestamp::to_rfc3339;
use crate::render::fit::unique_length;
use crate::render::json;
use crate::render::report::{Document, Report};
use crate::render::table::{Column, Table, Value, View};
use crate::report::derived::Derived;
use crate::report::images::{all_images, main_image};
use crate::report::service_columns::{OfService, ServiceColumns};
use std::collections::HashMap;

/// Revisions, with what is known from their deployments.
pub struct RevisionList<'a> {
    pub usages: Vec<RevisionUsage<'a>>,
    /// The revisions that were described, by ARN.
    pub records: HashMap<String, Record<Revision>>,
    pub failures: Vec<Record<Failure>>,
    pub serving: Serving<'a>,
    pub service_columns: ServiceColumns,
}

struct Row<'a> {
    usage: &'a RevisionUsage<'a>,
    /// `None` if it could not be described.
    revision: Option<&'a Revision>,
    service: ServiceRef,
    is_serving: Option<bool>,
    /// The summary from its last deployment.
    target: RevisionSummary,
}

impl<'a> RevisionList<'a> {
    fn row(&'a self, usage: &'a RevisionUsage<'a>) -> Row<'a> {
        let service = ServiceRef::from_arn(&usage.revision);
        Row {
            usage,
            revision: self
                .records
                .get(&usage.revision)
                .map(|record| &*record.item),
            is_serving: self.serving.is_revision(&service, &usage.revision),
            service,
            target: usage.last().map(Entry::target_summary).unwrap_or_default(),
        }
    }

    /// A revision that could not be described has its ARN and what is known from its deployments.
    fn item(&'a self, usage: &'a RevisionUsage<'a>) -> serde_json::Result<serde_json::Value> {
        let Row {
            revision,
            service,
            is_serving,
            ..
        } = self.row(usage);
        let arn = &usage.revision;
        let derived = Derived::of_revision(&service, arn, revision, usage.last(), is_serving);
        let mut derived = derived.json();
        derived["firstDeployedAt"] = usage.first_deployed_at().map(to_rfc3339).into();
        derived["lastDeployedAt"] = usage.last_deployed_at().map(to_rfc3339).into();
        derived["lastDeploymentId"] = usage.last().map(|entry| entry.deployment().id()).into();
        derived["timesDeployed"] = usage.deployments.len().into();
        match self.records.get(arn) {
            Some(record) => json::item(&record.json, Some(derived)),
            None => {
                let alone = serde_json::json!({"serviceRevisionArn": arn}).to_string();
                json::item(&alone, Some(derived))
            }
        }
    }
}

impl Report for RevisionList<'_> {
    fn table(&self, view: View) -> Table<'_> {
        let rows: Vec<Row> = self.usages.iter().map(|usage| self.row(usage)).collect();
        Table::new(
            view,
            self.service_columns.before(columns()),
            rows.into_iter(),
        )
        .with_id_length(|| {
            let usages = self.usages.iter();
            unique_length(usages.map(|usage| last_segment(&usage.revision)))
        })
    }

    fn document(&self) -> Document<'_> {
        Document::List {
            name: "serviceRevisions",
            items: Box::new(self.usages.iter().map(|usage| self.item(usage))),
            failures: Some(&self.failures),
        }
    }
}

impl Row<'_> {
    fn images(&self) -> Option<&[ContainerImage]> {
        self.revision?.container_images.as_deref()
    }

    fn task_definition(&self) -> Option<&str> {
        self.revision.and_then(Revision::task_definition_name)
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
            Value::Id(last_segment(&row.usage.revision).to_owned())
        })
        .ids(),
        Column::new("task_definition", "TASK DEF", |row: &Row| {
            let of_deployment = row.target.task_definition.as_deref();
            Value::text(row.task_definition().or(of_deployment))
        })
        .min_width(8)
        .keeps_end()
        .only_in(View::Fitted),
        Column::new("task_definition", "TASK DEF", |row: &Row| {
            Value::text(row.task_definition())
        })
        .only_in(View::Wide),
        Column::new("image", "IMAGE", |row: &Row| {
            let images = row.images().or(row.target.images.as_deref());
            Value::text(images.and_then(|images| main_image(images, &row.service)))
        })
        .min_width(14)
        .keeps_end()
        .drop_order(3)
        .only_in(View::Fitted),
        Column::new("images", "IMAGES", |row: &Row| {
            Value::text(row.images().map(all_images))
        })
        .only_in(View::Wide),
        Column::new("created", "CREATED", |row: &Row| {
            Value::time(row.revision.and_then(|revision| revision.created_at))
        })
        .drop_order(2),
        Column::new("first_deployed", "FIRST DEPLOYED", |row: &Row| {
            Value::time(row.usage.first_deployed_at())
        })
        .only_in(View::Wide),
        Column::new("deployed", "DEPLOYED", |row: &Row| {
            Value::time(row.usage.last_deployed_at())
        })
        .only_in(View::Fitted),
        Column::new("last_deployed", "LAST DEPLOYED", |row: &Row| {
            Value::time(row.usage.last_deployed_at())
        })
        .only_in(View::Wide),
        Column::new("times", "TIMES", |row: &Row| {
            Value::Count(row.usage.deployments.len() as u64)
        })
        .drop_order(1),
        Column::new("last_deployment", "LAST DEPLOYMENT", |row: &Row| {
            let last = row.usage.last();
            Value::id(last.map(|entry| entry.deployment().id()))
        })
        .only_in(View::Wide),
        Column::new("status", "STATUS", |row: &Row| {
            Value::outcome(row.usage.last().map(Entry::outcome))
        }),
        Column::new("serving", "SERVING", |row: &Row| {
            Value::flag(row.is_serving.filter(|is_serving| *is_serving))
        })
        .only_in(View::Fitted),
        Column::new("serving", "SERVING", |row: &Row| {
            Value::flag(row.is_serving)
        })
        .only_in(View::Wide),
    ]
}
