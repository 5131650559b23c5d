//! Finds what is nested too deep in a saved history.

use crate::model::nesting::{MAX_DEPTH, arn_of, is_deeper_than};
use serde::Deserialize;
use serde_json::Deserializer;
use serde_json::value::RawValue;

/// The lists of a document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Lists<'a> {
    #[serde(borrow)]
    service_deployments: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    service_revisions: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    services: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    task_definitions: Option<Vec<&'a RawValue>>,
}

/// The first item that is nested too deep: its ARN, or its place in a list. `None` if it is no item.
pub fn first_item(documents: &[u8]) -> Option<String> {
    let documents = Deserializer::from_slice(documents).into_iter::<&RawValue>();
    let document = documents
        .map_while(Result::ok)
        .find(|document| is_deeper_than(MAX_DEPTH, document.get()))?;
    let in_lists = serde_json::from_str(document.get()).ok().and_then(in_lists);
    in_lists.or_else(|| arn_of(document))
}

fn in_lists(lists: Lists<'_>) -> Option<String> {
    let lists = [
        ("serviceDeployments", lists.service_deployments),
        ("serviceRevisions", lists.service_revisions),
        ("services", lists.services),
        ("taskDefinitions", lists.task_definitions),
    ];
    let mut items = lists.into_iter().flat_map(|(name, list)| {
        let items = list.unwrap_or_default().into_iter().enumerate();
        items.map(move |(index, item)| (name, index, item))
    });
    // The document and the list are two levels more.
    let (name, index, item) = items.find(|(.., item)| is_deeper_than(MAX_DEPTH - 2, item.get()))?;
    Some(arn_of(item).unwrap_or_else(|| format!("{name}[{index}]")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_item_or_its_place() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        let item = |arn: &str| format!(r#"{{"serviceDeploymentArn": "{arn}", "x": {deep}}}"#);
        let fine = r#"{"serviceDeploymentArn": "fine"}"#;
        for (text, name) in [
            (
                format!(r#"{{"serviceDeployments": [{fine}, {}]}}"#, item("d")),
                Some("d"),
            ),
            (
                format!(r#"{fine} {{"services": [{{}}, {{"x": {deep}}}]}}"#),
                Some("services[1]"),
            ),
            (
                format!(r#"{{"serviceRevisions": [{{"serviceRevisionArn": "r", "x": {deep}}}]}}"#),
                Some("r"),
            ),
            (item("line"), Some("line")),
            (format!(r#"{{"other": {deep}}}"#), None),
            (deep.clone(), None),
            (fine.to_owned(), None),
        ] {
            assert_eq!(first_item(text.as_bytes()).as_deref(), name, "{text}");
        }
    }
}
