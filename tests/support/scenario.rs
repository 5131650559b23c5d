//! What there is to be seen at the endpoint, and how it behaves: plain data, put together by a test.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use serde_json::Value;

use super::data;
use super::items::Items;
use super::request::Op;

/// How the last page says that it is the last.
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

/// What a call gets in place of its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An error as ECS words it.
    Error {
        status: u16,
        code: String,
        message: String,
    },
    /// The ThrottlingException that the published limits lead to.
    Throttle,
    Server500,
    /// The connection is reset, without an answer.
    Reset,
    /// The connection closes before the announced end of the answer.
    CutOff,
    /// A page of HTML with status 200, as a captive portal sends it.
    Html,
    /// A page of HTML with this status, as a proxy or a load balancer sends it.
    HtmlError(u16),
    /// Status 200 and this text for a body.
    Body(String),
    /// Silence for this long, then the end of the connection.
    Hang(Duration),
}

impl Fault {
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self::Error {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
        }
    }
}

/// The services with their history, and the behaviour of the endpoint.
#[derive(Clone, Debug, Default)]
pub struct Scenario {
    pub(super) deployments: Items,
    pub(super) revisions: Items,
    /// As DescribeTaskDefinition answers them, the tags within.
    pub(super) task_definitions: Items,
    /// Task definitions that were deleted, by ARN.
    pub(super) gone: BTreeSet<String>,
    /// As DescribeTasks answers them: all have stopped.
    pub(super) tasks: Items,
    /// The events of a service, by its ARN.
    pub(super) events: HashMap<String, Vec<Value>>,
    /// The later states of a deployment, by its ARN.
    pub(super) states: HashMap<String, Vec<Value>>,
    /// The ListServiceDeployments call, counted from 0, that is the first to show a deployment.
    pub(super) appearances: HashMap<String, usize>,
    /// How often a deployment can be described before it is gone.
    pub(super) lifetimes: HashMap<String, usize>,
    pub(super) services: BTreeSet<String>,
    pub(super) clusters: BTreeSet<String>,
    /// What differs from a service as any other, by its ARN.
    pub(super) traits: HashMap<String, Traits>,
    /// Clusters that may not be read, by name.
    pub(super) denied_clusters: BTreeSet<String>,
    /// The ARNs of services that may not be read.
    pub(super) denied_services: BTreeSet<String>,
    pub(super) refuses_mixed: bool,
    pub(super) lists_ahead: bool,
    pub(super) page_size: Option<usize>,
    pub(super) empty_pages: BTreeSet<usize>,
    pub(super) last_token: Token,
    pub(super) repeat_token: bool,
    pub(super) order: Order,
    pub(super) describe_order: DescribeOrder,
    pub(super) failures: HashMap<String, Value>,
    pub(super) delay: Duration,
    pub(super) throttle_buckets: bool,
    pub(super) other_client: bool,
    pub(super) faults: Vec<PlannedFault>,
}

/// What a service may have that others have not.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    /// Its deployment controller, where that is not ECS.
    pub controller: Option<String>,
    /// Whether it was deleted, and ListServices has not noticed yet.
    pub is_deleted: bool,
    /// What stands for its current deployment: an ARN, or nothing.
    pub current: Option<Option<String>>,
    /// How many tasks run, of how many that are desired.
    pub tasks: Option<(u64, u64)>,
}

#[derive(Clone, Debug)]
pub(super) struct PlannedFault {
    pub op: Op,
    /// None is every call.
    pub nth: Option<usize>,
    pub fault: Fault,
    pub used: bool,
}

impl Scenario {
    /// No cluster, no service.
    pub fn new() -> Self {
        Self::default()
    }

    /// Items as the two Describe calls answer them. Clusters and services are known from them. An item
    /// takes the place of an earlier one with the same ARN.
    pub fn history(mut self, deployments: Vec<Value>, revisions: Vec<Value>) -> Self {
        for item in deployments.iter().chain(&revisions) {
            self.services.extend(member(item, "serviceArn"));
            self.clusters.extend(member(item, "clusterArn"));
        }
        self.deployments.put(deployments, "serviceDeploymentArn");
        self.revisions.put(revisions, "serviceRevisionArn");
        self
    }

    /// Task definitions, with their tags within, in place of those that follow from the revisions.
    pub fn task_definitions(mut self, items: Vec<Value>) -> Self {
        self.task_definitions.put(items, "taskDefinitionArn");
        self
    }

    /// A task definition that was deleted, though a revision names it.
    pub fn task_definition_is_gone(mut self, arn: &str) -> Self {
        self.gone.insert(arn.to_owned());
        self
    }

