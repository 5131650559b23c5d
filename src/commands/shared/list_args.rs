//! The flags of `list` and `revisions list`, and the filter that they define.

use crate::commands::shared::status_filter::{StatusArg, StatusFilter, status_parser};
use crate::commands::shared::time_arg::TimeArg;
use crate::error::{Error, Result};
use crate::model::api_enum::DeploymentStatus;
use crate::model::deployment::Deployment;
use crate::model::history::Entry;
use crate::model::timestamp::Timestamp;
use anyhow::anyhow;
use chrono::Local;

/// The flags of `list` and `revisions list`.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// Show only deployments with these statuses, outcomes or groups of them
    #[arg(long, value_parser = status_parser(), ignore_case = true, value_delimiter = ',', value_name = "STATUS")]
    pub status: Vec<StatusArg>,

    /// Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time
    /// or RFC 3339
    #[arg(long, value_name = "WHEN")]
    pub since: Option<TimeArg>,

    /// Show only deployments created at or before this time; a date includes its whole day
    #[arg(long, value_name = "WHEN")]
    pub until: Option<TimeArg>,

    /// Show at most N, newest first
    #[arg(short = 'n', long, visible_alias = "max-items", value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,

    /// Deployments to request per ListServiceDeployments call, 1 to 100
    #[arg(
        long,
        visible_alias = "max-results",
        value_name = "N",
        default_value_t = 100
    )]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=100))]
    pub page_size: u8,

    /// Make only the list calls; leave out task definitions, images and most reasons
    #[arg(long)]
    pub brief: bool,
}

impl ListArgs {
    /// The most deployments to show.
    pub fn limit(&self) -> Option<usize> {
        let limit = self.limit?;
        Some(usize::try_from(limit).unwrap_or(usize::MAX))
    }
}

/// Which deployments to show.
pub struct DeploymentFilter {
    pub statuses: StatusFilter,
    pub since: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

impl DeploymentFilter {
    pub fn new(args: &ListArgs, now: Timestamp) -> Result<Self> {
        let filter = Self {
            statuses: StatusFilter(args.status.clone()),
            since: args.since.map(|when| when.start(now, &Local)),
            until: args.until.map(|when| when.end(now, &Local)),
        };
        filter.check()?;
        Ok(filter)
    }

    fn check(&self) -> Result<()> {
        match (self.since, self.until) {
            (Some(since), Some(until)) if until < since => {
                Err(Error::usage(anyhow!("--until is before --since")))
            }
            _ => Ok(()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.statuses.0.is_empty() && self.since.is_none() && self.until.is_none()
    }

    /// The statuses for ECS to filter by; empty for all. Whether a stopped deployment was superseded
    /// depends on the next newer one, so all statuses must be listed to filter by that. For the same
    /// reason, --until is never sent.
    pub fn statuses_for_ecs(&self) -> Vec<DeploymentStatus> {
        let statuses = self.statuses.statuses_for_ecs();
        if statuses.contains(&DeploymentStatus::Stopped) {
            Vec::new()
        } else {
            statuses
        }
    }

    /// Whether a deployment can match, as far as the list shows. One without a time always can.
    pub fn may_match(&self, deployment: &Deployment) -> bool {
        let time = deployment.created_at;
        self.statuses.may_match(deployment)
            && self
                .since
                .is_none_or(|since| time.is_none_or(|time| time >= since))
            && self
                .until
                .is_none_or(|until| time.is_none_or(|time| time <= until))
    }

    /// Whether a deployment matches, now that its outcome is known.
    pub fn matches(&self, entry: &Entry) -> bool {
        let deployment = &entry.record().item;
        self.may_match(deployment) && self.statuses.matches(deployment, &entry.outcome())
    }
}
