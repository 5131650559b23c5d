//! What clap suggests where a word of the command line is unknown.
//!
//! clap takes two words for similar by their Jaro distance, which finds `--time` in `--image`.

use clap::error::{ContextKind, ContextValue};
use strsim::osa_distance;

/// Removes suggestions that nobody meant from an error about the command line.
pub fn without_far_fetched(mut error: clap::Error) -> clap::Error {
    for (kind, typed) in [
        (ContextKind::SuggestedArg, ContextKind::InvalidArg),
        (
            ContextKind::SuggestedSubcommand,
            ContextKind::InvalidSubcommand,
        ),
        (ContextKind::SuggestedValue, ContextKind::InvalidValue),
    ] {
        let Some(ContextValue::String(typed)) = error.get(typed) else {
            continue;
        };
        let typed = typed.clone();
        let near = match error.remove(kind) {
            Some(ContextValue::String(word)) if is_near(&typed, &word) => {
                ContextValue::String(word)
            }
            Some(ContextValue::Strings(mut words)) => {
                words.retain(|word| is_near(&typed, word));
                if words.is_empty() {
                    continue;
                }
                ContextValue::Strings(words)
            }
            Some(_) => {
                // It shows the option that was suggested.
                error.remove(ContextKind::Usage);
                continue;
            }
            None => continue,
        };
        error.insert(kind, near);
    }
    error
}

/// Whether one word was probably typed for the other: it was cut short or goes on, or has one slip for
/// every three letters.
fn is_near(typed: &str, word: &str) -> bool {
    let bare = |word: &str| word.trim_start_matches('-').to_lowercase();
    let (typed, word) = (bare(typed), bare(word));
    let shorter = typed.chars().count().min(word.chars().count());
    let is_cut_short = shorter >= 3 && (word.starts_with(&typed) || typed.starts_with(&word));
    is_cut_short || osa_distance(&typed, &word) <= (shorter / 3).max(1)
}

#[cfg(test)]
mod tests {
    use crate::commands::Cli;

    /// What is suggested for a command line, without quotes.
    fn suggested(line: &str) -> Option<String> {
        let error = Cli::from_args(line.split_whitespace()).expect_err(line);
        let text = error.to_string();
        let tip = text.lines().find(|line| line.contains(" exist"))?;
        let (_, words) = tip.split_once(": ")?;
        let (_, words) = words.split_once(": ")?;
        Some(words.replace('\'', ""))
    }

    #[test]
    fn nothing_names_what_is_not_suggested() {
        let error = Cli::from_args(["e", "list", "--image", "web"]).expect_err("unknown");
        insta::assert_snapshot!(error, @r"
        error: unexpected argument '--image' found

        For more information, try '--help'.
        ");
    }

    #[test]
    fn only_what_was_probably_meant_is_suggested() {
        for (line, expected) in [
            ("e list --servce web", Some("--service")),
            ("e list --serivce web", Some("--service")),
            ("e list --serv web", Some("--service")),
            ("e list --services web", Some("--service")),
            ("e list --cluster-name shop", Some("--cluster")),
            ("e list --regoin x", Some("--region")),
            ("e list --ouput json", Some("--output")),
            ("e list --untill 2h", Some("--until")),
            ("e list --no-headers", Some("--no-header")),
            ("e lst", Some("list")),
            ("e descrbe", Some("describe")),
            ("e deployment", Some("deployments")),
            ("e list -o jsn", Some("json")),
            ("e list --image web", None),
            ("e list --name web", None),
            ("e list --format json", None),
            ("e list --reason x", None),
            ("e list --tag x", None),
            ("e list --json", None),
            ("e list --since-version 1", Some("--since")),
            ("e wait --remote", None),
            ("e rollback", None),
            ("e deploy", Some("deployments")),
            ("e delete", None),
            ("e list -o yaml", None),
            ("e list -o xml", None),
        ] {
            assert_eq!(suggested(line).as_deref(), expected, "{line}");
        }
    }
}
