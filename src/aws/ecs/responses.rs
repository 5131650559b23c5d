//! The bodies of ECS's responses, with items as the JSON that arrived.

use crate::aws::captured_call::ResponseBody;
use crate::model::page::Page;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// A page of ListServiceDeployments.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct ListDeploymentsBody {
    pub service_deployments: Option<Vec<Box<RawValue>>>,
    pub next_token: Option<String>,
}

/// A page of ARNs.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct ListArnsBody {
    #[serde(alias = "clusterArns", alias = "serviceArns", alias = "taskArns")]
    arns: Option<Vec<String>>,
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
    pub items: Option<Vec<Box<RawValue>>>,
    pub failures: Option<Vec<Box<RawValue>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct TaskDefinitionBody {
    task_definition: Option<Value>,
    tags: Option<Value>,
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
            items: body.arns.unwrap_or_default(),
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
