//! All columns, nothing cut.

use crate::render::context::Context;
use crate::render::layout;
use crate::render::report::Report;
use crate::render::table::View;
use std::io::{self, Write};

pub fn write(report: &dyn Report, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    let context = Context {
        width: None,
        ..context.clone()
    };
    layout::write(report.table(View::Wide), out, &context, layout::exact_cell)
}
