//! Borderless tables, fitted to the width, and the same as tab-separated values.

use crate::render::context::{Context, Paint};
use crate::render::text::{clean, cut, width};
use comfy_table::{Attribute, Color, ContentArrangement, Table};
use std::io::{self, Write};

/// Spaces between two columns.
const GAP: usize = 2;

/// The most columns of the terminal that a cell may take; comfy-table counts in 16 bits.
const MOST: usize = 60_000;

/// A column, and what becomes of it where the width does not suffice.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub title: &'static str,
    /// The fewest columns of the terminal that it may be cut to. `None`: it is never cut.
    pub least: Option<usize>,
    /// Its place in the order in which columns are left out. `None`: never.
    pub left_out: Option<u8>,
}

impl Column {
    /// A column that is always there and whole.
    pub const fn whole(title: &'static str) -> Self {
        Self {
            title,
            least: None,
            left_out: None,
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone)]
pub struct Cell {
    text: String,
    paint: Paint,
}

impl Cell {
    /// Text from anywhere; it is cleaned. Nothing to say is `-`.
    pub fn new(text: impl AsRef<str>) -> Self {
        let text = clean(text.as_ref());
        Self {
            text: if text.trim().is_empty() {
                "-".to_owned()
            } else {
                text.into_owned()
            },
            paint: Paint::Plain,
        }
    }

    /// Where nothing is to be said.
    pub fn blank() -> Self {
        Self {
            text: String::new(),
            paint: Paint::Plain,
        }
    }

    /// Text that may be absent.
    pub fn optional(text: Option<impl AsRef<str>>) -> Self {
        text.map_or_else(|| Self::new(""), Self::new)
    }

    pub fn painted(mut self, paint: Paint) -> Self {
        self.paint = paint;
        self
    }
}

/// Writes a table. Every row has a cell for every column. Without rows there is no header either.
pub fn write(
    out: &mut dyn Write,
    context: &Context,
    columns: &[Column],
    rows: Vec<Vec<Cell>>,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let widths = fit(
        columns,
        natural_widths(context, columns, &rows),
        context.width,
    );
    let mut table = Table::new();
    table
        .force_no_tty()
        .set_content_arrangement(ContentArrangement::Disabled);
    table.load_style(comfy_table::presets::NOTHING);
    if context.color {
        table.enforce_styling();
        // Spaces at the end of a line stay outside of the colour, where they can be trimmed.
        table.style_text_only();
    }
    if context.header {
        let titles = shown(columns.iter(), &widths).map(|(column, _)| {
            let cell = comfy_table::Cell::new(column.title);
            if context.color {
                cell.add_attribute(Attribute::Bold)
            } else {
                cell
            }
        });
        table.set_header(titles.collect::<Vec<_>>());
    }
    for row in rows {
        let cells = shown(row.into_iter(), &widths);
        table.add_row(
            cells
                .map(|(cell, width)| styled(cell, width, context.color))
                .collect::<Vec<_>>(),
        );
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, GAP as u16));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Writes rows as tab-separated values without a header. A backslash, a tab or a line break in a
/// value is written `\\`, `\t`, `\n` or `\r`; the rest is cleaned as in a table.
pub fn write_tsv(out: &mut dyn Write, rows: impl Iterator<Item = Vec<String>>) -> io::Result<()> {
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| escape(text)).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            c => escaped.push_str(&clean(c.encode_utf8(&mut [0; 4]))),
        }
    }
    if escaped.is_empty() {
        "-".to_owned()
    } else {
        escaped
    }
}

fn natural_widths(context: &Context, columns: &[Column], rows: &[Vec<Cell>]) -> Vec<usize> {
    let mut widths: Vec<usize> = columns
        .iter()
        .map(|column| {
            if context.header {
                width(column.title)
            } else {
                0
            }
        })
        .collect();
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(&cell.text)).min(MOST);
        }
    }
    widths
}

/// The width of each column, `None` for those that are left out. Cuts the widest of those that may
/// be cut, then leaves out one column after the other, until the rest fits.
fn fit(columns: &[Column], natural: Vec<usize>, room: Option<usize>) -> Vec<Option<usize>> {
    let mut widths: Vec<Option<usize>> = natural.iter().copied().map(Some).collect();
    let Some(room) = room else {
        return widths;
    };
    loop {
        let total = |widths: &[Option<usize>]| {
            let shown: Vec<usize> = widths.iter().copied().flatten().collect();
            shown.iter().sum::<usize>() + GAP * shown.len().saturating_sub(1)
        };
        for (width, natural) in widths.iter_mut().zip(&natural) {
            *width = width.map(|_| *natural);
        }
        while total(&widths) > room {
            let widest = widths
                .iter_mut()
                .zip(columns)
                .filter_map(|(width, column)| Some((width.as_mut()?, column.least?)))
                .filter(|(width, least)| **width > *least)
                .max_by_key(|(width, least)| **width - least);
            match widest {
                Some((width, _)) => *width -= 1,
                None => break,
            }
        }
        let next = columns
            .iter()
            .enumerate()
            .filter(|(place, _)| widths[*place].is_some())
            .filter_map(|(place, column)| Some((column.left_out?, place)))
            .min();
        match next {
            Some((_, place)) if total(&widths) > room => widths[place] = None,
            _ => return widths,
        }
    }
}

