//! The members of an object: which is which, what stands twice, what is missing, what does not belong.

use std::{borrow::Cow, collections::BTreeSet};

use serde_json::{Map, Value};

use super::{Coercion, label::is_slip, raw};
use crate::answer::{
    Repair,
    lenient::{Loose, plain},
    schema::{Called, Member, Node, Object},
    spelling::Spelling,
    validate::{join, problems_at},
};

type Written<'l, 't> = (Called, &'l Loose<'t>);

impl Coercion<'_> {
    pub(super) fn members(
        &mut self,
        object: &Object,
        members: &[(Cow<'_, str>, Loose<'_>)],
        whole: bool,
        closed: bool,
        place: &str,
    ) -> Value {
        let mut written: Vec<Vec<Written<'_, '_>>> = Vec::new();
        written.resize_with(object.members.len(), Vec::new);
        let mut value = Map::new();
        let (mut is_known, mut is_left_out) = (false, false);
        let named: BTreeSet<usize> =
            members.iter().filter_map(|(name, _)| Some(object.member(name)?.0)).collect();
        for (name, loose) in members.iter().filter(|(_, loose)| *loose != Loose::Cut) {
            match object.member(name).or_else(|| slipped(object, name, &named)) {
                Some((index, called)) => {
                    is_known = true;
                    if called != Called::Exactly {
                        self.repairs.add(Repair::RenamedMember);
                    }
                    if let Some(readings) = written.get_mut(index) {
                        readings.push((called, loose));
                    }
                }
                None if reports_an_error(name, loose) => {
                    let place = join(place, name);
                    self.doubts.push(format!("{place:?} reports an error; answer without it"));
                }
                None if object.closed => {
                    is_left_out = true;
                    self.repairs.add(Repair::UnknownMember);
                    self.unknown.insert(join(place, name));
                }
                None => {
                    let raw = raw(loose);
                    if value.get(name.as_ref()).is_some_and(|first| *first != raw) {
                        let place = join(place, name);
                        self.doubts.push(format!(
                            "the member {place:?} stands twice with different values"
                        ));
                    }
                    value.insert(name.clone().into_owned(), raw);
                }
            }
        }
        for (member, readings) in object.members.iter().zip(written) {
            let place = join(place, &member.name);
            if let Some(found) = self.member(member, &readings, &place) {
                value.insert(member.name.clone(), found);
            } else if closed
                // What was left out may be this one under another name.
                && !is_left_out
                && is_known
                && member.required
                && matches!(member.node, Node::Optional(_))
            {
                self.repairs.add(Repair::MissingNull);
                value.insert(member.name.clone(), Value::Null);
            }
        }
        let may_follow = |member: &&Member| !member.required && !value.contains_key(&member.name);
        if !whole && let Some(member) = object.members.iter().find(may_follow) {
            self.doubts.push(format!("the answer is cut before {:?}", join(place, &member.name)));
        }
        Value::Object(value)
    }

    /// The value of a member that was written as `readings`: by its name, by aliases, or more than once.
    fn member(
        &mut self,
        member: &Member,
        readings: &[Written<'_, '_>],
        place: &str,
    ) -> Option<Value> {
        let by_name = readings.iter().filter(|(called, _)| *called != Called::Alias).count();
        let mut readings = readings.iter();
        if by_name == 0 || by_name == readings.len() {
            let value = self.value(&member.node, readings.next()?.1, place);
            for (_, loose) in readings {
                self.repairs.add(Repair::RepeatedMember);
                if self.value(&member.node, loose, place) != value {
                    self.doubts
                        .push(format!("the member {place:?} stands twice with different values"));
                }
            }
            return Some(value);
        }
        // Where both its name and an alias stand, the alias may be a member of its own, as `reasoning` beside
        // `rationale` is. It must not say something else about the same label or number.
        let value = self.member(member, &by(&readings, |called| called != Called::Alias), place)?;
        let is_free = matches!(plain(&member.node), Node::Text { .. });
        for (_, loose) in by(&readings, |called| called == Called::Alias) {
            self.repairs.add(Repair::UnknownMember);
            if value.is_null() && *loose != Loose::Null {
                self.doubts.push(format!("{place:?} is null under one name and not under another"));
            }
            let other = self.value(&member.node, loose, place);
            if !is_free && other != value && problems_at(&member.node, &other, place).is_empty() {
                self.doubts
                    .push(format!("{place:?} stands there under two names with different values"));
            }
        }
        Some(value)
    }
}

fn by<'l, 't>(
    readings: &std::slice::Iter<'_, Written<'l, 't>>,
    is: impl Fn(Called) -> bool,
) -> Vec<Written<'l, 't>> {
    readings.clone().copied().filter(|(called, _)| is(*called)).collect()
}

/// The member that `name` means with one slip, if it is not among the `named`.
fn slipped(object: &Object, name: &str, named: &BTreeSet<usize>) -> Option<(usize, Called)> {
    let written = Spelling::of(name);
    let mut near = object
        .members
        .iter()
        .enumerate()
        .filter(|(_, member)| is_slip(Spelling::of(&member.name).as_str(), written.as_str()));
    let (index, _) = near.next()?;
    (near.next().is_none() && !named.contains(&index)).then_some((index, Called::Respelled))
}

/// Whether an unknown member says that something went wrong.
fn reports_an_error(name: &str, loose: &Loose<'_>) -> bool {
    let is_error =
        ["error", "errors", "refusal"].iter().any(|word| name.eq_ignore_ascii_case(word));
    let says_nothing = match loose {
        Loose::Null | Loose::Boolean(false) => true,
        Loose::Text { text, .. } => text.trim().is_empty(),
        Loose::List { items, .. } => items.is_empty(),
        Loose::Object { members, .. } => members.is_empty(),
        _ => false,
    };
    is_error && !says_nothing
}
