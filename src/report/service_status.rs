//! The status of services, as `status` prints it.

use crate::model::arn::last_segment;
use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;
use crate::model::revision::RevisionSummary;
use crate::model::service_ref::ServiceRef;
use crate::model::service_status::ServiceStatus;
use crate::model::timestamp::to_rfc3339;
use crate::render::context::Paint;
use crate::render::json;
use crate::render::report::{Document, Report};
use crate::render::table::{Column, Head, Row, Table, Value, View};
use crate::report::derived::Derived;
use crate::report::images::{all_images, main_image};
use crate::report::service_columns::{OfService, ServiceColumns};

/// Statuses, in the order to show them.
pub struct ServiceStatuses<'a> {
    pub statuses: Vec<ServiceStatus<'a>>,
    /// Show at most this many.
    pub limit: usize,
    pub service_columns: ServiceColumns,
    /// Whether the table shows the services that are fine as one row.
    pub is_folded: bool,
}

impl ServiceStatuses<'_> {
    /// The row for this many services that are fine.
    fn folded(heads: &[Head], number: usize) -> Row {
        let values = heads.iter().map(|head| match head.name {
            "service" => Value::Text(format!("{number} more (--all)")),
            "outcome" => Value::Outcome(Outcome::Succeeded),
            "reason" => Value::Text("all running".to_owned()),
            _ => Value::Blank,
        });
        Row {
            values: values.collect(),
            is_total: false,
        }
    }
}

impl Report for ServiceStatuses<'_> {
    fn table(&self, view: View) -> Table<'_> {
        let is_shown = |status: &&ServiceStatus| !(self.is_folded && status.is_fine());
        let shown = self.statuses.iter().filter(is_shown);
        let folded = self.statuses.len() - shown.clone().count();
        let columns = self.service_columns.before(columns());
        let table = Table::new(view, columns, shown.take(self.limit));
        if folded == 0 {
            return table;
        }
        let row = Self::folded(&table.heads, folded);
        table.with_row(row)
    }

    fn document(&self) -> Document<'_> {
        Document::List {
            name: "services",
            items: Box::new(self.statuses.iter().take(self.limit).map(item)),
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
    let derived = Derived {
        service: &status.service,
        entry: status.newest.as_ref(),
        revision: deployment.and_then(Deployment::target_revision_arn),
        summary: target(status),
        serving: status.is_serving(),
    };
    let mut derived = derived.json();
    derived["reason"] = status.reason().into();
    derived["since"] = status.changed_at().map(to_rfc3339).into();
    let arn = deployment.map(|deployment| &*deployment.service_deployment_arn);
    derived["serviceDeploymentArn"] = arn.into();
    let serving = status.serving.iter().map(|arn| last_segment(arn));
    derived["servingRevisionIds"] = serving.collect();
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
        .drop_order(1),
        Column::new("deployment", "DEPLOYMENT", |status: &&ServiceStatus| {
            Value::id(newest(status).map(Deployment::id))
        })
        .only_in(View::Wide),
        Column::new("task_definition", "TASK DEF", |status: &&ServiceStatus| {
            Value::text(target(status).task_definition)
        })
        .min_width(8)
        .keeps_end()
        .drop_order(4),
        Column::new("image", "IMAGE", |status: &&ServiceStatus| {
            let images = target(status).images.unwrap_or_default();
            Value::text(main_image(&images, &status.service))
        })
        .min_width(14)
        .keeps_end()
        .drop_order(2)
        .only_in(View::Fitted),
        Column::new("images", "IMAGES", |status: &&ServiceStatus| {
            Value::text(target(status).images.as_deref().map(all_images))
        })
        .only_in(View::Wide),
        Column::new("serving", "SERVING", |status: &&ServiceStatus| {
            Value::text(status.serving_name())
        })
        .min_width(8)
        .keeps_end()
        .drop_order(3),
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
        .min_width(16)
        .drop_order(5),
    ]
}
