//! The real binary over a real socket: what people and scripts see.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation is a failed test"
)]

#[path = "../support/mod.rs"]
mod support;

mod aws_environment;
mod describe;
mod diff;
mod faults;
mod fleet;
mod formats;
mod hostile;
mod json_contract;
mod list;
mod revisions;
mod saved;
mod stats;
mod status;
mod story;
mod timeline;
mod wait;
