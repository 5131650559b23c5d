//! Every member of a service revision and of a task definition that the API has, from a list of them.
//!
//! `members.txt` has a line for each: its path, in which `[]` stands for the items of a list, and
//! what it is.

use crate::named_changes;
use ecs_history::model::config_diff::Configuration;
use ecs_history::model::shape::{
    DefaultValue, Keyed, Kind, Member, SERVICE_REVISION, Shape, TASK_DEFINITION, member,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const MEMBERS: &str = include_str!("members.txt");

/// The lists whose order is compared. All others are sets, or have items with a name.
const ORDERED: &[&str] = &[
    "taskDefinition.containerDefinitions[].command",
    "taskDefinition.containerDefinitions[].dnsSearchDomains",
    "taskDefinition.containerDefinitions[].dnsServers",
    "taskDefinition.containerDefinitions[].entryPoint",
    "taskDefinition.containerDefinitions[].environmentFiles",
    "taskDefinition.containerDefinitions[].healthCheck.command",
];

/// What is not configuration.
const IGNORED: &[&str] = &[
    "serviceRevision.clusterArn",
    "serviceRevision.createdAt",
    "serviceRevision.ecsManagedResources.autoScaling.applicationAutoScalingPolicies[].status",
    "serviceRevision.ecsManagedResources.autoScaling.applicationAutoScalingPolicies[].statusReason",
    "serviceRevision.ecsManagedResources.autoScaling.applicationAutoScalingPolicies[].updatedAt",
    "serviceRevision.ecsManagedResources.autoScaling.scalableTarget.status",
    "serviceRevision.ecsManagedResources.autoScaling.scalableTarget.statusReason",
    "serviceRevision.ecsManagedResources.autoScaling.scalableTarget.updatedAt",
    "serviceRevision.ecsManagedResources.gatewayConnections[].status",
    "serviceRevision.ecsManagedResources.ingressPaths[].certificate.status",
    "serviceRevision.ecsManagedResources.ingressPaths[].certificate.statusReason",
    "serviceRevision.ecsManagedResources.ingressPaths[].certificate.updatedAt",
    "serviceRevision.ecsManagedResources.ingressPaths[].listener.status",
    "serviceRevision.ecsManagedResources.ingressPaths[].listener.statusReason",
    "serviceRevision.ecsManagedResources.ingressPaths[].listener.updatedAt",
    "serviceRevision.ecsManagedResources.ingressPaths[].loadBalancer.status",
    "serviceRevision.ecsManagedResources.ingressPaths[].loadBalancer.statusReason",
    "serviceRevision.ecsManagedResources.ingressPaths[].loadBalancer.updatedAt",
    "serviceRevision.ecsManagedResources.ingressPaths[].loadBalancerSecurityGroups[].status",
    "serviceRevision.ecsManagedResources.ingressPaths[].loadBalancerSecurityGroups[].statusReason",
    "serviceRevision.ecsManagedResources.ingressPaths[].loadBalancerSecurityGroups[].updatedAt",
    "serviceRevision.ecsManagedResources.ingressPaths[].rule.status",
    "serviceRevision.ecsManagedResources.ingressPaths[].rule.statusReason",
    "serviceRevision.ecsManagedResources.ingressPaths[].rule.updatedAt",
    "serviceRevision.ecsManagedResources.ingressPaths[].targetGroups[].status",
    "serviceRevision.ecsManagedResources.ingressPaths[].targetGroups[].statusReason",
    "serviceRevision.ecsManagedResources.ingressPaths[].targetGroups[].updatedAt",
    "serviceRevision.ecsManagedResources.logGroups[].status",
    "serviceRevision.ecsManagedResources.logGroups[].statusReason",
    "serviceRevision.ecsManagedResources.logGroups[].updatedAt",
    "serviceRevision.ecsManagedResources.metricAlarms[].status",
    "serviceRevision.ecsManagedResources.metricAlarms[].statusReason",
    "serviceRevision.ecsManagedResources.metricAlarms[].updatedAt",
    "serviceRevision.ecsManagedResources.serviceSecurityGroups[].status",
    "serviceRevision.ecsManagedResources.serviceSecurityGroups[].statusReason",
    "serviceRevision.ecsManagedResources.serviceSecurityGroups[].updatedAt",
    "serviceRevision.resolvedConfiguration",
    "serviceRevision.serviceArn",
    "serviceRevision.serviceRevisionArn",
    "taskDefinition.compatibilities",
    "taskDefinition.deleteRequestedAt",
    "taskDefinition.deregisteredAt",
    "taskDefinition.registeredAt",
    "taskDefinition.registeredBy",
    "taskDefinition.requiresAttributes",
    "taskDefinition.revision",
    "taskDefinition.status",
    "taskDefinition.taskDefinitionArn",
];

/// Compared as `images`, and, where the task definition is known, as that.
const ELSEWHERE: &[&str] = &[
    "serviceRevision.containerImages",
    "serviceRevision.taskDefinition",
];

fn members() -> impl Iterator<Item = (&'static str, &'static str)> {
    MEMBERS
        .lines()
        .map(|line| line.split_once(' ').expect("a path and a kind"))
}

/// The member at a path of the list.
fn known(path: &str) -> Option<Member> {
    let mut shape: Shape = match path.split('.').next()? {
        "serviceRevision" => SERVICE_REVISION,
        _ => TASK_DEFINITION,
    };
    let mut found = None;
    for name in path.split('.').skip(1) {
        let member = *member(shape, name.trim_end_matches("[]"))?;
        shape = match member.kind {
            Kind::Structure(shape) | Kind::Union(shape) | Kind::Keyed(Keyed { shape, .. }) => shape,
            // What is below is decided by it.
            Kind::Ignored | Kind::Ordered | Kind::Metrics => return Some(member),
            _ => &[],
        };
        found = Some(member);
    }
    found
}

#[test]
fn each_member_of_the_api_is_known_for_what_it_is() {
    let mut problems = Vec::new();
    let mut lists = 0;
    for (path, kind) in members() {
        lists += usize::from(kind.starts_with("list"));
        let known = known(path).map(|member| member.kind);
        let is_right = match (kind, known) {
            (_, Some(Kind::Ignored)) => true,
            ("list", Some(Kind::Keyed(_) | Kind::Ordered | Kind::Union(_) | Kind::Metrics))
            | ("list of scalars", Some(Kind::Set | Kind::Ordered | Kind::Metrics))
            | ("structure", Some(Kind::Structure(_)))
            | ("map", Some(Kind::Map(_)))
            | (
                "scalar",
                Some(
                    Kind::Scalar
                    | Kind::Size(_)
                    | Kind::SwapsWith(_)
                    | Kind::Ordered
                    | Kind::Metrics,
                ),
            ) => true,
            _ => ELSEWHERE
                .iter()
                .any(|elsewhere| path.starts_with(elsewhere)),
        };
        if !is_right {
            problems.push(format!("{path} {kind}: {known:?}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(lists >= 68, "only {lists} lists");
}

#[test]
fn no_member_is_invented() {
    let all: BTreeSet<String> = members()
        .map(|(path, _)| path.replace("[]", ""))
        .chain(["serviceRevision.derived".to_owned()])
        .collect();
    let (mut ordered, mut ignored) = (BTreeSet::new(), BTreeSet::new());
    for (root, shape) in roots() {
        walk(root, shape, &mut |path, member, _| {
            assert!(all.contains(&path.replace("[]", "")), "{path}");
            match member.kind {
                Kind::Ordered => drop(ordered.insert(path.to_owned())),
                Kind::Ignored => drop(ignored.insert(path.to_owned())),
                _ => {}
            }
        });
    }
    let expected = |list: &[&str]| list.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(ordered, expected(ORDERED));
    for path in ["serviceRevision.containerImages", "serviceRevision.derived"] {
        assert!(ignored.remove(path), "{path}");
    }
    assert_eq!(ignored, expected(IGNORED));
}

fn roots() -> [(&'static str, Shape); 2] {
    [
        ("serviceRevision", SERVICE_REVISION),
        ("taskDefinition", TASK_DEFINITION),
    ]
}

/// Calls back for each member with its path and the keys of the list that it is in.
fn walk(path: &str, shape: Shape, each: &mut dyn FnMut(&str, &Member, &[&str])) {
    walk_in(path, shape, &[], each);
}

fn walk_in(path: &str, shape: Shape, keys: &[&str], each: &mut dyn FnMut(&str, &Member, &[&str])) {
    for member in shape {
        let path = format!("{path}.{}", member.name);
        each(&path, member, keys);
        match member.kind {
            Kind::Structure(shape) => walk_in(&path, shape, &[], each),
            Kind::Keyed(Keyed { shape, keys, .. }) => {
                walk_in(&format!("{path}[]"), shape, keys, each)
            }
            Kind::Union(shape) => walk_in(&format!("{path}[]"), shape, &[], each),
            _ => {}
        }
    }
}

/// A configuration with every member: each text is different, and each list has two items.
fn everything() -> Value {
    let mut root = json!({});
    for (path, kind) in members() {
        let union = path.contains("containerConfigurations[]");
        let lists = path.matches("[].").count();
        // Each combination of the first and the second item of the lists on the way.
        for combination in 0..1usize << lists {
            let mut value = &mut root;
            let mut number = combination;
            let names: Vec<&str> = path.split('.').collect();
            for (index, name) in names.iter().enumerate() {
                let is_last = index + 1 == names.len();
                value = match name.strip_suffix("[]") {
                    Some(name) if !is_last => {
                        let item = number % 2;
                        number /= 2;
                        if union && item == 1 {
                            break;
                        }
                        let list = &mut value[name];
                        if list.is_null() {
                            *list = json!([]);
                        }
                        let items = list.as_array_mut().expect("a list");
                        while items.len() <= item {
                            items.push(json!({}));
                        }
                        &mut items[item]
                    }
                    name => &mut value[name.unwrap_or(names[index])],
                };
            }
            let text = format!("{path} {combination}");
            match kind {
                _ if union && combination == 1 => {}
                "scalar" => *value = text.into(),
                "map" => *value = json!({"name": text}),
                "list of scalars" => *value = json!([format!("{text} a"), format!("{text} b")]),
                _ => {}
            }
        }
    }
    root
}

fn configuration(everything: &Value) -> Configuration {
    let mut revision = everything["serviceRevision"].clone();
    // The service revision and the task definition have the same images.
    let members = revision.as_object_mut().expect("a structure");
    members.shift_remove("containerImages");
    Configuration {
        revision,
        task_definition: Some(everything["taskDefinition"].clone()),
    }
}

/// Changes what is at a path of the list, in the first item of each list on the way.
fn changed(everything: &Value, path: &str, change: &dyn Fn(&mut Value, &str)) -> Configuration {
    let mut changed = everything.clone();
    let mut value = &mut changed;
    let (parents, last) = path.rsplit_once('.').expect("a parent");
    for name in parents.split('.') {
        value = match name.strip_suffix("[]") {
            Some(name) => &mut value[name][0],
            None => &mut value[name],
        };
    }
    change(value, last.trim_end_matches("[]"));
    configuration(&changed)
}

#[test]
fn each_member_that_changes_is_shown() {
    let everything = everything();
    let old = configuration(&everything);
    assert_eq!(named_changes(&old, &old), [""; 0]);
    let mut problems = Vec::new();
    for (path, kind) in members() {
        let is = |list: &[&str]| {
            list.iter().any(|other| {
                path == *other
                    || path.trim_end_matches("[]") == *other
                    || path.starts_with(&format!("{other}["))
                    || path.starts_with(&format!("{other}."))
            })
        };
        if is(ELSEWHERE) || path.contains("[].metricNames") {
            continue;
        }
        let new = changed(&everything, path, &|parent, name| {
            parent[name] = match &parent[name] {
                Value::String(text) => format!("{text}, changed").into(),
                Value::Array(items) => items[1..].into(),
                Value::Object(members) => json!({"name": members.len()}),
                _ => json!("changed"),
            }
        });
        let lines = named_changes(&old, &new);
        if lines.is_empty() != is(IGNORED) {
            problems.push(format!("{path}: {lines:#?}"));
        }
        // Each line is about this one and nothing else.
        let is_name = path.ends_with("containerDefinitions[].name");
        if kind == "scalar" && lines.len() > if is_name { 4 } else { 2 } {
            problems.push(format!("{path}: too much: {lines:#?}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn each_member_that_is_removed_is_shown() {
    let everything = everything();
    let old = configuration(&everything);
    let mut problems = Vec::new();
    for (path, _) in members() {
        let Some(member) = known(path) else {
            continue;
        };
        let is_elsewhere = ELSEWHERE.iter().any(|other| path.starts_with(other));
        let is_pending =
            matches!(member.default, DefaultValue::Pending) && !path.ends_with("[].arn");
        if is_elsewhere || matches!(member.kind, Kind::Ignored) || is_pending {
            continue;
        }
        let new = changed(&everything, path, &|parent, name| {
            parent.as_object_mut().expect(path).shift_remove(name);
        });
        if named_changes(&old, &new).is_empty()
            && !path.ends_with("Policies[].arn")
            && !path.ends_with("logGroups[].arn")
        {
            problems.push(path);
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn each_list_is_reversed() {
    let everything = everything();
    let old = configuration(&everything);
    let mut problems = Vec::new();
    for (path, kind) in members().filter(|(_, kind)| kind.starts_with("list")) {
        let new = changed(&everything, path, &|parent, name| {
            if let Some(items) = parent[name].as_array_mut() {
                items.reverse();
            }
        });
        let lines = named_changes(&old, &new);
        let has_order = ORDERED.contains(&path.trim_end_matches("[]"));
        if lines.is_empty() == has_order {
            problems.push(format!("{path} {kind}: {lines:#?}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn each_default_is_the_same_as_absent_and_each_other_value_is_not() {
    let mut everything = everything();
    everything["serviceRevision"]["launchType"] = json!("FARGATE");
    everything["taskDefinition"]["networkMode"] = json!("awsvpc");
    let everything = &everything;
    let (mut count, mut problems) = (0, Vec::new());
    for (root, shape) in roots() {
        walk(root, shape, &mut |path, member, keys| {
            if keys.contains(&member.name) {
                return;
            }
            let with = |value: Option<Value>| {
                changed(everything, path, &|parent, name| match &value {
                    Some(value) => parent[name] = value.clone(),
                    None => drop(parent.as_object_mut().expect(path).shift_remove(name)),
                })
            };
            let parent_of = |sibling: &str| {
                let (parents, _) = path.rsplit_once('.').expect("a parent");
                let mut value = everything;
                for name in parents.split('.') {
                    value = match name.strip_suffix("[]") {
                        Some(name) => &value[name][0],
                        None => &value[name],
                    };
                }
                value[sibling].clone()
            };
            let default = match member.default {
                DefaultValue::Is(text) | DefaultValue::OnFargate(text) => json!(text),
                DefaultValue::SameAs(name) => parent_of(name),
                DefaultValue::HostPort => parent_of("containerPort"),
                DefaultValue::AllOf(all) => json!(all),
                DefaultValue::None | DefaultValue::Pending | DefaultValue::If(..) => return,
            };
            count += 1;
            let same = named_changes(&with(None), &with(Some(default.clone())));
            let other = named_changes(&with(Some(default)), &with(Some(json!("other"))));
            if !same.is_empty() || other.is_empty() {
                problems.push(format!("{path}: {same:#?} {other:#?}"));
            }
        });
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(count >= 40, "only {count} defaults");
}
