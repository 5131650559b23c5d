//! A table of GitHub Flavored Markdown, for a wiki or `$GITHUB_STEP_SUMMARY`: the columns that people
//! look at first, with nothing cut.
//! <https://github.github.com/gfm/#tables-extension->

use crate::render::context::Context;
use crate::render::markdown::escape;
use crate::render::report::Report;
use crate::render::table::{Row, Value, View};
use std::io::{self, Write};

pub fn write(report: &dyn Report, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    // It is read on a page, even if it is written to a terminal.
    let context = Context {
        marks: true,
        unicode: true,
        ..context.clone()
    };
    let table = report.table(View::Fitted);
    // Without a header it is no table.
    let titles: Vec<String> = table.heads.iter().map(|head| escape(head.title)).collect();
    let rules: Vec<&str> = table.heads.iter().map(|_| "---").collect();
    writeln!(out, "| {} |", titles.join(" | "))?;
    writeln!(out, "| {} |", rules.join(" | "))?;
    for row in table.rows {
        writeln!(out, "| {} |", cells(&row, &context).join(" | "))?;
    }
    Ok(())
}

fn cells(row: &Row, context: &Context) -> Vec<String> {
    let cells = row.values.iter().map(|value| {
        let text = match value {
            Value::Blank => return String::new(),
            Value::Missing => return "-".to_owned(),
            Value::Outcome(outcome) => escape(&context.outcome(outcome)),
            value => escape(&value.exact(context)),
        };
        if row.is_total {
            format!("**{text}**")
        } else {
            text
        }
    });
    cells.collect()
}
