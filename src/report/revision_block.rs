//! One service revision as a block of lines, readable without knowing the API.

use crate::model::arn::last_segment;
use crate::model::mask::Masking;
use crate::model::record::Record;
use crate::model::revision::{CapacityProvider, LoadBalancer, Revision};
use crate::render::block::Block;
use crate::render::context::Context;
use crate::render::json;
use serde_json::Value;
use std::io::{self, Write};

/// The members that the heading and the lines below show.
const SHOWN: &[&str] = &[
    "serviceRevisionArn",
    "serviceArn",
    "clusterArn",
    "createdAt",
    "taskDefinition",
    "containerImages.containerName",
    "containerImages.image",
    "containerImages.imageDigest",
    "launchType",
    "capacityProviderStrategy.capacityProvider",
    "capacityProviderStrategy.weight",
    "capacityProviderStrategy.base",
    "platformVersion",
    "platformFamily",
    "networkConfiguration.awsvpcConfiguration.subnets",
    "networkConfiguration.awsvpcConfiguration.securityGroups",
    "networkConfiguration.awsvpcConfiguration.assignPublicIp",
    "loadBalancers.targetGroupArn",
    "loadBalancers.loadBalancerName",
    "loadBalancers.containerName",
    "loadBalancers.containerPort",
    "derived",
];

/// Writes the block. Members that no line shows are listed at its end.
pub fn write(
    out: &mut dyn Write,
    context: &Context,
    record: &Record<Revision>,
    masking: Masking,
) -> io::Result<()> {
    let revision = &record.item;
    let mut block = Block::begin(out, context, "Revision", &revision.service_revision_arn)?;
    block.line("Task definition", revision.task_definition_name())?;
    block.line(
        "Created",
        revision.created_at.map(|time| context.time(time)),
    )?;
    for image in revision.container_images.iter().flatten() {
        let container = image.container_name.as_deref().unwrap_or("-");
        let reference = image.image.as_deref().unwrap_or("-");
        block.line("Image", Some(format!("{container}: {reference}")))?;
        block.line("", image.image_digest.as_deref())?;
    }
    block.line("Capacity", capacity(revision))?;
    block.line("Platform", platform(revision))?;
    if let Some(network) = revision
        .network_configuration
        .as_ref()
        .and_then(|network| network.awsvpc_configuration.as_ref())
    {
        let joined = |names: &Option<Vec<String>>| names.as_ref().map(|names| names.join(", "));
        block.line("Subnets", joined(&network.subnets))?;
        block.line("Security groups", joined(&network.security_groups))?;
        block.line("Public IP", network.assign_public_ip.as_deref())?;
    }
    let balancers = revision.load_balancers.as_deref().unwrap_or_default();
    block.lines("Load balancers", balancers.iter().map(load_balancer))?;

    let item = json::item(&record.json, None).unwrap_or(Value::Null);
    block.rest(masking.apply(&[], &item), SHOWN)
}

/// `launch type FARGATE`, or the strategy: `FARGATE weight 1 base 2, FARGATE_SPOT weight 4`.
pub fn capacity(revision: &Revision) -> Option<String> {
    let strategy = revision
        .capacity_provider_strategy
        .as_deref()
        .unwrap_or_default();
    if strategy.is_empty() {
        let launch_type = revision.launch_type.as_deref()?;
        return Some(format!("launch type {launch_type}"));
    }
    let providers: Vec<String> = strategy.iter().map(provider).collect();
    Some(providers.join(", "))
}

fn provider(item: &CapacityProvider) -> String {
    let mut text = item
        .capacity_provider
        .clone()
        .unwrap_or_else(|| "-".to_owned());
    if let Some(weight) = item.weight {
        text += &format!(" weight {weight}");
    }
    if let Some(base) = item.base.filter(|base| *base > 0) {
        text += &format!(" base {base}");
    }
    text
}

pub fn platform(revision: &Revision) -> Option<String> {
    let parts = [
        revision.platform_family.as_deref(),
        revision.platform_version.as_deref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// `web:8080 in target group web-blue`.
fn load_balancer(balancer: &LoadBalancer) -> String {
    let container = balancer.container_name.as_deref().unwrap_or("-");
    let port = balancer
        .container_port
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let target = balancer.target_group_arn.as_deref().map(resource_name);
    let target = target.map(|name| format!(" in target group {name}"));
    let named = balancer.load_balancer_name.as_deref();
    let named = named.map(|name| format!(" behind {name}"));
    format!(
        "{container}{port}{}{}",
        target.unwrap_or_default(),
        named.unwrap_or_default()
    )
}

/// The name in the ARN of a target group: `…:targetgroup/<name>/<id>`.
fn resource_name(arn: &str) -> &str {
    arn.split('/').nth(1).unwrap_or_else(|| last_segment(arn))
}
