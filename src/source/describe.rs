//! Describes deployments and revisions in batches.

use crate::model::deployment::Deployment;
use crate::model::revision::Revision;
use crate::source::Source;
use crate::source::batches::Batches;
use std::borrow::Cow;

/// Batches of DescribeServiceDeployments.
pub fn deployment_batches(source: &Source) -> Batches<Deployment> {
    let source = source.clone();
    Batches::new(
        move |arns| {
            let source = source.clone();
            async move { source.describe_deployments(arns).await }
        },
        |item: &Deployment| &item.service_deployment_arn,
    )
}

/// Batches of DescribeServiceRevisions.
pub fn revision_batches(source: &Source) -> Batches<Revision> {
    let source = source.clone();
    Batches::new(
        move |arns| {
            let source = source.clone();
            async move { source.describe_revisions(arns).await }
        },
        |item: &Revision| &item.service_revision_arn,
    )
}

/// The ARNs of the revisions that show what a deployment brought into service, and what it was
/// rolled back to. None if a saved list already has what an earlier run derived from them.
pub fn revisions_to_describe(deployment: &Deployment) -> impl Iterator<Item = Cow<'_, str>> {
    let derived = deployment.derived.as_ref();
    let is_known = derived.is_some_and(|derived| derived.task_definition.is_some());
    let target = deployment
        .target_revision_arn()
        .map(Cow::Borrowed)
        .into_iter();
    let arns = target.chain(deployment.rollback_revision_arn());
    arns.filter(move |_| !is_known)
}
