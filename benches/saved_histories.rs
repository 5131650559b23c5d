//! What long saved histories cost: processor time and memory, for full documents of about 1 KB each.
//!
//! Names of figures and `ECS_HISTORY_BASELINE` work as in `whole_program.rs`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench talks to the person who runs it"
)]

mod common;
#[path = "../tests/support/mod.rs"]
mod support;

use common::{Bench, Figure, Sample, usage_offline};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use support::{Deployment, data};
use tempfile::TempDir;

const SERVICES: u64 = 1000;

fn main() {
    Bench::run(|bench| {
        let folder = TempDir::new().expect("a folder");
        let short = folder.path().join("100000.json");
        let long = folder.path().join("400000.json");
        save(&short, 100);
        save(&long, 400);
        many_services(bench, &short);
        list(bench, &short, &long);
    });
}

/// Saves a history of all services, with this many deployments of each.
fn save(path: &Path, deployments: u64) {
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    write!(file, "{{\"serviceDeployments\":[").expect("written");
    for service in 0..SERVICES {
        let name = format!("svc-{service:04}");
        for n in 1..=deployments {
            let number = service * deployments + n;
            let deployment = Deployment::new("shop", &name, n)
                .id(&data::deployment_id(number))
                .created(data::EPOCH + n as f64 * 900.0 + service as f64);
            let comma = if number > 1 { "," } else { "" };
            write!(file, "{comma}{}", deployment.build()).expect("written");
        }
    }
    writeln!(file, "],\"failures\":[]}}").expect("written");
    file.flush().expect("written");
}

fn sample(program: &Path, command: &str, path: &Path) -> [Sample; 2] {
    let path = path.to_str().expect("UTF-8");
    let usage = usage_offline(program, &format!("{command} --from {path}"));
    [
        Sample::new(usage.seconds, ""),
        Sample::new(usage.megabytes, ""),
    ]
}

/// Questions about each of many services must not read the whole history for each of them.
fn many_services(bench: &mut Bench, path: &Path) {
    let figures = [
        Figure::median("1,000 services, 100,000 saved, status, seconds", 1.0),
        Figure::median("the same status, MB resident", 150.0),
    ];
    bench.measure(3, figures, |program| sample(program, "status", path));
    let figures = [
        Figure::median("the same saved, list --cluster, seconds", 2.0),
        Figure::median("the same list, MB resident", 200.0),
    ];
    bench.measure(3, figures, |program| sample(program, "list -c shop", path));
}

/// A history that is four times as long takes four times as long.
fn list(bench: &mut Bench, short: &Path, long: &Path) {
    for (figures, command) in [
        (
            [
                Figure::median("400,000 saved, list, times 100,000", 5.0),
                Figure::median("the same list, MB per 100,000", 150.0),
            ],
            "list",
        ),
        (
            [
                Figure::median("400,000 saved, list -o jsonl, times 100,000", 5.0),
                Figure::median("the same lines, MB per 100,000", 230.0),
            ],
            "list -o jsonl",
        ),
    ] {
        bench.measure(1, figures, |program| {
            let [of_short, _] = sample(program, command, short);
            let [seconds, memory] = sample(program, command, long);
            let detail = format!("{:.1} s and {:.1} s", of_short.value, seconds.value);
            [
                Sample::new(seconds.value / of_short.value, detail),
                Sample::new(memory.value / 4.0, format!("{:.0} MB", memory.value)),
            ]
        });
    }
}
