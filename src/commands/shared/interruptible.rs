//! A command in steps, which Ctrl-C ends early without losing what had arrived.

use crate::console::interrupt::Interrupt;
use crate::error::ExitCode;
use crate::humanize::count;

/// What is missing if only details can be missing, for a note.
pub const DETAILS_MISSING: &str = "interrupted: details may be missing";

/// The steps of a command.
pub struct Interruptible {
    interrupt: Interrupt,
    /// The exit code of the signal that interrupted a step.
    pub interrupted: Option<ExitCode>,
}

impl Interruptible {
    pub fn new(interrupt: &Interrupt) -> Self {
        Self {
            interrupt: interrupt.clone(),
            interrupted: None,
        }
    }

    /// Runs a step. `None` if it was interrupted, or one before it. What it had done by then stays.
    pub async fn run<T>(&mut self, step: impl Future<Output = T>) -> Option<T> {
        if self.interrupted.is_some() {
            return None;
        }
        tokio::select! {
            biased;
            exit = self.interrupt.taken_over() => {
                self.interrupted = Some(exit);
                None
            }
            result = step => Some(result),
        }
    }

    /// A note on what an interrupt left out, given how many items had arrived.
    pub fn note(&self, arrived: usize, requested: usize, what: &str) -> Option<String> {
        self.interrupted?;
        match arrived {
            0 => None,
            all if all >= requested => Some(DETAILS_MISSING.to_owned()),
            some => {
                let requested = count(requested, what);
                Some(format!("interrupted after {some} of {requested}"))
            }
        }
    }
}
