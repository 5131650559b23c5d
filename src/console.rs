//! The real terminal, clock and environment, turned into a [`Context`].

pub mod background;
mod debug_log;
pub mod interrupt;
pub mod live_block;
mod pager;
pub mod progress;

use crate::console::debug_log::DebugLog;
use crate::console::interrupt::Interrupt;
use crate::console::progress::Progress;
use crate::error::{Error, ExitCode, Result};
use crate::model::timestamp::Timestamp;
use crate::render::context::{Context, Paint, Times};
use crate::render::format::Format;
use crate::render::report::Report;
use crate::render::text::clean_lines;
use chrono::{FixedOffset, Local, Offset, TimeZone, Utc};
use clap::ValueEnum;
use clap::error::ErrorKind;
use std::env;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

const VERSION: &str = concat!("ecs-history ", env!("CARGO_PKG_VERSION"), "\n");

/// Set by `--color never`, for errors that are printed when the console is gone.
static COLOR_IS_UNWANTED: AtomicBool = AtomicBool::new(false);

/// How to display the output.
#[derive(Debug, Clone, Copy)]
pub struct ConsoleOptions {
    pub format: Format,
    /// `None` to decide by the terminal.
    pub color: Option<bool>,
    pub time: TimeStyle,
    pub header: bool,
    /// Whether a pager may show what does not fit on the screen.
    pub pager: bool,
}

/// How to display times. These are the values of `--time`, with their help.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum TimeStyle {
    /// Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere
    #[default]
    Auto,
    /// Relative to now, such as 3m ago
    Relative,
    /// RFC 3339 in the local time zone
    Local,
    /// RFC 3339 in UTC
    Utc,
}

/// stdout and stderr, and what renderers know of them.
pub struct Console {
    pub context: Context,
    pub format: Format,
    pub progress: Progress,
    pub interrupt: Interrupt,
    /// What could not be read of a saved history. It is printed when the command has ended.
    pub unread: Vec<Error>,
    out: BufWriter<Stdout>,
    /// The command of the pager, if one may be used.
    pager: Option<String>,
}

impl Console {
    /// Asks the terminal. Must be called within a tokio runtime.
    pub fn new(options: ConsoleOptions) -> Self {
        COLOR_IS_UNWANTED.store(options.color == Some(false), Ordering::Relaxed);
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let people_read = terminal && options.format.is_for_people();
        let progress = Progress::start(stderr_can_draw(), locale_is_utf8());
        Self {
            context: Context {
                now: Utc::now(),
                times: match options.time {
                    TimeStyle::Auto if people_read => Times::Clock(local_offset),
                    TimeStyle::Relative => Times::Relative,
                    TimeStyle::Auto | TimeStyle::Utc => Times::Utc,
                    TimeStyle::Local => Times::Local(local_offset),
                },
                width: (people_read && options.format != Format::Wide)
                    .then(terminal_width)
                    .flatten(),
                color: match options.color {
                    None => people_read && color_is_welcome(),
                    Some(true) => options.format.is_for_people(),
                    Some(false) => false,
                },
                marks: people_read,
                header: options.header,
                unicode: locale_is_utf8(),
            },
            format: options.format,
            interrupt: Interrupt::watch(progress.clone()),
            progress,
            unread: Vec::new(),
            out: BufWriter::new(stdout),
            pager: (people_read && options.pager && terminal_is_able())
                .then(pager::from_environment)
                .flatten(),
        }
    }

    /// Prints everything from now on without a pager.
    pub fn leave_out_pager(&mut self) {
        self.pager = None;
    }

    /// Whether stdout is a terminal that can draw.
    pub fn stdout_can_draw(&self) -> bool {
        io::stdout().is_terminal() && terminal_is_able()
    }

    /// Whether stderr is a terminal that can draw.
    pub fn stderr_can_draw(&self) -> bool {
        stderr_can_draw()
    }

    /// The context for people who read stderr.
    pub fn context_on_stderr(&self) -> Context {
        Context {
            color: color_on_stderr(),
            marks: self.stderr_can_draw(),
            ..self.context.clone()
        }
    }

