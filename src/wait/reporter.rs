//! Tells people and programs how a wait goes on: a live block on a terminal, else a line or an
//! event for every change.

use crate::console::live_block::LiveBlock;
use crate::console::{Console, eprint};
use crate::humanize::duration;
use crate::model::deployment::LifecycleHookDetails;
use crate::model::progress_change::ProgressChange;
use crate::model::watched::Watched;
use crate::render::context::{Context, Times};
use crate::render::format::Format;
use crate::render::json;
use crate::render::text::{clean, clean_lines, cut};
use crate::report::wait::{event, line, live};
use crate::wait::Request;
use crate::wait::retry_policy::LIMIT;
use chrono::Utc;
use std::io::{self, Write};
use std::time::Duration;
use tokio::time::Instant;

/// How often a live block is drawn.
const REDRAWING: Duration = Duration::from_secs(1);

/// Far enough away to be never.
const NEVER: Duration = Duration::from_secs(365 * 24 * 3600);

/// Tells what happens.
pub struct WaitReporter {
    how: Sink,
    context: Context,
    /// The longest silence of a log.
    heartbeat: Option<Duration>,
    began: Instant,
    told_at: Instant,
    /// What is waited for, until it is found.
    search: Option<String>,
    /// Whether the log has named the deployment.
    has_begun: bool,
    /// Whether trouble was told of that goes on.
    is_troubled: bool,
}

/// Where it is told, and how.
enum Sink {
    LiveBlock(LiveBlock),
    /// A line for every change, on stdout or stderr.
    Log(Box<dyn Write>),
    /// A JSON document for every change, on stdout.
    Events(io::Stdout),
    /// Not at all.
    Silent,
}

impl WaitReporter {
    /// Chooses how to tell. The changes are the data of a table, and stand beside the data of other
    /// formats.
    pub fn new(console: &Console, quiet: bool, heartbeat: Option<Duration>) -> Self {
        let to_stdout = console.output == Format::Table;
        let can_draw = console.stderr_can_draw() && (!to_stdout || console.stdout_can_draw());
        let how = match console.output {
            _ if quiet => Sink::Silent,
            Format::Jsonl => Sink::Events(io::stdout()),
            _ if can_draw => Sink::LiveBlock(LiveBlock::start()),
            Format::Table => Sink::Log(Box::new(io::stdout())),
            _ => Sink::Log(Box::new(io::stderr())),
        };
        let mut context = if to_stdout {
            console.context.clone()
        } else {
            console.context_on_stderr()
        };
        if !matches!(how, Sink::LiveBlock(_)) {
            context.width = None;
            // "3s ago" is never true in a log.
            if let Times::Relative { .. } = context.times {
                context.times = Times::Utc;
            }
        }
        let now = Instant::now();
        Self {
            how,
            context,
            heartbeat,
            began: now,
            told_at: now,
            search: None,
            has_begun: false,
            is_troubled: false,
        }
    }

    /// Nothing has been found yet.
    pub fn searching(&mut self, request: &Request) {
        if self.search.is_none() {
            let service = request.place.of_service();
            let text = format!("waiting for a deployment{service}{}", request.pin);
            self.log(&[clean(&text).into_owned()]);
            self.search = Some(text);
            self.tick(None, None);
        }
    }

    /// Something has changed.
    pub fn changes(&mut self, watched: &Watched, changes: &[ProgressChange]) {
        let at = Utc::now();
        self.context.now = at;
        match &mut self.how {
            Sink::Events(out) => {
                let mut events = changes
                    .iter()
                    .map(|change| event::change(at, watched, change));
                let written = events.try_for_each(|event| json::write_line(out, &event));
                // Nobody listens any more; the verdict counts all the same.
                if written.is_err() {
                    self.how = Sink::Silent;
                }
            }
            Sink::LiveBlock(live) => {
                // What is to be copied has to stay.
                for change in changes.iter().filter(|change| pauses(watched, change)) {
                    let lines = line::change(&self.context, watched, change);
                    live.print_above(|| eprint(&lines.join("\n  ")));
                }
                self.tick(Some(watched), None);
            }
            Sink::Log(_) => {
                let is_first = !std::mem::replace(&mut self.has_begun, true);
                // Of one that had ended already the verdict says it all.
                if is_first && watched.outcome().is_final() {
                    return;
                }
                let begin = is_first.then(|| line::begin(watched));
                let changes = changes.iter();
                let lines = changes.flat_map(|change| line::change(&self.context, watched, change));
                let lines: Vec<String> = begin.into_iter().chain(lines).collect();
                self.log(&lines);
            }
            Sink::Silent => {}
        }
    }

