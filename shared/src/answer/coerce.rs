//! Toward the schema, one recorded step at a time.
//!
//! A value is brought into the form that the schema wants where that changes its form and not its meaning.
//! What does not fit is passed on as it was written: the schema says afterwards what is wrong with it, in the
//! same words as for plain JSON. Where a value could mean two things, the doubt is a problem of its own.

mod label;
mod number;
mod object;

use std::{borrow::Cow, collections::BTreeSet};

use serde_json::{Map, Number, Value};

use crate::{
    hidden::without_hidden,
    limits::{MAX_PROBLEMS, MAX_QUOTED_CHARACTERS},
    text::excerpt,
};

use super::{
    Repair,
    lenient::{self, Loose, Opening, plain},
    provenance::Repairs,
    schema::{Node, Schema},
    validate::{is_integer, is_null, problems_at, unfinished_at},
    wrapped,
};

/// A value in the form of the schema, and what is open about it.
#[derive(Debug)]
pub(super) struct Coerced {
    pub(super) value: Value,
    pub(super) repairs: Repairs,
    /// What has two readings, each in a sentence the model can act on.
    pub(super) doubts: Vec<String>,
    /// Where members were left out that the answer does not have.
    pub(super) unknown: BTreeSet<String>,
}

/// `loose` as `schema` wants it. `work` is what may be spent on reading JSON inside texts.
pub(super) fn coerced(schema: &Schema, loose: &Loose<'_>, work: &mut usize) -> Coerced {
    let mut coercion = Coercion {
        repairs: Repairs::default(),
        doubts: Vec::new(),
        unknown: BTreeSet::new(),
        work,
    };
    let value = coercion.value(&schema.root, loose, "");
    let Coercion { repairs, doubts, unknown, .. } = coercion;
    Coerced { value, repairs, doubts, unknown }
}

struct Coercion<'w> {
    repairs: Repairs,
    doubts: Vec<String>,
    unknown: BTreeSet<String>,
    work: &'w mut usize,
}

