//! A service, by where it is and what it is called.

use crate::model::arn::Arn;

/// The service of an ARN: of the service itself, of a deployment, or of a service revision.
///
/// Every part is as the ARN has it. A service that was created before 2018 may have an ARN without
/// the cluster, which is then empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceRef {
    pub account: String,
    pub region: String,
    /// The name of the cluster.
    pub cluster: String,
    /// The name of the service.
    pub service: String,
    partition: String,
}

impl ServiceRef {
    /// Reads an ARN. Total, so that resources of different services stay apart whatever their ARNs
    /// look like: of one in a form that this program does not know, `service` is all but the id.
    pub fn from_arn(text: &str) -> Self {
        match Arn::parse(text) {
            Some(arn) => Self {
                account: arn.account.to_owned(),
                region: arn.region.to_owned(),
                cluster: arn.cluster().unwrap_or_default().to_owned(),
                service: arn.service().unwrap_or_default().to_owned(),
                partition: arn.partition.to_owned(),
            },
            None => Self {
                account: String::new(),
                region: String::new(),
                cluster: String::new(),
                service: without_id(text).to_owned(),
                partition: String::new(),
            },
        }
    }

    /// The same service in this cluster, where its ARN did not tell.
    pub fn in_cluster(mut self, cluster: &str) -> Self {
        if self.cluster.is_empty() {
            cluster.clone_into(&mut self.cluster);
        }
        self
    }

    /// The ARN of the service.
    pub fn arn(&self) -> String {
        self.arn_of(&format!("service/{}/{}", self.cluster, self.service))
    }

    /// The ARN of its cluster.
    pub fn cluster_arn(&self) -> String {
        self.arn_of(&format!("cluster/{}", self.cluster))
    }

    fn arn_of(&self, resource: &str) -> String {
        let Self {
            partition,
            region,
            account,
            ..
        } = self;
        format!("arn:{partition}:ecs:{region}:{account}:{resource}")
    }
}

/// What the ARNs of all deployments or all revisions of a service have in common. Cheaper than a
/// [`ServiceRef`] where there are many ARNs of few services.
pub fn without_id(arn: &str) -> &str {
    arn.rsplit_once('/').map_or(arn, |(rest, _id)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_arns_of_a_service_are_of_the_same_one() {
        let of = |resource: &str| ServiceRef::from_arn(&format!("arn:aws-cn:ecs:r:1:{resource}"));
        let service = of("service/shop/web");
        assert_eq!(service, of("service-deployment/shop/web/abc"));
        assert_eq!(service, of("service-revision/shop/web/123"));
        assert_ne!(service, of("service/shop/api"));
        assert_ne!(service, of("service/billing/web"));
        assert_eq!(service, of("service/web").in_cluster("shop"));
        assert_eq!(service.arn(), "arn:aws-cn:ecs:r:1:service/shop/web");
        assert_eq!(service.cluster_arn(), "arn:aws-cn:ecs:r:1:cluster/shop");
    }

    #[test]
    fn services_stay_apart_in_arns_of_the_future() {
        let of = |text: &str| ServiceRef::from_arn(text);
        assert_eq!(of("arn/shop/web/1"), of("arn/shop/web/2"));
        assert_ne!(of("arn/shop/web/1"), of("arn/shop/api/1"));
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            ServiceRef::from_arn(&text).arn();
        }
    }
}
