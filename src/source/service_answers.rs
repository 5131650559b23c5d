//! What a response to DescribeServices says about each service that was asked for.

use crate::error::{Error, ErrorKind};
use crate::model::arn::{Arn, last_segment};
use crate::model::failure::Failure;
use crate::model::page::Described;
use crate::model::record::Record;
use crate::model::service::Service;
use crate::model::service_ref::ServiceRef;
use crate::selection::service_scope::ServiceName;
use anyhow::anyhow;
use std::sync::Arc;

/// The services that were asked for, by what ECS returned.
#[derive(Default)]
pub struct ServiceAnswers {
    pub found: Vec<(ServiceName, Record<Service>)>,
    /// They were deleted, or never existed.
    pub gone: Vec<ServiceName>,
    /// How many others there are: those with another failure, and those without an answer.
    pub failed: usize,
    /// Why.
    pub errors: Vec<Error>,
}

impl ServiceAnswers {
    /// Only a failure with the reason MISSING says that a service is gone. A service without an item
    /// or a failure is an error, unless there is a failure that names something else, which then
    /// stands for it.
    ///
    /// In a saved history, a name may stand for several services, and a deleted one is what the
    /// history is kept for.
    pub fn of(requested: Vec<ServiceName>, response: Described<Service>, is_saved: bool) -> Self {
        let mut items = response.items;
        let failures = response.failures.into_iter().map(|record| record.item);
        let mut failures: Vec<Arc<Failure>> = failures.collect();
        let mut answers = Self::default();
        let mut unanswered = Vec::new();
        for service in requested {
            let name = last_segment(&service.service);
            let is_named =
                |failure: &Failure| failure.arn.as_deref().map(last_segment) == Some(name);
            let found = take_described(&service, &mut items);
            if !found.is_empty() {
                for record in found {
                    let service = service.clone();
                    match record.item.is_deleted() && !is_saved {
                        true => answers.gone.push(service),
                        false => answers.found.push((service, record)),
                    }
                }
                continue;
            }
            match failures.iter().position(|failure| is_named(failure)) {
                Some(index) => answers.add_failure(service, &failures.remove(index)),
                None => unanswered.push(service),
            }
        }
        let others = failures.len().min(unanswered.len());
        for (failure, service) in failures.iter().zip(unanswered.drain(..others)) {
            answers.add_failure(service, failure);
        }
        answers.add_unanswered(&unanswered);
        answers
    }

    fn add_failure(&mut self, service: ServiceName, failure: &Failure) {
        if failure.reason.as_deref() == Some("MISSING") {
            self.gone.push(service);
            return;
        }
        let name = last_segment(&service.service);
        let message = anyhow!(failure.sentence(&format!("service {name}")));
        self.errors.push(Error::new(ErrorKind::Permanent, message));
        self.failed += 1;
    }

    fn add_unanswered(&mut self, services: &[ServiceName]) {
        let names: Vec<&str> = services
            .iter()
            .map(|service| last_segment(&service.service))
            .collect();
        let message = match names[..] {
            [] => return,
            [name] => anyhow!("ECS did not return service {name}"),
            _ => {
                let number = names.len();
                anyhow!(
                    "ECS did not return {number} of the services: {}",
                    names.join(", ")
                )
            }
        };
        let error = Error::new(ErrorKind::Transient, message);
        let hint = "DescribeServices returned neither a service nor a failure for it; try again";
        self.errors.push(error.hint(hint));
        self.failed += names.len();
    }
}

