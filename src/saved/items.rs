//! The items of saved documents, each once.

use crate::model::deployment::Deployment;
use crate::model::nesting::{MAX_DEPTH, arn_of, is_deeper_than};
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::service::Service;
use crate::saved::interner::Interner;
use crate::saved::merge;
use crate::saved::unusable::Unusable;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use memchr::memchr2_iter;
use serde_json::Value;
use std::collections::HashMap;
use std::collections::hash_map::{self, RandomState};
use std::hash::BuildHasher;
use std::sync::Arc;

/// What documents contain.
#[derive(Debug, Default)]
pub struct Items {
    /// Whether the JSON of deployments is kept.
    keeps_json: bool,
    interner: Interner,
    /// The last item in one line.
    line: String,
    /// In the order of their first appearance.
    pub deployments: Vec<Record<Deployment>>,
    indices: Indices,
    /// By ARN.
    pub revisions: HashMap<String, Record<Revision>>,
    /// By ARN.
    pub services: HashMap<String, Record<Service>>,
    /// By ARN, with their tags as a member.
    pub task_definitions: HashMap<String, Value>,
    /// Whether a list has a nextToken, so that pages are missing.
    pub has_next_token: bool,
}

/// The index of each deployment, by ARN. It has no copies of the ARNs, of which there may be a
/// million.
#[derive(Debug, Default)]
pub struct Indices {
    table: HashTable<usize>,
    hasher: RandomState,
}

impl Items {
    pub fn new(keeps_json: bool) -> Self {
        Self {
            keeps_json,
            ..Self::default()
        }
    }

    /// Adds a deployment, which was parsed from `json`.
    ///
    /// # Errors
    ///
    /// Why it could not be printed.
    pub fn add_deployment(&mut self, mut item: Deployment, json: &[u8]) -> Result<(), Unusable> {
        let json = printable(json)?;
        self.interner.intern(&mut item);
        let record = match self.keeps_json {
            true => Record::new(in_one_line(json, &mut self.line), item),
            false => Record::without_json(item),
        };
        let arn = &record.item.service_deployment_arn;
        match self.indices.entry(arn, &self.deployments) {
            Entry::Occupied(known) => {
                let known = &mut self.deployments[*known.get()];
                let mut merged = merge::deployments(known, record)?;
                if let Some(item) = Arc::get_mut(&mut merged.item) {
                    self.interner.intern(item);
                }
                *known = merged;
            }
            Entry::Vacant(entry) => {
                entry.insert(self.deployments.len());
                self.deployments.push(record);
            }
        }
        Ok(())
    }

    /// Adds a revision, which was parsed from `json`.
    ///
    /// # Errors
    ///
    /// Why it could not be printed.
    pub fn add_revision(&mut self, item: Revision, json: &[u8]) -> Result<(), Unusable> {
        let record = Record::new(in_one_line(printable(json)?, &mut self.line), item);
        let arn = record.item.service_revision_arn.clone();
        add(&mut self.revisions, arn, record, merge::revisions)
    }

    /// Adds a service, which was parsed from `json`.
    ///
    /// # Errors
    ///
    /// Why it could not be printed.
    pub fn add_service(&mut self, item: Service, json: &[u8]) -> Result<(), Unusable> {
        let record = Record::new(in_one_line(printable(json)?, &mut self.line), item);
        let arn = record.item.service_arn.clone();
        add(&mut self.services, arn, record, merge::services)
    }

    /// Adds a task definition.
    ///
    /// # Errors
    ///
    /// It has no ARN.
    pub fn add_task_definition(&mut self, item: Value) -> Result<(), Unusable> {
        let arn = item["taskDefinitionArn"].as_str().map(str::to_owned);
        let arn =
            arn.ok_or_else(|| Unusable::Invalid("missing field `taskDefinitionArn`".to_owned()))?;
        add(&mut self.task_definitions, arn, item, |known, read| {
            Ok(merge::task_definitions(known, read))
        })
    }

    /// The deployments, and where each of them is.
    pub fn take_deployments(&mut self) -> (Vec<Record<Deployment>>, Indices) {
        (
            std::mem::take(&mut self.deployments),
            std::mem::take(&mut self.indices),
        )
    }
}

impl Indices {
    /// Where each of these deployments is.
    pub fn of(deployments: &[Record<Deployment>]) -> Self {
        let mut indices = Self::default();
        for (index, record) in deployments.iter().enumerate() {
            let arn = &record.item.service_deployment_arn;
            indices.entry(arn, deployments).insert(index);
        }
        indices
    }

