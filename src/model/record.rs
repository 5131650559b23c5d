//! An item of a response: its JSON as ECS returned it, and the members that this program uses.

use crate::model::nesting::{MAX_DEPTH, arn_of, is_deeper_than};
use serde::de::{DeserializeOwned, Error};
use serde_json::value::RawValue;
use std::ops::Deref;
use std::sync::Arc;

/// An item as ECS returned it, and as this program understands it. Cheap to clone.
///
/// ECS adds members to these shapes several times a year. `json` is the original text, so that
/// nothing is lost; `item` has only the members that this program uses.
#[derive(Debug)]
pub struct Record<T> {
    /// The item's JSON.
    pub json: JsonText,
    /// The members that this program uses.
    pub item: Arc<T>,
}

/// The JSON of an item, with every member and every digit as it was returned. It is empty where a
/// command prints no JSON: a long history is mostly text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JsonText(Option<Arc<str>>);

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
        Ok(Self::new(Box::<str>::from(json), item))
    }
}

impl<T> Record<T> {
    /// An item that was parsed from this text.
    pub fn new(json: impl Into<Arc<str>>, item: T) -> Self {
        Self {
            json: JsonText(Some(json.into())),
            item: Arc::new(item),
        }
    }

    /// Drops the text.
    pub fn forget_json(&mut self) {
        self.json = JsonText::default();
    }

    /// An item whose text is not needed.
    pub fn without_json(item: impl Into<Arc<T>>) -> Self {
        Self {
            json: JsonText::default(),
            item: item.into(),
        }
    }
}

impl<T> Clone for Record<T> {
    fn clone(&self) -> Self {
        Self {
            json: self.json.clone(),
            item: Arc::clone(&self.item),
        }
    }
}

impl Deref for JsonText {
    type Target = str;

    /// The text, empty if it was not kept, which no parser takes for JSON.
    fn deref(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }
}
