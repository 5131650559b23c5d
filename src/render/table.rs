//! Columns and rows of values, independent of the format.

use crate::humanize::{duration, percent};
use crate::model::outcome::Outcome;
use crate::model::timestamp::Timestamp;
use crate::render::context::{Context, Paint};
use crate::render::fit::{Flexibility, MIN_ID_LENGTH, prefix};
use crate::render::sparkline::sparkline;

/// Which columns are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The most important ones, for people; they are fitted to the width of the terminal.
    Fitted,
    /// Everything, for `wide` and for programs.
    Wide,
}

/// A column: its names, its value in a row, and how it makes room.
#[derive(Clone)]
pub struct Column<R> {
    head: Head,
    /// `None`: in both.
    only_in: Option<View>,
    value: fn(&R) -> Value,
}

/// A column without its values.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// For programs: `task_definition`.
    pub name: &'static str,
    /// For people: `TASK DEF`.
    pub title: &'static str,
    /// How it makes room in a narrow terminal.
    pub flexibility: Flexibility,
    /// Whether it holds IDs, which shrink to a unique prefix.
    pub is_id: bool,
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Unknown, or none. People see `-`.
    Missing,
    /// Does not apply to this row. People see nothing.
    Blank,
    Text(String),
    /// The ID of a deployment.
    Id(String),
    /// Text with a color.
    Painted(String, Paint),
    Outcome(Outcome),
    Time(Timestamp),
    /// Seconds.
    Duration(f64),
    Count(u64),
    Flag(bool),
    /// A figure of statistics.
    Figure(f64, Unit),
    /// Numbers over time.
    Trend(Vec<usize>),
}

/// The unit of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 0 to 1.
    Ratio,
    Seconds,
    PerDay,
}

/// The values of a row.
#[derive(Debug, Clone)]
pub struct Row {
    pub values: Vec<Value>,
    /// Whether it is the total of the rows above.
    pub is_total: bool,
}

/// Columns, and rows that are made one at a time.
pub struct Table<'a> {
    pub heads: Vec<Head>,
    pub rows: Box<dyn Iterator<Item = Row> + 'a>,
    /// How many characters of an ID are shown at least where the room is scarce. Only there it is
    /// worked out, since all IDs have to be compared.
    pub id_length: Box<dyn Fn() -> usize + 'a>,
}

impl<R> Column<R> {
    /// A column that is in both views, never truncated and never dropped.
    pub fn new(name: &'static str, title: &'static str, value: fn(&R) -> Value) -> Self {
        Self {
            head: Head {
                name,
                title,
                flexibility: Flexibility::default(),
                is_id: false,
            },
            only_in: None,
            value,
        }
    }

    /// Shows it in one view only.
    pub fn only_in(mut self, view: View) -> Self {
        self.only_in = Some(view);
        self
    }

    /// Lets it be truncated to this many columns of the terminal.
    pub fn min_width(mut self, columns: u16) -> Self {
        self.head.flexibility.min_width = Some(columns);
        self
    }

    /// Shrinks its IDs to a unique prefix before any text is truncated.
    pub fn ids(mut self) -> Self {
        self.head.is_id = true;
        self
    }

    /// Keeps the end of a text that is truncated, such as `:42`, and leaves out its middle.
    pub fn keeps_end(mut self) -> Self {
        self.head.flexibility.keeps_end = true;
        self
    }

    /// Lets it be dropped. The column with the lowest number goes first.
    pub fn drop_order(mut self, order: u8) -> Self {
        self.head.flexibility.drop_order = Some(order);
        self
    }
}

