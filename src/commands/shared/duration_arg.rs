//! Spans of time as people type them: `5s`, `90m`, `1h30m`, and seconds without a unit.

use crate::commands::shared::time_arg::{self, SpanError, TOO_LONG};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A span of time as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DurationArg(pub Duration);

impl FromStr for DurationArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let with_unit = if is_number {
            format!("{text}s")
        } else {
            text.to_owned()
        };
        match time_arg::duration(&with_unit) {
            Ok(span) => Ok(Self(span.to_std().unwrap_or_default())),
            Err(SpanError::TooLong) => Err(TOO_LONG.to_owned()),
            Err(SpanError::Other) => {
                Err("expected a time span such as 90s, 10m or 1h30m".to_owned())
            }
        }
    }
}

impl DurationArg {
    /// The duration, or `None` if it is 0: no limit, or never.
    pub fn unless_zero(self) -> Option<Duration> {
        Some(self.0).filter(|span| !span.is_zero())
    }
}

impl fmt::Display for DurationArg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", crate::humanize::duration(self.0.as_secs_f64()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_spans_with_and_without_units() {
        for (text, seconds) in [("0", 0), ("0s", 0), ("90", 90), ("5s", 5), ("1h30m", 5400)] {
            assert_eq!(
                text.parse(),
                Ok(DurationArg(Duration::from_secs(seconds))),
                "{text}"
            );
        }
        for text in ["", "-5", "5x", "m", "1.5s", "99999999999"] {
            assert!(text.parse::<DurationArg>().is_err(), "{text}");
        }
        for text in ["99999999999", "5000000d", "99999999999999999999"] {
            let error = text.parse::<DurationArg>().expect_err(text);
            assert!(error.contains("too long"), "{text}: {error}");
        }
    }
}
