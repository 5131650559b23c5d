//! What renderers know of the terminal, the clock and the environment, which they never ask.

use crate::humanize::relative;
use crate::model::outcome::{Outcome, Severity};
use crate::model::timestamp::Timestamp;
use anstyle::{AnsiColor, Effects, Style};
use chrono::{Datelike, FixedOffset, SecondsFormat};

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
    /// `14:02 (3m ago)`, with the date before it if that is another day, in the time zone with the
    /// UTC offset that this function returns.
    Clock(fn(Timestamp) -> FixedOffset),
    /// `3m ago`.
    Relative,
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
    /// A time for people, in full.
    pub fn time(&self, time: Timestamp) -> String {
        match self.times {
            Times::Clock(zone) => {
                let clock = self.clock(time, zone);
                format!("{clock} ({})", relative(self.now, time))
            }
            _ => self.exact_time(time),
        }
    }

    /// A time for people, in forms from the longest to the shortest.
    pub fn time_forms(&self, time: Timestamp) -> Vec<String> {
        let Times::Clock(zone) = self.times else {
            return vec![self.exact_time(time)];
        };
        let clock = self.clock(time, zone);
        let shortest = match clock.rsplit_once(' ') {
            Some((date, _)) => date.to_owned(),
            None => clock.clone(),
        };
        vec![self.time(time), clock, shortest]
    }

    /// `14:02`, `Nov 22 14:02` on another day, or `2025-11-22 14:02` in another year.
    fn clock(&self, time: Timestamp, zone: fn(Timestamp) -> FixedOffset) -> String {
        let (time, now) = (
            time.with_timezone(&zone(time)),
            self.now.with_timezone(&zone(self.now)),
        );
        let format = if time.date_naive() == now.date_naive() {
            "%H:%M"
        } else if time.year() == now.year() {
            "%b %e %H:%M"
        } else {
            "%Y-%m-%d %H:%M"
        };
        time.format(format).to_string()
    }

    /// A time to the second, for programs and logs, unless times are relative.
    pub fn exact_time(&self, time: Timestamp) -> String {
        match self.times {
            Times::Local(zone) => time
                .with_timezone(&zone(time))
                .to_rfc3339_opts(SecondsFormat::Secs, true),
            Times::Relative => relative(self.now, time),
            Times::Clock(_) | Times::Utc => time.to_rfc3339_opts(SecondsFormat::Secs, true),
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
