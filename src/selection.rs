//! What a command is about: the services, deployments and revisions that its arguments name.

pub mod baseline;
pub mod choice;
pub mod names;
pub mod requested_service;
pub mod resolve;
pub mod selector;
pub mod service_document;
pub mod service_scope;
pub mod wait_target;
