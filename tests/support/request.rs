//! A request as ECS receives it, and the rules that it has to follow.

use std::collections::HashSet;
use std::fmt;
use std::time::Instant;

use bytes::Bytes;
use hyper::HeaderMap;
use hyper::http::request::Parts;
use serde_json::Value;

const TARGET_PREFIX: &str = "AmazonEC2ContainerServiceV20141113.";

/// The API operations of the endpoint. Any other is a violation, above all one that writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    ListServiceDeployments,
    DescribeServiceDeployments,
    DescribeServiceRevisions,
    DescribeTaskDefinition,
    ListClusters,
    ListServices,
    DescribeServices,
    ListTasks,
    DescribeTasks,
}

impl Op {
    /// The operations that `list` needs.
    pub const OF_LISTS: [Self; 3] = [
        Self::ListServiceDeployments,
        Self::DescribeServiceDeployments,
        Self::DescribeServiceRevisions,
    ];

    pub const ALL: [Self; 9] = [
        Self::ListServiceDeployments,
        Self::DescribeServiceDeployments,
        Self::DescribeServiceRevisions,
        Self::DescribeTaskDefinition,
        Self::ListClusters,
        Self::ListServices,
        Self::DescribeServices,
        Self::ListTasks,
        Self::DescribeTasks,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::ListServiceDeployments => "ListServiceDeployments",
            Self::DescribeServiceDeployments => "DescribeServiceDeployments",
            Self::DescribeServiceRevisions => "DescribeServiceRevisions",
            Self::DescribeTaskDefinition => "DescribeTaskDefinition",
            Self::ListClusters => "ListClusters",
            Self::ListServices => "ListServices",
            Self::DescribeServices => "DescribeServices",
            Self::ListTasks => "ListTasks",
            Self::DescribeTasks => "DescribeTasks",
        }
    }

    /// The members that a request body may have.
    fn members(self) -> &'static [&'static str] {
        match self {
            Self::ListServiceDeployments => &[
                "cluster",
                "createdAt",
                "maxResults",
                "nextToken",
                "service",
                "status",
            ],
            Self::DescribeServiceDeployments => &["serviceDeploymentArns"],
            Self::DescribeServiceRevisions => &["serviceRevisionArns"],
            Self::DescribeTaskDefinition => &["taskDefinition", "include"],
            Self::ListClusters => &["maxResults", "nextToken"],
            Self::ListServices => &["cluster", "maxResults", "nextToken"],
            Self::DescribeServices => &["cluster", "services", "include"],
            Self::ListTasks => &[
                "cluster",
                "startedBy",
                "serviceName",
                "desiredStatus",
                "maxResults",
                "nextToken",
            ],
            Self::DescribeTasks => &["cluster", "tasks", "include"],
        }
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A request for one of the operations.
#[derive(Clone, Debug)]
pub struct Call {
    pub op: Op,
    /// Null where the body was not JSON.
    pub body: Value,
    pub at: Instant,
    /// From the credential scope of the signature, like the access key.
    pub region: String,
    pub access_key: String,
    pub session_token: Option<String>,
    pub user_agent: String,
    /// Whether the response was a ThrottlingException.
    pub throttled: bool,
}

/// Reads a request and returns the rules that it broke. Without an operation there is no call.
pub fn read(head: &Parts, body: &Bytes) -> (Option<Call>, Vec<String>) {
    let mut broken = Vec::new();
    let headers = &head.headers;
    if head.method != "POST" || head.uri.path() != "/" {
        broken.push(format!("{} {} is not POST /", head.method, head.uri.path()));
    }
    let content_type = text(headers, "content-type").unwrap_or_default();
    if content_type != "application/x-amz-json-1.1" {
        broken.push(format!("the content type is {content_type:?}"));
    }
    let scope = match signature(headers) {
        Ok(scope) => scope,
        Err(problem) => {
            broken.push(problem);
            Scope::default()
        }
    };
    let target = text(headers, "x-amz-target").unwrap_or_default();
    let op = target
        .strip_prefix(TARGET_PREFIX)
        .and_then(|name| Op::ALL.into_iter().find(|op| op.name() == name));
    let Some(op) = op else {
        broken.push(format!(
            "{target:?} is not an operation that this program may call"
        ));
        return (None, broken);
    };
    let body = serde_json::from_slice(body).unwrap_or(Value::Null);
    broken.extend(body_problems(op, &body));
    let call = Call {
        op,
        body,
        at: Instant::now(),
        region: scope.region,
        access_key: scope.access_key,
        session_token: text(headers, "x-amz-security-token").map(str::to_owned),
        user_agent: text(headers, "user-agent").unwrap_or_default().to_owned(),
        throttled: false,
    };
    (Some(call), broken)
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[derive(Default)]
struct Scope {
    access_key: String,
    region: String,
}

fn signature(headers: &HeaderMap) -> Result<Scope, String> {
    let authorization = text(headers, "authorization").ok_or("the request is not signed")?;
    let wrong = |what: &str| format!("{what} in authorization: {authorization:?}");
    let parameters: Vec<&str> = authorization
        .strip_prefix("AWS4-HMAC-SHA256 ")
        .ok_or_else(|| wrong("no AWS4-HMAC-SHA256"))?
        .split(',')
        .map(str::trim)
        .collect();
    let parameter = |name: &str| {
        parameters
            .iter()
            .find_map(|parameter| parameter.strip_prefix(name)?.strip_prefix('='))
            .ok_or_else(|| wrong(&format!("no {name}")))
    };

    let credential: Vec<&str> = parameter("Credential")?.split('/').collect();
    let [access_key, date, region, "ecs", "aws4_request"] = credential[..] else {
        return Err(wrong("a credential scope that is not of ecs"));
    };
    if access_key.is_empty() || region.is_empty() {
        return Err(wrong("a credential scope without a key or a region"));
    }
    if date.len() != 8 || !date.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong("a date that is not yyyymmdd"));
    }
    let signed: Vec<&str> = parameter("SignedHeaders")?.split(';').collect();
    if !signed.contains(&"host") || !signed.contains(&"x-amz-date") {
        return Err(wrong("no host or no x-amz-date among the signed headers"));
    }
    let signature = parameter("Signature")?;
    if signature.len() != 64 || !signature.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(wrong("a signature that is not 64 hexadecimal digits"));
    }
    match text(headers, "x-amz-date") {
        Some(signed_at) if signed_at.starts_with(date) => Ok(Scope {
            access_key: access_key.to_owned(),
            region: region.to_owned(),
        }),
        Some(signed_at) => Err(wrong(&format!("another date than {signed_at}"))),
        None => Err("there is no x-amz-date".to_owned()),
    }
}

