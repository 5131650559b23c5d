//! What each command answers: a [`crate::render::report::Report`] each, in the forms that formats are
//! made from.

mod aws_cli;
mod deployment_block;
mod deployment_configuration;
pub mod deployment_details;
pub mod deployments;
mod derived;
pub mod diff;
mod images;
pub mod next_steps;
mod phrases;
mod revision_block;
pub mod revision_list;
pub mod revisions;
pub mod run_flags;
pub mod service_columns;
pub mod service_status;
pub mod stats;
pub mod timeline;
pub mod wait;
