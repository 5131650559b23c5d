//! Saved histories: documents that this program or the AWS CLI printed.

mod documents;
mod too_deep;

use crate::error::{Error, ErrorKind, Result};
use crate::model::arn::{Arn, last_segment};
use crate::model::deployment::Deployment;
use crate::model::failure::Failure;
use crate::model::page::{Described, Page, Query};
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service::Service;
use crate::model::service_ref::ServiceRef;
use crate::model::timestamp;
use crate::model::timestamp::Timestamp;
use crate::saved::documents::Documents;
use anyhow::{Context, anyhow};
use serde_json::{Value, value::to_raw_value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::path::Path;

/// The built-in history. Its times are relative to [`DEMO_NOW`].
const DEMO: &str = include_str!("saved/demo.json");
const DEMO_NOW: &str = "2026-06-01T12:00:00Z";

/// The content of a file.
#[derive(Debug)]
pub struct SavedHistory {
    /// For messages.
    name: String,
    deployments: Vec<Record<Deployment>>,
    /// By ARN, in order.
    services: BTreeMap<String, Record<Service>>,
    /// The index of each deployment, by ARN.
    indices: HashMap<String, usize>,
    revisions: HashMap<String, Record<Revision>>,
    /// By ARN, with their tags as a member.
    task_definitions: HashMap<String, Value>,
    /// Whether a list has a nextToken, so that pages are missing.
    has_next_token: bool,
}

impl SavedHistory {
    /// Reads a file, or standard input for `-`.
    pub fn read(path: &Path) -> Result<Self> {
        let mut bytes = Vec::new();
        let name = if path == Path::new("-") {
            std::io::stdin()
                .read_to_end(&mut bytes)
                .map(|_| "standard input".to_owned())
        } else {
            std::fs::read(path).map(|content| {
                bytes = content;
                path.display().to_string()
            })
        }
        .with_context(|| format!("{} could not be read", path.display()))
        .map_err(Error::usage)?;
        Self::parse(&name, &bytes, |_| {})
    }

    /// The built-in history, with its times shifted so that its newest deployment is minutes old.
    pub fn demo(now: Timestamp) -> Result<Self> {
        let demo_now = timestamp::from_json(&Value::from(DEMO_NOW)).unwrap_or_default();
        let age = now - demo_now;
        Self::parse("the demo", DEMO.as_bytes(), |item| {
            timestamp::map_timestamps(item, &|time| time + age);
        })
    }

    fn parse(name: &str, bytes: &[u8], prepare: impl Fn(&mut Value)) -> Result<Self> {
        let documents = Documents::read(name, bytes, prepare)?;
        let deployments = documents.deployments;
        let arns = deployments.iter().enumerate();
        let indices = arns
            .map(|(index, record)| (record.item.service_deployment_arn.clone(), index))
            .collect();
        let revisions = documents.revisions.into_iter();
        let mut services: BTreeMap<String, Record<Service>> = deployments
            .iter()
            .map(|record| record.item.service_deployment_arn.as_str())
            .filter(|arn| Arn::parse(arn).is_some())
            .map(|arn| ServiceRef::from_arn(arn).arn())
            .filter_map(|arn| Some((arn.clone(), service_without_members(&arn)?)))
            .collect();
        let saved = documents.services.into_iter();
        services.extend(saved.map(|record| (record.item.service_arn.clone(), record)));
        Ok(Self {
            name: name.to_owned(),
            deployments,
            services,
            indices,
            revisions: revisions
                .map(|record| (record.item.service_revision_arn.clone(), record))
                .collect(),
            task_definitions: documents.task_definitions,
            has_next_token: documents.has_next_token,
        })
    }

    /// Its name, for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why its lists may be incomplete.
    pub fn incomplete(&self) -> Option<String> {
        self.has_next_token.then(|| {
            let name = &self.name;
            format!("{name} has a nextToken: it was saved before all pages were fetched")
        })
    }

    /// All deployments that match a query, as one page.
    pub fn list(&self, query: &Query) -> Result<Page<Record<Deployment>>> {
        let of_service = |record: &&Record<Deployment>| {
            let arn = Arn::parse(&record.item.service_deployment_arn);
            let arn = arn.as_ref();
            is_requested(
                query,
                arn.and_then(Arn::cluster),
                arn.and_then(Arn::service),
            )
        };
        let mut known = self.deployments.iter().filter(of_service).peekable();
        if known.peek().is_none() && !self.has_service(query) {
            return Err(self.no_such_service(query));
        }
        let matching = known.filter(|Record { item, .. }| {
            let status = item.status.as_ref();
            let has_status = query.statuses.is_empty()
                || status.is_some_and(|status| query.statuses.contains(status));
            let is_old = |after| item.created_at.is_some_and(|time| time < after);
            has_status && !query.after.is_some_and(is_old)
        });
        Ok(Page {
            items: matching.cloned().collect(),
            next_token: None,
        })
    }

    /// Whether it contains the service of a query, with or without deployments.
    fn has_service(&self, query: &Query) -> bool {
        is_requested(query, None, None)
            || self.services.values().any(|record| {
                let service = record.item.service_ref();
                is_requested(query, Some(&service.cluster), Some(&service.service))
            })
    }

    /// The ARNs of all clusters, as one page.
    pub fn list_clusters(&self) -> Page<String> {
        let arns = self.services.keys();
        let clusters: BTreeSet<String> = arns
            .filter_map(|arn| Arn::parse(arn)?.cluster_arn())
            .collect();
        Page {
            items: clusters.into_iter().collect(),
            next_token: None,
        }
    }

    /// The ARNs of all services of a cluster, as one page.
    pub fn list_services(&self, cluster: Option<&str>) -> Page<String> {
        let cluster = cluster.map(last_segment);
        let is_in = |arn: &&String| {
            cluster.is_none() || Arn::parse(arn).and_then(|arn| arn.cluster()) == cluster
        };
        Page {
            items: self.services.keys().filter(is_in).cloned().collect(),
            next_token: None,
        }
    }

    /// The services with these names or ARNs.
    pub fn describe_services(&self, cluster: Option<&str>, names: &[String]) -> Described<Service> {
        let cluster = cluster.map(last_segment);
        self.describe(names, |name| {
            self.services.get(name).or_else(|| {
                self.services.values().find(|record| {
                    let service = record.item.service_ref();
                    service.service == name
                        && cluster.is_none_or(|cluster| service.cluster == cluster)
                })
            })
        })
    }

    fn no_such_service(&self, query: &Query) -> Error {
        let arns = self.services.keys().filter_map(|arn| Arn::parse(arn));
        let services: Vec<String> = arns
            .filter_map(|arn| Some(format!("{} in cluster {}", arn.service()?, arn.cluster()?)))
            .collect();
        let name = |name: &Option<String>| name.as_deref().map(last_segment).map(str::to_owned);
        let what = match (name(&query.service), name(&query.cluster)) {
            (Some(service), Some(cluster)) => format!("service {service} in cluster {cluster}"),
            (Some(service), None) => format!("service {service}"),
            (None, cluster) => format!("cluster {}", cluster.unwrap_or_default()),
        };
        // The exit code is the same as with ECS.
        Error::new(
            ErrorKind::Permanent,
            anyhow!("there is no {what} in {}", self.name),
        )
        .hint(format!("available services: {}", services.join(", ")))
    }

    /// The deployments with these ARNs; those that are not in the file become failures.
    pub fn describe_deployments(&self, arns: &[String]) -> Described<Deployment> {
        self.describe(arns, |arn| Some(&self.deployments[*self.indices.get(arn)?]))
    }

    /// The revisions with these ARNs; those that are not in the file become failures.
    pub fn describe_revisions(&self, arns: &[String]) -> Described<Revision> {
        self.describe(arns, |arn| self.revisions.get(arn))
    }

    /// A task definition by its ARN.
    pub fn describe_task_definition(&self, arn: &str) -> Result<Value> {
        let known = self.task_definitions.get(arn).cloned();
        known.ok_or_else(|| {
            let name = last_segment(arn);
            Error::no_match(anyhow!("task definition {name} is not in {}", self.name))
        })
    }

    fn describe<'a, T: Clone + 'a>(
        &self,
        arns: &[String],
        find: impl Fn(&str) -> Option<&'a Record<T>>,
    ) -> Described<T> {
        let mut described = Described::default();
        for arn in arns {
            match find(arn) {
                Some(record) => described.items.push(record.clone()),
                None => described.failures.push(self.missing(arn)),
            }
        }
        described
    }

    fn missing(&self, arn: &str) -> Record<Failure> {
        Failure::synthetic(arn, "MISSING", &format!("not in {}", self.name))
    }
}

/// Whether a service, or a resource of it, matches a query.
fn is_requested(query: &Query, cluster: Option<&str>, service: Option<&str>) -> bool {
    let matches = |requested: &Option<String>, name: Option<&str>| {
        let requested = requested.as_deref().map(last_segment);
        requested.is_none_or(|requested| Some(requested) == name)
    };
    matches(&query.service, service) && matches(&query.cluster, cluster)
}

/// A service with only its ARN.
fn service_without_members(arn: &str) -> Option<Record<Service>> {
    let cluster = Arn::parse(arn)?.cluster_arn();
    let service = serde_json::json!({
        "serviceArn": arn,
        "serviceName": last_segment(arn),
        "clusterArn": cluster,
    });
    Record::read(to_raw_value(&service).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::api_enum::DeploymentStatus;
    use chrono::TimeDelta;

    const ARN: &str = "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/abc";

    fn parse(text: &str) -> Result<SavedHistory> {
        SavedHistory::parse("h.json", text.as_bytes(), |_| {})
    }

    #[test]
    fn merges_several_documents_about_one_deployment() {
        let brief = format!(
            r#"{{"serviceDeployments":[{{"serviceDeploymentArn":"{ARN}","status":"PENDING","createdAt":1}}]}}"#
        );
        let full = format!(
            r#"{{"serviceDeployments":[{{"serviceDeploymentArn":"{ARN}","status":"SUCCESSFUL","rollback":{{}}}}],"failures":[]}}"#
        );
        let saved = parse(&format!("{brief}\n{full}")).expect("two documents");
        let page = saved.list(&Query::default()).expect("a page");
        let [record] = page.items.as_slice() else {
            panic!("one deployment")
        };
        assert_eq!(record.item.status, Some(DeploymentStatus::Successful));
        assert!(record.item.created_at.is_some() && record.item.rollback.is_some());
    }

    #[test]
    fn an_unknown_service_lists_the_available_ones() {
        let saved = parse(&format!(r#"{{"serviceDeploymentArn":"{ARN}"}}"#)).expect("one item");
        let query = Query {
            service: Some("wbe".into()),
            ..Query::default()
        };
        let error = saved.list(&query).expect_err("no such service");
        assert_eq!(
            error.to_string(),
            "there is no service wbe in h.json\n  hint: available services: web in cluster shop"
        );
    }

    #[test]
    fn the_demo_is_minutes_old() {
        let now = chrono::Utc::now();
        let saved = SavedHistory::demo(now).expect("built in");
        let newest = saved
            .deployments
            .iter()
            .filter_map(|record| record.item.created_at)
            .max();
        let age = now - newest.expect("times");
        assert!(
            age > TimeDelta::zero() && age < TimeDelta::minutes(5),
            "{age}"
        );
    }
}
