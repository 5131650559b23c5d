//! Saved histories: documents as this program or the AWS CLI prints them.

use super::{Described, Page, Query};
use crate::error::{Error, Result};
use crate::model::arn::{Arn, last_segment};
use crate::model::deployment::Deployment;
use crate::model::failure::Failure;
use crate::model::record::Record;
use crate::model::revision::Revision;
use crate::model::timestamp::{self, Timestamp};
use anyhow::{Context, anyhow};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, value::to_raw_value};
use std::collections::{BTreeSet, HashMap};
use std::io::Read;
use std::path::Path;

/// The built-in history. Its times are told from [`DEMO_NOW`].
const DEMO: &str = include_str!("../demo.json");
const DEMO_NOW: &str = "2026-06-01T12:00:00Z";

/// Everything that a file holds.
#[derive(Debug)]
pub struct Archive {
    /// What to call it in sentences.
    name: String,
    deployments: Vec<Record<Deployment>>,
    /// The place of each deployment, by ARN.
    places: HashMap<String, usize>,
    revisions: HashMap<String, Record<Revision>>,
    /// By ARN, with the tags within.
    task_definitions: HashMap<String, Value>,
    /// Whether a list in it has a nextToken: there were more pages.
    has_next_token: bool,
}

impl Archive {
    /// Reads a file, or standard input for `-`.
    pub fn read(path: &Path) -> Result<Self> {
        let mut bytes = Vec::new();
        let name = if path == Path::new("-") {
            std::io::stdin()
                .read_to_end(&mut bytes)
                .map(|_| "standard input".to_owned())
        } else {
            std::fs::read(path).map(|content| {
                bytes = content;
                path.display().to_string()
            })
        }
        .with_context(|| format!("{} could not be read", path.display()))
        .map_err(Error::usage)?;
        Self::parse(&name, &bytes, |_| {})
    }

    /// The built-in history, with its times moved so that its newest deployment is minutes old.
    pub fn demo(now: Timestamp) -> Result<Self> {
        let told_from = timestamp::from_json(&Value::from(DEMO_NOW)).unwrap_or_default();
        let age = now - told_from;
        Self::parse("the demo", DEMO.as_bytes(), |item| {
            timestamp::rewrite(item, &|time| time + age);
        })
    }

