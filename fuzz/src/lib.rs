//! What several fuzz targets share.

use arbitrary::{Result, Unstructured};
use chrono::{DateTime, FixedOffset, Utc};
use ecs_history::model::shape::{Keyed, Kind, Member, Shape};
use ecs_history::render::context::{Context, Times};
use ecs_history::render::format::Format;
use ecs_history::render::report::Report;
use ecs_history::render::text::clean_lines;
use serde_json::{Map, Value, json};

/// How people or a pipe see it; the bits of `choices` decide.
pub fn context(choices: u8) -> Context {
    Context {
        now: DateTime::<Utc>::from_timestamp(1_790_000_000, 0).expect("a time"),
        times: match choices & 3 {
            0 => Times::Utc,
            1 => Times::Relative,
            2 => Times::Clock(far_east),
            _ => Times::Local(far_east),
        },
        width: (choices & 4 != 0).then_some(usize::from(choices)),
        color: choices & 8 != 0,
        marks: choices & 16 != 0,
        header: choices & 32 == 0,
        unicode: choices & 64 == 0,
    }
}

fn far_east(_time: DateTime<Utc>) -> FixedOffset {
    FixedOffset::east_opt(14 * 3600).expect("a zone")
}

/// Writes a report in a format, and checks what must hold whatever it contains.
pub fn check_report(report: &dyn Report, choice: u8, context: &Context) {
    let format = Format::TABLES[usize::from(choice) % Format::TABLES.len()];
    let mut out = Vec::new();
    format.write(report, &mut out, context).expect("a vector");
    let text = String::from_utf8(out).expect("UTF-8");
    match format {
        Format::Json => {
            serde_json::from_str::<Value>(&text).expect("JSON");
        }
        Format::Jsonl => {
            for line in text.lines() {
                serde_json::from_str::<Value>(line).expect("JSON");
            }
        }
        Format::Csv => {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let columns = reader.headers().expect("a header").len();
            for row in reader.records() {
                assert_eq!(row.expect("a row").len(), columns);
            }
        }
        Format::Tsv => {
            let mut fields = text.lines().map(|line| line.split('\t').count());
            let first = fields.next();
            assert!(fields.all(|count| Some(count) == first));
        }
        _ => {}
    }
    if matches!(format, Format::Json | Format::Jsonl) {
        // JSON is never wrapped, so what would be a command at the start of a line is none.
        let is_left = |c: char| c.is_control() && c != '\n';
        assert!(!text.contains(is_left), "no control character is left");
    } else if !context.color {
        let text = text.replace("\r\n", "\n").replace('\t', " ");
        assert_eq!(clean_lines(&text), text, "nothing harmful is left");
    }
}

/// A structure of this shape with some of its members, and perhaps one that the API does not have.
pub fn structure(shape: Shape, u: &mut Unstructured) -> Result<Value> {
    let mut members = Map::new();
    let count = u.int_in_range(0..=5)?;
    for _ in 0..count {
        if shape.is_empty() {
            break;
        }
        let member = u.choose(shape)?;
        members.insert(member.name.to_owned(), value(member, u)?);
    }
    if u.ratio(1, 8)? {
        members.insert(text(u)?, scalar(u)?);
    }
    Ok(members.into())
}

/// A value of a member, now and then one that the API would not return.
fn value(member: &Member, u: &mut Unstructured) -> Result<Value> {
    if u.ratio(1, 16)? {
        return scalar(u);
    }
    Ok(match member.kind {
        Kind::Structure(shape) => structure(shape, u)?,
        Kind::Keyed(Keyed { shape, .. }) | Kind::Union(shape) => list(u, |u| structure(shape, u))?,
        Kind::Set | Kind::Ordered => list(u, scalar)?,
        Kind::Metrics => list(u, |u| {
            Ok(json!({"metricNames": list(u, scalar)?, "resolutionSeconds": scalar(u)?}))
        })?,
        Kind::Map(_) => {
            let mut names = Map::new();
            for _ in 0..u.int_in_range(0..=2)? {
                names.insert(text(u)?, scalar(u)?);
            }
            names.into()
        }
        Kind::Scalar | Kind::Size(_) | Kind::SwapsWith(_) | Kind::Ignored => scalar(u)?,
    })
}

fn list(u: &mut Unstructured, item: impl Fn(&mut Unstructured) -> Result<Value>) -> Result<Value> {
    let count = u.int_in_range(0..=3)?;
    (0..count).map(|_| item(u)).collect()
}

/// Few enough that both sides often have the same.
fn scalar(u: &mut Unstructured) -> Result<Value> {
    Ok(match u.int_in_range(0..=11)? {
        0 => json!(null),
        1 => json!(""),
        2 => json!(false),
        3 => json!(true),
        4 => json!(0),
        5 => json!("0"),
        6 => json!(8080),
        7 => serde_json::from_str("8080.0").expect("a number"),
        8 => json!([]),
        9 => json!({}),
        10 => json!(["a", {"name": "a", "value": 1}]),
        _ => json!(text(u)?),
    })
}

fn text(u: &mut Unstructured) -> Result<String> {
    const TEXTS: &[&str] = &[
        "a", "a (2)", "name", "web", "tcp", "awsvpc", "FARGATE", "8080", "1 vCPU", "DISABLED",
        "x:1",
    ];
    Ok(match u.ratio(7, 8)? {
        true => (*u.choose(TEXTS)?).to_owned(),
        false => u.arbitrary()?,
    })
}
