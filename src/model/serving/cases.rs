//! What serves, and what a deployment replaced, in histories as ECS returns them.

use crate::model::arn::last_segment;
use crate::model::history::{Entry, History};
use crate::model::record::Record;
use crate::model::service::Service;
use crate::model::serving::{Serving, previous_success};
use crate::model::testing;
use serde_json::{Value, json};

/// A history, and what is right about it.
struct Case {
    what: &'static str,
    /// `ID STATUS TARGET [from REVISION[:RUNNING[/REQUESTED]]…] [back REVISION] [now RUNNING]`, newest
    /// first: the id is the time of creation, `from` are the source revisions, `back` is the
    /// revision of the rollback, `now` the running tasks of the target.
    deployments: &'static [&'static str],
    /// What DescribeServices returns: the current deployment, then `REVISION:RUNNING`….
    service: &'static str,
    /// The revision that serves, and the deployment that deployed it. `a or b` if sources contradict
    /// each other, `-` if it is unknown.
    serving: &'static str,
    /// The deployment that `previous` stands for.
    previous: &'static str,
}

fn case(
    what: &'static str,
    deployments: &'static [&'static str],
    service: &'static str,
    serving: &'static str,
    previous: &'static str,
) -> Case {
    Case {
        what,
        deployments,
        service,
        serving,
        previous,
    }
}

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    vec![
        // The deployments say it.
        case("the newest success serves", &["2 SUCCESSFUL b", "1 SUCCESSFUL a"], "", "b by 2", "1"),
        case("an ongoing one does not serve yet", &["3 IN_PROGRESS c", "2 SUCCESSFUL b", "1 SUCCESSFUL a"], "", "b by 2", "1"),
        case("nor does one that failed", &["3 STOPPED c", "2 SUCCESSFUL b"], "", "b by 2", "-"),
        case("a rollback to the one before", &["3 ROLLBACK_SUCCESSFUL c back b", "2 SUCCESSFUL b", "1 SUCCESSFUL a"], "", "b by 2", "1"),
        case("a rollback to two before: the newer success is the previous one", &["42 ROLLBACK_SUCCESSFUL w42 back w40", "41 SUCCESSFUL w41", "40 SUCCESSFUL w40"], "", "w40 by 40", "41"),
        case("the same revision deployed twice is not its own predecessor", &["3 SUCCESSFUL b", "2 SUCCESSFUL b", "1 SUCCESSFUL a"], "", "b by 3", "1"),
        case("a success after a failed rollback", &["3 SUCCESSFUL c", "2 ROLLBACK_FAILED b back a", "1 SUCCESSFUL a"], "", "c by 3", "1"),
        case("a rollback that names nothing, of a revision that names its sources", &["3 ROLLBACK_SUCCESSFUL c from b:2", "2 SUCCESSFUL b"], "", "b by 2", "-"),
        case("a rollback that names nothing at all", &["3 ROLLBACK_SUCCESSFUL c", "2 SUCCESSFUL b"], "", "-", "-"),
        case("rolled back to a revision older than the history", &["3 ROLLBACK_SUCCESSFUL c back z", "2 SUCCESSFUL b"], "", "z by -", "2"),
        case("an unknown status is skipped", &["3 STOP_IN_PROGRESS c", "2 SUCCESSFUL b"], "", "b by 2", "-"),

        // Only source revisions say it.
        case("only an ongoing one is left", &["9 IN_PROGRESS c from b:3"], "", "b by -", "-"),
        case("only a pending one is left", &["9 PENDING c from b:3"], "", "b by -", "-"),
        case("only a paused one is left, after traffic shifted", &["9 IN_PROGRESS c from b:3 now 3"], "", "b by -", "-"),
        case("one that is rolling back", &["9 ROLLBACK_IN_PROGRESS c from b:3 back b"], "", "b by -", "-"),
        case("one that is rolling back names where to, and nothing else", &["9 ROLLBACK_IN_PROGRESS c back b"], "", "b by -", "-"),
        case("a failed one, its last success out of reach", &["9 STOPPED c from b:3"], "", "b by -", "-"),
        case("several sources: the one with tasks, whatever the order", &["9 IN_PROGRESS c from x:0/3 b:3"], "", "b by -", "-"),
        case("several sources: the one with tasks, the other order", &["9 IN_PROGRESS c from b:3 x:0/3"], "", "b by -", "-"),
        case("several sources with tasks: the one with most", &["9 IN_PROGRESS c from x:1/3 b:3"], "", "b by -", "-"),
        case("a superseded source that never had a task does not serve", &["9 IN_PROGRESS c from x:0/3"], "", "-", "-"),
        case("a service scaled to zero has one source", &["9 IN_PROGRESS c from b:0/0"], "", "b by -", "-"),
        case("a source without counts", &["9 IN_PROGRESS c from b"], "", "b by -", "-"),
        case("two sources without counts", &["9 IN_PROGRESS c from b x"], "", "-", "-"),
        case("a first deployment that is ongoing", &["9 IN_PROGRESS c"], "", "-", "-"),
        case("a first deployment that failed", &["9 STOPPED c"], "", "-", "-"),
        case("a superseded source with more tasks than the one that served", &["9 IN_PROGRESS d from c:2 b:1", "8 STOPPED c from b:3"], "", "b by -", "-"),
        case("the newest of several ongoing ones", &["9 PENDING d from c:1/3 b:3", "8 STOP_REQUESTED c from b:3"], "", "b by -", "-"),
        case("stopped ones only: the newest has the last word", &["9 STOPPED d from b:2", "8 STOPPED c from a:2"], "", "b by -", "-"),

        // A failed rollback.
        case("a failed rollback: the tasks of the source still run", &["3 ROLLBACK_FAILED c from b:2 back b", "2 SUCCESSFUL b", "1 SUCCESSFUL a"], "", "b by 2", "1"),
        case("a failed rollback: the source in reach by its ARN alone", &["3 ROLLBACK_FAILED c from b:2"], "", "b by -", "-"),
        case("a failed rollback: no task of the source, those of the target run", &["3 ROLLBACK_FAILED c from b:0/2 back b now 2", "2 SUCCESSFUL b"], "", "c or b by 3", "2"),
        case("a failed rollback: tasks of both revisions run", &["3 ROLLBACK_FAILED c from b:2 back b now 2", "2 SUCCESSFUL b", "1 SUCCESSFUL a"], "", "b and c by 2", "1"),
        case("a failed rollback: tasks of both run, and the service knows", &["3 ROLLBACK_FAILED c from b:2 back b now 2", "2 SUCCESSFUL b"], "3 c:2 b:2", "b and c by 2", "-"),
        case("a failed rollback: both ran when it ended, one runs now", &["3 ROLLBACK_FAILED c from b:2 back b now 2", "2 SUCCESSFUL b"], "3 c:4", "c by 3", "2"),
        case("a failed rollback: no counts, it names where to", &["3 ROLLBACK_FAILED c back b", "2 SUCCESSFUL b"], "", "b by 2", "-"),
        case("a failed rollback that names nothing", &["3 ROLLBACK_FAILED c", "2 SUCCESSFUL b"], "", "-", "-"),
        case("an ongoing one after a failed rollback", &["4 IN_PROGRESS d", "3 ROLLBACK_FAILED c from b:2", "2 SUCCESSFUL b"], "", "b by 2", "-"),
        case("an ongoing one after a failed rollback names its own source", &["4 IN_PROGRESS d from b:2 c:1", "3 ROLLBACK_FAILED c", "2 SUCCESSFUL b"], "", "b by 2", "-"),

        // Sources that contradict the deployments.
        case("the running source agrees with the last success", &["3 IN_PROGRESS c from b:2", "2 SUCCESSFUL b"], "", "b by 2", "-"),
        case("the running source is another revision", &["3 IN_PROGRESS c from z:2", "2 SUCCESSFUL b"], "", "b or z by 2", "-"),
        case("the running source was rolled back, its tasks drain", &["4 IN_PROGRESS d from c:2", "3 ROLLBACK_SUCCESSFUL c back b", "2 SUCCESSFUL b"], "", "b by 2", "-"),
        case("a source without tasks contradicts nothing", &["3 IN_PROGRESS c from z:0/2", "2 SUCCESSFUL b"], "", "b by 2", "-"),
        case("a superseded one among the sources contradicts nothing", &["4 IN_PROGRESS d from c:1 b:2", "3 STOPPED c from b:2", "2 SUCCESSFUL b"], "", "b by 2", "-"),

        // DescribeServices says it.
        case("rollback failed, and the service knows", &["3 ROLLBACK_FAILED c"], "3 b:2", "b by -", "-"),
        case("an ongoing one alone, and the service knows", &["3 IN_PROGRESS c"], "3 b:2 c:1", "b by -", "-"),
        case("an ongoing one alone, all of whose tasks run", &["3 IN_PROGRESS c"], "3 c:2", "c by 3", "-"),
        case("the service agrees", &["3 IN_PROGRESS c", "2 SUCCESSFUL b"], "3 b:2 c:1", "b by 2", "-"),
        case("an old revision drains", &["3 SUCCESSFUL c", "2 SUCCESSFUL b"], "3 c:2 b:1", "c by 3", "2"),
        case("the service contradicts the deployments", &["3 SUCCESSFUL c", "2 SUCCESSFUL b"], "3 b:2", "b or c by 2", "3"),
        case("the service names a revision that no deployment names", &["3 STOPPED c", "2 SUCCESSFUL b"], "3 z:2", "z or b by -", "2"),
        case("the service was described before the newest success", &["3 SUCCESSFUL c", "2 SUCCESSFUL b"], "2 b:2", "c by 3", "2"),
        case("the service was described before an ongoing one began", &["3 IN_PROGRESS c", "2 SUCCESSFUL b"], "2 b:2", "b by 2", "-"),
        case("the service has no running task", &["3 SUCCESSFUL c"], "3 c:0", "c by 3", "-"),
        case("no deployment is left, the service knows", &[], "- b:2", "b by -", "-"),
        case("no deployment is left, two revisions run", &[], "- b:2 c:1", "b and c by -", "-"),
    ]
}

