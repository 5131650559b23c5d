//! The result of a command, in the forms that formats are made from.

use crate::model::failure::Failure;
use crate::model::record::Record;
use crate::render::context::Context;
use crate::render::table::{Table, View};
use serde_json::Value;
use std::io::{self, Write};

/// A result that can be printed in every format.
pub trait Report {
    /// The rows, with the columns of a view.
    fn table(&self, view: View) -> Table<'_>;

    /// The JSON.
    fn document(&self) -> Document<'_>;

    /// The blocks of labeled lines that `table` prints instead of a table, if any.
    fn blocks(&self) -> Option<Drawing<'_>> {
        None
    }

    /// The timeline, if there is one.
    fn timeline(&self) -> Option<Drawing<'_>> {
        None
    }
}

/// Writes text for people.
pub type Drawing<'a> = Box<dyn Fn(&mut dyn Write, &Context) -> io::Result<()> + 'a>;

/// Items, made one at a time, so that a long history is never held as JSON.
pub type Items<'a> = Box<dyn Iterator<Item = serde_json::Result<Value>> + 'a>;

/// A JSON document, and its items for formats with one item per line.
pub enum Document<'a> {
    /// The AWS CLI's document: a list under its name.
    List {
        name: &'static str,
        items: Items<'a>,
        /// What could not be described. `None` for the response of a List call.
        failures: Option<&'a [Record<Failure>]>,
    },
    /// A document of our own.
    Own { document: Value, items: Items<'a> },
}
