//! How much detail a command needs of a history.

/// What to fetch of each deployment beyond the list. Each level includes the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetailLevel {
    /// Nothing more.
    Brief,
    /// The full form of the newest deployments as far as they show which revision serves now.
    Serving,
    /// The full form of all that are not SUCCESSFUL, to know how they ended.
    Outcomes,
    /// Also the task definitions and images of their service revisions.
    Full,
    /// Also the service revisions themselves, and those that the oldest deployments replaced.
    Revisions,
}
