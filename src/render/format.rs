//! The formats of the output.

use clap::ValueEnum;

/// The formats of the output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: columns, or blocks for describe
    #[default]
    Table,
    /// All columns, nothing cut
    Wide,
    /// The AWS CLI's document, complete, with what we derive under `derived`
    Json,
    /// One JSON item a line
    Jsonl,
    /// The wide columns separated by tabs, without a header
    Tsv,
    /// For `list`: a row a service, a bar a deployment
    Timeline,
}
