//! What the endpoint serves and how it behaves: plain data, built by a test.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::time::Duration;

use serde_json::{Value, json};

use super::data;
use super::deployment::Deployment;
use super::fault::{Fault, Faults};
use super::items::Items;
use super::request::Op;

/// The `nextToken` of the last page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Token {
    #[default]
    Absent,
    Null,
    Empty,
}

/// The order of listed deployments. ECS promises none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Newest,
    Oldest,
    /// A permutation that is the same in every run.
    Shuffled,
}

/// The order of described items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DescribeOrder {
    #[default]
    Asked,
    Reversed,
}

/// The `Date` header of responses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ServerDate {
    #[default]
    Right,
    /// The clock of the endpoint is this far ahead, in seconds.
    Ahead(i64),
    /// There is none.
    Missing,
    Text(&'static str),
}

/// Where a call loses time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slow {
    /// Before the request is sent, for example in a `credential_process`.
    BeforeSending,
    /// Before the response is dated.
    AtServer,
    /// After the response was dated.
    OnTheWay,
}

/// Services with their histories, and the behavior of the endpoint.
#[derive(Clone, Debug, Default)]
pub struct Scenario {
    pub(super) deployments: Items,
    pub(super) revisions: Items,
    /// As DescribeTaskDefinition returns them, tags included.
    pub(super) task_definitions: Items,
    /// By ARN.
    pub(super) deleted_task_definitions: BTreeSet<String>,
    /// As DescribeTasks returns them: all have stopped.
    pub(super) tasks: Items,
    /// The events of a service, by its ARN.
    pub(super) events: HashMap<String, Vec<Value>>,
    /// The later states of a deployment, by its ARN.
    pub(super) states: HashMap<String, Vec<Value>>,
    /// The first ListServiceDeployments call, counted from 0, that returns a deployment, by its ARN.
    pub(super) appearances: HashMap<String, usize>,
    /// How often a deployment can be described before it is gone, by its ARN.
    pub(super) lifetimes: HashMap<String, usize>,
    pub(super) services: BTreeSet<String>,
    pub(super) clusters: BTreeSet<String>,
    /// What is special about a service, by its ARN.
    pub(super) traits: HashMap<String, Traits>,
    /// By name.
    pub(super) denied_clusters: BTreeSet<String>,
    /// By ARN.
    pub(super) denied_services: BTreeSet<String>,
    pub(super) refuses_several_services: bool,
    pub(super) lists_ahead: bool,
    pub(super) page_size: Option<usize>,
    pub(super) empty_pages: BTreeSet<usize>,
    pub(super) last_token: Token,
    pub(super) repeat_token: bool,
    pub(super) order: Order,
    pub(super) describe_order: DescribeOrder,
    pub(super) failures: HashMap<String, Value>,
    pub(super) delay: Duration,
    pub(super) date: ServerDate,
    pub(super) slow: Option<(usize, Slow, Duration)>,
    pub(super) throttle_buckets: bool,
    pub(super) other_client: bool,
    pub(super) faults: Faults,
}

/// What is special about a service.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    /// Its deployment controller, if not ECS.
    pub controller: Option<String>,
    /// Whether it was deleted although ListServices still returns it.
    pub is_deleted: bool,
    /// The ARN of its `currentServiceDeployment`, or that it has none.
    pub current: Option<Option<String>>,
    /// The running and the desired number of tasks.
    pub tasks: Option<(u64, u64)>,
    /// Its `currentServiceRevisions`.
    pub current_revisions: Option<Value>,
}

impl Scenario {
    /// No cluster, no service.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds items as the two Describe calls return them, and the clusters and services that they name.
    /// An item replaces an earlier one with the same ARN.
    pub fn history(mut self, deployments: Vec<Value>, revisions: Vec<Value>) -> Self {
        for item in deployments.iter().chain(&revisions) {
            self.services.extend(member(item, "serviceArn"));
            self.clusters.extend(member(item, "clusterArn"));
        }
        self.deployments.put(deployments, "serviceDeploymentArn");
        self.revisions.put(revisions, "serviceRevisionArn");
        self
    }

