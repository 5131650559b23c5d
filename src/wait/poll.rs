//! The calls that a wait makes.

use crate::error::Result;
use crate::model::deployment::Deployment;
use crate::model::detail_level::DetailLevel;
use crate::model::history::History;
use crate::model::page::{Described, Query};
use crate::model::revision::RevisionSummary;
use crate::model::server_time::DateReading;
use crate::model::timestamp::Timestamp;
use crate::selection::requested_service::RequestedService;
use crate::source::Source;
use crate::source::describe::revision_batches;
use crate::source::history;
use crate::source::missing_details::MissingDetails;
use std::collections::HashMap;

/// Polls one service. Every failed call is an error: the wait itself decides whether to retry.
#[expect(
    async_fn_in_trait,
    reason = "a wait runs on one thread, so no future has to be Send"
)]
pub trait Poll {
    /// Lists the deployments of the service, or only those created at `after` or later.
    async fn list(&self, detail: DetailLevel, after: Option<Timestamp>) -> Result<History>;

    /// Describes one deployment, by ARN.
    async fn describe(&self, arn: &str) -> Result<Described<Deployment>>;

    /// Describes service revisions, by distinct ARNs. Those that do not exist are left out.
    async fn revisions(&self, arns: &[String]) -> Result<HashMap<String, RevisionSummary>>;

    /// Resolves the credentials again.
    async fn renew_credentials(&mut self) -> Result<()>;

    /// Whether this is a saved history, which never changes.
    fn is_saved(&self) -> bool;

    /// The host that was called last. `None` before the first call.
    fn host(&self) -> Option<String>;

    /// The date of the latest response, if it had one.
    fn date(&self) -> Option<DateReading>;
}

/// A service in the ECS API or in a saved history.
pub struct ServiceSource {
    source: Source,
    service: RequestedService,
}

impl ServiceSource {
    pub fn new(source: Source, service: RequestedService) -> Self {
        Self { source, service }
    }
}

impl Poll for ServiceSource {
    async fn list(&self, detail: DetailLevel, after: Option<Timestamp>) -> Result<History> {
        let query = Query {
            service: self.service.service.clone(),
            cluster: self.service.cluster.clone(),
            after,
            ..Query::default()
        };
        history::whole(self.source.clone(), query, detail).await
    }

    async fn describe(&self, arn: &str) -> Result<Described<Deployment>> {
        let source = self.source.clone().fail_fast();
        source.describe_deployments(vec![arn.to_owned()]).await
    }

    async fn revisions(&self, arns: &[String]) -> Result<HashMap<String, RevisionSummary>> {
        let mut batches = revision_batches(&self.source.clone().fail_fast());
        arns.iter().for_each(|arn| batches.add(arn));
        let mut described = batches.finish().await;
        match described.error.take() {
            Some(error) => Err(error),
            None => Ok(MissingDetails::default().take_revisions(described)),
        }
    }

    async fn renew_credentials(&mut self) -> Result<()> {
        self.source.renew().await
    }

    fn is_saved(&self) -> bool {
        self.source.is_saved()
    }

    fn host(&self) -> Option<String> {
        self.source.host()
    }

    fn date(&self) -> Option<DateReading> {
        self.source.date()
    }
}
