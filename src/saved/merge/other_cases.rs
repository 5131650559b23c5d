//! Pairs of versions of services, revisions and task definitions, in both orders.

use crate::model::record::Record;
use crate::saved::merge;
use crate::saved::merge::cases::with;
use serde_json::{Value, json};

fn service(members: Value) -> Record<crate::model::service::Service> {
    let item = with(
        json!({"serviceArn": "arn:aws:ecs:r:1:service/shop/web"}),
        members,
    );
    Record::new(
        item.to_string(),
        serde_json::from_value(item).expect("a service"),
    )
}

#[test]
fn the_newest_version_of_a_service_counts() {
    let at = |minutes: i64, running: u32| {
        json!({"status": "ACTIVE", "runningCount": running, "deployments": [],
            "events": [{"createdAt": 1_790_000_000 + minutes * 60, "message": "m"}]})
    };
    for (one, other, running) in [
        (at(1, 1), at(2, 2), Some(2)),
        (at(1, 1), json!({}), Some(1)),
        (json!({"runningCount": 7}), at(2, 2), Some(2)),
        // One that was created later is another service of the same name.
        (
            with(
                at(1, 0),
                json!({"status": "INACTIVE", "createdAt": 1_780_000_000}),
            ),
            with(at(2, 2), json!({"createdAt": 1_789_000_000})),
            Some(2),
        ),
        (
            with(
                at(5, 0),
                json!({"status": "INACTIVE", "createdAt": 1_780_000_000}),
            ),
            with(at(2, 2), json!({"createdAt": 1_789_000_000})),
            Some(2),
        ),
        (
            with(at(1, 0), json!({"status": "INACTIVE"})),
            at(2, 2),
            Some(2),
        ),
        (
            json!({"status": "INACTIVE", "runningCount": 0, "createdAt": 1_780_000_000}),
            json!({"status": "ACTIVE", "runningCount": 2, "createdAt": 1_789_000_000}),
            Some(2),
        ),
        // The same service does not come back.
        (
            with(
                at(1, 0),
                json!({"status": "INACTIVE", "createdAt": 1_780_000_000, "events": []}),
            ),
            with(at(2, 2), json!({"createdAt": 1_780_000_000})),
            Some(0),
        ),
        (
            with(at(2, 0), json!({"status": "INACTIVE"})),
            at(2, 2),
            Some(0),
        ),
        (
            json!({"status": "INACTIVE", "runningCount": 0}),
            at(2, 2),
            Some(0),
        ),
        (
            json!({"runningCount": 1, "deployments": [{"updatedAt": 1_790_000_000}]}),
            json!({"runningCount": 2, "deployments": [{"updatedAt": 1_790_000_001}]}),
            Some(2),
        ),
    ] {
        for (known, read) in [(&one, &other), (&other, &one)] {
            let merged = merge::services(&service(known.clone()), service(read.clone()));
            let merged = merged.expect("a service");
            assert_eq!(merged.item.running_count, running, "{known}\n{read}");
        }
    }
}

#[test]
fn the_fuller_revision_and_task_definition_count() {
    let revision = |members: Value| {
        let item = with(json!({"serviceRevisionArn": "r"}), members);
        Record::new(
            item.to_string(),
            serde_json::from_value(item).expect("a revision"),
        )
    };
    let fuller = json!({"taskDefinition": "td:1", "createdAt": 1, "loadBalancers": []});
    for (known, read) in [
        (json!({"newer": 1}), fuller.clone()),
        (fuller, json!({"newer": 1})),
    ] {
        let merged = merge::revisions(&revision(known), revision(read)).expect("a revision");
        assert_eq!(merged.item.task_definition.as_deref(), Some("td:1"));
        assert!(merged.json.contains("\"newer\":1"), "{}", &*merged.json);
    }
    let active = json!({"taskDefinitionArn": "td:1", "status": "ACTIVE", "cpu": "1", "tags": []});
    let inactive = json!({"taskDefinitionArn": "td:1", "status": "INACTIVE"});
    for (known, read) in [(&active, &inactive), (&inactive, &active)] {
        let merged = merge::task_definitions(known, read.clone());
        assert_eq!(
            (&merged["status"], &merged["cpu"]),
            (&json!("INACTIVE"), &json!("1"))
        );
        assert!(merged["tags"].is_array());
    }
}
