//! A call that keeps the body of its response, waits for its turn, and goes on after a throttle.

use crate::aws::call_error::{Attempt, CallError, is_throttle};
use crate::aws::capture::{Capture, Exchange, RawResponse};
use crate::aws::explain::RequestContext;
use crate::aws::rate_limit::Bucket;
use crate::aws::unexpected::{Flaw, Origin};
use crate::error::{Error, Result};
use crate::model::arn::last_segment;
use crate::model::record::Record;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::sync::{Mutex, PoisonError};
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
    /// Where the latest response came from.
    pub origin: Mutex<Origin>,
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
                request_id,
            } = capture.take();
            match (result, response) {
                (_, Some(RawResponse { status, body })) if is_whole(status) => {
                    turn.succeeded();
                    let origin = Origin {
                        endpoint,
                        request_id,
                    };
                    *self.origin.lock().unwrap_or_else(PoisonError::into_inner) = origin;
                    return Ok(body);
                }
                (Ok(_), Some(RawResponse { status, .. })) => {
                    return Err(CallError::not_whole(status));
                }
                (Err(error), response) => {
                    let is_throttle = is_throttle(&error);
                    if is_throttle {
                        turn.throttled(self.operation);
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
        let unreadable = |error| {
            self.unexpected(&Flaw::Unreadable {
                error: &error,
                body: &body,
            })
        };
        // serde would take the items of a list for members.
        let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
        if first == Some(&b'[') {
            return Err(self.unexpected(&Flaw::List));
        }
        let read: T = serde_json::from_slice(&body).map_err(unreadable)?;
        if read.is_empty() {
            let members: Map<String, Value> = serde_json::from_slice(&body).map_err(unreadable)?;
            let mut names = members.keys();
            if let Some(name) = names.find(|name| !T::MEMBERS.contains(&name.as_str())) {
                return Err(self.unexpected(&Flaw::Member(name)));
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
            Record::read(item).map_err(|error| self.unexpected(&Flaw::Item(index + 1, &error)))
        });
        numbered.collect()
    }

    fn unexpected(&self, flaw: &Flaw<'_>) -> Error {
        let origin = self.origin.lock().unwrap_or_else(PoisonError::into_inner);
        let call = format!("{} {}", self.operation, self.context.location());
        let from = self.context.endpoint(origin.endpoint.clone());
        flaw.explain(&call, &from, &origin)
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
