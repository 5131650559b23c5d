//! Why a call failed, as the SDK reports it.

use crate::aws::body_limit::BodyTooLarge;
use crate::error::shorten;
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;
use std::error::Error as StdError;
use std::time::Duration;

/// The most characters to keep of a code, a request id or a location.
pub const MAX_NAME: usize = 200;

/// The most characters to keep of a message.
const MAX_MESSAGE: usize = 1000;

/// A call that failed after all its retries.
#[derive(Debug)]
pub enum CallError {
    /// AWS returned an error.
    Service {
        /// The HTTP status.
        status: u16,
        code: String,
        message: String,
        request_id: Option<String>,
    },
    /// No credentials are configured.
    NoCredentials,
    /// Credentials are configured, but could not be obtained: the messages of the chain of causes.
    Credentials(Vec<String>),
    /// No response arrived, or only part of one.
    Connection {
        /// The URL that was called, if a request was sent.
        endpoint: Option<String>,
        /// The messages of the chain of causes.
        chain: Vec<String>,
    },
    /// The response is larger than [`MAX_BYTES`](crate::aws::body_limit::MAX_BYTES).
    TooLarge {
        /// The URL that was called.
        endpoint: Option<String>,
    },
    /// An attempt took too long.
    TimedOut {
        /// The URL that was called; `None` if the time was up before there were credentials.
        endpoint: Option<String>,
        limit: Duration,
    },
}

/// What is known of the last attempt.
#[derive(Debug, Default)]
pub struct Attempt {
    /// The status of the response, if all of it arrived.
    pub status: Option<u16>,
    /// The URL that was called, if it came to that.
    pub endpoint: Option<String>,
    /// Where a redirect leads to.
    pub redirect: Option<String>,
    /// How long it was allowed to take.
    pub timeout: Option<Duration>,
}

/// The error codes with which AWS asks to slow down.
pub const THROTTLES: [&str; 4] = [
    "ThrottlingException",
    "Throttling",
    "RequestLimitExceeded",
    "TooManyRequestsException",
];

/// Whether AWS asks to slow down.
pub fn is_throttle<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    error.code().is_some_and(|code| THROTTLES.contains(&code))
}

/// An error and its causes.
pub fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source())
}

impl CallError {
    /// Why the last attempt of a call failed.
    pub fn new<E>(error: SdkError<E, HttpResponse>, attempt: Attempt) -> Self
    where
        E: ProvideErrorMetadata + StdError + Send + Sync + 'static,
        SdkError<E, HttpResponse>: RequestId,
    {
        let Attempt {
            status,
            endpoint,
            redirect,
            timeout,
        } = attempt;
        if let Some(status) = status {
            // Redirects are not followed: the request is signed for one host.
            let redirect = redirect
                .filter(|_| (300..400).contains(&status))
                .map(|url| format!("it redirects to {}", shorten(&url, MAX_NAME)));
            let message = error.message().map(str::to_owned).or(redirect);
            return Self::Service {
                status,
                // A proxy or load balancer in between has no error codes.
                code: error.code().map_or_else(
                    || format!("HTTP status {status}"),
                    |code| shorten(code, MAX_NAME).into_owned(),
                ),
                message: shorten(&message.unwrap_or_default(), MAX_MESSAGE).into_owned(),
                request_id: error
                    .request_id()
                    .map(|id| shorten(id, MAX_NAME).into_owned()),
            };
        }
        if let (SdkError::TimeoutError(_), Some(limit)) = (&error, timeout) {
            return Self::TimedOut { endpoint, limit };
        }
        let chain: Vec<&(dyn StdError + 'static)> = causes(&error).collect();
        if endpoint.is_some() && chain.iter().any(|cause| cause.is::<BodyTooLarge>()) {
            return Self::TooLarge { endpoint };
        }
        let messages = |from: usize| chain[from..].iter().map(ToString::to_string).collect();
        for (index, error) in chain.iter().enumerate() {
            match error.downcast_ref::<CredentialsError>() {
                Some(CredentialsError::CredentialsNotLoaded(_)) => {
                    let messages: Vec<String> = messages(index);
                    // A profile may refer to another one that does not exist.
                    let is_dangling = messages.iter().any(|text| text.contains("was not defined"));
                    return if is_dangling {
                        Self::Credentials(messages)
                    } else {
                        Self::NoCredentials
                    };
                }
                Some(_) => return Self::Credentials(messages(index)),
                None => {}
            }
        }
        Self::Connection {
            endpoint,
            chain: messages(0),
        }
    }

    /// The status of a success says that the response is not the whole answer.
    pub fn not_whole(status: u16) -> Self {
        Self::Service {
            status,
            code: format!("HTTP status {status}"),
            message: "the response is not the whole answer".to_owned(),
            request_id: None,
        }
    }

    /// The SDK reported success, but no body was captured.
    pub fn without_body(endpoint: Option<String>) -> Self {
        Self::Connection {
            endpoint,
            chain: vec!["the response has no body".to_owned()],
        }
    }

    /// Whether ECS finds the time filter of ListServiceDeployments too old. It has no code of its
    /// own for that, only this message:
    /// <https://github.com/hashicorp/terraform-provider-aws/issues/43445>
    pub fn refuses_time_bound(&self) -> bool {
        matches!(self, Self::Service { message, .. }
            if message.contains("time filter must be within"))
    }
}