impl<'a> Table<'a> {
    /// The table of these columns, as far as they are in the view.
    pub fn new<R: 'a>(
        view: View,
        columns: impl IntoIterator<Item = Column<R>>,
        rows: impl Iterator<Item = R> + 'a,
    ) -> Self {
        let columns = columns.into_iter();
        let columns: Vec<Column<R>> = columns
            .filter(|column| column.only_in.is_none_or(|only| only == view))
            .collect();
        let heads = columns.iter().map(|column| column.head).collect();
        let values = move |row: R| Row {
            values: columns.iter().map(|column| (column.value)(&row)).collect(),
            is_total: false,
        };
        Self {
            heads,
            rows: Box::new(rows.map(values)),
            id_length: Box::new(|| MIN_ID_LENGTH),
        }
    }

    /// Shows at least this many characters of an ID, since fewer would match several.
    pub fn with_id_length(self, id_length: impl Fn() -> usize + 'a) -> Self {
        Self {
            id_length: Box::new(id_length),
            ..self
        }
    }

    /// Appends a row.
    pub fn with_row(self, row: Row) -> Self {
        Self {
            rows: Box::new(self.rows.chain([row])),
            ..self
        }
    }

    /// Marks the last of this many rows as their total.
    pub fn with_total(self, rows: usize) -> Self {
        let last = rows.saturating_sub(1);
        let rows = self.rows.enumerate().map(move |(index, row)| Row {
            is_total: index == last,
            ..row
        });
        Self {
            rows: Box::new(rows),
            ..self
        }
    }
}

impl Value {
    /// Text, or [`Value::Missing`].
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(text.into()))
    }

    /// The ID of a deployment, or [`Value::Missing`].
    pub fn id(id: Option<&str>) -> Self {
        id.map_or(Self::Missing, |id| Self::Id(id.to_owned()))
    }

    /// A time, or [`Value::Missing`].
    pub fn time(time: Option<Timestamp>) -> Self {
        time.map_or(Self::Missing, Self::Time)
    }

    /// Seconds, or [`Value::Missing`].
    pub fn duration(seconds: Option<f64>) -> Self {
        seconds.map_or(Self::Missing, Self::Duration)
    }

    /// An outcome, or [`Value::Missing`].
    pub fn outcome(outcome: Option<Outcome>) -> Self {
        outcome.map_or(Self::Missing, Self::Outcome)
    }

    /// A number that is not negative, or [`Value::Missing`].
    pub fn count(number: Option<i64>) -> Self {
        let number = number.and_then(|number| number.try_into().ok());
        number.map_or(Self::Missing, Self::Count)
    }

    /// Yes or no, or [`Value::Missing`].
    pub fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Missing, Self::Flag)
    }

    /// A figure, or [`Value::Missing`].
    pub fn figure(number: Option<f64>, unit: Unit) -> Self {
        number.map_or(Self::Missing, |number| Self::Figure(number, unit))
    }
}

impl Value {
    /// In words, with nothing left out.
    pub fn exact(&self, context: &Context) -> String {
        match self {
            Self::Missing | Self::Blank => String::new(),
            Self::Text(text) | Self::Id(text) | Self::Painted(text, _) => text.clone(),
            Self::Outcome(outcome) => outcome.to_string(),
            Self::Time(time) => context.exact_time(*time),
            Self::Duration(seconds) | Self::Figure(seconds, Unit::Seconds) => duration(*seconds),
            Self::Count(number) => number.to_string(),
            Self::Flag(true) => "yes".to_owned(),
            Self::Flag(false) => "no".to_owned(),
            Self::Figure(share, Unit::Ratio) => percent(*share),
            Self::Figure(number, Unit::PerDay) => format!("{number:.2}"),
            Self::Trend(numbers) => sparkline(numbers, context.unicode),
        }
    }

    /// For people, in forms from the longest to the shortest, of which the one that fits is shown.
    /// `id_length` is how many characters of an ID are needed.
    pub fn forms(&self, context: &Context, id_length: usize) -> Vec<String> {
        match self {
            Self::Time(time) => context.time_forms(*time),
            Self::Id(id) => vec![id.clone(), prefix(id, id_length).to_owned()],
            other => vec![other.exact(context)],
        }
    }

    /// With figures as plain numbers: durations in seconds, ratios from 0 to 1, a trend as numbers
    /// with spaces between them.
    pub fn plain(&self, context: &Context) -> String {
        match self {
            // No figure is measured more precisely than a millionth.
            Self::Duration(number) | Self::Figure(number, _) => {
                ((number * 1e6).round() / 1e6).to_string()
            }
            Self::Trend(numbers) => {
                let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                numbers.join(" ")
            }
            other => other.exact(context),
        }
    }
}
