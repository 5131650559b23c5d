//! Which services `status` shows.

use crate::commands::shared::status_filter::{StatusArg, StatusFilter, status_parser};
use crate::commands::shared::time_arg::TimeArg;
use crate::model::service_status::ServiceStatus;
use crate::model::timestamp::Timestamp;

/// The flags that select services.
#[derive(Debug, clap::Args)]
pub struct StatusFilterArgs {
    /// Show only services whose newest deployment has these statuses, outcomes or groups of them
    #[arg(
        long,
        value_parser = status_parser(),
        ignore_case = true,
        value_delimiter = ',',
        value_name = "STATUS"
    )]
    pub status: Vec<StatusArg>,

    /// Show only services whose newest deployment was in progress at or after this time: 90m or 7d
    /// (ago), a date, a local time or RFC 3339
    #[arg(long, value_name = "WHEN")]
    pub since: Option<TimeArg>,

    /// Show at most N, worst first
    #[arg(short = 'n', long, visible_alias = "max-items", value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,

    /// On a terminal, show each service that is fine, rather than their number
    #[arg(long)]
    pub all: bool,
}

impl StatusFilterArgs {
    pub fn is_filtered(&self) -> bool {
        !self.status.is_empty() || self.since.is_some() || self.limit.is_some()
    }

    /// The most services to show.
    pub fn limit(&self) -> usize {
        let limit = self.limit.map(usize::try_from);
        limit.map_or(usize::MAX, |limit| limit.unwrap_or(usize::MAX))
    }

    /// Whether a service is to be shown, given the time of `--since`. One that goes on is active now.
    pub fn matches(&self, status: &ServiceStatus, since: Option<Timestamp>) -> bool {
        let filter = StatusFilter(self.status.clone());
        let (Some(newest), Some(outcome)) = (status.newest, status.outcome()) else {
            return !self.is_filtered() || (self.status.is_empty() && since.is_none());
        };
        let is_in_time = |since| !outcome.is_final() || status.changed_at() >= Some(since);
        filter.matches(newest.deployment(), &outcome) && since.is_none_or(is_in_time)
    }
}
