//! What can go wrong in a call, as the SDK tells it.

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_ecs::error::SdkError;
use aws_sdk_ecs::operation::RequestId;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use std::error::Error as StdError;

/// A call that failed for good.
#[derive(Debug)]
pub enum Failed {
    /// ECS answered with an error.
    Service {
        /// That of HTTP.
        status: u16,
        code: String,
        message: String,
        request_id: Option<String>,
    },
    /// Nobody has credentials to offer.
    NoCredentials,
    /// Somebody should have credentials, and has not: the texts of the chain of causes.
    Credentials(Vec<String>),
    /// No answer came, or half of one.
    Connection {
        /// The URL that was called, if it came to that.
        endpoint: Option<String>,
        /// The texts of the chain of causes.
        chain: Vec<String>,
    },
}

/// The codes with which AWS asks to slow down.
pub const THROTTLES: [&str; 4] = [
    "ThrottlingException",
    "Throttling",
    "RequestLimitExceeded",
    "TooManyRequestsException",
];

/// Whether ECS asks to slow down.
pub fn is_throttle<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    error.code().is_some_and(|code| THROTTLES.contains(&code))
}

/// Whether ECS finds a bound of the time filter too old. The text is all there is to tell by:
/// <https://github.com/hashicorp/terraform-provider-aws/issues/43445>
pub fn refuses_time_bound(failed: &Failed) -> bool {
    matches!(failed, Failed::Service { message, .. } if message.contains("time filter must be within"))
}

impl Failed {
    /// `status` is that of the answer, where one came whole.
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
                // A proxy or load balancer on the way knows nothing of error codes.
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
        let texts = |from: usize| chain[from..].iter().map(ToString::to_string).collect();
        for (place, error) in chain.iter().enumerate() {
            match error.downcast_ref::<CredentialsError>() {
                Some(CredentialsError::CredentialsNotLoaded(_)) => {
                    let texts: Vec<String> = texts(place);
                    // A profile that leads to another one that is not there.
                    let defined = texts.iter().all(|text| !text.contains("was not defined"));
                    return if defined {
                        Self::NoCredentials
                    } else {
                        Self::Credentials(texts)
                    };
                }
                Some(_) => return Self::Credentials(texts(place)),
                None => {}
            }
        }
        Self::Connection {
            endpoint,
            chain: texts(0),
        }
    }

    /// The SDK was content, but kept no bytes of the body.
    pub fn without_body(endpoint: Option<String>) -> Self {
        Self::Connection {
            endpoint,
            chain: vec!["the answer had no body".to_owned()],
        }
    }
}
