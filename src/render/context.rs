//! What a renderer may know of the world: it never asks the terminal, the clock or the environment.

use crate::humanize::relative;
use crate::model::timestamp::Timestamp;
use anstyle::{AnsiColor, Effects, Style};
use chrono::{FixedOffset, SecondsFormat};

/// The surroundings of everything that is printed.
#[derive(Clone)]
pub struct Context {
    /// The moment that relative times are told from.
    pub now: Timestamp,
    pub times: Times,
    /// The columns to fit into. `None` where nothing may be cut.
    pub width: Option<usize>,
    pub color: bool,
    /// Whether a mark stands before each outcome.
    pub marks: bool,
    pub header: bool,
    /// Whether characters beyond ASCII may be drawn with.
    pub unicode: bool,
}

/// How times are told.
#[derive(Clone, Copy)]
pub enum Times {
    /// `3m ago`; a sentence has room for the exact time before it.
    Relative { exact_in_sentences: bool },
    /// RFC 3339 in UTC, to the second.
    Utc,
    /// RFC 3339 in the time zone of this function's answer.
    Local(fn(Timestamp) -> FixedOffset),
}

/// What a piece of text is, for its colour.
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
    /// The terminal's colour for it, of the 16 that every theme defines.
    pub fn style(self) -> Style {
        let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
        match self {
            Self::Plain => Style::new(),
            Self::Good => color(AnsiColor::Green),
            Self::Bad => color(AnsiColor::Red),
            Self::Ongoing => color(AnsiColor::Cyan),
            Self::Waiting => color(AnsiColor::Yellow),
            Self::Dim => Style::new() | Effects::DIMMED,
            Self::Bold => Style::new() | Effects::BOLD,
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

    /// A time in full, also where times are told relatively.
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

    /// The text in the colour of what it is.
    pub fn paint(&self, text: &str, paint: Paint) -> String {
        if self.color && paint != Paint::Plain {
            let style = paint.style();
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}
