//! The deployment that a wait is about: a history of its own, which grows as more becomes known.

use crate::model::deployment::{Deployment, RevisionTasks};
use crate::model::history::{Entry, History};
use crate::model::outcome::Outcome;
use crate::model::progress_change::{ProgressChange, changes};
use crate::model::record::Record;
use crate::model::revision::RevisionSummary;
use crate::model::serving::Serving;
use std::collections::HashMap;
use std::mem;

/// A deployment that is being watched, as it was last seen.
#[derive(Debug)]
pub struct Watched {
    /// The deployment alone; at the end of the wait, if it could be listed, the whole service.
    history: History,
    /// The index of the deployment in the history.
    index: usize,
    is_whole_service: bool,
    /// The ARNs of the revisions that may serve, once that has been found out, as
    /// [`Serving::revisions`].
    pub serving: Vec<String>,
    /// Whether several of them contradict each other.
    pub is_serving_contradictory: bool,
    /// The state up to which changes were reported.
    reported: Option<(Deployment, Outcome)>,
}

impl Watched {
    /// Starts with the first description of the deployment.
    pub fn new(record: Record<Deployment>) -> Self {
        Self {
            history: History::new(vec![record]),
            index: 0,
            is_whole_service: false,
            serving: Vec::new(),
            is_serving_contradictory: false,
            reported: None,
        }
    }

    /// The deployment in its history.
    pub fn entry(&self) -> Entry<'_> {
        self.history.entry(self.index)
    }

    /// The deployment in the fullest form that is known.
    pub fn deployment(&self) -> &Deployment {
        self.entry().deployment()
    }

    /// How it ended, or where it stands.
    pub fn outcome(&self) -> Outcome {
        self.entry().outcome()
    }

    /// Why, in one line.
    pub fn reason(&self) -> Option<String> {
        self.entry().reason(&self.outcome())
    }

    /// What is known about the deployment and around it.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Whether the history has all deployments of the service.
    pub fn is_whole_service(&self) -> bool {
        self.is_whole_service
    }

    /// What serves in the service, as far as its whole history is known.
    pub fn serving_now(&self) -> Serving<'_> {
        if self.is_whole_service {
            Serving::of(&self.history)
        } else {
            Serving::default()
        }
    }

    /// The tasks of the target and of the sources, each with its role.
    pub fn tasks(&self) -> impl Iterator<Item = (&'static str, &RevisionTasks)> {
        let deployment = self.deployment();
        let target = deployment.target_service_revision.as_deref().into_iter();
        let sources = deployment.source_service_revisions.iter().flatten();
        target
            .map(|tasks| ("target", tasks))
            .chain(sources.map(|tasks| ("source", tasks)))
    }

    /// Takes in a newer description of the deployment.
    pub fn update(&mut self, record: Record<Deployment>) {
        self.change_history(|history| history.with_records(vec![record]));
    }

    /// Takes in what is known of service revisions, by ARN.
    pub fn add_revisions(&mut self, revisions: HashMap<String, RevisionSummary>) {
        self.change_history(|history| history.with_details(HashMap::new(), revisions));
    }

    /// Takes in the service's whole history, which tells whether a newer deployment took over and
    /// what serves now.
    pub fn join_service(&mut self, listed: History) {
        // What was described says more than what is listed.
        let described = self.entry().record().clone();
        self.change_history(|history| history.merge(listed).with_records(vec![described]));
        self.is_whole_service = true;
        self.find_serving();
    }

    /// Finds out what serves now. Where the service could not be listed, the deployment alone may
    /// say so.
    pub fn find_serving(&mut self) {
        let serving = Serving::of(&self.history);
        let service = self.entry().service();
        let is_contradictory = serving.is_contradictory(service);
        let revisions = serving.revisions_of(service);
        self.is_serving_contradictory = is_contradictory;
        self.serving = revisions.iter().map(|arn| arn.to_string()).collect();
    }

    /// What has changed since the last call.
    pub fn take_changes(&mut self) -> Vec<ProgressChange> {
        let (deployment, outcome) = (self.deployment().clone(), self.outcome());
        let before = self.reported.as_ref();
        let is_new = before.is_none_or(|(_, before)| *before != outcome);
        let others = changes(before.map(|(before, _)| before), &deployment);
        self.reported = Some((deployment, outcome));
        is_new
            .then_some(ProgressChange::Outcome)
            .into_iter()
            .chain(others)
            .collect()
    }

    fn change_history(&mut self, change: impl FnOnce(History) -> History) {
        let arn = self.deployment().service_deployment_arn.clone();
        self.history = change(mem::take(&mut self.history));
        self.index = self.history.index_of(&arn).unwrap_or_default();
    }
}