    fn entry<'a>(&'a mut self, arn: &str, deployments: &[Record<Deployment>]) -> Entry<'a, usize> {
        let arn_at = |index: &usize| deployments[*index].item.service_deployment_arn.as_str();
        let hasher = &self.hasher;
        self.table.entry(
            hasher.hash_one(arn),
            |index| arn_at(index) == arn,
            |index| hasher.hash_one(arn_at(index)),
        )
    }

    /// The index of the deployment with this ARN.
    pub fn find(&self, arn: &str, deployments: &[Record<Deployment>]) -> Option<usize> {
        let is_meant = |index: &usize| deployments[*index].item.service_deployment_arn == arn;
        let hash = self.hasher.hash_one(arn);
        self.table.find(hash, is_meant).copied()
    }
}

fn add<T>(
    items: &mut HashMap<String, T>,
    arn: String,
    read: T,
    merge: fn(&T, T) -> Result<T, Unusable>,
) -> Result<(), Unusable> {
    match items.entry(arn) {
        hash_map::Entry::Occupied(mut known) => {
            let merged = merge(known.get(), read)?;
            known.insert(merged);
        }
        hash_map::Entry::Vacant(entry) => {
            entry.insert(read);
        }
    }
    Ok(())
}

/// The text of an item.
///
/// # Errors
///
/// It is not UTF-8, or nested too deep to be printed.
fn printable(json: &[u8]) -> Result<&str, Unusable> {
    let text = std::str::from_utf8(json);
    let text = text.map_err(|_| Unusable::Invalid("it is not UTF-8".to_owned()))?;
    let may_be_deep = memchr2_iter(b'{', b'[', json).nth(MAX_DEPTH).is_some();
    if may_be_deep && is_deeper_than(MAX_DEPTH, text) {
        let arn = serde_json::from_str(text).ok().and_then(arn_of);
        return Err(Unusable::TooDeep(arn));
    }
    Ok(text)
}

/// JSON without the white space between its values.
fn in_one_line<'a>(json: &str, line: &'a mut String) -> &'a str {
    line.clear();
    // Where the text begins that is not copied yet.
    let mut start = 0;
    for (index, (byte, is_string)) in bytes_and_strings(json.as_bytes()).enumerate() {
        if !is_string && byte.is_ascii_whitespace() {
            line.push_str(&json[start..index]);
            start = index + 1;
        }
    }
    line.push_str(&json[start..]);
    line
}

/// Each byte, and whether it is part of a string.
fn bytes_and_strings(json: &[u8]) -> impl Iterator<Item = (u8, bool)> {
    let (mut is_string, mut is_escaped) = (false, false);
    json.iter().map(move |byte| {
        let was_string = is_string;
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_string => is_escaped = true,
            b'"' => is_string = !is_string,
            _ => {}
        }
        (*byte, was_string || is_string)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn white_space_goes_but_not_from_strings() {
        for (text, expected) in [
            (
                "{\n  \"a\": [1, 2 ],\r\n\t\"b\" : \"x \\\" y\\\\\"\n}",
                r#"{"a":[1,2],"b":"x \" y\\"}"#,
            ),
            (
                "{\"ä ö\": \"日 本\",\n\"c\": {} }",
                "{\"ä ö\":\"日 本\",\"c\":{}}",
            ),
            ("{\"a\": 1}", "{\"a\":1}"),
        ] {
            assert_eq!(in_one_line(text, &mut String::new()), expected);
        }
    }

    #[test]
    fn what_cannot_be_printed_is_an_error() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(printable(nested(127).as_bytes()).is_ok());
        let error = printable(nested(128).as_bytes()).expect_err("too deep");
        assert_eq!(error, Unusable::TooDeep(None));
        let many = format!("[{}\"{}\"]", "[],".repeat(500), "[".repeat(500));
        assert!(printable(many.as_bytes()).is_ok());
        assert!(printable(b"\"\xff\"").is_err());
    }

    proptest! {
        #[test]
        fn means_the_same(text in ".{0,40}", number in any::<i64>()) {
            let value = json!({"a": [text, {"b\n": number}], (text.clone()): null});
            let pretty = serde_json::to_string_pretty(&value).expect("JSON");
            let mut line = String::new();
            prop_assert_eq!(in_one_line(&pretty, &mut line), value.to_string());
        }
    }
}
