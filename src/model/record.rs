//! An item of a response: its JSON as ECS returned it, and the members that this program uses.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// An item as ECS returned it, and as this program understands it.
///
/// ECS adds members to these shapes several times a year. `json` is the original text, so that
/// nothing is lost; `item` has only the members that this program uses.
#[derive(Debug, Clone)]
pub struct Record<T> {
    /// The item's JSON, byte for byte.
    pub json: Box<RawValue>,
    /// The members that this program uses.
    pub item: T,
}

impl<T: DeserializeOwned> Record<T> {
    /// Parses an item.
    ///
    /// # Errors
    ///
    /// If a required member is missing, or a member has another type than the API documents.
    pub fn read(json: Box<RawValue>) -> serde_json::Result<Self> {
        let item = serde_json::from_str(json.get())?;
        Ok(Self { json, item })
    }
}
