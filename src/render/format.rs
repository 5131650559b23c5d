//! The formats of the output: one file each, except for the timeline, which a report draws itself.
//!
//! A format is a variant of [`Format`] and a function over a [`Report`].

mod csv;
mod json;
mod jsonl;
mod markdown;
mod table;
mod tsv;
mod wide;

use crate::error::Result;
use crate::render::context::Context;
use crate::render::report::Report;
use clap::ValueEnum;
use std::io::Write;

/// The formats of the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns, or blocks for describe
    #[default]
    Table,
    /// All columns, nothing truncated
    Wide,
    /// The AWS CLI's document, complete, with additions under `derived`
    Json,
    /// One JSON item per line
    Jsonl,
    /// All columns separated by tabs, without a header
    Tsv,
    /// All columns as CSV, with a header and plain numbers
    Csv,
    /// The columns of `table` as a Markdown table
    Markdown,
    /// For `list`: one row per service, one bar per deployment
    Timeline,
}

impl Format {
    /// The formats of a command that prints a table.
    pub const TABLES: &'static [Self] = &[
        Self::Table,
        Self::Wide,
        Self::Json,
        Self::Jsonl,
        Self::Tsv,
        Self::Csv,
        Self::Markdown,
    ];

    /// [`Self::TABLES`], and a timeline.
    pub const TIMELINES: &'static [Self] = &[
        Self::Table,
        Self::Wide,
        Self::Json,
        Self::Jsonl,
        Self::Tsv,
        Self::Csv,
        Self::Markdown,
        Self::Timeline,
    ];

    /// The formats of a command that prints blocks instead of a table.
    pub const BLOCKS: &'static [Self] =
        &[Self::Table, Self::Wide, Self::Json, Self::Jsonl, Self::Tsv];

    /// Its name on the command line.
    pub fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Whether it is for people: colored and fitted to the terminal.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Wide | Self::Timeline)
    }

    /// Writes a report. A report without a timeline writes none: commands check their formats before
    /// they call AWS.
    pub fn write(self, report: &dyn Report, out: &mut dyn Write, context: &Context) -> Result<()> {
        match self {
            Self::Table => table::write(report, out, context)?,
            Self::Wide => wide::write(report, out, context)?,
            Self::Json => json::write(report, out)?,
            Self::Jsonl => jsonl::write(report, out)?,
            Self::Tsv => tsv::write(report, out, context)?,
            Self::Csv => csv::write(report, out, context)?,
            Self::Markdown => markdown::write(report, out, context)?,
            Self::Timeline => {
                if let Some(draw) = report.timeline() {
                    draw(out, context)?;
                }
            }
        }
        Ok(())
    }
}
