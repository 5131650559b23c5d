//! What clap suggests where a word of the command line is unknown.
//!
//! clap takes two words for similar by their Jaro distance, which finds `--time` in `--image`.

use clap::Command;
use clap::error::{ContextKind, ContextValue};
use std::ffi::OsString;
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

/// Removes the tip to pass a word that begins with `-` after `--`, where it was meant as the value of
/// the option before it: `--timeout -5`. The tip would make it the ID.
pub fn without_id_for_value(
    mut error: clap::Error,
    args: &[OsString],
    command: &Command,
) -> clap::Error {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else {
        return error;
    };
    let is_value = args
        .windows(2)
        .any(|pair| match [pair[0].to_str(), pair[1].to_str()] {
            [Some(option), Some(value)] => {
                value.starts_with(word.as_str()) && takes_value(command, option)
            }
            _ => false,
        });
    if is_value {
        error.remove(ContextKind::Suggested);
    }
    error
}

/// Whether this is an option of the command or of one of its subcommands, and the next word its value.
fn takes_value(command: &Command, word: &str) -> bool {
    let is_it = |arg: &clap::Arg| {
        let long = word.strip_prefix("--");
        let short = word
            .strip_prefix('-')
            .map(str::chars)
            .and_then(Iterator::last);
        let is_named = match long {
            Some(long) => arg.get_long() == Some(long),
            None => short.is_some() && arg.get_short() == short,
        };
        is_named && arg.get_action().takes_values()
    };
    command.get_arguments().any(is_it)
        || command
            .get_subcommands()
            .any(|command| takes_value(command, word))
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