fn shown<T>(
    cells: impl Iterator<Item = T>,
    widths: &[Option<usize>],
) -> impl Iterator<Item = (T, usize)> {
    cells
        .zip(widths)
        .filter_map(|(cell, width)| Some((cell, (*width)?)))
}

fn styled(cell: Cell, width: usize, color: bool) -> comfy_table::Cell {
    let styled = comfy_table::Cell::new(cut(&cell.text, width));
    if !color {
        return styled;
    }
    match cell.paint {
        Paint::Plain => styled,
        Paint::Good => styled.fg(Color::DarkGreen),
        Paint::Bad => styled.fg(Color::DarkRed),
        Paint::Ongoing => styled.fg(Color::DarkCyan),
        Paint::Waiting => styled.fg(Color::DarkYellow),
        Paint::Dim => styled.add_attribute(Attribute::Dim),
        Paint::Bold => styled.add_attribute(Attribute::Bold),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::timestamp::Timestamp;
    use crate::render::context::Times;
    use proptest::prelude::*;

    const COLUMNS: [Column; 3] = [
        Column::whole("ID"),
        Column {
            title: "IMAGE",
            least: Some(6),
            left_out: Some(1),
        },
        Column {
            title: "REASON",
            least: Some(8),
            left_out: None,
        },
    ];

    fn table(width: Option<usize>, header: bool) -> String {
        let context = Context {
            now: Timestamp::UNIX_EPOCH,
            times: Times::Utc,
            width,
            color: false,
            marks: false,
            header,
            unicode: true,
        };
        let row = |cells: [&str; 3]| cells.map(Cell::new).to_vec();
        let rows = vec![
            row([
                "ViVmajfKLMGLA8UPunHYu",
                "web:2026.05.31-1",
                "rolled back to web:41",
            ]),
            row(["x", "", "日本\x1b[2J"]),
        ];
        let mut out = Vec::new();
        write(&mut out, &context, &COLUMNS, rows).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn nothing_is_cut_without_a_width() {
        insta::assert_snapshot!(table(None, true), @r"
        ID                     IMAGE             REASON
        ViVmajfKLMGLA8UPunHYu  web:2026.05.31-1  rolled back to web:41
        x                      -                 日本�[2J
        ");
    }

    #[test]
    fn the_widest_is_cut_and_then_columns_are_left_out() {
        insta::assert_snapshot!(table(Some(50), false), @r"
        ViVmajfKLMGLA8UPunHYu  web:2026.05…  rolled back…
        x                      -             日本�[2J
        ");
        insta::assert_snapshot!(table(Some(36), true), @r"
        ID                     REASON
        ViVmajfKLMGLA8UPunHYu  rolled back…
        x                      日本�[2J
        ");
        insta::assert_snapshot!(table(Some(10), false), @"
        ViVmajfKLMGLA8UPunHYu  rolled…
        x                      日本�[2J
        ");
    }

    #[test]
    fn tabs_and_line_breaks_are_escaped() {
        let mut out = Vec::new();
        let row = ["a\tb", "c\nd\\\u{1b}", ""].map(str::to_owned).to_vec();
        write_tsv(&mut out, [row].into_iter()).expect("written");
        assert_eq!(
            String::from_utf8(out).expect("UTF-8"),
            "a\\tb\tc\\nd\\\\\u{fffd}\t-\n"
        );
    }

    proptest! {
        #[test]
        fn what_fits_stays_within_the_room(natural in proptest::array::uniform3(0usize..60), room in 30usize..120) {
            let widths = fit(&COLUMNS, natural.to_vec(), Some(room));
            let shown: Vec<usize> = widths.iter().copied().flatten().collect();
            let total = shown.iter().sum::<usize>() + GAP * (shown.len() - 1);
            let least = natural[0] + GAP + natural[2].min(8);
            prop_assert!(total <= room.max(least), "{widths:?}");
            prop_assert_eq!(widths[0], Some(natural[0]));
        }
    }
}
