//! The AWS APIs: the only module that names the AWS SDK.
//!
//! The SDK signs, sends and retries. Responses are read from their bodies, since the SDK's own types
//! drop members that they do not know.
//!
//! [`connection::Connection`] holds what the clients of all AWS services share, and
//! [`captured_call::CapturedCall`] sends a request of any of them. Each service adds one file with
//! its client and operations, as [`ecs`] does.

mod body_limit;
pub mod call_error;
mod capture;
mod captured_call;
pub mod config;
mod connection;
mod credentials;
pub mod ecs;
mod endpoint;
pub mod explain;
mod http;
mod last_call;
mod rate_limit;
pub mod rate_limits;
mod retry;
mod unexpected;
