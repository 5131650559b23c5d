//! Saved histories: documents that this program or the AWS CLI printed.

mod brackets;
mod broken_value;
mod documents;
pub mod input;
mod interner;
mod item_kind;
mod items;
mod merge;
mod problems;
mod services;
mod text;
mod unusable;

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
use crate::saved::items::{Indices, Items};
use crate::saved::problems::Problems;
use crate::saved::services::{NameOrArn, SavedService, services};
use anyhow::anyhow;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// The built-in history. Its times are relative to [`DEMO_NOW`].
const DEMO: &str = include_str!("saved/demo.json");
const DEMO_NOW: &str = "2026-06-01T12:00:00Z";

/// The content of one or more files.
#[derive(Debug)]
pub struct SavedHistory {
    /// For messages.
    name: String,
    deployments: Vec<Record<Deployment>>,
    services: BTreeMap<ServiceRef, SavedService>,
    indices: Indices,
    revisions: HashMap<String, Record<Revision>>,
    /// By ARN, with their tags as a member.
    task_definitions: HashMap<String, Value>,
    /// Whether a list has a nextToken, so that pages are missing.
    has_next_token: bool,
}

impl SavedHistory {
    /// Reads files, or standard input for `-`, as one history. What is broken in them does not hide
    /// the rest: it is among the errors. `keeps_json` is false where the JSON of deployments will not
    /// be printed.
    ///
    /// # Errors
    ///
    /// None of them has anything that could be read.
    pub fn read(paths: &[PathBuf], keeps_json: bool) -> (Result<Self>, Vec<Error>) {
        let mut items = Items::new(keeps_json);
        let mut problems = Problems::default();
        let mut is_known = false;
        for path in paths {
            let name = name_of(path);
            match input::open(path) {
                Ok(text) => is_known |= documents::read(&name, text, &mut items, &mut problems),
                Err(error) => {
                    let error = anyhow!(error).context(format!("{name} could not be read"));
                    problems.add(|| Error::usage(error));
                }
            }
        }
        let mut errors = problems.into_errors();
        let history = match is_known.then_some(()).ok_or_else(|| errors.pop()) {
            Err(Some(error)) => Err(error),
            Ok(()) | Err(None) => Ok(Self::new(names_of(paths), items)),
        };
        (history, errors)
    }

    /// The built-in history, with its times shifted so that its newest deployment is minutes old.
    pub fn demo(now: Timestamp) -> Result<Self> {
        let demo_now = timestamp::from_json(&Value::from(DEMO_NOW)).unwrap_or_default();
        let age = now - demo_now;
        let mut text = String::new();
        for document in serde_json::Deserializer::from_str(DEMO).into_iter::<Value>() {
            let mut document = document?;
            timestamp::map_timestamps(&mut document, &|time| time + age);
            text.push_str(&document.to_string());
        }
        Self::parse("the demo", text.as_bytes())
    }

    fn parse(name: &str, text: &[u8]) -> Result<Self> {
        let mut items = Items::new(true);
        let mut problems = Problems::default();
        documents::read(name, text, &mut items, &mut problems);
        match problems.into_errors().into_iter().next() {
            Some(error) => Err(error),
            None => Ok(Self::new(name.to_owned(), items)),
        }
    }

    fn new(name: String, mut items: Items) -> Self {
        let (deployments, indices) = items.take_deployments();
        Self {
            name,
            services: services(&deployments, items.services.into_values()),
            deployments,
            indices,
            revisions: items.revisions,
            task_definitions: items.task_definitions,
            has_next_token: items.has_next_token,
        }
    }

    /// Keeps only what is in a Region.
    ///
    /// # Errors
    ///
    /// Nothing is.
    pub fn in_region(mut self, region: &str) -> Result<Self> {
        let regions: BTreeSet<String> = self
            .services
            .keys()
            .map(|service| service.region.clone())
            .collect();
        if !regions.is_empty() && !regions.contains(region) {
            let regions: Vec<String> = regions.into_iter().collect();
            let message = anyhow!("{} has nothing in {region}", self.name);
            return Err(Error::no_match(message).hint(format!("it has {}", regions.join(", "))));
        }
        let deployments = std::mem::take(&mut self.deployments).into_iter();
        self.deployments = deployments
            .filter(|record| {
                let arn = Arn::parse(&record.item.service_deployment_arn);
                arn.is_none_or(|arn| arn.region == region)
            })
            .collect();
        let known = std::mem::take(&mut self.services).into_iter();
        let known = known.filter(|(service, _)| service.region == region);
        self.services = services(&self.deployments, known.map(|(_, saved)| saved.record));
        self.indices = Indices::of(&self.deployments);
        Ok(self)
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
        let (cluster, service) = (query.cluster.as_deref(), query.service.as_deref());
        let is_listed = |record: &&Record<Deployment>| {
            let item = &record.item;
            let status = item.status.as_ref();
            let has_status = query.statuses.is_empty()
                || status.is_some_and(|status| query.statuses.contains(status));
            let is_old = |after| item.created_at.is_some_and(|time| time < after);
            has_status && !query.after.is_some_and(is_old)
        };
        let items: Vec<_> = if service.is_none() && cluster.is_none() {
            self.deployments.iter().filter(is_listed).cloned().collect()
        } else {
            let services = self.find_services(cluster, service);
            if services.is_empty() {
                return Err(self.no_such_service(cluster, service));
            }
            let indices = services.iter().flat_map(|saved| &saved.deployments);
            let mut indices: Vec<usize> = indices.copied().collect();
            indices.sort_unstable();
            let records = indices.iter().map(|index| &self.deployments[*index]);
            records.filter(is_listed).cloned().collect()
        };
        Ok(Page {
            items,
            next_token: None,
        })
    }

