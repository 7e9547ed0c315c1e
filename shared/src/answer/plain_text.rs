//! An answer that is a text and no JSON: taken out of what a model puts around it, and otherwise left as it stands.
//!
//! A refusal and an introduction are texts too, and nothing here tells them from an answer. Where that matters, an
//! object with one member is asked for.

use std::borrow::Cow;

use serde_json::Value;

use super::{
    Ending, Repair, Said,
    extract::thought::{Thoughtless, without_thoughts},
    judge::{Accepted, IN_A_THOUGHT},
    lenient::FENCES,
    provenance::Repairs,
    schema::Schema,
    strict::Unambiguous,
};
use crate::hidden::without_hidden;

/// How a quotation begins and ends.
const QUOTES: [(char, char); 4] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];

/// The text that `said` answers to a question about `material`.
pub(super) fn read(
    schema: &Schema,
    said: &Said,
    material: &str,
) -> Result<Accepted<Value>, Vec<String>> {
    let Thoughtless { answer, thought, unfinished } = without_thoughts(&said.text);
    let mut repairs = Repairs::default();
    if thought {
        repairs.add(Repair::ThoughtRemoved);
    }
    if unfinished {
        return Err(vec![IN_A_THOUGHT.to_owned()]);
    }
    let was_cut = said.ending() == Ending::Limit;
    if was_cut {
        repairs.add(Repair::CutText);
    }
    let answer = shown(answer, &mut repairs);
    let mut text = Cow::Borrowed(answer.trim());
    if let Some(inside) = in_fence(&text, was_cut) {
        repairs.add(Repair::CodeFence);
        text = Cow::Owned(inside.trim().to_owned());
    }
    for inside in [only_member, quoted] {
        if let Some(inside) = inside(&text, material) {
            repairs.add(Repair::Wrapped);
            text = Cow::Owned(shown(&inside, &mut repairs).trim().to_owned());
        }
    }
    let value = Value::from(text);
    let problems = schema.problems(&value);
    if problems.is_empty() {
        Ok(Accepted { value, repairs: repairs.list() })
    } else {
        Err(problems)
    }
}

/// `text` without its hidden characters.
fn shown<'t>(text: &'t str, repairs: &mut Repairs) -> Cow<'t, str> {
    let shown = without_hidden(text);
    if matches!(shown, Cow::Owned(_)) {
        repairs.add(Repair::HiddenCharacter);
    }
    shown
}

/// What stands in the fence that is around all of `text`.
fn in_fence(text: &str, is_cut: bool) -> Option<&str> {
    let fenced = FENCES.iter().find_map(|fence| {
        let inside = text.strip_prefix(fence)?;
        inside.strip_suffix(fence).or(is_cut.then_some(inside))
    });
    let (_, inside) = fenced?.split_once('\n')?;
    (!inside.contains("```")).then_some(inside)
}

/// The text of the only member, where all of `text` is an object that has no other: `{"translation": "…"}`.
fn only_member(text: &str, material: &str) -> Option<String> {
    if !text.starts_with('{') || begins_a_line(material, &['{']) {
        return None;
    }
    let Ok(Unambiguous(Value::Object(members))) = serde_json::from_str(text) else { return None };
    let mut values = members.into_iter().map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(Value::String(text)), None) => Some(text),
        _ => None,
    }
}

/// What stands in the quotation marks that are around all of `text`, with none inside but in a JSON text. Where a line
/// of the material begins with one, they may belong to the answer.
fn quoted(text: &str, material: &str) -> Option<String> {
    if !text.starts_with(QUOTES.map(|(open, _)| open))
        || begins_a_line(material, &QUOTES.map(|(open, _)| open))
    {
        return None;
    }
    if let Ok(inside) = serde_json::from_str(text) {
        return Some(inside);
    }
    QUOTES.iter().find_map(|(open, close)| {
        let inside = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close])).then(|| inside.to_owned())
    })
}

fn begins_a_line(material: &str, signs: &[char]) -> bool {
    material.lines().any(|line| line.trim_start().starts_with(signs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Text;

    fn text(said: &str, material: &str) -> Result<(String, Vec<Repair>), Vec<String>> {
        let read = read(&Schema::of::<Text>().unwrap(), &Said::new(said), material);
        read.map(|read| (read.value.as_str().unwrap().to_owned(), read.repairs))
    }

    #[test]
    fn one_pair_of_quotation_marks_or_one_member_around_a_text_is_taken_off() {
        for (said, expected) in [
            ("\"Wir öffnen um 9.\"", "Wir öffnen um 9."),
            ("“Wir öffnen um 9.”", "Wir öffnen um 9."),
            ("„Wir öffnen um 9.“", "Wir öffnen um 9."),
            ("« Nous ouvrons à 9 h. »", "Nous ouvrons à 9 h."),
            ("\"One\ntwo\"", "One\ntwo"),
            (r#""Er sagte \"um 9\".\nSo.""#, "Er sagte \"um 9\".\nSo."),
            ("{\"translation\": \"Wir öffnen um 9.\"}", "Wir öffnen um 9."),
            (" {\"translation\": \"\\\"Wir öffnen um 9.\\\"\"}\n", "Wir öffnen um 9."),
        ] {
            assert_eq!(
                text(said, "We open at 9."),
                Ok((expected.to_owned(), vec![Repair::Wrapped]))
            );
        }
    }

    #[test]
    fn what_may_belong_to_the_text_stays() {
        for (said, material) in [
            ("\"Wir öffnen\", sagt sie.", ""),
            ("\"Um 9\" und \"um 10\"", ""),
            ("“Um 9” und “um 10”", ""),
            ("'Tis the dogs'", ""),
            ("\"", ""),
            ("{\"a\": \"b\", \"c\": \"d\"}", ""),
            ("{\"a\": 1}", ""),
            ("{\"gruß\": \"Hallo\"}", "text:\n{\"greeting\": \"Hello\"}"),
            ("\"Wir öffnen um 9.\"", "text:\n  “We open at 9.”"),
        ] {
            assert_eq!(text(said, material), Ok((said.to_owned(), vec![])), "{said}");
        }
    }

    #[test]
    fn a_text_loses_what_is_hidden_in_it_and_none_is_left_of_nothing_else() {
        let repairs = vec![Repair::CodeFence, Repair::Wrapped, Repair::HiddenCharacter];
        let said = "\u{feff}```json\n{\"text\": \"Um\\u202e 9\\u200b\"}\n```";
        assert_eq!(text(said, ""), Ok(("Um 9".to_owned(), repairs)));
        assert!(text("\u{200b}\u{202e}", "").unwrap_err()[0].contains("at least 1 character"));
    }
}
