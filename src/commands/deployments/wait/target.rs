//! What to wait for: from the words that were typed, and from standard input, to a pin and the
//! place where it is.

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

/// The ways to say which deployment is meant.
#[derive(Debug, clap::Args)]
pub struct PinArgs {
    /// The deployment: an id, the unique beginning of one, an ARN, `latest`, …; or `-`
    ///
    /// `-` reads standard input: an id, or the JSON that `aws ecs update-service`,
    /// `create-service` or `describe-services` prints, from which the service and its PRIMARY
    /// deployment are taken. `latest` is the newest as it is, even if it has ended.
    #[arg(value_name = "ID", group = "pin")]
    id: Option<String>,

    /// The deployment that brings this service revision, by id or ARN
    #[arg(long, value_name = "ID", group = "pin")]
    revision: Option<String>,

    /// The deployment by the id that UpdateService and events give
    #[arg(long, value_name = "ecs-svc/N", group = "pin")]
    deployment_id: Option<String>,

    /// The newest deployment of this task definition
    ///
    /// If the newest had already ended, it is taken only after 15 seconds in which no newer one
    /// shows: a task definition can be deployed more than once. With --after it is the first that
    /// was created then or later.
    #[arg(long, value_name = "FAMILY:REVISION", group = "pin")]
    task_definition: Option<String>,

    /// The first deployment created then or later: 10m (ago), a local time, RFC 3339
    #[arg(long, value_name = "WHEN", conflicts_with = "id")]
    after: Option<TimeArg>,
}

/// What to wait for, and where.
pub struct Target {
    pub pin: WaitTarget,
    pub place: RequestedService,
}

/// What standard input has to hold.
const EXPECTED: &str = "an id or an ARN, or the JSON that `aws ecs update-service`, \
                        `create-service` or `describe-services` prints";

/// Reads what is to be waited for.
pub fn read(args: &PinArgs, global: &GlobalArgs, now: Timestamp) -> Result<Target> {
    let mut place = RequestedService::new(&global.target_names())?;
    let pin = match args {
        PinArgs { id: Some(id), .. } if id == "-" => return read_standard_input(place, global),
        PinArgs { id: Some(id), .. } => Some(WaitTarget::Named(ids::parse(id, "")?)),
        PinArgs {
            revision: Some(id), ..
        } => Some(WaitTarget::Revision(read_revision(id)?)),
        PinArgs {
            deployment_id: Some(id),
            ..
        } => Some(WaitTarget::Named(read_as(
            id,
            "--deployment-id",
            "ecs-svc/N",
            |selector| matches!(selector, Selector::ClassicDeployment(_)),
        )?)),
        PinArgs {
            task_definition: Some(name),
            ..
        } => {
            // What `aws ecs register-task-definition` gives is the ARN.
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
    let pin = match (args.after, pin) {
        (Some(when), pin) => WaitTarget::After(when.start(now, &Local), pin.map(Box::new)),
        (None, Some(pin)) => pin,
        (None, None) => WaitTarget::Next,
    };
    take_place(&pin, &mut place)?;
    if place.service.is_none() {
        return Err(Error::usage(anyhow!(
            "no service was named, and only full ARNs and standard input do without"
        ))
        .hint("use --service NAME or set ECS_SERVICE"));
    }
    Ok(Target { pin, place })
}

/// An ARN says where it is.
fn take_place(pin: &WaitTarget, place: &mut RequestedService) -> Result<()> {
    match pin {
        WaitTarget::Named(Selector::Arn { arn, .. })
        | WaitTarget::Revision(Selector::Arn { arn, .. }) => place.apply_arn(arn),
        WaitTarget::After(_, Some(pin)) => take_place(pin, place),
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
    fits: impl Fn(&Selector) -> bool,
) -> Result<Selector> {
    match text.parse() {
        Ok(selector) if fits(&selector) => Ok(selector),
        _ => Err(Error::usage(anyhow!("{flag} {text:?} is not {expected}"))),
    }
}

fn read_standard_input(place: RequestedService, global: &GlobalArgs) -> Result<Target> {
    if global.from.as_deref() == Some(Path::new("-")) {
        return Err(Error::usage(anyhow!(
            "standard input cannot be both the history of --from and what to wait for"
        )));
    }
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| {
            Error::usage(anyhow!(error).context("standard input could not be read"))
        })?;
    // PowerShell and editors put a byte order mark in front.
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(
            Error::usage(anyhow!("there is nothing on standard input")).hint(format!(
                "expected is {EXPECTED}; did the command before it fail?"
            )),
        );
    }
    if text.starts_with(['{', '[']) {
        return of_service(text, place);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let [id] = words[..] else {
        return Err(not_expected(&anyhow!("there are {} words", words.len())));
    };
    let selector = id
        .parse()
        .map_err(|advice: String| not_expected(&anyhow!(advice)))?;
    let pin = WaitTarget::Named(selector);
    let mut place = place;
    take_place(&pin, &mut place)?;
    if place.service.is_none() {
        return Err(Error::usage(anyhow!("`{id}` could be of any service"))
            .hint("use --service NAME or set ECS_SERVICE"));
    }
    Ok(Target { pin, place })
}

fn not_expected(why: &anyhow::Error) -> Error {
    Error::usage(anyhow!("standard input does not hold {EXPECTED}: {why}"))
        .hint("the AWS CLI prints JSON with --output json")
}

/// The PRIMARY deployment of the service in an answer of ECS.
fn of_service(text: &str, mut place: RequestedService) -> Result<Target> {
    let services = Service::read_all(text).map_err(|why| not_expected(&anyhow!("{why}")))?;
    let is_wanted = |service: &&Service| {
        let wanted = place.service_name();
        wanted.is_none_or(|wanted| last_segment(&service.service_arn) == wanted)
    };
    let service = match &services[..] {
        [service] => service,
        several if place.service_is_explicit() => {
            several.iter().find(is_wanted).ok_or_else(|| {
                let wanted = place.service_name().unwrap_or_default();
                Error::usage(anyhow!(
                    "service {wanted} is not among those on standard input"
                ))
            })?
        }
        several => {
            let names: Vec<&str> = several
                .iter()
                .map(|service| last_segment(&service.service_arn))
                .collect();
            return Err(Error::usage(anyhow!(
                "there are {} services on standard input",
                names.len()
            ))
            .hint(format!("name one with --service: {}", names.join(", "))));
        }
    };
    let arn = &service.service_arn;
    if Arn::parse(arn).is_none_or(|arn| arn.kind != Kind::Service) {
        return Err(not_expected(&anyhow!(
            "{arn:?} is not the ARN of a service"
        )));
    }
    place.apply_arn(arn)?;
    if let Some(cluster) = service.cluster_arn.as_deref() {
        // Old ARNs of services do not say in which cluster they are.
        place.apply_arn(cluster)?;
    }
    let primary = service.primary_deployment_id().ok_or_else(|| {
        Error::usage(anyhow!(
            "service {} has no PRIMARY deployment",
            last_segment(arn)
        ))
        .hint("services under the CODE_DEPLOY or EXTERNAL deployment controller have none")
    })?;
    let selector = read_as(primary, "the PRIMARY deployment", "ecs-svc/N", |selector| {
        matches!(selector, Selector::ClassicDeployment(_))
    })?;
    Ok(Target {
        pin: WaitTarget::Named(selector),
        place,
    })
}
