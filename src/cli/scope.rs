//! Which services a command is about that takes several.

use super::Global;
use super::place::{self, Place};
use crate::error::{Error, Result};
use crate::model::arn::{Arn, last_segment};
use anyhow::{Context, anyhow};
use glob::Pattern;
use std::collections::{BTreeSet, HashSet};

/// Services by name, ARN or pattern, or all of their clusters.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The Region; and the cluster and the service, where it is one.
    pub place: Place,
    /// None for the default cluster; of a saved history for all.
    pub clusters: Vec<Name>,
    /// None for all.
    pub services: Vec<Name>,
}

/// How something is named.
#[derive(Debug, Clone)]
pub enum Name {
    /// A name or an ARN.
    Exact(String),
    Pattern(Pattern),
}

/// A service, by name or ARN, and its cluster.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    pub cluster: Option<String>,
    pub service: String,
}

impl Scope {
    /// Brings together what was given, as [`Place::of`] does for one service.
    pub fn new(global: &Global) -> Result<Self> {
        let (clusters, mut services) = (place::clusters(global), place::services(global));
        // It is there to be said against a variable.
        if services.iter().any(|name| name == "*") {
            services = &[];
        }
        let scope = |place| {
            Ok(Self {
                place,
                clusters: names(clusters, "cluster")?,
                services: names(services, "service")?,
            })
        };
        let one = |names: &[String]| match names {
            [name] if !place::is_pattern(name) => Some(name.clone()),
            _ => None,
        };
        let cluster = one(clusters);
        if let Some(service) = one(services)
            && clusters.len() == usize::from(cluster.is_some())
        {
            return scope(Place::of(global, cluster, Some(service))?);
        }
        let mut place = Place::of(global, cluster.clone(), None)?;
        for arn in clusters.iter().filter(|name| name.starts_with("arn:")) {
            let of = Place::of(global, Some(arn.clone()), None)?;
            place.region = same_region(&place, of, arn)?;
        }
        let known = names(clusters, "cluster")?;
        for arn in services.iter().filter(|name| name.starts_with("arn:")) {
            // Where several clusters are named, it has to be of one of them.
            let its_own = Arn::parse(arn).and_then(|arn| arn.of_cluster());
            let is_meant = |arn: &String| known.iter().any(|name| name.means(arn));
            let cluster = its_own.filter(is_meant).or(cluster.clone());
            let cluster = cluster.or(clusters.first().cloned());
            let of = Place::of(global, cluster, Some(arn.clone()))?;
            place.region = same_region(&place, of, arn)?;
        }
        scope(place)
    }

    /// Whether it is one service that is named.
    pub fn is_one(&self) -> bool {
        self.place.service.is_some()
    }

    /// Whether the services have to be looked for.
    pub fn has_to_be_searched(&self) -> bool {
        self.targets().is_none()
    }

    /// The services, if they are known without being looked for: all are named in full, and so are
    /// their clusters.
    pub fn targets(&self) -> Option<Vec<Target>> {
        if let Some(service) = &self.place.service {
            let cluster = self.place.cluster.clone();
            let service = service.clone();
            return Some(vec![Target { cluster, service }]);
        }
        if self.place.is_saved() || self.services.is_empty() {
            return None;
        }
        let one_cluster = matches!(self.clusters[..], [] | [Name::Exact(_)]);
        let target = |name: &Name| {
            let Name::Exact(service) = name else {
                return None;
            };
            let own = Arn::parse(service).and_then(|arn| arn.cluster());
            let cluster = match own {
                Some(cluster) => Some(cluster.to_owned()),
                None if one_cluster => self.place.cluster.clone(),
                None => return None,
            };
            let service = service.clone();
            Some(Target { cluster, service })
        };
        let targets: Option<Vec<Target>> = self.services.iter().map(target).collect();
        targets.map(without_repeats)
    }

    /// ` of services api-*, web in cluster shop`, for sentences.
    pub fn of_services(&self) -> String {
        if self.is_one() {
            return self.place.of_service();
        }
        let names: Vec<&str> = self.services.iter().map(Name::as_str).collect();
        let services = match &names[..] {
            [] => String::new(),
            names => format!(" of services {}", names.join(", ")),
        };
        services + &self.in_clusters()
    }

    /// ` in cluster shop`, for sentences.
    pub fn in_clusters(&self) -> String {
        match &self.clusters[..] {
            [] if self.place.is_saved() => String::new(),
            [] | [Name::Exact(_)] => match self.targets() {
                // Their ARNs say it.
                Some(targets) => in_clusters_of(&targets),
                None => format!(" in cluster {}", self.place.cluster_name()),
            },
            several => {
                let names: Vec<&str> = several.iter().map(Name::as_str).collect();
                format!(" in clusters {}", names.join(", "))
            }
        }
    }
}

