//! Services and where they stand, in every format.

use crate::humanize::duration;
use crate::model::arn::{Arn, last_segment};
use crate::model::failure::Failure;
use crate::model::history::Entry;
use crate::model::record::Record;
use crate::model::service_status::ServiceStatus;
use crate::model::timestamp::to_rfc3339;
use crate::render::answer::Answer;
use crate::render::context::{Context, Paint};
use crate::render::table::{Cell, Column};
use crate::render::{json, table};
use crate::report::deployment_rows::{all_images, main_image, outcome_text, paint};
use crate::report::service_columns::ServiceColumns;
use serde_json::{Value, json};
use std::io::{self, Write};

const COLUMNS: [Column; 7] = [
    Column::whole("OUTCOME"),
    Column::whole("SINCE"),
    Column {
        title: "TOOK",
        least: None,
        left_out: Some(2),
    },
    Column {
        title: "TASK DEF",
        least: Some(14),
        left_out: Some(3),
    },
    Column {
        title: "IMAGE",
        least: Some(14),
        left_out: Some(1),
    },
    // Of those that are desired. The longer title would take room from the reasons.
    Column::whole("RUNNING"),
    Column {
        title: "REASON",
        least: Some(20),
        left_out: None,
    },
];

/// Services, in their order.
pub struct ServiceStatuses<'a>(pub Vec<ServiceStatus<'a>>);

fn row(context: &Context, standing: &ServiceStatus) -> Vec<Cell> {
    let service = &standing.record.item;
    let outcome = match standing.outcome() {
        Some(outcome) => Cell::new(outcome_text(context, &outcome)).painted(paint(outcome.mood())),
        None => Cell::new(""),
    };
    let target = standing
        .newest
        .map(|entry| entry.target())
        .unwrap_or_default();
    let name = last_segment(&service.service_arn);
    let images = target.images.as_deref();
    let image = images.and_then(|images| main_image(images, Some(name)));
    let running = service.running_count.zip(service.desired_count);
    let running = Cell::optional(running.map(|(running, desired)| format!("{running}/{desired}")));
    vec![
        outcome,
        Cell::optional(standing.since().map(|time| context.time(time))),
        Cell::optional(took(standing.newest)),
        Cell::optional(target.task_definition),
        Cell::optional(image),
        if standing.lacks_tasks() {
            running.painted(Paint::Waiting)
        } else {
            running
        },
        Cell::optional(standing.reason()),
    ]
}

fn took(entry: Option<Entry>) -> Option<String> {
    entry?.deployment().duration_seconds().map(duration)
}

impl Answer for ServiceStatuses<'_> {
    const NAME: &'static str = "services";
    const WIDE_COLUMNS: &'static [Column] = &[
        Column::whole("CLUSTER"),
        Column::whole("SERVICE"),
        Column::whole("OUTCOME"),
        Column::whole("SINCE"),
        Column::whole("TOOK"),
        Column::whole("DEPLOYMENT"),
        Column::whole("TASK DEF"),
        Column::whole("IMAGES"),
        Column::whole("RUNNING"),
        Column::whole("DESIRED"),
        Column::whole("REASON"),
    ];

    fn count(&self) -> usize {
        self.0.len()
    }

    fn item(&self, place: usize) -> serde_json::Result<Value> {
        let standing = &self.0[place];
        let deployment = standing.newest.map(|entry| entry.deployment());
        let target = standing
            .newest
            .map(|entry| entry.target())
            .unwrap_or_default();
        let arn = standing.service.arn();
        let back_to = deployment.and_then(|deployment| deployment.rolled_back_to());
        let derived = json!({
            "cluster": Arn::parse(&arn).and_then(|arn| arn.cluster()),
            "service": last_segment(&arn),
            "outcome": standing.outcome().map(|outcome| outcome.to_string()),
            "since": standing.since().map(to_rfc3339),
            "durationSeconds": deployment.and_then(|deployment| deployment.duration_seconds()),
            "serviceDeploymentArn": deployment.map(|deployment| &deployment.service_deployment_arn),
            "deploymentId": deployment.map(|deployment| deployment.id()),
            "taskDefinition": target.task_definition,
            "images": target.images,
            "rolledBackTo": back_to.as_deref().map(last_segment),
            "reason": standing.reason(),
        });
        json::item(&standing.record.json, Some(derived))
    }

    fn wide_row(&self, place: usize, context: &Context) -> Vec<String> {
        let standing = &self.0[place];
        let service = &standing.record.item;
        let arn = standing.service.arn();
        let target = standing
            .newest
            .map(|entry| entry.target())
            .unwrap_or_default();
        let time = |time: Option<_>| time.map(|time| context.exact_time(time));
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        [
            Arn::parse(&arn)
                .and_then(|arn| arn.cluster())
                .map(str::to_owned),
            Some(last_segment(&arn).to_owned()),
            standing.outcome().map(|outcome| outcome.to_string()),
            time(standing.since()),
            took(standing.newest),
            standing
                .newest
                .map(|entry| entry.deployment().id().to_owned()),
            target.task_definition,
            target.images.as_deref().map(all_images),
            number(service.running_count),
            number(service.desired_count),
            standing.reason(),
        ]
        .map(Option::unwrap_or_default)
        .to_vec()
    }

    fn failures(&self) -> Option<&[Record<Failure>]> {
        None
    }

    fn table(&self, out: &mut dyn Write, context: &Context) -> io::Result<()> {
        let arns: Vec<String> = self
            .0
            .iter()
            .map(|standing| standing.service.arn())
            .collect();
        let columns = ServiceColumns::of(arns.iter().map(String::as_str)).with_service();
        let rows = self.0.iter().zip(&arns);
        let rows = rows.map(|(standing, arn)| columns.row(arn, row(context, standing)));
        table::write(out, context, &columns.before(&COLUMNS), rows.collect())
    }
}