/// Takes the services that a name or an ARN stands for out of those that were described.
fn take_described(
    requested: &ServiceName,
    described: &mut Vec<Record<Service>>,
) -> Vec<Record<Service>> {
    let name = &requested.service;
    let found = described
        .extract_if(.., |record| record.item.service_arn == *name)
        .collect::<Vec<_>>();
    if !found.is_empty() {
        return found;
    }
    let wanted = Arn::parse(name).map(|_| {
        let service = ServiceRef::from_arn(name);
        service.or_cluster(requested.cluster_name())
    });
    let is_meant = |record: &mut Record<Service>| match &wanted {
        Some(service) => record.item.service_ref() == *service,
        None => last_segment(&record.item.service_arn) == name,
    };
    described.extract_if(.., is_meant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing;
    use serde_json::{Value, json};

    fn answers(requested: &[&str], services: &Value, failures: &Value) -> String {
        let name = |name: &&str| ServiceName {
            cluster: None,
            service: (*name).to_owned(),
        };
        let items = |list: &Value| list.as_array().cloned().unwrap_or_default();
        let response = Described {
            items: items(services).iter().map(testing::record).collect(),
            failures: items(failures).iter().map(testing::record).collect(),
        };
        let answers = ServiceAnswers::of(requested.iter().map(name).collect(), response, false);
        let names = |services: Vec<&ServiceName>| -> Vec<String> {
            let names = services
                .iter()
                .map(|service| last_segment(&service.service));
            names.map(str::to_owned).collect()
        };
        let found = answers.found.iter().map(|(service, _)| service).collect();
        let errors: Vec<String> = answers.errors.iter().map(Error::in_one_line).collect();
        format!(
            "found {:?} gone {:?} failed {} {errors:?}",
            names(found),
            names(answers.gone.iter().collect()),
            answers.failed
        )
    }

    #[test]
    fn only_a_failure_says_that_a_service_is_gone() {
        let service = |name: &str| json!({"serviceArn": testing::arn(&format!("service/{name}"))});
        let inactive = json!({"serviceArn": testing::arn("service/a"), "status": "INACTIVE"});
        let failure = |arn: &str, reason: &str| json!({"arn": arn, "reason": reason});
        let missing = |name: &str| failure(&testing::arn(&format!("service/{name}")), "MISSING");
        let nothing = json!([]);
        for (requested, services, failures, expected) in [
            (
                vec!["a", "b"],
                json!([service("b"), service("a")]),
                nothing.clone(),
                r#"found ["a", "b"] gone [] failed 0 []"#,
            ),
            (
                vec!["a"],
                nothing.clone(),
                json!([missing("a")]),
                r#"found [] gone ["a"] failed 0 []"#,
            ),
            (
                vec!["a"],
                nothing.clone(),
                json!([failure("a", "MISSING")]),
                r#"found [] gone ["a"] failed 0 []"#,
            ),
            (
                vec!["a"],
                json!([inactive]),
                nothing.clone(),
                r#"found [] gone ["a"] failed 0 []"#,
            ),
            (
                vec!["a"],
                nothing.clone(),
                nothing.clone(),
                r#"found [] gone [] failed 1 ["ECS did not return service a"]"#,
            ),
            (
                vec!["a", "b", "c"],
                json!([service("b")]),
                nothing.clone(),
                r#"found ["b"] gone [] failed 2 ["ECS did not return 2 of the services: a, c"]"#,
            ),
            (
                vec!["a"],
                json!([service("z")]),
                nothing.clone(),
                r#"found [] gone [] failed 1 ["ECS did not return service a"]"#,
            ),
            (
                vec!["a"],
                nothing.clone(),
                json!([failure("a", "ACCESS_DENIED")]),
                r#"found [] gone [] failed 1 ["service a could not be described (ACCESS_DENIED)"]"#,
            ),
            (
                vec!["a"],
                nothing.clone(),
                json!([{"arn": null, "reason": null}]),
                r#"found [] gone [] failed 1 ["service a could not be described (no reason given)"]"#,
            ),
            (
                vec!["a", "b"],
                nothing.clone(),
                json!([missing("b")]),
                r#"found [] gone ["b"] failed 1 ["ECS did not return service a"]"#,
            ),
            (
                vec!["a", "b"],
                json!([service("b")]),
                json!([missing("other")]),
                r#"found ["b"] gone ["a"] failed 0 []"#,
            ),
            (
                vec!["a"],
                json!([service("a")]),
                json!([missing("other"), missing("another")]),
                r#"found ["a"] gone [] failed 0 []"#,
            ),
        ] {
            assert_eq!(
                answers(&requested, &services, &failures),
                expected,
                "{failures}"
            );
        }
    }
}
