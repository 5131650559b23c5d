//! Deployments as bars over time: one row per service.

mod axis;

use crate::model::history::Entry;
use crate::model::outcome::Outcome;
use crate::model::service_ref::ServiceRef;
use crate::model::timestamp::Timestamp;
use crate::render::context::{Context, Paint};
use crate::render::text::{clean, cut, width};
use crate::report::timeline::axis::Scale;
use chrono::TimeDelta;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

/// The columns if the width of the terminal is unknown.
const WIDTH: usize = 100;

/// The fewest columns for the bars, and the most for the name of a service.
const LEAST_COLUMNS: usize = 20;
const MOST_NAME: usize = 32;

/// Deployments, newest first, and the requested time range.
pub struct Timeline<'a> {
    pub entries: &'a [Entry<'a>],
    pub since: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

/// A service and its deployments.
struct Row<'a> {
    name: String,
    bars: Vec<Bar>,
    entries: usize,
    service: &'a ServiceRef,
}

struct Bar {
    from: Timestamp,
    to: Timestamp,
    outcome: Outcome,
}

impl Timeline<'_> {
    /// Writes it.
    pub fn write(&self, out: &mut dyn Write, context: &Context) -> io::Result<()> {
        let rows = self.rows(context.now);
        if rows.is_empty() {
            return Ok(());
        }
        let numbers = rows.iter().map(|row| row.entries.to_string().len()).max();
        let numbers = numbers.unwrap_or_default();
        let names = rows
            .iter()
            .map(|row| width(&row.name))
            .max()
            .unwrap_or_default();
        let all = context.width.unwrap_or(WIDTH);
        // Two spaces on each side of the bars.
        let room = all.saturating_sub(LEAST_COLUMNS + numbers + 4);
        let names = names.min(MOST_NAME).min(room.max(3)).max(3);
        let scale = Scale {
            columns: all.saturating_sub(names + numbers + 4).max(LEAST_COLUMNS),
            ..self.scale(&rows, context.now)
        };
        if context.header {
            let zone = cut(&axis::zone(scale.start, context), names).into_owned();
            let line = format!("{}  {}", fill(&zone, names), scale.axis(context));
            writeln!(out, "{}", context.paint(line.trim_end(), Paint::Dim))?;
        }
        for row in &rows {
            let name = fill(&cut(&row.name, names), names);
            let bars = row.draw(&scale, context);
            let dim = context.paint(&format!("{:>numbers$}", row.entries), Paint::Dim);
            writeln!(out, "{name}  {bars}  {dim}")?;
        }
        if context.header {
            write_legend(out, &rows, all, context)?;
        }
        Ok(())
    }

    /// The services, in the order of their newest deployments.
    fn rows(&self, now: Timestamp) -> Vec<Row<'_>> {
        let mut rows: Vec<Row> = Vec::new();
        let mut indices: HashMap<&ServiceRef, usize> = HashMap::new();
        for entry in self.entries {
            let deployment = entry.deployment();
            let service = entry.service();
            let index = *indices.entry(service).or_insert_with(|| {
                rows.push(Row::new(service));
                rows.len() - 1
            });
            let row = &mut rows[index];
            row.entries += 1;
            let outcome = entry.outcome();
            if let Some(from) = deployment.sort_time() {
                let last_known = if outcome.is_final() { from } else { now };
                let to = deployment.ended_at().unwrap_or(last_known).max(from);
                row.bars.push(Bar { from, to, outcome });
            }
        }
        // Only what differs tells services apart.
        let parts: [fn(&ServiceRef) -> &str; 3] = [
            |service| &service.account,
            |service| &service.region,
            |service| &service.cluster,
        ];
        let differing = parts.into_iter().filter(|part| {
            let values: HashSet<&str> = rows.iter().map(|row| part(row.service)).collect();
            values.len() > 1
        });
        let differing: Vec<_> = differing.collect();
        for row in &mut rows {
            row.name = row.name(&differing);
        }
        rows
    }

    /// The requested time range, or else that of the deployments until now.
    fn scale(&self, rows: &[Row], now: Timestamp) -> Scale {
        let bars = rows.iter().flat_map(|row| &row.bars);
        let first = bars.map(|bar| bar.from).min();
        let end = self.until.unwrap_or(now).min(now);
        let start = self.since.or(first).unwrap_or(end);
        Scale {
            start: start.min(end - TimeDelta::minutes(1)),
            end,
            columns: 0,
        }
    }
}

impl<'a> Row<'a> {
    fn new(service: &'a ServiceRef) -> Self {
        Self {
            name: String::new(),
            bars: Vec::new(),
            entries: 0,
            service,
        }
    }

    fn name(&self, parts: &[fn(&ServiceRef) -> &str]) -> String {
        let parts = parts.iter().map(|part| part(self.service));
        let words: Vec<&str> = parts.chain([&*self.service.service]).collect();
        clean(&words.join("/")).into_owned()
    }

