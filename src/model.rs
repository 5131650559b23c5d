//! What ECS told us, as plain data, and the pure functions that read meaning from it.

pub mod arn;
pub mod deployment;
pub mod failure;
pub mod history;
pub mod id;
pub mod outcome;
pub mod reason;
pub mod record;
pub mod revision;
pub mod serving;
pub mod timestamp;
