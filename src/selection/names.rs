//! The names, ARNs and patterns of clusters and services that a command was given.

use crate::error::{Error, Result};
use crate::model::arn::last_segment;
use anyhow::{Context, anyhow};
use glob::Pattern;

/// What the flags and variables name, not yet checked against each other.
#[derive(Debug, Clone, Default)]
pub struct TargetNames {
    pub region: Option<String>,
    pub clusters: NameList,
    pub services: NameList,
    /// Whether they refer to a saved history, which has no default cluster.
    pub is_saved: bool,
}

/// Names, ARNs and patterns, in the order given.
#[derive(Debug, Clone, Default)]
pub struct NameList {
    pub values: Vec<String>,
    /// Whether they come from a flag, not from an environment variable.
    pub is_explicit: bool,
}

/// A name, an ARN, or a pattern of names.
#[derive(Debug, Clone)]
pub enum NamePattern {
    Exact(String),
    Glob(Pattern),
}

impl NamePattern {
    /// Parses a name. `what` is the flag for error messages: `cluster`.
    ///
    /// # Errors
    ///
    /// A usage error if it is an invalid pattern, or an ARN with a wildcard.
    pub fn parse(text: &str, what: &str) -> Result<Self> {
        if !is_pattern(text) {
            return Ok(Self::Exact(text.to_owned()));
        }
        if text.starts_with("arn:") {
            let message = anyhow!("--{what} {text}: an ARN cannot be a pattern");
            return Err(Error::usage(message).hint("use a pattern of names, such as 'api-*'"));
        }
        let pattern = Pattern::new(text)
            .with_context(|| format!("--{what} {text} is not a valid pattern"))
            .map_err(|error| {
                Error::usage(error).hint("* matches any text, ? matches any character")
            })?;
        Ok(Self::Glob(pattern))
    }

    /// The text as it was given.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Exact(name) => name,
            Self::Glob(pattern) => pattern.as_str(),
        }
    }

    /// Whether it matches the resource with this ARN.
    pub fn matches(&self, arn: &str) -> bool {
        match self {
            Self::Exact(name) => name == arn || name == last_segment(arn),
            Self::Glob(pattern) => pattern.matches(last_segment(arn)),
        }
    }
}

/// Whether a text is a pattern. Names cannot contain these characters.
pub fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}
