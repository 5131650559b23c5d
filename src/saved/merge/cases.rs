//! Pairs of versions of an item, and what is made of them, in both orders.

use crate::model::deployment::Deployment;
use crate::model::outcome::Outcome;
use crate::model::record::Record;
use crate::saved::merge;
use serde_json::{Value, json};

const ARN: &str = "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/abc";

/// A version in its brief form, as ListServiceDeployments returns it. Times are in minutes.
fn brief(status: &str, times: Value) -> Value {
    version(status, times, json!({"targetServiceRevisionArn": "r/2"}))
}

/// A version in its full form.
fn full(status: &str, times: Value) -> Value {
    version(
        status,
        times,
        json!({
            "targetServiceRevision": {"arn": "r/2", "runningTaskCount": 1, "requestedTaskCount": 4},
            "sourceServiceRevisions": [{"arn": "r/1", "runningTaskCount": 3}],
            "deploymentConfiguration": {"maximumPercent": 200},
            "deploymentCircuitBreaker": {"status": "MONITORING", "failureCount": 1},
            "alarms": {"status": "DISABLED"},
        }),
    )
}

fn version(status: &str, times: Value, others: Value) -> Value {
    let mut item = json!({"serviceDeploymentArn": ARN, "status": status});
    let times = times.as_object().cloned().unwrap_or_default();
    for (name, minutes) in times {
        item[format!("{name}At")] = (1_790_000_000 + minutes.as_i64().unwrap_or(0) * 60).into();
    }
    with(item, others)
}

pub fn with(mut item: Value, others: Value) -> Value {
    for (name, value) in others.as_object().cloned().unwrap_or_default() {
        item[name] = value;
    }
    item
}

fn read(item: &Value) -> Record<Deployment> {
    let parsed = serde_json::from_value(item.clone()).expect("a deployment");
    Record::new(item.to_string(), parsed)
}

/// The JSON of both versions, which is the same in both orders.
fn merged(one: &Value, other: &Value) -> Value {
    let of = |known: &Value, then: &Value| {
        let record = merge::deployments(&read(known), read(then)).expect("a deployment");
        let json: Value = serde_json::from_str(&record.json).expect("JSON");
        // What is printed is what was understood.
        let parsed: Deployment = serde_json::from_value(json.clone()).expect("a deployment");
        let forms = [&parsed, &*record.item].map(|item| {
            let mut item = item.clone();
            // The full form has the ARN elsewhere.
            item.target_service_revision_arn = item.target_revision_arn().map(str::to_owned);
            format!("{item:?}")
        });
        assert_eq!(forms[0], forms[1]);
        // Without the JSON, the same is understood.
        let bare = |item: &Value| Record::without_json(read(item).item);
        let without = merge::deployments(&bare(known), bare(then)).expect("a deployment");
        assert_eq!(format!("{:?}", without.item), format!("{:?}", record.item));
        json
    };
    let (forth, back) = (of(one, other), of(other, one));
    assert_eq!(forth, back, "{one}\n{other}");
    forth
}

/// Merging the same twice changes nothing, and loses nothing that is understood.
#[test]
fn the_same_version_stays_as_it_is() {
    let hook = json!({"hookId": "h", "targetType": "AWS_LAMBDA", "targetArn": "l", "status": "NEW_ONE",
        "expiresAt": 1_790_000_000.25, "timeoutAction": "ROLLBACK"});
    let everything = with(
        full(
            "IN_PROGRESS",
            json!({"created": 0, "started": 1, "updated": 2}),
        ),
        json!({
            "statusReason": "x", "lifecycleStage": "SCALE_UP", "lifecycleHookDetails": [hook],
            "rollback": {"reason": "y", "startedAt": "2026-09-21T14:13:20.5Z", "serviceRevisionArn": "r/1"},
            "alarms": {"status": "TRIGGERED", "alarmNames": ["a"], "triggeredAlarmNames": ["a"]},
            "deploymentConfiguration": {"strategy": "CANARY", "bakeTimeInMinutes": 5,
                "canaryConfiguration": {"canaryPercent": 12.5, "canaryBakeTimeInMinutes": 3},
                "lifecycleHooks": [{"hookDetails": {"b": [1, null]}, "roleArn": "r"}],
                "deploymentCircuitBreaker": {"enable": true, "rollback": true,
                    "thresholdConfiguration": {"type": "COUNT", "value": 3}}},
            "derived": {"outcome": "in_progress", "images": [{"image": "i"}], "reason": "z"},
        }),
    );
    let bare = || Record::without_json(read(&everything).item);
    let merged = merge::deployments(&bare(), bare()).expect("a deployment");
    assert_eq!(format!("{:?}", merged.item), format!("{:?}", bare().item));
    assert!(merged.json.is_empty());
}

