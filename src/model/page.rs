//! What to request from ECS, and the pages and batches that it returns.

use crate::model::api_enum::DeploymentStatus;
use crate::model::failure::Failure;
use crate::model::record::Record;
use crate::model::timestamp::Timestamp;

/// What to list.
#[derive(Debug, Clone)]
pub struct Query {
    /// Name or ARN. `None` lists all services of a saved file; ECS needs one.
    pub service: Option<String>,
    /// Name or ARN. `None` is the default cluster.
    pub cluster: Option<String>,
    /// Empty for all.
    pub statuses: Vec<DeploymentStatus>,
    /// Only deployments created at this time or later.
    pub after: Option<Timestamp>,
    /// Items per call, 1 to 100.
    pub page_size: u8,
}

impl Default for Query {
    /// Everything, in the largest pages.
    fn default() -> Self {
        Self {
            service: None,
            cluster: None,
            statuses: Vec::new(),
            after: None,
            page_size: 100,
        }
    }
}

/// One response to a List call.
#[derive(Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_token: Option<String>,
}

/// One response to a Describe call, or several merged.
#[derive(Debug)]
pub struct Described<T> {
    pub items: Vec<Record<T>>,
    pub failures: Vec<Record<Failure>>,
}

impl<T> Default for Described<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            failures: Vec::new(),
        }
    }
}
