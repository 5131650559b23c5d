//! The resources of ECS as plain data, and pure functions over them.

pub mod alignment;
pub mod api_enum;
pub mod arn;
pub mod config_diff;
pub mod configuration;
pub mod decimal;
pub mod deployment;
pub mod detail_level;
pub mod evidence;
pub mod failure;
pub mod history;
pub mod mask;
pub mod moments;
pub mod nesting;
pub mod outcome;
pub mod page;
pub mod progress_change;
pub mod reason;
pub mod record;
mod replaced_revision;
pub mod revision;
pub mod revision_usage;
pub mod server_time;
pub mod service;
pub mod service_ref;
pub mod service_status;
pub mod serving;
pub mod shape;
pub mod stage;
pub mod stats;
pub mod task;
#[cfg(test)]
pub mod testing;
pub mod timestamp;
pub mod verdict;
pub mod watched;
