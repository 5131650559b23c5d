//! The endpoint without a socket: a call in, its response or error out, in no time.

use std::cell::RefCell;

use bytes::Bytes;
use ecs_history::aws::call_error::CallError;
use ecs_history::aws::explain::RequestContext;
use ecs_history::error::{Error, ErrorKind, Result};
use serde_json::{Value, json};

use super::data::REGION;
use super::reply::Reply;
use super::request::Op;
use super::responses::State;
use super::scenario::Scenario;

/// Answers calls out of a [`Scenario`]. As with `FakeEcs`, dropping it is an assertion.
pub struct InProcessEcs(RefCell<State>);

impl InProcessEcs {
    pub fn new(scenario: Scenario) -> Self {
        Self(RefCell::new(State::new(scenario)))
    }

    /// Makes a call. A fault becomes the error that the program makes of it.
    pub async fn call(&self, op: Op, body: &Value) -> Result<Value> {
        let request = hyper::Request::builder()
            .method("POST")
            .uri("/")
            .header("content-type", "application/x-amz-json-1.1")
            .header(
                "x-amz-target",
                format!("AmazonEC2ContainerServiceV20141113.{op}"),
            )
            .header("x-amz-date", "20260101T000000Z")
            .header("authorization", authorization())
            .body(())
            .expect("valid headers");
        let (head, ()) = request.into_parts();
        let reply = self
            .0
            .borrow_mut()
            .reply(&head, &Bytes::from(body.to_string()));
        let error = match reply {
            Reply::Http {
                status: 200, body, ..
            } => {
                return serde_json::from_str(&body)
                    .map_err(|error| Error::new(ErrorKind::Transient, error));
            }
            Reply::Http { status, body, .. } => {
                let body: Value = serde_json::from_str(&body).unwrap_or_default();
                let text = |name: &str| body[name].as_str().map(str::to_owned);
                CallError::Service {
                    status,
                    code: text("__type").unwrap_or_else(|| format!("HTTP status {status}")),
                    message: text("message").unwrap_or_default(),
                    request_id: None,
                }
            }
            Reply::Reset => lost("connection reset"),
            Reply::CutOff { .. } => lost("connection closed before the message completed"),
            Reply::Hang(how_long) => {
                tokio::time::sleep(how_long).await;
                lost("connection closed")
            }
        };
        let name = |member: &str| body[member].as_str().map(str::to_owned);
        let context = RequestContext {
            aws_service: "ECS",
            region: REGION.to_owned(),
            profile: None,
            cluster: name("cluster"),
            service: name("service"),
        };
        Err(error.explain(op.name(), &context))
    }
}

impl Drop for InProcessEcs {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let state = self.0.borrow();
        let unused = state.scenario.faults.unused();
        assert!(
            state.violations.is_empty() && unused.is_empty(),
            "broken rules: {:#?}\nunused faults: {unused:#?}",
            state.violations
        );
    }
}

fn lost(cause: &str) -> CallError {
    CallError::Connection {
        endpoint: Some("in process".to_owned()),
        chain: vec![cause.to_owned()],
    }
}

/// A signature in the right form: nobody checks it here.
fn authorization() -> String {
    format!(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/{REGION}/ecs/aws4_request, \
         SignedHeaders=host;x-amz-date, Signature={}",
        "0".repeat(64)
    )
}
