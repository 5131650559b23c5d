//! What several commands share: their arguments, how they open their source, and how they end.

pub mod completion;
pub mod duration_arg;
pub mod global_args;
pub mod ids;
pub mod interruptible;
pub mod list_args;
pub mod mask_args;
pub mod service_scan;
pub mod source;
pub mod status_filter;
pub mod time_arg;
