//! The completions and man pages that are checked in are those of the command line as it is.
//! Refresh them with `UPDATE=1 cargo test --test generated`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation is a failed test"
)]

use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::Shell;
use ecs_history::commands::Cli;
use ecs_history::commands::completions::script;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Files = BTreeMap<PathBuf, Vec<u8>>;

fn check(folder: &str, expected: &Files) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let path = |name: &PathBuf| folder.join(name);
    if env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder");
        for (name, content) in expected {
            fs::write(path(name), content).expect("a file");
        }
        return;
    }
    let there: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().into())
        .collect();
    for name in &there {
        assert!(
            expected.contains_key(name),
            "{} is left over",
            path(name).display()
        );
    }
    for (name, content) in expected {
        let there = fs::read(path(name)).unwrap_or_default();
        assert!(
            there == *content,
            "{} is out of date; run UPDATE=1 cargo test --test generated",
            path(name).display()
        );
    }
}

#[test]
fn completions() {
    let scripts = Shell::value_variants().iter().map(|shell| {
        let name = match shell {
            Shell::Bash => "ecs-history.bash",
            Shell::Zsh => "_ecs-history",
            Shell::Fish => "ecs-history.fish",
            Shell::Elvish => "ecs-history.elv",
            Shell::PowerShell => "_ecs-history.ps1",
            other => panic!("a new shell: {other}"),
        };
        (
            PathBuf::from(name),
            script(*shell, Cli::command()).into_bytes(),
        )
    });
    check("completions", &scripts.collect());
}

#[test]
fn man_pages() {
    let mut pages = Files::new();
    let mut root = Cli::command();
    root.build();
    render(&root, "", &mut pages);
    check("man", &pages);
}

/// One page a command, each under its full name.
fn render(command: &Command, parents: &str, pages: &mut Files) {
    let name = format!("{parents}{}", command.get_name());
    let mut page = Vec::new();
    // As in the help. Otherwise it is every option in no order and without its value.
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    clap_mangen::Man::new(command.clone().override_usage(usage))
        .title(name.to_uppercase())
        .date(released())
        .source(concat!("ecs-history ", env!("CARGO_PKG_VERSION")))
        .manual("")
        .render(&mut page)
        .expect("rendered");
    let page = tidy(&String::from_utf8(page).expect("UTF-8"));
    pages.insert(PathBuf::from(format!("{name}.1")), page.into_bytes());
    for command in command
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
    {
        render(command, &format!("{name}-"), pages);
    }
}

/// The date of the newest release in the changelog.
fn released() -> &'static str {
    let heading = concat!("## [", env!("CARGO_PKG_VERSION"), "] - ");
    let changelog = include_str!("../CHANGELOG.md");
    let (_, after) = changelog
        .split_once(heading)
        .expect("this version in the changelog");
    after.lines().next().expect("a date")
}

/// What `mandoc -T lint` warns about in the pages as they are generated: blank lines in place of
/// the macro for vertical space, that macro next to line breaks, spaces at the ends of lines.
fn tidy(page: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut page_lines = page.lines().map(str::trim_end).peekable();
    while let Some(line) = page_lines.next() {
        // There is no page of its own for the help command.
        if line == ".TP"
            && page_lines
                .peek()
                .is_some_and(|next| next.ends_with("\\-help(1)"))
        {
            page_lines.next();
            page_lines.next();
            continue;
        }
        let line = if line.is_empty() { ".sp" } else { line };
        match (lines.last().copied(), line) {
            (Some(".sp"), ".sp" | ".br") => {}
            (Some(".br"), ".sp") => {
                lines.pop();
                lines.push(".sp");
            }
            _ => lines.push(line),
        }
    }
    lines.join("\n") + "\n"
}
