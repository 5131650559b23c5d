//! A command line to paste into a shell.

use crate::model::clean_text::clean;
use crate::model::url::without_user_info;

/// A command line, word by word. This is the only place that quotes for a shell; every command that
/// is suggested is made here.
///
/// Words come from AWS, from an endpoint that only claims to be AWS, and from the command line, so
/// none of them is trusted.
#[derive(Debug, Clone)]
pub struct ShellCommand {
    program: &'static str,
    subcommand: &'static str,
    operands: Vec<String>,
    options: Vec<(&'static str, Option<String>)>,
}

impl ShellCommand {
    /// `ecs-history SUBCOMMAND`.
    pub fn ecs_history(subcommand: &'static str) -> Self {
        Self::new("ecs-history", subcommand)
    }

    /// `aws SUBCOMMAND`, of one or more words: `ecs update-service`.
    pub fn aws(subcommand: &'static str) -> Self {
        Self::new("aws", subcommand)
    }

    fn new(program: &'static str, subcommand: &'static str) -> Self {
        Self {
            program,
            subcommand,
            operands: Vec::new(),
            options: Vec::new(),
        }
    }

    /// Adds an argument that is not an option.
    pub fn operand(mut self, value: impl Into<String>) -> Self {
        self.operands.push(value.into());
        self
    }

    /// Adds an option with a value.
    pub fn option(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.options.push((name, Some(value.into())));
        self
    }

    /// Adds an option with a value, where there is one.
    pub fn optional(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.option(name, value),
            None => self,
        }
    }

    /// Adds `--endpoint-url`, where there is one, without the user and the password in it: they do not
    /// belong in a log.
    pub fn endpoint_url(self, url: Option<&str>) -> Self {
        self.optional("--endpoint-url", url.map(without_user_info).as_deref())
    }

    /// Adds an option without a value.
    pub fn flag(mut self, name: &'static str) -> Self {
        self.options.push((name, None));
        self
    }

    /// The line, quoted by the rules of POSIX. `None` if it cannot be suggested: a word has characters
    /// that cannot be seen or that [`clean`] changes, so that something else would be pasted, or the
    /// AWS CLI would read a file instead of the word.
    pub fn line(&self) -> Option<String> {
        let mut line = format!("{} {}", self.program, self.subcommand);
        // An ID may begin with a hyphen.
        let is_separated = self.operands.iter().any(|word| word.starts_with('-'));
        let mut operands = String::new();
        for word in &self.operands {
            operands.push(' ');
            operands += &self.quoted(word)?;
        }
        if !is_separated {
            line += &operands;
        }
        for (name, value) in &self.options {
            line.push(' ');
            line += name;
            if let Some(value) = value {
                line.push(if value.starts_with('-') { '=' } else { ' ' });
                line += &self.quoted(value)?;
            }
        }
        if is_separated {
            line += " --";
            line += &operands;
        }
        (clean(&line) == line).then_some(line)
    }

