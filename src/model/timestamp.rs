//! Timestamps, as ECS and the AWS CLI write them.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;

/// A moment in UTC, to the millisecond.
pub type Timestamp = DateTime<Utc>;

/// Reads a time as the API returns it (a JSON number of epoch seconds) or as the AWS CLI prints it
/// (RFC 3339). `None` for anything else.
///
/// Rounds to the millisecond: as a double, `1730361812.51` is slightly less than that.
pub fn from_json(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(seconds) => {
            // Casts saturate.
            from_millis((seconds.as_f64()? * 1000.0).round() as i64)
        }
        Value::String(text) => {
            let time = match DateTime::parse_from_rfc3339(text) {
                // A year of more than four digits, as `to_rfc3339` writes it.
                Err(_) if text.starts_with(['+', '-']) => text.parse::<DateTime<Utc>>().ok()?,
                time => time.ok()?.to_utc(),
            };
            let micros = time.timestamp_micros();
            from_millis((micros + 500).div_euclid(1000))
        }
        _ => None,
    }
}

/// A time from milliseconds since 1970. `None` beyond some 250,000 years: chrono has a little more,
/// so that neither a span added to a time nor a time zone can overflow.
pub fn from_millis(millis: i64) -> Option<Timestamp> {
    const MAX: i64 = 8_000_000_000_000_000;
    DateTime::from_timestamp_millis(millis).filter(|_| (-MAX..=MAX).contains(&millis))
}

/// RFC 3339 in UTC with milliseconds, as in all JSON output.
pub fn to_rfc3339(time: Timestamp) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Applies `change` to every timestamp in a document and writes it as RFC 3339. ECS gives every
/// timestamp a name that ends in `At`. `hookDetails` is free text of the user and stays as it is.
pub fn map_timestamps(value: &mut Value, change: &dyn Fn(Timestamp) -> Timestamp) {
    match value {
        Value::Object(members) => {
            for (name, member) in members
                .iter_mut()
                .filter(|(name, _)| *name != "hookDetails")
            {
                let is_time = name.ends_with("At");
                match is_time.then(|| from_json(member)).flatten() {
                    Some(time) => *member = to_rfc3339(change(time)).into(),
                    None => map_timestamps(member, change),
                }
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| map_timestamps(item, change)),
        _ => {}
    }
}

/// For `#[serde(deserialize_with)]` on an optional time.
pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        value => from_json(&value).map(Some).ok_or_else(|| {
            de::Error::custom(format_args!(
                "{value} is not a time (epoch seconds or RFC 3339)"
            ))
        }),
    }
}

/// For `#[serde(serialize_with)]` on an optional time.
pub fn serialize_optional<S: Serializer>(
    time: &Option<Timestamp>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    time.map(to_rfc3339).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{FixedOffset, NaiveDate, TimeDelta};
    use proptest::prelude::*;
    use serde_json::json;

    fn read(value: Value) -> Option<String> {
        from_json(&value).map(to_rfc3339)
    }

    #[test]
    fn reads_epoch_seconds_and_rfc_3339() {
        let expected = Some("2024-10-31T12:03:32.510Z".to_owned());
        assert_eq!(read(json!(1730376212.51)), expected);
        assert_eq!(read(json!("2024-10-31T08:03:32.510000-04:00")), expected);
    }

    #[test]
    fn rounds_to_the_millisecond() {
        assert_eq!(
            read(json!(1730376212.9996)),
            Some("2024-10-31T12:03:33.000Z".into())
        );
        assert_eq!(
            read(json!("2024-09-10T16:49:35.5796Z")),
            Some("2024-09-10T16:49:35.580Z".into())
        );
    }

    #[test]
    fn reads_any_year_that_it_writes() {
        // Milliseconds, taken for seconds.
        for value in [json!(1730376212510i64), json!(-99999999999i64)] {
            let written = read(value.clone());
            assert!(written.is_some(), "{value}");
            assert_eq!(read(json!(written)), written);
        }
    }

    #[test]
    fn rejects_other_values() {
        for value in [
            json!("yesterday"),
            json!(1e300),
            json!(-1e300),
            json!("-262143-01-01T00:00:00Z"),
            json!("+262142-12-31T23:59:59Z"),
            json!(true),
            json!({}),
        ] {
            assert_eq!(from_json(&value), None, "{value}");
        }
    }

    #[test]
    fn any_time_has_room_for_spans_and_zones() {
        let ages = "[+-](2[0-9]{5}|[0-9]{4,5})-(01-01|12-31)T00:00:00Z";
        proptest!(|(text in ages, days in -400_000i64..400_000)| {
            let Some(time) = from_json(&json!(text)) else { return Ok(()) };
            prop_assert!(time.checked_add_signed(TimeDelta::days(days)).is_some());
            let zone = FixedOffset::east_opt(14 * 3600).expect("a zone");
            prop_assert_ne!(time.with_timezone(&zone).date_naive(), NaiveDate::MAX);
        });
    }

    proptest! {
        #[test]
        fn never_panics(seconds in any::<f64>(), text in ".*") {
            from_json(&json!(seconds));
            from_json(&json!(text));
        }

        #[test]
        fn keeps_every_millisecond(millis in 0i64..4_000_000_000_000) {
            let time = from_json(&json!(millis as f64 / 1000.0)).expect("a time in range");
            prop_assert_eq!(time.timestamp_millis(), millis);
            prop_assert_eq!(from_json(&json!(to_rfc3339(time))), Some(time));
        }
    }
}
