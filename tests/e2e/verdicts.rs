//! The histories that a wait may meet, and the verdict that each must get.
//!
//! Time passes in the scenario: each description finds the deployment in its next state. The wait
//! itself polls as often as it may, once a second.

use crate::support::data::{deployment_arn, deployment_id, revision, revision_arn, revision_id};
use crate::support::run::ecs_history;
use crate::support::{Deployment, FakeEcs, Fault, Op, Scenario};
use chrono::Utc;
use serde_json::{Value, json};

/// A history and its verdict.
struct Row {
    name: &'static str,
    /// What follows `wait`.
    words: String,
    input: Option<String>,
    scenario: Scenario,
    code: i32,
    /// What has to stand in the output.
    says: Vec<String>,
}

fn row(name: &'static str, words: &str, scenario: Scenario, code: i32, says: &[&str]) -> Row {
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
    fn input(mut self, input: &Value) -> Self {
        self.input = Some(input.to_string());
        self
    }
}

fn now() -> f64 {
    Utc::now().timestamp_millis() as f64 / 1000.0
}

/// The nth deployment of web, begun so many seconds ago.
fn web(n: u64, seconds_ago: f64) -> Deployment {
    Deployment::new("shop", "web", n).created(now() - seconds_ago)
}

/// The deployment that most rows are about: the second one, begun half a minute ago.
fn second() -> Deployment {
    web(2, 30.0).took(60.0)
}

fn states(statuses: &[&str]) -> Vec<Value> {
    let state = |status: &&str| second().status(status).build();
    statuses.iter().map(state).collect()
}

/// A service that has had one deployment, a day ago.
fn shop() -> Scenario {
    let revisions = (1..=4).map(|n| revision("shop", "web", n)).collect();
    Scenario::new().history(vec![web(1, 86_400.0).build()], revisions)
}

fn evolves(statuses: &[&str]) -> Scenario {
    shop().evolves(states(statuses))
}

fn arn(n: u64) -> String {
    deployment_arn("shop", "web", &deployment_id(n))
}

fn hook(status: &str) -> Value {
    json!([{
        "hookId": "ecs-pause-Xk7rT2mP9sLwQn4vB8fYd3hJ6gA1cE5iO0uR_ZpWq",
        "targetType": "PAUSE",
        "status": status,
        "expiresAt": now() + 3600.0,
        "timeoutAction": "ROLLBACK",
    }])
}

fn blue_green(stage: &str) -> Deployment {
    second()
        .status("IN_PROGRESS")
        .with("lifecycleStage", json!(stage))
        .with("deploymentConfiguration", json!({"strategy": "BLUE_GREEN"}))
}

fn paused() -> Value {
    blue_green("POST_TEST_TRAFFIC_SHIFT")
        .with("lifecycleHookDetails", hook("AWAITING_ACTION"))
        .build()
}

/// What `aws ecs update-service` prints, as far as it matters here.
fn updated(service: &str, revision: u64) -> Value {
    let deployment = |status: &str, n: u64| {
        json!({
            "id": format!("ecs-svc/{}", revision_id(n)), "status": status,
            "taskDefinition": format!("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:{n}"),
            "desiredCount": 2, "rolloutState": "IN_PROGRESS",
        })
    };
    json!({"service": {
        "serviceArn": format!("arn:aws:ecs:eu-west-1:123456789012:service/shop/{service}"),
        "serviceName": service,
        "clusterArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
        "deployments": [deployment("ACTIVE", revision - 1), deployment("PRIMARY", revision)],
    }})
}

const IN_PROGRESS: &str = "IN_PROGRESS";
const SUCCESSFUL: &str = "SUCCESSFUL";
const ROLLED_BACK: &str = "ROLLBACK_SUCCESSFUL";

