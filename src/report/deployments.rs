//! Service deployments, listed or described, in every format.

use crate::model::failure::Failure;
use crate::model::history::{Entry, History};
use crate::model::record::Record;
use crate::model::serving::Serving;
use crate::render::answer::{Answer, write_blocks};
use crate::render::context::Context;
use crate::render::table::Column;
use crate::render::{json, table};
use crate::report::deployment_details::DeploymentDetails;
use crate::report::service_columns::ServiceColumns;
use crate::report::{deployment_block, deployment_rows};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{self, Write};

/// Deployments of a history.
pub struct Deployments<'a> {
    history: &'a History,
    entries: Vec<Entry<'a>>,
    serving: Serving<'a>,
    failures: Option<Vec<Record<Failure>>>,
    /// Whether several services were asked about, even if the deployments are all of one.
    with_service_column: bool,
    /// By ARN.
    stories: HashMap<String, DeploymentDetails>,
}

impl<'a> Deployments<'a> {
    /// What was listed.
    pub fn listed(history: &'a History, entries: Vec<Entry<'a>>, serving: Serving<'a>) -> Self {
        Self {
            history,
            entries,
            serving,
            failures: None,
            with_service_column: false,
            stories: HashMap::new(),
        }
    }

    /// Names the service of each, whether or not there are several.
    pub fn with_service_column(self, with_service_column: bool) -> Self {
        Self {
            with_service_column,
            ..self
        }
    }

    /// Adds what was found out about deployments, by ARN.
    pub fn with_stories(self, stories: HashMap<String, DeploymentDetails>) -> Self {
        Self { stories, ..self }
    }

    /// What was described.
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

    fn is_serving(&self, entry: &Entry) -> Option<bool> {
        self.serving.is_deployment(entry)
    }

    fn rows(&self, out: &mut dyn Write, context: &Context) -> io::Result<()> {
        let arn = |entry: &Entry<'a>| entry.deployment().service_deployment_arn.as_str();
        let mut columns = ServiceColumns::of(self.entries.iter().map(arn));
        if self.with_service_column {
            columns = columns.with_service();
        }
        let rows = self.entries.iter().map(|entry| {
            let row = deployment_rows::row(context, entry, self.is_serving(entry));
            columns.row(arn(entry), row)
        });
        let columns = columns.before(&deployment_rows::COLUMNS);
        table::write(out, context, &columns, rows.collect())
    }
}

impl Answer for Deployments<'_> {
    const NAME: &'static str = "serviceDeployments";
    const WIDE_COLUMNS: &'static [Column] = &deployment_rows::WIDE_COLUMNS;

    fn count(&self) -> usize {
        self.entries.len()
    }

    fn item(&self, place: usize) -> serde_json::Result<Value> {
        let entry = &self.entries[place];
        let derived = json::derived_of_deployment(entry, self.is_serving(entry));
        json::item(&entry.record().json, Some(derived))
    }

    fn wide_row(&self, place: usize, context: &Context) -> Vec<String> {
        let entry = &self.entries[place];
        deployment_rows::wide_row(context, entry, self.is_serving(entry))
    }

    fn failures(&self) -> Option<&[Record<Failure>]> {
        self.failures.as_deref()
    }

    fn table(&self, out: &mut dyn Write, context: &Context) -> io::Result<()> {
        if self.failures.is_none() {
            return self.rows(out, context);
        }
        write_blocks(out, self.entries.iter(), |out, entry| {
            let arn = &entry.deployment().service_deployment_arn;
            let unknown = DeploymentDetails::default();
            let story = self.stories.get(arn).unwrap_or(&unknown);
            let serving = self.is_serving(entry);
            deployment_block::write(out, context, self.history, entry, serving, story)
        })
    }
}