    /// Adds deployments and the revisions that they name.
    pub fn deployed(self, deployments: impl IntoIterator<Item = Deployment>) -> Self {
        let (mut items, mut revisions, mut replaced) = (Vec::new(), Vec::new(), Vec::new());
        for deployment in deployments {
            let (target, source) = deployment.revisions();
            revisions.push(target);
            replaced.extend(source);
            items.push(deployment.build());
        }
        // What is known of a revision as a target is more exact.
        let with = self.history(items, replaced);
        with.history(Vec::new(), revisions)
    }

    /// Adds the deployments and revisions of another scenario.
    pub fn and(self, other: Self) -> Self {
        self.history(other.deployments.into_list(), other.revisions.into_list())
    }

    /// Task definitions, tags included, instead of those that follow from the revisions.
    pub fn task_definitions(mut self, items: Vec<Value>) -> Self {
        self.task_definitions.put(items, "taskDefinitionArn");
        self
    }

    /// A task definition that was deleted although a revision names it.
    pub fn deleted_task_definition(mut self, arn: &str) -> Self {
        self.deleted_task_definitions.insert(arn.to_owned());
        self
    }

    /// Stopped tasks, each with the deployment that started it.
    pub fn stopped_tasks(mut self, items: Vec<Value>) -> Self {
        self.tasks.put(items, "taskArn");
        self
    }

    /// ECS has forgotten the stopped tasks.
    pub fn without_stopped_tasks(mut self) -> Self {
        self.tasks.clear();
        self
    }

    /// The events of a service, newest first.
    pub fn events(mut self, service_arn: &str, events: Vec<Value>) -> Self {
        self.services.insert(service_arn.to_owned());
        self.events.insert(service_arn.to_owned(), events);
        self
    }

    /// A deployment that changes: each time it is described it is in the next of these states, and it
    /// stays in the last. A list shows the state that was described last.
    pub fn evolves(mut self, states: Vec<Value>) -> Self {
        let first = states.first().expect("at least one state").clone();
        let arn = member(&first, "serviceDeploymentArn").expect("a state with an ARN");
        self = self.history(vec![first], Vec::new());
        self.states.insert(arn, states);
        self
    }

    /// A deployment that is gone after it was described this often, as when its service is deleted.
    pub fn vanishes_after(mut self, deployment_arn: &str, descriptions: usize) -> Self {
        self.lifetimes
            .insert(deployment_arn.to_owned(), descriptions);
        self
    }

    /// Hides a deployment from the ListServiceDeployments calls before the nth, counted from 0: ECS
    /// lists a new deployment some seconds late.
    pub fn appears_at(mut self, deployment_arn: &str, nth: usize) -> Self {
        self.appearances.insert(deployment_arn.to_owned(), nth);
        self
    }

    /// A service without deployments.
    pub fn service(mut self, cluster: &str, service: &str) -> Self {
        self.clusters.insert(data::cluster_arn(cluster));
        self.services.insert(data::service_arn(cluster, service));
        self
    }

    /// A service with another deployment controller, for which ECS keeps no history.
    pub fn controller(self, cluster: &str, service: &str, controller: &str) -> Self {
        let mut with = self.service(cluster, service);
        with.traits(cluster, service).controller = Some(controller.to_owned());
        with
    }

    /// A service that was deleted but is still listed.
    pub fn deleted(self, cluster: &str, service: &str) -> Self {
        let mut with = self.service(cluster, service);
        with.traits(cluster, service).is_deleted = true;
        with
    }

    /// The `currentServiceDeployment` of a service, where it is not the newest deployment.
    pub fn current(mut self, cluster: &str, service: &str, arn: Option<&str>) -> Self {
        self.traits(cluster, service).current = Some(arn.map(str::to_owned));
        self
    }

    /// The revisions of a service that have tasks, as `currentServiceRevisions`: the number of each
    /// revision and of its running tasks.
    pub fn current_revisions(mut self, cluster: &str, service: &str, tasks: &[(u64, u64)]) -> Self {
        let revisions = tasks.iter().map(|(n, running)| {
            let arn = data::revision_arn(cluster, service, &data::revision_id(*n));
            json!({"arn": arn, "requestedTaskCount": running, "runningTaskCount": running, "pendingTaskCount": 0})
        });
        self.traits(cluster, service).current_revisions = Some(revisions.collect());
        self
    }

