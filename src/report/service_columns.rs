//! The columns that tell services apart, where several are shown.

use crate::model::arn::Arn;
use crate::render::table::{Cell, Column};
use std::collections::HashSet;

const COLUMNS: [Column; 2] = [
    Column {
        title: "CLUSTER",
        least: Some(6),
        left_out: None,
    },
    Column {
        title: "SERVICE",
        least: Some(10),
        left_out: None,
    },
];

/// Which of [`COLUMNS`] are needed: CLUSTER where there are several, SERVICE where there are
/// several services or clusters.
#[derive(Debug, Clone, Copy)]
pub struct ServiceColumns {
    from: usize,
}

impl ServiceColumns {
    /// Looks at all ARNs that are to be shown, of deployments, revisions or services.
    pub fn of<'a>(arns: impl Iterator<Item = &'a str> + Clone) -> Self {
        let distinct = |of: fn(&Arn<'a>) -> Option<&'a str>| {
            let names = arns
                .clone()
                .map(|arn| Arn::parse(arn).as_ref().and_then(of));
            names.collect::<HashSet<_>>().len()
        };
        let from = if distinct(Arn::cluster) > 1 {
            0
        } else if distinct(Arn::service) > 1 {
            1
        } else {
            2
        };
        Self { from }
    }

    /// Always the service, and the cluster where there are several.
    pub fn with_service(self) -> Self {
        Self {
            from: self.from.min(1),
        }
    }

    /// Puts the columns in front of others.
    pub fn before(self, others: &[Column]) -> Vec<Column> {
        [&COLUMNS[self.from..], others].concat()
    }

    /// Puts `total` in front of the cells of a sum.
    pub fn total(self, others: Vec<Cell>) -> Vec<Cell> {
        let names = ["", "total"].into_iter().skip(self.from);
        let cells = names.map(|name| {
            if name.is_empty() {
                Cell::blank()
            } else {
                Cell::new(name)
            }
        });
        cells.chain(others).collect()
    }

    /// Puts the cells in front of others.
    pub fn row(self, arn: &str, others: Vec<Cell>) -> Vec<Cell> {
        let arn = Arn::parse(arn);
        let names = [
            arn.and_then(|arn| arn.cluster()),
            arn.and_then(|arn| arn.service()),
        ];
        let cells = names.into_iter().skip(self.from).map(Cell::optional);
        cells.chain(others).collect()
    }
}
