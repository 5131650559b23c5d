//! The one service that a command is about, with its cluster and Region, from flags, environment
//! variables and ARNs.

use crate::error::{Error, Result};
use crate::model::arn::{Arn, Kind, last_segment};
use crate::model::service_ref::ServiceRef;
use crate::selection::names::{TargetNames, is_pattern};
use anyhow::anyhow;

/// A service, its cluster and its Region. Names and ARNs are as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestedService {
    /// Of a saved history, only what this Region has; without it, everything.
    pub region: Option<String>,
    pub cluster: Option<String>,
    pub service: Option<String>,
    is_saved: bool,
    cluster_is_explicit: bool,
    service_is_explicit: bool,
    /// Whether the Region comes from an ARN in an environment variable, which another ARN overrides.
    region_is_overridable: bool,
}

impl RequestedService {
    /// The service of a command that takes one.
    ///
    /// # Errors
    ///
    /// A usage error if there are patterns or several names, or if they contradict each other.
    pub fn new(names: &TargetNames) -> Result<Self> {
        let cluster = only_one("cluster", &names.clusters.values)?;
        let service = only_one("service", &names.services.values)?;
        Self::of(names, cluster, service)
    }

    /// Combines a cluster and a service with the Region of `names`. An ARN sets the cluster and the
    /// Region, and overrides environment variables.
    ///
    /// # Errors
    ///
    /// A usage error if an ARN contradicts a flag, or is not that of a cluster or service.
    pub fn of(
        names: &TargetNames,
        cluster: Option<String>,
        service: Option<String>,
    ) -> Result<Self> {
        let mut requested = Self {
            region: names.region.clone(),
            cluster,
            service,
            is_saved: names.is_saved,
            cluster_is_explicit: names.clusters.is_explicit,
            service_is_explicit: names.services.is_explicit,
            region_is_overridable: false,
        };
        let is_arn =
            |name: &Option<String>| name.as_deref().is_some_and(|name| name.starts_with("arn:"));
        let (cluster_is_arn, service_is_arn) =
            (is_arn(&requested.cluster), is_arn(&requested.service));
        let is_pinned = names.region.is_some()
            || (cluster_is_arn && names.clusters.is_explicit)
            || (service_is_arn && names.services.is_explicit);
        if let Some(cluster) = requested.cluster.clone().filter(|_| cluster_is_arn) {
            let arn = parse_arn(&cluster, Kind::Cluster, "--cluster")?;
            requested.set_region(&arn, &cluster)?;
        }
        if let Some(service) = requested.service.clone().filter(|_| service_is_arn) {
            let arn = parse_arn(&service, Kind::Service, "--service")?;
            requested.set_region(&arn, &service)?;
            requested.set_cluster(&arn, &service)?;
        }
        requested.region_is_overridable = (cluster_is_arn || service_is_arn) && !is_pinned;
        Ok(requested)
    }

    /// Sets the Region, cluster and service from an ARN. Other text changes nothing.
    ///
    /// # Errors
    ///
    /// A usage error if the ARN contradicts a flag.
    pub fn apply_arn(&mut self, text: &str) -> Result<()> {
        let Some(arn) = Arn::parse(text) else {
            return Ok(());
        };
        self.set_region(&arn, text)?;
        self.set_cluster(&arn, text)?;
        if arn.kind == Kind::Cluster {
            return Ok(());
        }
        let known = self.service.as_deref().map(last_segment);
        if self.service_is_explicit && known != arn.service() {
            return Err(contradiction(text, "--service", known));
        }
        self.service = match arn.cluster() {
            // A saved history may have services of this name in several accounts and Regions.
            Some(_) if self.is_saved => Some(ServiceRef::from_arn(text).arn()),
            _ => arn.service().map(str::to_owned),
        };
        Ok(())
    }

    /// Whether it is in a saved history, which has no default cluster.
    pub fn is_saved(&self) -> bool {
        self.is_saved
    }

    /// Whether the service comes from a flag, not from an environment variable.
    pub fn service_is_explicit(&self) -> bool {
        self.service_is_explicit
    }

    fn set_region(&mut self, arn: &Arn, text: &str) -> Result<()> {
        match self.region.as_deref() {
            // A saved history is not in one Region.
            None if self.is_saved => Ok(()),
            Some(region) if region != arn.region && !self.region_is_overridable => {
                Err(contradiction(text, "the Region", Some(region)))
            }
            _ => {
                self.region = Some(arn.region.to_owned());
                self.region_is_overridable = false;
                Ok(())
            }
        }
    }

    fn set_cluster(&mut self, arn: &Arn, text: &str) -> Result<()> {
        let Some(cluster) = arn.cluster() else {
            return Ok(());
        };
        let known = self.cluster.as_deref().map(last_segment);
        if self.cluster_is_explicit && known != Some(cluster) {
            return Err(contradiction(text, "--cluster", known));
        }
        if known != Some(cluster) {
            self.cluster = Some(cluster.to_owned());
        }
        Ok(())
    }

    /// ` of service web in cluster shop`, for sentences. Without what is unknown.
    pub fn of_service(&self) -> String {
        let service = self
            .service_name()
            .map(|name| format!(" of service {name}"));
        let cluster = match &self.cluster {
            None if self.is_saved || service.is_none() => String::new(),
            _ => format!(" in cluster {}", self.cluster_name()),
        };
        service.unwrap_or_default() + &cluster
    }

