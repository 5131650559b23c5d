//! DescribeServiceDeployments and DescribeServiceRevisions.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{State, texts};
use crate::support::items::Items;
use crate::support::reply::Refusal;
use crate::support::scenario::DescribeOrder;

impl State {
    pub(super) fn describe_deployments(&mut self, body: &Value) -> Result<Value, Refusal> {
        let asked = texts(&body["serviceDeploymentArns"]);
        self.check_services(&asked)?;
        for arn in &asked {
            *self.described.entry(arn.clone()).or_default() += 1;
        }
        let (found, failures) = self.describe(&asked, &self.scenario.deployments);
        let found: Vec<&Value> = found.into_iter().map(|item| self.state_of(item)).collect();
        Ok(json!({"serviceDeployments": found, "failures": failures}))
    }

    pub(super) fn describe_revisions(&self, body: &Value) -> Result<Value, Refusal> {
        let asked = texts(&body["serviceRevisionArns"]);
        self.check_services(&asked)?;
        let (found, failures) = self.describe(&asked, &self.scenario.revisions);
        Ok(json!({"serviceRevisions": found, "failures": failures}))
    }

    fn check_services(&self, arns: &[String]) -> Result<(), Refusal> {
        let services: HashSet<&str> = arns
            .iter()
            .filter_map(|arn| Some(arn.rsplit_once('/')?.0))
            .collect();
        let is_denied = |service: &&&str| {
            let mut denied = self.scenario.denied_services.iter();
            denied.any(|arn| {
                service.ends_with(arn.split_once(":service").map_or("", |(_, path)| path))
            })
        };
        if let Some(service) = services.iter().find(is_denied) {
            let message = format!("User: x is not authorized on {service}");
            return Err(Refusal::new("AccessDeniedException", message));
        }
        if self.scenario.refuses_several_services && services.len() > 1 {
            let message = "All ARNs must be of the same service.";
            return Err(Refusal::new("InvalidParameterException", message));
        }
        Ok(())
    }

    pub(super) fn describe<'s>(
        &self,
        asked: &[String],
        items: &'s Items,
    ) -> (Vec<&'s Value>, Vec<Value>) {
        let (mut found, mut failures) = (Vec::new(), Vec::new());
        for arn in asked {
            let item = items.get(arn);
            let described = self.described.get(arn).copied().unwrap_or_default();
            let lifetime = self.scenario.lifetimes.get(arn);
            let item = item.filter(|_| lifetime.is_none_or(|lifetime| described <= *lifetime));
            match (self.scenario.failures.get(arn), item) {
                (Some(failure), _) => failures.push(failure.clone()),
                (None, Some(item)) => found.push(item),
                (None, None) => failures.push(json!({"arn": arn, "reason": "MISSING"})),
            }
        }
        if self.scenario.describe_order == DescribeOrder::Reversed {
            found.reverse();
        }
        (found, failures)
    }
}
