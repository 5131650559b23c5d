//! An item of a response: its JSON as ECS returned it, and the members that this program uses.

use serde::de::DeserializeOwned;
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

/// The JSON of an item, byte for byte. It is empty where a command prints no JSON: a long history
/// is mostly text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JsonText(Option<Arc<str>>);

impl<T: DeserializeOwned> Record<T> {
    /// Parses an item.
    ///
    /// # Errors
    ///
    /// If a required member is missing, or a member has another type than the API documents.
    pub fn read(json: Box<RawValue>) -> serde_json::Result<Self> {
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
