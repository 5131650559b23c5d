//! Opening the source of a command.

use crate::commands::shared::global_args::GlobalArgs;
use crate::console::progress::Progress;
use crate::console::{Console, eprint};
use crate::error::{Error, Result};
use crate::selection::requested_service::RequestedService;
use crate::source::Source;
use anyhow::anyhow;
use std::time::Duration;
use tokio::time::sleep;

/// Opens what the command line names: ECS, a saved history, or the built-in one.
pub async fn open(
    global: &GlobalArgs,
    requested: &RequestedService,
    console: &mut Console,
) -> Result<Source> {
    open_list(true, global, requested, console).await
}

/// [`open`] for a command that lists deployments, maybe a million of them. `prints_json` is whether
/// their JSON will be printed.
pub async fn open_list(
    prints_json: bool,
    global: &GlobalArgs,
    requested: &RequestedService,
    console: &mut Console,
) -> Result<Source> {
    let spec = global.source_spec();
    let now = console.context.now;
    let errors = &mut console.unread;
    let source = Source::open(&spec, requested, now, prints_json, errors).await?;
    console.progress.track(source.progress());
    if !console.stderr_can_draw() {
        tokio::spawn(note_throttling(source.clone(), console.progress.clone()));
    }
    Ok(source)
}

/// Where no progress is drawn, says once that ECS keeps throttling.
async fn note_throttling(source: Source, progress: Progress) {
    const DELAY: Duration = Duration::from_secs(10);
    while !progress.is_cleared() {
        if let Some(operation) = source.progress().throttled_for(DELAY) {
            let note = format!("note: ECS is throttling {operation}; still trying");
            progress.print_above(|| eprint(&note));
            return;
        }
        sleep(Duration::from_secs(1)).await;
    }
}

/// The service of a command that needs one.
pub fn required_service(global: &GlobalArgs) -> Result<RequestedService> {
    let requested = RequestedService::new(&global.target_names())?;
    if requested.lacks_service() {
        return Err(no_service("no service was named"));
    }
    Ok(requested)
}

/// No service was named where one is needed.
pub fn no_service(message: &'static str) -> Error {
    Error::usage(anyhow!(message)).hint("use --service NAME or set ECS_SERVICE")
}
