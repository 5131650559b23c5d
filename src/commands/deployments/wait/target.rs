//! The deployment to wait for, from the arguments and from standard input.

use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::ids;
use crate::commands::shared::source::no_service;
use crate::commands::shared::time_arg::TimeArg;
use crate::error::{Error, ErrorKind, Result};
use crate::model::api_enum::ServiceState;
use crate::model::arn::{Arn, Kind, last_segment};
use crate::model::failure::Failure;
use crate::model::service::Service;
use crate::model::timestamp::Timestamp;
use crate::selection::requested_service::RequestedService;
use crate::selection::selector::Selector;
use crate::selection::service_document::ServiceDocument;
use crate::selection::wait_target::{Since, WaitTarget};
use anyhow::anyhow;
use chrono::Local;
use serde::Deserialize;
use std::io::Read;

/// The ways to specify the deployment.
#[derive(Debug, clap::Args)]
pub struct TargetArgs {
    /// The deployment: an ID, a unique prefix of one, an ARN, `latest`, …; or `-`
    ///
    /// `-` reads standard input: an ID, or the JSON that `aws ecs update-service`,
    /// `create-service` or `describe-services` prints, which names the service and its deployments:
    /// the newest of them counts, also while it is rolled back. `latest` is the newest one as it
    /// is, even if it has ended.
    #[arg(value_name = "ID", group = "target")]
    id: Option<String>,

    /// The deployment of this service revision, by ID or ARN
    #[arg(long, value_name = "ID", group = "target", value_parser = parse_revision)]
    revision: Option<Selector>,

    /// The deployment with this ID, as in UpdateService and in service events
    #[arg(long, value_name = "ecs-svc/N", group = "target", value_parser = parse_deployment_id)]
    deployment_id: Option<Selector>,

    /// The newest deployment of this task definition
    ///
    /// If it had already ended, it is taken only if no newer one appears within 15 seconds: a task
    /// definition can be deployed more than once. With --after, the first deployment of it that was
    /// created then or later.
    #[arg(
        long,
        value_name = "FAMILY:REVISION",
        group = "target",
        value_parser = parse_task_definition
    )]
    task_definition: Option<Selector>,

    /// The first deployment created then or later: 10m (ago), a local time, RFC 3339
    ///
    /// A span counts back from the start of the wait on the clock of ECS, and a time is one of ECS.
    #[arg(long, value_name = "WHEN", conflicts_with = "id")]
    after: Option<TimeArg>,
}

/// What standard input may contain.
const EXPECTED: &str = "an ID or an ARN, or the JSON that `aws ecs update-service`, \
                        `create-service` or `describe-services` prints";

/// Reads the deployment to wait for, and its service.
pub fn read(
    args: &TargetArgs,
    global: &GlobalArgs,
    now: Timestamp,
    stdin: impl Read,
) -> Result<(WaitTarget, RequestedService)> {
    let mut service = RequestedService::new(&global.target_names())?;
    if args.id.as_deref() == Some("-") {
        return read_stdin(stdin, service, global);
    }
    if let Some(nothing) = args.id.as_deref().filter(|id| stands_for_nothing(id)) {
        let message =
            anyhow!("`{nothing}` is no ID: the command that should have printed one had none");
        return Err(Error::usage(message));
    }
    let id = args.id.as_deref().map(|id| ids::parse(id, ""));
    let named = id.transpose()?;
    let named = named.or_else(|| args.deployment_id.clone());
    let named = named.or_else(|| args.task_definition.clone());
    let target = named.map(WaitTarget::Named);
    let target = target.or_else(|| args.revision.clone().map(WaitTarget::Revision));
    let target = match (args.after, target) {
        (Some(when), target) => {
            // So long before now, on ECS's clock.
            let since = match when {
                TimeArg::Ago(span) => Since::BeforeWait(span),
                when => Since::At(when.start(now, &Local)),
            };
            WaitTarget::After(since, target.map(Box::new))
        }
        (None, Some(target)) => target,
        (None, None) => WaitTarget::Next,
    };
    apply_target_arn(&target, &mut service)?;
    if service.lacks_service() {
        return Err(no_service(
            "no service was named; only full ARNs and standard input work without one",
        ));
    }
    Ok((target, service))
}

