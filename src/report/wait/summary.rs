//! How a wait ended, in Markdown: made for `$GITHUB_STEP_SUMMARY`.

use crate::humanize::duration;
use crate::model::arn::{Arn, last_segment};
use crate::render::context::Context;
use crate::render::text::clean;
use crate::report::phrases as words;
use crate::report::wait::{Conclusion, revision};

/// A heading and a table, with an empty line at the end: others may be appended.
pub fn markdown(context: &Context, conclusion: &Conclusion) -> String {
    let watched = conclusion.watched;
    let deployment = watched.deployment();
    let arn = Arn::parse(&deployment.service_deployment_arn);
    let service = arn.and_then(|arn| arn.service()).unwrap_or("deployment");
    let place = arn.and_then(|arn| {
        Some(format!(
            "{service} in cluster {} ({})",
            arn.cluster()?,
            arn.region
        ))
    });
    let (headline, _) = conclusion.headline(&Context {
        marks: true,
        ..context.clone()
    });
    let images = watched.target_summary().images.unwrap_or_default();
    let images: Vec<String> = images
        .iter()
        .map(|image| code(&words::image(image)))
        .collect();
    let rows = [
        ("Service", place.map(|place| escaped(&place))),
        ("Deployment", Some(code(deployment.id()))),
        (
            "Revision",
            deployment
                .target_revision_arn()
                .map(|arn| code(last_segment(arn))),
        ),
        (
            "Task definition",
            watched
                .target_summary()
                .task_definition
                .map(|name| code(&name)),
        ),
        (
            "Images",
            Some(images.join("<br>")).filter(|images| !images.is_empty()),
        ),
        ("Duration", deployment.duration_seconds().map(duration)),
        ("Reason", watched.reason().map(|reason| escaped(&reason))),
        ("ECS says", deployment.status_reason.as_deref().map(escaped)),
        ("Superseded by", conclusion.superseded_by().map(code)),
        (
            "Serving now",
            watched
                .serving
                .as_deref()
                .map(|arn| escaped(&revision(watched, arn))),
        ),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(label, text)| Some((label, text?)));
    let mut text = format!(
        "### {}: {}\n\n| | |\n|---|---|\n",
        escaped(service),
        escaped(&headline)
    );
    for (label, value) in rows {
        text += &format!("| {label} | {value} |\n");
    }
    text + "\n"
}

/// A summary where there is an error in place of a verdict.
pub fn markdown_of_error(service: &str, text: &str) -> String {
    format!("### {}: {}\n\n", escaped(service), escaped(text))
}

/// Text that Markdown and HTML leave alone.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    let text = clean(text);
    let mut rest = text.chars().peekable();
    let mut in_word = false;
    while let Some(c) = rest.next() {
        let goes_on = rest.peek().is_some_and(|next| next.is_alphanumeric());
        match c {
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '&' => safe += "&amp;",
            // Within a word it is only itself: `rolled_back`.
            '_' if in_word && goes_on => safe.push(c),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '#' | '!' => safe.extend(['\\', c]),
            c => safe.push(c),
        }
        in_word = c.is_alphanumeric();
    }
    safe
}

/// Text as code. In a table a `|` ends the cell even there.
fn code(text: &str) -> String {
    let text = clean(text).replace('`', "'").replace('|', "\\|");
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_only_text() {
        assert_eq!(
            escaped("a|b <img> [x](y) `z`\nw"),
            r"a\|b &lt;img&gt; \[x\](y) \`z\` w"
        );
        assert_eq!(escaped("rolled_back _now_"), r"rolled_back \_now\_");
        assert_eq!(code("a|b`c"), r"`a\|b'c`");
    }
}
