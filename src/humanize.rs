//! Counts, durations and times for people.

use crate::model::timestamp::Timestamp;
use std::time::Duration;

/// A count with its noun: `1 deployment`, `2 deployments`.
pub fn count(number: usize, singular: &str) -> String {
    match number {
        1 => format!("1 {singular}"),
        _ => format!("{number} {singular}s"),
    }
}

/// A time relative to now, in its largest unit: `3m ago` or `in 3m`. Days count from 48 hours.
pub fn relative(now: Timestamp, time: Timestamp) -> String {
    let seconds = (now - time).num_seconds();
    let ago = seconds >= 0;
    let text = match seconds.unsigned_abs() {
        s @ 0..60 => format!("{s}s"),
        s @ 60..3_600 => format!("{}m", s / 60),
        s @ 3_600..172_800 => format!("{}h", s / 3_600),
        s => format!("{}d", s / 86_400),
    };
    if ago {
        format!("{text} ago")
    } else {
        format!("in {text}")
    }
}

/// A duration, given in seconds, in its two largest units: `4m32s`, `1h05m`, `2d03h`.
pub fn duration(seconds: f64) -> String {
    let total = seconds.max(0.0).round() as u64;
    let (days, hours, minutes, seconds) = (
        total / 86_400,
        total / 3_600 % 24,
        total / 60 % 60,
        total % 60,
    );
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds}s"),
        (0, 0, _) => format!("{minutes}m{seconds:02}s"),
        (0, _, _) => format!("{hours}h{minutes:02}m"),
        _ => format!("{days}d{hours:02}h"),
    }
}

/// Whole seconds: `60 seconds`.
pub fn seconds(limit: Duration) -> String {
    count(
        usize::try_from(limit.as_secs()).unwrap_or(usize::MAX),
        "second",
    )
}

/// A share, 0 to 1, as `97 %`. Only exactly 1 is `100 %`, and only exactly 0 is `0 %`.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent.round() {
        100.0 if share < 1.0 => "99 %".to_owned(),
        0.0 if share > 0.0 => "1 %".to_owned(),
        whole => format!("{whole} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    #[test]
    fn formats_relative_times() {
        let now = Timestamp::UNIX_EPOCH;
        for (seconds, expected) in [
            (0, "0s ago"),
            (59, "59s ago"),
            (60, "1m ago"),
            (7_199, "1h ago"),
            (172_799, "47h ago"),
            (172_800, "2d ago"),
            (-120, "in 2m"),
        ] {
            assert_eq!(relative(now, now - TimeDelta::seconds(seconds)), expected);
        }
    }

    #[test]
    fn formats_durations_in_two_units() {
        for (seconds, expected) in [
            (0.4, "0s"),
            (59.5, "1m00s"),
            (272.0, "4m32s"),
            (3_900.0, "1h05m"),
            (183_600.0, "2d03h"),
            (-1.0, "0s"),
        ] {
            assert_eq!(duration(seconds), expected);
        }
    }

    #[test]
    fn rounds_to_neither_0_nor_100_percent() {
        let percents = [1.0, 0.999, 0.5, 0.001, 0.0].map(percent);
        assert_eq!(percents, ["100 %", "99 %", "50 %", "1 %", "0 %"]);
    }

    proptest! {
        #[test]
        fn never_panics(seconds in any::<f64>()) {
            duration(seconds);
        }
    }
}
