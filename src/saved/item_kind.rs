//! The kinds of items that documents have.

use crate::model::revision::Revision;
use crate::model::service::Service;
use crate::saved::items::Items;
use crate::saved::unusable::Unusable;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

/// What items are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    Deployment,
    Revision,
    Service,
    TaskDefinition,
}

impl ItemKind {
    /// The kind of the items of a list, by its name.
    pub fn of_list(name: &str) -> Option<Self> {
        match name {
            "serviceDeployments" => Some(Self::Deployment),
            "serviceRevisions" => Some(Self::Revision),
            "services" => Some(Self::Service),
            "taskDefinitions" => Some(Self::TaskDefinition),
            _ => None,
        }
    }
}

/// The members by which an item is recognized. A deployment also has the ARN of its service.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default, expecting = "an object")]
pub struct Arns {
    pub service_deployment_arn: Option<IgnoredAny>,
    pub service_revision_arn: Option<IgnoredAny>,
    pub service_arn: Option<IgnoredAny>,
    pub task_definition_arn: Option<IgnoredAny>,
}

impl Arns {
    /// The kind of the item that has them.
    pub fn kind(&self) -> Option<ItemKind> {
        let arns = [
            (&self.service_deployment_arn, ItemKind::Deployment),
            (&self.service_revision_arn, ItemKind::Revision),
            (&self.service_arn, ItemKind::Service),
            (&self.task_definition_arn, ItemKind::TaskDefinition),
        ];
        let mut known = arns.into_iter().filter(|(arn, _)| arn.is_some());
        Some(known.next()?.1)
    }
}

/// Adds an item by its text.
///
/// # Errors
///
/// Why it is not one.
pub fn add(items: &mut Items, kind: ItemKind, json: &[u8]) -> Result<(), Unusable> {
    match kind {
        ItemKind::Deployment => items.add_deployment(parse_item(json)?, json),
        ItemKind::Revision => items.add_revision(parse_item::<Revision>(json)?, json),
        ItemKind::Service => items.add_service(parse_item::<Service>(json)?, json),
        ItemKind::TaskDefinition => items.add_task_definition(parse_item(json)?),
    }
}

/// Parses an item, or a part of one.
///
/// # Errors
///
/// Why it is not one.
pub fn parse_item<T: DeserializeOwned>(json: &[u8]) -> Result<T, Unusable> {
    serde_json::from_slice(json).map_err(|error| {
        let text = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        Unusable::Invalid(text.strip_suffix(&place).unwrap_or(&text).to_owned())
    })
}