impl Name {
    fn new(text: &str, what: &str) -> Result<Self> {
        if !place::is_pattern(text) {
            return Ok(Self::Exact(text.to_owned()));
        }
        if text.starts_with("arn:") {
            let message = anyhow!("--{what} {text}: an ARN cannot be a pattern");
            return Err(Error::usage(message).hint("patterns are of names, as 'api-*'"));
        }
        let pattern = Pattern::new(text)
            .with_context(|| format!("--{what} {text} is not a pattern"))
            .map_err(|error| Error::usage(error).hint("* is any text, ? is any character"))?;
        Ok(Self::Pattern(pattern))
    }

    /// As it was given.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Exact(name) => name,
            Self::Pattern(pattern) => pattern.as_str(),
        }
    }

    /// Whether it means what has this ARN.
    pub fn means(&self, arn: &str) -> bool {
        match self {
            Self::Exact(name) => name == arn || name == last_segment(arn),
            Self::Pattern(pattern) => pattern.matches(last_segment(arn)),
        }
    }
}

fn in_clusters_of(targets: &[Target]) -> String {
    let names = targets.iter().map(|target| {
        let cluster = target.cluster.as_deref();
        cluster.map_or("default", last_segment)
    });
    let names: BTreeSet<&str> = names.collect();
    let names: Vec<&str> = names.into_iter().collect();
    match names[..] {
        [name] => format!(" in cluster {name}"),
        _ => format!(" in clusters {}", names.join(", ")),
    }
}

/// A service may be named twice, or by name and by ARN.
fn without_repeats(targets: Vec<Target>) -> Vec<Target> {
    let mut seen = HashSet::new();
    let key = |target: &Target| {
        let cluster = target.cluster.as_deref().map_or("default", last_segment);
        (cluster.to_owned(), last_segment(&target.service).to_owned())
    };
    let targets = targets.into_iter();
    targets.filter(|target| seen.insert(key(target))).collect()
}

fn names(texts: &[String], what: &str) -> Result<Vec<Name>> {
    texts.iter().map(|text| Name::new(text, what)).collect()
}

fn same_region(known: &Place, of: Place, arn: &str) -> Result<Option<String>> {
    match (&known.region, &of.region) {
        (Some(known), Some(region)) if known != region => Err(Error::usage(anyhow!(
            "the ARNs are of several Regions, {known} and {region}: {arn}"
        ))
        .hint("look at each Region in a run of its own")),
        _ => Ok(of.region),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;

    const WEB: &str = "arn:aws:ecs:eu-west-1:123456789012:service/shop/web";

    fn scope(line: &str) -> Result<Scope> {
        let words = format!("ecs-history list {line}");
        let cli = Cli::parse_words(words.split_whitespace()).expect("a command line");
        Scope::new(&cli.global)
    }

    fn targets(line: &str) -> Option<Vec<String>> {
        let targets = scope(line).expect(line).targets()?;
        let text = |target: Target| {
            let cluster = target.cluster.unwrap_or_else(|| "-".to_owned());
            format!("{cluster} {}", last_segment(&target.service))
        };
        Some(targets.into_iter().map(text).collect())
    }

    #[test]
    fn what_is_named_in_full_need_not_be_looked_for() {
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
                targets(line).as_deref(),
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
            assert_eq!(targets(line), None, "{line}");
        }
    }

    #[test]
    fn an_arn_has_to_be_of_one_of_the_clusters() {
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
    fn a_name_means_itself_and_a_pattern_what_it_fits() {
        let scope = scope("-s web,api-*,w?b").expect("a scope");
        let means = |arn: &str| -> Vec<bool> {
            let names = scope.services.iter();
            names.map(|name| name.means(arn)).collect()
        };
        assert_eq!(means(WEB), [true, false, true]);
        assert_eq!(
            means("arn:aws:ecs:r:1:service/shop/api-2"),
            [false, true, false]
        );
        assert_eq!(
            means("arn:aws:ecs:r:1:service/shop/web2"),
            [false, false, false]
        );
    }

    #[test]
    fn what_does_not_go_together_is_said() {
        let complaint = |line: &str| scope(line).expect_err(line).to_string();
        let other = WEB.replace("eu-west-1", "us-east-1");
        assert!(complaint(&format!("-s {WEB},{other}")).contains("several Regions"));
        assert!(complaint(&format!("-s {WEB},api --region us-east-1")).contains("us-east-1"));
        assert!(complaint(&format!("-s {WEB},api -c other")).contains("--cluster other"));
        assert!(complaint("-s api-[").contains("--service api-[ is not a pattern"));
        assert!(complaint("-c arn:aws:ecs:r:1:cluster/*").contains("cannot be a pattern"));
    }
}
