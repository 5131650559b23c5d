//! The services of a saved history, which may be in several clusters, accounts and Regions.

use crate::model::arn::{Arn, last_segment};
use crate::model::deployment::Deployment;
use crate::model::record::Record;
use crate::model::service::Service;
use crate::model::service_ref::{ServiceRef, without_id};
use crate::saved::merge;
use serde_json::value::to_raw_value;
use std::collections::btree_map::Entry;
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
    // In the same order each time: of two versions, the one that was read later may count.
    let mut saved: Vec<Record<Service>> = saved.into_iter().collect();
    saved.sort_by(|one, other| one.item.service_arn.cmp(&other.item.service_arn));
    let mut services: BTreeMap<ServiceRef, SavedService> = BTreeMap::new();
    for record in saved {
        match services.entry(record.item.service_ref()) {
            Entry::Vacant(entry) => {
                entry.insert(with_deployments(record));
            }
            // The ARN of a service from before 2018 has two forms.
            Entry::Occupied(mut known) => {
                let known = &mut known.get_mut().record;
                if let Ok(merged) = merge::services(known, record) {
                    *known = merged;
                }
            }
        }
    }
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
                .deployments
                .extend(indices);
        }
    }
    for saved in services.values_mut() {
        saved.deployments.sort_unstable();
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const SHOP: &str = "arn:aws:ecs:eu-west-1:123456789012";

    fn read<T: serde::de::DeserializeOwned>(item: &serde_json::Value) -> Record<T> {
        Record::read(to_raw_value(item).expect("JSON")).expect("an item")
    }

    #[test]
    fn deployments_of_one_service_stay_together_and_in_order() {
        let arns = (0..6).map(|n| match n % 2 {
            0 => format!("{SHOP}:service-deployment/shop/web/{n}"),
            _ => format!("{SHOP}:service-revision/shop/web/{n}"),
        });
        let deployments: Vec<Record<Deployment>> = arns
            .map(|arn| read(&json!({"serviceDeploymentArn": arn})))
            .collect();
        // The order of a hash table is another one each time.
        for _ in 0..20 {
            let services = services(&deployments, []);
            let found: Vec<&Vec<usize>> =
                services.values().map(|saved| &saved.deployments).collect();
            assert_eq!(found, [&vec![0, 1, 2, 3, 4, 5]]);
        }
    }

    /// A service from before 2018 may have been saved with either form of its ARN.
    #[test]
    fn two_forms_of_an_arn_are_one_service() {
        let version = |arn: &str, minutes: i64, running: i64| {
            read::<Service>(&json!({
                "serviceArn": format!("{SHOP}:service/{arn}"), "runningCount": running,
                "clusterArn": format!("{SHOP}:cluster/shop"),
                "events": [{"createdAt": 1_790_000_000 + minutes * 60}],
            }))
        };
        let (older, newer) = (version("web", 1, 1), version("shop/web", 2, 2));
        let (bare, described) = (version("web", 1, 1), version("shop/web", 1, 2));
        for (one, other, expected) in [(&older, &newer, 2), (&bare, &described, 1)] {
            for saved in [[one, other], [other, one]] {
                let services = services(&[], saved.map(Record::clone));
                let running: Vec<Option<i64>> = services
                    .values()
                    .map(|saved| saved.record.item.running_count)
                    .collect();
                assert_eq!(running, [Some(expected)]);
            }
        }
    }
}
