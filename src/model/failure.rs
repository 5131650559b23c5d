//! What ECS could not describe, and why.

use serde::Deserialize;

/// An item of `failures`.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Failure.html>
#[derive(Debug, Clone, Deserialize)]
#[serde(expecting = "an object")]
pub struct Failure {
    /// Not always an ARN that was requested: for a deployment from before October 25, 2024 it is
    /// that of its service revision.
    pub arn: Option<String>,
    pub reason: Option<String>,
    pub detail: Option<String>,
}
