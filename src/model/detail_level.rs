//! How much of a history has to be known.

/// How much to learn of each deployment beyond the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetailLevel {
    /// Nothing.
    Brief,
    /// The full form of those that were rolled back, which tells what serves now.
    Rollbacks,
    /// The full form of all that did not simply succeed, which tells how they ended.
    Outcomes,
    /// The full form of all that did not simply succeed, and the task definitions and images of
    /// all their service revisions.
    Full,
    /// All of that, and the service revisions themselves; also those that were in place before, as
    /// far as they are not known from an older deployment.
    Revisions,
}
