//! Output: a writer and a [`context::Context`] in, bytes out. Nothing here waits, asks the terminal,
//! or reads the clock.

pub mod block;
pub mod context;
pub mod fit;
pub mod format;
pub mod json;
pub mod layout;
pub mod markdown;
mod padded;
pub mod report;
pub mod sparkline;
pub mod table;
pub mod text;
