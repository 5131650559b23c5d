//! Tables of any values in every format.

#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use chrono::DateTime;
use ecs_history::model::outcome::Outcome;
use ecs_history::render::context::Paint;
use ecs_history::render::report::{Document, Report};
use ecs_history::render::table::{Column, Table, Unit, Value, View};
use ecs_history_fuzz::{check_report, context};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

/// Rows of three values.
#[derive(Debug)]
struct Rows(Vec<[Value; 3]>);

impl<'a> Arbitrary<'a> for Rows {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let count = u.int_in_range(0..=6)?;
        let rows = (0..count).map(|_| Ok([value(u)?, value(u)?, value(u)?]));
        rows.collect::<Result<_>>().map(Self)
    }
}

fn value(u: &mut Unstructured) -> Result<Value> {
    Ok(match u.int_in_range(0..=11)? {
        0 => Value::Missing,
        1 => Value::Blank,
        2 => Value::Id(u.arbitrary()?),
        3 => Value::Painted(u.arbitrary()?, Paint::Bad),
        4 => Value::Outcome(Outcome::Unknown(u.arbitrary()?)),
        5 => Value::Outcome(Outcome::RolledBack),
        6 => Value::Time(DateTime::from_timestamp_millis(u.arbitrary()?).unwrap_or_default()),
        7 => Value::Duration(u.arbitrary()?),
        8 => Value::Count(u.arbitrary()?),
        9 => Value::Flag(u.arbitrary()?),
        10 => Value::Figure(u.arbitrary()?, Unit::Ratio),
        _ => Value::Text(u.arbitrary()?),
    })
}

impl Report for Rows {
    fn table(&self, view: View) -> Table<'_> {
        let columns = [
            Column::new("first", "FIRST", |row: &[Value; 3]| row[0].clone())
                .min_width(4)
                .drop_order(2),
            Column::new("second", "SECOND", |row: &[Value; 3]| row[1].clone()).drop_order(1),
            Column::new("third", "THIRD", |row: &[Value; 3]| row[2].clone()).min_width(4),
        ];
        Table::new(view, columns, self.0.iter().cloned())
    }

    fn document(&self) -> Document<'_> {
        Document::Own {
            document: json!({"rows": self.0.len()}),
            items: Box::new(
                self.0
                    .iter()
                    .map(|row| Ok(json!({"row": format!("{row:?}")}))),
            ),
        }
    }
}

fuzz_target!(|input: (u8, u8, Rows)| {
    let (choices, format, rows) = input;
    check_report(&rows, format, &context(choices));
});
