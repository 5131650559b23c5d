//! Calls that fail, and timeouts.

use super::verdicts::{Row, row};
use super::*;
use crate::support::{Fault, Op};

pub fn rows() -> Vec<Row> {
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
            &["is throttling", "succeeded"],
        )
        .over_socket(),
        row(
            "the endpoint is gone for a while",
            id,
            many(usual(), 1..10, &Fault::Reset),
            0,
            &["no complete response", "responds again", "succeeded"],
        ),
        row(
            "the endpoint is gone for a moment",
            id,
            many(usual(), 1..4, &Fault::Reset),
            0,
            &["no complete response", "responds again", "succeeded"],
        )
        .over_socket(),
        row(
            "server errors",
            id,
            many(usual(), 1..7, &Fault::Server500),
            0,
            &["ServerException", "responds again", "succeeded"],
        ),
        row(
            "truncated responses",
            id,
            many(usual(), 1..7, &Fault::CutOff),
            0,
            &["succeeded"],
        ),
        row(
            "responses that are not JSON",
            id,
            many(usual(), 1..3, &Fault::Html),
            0,
            &["succeeded"],
        )
        .over_socket(),
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
        )
        .over_socket(),
        row(
            "credentials that expire right after a throttle",
            id,
            usual().fault(describe, 0, Fault::Throttle).fault(
                describe,
                1,
                Fault::error(400, "ExpiredTokenException", "expired"),
            ),
            0,
            &["succeeded"],
        ),
        row(
            "another deployment than the requested one",
            id,
            usual().fault(
                describe,
                1,
                Fault::Body(
                    json!({"serviceDeployments": [web(3, 5.0).build()], "failures": []})
                        .to_string(),
                ),
            ),
            0,
            &[id, "without the deployment", "succeeded"],
        ),
        row(
            "a failure that does not say that the deployment is gone",
            id,
            usual().fault(
                describe,
                1,
                Fault::Body(
                    json!({"failures": [{"arn": arn(2), "reason": "INTERNAL_ERROR"}]}).to_string(),
                ),
            ),
            0,
            &["INTERNAL_ERROR", "succeeded"],
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
        )
        .over_socket(),
        row(
            "no such service",
            "--service api",
            shop(),
            254,
            &["there is no service api"],
        )
        .over_socket(),
        row(
            "no such cluster",
            "--cluster none",
            shop(),
            254,
            &["there is no cluster none"],
        )
        .over_socket(),
        row(
            "it takes longer than the timeout",
            &format!("{id} --timeout 3s"),
            evolves(&[IN_PROGRESS]),
            124,
            &["3s", "continues on its own"],
        )
        .over_socket(),
        row(
            "none begins before the timeout",
            "--timeout 2s",
            shop(),
            124,
            &["2s"],
        ),
    ]
}
