//! The grammar by which the command line names a deployment or a service revision.

use crate::model::arn::{Arn, Kind};
use std::fmt;
use std::str::FromStr;

/// The least number of characters of an ID.
const MIN_PREFIX_LENGTH: usize = 4;

/// A name for a deployment or a service revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// The full ARN of a service deployment or a service revision.
    Arn { arn: String, kind: Kind },
    /// `latest`, which is 0, and `latest~N`.
    Latest(usize),
    /// `current`: what serves now.
    Current,
    /// `previous`: the last success of another revision than the one that serves.
    Previous,
    /// `ecs-svc/N`, the ID in the response of UpdateService and in events. N is the ID of the target
    /// revision.
    ClassicDeployment(String),
    /// `family:revision`: the newest deployment of that task definition.
    TaskDefinition(String),
    /// An ID, or at least its first four characters.
    Prefix(String),
}

impl FromStr for Selector {
    /// What is wrong, for an error message that quotes the text.
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("arn:") {
            return match Arn::parse(text).map(|arn| arn.kind) {
                Some(kind @ (Kind::ServiceDeployment | Kind::ServiceRevision)) => Ok(Self::Arn {
                    arn: text.to_owned(),
                    kind,
                }),
                Some(kind) => Err(format!(
                    "this is the ARN of a {}; a service deployment or service revision is needed",
                    kind.name()
                )),
                None => Err("this is not the ARN of an ECS resource".to_owned()),
            };
        }
        match text {
            "latest" => return Ok(Self::Latest(0)),
            "current" => return Ok(Self::Current),
            "previous" => return Ok(Self::Previous),
            _ => {}
        }
        if let Some(steps) = text.strip_prefix("latest~") {
            return steps.parse().map(Self::Latest).map_err(|_| {
                format!("`{steps}` is not a number of deployments to step back, as in latest~1")
            });
        }
        if let Some(id) = text.strip_prefix("ecs-svc/") {
            return if !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) {
                Ok(Self::ClassicDeployment(id.to_owned()))
            } else {
                Err("a number is expected after ecs-svc/".to_owned())
            };
        }
        if let Some((family, revision)) = text.split_once(':') {
            let fits = !family.is_empty()
                && family.chars().all(is_id_character)
                && !revision.is_empty()
                && revision.bytes().all(|byte| byte.is_ascii_digit());
            return if fits {
                Ok(Self::TaskDefinition(text.to_owned()))
            } else {
                Err("a task definition is written family:revision, as in web:42".to_owned())
            };
        }
        if !text.chars().all(is_id_character) || text.is_empty() {
            return Err(
                "an ID has only letters, digits, - and _; `latest`, `latest~1`, `current`, \
                 `previous`, `ecs-svc/N`, `family:revision` and full ARNs work too"
                    .to_owned(),
            );
        }
        if text.len() < MIN_PREFIX_LENGTH {
            return Err(format!(
                "an ID needs at least its first {MIN_PREFIX_LENGTH} characters"
            ));
        }
        Ok(Self::Prefix(text.to_owned()))
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Arn { arn, .. } => f.write_str(arn),
            Self::Latest(0) => f.write_str("latest"),
            Self::Latest(steps) => write!(f, "latest~{steps}"),
            Self::Current => f.write_str("current"),
            Self::Previous => f.write_str("previous"),
            Self::ClassicDeployment(id) => write!(f, "ecs-svc/{id}"),
            Self::TaskDefinition(name) => f.write_str(name),
            Self::Prefix(prefix) => f.write_str(prefix),
        }
    }
}

fn is_id_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Result<Selector, String> {
        text.parse()
    }

    #[test]
    fn rejects_with_advice() {
        for (text, advice) in [
            ("abc", "at least its first 4 characters"),
            ("", "an ID has only letters"),
            ("a b c d", "an ID has only letters"),
            ("latest~x", "not a number"),
            ("latest~-1", "not a number"),
            ("ecs-svc/", "a number is expected"),
            ("web:", "family:revision"),
            (
                "arn:aws:ecs:eu-west-1:123456789012:service/shop/web",
                "the ARN of a service;",
            ),
            ("arn:aws:s3:::bucket", "not the ARN of an ECS resource"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(advice), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = parse(&text);
        }

        #[test]
        fn every_real_id_is_a_selector(id in "[A-Za-z0-9_-]{21,22}") {
            prop_assert_eq!(parse(&id), Ok(Selector::Prefix(id.clone())));
            prop_assert_eq!(parse(&id).expect("an id").to_string(), id);
        }
    }
}
