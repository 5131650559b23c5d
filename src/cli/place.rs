//! Where to look: the cluster, the service and the Region that flags, variables and ARNs name.

use super::Global;
use crate::error::{Error, Result};
use crate::model::arn::{Arn, Kind, last_segment};
use anyhow::anyhow;

/// A service and where it is. Names and ARNs stand as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub region: Option<String>,
    pub cluster: Option<String>,
    pub service: Option<String>,
    /// Whether it is a saved history, which has no default cluster.
    saved: bool,
    /// Whether the Region comes from a variable's ARN, which another ARN overrules.
    region_is_weak: bool,
}

impl Place {
    /// Brings together what was given, for a command that is about one service.
    pub fn new(global: &Global) -> Result<Self> {
        let cluster = only_one("cluster", clusters(global))?;
        let service = only_one("service", services(global))?;
        Self::of(global, cluster, service)
    }

    /// Brings together what was given. An ARN carries its cluster and its Region: a flag that says
    /// otherwise is an error, a variable is overruled.
    pub fn of(global: &Global, cluster: Option<String>, service: Option<String>) -> Result<Self> {
        let mut place = Self {
            region: global.region.clone(),
            cluster,
            service,
            saved: global.demo || global.from.is_some(),
            region_is_weak: false,
        };
        if let Some(cluster) = place.cluster.clone()
            && cluster.starts_with("arn:")
        {
            let arn = expect(&cluster, Kind::Cluster, "--cluster")?;
            place.take_region(&arn, &cluster)?;
            place.region_is_weak = !global.cluster_typed && global.region.is_none();
        }
        if let Some(service) = place.service.clone()
            && service.starts_with("arn:")
        {
            let arn = expect(&service, Kind::Service, "--service")?;
            place.take_region(&arn, &service)?;
            place.region_is_weak = !global.service_typed && global.region.is_none();
            place.take_cluster(&arn, &service, global.cluster_typed)?;
        }
        Ok(place)
    }

    /// Takes what the ARN of a deployment, a revision, a service or a cluster says, and complains
    /// where it disagrees.
    pub fn take(&mut self, text: &str, global: &Global) -> Result<()> {
        let Some(arn) = Arn::parse(text) else {
            return Ok(());
        };
        self.take_region(&arn, text)?;
        self.take_cluster(&arn, text, global.cluster_typed)?;
        if arn.kind == Kind::Cluster {
            return Ok(());
        }
        let named = self.service.as_deref().map(last_segment);
        if global.service_typed && named != arn.service() {
            return Err(disagrees(text, "--service", named));
        }
        self.service = arn.service().map(str::to_owned);
        Ok(())
    }

    /// Whether it is a saved history.
    pub fn is_saved(&self) -> bool {
        self.saved
    }

    fn take_region(&mut self, arn: &Arn, text: &str) -> Result<()> {
        match self.region.as_deref() {
            Some(region) if region != arn.region && !self.region_is_weak => {
                Err(disagrees(text, "the Region", Some(region)))
            }
            _ => {
                self.region = Some(arn.region.to_owned());
                self.region_is_weak = false;
                Ok(())
            }
        }
    }

    fn take_cluster(&mut self, arn: &Arn, text: &str, typed: bool) -> Result<()> {
        let Some(cluster) = arn.cluster() else {
            return Ok(());
        };
        let named = self.cluster.as_deref().map(last_segment);
        if typed && named != Some(cluster) {
            return Err(disagrees(text, "--cluster", named));
        }
        if named != Some(cluster) {
            self.cluster = Some(cluster.to_owned());
        }
        Ok(())
    }

    /// ` of service web in cluster shop`, as far as that is known, for sentences.
    pub fn of_service(&self) -> String {
        let service = self
            .service_name()
            .map(|name| format!(" of service {name}"));
        let cluster = match &self.cluster {
            None if self.saved || service.is_none() => String::new(),
            _ => format!(" in cluster {}", self.cluster_name()),
        };
        service.unwrap_or_default() + &cluster
    }