    /// Tasks that have stopped, each with the deployment that started it.
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

    /// A deployment that changes while it is watched: each time that it is described it is in the next
    /// of these states, and it stays in the last. A list shows the state that was described last.
    pub fn evolves(mut self, states: Vec<Value>) -> Self {
        let first = states.first().expect("at least one state").clone();
        let arn = member(&first, "serviceDeploymentArn").expect("a state with an ARN");
        self = self.history(vec![first], Vec::new());
        self.states.insert(arn, states);
        self
    }

    /// A deployment that is gone after it was described so often, as with its service.
    pub fn vanishes_after(mut self, deployment_arn: &str, descriptions: usize) -> Self {
        self.lifetimes
            .insert(deployment_arn.to_owned(), descriptions);
        self
    }

    /// Hides a deployment from the ListServiceDeployments calls before this one, counted from 0: ECS
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

    /// A service under another deployment controller, of which ECS keeps no history.
    pub fn controller(self, cluster: &str, service: &str, controller: &str) -> Self {
        let mut with = self.service(cluster, service);
        with.traits(cluster, service).controller = Some(controller.to_owned());
        with
    }

    /// A service that was deleted, but is listed still.
    pub fn deleted(self, cluster: &str, service: &str) -> Self {
        let mut with = self.service(cluster, service);
        with.traits(cluster, service).is_deleted = true;
        with
    }

    /// A service whose DescribeServices has another current deployment than its newest, or none.
    pub fn current(mut self, cluster: &str, service: &str, arn: Option<&str>) -> Self {
        self.traits(cluster, service).current = Some(arn.map(str::to_owned));
        self
    }

    /// How many tasks of a service run, of how many that are desired.
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

    /// A list shows deployments in their last states, which describing has not come to yet.
    pub fn lists_ahead(mut self) -> Self {
        self.lists_ahead = true;
        self
    }

    /// Takes ARNs of one service alone in a call.
    pub fn refuses_mixed(mut self) -> Self {
        self.refuses_mixed = true;
        self
    }

    /// Somebody else uses up half of the rate limits.
    pub fn other_client(mut self) -> Self {
        self.other_client = true;
        self
    }

    /// The most that a page holds, whatever `maxResults` asks for.
    pub fn page_size(mut self, most: usize) -> Self {
        assert!(most > 0, "a page of no items never ends");
        self.page_size = Some(most);
        self
    }

    /// Puts a page without items, but with a token, at this place, counted from 0.
    pub fn empty_page_at(mut self, page: usize) -> Self {
        self.empty_pages.insert(page);
        self
    }

    pub fn last_token(mut self, last: Token) -> Self {
        self.last_token = last;
        self
    }

    /// Every page has the same token, which leads to the second page for ever.
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
        let failure = serde_json::json!({"arn": arn, "reason": "MISSING"});
        self.failure(arn, failure)
    }

    /// Describing this ARN gives this item of `failures`, which may name another ARN.
    pub fn failure(mut self, asked_arn: &str, failure: Value) -> Self {
        self.failures.insert(asked_arn.to_owned(), failure);
        self
    }

    /// The time before each answer.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
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
        self.faults.push(PlannedFault {
            op,
            nth: Some(nth),
            fault,
            used: false,
        });
        self
    }

    /// Every call of an operation gets this, but for those that have a fault of their own.
    pub fn fault_always(mut self, op: Op, fault: Fault) -> Self {
        self.faults.push(PlannedFault {
            op,
            nth: None,
            fault,
            used: false,
        });
        self
    }

    pub(super) fn take_fault(&mut self, op: Op, nth: usize) -> Option<Fault> {
        let applies = |wanted: Option<usize>| {
            move |planned: &&mut PlannedFault| planned.op == op && planned.nth == wanted
        };
        let mut found = self.faults.iter_mut().find(applies(Some(nth)));
        if found.is_none() {
            found = self.faults.iter_mut().find(applies(None));
        }
        let planned = found?;
        planned.used = true;
        Some(planned.fault.clone())
    }

    pub(super) fn unused_faults(&self) -> Vec<String> {
        self.faults
            .iter()
            .filter(|planned| !planned.used)
            .map(|planned| match planned.nth {
                Some(nth) => format!("{:?} at call {nth} of {}", planned.fault, planned.op),
                None => format!("{:?} at every call of {}", planned.fault, planned.op),
            })
            .collect()
    }
}

/// A text member of an item.
pub(super) fn member(item: &Value, name: &str) -> Option<String> {
    item[name].as_str().map(str::to_owned)
}
