//! A call that keeps the body of its response, waits for its turn, and goes on after a throttle.

use crate::aws::call_error::{CallError, THROTTLES, is_throttle};
use crate::aws::explain::RequestContext;
use crate::aws::rate_limit::Bucket;
use crate::error::{Error, ErrorKind, Result};
use crate::model::arn::last_segment;
use crate::model::record::Record;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
    InterceptorContext,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// A call of one operation of any AWS service that speaks JSON.
pub struct CapturedCall<'a> {
    pub operation: &'static str,
    pub bucket: &'a Bucket,
    /// How long it may be throttled before that is an error.
    pub throttle_timeout: Duration,
    pub context: RequestContext,
}

/// The body of a response.
pub trait ResponseBody: DeserializeOwned {
    /// The members that AWS may put into it.
    const MEMBERS: &'static [&'static str];

    /// Whether it has none of them.
    fn is_empty(&self) -> bool;
}

/// Captures what the latest attempt sent over the wire: where to, and the response.
#[derive(Debug, Clone, Default)]
pub struct Capture(Arc<Mutex<Exchange>>);

#[derive(Debug, Default)]
struct Exchange {
    endpoint: Option<String>,
    response: Option<RawResponse>,
}

/// A response as it arrived.
#[derive(Debug)]
struct RawResponse {
    status: u16,
    body: Vec<u8>,
}

impl Intercept for Capture {
    fn name(&self) -> &'static str {
        "Capture"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // Forgets the response to an earlier attempt.
        *self.exchange() = Exchange {
            endpoint: Some(without_password(context.request().uri())),
            response: None,
        };
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response();
        // There are no bytes if the body broke off.
        self.exchange().response = response.body().bytes().map(|body| RawResponse {
            status: response.status().as_u16(),
            body: body.to_vec(),
        });
        Ok(())
    }
}

impl Capture {
    fn exchange(&self) -> MutexGuard<'_, Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A URL without the user name and password that it may contain.
fn without_password(url: &str) -> String {
    match url.split_once("://") {
        Some((scheme, rest)) => {
            let host_end = rest.find('/').unwrap_or(rest.len());
            let host_start = rest[..host_end].rfind('@').map_or(0, |at| at + 1);
            format!("{scheme}://{}", &rest[host_start..])
        }
        None => url.to_owned(),
    }
}

/// Keeps the SDK from retrying throttled calls: [`CapturedCall`] does, and its bucket has to know
/// of each throttle.
#[derive(Debug)]
pub struct NoSdkThrottleRetry;

impl ClassifyRetry for NoSdkThrottleRetry {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        // Called after every attempt: do not parse the bodies of successful ones.
        let failed = context
            .response()
            .filter(|response| !response.status().is_success());
        let body = failed.and_then(|response| response.body().bytes());
        let code = body.and_then(|body| {
            let error: Value = serde_json::from_slice(body).ok()?;
            error.get("__type")?.as_str().map(str::to_owned)
        });
        // The code may have a namespace: `com.amazonaws.ecs#ThrottlingException`.
        match code.as_deref().and_then(|code| code.rsplit('#').next()) {
            Some(code) if THROTTLES.contains(&code) => RetryAction::RetryForbidden,
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "NoSdkThrottleRetry"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_before(RetryClassifierPriority::transient_error_classifier())
    }
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
            let Exchange { endpoint, response } = std::mem::take(&mut *capture.exchange());
            match (result, response) {
                // Even if the SDK could not parse it: the body is parsed here.
                (_, Some(RawResponse { status: 200, body })) => {
                    turn.succeeded();
                    return Ok(body);
                }
                (Err(error), response) => {
                    let is_throttle = is_throttle(&error);
                    if is_throttle {
                        turn.throttled();
                    }
                    if is_throttle && Instant::now() < deadline {
                        continue;
                    }
                    let status = response.map(|response| response.status);
                    return Err(CallError::new(error, status, endpoint));
                }
                (Ok(_), _) => return Err(CallError::without_body(endpoint)),
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
                return Err(unexpected(serde::de::Error::custom(error)));
            }
        }
        Ok(read)
    }

    /// Parses the items of a response.
    pub fn read_items<T: DeserializeOwned>(
        &self,
        items: Option<Vec<Box<RawValue>>>,
    ) -> Result<Vec<Record<T>>> {
        let items = items.into_iter().flatten();
        items
            .map(Record::read)
            .collect::<serde_json::Result<_>>()
            .map_err(|error| self.unexpected(error))
    }

    fn unexpected(&self, error: serde_json::Error) -> Error {
        Error::new(ErrorKind::Transient, error)
            .context(format!("unexpected response to {}", self.operation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_shown_without_its_password() {
        for (url, shown) in [
            ("http://user:p@ss@localhost:1/", "http://localhost:1/"),
            (
                "https://ecs.eu-west-1.amazonaws.com/a@b",
                "https://ecs.eu-west-1.amazonaws.com/a@b",
            ),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
