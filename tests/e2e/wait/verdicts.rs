//! The histories that a wait may meet, and the verdict that each must get.

use super::{choices, ends, pauses, troubles, wait};
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
    /// What has to stand in the output.
    says: Vec<String>,
}

pub fn row(name: &'static str, words: &str, scenario: Scenario, code: i32, says: &[&str]) -> Row {
    Row {
        name,
        words: words.to_owned(),
        input: None,
        scenario,
        code,
        says: says.iter().map(|text| (*text).to_owned()).collect(),
    }
}

impl Row {
    pub fn input(mut self, input: &Value) -> Self {
        self.input = Some(input.to_string());
        self
    }
}

#[test]
fn every_history_gets_its_verdict() {
    let rows: Vec<Row> = [
        ends::rows(),
        choices::rows(),
        pauses::rows(),
        troubles::rows(),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert!(rows.len() >= 25);
    let runs: Vec<_> = rows
        .into_iter()
        .map(|row| (row.name, std::thread::spawn(move || problem_of(row))))
        .collect();
    let mut problems = String::new();
    for (name, run) in runs {
        let problem = run.join().unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().cloned();
            Some(format!("== {name}: {}", text.unwrap_or_default()))
        });
        problems.extend(problem.map(|problem| problem + "\n"));
    }
    assert!(problems.is_empty(), "{problems}");
}

/// Runs a row. What is wrong with the outcome, if anything is.
fn problem_of(row: Row) -> Option<String> {
    let fake = FakeEcs::start(row.scenario);
    let mut run = wait(&row.words, &fake);
    if let Some(input) = &row.input {
        run = run.input(input);
    }
    let outcome = run.outcome();
    let output = format!("{}{}", outcome.stdout, outcome.stderr);
    let missing: Vec<&String> = row
        .says
        .iter()
        .filter(|text| !output.contains(text.as_str()))
        .collect();
    let is_right = outcome.code == Some(row.code) && missing.is_empty();
    if is_right {
        return None;
    }
    // What else the endpoint has to complain of only follows from that.
    std::mem::forget(fake);
    Some(format!(
        "== {}: expected exit {} and {missing:?} in\n{outcome}",
        row.name, row.code
    ))
}
