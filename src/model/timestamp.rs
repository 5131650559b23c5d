//! Points in time as ECS and the AWS CLI write them.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

/// A moment in UTC, to the millisecond.
pub type Timestamp = DateTime<Utc>;

/// Reads a time as it travels (a JSON number, epoch seconds with a fraction) or as the AWS CLI
/// prints it (RFC 3339). `None` for anything else.
///
/// The fraction is rounded, not cut: `1730361812.51` is a double just below the millisecond meant.
pub fn from_json(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(seconds) => {
            let millis = (seconds.as_f64()? * 1000.0).round();
            // Outside of this chrono has no date for it; the cast below cannot overflow inside.
            if millis.abs() > 8.0e15 {
                return None;
            }
            DateTime::from_timestamp_millis(millis as i64)
        }
        Value::String(text) => {
            let time = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
            let micros = time.timestamp_micros();
            DateTime::from_timestamp_millis((micros + 500).div_euclid(1000))
        }
        _ => None,
    }
}

/// RFC 3339 in UTC with milliseconds, as in our JSON.
pub fn to_rfc3339(time: Timestamp) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Writes every time in a document as RFC 3339, after `change`. ECS names every time `…At`, and new
/// members follow that rule. What a person wrote into `hookDetails` is left alone.
pub fn map_timestamps(value: &mut Value, change: &dyn Fn(Timestamp) -> Timestamp) {
    match value {
        Value::Object(members) => {
            for (name, member) in members
                .iter_mut()
                .filter(|(name, _)| *name != "hookDetails")
            {
                match from_json(member) {
                    Some(time) if name.ends_with("At") => *member = to_rfc3339(change(time)).into(),
                    _ => map_timestamps(member, change),
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
    fn epoch_seconds_and_rfc_3339_mean_the_same() {
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
    fn what_is_no_time_is_none() {
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
        fn every_millisecond_survives(millis in 0i64..4_000_000_000_000) {
            let time = from_json(&json!(millis as f64 / 1000.0)).expect("a time in range");
            prop_assert_eq!(time.timestamp_millis(), millis);
            prop_assert_eq!(from_json(&json!(to_rfc3339(time))), Some(time));
        }
    }
}
