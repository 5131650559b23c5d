//! Finds the services of a scope: with ListClusters and ListServices, unless all of them are named
//! in full.

use crate::error::{Error, ErrorKind, Result};
use crate::model::arn::last_segment;
use crate::selection::names::NamePattern;
use crate::selection::service_scope::{ServiceName, ServiceScope};
use crate::source::Source;
use crate::source::pages::pages;
use anyhow::anyhow;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use std::collections::HashSet;
use std::pin::pin;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// The most services that DescribeServices takes in a call.
pub const BATCH: usize = 10;

/// What a search comes across.
#[derive(Debug)]
pub enum Discovery {
    /// Services of one cluster, as many as DescribeServices takes, or the last of them.
    Services(Vec<ServiceName>),
    /// A cluster, or the list of clusters, could not be read.
    Failed(Error),
    /// The search is over.
    Finished(SearchResult),
}

/// Where services were searched, and which names matched nothing.
#[derive(Debug, Default)]
pub struct SearchResult {
    /// How many services the clusters have that were read completely.
    pub services: usize,
    /// The names of those clusters; `None` stands for all clusters of a saved history.
    pub clusters: Vec<Option<String>>,
    /// How many clusters there are, if they were listed.
    pub all_clusters: usize,
    /// Names and patterns that match no cluster.
    pub unknown_clusters: Vec<String>,
    /// Names and patterns that match no service.
    pub unknown_services: Vec<String>,
}

/// Searches for services. The search goes on by itself while its discoveries are processed, and
/// ends when the stream is dropped.
pub fn discover(source: &Source, scope: &ServiceScope) -> impl Stream<Item = Discovery> + use<> {
    let (sender, mut receiver) = unbounded_channel();
    let search = Search {
        source: source.clone(),
        scope: scope.clone(),
        discoveries: sender,
        has_matched: vec![false; scope.services.len()],
        result: SearchResult::default(),
    };
    tokio::spawn(search.run());
    stream::poll_fn(move |context| receiver.poll_recv(context))
}

struct Search {
    source: Source,
    scope: ServiceScope,
    discoveries: UnboundedSender<Discovery>,
    /// For each name of a service, whether it matched one.
    has_matched: Vec<bool>,
    result: SearchResult,
}

impl Search {
    async fn run(mut self) {
        match self.scope.named_services() {
            Some(services) => {
                for services in services.chunk_by(|one, next| one.cluster == next.cluster) {
                    for batch in services.chunks(BATCH) {
                        self.send(Discovery::Services(batch.to_vec()));
                    }
                }
            }
            None => self.search().await,
        }
        let result = std::mem::take(&mut self.result);
        self.send(Discovery::Finished(result));
    }

    fn send(&self, discovery: Discovery) {
        // Without a receiver there is no one to tell.
        let _ = self.discoveries.send(discovery);
    }

    async fn search(&mut self) {
        match self.clusters().await {
            Ok(clusters) => {
                for cluster in clusters {
                    if self.discoveries.is_closed() {
                        break;
                    }
                    if let Err(error) = self.search_cluster(cluster).await {
                        self.send(Discovery::Failed(error));
                    }
                }
            }
            Err(error) => self.send(Discovery::Failed(error)),
        }
        let names = self.scope.services.iter().zip(&self.has_matched);
        let unknown = names.filter(|(_, has_matched)| !**has_matched);
        self.result.unknown_services = unknown.map(|(name, _)| name.as_str().to_owned()).collect();
    }

    /// The clusters to search; `None` is the default cluster, or all of a saved history.
    async fn clusters(&mut self) -> Result<Vec<Option<String>>> {
        let names = &self.scope.clusters;
        if names.is_empty() {
            return Ok(vec![None]);
        }
        let exact = names.iter().map(|name| match name {
            NamePattern::Exact(name) => Some(name.clone()),
            NamePattern::Glob(_) => None,
        });
        if let Some(mut exact) = exact.collect::<Option<Vec<_>>>() {
            // A cluster may be named twice, or by name and by ARN.
            if self.source.is_saved() {
                // Clusters of several accounts may share the name.
                let all = exact.clone();
                let is_name = |cluster: &str| all.iter().any(|other| other == cluster);
                exact.retain(|cluster| {
                    let name = last_segment(cluster);
                    name == cluster || !is_name(name)
                });
            }
            let is_saved = self.source.is_saved();
            let mut seen = HashSet::new();
            exact.retain(|cluster| {
                let name = last_segment(cluster);
                seen.insert(if is_saved { cluster } else { name }.to_owned())
            });
            return Ok(exact.into_iter().map(Some).collect());
        }
        let pages = pages(|token| self.source.list_clusters(token));
        let all: Vec<String> = pages.map_ok(|page| page.items).try_concat().await?;
        self.result.all_clusters = all.len();
        let unknown = names
            .iter()
            .filter(|name| !all.iter().any(|arn| name.matches(arn)));
        self.result.unknown_clusters = unknown.map(|name| name.as_str().to_owned()).collect();
        let matching = all
            .into_iter()
            .filter(|arn| names.iter().any(|name| name.matches(arn)));
        Ok(matching.map(Some).collect())
    }

    async fn search_cluster(&mut self, cluster: Option<String>) -> Result<()> {
        let source = self.source.clone();
        let mut pages = pin!(pages(
            |token| source.list_services(cluster.as_deref(), token)
        ));
        let (mut batch, mut seen, mut number) = (Vec::new(), HashSet::new(), 0);
        let mut result = Ok(());
        while let Some(page) = pages.next().await {
            let arns = match page {
                Ok(page) => page.items,
                Err(error) => {
                    result = Err(error);
                    break;
                }
            };
            number += arns.len();
            for service in arns {
                if self.matches(&service) && seen.insert(service.clone()) {
                    let cluster = cluster.clone();
                    batch.push(ServiceName { cluster, service });
                    if batch.len() == BATCH {
                        self.send(Discovery::Services(std::mem::take(&mut batch)));
                    }
                }
            }
        }
        if !batch.is_empty() {
            self.send(Discovery::Services(batch));
        }
        result?;
        // A saved history knows clusters by their services.
        if let (Some(name), Some(cluster), 0) = (self.source.saved_name(), &cluster, number) {
            let cluster = last_segment(cluster);
            let message = anyhow!("there is no cluster {cluster} in {name}");
            let page = self.source.list_clusters(None).await?;
            let known: Vec<&str> = page.items.iter().map(|arn| last_segment(arn)).collect();
            let hint = format!("available clusters: {}", known.join(", "));
            return Err(Error::new(ErrorKind::Permanent, message).hint(hint));
        }
        self.result.services += number;
        let default = (!self.scope.requested.is_saved()).then_some("default");
        let name = cluster.as_deref().map(last_segment).or(default);
        self.result.clusters.push(name.map(str::to_owned));
        Ok(())
    }

    /// Whether a service is in the scope. Remembers which names matched.
    fn matches(&mut self, arn: &str) -> bool {
        let mut is_in_scope = self.scope.services.is_empty();
        for (name, has_matched) in self.scope.services.iter().zip(&mut self.has_matched) {
            if name.matches(arn) {
                *has_matched = true;
                is_in_scope = true;
            }
        }
        is_in_scope
    }
}
