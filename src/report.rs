//! What each command answers, in the forms that formats are made from.

mod aws_cli;
mod deployment_block;
pub mod deployment_details;
mod deployment_rows;
pub mod deployments;
pub mod diff;
mod next_steps;
mod phrases;
mod revision_block;
pub mod revision_list;
pub mod revisions;
mod service_columns;
pub mod service_status;
pub mod stats;
pub mod timeline;
pub mod wait;
