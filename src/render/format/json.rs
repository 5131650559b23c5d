//! The AWS CLI's document, or one of our own.

use crate::render::json;
use crate::render::report::{Document, Report};
use std::io::Write;

pub fn write(report: &dyn Report, out: &mut dyn Write) -> serde_json::Result<()> {
    match report.document() {
        Document::List {
            name,
            items,
            failures,
        } => json::write_list(out, name, items, failures),
        Document::Own { document, .. } => json::write_value(out, &document),
    }
}