    /// The services of a cluster and with a name, each given by name or ARN. There may be several in
    /// other clusters, accounts and Regions.
    fn find_services(&self, cluster: Option<&str>, service: Option<&str>) -> Vec<&SavedService> {
        let cluster = cluster.map(NameOrArn::new);
        let service = service.map(NameOrArn::new);
        if let (None, Some(arn)) = (&cluster, service.as_ref().and_then(|name| name.key())) {
            return self.services.get(&arn).into_iter().collect();
        }
        let is_meant = |known: &ServiceRef| {
            let is_in = |cluster: &NameOrArn| cluster.is_cluster_of(known);
            let is_named = |service: &NameOrArn| service.is_service(known);
            cluster.as_ref().is_none_or(is_in) && service.as_ref().is_none_or(is_named)
        };
        let services = self.services.iter();
        let meant = services.filter(|(known, _)| is_meant(known));
        meant.map(|(_, saved)| saved).collect()
    }

    /// All services, also those that only have deployments.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.values().map(|saved| &*saved.record.item)
    }

    /// The ARNs of all clusters, as one page.
    pub fn list_clusters(&self) -> Page<String> {
        let services = self.services.keys();
        let clusters: BTreeSet<String> = services
            .filter_map(|service| Arn::parse(&service.arn())?.cluster_arn())
            .collect();
        Page {
            items: clusters.into_iter().collect(),
            next_token: None,
        }
    }

    /// The ARNs of all services of a cluster, or of all clusters, as one page.
    pub fn list_services(&self, cluster: Option<&str>) -> Page<String> {
        let services = self.find_services(cluster, None);
        // Those from before 2018 have ARNs without their cluster.
        let arns = services
            .iter()
            .map(|saved| saved.record.item.service_ref().arn());
        Page {
            items: arns.collect(),
            next_token: None,
        }
    }

    /// The services with these names or ARNs. A name may stand for several in other clusters,
    /// accounts and Regions.
    pub fn describe_services(&self, cluster: Option<&str>, names: &[String]) -> Described<Service> {
        let mut described = Described::default();
        for name in names {
            let found = self.find_services(cluster, Some(name));
            if found.is_empty() {
                described.failures.push(self.missing(name));
            }
            let records = found.iter().map(|saved| saved.record.clone());
            described.items.extend(records);
        }
        described
    }

    fn no_such_service(&self, cluster: Option<&str>, service: Option<&str>) -> Error {
        const MAX: usize = 10;
        let services = self.services.keys();
        let mut available: Vec<String> = services
            .map(|known| format!("{} in cluster {}", known.service, known.cluster))
            .collect();
        available.sort();
        available.dedup();
        let others = available.len().saturating_sub(MAX);
        available.truncate(MAX);
        if others > 0 {
            available.push(format!("and {others} more"));
        }
        // An ARN says more than the name, which may be there.
        let what = match (service, cluster.map(last_segment)) {
            (Some(arn), _) if arn.starts_with("arn:") => format!("service {arn}"),
            (Some(service), Some(cluster)) => format!("service {service} in cluster {cluster}"),
            (Some(service), None) => format!("service {service}"),
            (None, cluster) => format!("cluster {}", cluster.unwrap_or_default()),
        };
        // The exit code is the same as with ECS.
        let message = anyhow!("there is no {what} in {}", self.name);
        let error = Error::new(ErrorKind::Permanent, message);
        error.hint(match &available[..] {
            [] => "it has no services".to_owned(),
            names => format!("available services: {}", names.join(", ")),
        })
    }

    /// The deployments with these ARNs; those that are not in the file become failures.
    pub fn describe_deployments(&self, arns: &[String]) -> Described<Deployment> {
        self.describe(arns, |arn| {
            let index = self.indices.find(arn, &self.deployments)?;
            self.deployments.get(index)
        })
    }

    /// The revisions with these ARNs; those that are not in the file become failures.
    pub fn describe_revisions(&self, arns: &[String]) -> Described<Revision> {
        self.describe(arns, |arn| self.revisions.get(arn))
    }

    /// A revision by its ARN.
    pub fn revision(&self, arn: &str) -> Option<&Record<Revision>> {
        self.revisions.get(arn)
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

/// The name of a file, for messages.
fn name_of(path: &Path) -> String {
    match path == Path::new("-") {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    }
}

/// The names of several files, for messages.
fn names_of(paths: &[PathBuf]) -> String {
    match paths {
        [] => String::new(),
        [path] => name_of(path),
        [one, other] => format!("{} and {}", name_of(one), name_of(other)),
        [first, others @ ..] => format!("{} and {} other files", name_of(first), others.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::api_enum::DeploymentStatus;
    use chrono::TimeDelta;

    const ARN: &str = "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/abc";

    fn parse(text: &str) -> Result<SavedHistory> {
        SavedHistory::parse("h.json", text.as_bytes())
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
        let empty = parse(r#"{"serviceDeployments": []}"#).expect("an empty list");
        let error = empty.list(&query).expect_err("no service at all");
        assert_eq!(
            error.to_string(),
            "there is no service wbe in h.json\n  hint: it has no services"
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
