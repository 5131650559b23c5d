//! Members of structures, and what they mean when two of them are compared.

use serde_json::{Map, Value};

/// The members of a structure.
pub type Shape = &'static [Member];

/// A member of a structure.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    pub name: &'static str,
    pub kind: Kind,
    pub default: DefaultValue,
}

/// How the values of a member are compared.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A text, a number or a boolean. A number is the same as a text that spells it.
    Scalar,
    /// A number of MiB or CPU units as a text, which may have this unit of 1,024 instead.
    Size(&'static str),
    /// One of two scalars that ECS exchanges with each deployment; the name is that of the other.
    SwapsWith(&'static str),
    Structure(Shape),
    /// Names and values that users choose, and the values that AWS takes for absent names.
    Map(&'static [(&'static str, &'static str)]),
    /// A list whose order has a meaning.
    Ordered,
    /// A list of scalars whose order has no meaning.
    Set,
    /// A list of structures whose order has no meaning.
    Keyed(Keyed),
    /// A list of structures that have one member each.
    Union(Shape),
    /// A list of `metricNames` with the `resolutionSeconds` at which they are collected.
    Metrics,
    /// Not configuration.
    Ignored,
}

/// What identifies an item of a list.
#[derive(Debug, Clone, Copy)]
pub struct Keyed {
    /// The members that identify it.
    pub keys: &'static [&'static str],
    /// The member that represents it where it has no others.
    pub value: &'static str,
    pub shape: Shape,
}

/// What an absent member means.
#[derive(Debug, Clone, Copy)]
pub enum DefaultValue {
    /// Nothing that could be written down.
    None,
    /// The same as this value.
    Is(&'static str),
    /// The same as this value if the tasks run on Fargate.
    OnFargate(&'static str),
    /// The same as this value if the member of this name has this other value.
    If(&'static str, &'static str, &'static str),
    /// The same as the member of this name.
    SameAs(&'static str),
    /// 0, or the same as `containerPort` where a task has its own network or that of the host.
    HostPort,
    /// The same as a list of these.
    AllOf(&'static [&'static str]),
    /// Not known yet: ECS fills it in later, so that only two values can be compared.
    Pending,
}

impl Member {
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        let default = DefaultValue::None;
        Self {
            name,
            kind,
            default,
        }
    }

    /// A member without a name or a default.
    pub const fn new_of(kind: Kind) -> Self {
        Self::new("", kind)
    }

    pub const fn or(self, default: DefaultValue) -> Self {
        Self { default, ..self }
    }
}

pub const fn scalar(name: &'static str) -> Member {
    Member::new(name, Kind::Scalar)
}

pub const fn ignored(name: &'static str) -> Member {
    Member::new(name, Kind::Ignored)
}

pub const fn structure(name: &'static str, shape: Shape) -> Member {
    Member::new(name, Kind::Structure(shape))
}

pub const fn map(name: &'static str) -> Member {
    Member::new(name, Kind::Map(&[]))
}

pub const fn ordered(name: &'static str) -> Member {
    Member::new(name, Kind::Ordered)
}

pub const fn set(name: &'static str) -> Member {
    Member::new(name, Kind::Set)
}

pub const fn keyed(
    name: &'static str,
    keys: &'static [&'static str],
    value: &'static str,
    shape: Shape,
) -> Member {
    Member::new(name, Kind::Keyed(Keyed { keys, value, shape }))
}

/// A boolean that is false where it is absent.
pub const fn flag(name: &'static str) -> Member {
    scalar(name).or(DefaultValue::Is("false"))
}

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>
pub const TAGS: Member = keyed("tags", &["key"], "value", &[scalar("key"), scalar("value")]);

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html>
pub const LOG_CONFIGURATION: Shape = &[
    scalar("logDriver"),
    // What `mode` is by default depends on the date and on a setting of the account.
    Member::new(
        "options",
        Kind::Map(&[
            ("awslogs-create-group", "false"),
            ("max-buffer-size", "10m"),
        ]),
    ),
    keyed("secretOptions", &["name"], "valueFrom", SECRET),
];

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html>
pub const SECRET: Shape = &[scalar("name"), scalar("valueFrom")];

/// What a default may depend on.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    pub is_fargate: bool,
    pub network_mode: String,
}

impl DefaultValue {
    /// The text of the value that AWS takes for the member if it is absent, in a structure with the
    /// other `members`.
    pub fn text(&self, members: &Map<String, Value>, around: &Surroundings) -> Option<String> {
        let member = |name: &str| members.get(name).map(text_of);
        match self {
            Self::Is(text) => Some((*text).to_owned()),
            Self::OnFargate(text) => around.is_fargate.then(|| (*text).to_owned()),
            Self::If(name, other, text) => {
                (member(name).as_deref() == Some(*other)).then(|| (*text).to_owned())
            }
            Self::SameAs(name) => member(name),
            Self::HostPort => match around.network_mode.as_str() {
                "awsvpc" | "host" => member("containerPort"),
                _ => None,
            },
            Self::None | Self::AllOf(_) | Self::Pending => None,
        }
    }
}

/// The member of this name.
pub fn member<'a>(shape: &'a [Member], name: &str) -> Option<&'a Member> {
    shape.iter().find(|member| member.name == name)
}

/// A scalar as a text.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