    /// The running and the desired number of tasks of a service.
    pub fn running(mut self, cluster: &str, service: &str, running: u64, desired: u64) -> Self {
        self.traits(cluster, service).tasks = Some((running, desired));
        self
    }

    fn traits(&mut self, cluster: &str, service: &str) -> &mut Traits {
        let arn = data::service_arn(cluster, service);
        self.traits.entry(arn).or_default()
    }

    /// A cluster that may not be read.
    pub fn denied_cluster(mut self, cluster: &str) -> Self {
        self.clusters.insert(data::cluster_arn(cluster));
        self.denied_clusters.insert(cluster.to_owned());
        self
    }

    /// A service whose deployments may not be read.
    pub fn denied_service(mut self, cluster: &str, service: &str) -> Self {
        let arn = data::service_arn(cluster, service);
        self.denied_services.insert(arn);
        self
    }

    /// Lists show deployments in their last states, ahead of what describing them returns.
    pub fn lists_ahead(mut self) -> Self {
        self.lists_ahead = true;
        self
    }

    /// Refuses calls with ARNs of several services.
    pub fn refuses_several_services(mut self) -> Self {
        self.refuses_several_services = true;
        self
    }

    /// Another client uses half of the rate limits.
    pub fn other_client(mut self) -> Self {
        self.other_client = true;
        self
    }

    /// The maximum page size, whatever `maxResults` asks for.
    pub fn page_size(mut self, max: usize) -> Self {
        assert!(max > 0, "pages without items never end");
        self.page_size = Some(max);
        self
    }

    /// Makes the nth page, counted from 0, one without items but with a token.
    pub fn empty_page_at(mut self, page: usize) -> Self {
        self.empty_pages.insert(page);
        self
    }

    pub fn last_token(mut self, last: Token) -> Self {
        self.last_token = last;
        self
    }

    /// Every page has the same token, which leads to the second page again and again.
    pub fn repeat_token(mut self) -> Self {
        self.repeat_token = true;
        self
    }

    pub fn order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    pub fn describe_order(mut self, order: DescribeOrder) -> Self {
        self.describe_order = order;
        self
    }

    /// Describing this ARN fails, though a list may show it.
    pub fn missing(self, arn: &str) -> Self {
        let failure = json!({"arn": arn, "reason": "MISSING"});
        self.failure(arn, failure)
    }

    /// Describing this ARN gives this item of `failures`, which may name another ARN.
    pub fn failure(mut self, asked_arn: &str, failure: Value) -> Self {
        self.failures.insert(asked_arn.to_owned(), failure);
        self
    }

    /// The time before each response.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The `Date` header of responses.
    pub fn date(mut self, date: ServerDate) -> Self {
        self.date = date;
        self
    }

    /// The first so many calls are slow. Only in process.
    pub fn slow(mut self, calls: usize, slow: Slow, time: Duration) -> Self {
        self.slow = Some((calls, slow, time));
        self
    }

    /// Enforces the published rate limits.
    pub fn throttle_buckets(mut self) -> Self {
        self.throttle_buckets = true;
        self
    }

    /// The nth call of an operation, counted from 0 and with retries, gets this. A test that leaves a
    /// fault unused fails.
    pub fn fault(mut self, op: Op, nth: usize, fault: Fault) -> Self {
        self.faults.plan(op, Some(nth), fault);
        self
    }

    /// [`Self::fault`] for each of these calls.
    pub fn faults(self, op: Op, calls: Range<usize>, fault: Fault) -> Self {
        calls.fold(self, |scenario, nth| scenario.fault(op, nth, fault.clone()))
    }

    /// Every call of an operation gets this, except those that have a fault of their own.
    pub fn fault_always(mut self, op: Op, fault: Fault) -> Self {
        self.faults.plan(op, None, fault);
        self
    }
}

/// A string member of an item.
pub(super) fn member(item: &Value, name: &str) -> Option<String> {
    item[name].as_str().map(str::to_owned)
}
