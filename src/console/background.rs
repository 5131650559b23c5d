//! Output from threads of their own. A reader that has stopped reading stops such a thread, and not
//! the program: a pager, a full pipe, a terminal after Ctrl-S.

use crate::console::eprint;
use crate::console::live_block::{LiveBlock, columns};
use crate::error::ExitCode;
use console::Term;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long the last words may take, on a stderr that may be blocked, too.
const LAST_WORDS_TIMEOUT: Duration = Duration::from_millis(500);

type Job = Box<dyn FnOnce() + Send>;

/// The threads of stdout and stderr. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub struct BackgroundOutput {
    stdout: Queue,
    stderr: Queue,
}

/// A thread that does one job after the other.
#[derive(Clone)]
struct Queue {
    jobs: Sender<Job>,
    /// How many jobs are not done.
    pending: Arc<AtomicUsize>,
}

impl BackgroundOutput {
    /// Starts both threads. They end with the program.
    pub fn start() -> Self {
        Self {
            stdout: Queue::start(),
            stderr: Queue::start(),
        }
    }

    /// Writes to stdout.
    pub fn stdout(&self) -> BackgroundWriter {
        BackgroundWriter::new(&self.stdout, |text| {
            let mut stdout = io::stdout().lock();
            stdout.write_all(text).and_then(|()| stdout.flush())
        })
    }

    /// Writes to stderr.
    pub fn stderr(&self) -> BackgroundWriter {
        BackgroundWriter::new(&self.stderr, |text| io::stderr().write_all(text))
    }

    /// Prints a line on stderr, with the name of the program in front.
    pub fn eprint(&self, text: &str) {
        let text = text.to_owned();
        self.stderr.run(move || eprint(&text));
    }

    /// A block that is redrawn in place, on stderr.
    pub fn live_block(&self) -> BackgroundBlock {
        BackgroundBlock {
            queue: self.stderr.clone(),
            block: Arc::new(Mutex::new(Some(LiveBlock::start()))),
            term: Term::buffered_stderr(),
        }
    }

    /// Waits until everything is written, however long that takes.
    pub fn join(&self) {
        for queue in [&self.stdout, &self.stderr] {
            let (sender, done) = mpsc::channel();
            queue.run(move || drop(sender));
            // It never receives anything: the other end is dropped.
            let _: Result<(), _> = done.recv();
        }
    }
}

impl Queue {
    fn start() -> Self {
        let (jobs, received) = mpsc::channel::<Job>();
        let pending = Arc::new(AtomicUsize::new(0));
        let done = Arc::clone(&pending);
        thread::spawn(move || {
            for job in received {
                job();
                done.fetch_sub(1, Ordering::AcqRel);
            }
        });
        Self { jobs, pending }
    }

    fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.pending.fetch_add(1, Ordering::AcqRel);
        // The thread ends only with the program.
        let _ = self.jobs.send(Box::new(job));
    }

    fn is_busy(&self) -> bool {
        self.pending.load(Ordering::Acquire) > 0
    }
}

/// Writes from another thread. Once that has failed, so does every further write.
pub struct BackgroundWriter {
    queue: Queue,
    write: fn(&[u8]) -> io::Result<()>,
    has_failed: Arc<AtomicBool>,
}

impl BackgroundWriter {
    fn new(queue: &Queue, write: fn(&[u8]) -> io::Result<()>) -> Self {
        Self {
            queue: queue.clone(),
            write,
            has_failed: Arc::default(),
        }
    }
}

impl Write for BackgroundWriter {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        if self.has_failed.load(Ordering::Relaxed) {
            return Err(io::Error::other("an earlier write has failed"));
        }
        let (write, has_failed) = (self.write, Arc::clone(&self.has_failed));
        let (text, length) = (text.to_vec(), text.len());
        self.queue.run(move || {
            if !has_failed.load(Ordering::Relaxed) && write(&text).is_err() {
                has_failed.store(true, Ordering::Relaxed);
            }
        });
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A [`LiveBlock`] that another thread draws. It disappears when it is dropped.
pub struct BackgroundBlock {
    queue: Queue,
    block: Arc<Mutex<Option<LiveBlock>>>,
    /// For its size: the block may be busy.
    term: Term,
}

impl BackgroundBlock {
    /// The columns that a line may have at the terminal's current size.
    pub fn width(&self) -> usize {
        columns(&self.term)
    }

    /// Replaces the lines, unless the terminal is still busy with the last ones.
    pub fn draw(&self, lines: Vec<String>) {
        if !self.queue.is_busy() {
            self.run(|block| {
                if let Some(block) = block {
                    block.draw(lines);
                }
            });
        }
    }

    /// Prints a line above the block that stays, with the name of the program in front.
    pub fn print_above(&self, text: String) {
        self.run(move |block| match block {
            Some(block) => block.print_above(|| eprint(&text)),
            None => eprint(&text),
        });
    }

    fn run(&self, job: impl FnOnce(&mut Option<LiveBlock>) + Send + 'static) {
        let block = Arc::clone(&self.block);
        let job = move || job(&mut block.lock().unwrap_or_else(PoisonError::into_inner));
        self.queue.run(job);
    }
}

impl Drop for BackgroundBlock {
    fn drop(&mut self) {
        self.run(|block| *block = None);
    }
}

/// Ends the program at a certain time, unless it is dropped before.
pub struct Deadline {
    /// The thread waits for its end.
    _is_met: Option<Sender<()>>,
}

impl Deadline {
    /// Ends the program at this time, if any, with this exit code and these last words on stderr.
    pub fn set(at: Option<Instant>, exit: ExitCode, last_words: Vec<String>) -> Self {
        let Some(at) = at else {
            return Self { _is_met: None };
        };
        let (sender, is_met) = mpsc::channel::<()>();
        thread::spawn(move || {
            let time = at.saturating_duration_since(Instant::now());
            if is_met.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                say_in_time(last_words);
                std::process::exit(exit.code().into());
            }
        });
        Self {
            _is_met: Some(sender),
        }
    }
}

/// Prints lines on stderr, if they can be printed in time.
fn say_in_time(lines: Vec<String>) {
    let (sender, said) = mpsc::channel::<()>();
    thread::spawn(move || {
        lines.iter().for_each(|line| eprint(line));
        drop(sender);
    });
    let _ = said.recv_timeout(LAST_WORDS_TIMEOUT);
}
