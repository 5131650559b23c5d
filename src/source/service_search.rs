//! Finds the services that are meant: ListClusters and ListServices where they are not named in
//! full.

use crate::error::{Error, Result};
use crate::model::arn::last_segment;
use crate::selection::names::NamePattern;
use crate::selection::service_scope::{ServiceName, ServiceScope};
use crate::source::Source;
use crate::source::pages::Pages;
use std::collections::HashSet;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The most services that DescribeServices takes in a call.
const BATCH: usize = 10;

/// What comes while services are being looked for.
#[derive(Debug)]
pub enum Found {
    /// Services of one cluster, as many as DescribeServices takes, or the last of them.
    Services(Vec<ServiceName>),
    /// A cluster, or the list of clusters, could not be read.
    Failed(Error),
    /// That was all.
    End(Searched),
}

/// Where services were looked for, and what was not found.
#[derive(Debug, Default)]
pub struct Searched {
    /// How many services there are in the clusters that were read whole.
    pub services: usize,
    /// The names of those clusters; a saved history may be looked through without one.
    pub clusters: Vec<Option<String>>,
    /// How many clusters there are, if they were listed.
    pub all_clusters: usize,
    /// What no cluster was meant by.
    pub unknown_clusters: Vec<String>,
    /// What no service was meant by.
    pub unknown_services: Vec<String>,
}

/// Looks for services, and gives them as they come.
pub fn find(source: &Source, scope: &ServiceScope) -> UnboundedReceiver<Found> {
    let (out, found) = unbounded_channel();
    let search = Search {
        source: source.clone(),
        scope: scope.clone(),
        out,
        meant: vec![false; scope.services.len()],
        searched: Searched::default(),
    };
    tokio::spawn(search.run());
    found
}

struct Search {
    source: Source,
    scope: ServiceScope,
    out: UnboundedSender<Found>,
    /// For each name of a service, whether one was found that is meant by it.
    meant: Vec<bool>,
    searched: Searched,
}

impl Search {
    async fn run(mut self) {
        match self.scope.named_services() {
            Some(targets) => {
                for targets in targets.chunk_by(|one, next| one.cluster == next.cluster) {
                    for batch in targets.chunks(BATCH) {
                        self.tell(Found::Services(batch.to_vec()));
                    }
                }
            }
            None => self.search().await,
        }
        let searched = std::mem::take(&mut self.searched);
        self.tell(Found::End(searched));
    }

    /// If nobody listens any more, there is nothing left to do.
    fn tell(&self, found: Found) {
        let _ = self.out.send(found);
    }

    fn tell_rest(&self, targets: Vec<ServiceName>) {
        if !targets.is_empty() {
            self.tell(Found::Services(targets));
        }
    }

    async fn search(&mut self) {
        match self.clusters().await {
            Ok(clusters) => {
                for cluster in clusters {
                    // Nobody listens any more.
                    if self.out.is_closed() {
                        break;
                    }
                    if let Err(error) = self.services_of(cluster).await {
                        self.tell(Found::Failed(error));
                    }
                }
            }
            Err(error) => self.tell(Found::Failed(error)),
        }
        let names = self.scope.services.iter().zip(&self.meant);
        let unknown = names.filter(|(_, meant)| !**meant);
        self.searched.unknown_services =
            unknown.map(|(name, _)| name.as_str().to_owned()).collect();
    }

    /// The clusters to look in; `None` is the default one, or, of a saved history, all.
    async fn clusters(&mut self) -> Result<Vec<Option<String>>> {
        let named = &self.scope.clusters;
        if named.is_empty() {
            return Ok(vec![None]);
        }
        let exact = named.iter().map(|name| match name {
            NamePattern::Exact(name) => Some(Some(name.clone())),
            NamePattern::Glob(_) => None,
        });
        if let Some(exact) = exact.collect::<Option<Vec<_>>>() {
            // One may be named twice, or by name and by ARN.
            let mut seen = HashSet::new();
            let name = |cluster: &Option<String>| {
                cluster.as_deref().map(|name| last_segment(name).to_owned())
            };
            let exact = exact.into_iter();
            return Ok(exact.filter(|cluster| seen.insert(name(cluster))).collect());
        }
        let source = &self.source;
        let mut pages = Pages::new(|token| source.clone().list_clusters(token));
        let mut all = Vec::new();
        while let Some(page) = pages.next().await {
            all.extend(page?);
        }
        self.searched.all_clusters = all.len();
        let unknown = named
            .iter()
            .filter(|name| !all.iter().any(|arn| name.matches(arn)));
        self.searched.unknown_clusters = unknown.map(|name| name.as_str().to_owned()).collect();
        let meant = all
            .into_iter()
            .filter(|arn| named.iter().any(|name| name.matches(arn)));
        Ok(meant.map(Some).collect())
    }

    async fn services_of(&mut self, cluster: Option<String>) -> Result<()> {
        let source = self.source.clone();
        let mut pages = Pages::new(|token| source.clone().list_services(cluster.clone(), token));
        let mut waiting: Vec<ServiceName> = Vec::new();
        let (mut number, mut seen) = (0, HashSet::new());
        while let Some(page) = pages.next().await {
            let page = match page {
                Ok(page) => page,
                Err(error) => {
                    self.tell_rest(waiting);
                    return Err(error);
                }
            };
            number += page.len();
            waiting.extend(
                page.into_iter()
                    .filter(|arn| self.is_meant(arn) && seen.insert(arn.clone()))
                    .map(|service| ServiceName {
                        cluster: cluster.clone(),
                        service,
                    }),
            );
            while waiting.len() >= BATCH {
                let rest = waiting.split_off(BATCH);
                self.tell(Found::Services(std::mem::replace(&mut waiting, rest)));
            }
        }
        self.tell_rest(waiting);
        self.searched.services += number;
        let default = (!self.scope.requested.is_saved()).then_some("default");
        let name = cluster.as_deref().map(last_segment).or(default);
        self.searched.clusters.push(name.map(str::to_owned));
        Ok(())
    }

    fn is_meant(&mut self, arn: &str) -> bool {
        let mut is_meant = self.scope.services.is_empty();
        for (name, meant) in self.scope.services.iter().zip(&mut self.meant) {
            if name.matches(arn) {
                *meant = true;
                is_meant = true;
            }
        }
        is_meant
    }
}
