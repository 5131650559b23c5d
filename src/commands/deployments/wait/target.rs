//! The deployment to wait for, from the arguments and from standard input.

use crate::commands::shared::global_args::GlobalArgs;
use crate::commands::shared::ids;
use crate::commands::shared::time_arg::TimeArg;
use crate::error::{Error, Result};
use crate::model::arn::{Arn, Kind, last_segment};
use crate::model::service::Service;
use crate::model::timestamp::Timestamp;
use crate::selection::requested_service::RequestedService;
use crate::selection::selector::Selector;
use crate::selection::wait_target::WaitTarget;
use anyhow::anyhow;
use chrono::Local;
use std::io::Read;
use std::path::Path;

/// The ways to specify the deployment.
#[derive(Debug, clap::Args)]
pub struct TargetArgs {
    /// The deployment: an id, a unique prefix of one, an ARN, `latest`, …; or `-`
    ///
    /// `-` reads standard input: an id, or the JSON that `aws ecs update-service`,
    /// `create-service` or `describe-services` prints, which names the service and its PRIMARY
    /// deployment. `latest` is the newest one as it is, even if it has ended.
    #[arg(value_name = "ID", group = "target")]
    id: Option<String>,

    /// The deployment of this service revision, by id or ARN
    #[arg(long, value_name = "ID", group = "target")]
    revision: Option<String>,

    /// The deployment with this id, as in UpdateService and in service events
    #[arg(long, value_name = "ecs-svc/N", group = "target")]
    deployment_id: Option<String>,

    /// The newest deployment of this task definition
    ///
    /// If it had already ended, it is taken only if no newer one appears within 15 seconds: a task
    /// definition can be deployed more than once. With --after, the first deployment of it that was
    /// created then or later.
    #[arg(long, value_name = "FAMILY:REVISION", group = "target")]
    task_definition: Option<String>,

    /// The first deployment created then or later: 10m (ago), a local time, RFC 3339
    #[arg(long, value_name = "WHEN", conflicts_with = "id")]
    after: Option<TimeArg>,
}

/// What standard input may contain.
const EXPECTED: &str = "an id or an ARN, or the JSON that `aws ecs update-service`, \
                        `create-service` or `describe-services` prints";

/// Reads the deployment to wait for, and its service.
pub fn read(
    args: &TargetArgs,
    global: &GlobalArgs,
    now: Timestamp,
    stdin: impl Read,
) -> Result<(WaitTarget, RequestedService)> {
    let mut service = RequestedService::new(&global.target_names())?;
    let target = match args {
        TargetArgs { id: Some(id), .. } if id == "-" => {
            return read_stdin(stdin, service, global);
        }
        TargetArgs { id: Some(id), .. } => Some(WaitTarget::Named(ids::parse(id, "")?)),
        TargetArgs {
            revision: Some(id), ..
        } => Some(WaitTarget::Revision(read_revision(id)?)),
        TargetArgs {
            deployment_id: Some(id),
            ..
        } => Some(WaitTarget::Named(read_as(
            id,
            "--deployment-id",
            "ecs-svc/N",
            |selector| matches!(selector, Selector::ClassicDeployment(_)),
        )?)),
        TargetArgs {
            task_definition: Some(name),
            ..
        } => {
            // `aws ecs register-task-definition` prints the ARN.
            let name = match Arn::parse(name) {
                Some(arn) if arn.kind == Kind::TaskDefinition => last_segment(name),
                _ => name,
            };
            Some(WaitTarget::Named(read_as(
                name,
                "--task-definition",
                "family:revision",
                |selector| matches!(selector, Selector::TaskDefinition(_)),
            )?))
        }
        _ => None,
    };
    let target = match (args.after, target) {
        (Some(when), target) => WaitTarget::After(when.start(now, &Local), target.map(Box::new)),
        (None, Some(target)) => target,
        (None, None) => WaitTarget::Next,
    };
    apply_target_arn(&target, &mut service)?;
    if service.service.is_none() {
        return Err(Error::usage(anyhow!(
            "no service was named; only full ARNs and standard input work without one"
        ))
        .hint("use --service NAME or set ECS_SERVICE"));
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

fn read_revision(id: &str) -> Result<Selector> {
    read_as(
        id,
        "--revision",
        "the id or the ARN of a service revision",
        |selector| match selector {
            Selector::Arn { kind, .. } => *kind == Kind::ServiceRevision,
            Selector::Prefix(digits) => digits.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        },
    )
}

fn read_as(
    text: &str,
    flag: &str,
    expected: &str,
    matches: impl Fn(&Selector) -> bool,
) -> Result<Selector> {
    match text.parse() {
        Ok(selector) if matches(&selector) => Ok(selector),
        _ => Err(Error::usage(anyhow!("{flag} {text:?} is not {expected}"))),
    }
}

fn read_stdin(
    mut stdin: impl Read,
    mut service: RequestedService,
    global: &GlobalArgs,
) -> Result<(WaitTarget, RequestedService)> {
    if global.from.as_deref() == Some(Path::new("-")) {
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
    let [id] = words[..] else {
        return Err(not_expected(&anyhow!("found {} words", words.len())));
    };
    let selector = id
        .parse()
        .map_err(|advice: String| not_expected(&anyhow!(advice)))?;
    let target = WaitTarget::Named(selector);
    apply_target_arn(&target, &mut service)?;
    if service.service.is_none() {
        return Err(Error::usage(anyhow!("`{id}` does not name its service"))
            .hint("use --service NAME or set ECS_SERVICE"));
    }
    Ok((target, service))
}

fn not_expected(why: &anyhow::Error) -> Error {
    Error::usage(anyhow!("standard input is not {EXPECTED}: {why}"))
        .hint("the AWS CLI prints JSON with --output json")
}

/// Reads the PRIMARY deployment of the service in the JSON of an AWS CLI command.
fn read_service(
    text: &str,
    mut requested: RequestedService,
) -> Result<(WaitTarget, RequestedService)> {
    let services = Service::read_all(text).map_err(|why| not_expected(&anyhow!("{why}")))?;
    let is_wanted = |service: &&Service| {
        let wanted = requested.service_name();
        wanted.is_none_or(|wanted| last_segment(&service.service_arn) == wanted)
    };
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
    let primary = service.primary().ok_or_else(|| {
        Error::usage(anyhow!(
            "service {} has no PRIMARY deployment",
            last_segment(arn)
        ))
        .hint("services under the CODE_DEPLOY or EXTERNAL deployment controller have none")
    })?;
    let selector = read_as(primary, "the PRIMARY deployment", "ecs-svc/N", |selector| {
        matches!(selector, Selector::ClassicDeployment(_))
    })?;
    Ok((WaitTarget::Named(selector), requested))
}
