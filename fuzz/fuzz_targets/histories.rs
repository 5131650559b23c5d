//! Deployments, as `list` and `status` show them in every format.

#![no_main]

use ecs_history::model::deployment::Deployment;
use ecs_history::model::history::History;
use ecs_history::model::moments;
use ecs_history::model::record::Record;
use ecs_history::model::serving::Serving;
use ecs_history::report::deployments::Deployments;
use ecs_history_fuzz::{check_report, context};
use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;

fuzz_target!(|data: &[u8]| {
    let [choices, format, json @ ..] = data else {
        return;
    };
    let Ok(items) = serde_json::from_slice::<Vec<Box<RawValue>>>(json) else {
        return;
    };
    let records: Vec<Record<Deployment>> = items
        .into_iter()
        .filter_map(|json| Record::read(json).ok())
        .collect();
    for record in &records {
        moments::of(&record.item);
    }
    let history = History::new(records);
    let entries: Vec<_> = history.deployments().collect();
    let serving = Serving::of(&history);
    let report = Deployments::listed(&history, entries, serving);
    check_report(&report, *format, &context(*choices));
});
