//! What ECS told us, as plain data, and the pure functions that read meaning from it.

pub mod arn;
pub mod canonical;
pub mod change;
pub mod deployment;
pub mod diff;
pub mod evidence;
pub mod failure;
pub mod history;
pub mod id;
pub mod mask;
pub mod outcome;
pub mod pin;
pub mod reason;
pub mod record;
pub mod revision;
pub mod service;
pub mod serving;
pub mod stage;
pub mod standing;
pub mod stats;
pub mod task;
pub mod timeline;
pub mod timestamp;
pub mod usage;
pub mod verdict;
pub mod watched;
