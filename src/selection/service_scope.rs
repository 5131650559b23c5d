//! The services of a command that takes several.

use crate::error::{Error, Result};
use crate::model::arn::{Arn, last_segment};
use crate::selection::names::{NamePattern, TargetNames, is_pattern};
use crate::selection::requested_service::RequestedService;
use anyhow::anyhow;
use std::collections::{BTreeSet, HashSet};

/// Services by name, ARN or pattern, or all of their clusters.
#[derive(Debug, Clone)]
pub struct ServiceScope {
    /// The Region, and the cluster and the service if there is only one.
    pub requested: RequestedService,
    /// Empty for the default cluster or, in a saved history, for all clusters.
    pub clusters: Vec<NamePattern>,
    /// Empty for all.
    pub services: Vec<NamePattern>,
}

/// A service as API calls name it. Both are names or ARNs; without a cluster it is in the default
/// one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ServiceName {
    pub cluster: Option<String>,
    pub service: String,
}

impl ServiceScope {
    /// The services that `names` selects.
    ///
    /// # Errors
    ///
    /// A usage error if a pattern is invalid, an ARN contradicts a flag, or the ARNs are in several
    /// Regions.
    pub fn new(names: &TargetNames) -> Result<Self> {
        let clusters = names.clusters.values.as_slice();
        let mut services = names.services.values.as_slice();
        // `*` selects all services, whatever a variable names.
        if services.iter().any(|name| name == "*") {
            services = &[];
        }
        let cluster = only_name(clusters);
        if let Some(service) = only_name(services)
            && clusters.len() == usize::from(cluster.is_some())
        {
            let requested = RequestedService::of(names, cluster, Some(service))?;
            return Self::of(requested, clusters, services);
        }
        let mut requested = RequestedService::of(names, cluster, None)?;
        for arn in clusters.iter().filter(|name| name.starts_with("arn:")) {
            let other = RequestedService::of(names, Some(arn.clone()), None)?;
            requested.region = common_region(&requested, other, arn)?;
        }
        let known = patterns(clusters, "cluster")?;
        for arn in services.iter().filter(|name| name.starts_with("arn:")) {
            // It must be in one of the named clusters. If it is not, any of them gives the error.
            let own = Arn::parse(arn).and_then(|arn| arn.cluster_arn());
            let is_named = |arn: &String| known.iter().any(|name| name.matches(arn));
            let cluster = own.filter(is_named).or(clusters.first().cloned());
            let other = RequestedService::of(names, cluster, Some(arn.clone()))?;
            requested.region = common_region(&requested, other, arn)?;
        }
        Self::of(requested, clusters, services)
    }

    fn of(requested: RequestedService, clusters: &[String], services: &[String]) -> Result<Self> {
        Ok(Self {
            requested,
            clusters: patterns(clusters, "cluster")?,
            services: patterns(services, "service")?,
        })
    }

    /// Whether it is a single service, named in full.
    pub fn is_single_service(&self) -> bool {
        self.requested.service.is_some()
    }

    /// Whether the names can stand for services of several clusters.
    pub fn may_span_clusters(&self) -> bool {
        match &self.clusters[..] {
            [] | [NamePattern::Exact(_)] => {
                let services = self.named_services().unwrap_or_default();
                let clusters: BTreeSet<&str> =
                    services.iter().map(ServiceName::cluster_name).collect();
                clusters.len() > 1
            }
            _ => true,
        }
    }

    /// Whether the services must be listed to know which ones are meant.
    pub fn needs_search(&self) -> bool {
        self.named_services().is_none()
    }

    /// The services, if all of them and their clusters are named in full.
    pub fn named_services(&self) -> Option<Vec<ServiceName>> {
        if let Some(service) = &self.requested.service {
            let cluster = self.requested.cluster.clone();
            let service = service.clone();
            return Some(vec![ServiceName { cluster, service }]);
        }
        if self.requested.is_saved() || self.services.is_empty() {
            return None;
        }
        let one_cluster = matches!(self.clusters[..], [] | [NamePattern::Exact(_)]);
        let full_name = |name: &NamePattern| {
            let NamePattern::Exact(service) = name else {
                return None;
            };
            let own = Arn::parse(service).and_then(|arn| arn.cluster());
            let cluster = match own {
                Some(cluster) => Some(cluster.to_owned()),
                None if one_cluster => self.requested.cluster.clone(),
                None => return None,
            };
            let service = service.clone();
            Some(ServiceName { cluster, service })
        };
        let names: Option<Vec<ServiceName>> = self.services.iter().map(full_name).collect();
        names.map(without_repeats)
    }

    /// ` of services api-*, web in cluster shop`, for sentences.
    pub fn of_services(&self) -> String {
        if self.is_single_service() {
            return self.requested.of_service();
        }
        let names: Vec<&str> = self.services.iter().map(NamePattern::as_str).collect();
        let services = match &names[..] {
            [] => String::new(),
            names => format!(" of services {}", names.join(", ")),
        };
        services + &self.in_clusters()
    }

    /// ` in cluster shop`, for sentences.
    pub fn in_clusters(&self) -> String {
        match &self.clusters[..] {
            [] if self.requested.is_saved() => String::new(),
            [] | [NamePattern::Exact(_)] => match self.named_services() {
                // ARNs of services may name other clusters.
                Some(names) => in_clusters_of(&names),
                None => format!(" in cluster {}", self.requested.cluster_name()),
            },
            several => {
                let names: Vec<&str> = several.iter().map(NamePattern::as_str).collect();
                if names.contains(&"*") {
                    return " in all clusters".to_owned();
                }
                format!(" in clusters {}", names.join(", "))
            }
        }
    }
}

