//! The real terminal, clock and environment: asked once, here, and turned into a [`Context`].

use crate::cli::{Color, Global, Output, Time};
use crate::error::{Error, Exit, Result};
use crate::model::timestamp::Timestamp;
use crate::progress::Progress;
use crate::render::answer::{self, Answer};
use crate::render::text::clean_lines;
use crate::render::{Context, Paint, Times};
use anstream::eprintln;
use chrono::{FixedOffset, Local, Offset, TimeZone, Utc};
use std::env;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

/// stdout and stderr, and what renderers may know of them.
pub struct Console {
    pub context: Context,
    output: Output,
    pub progress: Progress,
    out: BufWriter<Stdout>,
}

impl Console {
    /// Looks at the terminal. Within a tokio runtime.
    pub fn new(global: &Global) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let people_read = terminal && matches!(global.output, Output::Table | Output::Wide);
        Self {
            context: Context {
                now: Utc::now(),
                times: match global.time {
                    Time::Auto if people_read => Times::Relative {
                        exact_in_sentences: true,
                    },
                    Time::Relative => Times::Relative {
                        exact_in_sentences: false,
                    },
                    Time::Auto | Time::Utc => Times::Utc,
                    Time::Local => Times::Local(local_offset),
                },
                width: (people_read && global.output == Output::Table)
                    .then(terminal_width)
                    .flatten(),
                color: match global.color {
                    Color::Auto => people_read && color_is_welcome(),
                    Color::Always => matches!(global.output, Output::Table | Output::Wide),
                    Color::Never => false,
                },
                marks: people_read,
                header: !global.no_header,
            },
            output: global.output,
            progress: Progress::start(io::stderr().is_terminal()),
            out: BufWriter::new(stdout),
        }
    }

    /// Prints an answer in the format that was asked for. Progress ends where output begins.
    pub fn answer(&mut self, answer: &impl Answer) -> Result<()> {
        self.progress.clear();
        answer::write(answer, self.output, &mut self.out, &self.context)?;
        Ok(self.out.flush()?)
    }

    /// Prints text as it is.
    pub fn print(&mut self, text: &[u8]) -> Result<()> {
        self.progress.clear();
        self.out.write_all(text)?;
        Ok(self.out.flush()?)
    }

    /// Says something on stderr that does not belong to the data.
    pub fn note(&self, text: &str) {
        self.progress.clear();
        eprintln!("ecs-history: note: {}", clean_lines(text));
    }
}

/// Says on stderr what went wrong.
pub fn complain(error: &Error) {
    let red = Paint::Bad.style();
    let text = clean_lines(&error.to_string());
    eprintln!("ecs-history: {red}error{red:#}: {text}");
}

/// Prints help or a complaint about the command line.
pub fn explain_usage(error: &clap::Error) -> Exit {
    let printed = error.print();
    match (error.use_stderr(), printed) {
        (true, _) => Exit::Usage,
        (false, Err(failed)) if failed.kind() != io::ErrorKind::BrokenPipe => Exit::Other,
        (false, _) => Exit::Success,
    }
}

/// Sends the AWS SDK's trace to stderr; `RUST_LOG` narrows it.
pub fn trace() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("debug"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal() && color_is_welcome())
        .init();
}

fn terminal_width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    // Some terminals do not know how wide they are.
    Some(usize::from(width.0)).filter(|width| *width > 0)
}

/// <https://no-color.org>, and terminals that know no colour.
fn color_is_welcome() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

fn local_offset(time: Timestamp) -> FixedOffset {
    Local.offset_from_utc_datetime(&time.naive_utc()).fix()
}
