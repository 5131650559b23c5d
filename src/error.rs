//! Errors, and the exit codes that they lead to.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::process;

/// The most characters of a message or of one of its causes that are shown.
const MAX_SHOWN: usize = 2000;

/// How the program ended. The codes from 252 are those of the AWS CLI:
/// <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitCode {
    Success,
    /// Something could not be described, a wait ended without success, or
    /// `--exit-code` found a failed deployment or a difference.
    Unsuccessful,
    /// Nothing matches, or no deployment started in time.
    NoMatch,
    /// A wait timed out.
    TimedOut,
    /// The terminal hung up (SIGHUP). As with the next two, the code is that of a shell for a
    /// process that a signal ended: 128 and the number of the signal.
    HungUp,
    /// Interrupted by Ctrl-C (SIGINT).
    Interrupted,
    /// Terminated by SIGTERM.
    Terminated,
    /// The command line is invalid.
    Usage,
    /// The configuration or the credentials are missing or invalid.
    Config,
    /// AWS returned an error.
    Aws,
    /// Anything else.
    Other,
}

impl ExitCode {
    /// The exit status of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Unsuccessful => 1,
            Self::NoMatch => 3,
            Self::TimedOut => 124,
            Self::HungUp => 129,
            Self::Interrupted => 130,
            Self::Terminated => 143,
            Self::Usage => 252,
            Self::Config => 253,
            Self::Aws => 254,
            Self::Other => 255,
        }
    }
}

impl From<ExitCode> for process::ExitCode {
    fn from(exit: ExitCode) -> Self {
        Self::from(exit.code())
    }
}

/// What went wrong. It decides the exit code, and whether a command retries or goes on without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The command line is invalid.
    Usage,
    /// The configuration is missing or invalid.
    Config,
    /// The credentials are missing, expired or rejected. They may be renewed while a wait is running.
    Credentials,
    /// The provider of the credentials could not be reached. A retry may succeed.
    CredentialsUnreachable,
    /// Nothing matches.
    NoMatch,
    /// A permission is missing. A command may continue without the data.
    AccessDenied,
    /// The service does not exist, or was deleted.
    ServiceNotFound,
    /// ECS keeps no deployment history of the service.
    NoDeploymentHistory,
    /// AWS rejected a parameter of the request.
    InvalidRequest,
    /// Throttling, a server error, or an unreadable response. A retry may succeed.
    Transient,
    /// Any other error that AWS returned. A retry would fail, too.
    Permanent,
    /// No response arrived, or only part of one. A retry may succeed.
    Connection,
    /// A wait ended without success, with this code.
    WaitEnded(ExitCode),
    /// The output could not be written, or an internal error.
    Other,
}

impl ErrorKind {
    /// The exit code that it leads to.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Self::Usage => ExitCode::Usage,
            Self::Config | Self::Credentials | Self::CredentialsUnreachable => ExitCode::Config,
            Self::NoMatch => ExitCode::NoMatch,
            Self::AccessDenied
            | Self::ServiceNotFound
            | Self::NoDeploymentHistory
            | Self::InvalidRequest
            | Self::Transient
            | Self::Permanent => ExitCode::Aws,
            Self::WaitEnded(exit) => exit,
            Self::Connection | Self::Other => ExitCode::Other,
        }
    }

    /// Whether a retry may succeed.
    pub fn is_transient(self) -> bool {
        matches!(
            self,
            Self::Transient | Self::Connection | Self::CredentialsUnreachable
        )
    }
}

/// An error with its kind, its causes, and a hint what to do about it.
///
/// Messages are lowercase fragments that name what was requested and where.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    chain: anyhow::Error,
    hint: Option<String>,
}

/// The result of a function that fails with an [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub fn new(kind: ErrorKind, message: impl Into<anyhow::Error>) -> Self {
        Self {
            kind,
            chain: message.into(),
            hint: None,
        }
    }

    /// The command line is invalid.
    pub fn usage(message: impl Into<anyhow::Error>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// The configuration is missing or invalid.
    pub fn config(message: impl Into<anyhow::Error>) -> Self {
        Self::new(ErrorKind::Config, message)
    }

    /// Nothing matches.
    pub fn no_match(message: impl Into<anyhow::Error>) -> Self {
        Self::new(ErrorKind::NoMatch, message)
    }

    fn unwritten(error: impl Into<anyhow::Error>) -> Self {
        let error = error.into().context("the output could not be written");
        Self::new(ErrorKind::Other, error)
    }

    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether a permission is missing.
    pub fn is_denied(&self) -> bool {
        self.kind == ErrorKind::AccessDenied
    }

    /// Adds a hint what to do next.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds a hint, where there is one.
    pub fn hint_if(mut self, hint: Option<impl Into<String>>) -> Self {
        self.hint = hint.map(Into::into).or(self.hint);
        self
    }

    /// Adds a message in front, of which the current one becomes the cause.
    pub fn context(mut self, message: impl fmt::Display + Send + Sync + 'static) -> Self {
        self.chain = self.chain.context(message);
        self
    }

    /// The same error, as one that a retry may resolve. The exit code stays the same.
    pub fn into_transient(mut self) -> Self {
        self.kind = match self.kind.exit_code() {
            ExitCode::Config => ErrorKind::CredentialsUnreachable,
            ExitCode::Aws => ErrorKind::Transient,
            _ => self.kind,
        };
        self
    }

    /// The exit code that it leads to.
    pub fn exit_code(&self) -> ExitCode {
        self.kind.exit_code()
    }

    /// Whether the reader of the output closed the pipe, as `head` does, which is no failure.
    pub fn is_closed_pipe(&self) -> bool {
        self.chain.chain().any(|cause| {
            let kind = match cause.downcast_ref::<serde_json::Error>() {
                // serde_json does not return the I/O error as its source.
                Some(json) => json.io_error_kind(),
                None => cause.downcast_ref::<io::Error>().map(io::Error::kind),
            };
            kind == Some(io::ErrorKind::BrokenPipe)
        })
    }
}

