//! What renderers know of the terminal, the clock and the environment, which they never ask.

use crate::humanize::relative;
use crate::model::outcome::{Outcome, Severity};
use crate::model::timestamp::Timestamp;
use anstyle::{AnsiColor, Effects, Style};
use chrono::{FixedOffset, SecondsFormat};

/// How to display text.
#[derive(Clone)]
pub struct Context {
    /// The time that relative times refer to.
    pub now: Timestamp,
    pub times: Times,
    /// The columns to fit into. `None` to truncate nothing.
    pub width: Option<usize>,
    pub color: bool,
    /// Whether to put a mark before each outcome.
    pub marks: bool,
    pub header: bool,
    /// Whether to draw with characters beyond ASCII.
    pub unicode: bool,
}

/// How to display times.
#[derive(Clone, Copy)]
pub enum Times {
    /// `3m ago`; a sentence has room for the exact time before it.
    Relative { exact_in_sentences: bool },
    /// RFC 3339 in UTC, to the second.
    Utc,
    /// RFC 3339 with the UTC offset that this function returns.
    Local(fn(Timestamp) -> FixedOffset),
}

/// The meaning of a piece of text, which decides its color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    Plain,
    Good,
    Bad,
    Ongoing,
    Waiting,
    Dim,
    Bold,
}

impl Paint {
    /// The color of an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        match outcome.severity() {
            Severity::Success => Self::Good,
            Severity::Stopped => Self::Dim,
            Severity::Ongoing => Self::Ongoing,
            Severity::Paused => Self::Waiting,
            Severity::RolledBack | Severity::Failed => Self::Bad,
        }
    }

    /// One of the 16 colors that every theme defines.
    pub fn color(self) -> Option<AnsiColor> {
        match self {
            Self::Good => Some(AnsiColor::Green),
            Self::Bad => Some(AnsiColor::Red),
            Self::Ongoing => Some(AnsiColor::Cyan),
            Self::Waiting => Some(AnsiColor::Yellow),
            Self::Plain | Self::Dim | Self::Bold => None,
        }
    }

    /// How a terminal shows it.
    pub fn style(self) -> Style {
        let style = Style::new().fg_color(self.color().map(Into::into));
        match self {
            Self::Dim => style | Effects::DIMMED,
            Self::Bold => style | Effects::BOLD,
            _ => style,
        }
    }
}

impl Context {
    /// A time for a cell.
    pub fn time(&self, time: Timestamp) -> String {
        match self.times {
            Times::Relative { .. } => relative(self.now, time),
            _ => self.exact_time(time),
        }
    }

    /// A time in full, even if times are relative elsewhere.
    pub fn exact_time(&self, time: Timestamp) -> String {
        match self.times {
            Times::Local(zone) => time
                .with_timezone(&zone(time))
                .to_rfc3339_opts(SecondsFormat::Secs, true),
            Times::Relative {
                exact_in_sentences: false,
            } => relative(self.now, time),
            Times::Relative { .. } | Times::Utc => time.to_rfc3339_opts(SecondsFormat::Secs, true),
        }
    }

    /// A time for a sentence.
    pub fn time_in_sentence(&self, time: Timestamp) -> String {
        match self.times {
            Times::Relative {
                exact_in_sentences: true,
            } => {
                format!("{} ({})", self.exact_time(time), relative(self.now, time))
            }
            _ => self.time(time),
        }
    }

    /// An outcome, with its mark where marks are shown.
    pub fn outcome(&self, outcome: &Outcome) -> String {
        if !self.marks {
            return outcome.to_string();
        }
        let mark = match outcome {
            Outcome::Succeeded => '✓',
            Outcome::Failed | Outcome::RollbackFailed => '✗',
            Outcome::RolledBack | Outcome::RollingBack => '↩',
            Outcome::Pending => '○',
            Outcome::InProgress => '●',
            Outcome::AwaitingAction => '‖',
            Outcome::Stopping | Outcome::Stopped | Outcome::Superseded => '■',
            Outcome::Unknown(_) => '?',
        };
        format!("{mark} {outcome}")
    }

    /// The text in the color of its meaning.
    pub fn paint(&self, text: &str, paint: Paint) -> String {
        if self.color && paint != Paint::Plain {
            let style = paint.style();
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

#[cfg(test)]
impl Context {
    /// What a pipe gets, at the beginning of 1970.
    pub fn plain() -> Self {
        Self {
            now: Timestamp::UNIX_EPOCH,
            times: Times::Utc,
            width: None,
            color: false,
            marks: false,
            header: true,
            unicode: true,
        }
    }
}
