//! The columns ACCOUNT, REGION, CLUSTER and SERVICE.

use crate::model::service_ref::ServiceRef;
use crate::render::table::{Column, Value, View};
use std::collections::HashSet;

/// A row about a service.
pub trait OfService {
    /// `None` for a total.
    fn service(&self) -> Option<&ServiceRef>;
}

/// Which of CLUSTER and SERVICE to show to people; programs get both. ACCOUNT and REGION are only
/// in tables of several.
#[derive(Debug, Clone, Copy)]
pub struct ServiceColumns {
    shows_account: bool,
    shows_region: bool,
    shows_cluster: bool,
    shows_service: bool,
}

impl ServiceColumns {
    /// CLUSTER if there is more than one, SERVICE if there is more than one service or cluster. A
    /// saved history may also have several accounts and Regions.
    pub fn of<'a>(services: impl Iterator<Item = &'a ServiceRef> + Clone) -> Self {
        let distinct = |name: fn(&'a ServiceRef) -> &'a str| {
            services.clone().map(name).collect::<HashSet<_>>().len()
        };
        let are_several = |name: fn(&'a ServiceRef) -> &'a str| distinct(name) > 1;
        let shows_account = are_several(|service| &service.account);
        let shows_region = are_several(|service| &service.region);
        let shows_cluster = are_several(|service| &service.cluster);
        Self {
            shows_account,
            shows_region,
            shows_cluster,
            shows_service: shows_account
                || shows_region
                || shows_cluster
                || are_several(|service| &service.service),
        }
    }

    /// Always shows SERVICE.
    pub fn with_service(self) -> Self {
        Self {
            shows_service: true,
            ..self
        }
    }

    /// These columns, followed by the others.
    pub fn before<R: OfService>(
        self,
        others: impl IntoIterator<Item = Column<R>>,
    ) -> impl Iterator<Item = Column<R>> {
        let cluster = Column::new("cluster", "CLUSTER", |row: &R| match row.service() {
            Some(service) => name(&service.cluster),
            None => Value::Blank,
        });
        let service = Column::new("service", "SERVICE", |row: &R| match row.service() {
            Some(service) => name(&service.service),
            None => Value::Text("total".to_owned()),
        });
        let seen = |column: Column<R>, is_shown: bool| {
            if is_shown {
                column
            } else {
                column.only_in(View::Wide)
            }
        };
        // Those who read columns by their number find the others where they were.
        let places = |view| {
            let account = Column::new("account", "ACCOUNT", |row: &R| match row.service() {
                Some(service) => name(&service.account),
                None => Value::Blank,
            });
            let region = Column::new("region", "REGION", |row: &R| match row.service() {
                Some(service) => name(&service.region),
                None => Value::Blank,
            });
            let shown = [(account, self.shows_account), (region, self.shows_region)];
            let shown = shown.into_iter().filter(|(_, is_shown)| *is_shown);
            shown.map(move |(column, _)| column.only_in(view))
        };
        let names = [
            seen(cluster.min_width(6), self.shows_cluster),
            seen(service.min_width(10), self.shows_service),
        ];
        places(View::Fitted)
            .chain(names)
            .chain(others)
            .chain(places(View::Wide))
    }
}

fn name(text: &str) -> Value {
    Value::text(Some(text).filter(|text| !text.is_empty()))
}
