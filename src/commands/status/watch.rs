//! `ecs-history status --watch`: the table, redrawn in place.

use crate::commands::shared::service_scan::ScanReport;
use crate::commands::status::scan::{Shown, scan};
use crate::console::Console;
use crate::console::live_block::LiveBlock;
use crate::error::{Error, ErrorKind, ExitCode, Result};
use crate::humanize::duration;
use crate::render::context::{Context, Paint};
use crate::render::format::Format;
use crate::render::text::{clean, cut};
use crate::source::Source;
use std::time::Duration;
use tokio::time::sleep;

/// Shows the statuses and scans again after every interval. If a scan fails, the previous statuses
/// stay. Ctrl-C ends it; the last table stays.
pub async fn run(
    interval: Duration,
    mut source: Source,
    shown: &Shown<'_>,
    console: &mut Console,
    mut seen: ScanReport,
) -> Result<ExitCode> {
    console.progress.clear();
    console.leave_out_pager();
    let mut live = LiveBlock::start();
    let mut error = last_error(&seen);
    let exit = loop {
        console.context.now = seen.now;
        let lines = lines(&seen, error.as_deref(), interval, shown, console, &live)?;
        live.draw(lines);
        tokio::select! {
            biased;
            exit = console.interrupt.taken_over() => break exit,
            () = sleep(interval) => {}
        }
        let scanned = scan(&source, shown.scope, console).await;
        if let Some(exit) = scanned.completion.interrupted {
            break exit;
        }
        error = last_error(&scanned);
        let mut kinds = scanned.completion.errors.iter().map(Error::kind);
        if kinds.any(|kind| kind == ErrorKind::Credentials) {
            // They may have been renewed; if not, the next scan fails, too.
            let _ = source.renew().await;
        }
        if scanned.completion.is_complete() || !shown.statuses(&scanned).statuses.is_empty() {
            seen = scanned;
        }
    };
    drop(live);
    console.print_report(&shown.statuses(&seen))?;
    Ok(exit)
}

fn last_error(scanned: &ScanReport) -> Option<String> {
    Some(scanned.completion.errors.last()?.in_one_line())
}

/// A headline, the table, and how many lines do not fit.
fn lines(
    seen: &ScanReport,
    error: Option<&str>,
    interval: Duration,
    shown: &Shown<'_>,
    console: &Console,
    live: &LiveBlock,
) -> Result<Vec<String>> {
    let (width, height) = (live.width(), live.height());
    let context = Context {
        width: Some(width),
        ..console.context.clone()
    };
    let statuses = shown.statuses(seen);
    let mut table = Vec::new();
    Format::Table.write(&statuses, &mut table, &context)?;
    let table = String::from_utf8_lossy(&table).into_owned();
    let every = duration(interval.as_secs_f64());
    let time = seen.now.format("%H:%M:%SZ");
    let summary = shown.summary(&statuses);
    let head = clean(&format!("{time}, every {every}: {summary}")).into_owned();
    let mut lines = vec![context.paint(&cut(&head, width), Paint::Bold)];
    if let Some(error) = error {
        let text = clean(&format!("some services could not be read: {error}")).into_owned();
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