fn ends() -> Vec<Row> {
    let id = &deployment_id(2);
    let back_to = "Serving now      web:1";
    let alarm = |status: &str| {
        second()
            .status(status)
            .with("deploymentCircuitBreaker", json!({"status": "MONITORING", "failureCount": 0, "threshold": 3}))
            .with("alarms", json!({"status": "TRIGGERED", "alarmNames": ["5xx", "p99"], "triggeredAlarmNames": ["5xx"]}))
            .with("statusReason", json!("Service deployment rolled back because of one or more active alarms."))
            .build()
    };
    let stopped = |change: fn(Deployment) -> Deployment| {
        let deployment = second().status("STOPPED");
        shop().evolves(vec![
            second().status(IN_PROGRESS).build(),
            change(deployment).build(),
        ])
    };
    let first_fails = |status: &str| {
        let only = || web(2, 30.0).source(None);
        let end = only()
            .status(status)
            .reason("No rollback candidate was found to run the rollback.")
            .with(
                "deploymentCircuitBreaker",
                json!({"status": "TRIGGERED", "failureCount": 3, "threshold": 3}),
            )
            .without("rollback");
        let revisions = vec![revision("shop", "web", 2)];
        Scenario::new()
            .history(Vec::new(), revisions)
            .evolves(vec![only().status(IN_PROGRESS).build(), end.build()])
    };
    vec![
        row(
            "success",
            id,
            evolves(&["PENDING", IN_PROGRESS, IN_PROGRESS, SUCCESSFUL]),
            0,
            &["succeeded", "web:2"],
        ),
        row(
            "rolled back by the circuit breaker",
            id,
            evolves(&[IN_PROGRESS, "ROLLBACK_IN_PROGRESS", ROLLED_BACK]),
            1,
            &[
                "rolled_back",
                "rolled back to web:1: tasks failed to start (3 of 3)",
                back_to,
                "3 of 3 failures",
            ],
        ),
        row(
            "rolled back by an alarm",
            id,
            shop().evolves(vec![
                second().status(IN_PROGRESS).build(),
                alarm("ROLLBACK_IN_PROGRESS"),
                alarm(ROLLED_BACK),
            ]),
            1,
            &["rolled_back", "alarm 5xx went off", back_to],
        ),
        row(
            "rolled back by a person",
            id,
            evolves(&[
                IN_PROGRESS,
                "ROLLBACK_REQUESTED",
                "ROLLBACK_IN_PROGRESS",
                ROLLED_BACK,
            ]),
            1,
            &["rolled_back", back_to],
        ),
        row(
            "a rollback was asked for too late",
            id,
            evolves(&[IN_PROGRESS, "ROLLBACK_REQUESTED", SUCCESSFUL]),
            0,
            &["succeeded"],
        ),
        row(
            "the rollback fails",
            id,
            evolves(&[IN_PROGRESS, "ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED"]),
            1,
            &["rollback_failed"],
        ),
        row(
            "rolled back unseen",
            id,
            evolves(&[IN_PROGRESS, ROLLED_BACK]),
            1,
            &["rolled_back", back_to],
        ),
        row(
            "stopped by a detected failure",
            id,
            stopped(|deployment| {
                deployment.with(
                    "deploymentCircuitBreaker",
                    json!({"status": "TRIGGERED", "failureCount": 3, "threshold": 3}),
                )
            }),
            1,
            &["failed", "tasks failed to start (3 of 3)", back_to],
        ),
        row(
            "stopped by a newer deployment",
            id,
            stopped(|deployment| deployment)
                .history(vec![web(3, 5.0).status(IN_PROGRESS).build()], Vec::new()),
            1,
            &["superseded", &deployment_id(3), back_to],
        ),
        row(
            "stopped by a person",
            id,
            stopped(|deployment| deployment),
            1,
            &["stopped", back_to],
        ),
        row(
            "no rollback candidate, stopped",
            id,
            first_fails("STOPPED"),
            1,
            &[
                "failed",
                "tasks failed to start (3 of 3)",
                "No rollback candidate",
            ],
        ),
        row(
            "no rollback candidate, rollback failed",
            id,
            first_fails("ROLLBACK_FAILED"),
            1,
            &["rollback_failed", "No rollback candidate"],
        ),
        row(
            "the rollback is not waited for",
            &format!("{id} --no-wait-rollback"),
            evolves(&[IN_PROGRESS, "ROLLBACK_IN_PROGRESS"]),
            1,
            &["rolling_back"],
        ),
        row(
            "desired count 0",
            id,
            shop().evolves(vec![
                second().tasks(0).status(IN_PROGRESS).build(),
                second().tasks(0).build(),
            ]),
            0,
            &["succeeded"],
        ),
        row(
            "an unknown status on the way",
            id,
            evolves(&[IN_PROGRESS, "STOP_IN_PROGRESS", "IMPROVISING", SUCCESSFUL]),
            0,
            &["IMPROVISING", "succeeded"],
        ),
        row(
            "members that are left out",
            id,
            shop().evolves(
                ["PENDING", IN_PROGRESS, SUCCESSFUL]
                    .map(|status| {
                        let mut item = second().status(status).build();
                        let members = item.as_object_mut().expect("an object");
                        members.retain(|name, _| {
                            ["serviceDeploymentArn", "serviceArn", "clusterArn", "status"]
                                .contains(&name.as_str())
                        });
                        item
                    })
                    .to_vec(),
            ),
            0,
            &["succeeded"],
        ),
        row(
            "it vanishes",
            id,
            evolves(&[IN_PROGRESS]).vanishes_after(&arn(2), 2),
            1,
            &["MISSING"],
        ),
    ]
}

