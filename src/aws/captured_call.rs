//! A call that keeps the body of its response, waits for its turn, and goes on after a throttle.

use crate::aws::call_error::{Attempt, CallError, is_throttle};
use crate::aws::capture::{Capture, Exchange, RawResponse};
use crate::aws::explain::RequestContext;
use crate::aws::rate_limit::Bucket;
use crate::error::{Error, ErrorKind, Result};
use crate::model::arn::last_segment;
use crate::model::nesting::MAX_DEPTH;
use crate::model::record::Record;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;
use serde::de::{DeserializeOwned, Error as _};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::time::Duration;
use tokio::time::Instant;

/// A call of one operation of any AWS service that speaks JSON.
pub struct CapturedCall<'a> {
    pub operation: &'static str,
    pub bucket: &'a Bucket,
    /// How long it may be throttled before that is an error.
    pub throttle_timeout: Duration,
    /// How long an attempt may take; `None` for as long as necessary.
    pub attempt_timeout: Option<Duration>,
    pub context: RequestContext,
}

/// The body of a response.
pub trait ResponseBody: DeserializeOwned {
    /// The members that AWS may put into it.
    const MEMBERS: &'static [&'static str];

    /// Whether it has none of them.
    fn is_empty(&self) -> bool;
}

impl<'a> CapturedCall<'a> {
    /// Sets the cluster and the service that this call is about, by name or ARN, if they differ
    /// from those of the connection.
    pub fn about(mut self, cluster: Option<&'a str>, service: Option<&'a str>) -> Self {
        let name = |text: Option<&str>| text.map(|text| last_segment(text).to_owned());
        self.context.cluster = name(cluster).or(self.context.cluster);
        self.context.service = name(service).or(self.context.service);
        self
    }

    /// Sends a request when its turn comes, and returns the body of the response. A throttled call
    /// waits longer and goes again; all other retries are the SDK's.
    pub async fn send<R, O, E, F>(
        &self,
        request: R,
        send: impl Fn(R, Capture) -> F,
    ) -> Result<Vec<u8>, CallError>
    where
        R: Clone,
        F: Future<Output = Result<O, SdkError<E, HttpResponse>>>,
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
        SdkError<E, HttpResponse>: RequestId,
    {
        let slot = self.bucket.slot().await;
        let deadline = Instant::now() + self.throttle_timeout;
        loop {
            let turn = slot.turn().await;
            let capture = Capture::default();
            let result = send(request.clone(), capture.clone()).await;
            let Exchange {
                endpoint,
                response,
                redirect,
            } = capture.take();
            match (result, response) {
                (_, Some(RawResponse { status, body })) if is_whole(status) => {
                    turn.succeeded();
                    return Ok(body);
                }
                (Ok(_), Some(RawResponse { status, .. })) => {
                    return Err(CallError::not_whole(status));
                }
                (Err(error), response) => {
                    let is_throttle = is_throttle(&error);
                    if is_throttle {
                        turn.throttled();
                    }
                    if is_throttle && Instant::now() < deadline {
                        continue;
                    }
                    let attempt = Attempt {
                        status: response.map(|response| response.status),
                        endpoint,
                        redirect,
                        timeout: self.attempt_timeout,
                    };
                    return Err(CallError::new(error, attempt));
                }
                (Ok(_), None) => return Err(CallError::without_body(endpoint)),
            }
        }
    }

    /// Parses the body of a response. An object with none of the expected members but others may
    /// come from a proxy: it is an error, not an empty list.
    pub fn read<T: ResponseBody>(&self, body: Result<Vec<u8>, CallError>) -> Result<T> {
        let body = body.map_err(|error| error.explain(self.operation, &self.context))?;
        let unexpected = |error| self.unexpected(error);
        let read: T = serde_json::from_slice(&body).map_err(unexpected)?;
        if read.is_empty() {
            let members: Map<String, Value> = serde_json::from_slice(&body).map_err(unexpected)?;
            if let Some(name) = members
                .keys()
                .find(|name| !T::MEMBERS.contains(&name.as_str()))
            {
                let error = format!("unexpected member `{name}`, and none of the expected ones");
                return Err(unexpected(serde_json::Error::custom(error)));
            }
        }
        Ok(read)
    }

    /// Parses the items of a response.
    pub fn read_items<T: DeserializeOwned>(
        &self,
        items: Option<impl IntoIterator<Item = Box<RawValue>>>,
    ) -> Result<Vec<Record<T>>> {
        let items = items.into_iter().flatten();
        let numbered = items.enumerate().map(|(index, item)| {
            let number = index + 1;
            Record::read(item)
                .map_err(|error| serde_json::Error::custom(format!("item {number}: {error}")))
        });
        numbered
            .collect::<serde_json::Result<_>>()
            .map_err(|error| self.unexpected(error))
    }

    fn unexpected(&self, error: serde_json::Error) -> Error {
        let error = match error.to_string() {
            text if text.starts_with("recursion limit exceeded") => serde_json::Error::custom(
                format!("the response is nested deeper than {MAX_DEPTH} levels"),
            ),
            _ => error,
        };
        Error::new(ErrorKind::Transient, error)
            .context(format!("unexpected response to {}", self.operation))
    }
}

/// Whether a response with this status may be the whole answer. Successes count like 200, as RFC 9110
/// wants, except those that say that they are no answer or only a part of it: Accepted, No Content,
/// Reset Content and Partial Content.
/// <https://www.rfc-editor.org/rfc/rfc9110#section-15>
fn is_whole(status: u16) -> bool {
    matches!(status, 200..300) && !matches!(status, 202 | 204..=206)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_some_successes_are_a_whole_answer() {
        let whole: Vec<u16> = (100..600).filter(|status| is_whole(*status)).collect();
        assert_eq!(whole[..5], [200, 201, 203, 207, 208]);
        assert_eq!(whole.len(), 96);
    }
}
