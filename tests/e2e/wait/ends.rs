//! How a deployment that is named may end.

use super::verdicts::{Row, row};
use super::*;

pub fn rows() -> Vec<Row> {
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
        )
        .over_socket(),
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
        )
        .over_socket(),
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
            "rolled back between two polls",
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
        )
        .over_socket(),
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
            "members are missing",
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
            "the deployment vanishes",
            id,
            evolves(&[IN_PROGRESS]).vanishes_after(&arn(2), 2),
            1,
            &["MISSING"],
        )
        .over_socket(),
    ]
}
