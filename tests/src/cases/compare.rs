//! Whether a value is the expected one, or consistent with the answer whose beginning it was read from.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

/// Numbers that differ by less are the same: `78%` and `0.78` are not the same bits.
const NUMBER_TOLERANCE: f64 = 1e-9;

/// Whether two values are equal, numbers as near as makes no difference.
pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let distance = one.as_f64().zip(other.as_f64()).map(|(one, other)| one - other);
            one == other || distance.is_some_and(|distance| distance.abs() <= NUMBER_TOLERANCE)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let in_other = |(name, value)| other.get(name).is_some_and(|other| same(value, other));
            one.len() == other.len() && one.iter().all(in_other)
        }
        _ => one == other,
    }
}

/// Whether `value`, read from the text `cut`, says nothing that the `whole` answer does not: objects have the same
/// members, scalars are equal, lists are the same or shorter, and only the last text of the value, as the answer
/// is written, may be the beginning of a text. A shorter list must at least have begun in `cut`: one that is empty
/// because the cut came before it was filled in.
pub fn consistent(whole: &Ordered, value: &Value, cut: &str) -> bool {
    let mut walk = Walk { begun: cut.matches('[').count(), lists: 0, texts: 0, shortened: None };
    walk.follows(whole, value) && walk.shortened.is_none_or(|text| text == walk.texts)
}

/// A way through a value in the order of the answer.
struct Walk {
    /// How many lists can have begun in the text; a bracket inside a string counts too, and does no harm.
    begun: usize,
    /// How many lists and texts have been passed.
    lists: usize,
    texts: usize,
    /// Which text was the first to be shorter than in the answer.
    shortened: Option<usize>,
}

impl Walk {
    fn follows(&mut self, whole: &Ordered, value: &Value) -> bool {
        match (whole, value) {
            (Ordered::Object(members), Value::Object(given)) => {
                let mut in_given = |(name, member): &(String, Ordered)| {
                    given.get(name).is_some_and(|given| self.follows(member, given))
                };
                members.len() == given.len() && members.iter().all(&mut in_given)
            }
            (Ordered::List(items), Value::Array(given)) => {
                self.lists += 1;
                (given.len() == items.len()
                    || given.len() < items.len() && self.lists <= self.begun)
                    && items.iter().zip(given).all(|(item, given)| self.follows(item, given))
            }
            (Ordered::Scalar(Value::String(text)), Value::String(given)) => {
                self.texts += 1;
                if given != text {
                    self.shortened.get_or_insert(self.texts);
                }
                text.starts_with(given)
            }
            (Ordered::Scalar(scalar), given) => same(scalar, given),
            _ => false,
        }
    }
}

/// A JSON value whose members stand in the order in which they were written, where `serde_json::Value` sorts
/// them: the order decides which text is the last one.
#[derive(Debug, Clone, PartialEq)]
pub enum Ordered {
    /// The members of an object.
    Object(Vec<(String, Ordered)>),
    /// The items of a list.
    List(Vec<Ordered>),
    /// Anything else.
    Scalar(Value),
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OrderedVisitor)
    }
}

struct OrderedVisitor;

