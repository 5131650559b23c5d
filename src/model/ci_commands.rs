//! Text that a CI runner would take for a command.
//!
//! A runner reads what a job prints, line by line. Where text from AWS got there, whoever wrote it
//! could set variables of the job, hide lines of its log, or mark it as failed.
//!
//! - GitHub Actions: `::name …::` at the beginning of a line, after any white space, and `##[name …]`
//!   anywhere in it.
//!   <https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs>
//! - Azure Pipelines: `##vso[area.event …]` anywhere in a line.
//!   <https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Microsoft.VisualStudio.Services.Agent/Command.cs>
//! - TeamCity: `##teamcity[name …]` anywhere in a line.
//!   <https://www.jetbrains.com/help/teamcity/service-messages.html>
//! - GitLab: `section_start:` and `section_end:`, with a carriage return and an escape sequence, which
//!   do not get this far.
//!   <https://docs.gitlab.com/ci/jobs/job_logs/#create-custom-collapsible-sections>

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// What GitLab looks for. It is broken up before the colon.
const SECTIONS: [&str; 2] = ["section_start:", "section_end:"];

/// Puts a space into every such word, so that no runner reads it. `::` is broken up at the beginning
/// of every word, since the text may be wrapped there; within a word, as in `arn:aws:iam::123`, it
/// stays.
pub fn break_up(text: &str) -> Cow<'_, str> {
    let breaks = commands(text);
    if breaks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut broken = String::with_capacity(text.len() + breaks.len());
    let mut from = 0;
    for Command { at, .. } in breaks {
        broken.push_str(&text[from..at]);
        broken.push(' ');
        from = at;
    }
    broken.push_str(&text[from..]);
    Cow::Owned(broken)
}

/// Where [`break_up`] puts a space into commands that work anywhere in a line, as byte indexes.
pub fn within_lines(text: &str) -> Vec<usize> {
    let commands = commands(text).into_iter();
    let commands = commands.filter(|command| command.works_within_lines);
    commands.map(|command| command.at).collect()
}

struct Command {
    /// Where it can be broken up, as a byte index.
    at: usize,
    works_within_lines: bool,
}

fn commands(text: &str) -> Vec<Command> {
    // Most text is plain, and nothing is to be found in it.
    let mut pairs = text.as_bytes().windows(2);
    if text.is_ascii() && !pairs.any(|pair| matches!(pair, b"::" | b"##" | b"n_" | b"N_")) {
        return Vec::new();
    }
    // .NET, in which two of the runners are written, compares by the rules of a language and skips
    // characters without width.
    let chars: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| c.width() != Some(0))
        .collect();
    let at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let mut commands = Vec::new();
    let mut word_begins = true;
    for (index, (_, c)) in chars.iter().enumerate() {
        let next = index + 1;
        let is_command = match c {
            ':' => word_begins && at(next) == Some(':'),
            '#' => at(next) == Some('#') && opens_bracket(&chars[next + 1..]),
            _ => false,
        };
        word_begins = c.is_whitespace();
        if is_command {
            commands.push(Command {
                at: chars[next].0,
                works_within_lines: *c == '#',
            });
            // What follows the space begins a word, too.
            word_begins = true;
        } else if let Some(length) = section(&chars[index..]) {
            commands.push(Command {
                at: chars[index + length - 1].0,
                works_within_lines: true,
            });
        }
    }
    commands
}

/// Whether letters, or none, and `[` follow.
fn opens_bracket(chars: &[(usize, char)]) -> bool {
    let mut rest = chars.iter().map(|(_, c)| *c);
    rest.find(|c| !c.is_ascii_alphanumeric()) == Some('[')
}

/// The length of a word of GitLab's that begins here.
fn section(chars: &[(usize, char)]) -> Option<usize> {
    let begins_with = |word: &str| {
        chars.len() >= word.len()
            && word
                .chars()
                .zip(chars)
                .all(|(expected, (_, c))| c.to_ascii_lowercase() == expected)
    };
    let word = SECTIONS.iter().find(|word| begins_with(word));
    word.map(|word| word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn commands_are_broken_up_and_other_text_stays() {
        for (text, expected) in [
            // GitHub, at the beginning of a line and of every word.
            ("::error::boom", ": :error::boom"),
            ("::set-output name=a::b", ": :set-output name=a::b"),
            ("::add-mask::a", ": :add-mask::a"),
            ("::stop-commands::x", ": :stop-commands::x"),
            ("failed ::error::boom", "failed : :error::boom"),
            ("\u{2003}::error::boom", "\u{2003}: :error::boom"),
            (":::error::", ": : :error::"),
            ("::", ": :"),
            ("##[error]boom", "# #[error]boom"),
            ("tag##[group]x", "tag# #[group]x"),
            ("###[group]x", "## #[group]x"),
            ("##[add-mask]", "# #[add-mask]"),
            // Azure Pipelines.
            (
                "##vso[task.setvariable variable=a]b",
                "# #vso[task.setvariable variable=a]b",
            ),
            ("x ##vso[task.complete]", "x # #vso[task.complete]"),
            // TeamCity.
            (
                "##teamcity[buildStatus text='a']",
                "# #teamcity[buildStatus text='a']",
            ),
            // GitLab.
            ("section_start:1:a", "section_start :1:a"),
            ("a section_end:1:a", "a section_end :1:a"),
            // A runner skips what has no width.
            ("\u{301}::error::", "\u{301}: :error::"),
            (":\u{fe0f}:error::", ":\u{fe0f} :error::"),
            ("#\u{fe0f}\u{20e3}#[error]", "#\u{fe0f}\u{20e3} #[error]"),
            // No commands.
            (
                "arn:aws:iam::123456789012:role/ecs",
                "arn:aws:iam::123456789012:role/ecs",
            ),
            ("std::env", "std::env"),
            ("a:: b", "a:: b"),
            ("## heading", "## heading"),
            ("#[test]", "#[test]"),
            ("C## [x]", "C## [x]"),
            ("section_starts", "section_starts"),
            ("web:41", "web:41"),
        ] {
            assert_eq!(break_up(text), expected, "{text:?}");
            assert_eq!(break_up(expected), expected, "{expected:?} again");
        }
    }

    #[test]
    fn those_within_lines_are_found() {
        assert_eq!(
            within_lines("::error:: ##[x] ###vso[y] section_end:"),
            [11, 18, 37]
        );
    }

    proptest! {
        #[test]
        fn no_line_is_a_command(text in "[:#\\[ va\u{301}\u{2003}]{0,12}") {
            let broken = break_up(&text);
            let seen: String = broken.chars().filter(|c| c.width() != Some(0)).collect();
            for word in seen.split_whitespace() {
                prop_assert!(!word.starts_with("::"), "{broken:?}");
            }
            prop_assert!(!seen.contains("##[") && !seen.contains("##va["), "{broken:?}");
            let without = |text: &str| text.replace(' ', "");
            prop_assert_eq!(without(&broken), without(&text));
        }
    }
}
