//! The axis of a timeline: ticks at round times, as far apart as their labels need.

use crate::model::timestamp::Timestamp;
use crate::render::context::{Context, Times};
use crate::render::text::width;
use chrono::{FixedOffset, Offset, TimeDelta, Timelike, Utc};

/// Minutes between two ticks. The first that leaves enough room is used.
const STEPS: [i64; 20] = [
    1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 7_200, 10_080, 20_160, 40_320,
    80_640, 161_280, 322_560,
];

/// Columns between two labels.
const GAP: usize = 2;

/// A time range, spread over columns of the terminal.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    pub start: Timestamp,
    pub end: Timestamp,
    pub columns: usize,
}

impl Scale {
    /// The column of a time; the nearest end if it is outside.
    pub fn column(&self, time: Timestamp) -> usize {
        let whole = (self.end - self.start).num_milliseconds().max(1) as f64;
        let part = (time - self.start).num_milliseconds() as f64 / whole;
        let column = (part * self.columns as f64).floor().max(0.0) as usize;
        column.min(self.columns.saturating_sub(1))
    }

    /// The ticks with their labels, at their columns.
    pub fn axis(&self, context: &Context) -> String {
        let mark = if context.unicode { '│' } else { '|' };
        let mut line = String::new();
        for (column, text) in self.ticks(context) {
            let gap = column.saturating_sub(width(&line));
            line.extend(std::iter::repeat_n(' ', gap));
            line.push(mark);
            line += &text;
        }
        line
    }

    fn ticks(&self, context: &Context) -> Vec<(usize, String)> {
        let steps = STEPS.iter().map(|minutes| TimeDelta::minutes(*minutes));
        // Fine steps over long time ranges would be far too many.
        let most = self.columns as i64;
        let steps =
            steps.filter(|step| (self.end - self.start).num_seconds() / step.num_seconds() <= most);
        let mut all = steps.map(|step| self.ticks_every(step, context));
        let fits = |ticks: &Vec<(usize, String)>| {
            let pairs = ticks.windows(2);
            pairs
                .into_iter()
                .all(|pair| pair[0].0 + 1 + width(&pair[0].1) + GAP <= pair[1].0)
        };
        all.find(fits).unwrap_or_default()
    }

    /// Round times in the time zone. Those too close to the end for their label are left out.
    fn ticks_every(&self, step: TimeDelta, context: &Context) -> Vec<(usize, String)> {
        let seconds = step.num_seconds().max(1);
        // In seconds of local time: midnight is midnight before and after a change to or from
        // daylight saving time.
        let clock = |time: Timestamp| time.timestamp() + seconds_of(offset(time, context));
        let origin = match context.times {
            Times::Utc | Times::Local(_) | Times::Clock(_) => A_MONDAY,
            Times::Relative => context.now.timestamp(),
        };
        let start = clock(self.start);
        let past = (start - origin).rem_euclid(seconds);
        let first = start + (seconds - past) % seconds;
        let ticks = (0..).map(|number| first + number * seconds);
        let ticks = ticks.map_while(|shown| {
            let about =
                Timestamp::from_timestamp(shown - seconds_of(offset(self.start, context)), 0)?;
            let time = Timestamp::from_timestamp(shown - seconds_of(offset(about, context)), 0)?;
            (time <= self.end).then_some(time)
        });
        let ticks = ticks.map(|time| (self.column(time), text(time, step, context)));
        let fits = |(column, text): &(usize, String)| column + 1 + width(text) <= self.columns;
        ticks.filter(fits).collect()
    }
}

/// In seconds since 1970.
const A_MONDAY: i64 = 4 * 86_400;

fn seconds_of(offset: FixedOffset) -> i64 {
    offset.local_minus_utc().into()
}

/// The time zone of the labels: `UTC`, or the offset from it.
pub fn zone(time: Timestamp, context: &Context) -> String {
    match context.times {
        Times::Relative => String::new(),
        _ => match offset(time, context) {
            offset if offset.local_minus_utc() == 0 => "UTC".to_owned(),
            offset => format!("UTC{offset}"),
        },
    }
}

