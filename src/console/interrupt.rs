//! Ctrl-C and SIGTERM end the program at once and leave the terminal clean. A command that has
//! something left to print takes over the first of these signals.

use crate::console::progress::Progress;
use crate::error::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// How long the command that took over a signal may take to react to it.
const HANDLER_TIMEOUT: Duration = Duration::from_secs(2);

/// The signals that ask the program to end. All clones are the same.
#[derive(Clone)]
pub struct Interrupt(Arc<State>);

struct State {
    is_taken_over: AtomicBool,
    is_sigterm: AtomicBool,
    /// Whether the command has received the signal.
    is_received: AtomicBool,
    received: Notify,
}

impl Interrupt {
    /// Watches for the signals in a separate thread: the main one may be blocked in a write to a pager.
    pub fn watch(progress: Progress) -> Self {
        let interrupt = Self(Arc::new(State {
            is_taken_over: AtomicBool::new(false),
            is_sigterm: AtomicBool::new(false),
            is_received: AtomicBool::new(false),
            received: Notify::new(),
        }));
        let watched = interrupt.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            // Without a runtime, a signal has its default effect: it ends the program.
            let Ok(runtime) = runtime else { return };
            while let Some(exit) = runtime.block_on(signal()) {
                let state = &watched.0;
                state
                    .is_sigterm
                    .store(exit == ExitCode::Terminated, Ordering::Relaxed);
                if state.is_taken_over.swap(false, Ordering::Relaxed) {
                    state.is_received.store(false, Ordering::Relaxed);
                    state.received.notify_one();
                    // If not, the command is blocked, for example in a write to a pager.
                    if watched.is_received_in_time() {
                        continue;
                    }
                }
                progress.clear();
                std::process::exit(exit.code().into());
            }
        });
        interrupt
    }

    fn is_received_in_time(&self) -> bool {
        let give_up = Instant::now() + HANDLER_TIMEOUT;
        while !self.0.is_received.load(Ordering::Relaxed) {
            if Instant::now() >= give_up {
                return false;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        true
    }

    /// Takes over the next signal and waits for it. The caller then ends the program with this exit
    /// code; a second signal ends it at once.
    pub async fn taken_over(&self) -> ExitCode {
        let _taken = TakenOver::by(&self.0.is_taken_over);
        self.0.received.notified().await;
        self.0.is_received.store(true, Ordering::Relaxed);
        if self.0.is_sigterm.load(Ordering::Relaxed) {
            ExitCode::Terminated
        } else {
            ExitCode::Interrupted
        }
    }
}

/// Marks signals as taken over for as long as it exists.
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

/// Waits for a signal. `None` if signals cannot be received.
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
