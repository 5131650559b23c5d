//! Parses, runs, and turns the result into an exit code. The rest is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ecs_history::run(std::env::args_os()).into()
}
