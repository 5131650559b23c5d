//! Captures what an attempt of a call sent and received.

use crate::aws::call_error::MAX_NAME;
use crate::error::shorten;
use crate::model::url::without_user_info;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use bytes::Bytes;
use http_body::{Body, Frame};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

/// What the SDK parses instead of a successful response.
const EMPTY_OBJECT: Bytes = Bytes::from_static(b"{}");

/// The most bytes to reserve for a body whose length is announced.
const MAX_RESERVED: usize = 1 << 20;

/// Captures what the latest attempt sent over the wire: where to, and the response.
#[derive(Debug, Clone, Default)]
pub struct Capture(Arc<Mutex<Exchange>>);

/// A request and its response.
#[derive(Debug, Default)]
pub struct Exchange {
    /// The URL, without a password; `None` if it did not come to sending the request.
    pub endpoint: Option<String>,
    /// `None` unless all of it arrived.
    pub response: Option<RawResponse>,
    /// Where a redirect leads to.
    pub redirect: Option<String>,
    /// The ID that AWS gave the request.
    pub request_id: Option<String>,
}

/// A response as it arrived.
#[derive(Debug)]
pub struct RawResponse {
    pub status: u16,
    /// Empty for errors, which the SDK reads.
    pub body: Vec<u8>,
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
            endpoint: Some(without_user_info(context.request().uri())),
            ..Exchange::default()
        };
        Ok(())
    }

    /// Takes the body of a successful response before the SDK parses it: the types of the SDK need
    /// time, and hundreds of times as much memory as the text if many items are empty.
    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response_mut();
        let status = response.status();
        if status.is_success() {
            let body = response.take_body();
            let length = body.content_length().unwrap_or_default();
            let length = usize::try_from(length).unwrap_or(MAX_RESERVED);
            *response.body_mut() = SdkBody::from_body_1_x(TakenBody {
                body: Some(body),
                taken: Vec::with_capacity(length.min(MAX_RESERVED)),
                status: status.as_u16(),
                capture: self.clone(),
            });
        }
        let header = |name| response.headers().get(name);
        let mut exchange = self.exchange();
        exchange.redirect = header("location").map(without_user_info);
        let id = header("x-amzn-requestid");
        exchange.request_id = id.map(|id| shorten(id, MAX_NAME).into_owned());
        drop(exchange);
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
        if !response.status().is_success() && response.body().bytes().is_some() {
            self.exchange().response = Some(RawResponse {
                status: response.status().as_u16(),
                body: Vec::new(),
            });
        }
        Ok(())
    }
}

impl Capture {
    /// The latest exchange, which this forgets.
    pub fn take(&self) -> Exchange {
        std::mem::take(&mut *self.exchange())
    }

    fn exchange(&self) -> MutexGuard<'_, Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A body that goes to the [`Capture`], while the SDK reads an empty object.
struct TakenBody {
    /// `None` at its end.
    body: Option<SdkBody>,
    taken: Vec<u8>,
    status: u16,
    capture: Capture,
}

impl Body for TakenBody {
    type Data = Bytes;
    type Error = aws_smithy_types::body::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        loop {
            let Some(body) = &mut self.body else {
                return Poll::Ready(None);
            };
            match ready!(Pin::new(body).poll_frame(context)) {
                Some(Ok(frame)) => {
                    if let Some(data) = frame.data_ref() {
                        self.taken.extend_from_slice(data);
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => {
                    self.body = None;
                    let response = RawResponse {
                        status: self.status,
                        body: std::mem::take(&mut self.taken),
                    };
                    self.capture.exchange().response = Some(response);
                    return Poll::Ready(Some(Ok(Frame::data(EMPTY_OBJECT))));
                }
            }
        }
    }
}
