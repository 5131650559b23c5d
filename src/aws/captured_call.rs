//! One call: its turn, its answer as it came, and going on after a throttle.

use crate::aws::call_error::{Failed, THROTTLES, is_throttle};
use crate::aws::explain::RequestContext;
use crate::aws::rate_limit::Bucket;
use crate::error::{Error, ErrorKind, Result};
use crate::model::arn::last_segment;
use crate::model::record::Record;
use aws_sdk_ecs::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_sdk_ecs::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_ecs::error::{BoxError, SdkError};
use aws_sdk_ecs::operation::RequestId;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority,
};
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// A call of one operation.
pub struct Call<'a> {
    pub operation: &'static str,
    pub bucket: &'a Bucket,
    /// How long it may be throttled before that is an error.
    pub patience: Duration,
    pub context: RequestContext,
}

/// The body of an answer.
pub trait Body: DeserializeOwned {
    /// The members that ECS may put into it.
    const MEMBERS: &'static [&'static str];

    /// Whether none of them was there.
    fn is_empty(&self) -> bool;
}

/// Keeps what went over the wire last: where to, and the response as it came.
#[derive(Debug, Clone, Default)]
pub struct Capture(Arc<Mutex<Exchange>>);

#[derive(Debug, Default)]
struct Exchange {
    endpoint: Option<String>,
    answer: Option<Answer>,
}

#[derive(Debug)]
struct Answer {
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
        // What an earlier attempt brought is over.
        *self.exchange() = Exchange {
            endpoint: Some(without_password(context.request().uri())),
            answer: None,
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
        // No bytes where the body broke off.
        let answer = response.body().bytes().map(|body| Answer {
            status: response.status().as_u16(),
            body: body.to_vec(),
        });
        self.exchange().answer = answer;
        Ok(())
    }
}

impl Capture {
    fn exchange(&self) -> MutexGuard<'_, Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A URL without the user and password that it may hold.
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

/// Keeps throttles out of the SDK's retries: they are the business of our pacing, which must know
/// of each.
#[derive(Debug)]
pub struct NoSdkThrottleRetry;

impl ClassifyRetry for NoSdkThrottleRetry {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        // Asked after every attempt: the body of an answer is not to be read for nothing.
        let failed = context
            .response()
            .filter(|response| !response.status().is_success());
        let body = failed.and_then(|response| response.body().bytes());
        let code = body.and_then(|body| {
            let error: Value = serde_json::from_slice(body).ok()?;
            error.get("__type")?.as_str().map(str::to_owned)
        });
        // The code may stand behind a namespace: `com.amazonaws.ecs#ThrottlingException`.
        match code.as_deref().and_then(|code| code.rsplit('#').next()) {
            Some(code) if THROTTLES.contains(&code) => RetryAction::RetryForbidden,
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "ThrottlesAreOurs"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_before(RetryClassifierPriority::transient_error_classifier())
    }
}

impl<'a> Call<'a> {
    /// Names what it is about, where that is not the same for all calls. Names or ARNs.
    pub fn about(mut self, cluster: Option<&'a str>, service: Option<&'a str>) -> Self {
        let name = |text: Option<&str>| text.map(|text| last_segment(text).to_owned());
        self.context.cluster = name(cluster).or(self.context.cluster);
        self.context.service = name(service).or(self.context.service);
        self
    }

    /// Sends a request in its turn. A throttled call waits longer and goes again; all other
    /// retries are the SDK's.
    pub async fn send<R, O, E, F>(
        &self,
        request: R,
        send: impl Fn(R, Capture) -> F,
    ) -> Result<Vec<u8>, Failed>
    where
        R: Clone,
        F: Future<Output = Result<O, SdkError<E, HttpResponse>>>,
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
        SdkError<E, HttpResponse>: RequestId,
    {
        let slot = self.bucket.slot().await;
        let give_up = Instant::now() + self.patience;
        loop {
            let turn = slot.turn().await;
            let capture = Capture::default();
            let result = send(request.clone(), capture.clone()).await;
            let Exchange { endpoint, answer } = std::mem::take(&mut *capture.exchange());
            match (result, answer) {
                // Even if the SDK could not read all of it: we read it ourselves.
                (_, Some(Answer { status: 200, body })) => {
                    turn.passed();
                    return Ok(body);
                }
                (Err(error), answer) => {
                    let is_throttle = is_throttle(&error);
                    if is_throttle {
                        turn.throttled();
                    }
                    if is_throttle && Instant::now() < give_up {
                        continue;
                    }
                    let status = answer.map(|answer| answer.status);
                    return Err(Failed::new(error, status, endpoint));
                }
                (Ok(_), _) => return Err(Failed::without_body(endpoint)),
            }
        }
    }

    /// Reads the body of an answer. An object without anything that ECS answers may come from a
    /// proxy, and is not taken for an empty list.
    pub fn read<T: Body>(&self, answer: Result<Vec<u8>, Failed>) -> Result<T> {
        let body = answer.map_err(|failed| failed.explain(self.operation, &self.context))?;
        let unreadable = |error| self.unreadable(error);
        let read: T = serde_json::from_slice(&body).map_err(unreadable)?;
        if read.is_empty() {
            let members: Map<String, Value> = serde_json::from_slice(&body).map_err(unreadable)?;
            if let Some(name) = members
                .keys()
                .find(|name| !T::MEMBERS.contains(&name.as_str()))
            {
                let error = format!("unexpected member `{name}`, and none that is expected");
                return Err(unreadable(serde::de::Error::custom(error)));
            }
        }
        Ok(read)
    }

    /// Reads the items of an answer.
    pub fn read_items<T: DeserializeOwned>(
        &self,
        items: Vec<Box<RawValue>>,
    ) -> Result<Vec<Record<T>>> {
        items
            .into_iter()
            .map(Record::read)
            .collect::<serde_json::Result<_>>()
            .map_err(|error| self.unreadable(error))
    }

    fn unreadable(&self, error: serde_json::Error) -> Error {
        Error::new(ErrorKind::Transient, error).context(format!(
            "the answer to {} is not what ECS answers",
            self.operation
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_named_without_its_password() {
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
