//! Items by ARN, in the order in which they were added.

use std::collections::HashMap;

use serde_json::Value;

/// Items with an index, since an endpoint may hold a hundred thousand.
#[derive(Clone, Debug, Default)]
pub struct Items {
    list: Vec<Value>,
    by_arn: HashMap<String, usize>,
    by_service: HashMap<String, Vec<usize>>,
}

impl Items {
    /// Adds items, whose ARN is in the member `key`. One replaces an earlier one with the same ARN.
    pub fn put(&mut self, items: Vec<Value>, key: &str) {
        for item in items {
            let arn = item[key].as_str().unwrap_or_default().to_owned();
            if let Some(index) = self.by_arn.get(&arn) {
                self.list[*index] = item;
                continue;
            }
            let index = self.list.len();
            self.by_arn.insert(arn, index);
            if let Some(service) = item["serviceArn"].as_str() {
                let indexes = self.by_service.entry(service.to_owned()).or_default();
                indexes.push(index);
            }
            self.list.push(item);
        }
    }

    pub fn get(&self, arn: &str) -> Option<&Value> {
        Some(&self.list[*self.by_arn.get(arn)?])
    }

    pub fn into_list(self) -> Vec<Value> {
        self.list
    }

    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.list.iter()
    }

    /// The items of a service, by its ARN.
    pub fn of_service<'s>(&'s self, arn: &str) -> impl Iterator<Item = &'s Value> {
        let indexes = self.by_service.get(arn).into_iter().flatten();
        indexes.map(|index| &self.list[*index])
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
