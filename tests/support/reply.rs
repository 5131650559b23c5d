//! Responses on the wire: results, errors of ECS, and the faults that a test plans.

use std::time::Duration;

use serde_json::{Value, json};

use super::fault::Fault;

const JSON: &str = "application/x-amz-json-1.1";

pub enum Reply {
    Http {
        status: u16,
        content_type: &'static str,
        body: String,
    },
    /// The beginning of a response with this body.
    CutOff {
        body: String,
    },
    Reset,
    Hang(Duration),
}

impl Reply {
    pub fn json(body: &Value) -> Self {
        Self::body(body.to_string())
    }

    fn body(body: String) -> Self {
        Self::Http {
            status: 200,
            content_type: JSON,
            body,
        }
    }

    fn html(status: u16) -> Self {
        Self::Http {
            status,
            content_type: "text/html",
            body: format!("<html><head><title>{status}</title></head><body>A page</body></html>\n"),
        }
    }
}

/// An error response.
pub struct Refusal {
    status: u16,
    code: String,
    message: String,
}

impl Refusal {
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            status: 400,
            code: code.to_owned(),
            message: message.into(),
        }
    }

    pub fn throttled() -> Self {
        Self::new("ThrottlingException", "Rate exceeded")
    }

    fn server_error() -> Self {
        Self {
            status: 500,
            ..Self::new(
                "ServerException",
                "Service Unavailable. Please try again later.",
            )
        }
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        Self::Http {
            status: refusal.status,
            content_type: JSON,
            body: json!({"__type": refusal.code, "message": refusal.message}).to_string(),
        }
    }
}

impl From<Fault> for Reply {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Error {
                status,
                code,
                message,
            } => Refusal {
                status,
                code,
                message,
            }
            .into(),
            Fault::Throttle => Refusal::throttled().into(),
            Fault::Server500 => Refusal::server_error().into(),
            Fault::Reset => Self::Reset,
            Fault::CutOff => Self::CutOff {
                body: r#"{"serviceDeployments":[{"serviceDeploymentArn":"arn:aws:ecs"#.to_owned(),
            },
            Fault::Html => Self::html(200),
            Fault::HtmlError(status) => Self::html(status),
            Fault::Body(body) => Self::body(body),
            Fault::Hang(how_long) => Self::Hang(how_long),
        }
    }
}