    /// Whether a service would have to be named: ECS lists the deployments of one, a saved history
    /// those of all.
    pub fn wants_service(&self) -> bool {
        self.service.is_none() && !self.saved
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

/// The clusters that were named. What a variable says of the real world is not about the built-in
/// history.
pub(super) fn clusters(global: &Global) -> &[String] {
    let counts = global.cluster_typed || !global.demo;
    if counts { &global.cluster } else { &[] }
}

/// The services that were named.
pub(super) fn services(global: &Global) -> &[String] {
    let counts = global.service_typed || !global.demo;
    if counts { &global.service } else { &[] }
}

/// Whether it is a pattern, and not a name: names have no such characters.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

fn only_one(what: &str, named: &[String]) -> Result<Option<String>> {
    match named {
        [] => Ok(None),
        [name] if is_pattern(name) => Err(Error::usage(anyhow!(
            "--{what} {name} is a pattern, and this command is about one service"
        ))
        .hint("list, status and stats take patterns")),
        [name] => Ok(Some(name.clone())),
        several => Err(Error::usage(anyhow!(
            "there are {} {what}s, and this command is about one service: {}",
            several.len(),
            several.join(", ")
        ))
        .hint("list, status and stats take several")),
    }
}

pub(super) fn expect<'a>(text: &'a str, kind: Kind, flag: &str) -> Result<Arn<'a>> {
    match Arn::parse(text) {
        Some(arn) if arn.kind == kind => Ok(arn),
        Some(arn) => Err(Error::usage(anyhow!(
            "{flag} is the ARN of a {}, not of a {}: {text}",
            arn.kind.words(),
            kind.words()
        ))),
        None => Err(Error::usage(anyhow!("{flag} is not an ECS ARN: {text}"))),
    }
}

fn disagrees(arn: &str, with: &str, value: Option<&str>) -> Error {
    let value = value.map(|value| format!(" {value}")).unwrap_or_default();
    Error::usage(anyhow!("this ARN does not agree with {with}{value}: {arn}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;

    const SERVICE: &str = "arn:aws:ecs:eu-west-1:123456789012:service/shop/web";
    const DEPLOYMENT: &str =
        "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/J4ZwX3-bQ2aM6ERMvsxuL";

    fn place(line: &str) -> Result<Place> {
        let words = format!("ecs-history list {line}");
        let cli = Cli::parse_words(words.split_whitespace()).expect("a command line");
        Place::new(&cli.global)
    }

    fn summary(line: &str) -> String {
        match place(line) {
            Ok(place) => format!(
                "{} {} {}",
                place.region.as_deref().unwrap_or("-"),
                place.cluster_name(),
                place.service_name().unwrap_or("-")
            ),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_arn_carries_its_cluster_and_region() {
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
    fn a_flag_that_disagrees_is_an_error() {
        for (flags, with) in [
            ("--region us-east-1", "the Region us-east-1"),
            ("--cluster other", "--cluster other"),
        ] {
            let text = summary(&format!("--service {SERVICE} {flags}"));
            assert!(
                text.contains(&format!("does not agree with {with}")),
                "{text}"
            );
        }
        assert!(summary("--service arn:aws:ecs:r:1:cluster/shop").contains("not of a service"));
        assert!(summary("--service arn:nonsense").contains("not an ECS ARN"));
    }

    #[test]
    fn the_place_of_a_deployment_is_in_its_arn() {
        let global = Cli::parse_words(["e", "list"]).expect("words").global;
        let mut place = Place::new(&global).expect("nothing given");
        place.take(DEPLOYMENT, &global).expect("an ARN");
        assert_eq!(place.region.as_deref(), Some("eu-west-1"));
        assert_eq!(
            (place.cluster_name(), place.service_name()),
            ("shop", Some("web"))
        );

        let global = Cli::parse_words(["e", "list", "-s", "api"])
            .expect("words")
            .global;
        let error = Place::new(&global)
            .expect("given")
            .take(DEPLOYMENT, &global);
        assert!(
            error
                .expect_err("another service")
                .to_string()
                .contains("--service api")
        );
    }
}
