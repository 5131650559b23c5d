//! What serves now, as far as a history tells.

use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::model::service_ref::ServiceRef;
use std::borrow::Cow;
use std::collections::HashMap;

/// For each service of a history: the revision that serves, and the deployment that brought it.
/// A service is not in it when that is not known.
#[derive(Debug, Default)]
pub struct Serving<'a> {
    services: HashMap<&'a ServiceRef, ServingEntry<'a>>,
}

#[derive(Debug)]
struct ServingEntry<'a> {
    revision: Cow<'a, str>,
    deployment: Option<&'a str>,
}

impl<'a> Serving<'a> {
    /// Reads it from a history that has all newer deployments. The newest success serves; after a
    /// rollback it is the revision that was rolled back to. Where a rollback does not say to what,
    /// or has failed, nobody knows.
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
        let known = entries.into_iter();
        Self {
            services: known
                .filter_map(|(service, serving)| Some((service, serving?)))
                .collect(),
        }
    }

    /// Keeps what is known of these services.
    pub fn retain(mut self, is_kept: impl Fn(&ServiceRef) -> bool) -> Self {
        self.services.retain(|service, _| is_kept(service));
        self
    }

    /// Whether this deployment brought what serves.
    pub fn is_deployment(&self, entry: &Entry) -> Option<bool> {
        let serving = self.services.get(entry.service())?;
        Some(serving.deployment == Some(&entry.deployment().service_deployment_arn))
    }

    /// Whether this revision of a service serves.
    pub fn is_revision(&self, service: &ServiceRef, arn: &str) -> Option<bool> {
        let serving = self.services.get(service)?;
        Some(serving.revision == arn)
    }

    /// The ARN of the revision that serves, in the history of one service.
    pub fn revision(&self) -> Option<&str> {
        Some(&*self.services.values().next()?.revision)
    }

    /// The ARN of the deployment that brought it, in the history of one service.
    pub fn deployment(&self) -> Option<&'a str> {
        self.services.values().next()?.deployment
    }
}

/// The deployment that brought what serves into service, in the history of one service.
pub fn serving_deployment(history: &History) -> Option<Entry<'_>> {
    let arn = Serving::of(history).deployment()?;
    history.find(&[arn.to_owned()]).pop()
}

/// The last success before [`serving_deployment`] that brought another revision.
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
    use crate::model::record::Record;
    use serde_json::{Value, json, value::to_raw_value};

    const REVISION: &str = "arn:aws:ecs:r:1:service-revision/shop";

    /// Deployments of a service, newest first, each with its number as its id: its status, and the
    /// number of the revision that it was rolled back to.
    fn history(
        service: &str,
        items: &[(u32, &str, Option<u32>)],
    ) -> Vec<Record<crate::model::deployment::Deployment>> {
        let item = |(number, status, back): &(u32, &str, Option<u32>)| -> Value {
            json!({
                "serviceDeploymentArn": format!("arn:aws:ecs:r:1:service-deployment/shop/{service}/{number}"),
                "targetServiceRevisionArn": format!("{REVISION}/{service}/{number}"),
                "createdAt": number, "status": status,
                "rollback": back.map(|back| json!({"serviceRevisionArn": format!("{REVISION}/{service}/{back}")})),
            })
        };
        let read =
            |item: Value| Record::read(to_raw_value(&item).expect("JSON")).expect("readable");
        items.iter().map(|entry| read(item(entry))).collect()
    }

    fn serving(items: &[(u32, &str, Option<u32>)]) -> String {
        let history = History::new(history("web", items));
        let serving = Serving::of(&history);
        let name = |arn: Option<&str>| {
            arn.map_or("-".to_owned(), |arn| {
                arn.rsplit('/').next().unwrap_or("").to_owned()
            })
        };
        format!(
            "{} by {}",
            name(serving.revision()),
            name(serving.deployment())
        )
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
    fn each_service_has_its_own_answer() {
        let mut records = history("web", &[(4, "SUCCESSFUL", None)]);
        records.extend(history(
            "api",
            &[(5, "SUCCESSFUL", None), (3, "SUCCESSFUL", None)],
        ));
        let history = History::new(records);
        let serving = Serving::of(&history);
        let is_serving = |serving: &Serving, id: &str| {
            let entry = history
                .deployments()
                .find(|entry| entry.deployment().id() == id);
            serving.is_deployment(&entry.expect("a deployment"))
        };
        assert_eq!(is_serving(&serving, "4"), Some(true));
        assert_eq!(is_serving(&serving, "3"), Some(false));
        let web = ServiceRef::from_arn(&format!("{REVISION}/web/4"));
        assert_eq!(
            serving.is_revision(&web, &format!("{REVISION}/web/4")),
            Some(true)
        );
        let serving = serving.retain(|service| *service == web);
        assert_eq!(is_serving(&serving, "5"), None);
    }

    #[test]
    fn previous_is_the_last_success_of_another_revision() {
        let mut records = history("web", &[(2, "SUCCESSFUL", None), (1, "SUCCESSFUL", None)]);
        let forced = json!({
            "serviceDeploymentArn": "arn:aws:ecs:r:1:service-deployment/shop/web/3",
            "targetServiceRevisionArn": format!("{REVISION}/web/2"),
            "createdAt": 3, "status": "SUCCESSFUL",
        });
        let forced = to_raw_value(&forced).expect("JSON");
        records.insert(0, Record::read(forced).expect("readable"));
        let history = History::new(records);
        let id = |entry: Option<Entry>| entry.map(|entry| entry.deployment().id().to_owned());
        assert_eq!(id(serving_deployment(&history)).as_deref(), Some("3"));
        assert_eq!(id(previous_success(&history)).as_deref(), Some("1"));
    }
}
