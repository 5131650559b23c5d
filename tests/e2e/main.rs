//! The program end to end, over a socket: what people and scripts see.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation is a failed test"
)]

#[path = "../support/mod.rs"]
mod support;

mod aws_environment;
mod deployment_details;
mod describe;
mod diff;
mod faults;
mod formats;
mod json_contract;
mod list;
mod partial_failures;
mod revisions;
mod saved;
mod saved_files;
mod saved_services;
mod several_services;
mod stats;
mod status;
mod timeline;
mod untrusted_text;
mod usage;
mod wait;
