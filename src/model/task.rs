//! A task, as DescribeTasks returns it.
//!
//! API: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html>

use crate::model::arn::last_segment;
use crate::model::timestamp;
use crate::model::timestamp::Timestamp;
use serde::Deserialize;

/// The members of a task that this program uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct Task {
    pub task_arn: String,
    /// The ID of the deployment that started it, `ecs-svc/N`, where N is the ID of the service revision.
    pub started_by: Option<String>,
    pub stop_code: Option<String>,
    pub stopped_reason: Option<String>,
    #[serde(default, deserialize_with = "timestamp::optional")]
    pub stopped_at: Option<Timestamp>,
    pub containers: Option<Vec<Container>>,
}

/// A container of a task.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an object")]
pub struct Container {
    pub name: Option<String>,
    pub exit_code: Option<i64>,
    pub reason: Option<String>,
}

/// Which tasks to list.
#[derive(Debug, Clone)]
pub enum TaskFilter {
    /// Tasks that a deployment started, by its ID `ecs-svc/N`.
    Deployment(String),
    /// Tasks of a service, by its name.
    Service(String),
}

impl Task {
    /// The ID: the last part of the ARN.
    pub fn id(&self) -> &str {
        last_segment(&self.task_arn)
    }
}
