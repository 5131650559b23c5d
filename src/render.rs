//! Output: a writer and a [`Context`] in, bytes out. Nothing here waits, asks the terminal, or
//! reads the clock.

pub mod answer;
mod aws_cli;
pub mod block;
pub mod context;
mod deployment_block;
mod deployment_rows;
pub mod deployment_story;
mod deployment_words;
pub mod deployments;
pub mod diff;
pub mod json;
mod revision_block;
pub mod revision_list;
pub mod revisions;
mod service_columns;
pub mod standings;
pub mod stats;
pub mod table;
pub mod text;
pub mod timeline;
pub mod wait;

pub use context::{Context, Paint, Times};
