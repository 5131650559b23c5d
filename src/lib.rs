//! `ecs-history`: the deployment history of Amazon ECS services.
//!
//! [`commands`] parses the command line and runs a command, which fetches data through [`source`],
//! interprets it with [`model`], and prints a [`report`] with [`render`]. Only [`aws`] names the AWS
//! SDK.

#![cfg_attr(
    test,
    allow(
        clippy::expect_used,
        clippy::panic,
        reason = "a failed expectation is a failed test"
    )
)]

pub mod aws;
pub mod commands;
pub mod console;
pub mod error;
pub mod humanize;
pub mod model;
pub mod render;
pub mod report;
pub mod saved;
pub mod selection;
pub mod source;
pub mod wait;

use commands::Cli;
use console::Console;
use error::{ExitCode, Result};
use std::ffi::OsString;

/// Runs a command line, which starts with the name of the program. Errors go to stderr.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    console::install_panic_hook();
    let cli = match Cli::from_args(args) {
        Ok(cli) => cli,
        Err(error) => return console::report_clap_error(&error),
    };
    if cli.global.debug {
        console::trace();
    }
    match start(cli) {
        Ok(exit) => exit,
        Err(error) if error.is_closed_pipe() => ExitCode::Success,
        Err(error) => {
            console::print_error(&error);
            error.exit_code()
        }
    }
}

fn start(cli: Cli) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)?;
    let result = runtime.block_on(async {
        let mut console = Console::new(cli.global.console_options());
        let result = commands::run(cli, &mut console).await;
        console.progress.clear();
        result
    });
    // Calls that are still in flight, for example after an error, are not worth waiting for.
    runtime.shutdown_background();
    result
}
