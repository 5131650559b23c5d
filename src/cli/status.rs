//! The filter on statuses: the API's names in any case, and groups of them.

use clap::ValueEnum;
use clap::builder::PossibleValue;

/// Every status of the API, and the words for several of them.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    name: &'static str,
    help: &'static str,
    api_names: &'static [&'static str],
}

const ALL: [Status; 13] = [
    group(
        "ongoing",
        "every status that is not an end",
        &[
            "PENDING",
            "IN_PROGRESS",
            "STOP_REQUESTED",
            "ROLLBACK_REQUESTED",
            "ROLLBACK_IN_PROGRESS",
        ],
    ),
    group(
        "finished",
        "every status that is an end",
        &[
            "SUCCESSFUL",
            "STOPPED",
            "ROLLBACK_SUCCESSFUL",
            "ROLLBACK_FAILED",
        ],
    ),
    group("succeeded", "SUCCESSFUL", &["SUCCESSFUL"]),
    group(
        "failed",
        "every end but SUCCESSFUL",
        &["STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"],
    ),
    api("PENDING", &["PENDING"]),
    api("IN_PROGRESS", &["IN_PROGRESS"]),
    api("SUCCESSFUL", &["SUCCESSFUL"]),
    api("STOPPED", &["STOPPED"]),
    api("STOP_REQUESTED", &["STOP_REQUESTED"]),
    api("ROLLBACK_REQUESTED", &["ROLLBACK_REQUESTED"]),
    api("ROLLBACK_IN_PROGRESS", &["ROLLBACK_IN_PROGRESS"]),
    api("ROLLBACK_SUCCESSFUL", &["ROLLBACK_SUCCESSFUL"]),
    api("ROLLBACK_FAILED", &["ROLLBACK_FAILED"]),
];

const fn group(
    name: &'static str,
    help: &'static str,
    api_names: &'static [&'static str],
) -> Status {
    Status {
        name,
        help,
        api_names,
    }
}

const fn api(name: &'static str, api_names: &'static [&'static str]) -> Status {
    Status {
        name,
        help: "",
        api_names,
    }
}

impl ValueEnum for Status {
    fn value_variants<'a>() -> &'a [Self] {
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.name);
        Some(if self.help.is_empty() {
            value
        } else {
            value.help(self.help)
        })
    }
}

/// The API's names for what was asked for, without repeats. Empty means no filter.
pub fn api_names(wanted: &[Status]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in wanted.iter().flat_map(|status| status.api_names) {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_names_come_together_without_repeats() {
        let status = |name| Status::from_str(name, true).expect(name);
        assert_eq!(
            api_names(&[status("Failed"), status("stopped"), status("pending")]),
            [
                "STOPPED",
                "ROLLBACK_SUCCESSFUL",
                "ROLLBACK_FAILED",
                "PENDING"
            ]
        );
    }

    #[test]
    fn ongoing_and_finished_are_everything() {
        let singles = ALL.iter().filter(|status| status.help.is_empty());
        let both = api_names(&ALL[..2]);
        assert_eq!(both.len(), singles.clone().count());
        assert!(singles.clone().all(|status| both.contains(&status.name)));
    }
}
