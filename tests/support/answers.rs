//! A request in, an answer out: what ECS would say to a call, given a scenario and the calls before.
//!
//! Nothing here knows of sockets.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use chrono::{Months, Utc};
use hyper::http::request::Parts;
use serde_json::{Map, Value, json};

use super::data;
use super::items::Items;
use super::rate_limit::RateLimit;
use super::reply::{Refusal, Reply};
use super::request::{self, Call, Op};
use super::scenario::{DescribeOrder, Fault, Order, Scenario, Token, member};

const DEFAULT_PAGE: usize = 20;

/// The scenario, and what has happened since it began.
pub struct State {
    pub scenario: Scenario,
    pub calls: Vec<Call>,
    pub violations: Vec<String>,
    tokens: HashMap<String, Continuation>,
    described: HashMap<String, usize>,
    rate_limit: RateLimit,
    answered: u64,
}

/// Where a `nextToken` leads, and for which question it was handed out.
#[derive(Clone)]
struct Continuation {
    question: Value,
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
            answered: 0,
        }
    }

    pub fn count(&self, op: Op) -> usize {
        self.calls.iter().filter(|call| call.op == op).count()
    }

    /// A number for the request id of an answer.
    pub fn next_answer(&mut self) -> u64 {
        self.answered += 1;
        self.answered
    }

    pub fn reply(&mut self, head: &Parts, body: &Bytes) -> Reply {
        let (call, broken) = request::read(head, body);
        let nth = call.as_ref().map_or(0, |call| self.count(call.op));
        self.calls.extend(call.clone());
        let call = match call {
            Some(call) if broken.is_empty() => call,
            _ => return self.violation(broken.join("; ")).into(),
        };
        if let Some(fault) = self.scenario.take_fault(call.op, nth) {
            if fault == Fault::Throttle {
                self.mark_throttled();
            }
            return fault.into();
        }
        if self.scenario.throttle_buckets && !self.allows(&call) {
            self.mark_throttled();
            return Refusal::throttled().into();
        }
        let answer = match call.op {
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
        answer.map_or_else(Reply::from, |body| Reply::json(&body))
    }

    /// Notes a broken rule. The refusal is one that no client repeats.
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

    fn list(&mut self, body: &Value, nth: usize) -> Result<Value, Refusal> {
        let service = self.service(body)?;
        let question = json!([service, body["status"], body["createdAt"]]);
        let (offset, page) = match body["nextToken"].as_str() {
            None => (0, 0),
            Some(token) => match self.tokens.get(token).cloned() {
                Some(known) if known.question == question => (known.offset, known.page),
                Some(_) => {
                    let rule = format!("nextToken is of another question: {body}");
                    return Err(self.violation(rule));
                }
                None => {
                    let rule = format!("nextToken was never handed out: {body}");
                    return Err(self.violation(rule));
                }
            },
        };
        let items = self.matching(&service, body, nth)?;

        let asked = body["maxResults"].as_u64().map_or(DEFAULT_PAGE, |most| {
            usize::try_from(most).unwrap_or(DEFAULT_PAGE)
        });
        let size = match self.scenario.page_size {
            _ if self.scenario.empty_pages.contains(&page) => 0,
            Some(cap) => asked.min(cap),
            None => asked,
        };
        let end = (offset + size).min(items.len());
        let shown: Vec<Value> = items[offset.min(end)..end]
            .iter()
            .map(|item| brief(item))
            .collect();
        let mut answer = json!({"serviceDeployments": shown});
        let is_last = end == items.len()
            && !self.scenario.empty_pages.contains(&page)
            && !self.scenario.empty_pages.contains(&(page + 1));
        if !is_last || self.scenario.repeat_token {
            answer["nextToken"] = self.hand_out(question, end, page + 1).into();
        } else {
            match self.scenario.last_token {
                Token::Absent => {}
                Token::Null => answer["nextToken"] = Value::Null,
                Token::Empty => answer["nextToken"] = "".into(),
            }
        }
        Ok(answer)
    }

    fn hand_out(&mut self, question: Value, offset: usize, page: usize) -> String {
        let mut known = self.tokens.iter();
        if self.scenario.repeat_token
            && let Some((token, _)) = known.find(|(_, next)| next.question == question)
        {
            return token.clone();
        }
        let next = Continuation {
            question,
            offset,
            page,
        };
        let number = data::spread(self.tokens.len() as u64);
        let token = format!("eyJwYWdlIjoi{number:016x}In0=");
        self.tokens.insert(token.clone(), next);
        token
    }

    /// The ARN of the service that a request names.
    fn service(&self, body: &Value) -> Result<String, Refusal> {
        let named = body["cluster"].as_str().unwrap_or("default");
        self.cluster(body)?;
        let cluster = last_segment(named);
        let service = body["service"].as_str().unwrap_or_default();
        if let Some((_, path)) = service.split_once(":service/")
            && let Some((of, _)) = path.split_once('/')
            && of != cluster
        {
            return Err(Refusal::new(
                "InvalidParameterException",
                format!("Identifier is for {of}. Your cluster is {cluster}"),
            ));
        }
        let in_cluster = |arn: &str| {
            arn.rsplit_once('/')
                .is_some_and(|(path, _)| is(&path.replacen(":service/", ":cluster/", 1), named))
        };
        let mut services = self.scenario.services.iter();
        let known = services.find(|arn| in_cluster(arn) && is(arn, service));
        let traits = known.and_then(|arn| self.scenario.traits.get(arn));
        if traits.is_some_and(|traits| traits.controller.is_some()) {
            let message = "This operation is not supported by the deployment controller.";
            return Err(Refusal::new("UnsupportedFeatureException", message));
        }
        if known.is_some_and(|arn| self.scenario.denied_services.contains(arn)) {
            let message = "User: x is not authorized";
            return Err(Refusal::new("AccessDeniedException", message));
        }
        known
            .filter(|_| !traits.is_some_and(|traits| traits.is_deleted))
            .cloned()
            .ok_or_else(|| Refusal::new("ServiceNotFoundException", "Service not found."))
    }

    /// The deployments that a list shows, in its order.
    fn matching(&self, service: &str, body: &Value, nth: usize) -> Result<Vec<&Value>, Refusal> {
        let (after, before) = (
            body["createdAt"]["after"].as_f64(),
            body["createdAt"]["before"].as_f64(),
        );
        let oldest = Utc::now() - Months::new(3);
        let oldest = oldest.timestamp_millis() as f64 / 1000.0;
        if [after, before].into_iter().flatten().any(|at| at < oldest) {
            return Err(Refusal::new(
                "InvalidParameterException",
                "Before and After time filter must be within the last 3 months.",
            ));
        }
        let in_time = |item: &Value| match item["createdAt"].as_f64() {
            Some(at) => after.is_none_or(|after| after <= at) && before.is_none_or(|end| at <= end),
            None => after.is_none() && before.is_none(),
        };
        let statuses = body["status"].as_array();
        let has_begun = |item: &Value| {
            self.scenario.appearances.is_empty()
                || member(item, "serviceDeploymentArn")
                    .and_then(|arn| self.scenario.appearances.get(&arn))
                    .is_none_or(|first| *first <= nth)
        };
        let mut items: Vec<&Value> = self
            .scenario
            .deployments
            .of_service(service)
            .filter(|item| has_begun(item))
            .map(|item| self.listed_state_of(item))
            .filter(|item| {
                statuses.is_none_or(|list| list.is_empty() || list.contains(&item["status"]))
            })
            .filter(|item| in_time(item))
            .collect();
        // To the millisecond, read once for each: the endpoint is to cost little beside the client.
        let created = |item: &&Value| {
            let seconds = item["createdAt"].as_f64().unwrap_or_default();
            (seconds * 1000.0) as i64
        };
        match self.scenario.order {
            Order::Newest => items.sort_by_cached_key(|item| Reverse(created(item))),
            Order::Oldest => items.sort_by_cached_key(created),
            Order::Shuffled => items.sort_by_key(|item| {
                let arn = item["serviceDeploymentArn"].as_str().unwrap_or_default();
                arn.bytes()
                    .fold(0, |hash, byte| data::spread(hash ^ u64::from(byte)))
            }),
        }
        Ok(items)
    }

    fn listed_state_of<'s>(&'s self, item: &'s Value) -> &'s Value {
        let arn = item["serviceDeploymentArn"].as_str().unwrap_or_default();
        let last = self
            .scenario
            .states
            .get(arn)
            .and_then(|states| states.last());
        last.filter(|_| self.scenario.lists_ahead)
            .unwrap_or_else(|| self.state_of(item))
    }

    /// A deployment as it was described last.
    fn state_of<'s>(&'s self, item: &'s Value) -> &'s Value {
        let Some(arn) = item["serviceDeploymentArn"].as_str() else {
            return item;
        };
        let Some(states) = self.scenario.states.get(arn) else {
            return item;
        };
        let described = self.described.get(arn).copied().unwrap_or_default();
        let at = described.saturating_sub(1).min(states.len() - 1);
        &states[at]
    }

    fn describe_deployments(&mut self, body: &Value) -> Result<Value, Refusal> {
        let asked = texts(&body["serviceDeploymentArns"]);
        self.refuse_mixed(&asked)?;
        for arn in &asked {
            *self.described.entry(arn.clone()).or_default() += 1;
        }
        let (found, failures) = self.describe(&asked, &self.scenario.deployments);
        let found: Vec<&Value> = found.into_iter().map(|item| self.state_of(item)).collect();
        Ok(json!({"serviceDeployments": found, "failures": failures}))
    }

    fn describe_revisions(&self, body: &Value) -> Result<Value, Refusal> {
        let asked = texts(&body["serviceRevisionArns"]);
        self.refuse_mixed(&asked)?;
        let (found, failures) = self.describe(&asked, &self.scenario.revisions);
        Ok(json!({"serviceRevisions": found, "failures": failures}))
    }

    fn refuse_mixed(&self, arns: &[String]) -> Result<(), Refusal> {
        let services: HashSet<&str> = arns
            .iter()
            .filter_map(|arn| Some(arn.rsplit_once('/')?.0))
            .collect();
        let is_denied = |service: &&&str| {
            let mut denied = self.scenario.denied_services.iter();
            denied.any(|arn| {
                service.ends_with(arn.split_once(":service").map_or("", |(_, path)| path))
            })
        };
        if let Some(service) = services.iter().find(is_denied) {
            let message = format!("User: x is not authorized on {service}");
            return Err(Refusal::new("AccessDeniedException", message));
        }
        if self.scenario.refuses_mixed && services.len() > 1 {
            let message = "All ARNs must be of the same service.";
            return Err(Refusal::new("InvalidParameterException", message));
        }
        Ok(())
    }

    fn describe_task_definition(&self, body: &Value) -> Result<Value, Refusal> {
        let named = body["taskDefinition"].as_str().unwrap_or_default();
        let mut items = self.scenario.task_definitions.iter();
        let found = items.find(|item| is(item["taskDefinitionArn"].as_str().unwrap_or(""), named));
        let of_revision = || {
            let mut revisions = self.scenario.revisions.iter();
            let revision = revisions.find(|revision| revision["taskDefinition"] == named)?;
            Some(data::task_definition(revision))
        };
        let found = found.cloned().or_else(of_revision);
        let gone = || Refusal::new("ClientException", "Unable to describe task definition.");
        let is_there = |_: &Value| !self.scenario.gone.contains(named);
        let mut item = found.filter(is_there).ok_or_else(gone)?;
        let tags = item.as_object_mut().and_then(|item| item.remove("tags"));
        let mut answer = json!({"taskDefinition": item});
        if body["include"] == json!(["TAGS"]) {
            answer["tags"] = tags.unwrap_or(json!([]));
        }
        Ok(answer)
    }

    /// Two a page, so that pages are followed.
    fn list_tasks(&self, body: &Value) -> Value {
        let tasks = self.scenario.tasks.iter();
        let started = tasks
            .filter(|task| body["startedBy"].is_null() || task["startedBy"] == body["startedBy"]);
        let arns: Vec<&Value> = started.map(|task| &task["taskArn"]).collect();
        let from = body["nextToken"]
            .as_str()
            .and_then(|token| token.parse().ok());
        let from = from.unwrap_or(0).min(arns.len());
        let end = (from + 2).min(arns.len());
        let mut answer = json!({"taskArns": arns[from..end]});
        if end < arns.len() {
            answer["nextToken"] = end.to_string().into();
        }
        answer
    }

    fn describe_tasks(&self, body: &Value) -> Value {
        let (found, failures) = self.describe(&texts(&body["tasks"]), &self.scenario.tasks);
        json!({"tasks": found, "failures": failures})
    }

    fn describe<'s>(&self, asked: &[String], items: &'s Items) -> (Vec<&'s Value>, Vec<Value>) {
        let (mut found, mut failures) = (Vec::new(), Vec::new());
        for arn in asked {
            let item = items.get(arn);
            let described = self.described.get(arn).copied().unwrap_or_default();
            let lifetime = self.scenario.lifetimes.get(arn);
            let item = item.filter(|_| lifetime.is_none_or(|lifetime| described <= *lifetime));
            match (self.scenario.failures.get(arn), item) {
                (Some(failure), _) => failures.push(failure.clone()),
                (None, Some(item)) => found.push(item),
                (None, None) => failures.push(json!({"arn": arn, "reason": "MISSING"})),
            }
        }
        if self.scenario.describe_order == DescribeOrder::Reversed {
            found.reverse();
        }
        (found, failures)
    }
}

/// What ListServiceDeployments shows of a deployment. Members that the API does not have yet are in
/// both calls.
fn brief(item: &Value) -> Value {
    const MEMBERS: [&str; 8] = [
        "serviceDeploymentArn",
        "serviceArn",
        "clusterArn",
        "startedAt",
        "createdAt",
        "finishedAt",
        "status",
        "statusReason",
    ];
    let members = item.as_object().into_iter().flatten();
    let mut brief: Map<String, Value> = members
        .filter(|(name, _)| {
            MEMBERS.contains(&name.as_str()) || name.starts_with('x') || name.starts_with("new")
        })
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if let Some(target) = item["targetServiceRevision"].get("arn") {
        brief.insert("targetServiceRevisionArn".to_owned(), target.clone());
    }
    brief.into()
}

/// Whether an ARN is what a name or an ARN means.
pub(super) fn is(arn: &str, named: &str) -> bool {
    arn == named || last_segment(arn) == named
}

pub(super) fn last_segment(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

pub(super) fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}