impl Coercion<'_> {
    fn value(&mut self, node: &Node, loose: &Loose<'_>, place: &str) -> Value {
        if matches!(loose, Loose::Text { cut: true, .. } | Loose::Cut)
            && !matches!(plain(node), Node::Text { .. })
        {
            self.doubts.push(format!("{place:?} is cut off"));
        }
        if let Loose::Number(written) = loose
            && !matches!(plain(node), Node::Number { .. })
            && plain_number(written).is_none()
        {
            self.doubts.push(format!(
                "{place:?} is {}, without quotes",
                excerpt(written, MAX_QUOTED_CHARACTERS)
            ));
        }
        if let Loose::Text { text, cut } = loose
            && matches!(plain(node), Node::Text { .. })
            && let Cow::Owned(shown) = without_hidden(text)
        {
            self.repairs.add(Repair::HiddenCharacter);
            let shown = Loose::Text { text: Cow::Owned(shown), cut: *cut };
            return self.value(node, &shown, place);
        }
        match node {
            Node::Judged(inner) => self.judged(inner, loose, place),
            Node::Optional(inner) => self.optional(inner, loose, place),
            Node::Object(object) => match loose {
                Loose::Object { members, whole, closed } => {
                    self.members(object, members, *whole, *closed, place)
                }
                _ => self.inside(node, loose, place),
            },
            Node::Array { items, min, .. } => self.list(node, items, *min, loose, place),
            Node::Text { .. } => match loose {
                Loose::Text { text, cut } => {
                    if *cut {
                        self.repairs.add(Repair::CutText);
                    }
                    Value::String(text.clone().into_owned())
                }
                _ => self.inside(node, loose, place),
            },
            Node::Choice(choices) => match loose {
                Loose::Text { text, cut: false } => {
                    match label::label(choices, text, last_name(place)) {
                        Some((label, repair)) => {
                            repair.into_iter().for_each(|repair| self.repairs.add(repair));
                            Value::String(label.to_owned())
                        }
                        None => raw(loose),
                    }
                }
                _ => self.inside(node, loose, place),
            },
            Node::Number { .. } => match loose {
                Loose::Number(written) => self.number(node, written, false, place),
                Loose::Text { text, cut: false } => self.number(node, text, true, place),
                _ => self.inside(node, loose, place),
            },
            Node::Boolean => match loose {
                Loose::Number(written) if matches!(written.as_ref(), "0" | "1") => {
                    self.repairs.add(Repair::BooleanAsText);
                    Value::Bool(written == "1")
                }
                Loose::Text { text, cut: false } => match truth(text) {
                    Some(truth) => {
                        self.repairs.add(Repair::BooleanAsText);
                        Value::Bool(truth)
                    }
                    None => raw(loose),
                },
                _ => self.inside(node, loose, place),
            },
        }
    }

    /// The one value that `loose` wraps, or `loose` as it is.
    fn inside(&mut self, node: &Node, loose: &Loose<'_>, place: &str) -> Value {
        let is_scalar = !matches!(node, Node::Object(_) | Node::Array { .. });
        let only = match loose {
            Loose::List { items, whole: true } => match items.as_slice() {
                [item] => Some(item),
                _ => None,
            },
            Loose::Object { members, whole: true, .. } if is_scalar => {
                wrapped::only_value(members, last_name(place))
            }
            _ => None,
        };
        if let Some(only) = only {
            self.repairs.add(Repair::ListForScalar);
            return self.value(node, only, place);
        }
        match loose {
            Loose::Text { text, cut: false } if !is_scalar => {
                self.encoded(node, text, place).unwrap_or_else(|| raw(loose))
            }
            _ => raw(loose),
        }
    }

    /// JSON that was written into a text.
    fn encoded(&mut self, node: &Node, text: &str, place: &str) -> Option<Value> {
        let text = text.trim();
        text.starts_with(['{', '[']).then_some(())?;
        let read = lenient::read(text, 0, Opening::Present, node, false, self.work).ok()?;
        (read.end == text.len()).then_some(())?;
        self.repairs.add(Repair::DoubleEncoded);
        self.repairs.extend(read.repairs);
        Some(self.value(node, &read.value, place))
    }

    fn optional(&mut self, inner: &Node, loose: &Loose<'_>, place: &str) -> Value {
        match loose {
            Loose::Null => Value::Null,
            Loose::Text { text, cut: false } if is_null(text) && !is_label(inner, text) => {
                self.repairs.add(Repair::NullAsText);
                Value::Null
            }
            _ => self.value(inner, loose, place),
        }
    }

    fn judged(&mut self, inner: &Node, loose: &Loose<'_>, place: &str) -> Value {
        let doubts = std::mem::take(&mut self.doubts);
        let value = self.value(inner, loose, place);
        let mut problems = std::mem::replace(&mut self.doubts, doubts);
        if let Loose::Broken(reason) = loose {
            problems.push(format!("{place:?} cannot be read: {reason}"));
        } else {
            problems.extend(problems_at(inner, &value, place));
        }
        if problems.is_empty() {
            problems.extend(unfinished_at(inner, &value, place));
        }
        problems.truncate(MAX_PROBLEMS);
        let (key, value) = match problems.is_empty() {
            true => ("Ok", value),
            false => ("Err", Value::from(problems)),
        };
        Value::Object(Map::from_iter([(key.to_owned(), value)]))
    }

    /// A list of one, where a single value stands for it. An item that is judged alone is no reason to take
    /// anything at all for a list.
    fn list_of_one(&mut self, items: &Node, loose: &Loose<'_>, place: &str) -> Value {
        self.repairs.add(Repair::ScalarForList);
        let item = self.value(items, loose, place);
        if matches!(items, Node::Judged(_)) && item.get("Err").is_some() {
            self.doubts.push(format!("{place:?} must be a list"));
        }
        Value::Array(vec![item])
    }

    fn list(
        &mut self,
        node: &Node,
        items: &Node,
        min: usize,
        loose: &Loose<'_>,
        place: &str,
    ) -> Value {
        if let Loose::Object { members, whole: true, .. } = loose
            && let Some(list @ Loose::List { .. }) = wrapped::only_value(members, last_name(place))
        {
            self.repairs.add(Repair::Wrapped);
            return self.value(node, list, place);
        }
        match loose {
            Loose::List { items: written, whole: true } => self.items(items, written, place),
            Loose::List { items: written, whole: false } => {
                self.repairs.add(Repair::CutList);
                let known = certain(items, written);
                if known.is_empty() {
                    // An empty list would say that there are none.
                    self.doubts.push(format!("{place:?} is cut before its first item"));
                }
                self.items(items, known, place)
            }
            Loose::Null if min == 0 => {
                self.repairs.add(Repair::NullForList);
                Value::Array(Vec::new())
            }
            Loose::Object { whole: true, .. } | Loose::Number(_) | Loose::Boolean(_) => {
                self.list_of_one(items, loose, place)
            }
            Loose::Text { text, cut: false } => match self.encoded(node, text, place) {
                Some(list) => list,
                None => self.list_in_a_text(items, text, place),
            },
            _ => raw(loose),
        }
    }

    fn items(&mut self, node: &Node, items: &[Loose<'_>], place: &str) -> Value {
        let items = items.iter().enumerate();
        items.map(|(index, item)| self.value(node, item, &format!("{place}[{index}]"))).collect()
    }

    /// A text where a list is due: several numbers or labels, or one item.
    fn list_in_a_text(&mut self, items: &Node, text: &str, place: &str) -> Value {
        self.repairs.add(Repair::ScalarForList);
        if matches!(plain(items), Node::Text { .. }) && (is_null(text) || enumerates(text)) {
            self.doubts.push(format!("{place:?} is one text; it must be a list of texts"));
        }
        if let Node::Choice(choices) = items
            && let Some(labels) = label::labels(choices, text)
        {
            self.repairs.add(Repair::LabelSpelling);
            return Value::from(labels);
        }
        let as_loose = |text| Loose::Text { text: Cow::Borrowed(text), cut: false };
        if matches!(items, Node::Number { .. }) && (text.contains(", ") || text.contains(';')) {
            let parts = text.split(", ").flat_map(|part| part.split(';'));
            return parts.map(|part| self.value(items, &as_loose(part.trim()), place)).collect();
        }
        self.list_of_one(items, &as_loose(text), place)
    }

    fn number(&mut self, node: &Node, written: &str, is_text: bool, place: &str) -> Value {
        let as_it_is = || match is_text {
            true => Value::String(written.to_owned()),
            false => plain_number(written).unwrap_or_else(|| Value::String(written.to_owned())),
        };
        if !is_text && let Some(number) = plain_number(written) {
            let Node::Number { minimum, maximum, integer, .. } = node else { return number };
            let is_kind = !integer || number.as_number().is_some_and(is_integer);
            if is_kind
                && number.as_f64().is_some_and(|value| (*minimum..=*maximum).contains(&value))
            {
                return number;
            }
        }
        match number::number(node, written, last_name(place)) {
            Some((value, repairs)) => {
                if is_text {
                    self.repairs.add(Repair::NumberAsText);
                }
                self.repairs.extend(repairs);
                value
            }
            None => as_it_is(),
        }
    }
}

