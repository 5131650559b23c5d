//! Ctrl-C and SIGTERM end the program at once, wherever it is, and leave the terminal clean. A
//! command that has something to say first takes the first of them over.

use crate::console::progress::Progress;
use crate::error::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// How long whoever took a signal over may take to hear of it.
const PATIENCE: Duration = Duration::from_secs(2);

/// The signals that ask the program to end. All clones are the same.
#[derive(Clone)]
pub struct Interrupt(Arc<State>);

struct State {
    is_taken_over: AtomicBool,
    by_term: AtomicBool,
    /// Whether somebody has heard of the signal.
    is_heard: AtomicBool,
    came: Notify,
}

impl Interrupt {
    /// Watches for the signals in a thread of its own: the main one may be blocked in a write to a
    /// pager.
    pub fn watch(progress: Progress) -> Self {
        let interrupt = Self(Arc::new(State {
            is_taken_over: AtomicBool::new(false),
            by_term: AtomicBool::new(false),
            is_heard: AtomicBool::new(false),
            came: Notify::new(),
        }));
        let watched = interrupt.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            // Without it the signal ends the program as it ends any other.
            let Ok(runtime) = runtime else { return };
            while let Some(exit) = runtime.block_on(signal()) {
                let state = &watched.0;
                state
                    .by_term
                    .store(exit == ExitCode::Terminated, Ordering::Relaxed);
                if state.is_taken_over.swap(false, Ordering::Relaxed) {
                    state.is_heard.store(false, Ordering::Relaxed);
                    state.came.notify_one();
                    // Unheard it is blocked, as in a write to a pager.
                    if watched.is_heard_in_time() {
                        continue;
                    }
                }
                progress.clear();
                std::process::exit(exit.code().into());
            }
        });
        interrupt
    }

    fn is_heard_in_time(&self) -> bool {
        let give_up = Instant::now() + PATIENCE;
        while !self.0.is_heard.load(Ordering::Relaxed) {
            if Instant::now() >= give_up {
                return false;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        true
    }

    /// Takes the next signal over, and waits for it: the caller ends the program, with this code.
    /// A second signal ends it at once.
    pub async fn taken_over(&self) -> ExitCode {
        let _taken = TakenOver::by(&self.0.is_taken_over);
        self.0.came.notified().await;
        self.0.is_heard.store(true, Ordering::Relaxed);
        if self.0.by_term.load(Ordering::Relaxed) {
            ExitCode::Terminated
        } else {
            ExitCode::Interrupted
        }
    }
}

/// Says that signals are taken over, for as long as somebody waits for them.
struct TakenOver<'a>(&'a AtomicBool);

impl<'a> TakenOver<'a> {
    fn by(flag: &'a AtomicBool) -> Self {
        flag.store(true, Ordering::Relaxed);
        Self(flag)
    }
}

impl Drop for TakenOver<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Waits for a signal. `None` where none can be waited for.
#[cfg(unix)]
async fn signal() -> Option<ExitCode> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).ok()?;
    let mut terminate = signal(SignalKind::terminate()).ok()?;
    tokio::select! {
        _ = interrupt.recv() => Some(ExitCode::Interrupted),
        _ = terminate.recv() => Some(ExitCode::Terminated),
    }
}

#[cfg(not(unix))]
async fn signal() -> Option<ExitCode> {
    tokio::signal::ctrl_c().await.ok()?;
    Some(ExitCode::Interrupted)
}