    /// Reads any number of JSON documents. What is known of one ARN from several places is put
    /// together, the later word counts.
    fn parse(name: &str, bytes: &[u8], prepare: impl Fn(&mut Value)) -> Result<Self> {
        let mut deployments = Items::default();
        let mut revisions = Items::default();
        let mut task_definitions = HashMap::new();
        let mut found_any = false;
        let mut has_next_token = false;
        // PowerShell and editors put a byte order mark in front.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        for document in serde_json::Deserializer::from_slice(bytes).into_iter::<Value>() {
            let mut document = document.map_err(|error| {
                // serde_json ends its message with the line and the column.
                Error::usage(anyhow!("{name} is not JSON: {error}"))
            })?;
            prepare(&mut document);
            let saved = take_task_definitions(&mut document);
            let lists = [
                ("serviceDeployments", &mut deployments),
                ("serviceRevisions", &mut revisions),
            ];
            let token = document.get("nextToken").and_then(Value::as_str);
            has_next_token |= token.is_some_and(|token| !token.is_empty());
            let mut fits = !saved.is_empty();
            task_definitions.extend(saved);
            for (member, items) in lists {
                match document.get_mut(member).map(Value::take) {
                    Some(Value::Array(list)) => {
                        fits = true;
                        list.into_iter().for_each(|item| items.add(item));
                    }
                    Some(_) => {
                        return Err(unfit(name, &format!("its {member} is not a list")));
                    }
                    None => {}
                }
            }
            // A single item, as our jsonl has them.
            if document.get("serviceDeploymentArn").is_some() {
                deployments.add(document);
            } else if document.get("serviceRevisionArn").is_some() {
                revisions.add(document);
            } else if !fits {
                return Err(unfit(
                    name,
                    "a document in it has neither serviceDeployments nor serviceRevisions",
                ));
            }
            found_any = true;
        }
        if !found_any {
            return Err(unfit(name, "it is empty"));
        }
        let deployments: Vec<Record<Deployment>> = deployments.read(name)?;
        let places = deployments
            .iter()
            .enumerate()
            .map(|(place, record)| (record.item.service_deployment_arn.clone(), place))
            .collect();
        let revisions = revisions
            .read(name)?
            .into_iter()
            .map(|record: Record<Revision>| (record.item.service_revision_arn.clone(), record))
            .collect();
        Ok(Self {
            name: name.to_owned(),
            deployments,
            places,
            revisions,
            task_definitions,
            has_next_token,
        })
    }

    /// Why the list may not be the whole one.
    pub fn incomplete(&self) -> Option<String> {
        self.has_next_token.then(|| {
            let name = &self.name;
            format!("{name} has a nextToken: it was saved before all pages had come")
        })
    }

    /// All deployments that the query asks for, as one page.
    pub fn list(&self, query: &Query) -> Result<Page> {
        let of_service = |record: &&Record<Deployment>| {
            let Some(arn) = Arn::parse(&record.item.service_deployment_arn) else {
                return query.service.is_none() && query.cluster.is_none();
            };
            let fits = |wanted: &Option<String>, name: Option<&str>| {
                wanted
                    .as_deref()
                    .is_none_or(|wanted| Some(last_segment(wanted)) == name)
            };
            fits(&query.service, arn.service()) && fits(&query.cluster, arn.cluster())
        };
        let mut known = self.deployments.iter().filter(of_service).peekable();
        if known.peek().is_none() && (query.service.is_some() || query.cluster.is_some()) {
            return Err(self.no_such_service(query));
        }
        let wanted = known.filter(|record| {
            let status = record.item.status.as_deref().unwrap_or_default();
            let time = record.item.created_at;
            (query.statuses.is_empty() || query.statuses.contains(&status))
                && query
                    .after
                    .is_none_or(|after| time.is_none_or(|time| time >= after))
        });
        Ok(Page {
            deployments: wanted.cloned().collect(),
            next_token: None,
        })
    }

    fn no_such_service(&self, query: &Query) -> Error {
        let services: BTreeSet<String> = self
            .deployments
            .iter()
            .filter_map(|record| Arn::parse(&record.item.service_deployment_arn))
            .filter_map(|arn| Some(format!("{} in cluster {}", arn.service()?, arn.cluster()?)))
            .collect();
        let named = |name: &Option<String>| name.as_deref().map(last_segment).map(str::to_owned);
        let what = match (named(&query.service), named(&query.cluster)) {
            (Some(service), Some(cluster)) => format!("service {service} in cluster {cluster}"),
            (Some(service), None) => format!("service {service}"),
            (None, cluster) => format!("cluster {}", cluster.unwrap_or_default()),
        };
        let services: Vec<String> = services.into_iter().collect();
        // The code that ECS would lead to, so that a script does the same on both.
        Error::aws(anyhow!("no {what} in {}", self.name))
            .hint(format!("it has: {}", services.join(", ")))
    }

    /// The deployments of these ARNs; those that the file does not have are failures.
    pub fn describe_deployments(&self, arns: &[String]) -> Described<Deployment> {
        self.describe(arns, |arn| Some(&self.deployments[*self.places.get(arn)?]))
    }

    /// The revisions of these ARNs; those that the file does not have are failures.
    pub fn describe_revisions(&self, arns: &[String]) -> Described<Revision> {
        self.describe(arns, |arn| self.revisions.get(arn))
    }

    /// A task definition by its ARN.
    pub fn describe_task_definition(&self, arn: &str) -> Result<Value> {
        let known = self.task_definitions.get(arn).cloned();
        known.ok_or_else(|| {
            let name = last_segment(arn);
            Error::no_match(anyhow!("task definition {name} is not in {}", self.name))
        })
    }

    fn describe<'a, T: Clone + 'a>(
        &self,
        arns: &[String],
        find: impl Fn(&str) -> Option<&'a Record<T>>,
    ) -> Described<T> {
        let mut described = Described::default();
        for arn in arns {
            match find(arn) {
                Some(record) => described.items.push(record.clone()),
                None => described.failures.extend(self.missing(arn)),
            }
        }
        described
    }

    fn missing(&self, arn: &str) -> Option<Record<Failure>> {
        let detail = format!("not in {}", self.name);
        let failure = serde_json::json!({"arn": arn, "reason": "MISSING", "detail": detail});
        Record::read(to_raw_value(&failure).ok()?).ok()
    }
}

