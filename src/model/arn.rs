//! ARNs of ECS, taken apart.
//!
//! Formats: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment-permissions.html>

/// What an ARN names.
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

    /// Its name in a sentence.
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
    path: &'a str,
}

impl<'a> Arn<'a> {
    /// `None` for anything that is not the ARN of an ECS resource that this program knows.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.splitn(6, ':');
        let ("arn", partition, "ecs", region, account, resource) = (
            parts.next()?,
            parts.next()?,
            parts.next()?,
            parts.next()?,
            parts.next()?,
            parts.next()?,
        ) else {
            return None;
        };
        let (kind, path) = resource.split_once('/')?;
        let kind = Kind::from_resource_type(kind)?;
        let segments = path.split('/').count();
        let fits = match kind {
            Kind::Cluster | Kind::TaskDefinition => segments == 1,
            // Services created before 2018 may still have ARNs without the cluster.
            Kind::Service => segments <= 2,
            Kind::ServiceDeployment | Kind::ServiceRevision => segments == 3,
        };
        let filled = [partition, region, account]
            .iter()
            .all(|part| !part.is_empty())
            && path.split('/').all(|segment| !segment.is_empty());
        (fits && filled && !text.contains(char::is_whitespace)).then_some(Self {
            partition,
            region,
            account,
            kind,
            path,
        })
    }

    /// The last part: a service's name, a deployment's id, `family:revision`.
    pub fn name(&self) -> &'a str {
        last_segment(self.path)
    }

    /// The cluster's name, where the ARN has it.
    pub fn cluster(&self) -> Option<&'a str> {
        match self.kind {
            Kind::TaskDefinition => None,
            Kind::Cluster => Some(self.path),
            _ => self.path.rsplit_once('/').map(|(cluster, _)| {
                cluster
                    .split_once('/')
                    .map_or(cluster, |(cluster, _service)| cluster)
            }),
        }
    }

    /// The ARN of its cluster, where it has one.
    pub fn cluster_arn(&self) -> Option<String> {
        Some(self.arn_of_kind("cluster", self.cluster()?))
    }

    fn arn_of_kind(&self, kind: &str, path: &str) -> String {
        let Self {
            partition,
            region,
            account,
            ..
        } = self;
        format!("arn:{partition}:ecs:{region}:{account}:{kind}/{path}")
    }

    /// The service's name, where the ARN has it.
    pub fn service(&self) -> Option<&'a str> {
        match self.kind {
            Kind::Service => Some(self.name()),
            Kind::ServiceDeployment | Kind::ServiceRevision => self.path.split('/').nth(1),
            Kind::Cluster | Kind::TaskDefinition => None,
        }
    }
}

/// What stands after the last `/`: an id or a name. The whole text where there is none, so that
/// something readable is shown for an ARN in a form of the future, too.
pub fn last_segment(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_every_kind_apart() {
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
    fn rejects_what_is_no_ecs_arn() {
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
        fn finds_the_parts_again(
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
