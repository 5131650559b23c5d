//! The status of services, as `status` prints it.

use crate::model::arn::last_segment;
use crate::model::deployment::Deployment;
use crate::model::revision::RevisionSummary;
use crate::model::service_ref::ServiceRef;
use crate::model::service_status::ServiceStatus;
use crate::model::timestamp::to_rfc3339;
use crate::render::context::Paint;
use crate::render::json;
use crate::render::report::{Document, Report};
use crate::render::table::{Column, Table, Value, View};
use crate::report::images::{all_images, main_image};
use crate::report::service_columns::{OfService, ServiceColumns};
use serde_json::json;

/// Statuses, in the order to show them.
pub struct ServiceStatuses<'a>(pub Vec<ServiceStatus<'a>>);

impl Report for ServiceStatuses<'_> {
    fn table(&self, view: View) -> Table<'_> {
        let services = self.0.iter().map(|status| &status.service);
        let services = ServiceColumns::of(services).with_service();
        Table::new(view, services.before(columns()), self.0.iter())
    }

    fn document(&self) -> Document<'_> {
        Document::List {
            name: "services",
            items: Box::new(self.0.iter().map(item)),
            failures: None,
        }
    }
}

impl OfService for &ServiceStatus<'_> {
    fn service(&self) -> Option<&ServiceRef> {
        Some(&self.service)
    }
}

fn newest<'a>(status: &ServiceStatus<'a>) -> Option<&'a Deployment> {
    Some(status.newest?.deployment())
}

fn target(status: &ServiceStatus) -> RevisionSummary {
    let newest = status.newest;
    newest
        .map(|entry| entry.target_summary())
        .unwrap_or_default()
}

fn item(status: &ServiceStatus) -> serde_json::Result<serde_json::Value> {
    let deployment = newest(status);
    let target = target(status);
    let back_to = status.newest.and_then(|newest| newest.rolled_back_to());
    let ServiceRef {
        cluster, service, ..
    } = &status.service;
    let derived = json!({
        "cluster": cluster,
        "service": service,
        "outcome": status.outcome().map(|outcome| outcome.to_string()),
        "since": status.changed_at().map(to_rfc3339),
        "durationSeconds": deployment.and_then(Deployment::duration_seconds),
        "serviceDeploymentArn": deployment.map(|deployment| &deployment.service_deployment_arn),
        "deploymentId": deployment.map(Deployment::id),
        "taskDefinition": target.task_definition,
        "images": target.images,
        "rolledBackTo": back_to.as_deref().map(last_segment),
        "serving": status.is_serving(),
        "servingRevisionIds": status.serving.iter().map(|arn| last_segment(arn)).collect::<Vec<_>>(),
        "reason": status.reason(),
    });
    json::item(&status.record.json, Some(derived))
}

fn columns<'a>() -> Vec<Column<&'a ServiceStatus<'a>>> {
    vec![
        Column::new("outcome", "OUTCOME", |status: &&ServiceStatus| {
            Value::outcome(status.outcome())
        }),
        Column::new("since", "SINCE", |status: &&ServiceStatus| {
            Value::time(status.changed_at())
        }),
        Column::new("duration_seconds", "TOOK", |status: &&ServiceStatus| {
            Value::duration(newest(status).and_then(Deployment::duration_seconds))
        })
        .drop_order(3),
        Column::new("deployment", "DEPLOYMENT", |status: &&ServiceStatus| {
            Value::id(newest(status).map(Deployment::id))
        })
        .only_in(View::Wide),
        Column::new("task_definition", "TASK DEF", |status: &&ServiceStatus| {
            Value::text(target(status).task_definition)
        })
        .min_width(14)
        .drop_order(4),
        Column::new("image", "IMAGE", |status: &&ServiceStatus| {
            let images = target(status).images.unwrap_or_default();
            Value::text(main_image(&images, &status.service))
        })
        .min_width(14)
        .drop_order(1)
        .only_in(View::Fitted),
        Column::new("images", "IMAGES", |status: &&ServiceStatus| {
            Value::text(target(status).images.as_deref().map(all_images))
        })
        .only_in(View::Wide),
        Column::new("serving", "SERVING", |status: &&ServiceStatus| {
            Value::text(status.serving_name())
        })
        .min_width(14)
        .drop_order(2),
        // Of the desired tasks. A longer title would take room from the reasons.
        Column::new("running", "RUNNING", |status: &&ServiceStatus| {
            let service = &status.record.item;
            match service.running_count.zip(service.desired_count) {
                Some((running, desired)) if status.is_below_desired_count() => {
                    Value::Painted(format!("{running}/{desired}"), Paint::Waiting)
                }
                Some((running, desired)) => Value::Text(format!("{running}/{desired}")),
                None => Value::Missing,
            }
        })
        .only_in(View::Fitted),
        Column::new("running", "RUNNING", |status: &&ServiceStatus| {
            Value::count(status.record.item.running_count)
        })
        .only_in(View::Wide),
        Column::new("desired", "DESIRED", |status: &&ServiceStatus| {
            Value::count(status.record.item.desired_count)
        })
        .only_in(View::Wide),
        Column::new("reason", "REASON", |status: &&ServiceStatus| {
            Value::text(status.reason())
        })
        .min_width(20),
    ]
}
