//! A fake ECS endpoint and a proxy on this host, and the data that they serve.
//!
//! A test describes a history as a [`Scenario`] (most start from [`shop`]), starts a [`FakeEcs`] with
//! it, runs the binary against its URL and checks the outcome. The endpoint checks every request
//! itself and fails a test that breaks a rule of the API.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(
    unused_imports,
    reason = "each test binary uses its own part of the re-exports"
)]

mod all_members;
pub mod aws_samples;
pub mod data;
mod deployment;
mod fake_ecs;
mod fault;
mod histories;
pub mod hostile;
mod in_process;
mod items;
pub mod json;
mod proxy;
mod rate_limit;
mod reply;
mod request;
mod responses;
pub mod run;
mod scenario;
mod server_thread;

pub use all_members::{deployment_with_all_members, revision_with_all_members};
pub use deployment::Deployment;
pub use fake_ecs::FakeEcs;
pub use fault::Fault;
pub use histories::{several_services, shop};
pub use in_process::InProcessEcs;
pub use proxy::ConnectProxy;
pub use request::{Call, Op};
pub use scenario::{DescribeOrder, Order, Scenario, ServerDate, Slow, Token};
