//! Deployments as rows: of the table, of the wide table, and of tab-separated values.

use crate::humanize::duration;
use crate::model::arn::{Arn, last_segment};
use crate::model::history::Entry;
use crate::model::outcome::{Outcome, Severity};
use crate::model::revision::ContainerImage;
use crate::render::context::{Context, Paint};
use crate::render::table::{Cell, Column};

/// The table's columns.
pub const COLUMNS: [Column; 7] = [
    Column::whole("DEPLOYMENT"),
    Column::whole("STATUS"),
    Column::whole("STARTED"),
    Column {
        title: "TOOK",
        least: None,
        left_out: Some(2),
    },
    Column {
        title: "TASK DEF",
        least: Some(14),
        left_out: Some(4),
    },
    Column {
        title: "IMAGE",
        least: Some(14),
        left_out: Some(1),
    },
    Column {
        title: "REASON",
        least: Some(20),
        left_out: Some(3),
    },
];

/// The columns of wide and tsv.
pub const WIDE_COLUMNS: [Column; 15] = [
    Column::whole("CLUSTER"),
    Column::whole("SERVICE"),
    Column::whole("DEPLOYMENT"),
    Column::whole("STATUS"),
    Column::whole("API STATUS"),
    Column::whole("CREATED"),
    Column::whole("STARTED"),
    Column::whole("FINISHED"),
    Column::whole("TOOK"),
    Column::whole("REVISION"),
    Column::whole("TASK DEF"),
    Column::whole("IMAGES"),
    Column::whole("ROLLED BACK TO"),
    Column::whole("SERVING"),
    Column::whole("REASON"),
];

/// A row of [`COLUMNS`].
pub fn row(context: &Context, entry: &Entry, serving: Option<bool>) -> Vec<Cell> {
    let deployment = entry.deployment();
    let outcome = entry.outcome();
    let target = entry.target();
    let service = service(&deployment.service_deployment_arn);
    let image = target
        .images
        .as_deref()
        .and_then(|images| main_image(images, service));
    // A success has no reason of its own.
    let serves = (serving == Some(true)).then(|| "serving".to_owned());
    vec![
        Cell::new(deployment.id()),
        Cell::new(outcome_text(context, &outcome)).painted(paint(outcome.mood())),
        Cell::optional(deployment.began_at().map(|time| context.time(time))),
        Cell::optional(deployment.duration_seconds().map(duration)),
        Cell::optional(target.task_definition),
        Cell::optional(image),
        Cell::optional(entry.reason(&outcome).or(serves)),
    ]
}

/// The texts of [`WIDE_COLUMNS`], not cleaned.
pub fn wide_row(context: &Context, entry: &Entry, serving: Option<bool>) -> Vec<String> {
    let deployment = entry.deployment();
    let outcome = entry.outcome();
    let target = entry.target();
    let arn = Arn::parse(&deployment.service_deployment_arn);
    let time = |time: Option<_>| time.map(|time| context.exact_time(time));
    [
        arn.and_then(|arn| arn.cluster()).map(str::to_owned),
        arn.and_then(|arn| arn.service()).map(str::to_owned),
        Some(deployment.id().to_owned()),
        Some(outcome.to_string()),
        deployment.status.as_ref().map(ToString::to_string),
        time(deployment.created_at),
        time(deployment.started_at),
        time(deployment.ended_at()),
        deployment.duration_seconds().map(duration),
        deployment.target().map(|arn| last_segment(arn).to_owned()),
        target.task_definition,
        target.images.as_deref().map(all_images),
        deployment
            .rolled_back_to()
            .map(|arn| last_segment(&arn).to_owned()),
        yes_or_no(serving),
        entry.reason(&outcome),
    ]
    .map(Option::unwrap_or_default)
    .to_vec()
}

/// The outcome's colour.
pub fn paint(mood: Severity) -> Paint {
    match mood {
        Severity::Good => Paint::Good,
        Severity::Bad => Paint::Bad,
        Severity::Ongoing => Paint::Ongoing,
        Severity::Waiting => Paint::Waiting,
        Severity::Neutral => Paint::Dim,
    }
}

/// The outcome, with its mark where marks are shown.
pub fn outcome_text(context: &Context, outcome: &Outcome) -> String {
    if !context.marks {
        return outcome.to_string();
    }
    let mark = match outcome {
        Outcome::Succeeded => '✓',
        Outcome::Failed | Outcome::RollbackFailed => '✗',
        Outcome::RolledBack | Outcome::RollingBack => '↩',
        Outcome::Pending => '○',
        Outcome::InProgress => '●',
        Outcome::AwaitingAction => '‖',
        Outcome::Stopping | Outcome::Stopped | Outcome::Superseded => '■',
        Outcome::Unknown(_) => '?',
    };
    format!("{mark} {outcome}")
}

fn service(deployment_arn: &str) -> Option<&str> {
    Arn::parse(deployment_arn)?.service()
}

/// The image of the container that a person means by the service: the one with the service's name,
/// else the first; and how many more there are.
pub fn main_image(images: &[ContainerImage], service: Option<&str>) -> Option<String> {
    let named =
        |image: &&ContainerImage| service.is_some() && image.container_name.as_deref() == service;
    let name = images.iter().find(named).or(images.first())?.short_name()?;
    Some(match images.len() - 1 {
        0 => name,
        others => format!("{name} +{others}"),
    })
}

/// A cell for something that may not be known.
pub fn yes_or_no(answer: Option<bool>) -> Option<String> {
    answer.map(|yes| if yes { "yes" } else { "no" }.to_owned())
}

/// Every image, as `container=image@digest`.
pub fn all_images(images: &[ContainerImage]) -> String {
    let images: Vec<String> = images.iter().map(named_image).collect();
    images.join(" ")
}

fn named_image(image: &ContainerImage) -> String {
    let name = image.container_name.as_deref().unwrap_or("-");
    let reference = image.image.as_deref().unwrap_or("-");
    match image.image_digest.as_deref() {
        Some(digest) if !reference.contains('@') => format!("{name}={reference}@{digest}"),
        _ => format!("{name}={reference}"),
    }
}
