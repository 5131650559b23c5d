//! What ECS could not describe, and why.

use crate::model::record::Record;
use serde::{Deserialize, Serialize};

/// An item of `failures`.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Failure.html>
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(expecting = "an object")]
pub struct Failure {
    /// Not always an ARN that was requested: for a deployment from before October 25, 2024 it is
    /// that of its service revision.
    pub arn: Option<String>,
    pub reason: Option<String>,
    pub detail: Option<String>,
}

/// The reason of a failure that stands for an item of which ECS returned nothing.
pub const NOT_ANSWERED: &str = "NOT_ANSWERED";

impl Failure {
    /// A failure that this program adds for an item of which ECS returned neither the item nor a
    /// failure.
    pub fn not_answered(arn: &str) -> Record<Self> {
        let detail = "ECS returned neither the item nor a failure";
        Self::synthetic(arn, NOT_ANSWERED, detail)
    }

    /// A sentence about an item that could not be described: `service web`.
    pub fn sentence(&self, item: &str) -> String {
        match (self.reason.as_deref(), self.detail.as_deref()) {
            (Some(NOT_ANSWERED), _) => format!("ECS did not return {item}"),
            // It is in no file, rather than in no history.
            (Some("MISSING"), Some(detail)) => format!("{item} could not be described ({detail})"),
            (reason, _) => format!(
                "{item} could not be described ({})",
                reason.unwrap_or("no reason given")
            ),
        }
    }

    /// A failure that this program adds in place of one from ECS.
    pub fn synthetic(arn: &str, reason: &str, detail: &str) -> Record<Self> {
        let failure = Self {
            arn: Some(arn.to_owned()),
            reason: Some(reason.to_owned()),
            detail: Some(detail.to_owned()),
        };
        // Strings can always be serialized.
        let json = serde_json::to_string(&failure).unwrap_or_default();
        Record::new(json, failure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_synthetic_failure_reads_like_one_from_ecs() {
        let failure = Failure::synthetic("arn", "MISSING", "not in \"h.json\"");
        let read: Failure = serde_json::from_str(&failure.json).expect("a failure");
        assert_eq!(read.detail, failure.item.detail);
        assert_eq!(
            &*failure.json,
            r#"{"arn":"arn","reason":"MISSING","detail":"not in \"h.json\""}"#
        );
    }
}
