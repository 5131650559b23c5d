//! Reads the JSON documents of a saved history, one item at a time.
//!
//! What is broken does not hide the rest: it is reported with its place, and reading goes on where
//! the next item or document begins.

mod lists;

use crate::error::Error;
use crate::model::nesting::MAX_DEPTH;
use crate::saved::item_kind::{Arns, ItemKind, add, parse_item};
use crate::saved::items::Items;
use crate::saved::problems::{ACCEPTED, Problems, not_a_history, other_format};
use crate::saved::text::{MAX_VALUE, ParseError, Position, Start, Text};
use crate::saved::unusable::Unusable;
use anyhow::anyhow;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use std::io::Read;

/// A document was broken, which was reported. The next one begins where the text is now.
struct DocumentSkipped;

/// Reads all documents of a text. `name` is for messages. Returns whether it has any that could be
/// read.
pub fn read(name: &str, text: impl Read, items: &mut Items, problems: &mut Problems) -> bool {
    let mut reader = Reader {
        name,
        text: Text::new(text),
        items,
        problems,
        is_known: false,
        has_problems: false,
        has_skipped: false,
        last_fault: None,
        has_reported_end: false,
    };
    reader.read();
    reader.is_known
}

struct Reader<'a, R> {
    name: &'a str,
    text: Text<R>,
    items: &'a mut Items,
    problems: &'a mut Problems,
    is_known: bool,
    has_problems: bool,
    /// Whether a document was skipped, whose rest may follow.
    has_skipped: bool,
    /// Where the last error was that was reported: what is around it is broken for the same reason.
    last_fault: Option<Position>,
    /// Whether an error said that the text ended too early.
    has_reported_end: bool,
}

/// What the members of a document are, apart from lists.
#[derive(Default)]
struct Members {
    arns: Arns,
    has_list: bool,
    task_definition: Option<(Result<Value, Unusable>, Position)>,
    tags: Option<Result<Value, Unusable>>,
}

