//! Reports the progress of a wait: a live block on a terminal, elsewhere a line or an event for
//! every change.

use crate::console::Console;
use crate::console::background::{BackgroundBlock, BackgroundOutput};
use crate::humanize::duration;
use crate::model::deployment::LifecycleHookDetails;
use crate::model::progress_change::ProgressChange;
use crate::model::watched::Watched;
use crate::render::context::{Context, Times};
use crate::render::format::Format;
use crate::render::json;
use crate::render::text::{clean, clean_lines, cut};
use crate::report::run_flags::RunFlags;
use crate::report::wait::{event, line, live};
use crate::selection::wait_target::WaitTarget;
use crate::wait::clock::Clock;
use crate::wait::retry_policy::FAILURE_TIMEOUT;
use std::io::Write;
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How often a live block is drawn.
const REDRAW_INTERVAL: Duration = Duration::from_secs(1);

/// Longer than any wait.
const NEVER: Duration = Duration::from_secs(365 * 24 * 3600);

/// Reports what happens during a wait.
pub struct WaitReporter {
    sink: Sink,
    /// Prints a line that is not about a change: to stderr.
    notify: Box<dyn FnMut(&str)>,
    context: Context,
    flags: RunFlags,
    /// After how long without a line a log shows that the wait goes on.
    heartbeat: Option<Duration>,
    clock: Clock,
    logged_at: Instant,
    /// What is looked for, until it is found.
    search: Option<String>,
    /// Whether the log has named the deployment.
    has_named_deployment: bool,
    /// Whether calls fail, and that was reported.
    is_failing: bool,
}

/// Where changes are reported, and how.
pub enum Sink {
    LiveBlock(BackgroundBlock),
    /// A line for every change.
    Log(Box<dyn Write>),
    /// A JSON document for every change, one per line.
    Events(Box<dyn Write>),
    Silent,
}

impl WaitReporter {
    /// Reports changes to `sink`, and everything else to `notify`.
    pub fn new(
        sink: Sink,
        notify: impl FnMut(&str) + 'static,
        mut context: Context,
        heartbeat: Option<Duration>,
        clock: Clock,
    ) -> Self {
        if !matches!(sink, Sink::LiveBlock(_)) {
            context.width = None;
            // "3s ago" is soon wrong in a log.
            if let Times::Clock(_) | Times::Relative = context.times {
                context.times = Times::Utc;
            }
        }
        Self {
            sink,
            notify: Box::new(notify),
            context,
            flags: RunFlags::default(),
            heartbeat,
            clock,
            logged_at: Instant::now(),
            search: None,
            has_named_deployment: false,
            is_failing: false,
        }
    }

    /// Chooses the sink for a console: the log is the data of a table, and goes to stderr beside
    /// the data of other formats.
    pub fn for_console(
        console: &Console,
        output: &BackgroundOutput,
        quiet: bool,
        heartbeat: Option<Duration>,
        clock: Clock,
    ) -> Self {
        let to_stdout = console.format == Format::Table;
        let can_draw = console.stderr_can_draw() && (!to_stdout || console.stdout_can_draw());
        let sink = match console.format {
            _ if quiet => Sink::Silent,
            Format::Jsonl => Sink::Events(Box::new(output.stdout())),
            _ if can_draw => Sink::LiveBlock(output.live_block()),
            Format::Table => Sink::Log(Box::new(output.stdout())),
            _ => Sink::Log(Box::new(output.stderr())),
        };
        let context = if to_stdout {
            console.context.clone()
        } else {
            console.context_on_stderr()
        };
        let output = output.clone();
        let notify = move |text: &str| output.eprint(text);
        Self::new(sink, notify, context, heartbeat, clock)
    }

    /// Sets the clock, which has learnt the time at ECS.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// Sets what the commands that it suggests need.
    pub fn suggest_with(&mut self, flags: &RunFlags) {
        flags.clone_into(&mut self.flags);
    }

    /// Reports, once, that the deployment has not been found yet.
    pub fn searching(&mut self, service: &str, target: &WaitTarget) {
        if self.search.is_none() {
            let text = format!("waiting for a deployment{service}{target}");
            self.log(&[clean(&text).into_owned()]);
            self.search = Some(text);
            self.tick(None, None);
        }
    }

    /// Reports what has changed since the last call.
    pub fn changes(&mut self, watched: &Watched, changes: &[ProgressChange]) {
        let now = self.clock.now();
        self.context.now = self.clock.now_at_ecs();
        match &mut self.sink {
            Sink::Events(out) => {
                let events = changes
                    .iter()
                    .map(|change| event::change(now, watched, change));
                // All of them in one piece.
                let mut lines = Vec::new();
                let written = events
                    .map(|event| json::write_line(&mut lines, &event))
                    .all(|written| written.is_ok());
                let written = written && out.write_all(&lines).and_then(|()| out.flush()).is_ok();
                self.stop_unless(written);
            }
            Sink::LiveBlock(live) => {
                // A command that is to be copied must not be drawn over.
                for change in changes.iter().filter(|change| is_pause(watched, change)) {
                    let lines = line::change(&self.context, watched, change, &self.flags);
                    live.print_above(lines.join("\n  "));
                }
                self.tick(Some(watched), None);
            }
            Sink::Log(_) => {
                let is_first = !std::mem::replace(&mut self.has_named_deployment, true);
                // If it had ended already, the verdict says everything.
                if is_first && watched.outcome().is_final() {
                    return;
                }
                let begin = is_first.then(|| line::begin(watched));
                let changes = changes.iter();
                let lines = changes
                    .flat_map(|change| line::change(&self.context, watched, change, &self.flags));
                let lines: Vec<String> = begin.into_iter().chain(lines).collect();
                self.log(&lines);
            }
            Sink::Silent => {}
        }
    }

