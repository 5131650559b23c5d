//! A change of a configuration as one line.

use crate::model::config_diff::{ChangeGroup, ConfigChange};
use crate::model::mask::{MASK, Masking};
use crate::model::revision::short_digest;
use crate::render::block::short_arn;
use crate::render::context::{Context, Paint};
use crate::render::text::clean;
use serde_json::Value;

/// Members of a path to leave out, since the group implies them.
const LEFT_OUT: &[&str] = &[
    "images",
    "taskDefinition",
    "serviceRevision",
    "networkConfiguration",
    "awsvpcConfiguration",
    "loadBalancers",
    "environment",
    "ecsManagedResources",
    "applicationAutoScalingPolicies",
];

/// The name of an item of a list.
const SINGULAR: &[(&str, &str)] = &[
    ("subnets", "subnet"),
    ("securityGroups", "security group"),
    ("capacityProviderStrategy", "capacity provider"),
    ("portMappings", "port"),
    ("mountPoints", "mount"),
    ("secrets", "secret"),
    ("volumes", "volume"),
    ("tags", "tag"),
    ("ingressPaths", "ingress path"),
    ("loadBalancerSecurityGroups", "security group"),
    ("targetGroups", "target group"),
    ("subnetIds", "subnet"),
    ("securityGroupIds", "security group"),
    ("metricAlarms", "alarm"),
    ("serviceSecurityGroups", "security group"),
    ("logGroups", "log group"),
    ("gatewayConnections", "gateway connection"),
];

/// A change as a line: `~ LOG_LEVEL: info → debug`, `+`, `-`.
pub struct Line {
    pub mark: char,
    pub text: String,
}

impl Line {
    /// The line for a change, not cleaned yet.
    pub fn of(change: &ConfigChange, masking: Masking) -> Self {
        let value = |value: &Option<Value>, whole: bool| {
            let value = masking.apply(&change.path, value.as_ref()?);
            shown(change, &value, whole)
        };
        let both = |whole| (value(&change.old, whole), value(&change.new, whole));
        let (mut old, mut new) = both(false);
        if old == new {
            // The shortened values are equal, so the difference is in what was left out, such as the
            // account in an ARN.
            (old, new) = both(true);
        }
        let masked = |value: &Option<Value>| Some(masking.apply(&change.path, value.as_ref()?));
        let (masked_old, masked_new) = (masked(&change.old), masked(&change.new));
        if old.is_some() && old == new && masked_old != masked_new {
            // A text that spells a number.
            let json = |value: Option<Value>| Some(value?.to_string());
            (old, new) = (json(masked_old), json(masked_new));
        }
        let (mark, values) = match (&change.old, &change.new) {
            (None, _) => ('+', new),
            (_, None) => ('-', old),
            // Twice the same would not look like a change.
            _ if old == new && is_masked_in_part(&new) => (
                '~',
                new.map(|text| format!("{text} (changed where masked)")),
            ),
            _ => (
                '~',
                Some(format!(
                    "{} → {}",
                    old.unwrap_or_default(),
                    new.unwrap_or_default()
                )),
            ),
        };
        let label = label(change);
        let text = match values {
            Some(values) => format!("{label}: {values}"),
            None => label,
        };
        Self { mark, text }
    }

    /// The line for people, cleaned and colored.
    pub fn painted(&self, context: &Context) -> String {
        let paint = match self.mark {
            '+' => Paint::Good,
            '-' => Paint::Bad,
            _ => Paint::Waiting,
        };
        let text = clean(&self.text);
        context.paint(&format!("{} {text}", self.mark), paint)
    }
}

/// All changes, each with its group in front.
pub fn named_lines(changes: &[ConfigChange], masking: Masking) -> Vec<String> {
    let lines = changes.iter().map(|change| {
        let Line { mark, text } = Line::of(change, masking);
        clean(&format!("{}: {mark} {text}", group_name(&change.group()))).into_owned()
    });
    lines.collect()
}

/// Whether a value is shown with only a part of it masked.
fn is_masked_in_part(shown: &Option<String>) -> bool {
    shown
        .as_ref()
        .is_some_and(|text| text.contains(MASK) && text != MASK)
}

/// The heading of a group.
pub fn group_name(group: &ChangeGroup) -> String {
    match group {
        ChangeGroup::Images => "Images".to_owned(),
        ChangeGroup::Container(name) => format!("Container {name}"),
        ChangeGroup::Network => "Network".to_owned(),
        ChangeGroup::LoadBalancing => "Load balancing".to_owned(),
        ChangeGroup::Capacity => "Capacity".to_owned(),
        ChangeGroup::Configuration => "Configuration".to_owned(),
    }
}

/// What changed, without what the group implies.
fn label(change: &ConfigChange) -> String {
    let mut path = change.path.as_slice();
    if let (ChangeGroup::Container(_), [_, _, _, rest @ ..]) = (change.group(), path) {
        if rest.is_empty() {
            return "the container".to_owned();
        }
        path = rest;
    }
    let mut label = String::new();
    let mut separator = "";
    let mut names = path.iter().enumerate().peekable();
    while let Some((index, name)) = names.next() {
        let is_last = names.peek().is_none();
        if LEFT_OUT.contains(&name.as_str()) && !is_last {
            // The name of an item follows, and then its members.
            continue;
        }
        label += separator;
        let singular = SINGULAR.iter().find(|(list, _)| list == name);
        match singular.filter(|_| !is_last) {
            Some((_, singular)) => {
                let item = names.next().map(|(_, item)| short_arn(item));
                label += &format!("{singular} {}", item.unwrap_or_default());
                separator = " ";
            }
            None => {
                label += short_arn(name);
                let list = index.checked_sub(1).and_then(|before| path.get(before));
                if list.is_some_and(|list| list == "images" || list == "loadBalancers") {
                    separator = " ";
                }
                if separator.is_empty() {
                    separator = ".";
                }
            }
        }
    }
    label
}

/// A value for a line. `None` if the label contains it.
fn shown(change: &ConfigChange, value: &Value, whole_value: bool) -> Option<String> {
    let is_secret = change.path.iter().any(|name| name == "secrets");
    let whole = change.path.len();
    match (value, change.path.last().map(String::as_str)) {
        (_, _) if matches!(change.group(), ChangeGroup::Container(_)) && whole == 3 => None,
        // The item of a set.
        _ if change.is_set_item() => None,
        (Value::Object(members), _) if members.is_empty() => None,
        (Value::Object(image), _) if change.group() == ChangeGroup::Images => {
            Some(whole_image(image))
        }
        (Value::String(text), Some("digest"))
            if change.group() == ChangeGroup::Images && !whole_value =>
        {
            Some(short_digest(text).to_owned())
        }
        (Value::String(text), _) if text.is_empty() => Some("\"\"".to_owned()),
        (Value::String(text), _) if is_secret || whole_value => Some(text.clone()),
        (Value::String(text), _) => Some(short_arn(text).to_owned()),
        (other, _) => Some(other.to_string()),
    }
}

/// `redis:7 @ 28402db69fec`.
fn whole_image(image: &serde_json::Map<String, Value>) -> String {
    let part = |name: &str| image.get(name).and_then(Value::as_str);
    let mut text = part("repository").unwrap_or_default().to_owned();
    if let Some(tag) = part("tag") {
        text += &format!(":{tag}");
    }
    if let Some(digest) = part("digest") {
        text += &format!(" @ {}", short_digest(digest));
    }
    text
}