    fn quoted(&self, word: &str) -> Option<String> {
        // <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>
        let is_file = ["file://", "fileb://"]
            .iter()
            .any(|scheme| word.starts_with(scheme));
        if is_file && self.program == "aws" {
            return None;
        }
        // Each word by itself, so that quotes around it cannot hide what `clean` would find.
        if clean(word) != word {
            return None;
        }
        shlex::try_quote(word).ok().map(|word| word.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::process::Command;

    /// What a shell makes of the arguments of a line.
    fn evaluated(line: &str, shell: &str) -> Vec<String> {
        let script = format!(
            "stub() {{ for word in \"$@\"; do printf '%s\\0' \"$word\"; done; }}; stub {line}"
        );
        let output = Command::new(shell)
            .args(["-c", &script])
            .env_clear()
            .output()
            .expect("a shell");
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{line}"
        );
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let words = text.split_terminator('\0');
        words.map(str::to_owned).collect()
    }

    #[test]
    fn plain_words_stay_plain() {
        let line = ShellCommand::ecs_history("describe")
            .operand("41a2")
            .option("--service", "web")
            .flag("--demo")
            .line();
        assert_eq!(
            line.as_deref(),
            Some("ecs-history describe 41a2 --service web --demo")
        );
        let arn = "arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/J4ZwX3-b_2";
        let line = ShellCommand::aws("ecs stop-service-deployment")
            .option("--service-deployment-arn", arn)
            .line();
        assert_eq!(
            line,
            Some(format!(
                "aws ecs stop-service-deployment --service-deployment-arn {arn}"
            ))
        );
    }

    #[test]
    fn hostile_words_arrive_as_they_are() {
        for word in [
            "",
            " ",
            "two words",
            "$(touch /tmp/owned)",
            "`touch /tmp/owned`",
            "$HOME",
            "${HOME}",
            "a'b",
            "a\"b",
            "a\\b",
            "\\",
            "'; touch /tmp/owned #",
            "\"; touch /tmp/owned #",
            "a;b",
            "a&b",
            "a|b",
            "a>b",
            "a<b",
            "(a)",
            "{a,b}",
            "*",
            "?",
            "[a-z]*",
            "~",
            "~root",
            "#comment",
            "!!",
            "a!b",
            "^a^b",
            "a=b",
            "%1",
            "-x",
            "--profile=evil",
            "--",
            "-",
            "häßlich",
            "日本",
            "👩🏽‍🚒",
            "$'\\x41'",
            "http://localhost:4566/?a=b&c=d",
        ] {
            for shell in ["sh", "bash"] {
                let line = ShellCommand::ecs_history("describe")
                    .option("--service", word)
                    .flag("--demo")
                    .operand(word)
                    .operand("latest")
                    .line()
                    .expect(word);
                let expected: &[&str] = if word.starts_with('-') {
                    &[
                        "describe",
                        &format!("--service={word}"),
                        "--demo",
                        "--",
                        word,
                        "latest",
                    ]
                } else {
                    &["describe", word, "latest", "--service", word, "--demo"]
                };
                let words = evaluated(&line, shell);
                assert_eq!(words[0], "ecs-history", "{line}");
                assert_eq!(&words[1..], expected, "{line}");
            }
        }
    }

    #[test]
    fn what_cannot_be_pasted_is_not_suggested() {
        for word in [
            "a\nb",
            "a\rb",
            "a\tb",
            "\0",
            "\u{1b}[31m",
            "\u{9b}31m",
            "\u{7f}",
            "user\u{202e}gpj",
            "zero\u{200b}width",
            "::error::",
            "##[error]",
            "a\u{e000}",
        ] {
            let command = ShellCommand::ecs_history("describe");
            assert_eq!(command.clone().operand(word).line(), None, "{word:?}");
            assert_eq!(command.option("--service", word).line(), None, "{word:?}");
        }
        for word in ["file:///etc/passwd", "fileb://x"] {
            let command = ShellCommand::aws("ecs continue-service-deployment");
            assert_eq!(command.option("--hook-id", word).line(), None);
        }
    }

    #[test]
    fn a_password_in_a_url_is_left_out() {
        for (url, expected) in [
            ("http://localhost:4566", "http://localhost:4566"),
            ("https://user:secret@host:1/a@b", "https://host:1/a@b"),
            ("https://user:se@cret@host", "https://host"),
            ("https://host?a=b@c", "'https://host?a=b@c'"),
        ] {
            let line = ShellCommand::aws("ecs list-clusters")
                .endpoint_url(Some(url))
                .line();
            assert_eq!(
                line,
                Some(format!("aws ecs list-clusters --endpoint-url {expected}"))
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_word_arrives_or_is_not_suggested(word in any::<String>()) {
            let line = ShellCommand::ecs_history("describe").operand(word.clone()).line();
            if let Some(line) = line {
                let words = evaluated(&line, "sh");
                prop_assert_eq!(words.last(), Some(&word));
            } else {
                prop_assert_ne!(&*clean(&word), &*word);
            }
        }
    }
}
