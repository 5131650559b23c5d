//! Runs a wait in this process, on paused time: an hour passes in a millisecond.
//!
//! Only what lies outside the engine is left out: the socket, the terminal, and signals. The
//! arguments and standard input are read by the real code, and the same errors come of the same
//! faults.

use crate::support::{InProcessEcs, Op, Scenario};
use chrono::{TimeDelta, Utc};
use ecs_history::commands::{Cli, Command};
use ecs_history::error::{Error, ErrorKind, Result};
use ecs_history::model::deployment::Deployment;
use ecs_history::model::detail_level::DetailLevel;
use ecs_history::model::failure::Failure;
use ecs_history::model::history::History;
use ecs_history::model::page::Described;
use ecs_history::model::record::Record;
use ecs_history::model::revision::{Revision, RevisionSummary};
use ecs_history::model::server_time::DateReading;
use ecs_history::model::timestamp::Timestamp;
use ecs_history::render::context::{Context, Times};
use ecs_history::report::wait::verdict;
use ecs_history::source::describe::revisions_to_describe;
use ecs_history::wait::Wait;
use ecs_history::wait::clock::Clock;
use ecs_history::wait::poll::Poll;
use ecs_history::wait::reporter::{Sink, WaitReporter};
use serde::de::DeserializeOwned;
use serde_json::{Value, json, value::to_raw_value};
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

/// What a wait left behind.
pub struct Finished {
    pub code: i32,
    /// The log, notes, the verdict and the error, in this order but for notes, which stand in the
    /// log.
    pub output: String,
    /// How long it took, on paused time.
    pub took: Duration,
}

/// Runs `ecs-history wait` with these words and this standard input.
pub fn run(words: &str, input: &str, scenario: Scenario) -> Finished {
    run_with_clock(words, input, scenario, TimeDelta::zero())
}

/// The same on a machine whose clock is this far ahead of ECS's.
pub fn run_with_clock(words: &str, input: &str, scenario: Scenario, ahead: TimeDelta) -> Finished {
    let mut line = vec!["ecs-history", "wait"];
    line.extend(words.split_whitespace());
    for (flag, value) in [
        ("--service", "web"),
        ("--cluster", "shop"),
        ("--interval", "1s"),
    ] {
        if !line.contains(&flag) {
            line.extend([flag, value]);
        }
    }
    let cli = Cli::from_args(line).expect("a valid command line");
    let Command::Wait(args) = &cli.command else {
        panic!("{words} is not a wait");
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let clock = Clock::start(Utc::now() + ahead);
        let now = clock.started_at;
        let request = match args.request(&cli.global, now, input.as_bytes()) {
            Ok(request) => request,
            Err(error) => {
                return Finished {
                    code: error.exit_code().code().into(),
                    output: format!("error: {error}"),
                    took: Duration::ZERO,
                };
            }
        };
        let poll = ScenarioPoll {
            ecs: InProcessEcs::new(scenario),
            service: request.service.service.clone(),
            cluster: request.service.cluster.clone(),
        };
        let mut out = Output::default();
        let mut notes = out.clone();
        let notify = move |text: &str| writeln!(notes, "{text}").expect("a note");
        let mut context = Context {
            now,
            times: Times::Utc,
            width: None,
            color: false,
            marks: false,
            header: true,
            unicode: true,
        };
        let sink = Sink::Log(Box::new(out.clone()));
        let reporter = WaitReporter::new(sink, notify, context.clone(), args.heartbeat(), clock);
        let wait = Wait::new(poll, request, reporter, clock);
        let ended = wait.run(async || std::future::pending().await).await;
        context.now = ended.at_ecs;
        if let Some(conclusion) = ended.conclusion() {
            verdict::write(&mut out, &context, &conclusion).expect("a verdict");
        }
        if let Some(error) = &ended.error {
            writeln!(out, "error: {error}").expect("an error");
        }
        Finished {
            code: ended.exit_code().code().into(),
            output: String::from_utf8(out.0.take()).expect("UTF-8"),
            took: clock.started.elapsed(),
        }
    })
}