impl Error {
    /// The message, and those of its causes, each on one line: where AWS wrote one, no line of it must
    /// look like one of ours, or like a command to a CI runner. They may quote what an endpoint sent,
    /// at any length.
    fn messages(&self) -> Vec<String> {
        let shown = |text: String| shorten(&one_line(&text), MAX_SHOWN).into_owned();
        let mut messages = vec![shown(self.chain.to_string())];
        for cause in self.chain.chain().skip(1) {
            let text = shown(cause.to_string());
            // Many libraries repeat the message of the source in their own.
            if !text.is_empty() && messages.last().is_none_or(|last| !last.contains(&text)) {
                messages.push(text);
            }
        }
        messages
    }

    /// The message and its causes in one line, without the hint.
    pub fn in_one_line(&self) -> String {
        self.messages().join(": ")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, text) in self.messages().iter().enumerate() {
            match index {
                0 => write!(f, "{text}")?,
                _ => write!(f, "\n  caused by: {text}")?,
            }
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {}", hint.replace('\n', "\n        "))?;
        }
        Ok(())
    }
}

/// The first `max` characters of a text, and how long it is if that is not all.
pub fn shorten(text: &str, max: usize) -> Cow<'_, str> {
    match text.char_indices().nth(max) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!(
            "{}… ({} characters in all)",
            &text[..end],
            text.chars().count()
        )),
    }
}

/// Text with its line breaks, and the space around them, folded to one space.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::unwritten(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() {
            Self::unwritten(error)
        } else {
            Self::new(ErrorKind::Other, error)
        }
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::new(ErrorKind::Other, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn shows_message_causes_and_hint() {
        let error = Error::new(ErrorKind::Permanent, anyhow!("socket closed"))
            .context("the deployments of web could not be listed")
            .hint("try again");
        insta::assert_snapshot!(error, @r"
        the deployments of web could not be listed
          caused by: socket closed
          hint: try again
        ");
        assert_eq!(error.exit_code().code(), 254);
    }

    #[test]
    fn a_message_stays_on_its_line() {
        let cause = anyhow!("not authorized\r\n::error::a\n\n  hint: b\n");
        let error = Error::new(ErrorKind::Permanent, cause.context("a\nb")).hint("one of:\nc\nd");
        insta::assert_snapshot!(error, @r"
        a b
          caused by: not authorized ::error::a hint: b
          hint: one of:
                c
                d
        ");
        assert_eq!(
            error.in_one_line(),
            "a b: not authorized ::error::a hint: b"
        );
    }

    #[test]
    fn does_not_repeat_a_cause() {
        let error = Error::config(anyhow!("no such file").context("cannot read x: no such file"));
        assert_eq!(error.to_string(), "cannot read x: no such file");
    }

    #[test]
    fn a_text_is_cut_between_characters_and_says_so() {
        assert_eq!(shorten("äöü", 3), "äöü");
        assert_eq!(shorten("äöü", 2), "äö… (3 characters in all)");
        let error = Error::config(anyhow!("x".repeat(6 << 20)).context("y".repeat(6 << 20)));
        for text in [error.to_string(), error.in_one_line()] {
            assert!(text.len() < 2 * MAX_SHOWN + 100, "{}", text.len());
            assert!(text.contains("… (6291456 characters in all)"));
        }
    }

    #[test]
    fn says_in_every_format_that_the_output_could_not_be_written() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let plain = Error::from(full()).to_string();
        assert!(plain.starts_with("the output could not be written\n  caused by: "));
        assert_eq!(
            Error::from(serde_json::Error::io(full())).to_string(),
            plain
        );
        let invalid = serde_json::from_str::<u8>("x").expect_err("not JSON");
        assert!(!Error::from(invalid).to_string().contains("output"));
    }

    #[test]
    fn finds_a_closed_pipe_inside_serde_json() {
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(Error::from(closed()).is_closed_pipe());
        assert!(Error::from(serde_json::Error::io(closed())).is_closed_pipe());
        assert!(!Error::from(io::Error::from(io::ErrorKind::StorageFull)).is_closed_pipe());
    }
}
