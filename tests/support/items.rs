//! Items by their ARN, in the order in which they came.

use std::collections::HashMap;

use serde_json::Value;

/// Items that are found without looking at all of them: an endpoint may hold a hundred thousand.
#[derive(Clone, Debug, Default)]
pub struct Items {
    list: Vec<Value>,
    by_arn: HashMap<String, usize>,
    by_service: HashMap<String, Vec<usize>>,
}

impl Items {
    /// Adds items; one takes the place of an earlier one with the same ARN, which is in this member.
    pub fn put(&mut self, items: Vec<Value>, key: &str) {
        for item in items {
            let arn = item[key].as_str().unwrap_or_default().to_owned();
            if let Some(place) = self.by_arn.get(&arn) {
                self.list[*place] = item;
                continue;
            }
            let place = self.list.len();
            self.by_arn.insert(arn, place);
            if let Some(service) = item["serviceArn"].as_str() {
                let places = self.by_service.entry(service.to_owned()).or_default();
                places.push(place);
            }
            self.list.push(item);
        }
    }

    pub fn get(&self, arn: &str) -> Option<&Value> {
        Some(&self.list[*self.by_arn.get(arn)?])
    }

    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.list.iter()
    }

    /// Those of a service, by its ARN.
    pub fn of_service<'s>(&'s self, arn: &str) -> impl Iterator<Item = &'s Value> {
        let places = self.by_service.get(arn).into_iter().flatten();
        places.map(|place| &self.list[*place])
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