    /// Reports that a call failed and will be retried: once, until calls succeed again.
    pub fn failing(&mut self, error: &str) {
        if !std::mem::replace(&mut self.is_failing, true) {
            let limit = duration(FAILURE_TIMEOUT.as_secs_f64());
            self.note(&format!("{error}; retrying for up to {limit}"));
        }
    }

    /// Reports that calls succeed again.
    pub fn recovered(&mut self, after: Duration) {
        if std::mem::replace(&mut self.is_failing, false) {
            let after = duration(after.as_secs_f64());
            self.note(&format!("ECS responds again after {after}"));
        }
    }

    /// Reports something that is not a change of the deployment.
    pub fn note(&mut self, text: &str) {
        let text = format!("note: {}", clean_lines(text));
        match &mut self.sink {
            Sink::LiveBlock(live) => live.print_above(text),
            Sink::Log(_) | Sink::Events(_) => (self.notify)(&text),
            Sink::Silent => {}
        }
    }

    /// Waits for `work`, and meanwhile shows that the wait goes on.
    pub async fn with_heartbeat<T>(
        &mut self,
        watched: Option<&Watched>,
        failing_since: Option<Instant>,
        work: impl Future<Output = T>,
    ) -> T {
        let mut work = pin!(work);
        loop {
            let next_tick = match (&self.sink, self.heartbeat) {
                (Sink::LiveBlock(_), _) => Instant::now() + REDRAW_INTERVAL,
                (Sink::Log(_), Some(heartbeat)) => self.logged_at + heartbeat,
                _ => Instant::now() + NEVER,
            };
            tokio::select! {
                biased;
                done = &mut work => return done,
                () = sleep_until(next_tick) => self.tick(watched, failing_since),
            }
        }
    }

    fn tick(&mut self, watched: Option<&Watched>, failing_since: Option<Instant>) {
        let waited = self.clock.started.elapsed();
        let failing_for = failing_since.map(|since| since.elapsed());
        // Ages are told from ECS's times.
        self.context.now = self.clock.now_at_ecs();
        match &mut self.sink {
            Sink::LiveBlock(live) => {
                self.context.width = Some(live.width());
                let lines = match (watched, &self.search) {
                    (Some(watched), _) => live::block(&self.context, watched, waited, failing_for),
                    (None, search) => {
                        let search = search.as_deref().unwrap_or("waiting for ECS");
                        let waited = duration(waited.as_secs_f64());
                        let text = format!("{waited}  {search}{}", no_success(failing_for));
                        vec![cut(&clean(&text), live.width()).into_owned()]
                    }
                };
                live.draw(lines);
            }
            Sink::Log(_) if self.logged_at.elapsed() >= self.heartbeat.unwrap_or(NEVER) => {
                let text = match (watched, &self.search) {
                    (Some(watched), _) => line::heartbeat(&self.context, watched, waited),
                    (None, Some(search)) => format!("still {search}"),
                    (None, None) => "still waiting for ECS".to_owned(),
                };
                let text = text + &no_success(failing_for);
                self.log(&[clean(&text).into_owned()]);
            }
            _ => {}
        }
    }

    /// Ends the report, and clears what is drawn.
    pub fn finish(&mut self) {
        self.sink = Sink::Silent;
    }

    /// Writes lines with the time in front, in one piece.
    fn log(&mut self, lines: &[String]) {
        let Sink::Log(out) = &mut self.sink else {
            return;
        };
        if lines.is_empty() {
            return;
        }
        self.logged_at = Instant::now();
        let time = self.context.exact_time(self.clock.now());
        let text: String = lines
            .iter()
            .map(|line| format!("{time}  {line}\n"))
            .collect();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        self.stop_unless(written.is_ok());
    }

    /// Stops where nobody reads the report any more. The wait goes on: its exit code still counts.
    fn stop_unless(&mut self, is_written: bool) {
        if !is_written {
            self.sink = Sink::Silent;
        }
    }
}

/// `; no successful call for 1m02s`, where calls fail.
fn no_success(failing_for: Option<Duration>) -> String {
    failing_for.map_or_else(String::new, |failing_for| {
        format!(
            "; no successful call for {}",
            duration(failing_for.as_secs_f64())
        )
    })
}

/// Whether a lifecycle hook has paused the deployment.
fn is_pause(watched: &Watched, change: &ProgressChange) -> bool {
    let hooks = watched.deployment().lifecycle_hook_details.as_deref();
    match change {
        ProgressChange::Hook(index) => hooks
            .and_then(|hooks| hooks.get(*index))
            .is_some_and(LifecycleHookDetails::awaits_action),
        _ => false,
    }
}
