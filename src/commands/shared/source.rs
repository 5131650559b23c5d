//! Opening the source of a command.

use crate::commands::shared::global_args::GlobalArgs;
use crate::console::Console;
use crate::error::{Error, Result};
use crate::selection::requested_service::RequestedService;
use crate::source::Source;
use anyhow::anyhow;

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
    Ok(source)
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
