//! An answer in the format that was asked for. The framing of every format is here; what an item
//! looks like is the answer's own business.

use crate::error::Result;
use crate::model::failure::Failure;
use crate::model::record::Record;
use crate::render::context::Context;
use crate::render::format::Format;
use crate::render::table::{Cell, Column};
use crate::render::{json, table};
use serde_json::Value;
use std::io::{self, Write};

/// Something that can be printed in every format.
pub trait Answer {
    /// The name of the list in the AWS CLI's document.
    const NAME: &'static str;

    /// The columns of wide and tsv.
    const WIDE_COLUMNS: &'static [Column];

    /// How many items there are.
    fn count(&self) -> usize;

    /// An item in full, as JSON.
    fn item(&self, place: usize) -> serde_json::Result<Value>;

    /// The texts of an item's wide columns, not cleaned.
    fn wide_row(&self, place: usize, context: &Context) -> Vec<String>;

    /// What could not be described. `None` for the answer of a List call.
    fn failures(&self) -> Option<&[Record<Failure>]>;

    /// Writes it for people.
    fn table(&self, out: &mut dyn Write, context: &Context) -> io::Result<()>;
}

/// Writes an answer.
pub fn write<A: Answer>(
    answer: &A,
    output: Format,
    out: &mut dyn Write,
    context: &Context,
) -> Result<()> {
    let places = 0..answer.count();
    let rows = places.clone().map(|place| answer.wide_row(place, context));
    match output {
        // Those that can be drawn as a timeline draw it themselves.
        Format::Table | Format::Timeline => answer.table(out, context)?,
        Format::Wide => {
            let rows = rows.map(|texts| texts.iter().map(Cell::new).collect());
            table::write(out, context, A::WIDE_COLUMNS, rows.collect())?;
        }
        Format::Tsv => table::write_tsv(out, rows)?,
        Format::Json => {
            let items = places.map(|place| answer.item(place));
            json::write_document(out, A::NAME, items, answer.failures())?;
        }
        Format::Jsonl => {
            for place in places {
                json::write_line(out, &answer.item(place)?)?;
            }
        }
    }
    Ok(())
}

/// Writes blocks one after another.
pub fn write_blocks<T>(
    out: &mut dyn Write,
    items: impl Iterator<Item = T>,
    block: impl Fn(&mut dyn Write, T) -> io::Result<()>,
) -> io::Result<()> {
    for (place, item) in items.enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        block(out, item)?;
    }
    Ok(())
}