fn choices() -> Vec<Row> {
    let id = &deployment_id(2);
    let ended =
        |status: &str| shop().history(vec![web(2, 600.0).status(status).build()], Vec::new());
    let stale = || evolves(&["PENDING", IN_PROGRESS, SUCCESSFUL]).appears_at(&arn(2), 4);
    // The task definition that is deployed for a second time.
    let again = || {
        let back = web(2, 30.0).with(
            "targetServiceRevision",
            json!({"arn": revision_arn("shop", "web", &revision_id(4)), "requestedTaskCount": 2, "runningTaskCount": 2, "pendingTaskCount": 0}),
        );
        let mut fourth = revision("shop", "web", 4);
        fourth["taskDefinition"] = revision("shop", "web", 1)["taskDefinition"].clone();
        shop()
            .history(Vec::new(), vec![fourth])
            .evolves(vec![back.clone().status(IN_PROGRESS).build(), back.build()])
            .appears_at(&arn(2), 4)
    };
    let two = || {
        evolves(&[IN_PROGRESS, SUCCESSFUL])
            .history(vec![web(3, 5.0).status(IN_PROGRESS).build()], Vec::new())
            .evolves(vec![
                web(3, 5.0).status("PENDING").build(),
                web(3, 5.0).status(IN_PROGRESS).build(),
                web(3, 5.0).status(ROLLED_BACK).build(),
            ])
    };
    let meanwhile = || {
        shop()
            .evolves(vec![
                second().status(IN_PROGRESS).build(),
                second().status(IN_PROGRESS).build(),
                second().status("STOP_REQUESTED").build(),
                second().status("STOPPED").build(),
            ])
            .history(vec![web(3, 5.0).build()], Vec::new())
            .appears_at(&arn(3), 1)
    };
    let classic = format!("--deployment-id ecs-svc/{}", revision_id(2));
    vec![
        row(
            "nothing pinned, one is ongoing",
            "",
            evolves(&[IN_PROGRESS, SUCCESSFUL]),
            0,
            &[id, "succeeded"],
        ),
        row(
            "ended well before the wait, pinned",
            id,
            ended(SUCCESSFUL),
            0,
            &["succeeded"],
        ),
        row(
            "rolled back before the wait, pinned",
            id,
            ended(ROLLED_BACK),
            1,
            &["rolled_back"],
        ),
        row(
            "ended before the wait, nothing pinned",
            "--start-timeout 2s",
            ended(SUCCESSFUL),
            3,
            &["no deployment", id],
        ),
        row(
            "rolled back before the wait, nothing pinned",
            "--start-timeout 2s",
            ended(ROLLED_BACK),
            3,
            &["no deployment"],
        ),
        row(
            "the latest as it is",
            "latest",
            ended(ROLLED_BACK),
            1,
            &["rolled_back"],
        ),
        row(
            "no deployment at all",
            "--start-timeout 2s",
            Scenario::new().service("shop", "web"),
            3,
            &["no deployment"],
        ),
        row(
            "a stale list, nothing pinned",
            "",
            stale(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "a stale list, pinned by the classic id",
            &classic,
            stale(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "a stale list, pinned by the revision",
            &format!("--revision {}", revision_id(2)),
            stale(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "a stale list, pinned by the task definition",
            "--task-definition web:2",
            stale(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "a stale list, a task definition for the second time",
            "--task-definition web:1",
            again(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "a stale list, after a time",
            "--after 1m",
            stale(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "the list says ongoing, but it had ended",
            "--start-timeout 3s",
            shop().evolves(vec![web(2, 600.0).build()]).fault(
                Op::ListServiceDeployments,
                0,
                Fault::Body(listed_as_ongoing()),
            ),
            3,
            &["no deployment"],
        ),
        row(
            "ended between the wait's begin and its second look",
            "",
            shop()
                .history(
                    vec![web(2, -1.0).took(0.5).status("STOPPED").build()],
                    Vec::new(),
                )
                .appears_at(&arn(2), 1),
            1,
            &["stopped"],
        ),
        row(
            "two are ongoing",
            "",
            two(),
            1,
            &[&deployment_id(3), "rolled_back"],
        ),
        row(
            "two are ongoing, the older is pinned",
            id,
            two(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "a newer one begins meanwhile and succeeds",
            "",
            meanwhile(),
            1,
            &["superseded", &deployment_id(3)],
        ),
        row(
            "the first one after a time, not the newest",
            "--after 2m",
            meanwhile(),
            1,
            &["superseded", &deployment_id(3)],
        ),
        row(
            "piped from update-service, success",
            "-",
            stale(),
            0,
            &[id, "succeeded"],
        )
        .input(&updated("web", 2)),
        row(
            "piped from update-service, rollback",
            "-",
            evolves(&[IN_PROGRESS, ROLLED_BACK]),
            1,
            &["rolled_back"],
        )
        .input(&updated("web", 2)),
        row(
            "no such id",
            "abcdefghijk --start-timeout 1s",
            shop(),
            3,
            &["abcdefghijk"],
        ),
    ]
}

/// A list that has not heard of the end of the second deployment.
fn listed_as_ongoing() -> String {
    let item = web(2, 600.0).status(IN_PROGRESS).build();
    json!({"serviceDeployments": [{
        "serviceDeploymentArn": item["serviceDeploymentArn"], "serviceArn": item["serviceArn"],
        "clusterArn": item["clusterArn"], "createdAt": item["createdAt"], "status": item["status"],
        "targetServiceRevisionArn": item["targetServiceRevision"]["arn"],
    }]})
    .to_string()
}

fn pauses() -> Vec<Row> {
    let id = &deployment_id(2);
    let go_on = "aws ecs continue-service-deployment";
    let at = |stage: &str| blue_green(stage).build();
    let timed_out = |status: &str| {
        second()
            .status(status)
            .with("lifecycleHookDetails", hook("TIMED_OUT"))
            .build()
    };
    vec![
        row(
            "a hook pauses, and goes on",
            id,
            shop().evolves(vec![
                at("SCALE_UP"),
                paused(),
                paused(),
                paused(),
                at("BAKE_TIME"),
                second().build(),
            ]),
            0,
            &[
                go_on,
                "POST_TEST_TRAFFIC_SHIFT",
                "then ROLLBACK",
                "succeeded",
            ],
        ),
        row(
            "a hook pauses, and times out",
            id,
            shop().evolves(vec![
                paused(),
                timed_out("ROLLBACK_IN_PROGRESS"),
                timed_out(ROLLED_BACK),
            ]),
            1,
            &[go_on, "TIMED_OUT", "rolled_back"],
        ),
        row(
            "until it pauses",
            &format!("{id} --until paused"),
            shop().evolves(vec![at("SCALE_UP"), paused()]),
            0,
            &["awaiting_action", go_on],
        ),
        row(
            "until it pauses, but it succeeds",
            &format!("{id} --until paused"),
            shop().evolves(vec![at("SCALE_UP"), second().build()]),
            0,
            &["succeeded"],
        ),
        row(
            "until it pauses, but it fails",
            &format!("{id} --until paused"),
            evolves(&[IN_PROGRESS, ROLLED_BACK]),
            1,
            &["rolled_back"],
        ),
        row(
            "until a stage that is missed between polls",
            &format!("{id} --until stage:BAKE_TIME"),
            shop().evolves(vec![at("PRODUCTION_TRAFFIC_SHIFT"), at("CLEAN_UP")]),
            0,
            &["CLEAN_UP"],
        ),
        row(
            "until a stage, which a rollback passes",
            &format!("{id} --until stage:PRODUCTION_TRAFFIC_SHIFT"),
            shop().evolves(vec![
                at("SCALE_UP"),
                second()
                    .status("ROLLBACK_IN_PROGRESS")
                    .with("lifecycleStage", json!("PRODUCTION_TRAFFIC_SHIFT"))
                    .build(),
                second().status(ROLLED_BACK).build(),
            ]),
            1,
            &["rolled_back"],
        ),
        row(
            "until a stage that a rolling deployment does not have",
            &format!("{id} --until stage:TEST_TRAFFIC_SHIFT"),
            evolves(&[IN_PROGRESS]),
            252,
            &["ROLLING"],
        ),
    ]
}

fn troubles() -> Vec<Row> {
    let id = &deployment_id(2);
    let describe = Op::DescribeServiceDeployments;
    let many = |scenario: Scenario, calls: std::ops::Range<usize>, fault: &Fault| {
        calls.fold(scenario, |scenario, nth| {
            scenario.fault(describe, nth, fault.clone())
        })
    };
    let usual = || evolves(&[IN_PROGRESS, IN_PROGRESS, SUCCESSFUL]);
    let throttled = || {
        [1, 2, 4, 5].into_iter().fold(usual(), |scenario, nth| {
            scenario.fault(describe, nth, Fault::Throttle)
        })
    };
    vec![
        row(
            "throttled all along",
            id,
            throttled(),
            0,
            &["throttle", "succeeded"],
        ),
        row(
            "the endpoint is gone for a while",
            id,
            many(usual(), 1..10, &Fault::Reset),
            0,
            &["no whole answer", "answers again", "succeeded"],
        ),
        row(
            "faults of the server",
            id,
            many(usual(), 1..7, &Fault::Server500),
            0,
            &["ServerException", "answers again", "succeeded"],
        ),
        row(
            "half answers",
            id,
            many(usual(), 1..7, &Fault::CutOff),
            0,
            &["succeeded"],
        ),
        row(
            "answers that are none",
            id,
            many(usual(), 1..3, &Fault::Html),
            0,
            &["succeeded"],
        ),
        row(
            "credentials that expire, and are renewed",
            id,
            many(
                usual(),
                1..2,
                &Fault::error(
                    400,
                    "ExpiredTokenException",
                    "The security token included in the request is expired",
                ),
            ),
            0,
            &["succeeded"],
        ),
        row(
            "the list fails at first",
            "",
            evolves(&[IN_PROGRESS, SUCCESSFUL]).fault(
                Op::ListServiceDeployments,
                0,
                Fault::Throttle,
            ),
            0,
            &["succeeded"],
        ),
        row(
            "denied in the middle",
            id,
            many(
                usual(),
                1..2,
                &Fault::error(400, "AccessDeniedException", "no"),
            ),
            254,
            &["ecs:DescribeServiceDeployments"],
        ),
        row(
            "no such service",
            "--service api",
            shop(),
            254,
            &["there is no service api"],
        ),
        row(
            "no such cluster",
            "--cluster none",
            shop(),
            254,
            &["there is no cluster none"],
        ),
        row(
            "it takes too long",
            &format!("{id} --timeout 3s"),
            evolves(&[IN_PROGRESS]),
            124,
            &["3s", "goes on"],
        ),
        row(
            "none begins, and that takes too long",
            "--timeout 2s",
            shop(),
            124,
            &["2s"],
        ),
    ]
}

#[test]
fn every_history_gets_its_verdict() {
    let rows: Vec<Row> = [ends(), choices(), pauses(), troubles()]
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
    let mut run = ecs_history("wait --interval 1s")
        .at(&fake)
        .env("ECS_SERVICE", "web")
        .env("ECS_CLUSTER", "shop");
    for word in row.words.split_whitespace() {
        run = run.arg(word);
    }
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
