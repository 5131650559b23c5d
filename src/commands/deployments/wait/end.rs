//! The end of a wait: what is printed, what is appended to the summary, and the exit code.

use crate::commands::deployments::wait::Args;
use crate::console::{Console, print_error};
use crate::error::{Error, ErrorKind, ExitCode, Result};
use crate::humanize::duration;
use crate::model::history::History;
use crate::model::reason;
use crate::model::serving::Serving;
use crate::model::verdict::Verdict;
use crate::model::watched::Watched;
use crate::render::context::Context;
use crate::render::format::Format;
use crate::render::json;
use crate::report::deployments::Deployments;
use crate::report::wait::{Conclusion, event, name, summary, verdict};
use crate::selection::requested_service::RequestedService;
use anyhow::{Context as _, anyhow};
use chrono::Utc;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write};

/// What the end of a wait has to know.
pub struct End<'a> {
    pub args: &'a Args,
    pub place: &'a RequestedService,
    pub summary: Option<File>,
}

impl End<'_> {
    /// The deployment was watched to this verdict.
    pub fn with_verdict(
        mut self,
        console: &mut Console,
        verdict: Verdict,
        watched: Watched,
        final_history: Option<History>,
    ) -> Result<ExitCode> {
        let conclusion = Conclusion {
            verdict: &verdict,
            watched: &watched,
        };
        let markdown = summary::markdown(&console.context, &conclusion);
        let exit = verdict.exit_code();
        let speaks = !self.args.quiet;
        // Whoever reads the block does not have to be told again how it ended, and what to do.
        let has_block = speaks && console.output != Format::Jsonl;
        let complaint = match complaint(&conclusion) {
            Some(_) if has_block && !verdict.leaves_it_running() => None,
            Some(error) if !has_block => Some(match conclusion.next_steps().first() {
                Some((_, command)) => error.hint(format!("`{command}`")),
                None => error,
            }),
            complaint => complaint,
        };
        let printed = if speaks {
            print(console, &conclusion, final_history)
        } else {
            Ok(())
        };
        if let Some(error) = complaint {
            print_error(&error);
        }
        let ended = match printed {
            Err(error) if exit == ExitCode::Success || !error.is_closed_pipe() => Err(error),
            _ => Ok(exit),
        };
        match (self.sum_up(&markdown), ended) {
            // A verdict is not lost over a file.
            (Err(error), Ok(exit)) if exit != ExitCode::Success => {
                print_error(&error);
                Ok(exit)
            }
            (Err(error), Ok(_)) => Err(error),
            (_, ended) => ended,
        }
    }

    /// Something else ended the wait. What was seen last is not lost.
    pub fn with_error(
        mut self,
        console: &mut Console,
        error: Error,
        watched: &Watched,
    ) -> Result<ExitCode> {
        // Of a mistake in the command line nothing else is to be said.
        if !self.args.quiet
            && error.exit_code() != ExitCode::Usage
            && console.output != Format::Jsonl
        {
            let conclusion = Conclusion {
                verdict: &Verdict::Lost(error.exit_code()),
                watched,
            };
            // The error is what counts, whether this is read or not.
            let _ = print(console, &conclusion, None);
        }
        self.end_with(console, error)
    }

    /// There was no deployment to watch.
    pub fn with_nothing(mut self, console: &mut Console, error: Error) -> Result<ExitCode> {
        self.end_with(console, error)
    }

    fn end_with(&mut self, console: &mut Console, error: Error) -> Result<ExitCode> {
        if console.output == Format::Jsonl
            && !self.args.quiet
            && error.exit_code() != ExitCode::Usage
        {
            let code = error.exit_code().code();
            let event = event::error(Utc::now(), &error.in_one_line(), code);
            let mut line = Vec::new();
            json::write_line(&mut line, &event)?;
            let _ = console.print(&line);
        }
        if let Err(failed) = self.sum_up_error(&error) {
            print_error(&failed);
        }
        Err(error)
    }

    fn sum_up_error(&mut self, error: &Error) -> Result<()> {
        let service = self.place.service_name().unwrap_or("deployment");
        self.sum_up(&summary::markdown_of_error(service, &error.in_one_line()))
    }

    fn sum_up(&mut self, text: &str) -> Result<()> {
        let Some(file) = &mut self.summary else {
            return Ok(());
        };
        file.write_all(text.as_bytes())
            .context("the summary could not be written")
            .map_err(Error::from)
    }
}

/// What to say on stderr of a wait that did not end in success; `None` if it did.
fn complaint(conclusion: &Conclusion) -> Option<Error> {
    let Conclusion { verdict, watched } = conclusion;
    let what = format!("deployment {}", name(watched.deployment()));
    let outcome = watched.outcome();
    let message = match verdict {
        _ if verdict.exit_code() == ExitCode::Success => return None,
        Verdict::TimedOut(limit) => {
            let limit = duration(limit.as_secs_f64());
            anyhow!(
                "{what} did not end within {limit}: it was {outcome} when last seen, and goes on by itself"
            )
        }
        Verdict::Interrupted(_) => {
            anyhow!(
                "the wait was interrupted: {what} was {outcome} when last seen, and goes on by itself"
            )
        }
        Verdict::Gone(reason) => anyhow!("ECS does not know {what} any more: {reason}"),
        Verdict::RollbackBegan => {
            let cause = reason::cause(watched.deployment());
            let cause = cause.map(|cause| format!(": {cause}"));
            anyhow!("{what} is being rolled back{}", cause.unwrap_or_default())
        }
        Verdict::Ended(_) | Verdict::Reached(_) | Verdict::Lost(_) => {
            anyhow!("{what} ended as {outcome}{}", because(watched))
        }
    };
    Some(Error::new(
        ErrorKind::WaitEnded(verdict.exit_code()),
        message,
    ))
}

fn because(watched: &Watched) -> String {
    let reason = watched.reason().map(|reason| format!(": {reason}"));
    reason.unwrap_or_default()
}

/// Prints the verdict, and the deployment in the formats that hold it.
fn print(
    console: &mut Console,
    conclusion: &Conclusion,
    final_history: Option<History>,
) -> Result<()> {
    let block = |context: &Context| -> Result<Vec<u8>> {
        let mut block = Vec::new();
        verdict::write(&mut block, context, conclusion)?;
        Ok(block)
    };
    match console.output {
        Format::Table => {
            let block = block(&console.context)?;
            console.print(&block)
        }
        Format::Jsonl => with_answer(conclusion.watched, final_history, |answer| {
            let event = event::verdict(Utc::now(), conclusion, answer.item(0)?);
            let mut line = Vec::new();
            json::write_line(&mut line, &event)?;
            console.print(&line)
        }),
        _ => {
            // If nobody reads it, the code still says it.
            let _ = io::stderr().write_all(&block(&console.context_on_stderr())?);
            with_answer(conclusion.watched, final_history, |answer| {
                console.print_report(answer)
            })
        }
    }
}

/// The deployment as `describe` answers it.
fn with_answer(
    watched: &Watched,
    final_history: Option<History>,
    print: impl FnOnce(&Deployments) -> Result<()>,
) -> Result<()> {
    let is_whole = final_history.is_some();
    let history = final_history
        .unwrap_or_default()
        .with_records(vec![watched.record.clone()])
        .with_details(HashMap::new(), watched.revisions.clone());
    let serving = if is_whole {
        Serving::of(&history)
    } else {
        Serving::default()
    };
    let arn = watched.deployment().service_deployment_arn.clone();
    let entries = history.find(&[arn]);
    print(&Deployments::described(
        &history,
        entries,
        serving,
        Vec::new(),
    ))
}
