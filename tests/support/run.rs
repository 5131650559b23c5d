//! Runs the real binary in an empty environment and keeps the whole outcome.

use std::fmt;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::FakeEcs;
use super::data::REGION;

/// A run in the making. Nothing of the environment that the test runs in reaches the binary.
pub struct Run {
    command: Command,
    input: Option<Vec<u8>>,
    home: TempDir,
}

/// What a run left behind.
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// A run of `ecs-history` with these words.
pub fn ecs_history(words: &str) -> Run {
    let home = TempDir::new().expect("a home");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ecs-history"));
    command
        .args(words.split_whitespace())
        .env_clear()
        .env("HOME", home.path())
        .env("TZ", "UTC")
        // Nothing may be asked of the machine that the test runs on.
        .env("AWS_EC2_METADATA_DISABLED", "true");
    Run {
        command,
        input: None,
        home,
    }
}

impl Run {
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

    pub fn arg(mut self, arg: &str) -> Self {
        self.command.arg(arg);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// A file in the home directory, as `.aws/config`.
    pub fn file(self, path: &str, content: &str) -> Self {
        let path = self.home.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, content).expect("written");
        self
    }

    /// The home directory.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn input(mut self, text: &str) -> Self {
        self.input = Some(text.as_bytes().to_vec());
        self
    }

    /// Runs it, with stdout and stderr piped.
    pub fn outcome(mut self) -> Outcome {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.stdin(match self.input {
            Some(_) => Stdio::piped(),
            None => Stdio::null(),
        });
        let mut child = self.command.spawn().expect("the binary");
        if let (Some(mut stdin), Some(input)) = (child.stdin.take(), self.input) {
            // The run may end without having read it all.
            let _ = stdin.write_all(&input);
        }
        Outcome::of(&child.wait_with_output().expect("an end"))
    }

    /// Runs it with its stdout read to this many bytes and then closed.
    pub fn outcome_with_closed_pipe(mut self, read: usize) -> Outcome {
        use std::io::Read;
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the binary");
        let mut some = vec![0; read];
        let mut stdout = child.stdout.take().expect("a pipe");
        if read > 0 {
            stdout.read_exact(&mut some).expect("some output");
        }
        drop(stdout);
        let outcome = Outcome::of(&child.wait_with_output().expect("an end"));
        Outcome {
            stdout: String::from_utf8_lossy(&some).into_owned(),
            ..outcome
        }
    }

    /// Runs it and expects plain success: exit 0 and nothing on stderr.
    pub fn stdout(self) -> String {
        let outcome = self.outcome();
        assert!(
            outcome.code == Some(0) && outcome.stderr.is_empty(),
            "expected success and silence on stderr:\n{outcome}"
        );
        outcome.stdout
    }

    /// Runs it until `reached` says so, and then sends what Ctrl-C sends.
    #[cfg(unix)]
    pub fn outcome_of_interrupt(mut self, reached: impl Fn() -> bool) -> Outcome {
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = self.command.spawn().expect("the binary");
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

    /// [`Run::stdout`], as JSON.
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
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}:\n{self}"))
    }

    /// Expects this exit code, and one error on stderr without anything that is not for people.
    pub fn fails_with(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{self}");
        assert_eq!(
            self.stderr.matches("ecs-history: error: ").count(),
            1,
            "{self}"
        );
        for unfit in ["panicked", "Error {", "Some(", "SdkError", "Unhandled("] {
            assert!(!self.stderr.contains(unfit), "{unfit} in:\n{self}");
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

/// Request ids differ from run to run.
pub fn without_request_ids(text: &str) -> String {
    let mut parts = text.split("(request id ");
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once(')').expect("the end of a request id");
        clean = clean + "(request id …)" + after;
    }
    clean
}
