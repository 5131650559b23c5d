//! The progress of a command, on stderr, if it takes longer than a second. It leaves nothing behind.

use crate::console::live_block::LiveBlock;
use crate::humanize::duration;
use crate::render::text::cut;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Faster commands show no progress.
const SPINNER_DELAY: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

const SPINNER: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const ASCII_SPINNER: [&str; 4] = ["-", "\\", "|", "/"];

/// A line with a spinner and counts. Cheap to clone; all clones are the same line.
#[derive(Clone)]
pub struct Progress(Arc<State>);

#[derive(Default)]
struct State {
    counts: OnceLock<Box<dyn fmt::Display + Send + Sync>>,
    line: Mutex<Line>,
}

#[derive(Default)]
enum Line {
    #[default]
    NotYet,
    Drawn(LiveBlock),
    /// Cleared for good.
    Cleared,
}

impl Progress {
    /// Appears a second from now, if stderr is a terminal and it has not been cleared by then. Must be
    /// called within a tokio runtime.
    pub fn start(on_terminal: bool, unicode: bool) -> Self {
        let progress = Self(Arc::default());
        if on_terminal {
            let shown = progress.clone();
            tokio::spawn(async move { shown.show(unicode).await });
        }
        progress
    }

    /// Sets the counts to show.
    pub fn track(&self, counts: impl fmt::Display + Send + Sync + 'static) {
        // A command has one source.
        let _ = self.0.counts.set(Box::new(counts));
    }

    /// Prints something that stays, and keeps the progress below it.
    pub fn print_above(&self, print: impl FnOnce()) {
        let mut line = self.line();
        if let Line::Drawn(block) = &mut *line {
            block.print_above(print);
        } else {
            drop(line);
            print();
        }
    }

    /// Removes it from the terminal for good, before anything else is printed.
    pub fn clear(&self) {
        *self.line() = Line::Cleared;
    }

    /// Whether it was removed for good.
    pub fn is_cleared(&self) -> bool {
        matches!(*self.line(), Line::Cleared)
    }

    async fn show(&self, unicode: bool) {
        let started = Instant::now();
        let frames: &[&str] = if unicode { &SPINNER } else { &ASCII_SPINNER };
        sleep(SPINNER_DELAY).await;
        for frame in frames.iter().cycle() {
            {
                let mut line = self.line();
                if let Line::NotYet = *line {
                    *line = Line::Drawn(LiveBlock::start());
                }
                let Line::Drawn(block) = &mut *line else {
                    return;
                };
                let counts = self.0.counts.get();
                let counts = counts.map_or_else(String::new, |counts| counts.to_string());
                let elapsed = duration(started.elapsed().as_secs_f64());
                let text = format!("{frame} {counts} {elapsed}");
                block.draw(vec![cut(&text, block.width()).into_owned()]);
            }
            sleep(TICK).await;
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.0.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_note_does_not_end_the_progress_and_the_output_does() {
        let progress = Progress::start(false, true);
        let mut notes = 0;
        progress.print_above(|| notes += 1);
        assert!(matches!(*progress.line(), Line::NotYet));
        progress.clear();
        progress.print_above(|| notes += 1);
        assert!(progress.is_cleared());
        assert_eq!(notes, 2);
    }
}
