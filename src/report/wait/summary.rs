//! How a wait ended, in Markdown, as for `$GITHUB_STEP_SUMMARY`.

use crate::error::Error;
use crate::humanize::duration;
use crate::model::arn::{Arn, last_segment};
use crate::render::context::Context;
use crate::render::markdown::{code, escape};
use crate::report::phrases;
use crate::report::wait::Conclusion;

/// A heading and a table. It ends with an empty line, so that more can be appended.
pub fn markdown(context: &Context, conclusion: &Conclusion) -> String {
    let watched = conclusion.watched;
    let deployment = watched.deployment();
    let arn = Arn::parse(&deployment.service_deployment_arn);
    let service = arn.and_then(|arn| arn.service()).unwrap_or("deployment");
    let full_name = arn.and_then(|arn| {
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
    let images = watched.entry().target_summary().images.unwrap_or_default();
    let images: Vec<String> = images
        .iter()
        .map(|image| code(&phrases::image(image)))
        .collect();
    let rows = [
        ("Service", full_name.map(|name| escape(&name))),
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
                .entry()
                .target_summary()
                .task_definition
                .map(|name| code(&name)),
        ),
        (
            "Images",
            Some(images.join("<br>")).filter(|images| !images.is_empty()),
        ),
        ("Duration", deployment.duration_seconds().map(duration)),
        ("Reason", watched.reason().map(|reason| escape(&reason))),
        ("ECS says", deployment.status_reason.as_deref().map(escape)),
        ("Superseded by", conclusion.superseded_by().map(code)),
        (
            "Serving now",
            conclusion.serving().map(|serving| escape(&serving)),
        ),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(label, text)| Some((label, text?)));
    let mut text = format!(
        "### {}: {}\n\n| | |\n|---|---|\n",
        escape(service),
        escape(&headline)
    );
    for (label, value) in rows {
        text += &format!("| {label} | {value} |\n");
    }
    for step in conclusion.next_steps() {
        text += &format!("| {} | {} |\n", step.label, code(&step.command));
    }
    text + "\n"
}

/// The summary of a wait that an error ended.
pub fn markdown_of_error(service: &str, error: &Error) -> String {
    let error = error.in_one_line();
    format!("### {}: {}\n\n", escape(service), escape(&error))
}
