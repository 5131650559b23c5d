//! Which service revision serves now, derived from a history.

use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::model::service_ref::ServiceRef;
use std::borrow::Cow;
use std::collections::HashMap;

/// For each service of a history, the revision that serves, and the deployment that deployed it.
/// Services for which this is unknown are not in it.
#[derive(Debug, Default)]
pub struct Serving<'a> {
    services: HashMap<&'a ServiceRef, ServingEntry<'a>>,
}

#[derive(Debug)]
struct ServingEntry<'a> {
    /// An ARN.
    revision: Cow<'a, str>,
    /// An ARN. `None` if the deployment is older than the history.
    deployment: Option<&'a str>,
}

impl<'a> Serving<'a> {
    /// Derives it from a history that lacks no newer deployments. The newest success serves or, after a
    /// rollback, the revision that ECS rolled back to. If a rollback failed, or does not say to which
    /// revision, it is unknown.
    pub fn of(history: &'a History) -> Self {
        let mut entries: HashMap<&ServiceRef, Option<ServingEntry>> = HashMap::new();
        for entry in history.deployments() {
            let deployment = entry.deployment();
            let arn = deployment.service_deployment_arn.as_str();
            match (entries.get_mut(entry.service()), entry.outcome()) {
                (None, Outcome::Succeeded) => {
                    let serving = deployment.target_revision_arn().map(|target| ServingEntry {
                        revision: target.into(),
                        deployment: Some(arn),
                    });
                    entries.insert(entry.service(), serving);
                }
                (None, Outcome::RolledBack) => {
                    let serving = deployment.rolled_back_to().map(|revision| ServingEntry {
                        revision,
                        deployment: None,
                    });
                    entries.insert(entry.service(), serving);
                }
                (None, Outcome::RollbackFailed) => {
                    entries.insert(entry.service(), None);
                }
                (Some(Some(serving)), Outcome::Succeeded)
                    if serving.deployment.is_none()
                        && deployment.target_revision_arn() == Some(&*serving.revision) =>
                {
                    serving.deployment = Some(arn);
                }
                _ => {}
            }
        }
        let known = entries
            .into_iter()
            .filter_map(|(service, serving)| Some((service, serving?)));
        Self {
            services: known.collect(),
        }
    }

    /// Keeps only these services.
    pub fn retain(mut self, is_kept: impl Fn(&ServiceRef) -> bool) -> Self {
        self.services.retain(|service, _| is_kept(service));
        self
    }

    /// Whether this deployment deployed the revision that serves. `None` if unknown.
    pub fn is_deployment(&self, entry: &Entry) -> Option<bool> {
        let serving = self.services.get(entry.service())?;
        Some(serving.deployment == Some(&entry.deployment().service_deployment_arn))
    }

    /// Whether this revision of a service serves, by ARN. `None` if unknown.
    pub fn is_revision(&self, service: &ServiceRef, arn: &str) -> Option<bool> {
        let serving = self.services.get(service)?;
        Some(serving.revision == arn)
    }

    /// The ARN of the revision that serves, in the history of one service.
    pub fn revision(&self) -> Option<&str> {
        Some(&*self.services.values().next()?.revision)
    }

    /// The ARN of the deployment that deployed it, in the history of one service.
    pub fn deployment(&self) -> Option<&'a str> {
        self.services.values().next()?.deployment
    }
}

/// The deployment that deployed the revision that serves, in the history of one service.
pub fn serving_deployment(history: &History) -> Option<Entry<'_>> {
    let arn = Serving::of(history).deployment()?;
    history.find(&[arn.to_owned()]).pop()
}