impl<R: Read> Reader<'_, R> {
    fn read(&mut self) {
        loop {
            self.text.skip_space();
            let read = match self.text.peek() {
                None => break,
                Some(b'{') => self.document(),
                Some(b'[') => self.bare_list(),
                Some(_) => self.other(),
            };
            // If it was broken, that was reported, and the text is where the next one begins.
            self.has_skipped |= matches!(read, Err(DocumentSkipped));
            self.text.clear_mark();
            self.text.clear_possible_start();
        }
        let name = self.name;
        if let Some(error) = self.text.take_error() {
            let message = format!("{name} could not be read to its end");
            self.report(|| Error::usage(anyhow!(error).context(message)));
        } else if !self.is_known && !self.has_problems {
            self.report(|| not_a_history(name, "it is empty"));
        }
    }

    fn report(&mut self, error: impl FnOnce() -> Error) {
        self.has_problems = true;
        self.problems.add(error);
    }

    fn document(&mut self) -> Result<(), DocumentSkipped> {
        // Only its members show whether it is an item by itself, which is kept whole.
        self.text.set_mark();
        let position = self.text.position();
        self.text.advance(1);
        let mut members = Members::default();
        let (mut is_first, mut is_too_large) = (true, false);
        loop {
            self.text.skip_space();
            match self.text.peek() {
                Some(b'}') if is_first => break self.text.advance(1),
                Some(b'"') => self.member(&mut members)?,
                _ => return Err(self.unexpected("expected a member")),
            }
            is_first = false;
            if self.text.marked_length() > MAX_VALUE {
                is_too_large = true;
                self.text.clear_mark();
            }
            self.text.skip_space();
            match self.text.peek() {
                Some(b',') => self.text.advance(1),
                Some(b'}') => break self.text.advance(1),
                _ => return Err(self.unexpected("expected `,` or `}`")),
            }
        }
        let (name, line) = (self.name, position.line);
        if let Some((task_definition, position)) = members.task_definition {
            let added = task_definition.and_then(|mut task_definition| {
                // In the response of DescribeTaskDefinition, the tags stand beside it.
                if let (Value::Object(known), Some(tags)) = (&mut task_definition, members.tags) {
                    known.insert("tags".to_owned(), tags?);
                }
                self.items.add_task_definition(task_definition)
            });
            self.added(added, position);
        } else if members.has_list {
            // Its items were added one by one.
        } else if is_too_large {
            let why = format!(
                "the document at line {line} is larger than {} MiB",
                MAX_VALUE >> 20
            );
            self.report(|| not_a_history(name, &why));
        } else if let Some(kind) = members.arns.kind() {
            let json = self.text.marked().unwrap_or_default();
            let added = add(self.items, kind, json);
            self.added(added, position);
        } else {
            self.report(|| {
                let why = format!("the document at line {line} has no {ACCEPTED}");
                not_a_history(name, &why)
            });
        }
        Ok(())
    }

    fn member(&mut self, members: &mut Members) -> Result<(), DocumentSkipped> {
        let name: String = self.value()?;
        self.text.skip_space();
        match self.text.peek() {
            Some(b':') => self.text.advance(1),
            _ => return Err(self.unexpected("expected `:`")),
        }
        self.text.skip_space();
        let first = self.text.peek();
        let arn = match name.as_str() {
            "nextToken" if first == Some(b'"') => {
                let token: String = self.value()?;
                self.items.has_next_token |= !token.is_empty();
                return Ok(());
            }
            "taskDefinition" if first == Some(b'{') => {
                let position = self.text.position();
                members.task_definition = Some((self.item_value()?, position));
                return Ok(());
            }
            "tags" => {
                members.tags = Some(self.item_value()?);
                return Ok(());
            }
            "serviceDeploymentArn" => &mut members.arns.service_deployment_arn,
            "serviceRevisionArn" => &mut members.arns.service_revision_arn,
            "serviceArn" => &mut members.arns.service_arn,
            "taskDefinitionArn" => &mut members.arns.task_definition_arn,
            name => {
                if let Some(kind) = ItemKind::of_list(name) {
                    members.has_list = true;
                    return self.member_list(name, kind);
                }
                &mut None
            }
        };
        *arn = Some(self.value()?);
        Ok(())
    }

    fn member_list(&mut self, name: &str, kind: ItemKind) -> Result<(), DocumentSkipped> {
        if self.text.peek() != Some(b'[') {
            let position = self.text.position();
            let _: IgnoredAny = self.value()?;
            let why = format!("its {name} is not a list at line {}", position.line);
            let name = self.name;
            self.report(|| not_a_history(name, &why));
            return Ok(());
        }
        // With a list it is a document, whatever its other members looked like.
        self.text.clear_mark();
        self.text.clear_possible_start();
        let had_problems = std::mem::take(&mut self.has_problems);
        let read = self.list(Some(kind));
        // An empty list is known, too.
        self.is_known |= !self.has_problems;
        self.has_problems |= had_problems;
        read
    }

    /// A list without a document around it, as `--query serviceDeployments` prints it.
    fn bare_list(&mut self) -> Result<(), DocumentSkipped> {
        let position = self.text.position();
        let known = std::mem::take(&mut self.is_known);
        let had_problems = std::mem::take(&mut self.has_problems);
        let read = self.list(None);
        if !self.is_known && !self.has_problems {
            let (name, line) = (self.name, position.line);
            self.report(|| {
                let why = format!("the list at line {line} has no {ACCEPTED}");
                not_a_history(name, &why)
            });
        }
        self.is_known |= known;
        self.has_problems |= had_problems;
        read
    }

    /// Reports why an item that begins at a position was not added, if it was not.
    fn added(&mut self, added: Result<(), Unusable>, position: Position) {
        self.is_known |= added.is_ok();
        let Err(why) = added else { return };
        let (name, Position { line, column }) = (self.name, position);
        self.report(|| match why {
            Unusable::Invalid(why) => {
                let why = format!("{why} in the item that begins at line {line} column {column}");
                not_a_history(name, &why)
            }
            Unusable::TooDeep(arn) => Error::usage(anyhow!(
                "{} in {name} is nested too deep at line {line} column {column}: the limit is \
                 {MAX_DEPTH} levels",
                arn.as_deref().unwrap_or("an item")
            )),
        });
    }

    /// What is neither an object nor a list.
    fn other(&mut self) -> Result<(), DocumentSkipped> {
        let (name, position) = (self.name, self.text.position());
        let is_separator = matches!(self.text.peek(), Some(b',' | b']' | b'}'));
        if self.has_skipped && (is_separator || position.column > 1) {
            // It is left of that document.
            return Err(self.find_document());
        }
        let error = match self.text.parse::<IgnoredAny>() {
            Err(error) => error,
            Ok((_, length)) => {
                self.report(|| {
                    let Position { line, column } = position;
                    let why = format!("a value without a name at line {line} column {column}");
                    not_a_history(name, &format!("{why}: expected {ACCEPTED}"))
                });
                self.text.advance(length);
                return Ok(());
            }
        };
        if let Some(format) = other_format(&self.text.line_ahead()) {
            let line = position.line;
            self.report(|| {
                let error = anyhow!("{name} is not JSON but {format} at line {line}");
                Error::usage(error).hint("the AWS CLI prints JSON with --output json")
            });
            return Err(self.find_document());
        }
        Err(self.skip_document(&error))
    }

    /// Parses a value of a document, and goes on behind it.
    fn value<T: DeserializeOwned>(&mut self) -> Result<T, DocumentSkipped> {
        let (value, length) = self.value_ahead()?;
        self.text.advance(length);
        Ok(value)
    }

    fn value_ahead<T: DeserializeOwned>(&mut self) -> Result<(T, usize), DocumentSkipped> {
        if matches!(self.text.peek(), Some(b'{' | b'[')) {
            self.text.mark_possible_start();
        }
        let parsed = self.text.parse();
        parsed.map_err(|error| self.skip_document(&error))
    }

    /// [`Self::value`] for a part of an item, which may be nested too deep.
    fn item_value(&mut self) -> Result<Result<Value, Unusable>, DocumentSkipped> {
        let (_, length) = self.value_ahead::<IgnoredAny>()?;
        let value = parse_item(self.text.next_bytes(length));
        self.text.advance(length);
        Ok(value)
    }

    fn unexpected(&mut self, message: &str) -> DocumentSkipped {
        let error = self.text.unexpected(message);
        self.skip_document(&error)
    }

    /// Reports a document that is not JSON, and goes on to where the next one begins.
    fn skip_document(&mut self, error: &ParseError) -> DocumentSkipped {
        self.not_json(error);
        self.find_document()
    }

    fn not_json(&mut self, error: &ParseError) {
        self.has_problems = true;
        // Why the text ended is reported at its end.
        let is_reported = error.is_end && self.text.has_error();
        let is_repeated = error.is_repeated
            || self.last_fault == Some(error.position)
            || error.is_end && self.has_reported_end;
        self.last_fault = Some(error.position);
        self.has_reported_end |= error.is_end;
        if !is_reported && !is_repeated {
            let name = self.name;
            let why = with_position(error);
            self.report(|| Error::usage(anyhow!("{name} is not JSON: {why}")));
        }
    }

    fn find_document(&mut self) -> DocumentSkipped {
        self.text.clear_mark();
        if self.text.rewind() {
            return DocumentSkipped;
        }
        let position = self.text.position();
        let is_document = position.column == 1 && position.line > 1;
        // It may be the first byte of the next line where something was expected of this document.
        match self.text.peek() {
            Some(b'{' | b'[') if is_document => return DocumentSkipped,
            Some(_) => self.text.advance(1),
            None => {}
        }
        let any = |name: &str| match name {
            "serviceDeploymentArn" | "serviceRevisionArn" => Some(Start::Document),
            name => ItemKind::of_list(name).map(|_| Start::Document),
        };
        self.text.find_start(None, any);
        DocumentSkipped
    }
}

fn with_position(error: &ParseError) -> String {
    let ParseError {
        message, position, ..
    } = error;
    format!(
        "{message} at line {} column {}",
        position.line, position.column
    )
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod limits;
