//! Tables for people: without borders, fitted to the width of the terminal.
//!
//! comfy-table aligns and colors. What has to give way in a narrow terminal is chosen by [`fit`]:
//! comfy-table can neither drop columns nor shorten a cell other than at its end.
//!
//! [`fit`]: crate::render::fit

use crate::render::context::{Context, Paint};
use crate::render::fit::{ColumnToFit, Flexibility, choose, cut_middle};
use crate::render::padded;
use crate::render::table::{Head, Table, Value};
use crate::render::text::{clean, cut, width};
use comfy_table::{Attribute, Color, ContentArrangement};
use std::io::{self, Write};

/// Spaces between two columns.
const GAP: u16 = 2;

/// The longest text of a cell, in columns of the terminal; comfy-table counts in 16 bits.
const MAX_CELL_WIDTH: usize = 60_000;

/// The content of a cell, cleaned, and its color.
pub struct Cell {
    /// From the longest to the shortest.
    forms: Vec<String>,
    paint: Paint,
}

/// Writes a table with nothing left out. Without rows, there is no header either.
pub fn write_whole(table: Table<'_>, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    if context.color {
        return write_in_color(table, out, context);
    }
    write_plain(table, out, context)
}

fn write_plain(table: Table<'_>, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    let Table { heads, rows, .. } = table;
    let titles = heads.iter().map(|head| head.title);
    let titles: Vec<&str> = titles.filter(|_| context.header).collect();
    let texts = rows.map(|row| {
        let texts = row.values.iter().map(|value| whole_cell(value, context).0);
        texts.collect()
    });
    padded::write(&titles, texts, GAP.into(), out)
}

fn write_in_color(table: Table<'_>, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    let Table { heads, rows, .. } = table;
    let mut laid_out = new_table(context);
    for row in rows {
        let cells = row.values.iter().map(|value| whole_cell(value, context));
        laid_out.add_row(comfy_row(cells, row.is_total, context));
    }
    print(laid_out, heads.iter(), out, context)
}

/// Writes a table for people, fitted to the width of the terminal if there is one. Without rows, there
/// is no header either.
pub fn write_fitted(table: Table<'_>, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    let Some(room) = context.width else {
        return write_whole(table, out, context);
    };
    let id_length = (table.id_length)();
    let Table { heads, rows, .. } = table;
    let rows: Vec<(Vec<Cell>, bool)> = rows
        .map(|row| {
            let cells = row.values.iter().map(|value| {
                let forms = value.forms(context, id_length);
                cell(value, forms, context)
            });
            (cells.collect(), row.is_total)
        })
        .collect();
    let columns: Vec<ColumnToFit> = heads
        .iter()
        .enumerate()
        .map(|(index, head)| fitted(head, rows.iter().map(|(cells, _)| &cells[index]), context))
        .collect();
    let chosen = choose(&columns, room, GAP.into());
    let mut laid_out = new_table(context);
    for (cells, is_total) in rows {
        let cells = cells.into_iter().zip(&columns).zip(&chosen);
        let shown = cells.filter_map(|((cell, column), chosen)| {
            let (form, width) = (*chosen)?;
            let text = &cell.forms[form.min(cell.forms.len() - 1)];
            let text = match column.flexibility.keeps_end {
                true => cut_middle(text, width),
                false => cut(text, width),
            };
            Some((text.into_owned(), cell.paint))
        });
        laid_out.add_row(comfy_row(shown, is_total, context));
    }
    let heads = heads.iter().zip(&chosen);
    let heads = heads.filter_map(|(head, chosen)| chosen.map(|_| head));
    print(laid_out, heads, out, context)
}

/// The widths of the forms of a column.
fn fitted<'a>(
    head: &Head,
    cells: impl Iterator<Item = &'a Cell> + Clone,
    context: &Context,
) -> ColumnToFit {
    let number = cells.clone().map(|cell| cell.forms.len()).max();
    let title = if context.header { width(head.title) } else { 0 };
    let width_of = |form: usize| {
        let forms = cells
            .clone()
            .map(|cell| &cell.forms[form.min(cell.forms.len() - 1)]);
        forms
            .map(|text| width(text))
            .max()
            .unwrap_or_default()
            .max(title)
    };
    // A title is never cut.
    let least = u16::try_from(title).unwrap_or(u16::MAX);
    ColumnToFit {
        flexibility: Flexibility {
            min_width: head.flexibility.min_width.map(|min| min.max(least)),
            ..head.flexibility
        },
        widths: (0..number.unwrap_or(1)).map(width_of).collect(),
        shrinks_first: head.is_id,
    }
}

/// The text of a cell with nothing left out, and its color.
fn whole_cell(value: &Value, context: &Context) -> (String, Paint) {
    let exact = vec![value.exact(context)];
    let Cell { forms, paint } = cell(value, exact, context);
    (forms.into_iter().next().unwrap_or_default(), paint)
}