#[test]
fn the_right_version_counts_in_both_orders() {
    let ended = json!({"created": 0, "finished": 9});
    let up = |minutes: i64| json!({"created": 0, "updated": minutes});
    for (one, other, status) in [
        // An end is final, whatever the times say.
        (
            full("SUCCESSFUL", ended.clone()),
            full("IN_PROGRESS", up(5)),
            "SUCCESSFUL",
        ),
        (
            full("SUCCESSFUL", ended.clone()),
            full("IN_PROGRESS", up(20)),
            "SUCCESSFUL",
        ),
        (
            brief("SUCCESSFUL", ended.clone()),
            full("IN_PROGRESS", up(5)),
            "SUCCESSFUL",
        ),
        (
            brief("SUCCESSFUL", json!({})),
            full("IN_PROGRESS", up(5)),
            "SUCCESSFUL",
        ),
        (
            brief("STOPPED", ended.clone()),
            full("STOP_REQUESTED", up(8)),
            "STOPPED",
        ),
        (
            brief("ROLLBACK_SUCCESSFUL", ended.clone()),
            full("ROLLBACK_IN_PROGRESS", up(5)),
            "ROLLBACK_SUCCESSFUL",
        ),
        (
            brief("ROLLBACK_FAILED", ended.clone()),
            full("ROLLBACK_IN_PROGRESS", up(50)),
            "ROLLBACK_FAILED",
        ),
        (
            brief("SUCCESSFUL", ended.clone()),
            full("PENDING", up(0)),
            "SUCCESSFUL",
        ),
        (
            brief("SUCCESSFUL", ended.clone()),
            brief("NEWER_THAN_US", up(60)),
            "SUCCESSFUL",
        ),
        // The newer one of those that go on.
        (
            full("IN_PROGRESS", up(2)),
            full("ROLLBACK_IN_PROGRESS", up(5)),
            "ROLLBACK_IN_PROGRESS",
        ),
        (
            full("ROLLBACK_REQUESTED", up(6)),
            full("IN_PROGRESS", up(5)),
            "ROLLBACK_REQUESTED",
        ),
        (
            full("PENDING", up(0)),
            brief("IN_PROGRESS", json!({"created": 0, "started": 1})),
            "IN_PROGRESS",
        ),
        (
            full("PENDING", json!({})),
            brief("IN_PROGRESS", json!({"created": 0})),
            "IN_PROGRESS",
        ),
        (
            full("IN_PROGRESS", up(5)),
            brief("ROLLBACK_IN_PROGRESS", up(5)),
            "ROLLBACK_IN_PROGRESS",
        ),
        (
            full("ROLLBACK_IN_PROGRESS", up(5)),
            brief("IN_PROGRESS", json!({"created": 0, "started": 1})),
            "ROLLBACK_IN_PROGRESS",
        ),
        // Of two ends, the newer one.
        (
            full("STOPPED", up(5)),
            full("SUCCESSFUL", up(6)),
            "SUCCESSFUL",
        ),
        // A part of an item without a status.
        (
            json!({"serviceDeploymentArn": ARN, "createdAt": 1_790_000_900}),
            full("PENDING", up(0)),
            "PENDING",
        ),
    ] {
        let merged = merged(&one, &other);
        assert_eq!(merged["status"], status, "{one}\n{other}\n{merged}");
    }
}

