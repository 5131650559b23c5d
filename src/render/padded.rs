//! Tables that are not fitted to a width and have no color: in a pipe. They may have a million rows,
//! for which comfy-table would need gigabytes.

use crate::render::text::width;
use std::io::{self, Write};

/// Writes a table with its columns as wide as their longest text. Without rows, there are no titles
/// either.
pub fn write<'a>(
    titles: &[&str],
    rows: impl Iterator<Item = Vec<String>> + 'a,
    gap: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut cells = Cells::default();
    let mut widths = Vec::new();
    cells.add(titles.iter().copied(), &mut widths);
    let mut has_rows = false;
    for row in rows {
        has_rows = true;
        cells.add(row.iter().map(String::as_str), &mut widths);
    }
    match has_rows {
        true => cells.write(out, &widths, gap),
        false => Ok(()),
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
    /// Adds a row.
    fn add<'a>(&mut self, texts: impl Iterator<Item = &'a str>, widths: &mut Vec<usize>) {
        for (index, text) in texts.enumerate() {
            let columns = width(text);
            match widths.get_mut(index) {
                Some(longest) => *longest = columns.max(*longest),
                None => widths.push(columns),
            }
            self.text.push_str(text);
            // The text of a cell is cut long before that.
            let size = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            self.sizes.push((size(text.len()), size(columns)));
        }
    }

    fn write(&self, out: &mut dyn Write, widths: &[usize], gap: usize) -> io::Result<()> {
        let mut rest = self.text.as_str();
        let mut line = String::new();
        for row in self.sizes.chunks(widths.len().max(1)) {
            line.clear();
            for ((length, columns), width) in row.iter().zip(widths) {
                let (text, next) = rest.split_at(*length as usize);
                line.push_str(text);
                line.extend(std::iter::repeat_n(' ', width + gap - *columns as usize));
                rest = next;
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
