//! What the calls of a client have shown about the other end: where it is, and what its clock says.

use crate::model::server_time::{DateReading, parse_date};
use crate::model::url::host;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::time::Instant;

/// Remembers the host of the latest call and the date of the latest response. All clones are the
/// same.
#[derive(Debug, Clone, Default)]
pub struct LastCall(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    host: Option<String>,
    date: Option<DateReading>,
}

/// When an attempt was sent.
#[derive(Debug)]
struct SentAt(Instant);

impl Storable for SentAt {
    type Storer = StoreReplace<Self>;
}

impl LastCall {
    /// The host, and the port if it is not the usual one, that was called last.
    pub fn host(&self) -> Option<String> {
        self.state().host.clone()
    }

    /// The date of the latest response that was a success, if it had one.
    pub fn date(&self) -> Option<DateReading> {
        self.state().date
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Intercept for LastCall {
    fn name(&self) -> &'static str {
        "LastCall"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.state().host = host(context.request().uri()).map(str::to_owned);
        config.interceptor_state().store_put(SentAt(Instant::now()));
        Ok(())
    }

    fn read_after_transmit(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response();
        let date = response.headers().get("date").and_then(parse_date);
        // An error may come from a proxy, with a clock of its own.
        let date = date.filter(|_| response.status().is_success());
        self.state().date = date.zip(config.load::<SentAt>()).map(|(date, sent)| {
            let received = Instant::now();
            DateReading {
                date,
                sent: sent.0,
                received,
            }
        });
        Ok(())
    }
}