/// The last success before [`serving_deployment`] that deployed another revision.
pub fn previous_success(history: &History) -> Option<Entry<'_>> {
    let serving = serving_deployment(history)?;
    let serving = serving.deployment();
    let mut older = history.deployments().skip_while(|entry| {
        entry.deployment().service_deployment_arn != serving.service_deployment_arn
    });
    older.find(|entry| {
        entry.outcome() == Outcome::Succeeded
            && entry.deployment().target_revision_arn() != serving.target_revision_arn()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arn::last_segment;
    use crate::model::deployment::Deployment;
    use crate::model::record::Record;
    use crate::model::testing;
    use serde_json::json;

    fn revision(service: &str, id: u32) -> String {
        testing::arn(&format!("service-revision/{service}/{id}"))
    }

    /// A deployment, created at `id`, of the revision with this id.
    fn deployment(
        service: &str,
        id: u32,
        status: &str,
        target: u32,
        rolled_back_to: Option<u32>,
    ) -> Record<Deployment> {
        let rollback =
            rolled_back_to.map(|id| json!({"serviceRevisionArn": revision(service, id)}));
        let members = json!({
            "targetServiceRevisionArn": revision(service, target),
            "createdAt": id, "status": status, "rollback": rollback,
        });
        testing::deployment_record(service, &id.to_string(), members)
    }

    /// `REVISION by DEPLOYMENT`, given the id, status and rollback of each deployment.
    fn serving(items: &[(u32, &str, Option<u32>)]) -> String {
        let records = items.iter().map(|(id, status, rolled_back_to)| {
            deployment("web", *id, status, *id, *rolled_back_to)
        });
        let history = History::new(records.collect());
        let serving = Serving::of(&history);
        let id = |arn: Option<&str>| arn.map_or("-", last_segment).to_owned();
        format!("{} by {}", id(serving.revision()), id(serving.deployment()))
    }

    #[test]
    fn the_newest_success_serves_unless_it_was_rolled_back() {
        let (ok, back, fail) = ("SUCCESSFUL", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");
        assert_eq!(
            serving(&[(3, "IN_PROGRESS", None), (2, ok, None), (1, ok, None)]),
            "2 by 2"
        );
        assert_eq!(
            serving(&[(3, back, Some(2)), (2, ok, None), (1, ok, None)]),
            "2 by 2"
        );
        assert_eq!(
            serving(&[(3, back, Some(1)), (2, ok, None), (1, ok, None)]),
            "1 by 1"
        );
        assert_eq!(
            serving(&[(3, back, Some(0)), (2, ok, None)]),
            "0 by -",
            "older than the history"
        );
        assert_eq!(
            serving(&[(3, back, None), (2, ok, None)]),
            "- by -",
            "it does not say to what"
        );
        assert_eq!(serving(&[(3, fail, Some(2)), (2, ok, None)]), "- by -");
        assert_eq!(serving(&[(3, "STOPPED", None)]), "- by -");
    }

    #[test]
    fn services_are_independent() {
        let history = History::new(vec![
            deployment("web", 4, "SUCCESSFUL", 4, None),
            deployment("api", 5, "SUCCESSFUL", 5, None),
            deployment("api", 3, "SUCCESSFUL", 3, None),
        ]);
        let serving = Serving::of(&history);
        let is_serving = |serving: &Serving, id: &str| {
            let entry = history
                .deployments()
                .find(|entry| entry.deployment().id() == id);
            serving.is_deployment(&entry.expect("a deployment"))
        };
        assert_eq!(is_serving(&serving, "4"), Some(true));
        assert_eq!(is_serving(&serving, "3"), Some(false));
        let arn = revision("web", 4);
        let web = ServiceRef::from_arn(&arn);
        assert_eq!(serving.is_revision(&web, &arn), Some(true));
        let serving = serving.retain(|service| *service == web);
        assert_eq!(is_serving(&serving, "5"), None);
    }

    #[test]
    fn previous_is_the_last_success_of_another_revision() {
        let history = History::new(vec![
            deployment("web", 3, "SUCCESSFUL", 2, None),
            deployment("web", 2, "SUCCESSFUL", 2, None),
            deployment("web", 1, "SUCCESSFUL", 1, None),
        ]);
        let id = |entry: Option<Entry>| entry.map(|entry| entry.deployment().id().to_owned());
        assert_eq!(id(serving_deployment(&history)).as_deref(), Some("3"));
        assert_eq!(id(previous_success(&history)).as_deref(), Some("1"));
    }
}
