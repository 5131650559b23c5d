//! All columns, nothing cut.

use crate::render::context::Context;
use crate::render::layout;
use crate::render::report::Report;
use crate::render::table::View;
use std::io::{self, Write};

pub fn write(report: &dyn Report, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    layout::write_whole(report.table(View::Wide), out, context)
}
