//! Rollbacks: never success for the deployment of the old revision.

use super::*;

pub fn rows() -> Vec<Row> {
    let second = &*deployment_id(2);
    let back = &[second, "rolled_back"];
    let primary_alone = |current| document(current, vec![rolling_back_to(1, DAY, 3.0)]);
    let without_reason = |current| {
        let old = classic(1, "PRIMARY", "IN_PROGRESS", DAY, 3.0);
        document(
            current,
            vec![old, classic(2, "ACTIVE", "FAILED", 30.0, 3.0)],
        )
    };
    // An emulator gives the deployment of the old revision a new ID.
    let new_id = |mut primary: Value| {
        primary["id"] = json!("ecs-svc/9990000000000000009");
        primary["createdAt"] = json!(now() - 4.0);
        primary
    };
    let emulated = |primary: Value, current| {
        document(
            current,
            vec![new_id(primary), classic(2, "ACTIVE", "FAILED", 30.0, 4.0)],
        )
    };
    let failed = |current| document(current, vec![classic(1, "PRIMARY", "FAILED", DAY, 1.0)]);
    vec![
        piped("rolling back", rolling_back(Some(2)), goes_back(), 1, back).over_socket(),
        piped(
            "rolling back, no current deployment",
            rolling_back(None),
            goes_back(),
            1,
            back,
        )
        .over_socket(),
        piped(
            "rolling back, nothing but PRIMARY",
            primary_alone(None),
            goes_back(),
            1,
            back,
        ),
        piped(
            "rolling back, nothing but PRIMARY and the current deployment",
            primary_alone(Some(2)),
            goes_back(),
            1,
            back,
        ),
        piped(
            "rolling back, the current deployment is listed late",
            primary_alone(Some(2)),
            listed_late(goes_back()),
            1,
            back,
        ),
        piped(
            "rolling back, no current deployment, listed late",
            rolling_back(None),
            listed_late(goes_back()),
            1,
            back,
        ),
        piped(
            "rolling back, nothing but PRIMARY, listed late",
            primary_alone(None),
            listed_late(goes_back()),
            1,
            back,
        ),
        piped(
            "rolling back to what ECS no longer lists",
            rolling_back(Some(2)),
            without_the_first(&["ROLLBACK_IN_PROGRESS", ROLLED_BACK]),
            1,
            back,
        ),
        piped(
            "rolling back, without a reason",
            without_reason(Some(2)),
            goes_back(),
            1,
            back,
        ),
        piped(
            "rolling back, without a reason and a current deployment",
            without_reason(None),
            listed_late(goes_back()),
            1,
            back,
        ),
        piped(
            "rolling back, without times and reasons",
            trimmed(rolling_back(None)),
            goes_back(),
            1,
            back,
        ),
        piped(
            "rolling back, without times and reasons, nothing but PRIMARY",
            trimmed(primary_alone(None)),
            goes_back(),
            1,
            back,
        ),
        piped(
            "rolling back, a stale current deployment",
            rolling_back(Some(1)),
            goes_back(),
            1,
            back,
        ),
        piped(
            "the rollback fails",
            rolling_back(Some(2)),
            evolves(&["ROLLBACK_IN_PROGRESS", "ROLLBACK_FAILED"]),
            1,
            &[second, "rollback_failed"],
        ),
        piped(
            "rolled back between the document and the list",
            rolling_back(Some(2)),
            ended(ROLLED_BACK, 1.0),
            1,
            back,
        ),
        piped(
            "rolled back",
            rolled_back(Some(2)),
            ended(ROLLED_BACK, 2.0),
            1,
            back,
        )
        .over_socket(),
        piped(
            "rolled back, no current deployment",
            rolled_back(None),
            ended(ROLLED_BACK, 2.0),
            1,
            back,
        ),
        piped(
            "rolled back, a stale current deployment",
            rolled_back(Some(1)),
            ended(ROLLED_BACK, 2.0),
            1,
            back,
        ),
        piped(
            "rolled back, without times",
            trimmed(rolled_back(None)),
            ended(ROLLED_BACK, 600.0),
            1,
            back,
        ),
        piped(
            "rolled back, and not described as updated since",
            document(
                None,
                vec![classic(1, "PRIMARY", "COMPLETED", DAY, DAY - 200.0)],
            ),
            ended(ROLLED_BACK, 600.0),
            1,
            back,
        ),
        piped(
            "rolled back, the current deployment is listed late",
            rolled_back(Some(2)),
            listed_late(ended(ROLLED_BACK, 2.0)),
            1,
            back,
        ),
        piped(
            "the rollback has failed",
            failed(Some(2)),
            ended("ROLLBACK_FAILED", 2.0),
            1,
            &[second, "rollback_failed"],
        ),
        piped(
            "the rollback has failed, no current deployment",
            failed(None),
            ended("ROLLBACK_FAILED", 2.0),
            1,
            &[second, "rollback_failed"],
        ),
        piped(
            "an emulator rolls back",
            emulated(rolling_back_to(1, 4.0, 4.0), Some(2)),
            goes_back(),
            1,
            back,
        ),
        piped(
            "an emulator rolls back, no current deployment",
            emulated(rolling_back_to(1, 4.0, 4.0), None),
            goes_back(),
            1,
            back,
        ),
        piped(
            "an emulator rolls back without a reason",
            emulated(classic(1, "PRIMARY", "IN_PROGRESS", 4.0, 4.0), Some(2)),
            evolves(&["ROLLBACK_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", ROLLED_BACK]),
            1,
            back,
        ),
        piped(
            "an emulator has rolled back",
            document(
                Some(2),
                vec![new_id(classic(1, "PRIMARY", "COMPLETED", 4.0, 1.0))],
            ),
            ended(ROLLED_BACK, 2.0),
            1,
            back,
        ),
        piped(
            "an emulator has rolled back, no current deployment",
            document(
                None,
                vec![new_id(classic(1, "PRIMARY", "COMPLETED", 4.0, 1.0))],
            ),
            ended(ROLLED_BACK, 2.0),
            1,
            back,
        ),
    ]
}
