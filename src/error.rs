//! Errors for people, and exit codes for scripts.

use std::fmt;
use std::io;
use std::process;

/// How a run ended. The codes from 252 are the AWS CLI's own:
/// <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitCode {
    Success,
    /// The answer is no: some of what was asked for could not be described, a wait ended in
    /// anything but success, or `--exit-code` found what it looks for.
    No,
    /// Nothing matches what was named, or no deployment began in time.
    NoMatch,
    /// A wait ran out of time.
    TimedOut,
    /// Ended by Ctrl-C.
    Interrupted,
    /// Ended by SIGTERM.
    Terminated,
    /// The command line is wrong.
    Usage,
    /// Configuration or credentials are missing or wrong.
    Config,
    /// AWS returned an error.
    Aws,
    /// Anything else.
    Other,
}

impl ExitCode {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::No => 1,
            Self::NoMatch => 3,
            Self::TimedOut => 124,
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

/// What went wrong: it decides the exit code, and what a command may do other than end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The command line is wrong.
    Usage,
    /// The configuration is missing or wrong.
    Config,
    /// Credentials are missing, expired or refused. Someone may have renewed them since.
    Credentials,
    /// Whoever hands out credentials could not be reached. It may pass.
    CredentialsUnreachable,
    /// Nothing matches what was named.
    NoMatch,
    /// A permission is missing. Some answers can do without what was asked for.
    AccessDenied,
    /// The service does not exist, or no longer.
    ServiceNotFound,
    /// ECS keeps no deployment history of the service.
    NoDeploymentHistory,
    /// AWS does not accept the request as it is.
    InvalidRequest,
    /// A throttle, a fault of the server, or a response that cannot be read. It may pass.
    Transient,
    /// Any other error that AWS returned. It would come again.
    Permanent,
    /// No response arrived, or only part of one. It may pass.
    Connection,
    /// A wait ended in anything but success, with this code.
    WaitEnded(ExitCode),
    /// The output could not be written, or something that should not happen.
    Other,
}

impl ErrorKind {
    /// How a run ends because of it.
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

    /// Whether the same call may succeed a little later.
    pub fn is_transient(self) -> bool {
        match self {
            Self::Transient | Self::Connection | Self::CredentialsUnreachable => true,
            Self::Usage
            | Self::Config
            | Self::Credentials
            | Self::NoMatch
            | Self::AccessDenied
            | Self::ServiceNotFound
            | Self::NoDeploymentHistory
            | Self::InvalidRequest
            | Self::Permanent
            | Self::WaitEnded(_)
            | Self::Other => false,
        }
    }
}

/// An error with its kind, its chain of causes, and a hint at what to do about it.
///
/// Messages are lowercase fragments that name what was asked for and where.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    chain: anyhow::Error,
    hint: Option<String>,
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub fn new(kind: ErrorKind, message: impl Into<anyhow::Error>) -> Self {
        Self {
            kind,
            chain: message.into(),
            hint: None,
        }
    }

    /// The command line is wrong.
    pub fn usage(message: impl Into<anyhow::Error>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// The configuration is missing or wrong.
    pub fn config(message: impl Into<anyhow::Error>) -> Self {
        Self::new(ErrorKind::Config, message)
    }

    /// Nothing matches what was named.
    pub fn no_match(message: impl Into<anyhow::Error>) -> Self {
        Self::new(ErrorKind::NoMatch, message)
    }

    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether a permission is missing.
    pub fn is_denied(&self) -> bool {
        self.kind == ErrorKind::AccessDenied
    }

    /// Adds what the person can do next.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Puts a sentence in front; what was the error becomes its cause.
    pub fn context(mut self, message: impl fmt::Display + Send + Sync + 'static) -> Self {
        self.chain = self.chain.context(message);
        self
    }

    /// The same error, as one that may pass.
    pub fn into_transient(mut self) -> Self {
        self.kind = match self.kind.exit_code() {
            ExitCode::Config => ErrorKind::CredentialsUnreachable,
            ExitCode::Aws => ErrorKind::Transient,
            _ => self.kind,
        };
        self
    }

    /// How a run ends because of it.
    pub fn exit_code(&self) -> ExitCode {
        self.kind.exit_code()
    }

    /// Whether all that happened is that nobody reads our output any more, as with `… | head`.
    pub fn is_closed_pipe(&self) -> bool {
        self.chain.chain().any(|cause| {
            let kind = match cause.downcast_ref::<serde_json::Error>() {
                // serde_json does not show the I/O error as its source.
                Some(json) => json.io_error_kind(),
                None => cause.downcast_ref::<io::Error>().map(io::Error::kind),
            };
            kind == Some(io::ErrorKind::BrokenPipe)
        })
    }
}

impl Error {
    /// What went wrong, and its causes.
    fn sentences(&self) -> Vec<String> {
        let mut said = vec![self.chain.to_string()];
        for cause in self.chain.chain().skip(1) {
            let text = cause.to_string();
            // Many libraries repeat their source in their own text.
            if !text.is_empty() && said.last().is_none_or(|last| !last.contains(&text)) {
                said.push(text);
            }
        }
        said
    }

    /// It all in one line, without the hint.
    pub fn in_one_line(&self) -> String {
        self.sentences().join(": ").replace('\n', " ")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, text) in self.sentences().iter().enumerate() {
            match index {
                0 => write!(f, "{text}")?,
                _ => write!(f, "\n  caused by: {}", text.replace('\n', "\n    "))?,
            }
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {}", hint.replace('\n', "\n        "))?;
        }
        Ok(())
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        let error = anyhow::Error::new(error).context("the output could not be written");
        Self::new(ErrorKind::Other, error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::new(ErrorKind::Other, error)
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
    fn says_what_why_and_what_to_do() {
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
    fn does_not_repeat_a_cause_that_was_said() {
        let error = Error::config(anyhow!("no such file").context("cannot read x: no such file"));
        assert_eq!(error.to_string(), "cannot read x: no such file");
    }

    #[test]
    fn a_closed_pipe_is_seen_through_serde_json() {
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(Error::from(closed()).is_closed_pipe());
        assert!(Error::from(serde_json::Error::io(closed())).is_closed_pipe());
        assert!(!Error::from(io::Error::from(io::ErrorKind::StorageFull)).is_closed_pipe());
    }
}
