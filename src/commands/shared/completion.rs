//! The end of a command: notes, errors and an interrupt become lines on stderr and the exit code, in
//! the same way for every command.

use crate::console::{Console, eprint, print_error};
use crate::error::{Error, ErrorKind, ExitCode, Result, shorten};
use crate::humanize::count;
use crate::model::failure::Failure;
use crate::model::record::Record;
use crate::render::report::Report;
use crate::render::text::clean;
use anyhow::anyhow;

/// How many AWS errors to print before the last one. Many errors are mostly the same.
const MAX_AWS_ERRORS: usize = 5;

/// The most characters of a failure to print.
const MAX_FAILURE: usize = 1000;

/// What to print and decide after the report.
#[derive(Debug, Default)]
pub struct Completion {
    /// The report in one line.
    pub summary: Option<String>,
    /// Information that is not an error.
    pub notes: Vec<String>,
    /// What could not be fetched, and why.
    pub errors: Vec<Error>,
    /// What ECS could not describe.
    pub failures: Vec<Record<Failure>>,
    /// The exit code of a signal that interrupted the command.
    pub interrupted: Option<ExitCode>,
    /// The exit code of a wait's verdict. It overrides that of errors.
    pub verdict: Option<ExitCode>,
    /// What was listed, for commands that list.
    pub listed: Option<Listed>,
    /// Whether everything is listed, so that errors are only about details.
    pub lists_all: bool,
    /// Whether `--exit-code` found what it checks for.
    pub found: bool,
}

/// What was listed, for sentences.
#[derive(Debug)]
pub struct Listed {
    /// In the singular: `deployment`.
    pub what: &'static str,
    pub number: usize,
    /// ` of service web in cluster shop`.
    pub of: String,
    /// Whether a filter was given.
    pub is_filtered: bool,
}

impl Completion {
    /// Whether the report is complete. A name that matches nothing leaves nothing out.
    pub fn is_complete(&self) -> bool {
        let mut kinds = self.errors.iter().map(Error::kind);
        kinds.all(|kind| kind == ErrorKind::NoMatch) && self.interrupted.is_none()
    }

    /// Prints a report, unless an error left it empty, and ends the command.
    pub fn print(self, console: &mut Console, report: &dyn Report) -> ExitCode {
        let number = self.listed.as_ref().map_or(1, |listed| listed.number);
        let is_wanted = self.errors.is_empty() && self.interrupted.is_none();
        let printed = if number > 0 || is_wanted {
            console.print_report(report)
        } else {
            Ok(())
        };
        self.finish(console, printed)
    }

    /// Prints the notes and errors, and decides the exit code. `printed` is the result of printing the
    /// report; a closed pipe is not an error.
    pub fn finish(mut self, console: &Console, printed: Result<()>) -> ExitCode {
        let is_read = printed.is_ok();
        // Without a report to print, it is still there.
        console.progress.clear();
        if let Some(summary) = &self.summary {
            eprint(summary);
        }
        self.notes.iter().for_each(|note| console.note(note));
        if let (false, Some(listed)) = (self.is_complete(), &self.listed)
            && listed.number > 0
        {
            let number = count(listed.number, listed.what);
            if !self.lists_all {
                console.note(&format!("output is incomplete: it covers only {number}"));
            } else if self.interrupted.is_none() {
                console.note(&format!("details of {number} may be missing"));
            }
        }
        let failed = printed.err().filter(|error| !error.is_closed_pipe());
        self.errors.extend(failed);
        self.failures.iter().for_each(print_failure);
        print_errors(&self.errors);
        let exit = self.exit_code();
        if let (ExitCode::Success, true, Some(listed)) = (exit, is_read, &self.listed)
            && listed.number == 0
        {
            let matching = if listed.is_filtered { "matching " } else { "" };
            console.note(&format!("no {matching}{}s{}", listed.what, listed.of));
        }
        exit
    }

    fn exit_code(&self) -> ExitCode {
        // Errors of AWS or of the configuration outrank a name that matches nothing.
        let most_severe = self
            .errors
            .iter()
            .map(Error::exit_code)
            .max_by_key(|exit| match exit {
                ExitCode::Usage => 1,
                ExitCode::Config | ExitCode::Aws | ExitCode::Other => 2,
                _ => 0,
            });
        match self.interrupted.or(self.verdict).or(most_severe) {
            Some(exit) => exit,
            None if self.found || !self.failures.is_empty() => ExitCode::Unsuccessful,
            None => ExitCode::Success,
        }
    }
}

/// Prints errors: all of those about names on the command line, and some of those of AWS.
fn print_errors(errors: &[Error]) {
    let (named, of_aws): (Vec<&Error>, Vec<&Error>) = errors
        .iter()
        .partition(|error| matches!(error.kind(), ErrorKind::NoMatch | ErrorKind::Usage));
    named.into_iter().for_each(print_error);
    let Some((last, first)) = of_aws.split_last() else {
        return;
    };
    let (shown, others) = first.split_at(first.len().min(MAX_AWS_ERRORS));
    shown.iter().for_each(|error| print_error(error));
    if !others.is_empty() {
        let others = count(others.len(), "other error");
        eprint(&format!("note: and {others}"));
    }
    print_error(last);
}

fn print_failure(failure: &Record<Failure>) {
    let Failure {
        arn,
        reason,
        detail,
    } = &*failure.item;
    let detail = detail.as_deref().map(|detail| format!(": {detail}"));
    let text = format!(
        "{} could not be described ({}{})",
        arn.as_deref().unwrap_or("an item"),
        reason.as_deref().unwrap_or("no reason given"),
        detail.unwrap_or_default()
    );
    let text = clean(&shorten(&text, MAX_FAILURE)).into_owned();
    print_error(&Error::no_match(anyhow!(text)));
}
