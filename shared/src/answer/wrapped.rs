//! Answers inside something else: under another name, in a tool call, in pieces.

use std::{borrow::Cow, collections::BTreeSet};

use super::{
    lenient::{Loose, plain},
    schema::{Node, Object},
    spelling::Spelling,
};

type Members<'t> = [(Cow<'t, str>, Loose<'t>)];

/// Whether `value`, which stands under `name`, may hold the whole answer: under a name that is no member's, or as
/// an object where a member is due that is none; where a list of what are no objects is due, as one with members of
/// the answer.
pub(super) fn may_wrap(object: &Object, name: &str, value: &Loose<'_>) -> bool {
    let member = object.member(name).and_then(|(place, _)| object.members.get(place));
    let Some(member) = member else { return true };
    let Loose::Object { members: inner, .. } = value else { return false };
    match plain(&member.node) {
        Node::Object(_) => false,
        Node::Array { items, .. } => {
            !matches!(plain(items), Node::Object(_))
                && inner.iter().any(|(name, _)| object.member(name).is_some())
        }
        _ => true,
    }
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

/// The list that an object holds and nothing else: `{"items": […]}`.
pub(super) fn only_list<'l, 't>(loose: &'l Loose<'t>) -> Option<&'l Loose<'t>> {
    let Loose::Object { members, .. } = loose else { return None };
    match members.as_slice() {
        [(name, list @ Loose::List { .. })] if !is_no_answer(name) => Some(list),
        _ => None,
    }
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

/// The object that has one list and nothing else, where `list` is that list of objects without the object around it:
/// `[…]` for `{"items": […]}`.
pub(super) fn around_list<'t>(object: &Object, list: &Loose<'t>) -> Option<Loose<'t>> {
    let ([member], Loose::List { items, whole }) = (object.members.as_slice(), list) else {
        return None;
    };
    let is_item = |item: &Loose<'_>| match item {
        Loose::Object { members, .. } => {
            members.iter().all(|(name, _)| object.member(name).is_none())
        }
        _ => false,
    };
    let is_list = matches!(plain(&member.node), Node::Array { .. });
    (is_list && !items.is_empty() && items.iter().all(is_item)).then(|| Loose::Object {
        members: vec![(Cow::Owned(member.name.clone()), list.clone())],
        whole: *whole,
        closed: true,
    })
}

/// Whether `item` is an item of the one list that is all of the object: it has members of such an item and no other.
pub(super) fn is_item_of_only_list(object: &Object, item: &Loose<'_>) -> bool {
    let ([member], Loose::Object { members, .. }) = (object.members.as_slice(), item) else {
        return false;
    };
    let Node::Array { items, .. } = plain(&member.node) else { return false };
    let Node::Object(item) = plain(items) else { return false };
    !members.is_empty() && members.iter().all(|(name, _)| item.member(name).is_some())
}

