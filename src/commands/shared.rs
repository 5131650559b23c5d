//! What several commands share: their arguments, and how they end.

pub mod describe;
pub mod duration_arg;
pub mod global_args;
pub mod listing;
pub mod service_scan;
pub mod status_filter;
pub mod time_arg;
