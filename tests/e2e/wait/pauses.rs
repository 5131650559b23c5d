//! Lifecycle hooks and stages.

use super::verdicts::{Row, row};
use super::*;

/// In progress, but an alarm that rolls back has gone off.
fn alarmed() -> Value {
    blue_green("BAKE_TIME")
        .with(
            "deploymentConfiguration",
            json!({"strategy": "BLUE_GREEN", "alarms": {"enable": true, "rollback": true}}),
        )
        .with(
            "alarms",
            json!({"status": "TRIGGERED", "triggeredAlarmNames": ["5xx"]}),
        )
        .build()
}

pub fn rows() -> Vec<Row> {
    let id = &deployment_id(2);
    let continue_deployment = "aws ecs continue-service-deployment";
    let at = |stage: &str| blue_green(stage).build();
    let timed_out = |status: &str| {
        second()
            .status(status)
            .with("lifecycleHookDetails", hook("TIMED_OUT"))
            .build()
    };
    vec![
        row(
            "a hook pauses, and continues",
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
                continue_deployment,
                "POST_TEST_TRAFFIC_SHIFT",
                "then ROLLBACK",
                "succeeded",
            ],
        )
        .over_socket(),
        row(
            "a hook pauses, and times out",
            id,
            shop().evolves(vec![
                paused(),
                timed_out("ROLLBACK_IN_PROGRESS"),
                timed_out(ROLLED_BACK),
            ]),
            1,
            &[continue_deployment, "TIMED_OUT", "rolled_back"],
        ),
        row(
            "a hook pauses for longer than the timeout",
            &format!("{id} --timeout 3s"),
            shop().evolves(vec![paused()]),
            124,
            &[
                "it is paused, and does not go on before lifecycle hook \
                 ecs-pause-Xk7rT2mP9sLwQn4vB8fYd3hJ6gA1cE5iO0uR_ZpWq times out, or somebody continues it",
                "To continue",
            ],
        )
        .over_socket(),
        row(
            "until it pauses",
            &format!("{id} --until paused"),
            shop().evolves(vec![at("SCALE_UP"), paused()]),
            0,
            &["awaiting_action", continue_deployment],
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
            "until a stage, but a rollback reaches it",
            &format!("{id} --until stage:PRODUCTION_TRAFFIC_SHIFT"),
            shop().evolves(vec![
                at("SCALE_UP"),
                blue_green("PRODUCTION_TRAFFIC_SHIFT")
                    .status("ROLLBACK_IN_PROGRESS")
                    .build(),
                second().status(ROLLED_BACK).build(),
            ]),
            1,
            &["rolled_back"],
        ),
        row(
            "until a stage, but a rollback is about to start",
            &format!("{id} --until stage:BAKE_TIME"),
            shop().evolves(vec![
                at("SCALE_UP"),
                alarmed(),
                second().status(ROLLED_BACK).build(),
            ]),
            1,
            &["rolled_back"],
        ),
        row(
            "the first sign of a rollback",
            &format!("{id} --no-wait-rollback"),
            shop().evolves(vec![at("SCALE_UP"), alarmed()]),
            1,
            &["rolling back: alarm 5xx went off"],
        )
        .over_socket(),
        row(
            "until a stage that a rolling deployment does not have",
            &format!("{id} --until stage:TEST_TRAFFIC_SHIFT"),
            evolves(&[IN_PROGRESS]),
            252,
            &["ROLLING"],
        )
        .over_socket(),
    ]
}