/// Takes out what DescribeTaskDefinition answers, or several of them in a list, each by its ARN.
fn take_task_definitions(document: &mut Value) -> HashMap<String, Value> {
    let several = document.get_mut("taskDefinitions").map(Value::take);
    let mut items = match several {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    // A service revision has a member of this name, too: an ARN.
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

/// Items by ARN, in the order in which they first came.
#[derive(Default)]
struct Items {
    by_arn: Map<String, Value>,
    without_arn: Vec<Value>,
}

impl Items {
    fn add(&mut self, item: Value) {
        let arn = ["serviceDeploymentArn", "serviceRevisionArn"]
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
            // Reading it will say what is wrong.
            (_, item) => self.without_arn.push(item),
        }
    }

    fn read<T: DeserializeOwned>(self, name: &str) -> Result<Vec<Record<T>>> {
        let items = self.by_arn.into_iter().map(|(_, item)| item);
        items
            .chain(self.without_arn)
            .map(|item| Record::read(to_raw_value(&item)?))
            .collect::<serde_json::Result<_>>()
            .map_err(|error| unfit(name, &error.to_string()))
    }
}

fn unfit(name: &str, why: &str) -> Error {
    Error::usage(anyhow!("{name} is not a deployment history: {why}")).hint(
        "expected are documents with serviceDeployments, serviceRevisions or taskDefinition, as \
         `ecs-history … -o json` and `aws ecs describe-service-deployments` print them",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    const ARN: &str = "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/abc";

    fn archive(text: &str) -> Result<Archive> {
        Archive::parse("h.json", text.as_bytes(), |_| {})
    }

    fn complaint(text: &str) -> String {
        archive(text).expect_err(text).to_string()
    }

    #[test]
    fn puts_together_what_several_documents_say_of_one_deployment() {
        let brief = format!(
            r#"{{"serviceDeployments":[{{"serviceDeploymentArn":"{ARN}","status":"PENDING","createdAt":1}}]}}"#
        );
        let full = format!(
            r#"{{"serviceDeployments":[{{"serviceDeploymentArn":"{ARN}","status":"SUCCESSFUL","rollback":{{}}}}],"failures":[]}}"#
        );
        let archive = archive(&format!("{brief}\n{full}")).expect("two documents");
        let page = archive.list(&Query::default()).expect("a page");
        let [record] = page.deployments.as_slice() else {
            panic!("one deployment")
        };
        assert_eq!(record.item.status.as_deref(), Some("SUCCESSFUL"));
        assert!(record.item.created_at.is_some() && record.item.rollback.is_some());
    }

    #[test]
    fn says_where_it_is_not_json() {
        let text = complaint("{\"serviceDeployments\": [\n  {]}");
        assert!(
            text.contains("h.json is not JSON: ") && text.contains("line 2 column 4"),
            "{text}"
        );
    }

    #[test]
    fn says_why_it_is_no_history() {
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
            let complaint = complaint(text);
            assert!(
                complaint.contains("h.json is not a deployment history: "),
                "{complaint}"
            );
            assert!(complaint.contains(why), "{text}: {complaint}");
        }
    }

    #[test]
    fn names_the_services_that_it_has() {
        let archive = archive(&format!(r#"{{"serviceDeploymentArn":"{ARN}"}}"#)).expect("one item");
        let query = Query {
            service: Some("wbe".into()),
            ..Query::default()
        };
        let error = archive.list(&query).expect_err("no such service");
        assert_eq!(
            error.to_string(),
            "no service wbe in h.json\n  hint: it has: web in cluster shop"
        );
    }

    #[test]
    fn the_demo_is_minutes_old() {
        let now = chrono::Utc::now();
        let archive = Archive::demo(now).expect("built in");
        let newest = archive
            .deployments
            .iter()
            .filter_map(|record| record.item.created_at)
            .max();
        let age = now - newest.expect("times");
        assert!(
            age > TimeDelta::zero() && age < TimeDelta::minutes(5),
            "{age}"
        );
    }
}
