//! What the place of a value in a configuration says about it.

use crate::model::mask::names::Meaning;
use crate::model::mask::values::meaning_of_member;

/// Lists of names and values, and what a container runs.
const GIVEN_LISTS: &[&str] = &[
    "environment",
    "command",
    "entryPoint",
    "dockerLabels",
    "options",
    "properties",
    "systemControls",
    "labels",
    "driverOpts",
    "tags",
];

/// Members of a container that say how it runs, not what it is given.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
const MEMBERS_OF_A_CONTAINER: &[&str] = &[
    "cpu",
    "credentialSpecs",
    "dependsOn",
    "disableNetworking",
    "dnsSearchDomains",
    "dnsServers",
    "dockerSecurityOptions",
    "environmentFiles",
    "essential",
    "extraHosts",
    "firelensConfiguration",
    "healthCheck",
    "hostname",
    "image",
    "interactive",
    "links",
    "linuxParameters",
    "logConfiguration",
    "memory",
    "memoryReservation",
    "mountPoints",
    "name",
    "portMappings",
    "privileged",
    "pseudoTerminal",
    "readonlyRootFilesystem",
    "repositoryCredentials",
    "resourceRequirements",
    "restartPolicy",
    "secrets",
    "startTimeout",
    "stopTimeout",
    "ulimits",
    "user",
    "versionConsistency",
    "volumesFrom",
    "workingDirectory",
];

/// Lists of references to secrets. Where a secret is stored is no secret.
const SECRET_REFERENCES: &[&str] = &["secrets", "secretOptions"];

/// Lists whose items have a name that says nothing about their value.
const NAMED_LISTS: &[&str] = &[
    "capacityProviderStrategy",
    "clientAliases",
    "containerDefinitions",
    "dependsOn",
    "devices",
    "extraHosts",
    "images",
    "loadBalancers",
    "mountPoints",
    "portMappings",
    "resourceRequirements",
    "securityGroups",
    "services",
    "subnets",
    "tmpfs",
    "ulimits",
    "volumeConfigurations",
    "volumes",
    "volumesFrom",
];

/// What a path says about the value that it leads to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    pub meaning: Meaning,
    /// A reference to a secret, or a part of an image's name.
    pub is_reference: bool,
    /// Whether `Masking::All` masks it.
    pub is_given: bool,
    /// Whether its name is that of an item of a list, and not the name of a member. A container may
    /// be called `options`.
    is_item: bool,
}

impl Place {
    /// `path` is where it is in the tree of
    /// [`Configuration::tree`](crate::model::configuration::Configuration::tree).
    pub fn at(path: &[String]) -> Self {
        let mut place = Self::default();
        let mut parents = ["", ""];
        for name in path {
            place = place.member(name, parents);
            parents = [parents[1], name];
        }
        place
    }

    /// The place of a member. `parents` are the two names that lead to it.
    pub fn member(self, name: &str, parents: [&str; 2]) -> Self {
        let [grandparent, parent] = parents;
        if NAMED_LISTS.contains(&parent) && !self.is_item {
            return Self {
                meaning: Meaning::Unrevealing,
                is_item: true,
                ..self
            };
        }
        let is_in_container = grandparent == "containerDefinitions" && self.is_item;
        let is_unknown = is_in_container && !MEMBERS_OF_A_CONTAINER.contains(&name);
        let is_reference = SECRET_REFERENCES.contains(&name) && !self.is_given;
        Self {
            meaning: meaning_of_member(name, self.meaning),
            is_reference: self.is_reference
                || is_reference
                || name == "images" && parent.is_empty(),
            is_given: self.is_given || is_unknown || GIVEN_LISTS.contains(&name),
            is_item: false,
        }
    }
}

/// Whether the members of this list have names that users choose, so that an item may be called
/// `name` or `value`.
pub fn has_chosen_names(list: &str) -> bool {
    [NAMED_LISTS, GIVEN_LISTS, SECRET_REFERENCES]
        .iter()
        .any(|lists| lists.contains(&list))
}
