//! Runs the program in an empty environment and keeps its whole outcome.

use std::fmt;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::FakeEcs;
use super::data::REGION;

/// A run of the program. It inherits nothing from the environment of the test.
pub struct Run {
    command: Command,
    input: Option<Vec<u8>>,
    home: TempDir,
}

/// The exit code and the output of a run.
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_ecs-history");

/// `list` for the service of [`shop`](crate::support::shop).
pub const LIST: &str = "list --service web --cluster shop";

/// A run of `ecs-history` with these arguments, separated by spaces.
pub fn ecs_history(arguments: &str) -> Run {
    Run::of(PROGRAM.as_ref(), arguments)
}

impl Run {
    /// A run of this program.
    pub fn of(program: &Path, arguments: &str) -> Self {
        let home = TempDir::new().expect("a home directory");
        let mut command = Command::new(program);
        command
            .args(arguments.split_whitespace())
            .env_clear()
            .env("HOME", home.path())
            .env("TZ", "UTC")
            // The machine that the test runs on may be an EC2 instance.
            .env("AWS_EC2_METADATA_DISABLED", "true");
        Self {
            command,
            input: None,
            home,
        }
    }

    /// Calls this endpoint, with credentials and a Region in the environment.
    pub fn at(self, fake: &FakeEcs) -> Self {
        self.credentials()
            .env("AWS_REGION", REGION)
            .env("AWS_ENDPOINT_URL_ECS", &fake.url())
    }

    /// Credentials in the environment.
    pub fn credentials(self) -> Self {
        self.env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
    }

    /// Does not retry failed calls.
    pub fn without_retries(self) -> Self {
        self.env("AWS_MAX_ATTEMPTS", "1")
    }

    pub fn arg(mut self, arg: &str) -> Self {
        self.command.arg(arg);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Writes a file in the home directory, such as `.aws/config`.
    pub fn file(self, path: &str, content: &str) -> Self {
        let path = self.home.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a directory")).expect("created");
        std::fs::write(path, content).expect("written");
        self
    }

    /// Runs it in its home directory.
    pub fn in_home(mut self) -> Self {
        self.command.current_dir(self.home.path());
        self
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The absolute path of a file in the home directory.
    pub fn path(&self, file: &str) -> String {
        let path = self.home.path().join(file);
        path.to_str().expect("UTF-8").to_owned()
    }

    /// Trusts this CA, by the variable that the AWS CLI reads.
    pub fn trusting(self, ca_pem: &str) -> Self {
        let path = self.path("ca.pem");
        self.file("ca.pem", ca_pem).env("AWS_CA_BUNDLE", &path)
    }

    /// Writes this to standard input.
    pub fn input(self, text: &str) -> Self {
        self.input_bytes(text.as_bytes())
    }

    /// Writes these bytes to standard input.
    pub fn input_bytes(mut self, bytes: &[u8]) -> Self {
        self.input = Some(bytes.to_vec());
        self
    }

    /// The command, for tests that connect its output to something else, and its home directory.
    pub fn into_command(self) -> (Command, TempDir) {
        (self.command, self.home)
    }

    /// Runs it, with stdout and stderr piped.
    pub fn outcome(mut self) -> Outcome {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.stdin(match self.input {
            Some(_) => Stdio::piped(),
            None => Stdio::null(),
        });
        let mut child = self.command.spawn().expect("the program");
        if let (Some(mut stdin), Some(input)) = (child.stdin.take(), self.input) {
            // The program may end without reading all of it.
            let _ = stdin.write_all(&input);
        }
        Outcome::of(&child.wait_with_output().expect("an end"))
    }

    /// Runs it, reads this many bytes of its stdout and closes the pipe.
    pub fn outcome_with_closed_pipe(mut self, read: usize) -> Outcome {
        use std::io::Read;
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program");
        let mut begin = vec![0; read];
        let mut stdout = child.stdout.take().expect("a pipe");
        if read > 0 {
            stdout.read_exact(&mut begin).expect("enough output");
        }
        drop(stdout);
        let outcome = Outcome::of(&child.wait_with_output().expect("an end"));
        Outcome {
            stdout: String::from_utf8_lossy(&begin).into_owned(),
            ..outcome
        }
    }

    /// Runs it and returns stdout. It has to exit with 0 and print nothing on stderr.
    #[track_caller]
    pub fn stdout(self) -> String {
        let outcome = self.outcome();
        assert!(
            outcome.code == Some(0) && outcome.stderr.is_empty(),
            "should succeed without a word on stderr:\n{outcome}"
        );
        outcome.stdout
    }

    /// Runs it until `reached` is true, and then sends SIGINT as Ctrl-C does.
    #[cfg(unix)]
    pub fn outcome_of_interrupt(mut self, reached: impl Fn() -> bool) -> Outcome {
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = self.command.spawn().expect("the program");
        while !reached() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let status = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status()
            .expect("kill");
        assert!(status.success());
        Outcome::of(&child.wait_with_output().expect("an end"))
    }

    /// [`Self::stdout`] as JSON.
    #[track_caller]
    pub fn json(self) -> Value {
        let stdout = self.stdout();
        serde_json::from_str(&stdout).expect("JSON on stdout")
    }
}

impl Outcome {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Self {
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Stdout as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}:\n{self}"))
    }

    /// Asserts that it exited with 0. There may be notes on stderr.
    #[track_caller]
    pub fn succeeds(&self) -> &Self {
        assert_eq!(self.code, Some(0), "{self}");
        self
    }

    /// Asserts that stderr contains this text.
    #[track_caller]
    pub fn assert_stderr(&self, text: &str) -> &Self {
        assert!(self.stderr.contains(text), "no {text:?} on stderr:\n{self}");
        self
    }

    /// Asserts that stdout contains this text.
    #[track_caller]
    pub fn assert_stdout(&self, text: &str) -> &Self {
        assert!(self.stdout.contains(text), "no {text:?} on stdout:\n{self}");
        self
    }

    /// Asserts the exit code, and that stderr has exactly one error, in words that are for people.
    #[track_caller]
    pub fn fails_with(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{self}");
        assert_eq!(
            self.stderr.matches("ecs-history: error: ").count(),
            1,
            "{self}"
        );
        for debug_output in ["panicked", "Error {", "Some(", "SdkError", "Unhandled("] {
            assert!(
                !self.stderr.contains(debug_output),
                "{debug_output} in:\n{self}"
            );
        }
        self
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => writeln!(f, "exit {code}")?,
            None => writeln!(f, "ended by a signal")?,
        }
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                write!(f, "--- {name}\n{}", without_request_ids(text))?;
            }
        }
        Ok(())
    }
}

/// Replaces request ids, which differ from run to run.
pub fn without_request_ids(text: &str) -> String {
    let mut parts = text.split("(request ID ");
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once(')').expect("the end of a request id");
        clean = clean + "(request ID …)" + after;
    }
    clean
}