fn body_problems(op: Op, body: &Value) -> Vec<String> {
    let Some(members) = body.as_object() else {
        return vec![format!("the body of {op} is not a JSON object")];
    };
    let mut problems: Vec<String> = members
        .keys()
        .filter(|name| !op.members().contains(&name.as_str()))
        .map(|name| format!("{op} has no member {name:?}"))
        .collect();
    problems.extend(match op {
        Op::ListServiceDeployments => list_problems(body),
        Op::DescribeServiceDeployments => arn_problems(body, "serviceDeploymentArns", 20),
        Op::DescribeServiceRevisions => arn_problems(body, "serviceRevisionArns", 20),
        Op::ListClusters | Op::ListServices => max_results_problems(body),
        Op::DescribeServices => arn_problems(body, "services", 10),
        Op::DescribeTasks => arn_problems(body, "tasks", 100),
        Op::DescribeTaskDefinition => match body["taskDefinition"].as_str() {
            Some(name) if !name.is_empty() => Vec::new(),
            _ => vec![format!("taskDefinition must be a name or an ARN: {body}")],
        },
        Op::ListTasks => match (&body["startedBy"], &body["serviceName"]) {
            // ECS accepts one of the two.
            (Value::String(_), Value::Null) | (Value::Null, Value::String(_)) => Vec::new(),
            _ => vec![format!(
                "either startedBy or serviceName must be set: {body}"
            )],
        },
    });
    problems
}

fn max_results_problems(body: &Value) -> Vec<String> {
    match &body["maxResults"] {
        Value::Null => Vec::new(),
        max if max.as_u64().is_some_and(|max| (1..=100).contains(&max)) => Vec::new(),
        max => vec![format!("maxResults must be from 1 to 100, not {max}")],
    }
}

fn list_problems(body: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let mut expect = |kept: bool, rule: &str| {
        if !kept {
            problems.push(format!("{rule}: {body}"));
        }
    };
    expect(
        body["service"]
            .as_str()
            .is_some_and(|name| !name.is_empty()),
        "service must be a name or an ARN",
    );
    for name in ["cluster", "nextToken"] {
        let value = &body[name];
        expect(
            value.is_null() || value.as_str().is_some_and(|text| !text.is_empty()),
            &format!("{name} must be a string, or absent"),
        );
    }
    let status = &body["status"];
    expect(
        status.is_null()
            || status
                .as_array()
                .is_some_and(|list| list.iter().all(Value::is_string)),
        "status must be a list of strings",
    );
    let created = &body["createdAt"];
    expect(
        created.is_null()
            || created.as_object().is_some_and(|bounds| {
                bounds.iter().all(|(name, bound)| {
                    ["before", "after"].contains(&name.as_str()) && bound.is_number()
                })
            }),
        "createdAt must have before and after as numbers",
    );
    problems.extend(max_results_problems(body));
    problems
}

fn arn_problems(body: &Value, member: &str, max: usize) -> Vec<String> {
    let Some(arns) = body[member].as_array() else {
        return vec![format!("{member} must be a list: {body}")];
    };
    let mut problems = Vec::new();
    if arns.is_empty() || arns.len() > max {
        problems.push(format!("{member} has {} ARNs, not 1 to {max}", arns.len()));
    }
    let mut seen = HashSet::new();
    for arn in arns {
        match arn.as_str() {
            None | Some("") => problems.push(format!("{member} has {arn} for an ARN")),
            Some(arn) if !seen.insert(arn) => {
                problems.push(format!("{member} asks twice for {arn}"));
            }
            Some(_) => {}
        }
    }
    problems
}
