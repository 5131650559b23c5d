//! Which deployment a wait chooses.

use super::verdicts::{Row, row};
use super::*;
use crate::support::data::revision_arn;
use crate::support::{Fault, Op};

pub fn rows() -> Vec<Row> {
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
            "no target, one is ongoing",
            "",
            evolves(&[IN_PROGRESS, SUCCESSFUL]),
            0,
            &[id, "succeeded"],
        ),
        row(
            "ended well before the wait, named",
            id,
            ended(SUCCESSFUL),
            0,
            &["succeeded"],
        ),
        row(
            "rolled back before the wait, named",
            id,
            ended(ROLLED_BACK),
            1,
            &["rolled_back"],
        ),
        row(
            "ended before the wait, no target",
            "--start-timeout 2s",
            ended(SUCCESSFUL),
            3,
            &["no deployment", id],
        )
        .over_socket(),
        row(
            "rolled back before the wait, no target",
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
            "a stale list, no target",
            "",
            stale(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "a stale list, named by the classic id",
            &classic,
            stale(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "a stale list, named by the revision",
            &format!("--revision {}", revision_id(2)),
            stale(),
            0,
            &[id, "succeeded"],
        ),
        row(
            "a stale list, named by the task definition",
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
            "a stale list, a task definition for the second time, and little time",
            "--task-definition web:1 --start-timeout 1s",
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
            "ended between the start of the wait and its second poll",
            "",
            shop()
                .history(
                    vec![web(2, -60.0).took(0.5).status("STOPPED").build()],
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
            "two are ongoing, the older one is named",
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
        .over_socket()
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