    /// Whether a required service is missing. ECS lists the deployments of one service; a saved history
    /// lists those of all.
    pub fn lacks_service(&self) -> bool {
        self.service.is_none() && !self.is_saved
    }

    /// The service's name, for sentences.
    pub fn service_name(&self) -> Option<&str> {
        self.service.as_deref().map(last_segment)
    }

    /// The cluster's name, for sentences.
    pub fn cluster_name(&self) -> &str {
        self.cluster.as_deref().map_or("default", last_segment)
    }
}

fn only_one(what: &str, names: &[String]) -> Result<Option<String>> {
    match names {
        [] => Ok(None),
        [name] if is_pattern(name) => Err(Error::usage(anyhow!(
            "--{what} {name} is a pattern, and this command takes one service"
        ))
        .hint("list, status and stats take patterns")),
        [name] => Ok(Some(name.clone())),
        several => Err(Error::usage(anyhow!(
            "this command takes one {what}, not {}: {}",
            several.len(),
            several.join(", ")
        ))
        .hint("list, status and stats take several")),
    }
}

fn parse_arn<'a>(text: &'a str, kind: Kind, flag: &str) -> Result<Arn<'a>> {
    match Arn::parse(text) {
        Some(arn) if arn.kind == kind => Ok(arn),
        Some(arn) => Err(Error::usage(anyhow!(
            "{flag} is the ARN of a {}, not of a {}: {text}",
            arn.kind.name(),
            kind.name()
        ))),
        None => Err(Error::usage(anyhow!("{flag} is not an ECS ARN: {text}"))),
    }
}

fn contradiction(arn: &str, flag: &str, value: Option<&str>) -> Error {
    let value = value.map(|value| format!(" {value}")).unwrap_or_default();
    Error::usage(anyhow!("this ARN contradicts {flag}{value}: {arn}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVICE: &str = "arn:aws:ecs:eu-west-1:123456789012:service/shop/web";
    const DEPLOYMENT: &str =
        "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/J4ZwX3-bQ2aM6ERMvsxuL";

    /// Parses flags: `--service web --cluster shop`.
    fn names(flags: &str) -> TargetNames {
        let mut names = TargetNames::default();
        let words: Vec<&str> = flags.split_whitespace().collect();
        for flag in words.chunks(2) {
            let list = match flag[0] {
                "--service" => &mut names.services,
                "--cluster" => &mut names.clusters,
                _ => {
                    names.region = Some(flag[1].to_owned());
                    continue;
                }
            };
            list.values = vec![flag[1].to_owned()];
            list.is_explicit = true;
        }
        names
    }

    fn summary(line: &str) -> String {
        match RequestedService::new(&names(line)) {
            Ok(requested) => format!(
                "{} {} {}",
                requested.region.as_deref().unwrap_or("-"),
                requested.cluster_name(),
                requested.service_name().unwrap_or("-")
            ),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_arn_sets_the_cluster_and_region() {
        assert_eq!(summary("--service web"), "- default web");
        assert_eq!(
            summary(&format!("--service {SERVICE}")),
            "eu-west-1 shop web"
        );
        assert_eq!(
            summary(&format!(
                "--service {SERVICE} --cluster shop --region eu-west-1"
            )),
            "eu-west-1 shop web"
        );
        let cluster = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop";
        assert_eq!(
            summary(&format!("--cluster {cluster} --service web")),
            "eu-west-1 shop web"
        );
    }

    #[test]
    fn a_flag_that_contradicts_an_arn_is_an_error() {
        for (flags, contradicted) in [
            ("--region us-east-1", "the Region us-east-1"),
            ("--cluster other", "--cluster other"),
        ] {
            let text = summary(&format!("--service {SERVICE} {flags}"));
            assert!(
                text.contains(&format!("contradicts {contradicted}")),
                "{text}"
            );
        }
        assert!(summary("--service arn:aws:ecs:r:1:cluster/shop").contains("not of a service"));
        assert!(summary("--service arn:nonsense").contains("not an ECS ARN"));
    }

    #[test]
    fn an_environment_variable_does_not_loosen_the_region_of_a_flag() {
        let mut names = names("--cluster arn:aws:ecs:eu-west-1:123456789012:cluster/shop");
        names.services.values.push(SERVICE.to_owned());
        let mut requested = RequestedService::new(&names).expect("no contradiction");
        let elsewhere = DEPLOYMENT.replace("eu-west-1", "us-east-1");
        let error = requested.apply_arn(&elsewhere).expect_err("another Region");
        assert!(error.to_string().contains("eu-west-1"), "{error}");
    }

    #[test]
    fn the_arn_of_a_deployment_sets_its_service() {
        let mut requested = RequestedService::default();
        requested.apply_arn(DEPLOYMENT).expect("an ARN");
        assert_eq!(requested.region.as_deref(), Some("eu-west-1"));
        assert_eq!(
            (requested.cluster_name(), requested.service_name()),
            ("shop", Some("web"))
        );

        let mut api = RequestedService::new(&names("--service api")).expect("a name");
        let error = api.apply_arn(DEPLOYMENT).expect_err("another service");
        assert!(error.to_string().contains("--service api"));
    }
}
