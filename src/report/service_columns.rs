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
    /// Both, in tables for programs alone.
    pub const HIDDEN: Self = Self {
        shows_account: false,
        shows_region: false,
        shows_cluster: false,
        shows_service: false,
    };

    /// SERVICE.
    pub const SERVICE: Self = Self {
        shows_service: true,
        ..Self::HIDDEN
    };

    /// CLUSTER and SERVICE.
    pub const CLUSTER_AND_SERVICE: Self = Self {
        shows_cluster: true,
        ..Self::SERVICE
    };

    /// Also ACCOUNT and REGION, where these services are in several.
    pub fn with_places<'a>(self, services: impl Iterator<Item = &'a ServiceRef> + Clone) -> Self {
        let are_several = |part: fn(&'a ServiceRef) -> &'a str| {
            let values: HashSet<&str> = services.clone().map(part).collect();
            values.len() > 1
        };
        Self {
            shows_account: are_several(|service| &service.account),
            shows_region: are_several(|service| &service.region),
            ..self
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
            seen(service, self.shows_service),
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
