//! Points in time as people type them: `90m`, `7d`, a date, a local time, RFC 3339.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, TimeDelta,
    TimeZone, Utc,
};
use std::str::FromStr;

/// A point in time as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeArg {
    /// So long before now.
    Ago(TimeDelta),
    /// A day in the local time zone.
    Day(NaiveDate),
    /// A moment in the local time zone.
    Local(NaiveDateTime),
    /// A moment with its offset from UTC.
    At(DateTime<FixedOffset>),
}

impl FromStr for TimeArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(time) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::At(time));
        }
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d")
            && in_calendar(day)
        {
            return Ok(Self::Day(day));
        }
        for format in [
            "%Y-%m-%d %H:%M",
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%dT%H:%M:%S",
        ] {
            if let Ok(time) = NaiveDateTime::parse_from_str(text, format)
                && in_calendar(time.date())
            {
                return Ok(Self::Local(time));
            }
        }
        duration(text).map(Self::Ago).map_err(|error| match error {
            SpanError::TooLong => TOO_LONG.to_owned(),
            SpanError::Other => {
                "expected a time span such as 90m, 36h or 7d, a date such as 2026-05-31, a local \
                 time such as \"2026-05-31 14:30\", or RFC 3339 such as 2026-05-31T14:30:00Z"
                    .to_owned()
            }
        })
    }
}

/// Years of four digits alone: near the ends of chrono's range a time zone's offset overflows.
fn in_calendar(day: NaiveDate) -> bool {
    (1000..=9999).contains(&day.year())
}

/// Why a text is no span of time.
pub(super) enum SpanError {
    /// It would be one if it were shorter.
    TooLong,
    Other,
}

/// What to say of a span that is too long.
pub(super) const TOO_LONG: &str = "the time span is too long; at most 36500d is possible";

/// `90s`, `90m`, `36h`, `7d`, `2w`, and sums such as `1h30m`.
pub(super) fn duration(text: &str) -> Result<TimeDelta, SpanError> {
    // Nobody asks for more than 100 years, and `now - span` must not overflow.
    const MAX: TimeDelta = TimeDelta::days(36_500);
    let mut total = TimeDelta::zero();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let seconds: i64 = match rest[digits..].chars().next() {
            _ if digits == 0 => return Err(SpanError::Other),
            Some('s') => 1,
            Some('m') => 60,
            Some('h') => 60 * 60,
            Some('d') => 24 * 60 * 60,
            Some('w') => 7 * 24 * 60 * 60,
            _ => return Err(SpanError::Other),
        };
        // Only a number that is too large cannot be read.
        let number = rest[..digits].parse().unwrap_or(i64::MAX);
        let span = TimeDelta::try_seconds(seconds.saturating_mul(number)).unwrap_or(TimeDelta::MAX);
        total = total.checked_add(&span).unwrap_or(TimeDelta::MAX);
        rest = &rest[digits + 1..];
    }
    match total {
        _ if text.is_empty() => Err(SpanError::Other),
        total if total > MAX => Err(SpanError::TooLong),
        total => Ok(total),
    }
}

impl TimeArg {
    /// The moment at which a span that begins here begins: the first moment of a day.
    pub fn start<Z: TimeZone>(self, now: DateTime<Utc>, zone: &Z) -> DateTime<Utc> {
        match self {
            Self::Ago(span) => now - span,
            Self::Day(day) => local(day.and_time(chrono::NaiveTime::MIN), zone),
            Self::Local(time) => local(time, zone),
            Self::At(time) => time.to_utc(),
        }
    }

    /// The moment at which a span that ends here ends: a day is part of it.
    pub fn end<Z: TimeZone>(self, now: DateTime<Utc>, zone: &Z) -> DateTime<Utc> {
        match self {
            Self::Day(day) => {
                let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
                Self::Day(next).start(now, zone) - TimeDelta::milliseconds(1)
            }
            other => other.start(now, zone),
        }
    }
}

/// Of a time that occurs twice, the first is meant. A skipped time is read with the offset from
/// before the change.
fn local<Z: TimeZone>(time: NaiveDateTime, zone: &Z) -> DateTime<Utc> {
    match zone.from_local_datetime(&time) {
        LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => moment.to_utc(),
        LocalResult::None => {
            let before = zone
                .from_local_datetime(&(time - TimeDelta::hours(3)))
                .earliest();
            before.map_or(time.and_utc(), |before| {
                before.to_utc() + TimeDelta::hours(3)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: &str = "2026-06-01T12:00:00Z";

    fn start(text: &str) -> String {
        let now = NOW.parse().expect("a time");
        let zone = FixedOffset::east_opt(2 * 3600).expect("an offset");
        let when: TimeArg = text.parse().expect(text);
        format!(
            "{} – {}",
            when.start(now, &zone).format("%F %T"),
            when.end(now, &zone).format("%F %T")
        )
    }

    #[test]
    fn understands_what_people_type() {
        for (text, expected) in [
            ("90m", "2026-06-01 10:30:00 – 2026-06-01 10:30:00"),
            ("36h", "2026-05-31 00:00:00 – 2026-05-31 00:00:00"),
            ("7d", "2026-05-25 12:00:00 – 2026-05-25 12:00:00"),
            ("1h30m", "2026-06-01 10:30:00 – 2026-06-01 10:30:00"),
            ("2026-05-31", "2026-05-30 22:00:00 – 2026-05-31 21:59:59"),
            (
                "2026-05-31 14:30",
                "2026-05-31 12:30:00 – 2026-05-31 12:30:00",
            ),
            (
                "2026-05-31T14:30:15",
                "2026-05-31 12:30:15 – 2026-05-31 12:30:15",
            ),
            (
                "2026-05-31T14:30:00Z",
                "2026-05-31 14:30:00 – 2026-05-31 14:30:00",
            ),
            (
                "2026-05-31T14:30:00-04:00",
                "2026-05-31 18:30:00 – 2026-05-31 18:30:00",
            ),
        ] {
            assert_eq!(start(text), expected, "{text}");
        }
    }

    #[test]
    fn rejects_the_rest_with_examples() {
        for text in [
            "",
            "h",
            "7",
            "7x",
            "-7d",
            "yesterday",
            "2026-02-30",
            "99999999999999999999",
            "40000d1x",
            "7d ",
        ] {
            let error = text.parse::<TimeArg>().expect_err(text);
            assert!(error.contains("36h"), "{text}");
        }
    }

    #[test]
    fn a_span_that_is_too_long_is_called_so() {
        for text in [
            "40000d",
            "5000000d",
            "99999999999999999999d",
            "36500d1s",
            "9223372036854775807s9223372036854775807w",
        ] {
            let error = text.parse::<TimeArg>().expect_err(text);
            assert!(error.contains("too long"), "{text}: {error}");
        }
        assert!("36500d".parse::<TimeArg>().is_ok());
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*", digits in "[0-9]{1,25}[smhdw]") {
            let now = NOW.parse().expect("a time");
            for text in [text, digits] {
                if let Ok(when) = text.parse::<TimeArg>() {
                    when.start(now, &Utc);
                    when.end(now, &Utc);
                }
            }
        }
    }
}