/// Adopts the Region, cluster and service of an ARN.
fn apply_target_arn(target: &WaitTarget, service: &mut RequestedService) -> Result<()> {
    match target {
        WaitTarget::Named(Selector::Arn { arn, .. })
        | WaitTarget::Revision(Selector::Arn { arn, .. }) => service.apply_arn(arn),
        WaitTarget::After(_, Some(target)) => apply_target_arn(target, service),
        _ => Ok(()),
    }
}

fn parse_revision(text: &str) -> Result<Selector, String> {
    let is_revision = |selector: &Selector| match selector {
        Selector::Arn { kind, .. } => *kind == Kind::ServiceRevision,
        Selector::Prefix(id) => id.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    match text.parse() {
        Ok(selector) if is_revision(&selector) => Ok(selector),
        _ => Err("expected the ID or the ARN of a service revision".to_owned()),
    }
}

fn parse_deployment_id(text: &str) -> Result<Selector, String> {
    match text.parse() {
        Ok(selector @ Selector::ClassicDeployment(_)) => Ok(selector),
        _ => Err("expected ecs-svc/N".to_owned()),
    }
}

fn parse_task_definition(text: &str) -> Result<Selector, String> {
    // `aws ecs register-task-definition` prints the ARN.
    let name = match Arn::parse(text) {
        Some(arn) if arn.kind == Kind::TaskDefinition => last_segment(text),
        _ => text,
    };
    match name.parse() {
        Ok(selector @ Selector::TaskDefinition(_)) => Ok(selector),
        _ => Err("expected family:revision".to_owned()),
    }
}

fn read_stdin(
    mut stdin: impl Read,
    mut service: RequestedService,
    global: &GlobalArgs,
) -> Result<(WaitTarget, RequestedService)> {
    if global.is_history_on_stdin() {
        return Err(Error::usage(anyhow!(
            "standard input cannot be both the history for --from and the deployment to wait for"
        )));
    }
    let mut text = String::new();
    stdin.read_to_string(&mut text).map_err(|error| {
        Error::usage(anyhow!(error).context("standard input could not be read"))
    })?;
    // PowerShell and editors put a byte order mark in front.
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(
            Error::usage(anyhow!("standard input is empty")).hint(format!(
                "expected {EXPECTED}; did the command before the pipe fail?"
            )),
        );
    }
    if text.starts_with(['{', '[']) {
        return read_service(text, service);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.iter().all(|word| stands_for_nothing(word)) {
        let message = anyhow!("standard input names no deployment: it is `{}`", words[0]);
        return Err(Error::usage(message).hint(format!(
            "expected {EXPECTED}; the command before the pipe found nothing"
        )));
    }
    let [id] = words[..] else {
        return Err(not_expected(&anyhow!("found {} words", words.len())));
    };
    let selector = id
        .parse()
        .map_err(|advice: String| not_expected(&anyhow!(advice)))?;
    let target = WaitTarget::Named(selector);
    apply_target_arn(&target, &mut service)?;
    if service.lacks_service() {
        return Err(Error::usage(anyhow!("`{id}` does not name its service"))
            .hint("use --service NAME or set ECS_SERVICE"));
    }
    Ok((target, service))
}

fn not_expected(why: &anyhow::Error) -> Error {
    Error::usage(anyhow!("standard input is not {EXPECTED}: {why}"))
        .hint("the AWS CLI prints JSON with --output json")
}

/// What `jq` (`null`) and `aws --output text` (`None`) print where there is nothing.
fn stands_for_nothing(word: &str) -> bool {
    matches!(word, "null" | "None")
}

/// What ECS returns in place of services that it cannot describe.
#[derive(Deserialize)]
struct Failures {
    failures: Vec<Failure>,
}

/// The error about the service with this name, or else about any, that ECS could not describe.
fn not_described(text: &str, wanted: Option<&str>) -> Option<Error> {
    let failures = serde_json::from_str(text).map(|Failures { failures }| failures);
    // `--query failures`
    let failures = failures
        .or_else(|_| serde_json::from_str::<Vec<Failure>>(text))
        .ok()?;
    let name = |failure: &Failure| failure.arn.as_deref().map(last_segment).map(str::to_owned);
    let mut failures = failures.iter().filter(|failure| failure.reason.is_some());
    let failure =
        failures.find(|failure| wanted.is_none() || name(failure).as_deref() == wanted)?;
    let arn = failure.arn.as_deref().and_then(Arn::parse);
    let place = arn.map(|arn| {
        let cluster = arn
            .cluster()
            .map(|cluster| format!(" in cluster {cluster}"));
        format!("{} in {}", cluster.unwrap_or_default(), arn.region)
    });
    let service = format!(
        "service {}",
        name(failure).unwrap_or_else(|| "of standard input".to_owned())
    );
    let reason = failure.reason.as_deref().unwrap_or_default();
    let (kind, message) = match reason {
        "MISSING" => (
            ErrorKind::ServiceNotFound,
            format!(
                "there is no {service}{}, according to standard input (MISSING)",
                place.unwrap_or_default()
            ),
        ),
        _ => (ErrorKind::Permanent, failure.sentence(&service)),
    };
    let detail = failure.detail.as_deref().filter(|_| reason != "MISSING");
    Some(match detail {
        Some(detail) => Error::new(kind, anyhow!("{detail}")).context(message),
        None => Error::new(kind, anyhow!(message)),
    })
}

/// Reads the deployments of the service in the JSON of an AWS CLI command.
fn read_service(
    text: &str,
    mut requested: RequestedService,
) -> Result<(WaitTarget, RequestedService)> {
    let wanted = requested
        .service_name()
        .filter(|_| requested.service_is_explicit());
    let services = Service::read_all(text).map_err(|why| {
        let error = not_described(text, wanted).or_else(|| not_described(text, None));
        error.unwrap_or_else(|| not_expected(&anyhow!("{why}")))
    })?;
    let is_wanted = |service: &&Service| {
        let wanted = requested.service_name();
        wanted.is_none_or(|wanted| last_segment(&service.service_arn) == wanted)
    };
    if wanted.is_some()
        && !services.iter().any(|service| is_wanted(&service))
        && let Some(error) = not_described(text, wanted)
    {
        return Err(error);
    }
    let service = match &services[..] {
        [service] => service,
        several if requested.service_is_explicit() => {
            several.iter().find(is_wanted).ok_or_else(|| {
                let wanted = requested.service_name().unwrap_or_default();
                Error::usage(anyhow!("standard input does not contain service {wanted}"))
            })?
        }
        several => {
            let names: Vec<&str> = several
                .iter()
                .map(|service| last_segment(&service.service_arn))
                .collect();
            return Err(
                Error::usage(anyhow!("standard input contains {} services", names.len()))
                    .hint(format!("name one with --service: {}", names.join(", "))),
            );
        }
    };
    let arn = &service.service_arn;
    if Arn::parse(arn).is_none_or(|arn| arn.kind != Kind::Service) {
        return Err(not_expected(&anyhow!(
            "{arn:?} is not the ARN of a service"
        )));
    }
    requested.apply_arn(arn)?;
    if let Some(cluster) = service.cluster_arn.as_deref() {
        // Service ARNs in the old format do not contain the cluster.
        requested.apply_arn(cluster)?;
    }
    let name = last_segment(arn);
    let no_history = "ECS keeps no deployment history of services under another controller";
    if let Some(controller) = service.non_ecs_controller() {
        let message = anyhow!("service {name} is under the {controller} deployment controller");
        return Err(Error::usage(message).hint(no_history));
    }
    if let Some(state @ (ServiceState::Inactive | ServiceState::Draining)) = &service.status {
        return Err(Error::usage(anyhow!(
            "service {name} is {state}: it was deleted, and nothing is deployed to it"
        )));
    }
    let document = ServiceDocument::of(service).ok_or_else(|| {
        Error::usage(anyhow!("service {name} has no PRIMARY deployment"))
            .hint("services under the CODE_DEPLOY or EXTERNAL deployment controller have none")
    })?;
    Ok((WaitTarget::Document(document), requested))
}
