//! Service deployments, listed or described.

use crate::model::arn::last_segment;
use crate::model::failure::Failure;
use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::model::record::Record;
use crate::model::service_ref::ServiceRef;
use crate::model::serving::Serving;
use crate::model::timestamp::Timestamp;
use crate::render::block::write_blocks;
use crate::render::fit::unique_length;
use crate::render::json;
use crate::render::report::{Document, Drawing, Report};
use crate::render::table::{Column, Table, Value, View};
use crate::report::deployment_block;
use crate::report::deployment_details::DeploymentDetails;
use crate::report::derived::Derived;
use crate::report::images::{all_images, main_image};
use crate::report::next_steps::Suggestions;
use crate::report::service_columns::{OfService, ServiceColumns};
use crate::report::timeline::Timeline;
use std::collections::HashMap;

/// Deployments of a history, in the order to show them.
pub struct Deployments<'a> {
    pub history: &'a History,
    pub entries: Vec<Entry<'a>>,
    pub serving: Serving<'a>,
    /// `None` if they were listed.
    pub failures: Option<Vec<Record<Failure>>>,
    pub service_columns: ServiceColumns,
    /// Details of deployments, by ARN.
    pub details: HashMap<String, DeploymentDetails>,
    /// What the commands to run next need.
    pub suggestions: Suggestions,
    /// The requested time range, for the timeline.
    pub since: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

struct Row<'a> {
    entry: Entry<'a>,
    outcome: Outcome,
    is_serving: Option<bool>,
}

impl<'a> Deployments<'a> {
    /// Deployments that were listed.
    pub fn listed(history: &'a History, entries: Vec<Entry<'a>>, serving: Serving<'a>) -> Self {
        Self {
            history,
            entries,
            serving,
            failures: None,
            service_columns: ServiceColumns::HIDDEN,
            details: HashMap::new(),
            suggestions: Suggestions::default(),
            since: None,
            until: None,
        }
    }

    /// Deployments that were described.
    pub fn described(
        history: &'a History,
        entries: Vec<Entry<'a>>,
        serving: Serving<'a>,
        failures: Vec<Record<Failure>>,
    ) -> Self {
        Self {
            failures: Some(failures),
            ..Self::listed(history, entries, serving)
        }
    }

    /// One of them as JSON.
    pub fn item(&self, index: usize) -> serde_json::Result<serde_json::Value> {
        match self.entries.get(index) {
            Some(entry) => self.item_of(entry),
            None => Ok(serde_json::Value::Null),
        }
    }

    fn item_of(&self, entry: &Entry) -> serde_json::Result<serde_json::Value> {
        let derived = Derived::of_deployment(entry, self.serving.is_deployment(entry)).json();
        json::item(&entry.record().json, Some(derived))
    }
}

impl Report for Deployments<'_> {
    fn table(&self, view: View) -> Table<'_> {
        let rows = self.entries.iter().map(|entry| Row {
            entry: *entry,
            outcome: entry.outcome(),
            is_serving: self.serving.is_deployment(entry),
        });
        let table = Table::new(view, self.service_columns.before(columns()), rows);
        table.with_id_length(|| {
            let entries: Vec<Entry> = self.history.deployments().collect();
            unique_length(entries.iter().map(|entry| entry.deployment().id()))
        })
    }

    fn document(&self) -> Document<'_> {
        Document::List {
            name: "serviceDeployments",
            items: Box::new(self.entries.iter().map(|entry| self.item_of(entry))),
            failures: self.failures.as_deref(),
        }
    }

    fn blocks(&self) -> Option<Drawing<'_>> {
        self.failures.as_ref()?;
        Some(Box::new(|out, context| {
            write_blocks(out, self.entries.iter(), |out, entry| {
                let arn = &entry.deployment().service_deployment_arn;
                let none = DeploymentDetails::default();
                let details = self.details.get(arn).unwrap_or(&none);
                let suggestions = &self.suggestions;
                deployment_block::write(
                    out,
                    context,
                    self.history,
                    entry,
                    &self.serving,
                    details,
                    suggestions,
                )
            })
        }))
    }

    fn timeline(&self) -> Option<Drawing<'_>> {
        let timeline = Timeline {
            entries: &self.entries,
            since: self.since,
            until: self.until,
        };
        Some(Box::new(move |out, context| timeline.write(out, context)))
    }
}

impl OfService for Row<'_> {
    fn service(&self) -> Option<&ServiceRef> {
        Some(self.entry.service())
    }
}

fn columns<'a>() -> Vec<Column<Row<'a>>> {
    vec![
        Column::new("deployment", "DEPLOYMENT", |row: &Row| {
            Value::Id(row.entry.deployment().id().to_owned())
        })
        .ids(),
        Column::new("status", "STATUS", |row: &Row| {
            Value::Outcome(row.outcome.clone())
        }),
        Column::new("api_status", "API STATUS", |row: &Row| {
            let status = row.entry.deployment().status.as_ref();
            Value::text(status.map(ToString::to_string))
        })
        .only_in(View::Wide),
        Column::new("created", "CREATED", |row: &Row| {
            Value::time(row.entry.deployment().created_at)
        })
        .only_in(View::Wide),
        Column::new("started", "STARTED", |row: &Row| {
            Value::time(row.entry.deployment().started_or_created_at())
        })
        .only_in(View::Fitted),
        Column::new("started", "STARTED", |row: &Row| {
            Value::time(row.entry.deployment().started_at)
        })
        .only_in(View::Wide),
        Column::new("finished", "FINISHED", |row: &Row| {
            Value::time(row.entry.deployment().ended_at())
        })
        .only_in(View::Wide),
        Column::new("duration_seconds", "TOOK", |row: &Row| {
            Value::duration(row.entry.deployment().duration_seconds())
        })
        .drop_order(1),
        Column::new("revision", "REVISION", |row: &Row| {
            Value::text(
                row.entry
                    .deployment()
                    .target_revision_arn()
                    .map(last_segment),
            )
        })
        .only_in(View::Wide),
        Column::new("task_definition", "TASK DEF", |row: &Row| {
            Value::text(row.entry.target_summary().task_definition)
        })
        .min_width(8)
        .keeps_end()
        .drop_order(3),
        Column::new("image", "IMAGE", |row: &Row| {
            let images = row.entry.target_summary().images.unwrap_or_default();
            Value::text(main_image(&images, row.entry.service()))
        })
        .min_width(14)
        .keeps_end()
        .drop_order(2)
        .only_in(View::Fitted),
        Column::new("images", "IMAGES", |row: &Row| {
            Value::text(row.entry.target_summary().images.as_deref().map(all_images))
        })
        .only_in(View::Wide),
        Column::new("rolled_back_to", "ROLLED BACK TO", |row: &Row| {
            let revision = row.entry.rolled_back_to();
            Value::text(revision.as_deref().map(last_segment))
        })
        .only_in(View::Wide),
        Column::new("serving", "SERVING", |row: &Row| {
            Value::flag(row.is_serving)
        })
        .only_in(View::Wide),
        Column::new("reason", "REASON", |row: &Row| {
            // A success has no other reason.
            let serving = (row.is_serving == Some(true)).then(|| "serving".to_owned());
            Value::text(row.entry.reason(&row.outcome).or(serving))
        })
        .min_width(16)
        .drop_order(4)
        .only_in(View::Fitted),
        Column::new("reason", "REASON", |row: &Row| {
            Value::text(row.entry.reason(&row.outcome))
        })
        .only_in(View::Wide),
    ]
}