fn is_word_for_name(word: &str) -> bool {
    ["name", "key", "field", "member", "property"]
        .iter()
        .any(|name| word.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::answer::{coerce::raw, schema::Schema};

    fn object() -> Object {
        let schema = Schema::compile(json!({
            "type": "object", "x-aliases": {"label": ["verdict"]},
            "properties": {
                "label": {"enum": ["good", "bad"]},
                "tags": {"type": "array", "items": {"type": "string"}},
                "owner": {"type": "object", "properties": {"name": {"type": "string"}}},
            },
        }));
        let Node::Object(object) = schema.unwrap().root else { panic!("the schema is an object") };
        object
    }

    fn members(value: &Value) -> Vec<(Cow<'static, str>, Loose<'static>)> {
        let Loose::Object { members, .. } = Loose::from(value.clone()) else {
            panic!("{value} is an object");
        };
        members
    }

    #[test]
    fn the_answer_may_stand_under_a_name_that_is_no_members_or_where_a_label_is_due() {
        let cases = [
            ("answer", json!({}), true),
            ("answer", json!([{}]), true),
            ("answer", json!("{}"), true),
            ("label", json!({"label": "good"}), true),
            ("Verdict", json!({"label": "good"}), true),
            ("label", json!("good"), false),
            ("label", json!([{}]), false),
            ("tags", json!({}), false),
            ("tags", json!({"label": "good"}), true),
            ("tags", json!({"good": true}), false),
            ("tags", json!(["label"]), false),
            ("owner", json!({}), false),
        ];
        for (name, value, expected) in cases {
            let found = may_wrap(&object(), name, &Loose::from(value.clone()));
            assert_eq!(found, expected, "{name}: {value}");
        }
    }

    #[test]
    fn a_list_of_objects_may_be_all_that_was_written_of_an_object_with_one_list() {
        let schema = Schema::compile(json!({
            "type": "object", "x-aliases": {"rows": ["lines"]},
            "properties": {"rows": {"type": "array", "items": {"type": "object", "properties": {}}}},
        }));
        let Node::Object(rows) = schema.unwrap().root else { panic!("the schema is an object") };
        let cases = [
            (json!([{"id": 1}, {"id": 2}]), Some(json!({"rows": [{"id": 1}, {"id": 2}]}))),
            (json!([{"id": 1}]), Some(json!({"rows": [{"id": 1}]}))),
            // What is inside is the object itself.
            (json!([{"rows": []}]), None),
            (json!([{"id": 1}, {"lines": []}]), None),
            // A citation in prose.
            (json!([1]), None),
            (json!([]), None),
            (json!({"id": 1}), None),
        ];
        for (value, expected) in cases {
            let found = around_list(&rows, &Loose::from(value.clone()));
            assert_eq!(found.as_ref().map(raw), expected, "{value}");
        }
        let list = Loose::from(json!([{"label": "good"}]));
        assert!(around_list(&object(), &list).is_none(), "there are other members");
    }

    #[test]
    fn an_item_of_the_only_list_has_the_members_of_an_item_and_no_other() {
        let row = json!({"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}});
        let schema = Schema::compile(json!({
            "type": "object", "properties": {"rows": {"type": "array", "items": row}},
        }));
        let Node::Object(rows) = schema.unwrap().root else { panic!("the schema is an object") };
        let cases = [
            (json!({"id": 1, "name": "a"}), true),
            (json!({"Name": "a"}), true),
            (json!({"id": 1, "note": "a"}), false),
            (json!({"rows": []}), false),
            (json!({}), false),
            (json!([{"id": 1}]), false),
        ];
        for (value, expected) in cases {
            assert_eq!(
                is_item_of_only_list(&rows, &Loose::from(value.clone())),
                expected,
                "{value}"
            );
        }
        assert!(!is_item_of_only_list(&object(), &Loose::from(json!({"label": "good"}))));
    }

    #[test]
    fn a_tool_call_has_a_name_and_arguments() {
        let cases = [
            (json!({"name": "answer", "arguments": {}}), true),
            (json!({"tool": "answer", "parameters": {}}), true),
            (json!({"function": "answer", "args": "{}", "id": 1}), true),
            (json!({"recipient_name": "answer", "input": {}}), true),
            (json!({"name": "answer"}), false),
            (json!({"arguments": {}}), false),
            (json!({"Name": "answer", "Arguments": {}}), false),
        ];
        for (value, expected) in cases {
            let members = members(&value);
            assert_eq!(is_tool_call(&object(), &members), expected, "{value}");
        }
    }

    #[test]
    fn what_has_the_names_of_members_is_no_tool_call() {
        let schema = Schema::compile(json!({
            "type": "object",
            "properties": {"name": {"type": "string"}, "input": {"type": "string"}},
        }));
        let Node::Object(object) = schema.unwrap().root else { panic!("the schema is an object") };
        let cases = [
            (json!({"name": "Ada", "input": "so"}), false),
            (json!({"name": "Ada", "arguments": {}}), false),
            (json!({"tool": "answer", "arguments": {}}), true),
        ];
        for (value, expected) in cases {
            assert_eq!(is_tool_call(&object, &members(&value)), expected, "{value}");
        }
    }

    #[test]
    fn one_value_stands_under_a_neutral_name_or_the_name_of_its_member() {
        let cases = [
            (json!({"value": "good"}), true),
            (json!({"answer": "good"}), true),
            (json!({"Word Count": "good"}), true),
            (json!({"value": "good", "reason": "so"}), true),
            (json!({"value": "good", "type": "string", "description": "so"}), true),
            // Under another name it may be anything.
            (json!({"not": "good"}), false),
            (json!({"was": "good"}), false),
            (json!({"reason": "good"}), false),
            (json!({"value": "good", "label": "bad"}), false),
            (json!({"value": "good", "score": 1}), false),
            (json!({}), false),
        ];
        for (value, expected) in cases {
            let members = members(&value);
            let found = only_value(&members, "word_count").map(raw);
            assert_eq!(found, expected.then(|| json!("good")), "{value}");
        }
    }

    #[test]
    fn what_stands_under_the_name_of_an_example_or_a_draft_is_no_answer() {
        for name in [
            "example",
            "bad_example",
            "Examples",
            "user_input",
            "previous_answer",
            "draft1",
            "not_this",
            "user",
            "errors",
            "alternatives",
            "initial_guess",
            "schema",
        ] {
            assert!(is_no_answer(name), "{name}");
        }
        for name in
            ["answer", "result", "output", "input", "final", "response", "note", "users", "gift"]
        {
            assert!(!is_no_answer(name), "{name}");
        }
    }

    #[test]
    fn members_in_pieces_are_one_object_if_none_stands_twice() {
        let whole = || Some(json!({"label": "good", "tags": []}));
        let cases: [(Value, Option<Value>); 13] = [
            (json!([{"label": "good"}, {"tags": []}]), whole()),
            (json!([["label", "good"], ["tags", []]]), whole()),
            (json!([{"name": "label", "value": "good"}, {"name": "tags", "value": []}]), whole()),
            (json!([{"key": "label", "value": "good"}, {"Field": "tags", "Value": []}]), whole()),
            (json!([["label", "good"], {"tags": []}]), whole()),
            (json!([{"label": "good", "tags": []}, {}]), whole()),
            // Twice, even if with the same value.
            (json!([{"label": "good"}, {"label": "bad"}]), None),
            (json!([{"label": "good"}, {"label": "good"}]), None),
            // Not pieces.
            (json!([{"label": "good"}]), None),
            (json!([]), None),
            (json!([{"label": "good"}, 1]), None),
            (json!([["label", "good"], ["tags"]]), None),
            (json!([["label", "good"], [1, 2]]), None),
        ];
        for (pieces, expected) in cases {
            let Loose::List { items, .. } = Loose::from(pieces.clone()) else {
                panic!("{pieces} is a list");
            };
            assert_eq!(assembled(&items).map(|whole| raw(&whole)), expected, "{pieces}");
        }
    }
}