impl ServiceName {
    /// The cluster's name, for sentences.
    pub fn cluster_name(&self) -> &str {
        self.cluster.as_deref().map_or("default", last_segment)
    }
}

fn only_name(names: &[String]) -> Option<String> {
    match names {
        [name] if !is_pattern(name) => Some(name.clone()),
        _ => None,
    }
}

fn in_clusters_of(names: &[ServiceName]) -> String {
    let clusters: BTreeSet<&str> = names.iter().map(ServiceName::cluster_name).collect();
    let clusters: Vec<&str> = clusters.into_iter().collect();
    match clusters[..] {
        [name] => format!(" in cluster {name}"),
        _ => format!(" in clusters {}", clusters.join(", ")),
    }
}

/// Removes repeats. A service may be named both by name and by ARN.
fn without_repeats(names: Vec<ServiceName>) -> Vec<ServiceName> {
    let mut seen = HashSet::new();
    let key = |name: &ServiceName| {
        let cluster = name.cluster_name().to_owned();
        (cluster, last_segment(&name.service).to_owned())
    };
    let names = names.into_iter();
    names.filter(|name| seen.insert(key(name))).collect()
}

fn patterns(texts: &[String], what: &str) -> Result<Vec<NamePattern>> {
    let patterns = texts.iter().map(|text| NamePattern::parse(text, what));
    patterns.collect()
}

fn common_region(
    known: &RequestedService,
    other: RequestedService,
    arn: &str,
) -> Result<Option<String>> {
    match (&known.region, &other.region) {
        (Some(known), Some(region)) if known != region => Err(Error::usage(anyhow!(
            "the ARNs are in several Regions, {known} and {region}: {arn}"
        ))
        .hint("run the command once for each Region")),
        _ => Ok(other.region),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEB: &str = "arn:aws:ecs:eu-west-1:123456789012:service/shop/web";

    /// Parses flags: `-s web,api -c shop`. `--demo` is a saved history.
    fn scope(flags: &str) -> Result<ServiceScope> {
        let mut names = TargetNames::default();
        let mut words = flags.split_whitespace();
        while let Some(flag) = words.next() {
            let mut value = || words.next().expect("a value").to_owned();
            match flag {
                "--demo" => names.is_saved = true,
                "--region" => names.region = Some(value()),
                _ => {
                    let value = value();
                    let list = if flag == "-s" {
                        &mut names.services
                    } else {
                        &mut names.clusters
                    };
                    list.values.extend(value.split(',').map(str::to_owned));
                    list.is_explicit = true;
                }
            }
        }
        ServiceScope::new(&names)
    }

    fn named_services(line: &str) -> Option<Vec<String>> {
        let services = scope(line).expect(line).named_services()?;
        let text = |name: ServiceName| {
            let cluster = name.cluster.unwrap_or_else(|| "-".to_owned());
            format!("{cluster} {}", last_segment(&name.service))
        };
        Some(services.into_iter().map(text).collect())
    }

    #[test]
    fn full_names_need_no_search() {
        for (line, expected) in [
            ("-s web", vec!["- web"]),
            (
                "-s web,api -s worker -c shop",
                vec!["shop web", "shop api", "shop worker"],
            ),
            (&format!("-s {WEB}"), vec!["shop web"]),
            ("-s web,web,api", vec!["- web", "- api"]),
            (&format!("-s web,{WEB} -c shop"), vec!["shop web"]),
            (&format!("-s {WEB} -s api"), vec!["shop web", "- api"]),
        ] {
            assert_eq!(
                named_services(line).as_deref(),
                Some(&expected.into_iter().map(str::to_owned).collect::<Vec<_>>()[..]),
                "{line}"
            );
        }
        for line in [
            "",
            "-s *",
            "-s web,*",
            "-s web-*",
            "-s web,api-?",
            "-s web -c a,b",
            "-s web -c *",
            "--demo -s web,api",
        ] {
            assert_eq!(named_services(line), None, "{line}");
        }
    }

    #[test]
    fn an_arn_must_be_in_one_of_the_clusters() {
        for clusters in ["shop", "shop,billing", "sh*", "a,sh*"] {
            assert!(
                scope(&format!("-c {clusters} -s {WEB},api")).is_ok(),
                "{clusters}"
            );
        }
        for clusters in ["billing", "a,billing", "b*"] {
            assert!(
                scope(&format!("-c {clusters} -s {WEB},api")).is_err(),
                "{clusters}"
            );
            assert!(
                scope(&format!("-c {clusters} -s {WEB}")).is_err(),
                "{clusters}"
            );
        }
    }

    #[test]
    fn names_match_exactly_and_patterns_by_wildcard() {
        let scope = scope("-s web,api-*,w?b").expect("a scope");
        let matches = |arn: &str| -> Vec<bool> {
            let names = scope.services.iter();
            names.map(|name| name.matches(arn)).collect()
        };
        assert_eq!(matches(WEB), [true, false, true]);
        assert_eq!(
            matches("arn:aws:ecs:r:1:service/shop/api-2"),
            [false, true, false]
        );
        assert_eq!(
            matches("arn:aws:ecs:r:1:service/shop/web2"),
            [false, false, false]
        );
    }

    #[test]
    fn rejects_contradictions() {
        let error = |line: &str| scope(line).expect_err(line).to_string();
        let other = WEB.replace("eu-west-1", "us-east-1");
        assert!(error(&format!("-s {WEB},{other}")).contains("several Regions"));
        assert!(error(&format!("-s {WEB},api --region us-east-1")).contains("us-east-1"));
        assert!(error(&format!("-s {WEB},api -c other")).contains("--cluster other"));
        assert!(error("-s api-[").contains("--service api-[ is not a valid pattern"));
        assert!(error("-c arn:aws:ecs:r:1:cluster/*").contains("cannot be a pattern"));
    }
}
