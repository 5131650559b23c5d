//! Tables for people: without borders, fitted to the width of the terminal.
//!
//! comfy-table arranges, truncates and colors. It cannot drop columns: if not even the narrowest fit,
//! the columns to drop are chosen here.

mod padded;

use crate::render::context::{Context, Paint};
use crate::render::table::{Head, Row, Table, Value};
use crate::render::text::{clean, cut};
use comfy_table::{Attribute, Color, ColumnConstraint, ContentArrangement, Width};
use std::io::{self, Write};

/// Spaces between two columns.
const GAP: u16 = 2;

/// The longest text of a cell, in columns of the terminal; comfy-table counts in 16 bits.
const MAX_CELL_WIDTH: usize = 60_000;

/// The content of a cell, cleaned, and its color.
pub struct Cell {
    text: String,
    paint: Paint,
}

/// A cell with nothing left out.
pub fn exact_cell(value: &Value, context: &Context) -> Cell {
    cell(value, value.exact(context), context)
}

/// A short cell for people: with relative times, if that is how times are displayed.
pub fn short_cell(value: &Value, context: &Context) -> Cell {
    cell(value, value.short(context), context)
}

fn cell(value: &Value, text: String, context: &Context) -> Cell {
    let text = match value {
        Value::Outcome(outcome) => context.outcome(outcome),
        _ => text,
    };
    let text = clean(&text);
    Cell {
        text: if text.trim().is_empty() && *value != Value::Blank {
            "-".to_owned()
        } else {
            cut(&text, MAX_CELL_WIDTH).into_owned()
        },
        paint: match value {
            Value::Outcome(outcome) => Paint::of(outcome),
            Value::Painted(_, paint) => *paint,
            _ => Paint::Plain,
        },
    }
}

/// Writes a table. Without rows, there is no header either.
pub fn write(
    table: Table<'_>,
    out: &mut dyn Write,
    context: &Context,
    to_cell: fn(&Value, &Context) -> Cell,
) -> io::Result<()> {
    if context.width.is_none() && !context.color {
        return padded::write(table, out, context, to_cell);
    }
    write_fitted(table, out, context, to_cell)
}

fn write_fitted(
    table: Table<'_>,
    out: &mut dyn Write,
    context: &Context,
    to_cell: fn(&Value, &Context) -> Cell,
) -> io::Result<()> {
    let Table { heads, rows } = table;
    let mut laid_out = comfy_table::Table::new();
    laid_out.force_no_tty().set_truncation_indicator("…");
    // Truncate within words, too: half an id is better than none. Cleaned text does not contain this
    // character, so all of a cell is one word.
    laid_out.set_delimiter('\n');
    laid_out.load_style(comfy_table::presets::NOTHING);
    if context.color {
        laid_out.enforce_styling();
        // Spaces at the end of a line stay outside of the color, where they can be trimmed.
        laid_out.style_text_only();
    }
    for row in rows {
        laid_out.add_row(row_of_cells(&row, context, to_cell));
    }
    if laid_out.is_empty() {
        return Ok(());
    }
    if context.header {
        let titles = heads.iter().map(|head| Cell {
            text: head.title.to_owned(),
            paint: Paint::Bold,
        });
        let titles: Vec<_> = titles.map(|title| styled(title, context.color)).collect();
        laid_out.set_header(titles);
    }
    fit(&mut laid_out, &heads, context.width);
    for line in laid_out.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn row_of_cells(
    row: &Row,
    context: &Context,
    to_cell: fn(&Value, &Context) -> Cell,
) -> comfy_table::Row {
    let cells = row.values.iter().map(|value| {
        let mut cell = to_cell(value, context);
        if row.is_total {
            cell.paint = Paint::Bold;
        }
        styled(cell, context.color)
    });
    let mut row: comfy_table::Row = cells.collect::<Vec<_>>().into();
    row.max_height(1);
    row
}

/// Lets columns be truncated and, if that is not enough, drops some of them.
fn fit(table: &mut comfy_table::Table, heads: &[Head], room: Option<usize>) {
    let natural = table.column_max_content_widths();
    let mut is_shown = vec![true; heads.len()];
    if let Some(room) = room {
        let narrowest = |is_shown: &[bool]| -> usize {
            let widths = heads.iter().zip(&natural).zip(is_shown);
            let shown = widths.filter(|(_, is_shown)| **is_shown);
            let widths = shown.map(|((head, natural), _)| {
                let least = head.min_width.map_or(*natural, |least| least.min(*natural));
                usize::from(least + GAP)
            });
            widths.sum::<usize>().saturating_sub(GAP.into())
        };
        while narrowest(&is_shown) > room {
            let droppable = heads
                .iter()
                .enumerate()
                .filter(|(index, _)| is_shown[*index]);
            let next = droppable.filter_map(|(index, head)| Some((head.drop_order?, index)));
            match next.min() {
                Some((_, index)) => is_shown[index] = false,
                None => break,
            }
        }
        table.set_content_arrangement(ContentArrangement::Dynamic);
        // The last column has its gap outside of the terminal.
        table.set_width(u16::try_from(room).unwrap_or(u16::MAX).saturating_add(GAP));
    } else {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    let columns = table.column_iter_mut().zip(heads).zip(natural);
    for (((column, head), natural), is_shown) in columns.zip(is_shown) {
        column.set_padding((0, GAP));
        column.set_constraint(match head.min_width {
            _ if !is_shown => ColumnConstraint::Hidden,
            Some(least) if least < natural && room.is_some() => {
                ColumnConstraint::LowerBoundary(Width::Fixed(least + GAP))
            }
            _ => ColumnConstraint::ContentWidth,
        });
    }
}

fn styled(cell: Cell, color: bool) -> comfy_table::Cell {
    let styled = comfy_table::Cell::new_owned(cell.text);
    match (cell.paint, cell.paint.color()) {
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
    use crate::render::table::{Column, View};
    use crate::render::text::width;
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
        write(table, &mut out, &context, short_cell).expect("written");
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
        ViVmajfKLMGLA8UPunHYu  web:2026.05.…  rolled back…
        x                      -              日本�[2J
        ");
        insta::assert_snapshot!(two_rows(Some(36), true), @r"
        ID                     REASON
        ViVmajfKLMGLA8UPunHYu  rolled back …
        x                      日本�[2J
        ");
        insta::assert_snapshot!(two_rows(Some(10), false), @r"
        ViVmajfKLMGLA8UPunHYu  rolled …
        x                      日本�[2J
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
            padded::write(table(), &mut padded, &context, short_cell).expect("written");
            write_fitted(table(), &mut fitted, &context, short_cell).expect("written");
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
