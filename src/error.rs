//! Errors for people, and exit codes for scripts.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// How a run ended. The codes from 252 are the AWS CLI's own:
/// <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Success,
    /// The answer is no: some of what was asked for could not be described, or a wait ended in
    /// anything but success.
    No,
    /// Nothing matched what was named, or no deployment began in time.
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
    /// AWS answered with an error.
    Aws,
    /// Anything else.
    Other,
}

impl Exit {
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

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// An error with the exit code that it ends in, its chain of causes, and what to do about it.
///
/// Messages are lower-case fragments that name what was asked for and where.
#[derive(Debug)]
pub struct Error {
    exit: Exit,
    chain: anyhow::Error,
    hint: Option<String>,
    nature: Nature,
}

/// What a command may make of an error, other than to end with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Nature {
    /// It would come again.
    #[default]
    Lasting,
    /// A permission is wanting. Some answers can do without what was asked for.
    Denied,
    /// It may pass: throttles, faults of the server, lost connections, answers that are none.
    Passing,
    /// Credentials are wanting or refused. Others may have taken their place since.
    Credentials,
    /// The service is not there, or not any more.
    NoService,
    /// ECS keeps no deployment history of the service.
    NoHistory,
    /// ECS does not take the request as it is.
    Refused,
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The command line is wrong.
    pub fn usage(message: impl Into<anyhow::Error>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// Configuration or credentials are missing or wrong.
    pub fn config(message: impl Into<anyhow::Error>) -> Self {
        Self::new(Exit::Config, message)
    }

    /// AWS answered with an error.
    pub fn aws(message: impl Into<anyhow::Error>) -> Self {
        Self::new(Exit::Aws, message)
    }

    /// Nothing matched what was named.
    pub fn no_match(message: impl Into<anyhow::Error>) -> Self {
        Self::new(Exit::NoMatch, message)
    }

    /// Anything else.
    pub fn other(message: impl Into<anyhow::Error>) -> Self {
        Self::new(Exit::Other, message)
    }

    /// An error that ends the run with this code.
    pub fn of_exit(exit: Exit, message: impl Into<anyhow::Error>) -> Self {
        Self::new(exit, message)
    }

    fn new(exit: Exit, message: impl Into<anyhow::Error>) -> Self {
        Self {
            exit,
            chain: message.into(),
            hint: None,
            nature: Nature::default(),
        }
    }

    /// Says what kind of error it is.
    pub fn of_nature(mut self, nature: Nature) -> Self {
        self.nature = nature;
        self
    }

    /// What a command may make of it.
    pub fn nature(&self) -> Nature {
        self.nature
    }

    /// Whether a permission was wanting.
    pub fn is_denied(&self) -> bool {
        self.nature == Nature::Denied
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

    /// How the run ends because of it.
    pub fn exit(&self) -> Exit {
        self.exit
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
        for (place, text) in self.sentences().iter().enumerate() {
            match place {
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
        Self::new(
            Exit::Other,
            anyhow::Error::new(error).context("the output could not be written"),
        )
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::new(Exit::Other, error)
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::new(Exit::Other, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn says_what_why_and_what_to_do() {
        let error = Error::aws(anyhow!("socket closed"))
            .context("the deployments of web could not be listed")
            .hint("try again");
        insta::assert_snapshot!(error, @r"
        the deployments of web could not be listed
          caused by: socket closed
          hint: try again
        ");
        assert_eq!(error.exit().code(), 254);
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
