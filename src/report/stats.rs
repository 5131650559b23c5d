//! Deployment metrics, as `stats` prints them.

use crate::model::service_ref::ServiceRef;
use crate::model::stats::{Figures, Stats, Window};
use crate::model::timestamp::to_rfc3339;
use crate::render::report::{Document, Report};
use crate::render::table::{Column, Table, Unit, Value, View};
use crate::report::service_columns::{OfService, ServiceColumns};
use serde_json::json;
use std::cmp::Reverse;

/// The metrics of services, and of all of them together.
pub struct StatsReport<'a> {
    pub figures: &'a Figures,
    pub window: Window,
    pub service_columns: ServiceColumns,
}

struct Row<'a> {
    /// `None` for the total.
    service: Option<&'a ServiceRef>,
    stats: &'a Stats,
    window: Window,
}

impl StatsReport<'_> {
    /// Sorts services by their success rate, the worst first, and appends the total.
    fn rows(&self) -> Vec<Row<'_>> {
        let row = |service, stats| Row {
            service,
            stats,
            window: self.window,
        };
        let services = self.figures.services.iter();
        let mut rows: Vec<Row> = services
            .map(|(service, stats)| row(Some(service), stats))
            .collect();
        rows.sort_by(|a, b| {
            // One without an ended deployment has no rate, and comes last.
            let rate = |row: &Row| row.stats.success_rate().unwrap_or(f64::INFINITY);
            let number = |row: &Row| Reverse(row.stats.deployments());
            let by_rate = rate(a).total_cmp(&rate(b));
            by_rate.then_with(|| number(a).cmp(&number(b)))
        });
        rows.push(row(None, &self.figures.total));
        rows
    }
}

impl Report for StatsReport<'_> {
    fn table(&self, view: View) -> Table<'_> {
        let services = self.service_columns;
        let rows = self.rows();
        let count = rows.len();
        Table::new(view, services.before(columns()), rows.into_iter()).with_total(count)
    }

    fn document(&self) -> Document<'_> {
        let items: Vec<_> = self.rows().iter().map(item).collect();
        // The total is the last one.
        let services = &items[..self.figures.services.len()];
        let total = &items[self.figures.services.len()..];
        let document = json!({
            "since": to_rfc3339(self.window.since),
            "until": to_rfc3339(self.window.until),
            "services": services,
            "total": total.first(),
        });
        Document::Own {
            document,
            items: Box::new(items.into_iter().map(Ok)),
        }
    }
}

impl OfService for Row<'_> {
    fn service(&self) -> Option<&ServiceRef> {
        self.service
    }
}

fn item(row: &Row) -> serde_json::Value {
    let Row {
        service,
        stats,
        window,
    } = row;
    let cell = window.bucket_length();
    json!({
        "serviceArn": service.map(ServiceRef::arn),
        "cluster": service.map(|service| &service.cluster),
        "service": service.map(|service| &service.service),
        "deployments": stats.deployments(),
        "succeeded": stats.succeeded,
        "rolledBack": stats.rolled_back,
        "failed": stats.failed,
        "superseded": stats.superseded,
        "stopped": stats.stopped,
        "ongoing": stats.ongoing,
        "successRate": stats.success_rate(),
        "medianDurationSeconds": stats.duration(0.5),
        "p95DurationSeconds": stats.duration(0.95),
        "deploymentsPerDay": stats.per_day(*window),
        "meanRecoverySeconds": stats.mean_recovery(),
        "trend": {
            "cellSeconds": cell.num_seconds(),
            "deployments": stats.trend(*window, cell),
        },
    })
}

fn columns<'a>() -> Vec<Column<Row<'a>>> {
    vec![
        Column::new("deployments", "DEPLOYMENTS", |row: &Row| {
            Value::Count(row.stats.deployments() as u64)
        }),
        Column::new("success_rate", "SUCCESS", |row: &Row| {
            Value::figure(row.stats.success_rate(), Unit::Ratio)
        }),
        Column::new("rolled_back", "ROLLED BACK", |row: &Row| {
            Value::Count(row.stats.rolled_back as u64)
        })
        .drop_order(4),
        Column::new("failed", "FAILED", |row: &Row| {
            Value::Count(row.stats.failed as u64)
        })
        .drop_order(5),
        Column::new("superseded", "SUPERSEDED", |row: &Row| {
            Value::Count(row.stats.superseded as u64)
        })
        .drop_order(1),
        Column::new("median_duration_seconds", "MEDIAN", |row: &Row| {
            Value::figure(row.stats.duration(0.5), Unit::Seconds)
        }),
        Column::new("p95_duration_seconds", "P95", |row: &Row| {
            Value::figure(row.stats.duration(0.95), Unit::Seconds)
        })
        .drop_order(3),
        Column::new("deployments_per_day", "PER DAY", |row: &Row| {
            Value::Figure(row.stats.per_day(row.window), Unit::PerDay)
        }),
        Column::new("trend", "TREND", |row: &Row| {
            Value::Trend(row.stats.trend(row.window, row.window.bucket_length()))
        })
        .drop_order(2),
        Column::new("mean_recovery_seconds", "RECOVERY", |row: &Row| {
            Value::figure(row.stats.mean_recovery(), Unit::Seconds)
        }),
    ]
}
