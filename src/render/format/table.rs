//! For people: a table that is fitted to the terminal, or blocks.

use crate::render::context::Context;
use crate::render::layout;
use crate::render::report::Report;
use crate::render::table::View;
use std::io::{self, Write};

pub fn write(report: &dyn Report, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    match report.blocks() {
        Some(draw) => draw(out, context),
        None => layout::write_fitted(report.table(View::Fitted), out, context),
    }
}
