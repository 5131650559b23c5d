//! A deployment as ECS returns it, built from its status and a few numbers.

use serde_json::{Value, json};

use super::data::{
    self, BREAKER_REASON, EPOCH, INTERVAL, cluster_arn, deployment_arn, deployment_id,
    revision_arn, revision_id, seconds, service_arn,
};

/// Builds a deployment. Its times, task counts, circuit breaker and rollback follow from its status.
#[derive(Clone, Debug)]
pub struct Deployment {
    cluster: String,
    service: String,
    n: u64,
    id: String,
    status: String,
    reason: Option<String>,
    created: f64,
    took: f64,
    source: Option<u64>,
    tasks: u64,
    changes: Vec<(String, Option<Value>)>,
}

impl Deployment {
    /// The nth deployment of a service: it replaces revision n - 1 with revision n. Deployment 0 is the
    /// first of its service and replaces none.
    pub fn new(cluster: &str, service: &str, n: u64) -> Self {
        Self {
            cluster: cluster.to_owned(),
            service: service.to_owned(),
            n,
            id: deployment_id(n),
            status: "SUCCESSFUL".to_owned(),
            reason: None,
            created: EPOCH + n as f64 * INTERVAL,
            took: 180.25,
            source: n.checked_sub(1),
            tasks: 2,
            changes: Vec::new(),
        }
    }

    pub fn status(mut self, status: &str) -> Self {
        self.status = status.to_owned();
        self
    }

    pub fn reason(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }

    pub fn created(mut self, epoch: f64) -> Self {
        self.created = epoch;
        self
    }

    /// The seconds between start and end.
    pub fn took(mut self, seconds: f64) -> Self {
        self.took = seconds;
        self
    }

    pub fn id(mut self, id: &str) -> Self {
        self.id = id.to_owned();
        self
    }

    /// The number of the revision that this deployment replaces, if any.
    pub fn source(mut self, revision: Option<u64>) -> Self {
        self.source = revision;
        self
    }

    /// The desired number of tasks.
    pub fn tasks(mut self, desired: u64) -> Self {
        self.tasks = desired;
        self
    }

    /// Sets a member of the built item.
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.changes.push((name.to_owned(), Some(value)));
        self
    }

    /// Removes a member from the built item.
    pub fn without(mut self, name: &str) -> Self {
        self.changes.push((name.to_owned(), None));
        self
    }

    pub fn arn(&self) -> String {
        deployment_arn(&self.cluster, &self.service, &self.id)
    }

    fn is_final(&self) -> bool {
        [
            "SUCCESSFUL",
            "STOPPED",
            "ROLLBACK_SUCCESSFUL",
            "ROLLBACK_FAILED",
        ]
        .contains(&self.status.as_str())
    }

    /// Whether ECS detected a failure and rolls or rolled back. A rollback that somebody requests
    /// (ROLLBACK_REQUESTED) does not trip the circuit breaker.
    fn is_rolled_back(&self) -> bool {
        [
            "ROLLBACK_IN_PROGRESS",
            "ROLLBACK_SUCCESSFUL",
            "ROLLBACK_FAILED",
        ]
        .contains(&self.status.as_str())
    }

    /// The revisions that this deployment names, as DescribeServiceRevisions returns them: the one that
    /// it deploys, created just before it, and the one that it replaces.
    pub fn revisions(&self) -> (Value, Option<Value>) {
        let revision = |n| data::revision(&self.cluster, &self.service, n);
        let mut target = revision(self.n);
        target["createdAt"] = seconds(self.created - 1.6).into();
        (target, self.source.map(revision))
    }

    /// The item as DescribeServiceDeployments returns it.
    pub fn build(self) -> Value {
        let revision = |n| revision_arn(&self.cluster, &self.service, &revision_id(n));
        let started = seconds(self.created + 1.6);
        let ended = seconds(self.created + 1.6 + self.took);
        let (running, pending) = match self.status.as_str() {
            "SUCCESSFUL" => (self.tasks, 0),
            "IN_PROGRESS" => (self.tasks / 2, self.tasks - self.tasks / 2),
            _ => (0, 0),
        };
        let requested = if self.status == "PENDING" {
            0
        } else {
            self.tasks
        };
        let source_tasks = if self.status == "SUCCESSFUL" {
            0
        } else {
            self.tasks
        };
        let sources: Vec<Value> = self
            .source
            .into_iter()
            .map(|n| summary(&revision(n), source_tasks, source_tasks, 0))
            .collect();

        let mut item = json!({
            "serviceDeploymentArn": self.arn(),
            "serviceArn": service_arn(&self.cluster, &self.service),
            "clusterArn": cluster_arn(&self.cluster),
            "createdAt": seconds(self.created),
        });
        if self.status != "PENDING" {
            item["startedAt"] = started.into();
        }
        if self.is_final() {
            item["finishedAt"] = ended.into();
        }
        if self.status == "STOPPED" {
            item["stoppedAt"] = ended.into();
        }
        let updated = if self.is_final() { ended } else { started };
        item["updatedAt"] = updated.into();
        item["sourceServiceRevisions"] = sources.into();
        item["targetServiceRevision"] = summary(&revision(self.n), requested, running, pending);
        item["status"] = self.status.clone().into();
        let usual_reason = self.is_rolled_back().then(|| BREAKER_REASON.to_owned());
        if let Some(reason) = self.reason.clone().or(usual_reason.clone()) {
            item["statusReason"] = reason.into();
        }
        item["deploymentConfiguration"] = json!({
            "deploymentCircuitBreaker": {"enable": true, "rollback": true},
            "maximumPercent": 200,
            "minimumHealthyPercent": 100,
            "alarms": {"alarmNames": [], "rollback": false, "enable": false},
        });
        if let (Some(reason), Some(source)) = (usual_reason, self.source) {
            item["rollback"] = json!({
                "reason": reason,
                "startedAt": seconds(self.created + 1.6 + self.took / 2.0),
                "serviceRevisionArn": revision(source),
            });
        }
        let (breaker, failed) = match self.status.as_str() {
            _ if self.is_rolled_back() => ("TRIGGERED", 3),
            _ if self.is_final() => ("MONITORING_COMPLETE", 0),
            _ => ("MONITORING", 0),
        };
        item["deploymentCircuitBreaker"] =
            json!({"status": breaker, "failureCount": failed, "threshold": 3});
        item["alarms"] = json!({"status": "DISABLED"});
        let members = item.as_object_mut().expect("an object");
        for (name, value) in self.changes {
            match value {
                Some(value) => drop(members.insert(name, value)),
                None => drop(members.shift_remove(&name)),
            }
        }
        item
    }
}

fn summary(arn: &str, requested: u64, running: u64, pending: u64) -> Value {
    json!({
        "arn": arn,
        "requestedTaskCount": requested,
        "runningTaskCount": running,
        "pendingTaskCount": pending,
    })
}
