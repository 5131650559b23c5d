//! The time of day at a server, from the `Date` headers of its responses.
//!
//! The header: <https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1>

use crate::model::timestamp::{Timestamp, from_millis};
use chrono::{DateTime, TimeDelta};
use std::time::Duration;
use tokio::time::Instant;

/// How exact the header is: it has whole seconds, and the rest is cut off.
const PRECISION: Duration = Duration::from_secs(1);

/// The `Date` header of a response, and when the request was sent and answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateReading {
    pub date: Timestamp,
    pub sent: Instant,
    pub received: Instant,
}

/// A moment that is known to lie between two times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeRange {
    pub earliest: Timestamp,
    pub latest: Timestamp,
}

/// Reads the value of a `Date` header. `None` for anything else.
pub fn parse_date(header: &str) -> Option<Timestamp> {
    let date = DateTime::parse_from_rfc2822(header.trim()).ok()?;
    from_millis(date.timestamp_millis())
}

impl DateReading {
    /// What the server's clock showed at `moment`, which is not later than the response.
    pub fn at(&self, moment: Instant) -> TimeRange {
        // The response was dated at some time between the two.
        let since_response = self.received.saturating_duration_since(moment);
        let since_request = self.sent.saturating_duration_since(moment);
        TimeRange {
            earliest: self.date - since_response,
            latest: self.date + PRECISION - since_request,
        }
    }
}

impl TimeRange {
    /// What two readings of the same moment say together. Where they contradict each other, either
    /// may be right.
    pub fn and(self, other: Self) -> Self {
        let earliest = self.earliest.max(other.earliest);
        let latest = self.latest.min(other.latest);
        if earliest <= latest {
            Self { earliest, latest }
        } else {
            Self {
                earliest: self.earliest.min(other.earliest),
                latest: self.latest.max(other.latest),
            }
        }
    }

    /// How far it is from this time: positive if it is later. Nothing if it may be the same.
    pub fn difference_from(&self, time: Timestamp) -> TimeDelta {
        time.clamp(self.earliest, self.latest) - time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_date_of_http_and_nothing_else() {
        let date = parse_date("Sun, 06 Nov 1994 08:49:37 GMT").map(|date| date.to_rfc3339());
        assert_eq!(date.as_deref(), Some("1994-11-06T08:49:37+00:00"));
        for text in [
            "",
            "soon",
            "0",
            "1994-11-06T08:49:37Z",
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Mon, 31 Dec 262142 23:59:59 GMT",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_round_trip_and_whole_seconds_leave_a_range() {
        let start = Instant::now();
        let date = parse_date("Sun, 06 Nov 1994 08:49:37 GMT").expect("a date");
        let after = |seconds| start + Duration::from_secs(seconds);
        let reading = |date, sent, received| {
            DateReading {
                date,
                sent: after(sent),
                received: after(received),
            }
            .at(start)
        };
        let seconds = |range: TimeRange| {
            [range.earliest, range.latest].map(|time| (time - date).num_seconds())
        };
        let slow = reading(date, 5, 60);
        assert_eq!(seconds(slow), [-60, -4]);
        // A second response, which is quick, tells when the first one was dated.
        let quick = reading(date, 60, 60);
        assert_eq!(seconds(slow.and(quick)), [-60, -59]);
        let contradiction = reading(date + TimeDelta::hours(1), 5, 6);
        assert_eq!(seconds(slow.and(contradiction)), [-60, 3_596]);
        assert_eq!(slow.difference_from(date), TimeDelta::seconds(-4));
        assert_eq!(
            slow.difference_from(date - TimeDelta::seconds(9)),
            TimeDelta::zero()
        );
    }
}