impl<'de> Visitor<'de> for OrderedVisitor {
    type Value = Ordered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(Number::from_f64(value).map_or(Value::Null, Value::Number)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Ordered, E> {
        Ok(Ordered::Scalar(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Ordered, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Ordered::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Ordered, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Ordered::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_the_same_within_a_tolerance_and_nothing_else_is() {
        assert!(same(&json!({"a": [1, 0.3]}), &json!({"a": [1.0, 0.1 + 0.2]})));
        assert!(same(&json!(u64::MAX), &json!(u64::MAX)));
        for (one, other) in [
            (json!(0.3), json!(0.300_000_01)),
            (json!("a"), json!("A")),
            (json!([1]), json!([1, 2])),
            (json!({"a": 1}), json!({"a": 1, "b": null})),
            (json!({"a": 1}), json!({"b": 1})),
            (json!(1), json!("1")),
            (json!(null), json!(false)),
        ] {
            assert!(!same(&one, &other) && !same(&other, &one), "{one} {other}");
        }
    }

    /// Sorted by name, the text that is written last would stand first.
    const WHOLE: &str = r#"{"title": "Outage", "items": [{"n": 2.75, "do": "Add an alert"}, {"n": null, "do": "Rest"}],
        "cause": "A bad push"}"#;

    fn is_consistent(value: &Value, cut: &str) -> bool {
        consistent(&serde_json::from_str(WHOLE).unwrap(), value, cut)
    }

    #[test]
    fn a_shorter_last_text_and_a_shorter_list_are_consistent() {
        let items = json!([{"n": 2.75, "do": "Add an alert"}, {"n": null, "do": "Rest"}]);
        for (items, cause) in [
            (items.clone(), "A bad push"),
            (items, "A ba"),
            (json!([{"n": 2.75, "do": "Add an alert"}]), "A bad push"),
            (json!([]), "A bad push"),
        ] {
            let value = json!({"title": "Outage", "items": items, "cause": cause});
            assert!(is_consistent(&value, WHOLE), "{value}");
        }
        // The members of an object are compared by name, and the order is that of the whole answer.
        let whole: Ordered = serde_json::from_str(r#"{"b": "one", "a": "two"}"#).unwrap();
        assert!(consistent(&whole, &json!({"a": "tw", "b": "one"}), ""));
        assert!(!consistent(&whole, &json!({"a": "two", "b": "on"}), ""));
        // The last text of the value counts, also where the answer has more items.
        let whole: Ordered = serde_json::from_str(r#"["one", "two"]"#).unwrap();
        assert!(consistent(&whole, &json!(["on"]), "[\"on"));
    }

    #[test]
    fn what_the_whole_answer_does_not_say_is_inconsistent() {
        let items = json!([{"n": 2.75, "do": "Add an alert"}, {"n": null, "do": "Rest"}]);
        for (wrong, value) in [
            (
                "a text before the last",
                json!({"title": "Out", "items": items, "cause": "A bad push"}),
            ),
            ("two texts", json!({"title": "Out", "items": items, "cause": "A"})),
            ("another text", json!({"title": "Outage", "items": items, "cause": "A bat"})),
            ("a longer text", json!({"title": "Outage", "items": items, "cause": "A bad pushed"})),
            (
                "a number cut short",
                json!({"title": "Outage", "items": [{"n": 2, "do": "Add an alert"}], "cause": "A"}),
            ),
            (
                "a number for null",
                json!({"title": "Outage", "items": [items[0], {"n": 0, "do": "Rest"}], "cause": "A"}),
            ),
            ("another item", json!({"title": "Outage", "items": [items[1]], "cause": "A"})),
            (
                "one item more",
                json!({"title": "Outage", "items": [items[0], items[1], items[1]], "cause": "A"}),
            ),
            ("a member less", json!({"title": "Outage", "items": items})),
            ("a member more", json!({"title": "Outage", "items": items, "cause": "A", "by": "me"})),
            ("another kind", json!({"title": "Outage", "items": {}, "cause": "A"})),
        ] {
            assert!(!is_consistent(&value, WHOLE), "{wrong}: {value}");
        }
    }

    #[test]
    fn a_list_that_had_not_begun_is_filled_in() {
        let whole: Ordered =
            serde_json::from_str(r#"{"first": [], "title": "Outage", "items": [1]}"#).unwrap();
        let value = json!({"first": [], "title": "Outage", "items": []});
        assert!(!consistent(&whole, &value, r#"{"first": [], "title": "Outage", "it"#));
        assert!(consistent(&whole, &value, r#"{"first": [], "title": "Outage", "items": ["#));
    }
}
