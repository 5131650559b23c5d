//! Ctrl-C, SIGTERM and SIGHUP end the program at once and leave the terminal clean. A command that has
//! something left to print takes over the first of these signals.

use crate::console::progress::Progress;
use crate::error::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::Notify;

/// How long the command that took over a signal may take to react to it.
const HANDLER_TIMEOUT: Duration = Duration::from_secs(2);

/// The signals that ask the program to end. All clones are the same.
#[derive(Clone)]
pub struct Interrupt(Arc<State>);

struct State {
    is_taken_over: AtomicBool,
    /// Whether a pager is running, for which Ctrl-C is meant.
    is_paging: AtomicBool,
    /// The exit code of the last signal.
    exit: Mutex<ExitCode>,
    /// Whether the command has received the signal.
    is_received: AtomicBool,
    received: Notify,
}

impl Interrupt {
    /// Watches for the signals in a separate thread: the main one may be blocked in a write to a pager.
    pub fn watch(progress: Progress) -> Self {
        let interrupt = Self(Arc::new(State {
            is_taken_over: AtomicBool::new(false),
            is_paging: AtomicBool::new(false),
            exit: Mutex::new(ExitCode::Interrupted),
            is_received: AtomicBool::new(false),
            received: Notify::new(),
        }));
        let watched = interrupt.clone();
        let (ready, is_ready) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            // Without a runtime, a signal has its default effect: it ends the program.
            let Ok(runtime) = runtime else { return };
            let Some(mut signals) = runtime.block_on(async { Signals::listen() }) else {
                return;
            };
            // The main thread may have stopped waiting; then it needs no answer.
            let _ = ready.send(());
            while let Some(exit) = runtime.block_on(signals.next()) {
                let state = &watched.0;
                if exit == ExitCode::Interrupted && state.is_paging.load(Ordering::Relaxed) {
                    continue;
                }
                *state.exit.lock().unwrap_or_else(PoisonError::into_inner) = exit;
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
        // From the first call on, a signal has to find its listener. Without one, the channel closes.
        let _ = is_ready.recv();
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

    /// Ignores Ctrl-C while `page` runs a pager: the terminal sends it to both, and the pager needs the
    /// terminal until it ends by itself.
    pub fn while_paging<T>(&self, page: impl FnOnce() -> T) -> T {
        let _paging = Raised::new(&self.0.is_paging);
        page()
    }

    /// Takes over the next signal and waits for it. The caller then ends the program with this exit
    /// code; a second signal ends it at once.
    pub async fn taken_over(&self) -> ExitCode {
        let _taken = Raised::new(&self.0.is_taken_over);
        self.0.received.notified().await;
        self.0.is_received.store(true, Ordering::Relaxed);
        *self.0.exit.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A flag that is true for as long as this exists.
struct Raised<'a>(&'a AtomicBool);

impl<'a> Raised<'a> {
    fn new(flag: &'a AtomicBool) -> Self {
        flag.store(true, Ordering::Relaxed);
        Self(flag)
    }
}

impl Drop for Raised<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Listens to the signals. Those that arrive between two calls of `next` are not lost.
#[cfg(unix)]
struct Signals {
    interrupt: Signal,
    terminate: Signal,
    hang_up: Option<Signal>,
}

#[cfg(unix)]
impl Signals {
    /// `None` if signals cannot be received.
    fn listen() -> Option<Self> {
        Some(Self {
            interrupt: signal(SignalKind::interrupt()).ok()?,
            terminate: signal(SignalKind::terminate()).ok()?,
            hang_up: match is_hang_up_ignored() {
                Some(false) => Some(signal(SignalKind::hangup()).ok()?),
                // As under nohup; or not known, and then it ends the program anyway.
                _ => None,
            },
        })
    }

    async fn next(&mut self) -> Option<ExitCode> {
        let hung_up = async {
            match &mut self.hang_up {
                Some(hang_up) => hang_up.recv().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = self.interrupt.recv() => Some(ExitCode::Interrupted),
            _ = self.terminate.recv() => Some(ExitCode::Terminated),
            _ = hung_up => Some(ExitCode::HungUp),
        }
    }
}

/// Whether SIGHUP is ignored, as `nohup` arranges it. Only Linux tells, in a mask of signals:
/// <https://man7.org/linux/man-pages/man5/proc_pid_status.5.html>
#[cfg(unix)]
fn is_hang_up_ignored() -> Option<bool> {
    /// SIGHUP is signal 1, the lowest bit.
    const HANG_UP: u64 = 1;
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))?;
    let mask = u64::from_str_radix(mask.trim(), 16).ok()?;
    Some(mask & HANG_UP != 0)
}

/// Listens to Ctrl-C.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "signals of Unix can fail")]
    fn listen() -> Option<Self> {
        Some(Self)
    }

    async fn next(&mut self) -> Option<ExitCode> {
        tokio::signal::ctrl_c().await.ok()?;
        Some(ExitCode::Interrupted)
    }
}
