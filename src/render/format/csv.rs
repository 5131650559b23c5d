//! The wide columns as CSV: RFC 4180 with a header, figures as plain numbers.
//! <https://www.rfc-editor.org/rfc/rfc4180>

use crate::render::context::Context;
use crate::render::report::Report;
use crate::render::table::{Value, View};
use crate::render::text::clean;
use std::io::{self, Write};

pub fn write(report: &dyn Report, out: &mut dyn Write, context: &Context) -> io::Result<()> {
    let table = report.table(View::Wide);
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    if context.header {
        let names = table.heads.iter().map(|head| head.name);
        csv.write_record(names).map_err(io_error)?;
    }
    for row in table.rows {
        let cells = row.values.iter().map(|value| cell(value, context));
        csv.write_record(cells).map_err(io_error)?;
    }
    csv.flush()
}

/// The error of the writer itself, so that a closed pipe is recognized.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn cell(value: &Value, context: &Context) -> String {
    let text = clean(&value.plain(context)).into_owned();
    match value {
        // An ID may begin with `-`, and has to stay one that a command accepts.
        Value::Id(_) if text.chars().all(is_id_character) => text,
        Value::Text(_) | Value::Id(_) | Value::Painted(..) | Value::Outcome(_) => harmless(text),
        _ => text,
    }
}

fn is_id_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Text that a spreadsheet does not run as a formula: a leading apostrophe keeps it text.
/// <https://owasp.org/www-community/attacks/CSV_Injection>
fn harmless(text: String) -> String {
    if text.trim_start().starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::table::{Column, Table, Unit};

    struct Rows(Vec<[Value; 2]>);

    impl Report for Rows {
        fn table(&self, view: View) -> Table<'_> {
            let columns = [
                Column::new("reason", "REASON", |row: &&[Value; 2]| row[0].clone()),
                Column::new("seconds", "TOOK", |row: &&[Value; 2]| row[1].clone()),
            ];
            Table::new(view, columns, self.0.iter())
        }

        fn document(&self) -> crate::render::report::Document<'_> {
            unreachable!("not asked for")
        }
    }

    fn csv(rows: Vec<[Value; 2]>) -> String {
        let mut out = Vec::new();
        write(&Rows(rows), &mut out, &Context::plain()).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn quotes_what_has_to_be_quoted_and_ends_lines_with_crlf() {
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            csv(vec![
                [text("a, \"b\""), Value::Duration(90.5)],
                [Value::Missing, Value::Figure(0.75, Unit::Ratio)],
            ]),
            "reason,seconds\r\n\"a, \"\"b\"\"\",90.5\r\n,0.75\r\n"
        );
    }

    #[test]
    fn a_formula_stays_text_and_a_number_stays_a_number() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1"] {
            let line = csv(vec![[Value::Text(text.into()), Value::Duration(-1.5)]]);
            let line = line.lines().nth(1).expect("a row").to_owned();
            assert!(line.starts_with('\'') && line.ends_with(",-1.5"), "{line}");
        }
    }

    #[test]
    fn an_id_stays_an_id() {
        let first = |value: Value| {
            let csv = csv(vec![[value, Value::Missing]]);
            csv.lines().nth(1).expect("a row").to_owned()
        };
        assert_eq!(first(Value::Id("-bcd_EF9".into())), "-bcd_EF9,");
        // No ID has such characters.
        assert_eq!(first(Value::Id("=1+1".into())), "'=1+1,");
    }
}
