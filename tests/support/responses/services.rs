//! Clusters and services.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{State, is, last_segment, texts};
use crate::support::reply::Refusal;
use crate::support::scenario::member;

/// The page size without `maxResults`.
const DEFAULT_PAGE: u64 = 10;

impl State {
    /// The name of the cluster that a request names, if it may be read.
    pub(super) fn cluster(&self, body: &Value) -> Result<String, Refusal> {
        let named = body["cluster"].as_str().unwrap_or("default");
        let name = last_segment(named);
        if self.scenario.denied_clusters.contains(name) {
            let message = format!("User: x is not authorized to read cluster {name}");
            return Err(Refusal::new("AccessDeniedException", message));
        }
        if !self.scenario.clusters.iter().any(|arn| is(arn, named)) {
            let message = "Cluster not found.";
            return Err(Refusal::new("ClusterNotFoundException", message));
        }
        Ok(name.to_owned())
    }

    pub(super) fn list_clusters(&self, body: &Value) -> Value {
        self.page("clusterArns", &self.scenario.clusters, body)
    }

    pub(super) fn list_services(&self, body: &Value) -> Result<Value, Refusal> {
        let prefix = format!(":service/{}/", self.cluster(body)?);
        let services = self.scenario.services.iter();
        let services = services.filter(|arn| arn.contains(&prefix)).cloned();
        Ok(self.page("serviceArns", &services.collect(), body))
    }

    /// A page, whose token is the index of the next item.
    fn page(&self, name: &str, arns: &BTreeSet<String>, body: &Value) -> Value {
        let token = body["nextToken"].as_str();
        let from: usize = token.and_then(|token| token.parse().ok()).unwrap_or(0);
        let asked = body["maxResults"].as_u64().unwrap_or(DEFAULT_PAGE) as usize;
        let size = self.scenario.page_size.unwrap_or(asked).min(asked);
        let page: Vec<&String> = arns.iter().skip(from).take(size).collect();
        let mut response = json!({name: page});
        if from + size < arns.len() {
            response["nextToken"] = (from + size).to_string().into();
        }
        response
    }

    pub(super) fn describe_services(&self, body: &Value) -> Result<Value, Refusal> {
        let prefix = format!(":service/{}/", self.cluster(body)?);
        let (mut found, mut failures) = (Vec::new(), Vec::new());
        for named in texts(&body["services"]) {
            let mut services = self.scenario.services.iter();
            let arn = services.find(|arn| arn.contains(&prefix) && is(arn, &named));
            match arn.and_then(|arn| self.describe_service(arn)) {
                Some(service) => found.push(service),
                None => failures.push(json!({"arn": named, "reason": "MISSING"})),
            }
        }
        Ok(json!({"services": found, "failures": failures}))
    }

    fn describe_service(&self, arn: &str) -> Option<Value> {
        let scenario = &self.scenario;
        let traits = scenario.traits.get(arn).cloned().unwrap_or_default();
        if traits.is_deleted {
            return None;
        }
        let newest = scenario.deployments.of_service(arn).max_by(|a, b| {
            let created = |item: &Value| item["createdAt"].as_f64().unwrap_or_default();
            created(a).total_cmp(&created(b))
        });
        let newest = newest.and_then(|item| member(item, "serviceDeploymentArn"));
        let (running, desired) = traits.tasks.unwrap_or((2, 2));
        let (path, _) = arn.rsplit_once('/')?;
        let mut service = json!({
            "serviceArn": arn,
            "serviceName": last_segment(arn),
            "clusterArn": path.replacen(":service/", ":cluster/", 1),
            "status": "ACTIVE",
            "desiredCount": desired,
            "runningCount": running,
            "pendingCount": desired.saturating_sub(running),
            "deploymentController": {"type": traits.controller.unwrap_or("ECS".to_owned())},
            "events": scenario.events.get(arn).cloned().unwrap_or_default(),
        });
        if let Some(current) = traits.current.unwrap_or(newest) {
            service["currentServiceDeployment"] = current.into();
        }
        if let Some(revisions) = traits.current_revisions {
            service["currentServiceRevisions"] = revisions;
        }
        Some(service)
    }
}
