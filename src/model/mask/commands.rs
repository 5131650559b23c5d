//! Credentials in one command: after a flag (`--password x`), or where a program takes them
//! (`mysql -px`, `redis-cli -a x`, `curl -u user:x`).

use crate::model::mask::authorization::credential_in;
use crate::model::mask::names::Meaning;
use crate::model::mask::placeholder::is_placeholder;
use crate::model::mask::plain::{is_masked_by_name, is_setting};
use crate::model::mask::programs::{
    CURL_SWITCHES, OPTIONS, ORACLE, POSITIONS, Part, RUN_AS, STORING, Takes, USER_OPTIONS,
};
use crate::model::mask::shell::Word;
use crate::model::mask::spans::Spans;
use std::ops::Range;

/// The words of a command, and what they are about.
struct Command<'a> {
    words: &'a [Word<'a>],
    is_sql: bool,
    is_netrc: bool,
}

/// Finds credentials in a command that is a list of words. Spans are given per word.
pub fn find_in_words(words: &[&str]) -> Vec<Spans> {
    // As if they were one after another in one text.
    let mut start = 0;
    let mut placed = Vec::new();
    for text in words {
        placed.push(Word {
            text,
            start,
            is_quoted: true,
        });
        start += text.len() + 1;
    }
    let mut found = Spans::default();
    find_in_command(&placed, &mut found);
    let mut all: Vec<Spans> = words.iter().map(|_| Spans::default()).collect();
    for span in found.joined().ranges() {
        let index = placed
            .partition_point(|word| word.start <= span.start)
            .saturating_sub(1);
        if let (Some(spans), Some(word)) = (all.get_mut(index), placed.get(index)) {
            spans.push(span.start - word.start..(span.end - word.start).min(word.text.len()));
        }
    }
    all
}

/// Adds a part of a word, unless it only stands for a value.
pub fn push(word: &Word, range: Range<usize>, spans: &mut Spans) {
    let value = word.text.get(range.clone()).unwrap_or_default();
    if !value.is_empty() && !is_placeholder(value) {
        spans.push(word.start + range.start..word.start + range.end);
    }
}

/// Finds credentials in a command.
pub fn find_in_command(words: &[Word], spans: &mut Spans) {
    let is_any = |texts: &[&str]| {
        words.iter().any(|word| {
            texts
                .iter()
                .any(|text| word.text.eq_ignore_ascii_case(text))
        })
    };
    let command = Command {
        words,
        is_sql: is_any(&["alter", "create", "identified", "set", "grant"]),
        is_netrc: is_any(&["machine"]) && is_any(&["login"]),
    };
    let mut programs: Vec<&str> = Vec::new();
    let is_run_as = |programs: &[&str]| programs.iter().any(|program| RUN_AS.contains(program));
    for (index, word) in words.iter().enumerate() {
        let rest = &words[index + 1..];
        let Some(flag) = word.text.strip_prefix('-') else {
            let name = program_name(word.text);
            if is_known_program(name) && programs.len() < 8 {
                programs.push(name);
            }
            positional(word, rest, &command, &programs, spans);
            continue;
        };
        let mut is_done = false;
        for option in OPTIONS {
            let Some(glued) = after_flag(word.text, option.flag, &programs) else {
                continue;
            };
            let is_program = programs
                .iter()
                .any(|program| option.programs.contains(program));
            let is_used = option.only_with.is_empty()
                || words
                    .iter()
                    .take(64)
                    .any(|word| word.text == option.only_with);
            if !is_program || !is_used {
                continue;
            }
            if glued.is_empty() && option.takes != Takes::Glued {
                let value = rest.first().filter(|value| {
                    !is_port(value.text, &programs, words) && !value.text.starts_with("--")
                });
                if let Some(value) = value {
                    push(value, part(value.text, option.part), spans);
                }
                // What may also be a token without a password is looked at below.
                is_done = !USER_OPTIONS.contains(&word.text);
            } else if !glued.is_empty()
                && option.takes != Takes::Next
                && !option.flag.starts_with("--")
            {
                let glued = glued.strip_prefix('=').unwrap_or(glued);
                let offset = word.text.len() - glued.len();
                let range = part(glued, option.part);
                push(word, range.start + offset..range.end + offset, spans);
                is_done = true;
            }
        }
        if is_done {
            continue;
        }
        let (name, value) = match word.text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (word.text, None),
        };
        if USER_OPTIONS.contains(&name) && !is_run_as(&programs) {
            match (value, rest.first()) {
                (Some(value), _) => user_and_password(word, word.text.len() - value.len(), spans),
                (None, Some(next)) => user_and_password(next, 0, spans),
                _ => {}
            }
        }
        if let (None, Some(next)) = (value, rest.first())
            && flag.len() > 1
        {
            named(Meaning::of(flag), next, spans);
        }
    }
}

/// What follows a flag in the same word. Switches of curl may be before it: `-su`.
fn after_flag<'a>(word: &'a str, flag: &str, programs: &[&str]) -> Option<&'a str> {
    if let Some(glued) = word.strip_prefix(flag) {
        return Some(glued);
    }
    let letter = flag.strip_prefix('-').filter(|letter| letter.len() == 1)?;
    let letters = word
        .strip_prefix('-')
        .filter(|_| programs.contains(&"curl"))?;
    letters
        .trim_start_matches(CURL_SWITCHES)
        .strip_prefix(letter)
}

/// The value after a flag or a name.
fn named(meaning: Meaning, value: &Word, spans: &mut Spans) {
    let is_flag = value.text.starts_with("--")
        || matches!(value.text.as_bytes(), [b'-', letter] if letter.is_ascii_alphabetic());
    if !is_flag && let Some(credential) = credential_in(value.text, meaning) {
        push(value, credential, spans);
    }
}

