//! The columns CLUSTER and SERVICE.

use crate::model::service_ref::ServiceRef;
use crate::render::table::{Column, Value, View};

/// A row about a service.
pub trait OfService {
    /// `None` for a total.
    fn service(&self) -> Option<&ServiceRef>;
}

/// Which of CLUSTER and SERVICE to show to people; programs get both.
#[derive(Debug, Clone, Copy)]
pub struct ServiceColumns {
    shows_cluster: bool,
    shows_service: bool,
}

impl ServiceColumns {
    /// Both, in tables for programs alone.
    pub const HIDDEN: Self = Self {
        shows_cluster: false,
        shows_service: false,
    };

    /// SERVICE.
    pub const SERVICE: Self = Self {
        shows_cluster: false,
        shows_service: true,
    };

    /// CLUSTER and SERVICE.
    pub const CLUSTER_AND_SERVICE: Self = Self {
        shows_cluster: true,
        shows_service: true,
    };

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
        [
            seen(cluster.min_width(6), self.shows_cluster),
            seen(service, self.shows_service),
        ]
        .into_iter()
        .chain(others)
    }
}

fn name(text: &str) -> Value {
    Value::text(Some(text).filter(|text| !text.is_empty()))
}
