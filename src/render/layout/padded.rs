//! Tables that are not fitted to a width, and have no color: in a pipe. They may have a million rows,
//! for which comfy-table would need gigabytes.

use crate::render::context::Context;
use crate::render::layout::{Cell, GAP};
use crate::render::table::{Table, Value};
use crate::render::text::width;
use std::io::{self, Write};

/// Writes a table, with its columns as wide as their longest text.
pub fn write(
    table: Table<'_>,
    out: &mut dyn Write,
    context: &Context,
    to_cell: fn(&Value, &Context) -> Cell,
) -> io::Result<()> {
    let Table { heads, rows } = table;
    let mut cells = Cells::default();
    let mut widths = vec![0; heads.len()];
    if context.header {
        for (head, longest) in heads.iter().zip(&mut widths) {
            cells.add(head.title, longest);
        }
    }
    let mut has_rows = false;
    for row in rows {
        has_rows = true;
        for (value, longest) in row.values.iter().zip(&mut widths) {
            cells.add(&to_cell(value, context).text, longest);
        }
    }
    if has_rows {
        cells.write(out, &widths)
    } else {
        Ok(())
    }
}

/// The texts of all cells, one after another.
#[derive(Default)]
struct Cells {
    text: String,
    /// For each cell, its length in bytes and its width in columns of the terminal.
    sizes: Vec<(u32, u32)>,
}

impl Cells {
    fn add(&mut self, text: &str, longest: &mut usize) {
        let columns = width(text);
        *longest = columns.max(*longest);
        self.text.push_str(text);
        // The text of a cell is cut long before that.
        let size = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.sizes.push((size(text.len()), size(columns)));
    }

    fn write(&self, out: &mut dyn Write, widths: &[usize]) -> io::Result<()> {
        let mut rest = self.text.as_str();
        let mut line = String::new();
        for row in self.sizes.chunks(widths.len()) {
            line.clear();
            for ((length, columns), width) in row.iter().zip(widths) {
                let (text, next) = rest.split_at(*length as usize);
                line.push_str(text);
                let spaces = width + usize::from(GAP) - *columns as usize;
                line.extend(std::iter::repeat_n(' ', spaces));
                rest = next;
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
