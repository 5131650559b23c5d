//! The end of a wait: the output, the summary, and the exit code.

use crate::commands::deployments::wait::summary_file::SummaryFile;
use crate::commands::shared::completion::Completion;
use crate::console::Console;
use crate::error::{ExitCode, Result};
use crate::model::watched::Watched;
use crate::render::context::Context;
use crate::render::format::Format;
use crate::render::json;
use crate::report::deployments::Deployments;
use crate::report::wait::{Conclusion, event, summary, verdict};
use crate::selection::requested_service::RequestedService;
use crate::wait::Ended;
use std::io::{self, Write};

/// Prints how a wait ended. Its exit code is that of the verdict, whether or not it could be printed.
pub fn finish(
    quiet: bool,
    console: &mut Console,
    summarized: Result<()>,
    ended: Ended,
) -> ExitCode {
    let exit = ended.exit_code();
    // An error in the command line needs no block.
    let prints = !quiet && exit != ExitCode::Usage;
    let printed = if prints {
        print(console, &ended)
    } else {
        Ok(())
    };
    let has_block = prints && printed.is_ok() && console.format != Format::Jsonl;
    let next_step = ended
        .conclusion()
        .and_then(|conclusion| conclusion.next_steps().into_iter().next());
    let Ended { verdict, error, .. } = ended;
    let error = match (error, &verdict, next_step) {
        // The block shows it.
        (Some(_), Some(verdict), _) if has_block && !verdict.deployment_continues() => None,
        (Some(error), Some(_), Some(step)) if !has_block => {
            Some(error.hint(format!("`{}`", step.command)))
        }
        (error, ..) => error,
    };
    let unwritten = [summarized, printed].into_iter().filter_map(Result::err);
    // A reader that has seen enough, as `head` has, is no trouble.
    let unwritten = unwritten.filter(|error| !error.is_closed_pipe());
    let completion = Completion {
        notes: unwritten.map(|error| error.in_one_line()).collect(),
        errors: error.into_iter().collect(),
        verdict: Some(exit),
        ..Completion::default()
    };
    completion.finish(console, Ok(()))
}

/// Appends how a wait ended to the summary, if there is one.
pub fn append_summary(
    file: Option<SummaryFile>,
    context: &Context,
    service: &RequestedService,
    ended: &Ended,
) -> Result<()> {
    let Some(file) = file else {
        return Ok(());
    };
    match (ended.conclusion(), &ended.error) {
        (Some(conclusion), _) if ended.verdict.is_some() => {
            file.append(&summary::markdown(context, &conclusion))
        }
        (_, Some(error)) => {
            let service = service.service_name().unwrap_or("deployment");
            file.append(&summary::markdown_of_error(service, error))
        }
        _ => Ok(()),
    }
}

/// Prints the verdict, and the deployment in formats for programs.
fn print(console: &mut Console, ended: &Ended) -> Result<()> {
    let conclusion = ended.conclusion();
    match (console.format, &conclusion) {
        (Format::Jsonl, _) => match last_event(ended)? {
            Some(line) => console.print(&line),
            None => Ok(()),
        },
        (_, None) => Ok(()),
        (Format::Table, Some(conclusion)) => {
            let block = block(&console.context, conclusion)?;
            console.print(&block)
        }
        (_, Some(conclusion)) => {
            let block = block(&console.context_on_stderr(), conclusion)?;
            // If stderr is closed, there is still the exit code.
            let _ = io::stderr().write_all(&block);
            console.print_report(&described(conclusion.watched))
        }
    }
}

fn block(context: &Context, conclusion: &Conclusion) -> Result<Vec<u8>> {
    let mut block = Vec::new();
    verdict::write(&mut block, context, conclusion)?;
    Ok(block)
}

fn last_event(ended: &Ended) -> Result<Option<Vec<u8>>> {
    let event = match (ended.conclusion(), &ended.verdict, &ended.error) {
        (Some(conclusion), Some(verdict), _) => {
            let item = described(conclusion.watched).item(0)?;
            event::verdict(ended.at, verdict, &conclusion, item)
        }
        (_, _, Some(error)) => event::error(ended.at, error),
        _ => return Ok(None),
    };
    let mut line = Vec::new();
    json::write_line(&mut line, &event)?;
    Ok(Some(line))
}

/// The deployment as `describe` prints it.
fn described(watched: &Watched) -> Deployments<'_> {
    let entries = vec![watched.entry()];
    Deployments::described(
        watched.history(),
        entries,
        watched.serving_now(),
        Vec::new(),
    )
}
