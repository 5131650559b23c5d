//! Tasks and task definitions.

use serde_json::{Value, json};

use super::{State, is, texts};
use crate::support::data;
use crate::support::reply::Refusal;

impl State {
    pub(super) fn describe_task_definition(&self, body: &Value) -> Result<Value, Refusal> {
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
        let is_there = |_: &Value| !self.scenario.deleted_task_definitions.contains(named);
        let mut item = found.filter(is_there).ok_or_else(gone)?;
        let tags = item.as_object_mut().and_then(|item| item.remove("tags"));
        let mut response = json!({"taskDefinition": item});
        if body["include"] == json!(["TAGS"]) {
            response["tags"] = tags.unwrap_or(json!([]));
        }
        Ok(response)
    }

    /// Two a page, so that pages are followed.
    pub(super) fn list_tasks(&self, body: &Value) -> Value {
        let tasks = self.scenario.tasks.iter();
        let started = tasks
            .filter(|task| body["startedBy"].is_null() || task["startedBy"] == body["startedBy"]);
        let arns: Vec<&Value> = started.map(|task| &task["taskArn"]).collect();
        let from = body["nextToken"]
            .as_str()
            .and_then(|token| token.parse().ok());
        let from = from.unwrap_or(0).min(arns.len());
        let end = (from + 2).min(arns.len());
        let mut response = json!({"taskArns": arns[from..end]});
        if end < arns.len() {
            response["nextToken"] = end.to_string().into();
        }
        response
    }

    pub(super) fn describe_tasks(&self, body: &Value) -> Value {
        let (found, failures) = self.describe(&texts(&body["tasks"]), &self.scenario.tasks);
        json!({"tasks": found, "failures": failures})
    }
}
