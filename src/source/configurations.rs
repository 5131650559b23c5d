//! Whole configurations: service revisions with their task definitions.

use crate::error::{Error, ExitCode, Result};
use crate::model::arn::last_segment;
use crate::model::config_diff::Configuration;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::source::Source;
use serde_json::Value;
use std::collections::HashMap;

/// Task definitions by ARN.
pub type TaskDefinitions = HashMap<String, Value>;

/// Describes the task definitions of these revisions, side by side and each once. What is denied or
/// gone is said in notes: revisions can be compared without.
pub async fn task_definitions(
    source: &Source,
    revisions: &[&Record<Revision>],
) -> Result<(TaskDefinitions, Vec<String>)> {
    let mut names: Vec<&String> = revisions
        .iter()
        .filter_map(|record| record.item.task_definition.as_ref())
        .collect();
    names.sort();
    names.dedup();
    let calls: Vec<_> = names
        .into_iter()
        .map(|name| {
            let call = source.clone().describe_task_definition(name.clone());
            (name, tokio::spawn(call))
        })
        .collect();
    let mut known = HashMap::new();
    let mut missing = Vec::new();
    for (name, call) in calls {
        match call.await.map_err(anyhow::Error::from)? {
            Ok(task_definition) => drop(known.insert(name.clone(), task_definition)),
            Err(error) if error.is_denied() || error.exit_code() == ExitCode::NoMatch => {
                missing.push((last_segment(name), error));
            }
            Err(error) => return Err(error),
        }
    }
    let (denied, gone): (Vec<_>, Vec<_>) = missing
        .into_iter()
        .partition(|(_, error): &(&str, Error)| error.is_denied());
    let gone: Vec<&str> = gone.into_iter().map(|(name, _)| name).collect();
    let mut notes = Vec::new();
    if !gone.is_empty() {
        let verb = if gone.len() == 1 { " is" } else { "s are" };
        let names = gone.join(", ");
        notes.push(format!(
            "task definition{verb} gone, and not compared: {names}"
        ));
    }
    // Denied are all of them alike.
    if !denied.is_empty() {
        notes.push(
            "only the revisions are compared, not the task definitions: \
             ecs:DescribeTaskDefinition is denied"
                .to_owned(),
        );
    }
    Ok((known, notes))
}

/// A revision as it is compared.
pub fn configuration(
    revision: &Record<Revision>,
    task_definitions: &TaskDefinitions,
) -> Result<Configuration> {
    let name = revision.item.task_definition.as_ref();
    Ok(Configuration {
        task_definition: name.and_then(|name| task_definitions.get(name)).cloned(),
        revision: serde_json::from_str(revision.json.get())?,
    })
}
