//! Why an item of a saved document cannot be used.

/// Why an item cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is nested too deep to be printed. With its ARN, if it has one.
    TooDeep(Option<String>),
    /// It is not what was expected.
    Invalid(String),
}
