//! Timestamps, as ECS and the AWS CLI write them.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, de};
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
            let millis = (seconds.as_f64()? * 1000.0).round();
            // The range of dates that chrono supports, in which the cast below cannot overflow.
            if millis.abs() > 8.0e15 {
                return None;
            }
            DateTime::from_timestamp_millis(millis as i64)
        }
        Value::String(text) => {
            let time = match DateTime::parse_from_rfc3339(text) {
                // A year of more than four digits, as `to_rfc3339` writes it.
                Err(_) if text.starts_with(['+', '-']) => text.parse::<DateTime<Utc>>().ok()?,
                time => time.ok()?.to_utc(),
            };
            let micros = time.timestamp_micros();
            DateTime::from_timestamp_millis((micros + 500).div_euclid(1000))
        }
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
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
            json!(true),
            json!({}),
        ] {
            assert_eq!(from_json(&value), None, "{value}");
        }
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
