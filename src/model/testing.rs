//! Builders for unit tests.

use crate::model::deployment::Deployment;
use crate::model::record::Record;
use serde::de::DeserializeOwned;
use serde_json::value::to_raw_value;
use serde_json::{Value, json};
use std::sync::Arc;

/// An item with this JSON.
pub fn record<T: DeserializeOwned>(json: &Value) -> Record<T> {
    Record::read(to_raw_value(json).expect("JSON")).expect("an item")
}

/// The ARN of a resource in cluster `shop`: `service/web`, `service-deployment/web/ID`.
pub fn arn(resource: &str) -> String {
    let (kind, path) = resource.split_once('/').expect("a kind and a path");
    format!("arn:aws:ecs:eu-west-1:123456789012:{kind}/shop/{path}")
}

/// A deployment of a service in cluster `shop` with these members.
pub fn deployment_record(service: &str, id: &str, members: Value) -> Record<Deployment> {
    let mut item = json!({
        "serviceDeploymentArn": arn(&format!("service-deployment/{service}/{id}")),
    });
    for (name, value) in members.as_object().expect("an object") {
        item[name] = value.clone();
    }
    record(&item)
}

/// A deployment with these members.
pub fn deployment(members: Value) -> Deployment {
    Arc::unwrap_or_clone(deployment_record("web", "id", members).item)
}