#[test]
fn the_fuller_form_is_not_lost() {
    let times = json!({"created": 0, "started": 1, "finished": 9});
    let updated = with(
        full("SUCCESSFUL", times.clone()),
        json!({"updatedAt": 1_790_000_540}),
    );
    for other in [
        brief("SUCCESSFUL", times.clone()),
        brief("SUCCESSFUL", json!({})),
        brief("SUCCESSFUL", json!({"created": 0, "finished": 10})),
    ] {
        let merged = merged(&updated, &other);
        for (name, value) in updated.as_object().expect("an object") {
            if !name.ends_with("At") {
                assert_eq!(merged[name], *value, "{name} of {other}");
            }
        }
    }
    // While it goes on, if it is as new.
    let going = json!({"created": 0, "updated": 5});
    let merged = merged(
        &full("IN_PROGRESS", going.clone()),
        &brief("IN_PROGRESS", going),
    );
    assert_eq!(merged["targetServiceRevision"]["runningTaskCount"], 1);
}

#[test]
fn an_older_state_adds_only_what_lasts() {
    let hooks = json!([{"status": "AWAITING_ACTION"}]);
    let paused = with(
        full("IN_PROGRESS", json!({"created": 0, "updated": 5})),
        json!({"lifecycleHookDetails": hooks, "lifecycleStage": "SCALE_UP", "statusReason": "x",
            "newMember": {"kept": true}}),
    );
    let done = brief(
        "SUCCESSFUL",
        json!({"created": 0, "started": 1, "finished": 9}),
    );
    let item = merged(&done, &paused);
    for gone in [
        "lifecycleHookDetails",
        "lifecycleStage",
        "statusReason",
        "updatedAt",
        "targetServiceRevision",
        "deploymentCircuitBreaker",
        "alarms",
    ] {
        assert!(item.get(gone).is_none_or(Value::is_null), "{gone}: {item}");
    }
    assert_eq!(item["deploymentConfiguration"]["maximumPercent"], 200);
    assert_eq!(item["sourceServiceRevisions"], json!([{"arn": "r/1"}]));
    assert_eq!(item["newMember"]["kept"], true);

    // A later step of the same deployment does not wait for an action.
    let later = full("IN_PROGRESS", json!({"created": 0, "updated": 7}));
    let item = merged(&paused, &later);
    assert_eq!(
        read(&item).item.hooks_awaiting_action().count(),
        0,
        "{item}"
    );

    // What was detected, and where it went back to.
    let going_back = with(
        full("ROLLBACK_IN_PROGRESS", json!({"created": 0, "updated": 5})),
        json!({"deploymentCircuitBreaker": {"status": "TRIGGERED"}, "rollback": {"serviceRevisionArn": "r/1"}}),
    );
    let back = brief("ROLLBACK_SUCCESSFUL", json!({"created": 0, "finished": 9}));
    let item = read(&merged(&back, &going_back)).item;
    assert!(item.breaker_triggered());
    assert_eq!(item.rollback_revision_arn().as_deref(), Some("r/1"));
}

/// An earlier run of this program wrote its outcome into the brief form.
#[test]
fn an_outcome_that_was_saved_is_that_of_its_status() {
    let derived = |outcome: &str| json!({"derived": {"outcome": outcome, "taskDefinition": "web:2", "images": []}});
    let going = with(
        brief("IN_PROGRESS", json!({"created": 0})),
        derived("in_progress"),
    );
    let done = brief("STOPPED", json!({"created": 0, "stopped": 9}));
    let item = read(&merged(&going, &done)).item;
    assert_eq!(Outcome::saved(&item), None);
    let saved = item
        .derived
        .as_ref()
        .and_then(|derived| derived.task_definition.as_deref());
    assert_eq!(saved, Some("web:2"), "the revision is the same");

    let failed = with(done.clone(), derived("failed"));
    let item = read(&merged(&failed, &going)).item;
    assert_eq!(Outcome::saved(&item), Some(Outcome::Failed));
    let item = read(&merged(
        &failed,
        &full("IN_PROGRESS", json!({"created": 0, "updated": 5})),
    ))
    .item;
    assert_eq!(
        Outcome::saved(&item),
        Some(Outcome::Failed),
        "nothing shows why"
    );
    assert!(item.target_service_revision.is_none());
}
