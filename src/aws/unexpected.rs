//! What is wrong with a response that cannot be read, in words that people can act on.

use crate::error::{Error, ErrorKind};
use crate::model::nesting::MAX_DEPTH;
use anyhow::anyhow;

/// Where a response came from.
#[derive(Debug, Default, Clone)]
pub struct Origin {
    /// The URL that was called, without a password.
    pub endpoint: Option<String>,
    pub request_id: Option<String>,
}

/// What is wrong with a body.
#[derive(Debug)]
pub enum Flaw<'a> {
    /// It is not JSON, or not of the right form.
    Unreadable {
        error: &'a serde_json::Error,
        body: &'a [u8],
    },
    /// It is a list.
    List,
    /// It has a member that no response has, and none of those that it should have.
    Member(&'a str),
    /// An item, by its number, is not of the right form.
    Item(usize, &'a serde_json::Error),
}

impl Flaw<'_> {
    /// The error. `call` is what was called, and for what: `ListServices in cluster shop`.
    pub fn explain(&self, call: &str, from: &str, origin: &Origin) -> Error {
        let id = origin.request_id.as_deref();
        let id = id.map_or_else(String::new, |id| format!(" (request ID {id})"));
        let cause = anyhow!("{from} {}{id}", self.words());
        Error::new(ErrorKind::Transient, cause)
            .context(format!("unexpected response to {call}"))
            .hint(
                "is this the endpoint of ECS, or did a proxy or a login page respond in its place? \
                 check the endpoint URL, and HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
            )
    }

    /// What is wrong, after the name of the endpoint.
    pub fn words(&self) -> String {
        match self {
            Self::Unreadable { error, body } => unreadable(error, body),
            Self::List => "returned a list, not an object".to_owned(),
            Self::Member(name) => {
                format!("returned an unexpected member `{name}`, and nothing that was asked for")
            }
            Self::Item(number, error) => {
                format!("returned an invalid item {number}: {}", of(error))
            }
        }
    }
}

fn unreadable(error: &serde_json::Error, body: &[u8]) -> String {
    let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
    match first {
        None => "returned an empty body".to_owned(),
        Some(b'<') => "returned HTML or XML, not JSON".to_owned(),
        // The message would be that a value is expected, or that a text ends too early.
        _ if error.is_syntax() && !is_too_deep(error) || error.is_eof() => {
            format!("returned what is not JSON: {error}")
        }
        _ => format!("returned another document: {}", of(error)),
    }
}

fn is_too_deep(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("recursion limit exceeded")
}

/// The message of an error.
fn of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if is_too_deep(error) {
        format!("it is nested deeper than {MAX_DEPTH} levels")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_call_the_endpoint_and_the_request() {
        let origin = Origin {
            endpoint: None,
            request_id: Some("r-1".to_owned()),
        };
        let call = "ListServices in cluster shop in eu-west-1";
        let error = Flaw::Member("message").explain(call, "ECS at http://localhost/", &origin);
        insta::assert_snapshot!(error, @r"
        unexpected response to ListServices in cluster shop in eu-west-1
          caused by: ECS at http://localhost/ returned an unexpected member `message`, and nothing that was asked for (request ID r-1)
          hint: is this the endpoint of ECS, or did a proxy or a login page respond in its place? check the endpoint URL, and HTTPS_PROXY, HTTP_PROXY and NO_PROXY
        ");
        assert_eq!(error.exit_code().code(), 254);
    }
}
