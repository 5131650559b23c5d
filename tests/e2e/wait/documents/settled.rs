//! Services to which nothing is deployed, or whose deployment is paused.

use super::*;

pub fn rows() -> Vec<Row> {
    let (first, second) = (&*deployment_id(1), &*deployment_id(2));
    let steady = |current| {
        document(
            current,
            vec![classic(1, "PRIMARY", "COMPLETED", DAY, DAY - 200.0)],
        )
    };
    let scaled = json!([{
        "id": "e1", "createdAt": now() - 1.0,
        "message": "(service web) has started 3 tasks: (task 1) (task 2) (task 3).",
    }]);
    vec![
        piped(
            "only the desired count was updated",
            with(steady(Some(1)), "events", scaled.clone()),
            shop(),
            0,
            &[
                first,
                "succeeded",
                "note: no deployment was in progress",
                "desired count",
            ],
        )
        .over_socket(),
        piped(
            "only the desired count was updated, after a rollback",
            with(rolled_back(Some(2)), "events", scaled.clone()),
            ended(ROLLED_BACK, HOUR),
            1,
            &[second, "rolled_back"],
        ),
        piped(
            "only the desired count was updated, after a rollback, no current deployment",
            with(steady(None), "events", scaled),
            ended(ROLLED_BACK, HOUR),
            1,
            &[second, "rolled_back"],
        ),
        piped(
            "a steady service",
            steady(None),
            shop(),
            0,
            &[first, "succeeded", "note: no deployment was in progress"],
        ),
        piped(
            "a steady service, while the list already has a newer deployment",
            steady(Some(1)),
            evolves(&[IN_PROGRESS, ROLLED_BACK]),
            1,
            &[second, "rolled_back"],
        ),
        piped(
            "blue/green, paused",
            document(
                Some(2),
                vec![
                    classic(1, "PRIMARY", "COMPLETED", DAY, DAY - 200.0),
                    classic(2, "ACTIVE", "IN_PROGRESS", 30.0, 20.0),
                ],
            ),
            shop().evolves(vec![paused(), paused(), second_ok()]),
            0,
            &[second, "awaiting_action", "succeeded"],
        ),
        piped(
            "blue/green, paused, no current deployment",
            document(
                None,
                vec![
                    classic(1, "PRIMARY", "COMPLETED", DAY, DAY - 200.0),
                    classic(2, "ACTIVE", "IN_PROGRESS", 30.0, 20.0),
                ],
            ),
            listed_late(shop().evolves(vec![paused(), second_back()])),
            1,
            &[second, "rolled_back"],
        ),
        row(
            "blue/green, until it pauses",
            "- --until paused",
            shop().evolves(vec![paused()]),
            0,
            &[second, "awaiting_action"],
        )
        .input(&just_updated(2, Some(2))),
    ]
}

fn second_ok() -> Value {
    second().build()
}

fn second_back() -> Value {
    second().status(ROLLED_BACK).build()
}
