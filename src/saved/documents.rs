//! Reads the JSON documents of a saved history.

use crate::error::{Error, Result};
use crate::model::deployment::Deployment;
use crate::model::nesting::MAX_DEPTH;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service::Service;
use crate::saved::too_deep;
use anyhow::anyhow;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, value::to_raw_value};
use std::collections::HashMap;

/// The content of any number of documents, each item once.
#[derive(Debug)]
pub struct Documents {
    pub deployments: Vec<Record<Deployment>>,
    pub revisions: Vec<Record<Revision>>,
    pub services: Vec<Record<Service>>,
    /// By ARN, with their tags as a member.
    pub task_definitions: HashMap<String, Value>,
    /// Whether a list has a nextToken, so that pages are missing.
    pub has_next_token: bool,
}

impl Documents {
    /// Reads any number of JSON documents. Items with the same ARN are merged; later members win.
    pub fn read(name: &str, bytes: &[u8], prepare: impl Fn(&mut Value)) -> Result<Self> {
        let mut deployments = Items::default();
        let mut revisions = Items::default();
        let mut services = Items::default();
        let mut task_definitions = HashMap::new();
        let mut is_empty = true;
        let mut has_next_token = false;
        // PowerShell and some editors write a byte order mark.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        for document in serde_json::Deserializer::from_slice(bytes).into_iter::<Value>() {
            let mut document = document.map_err(|error| not_readable(name, bytes, &error))?;
            prepare(&mut document);
            let saved = take_task_definitions(&mut document);
            let lists = [
                ("serviceDeployments", &mut deployments),
                ("serviceRevisions", &mut revisions),
                ("services", &mut services),
            ];
            let token = document.get("nextToken").and_then(Value::as_str);
            has_next_token |= token.is_some_and(|token| !token.is_empty());
            let mut is_known = !saved.is_empty();
            task_definitions.extend(saved);
            for (member, items) in lists {
                match document.get_mut(member).map(Value::take) {
                    Some(Value::Array(list)) => {
                        is_known = true;
                        list.into_iter().for_each(|item| items.add(item));
                    }
                    Some(_) => {
                        return Err(not_a_history(name, &format!("its {member} is not a list")));
                    }
                    None => {}
                }
            }
            // A single item, as in the output of -o jsonl.
            if document.get("serviceDeploymentArn").is_some() {
                deployments.add(document);
            } else if document.get("serviceRevisionArn").is_some() {
                revisions.add(document);
            } else if document.get("serviceArn").is_some() {
                services.add(document);
            } else if !is_known {
                return Err(not_a_history(
                    name,
                    "a document has neither serviceDeployments, serviceRevisions nor services",
                ));
            }
            is_empty = false;
        }
        if is_empty {
            return Err(not_a_history(name, "it is empty"));
        }
        Ok(Self {
            deployments: deployments.read(name)?,
            revisions: revisions.read(name)?,
            services: services.read(name)?,
            task_definitions,
            has_next_token,
        })
    }
}

/// Takes a response to DescribeTaskDefinition, or a list of task definitions, by ARN.
fn take_task_definitions(document: &mut Value) -> HashMap<String, Value> {
    let list = document.get_mut("taskDefinitions").map(Value::take);
    let mut items = match list {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    // In a service revision, this member is an ARN.
    if let Some(Value::Object(mut members)) = document.get("taskDefinition").cloned() {
        if let Some(tags) = document.get("tags") {
            members.insert("tags".to_owned(), tags.clone());
        }
        items.push(members.into());
    }
    let arn = |item: &Value| item["taskDefinitionArn"].as_str().map(str::to_owned);
    items
        .into_iter()
        .filter_map(|item| Some((arn(&item)?, item)))
        .collect()
}

/// Items by ARN, in the order of their first appearance.
#[derive(Default)]
struct Items {
    by_arn: Map<String, Value>,
    without_arn: Vec<Value>,
}

impl Items {
    fn add(&mut self, item: Value) {
        let arn = ["serviceDeploymentArn", "serviceRevisionArn", "serviceArn"]
            .iter()
            .find_map(|member| item.get(member)?.as_str())
            .map(str::to_owned);
        match (arn, item) {
            (Some(arn), Value::Object(members)) => {
                let known = self.by_arn.entry(arn).or_insert_with(|| Map::new().into());
                if let Value::Object(known) = known {
                    known.extend(members);
                }
            }
            // An error will come from reading it.
            (_, item) => self.without_arn.push(item),
        }
    }

    fn read<T: DeserializeOwned>(self, name: &str) -> Result<Vec<Record<T>>> {
        let items = self.by_arn.into_iter().map(|(_, item)| item);
        items
            .chain(self.without_arn)
            .map(|item| Record::read(to_raw_value(&item)?))
            .collect::<serde_json::Result<_>>()
            .map_err(|error| not_a_history(name, &error.to_string()))
    }
}

/// Why a document could not be read as a tree.
fn not_readable(name: &str, bytes: &[u8], error: &serde_json::Error) -> Error {
    // serde_json ends its messages with the line and the column.
    let text = error.to_string();
    let Some(position) = text.strip_prefix("recursion limit exceeded") else {
        return Error::usage(anyhow!("{name} is not JSON: {text}"));
    };
    let item = too_deep::first_item(bytes).unwrap_or_else(|| "a document".to_owned());
    Error::usage(anyhow!(
        "{item} in {name} is nested too deep{position}: the limit is {MAX_DEPTH} levels"
    ))
}

fn not_a_history(name: &str, why: &str) -> Error {
    Error::usage(anyhow!("{name} is not a deployment history: {why}")).hint(
        "expected JSON documents with serviceDeployments, serviceRevisions, services or \
         taskDefinition, such as the output of `ecs-history … -o json` or \
         `aws ecs describe-service-deployments`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error_of(text: &str) -> String {
        let read = Documents::read("h.json", text.as_bytes(), |_| {});
        read.expect_err(text).to_string()
    }

    #[test]
    fn an_error_says_where_it_is_not_json() {
        let text = error_of("{\"serviceDeployments\": [\n  {]}");
        assert!(
            text.contains("h.json is not JSON: ") && text.contains("line 2 column 4"),
            "{text}"
        );
    }

    #[test]
    fn an_error_says_why_it_is_not_a_history() {
        for (text, why) in [
            ("", "it is empty"),
            ("[]", "has neither"),
            ("{}", "has neither"),
            ("17 \"x\"", "has neither"),
            (
                r#"{"serviceDeployments": 5}"#,
                "its serviceDeployments is not a list",
            ),
            (
                r#"{"serviceDeployments": [{}]}"#,
                "missing field `serviceDeploymentArn`",
            ),
            (r#"{"serviceDeployments": [7]}"#, "invalid type"),
            (
                r#"{"serviceRevisions": [{"serviceRevisionArn": "a", "createdAt": true}]}"#,
                "is not a time",
            ),
        ] {
            let error = error_of(text);
            assert!(
                error.contains("h.json is not a deployment history: "),
                "{error}"
            );
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
