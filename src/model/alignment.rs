//! Two values of a member in the form that is compared: lists whose order has no meaning become maps,
//! what is not configuration is left out, and what means the same on both sides is the same.

mod lists;
mod values;

use crate::model::alignment::lists::{
    Numbers, align_named, key_of, key_text, merged, metrics, named, set,
};
use crate::model::alignment::values::{
    Pair, Sides, canonical, given, is_given, is_list_of_objects, is_list_of_scalars, is_same_list,
    is_scalar, items, not_empty, same_scalar, same_size, same_value, sorted_text,
};
use crate::model::shape::{
    DefaultValue, Keyed, Kind, Member, Shape, Surroundings, member, text_of,
};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Aligns what both configurations have.
#[derive(Debug)]
pub struct Aligner<'a> {
    /// What defaults depend on.
    pub around: Sides<&'a Surroundings>,
}

/// The other members of the structure that a value is in; `None` if that is absent.
type Siblings<'a> = Sides<Option<&'a Map<String, Value>>>;

impl Aligner<'_> {
    /// Aligns two structures.
    pub fn structure(&self, shape: Shape, old: Option<&Value>, new: Option<&Value>) -> Pair {
        match (old, new) {
            (Some(Value::Object(old)), Some(Value::Object(new))) => {
                let (old, new) = self.members(shape, Some(old), Some(new));
                (not_empty(old), not_empty(new))
            }
            // What has only defaults means the same as nothing.
            (Some(Value::Object(only)), None) => {
                let shown = !self.stripped(shape, only, true).is_empty();
                (shown.then(|| self.whole(shape, only, true).into()), None)
            }
            (None, Some(Value::Object(only))) => {
                let shown = !self.stripped(shape, only, false).is_empty();
                (None, shown.then(|| self.whole(shape, only, false).into()))
            }
            (old, new) => self.unknown(old, new),
        }
    }

    /// The members of a structure without those that have their default, at every depth. Lists whose
    /// order has no meaning are sorted.
    fn stripped(
        &self,
        shape: Shape,
        members: &Map<String, Value>,
        is_old: bool,
    ) -> Map<String, Value> {
        let siblings = one_sided(Some(members), is_old);
        let members = members.iter().filter_map(|(name, value)| {
            let Some(member) = member(shape, name) else {
                return Some((name.clone(), canonical(value)?));
            };
            if !is_given(&value) || self.is_default(member, value, siblings, is_old) {
                return None;
            }
            let value = match member.kind {
                Kind::Ignored => None,
                Kind::Scalar | Kind::Size(_) if is_scalar(value) => Some(key_text(value).into()),
                Kind::Structure(shape) if value.is_object() => {
                    not_empty(self.stripped(shape, value.as_object()?, is_old))
                }
                Kind::Keyed(Keyed { shape, .. }) if is_list_of_objects(value) => {
                    let items = items(value).iter().filter_map(Value::as_object);
                    let mut items: Vec<String> = items
                        .map(|item| self.fingerprint(shape, item, is_old))
                        .collect();
                    items.sort();
                    Some(items.into())
                }
                Kind::Set if is_list_of_scalars(value) => {
                    let mut items: Vec<String> = items(value).iter().map(key_text).collect();
                    items.sort();
                    Some(items.into())
                }
                _ => {
                    let pair = self.member(member, one_sided(Some(value), is_old), siblings);
                    pair.0.or(pair.1)
                }
            };
            Some((name.clone(), value?))
        });
        members.collect()
    }

    /// A structure without defaults as a text, the same for two structures that mean the same.
    pub fn fingerprint(&self, shape: Shape, members: &Map<String, Value>, is_old: bool) -> String {
        sorted_text(&self.stripped(shape, members, is_old).into())
    }

    fn members(
        &self,
        shape: Shape,
        old: Option<&Map<String, Value>>,
        new: Option<&Map<String, Value>>,
    ) -> Sides<Map<String, Value>> {
        let none = Map::new();
        let (olds, news) = (old.unwrap_or(&none), new.unwrap_or(&none));
        let added = news.keys().filter(|name| !olds.contains_key(*name));
        let mut aligned = (Map::new(), Map::new());
        for name in olds.keys().chain(added) {
            let values = (olds.get(name), news.get(name));
            let (old, new) = match member(shape, name) {
                Some(member) => self.member(member, values, (old, new)),
                None => self.unknown(values.0, values.1),
            };
            aligned.0.extend(old.map(|old| (name.clone(), old)));
            aligned.1.extend(new.map(|new| (name.clone(), new)));
        }
        aligned
    }

    fn member<'v>(
        &self,
        member: &Member,
        values: Sides<Option<&'v Value>>,
        siblings: Siblings,
    ) -> Pair {
        let (old, new) = (values.0.filter(is_given), values.1.filter(is_given));
        match (member.kind, old, new) {
            (Kind::Ignored, ..) | (_, None, None) => (None, None),
            (_, Some(old), None) if self.is_default(member, old, siblings, true) => (None, None),
            (_, None, Some(new)) if self.is_default(member, new, siblings, false) => (None, None),
            (Kind::Scalar | Kind::Size(_), Some(old), Some(new)) => {
                let is_same = same_scalar(old, new)
                    || matches!(member.kind, Kind::Size(unit) if same_size(old, new, unit));
                match is_same {
                    true => (Some(old.clone()), Some(old.clone())),
                    false => (Some(old.clone()), Some(new.clone())),
                }
            }
            (Kind::SwapsWith(other), Some(old), Some(new)) => {
                let of = |members: Option<&Map<String, Value>>| members?.get(other).cloned();
                let (other_old, other_new) = (of(siblings.0), of(siblings.1));
                let is_swapped = Some(old) == other_new.as_ref() && Some(new) == other_old.as_ref();
                let new = if is_swapped { old } else { new };
                (Some(old.clone()), Some(new.clone()))
            }
            (Kind::Structure(shape), old, new) => self.structure(shape, old, new),
            (Kind::Map(defaults), ..) if given([old, new], Value::is_object) => {
                align_named(named(old), named(new), |name, value| {
                    let is_this = |(of, text): &&(&str, &str)| *of == name && value == *text;
                    defaults.iter().any(|default| is_this(&default))
                })
            }
            (Kind::Set, ..) if given([old, new], is_list_of_scalars) => {
                align_named(set(old), set(new), |_, _| false)
            }
            (Kind::Ordered, Some(old), Some(new)) if is_same_list(old, new) => {
                (Some(old.clone()), Some(old.clone()))
            }
            (Kind::Keyed(keyed), ..) if given([old, new], is_list_of_objects) => {
                let list = |list: Option<&'v Value>| list.map(items).unwrap_or_default();
                let (olds, news) = self.items(&keyed, list(old), list(new));
                (not_empty(olds), not_empty(news))
            }
            (Kind::Union(shape), ..) if given([old, new], |list| merged(list).is_some()) => {
                let whole = |list: Option<&Value>| Some(Value::from(merged(list?)?));
                self.structure(shape, whole(old).as_ref(), whole(new).as_ref())
            }
            (Kind::Metrics, ..) if given([old, new], |list| metrics(list).is_some()) => {
                // <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MonitoringConfiguration.html>
                let metrics = |list: Option<&Value>| list.and_then(metrics).unwrap_or_default();
                align_named(metrics(old), metrics(new), |_, resolution| {
                    resolution == "60"
                })
            }
            _ => self.unknown(old, new),
        }
    }

    /// Whether a value that only one side has is what AWS takes for an absent one.
    fn is_default(&self, member: &Member, value: &Value, siblings: Siblings, is_old: bool) -> bool {
        let (own, other, around) = match is_old {
            true => (siblings.0, siblings.1, self.around.0),
            false => (siblings.1, siblings.0, self.around.1),
        };
        match member.default {
            DefaultValue::Pending => other.is_some(),
            DefaultValue::AllOf(all) => {
                let given: HashSet<String> = items(value).iter().map(text_of).collect();
                given == all.iter().map(|item| (*item).to_owned()).collect()
            }
            // Docker chooses a port, or the network has but one that it can be.
            DefaultValue::HostPort if same_scalar(value, &0.into()) => true,
            default => {
                let none = Map::new();
                let text = default.text(own.unwrap_or(&none), around);
                text.is_some_and(|text| is_scalar(value) && same_scalar(value, &text.into()))
            }
        }
    }

    /// Aligns the items of two lists by their keys.
    pub fn items(&self, keyed: &Keyed, old: &[Value], new: &[Value]) -> Sides<Map<String, Value>> {
        let mut by_key: HashMap<String, Sides<Vec<&Map<String, Value>>>> = HashMap::new();
        let mut keys = Vec::new();
        let sides = [(old, true), (new, false)];
        for (list, is_old) in sides {
            for item in list.iter().filter_map(Value::as_object) {
                let key = key_of(item, keyed);
                if !by_key.contains_key(&key) {
                    keys.push(key.clone());
                }
                let (olds, news) = by_key.entry(key).or_default();
                if is_old {
                    olds.push(item)
                } else {
                    news.push(item)
                }
            }
        }
        keys.sort();
        let mut aligned = (Map::new(), Map::new());
        let mut numbers = Numbers::default();
        for key in keys {
            let Some((olds, news)) = by_key.remove(&key) else {
                continue;
            };
            for (old, new) in self.matched(keyed.shape, olds, news) {
                let name = numbers.next(&key);
                let (old, new) = self.item(keyed, old, new);
                aligned.0.extend(old.map(|old| (name.clone(), old)));
                aligned.1.extend(new.map(|new| (name, new)));
            }
        }
        aligned
    }

    /// Puts items with the same key together: first those that are the same, then in an order that
    /// does not depend on that of the lists.
    fn matched<'i>(
        &self,
        shape: Shape,
        olds: Vec<&'i Map<String, Value>>,
        news: Vec<&'i Map<String, Value>>,
    ) -> Vec<Sides<Option<&'i Map<String, Value>>>> {
        if olds.len() <= 1 && news.len() <= 1 {
            return vec![(olds.first().copied(), news.first().copied())];
        }
        let texts = |items: Vec<&'i Map<String, Value>>, is_old| {
            let mut items: Vec<(String, &Map<String, Value>)> = items
                .into_iter()
                .map(|item| (self.fingerprint(shape, item, is_old), item))
                .collect();
            items.sort_by(|(a, _), (b, _)| a.cmp(b));
            items
        };
        let (olds, news) = (texts(olds, true), texts(news, false));
        let mut matches = Vec::new();
        let (mut only_old, mut only_new) = (Vec::new(), Vec::new());
        let (mut olds, mut news) = (olds.into_iter().peekable(), news.into_iter().peekable());
        loop {
            match (olds.peek(), news.peek()) {
                (Some((old, _)), Some((new, _))) if old == new => {
                    let (old, new) = (olds.next(), news.next());
                    matches.push((old.map(|(_, item)| item), new.map(|(_, item)| item)));
                }
                (Some((old, _)), Some((new, _))) if old > new => only_new.extend(news.next()),
                (Some(_), _) => only_old.extend(olds.next()),
                (None, Some(_)) => only_new.extend(news.next()),
                (None, None) => break,
            }
        }
        for index in 0..only_old.len().max(only_new.len()) {
            let item = |items: &[(String, &'i Map<String, Value>)]| Some(items.get(index)?.1);
            matches.push((item(&only_old), item(&only_new)));
        }
        matches
    }

    /// Aligns two items of a list without the members that identify them. Where the item has no
    /// others than `value`, that stands for it.
    fn item(
        &self,
        keyed: &Keyed,
        old: Option<&Map<String, Value>>,
        new: Option<&Map<String, Value>>,
    ) -> Pair {
        let (olds, news) = match (old, new) {
            (Some(old), Some(new)) => self.members(keyed.shape, Some(old), Some(new)),
            (old, new) => {
                let whole = |item: Option<_>, is_old| Some(self.whole(keyed.shape, item?, is_old));
                (
                    whole(old, true).unwrap_or_default(),
                    whole(new, false).unwrap_or_default(),
                )
            }
        };
        let mut rest = (olds, news);
        for key in keyed.keys {
            rest.0.shift_remove(*key);
            rest.1.shift_remove(*key);
        }
        let is_value = |members: &Map<String, Value>| {
            !keyed.value.is_empty() && members.keys().all(|name| name == keyed.value)
        };
        let is_text = |item: Option<&Map<String, Value>>| {
            item.is_some_and(|item| item.get(keyed.value) == Some(&"".into()))
        };
        let has_value = !rest.0.is_empty() || !rest.1.is_empty() || is_text(old) || is_text(new);
        let represented = has_value && is_value(&rest.0) && is_value(&rest.1);
        let shown = |mut members: Map<String, Value>| match represented {
            // An empty text, which means the same as none.
            true => members.shift_remove(keyed.value).unwrap_or("".into()),
            false => members.into(),
        };
        (old.map(|_| shown(rest.0)), new.map(|_| shown(rest.1)))
    }

    /// A structure that only one side has, with the members that have their default.
    fn whole(
        &self,
        shape: Shape,
        members: &Map<String, Value>,
        is_old: bool,
    ) -> Map<String, Value> {
        let members = members.iter().filter_map(|(name, value)| {
            let value = match member(shape, name).map(|member| member.kind) {
                Some(Kind::Ignored) => None,
                Some(Kind::Structure(shape)) if value.is_object() => {
                    let whole = self.whole(shape, value.as_object()?, is_old);
                    not_empty(whole)
                }
                Some(kind) if is_list(kind) || matches!(kind, Kind::Map(_)) => {
                    // The items of a list count, whatever they say.
                    let member = Member::new_of(kind);
                    let pair = self.member(&member, one_sided(Some(value), is_old), (None, None));
                    pair.0.or(pair.1)
                }
                _ => canonical(value),
            };
            Some((name.clone(), value?))
        });
        members.collect()
    }

    /// Aligns values that this program does not know the meaning of.
    fn unknown(&self, old: Option<&Value>, new: Option<&Value>) -> Pair {
        match (old, new) {
            (Some(Value::Object(olds)), Some(Value::Object(news))) => {
                let (old, new) = self.members(&[], Some(olds), Some(news));
                (not_empty(old), not_empty(new))
            }
            (Some(old), Some(new)) if same_value(old, new) => {
                let old = canonical(old);
                (old.clone(), old)
            }
            (old, new) => (old.and_then(canonical), new.and_then(canonical)),
        }
    }
}

/// Both sides, of which one has nothing.
fn one_sided<T>(value: Option<T>, is_old: bool) -> Sides<Option<T>> {
    if is_old { (value, None) } else { (None, value) }
}

fn is_list(kind: Kind) -> bool {
    matches!(kind, Kind::Keyed(_) | Kind::Union(_) | Kind::Metrics)
}
