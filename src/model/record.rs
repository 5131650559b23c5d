//! An item of ECS's answer: the record itself, and the part of it that we understand.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// An item as ECS returned it, beside our reading of it.
///
/// ECS adds members to these shapes several times a year. `json` is the text that came, so that
/// nothing is lost; `item` has only the members that this program uses.
#[derive(Debug, Clone)]
pub struct Record<T> {
    /// The item's JSON, byte for byte.
    pub json: Box<RawValue>,
    /// What we read from it.
    pub item: T,
}

impl<T: DeserializeOwned> Record<T> {
    /// Reads an item. Fails when a member that we use has another type than the API says.
    pub fn read(json: Box<RawValue>) -> serde_json::Result<Self> {
        let item = serde_json::from_str(json.get())?;
        Ok(Self { json, item })
    }
}
