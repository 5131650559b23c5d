//! Documents that are ahead of the list, or were saved an hour ago, or are odd.

use super::*;
use crate::support::{Fault, Op};

pub fn rows() -> Vec<Row> {
    [late(), later(), odd()].into_iter().flatten().collect()
}

/// What the document names and the list does not have.
fn late() -> Vec<Row> {
    let second_classic = format!("ecs-svc/{}", revision_id(2));
    let short = "- --start-timeout 20s";
    let in_time = |name, document: Value, scenario, code, says: &[&str]| {
        row(name, short, scenario, code, says).input(&document)
    };
    vec![
        in_time(
            "an update that never appears",
            just_updated(2, Some(1)),
            shop(),
            3,
            &["no deployment", &second_classic, "20s"],
        ),
        in_time(
            "an update that never appears, the document lacks times",
            trimmed(just_updated(2, Some(1))),
            shop(),
            3,
            &["no deployment", &second_classic],
        ),
        in_time(
            "rolling back, and what goes back never appears",
            rolling_back(Some(2)),
            shop().missing(&arn(2)),
            3,
            &["no deployment"],
        ),
        in_time(
            "rolling back, and what goes back never appears, no current deployment",
            document(None, vec![rolling_back_to(1, DAY, 3.0)]),
            shop(),
            3,
            &["no deployment"],
        ),
        in_time(
            "rolled back, and what was rolled back never appears",
            rolled_back(Some(2)),
            shop().missing(&arn(2)),
            3,
            &["no deployment"],
        ),
        row(
            "listed just within --start-timeout",
            "- --start-timeout 5m --interval 10s",
            evolves(&[IN_PROGRESS, SUCCESSFUL]).appears_at(&arn(2), 29),
            0,
            &["succeeded"],
        )
        .input(&just_updated(2, Some(1))),
        piped(
            "the list fails at first",
            rolling_back(Some(2)),
            goes_back().fault(Op::ListServiceDeployments, 0, Fault::Throttle),
            1,
            &["rolled_back"],
        ),
    ]
}

/// Documents that were saved an hour ago.
fn later() -> Vec<Row> {
    let (second, third) = (&*deployment_id(2), &*deployment_id(3));
    let since = |status: &str| and_third(ended(SUCCESSFUL, HOUR - 30.0), status, 600.0);
    let done = || {
        saved(document(
            Some(2),
            vec![classic(2, "PRIMARY", "COMPLETED", 30.0, -30.0)],
        ))
    };
    vec![
        piped(
            "an update from an hour ago",
            saved(just_updated(2, Some(2))),
            ended(SUCCESSFUL, HOUR - 30.0),
            0,
            &[second, "succeeded"],
        ),
        piped(
            "an update from an hour ago, and a success since",
            saved(just_updated(2, Some(2))),
            since(SUCCESSFUL),
            0,
            &[second, "succeeded", "a newer deployment", third],
        ),
        piped(
            "an update from an hour ago, and one that is ongoing since",
            saved(just_updated(2, Some(1))),
            since(IN_PROGRESS),
            0,
            &[second, "succeeded", "a newer deployment", third],
        ),
        piped(
            "an update from an hour ago, and a rollback since",
            saved(just_updated(2, None)),
            since(ROLLED_BACK),
            0,
            &[second, "succeeded", "a newer deployment", third],
        ),
        piped(
            "an update from an hour ago that was rolled back, and a success since",
            saved(just_updated(2, Some(2))),
            and_third(ended(ROLLED_BACK, HOUR - 30.0), SUCCESSFUL, 600.0),
            1,
            &[second, "rolled_back"],
        ),
        piped(
            "described an hour ago in the middle of a deployment, and a rollback since",
            saved(document(
                Some(2),
                vec![classic(2, "PRIMARY", "IN_PROGRESS", 30.0, 12.0)],
            )),
            since(ROLLED_BACK),
            0,
            &[second, "succeeded"],
        ),
        piped(
            "a rollback described an hour ago, and a success since",
            saved(rolling_back(Some(2))),
            and_third(ended(ROLLED_BACK, HOUR - 30.0), SUCCESSFUL, 600.0),
            1,
            &[second, "rolled_back"],
        ),
        piped(
            "a steady service an hour ago, and a success since",
            done(),
            since(SUCCESSFUL),
            0,
            &[third, "succeeded"],
        ),
        piped(
            "a steady service an hour ago, and a rollback since",
            done(),
            since(ROLLED_BACK),
            1,
            &[third, "rolled_back"],
        ),
    ]
}

/// Other documents.
fn odd() -> Vec<Row> {
    let second = &*deployment_id(2);
    let of_another_account = |document: Value| -> Value {
        let text = document.to_string().replace("123456789012", "999999999999");
        serde_json::from_str(&text).expect("JSON")
    };
    let just = || just_updated(2, Some(2))["services"][0].clone();
    let with_strange_members = {
        let mut document = just_updated(2, Some(2));
        document["services"][0]["deployments"][0]["createdAt"] = json!("soon");
        document["services"][0]["deployments"][0]["rolloutState"] = json!("BAKING");
        document["services"][0]["taskSets"] = json!([{"id": "ecs-svc/1"}]);
        document
    };
    let forward = || evolves(&[IN_PROGRESS, SUCCESSFUL]);
    vec![
        piped(
            "nothing but the current deployment",
            document(Some(2), Vec::new()),
            goes_back(),
            1,
            &[second, "rolled_back"],
        ),
        piped(
            "the document of another account",
            of_another_account(just_updated(2, Some(2))),
            forward(),
            253,
            &["999999999999", "123456789012"],
        ),
        piped(
            "the document of another account, rolled back",
            of_another_account(rolled_back(None)),
            ended(ROLLED_BACK, 2.0),
            253,
            &["999999999999"],
        ),
        piped("--query service", just(), forward(), 0, &["succeeded"]),
        piped(
            "--query services",
            json!([just()]),
            forward(),
            0,
            &["succeeded"],
        ),
        piped(
            "update-service",
            json!({"service": just()}),
            forward(),
            0,
            &["succeeded"],
        ),
        piped(
            "members that this program does not know",
            with_strange_members,
            forward(),
            0,
            &[second, "succeeded"],
        ),
    ]
}
