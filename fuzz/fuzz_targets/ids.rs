//! ARNs, IDs, names and patterns.

#![no_main]

use ecs_history::model::arn::{Arn, last_segment};
use ecs_history::model::service::Service;
use ecs_history::model::service_ref::{ServiceRef, without_id};
use ecs_history::selection::names::{NameList, NamePattern, TargetNames};
use ecs_history::selection::requested_service::RequestedService;
use ecs_history::selection::selector::Selector;
use ecs_history::selection::service_scope::ServiceScope;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(arn) = Arn::parse(text) {
        assert!(text.ends_with(arn.name()));
        arn.cluster_arn();
        arn.service();
    }
    assert!(text.ends_with(last_segment(text)));
    assert!(text.starts_with(without_id(text)));
    let service = ServiceRef::from_arn(text);
    // What is written as an ARN is read as the same.
    let again = ServiceRef::from_arn(&service.arn());
    if Arn::parse(text).is_some() && Arn::parse(&service.arn()).is_some() {
        assert_eq!(again, service);
    }
    if let Ok(selector) = text.parse::<Selector>() {
        let shown = selector.to_string();
        assert_eq!(shown.parse::<Selector>().as_ref(), Ok(&selector), "{shown}");
    }
    let _ = Service::read_all(text);
    let (first, second) = text.split_once('\n').unwrap_or((text, text));
    if let Ok(pattern) = NamePattern::parse(first, "service")
        && first.len() < 64
        && second.len() < 64
    {
        pattern.matches(second);
    }
    let list = |text: &str| NameList {
        values: text.split(',').map(str::to_owned).collect(),
        is_explicit: true,
    };
    let names = TargetNames {
        region: None,
        clusters: list(first),
        services: list(second),
        is_saved: text.len() % 2 == 0,
    };
    let _ = RequestedService::new(&names);
    if let Ok(scope) = ServiceScope::new(&names) {
        scope.named_services();
        scope.of_services();
        scope.in_clusters();
    }
});
