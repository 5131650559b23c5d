//! ListServiceDeployments: pages, filters and order.

use std::cmp::Reverse;

use chrono::{Months, Utc};
use serde_json::{Map, Value, json};

use super::{Continuation, State, is, last_segment};
use crate::support::data;
use crate::support::reply::Refusal;
use crate::support::scenario::{Order, Token, member};

const DEFAULT_PAGE: usize = 20;

impl State {
    pub(super) fn list(&mut self, body: &Value, nth: usize) -> Result<Value, Refusal> {
        let service = self.service(body)?;
        let query = json!([service, body["status"], body["createdAt"]]);
        let (offset, page) = match body["nextToken"].as_str() {
            None => (0, 0),
            Some(token) => match self.tokens.get(token).cloned() {
                Some(known) if known.query == query => (known.offset, known.page),
                Some(_) => {
                    let rule = format!("nextToken belongs to another query: {body}");
                    return Err(self.violation(rule));
                }
                None => {
                    let rule = format!("nextToken was never handed out: {body}");
                    return Err(self.violation(rule));
                }
            },
        };
        let items = self.matching(&service, body, nth)?;

        let asked = body["maxResults"].as_u64().map_or(DEFAULT_PAGE, |max| {
            usize::try_from(max).unwrap_or(DEFAULT_PAGE)
        });
        let size = match self.scenario.page_size {
            _ if self.scenario.empty_pages.contains(&page) => 0,
            Some(cap) => asked.min(cap),
            None => asked,
        };
        let end = (offset + size).min(items.len());
        let shown: Vec<Value> = items[offset.min(end)..end]
            .iter()
            .map(|item| listed(item))
            .collect();
        let mut response = json!({"serviceDeployments": shown});
        let is_last = end == items.len()
            && !self.scenario.empty_pages.contains(&page)
            && !self.scenario.empty_pages.contains(&(page + 1));
        if !is_last || self.scenario.repeat_token {
            response["nextToken"] = self.hand_out(query, end, page + 1).into();
        } else {
            match self.scenario.last_token {
                Token::Absent => {}
                Token::Null => response["nextToken"] = Value::Null,
                Token::Empty => response["nextToken"] = "".into(),
            }
        }
        Ok(response)
    }

    fn hand_out(&mut self, query: Value, offset: usize, page: usize) -> String {
        let mut known = self.tokens.iter();
        if self.scenario.repeat_token
            && let Some((token, _)) = known.find(|(_, next)| next.query == query)
        {
            return token.clone();
        }
        let next = Continuation {
            query,
            offset,
            page,
        };
        let number = data::spread(self.tokens.len() as u64);
        let token = format!("eyJwYWdlIjoi{number:016x}In0=");
        self.tokens.insert(token.clone(), next);
        token
    }

    /// The ARN of the service that a request names, if its deployments may be listed.
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

    /// The deployments that match a list request, in order.
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
        let has_appeared = |item: &Value| {
            self.scenario.appearances.is_empty()
                || member(item, "serviceDeploymentArn")
                    .and_then(|arn| self.scenario.appearances.get(&arn))
                    .is_none_or(|first| *first <= nth)
        };
        let mut items: Vec<&Value> = self
            .scenario
            .deployments
            .of_service(service)
            .filter(|item| has_appeared(item))
            .map(|item| self.listed_state_of(item))
            .filter(|item| {
                statuses.is_none_or(|list| list.is_empty() || list.contains(&item["status"]))
            })
            .filter(|item| in_time(item))
            .collect();
        // In milliseconds and read once per item, so that the endpoint costs little beside the program.
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

    /// A deployment in the state that was described last.
    pub(super) fn state_of<'s>(&'s self, item: &'s Value) -> &'s Value {
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
}

/// A deployment as ListServiceDeployments returns it. Members that the API does not have yet are in
/// both responses.
fn listed(item: &Value) -> Value {
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
    let mut listed: Map<String, Value> = members
        .filter(|(name, _)| {
            MEMBERS.contains(&name.as_str()) || name.starts_with('x') || name.starts_with("new")
        })
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if let Some(target) = item["targetServiceRevision"].get("arn") {
        listed.insert("targetServiceRevisionArn".to_owned(), target.clone());
    }
    listed.into()
}
