//! Reads the lists of documents, one item at a time, and goes on behind items that are broken.

use crate::model::deployment::Deployment;
use crate::saved::documents::{DocumentSkipped, Reader, with_position};
use crate::saved::item_kind::{Arns, ItemKind, add};
use crate::saved::problems::not_a_history;
use crate::saved::text::{ParseError, Position, Start};
use serde::de::IgnoredAny;
use std::io::Read;

impl<R: Read> Reader<'_, R> {
    /// Reads the items of the list that begins here: of a kind, or of all kinds.
    pub fn list(&mut self, kind: Option<ItemKind>) -> Result<(), DocumentSkipped> {
        self.text.advance(1);
        self.text.skip_space();
        if self.text.peek() == Some(b']') {
            self.text.advance(1);
            return Ok(());
        }
        let mut has_gap = false;
        loop {
            self.text.skip_space();
            let start = self.text.position();
            let read = match kind {
                _ if kind.is_some() && self.is_at_document() => {
                    Err(self.text.unexpected("expected an item, not a document"))
                }
                Some(ItemKind::Deployment) => self.deployment(),
                Some(kind) => self.item(kind),
                None => self.item_or_document()?,
            };
            if let Err(error) = read
                && self.skip_item(&error)? == Start::Item
            {
                continue;
            }
            self.text.skip_space();
            match self.text.peek() {
                Some(b',') => self.text.advance(1),
                Some(b']') => {
                    self.text.advance(1);
                    return Ok(());
                }
                _ => {
                    self.skip_gap(start, has_gap)?;
                    has_gap = true;
                }
            }
        }
    }

    /// Reports that no comma follows an item, and goes on to the next item. `start` is where the item
    /// began, and `is_reported` whether the list had such a gap before.
    fn skip_gap(&mut self, start: Position, is_reported: bool) -> Result<(), DocumentSkipped> {
        let error = self.text.unexpected("expected `,` or `]`");
        if is_reported {
            self.has_problems = true;
        } else {
            self.not_json(&error);
        }
        let is_outdented = self.text.position().column == 1 && start.column > 1;
        if error.is_end || is_outdented || self.is_at_document() {
            return Err(DocumentSkipped);
        }
        if self.text.peek() == Some(b'{') && self.is_at_item() {
            return Ok(());
        }
        self.find_item(start)
    }

    /// Whether an item begins here.
    fn is_at_item(&mut self) -> bool {
        let arns = self.text.parse::<Arns>();
        arns.is_ok_and(|(arns, _)| arns.kind().is_some())
    }

    /// Goes on to the next item of a list, where one began at `start`.
    fn find_item(&mut self, start: Position) -> Result<(), DocumentSkipped> {
        if self.text.peek().is_some() {
            self.text.advance(1);
        }
        // An item in a line of its own is followed by others with the same indentation.
        let indentation = usize::try_from(start.column - 1).ok();
        let start = self.text.find_start(indentation, |name| match name {
            "serviceDeploymentArn" | "serviceRevisionArn" => Some(Start::Item),
            name => ItemKind::of_list(name).map(|_| Start::Document),
        });
        match start {
            Some(Start::Item) => Ok(()),
            _ => Err(DocumentSkipped),
        }
    }

    /// A deployment of a list. There may be a million of them, so each is parsed only once.
    fn deployment(&mut self) -> Result<(), ParseError> {
        let (item, length) = self.text.parse::<Deployment>()?;
        let added = self
            .items
            .add_deployment(item, self.text.next_bytes(length));
        self.added(added, self.text.position());
        self.text.advance(length);
        Ok(())
    }

    fn item(&mut self, kind: ItemKind) -> Result<(), ParseError> {
        let (_, length) = self.text.parse::<IgnoredAny>()?;
        let added = add(self.items, kind, self.text.next_bytes(length));
        self.added(added, self.text.position());
        self.text.advance(length);
        Ok(())
    }

    /// Whether a document begins here. In a list, that means that the list was cut short.
    fn is_at_document(&mut self) -> bool {
        let member = self.text.first_member();
        member.is_some_and(|name| ItemKind::of_list(name).is_some())
    }

    /// An item of a list that does not say what its items are: perhaps a document, since `jq --slurp`
    /// makes a list of all that it reads.
    fn item_or_document(&mut self) -> Result<Result<(), ParseError>, DocumentSkipped> {
        if self.text.peek() != Some(b'{') {
            return Ok(Err(self.text.unexpected("expected an item")));
        }
        let (arns, length) = match self.text.parse::<Arns>() {
            Ok(parsed) => parsed,
            Err(error) => return Ok(Err(error)),
        };
        match arns.kind() {
            Some(kind) => {
                let added = add(self.items, kind, self.text.next_bytes(length));
                self.added(added, self.text.position());
                self.text.advance(length);
            }
            None => self.document()?,
        }
        Ok(Ok(()))
    }

    /// Reports an item that cannot be read, and goes on behind it: to the next item, or to the comma
    /// before it.
    fn skip_item(&mut self, error: &ParseError) -> Result<Start, DocumentSkipped> {
        if self.is_at_document() {
            self.not_json(error);
            return Err(DocumentSkipped);
        }
        let length = match self.text.parse::<IgnoredAny>() {
            Ok((_, length)) => {
                let name = self.name;
                self.report(|| not_a_history(name, &with_position(error)));
                Some(length)
            }
            Err(_) => {
                self.not_json(error);
                // Brackets have no end, either, in a text that ended.
                let may_end = !error.is_end;
                may_end
                    .then(|| self.text.length_by_brackets(b",]"))
                    .flatten()
            }
        };
        if let Some(length) = length {
            self.text.advance(length);
            return Ok(Start::Comma);
        }
        self.find_item(self.text.position()).map(|()| Start::Item)
    }
}