fn cell(value: &Value, forms: Vec<String>, context: &Context) -> Cell {
    let forms = match value {
        Value::Outcome(outcome) => vec![context.outcome(outcome)],
        _ => forms,
    };
    let cleaned = |text: String| {
        let text = clean(&text);
        if text.trim().is_empty() && *value != Value::Blank {
            "-".to_owned()
        } else {
            cut(&text, MAX_CELL_WIDTH).into_owned()
        }
    };
    Cell {
        forms: forms.into_iter().map(cleaned).collect(),
        paint: match value {
            Value::Outcome(outcome) => Paint::of(outcome),
            Value::Painted(_, paint) => *paint,
            _ => Paint::Plain,
        },
    }
}

fn new_table(context: &Context) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.force_no_tty();
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.load_style(comfy_table::presets::NOTHING);
    if context.color {
        table.enforce_styling();
        // Whether to use color is decided already: `--color always` overrides NO_COLOR.
        crossterm::style::force_color_output(true);
        // Spaces at the end of a line stay outside of the color, where they can be trimmed.
        table.style_text_only();
    }
    table
}

fn comfy_row(
    cells: impl Iterator<Item = (String, Paint)>,
    is_total: bool,
    context: &Context,
) -> comfy_table::Row {
    let cells = cells.map(|(text, paint)| {
        let paint = if is_total { Paint::Bold } else { paint };
        styled(text, paint, context.color)
    });
    cells.collect::<Vec<_>>().into()
}

