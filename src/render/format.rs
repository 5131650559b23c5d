//! The formats of the output.

use clap::ValueEnum;

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
    /// For `list`: one row per service, one bar per deployment
    Timeline,
}
