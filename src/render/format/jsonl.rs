//! One JSON item on each line.

use crate::render::json;
use crate::render::report::{Document, Report};
use std::io::Write;

pub fn write(report: &dyn Report, out: &mut dyn Write) -> serde_json::Result<()> {
    let (Document::List { items, .. } | Document::Own { items, .. }) = report.document();
    for item in items {
        json::write_line(out, &item?)?;
    }
    Ok(())
}
