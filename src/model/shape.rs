//! What each member of a service revision and of a task definition means when two of them are
//! compared: which lists have an order, what identifies an item of a list, which value AWS takes for
//! a member that is absent, and what is no configuration at all.
//!
//! [`service_revision`] and [`task_definition`] are the tables. They have every member of the API's
//! shapes; a test compares them with a list of those. A member that is not in them is newer than this
//! program, and is compared as it is.

pub mod member;
pub mod service_revision;
pub mod task_definition;

pub use member::{
    DefaultValue, Keyed, Kind, Member, Shape, Surroundings, member, scalar, structure, text_of,
};
pub use service_revision::SERVICE_REVISION;
pub use task_definition::{CONTAINER, TASK_DEFINITION};

/// The parts of a container's image, which this program takes apart itself. ECS resolves a tag to a
/// digest only later, or not at all.
pub const IMAGES: Keyed = Keyed {
    keys: &["name"],
    value: "",
    shape: &[
        scalar("name"),
        scalar("repository"),
        scalar("tag"),
        scalar("digest").or(DefaultValue::Pending),
    ],
};

/// What is at a path in the tree that is compared, if this program knows it: a member, or an item of
/// a list. Each list is a member, and each of its items is one by its key.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    Member(Member),
    /// An item of this member.
    Item(Member),
}

impl Place {
    pub fn at(path: &[String]) -> Option<Self> {
        let mut names = path.iter();
        let root = match names.next()?.as_str() {
            "serviceRevision" => structure("serviceRevision", SERVICE_REVISION),
            "taskDefinition" => structure("taskDefinition", TASK_DEFINITION),
            "images" => Member::new("images", Kind::Keyed(IMAGES)),
            _ => return None,
        };
        let mut place = Self::Member(root);
        for name in names {
            place = match place {
                Self::Member(list) => match list.kind {
                    Kind::Structure(shape) | Kind::Union(shape) => {
                        Self::Member(*member(shape, name)?)
                    }
                    Kind::Keyed(_) | Kind::Set | Kind::Map(_) | Kind::Metrics => Self::Item(list),
                    _ => return None,
                },
                Self::Item(list) => match list.kind {
                    Kind::Keyed(Keyed { shape, .. }) => Self::Member(*member(shape, name)?),
                    _ => return None,
                },
            };
        }
        Some(place)
    }
}
