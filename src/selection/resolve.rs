//! Finding the deployment or service revision that a [`Selector`] stands for.

use crate::model::arn::{Kind, last_segment};
use crate::model::detail_level::DetailLevel;
use crate::model::history::{Entry, History};
use crate::model::serving::{Serving, previous_success, serving_deployment};
use crate::selection::selector::Selector;
use std::collections::HashSet;

/// Why a selector does not stand for exactly one thing.
#[derive(Debug, PartialEq, Eq)]
pub enum ResolveError {
    NoMatch,
    /// Several IDs match; they are listed newest first.
    Ambiguous(Vec<String>),
}

impl Selector {
    /// The detail that [`Selector::deployment`] or [`Selector::revision`] needs of the history to find
    /// something of this kind. `None` if it needs no history.
    pub fn required_detail(&self, wanted: Kind) -> Option<DetailLevel> {
        match self {
            Self::Arn { kind, .. } if *kind == wanted => None,
            Self::Current | Self::Previous => Some(DetailLevel::Serving),
            Self::TaskDefinition(_) => Some(DetailLevel::Full),
            _ => Some(DetailLevel::Brief),
        }
    }

    /// Whether it stands for something else in each service, as `latest` does.
    pub fn is_relative_to_service(&self) -> bool {
        !matches!(
            self,
            Self::Arn { .. } | Self::ClassicDeployment(_) | Self::Prefix(_)
        )
    }

    /// The ARN of the service deployment that it stands for. A revision stands for the newest
    /// deployment of it.
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

    /// The ARN of the service revision that it stands for. A deployment stands for its target.
    pub fn revision(&self, history: &History) -> Result<String, ResolveError> {
        let revision = match self {
            Self::Arn {
                arn,
                kind: Kind::ServiceRevision,
            } => Some(arn.clone()),
            Self::Current => Serving::of(history).revision().map(str::to_owned),
            Self::ClassicDeployment(id) => revision_arns(history)
                .find(|arn| last_segment(arn) == id)
                .map(str::to_owned),
            Self::Prefix(prefix) => {
                find_by_prefix(revision_arns(history), prefix)?.map(str::to_owned)
            }
            _ => None,
        };
        match revision {
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
        let entry = match self {
            Self::Latest(steps) => entries.nth(*steps),
            Self::Current => serving_deployment(history),
            Self::Previous => previous_success(history),
            Self::Arn {
                arn,
                kind: Kind::ServiceRevision,
            } => entries.find(|entry| entry.deployment().target_revision_arn() == Some(arn)),
            Self::Arn { arn, .. } => entries.find(|entry| deployment_arn(entry) == arn),
            Self::ClassicDeployment(id) => entries.find(|entry| {
                let target = entry.deployment().target_revision_arn();
                target.map(last_segment) == Some(id)
            }),
            Self::TaskDefinition(name) => {
                entries.find(|entry| entry.target_summary().task_definition.as_ref() == Some(name))
            }
            Self::Prefix(prefix) => {
                let deployment_arns = history.deployments().map(|entry| deployment_arn(&entry));
                match find_by_prefix(deployment_arns, prefix)? {
                    Some(arn) => entries.find(|entry| deployment_arn(entry) == arn),
                    None => find_by_prefix(revision_arns(history), prefix)?.and_then(|arn| {
                        entries.find(|entry| entry.deployment().target_revision_arn() == Some(arn))
                    }),
                }
            }
        };
        entry.ok_or(ResolveError::NoMatch)
    }
}

fn deployment_arn<'a>(entry: &Entry<'a>) -> &'a str {
    &entry.deployment().service_deployment_arn
}

/// The ARNs of the revisions that a history mentions, newest first, with repeats.
fn revision_arns(history: &History) -> impl Iterator<Item = &str> {
    history.deployments().flat_map(|entry| {
        let deployment = entry.deployment();
        deployment
            .target_revision_arn()
            .into_iter()
            .chain(deployment.source_revision_arns())
    })
}

/// The one ARN whose ID begins with `prefix`, if any does. A complete ID takes precedence over longer
/// IDs that begin with it.
///
/// # Errors
///
/// [`ResolveError::Ambiguous`] if several IDs begin with `prefix`.
fn find_by_prefix<'a>(
    arns: impl Iterator<Item = &'a str>,
    prefix: &str,
) -> Result<Option<&'a str>, ResolveError> {
    let mut matching = Vec::new();
    let mut seen = HashSet::new();
    for arn in arns.filter(|arn| last_segment(arn).starts_with(prefix)) {
        if last_segment(arn) == prefix {
            return Ok(Some(arn));
        }
        if seen.insert(arn) {
            matching.push(arn);
        }
    }
    match matching[..] {
        [] => Ok(None),
        [arn] => Ok(Some(arn)),
        _ => Err(ResolveError::Ambiguous(
            matching
                .into_iter()
                .map(|arn| last_segment(arn).to_owned())
                .collect(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;
    use proptest::prelude::*;
    use serde_json::json;

    fn parse(text: &str) -> Selector {
        text.parse().expect("a selector")
    }

    fn history() -> History {
        let deployment = |id: &str, revision: &str, at: i64, status: &str| {
            let members = json!({
                "targetServiceRevisionArn": testing::arn(&format!("service-revision/web/{revision}")),
                "createdAt": at, "status": status,
            });
            testing::deployment_record("web", id, members)
        };
        History::new(vec![
            deployment("-abcX_newest", "4444000000000000004", 4, "IN_PROGRESS"),
            deployment("abcdEFGH", "3333000000000000003", 3, "SUCCESSFUL"),
            deployment("abcdXYZ0", "2222000000000000002", 2, "SUCCESSFUL"),
            deployment("abcd", "1111000000000000001", 1, "SUCCESSFUL"),
        ])
    }

    #[test]
    fn finds_deployments() {
        let revision = testing::arn("service-revision/web/1111000000000000001");
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
            (&revision, "abcd"),
            ("zzzz", "nothing"),
        ] {
            let found = match parse(text).deployment(&history()) {
                Ok(arn) => last_segment(&arn).to_owned(),
                Err(ResolveError::NoMatch) => "nothing".to_owned(),
                Err(ResolveError::Ambiguous(ids)) => ids.join(" or "),
            };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_ambiguous_prefix_names_the_candidates() {
        let mut records = history().into_records();
        records.pop();
        assert_eq!(
            parse("abcd").deployment(&History::new(records)),
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
            let arn = parse(text).revision(&history()).expect(text);
            assert_eq!(last_segment(&arn), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            if let Ok(selector) = text.parse::<Selector>() {
                let _ = selector.deployment(&history());
                let _ = selector.revision(&history());
            }
        }
    }
}
