//! The bodies of ECS's responses, with items as the JSON that arrived.

use crate::aws::captured_call::ResponseBody;
use crate::model::page::Page;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;
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
    #[serde(alias = "clusterArns", alias = "serviceArns", alias = "taskArns")]
    arns: Option<List<String>>,
    next_token: Option<String>,
}

/// Described items, and those that could not be described.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
pub struct DescribeBody {
    #[serde(
        alias = "serviceDeployments",
        alias = "serviceRevisions",
        alias = "services",
        alias = "tasks"
    )]
    pub items: Option<List<Box<RawValue>>>,
    pub failures: Option<List<Box<RawValue>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct TaskDefinitionBody {
    task_definition: Option<Value>,
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
        self.task_definition.is_none()
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
    pub fn with_tags(self) -> Value {
        let mut task_definition = self.task_definition.unwrap_or_default();
        if let (Some(members), Some(tags)) = (task_definition.as_object_mut(), self.tags) {
            members.insert("tags".to_owned(), tags);
        }
        task_definition
    }
}
