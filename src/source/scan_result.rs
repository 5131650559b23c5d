//! What a scan of services finds out, apart from the deployments.

use crate::error::{Error, ErrorKind};
use crate::model::record::Record;
use crate::model::service::Service;
use crate::source::service_search::SearchResult;
use std::collections::HashSet;

/// After this many failures in a row the scan ends.
const MAX_FAILURES_IN_A_ROW: usize = 10;

/// What a scan finds out, apart from the deployments.
#[derive(Debug, Default)]
pub struct ScanResult {
    /// How many services were found.
    pub found: usize,
    /// How many services are done.
    pub done: usize,
    /// The described services, with [`ScanStrategy::Newest`].
    pub services: Vec<Record<Service>>,
    /// The ARNs of services whose deployments should have arrived, but did not.
    pub unanswered: HashSet<String>,
    /// The names of services that were deleted since they were listed.
    pub deleted: Vec<String>,
    /// The names of services of which ECS keeps no deployment history.
    pub without_history: Vec<String>,
    pub search: SearchResult,
    /// What could not be read. The scan went on.
    pub errors: Vec<Error>,
    /// Why the scan ended early.
    pub fatal: Option<Error>,
    failures_in_a_row: usize,
}

impl ScanResult {
    /// A call succeeded.
    pub fn succeeded(&mut self) {
        self.failures_in_a_row = 0;
    }

    /// A call failed. The scan goes on, unless all calls seem to fail.
    pub fn fail(&mut self, error: Error) {
        self.failures_in_a_row += 1;
        let is_hopeless = self.failures_in_a_row >= MAX_FAILURES_IN_A_ROW;
        if is_hopeless || error.kind() == ErrorKind::Credentials {
            self.fatal = Some(error);
        } else {
            self.errors.push(error);
        }
    }
}
