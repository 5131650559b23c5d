//! The pager for what does not fit on the screen, chosen as Git does.
//! <https://git-scm.com/docs/git-config#Documentation/git-config.txt-corepager>

use std::env;
use std::io::{self, ErrorKind, Write};
use std::process::{Command, Stdio};

/// The command of the pager: of `ECS_HISTORY_PAGER`, or else of `PAGER`, or else `less`. `None` if it
/// is empty or `cat`, which means none.
pub fn from_environment() -> Option<String> {
    let variables = ["ECS_HISTORY_PAGER", "PAGER"];
    let command = variables.into_iter().find_map(|name| env::var(name).ok());
    let command = command.unwrap_or_else(|| "less".to_owned());
    (!command.trim().is_empty() && command.trim() != "cat").then_some(command)
}

/// Shows text in the pager until the reader leaves it.
///
/// # Errors
///
/// The pager could not be started: the text has not been shown.
pub fn show(text: &[u8], command: &str) -> io::Result<()> {
    let mut pager = Command::new("sh");
    pager.args(["-c", command]).stdin(Stdio::piped());
    // Colors; leave at once what fits on the screen; keep the screen afterward.
    for (name, options) in [("LESS", "FRX"), ("LV", "-c")] {
        if env::var_os(name).is_none() {
            pager.env(name, options);
        }
    }
    let mut pager = pager.spawn()?;
    if let Some(mut input) = pager.stdin.take() {
        // It fails if the reader has seen enough, or if there is no such command.
        let _ = input.write_all(text);
    }
    let status = pager.wait()?;
    // The shell's codes for a command that it cannot find or run.
    if let Some(126 | 127) = status.code() {
        return Err(io::Error::new(ErrorKind::NotFound, command.to_owned()));
    }
    Ok(())
}