/// The items of a list that the cut did not touch.
fn certain<'l, 't>(node: &Node, items: &'l [Loose<'t>]) -> &'l [Loose<'t>] {
    match items.split_last() {
        Some((last, others)) if !is_whole(node, last) => others,
        _ => items,
    }
}

/// Whether a cut may be all that is missing of a value: nothing of it is unknown.
fn is_whole(node: &Node, loose: &Loose<'_>) -> bool {
    match loose {
        Loose::Cut | Loose::Text { cut: true, .. } | Loose::List { whole: false, .. } => false,
        Loose::Object { members, whole: false, .. } => match node {
            Node::Object(object) => {
                members.iter().all(|(_, value)| {
                    !matches!(value, Loose::Cut | Loose::Text { cut: true, .. } | Loose::Number(_))
                }) && object
                    .members
                    .iter()
                    .all(|member| members.iter().any(|(name, _)| *name == member.name))
            }
            _ => false,
        },
        _ => true,
    }
}

/// Whether a text rather lists several things: `red, green, blue`, or lines with list marks.
fn enumerates(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let is_item = |line: &&str| line.trim_start().starts_with(['-', '*', '•']);
    let pieces: Vec<&str> = text.split([',', ';', '\n']).collect();
    let is_short = |piece: &&str| piece.split_whitespace().count() <= 3;
    (lines.len() > 1 && lines.iter().all(is_item))
        || (pieces.len() > 1 && pieces.iter().all(is_short))
}

/// The name of the member at `place`: `unit` of `lines[0].unit`.
fn last_name(place: &str) -> &str {
    let name = place.rsplit('.').next().unwrap_or_default();
    name.split('[').next().unwrap_or_default()
}

/// `loose` as JSON, whatever the schema says.
pub(super) fn raw(loose: &Loose<'_>) -> Value {
    match loose {
        Loose::Null | Loose::Cut | Loose::Broken(_) => Value::Null,
        Loose::Boolean(value) => Value::Bool(*value),
        Loose::Number(written) => {
            plain_number(written).unwrap_or_else(|| Value::String(written.clone().into_owned()))
        }
        Loose::Text { text, .. } => Value::String(text.clone().into_owned()),
        Loose::List { items, .. } => items.iter().map(raw).collect(),
        Loose::Object { members, .. } => {
            members.iter().map(|(name, value)| (name.clone().into_owned(), raw(value))).collect()
        }
    }
}

/// A number as JSON writes it.
fn plain_number(written: &str) -> Option<Value> {
    serde_json::from_str::<Number>(written).ok().map(Value::Number)
}

fn is_label(node: &Node, text: &str) -> bool {
    matches!(node, Node::Choice(choices) if label::label(choices, text, "").is_some())
}

fn truth(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" => Some(true),
        "false" | "no" | "n" => Some(false),
        _ => None,
    }
}
