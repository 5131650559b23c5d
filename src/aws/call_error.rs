//! Why a call failed, as the SDK reports it.

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;
use std::error::Error as StdError;

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

impl CallError {
    /// `status` is that of the response, if all of it arrived.
    pub fn new<E>(
        error: SdkError<E, HttpResponse>,
        status: Option<u16>,
        endpoint: Option<String>,
    ) -> Self
    where
        E: ProvideErrorMetadata + StdError + Send + Sync + 'static,
        SdkError<E, HttpResponse>: RequestId,
    {
        if let Some(status) = status.filter(|status| *status != 200) {
            return Self::Service {
                status,
                // A proxy or load balancer in between has no error codes.
                code: error
                    .code()
                    .map_or_else(|| format!("HTTP status {status}"), str::to_owned),
                message: error.message().unwrap_or_default().to_owned(),
                request_id: error.request_id().map(str::to_owned),
            };
        }
        let first: &(dyn StdError + 'static) = &error;
        let chain: Vec<&(dyn StdError + 'static)> =
            std::iter::successors(Some(first), |error| (*error).source()).collect();
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
