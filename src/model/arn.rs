//! ARNs of ECS resources.
//!
//! Formats: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment-permissions.html>

/// The type of the resource that an ARN identifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Cluster,
    Service,
    ServiceDeployment,
    ServiceRevision,
    TaskDefinition,
}

impl Kind {
    fn from_resource_type(text: &str) -> Option<Self> {
        Some(match text {
            "cluster" => Self::Cluster,
            "service" => Self::Service,
            "service-deployment" => Self::ServiceDeployment,
            "service-revision" => Self::ServiceRevision,
            "task-definition" => Self::TaskDefinition,
            _ => return None,
        })
    }

    /// The type in a sentence: `service deployment`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cluster => "cluster",
            Self::Service => "service",
            Self::ServiceDeployment => "service deployment",
            Self::ServiceRevision => "service revision",
            Self::TaskDefinition => "task definition",
        }
    }
}

/// An ECS ARN: `arn:<partition>:ecs:<region>:<account>:<kind>/<path>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arn<'a> {
    pub partition: &'a str,
    pub region: &'a str,
    pub account: &'a str,
    pub kind: Kind,
    cluster: Option<&'a str>,
    service: Option<&'a str>,
    name: &'a str,
}

impl<'a> Arn<'a> {
    /// Parses an ARN. `None` for anything that is not the ARN of one of these [`Kind`]s.
    pub fn parse(text: &'a str) -> Option<Self> {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let ["arn", partition, "ecs", region, account, resource] = parts[..] else {
            return None;
        };
        let (kind, path) = resource.split_once('/')?;
        let kind = Kind::from_resource_type(kind)?;
        let path: Vec<&str> = path.split('/').collect();
        let (cluster, service, name) = match (kind, &path[..]) {
            (Kind::Cluster, [name]) => (Some(*name), None, *name),
            (Kind::TaskDefinition, [name]) => (None, None, *name),
            // Services created before 2018 may still have an ARN without the cluster.
            (Kind::Service, [name]) => (None, Some(*name), *name),
            (Kind::Service, [cluster, name]) => (Some(*cluster), Some(*name), *name),
            (Kind::ServiceDeployment | Kind::ServiceRevision, [cluster, service, id]) => {
                (Some(*cluster), Some(*service), *id)
            }
            _ => return None,
        };
        let has_empty_part = [partition, region, account].contains(&"") || path.contains(&"");
        (!has_empty_part && !text.contains(char::is_whitespace)).then_some(Self {
            partition,
            region,
            account,
            kind,
            cluster,
            service,
            name,
        })
    }

    /// The last part: the name of a cluster or service, the ID of a deployment or revision,
    /// `family:revision` of a task definition.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The name of the cluster, if it is part of the ARN.
    pub fn cluster(&self) -> Option<&'a str> {
        self.cluster
    }

    /// The ARN of the cluster, if it is part of this one.
    pub fn cluster_arn(&self) -> Option<String> {
        let Self {
            partition,
            region,
            account,
            ..
        } = self;
        let cluster = self.cluster?;
        Some(format!(
            "arn:{partition}:ecs:{region}:{account}:cluster/{cluster}"
        ))
    }

    /// The name of the service, if it is part of the ARN.
    pub fn service(&self) -> Option<&'a str> {
        self.service
    }
}

/// What follows the last `/`: a name or an ID. Without a `/` the whole text, so that an ARN of an
/// unknown form is still shown.
pub fn last_segment(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parses_every_kind() {
        let text = "arn:aws-cn:ecs:cn-north-1:123456789012:service-deployment/shop/web/J4ZwX3-bQ2aM6ERMvsxuL";
        let arn = Arn::parse(text).expect("a deployment");
        assert_eq!(arn.kind, Kind::ServiceDeployment);
        assert_eq!(
            (arn.partition, arn.region, arn.account),
            ("aws-cn", "cn-north-1", "123456789012")
        );
        assert_eq!(
            (arn.cluster(), arn.service(), arn.name()),
            (Some("shop"), Some("web"), "J4ZwX3-bQ2aM6ERMvsxuL")
        );

        let service =
            Arn::parse("arn:aws:ecs:eu-west-1:123456789012:service/shop/web").expect("new");
        assert_eq!(
            (service.cluster(), service.service()),
            (Some("shop"), Some("web"))
        );
        let service = Arn::parse("arn:aws:ecs:eu-west-1:123456789012:service/web").expect("old");
        assert_eq!((service.cluster(), service.service()), (None, Some("web")));
        let cluster =
            Arn::parse("arn:aws:ecs:eu-west-1:123456789012:cluster/shop").expect("cluster");
        assert_eq!((cluster.cluster(), cluster.service()), (Some("shop"), None));
        let task =
            Arn::parse("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:5").expect("task");
        assert_eq!((task.name(), task.cluster()), ("web:5", None));
    }

    #[test]
    fn rejects_anything_else() {
        for text in [
            "",
            "web",
            "arn:",
            "arn:aws:ecs:eu-west-1:123456789012:service",
            "arn:aws:ecs:eu-west-1:123456789012:service/",
            "arn:aws:ecs:eu-west-1:123456789012:service/a/b/c",
            "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web",
            "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop//id",
            "arn:aws:s3:eu-west-1:123456789012:service/shop/web",
            "arn:aws:ecs::123456789012:service/shop/web",
            "arn:aws:ecs:eu-west-1:123456789012:daemon/shop/web",
            "arn:aws:ecs:eu-west-1:123456789012:service/shop/web\n",
        ] {
            assert_eq!(Arn::parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            Arn::parse(&text);
            last_segment(&text);
        }

        #[test]
        fn round_trips(
            kind in "service-deployment|service-revision",
            cluster in "[A-Za-z0-9_-]{1,255}",
            service in "[A-Za-z0-9_-]{1,255}",
            id in "[A-Za-z0-9_-]{1,30}",
        ) {
            let text = format!("arn:aws:ecs:eu-west-1:123456789012:{kind}/{cluster}/{service}/{id}");
            let arn = Arn::parse(&text).expect("a full ARN");
            prop_assert_eq!(arn.cluster(), Some(cluster.as_str()));
            prop_assert_eq!(arn.service(), Some(service.as_str()));
            prop_assert_eq!(arn.name(), id.as_str());
        }
    }
}