/// The members of a deployment in the short form of [`Case::deployments`].
fn deployment(text: &str) -> Record<crate::model::deployment::Deployment> {
    let arn = |id: &str| testing::arn(&format!("service-revision/web/{id}"));
    let mut words = text.split(' ');
    let id = words.next().expect("an id");
    let status = words.next().expect("a status");
    let target = words.next().expect("a target");
    let mut members = json!({
        "createdAt": id.parse::<i64>().expect("a number"),
        "status": status,
        "targetServiceRevision": {"arn": arn(target)},
    });
    if !status.contains("PROGRESS") && status != "PENDING" {
        members["finishedAt"] = json!(id.parse::<f64>().expect("a number") + 0.5);
    }
    let mut keyword = "";
    for word in words {
        match (keyword, word) {
            (_, "from" | "back" | "now") => keyword = word,
            ("back", revision) => {
                members["rollback"] = json!({"serviceRevisionArn": arn(revision)});
            }
            ("now", count) => {
                let count = json!(count.parse::<i64>().expect("a count"));
                members["targetServiceRevision"]["runningTaskCount"] = count;
            }
            (_, source) => {
                let sources = &mut members["sourceServiceRevisions"];
                if sources.is_null() {
                    *sources = json!([]);
                }
                let sources = sources.as_array_mut().expect("an array");
                sources.push(tasks(source, &arn));
            }
        }
    }
    testing::deployment_record("web", id, members)
}

