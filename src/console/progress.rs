//! Life on stderr while work takes longer than a second. Nothing of it stays behind.

use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};
use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How long to be silent.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// Counts what has arrived, and shows it on a terminal. Cheap to clone; all clones count together.
#[derive(Clone)]
pub struct Progress {
    counts: Arc<Counts>,
    bar: ProgressBar,
}

#[derive(Default)]
struct Counts {
    services: AtomicUsize,
    done: AtomicUsize,
    listed: AtomicUsize,
    described: AtomicUsize,
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

    /// Counts services that are to be asked.
    pub fn found(&self, number: usize) {
        self.counts.services.fetch_add(number, Ordering::Relaxed);
    }

    /// Counts services of which all is known.
    pub fn done(&self, number: usize) {
        self.counts.done.fetch_add(number, Ordering::Relaxed);
    }

    /// Counts deployments that were listed.
    pub fn listed(&self, number: usize) {
        self.counts.listed.fetch_add(number, Ordering::Relaxed);
    }

    /// Counts deployments and revisions that were described.
    pub fn described(&self, number: usize) {
        self.counts.described.fetch_add(number, Ordering::Relaxed);
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
            self.bar.set_message(self.counts.to_string());
            self.bar.tick();
            tokio::time::sleep(TICK).await;
        }
    }
}

impl fmt::Display for Counts {
    /// `412 of 1000 services, 3210 deployments listed, 20 described`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let load = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        let (services, listed, described) = (
            load(&self.services),
            load(&self.listed),
            load(&self.described),
        );
        let parts = [
            (services > 1).then(|| format!("{} of {services} services", load(&self.done))),
            (listed > 0).then(|| format!("{listed} listed")),
            (described > 0).then(|| format!("{described} described")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            return f.write_str("asking ECS");
        }
        f.write_str(&parts.join(", "))
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
