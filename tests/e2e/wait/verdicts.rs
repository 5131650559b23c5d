//! The histories that a wait may meet, and the verdict that each must get.
//!
//! Every row runs in this process, on paused time. Those of each kind that matter most also run as
//! the real binary over a real socket.

use super::{choices, documents, ends, failures, in_process, pauses, wait};
use crate::support::{FakeEcs, Scenario};
use serde_json::Value;

/// A history and its verdict.
pub struct Row {
    name: &'static str,
    /// What follows `wait`.
    words: String,
    input: Option<String>,
    scenario: Scenario,
    code: i32,
    /// What the output must contain.
    says: Vec<String>,
    runs_over_socket: bool,
}

pub fn row(name: &'static str, words: &str, scenario: Scenario, code: i32, says: &[&str]) -> Row {
    Row {
        name,
        words: words.to_owned(),
        input: None,
        scenario,
        code,
        says: says.iter().map(|text| (*text).to_owned()).collect(),
        runs_over_socket: false,
    }
}

impl Row {
    pub fn input(mut self, input: &Value) -> Self {
        self.input = Some(input.to_string());
        self
    }

    /// Runs it as the real binary, too.
    pub fn over_socket(mut self) -> Self {
        self.runs_over_socket = true;
        self
    }

    /// What is wrong with an outcome, if anything is.
    fn problem(&self, code: Option<i32>, output: &str) -> Option<String> {
        let says = self.says.iter();
        let missing: Vec<&String> = says
            .filter(|text| !output.contains(text.as_str()))
            .collect();
        let is_right = code == Some(self.code) && missing.is_empty();
        (!is_right).then(|| {
            format!(
                "== {}: expected exit {} and {missing:?}, got exit {code:?} and\n{output}\n",
                self.name, self.code
            )
        })
    }
}

fn rows() -> Vec<Row> {
    let tables = [
        ends::rows(),
        choices::rows(),
        documents::rows(),
        pauses::rows(),
        failures::rows(),
    ];
    tables.into_iter().flatten().collect()
}

#[test]
fn every_history_gets_its_verdict() {
    let rows = rows();
    assert!(rows.len() >= 140, "{}", rows.len());
    let problems = rows.into_iter().filter_map(|row| {
        let input = row.input.clone().unwrap_or_default();
        let finished = in_process::run(&row.words, &input, row.scenario.clone());
        row.problem(Some(finished.code), &finished.output)
    });
    let problems: String = problems.collect();
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn the_binary_gets_the_same_verdicts_over_a_socket() {
    let rows = rows().into_iter().filter(|row| row.runs_over_socket);
    let runs: Vec<_> = rows
        .map(|row| {
            (
                row.name,
                std::thread::spawn(move || problem_over_socket(row)),
            )
        })
        .collect();
    assert!(runs.len() >= 12, "{}", runs.len());
    let mut problems = String::new();
    for (name, run) in runs {
        let problem = run.join().unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().cloned();
            Some(format!("== {name}: {}\n", text.unwrap_or_default()))
        });
        problems.extend(problem);
    }
    assert!(problems.is_empty(), "{problems}");
}

fn problem_over_socket(row: Row) -> Option<String> {
    let fake = FakeEcs::start(row.scenario.clone());
    let mut run = wait(&row.words, &fake);
    if let Some(input) = &row.input {
        run = run.input(input);
    }
    let outcome = run.outcome();
    let output = format!("{}{}", outcome.stdout, outcome.stderr);
    let problem = row.problem(outcome.code, &output);
    if problem.is_some() {
        // Whatever else the endpoint finds wrong only follows from that.
        std::mem::forget(fake);
    }
    problem
}
