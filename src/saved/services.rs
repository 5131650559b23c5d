//! The services of a saved history, which may be in several clusters, accounts and Regions.

use crate::model::arn::{Arn, last_segment};
use crate::model::deployment::Deployment;
use crate::model::record::Record;
use crate::model::service::Service;
use crate::model::service_ref::{ServiceRef, without_id};
use serde_json::value::to_raw_value;
use std::collections::{BTreeMap, HashMap};

/// A service, and the indices of its deployments, in order.
#[derive(Debug)]
pub struct SavedService {
    pub record: Record<Service>,
    pub deployments: Vec<usize>,
}

/// The services of deployments, and those that were saved.
pub fn services(
    deployments: &[Record<Deployment>],
    saved: impl IntoIterator<Item = Record<Service>>,
) -> BTreeMap<ServiceRef, SavedService> {
    let with_deployments = |record| SavedService {
        record,
        deployments: Vec::new(),
    };
    let saved = saved.into_iter();
    let mut services: BTreeMap<ServiceRef, SavedService> = saved
        .map(|record| (record.item.service_ref(), with_deployments(record)))
        .collect();
    let mut indices: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, record) in deployments.iter().enumerate() {
        let service = without_id(&record.item.service_deployment_arn);
        indices.entry(service).or_default().push(index);
    }
    for (_, indices) in indices {
        let arn = &deployments[indices[0]].item.service_deployment_arn;
        let service = ServiceRef::from_arn(arn);
        if Arn::parse(arn).is_some()
            && let Some(record) = service_without_members(&service.arn())
        {
            let known = services.entry(service);
            known
                .or_insert_with(|| with_deployments(record))
                .deployments = indices;
        }
    }
    services
}

/// The name or the ARN of a service or a cluster.
pub struct NameOrArn<'a> {
    name: &'a str,
    arn: Option<Arn<'a>>,
}

impl<'a> NameOrArn<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            name: last_segment(text),
            arn: Arn::parse(text),
        }
    }

    /// The service that it is the ARN of, cluster and all.
    pub fn key(&self) -> Option<ServiceRef> {
        let arn = self.arn.as_ref()?;
        arn.cluster().zip(arn.service())?;
        Some(ServiceRef::of(arn))
    }

    fn is_in_place_of(&self, service: &ServiceRef) -> bool {
        let is_same = |arn: &Arn| arn.account == service.account && arn.region == service.region;
        self.arn.as_ref().is_none_or(is_same)
    }

    /// Whether it names the cluster of this service.
    pub fn is_cluster_of(&self, service: &ServiceRef) -> bool {
        self.name == service.cluster && self.is_in_place_of(service)
    }

    /// Whether it names this service.
    pub fn is_service(&self, service: &ServiceRef) -> bool {
        let cluster = self.arn.as_ref().and_then(Arn::cluster);
        self.name == service.service
            && cluster.is_none_or(|cluster| cluster == service.cluster)
            && self.is_in_place_of(service)
    }
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