fn print<'a>(
    mut table: comfy_table::Table,
    heads: impl Iterator<Item = &'a Head>,
    out: &mut dyn Write,
    context: &Context,
) -> io::Result<()> {
    if table.is_empty() {
        return Ok(());
    }
    if context.header {
        let titles = heads.map(|head| styled(head.title.to_owned(), Paint::Bold, context.color));
        table.set_header(titles.collect::<Vec<_>>());
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, GAP));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn styled(text: String, paint: Paint, color: bool) -> comfy_table::Cell {
    let styled = comfy_table::Cell::new_owned(text);
    match (paint, paint.color()) {
        _ if !color => styled,
        (_, Some(color)) => styled.fg(Color::AnsiValue(color as u8)),
        (Paint::Dim, _) => styled.add_attribute(Attribute::Dim),
        (Paint::Bold, _) => styled.add_attribute(Attribute::Bold),
        _ => styled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::timestamp::Timestamp;
    use crate::render::context::Times;
    use crate::render::table::{Column, View};
    use proptest::prelude::*;

    fn table(rows: Vec<[String; 3]>, room: Option<usize>, header: bool) -> String {
        let columns = [
            Column::new("id", "ID", |row: &[String; 3]| Value::Text(row[0].clone())),
            Column::new("image", "IMAGE", |row: &[String; 3]| {
                Value::Text(row[1].clone())
            })
            .min_width(6)
            .drop_order(1),
            Column::new("reason", "REASON", |row: &[String; 3]| {
                Value::Text(row[2].clone())
            })
            .min_width(8),
        ];
        let context = Context {
            width: room,
            header,
            ..Context::plain()
        };
        let table = Table::new(View::Fitted, columns, rows.into_iter());
        let mut out = Vec::new();
        write_fitted(table, &mut out, &context).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    fn two_rows(room: Option<usize>, header: bool) -> String {
        let rows = [
            [
                "ViVmajfKLMGLA8UPunHYu",
                "web:2026.05.31-1",
                "rolled back to web:41",
            ],
            ["x", "", "日本\x1b[2J"],
        ];
        table(
            rows.map(|row| row.map(str::to_owned)).to_vec(),
            room,
            header,
        )
    }

    #[test]
    fn nothing_is_cut_without_a_width() {
        insta::assert_snapshot!(two_rows(None, true), @r"
        ID                     IMAGE             REASON
        ViVmajfKLMGLA8UPunHYu  web:2026.05.31-1  rolled back to web:41
        x                      -                 日本�[2J
        ");
    }

    #[test]
    fn text_is_cut_and_then_columns_are_dropped() {
        insta::assert_snapshot!(two_rows(Some(50), false), @r"
        ViVmajfKLMGLA8UPunHYu  web:2026.05…  rolled back…
        x                      -             日本�[2J
        ");
        insta::assert_snapshot!(two_rows(Some(36), true), @r"
        ID                     REASON
        ViVmajfKLMGLA8UPunHYu  rolled back…
        x                      日本�[2J
        ");
        insta::assert_snapshot!(two_rows(Some(10), false), @r"
        ViVmajfKLMGLA8UPunHYu  rolled…
        x                      日本�[2J
        ");
    }

    #[test]
    fn a_title_that_is_longer_than_its_texts_counts() {
        let columns = || {
            [
                Column::new("cluster", "CLUSTER", |_: &()| Value::Text("a".into())).min_width(1),
                Column::new("running", "RUNNING", |_: &()| Value::Count(4)),
                Column::new("image", "IMAGE", |_: &()| Value::Text("web:2".into()))
                    .min_width(2)
                    .drop_order(1),
            ]
        };
        for room in 16..40 {
            let context = Context {
                width: Some(room),
                ..Context::plain()
            };
            let table = Table::new(View::Fitted, columns(), [()].into_iter());
            let mut out = Vec::new();
            write_fitted(table, &mut out, &context).expect("written");
            let text = String::from_utf8(out).expect("UTF-8");
            assert!(
                text.lines().all(|line| width(line) <= room),
                "{room}: {text}"
            );
            assert_eq!(text.contains("IMAGE"), room >= 23, "{room}: {text}");
        }
    }

    /// What `list` shows of long names.
    fn long_names(room: usize) -> String {
        let columns = [
            Column::new("service", "SERVICE", |row: &[&str; 4]| {
                Value::Text(row[0].to_owned())
            }),
            Column::new("deployment", "DEPLOYMENT", |row: &[&str; 4]| {
                Value::Id(row[1].to_owned())
            })
            .ids(),
            Column::new("created", "CREATED", |row: &[&str; 4]| {
                let early = row[1].starts_with('V');
                let seconds = if early { 50_520 } else { -42_000 };
                let seconds = seconds + 150 * 86_400;
                Value::time(Timestamp::from_timestamp(seconds, 0))
            }),
            Column::new("took", "TOOK", |_: &[&str; 4]| Value::Duration(187.0)).drop_order(1),
            Column::new("task_definition", "TASK DEF", |row: &[&str; 4]| {
                Value::Text(row[2].to_owned())
            })
            .min_width(8)
            .keeps_end()
            .drop_order(3),
            Column::new("reason", "REASON", |row: &[&str; 4]| {
                Value::Text(row[3].to_owned())
            })
            .min_width(16)
            .drop_order(4),
        ];
        let rows = [
            [
                "catalogue-recommendations-engine",
                "ViVmajfKLMGLA8UPunHYu",
                "catalogue-recommendations-engine:42",
                "rolled back to catalogue-recommendations-engine:41: tasks failed to start (3 of 3)",
            ],
            ["web", "J4ZwX3-bQ2aM6ERMvsxuL", "web:7", "serving"],
        ];
        let context = Context {
            now: Timestamp::UNIX_EPOCH + chrono::TimeDelta::hours(150 * 24 + 15),
            times: Times::Clock(|_| chrono::Offset::fix(&chrono::Utc)),
            width: Some(room),
            ..Context::plain()
        };
        let table = Table::new(View::Fitted, columns, rows.into_iter());
        let mut out = Vec::new();
        write_fitted(table, &mut out, &context).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn ids_and_times_give_way_before_texts_and_services_never() {
        insta::assert_snapshot!(long_names(80), @"
        SERVICE                           DEPLOYMENT  CREATED  TOOK   REASON
        catalogue-recommendations-engine  ViVmaj      14:02    3m07s  rolled back to ca…
        web                               J4ZwX3      May 30   3m07s  serving
        ");
        insta::assert_snapshot!(long_names(100), @"
        SERVICE                           DEPLOYMENT  CREATED  TOOK   TASK DEF        REASON
        catalogue-recommendations-engine  ViVmaj      14:02    3m07s  catalogue-…:42  rolled back to catalo…
        web                               J4ZwX3      May 30   3m07s  web:7           serving
        ");
        insta::assert_snapshot!(long_names(140), @"
        SERVICE                           DEPLOYMENT  CREATED                 TOOK   TASK DEF                       REASON
        catalogue-recommendations-engine  ViVmaj      14:02 (58m ago)         3m07s  catalogue-recommendations…:42  rolled back to catalogue-recomm…
        web                               J4ZwX3      May 30 12:20 (26h ago)  3m07s  web:7                          serving
        ");
    }

    #[test]
    fn without_rows_there_is_no_header() {
        assert_eq!(table(Vec::new(), None, true), "");
    }

    proptest! {
        /// What is written without comfy-table looks the same.
        #[test]
        fn padding_is_that_of_the_other_tables(
            rows in proptest::collection::vec([".{0,20}", "[a-z日本 ]{0,60}", ".{0,60}"], 0..5),
            header in any::<bool>(),
        ) {
            let columns = [0, 1, 2].map(|index| {
                let value: fn(&[String; 3]) -> Value = match index {
                    0 => |row| Value::Text(row[0].clone()),
                    1 => |row| Value::Text(row[1].clone()),
                    _ => |row| Value::Text(row[2].clone()),
                };
                Column::new("x", ["ID", "LONG TITLE", "日本"][index], value)
            });
            let context = Context { header, ..Context::plain() };
            let table = || Table::new(View::Fitted, columns.clone(), rows.clone().into_iter());
            let (mut padded, mut fitted) = (Vec::new(), Vec::new());
            write_plain(table(), &mut padded, &context).expect("written");
            write_in_color(table(), &mut fitted, &context).expect("written");
            let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
            prop_assert_eq!(text(padded), text(fitted));
        }

        #[test]
        fn lines_stay_within_the_terminal(
            rows in proptest::collection::vec(["[a-z]{0,20}", "[a-z :]{0,60}", ".{0,60}"], 1..4),
            room in 38usize..120,
        ) {
            for line in table(rows, Some(room), true).lines() {
                prop_assert!(width(line) <= room, "{line}");
            }
        }
    }
}
