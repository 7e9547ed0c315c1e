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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::answer::{
        coerce::{Coerced, coerced},
        lenient::{self, Opening},
        schema::Schema,
    };

    fn schema(closed: bool) -> Schema {
        Schema::compile(json!({
            "type": "object", "additionalProperties": !closed, "required": ["label", "reason", "owner", "score"],
            "x-aliases": {"label": ["verdict"], "reason": ["rationale", "why"], "score": ["confidence"]},
            "properties": {
                "label": {"enum": ["good", "bad"]},
                "reason": {"type": "string"},
                "owner": {"type": ["string", "null"]},
                "score": {"type": "number", "minimum": 0, "maximum": 1},
                "note": {"type": "string"},
            },
        }))
        .unwrap()
    }

    fn read(schema: &Schema, text: &str, cut: bool) -> Coerced {
        let mut work = 100_000;
        let read = lenient::read(text, 0, Opening::Present, &schema.root, cut, &mut work).unwrap();
        coerced(schema, &read.value, &mut work)
    }

    /// What stands in braces means the members beside it, by these steps.
    #[track_caller]
    fn assert_members(cases: &[(&str, Value, &[Repair])]) {
        for (members, expected, steps) in cases {
            let Coerced { value, repairs, doubts, .. } =
                read(&schema(true), &format!("{{{members}}}"), false);
            assert_eq!((value, doubts), (expected.clone(), Vec::new()), "{members}");
            assert_eq!(repairs.list(), *steps, "{members}");
        }
    }

    #[track_caller]
    fn assert_doubts(cases: &[(&str, &[&str])]) {
        for (members, doubts) in cases {
            let coerced = read(&schema(true), &format!("{{{members}}}"), false);
            assert_eq!(coerced.doubts, *doubts, "{members}");
        }
    }

    #[test]
    fn a_member_that_stands_twice_says_the_same_twice() {
        let good = || json!({"label": "good", "owner": null});
        assert_members(&[
            (
                r#""label": "good", "label": "good", "owner": null"#,
                good(),
                &[Repair::RepeatedMember],
            ),
            (
                r#""label": "good", "owner": null, "label": "Good""#,
                good(),
                &[Repair::RepeatedMember, Repair::LabelSpelling],
            ),
            (
                r#""verdict": "good", "owner": null, "Verdict": "good""#,
                good(),
                &[Repair::RenamedMember, Repair::RepeatedMember],
            ),
            (
                r#""label": "good", "owner": null, "Label": "good""#,
                good(),
                &[Repair::RenamedMember, Repair::RepeatedMember],
            ),
        ]);
        let twice = "the member \"label\" stands twice with different values";
        assert_doubts(&[
            (r#""label": "good", "label": "bad""#, &[twice]),
            (r#""label": "good", "LABEL": "bad""#, &[twice]),
            (r#""verdict": "good", "verdict": "bad""#, &[twice]),
            (r#""label": "good", "label": null"#, &[twice]),
            (r#""label": "good", "label": "good", "label": "bad""#, &[twice]),
            (
                r#""reason": "so", "reason": "as""#,
                &["the member \"reason\" stands twice with different values"],
            ),
            (
                r#""score": 0.5, "score": 0.6"#,
                &["the member \"score\" stands twice with different values"],
            ),
        ]);
    }

    #[test]
    fn an_alias_stands_for_a_member_and_beside_it_only_where_it_takes_nothing_back() {
        assert_members(&[
            (
                r#""verdict": "good", "owner": null"#,
                json!({"label": "good", "owner": null}),
                &[Repair::RenamedMember],
            ),
            // A text beside the text is another member, which the answer does not have.
            (
                r#""reason": "so", "rationale": "as", "owner": null"#,
                json!({"reason": "so", "owner": null}),
                &[Repair::RenamedMember, Repair::UnknownMember],
            ),
            (
                r#""verdict": "good", "label": "good", "owner": null"#,
                json!({"label": "good", "owner": null}),
                &[Repair::RenamedMember, Repair::UnknownMember],
            ),
            // What is no label takes nothing back.
            (
                r#""label": "good", "verdict": "it will do", "owner": null"#,
                json!({"label": "good", "owner": null}),
                &[Repair::RenamedMember, Repair::UnknownMember],
            ),
        ]);
        let two_names =
            |name| format!("{name:?} stands there under two names with different values");
        assert_doubts(&[
            (r#""label": "good", "verdict": "bad""#, &[&two_names("label")]),
            (r#""verdict": "bad", "label": "good""#, &[&two_names("label")]),
            (r#""score": 0.5, "confidence": 0.6"#, &[&two_names("score")]),
            (
                r#""why": "so", "rationale": "as""#,
                &["the member \"reason\" stands twice with different values"],
            ),
        ]);
    }

    #[test]
    fn a_name_is_known_in_another_spelling_and_with_one_slip() {
        let reason = || json!({"reason": "so", "owner": null});
        let renamed = &[Repair::RenamedMember][..];
        assert_members(&[
            (r#""Reason": "so", "owner": null"#, reason(), renamed),
            (r#""REASON": "so", "Owner": null"#, reason(), renamed),
            (r#""raeson": "so", "owner": null"#, reason(), renamed),
            (r#""reasn": "so", "owner": null"#, reason(), renamed),
            (r#""reasons": "so", "owner": null"#, reason(), renamed),
            // Not where the member is there under its own name, nor in the first letter, nor in a short name.
            (
                r#""reason": "so", "reasons": "as", "owner": null"#,
                reason(),
                &[Repair::UnknownMember],
            ),
            (
                r#""reason": "so", "season": "as", "owner": null"#,
                reason(),
                &[Repair::UnknownMember],
            ),
            (r#""reason": "so", "not": "as", "owner": null"#, reason(), &[Repair::UnknownMember]),
        ]);
    }

    #[test]
    fn members_that_do_not_belong_are_left_out_of_a_closed_object_and_kept_in_an_open_one() {
        let members = r#"{"label": "good", "mood": "up", "owner": null}"#;
        let Coerced { value, repairs, .. } = read(&schema(true), members, false);
        let expected = (json!({"label": "good", "owner": null}), vec![Repair::UnknownMember]);
        assert_eq!((value, repairs.list()), expected);
        let Coerced { value, repairs, .. } = read(&schema(false), members, false);
        let all = json!({"label": "good", "mood": "up", "owner": null});
        assert_eq!((value, repairs.list()), (all, vec![]));
    }

    #[test]
    fn null_is_put_where_it_may_stand_and_is_missing() {
        let missing = &[Repair::MissingNull][..];
        assert_members(&[
            (r#""label": "good""#, json!({"label": "good", "owner": null}), missing),
            (r#""label": "good", "owner": "Ada""#, json!({"label": "good", "owner": "Ada"}), &[]),
            // Not where what was left out may be the member under another name.
            (
                r#""label": "good", "person": "Ada""#,
                json!({"label": "good"}),
                &[Repair::UnknownMember],
            ),
            // Not in an object of which nothing is known, and not for what need not be there.
            ("", json!({}), &[]),
            (r#""mood": "up""#, json!({}), &[Repair::UnknownMember]),
        ]);
        let Coerced { value, repairs, .. } = read(&schema(true), r#"{"label": "good""#, true);
        assert_eq!(
            (value, repairs.list()),
            (json!({"label": "good"}), vec![]),
            "it may have followed"
        );
    }

    #[test]
    fn in_a_cut_object_what_may_have_followed_is_open() {
        let cases = [
            (r#"{"label": "good", "score": 0.5, "#, json!({"label": "good", "score": 0.5}), true),
            (r#"{"label": "good", "score": 0.5"#, json!({"label": "good"}), true),
            (r#"{"label": "go"#, json!({"label": "go"}), true),
            (
                r#"{"label": "good", "note": "so", "reason": "as"#,
                json!({"label": "good", "note": "so", "reason": "as"}),
                false,
            ),
        ];
        for (text, expected, is_open) in cases {
            let Coerced { value, doubts, .. } = read(&schema(true), text, true);
            assert_eq!(value, expected, "{text}");
            assert_eq!(!doubts.is_empty(), is_open, "{text}: {doubts:?}");
        }
    }
}