    /// Where bars overlap, the start of a newer one hides the rest of an older one, and a worse outcome
    /// hides a better one.
    fn draw(&self, scale: &Scale, context: &Context) -> String {
        let (ground, line) = if context.unicode {
            ('·', '━')
        } else {
            ('.', '=')
        };
        let mut cells = vec![(ground, Paint::Dim); scale.columns];
        for bar in self.bars.iter().rev() {
            let (from, to) = (scale.column(bar.from), scale.column(bar.to));
            cells[from..=to].fill((line, Paint::of(&bar.outcome)));
        }
        let mut worst_last: Vec<&Bar> = self.bars.iter().collect();
        worst_last.sort_by_key(|bar| bar.outcome.severity());
        for bar in worst_last {
            let cell = &mut cells[scale.column(bar.from)];
            *cell = (letter(&bar.outcome), Paint::of(&bar.outcome));
        }
        let runs = cells.chunk_by(|one, next| one.1 == next.1);
        runs.map(|run| {
            let text: String = run.iter().map(|(c, _)| c).collect();
            context.paint(&text, run[0].1)
        })
        .collect()
    }
}

/// The legend of the letters in use, worst first.
fn write_legend(
    out: &mut dyn Write,
    rows: &[Row],
    all: usize,
    context: &Context,
) -> io::Result<()> {
    let mut outcomes: Vec<&Outcome> = Vec::new();
    for bar in rows.iter().flat_map(|row| &row.bars) {
        if !outcomes.contains(&&bar.outcome) {
            outcomes.push(&bar.outcome);
        }
    }
    outcomes.sort_by_key(|outcome| std::cmp::Reverse(outcome.severity()));
    let mut column = 0;
    for outcome in outcomes {
        let letter = letter(outcome).to_string();
        let word = clean(outcome.as_str());
        let columns = width(&letter) + 1 + width(&word);
        if column > 0 && column + 2 + columns > all {
            writeln!(out)?;
            column = 0;
        }
        let gap = if column > 0 { "  " } else { "" };
        let letter = context.paint(&letter, Paint::of(outcome));
        write!(out, "{gap}{letter} {word}")?;
        column += gap.len() + columns;
    }
    writeln!(out)
}

/// Upper case is final, lower case is ongoing.
fn letter(outcome: &Outcome) -> char {
    match outcome {
        Outcome::Succeeded => 'S',
        Outcome::RolledBack => 'R',
        Outcome::RollbackFailed => 'X',
        Outcome::Failed => 'F',
        Outcome::Superseded => 'N',
        Outcome::Stopped => 'T',
        Outcome::Pending => 'p',
        Outcome::InProgress => 'i',
        Outcome::AwaitingAction => 'a',
        Outcome::Stopping => 't',
        Outcome::RollingBack => 'r',
        Outcome::Unknown(_) => '?',
    }
}

fn fill(text: &str, columns: usize) -> String {
    let gap = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(gap))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::history::History;
    use crate::model::testing;
    use proptest::prelude::*;
    use serde_json::json;

    /// Deployments by service, status and the minutes before now that they began and ended.
    fn history(items: &[(&str, &str, i64, Option<i64>)]) -> History {
        let ago = |minutes: i64| now().timestamp() - minutes * 60;
        let items = items.iter().enumerate();
        let records = items.map(|(index, (service, status, from, to))| {
            let members = json!({
                "status": status, "createdAt": ago(*from), "finishedAt": to.map(ago),
            });
            testing::deployment_record(service, &index.to_string(), members)
        });
        History::new(records.collect())
    }

    fn now() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().expect("a time")
    }

    fn draw(history: &History, width: usize, unicode: bool) -> String {
        let context = Context {
            now: now(),
            width: Some(width),
            unicode,
            ..Context::plain()
        };
        let entries: Vec<Entry> = history.deployments().collect();
        let timeline = Timeline {
            entries: &entries,
            since: Some(now() - TimeDelta::hours(2)),
            until: None,
        };
        let mut out = Vec::new();
        timeline.write(&mut out, &context).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_bar_begins_with_its_letter_and_the_worst_is_seen() {
        let history = history(&[
            ("web", "IN_PROGRESS", 10, None),
            ("web", "SUCCESSFUL", 70, Some(60)),
            ("api", "ROLLBACK_FAILED", 90, Some(70)),
            ("api", "SUCCESSFUL", 89, Some(88)),
            ("worker-with-a-name", "BAKING", 30, None),
        ]);
        insta::assert_snapshot!(draw(&history, 60, true), @"
        UTC                 │10:00   │10:30   │11:00   │11:30
        web                 ···············S━━━··············i━━━  2
        worker-with-a-name  ···························?━━━━━━━━━  1
        api                 ·········X━━━━━━·····················  2
        X rollback_failed  i in_progress  ? BAKING  S succeeded
        ");
        insta::assert_snapshot!(draw(&history, 50, false), @"
        UTC                 |10:00       |11:00
        web                 ...........S==..........i==  2
        worker-with-a-name  ....................?======  1
        api                 ......X=====...............  2
        X rollback_failed  i in_progress  ? BAKING
        S succeeded
        ");
    }

    proptest! {
        #[test]
        fn rows_stay_within_the_width(
            columns in 45usize..200,
            items in proptest::collection::vec((0i64..500, 0i64..500), 0..20),
        ) {
            let items: Vec<_> = items
                .iter()
                .map(|(from, to)| ("web", "SUCCESSFUL", *from, Some(*to)))
                .collect();
            for line in draw(&history(&items), columns, true).lines() {
                prop_assert!(width(line) <= columns, "{}", line);
            }
        }
    }
}
