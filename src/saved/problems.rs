//! What could not be read of saved histories.

use crate::error::Error;
use crate::humanize::count;
use anyhow::anyhow;

/// How many problems to tell.
const MAX: usize = 5;

/// What documents may have.
pub const ACCEPTED: &str = "serviceDeployments, serviceRevisions, services or taskDefinition";

/// The first problems, and how many there were.
#[derive(Debug, Default)]
pub struct Problems {
    first: Vec<Error>,
    number: usize,
}

impl Problems {
    /// Adds a problem. There may be millions, of which few are told.
    pub fn add(&mut self, error: impl FnOnce() -> Error) {
        self.number += 1;
        if self.first.len() < MAX {
            self.first.push(error());
        }
    }

    /// An error for each of them, and one for those that are too many to tell.
    pub fn into_errors(self) -> Vec<Error> {
        let others = self.number - self.first.len();
        let mut errors = self.first;
        if others > 0 {
            let others = count(others, "more error");
            errors.push(Error::usage(anyhow!("and {others}")));
        }
        errors
    }
}

/// A file, or a part of it, is JSON but no history.
pub fn not_a_history(name: &str, why: &str) -> Error {
    Error::usage(anyhow!("{name} is not a deployment history: {why}")).hint(format!(
        "expected JSON documents with {ACCEPTED}, such as the output of `ecs-history … -o json` or \
         `aws ecs describe-service-deployments`"
    ))
}

/// What the AWS CLI prints other than JSON, by a line of it.
pub fn other_format(line: &str) -> Option<&'static str> {
    let line = line.trim_end();
    let name = line.split([':', '\t', ' ']).next().unwrap_or_default();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let after = &line[name.len()..];
    if line == "---"
        || line.starts_with("- ")
        || is_name && (after == ":" || after.starts_with(": "))
    {
        Some("YAML")
    } else if is_name
        && name.bytes().all(|byte| byte.is_ascii_uppercase())
        && after.starts_with('\t')
    {
        Some("the AWS CLI's text")
    } else if line.starts_with("-----") || line.starts_with("+-") || line.starts_with("| ") {
        Some("a table")
    } else {
        None
    }
}
