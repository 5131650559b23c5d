//! The response of ECS to a request, given a scenario and the calls before. No sockets here.

mod describe;
mod list;
mod services;
mod tasks;

use std::collections::HashMap;

use bytes::Bytes;
use hyper::http::request::Parts;
use serde_json::Value;

use super::fault::Fault;
use super::rate_limit::RateLimit;
use super::reply::{Refusal, Reply};
use super::request::{self, Call, Op};
use super::scenario::Scenario;

/// A scenario and what has happened since it began.
pub struct State {
    pub scenario: Scenario,
    pub calls: Vec<Call>,
    pub violations: Vec<String>,
    tokens: HashMap<String, Continuation>,
    described: HashMap<String, usize>,
    rate_limit: RateLimit,
    responses: u64,
}

/// Where a `nextToken` leads, and which query it belongs to.
#[derive(Clone)]
struct Continuation {
    query: Value,
    offset: usize,
    page: usize,
}

impl State {
    pub fn new(scenario: Scenario) -> Self {
        Self {
            scenario,
            calls: Vec::new(),
            violations: Vec::new(),
            tokens: HashMap::new(),
            described: HashMap::new(),
            rate_limit: RateLimit::default(),
            responses: 0,
        }
    }

    pub fn count(&self, op: Op) -> usize {
        self.calls.iter().filter(|call| call.op == op).count()
    }

    /// A number for the request id of a response.
    pub fn next_response(&mut self) -> u64 {
        self.responses += 1;
        self.responses
    }

    pub fn reply(&mut self, head: &Parts, body: &Bytes) -> Reply {
        let (call, broken) = request::read(head, body);
        let nth = call.as_ref().map_or(0, |call| self.count(call.op));
        self.calls.extend(call.clone());
        let call = match call {
            Some(call) if broken.is_empty() => call,
            _ => return self.violation(broken.join("; ")).into(),
        };
        if let Some(fault) = self.scenario.faults.take(call.op, nth) {
            if fault == Fault::Throttle {
                self.mark_throttled();
            }
            return fault.into();
        }
        if self.scenario.throttle_buckets && !self.allows(&call) {
            self.mark_throttled();
            return Refusal::throttled().into();
        }
        let response = match call.op {
            Op::ListServiceDeployments => self.list(&call.body, nth),
            Op::DescribeServiceDeployments => self.describe_deployments(&call.body),
            Op::DescribeServiceRevisions => self.describe_revisions(&call.body),
            Op::DescribeTaskDefinition => self.describe_task_definition(&call.body),
            Op::ListClusters => Ok(self.list_clusters(&call.body)),
            Op::ListServices => self.list_services(&call.body),
            Op::DescribeServices => self.describe_services(&call.body),
            Op::ListTasks => Ok(self.list_tasks(&call.body)),
            Op::DescribeTasks => Ok(self.describe_tasks(&call.body)),
        };
        response.map_or_else(Reply::from, |body| Reply::json(&body))
    }

    /// Records a broken rule. No client retries the refusal.
    fn violation(&mut self, rule: String) -> Refusal {
        let refusal = Refusal::new(
            "InvalidParameterException",
            format!("a rule of the API was broken: {rule}"),
        );
        self.violations.push(rule);
        refusal
    }

    fn allows(&mut self, call: &Call) -> bool {
        let other_client = self.scenario.other_client;
        self.rate_limit.allows(call.op, call.at, other_client)
    }

    fn mark_throttled(&mut self) {
        if let Some(call) = self.calls.last_mut() {
            call.throttled = true;
        }
    }
}

/// Whether a request that names `named`, by name or by ARN, means this ARN.
fn is(arn: &str, named: &str) -> bool {
    arn == named || last_segment(arn) == named
}

fn last_segment(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}
