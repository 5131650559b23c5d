//! Bounds the bodies of responses, so that an endless one cannot use up the memory.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

/// The most bytes of all the bodies that arrive at the same time. The largest responses of ECS have
/// about a megabyte, and few are on their way at once.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The least that a chunk counts, since the SDK collects them one by one.
const MIN_CHUNK: usize = 64;

/// The response, or those that arrive with it, are larger than [`MAX_BYTES`].
#[derive(Debug)]
pub struct BodyTooLarge;

impl fmt::Display for BodyTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response is larger than {} MB", MAX_BYTES >> 20)
    }
}

impl Error for BodyTooLarge {}

/// Limits the bodies of all responses of an HTTP client together. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct BodyLimit {
    /// The bytes of the bodies that are arriving.
    bytes: Arc<AtomicUsize>,
}

impl BodyLimit {
    /// Counts the body of a response while it arrives, and ends it with an error above the limit.
    ///
    /// # Errors
    ///
    /// The headers announce a larger body.
    pub fn apply(&self, mut response: HttpResponse) -> Result<HttpResponse, ConnectorError> {
        let announced = response.headers().get("content-length");
        let announced = announced.and_then(|length| length.trim().parse::<u64>().ok());
        if announced.is_some_and(|length| length > MAX_BYTES as u64) {
            // Of no kind that would be retried.
            return Err(ConnectorError::other(BodyTooLarge.into(), None));
        }
        let body = response.take_body();
        *response.body_mut() = SdkBody::from_body_1_x(LimitedBody {
            body,
            received: 0,
            limit: self.clone(),
        });
        Ok(response)
    }
}

struct LimitedBody {
    body: SdkBody,
    received: usize,
    limit: BodyLimit,
}

impl Body for LimitedBody {
    type Data = Bytes;
    type Error = aws_smithy_types::body::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            let bytes = data.len().max(MIN_CHUNK);
            self.received += bytes;
            let all = self.limit.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
            if all > MAX_BYTES {
                return Poll::Ready(Some(Err(BodyTooLarge.into())));
            }
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        Body::is_end_stream(&self.body)
    }

    fn size_hint(&self) -> SizeHint {
        Body::size_hint(&self.body)
    }
}

impl Drop for LimitedBody {
    fn drop(&mut self) {
        self.limit.bytes.fetch_sub(self.received, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;

    /// A body of this many chunks, and the length of each.
    struct Chunks(usize, usize);

    impl Body for Chunks {
        type Data = Bytes;
        type Error = BodyTooLarge;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, BodyTooLarge>>> {
            static MEGABYTE: [u8; 1 << 20] = [b' '; 1 << 20];
            let left = self.0.checked_sub(1);
            self.0 = left.unwrap_or_default();
            Poll::Ready(left.map(|_| Ok(Frame::data(Bytes::from_static(&MEGABYTE[..self.1])))))
        }
    }

    fn response(chunks: usize, headers: &[(&'static str, &'static str)]) -> HttpResponse {
        let status = 200.try_into().expect("a status");
        let mut response =
            HttpResponse::new(status, SdkBody::from_body_1_x(Chunks(chunks, 1 << 20)));
        for (name, value) in headers {
            response.headers_mut().insert(*name, *value);
        }
        response
    }

    /// The megabytes of a body, or `None` if it is too large.
    async fn read(body: &mut SdkBody) -> Option<usize> {
        let mut bytes = 0;
        loop {
            match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
                None => return Some(bytes >> 20),
                Some(Ok(frame)) => bytes += frame.data_ref().map_or(0, Bytes::len),
                Some(Err(error)) => {
                    assert!(error.is::<BodyTooLarge>(), "{error}");
                    return None;
                }
            }
        }
    }

    #[tokio::test]
    async fn a_body_may_have_64_megabytes_and_no_more() {
        for (megabytes, expected) in [(0, Some(0)), (64, Some(64)), (65, None), (1 << 40, None)] {
            let limit = BodyLimit::default();
            let mut response = limit.apply(response(megabytes, &[])).expect("no length");
            assert_eq!(read(response.body_mut()).await, expected);
        }
    }

    #[tokio::test]
    async fn bodies_that_arrive_at_the_same_time_count_together() {
        let limit = BodyLimit::default();
        let mut first = limit.apply(response(40, &[])).expect("no length");
        assert_eq!(read(first.body_mut()).await, Some(40));
        let mut second = limit.apply(response(40, &[])).expect("no length");
        assert_eq!(read(second.body_mut()).await, None);
        drop((first, second));
        let mut third = limit.apply(response(60, &[])).expect("no length");
        assert_eq!(read(third.body_mut()).await, Some(60));
    }

    #[tokio::test]
    async fn many_small_chunks_count_for_what_they_cost() {
        let count = |chunks: usize| async move {
            let body = SdkBody::from_body_1_x(Chunks(chunks, 4));
            let response = HttpResponse::new(200.try_into().expect("a status"), body);
            let mut response = BodyLimit::default().apply(response).expect("no length");
            read(response.body_mut()).await
        };
        assert_eq!(count(1 << 20).await, Some(4));
        assert_eq!(count((1 << 20) + 1).await, None);
    }

    #[test]
    fn a_length_above_the_limit_is_refused_at_once() {
        for (length, is_refused) in [
            ("67108864", false),
            ("67108865", true),
            ("18446744073709551615", true),
            // The HTTP client rejects these by itself.
            ("-1", false),
            ("many", false),
        ] {
            let response = response(0, &[("content-length", length)]);
            let limited = BodyLimit::default().apply(response);
            assert_eq!(limited.is_err(), is_refused, "{length}");
        }
    }
}