/// `user:password`, unless it is a user and a group, such as `1000:1000` or `node:node`.
fn user_and_password(word: &Word, offset: usize, spans: &mut Spans) {
    let text = &word.text[offset..];
    if let Some(user) = text.strip_suffix(':') {
        // A token instead of a user.
        if !is_setting(user) {
            push(word, offset..offset + user.len(), spans);
        }
    } else if let Some((user, password)) = text.split_once(':')
        && !text.contains("://")
        && !password.bytes().all(|byte| byte.is_ascii_digit())
        && user != password
    {
        push(word, offset + user.len() + 1..word.text.len(), spans);
    }
}

/// Words that are no flags: `user/password@database`, `pass:x`, `aws_secret_access_key x`.
fn positional(word: &Word, rest: &[Word], command: &Command, programs: &[&str], spans: &mut Spans) {
    let is_one_of = |names: &[&str]| programs.iter().any(|program| names.contains(program));
    for (program, subcommand, number) in POSITIONS {
        if is_subcommand(word.text, subcommand) && programs.contains(program) {
            let values = rest.get(..*number).unwrap_or_default();
            let is_option = |word: &Word| word.text.starts_with('-') || word.text.contains('=');
            if let Some(value) = values.last().filter(|_| !values.iter().any(is_option)) {
                push(value, 0..value.text.len(), spans);
            }
        }
    }
    if is_one_of(&["openssl"]) && word.text.starts_with("pass:") {
        push(word, 5..word.text.len(), spans);
    }
    if is_one_of(&["htpasswd"])
        && rest.is_empty()
        && command
            .words
            .iter()
            .any(|word| word.text.starts_with('-') && word.text.contains('b'))
    {
        push(word, 0..word.text.len(), spans);
    }
    if is_one_of(ORACLE)
        && let Some((user, rest)) = word.text.split_once('/')
        && !user.is_empty()
        && !user.contains(['.', ':', '@'])
        && !rest.contains('/') | rest.contains('@')
    {
        let password = rest.split_once('@').map_or(rest, |(password, _)| password);
        let start = user.len() + 1;
        push(word, start..start + password.len(), spans);
    }
    // `aws configure set aws_secret_access_key x`, `requirepass x`, `login web password x`,
    // `PASSWORD 'x'`, `IDENTIFIED BY 'x'`.
    let Some(next) = rest.first() else { return };
    let is_name = word.text.len() <= 80
        && word
            .text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-./:".contains(&byte));
    if !is_name || word.is_quoted && word.text.contains(' ') {
        return;
    }
    let meaning = Meaning::of(word.text.rsplit(['/', ':']).next().unwrap_or_default());
    let name = word.text.to_ascii_lowercase();
    let is_directive = ["requirepass", "masterauth", "_authtoken"]
        .iter()
        .any(|end| name.ends_with(end));
    let is_literal = next.is_quoted && command.is_sql && matches!(&*name, "by" | "password");
    let before = |back: usize| {
        let index = command.words.len().checked_sub(rest.len() + 1 + back)?;
        command.words.get(index).map(|word| word.text)
    };
    // `etcdctl put /db/password x`, `user web password x`.
    let is_stored = before(1).is_some_and(|word| STORING.contains(&word))
        || before(2).is_some_and(|word| matches!(word, "user" | "login" | "username"));
    let is_value = !next.text.starts_with('-') && !next.text.contains('=');
    let is_stored = is_stored && is_value && is_masked_by_name(next.text, meaning);
    let is_named = is_directive || command.is_netrc || is_stored;
    if is_literal || (meaning == Meaning::Credential && is_named) {
        push(
            next,
            0..next.text.trim_end_matches(['\'', '"', ';']).len(),
            spans,
        );
    } else if meaning == Meaning::Credential
        && !is_setting(next.text)
        && is_word_like_a_token(next.text)
    {
        push(next, 0..next.text.len(), spans);
    }
}

/// Whether a word after the name of a credential is more than the next word of a sentence or a
/// script: `password hunter2`.
fn is_word_like_a_token(text: &str) -> bool {
    text.len() >= 6
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !text.contains(['=', '(', '$', '{', '<', ' '])
        && !text.starts_with(['-', '/', '.'])
}

/// A subcommand that ends in `.` is a prefix.
fn is_subcommand(word: &str, subcommand: &str) -> bool {
    word == subcommand || (subcommand.ends_with('.') && word.starts_with(subcommand))
}

fn part(text: &str, part: Part) -> Range<usize> {
    match part {
        Part::Whole => 0..text.len(),
        Part::After(separator) => match text.find(separator) {
            Some(at) => at + 1..text.len(),
            None => 0..0,
        },
    }
}

/// Whether `-p` is followed by a port, where the program was only mentioned: `nc mongo -p 27017`.
fn is_port(text: &str, programs: &[&str], words: &[Word]) -> bool {
    let is_first = words
        .first()
        .is_some_and(|word| programs.contains(&program_name(word.text)));
    !is_first && (2..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `mysql` of `/usr/bin/mysql`.
pub fn program_name(word: &str) -> &str {
    let name = word.rsplit(['/', '\\', '(']).next().unwrap_or_default();
    name.strip_suffix(".exe").unwrap_or(name)
}

fn is_known_program(name: &str) -> bool {
    RUN_AS.contains(&name)
        || ORACLE.contains(&name)
        || ["openssl", "htpasswd"].contains(&name)
        || OPTIONS.iter().any(|option| option.programs.contains(&name))
        || POSITIONS.iter().any(|(program, ..)| *program == name)
}
