//! A service, identified by account, Region, cluster and name.

use crate::model::arn::Arn;
use std::collections::HashSet;
use std::fmt;

/// A service, read from its own ARN or from that of a deployment or service revision.
///
/// `Display` writes it for a sentence: `service web in cluster shop (eu-west-1)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceRef {
    pub account: String,
    pub region: String,
    /// The name of the cluster. Empty if the ARN has none, as that of a service created before 2018.
    pub cluster: String,
    /// The name of the service.
    pub service: String,
    partition: String,
}

impl ServiceRef {
    /// Reads an ARN. One of an unknown form gives a service, too, so that resources of different
    /// services stay apart: its `service` is everything before the ID, the other parts are empty.
    pub fn from_arn(text: &str) -> Self {
        match Arn::parse(text) {
            Some(arn) => Self::of(&arn),
            None => Self {
                account: String::new(),
                region: String::new(),
                cluster: String::new(),
                service: without_id(text).to_owned(),
                partition: String::new(),
            },
        }
    }

    /// The service of an ARN.
    pub fn of(arn: &Arn) -> Self {
        Self {
            account: arn.account.to_owned(),
            region: arn.region.to_owned(),
            cluster: arn.cluster().unwrap_or_default().to_owned(),
            service: arn.service().unwrap_or_default().to_owned(),
            partition: arn.partition.to_owned(),
        }
    }

    /// Sets the cluster if the ARN had none.
    pub fn or_cluster(mut self, cluster: &str) -> Self {
        if self.cluster.is_empty() {
            cluster.clone_into(&mut self.cluster);
        }
        self
    }

    /// The ARN of the service.
    pub fn arn(&self) -> String {
        let Self {
            account,
            region,
            cluster,
            service,
            partition,
        } = self;
        format!("arn:{partition}:ecs:{region}:{account}:service/{cluster}/{service}")
    }
}

/// How to name one of these services on the command line: by its cluster, or by its ARN if only the
/// account or the Region tells them apart.
pub fn how_to_name_one(services: &[ServiceRef]) -> String {
    let mut names = HashSet::new();
    let all_differ = services
        .iter()
        .all(|service| names.insert((&service.cluster, &service.service)));
    if all_differ {
        return "name one with --service and --cluster".to_owned();
    }
    let arns: Vec<String> = services
        .iter()
        .take(MAX_NAMED)
        .map(ServiceRef::arn)
        .collect();
    let others = match services.len().saturating_sub(arns.len()) {
        0 => String::new(),
        number => format!("\nand {number} more"),
    };
    format!("name one with --service ARN:\n{}{others}", arns.join("\n"))
}

/// How many services to name in a hint.
const MAX_NAMED: usize = 10;

/// The part of an ARN that all deployments, or all revisions, of a service share. A cheaper key than
/// a [`ServiceRef`] for many ARNs of few services.
pub fn without_id(arn: &str) -> &str {
    arn.rsplit_once('/').map_or(arn, |(rest, _id)| rest)
}

impl fmt::Display for ServiceRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "service {}", self.service)?;
        if !self.cluster.is_empty() {
            write!(f, " in cluster {}", self.cluster)?;
        }
        if !self.region.is_empty() {
            write!(f, " ({})", self.region)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_arns_of_a_service_give_the_same_service() {
        let of = |resource: &str| ServiceRef::from_arn(&format!("arn:aws-cn:ecs:r:1:{resource}"));
        let service = of("service/shop/web");
        assert_eq!(service, of("service-deployment/shop/web/abc"));
        assert_eq!(service, of("service-revision/shop/web/123"));
        assert_ne!(service, of("service/shop/api"));
        assert_ne!(service, of("service/billing/web"));
        assert_eq!(service, of("service/web").or_cluster("shop"));
        assert_eq!(service.arn(), "arn:aws-cn:ecs:r:1:service/shop/web");
    }

    #[test]
    fn a_sentence_names_what_is_known() {
        let text = |arn: &str| ServiceRef::from_arn(arn).to_string();
        assert_eq!(
            text("arn:aws:ecs:eu-west-1:1:service-revision/shop/web/123"),
            "service web in cluster shop (eu-west-1)"
        );
        assert_eq!(
            text("arn:aws:ecs:eu-west-1:1:service/web"),
            "service web (eu-west-1)"
        );
        assert_eq!(text("web/1"), "service web");
    }

    #[test]
    fn services_stay_apart_in_arns_of_an_unknown_form() {
        let of = |text: &str| ServiceRef::from_arn(text);
        assert_eq!(of("arn/shop/web/1"), of("arn/shop/web/2"));
        assert_ne!(of("arn/shop/web/1"), of("arn/shop/api/1"));
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            ServiceRef::from_arn(&text).arn();
            let _ = ServiceRef::from_arn(&text).to_string();
        }
    }
}
