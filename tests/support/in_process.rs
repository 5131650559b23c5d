//! The endpoint without a socket: a call in, its response or error out, in no time.

use std::cell::{Cell, RefCell};

use bytes::Bytes;
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use ecs_history::aws::call_error::CallError;
use ecs_history::aws::explain::RequestContext;
use ecs_history::error::{Error, ErrorKind, Result};
use ecs_history::model::server_time::{DateReading, parse_date};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::data::REGION;
use super::reply::Reply;
use super::request::Op;
use super::responses::State;
use super::scenario::{Scenario, ServerDate, Slow};

/// Answers calls out of a [`Scenario`]. As with `FakeEcs`, dropping it is an assertion.
pub struct InProcessEcs {
    state: RefCell<State>,
    /// When it was started, on the clock of ECS.
    started: (Instant, DateTime<Utc>),
    date: Cell<Option<DateReading>>,
}

impl InProcessEcs {
    pub fn new(scenario: Scenario) -> Self {
        Self {
            state: RefCell::new(State::new(scenario)),
            started: (Instant::now(), Utc::now()),
            date: Cell::new(None),
        }
    }

    /// The date of the latest response.
    pub fn date(&self) -> Option<DateReading> {
        self.date.get()
    }

    /// Makes a call, and keeps the date of its response.
    pub async fn call(&self, op: Op, body: &Value) -> Result<Value> {
        let slow = {
            let state = self.state.borrow();
            let slow = state.scenario.slow;
            slow.filter(|(calls, ..)| state.calls.len() < *calls)
        };
        let lose_time = async |place: Slow| match slow {
            Some((_, slow, time)) if slow == place => sleep(time).await,
            _ => {}
        };
        lose_time(Slow::BeforeSending).await;
        let sent = Instant::now();
        let result = self.answer(op, body).await;
        lose_time(Slow::AtServer).await;
        let date = self.server_date();
        lose_time(Slow::OnTheWay).await;
        let received = Instant::now();
        self.date.set(date.map(|date| DateReading {
            date,
            sent,
            received,
        }));
        result
    }

    fn server_date(&self) -> Option<DateTime<Utc>> {
        let (started, at) = self.started;
        let now = at + started.elapsed();
        let ahead = match self.state.borrow().scenario.date {
            ServerDate::Right => 0,
            ServerDate::Ahead(seconds) => seconds,
            ServerDate::Missing => return None,
            ServerDate::Text(text) => return parse_date(text),
        };
        let date = now + TimeDelta::seconds(ahead);
        Some(date.duration_trunc(TimeDelta::seconds(1)).expect("a date"))
    }

    /// A fault becomes the error that the program makes of it.
    async fn answer(&self, op: Op, body: &Value) -> Result<Value> {
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
            .state
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
            endpoint_url: None,
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
        let state = self.state.borrow();
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