/// Text that more than one part of a wait writes.
#[derive(Clone, Default)]
struct Output(Rc<RefCell<Vec<u8>>>);

impl Write for Output {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(text)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The calls of a wait, answered out of a scenario.
struct ScenarioPoll {
    ecs: InProcessEcs,
    service: Option<String>,
    cluster: Option<String>,
}

impl Poll for ScenarioPoll {
    async fn list(&self, detail: DetailLevel, after: Option<Timestamp>) -> Result<History> {
        let mut records = Vec::new();
        let mut token = Value::Null;
        loop {
            let mut body = json!({"service": self.service, "maxResults": 100});
            if let Some(cluster) = &self.cluster {
                body["cluster"] = json!(cluster);
            }
            if let Some(after) = after {
                body["createdAt"] = json!({"after": after.timestamp_millis() as f64 / 1000.0});
            }
            if !token.is_null() {
                body["nextToken"] = token;
            }
            let page = self.ecs.call(Op::ListServiceDeployments, &body).await?;
            records.extend(read::<Deployment>(&page["serviceDeployments"])?);
            token = page["nextToken"].clone();
            if token.is_null() {
                break;
            }
        }
        let arns: Vec<String> = records
            .iter()
            .map(|record| &record.item)
            .filter(|item| has_details(item, detail))
            .map(|item| item.service_deployment_arn.clone())
            .collect();
        let mut details = HashMap::new();
        if !arns.is_empty() {
            for record in self.describe_all(&arns).await?.items {
                details.insert(record.item.service_deployment_arn.clone(), record.item);
            }
        }
        let mut revisions = HashMap::new();
        if detail == DetailLevel::Full {
            let items = records.iter().map(|record| {
                let arn = &record.item.service_deployment_arn;
                details.get(arn).unwrap_or(&record.item)
            });
            let mut arns: Vec<String> = items
                .flat_map(|item| revisions_to_describe(item))
                .map(|arn| arn.into_owned())
                .collect();
            arns.sort();
            arns.dedup();
            if !arns.is_empty() {
                revisions = self.revisions(&arns).await?;
            }
        }
        Ok(History::new(records).with_details(details, revisions))
    }

    async fn describe(&self, arn: &str) -> Result<Described<Deployment>> {
        self.describe_all(&[arn.to_owned()]).await
    }

    async fn revisions(&self, arns: &[String]) -> Result<HashMap<String, RevisionSummary>> {
        let body = json!({"serviceRevisionArns": arns});
        let response = self.ecs.call(Op::DescribeServiceRevisions, &body).await?;
        let records = read::<Revision>(&response["serviceRevisions"])?.into_iter();
        let items = records.map(|record| record.item);
        Ok(items
            .map(|item| (item.service_revision_arn.clone(), item.summary()))
            .collect())
    }

    async fn renew_credentials(&mut self) -> Result<()> {
        Ok(())
    }

    fn is_saved(&self) -> bool {
        false
    }

    fn host(&self) -> Option<String> {
        Some("ecs.example.com".to_owned())
    }

    fn date(&self) -> Option<DateReading> {
        self.ecs.date()
    }
}

impl ScenarioPoll {
    async fn describe_all(&self, arns: &[String]) -> Result<Described<Deployment>> {
        let body = json!({"serviceDeploymentArns": arns});
        let response = self.ecs.call(Op::DescribeServiceDeployments, &body).await?;
        Ok(Described {
            items: read(&response["serviceDeployments"])?,
            failures: read::<Failure>(&response["failures"])?,
        })
    }
}

/// Whether a deployment is described when it is listed in this detail.
fn has_details(item: &Deployment, detail: DetailLevel) -> bool {
    let status = item.status.as_ref().map_or("", |status| status.as_str());
    match detail {
        DetailLevel::Brief => false,
        _ => status != "SUCCESSFUL",
    }
}

fn read<T: DeserializeOwned>(items: &Value) -> Result<Vec<Record<T>>> {
    let items = items.as_array().into_iter().flatten();
    let records = items.map(|item| Record::read(to_raw_value(item)?));
    records
        .collect::<serde_json::Result<_>>()
        .map_err(|error| Error::new(ErrorKind::Transient, error))
}
