//! What a command is about: services, deployments and revisions as a person names them.

pub mod names;
pub mod requested_service;
pub mod selector;
pub mod service_scope;
pub mod wait_target;
