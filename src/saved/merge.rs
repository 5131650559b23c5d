//! Which of two versions of an item counts, and what the other one adds.
//!
//! The same deployment is often saved several times: listed in its brief form, described in its full
//! form, while it was in progress and after it had ended. In which order the versions are read says
//! nothing about their age.

use crate::model::api_enum::DeploymentStatus;
use crate::model::deployment::Deployment;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service::Service;
use crate::model::timestamp::Timestamp;
use crate::saved::unusable::Unusable;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;

/// Merges two versions of a deployment.
///
/// An end is final, so a version that has ended counts before one that has not. Of two others, the
/// newer one counts; if neither is newer, the one that is further; then the fuller one; then the one
/// that was read later. What the other version adds depends on whether it shows the same state: if
/// not, only what cannot have changed since.
pub fn deployments(
    known: &Record<Deployment>,
    read: Record<Deployment>,
) -> Result<Record<Deployment>, Unusable> {
    let keeps_json = !known.json.is_empty() && !read.json.is_empty();
    if keeps_json && known.json == read.json {
        return Ok(read);
    }
    let (counting, other) = match compare(&known.item, &read.item) {
        Ordering::Greater => (known, &read),
        Ordering::Less | Ordering::Equal => (&read, known),
    };
    // The JSON may have members that this program does not know.
    let members = |record: &Record<Deployment>| match keeps_json {
        true => parse(&record.json).unwrap_or_default(),
        false => members(&record.item),
    };
    let (mut merged, others) = (members(counting), members(other));
    let is_same = shows_same_state(&counting.item, &other.item);
    add_members(&mut merged, others, is_same);
    match keeps_json {
        true => record(merged),
        false => {
            let item: Result<Deployment, _> = serde_json::from_value(Value::Object(merged));
            let item = item.map_err(|error| Unusable::Invalid(error.to_string()))?;
            Ok(Record::without_json(item))
        }
    }
}

/// Merges two versions of a revision. Nothing of it ever changes, so the fuller one counts.
pub fn revisions(
    known: &Record<Revision>,
    read: Record<Revision>,
) -> Result<Record<Revision>, Unusable> {
    by_json(known, read, |members| members.len())
}

/// Merges two versions of a service. The newer one counts: a service that was created later, though
/// it has the same name; the same service once it was deleted; then the one with the latest event or
/// deployment; then the fuller one. What an older version says of the tasks is not added.
pub fn services(
    known: &Record<Service>,
    read: Record<Service>,
) -> Result<Record<Service>, Unusable> {
    if known.json == read.json {
        return Ok(read);
    }
    match compare_services(&known.item, &read.item) {
        Ordering::Greater => Ok(known.clone()),
        Ordering::Less => Ok(read),
        Ordering::Equal => by_json(known, read, |members| members.len()),
    }
}

/// Merges two versions of a task definition. Deregistering it is final; then the fuller one counts.
pub fn task_definitions(known: &Value, read: Value) -> Value {
    let precedence = |item: &Value| {
        let is_inactive = item["status"]
            .as_str()
            .is_some_and(|status| status != "ACTIVE");
        (is_inactive, item.as_object().map_or(0, Map::len))
    };
    let (mut counting, other) = match precedence(known).cmp(&precedence(&read)) {
        Ordering::Greater => (known.clone(), read),
        Ordering::Less | Ordering::Equal => (read, known.clone()),
    };
    if let (Value::Object(members), Value::Object(others)) = (&mut counting, other) {
        for (name, value) in others {
            members.entry(name).or_insert(value);
        }
    }
    counting
}

/// Merges two versions of an item by its JSON: the one with the higher precedence counts.
fn by_json<T: DeserializeOwned, P: Ord>(
    known: &Record<T>,
    read: Record<T>,
    precedence: fn(&Map<String, Value>) -> P,
) -> Result<Record<T>, Unusable> {
    let (Some(old), Some(new)) = (parse(&known.json), parse(&read.json)) else {
        return Ok(read);
    };
    let (mut members, others) = match precedence(&old).cmp(&precedence(&new)) {
        Ordering::Greater => (old, new),
        Ordering::Less | Ordering::Equal => (new, old),
    };
    for (name, value) in others {
        members.entry(name).or_insert(value);
    }
    record(members)
}

fn record<T: DeserializeOwned>(members: Map<String, Value>) -> Result<Record<T>, Unusable> {
    let json = Value::Object(members).to_string();
    let item = serde_json::from_str(&json).map_err(|error| Unusable::Invalid(error.to_string()))?;
    Ok(Record::new(json, item))
}

fn parse(json: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(json).ok()
}

