//! `ecs-history status --watch`: the table, drawn in place again and again.

use crate::commands::status::{Answered, look, standings, summary};
use crate::console::Console;
use crate::console::live_block::LiveBlock;
use crate::error::{Error, ErrorKind, ExitCode, Result};
use crate::humanize::duration;
use crate::render::answer;
use crate::render::context::{Context, Paint};
use crate::render::format::Format;
use crate::render::text::{clean, cut};
use crate::selection::service_scope::ServiceScope;
use crate::source::Source;
use std::time::Duration;
use tokio::time::sleep;

/// Shows an answer, and looks again after every pause. A look that brings nothing leaves what was
/// seen before. Ctrl-C ends it, and the last table stays.
pub async fn run(
    interval: Duration,
    mut source: Source,
    scope: &ServiceScope,
    console: &mut Console,
    mut seen: Answered,
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
        let answer = look(&source, scope, console).await;
        if let Some(exit) = answer.interrupted {
            break exit;
        }
        trouble = trouble_of(&answer);
        let natures = answer.errors.iter().map(Error::kind);
        if natures
            .into_iter()
            .any(|nature| nature == ErrorKind::Credentials)
        {
            // Somebody may have renewed them; if not, the next look says so.
            let _ = source.renew().await;
        }
        if answer.is_whole() || !standings(&answer).0.is_empty() {
            seen = answer;
        }
    };
    drop(live);
    console.answer(&standings(&seen))?;
    Ok(exit)
}

fn trouble_of(answer: &Answered) -> Option<String> {
    Some(answer.errors.last()?.in_one_line())
}

/// A headline, the table, and what does not fit.
fn lines(
    seen: &Answered,
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
    let standings = standings(seen);
    let mut table = Vec::new();
    answer::write(&standings, Format::Table, &mut table, &context)?;
    let table = String::from_utf8_lossy(&table).into_owned();
    let every = duration(interval.as_secs_f64());
    let time = seen.now.format("%H:%M:%SZ");
    let summary = summary(scope, &standings);
    let head = clean(&format!("{time}, every {every}: {summary}")).into_owned();
    let mut lines = vec![context.paint(&cut(&head, width), Paint::Bold)];
    if let Some(trouble) = trouble {
        let text = clean(&format!("not all could be read: {trouble}")).into_owned();
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
