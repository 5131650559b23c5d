//! Figures about deployments, in every format.

use crate::error::Result;
use crate::humanize::duration;
use crate::model::arn::Arn;
use crate::model::stats::{Figures, Stats, Window};
use crate::model::timestamp::to_rfc3339;
use crate::render::context::{Context, Paint};
use crate::render::format::Format;
use crate::render::table::{Cell, Column};
use crate::render::{json, table};
use crate::report::service_columns::ServiceColumns;
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::io::Write;

const COLUMNS: [Column; 10] = [
    Column::whole("DEPLOYMENTS"),
    Column::whole("SUCCESS"),
    Column {
        title: "ROLLED BACK",
        least: None,
        left_out: Some(4),
    },
    Column {
        title: "FAILED",
        least: None,
        left_out: Some(5),
    },
    Column {
        title: "SUPERSEDED",
        least: None,
        left_out: Some(1),
    },
    Column::whole("MEDIAN"),
    Column {
        title: "P95",
        least: None,
        left_out: Some(3),
    },
    Column::whole("A DAY"),
    Column {
        title: "TREND",
        least: None,
        left_out: Some(2),
    },
    Column::whole("RECOVERY"),
];

const NAMES: [Column; 2] = [Column::whole("CLUSTER"), Column::whole("SERVICE")];

/// The figures of services, and of all of them.
pub struct StatsReport<'a> {
    pub figures: &'a Figures,
    pub window: Window,
}

impl StatsReport<'_> {
    /// Writes it in a format.
    pub fn write(&self, out: &mut dyn Write, output: Format, context: &Context) -> Result<()> {
        let services = self.services();
        match output {
            Format::Table | Format::Timeline => {
                let columns =
                    ServiceColumns::of(services.iter().map(|(arn, _)| arn.as_str())).with_service();
                let rows = services
                    .iter()
                    .map(|(arn, stats)| columns.row(arn, self.row(stats, context)));
                let total = self.row(&self.figures.total, context);
                let total = columns
                    .total(total)
                    .into_iter()
                    .map(|cell| cell.painted(Paint::Bold));
                let rows = rows.chain([total.collect()]).collect();
                table::write(out, context, &columns.before(&COLUMNS), rows)?;
            }
            Format::Wide => {
                let columns = [&NAMES[..], &COLUMNS[..]].concat();
                let rows = self.wide_rows(context);
                let rows = rows.map(|texts| texts.iter().map(Cell::new).collect());
                table::write(out, context, &columns, rows.collect())?;
            }
            Format::Tsv => table::write_tsv(out, self.wide_rows(context))?,
            Format::Json => json::write_value(out, &self.document())?,
            Format::Jsonl => {
                for (arn, stats) in services {
                    json::write_line(out, &self.item(Some(&arn), stats))?;
                }
                json::write_line(out, &self.item(None, &self.figures.total))?;
            }
        }
        Ok(())
    }

    /// Those with the most deployments first.
    fn services(&self) -> Vec<(String, &Stats)> {
        let services = self.figures.services.iter();
        let mut services: Vec<_> = services.map(|(arn, stats)| (arn.arn(), stats)).collect();
        services.sort_by_key(|(_, stats)| Reverse(stats.deployments()));
        services
    }

    fn texts(&self, stats: &Stats, context: &Context) -> [Option<String>; 10] {
        let number = |number: usize| Some(number.to_string());
        let trend = stats.trend(self.window, self.window.cell());
        [
            number(stats.deployments()),
            stats.success_rate().map(percent),
            number(stats.rolled_back),
            number(stats.failed),
            number(stats.superseded),
            stats.duration(0.5).map(duration),
            stats.duration(0.95).map(duration),
            Some(format!("{:.2}", stats.per_day(self.window))),
            Some(sparkline(&trend, context.unicode)),
            stats.mean_recovery().map(duration),
        ]
    }

    fn row(&self, stats: &Stats, context: &Context) -> Vec<Cell> {
        self.texts(stats, context)
            .into_iter()
            .map(Cell::optional)
            .collect()
    }

    /// The total has no name.
    fn wide_rows(&self, context: &Context) -> impl Iterator<Item = Vec<String>> {
        let row = |names: [Option<&str>; 2], stats: &Stats| {
            let names = names.map(|name| name.map(str::to_owned));
            let texts = names.into_iter().chain(self.texts(stats, context));
            texts.map(Option::unwrap_or_default).collect::<Vec<_>>()
        };
        let services = self.services().into_iter().map(|(arn, stats)| {
            let arn = Arn::parse(&arn);
            row(
                [
                    arn.and_then(|arn| arn.cluster()),
                    arn.and_then(|arn| arn.service()),
                ],
                stats,
            )
        });
        let rows: Vec<_> = services
            .chain([row([None, Some("total")], &self.figures.total)])
            .collect();
        rows.into_iter()
    }

    fn document(&self) -> Value {
        let services = self.services().into_iter();
        let services = services.map(|(arn, stats)| self.item(Some(&arn), stats));
        json!({
            "since": to_rfc3339(self.window.since),
            "until": to_rfc3339(self.window.until),
            "services": services.collect::<Vec<_>>(),
            "total": self.item(None, &self.figures.total),
        })
    }

    fn item(&self, arn: Option<&str>, stats: &Stats) -> Value {
        let parsed = arn.and_then(Arn::parse);
        let cell = self.window.cell();
        json!({
            "serviceArn": arn,
            "cluster": parsed.and_then(|arn| arn.cluster()),
            "service": parsed.and_then(|arn| arn.service()),
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
            "deploymentsPerDay": stats.per_day(self.window),
            "meanRecoverySeconds": stats.mean_recovery(),
            "trend": {
                "cellSeconds": cell.num_seconds(),
                "deployments": stats.trend(self.window, cell),
            },
        })
    }
}

/// `97 %`; only what is whole is 100 or 0.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent.round() {
        100.0 if share < 1.0 => "99 %".to_owned(),
        0.0 if share > 0.0 => "1 %".to_owned(),
        whole => format!("{whole} %"),
    }
}

/// A character for each number, the higher the more; the lowest is none at all.
fn sparkline(numbers: &[usize], unicode: bool) -> String {
    let levels = if unicode {
        ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
    } else {
        ['_', '-', '~', '=', '+', '*', '%', '#']
    };
    let none = if unicode { '·' } else { '.' };
    let most = numbers.iter().copied().max().unwrap_or_default().max(1);
    let level = |number: &usize| match number {
        0 => none,
        number => {
            levels[(number * levels.len())
                .div_ceil(most)
                .clamp(1, levels.len())
                - 1]
        }
    };
    numbers.iter().map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparkline_shows_none_some_and_most() {
        assert_eq!(sparkline(&[0, 1, 2, 4, 8], true), "·▁▂▄█");
        assert_eq!(sparkline(&[0, 1, 100], false), "._#");
        assert_eq!(sparkline(&[], true), "");
    }

    #[test]
    fn only_what_is_whole_is_a_hundred_percent() {
        let percents = [1.0, 0.999, 0.5, 0.001, 0.0].map(percent);
        assert_eq!(percents, ["100 %", "99 %", "50 %", "1 %", "0 %"]);
    }
}
