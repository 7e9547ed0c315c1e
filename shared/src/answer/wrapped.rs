//! Answers inside something else: under another name, in a tool call, in pieces.

use std::{borrow::Cow, collections::BTreeSet};

use super::{
    lenient::{Loose, plain},
    schema::{Node, Object},
    spelling::Spelling,
};

type Members<'t> = [(Cow<'t, str>, Loose<'t>)];

/// Whether `value`, which stands under `name`, may hold the whole answer: under a name that is no member's, or as
/// an object where a member is due that is none.
pub(super) fn may_wrap(object: &Object, name: &str, value: &Loose<'_>) -> bool {
    let member = object.member(name).and_then(|(place, _)| object.members.get(place));
    member.is_none_or(|member| {
        let is_scalar = !matches!(plain(&member.node), Node::Object(_) | Node::Array { .. });
        is_scalar && matches!(value, Loose::Object { .. })
    })
}

/// Whether an object that is no answer itself calls a tool with the answer as its arguments.
pub(super) fn is_tool_call(object: &Object, members: &Members<'_>) -> bool {
    let has = |names: &[&str]| {
        let is_one = |name: &str| names.contains(&name) && object.member(name).is_none();
        members.iter().any(|(name, _)| is_one(name))
    };
    has(&["name", "function", "tool", "tool_name", "recipient_name"])
        && has(&["arguments", "parameters", "args", "input"])
}

/// Whether what stands under `name` is no answer.
pub(super) fn is_no_answer(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_word =
        |word: &str| name.split(|sign: char| !sign.is_alphanumeric()).any(|part| part == word);
    ["not", "if", "old", "user", "error", "errors", "before", "demo"].into_iter().any(is_word)
        || [
            "example",
            "schema",
            "template",
            "draft",
            "previous",
            "reject",
            "incorrect",
            "wrong",
            "hypothe",
            "quot",
            "alternativ",
            "exclude",
            "placeholder",
            "sample",
            "initial",
            "false",
        ]
        .iter()
        .any(|word| name.contains(word))
}

/// The value of an object that holds nothing else than a value for the member called `member`, and what describes
/// it: `{"value": "low"}`. Under another name it may be anything, as in `{"not": "low"}`.
pub(super) fn only_value<'l, 't>(members: &'l Members<'t>, member: &str) -> Option<&'l Loose<'t>> {
    let describes = |name: &str| ["type", "description", "explanation", "reason"].contains(&name);
    let is_value = |name: &str| {
        ["value", "label", "name", "text", "answer", "result"].contains(&name)
            || (!member.is_empty() && Spelling::of(member).is_of(name))
    };
    let mut values = members.iter().filter(|(name, _)| members.len() == 1 || !describes(name));
    let (name, value) = values.next()?;
    (is_value(name) && values.next().is_none()).then_some(value)
}

/// The object whose members stand in pieces: an object for each, or pairs of a name and a value.
pub(super) fn assembled<'t>(items: &[Loose<'t>]) -> Option<Loose<'t>> {
    if items.len() < 2 {
        return None;
    }
    let mut members: Vec<(Cow<'t, str>, Loose<'t>)> = Vec::new();
    for item in items {
        match item {
            Loose::List { items, whole: true } => match items.as_slice() {
                [Loose::Text { text, cut: false }, value] => {
                    members.push((text.clone(), value.clone()));
                }
                _ => return None,
            },
            Loose::Object { members: piece, whole: true, .. } => match piece.as_slice() {
                [(first, Loose::Text { text, cut: false }), (second, value)]
                    if is_word_for_name(first) && second.eq_ignore_ascii_case("value") =>
                {
                    members.push((text.clone(), value.clone()));
                }
                piece => members.extend(piece.iter().cloned()),
            },
            _ => return None,
        }
    }
    let names: BTreeSet<&str> = members.iter().map(|(name, _)| name.as_ref()).collect();
    let is_one = names.len() == members.len();
    is_one.then_some(Loose::Object { members, whole: true, closed: true })
}

fn is_word_for_name(word: &str) -> bool {
    ["name", "key", "field", "member", "property"]
        .iter()
        .any(|name| word.eq_ignore_ascii_case(name))
}