fn offset(time: Timestamp, context: &Context) -> FixedOffset {
    match context.times {
        Times::Local(zone) | Times::Clock(zone) => zone(time),
        Times::Utc | Times::Relative => Utc.fix(),
    }
}

fn text(time: Timestamp, step: TimeDelta, context: &Context) -> String {
    if let Times::Relative = context.times {
        return ago((context.now - time).num_minutes());
    }
    let time = time.with_timezone(&offset(time, context));
    let is_midnight = (time.hour(), time.minute()) == (0, 0);
    let format = if step >= TimeDelta::days(1) || is_midnight {
        "%b %e"
    } else {
        "%H:%M"
    };
    time.format(format).to_string().replace("  ", " ")
}

/// `1h30m ago`.
fn ago(minutes: i64) -> String {
    let units = [(1_440, 'd'), (60, 'h'), (1, 'm')];
    let mut rest = minutes;
    let mut text = String::new();
    for (unit, name) in units {
        if rest >= unit {
            text += &format!("{}{name}", rest / unit);
            rest %= unit;
        }
    }
    if text.is_empty() {
        "now".to_owned()
    } else {
        text + " ago"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn context(times: Times) -> Context {
        Context {
            now: "2026-06-01T12:00:00Z".parse().expect("a time"),
            times,
            unicode: false,
            ..Context::plain()
        }
    }

    fn axis(span: TimeDelta, columns: usize, times: Times) -> String {
        let context = context(times);
        let scale = Scale {
            start: context.now - span,
            end: context.now,
            columns,
        };
        scale.axis(&context)
    }

    #[test]
    fn ticks_are_at_round_times_and_have_room() {
        let plus_two = Times::Local(|_| FixedOffset::east_opt(7200).expect("an offset"));
        let lines = [
            axis(TimeDelta::hours(2), 60, Times::Utc),
            axis(TimeDelta::minutes(125), 100, plus_two),
            axis(TimeDelta::hours(24), 60, Times::Utc),
            axis(TimeDelta::hours(24), 60, plus_two),
            axis(TimeDelta::days(7), 60, Times::Utc),
            axis(TimeDelta::days(90), 60, Times::Utc),
            axis(TimeDelta::hours(2), 60, Times::Relative),
        ];
        insta::assert_snapshot!(lines.join("\n"), @"
        |10:00         |10:30         |11:00         |11:30
            |12:00  |12:10  |12:20  |12:30  |12:40  |12:50  |13:00  |13:10  |13:20  |13:30  |13:40  |13:50
        |12:00         |18:00         |Jun 1         |06:00
                  |18:00         |Jun 1         |06:00
                    |May 27           |May 29          |May 31
                |Mar 16  |Mar 30   |Apr 13  |Apr 27  |May 11
        |2h ago        |1h30m ago     |1h ago        |30m ago
        ");
    }

    #[test]
    fn midnight_is_midnight_on_both_sides_of_a_change_of_the_clock() {
        let times = Times::Local(|time| {
            let change: Timestamp = CHANGE.parse().expect("a time");
            let hours = if time < change { 2 } else { 1 };
            FixedOffset::east_opt(hours * 3600).expect("an offset")
        });
        insta::assert_snapshot!(axis(TimeDelta::days(6), 60, times), @"    |May 27   |May 28   |May 29   |May 30   |May 31   |Jun 1");
    }

    const CHANGE: &str = "2026-05-29T01:00:00Z";

    proptest! {
        #[test]
        fn never_wider_than_its_columns(seconds in 0i64..40_000_000_000, columns in 1usize..300) {
            let line = axis(TimeDelta::seconds(seconds), columns, Times::Utc);
            prop_assert!(width(&line) <= columns, "{} {}", columns, line);
        }
    }
}
