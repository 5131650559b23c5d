//! Times, spans of time and numbers, as people type them and as ECS writes them.

#![no_main]

use chrono::{DateTime, FixedOffset, Utc};
use ecs_history::commands::shared::duration_arg::DurationArg;
use ecs_history::commands::shared::time_arg::TimeArg;
use ecs_history::humanize;
use ecs_history::model::decimal::Decimal;
use ecs_history::model::timestamp;
use ecs_history::model::verdict::Goal;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let now = DateTime::<Utc>::from_timestamp(1_790_000_000, 0).expect("a time");
    if let Ok(time) = text.parse::<TimeArg>() {
        for hours in [-12, 0, 14] {
            let zone = FixedOffset::east_opt(hours * 3600).expect("an offset");
            assert!(time.start(now, &zone) <= time.end(now, &zone));
        }
        humanize::relative(now, time.start(now, &Utc));
    }
    if let Ok(span) = text.parse::<DurationArg>() {
        // What is shown can be typed, without what is less than a second.
        assert!(!span.to_string().is_empty());
    }
    let _ = text.parse::<Goal>();
    if let Ok(number) = text.parse::<f64>() {
        humanize::duration(number);
        humanize::percent(number);
    }
    if let Some(number) = Decimal::read(text) {
        assert_eq!(Decimal::read(&number.to_string()), Some(number));
    }
    for value in [serde_json::from_str(text).ok(), Some(Value::from(text))] {
        let Some(mut value) = value else {
            continue;
        };
        if let Some(time) = timestamp::from_json(&value) {
            let shown = Value::from(timestamp::to_rfc3339(time));
            let again = timestamp::from_json(&shown).expect("a time");
            assert_eq!(
                timestamp::to_rfc3339(again),
                shown.as_str().expect("a text")
            );
            humanize::relative(now, time);
        }
        timestamp::map_timestamps(&mut value, &|time| time);
    }
});
