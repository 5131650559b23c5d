//! What people see while ECS throttles.

use crate::support::run::{LIST, ecs_history};
use crate::support::{FakeEcs, Fault, Op, shop};
use std::time::{Duration, Instant};

#[cfg(unix)]
#[test]
fn throttling_that_lasts_is_noted_once() {
    let fake = FakeEcs::start(shop(3).fault_always(Op::ListServiceDeployments, Fault::Throttle));
    let start = Instant::now();
    let outcome = ecs_history(LIST)
        .at(&fake)
        .outcome_of_interrupt(|| start.elapsed() > Duration::from_secs(13));
    assert_eq!(
        (outcome.code, &*outcome.stdout),
        (Some(130), ""),
        "{outcome}"
    );
    assert_eq!(
        outcome.stderr,
        "ecs-history: note: ECS is throttling ListServiceDeployments; still trying\n"
    );
}