/// `REVISION[:RUNNING[/REQUESTED]]`
fn tasks(text: &str, arn: &dyn Fn(&str) -> String) -> Value {
    let (id, counts) = text.split_once(':').unwrap_or((text, ""));
    let (running, requested) = counts.split_once('/').unwrap_or((counts, counts));
    json!({
        "arn": arn(id),
        "runningTaskCount": running.parse::<i64>().ok(),
        "requestedTaskCount": requested.parse::<i64>().ok(),
    })
}

fn service(text: &str) -> Service {
    let (current, revisions) = text.split_once(' ').expect("a deployment");
    let arn = |id: &str| testing::arn(&format!("service-revision/web/{id}"));
    let revisions: Vec<Value> = revisions.split(' ').map(|text| tasks(text, &arn)).collect();
    let current =
        (current != "-").then(|| testing::arn(&format!("service-deployment/web/{current}")));
    let service = json!({
        "serviceArn": testing::arn("service/web"),
        "currentServiceDeployment": current,
        "currentServiceRevisions": revisions,
    });
    (*testing::record::<Service>(&service).item).clone()
}

fn history(deployments: &[&str], described: &str) -> History {
    let history = History::new(deployments.iter().map(|text| deployment(text)).collect());
    match described {
        "" => history,
        described => history.with_services([&service(described)]),
    }
}

