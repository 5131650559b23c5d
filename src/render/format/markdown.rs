//! The wide columns as a table of GitHub Flavored Markdown, for a wiki or `$GITHUB_STEP_SUMMARY`.
//! <https://github.github.com/gfm/#tables-extension->

use crate::render::context::Context;
use crate::render::markdown::escape;
use crate::render::report::Report;
use crate::render::table::{Row, Value, View};
use std::io::{self, Write};

pub fn write(report: &dyn Report, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    let table = report.table(View::Wide);
    // A table of Markdown has a header, whatever was asked for.
    let titles: Vec<String> = table.heads.iter().map(|head| escape(head.title)).collect();
    let rules: Vec<&str> = table.heads.iter().map(|_| "---").collect();
    writeln!(out, "| {} |", titles.join(" | "))?;
    writeln!(out, "| {} |", rules.join(" | "))?;
    for row in table.rows {
        writeln!(out, "| {} |", cells(&row, context).join(" | "))?;
    }
    Ok(())
}

fn cells(row: &Row, context: &Context) -> Vec<String> {
    let cells = row.values.iter().map(|value| match value {
        Value::Blank => String::new(),
        Value::Missing => "-".to_owned(),
        value => match escape(&value.exact(context)) {
            text if row.is_total => format!("**{text}**"),
            text => text,
        },
    });
    cells.collect()
}
