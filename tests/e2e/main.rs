//! The program end to end, over a socket: what people and scripts see.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation is a failed test"
)]

#[path = "../support/mod.rs"]
mod support;

mod aws_environment;
mod ci_runner;
mod deployment_details;
mod describe;
mod diff;
mod endpoint_urls;
mod faults;
mod formats;
#[cfg(target_os = "linux")]
mod hostile;
mod interrupts;
mod json_contract;
mod list;
mod masking;
mod nesting;
mod next_steps;
mod partial_failures;
mod revisions;
mod saved;
mod saved_files;
mod saved_services;
mod serving;
mod several_services;
mod stats;
mod status;
mod terminal;
mod throttling;
mod timeline;
mod unanswered;
mod untrusted_text;
mod usage;
mod wait;
