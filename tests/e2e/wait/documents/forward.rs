//! Updates that go forward.

use super::*;

pub fn rows() -> Vec<Row> {
    let (second, third) = (&*deployment_id(2), &*deployment_id(3));
    let goes_forward = || evolves(&["PENDING", IN_PROGRESS, SUCCESSFUL]);
    // Two updates in quick succession with the same task definition.
    let twins = |last: &str| {
        let stopped = |status: &str| web(2, 33.0).took(3.0).status(status).build();
        and_third(shop(), last, 30.0).evolves(vec![stopped("STOP_REQUESTED"), stopped("STOPPED")])
    };
    let of_second_twin = |current| {
        let mut first = classic(2, "ACTIVE", "IN_PROGRESS", 33.0, 33.0);
        first["taskDefinition"] = classic(3, "ACTIVE", "", 0.0, 0.0)["taskDefinition"].clone();
        document(
            current,
            vec![classic(3, "PRIMARY", "IN_PROGRESS", 30.0, 30.0), first],
        )
    };
    vec![
        piped(
            "an update goes forward",
            just_updated(2, Some(2)),
            goes_forward(),
            0,
            &[second, "succeeded"],
        )
        .over_socket(),
        piped(
            "an update that is rolled back later",
            just_updated(2, Some(2)),
            evolves(&[IN_PROGRESS, "ROLLBACK_IN_PROGRESS", ROLLED_BACK]),
            1,
            &[second, "rolled_back"],
        ),
        piped(
            "the older API names no current deployment",
            just_updated(2, None),
            goes_forward(),
            0,
            &[second, "succeeded"],
        ),
        piped(
            "the current deployment is stale",
            just_updated(2, Some(1)),
            goes_forward(),
            0,
            &[second, "succeeded"],
        ),
        piped(
            "the current deployment is stale, and so is the list",
            just_updated(2, Some(1)),
            listed_late(goes_forward()),
            0,
            &[second, "succeeded"],
        )
        .over_socket(),
        piped(
            "the current deployment is stale, and older than ECS remembers",
            just_updated(2, Some(1)),
            without_the_first(&[IN_PROGRESS, SUCCESSFUL]),
            0,
            &[second, "succeeded"],
        ),
        piped(
            "the current deployment is stale, and the document lacks times",
            trimmed(just_updated(2, Some(1))),
            listed_late(goes_forward()),
            0,
            &[second, "succeeded"],
        ),
        piped(
            "the current deployment is stale, and was rolled back",
            just_updated(3, Some(2)),
            and_third(ended(ROLLED_BACK, 60.0), SUCCESSFUL, 30.0).appears_at(&arn(3), 4),
            0,
            &[third, "succeeded"],
        ),
        piped(
            "an update in the middle of a rollback",
            document(
                Some(2),
                vec![
                    classic(3, "PRIMARY", "IN_PROGRESS", 5.0, 5.0),
                    classic(1, "ACTIVE", "IN_PROGRESS", DAY, 5.0),
                    classic(2, "ACTIVE", "FAILED", 30.0, 20.0),
                ],
            ),
            and_third(evolves(&["ROLLBACK_IN_PROGRESS"]), SUCCESSFUL, 5.0).appears_at(&arn(3), 4),
            0,
            &[third, "succeeded"],
        ),
        piped(
            "the second of two updates in quick succession",
            of_second_twin(Some(3)),
            twins(SUCCESSFUL),
            0,
            &[third, "succeeded"],
        ),
        piped(
            "the second of two updates, the first is still current",
            of_second_twin(Some(2)),
            twins(SUCCESSFUL).appears_at(&arn(3), 3),
            0,
            &[third, "succeeded"],
        ),
        piped(
            "the second of two updates, which is rolled back",
            of_second_twin(Some(2)),
            twins(ROLLED_BACK),
            1,
            &[third, "rolled_back"],
        ),
        piped(
            "the first of two updates in quick succession",
            document(
                Some(2),
                vec![
                    classic(2, "PRIMARY", "IN_PROGRESS", 33.0, 33.0),
                    classic(1, "ACTIVE", "COMPLETED", DAY, DAY - 200.0),
                ],
            ),
            twins(SUCCESSFUL),
            1,
            &[second, "superseded", third],
        ),
        piped(
            "a new service",
            document(None, vec![classic(2, "PRIMARY", "IN_PROGRESS", 30.0, 30.0)]),
            without_the_first(&["PENDING", IN_PROGRESS, SUCCESSFUL]),
            0,
            &[second, "succeeded"],
        ),
        piped(
            "described in the middle of a deployment",
            document(
                Some(2),
                vec![
                    classic(2, "PRIMARY", "IN_PROGRESS", 30.0, 12.0),
                    classic(1, "ACTIVE", "COMPLETED", DAY, DAY - 200.0),
                ],
            ),
            goes_forward(),
            0,
            &[second, "succeeded"],
        ),
        piped(
            "failed without a rollback",
            document(
                Some(2),
                vec![
                    classic(2, "PRIMARY", "FAILED", 30.0, 3.0),
                    classic(1, "ACTIVE", "COMPLETED", DAY, DAY - 200.0),
                ],
            ),
            shop().evolves(vec![
                web(2, 30.0)
                    .took(20.0)
                    .status("STOPPED")
                    .with("deploymentCircuitBreaker", json!({"status": "TRIGGERED"}))
                    .build(),
            ]),
            1,
            &[second, "failed"],
        ),
    ]
}
