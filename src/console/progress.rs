//! Life on stderr while work takes longer than a second. Nothing of it stays behind.

use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};
use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long to be silent.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// Shows on a terminal how far the work has come. Cheap to clone; all clones show the same.
#[derive(Clone)]
pub struct Progress {
    counts: Arc<OnceLock<Box<dyn fmt::Display + Send + Sync>>>,
    bar: ProgressBar,
}

impl Progress {
    /// Shows itself a second from now, if stderr is a terminal and it is not cleared before.
    /// Within a tokio runtime.
    pub fn start(on_terminal: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let progress = Self {
            counts: Arc::default(),
            bar,
        };
        if on_terminal {
            let shown = progress.clone();
            tokio::spawn(async move {
                tokio::time::sleep(PATIENCE).await;
                shown.show().await;
            });
        }
        progress
    }

    /// Sets what to show: the counts of the work that is under way.
    pub fn track(&self, counts: impl fmt::Display + Send + Sync + 'static) {
        // A command has one source.
        let _ = self.counts.set(Box::new(counts));
    }

    /// Wipes it off the terminal for good, before anything else is printed.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    async fn show(&self) {
        if self.bar.is_finished() {
            return;
        }
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            self.bar.set_style(style);
        }
        let terminal = ProgressDrawTarget::term_like(Box::new(Margin(Term::stderr())));
        self.bar.set_draw_target(terminal);
        while !self.bar.is_finished() {
            let counts = self.counts.get();
            self.bar
                .set_message(counts.map_or_else(String::new, |counts| counts.to_string()));
            self.bar.tick();
            tokio::time::sleep(TICK).await;
        }
    }
}

/// A terminal with a margin on its right. indicatif fills the line to its end; the `^C` that the
/// terminal echoes would then begin the next line, and only that would be wiped.
#[derive(Debug)]
struct Margin(Term);

const MARGIN: u16 = 4;

impl TermLike for Margin {
    fn width(&self) -> u16 {
        TermLike::width(&self.0).saturating_sub(MARGIN).max(1)
    }

    fn height(&self) -> u16 {
        TermLike::height(&self.0)
    }

    fn move_cursor_up(&self, lines: usize) -> io::Result<()> {
        self.0.move_cursor_up(lines)
    }

    fn move_cursor_down(&self, lines: usize) -> io::Result<()> {
        self.0.move_cursor_down(lines)
    }

    fn move_cursor_right(&self, columns: usize) -> io::Result<()> {
        self.0.move_cursor_right(columns)
    }

    fn move_cursor_left(&self, columns: usize) -> io::Result<()> {
        self.0.move_cursor_left(columns)
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.0.write_line(text)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.0.write_str(text)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.0.clear_line()
    }

    fn flush(&self) -> io::Result<()> {
        self.0.flush()
    }
}
