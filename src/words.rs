//! Small helpers for sentences.

/// `1 deployment`, `2 deployments`.
pub fn count(number: usize, singular: &str) -> String {
    match number {
        1 => format!("1 {singular}"),
        _ => format!("{number} {singular}s"),
    }
}