    /// Prints a report in the requested format, and ends the progress first.
    pub fn print_report(&mut self, report: &dyn Report) -> Result<()> {
        self.progress.clear();
        let Some(pager) = &self.pager else {
            self.format.write(report, &mut self.out, &self.context)?;
            return Ok(self.out.flush()?);
        };
        let mut text = Vec::new();
        self.format.write(report, &mut text, &self.context)?;
        let lines = text.iter().filter(|byte| **byte == b'\n').count();
        // The prompt needs a line, too.
        let fits = terminal_height().is_none_or(|height| lines < height);
        let page = || self.interrupt.while_paging(|| pager::show(&text, pager));
        if fits || page().is_err() {
            self.out.write_all(&text)?;
        }
        Ok(self.out.flush()?)
    }

    /// Prints text as it is.
    pub fn print(&mut self, text: &[u8]) -> Result<()> {
        self.progress.clear();
        self.out.write_all(text)?;
        Ok(self.out.flush()?)
    }

    /// Prints a note on stderr, above the progress.
    pub fn note(&self, text: &str) {
        let text = format!("note: {}", clean_lines(text));
        self.progress.print_above(|| eprint(&text));
    }
}

/// Prints an error on stderr.
pub fn print_error(error: &Error) {
    let text = clean_lines(&error.to_string());
    if color_on_stderr() {
        let red = Paint::Bad.style();
        eprint(&format!("{red}error{red:#}: {text}"));
    } else {
        eprint(&format!("error: {text}"));
    }
}

/// Prints text on stderr in one write, so that lines of other processes do not split it. If that
/// fails, there is no one left to tell.
pub fn eprint(text: &str) {
    write_stderr(&format!("ecs-history: {}\n", text.trim_end()));
}

fn write_stderr(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Prints a panic, which is always a bug in this program or a library, like any other error.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|panic| {
        eprint(&format!(
            "error: internal error: {}\n  hint: please report it, and how it happened",
            clean_lines(&panic.to_string())
        ));
        std::process::exit(ExitCode::Other.code().into());
    }));
}

/// Prints help, or an error about the command line.
pub fn report_clap_error(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        let text = error.render();
        let text = if color_on_stderr() {
            text.ansi().to_string()
        } else {
            // It quotes arguments, which a script may have from AWS.
            clean_lines(&text.to_string())
        };
        // Without a subcommand, this is the help.
        match error.kind() {
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => write_stderr(&text),
            _ => eprint(&text),
        }
        return ExitCode::Usage;
    }
    let printed = match error.kind() {
        // clap would print the name of the subcommand: `ecs-history-list 0.1.0`.
        ErrorKind::DisplayVersion => io::stdout().write_all(VERSION.as_bytes()),
        _ => error.print(),
    };
    match printed {
        Err(failed) if failed.kind() != io::ErrorKind::BrokenPipe => {
            print_error(&failed.into());
            ExitCode::Other
        }
        _ => ExitCode::Success,
    }
}

fn stderr_can_draw() -> bool {
    io::stderr().is_terminal() && terminal_is_able()
}

fn color_on_stderr() -> bool {
    let unwanted = COLOR_IS_UNWANTED.load(Ordering::Relaxed);
    !unwanted && io::stderr().is_terminal() && color_is_welcome()
}

/// Sends the AWS SDK's trace to stderr, without secrets; `RUST_LOG` narrows it.
pub fn trace() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("debug"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(|| DebugLog::new(io::stderr()))
        .with_ansi(color_on_stderr())
        .init();
}

// Some terminals report a size of 0.

fn terminal_width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(width.0)).filter(|width| *width > 0)
}

fn terminal_height() -> Option<usize> {
    let (_, height) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(height.0)).filter(|height| *height > 0)
}

/// <https://no-color.org>, and terminals without color.
fn color_is_welcome() -> bool {
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !no_color && terminal_is_able()
}

/// Whether the terminal supports more than plain text.
fn terminal_is_able() -> bool {
    env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb")
}

/// Whether the first locale variable that is set names UTF-8.
/// <https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02>
fn locale_is_utf8() -> bool {
    let mut values = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(env::var_os)
        .filter(|value| !value.is_empty());
    values.next().is_some_and(|value| {
        let value = value.to_string_lossy().to_uppercase();
        value.contains("UTF-8") || value.contains("UTF8")
    })
}

fn local_offset(time: Timestamp) -> FixedOffset {
    Local.offset_from_utc_datetime(&time.naive_utc()).fix()
}
