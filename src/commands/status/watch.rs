//! `ecs-history status --watch`: the table, drawn in place again and again.

use crate::commands::shared::service_scan::Scanned;
use crate::commands::status::scan::{scan, statuses, summary};
use crate::console::Console;
use crate::console::live_block::LiveBlock;
use crate::error::{Error, ErrorKind, ExitCode, Result};
use crate::humanize::duration;
use crate::render::context::{Context, Paint};
use crate::render::format::Format;
use crate::render::text::{clean, cut};
use crate::selection::service_scope::ServiceScope;
use crate::source::Source;
use std::time::Duration;
use tokio::time::sleep;

/// Shows what was found, and asks again after every interval. What cannot be read leaves what was
/// seen before. Ctrl-C ends it, and the last table stays.
pub async fn run(
    interval: Duration,
    mut source: Source,
    scope: &ServiceScope,
    console: &mut Console,
    mut seen: Scanned,
) -> Result<ExitCode> {
    console.progress.clear();
    let mut live = LiveBlock::start();
    let mut trouble = trouble_of(&seen);
    let exit = loop {
        console.context.now = seen.now;
        let lines = lines(&seen, trouble.as_deref(), interval, scope, console, &live)?;
        live.draw(lines);
        tokio::select! {
            biased;
            exit = console.interrupt.taken_over() => break exit,
            () = sleep(interval) => {}
        }
        let scanned = scan(&source, scope, console).await;
        if let Some(exit) = scanned.completion.interrupted {
            break exit;
        }
        trouble = trouble_of(&scanned);
        let mut kinds = scanned.completion.errors.iter().map(Error::kind);
        if kinds.any(|kind| kind == ErrorKind::Credentials) {
            // Somebody may have renewed them; if not, the next scan says so.
            let _ = source.renew().await;
        }
        if scanned.completion.is_complete() || !statuses(&scanned).0.is_empty() {
            seen = scanned;
        }
    };
    drop(live);
    console.print_report(&statuses(&seen))?;
    Ok(exit)
}

fn trouble_of(scanned: &Scanned) -> Option<String> {
    Some(scanned.completion.errors.last()?.in_one_line())
}

/// A headline, the table, and what does not fit.
fn lines(
    seen: &Scanned,
    trouble: Option<&str>,
    interval: Duration,
    scope: &ServiceScope,
    console: &Console,
    live: &LiveBlock,
) -> Result<Vec<String>> {
    let (width, height) = (live.width(), live.height());
    let context = Context {
        width: Some(width),
        ..console.context.clone()
    };
    let statuses = statuses(seen);
    let mut table = Vec::new();
    Format::Table.write(&statuses, &mut table, &context)?;
    let table = String::from_utf8_lossy(&table).into_owned();
    let every = duration(interval.as_secs_f64());
    let time = seen.now.format("%H:%M:%SZ");
    let summary = summary(scope, &statuses);
    let head = clean(&format!("{time}, every {every}: {summary}")).into_owned();
    let mut lines = vec![context.paint(&cut(&head, width), Paint::Bold)];
    if let Some(trouble) = trouble {
        let text = clean(&format!("some could not be read: {trouble}")).into_owned();
        lines.push(context.paint(&cut(&text, width), Paint::Waiting));
    }
    lines.extend(table.lines().map(str::to_owned));
    let room = height.saturating_sub(1).max(2);
    if lines.len() > room {
        let hidden = lines.len() - room + 1;
        lines.truncate(room - 1);
        lines.push(context.paint(&format!("and {hidden} more"), Paint::Dim));
    }
    Ok(lines)
}
