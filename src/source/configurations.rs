//! Whole configurations: service revisions with their task definitions.

use crate::error::{ExitCode, Result};
use crate::model::arn::last_segment;
use crate::model::config_diff::Configuration;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::source::Source;
use futures_util::{StreamExt, stream};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::pin::pin;

/// Task definitions by ARN.
pub type TaskDefinitions = HashMap<String, Value>;

/// How many task definitions may be waited for at the same time.
const CONCURRENT_CALLS: usize = 10;

/// Describes the task definitions of revisions, each once. Revisions can be compared without: notes
/// name the task definitions that are denied or do not exist.
pub async fn task_definitions(
    source: &Source,
    revisions: &[&Record<Revision>],
) -> Result<(TaskDefinitions, Vec<String>)> {
    let arns: BTreeSet<&String> = revisions
        .iter()
        .filter_map(|record| record.item.task_definition.as_ref())
        .collect();
    let calls = stream::iter(arns).map(|arn| async move {
        let described = source.describe_task_definition(arn).await;
        (arn, described)
    });
    let mut calls = pin!(calls.buffered(CONCURRENT_CALLS));
    let (mut known, mut missing, mut is_denied) = (HashMap::new(), Vec::new(), false);
    while let Some((arn, described)) = calls.next().await {
        match described {
            Ok(task_definition) => drop(known.insert(arn.clone(), task_definition)),
            Err(error) if error.is_denied() => is_denied = true,
            Err(error) if error.exit_code() == ExitCode::NoMatch => missing.push(last_segment(arn)),
            Err(error) => return Err(error),
        }
    }
    let mut notes = Vec::new();
    if !missing.is_empty() {
        let plural = if missing.len() == 1 { "" } else { "s" };
        let names = missing.join(", ");
        let reason = match source.saved_name() {
            Some(file) => format!("not in {file}"),
            None => "no longer available".to_owned(),
        };
        notes.push(format!(
            "task definition{plural} not compared: {names} ({reason})"
        ));
    }
    if is_denied {
        notes.push(
            "only the revisions are compared, not the task definitions: \
             ecs:DescribeTaskDefinition is denied"
                .to_owned(),
        );
    }
    Ok((known, notes))
}

/// A revision with its task definition, if that is known.
pub fn configuration(
    revision: &Record<Revision>,
    task_definitions: &TaskDefinitions,
) -> Result<Configuration> {
    let arn = revision.item.task_definition.as_ref();
    Ok(Configuration {
        task_definition: arn.and_then(|arn| task_definitions.get(arn)).cloned(),
        revision: serde_json::from_str(&revision.json)?,
    })
}
