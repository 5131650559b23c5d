//! The bodies of ECS's responses, with items as the JSON that arrived.

use crate::aws::captured_call::ResponseBody;
use crate::model::page::Page;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::fmt;
use std::marker::PhantomData;

/// The most items of a list. ECS returns up to 100, and each needs more memory than its text.
const MAX_ITEMS: usize = 10_000;

/// A page of ListServiceDeployments.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct ListDeploymentsBody {
    pub service_deployments: Option<List<Box<RawValue>>>,
    pub next_token: Option<String>,
}

/// A page of ARNs.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct ListArnsBody {
    #[serde(rename = "clusterArns", alias = "serviceArns", alias = "taskArns")]
    arns: Option<List<String>>,
    next_token: Option<String>,
}

/// Described items, and those that could not be described.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
pub struct DescribeBody {
    #[serde(
        rename = "serviceDeployments",
        alias = "serviceRevisions",
        alias = "services",
        alias = "tasks"
    )]
    pub items: Option<List<Box<RawValue>>>,
    pub failures: Option<List<Box<RawValue>>>,
}

/// A task definition. A response without one is not a response: compared as if it were empty, it
/// would hide every change.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct TaskDefinitionBody {
    #[serde(deserialize_with = "with_its_arn")]
    task_definition: Map<String, Value>,
    tags: Option<Value>,
}

/// A list of up to [`MAX_ITEMS`] items; more are an error.
pub struct List<T>(Vec<T>);

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Items(PhantomData))
    }
}

struct Items<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Items<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<List<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            if items.len() == MAX_ITEMS {
                return Err(A::Error::custom(format_args!(
                    "more than {MAX_ITEMS} items"
                )));
            }
            items.push(item);
        }
        Ok(List(items))
    }
}

impl ResponseBody for ListDeploymentsBody {
    const MEMBERS: &'static [&'static str] = &["serviceDeployments", "nextToken"];

    fn is_empty(&self) -> bool {
        self.service_deployments.is_none() && self.next_token.is_none()
    }
}

impl ResponseBody for ListArnsBody {
    const MEMBERS: &'static [&'static str] =
        &["clusterArns", "serviceArns", "taskArns", "nextToken"];

    fn is_empty(&self) -> bool {
        self.arns.is_none()
    }
}

impl ResponseBody for DescribeBody {
    const MEMBERS: &'static [&'static str] = &[
        "serviceDeployments",
        "serviceRevisions",
        "services",
        "tasks",
        "failures",
    ];

    fn is_empty(&self) -> bool {
        self.items.is_none() && self.failures.is_none()
    }
}

impl ResponseBody for TaskDefinitionBody {
    const MEMBERS: &'static [&'static str] = &["taskDefinition", "tags"];

    fn is_empty(&self) -> bool {
        false
    }
}

fn with_its_arn<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Map<String, Value>, D::Error> {
    const ARN: &str = "taskDefinitionArn";
    let members = Map::deserialize(deserializer)?;
    match members.get(ARN) {
        Some(Value::String(_)) => Ok(members),
        _ => Err(D::Error::missing_field(ARN)),
    }
}

impl From<ListArnsBody> for Page<String> {
    fn from(body: ListArnsBody) -> Self {
        Self {
            items: body.arns.map_or_else(Vec::new, |arns| arns.0),
            next_token: body.next_token,
        }
    }
}

impl TaskDefinitionBody {
    /// The task definition, with its tags as a member.
    pub fn with_tags(mut self) -> Value {
        if let Some(tags) = self.tags {
            self.task_definition.insert("tags".to_owned(), tags);
        }
        self.task_definition.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::unexpected::Flaw;
    use serde::de::DeserializeOwned;

    fn words<T: DeserializeOwned>(body: &str) -> String {
        let error = match serde_json::from_slice::<T>(body.as_bytes()) {
            Ok(_) => return "fine".to_owned(),
            Err(error) => error,
        };
        let body = body.as_bytes();
        Flaw::Unreadable {
            error: &error,
            body,
        }
        .words()
    }

    #[test]
    fn says_what_arrived_instead() {
        for (body, expected) in [
            ("", "returned an empty body"),
            (" \n", "returned an empty body"),
            (
                "<html><body>Log in</body></html>",
                "returned HTML or XML, not JSON",
            ),
            (
                "\n  <?xml version=\"1.0\"?>",
                "returned HTML or XML, not JSON",
            ),
            (
                "Bad Gateway",
                "returned what is not JSON: expected value at line 1 column 1",
            ),
            (
                r#"{"services": ["#,
                "returned what is not JSON: EOF while parsing a list at line 1 column 14",
            ),
            (
                "null",
                "returned another document: invalid type: null, expected an object at line 1 column 4",
            ),
            (
                r#"{"services": 7}"#,
                "returned another document: invalid type: integer `7`, expected a list at line 1 column 14",
            ),
            // Names of this program's own are never part of it.
            (
                r#"{"services": [], "serviceDeployments": []}"#,
                "returned another document: duplicate field `serviceDeployments` at line 1 column 37",
            ),
            (
                r#"{"services": [], "services": []}"#,
                "returned another document: duplicate field `serviceDeployments` at line 1 column 27",
            ),
            (r#"{"services": []}"#, "fine"),
            (r#"{"items": 7}"#, "fine"),
        ] {
            assert_eq!(words::<DescribeBody>(body), expected, "{body}");
        }
        assert_eq!(words::<ListArnsBody>(r#"{"arns": 7}"#), "fine");
        assert_eq!(
            words::<TaskDefinitionBody>("{}"),
            "returned another document: missing field `taskDefinition` at line 1 column 2"
        );
    }
}
