//! An item of a response: its JSON as ECS returned it, and the members that this program uses.

use crate::model::nesting::{MAX_DEPTH, arn_of, is_deeper_than};
use serde::de::{DeserializeOwned, Error};
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
    /// If a required member is missing, a member has another type than the API documents, or the item
    /// is nested so deep that it could not be printed.
    pub fn read(json: Box<RawValue>) -> serde_json::Result<Self> {
        if is_deeper_than(MAX_DEPTH, json.get()) {
            let name = arn_of(&json).unwrap_or_else(|| "it".to_owned());
            let message = format!("{name} is nested deeper than {MAX_DEPTH} levels");
            return Err(serde_json::Error::custom(message));
        }
        let item = serde_json::from_str(json.get())?;
        Ok(Self { json, item })
    }
}