/// Which of two versions of a service is newer: the greater one.
fn compare_services(one: &Service, other: &Service) -> Ordering {
    let created = one.created_at.zip(other.created_at);
    let by_creation = created.map_or(Ordering::Equal, |(one, other)| one.cmp(&other));
    // The name of a deleted service can be used again, but that service does not come back.
    let by_deletion = one.is_deleted().cmp(&other.is_deleted());
    let is_same_service = created.is_some();
    let (time, other_time) = (one.latest_time(), other.latest_time());
    let by_time = match time.zip(other_time) {
        _ if is_same_service => by_deletion,
        Some((one, other)) => one.cmp(&other),
        None => Ordering::Equal,
    };
    by_creation
        .then(by_time)
        .then(by_deletion)
        .then(time.cmp(&other_time))
}

/// Which of two versions counts: the greater one.
fn compare(one: &Deployment, other: &Deployment) -> Ordering {
    let end = |item: &Deployment| (item.status.is_some(), has_ended(item));
    let by_time = match (last_known_time(one), last_known_time(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        // A list may have no times, which says nothing about its age.
        _ => Ordering::Equal,
    };
    end(one)
        .cmp(&end(other))
        .then(by_time)
        .then_with(|| progress(one).cmp(&progress(other)))
        .then_with(|| fullness(one).cmp(&fullness(other)))
}

fn has_ended(item: &Deployment) -> bool {
    use DeploymentStatus::{RollbackFailed, RollbackSuccessful, Stopped, Successful};
    let status = item.status.as_ref();
    status.is_some_and(|status| {
        matches!(
            status,
            Successful | Stopped | RollbackSuccessful | RollbackFailed
        )
    })
}

/// When a version was made, at the earliest. Lists have no `updatedAt`.
fn last_known_time(item: &Deployment) -> Option<Timestamp> {
    let times = [
        item.updated_at,
        item.finished_at,
        item.stopped_at,
        item.started_at,
        item.created_at,
    ];
    times.into_iter().flatten().max()
}

/// How far a deployment is, of those in progress.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html>
fn progress(item: &Deployment) -> u8 {
    match &item.status {
        None | Some(DeploymentStatus::Pending) => 0,
        Some(DeploymentStatus::StopRequested | DeploymentStatus::RollbackRequested) => 2,
        Some(DeploymentStatus::RollbackInProgress) => 3,
        Some(_) => 1,
    }
}

/// The full form before the brief one, and then the number of members.
fn fullness(item: &Deployment) -> (bool, usize) {
    (item.target_service_revision.is_some(), members(item).len())
}

/// The members that this program uses, but for those that are not there.
fn members(item: &Deployment) -> Map<String, Value> {
    let mut members = match serde_json::to_value(item) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    };
    members.retain(|_, value| !value.is_null());
    members
}

/// Whether all that one version shows still holds in the other. A version without a status is a part
/// of some other.
fn shows_same_state(one: &Deployment, other: &Deployment) -> bool {
    let is_same_status =
        one.status == other.status || one.status.is_none() || other.status.is_none();
    let is_as_new = match (last_known_time(one), last_known_time(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    is_same_status && (is_as_new || has_ended(one))
}

/// Adds what the other version has. Of another state, only what [`lasting_member`] keeps.
fn add_members(members: &mut Map<String, Value>, others: Map<String, Value>, is_same: bool) {
    let is_null =
        |members: &Map<String, Value>, name: &str| members.get(name).is_none_or(Value::is_null);
    for (name, value) in others {
        let (name, value) = match is_same {
            true => (name, Some(value)),
            false => lasting_member(name, value),
        };
        // The full form has it elsewhere.
        let is_target = name == "targetServiceRevisionArn" && !is_same;
        if let Some(value) = value
            && is_null(members, &name)
            && (!is_target || is_null(members, "targetServiceRevision"))
        {
            members.insert(name, value);
        }
    }
}

/// What of a member holds in later states, too, and its name: times of the beginning, configurations, a
/// rollback, and failures that were detected. Tasks, stages and hooks have changed since.
fn lasting_member(name: String, value: Value) -> (String, Option<Value>) {
    let arn_of = |tasks: &Value| json!({"arn": tasks["arn"]});
    let value = match name.as_str() {
        "status"
        | "statusReason"
        | "lifecycleStage"
        | "lifecycleHookDetails"
        | "updatedAt"
        | "finishedAt"
        | "stoppedAt" => None,
        "targetServiceRevision" => {
            let arn = value["arn"].clone();
            let arn = Some(arn).filter(|arn| !arn.is_null());
            return ("targetServiceRevisionArn".to_owned(), arn);
        }
        "sourceServiceRevisions" => {
            let sources = value.as_array();
            sources.map(|sources| sources.iter().map(arn_of).collect())
        }
        "deploymentCircuitBreaker" | "alarms" => {
            Some(value).filter(|value| value["status"] == "TRIGGERED")
        }
        "derived" => Some(json!({
            "taskDefinition": value["taskDefinition"], "images": value["images"],
        })),
        _ => Some(value),
    };
    (name, value)
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod other_cases;
