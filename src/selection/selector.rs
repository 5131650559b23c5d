//! Naming a deployment or a revision on the command line: the grammar, and finding what is meant.

use crate::model::arn::{Arn, Kind, last_segment};
use crate::model::detail_level::DetailLevel;
use crate::model::history::{Entry, History};
use crate::model::serving::{Serving, previous_success, serving_deployment};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// How many characters of an id tell enough to look for it.
pub const MIN_PREFIX: usize = 4;

/// What a person may write to name a deployment or a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// The full ARN of a service deployment or a service revision.
    Arn { arn: String, kind: Kind },
    /// `latest` (0) and `latest~N`.
    Latest(usize),
    /// What serves now.
    Current,
    /// The last success of another revision than the one that serves.
    Previous,
    /// `ecs-svc/N`, the id that UpdateService and events give. N is the target revision's id.
    ClassicDeployment(String),
    /// `family:revision`: the newest deployment of that task definition.
    TaskDefinition(String),
    /// An id, or the first characters of one.
    Prefix(String),
}

impl FromStr for Selector {
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
                "an id has only letters, digits, - and _; `latest`, `latest~1`, `current`, \
                 `previous`, `ecs-svc/N`, `family:revision` and full ARNs work too"
                    .to_owned(),
            );
        }
        if text.len() < MIN_PREFIX {
            return Err(format!(
                "an id needs at least its first {MIN_PREFIX} characters"
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

/// Why nothing was found.
#[derive(Debug, PartialEq, Eq)]
pub enum ResolveError {
    NoMatch,
    /// Several do: their ids, newest first.
    Ambiguous(Vec<String>),
}

impl Selector {
    /// What has to be fetched before [`Selector::deployment`] or [`Selector::revision`] can answer.
    /// `None` if the ARN says it all.
    pub fn required_detail(&self, wanted: Kind) -> Option<DetailLevel> {
        match self {
            Self::Arn { kind, .. } if *kind == wanted => None,
            Self::Current | Self::Previous => Some(DetailLevel::Rollbacks),
            Self::TaskDefinition(_) => Some(DetailLevel::Full),
            _ => Some(DetailLevel::Brief),
        }
    }

    /// Whether it means one thing, of whatever services there are.
    pub fn is_relative_to_service(&self) -> bool {
        matches!(
            self,
            Self::Arn { .. } | Self::ClassicDeployment(_) | Self::Prefix(_)
        )
    }

    /// The ARN of the service deployment that is meant.
    pub fn deployment(&self, history: &History) -> Result<String, ResolveError> {
        if let Self::Arn {
            arn,
            kind: Kind::ServiceDeployment,
        } = self
        {
            return Ok(arn.clone());
        }
        let entry = self.entry(history)?;
        Ok(entry.deployment().service_deployment_arn.clone())
    }

    /// The ARN of the service revision that is meant.
    pub fn revision(&self, history: &History) -> Result<String, ResolveError> {
        let found = match self {
            Self::Arn {
                arn,
                kind: Kind::ServiceRevision,
            } => Some(arn.clone()),
            Self::Current => Serving::of(history).revision().map(str::to_owned),
            Self::ClassicDeployment(id) => revisions(history)
                .find(|arn| last_segment(arn) == id)
                .map(str::to_owned),
            Self::Prefix(prefix) => {
                let matching =
                    revisions(history).filter(|arn| last_segment(arn).starts_with(prefix.as_str()));
                match one_of(matching, prefix) {
                    // No revision: the id may be that of a deployment.
                    Err(ResolveError::NoMatch) => None,
                    found => return found.map(str::to_owned),
                }
            }
            _ => None,
        };
        match found {
            Some(arn) => Ok(arn),
            None => self
                .entry(history)?
                .deployment()
                .target_revision_arn()
                .map(str::to_owned)
                .ok_or(ResolveError::NoMatch),
        }
    }

    fn entry<'a>(&self, history: &'a History) -> Result<Entry<'a>, ResolveError> {
        let mut entries = history.deployments();
        let found = match self {
            Self::Latest(steps) => entries.nth(*steps),
            Self::Current => serving_deployment(history),
            Self::Previous => previous_success(history),
            Self::Arn {
                arn,
                kind: Kind::ServiceRevision,
            } => entries.find(|entry| entry.deployment().target_revision_arn() == Some(arn)),
            Self::Arn { arn, .. } => {
                entries.find(|entry| entry.deployment().service_deployment_arn == *arn)
            }
            Self::ClassicDeployment(id) => entries.find(|entry| targets(entry, id)),
            Self::TaskDefinition(name) => {
                entries.find(|entry| entry.target_summary().task_definition.as_ref() == Some(name))
            }
            Self::Prefix(prefix) => {
                let arns = history
                    .deployments()
                    .map(|entry| entry.deployment().service_deployment_arn.as_str())
                    .filter(|arn| last_segment(arn).starts_with(prefix.as_str()));
                match one_of(arns, prefix) {
                    Ok(arn) => {
                        entries.find(|entry| entry.deployment().service_deployment_arn == arn)
                    }
                    // No deployment: the id may be that of a target revision.
                    Err(ResolveError::NoMatch) => {
                        let matching = revisions(history)
                            .filter(|arn| last_segment(arn).starts_with(prefix.as_str()));
                        let revision = one_of(matching, prefix)?;
                        entries.find(|entry| {
                            entry.deployment().target_revision_arn() == Some(revision)
                        })
                    }
                    Err(ambiguous) => return Err(ambiguous),
                }
            }
        };
        found.ok_or(ResolveError::NoMatch)
    }
}

fn targets(entry: &Entry, revision_id: &str) -> bool {
    entry
        .deployment()
        .target_revision_arn()
        .is_some_and(|arn| last_segment(arn) == revision_id)
}

/// The ARNs of the revisions that a history names, newest first, with repeats.
fn revisions(history: &History) -> impl Iterator<Item = &str> {
    history.deployments().flat_map(|entry| {
        let deployment = entry.deployment();
        deployment
            .target_revision_arn()
            .into_iter()
            .chain(deployment.source_revision_arns())
    })
}

/// The one ARN that is left. A whole id wins over longer ones that begin with it.
fn one_of<'a>(arns: impl Iterator<Item = &'a str>, prefix: &str) -> Result<&'a str, ResolveError> {
    let mut distinct = Vec::new();
    let mut seen = BTreeSet::new();
    for arn in arns {
        if last_segment(arn) == prefix {
            return Ok(arn);
        }
        if seen.insert(arn) {
            distinct.push(arn);
        }
    }
    match distinct.as_slice() {
        [] => Err(ResolveError::NoMatch),
        [arn] => Ok(arn),
        several => Err(ResolveError::Ambiguous(
            several
                .iter()
                .map(|arn| last_segment(arn).to_owned())
                .collect(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Record;
    use proptest::prelude::*;
    use serde_json::{json, value::to_raw_value};

    fn parse(text: &str) -> Result<Selector, String> {
        text.parse()
    }

    fn history() -> History {
        let item = |id: &str, revision: &str, at: i64, status: &str| {
            let json = json!({
                "serviceDeploymentArn": format!("arn:aws:ecs:r:1:service-deployment/shop/web/{id}"),
                "targetServiceRevisionArn": format!("arn:aws:ecs:r:1:service-revision/shop/web/{revision}"),
                "createdAt": at, "status": status,
            });
            Record::read(to_raw_value(&json).expect("JSON")).expect("a deployment")
        };
        History::new(vec![
            item("-abcX_newest", "4444000000000000004", 4, "IN_PROGRESS"),
            item("abcdEFGH", "3333000000000000003", 3, "SUCCESSFUL"),
            item("abcdXYZ0", "2222000000000000002", 2, "SUCCESSFUL"),
            item("abcd", "1111000000000000001", 1, "SUCCESSFUL"),
        ])
    }

    fn found(text: &str) -> String {
        match parse(text).expect("a selector").deployment(&history()) {
            Ok(arn) => last_segment(&arn).to_owned(),
            Err(ResolveError::NoMatch) => "nothing".to_owned(),
            Err(ResolveError::Ambiguous(ids)) => ids.join(" or "),
        }
    }

    #[test]
    fn finds_deployments() {
        for (text, expected) in [
            ("latest", "-abcX_newest"),
            ("latest~2", "abcdXYZ0"),
            ("latest~9", "nothing"),
            ("current", "abcdEFGH"),
            ("previous", "abcdXYZ0"),
            ("-abc", "-abcX_newest"),
            ("abcdE", "abcdEFGH"),
            ("abcd", "abcd"),
            ("ecs-svc/2222000000000000002", "abcdXYZ0"),
            ("ecs-svc/2222", "nothing"),
            ("2222000000000000002", "abcdXYZ0"),
            ("2222", "abcdXYZ0"),
            (
                "arn:aws:ecs:r:1:service-revision/shop/web/1111000000000000001",
                "abcd",
            ),
            ("zzzz", "nothing"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn an_ambiguous_prefix_names_the_candidates() {
        let mut history = history()
            .deployments()
            .map(|entry| entry.record().clone())
            .collect::<Vec<_>>();
        history.pop();
        let answer = parse("abcd")
            .expect("a selector")
            .deployment(&History::new(history));
        assert_eq!(
            answer,
            Err(ResolveError::Ambiguous(vec![
                "abcdEFGH".into(),
                "abcdXYZ0".into()
            ]))
        );
    }

    #[test]
    fn finds_revisions_by_their_ids_and_by_their_deployments() {
        for (text, expected) in [
            ("latest", "4444000000000000004"),
            ("current", "3333000000000000003"),
            ("2222", "2222000000000000002"),
            ("ecs-svc/1111000000000000001", "1111000000000000001"),
            ("abcdX", "2222000000000000002"),
        ] {
            let arn = parse(text)
                .expect("a selector")
                .revision(&history())
                .expect(text);
            assert_eq!(last_segment(&arn), expected, "{text}");
        }
    }

    #[test]
    fn rejects_with_advice() {
        for (text, advice) in [
            ("abc", "at least its first 4 characters"),
            ("", "an id has only letters"),
            ("a b c d", "an id has only letters"),
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
            if let Ok(selector) = parse(&text) {
                let _ = selector.deployment(&history());
                let _ = selector.revision(&history());
            }
        }

        #[test]
        fn every_real_id_is_a_selector(id in "[A-Za-z0-9_-]{21,22}") {
            prop_assert_eq!(parse(&id), Ok(Selector::Prefix(id.clone())));
            prop_assert_eq!(parse(&id).expect("an id").to_string(), id);
        }
    }
}