#[test]
fn what_serves() {
    let mut wrong = Vec::new();
    for case in cases() {
        let history = history(case.deployments, case.service);
        let serving = Serving::of(&history);
        let revisions: Vec<&str> = serving.revisions().map(last_segment).collect();
        let found = match &revisions[..] {
            [] => "-".to_owned(),
            revisions => {
                let by = serving.deployment().map_or("-", last_segment);
                let word = if serving.has_contradictions() {
                    " or "
                } else {
                    " and "
                };
                format!("{} by {by}", revisions.join(word))
            }
        };
        let id = |entry: Option<Entry>| {
            entry.map_or("-".to_owned(), |entry| entry.deployment().id().to_owned())
        };
        let previous = id(previous_success(&history));
        if (&*found, &*previous) != (case.serving, case.previous) {
            wrong.push(format!(
                "{}: {found}, previous {previous}; right is {}, previous {}",
                case.what, case.serving, case.previous
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The source revision that a deployment replaced: the one that served.
#[test]
fn what_was_replaced() {
    let created_at = |arn: &str| {
        // Revisions are named by the order of their creation.
        let letter = last_segment(arn).bytes().next().expect("a letter");
        crate::model::timestamp::from_json(&json!(letter))
    };
    #[rustfmt::skip]
    let cases: &[(&str, &[&str], &str)] = &[
        ("the only source", &["2 SUCCESSFUL b from a:0/2"], "a"),
        ("nothing was in place", &["1 SUCCESSFUL a"], "-"),
        ("tasks ran", &["3 IN_PROGRESS c from b:0/2 a:2"], "a"),
        ("tasks ran, the other order", &["3 IN_PROGRESS c from a:2 b:0/2"], "a"),
        ("most tasks ran", &["3 IN_PROGRESS c from b:1/2 a:2"], "a"),
        ("ended, so no source has tasks: the last success", &["3 SUCCESSFUL c from b:0/2 a:0/2", "2 STOPPED b from a:2", "1 SUCCESSFUL a"], "a"),
        ("ended: the last success even if it is the newer revision", &["4 SUCCESSFUL d from a:0 b:0", "2 SUCCESSFUL b", "1 SUCCESSFUL a"], "b"),
        ("rolled back: where to", &["3 ROLLBACK_SUCCESSFUL c from b:0 a:0 back a"], "a"),
        ("rolled back, and tasks of both run", &["3 ROLLBACK_SUCCESSFUL c from b:2 a:2 back a"], "a"),
        ("nothing else is known: a superseded revision is newer than the one that served", &["3 SUCCESSFUL c from b:0 a:0"], "a"),
        ("after a rollback to an older one", &["4 SUCCESSFUL d from a:0 c:0", "3 ROLLBACK_SUCCESSFUL c back a", "2 SUCCESSFUL b", "1 SUCCESSFUL a"], "a"),
        ("the last success is not among the sources", &["4 SUCCESSFUL d from b:0 a:0", "1 SUCCESSFUL z"], "a"),
    ];
    let mut wrong = Vec::new();
    for (what, deployments, right) in cases {
        let history = history(deployments, "");
        let newest = history.entry(0);
        let found = newest.replaced_revision(&created_at);
        let found = found.and_then(|tasks| tasks.arn.as_deref());
        let found = found.map_or("-", last_segment);
        if found != *right {
            wrong.push(format!("{what}: {found}; right is {right}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