    /// A call has failed, and others will be made. It is said once, until calls pass again.
    pub fn trouble(&mut self, what: &str) {
        if std::mem::replace(&mut self.is_troubled, true) {
            return;
        }
        let limit = duration(LIMIT.as_secs_f64());
        self.note(&format!(
            "{what}; the wait goes on through {limit} of nothing but failure"
        ));
    }

    /// Calls pass again.
    pub fn recovered(&mut self, after: Duration) {
        if !std::mem::replace(&mut self.is_troubled, false) {
            return;
        }
        let after = duration(after.as_secs_f64());
        self.note(&format!("ECS answers again after {after}"));
    }

    /// Says something that is not a change of the deployment.
    pub fn note(&mut self, text: &str) {
        let text = format!("note: {}", clean_lines(text));
        match &mut self.how {
            Sink::LiveBlock(live) => live.print_above(|| eprint(&text)),
            Sink::Log(_) | Sink::Events(_) => eprint(&text),
            Sink::Silent => {}
        }
    }

    /// When [`WaitReporter::tick`] is to be called.
    pub fn next_sign_of_life(&self) -> Instant {
        match (&self.how, self.heartbeat) {
            (Sink::LiveBlock(_), _) => Instant::now() + REDRAWING,
            (Sink::Log(_), Some(heartbeat)) => self.told_at + heartbeat,
            _ => Instant::now() + NEVER,
        }
    }

    /// Shows that the wait goes on.
    pub fn tick(&mut self, watched: Option<&Watched>, trouble: Option<Duration>) {
        let since = self.began.elapsed();
        self.context.now = Utc::now();
        match &mut self.how {
            Sink::LiveBlock(live) => {
                self.context.width = Some(live.width());
                let lines = match (watched, &self.search) {
                    (Some(watched), _) => live::block(&self.context, watched, since, trouble),
                    (None, search) => {
                        let search = search.as_deref().unwrap_or("asking ECS");
                        let mut text = format!("{}  {search}", duration(since.as_secs_f64()));
                        if let Some(trouble) = trouble {
                            let trouble = duration(trouble.as_secs_f64());
                            text += &format!("; no answer from ECS for {trouble}");
                        }
                        vec![cut(&clean(&text), live.width()).into_owned()]
                    }
                };
                live.draw(lines);
            }
            Sink::Log(_) if self.told_at.elapsed() >= self.heartbeat.unwrap_or(NEVER) => {
                let mut text = match (watched, &self.search) {
                    (Some(watched), _) => line::heartbeat(&self.context, watched, since),
                    (None, Some(search)) => format!("still {search}"),
                    (None, None) => "still asking ECS".to_owned(),
                };
                if let Some(trouble) = trouble {
                    text += &format!("; no answer for {}", duration(trouble.as_secs_f64()));
                }
                self.log(&[clean(&text).into_owned()]);
            }
            _ => {}
        }
    }

    /// Ends the telling, and wipes away what is drawn.
    pub fn finish(&mut self) {
        self.how = Sink::Silent;
    }

    /// Writes lines with the time before them, each in one piece.
    fn log(&mut self, lines: &[String]) {
        let Sink::Log(out) = &mut self.how else {
            return;
        };
        if lines.is_empty() {
            return;
        }
        self.told_at = Instant::now();
        let time = self.context.exact_time(Utc::now());
        let text: String = lines
            .iter()
            .map(|line| format!("{time}  {line}\n"))
            .collect();
        if out
            .write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .is_err()
        {
            // Nobody listens any more; the verdict counts all the same.
            self.how = Sink::Silent;
        }
    }
}

fn pauses(watched: &Watched, change: &ProgressChange) -> bool {
    let hooks = watched.deployment().lifecycle_hook_details.as_deref();
    match change {
        ProgressChange::Hook(place) => hooks
            .and_then(|hooks| hooks.get(*place))
            .is_some_and(LifecycleHookDetails::awaits_action),
        _ => false,
    }
}
