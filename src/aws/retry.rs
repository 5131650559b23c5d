//! Which failed attempts the SDK must not repeat.

use crate::aws::body_limit::BodyTooLarge;
use crate::aws::call_error::{THROTTLES, causes};
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority,
};
use serde_json::Value;

/// Keeps the SDK from retrying throttled calls: a `CapturedCall` does, and its bucket has to know of
/// each throttle.
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

/// Keeps the SDK from repeating an attempt that used up its bounds. A response that is too large
/// would be so again. One that was still arriving when the time was up would take as long again, and
/// so would credentials; where nothing arrived, a new connection may help.
#[derive(Debug)]
pub struct NoRetryBeyondBounds;

impl ClassifyRetry for NoRetryBeyondBounds {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let Some(Err(error)) = context.output_or_error() else {
            return RetryAction::NoActionIndicated;
        };
        // The request is gone as soon as it is sent.
        let was_waiting = context.response().is_none() && context.request().is_none();
        let is_out_of_time = error.is_timeout_error() && !was_waiting;
        if is_out_of_time || causes(error).any(|cause| cause.is::<BodyTooLarge>()) {
            RetryAction::RetryForbidden
        } else {
            RetryAction::NoActionIndicated
        }
    }

    fn name(&self) -> &'static str {
        "NoRetryBeyondBounds"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_before(RetryClassifierPriority::transient_error_classifier())
    }
}
