//! What the end-to-end tests stand on: an ECS endpoint and a proxy on this host, and the data for them.
//!
//! A test describes a history as a [`Scenario`], starts a [`FakeEcs`] with it, runs the real binary
//! against its address and looks at the outcome. The endpoint checks every request itself and fails
//! the test that broke a rule of the API.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(
    unused_imports,
    reason = "each test binary uses its own part of what is re-exported here"
)]

mod answers;
pub mod data;
mod everything;
mod fake_ecs;
mod in_process;
mod items;
mod proxy;
mod rate_limit;
mod reply;
mod request;
pub mod run;
pub mod samples;
mod scenario;
mod server_thread;
mod services;

pub use data::Deployment;
pub use everything::everything_filled;
pub use fake_ecs::FakeEcs;
pub use in_process::InProcessEcs;
pub use proxy::ConnectProxy;
pub use request::{Call, Op};
pub use scenario::{DescribeOrder, Fault, Order, Scenario, Token};
