//! Looks for a text that breaks the reading of answers, guided by the code that each text reaches.
//!
//! The first two characters are settings, the rest is what the model said. The lowest two bits of the first
//! character choose the schema, the next two the stop reason. The second says how often the text is
//! repeated, and where it is cut if it is an answer as it stands. So `00{"answer": …` is a seed that reads
//! as a text.
#![no_main]

#[path = "../../tests/end_to_end/properties/rules.rs"]
mod rules;

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;
use rules::{
    SCHEMAS, Tree, accepted_as_it_stands, cut_consistently, hides_characters, read_soundly, same,
};
use serde_json::Value;
use shared::answer::{Said, Schema};

/// How long a text becomes by repeating it. It is read in far less than the limit of a run (`-timeout`)
/// unless the work grows faster than the length.
const REPEATED_BYTES: usize = 64 * 1024;

fuzz_target!(|data: &[u8]| {
    let [choice, place, text @ ..] = data else { return };
    let text = String::from_utf8_lossy(text);
    let schema = &SCHEMAS[usize::from(choice & 3) % SCHEMAS.len()];
    let stop_reason = match choice >> 2 & 3 {
        0 => Some("endTurn"),
        1 => Some("maxTokens"),
        _ => None,
    };
    let said = Said { stop_reason: stop_reason.map(str::to_owned), ..Said::new(text.as_ref()) };
    holds(read_soundly(schema, &said));
    if let Ok(whole) = serde_json::from_str::<Tree>(&text)
        && let Ok(value) = serde_json::from_str::<Value>(&text)
        && !repeats_a_name(&whole)
        && schema.problems(&value).is_empty()
        && !hides_characters(&value)
    {
        holds(accepted_as_it_stands(schema, &text, &value));
        change_around(schema, &text, &whole, &value, *place);
    }
    if place % 32 == 31 && !text.is_empty() {
        let text = text.repeat(REPEATED_BYTES / text.len());
        holds(read_soundly(schema, &Said { text, ..said }));
    }
});

/// Whether a member stands twice: then `value` holds the last one, and nothing says that it is meant.
fn repeats_a_name(whole: &Tree) -> bool {
    match whole {
        Tree::Object(members) => {
            let mut names = HashSet::new();
            members.iter().any(|(name, member)| !names.insert(name) || repeats_a_name(member))
        }
        Tree::List(items) => items.iter().any(repeats_a_name),
        Tree::Text(_) | Tree::Other(_) => false,
    }
}

/// A valid answer is never read as another one: not when it is cut, and not when something stands around
/// it.
fn change_around(schema: &Schema, text: &str, whole: &Tree, value: &Value, place: u8) {
    let end = text.len() * usize::from(place) / 256;
    let end = (0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    holds(cut_consistently(schema, whole, text, end));
    for (before, behind) in [("```json\n", "\n```"), ("Here it is: ", "\nI hope this helps.")] {
        let said = Said::new(format!("{before}{text}{behind}"));
        let Some(again) = holds(read_soundly(schema, &said)) else { continue };
        assert!(same(&again.value, value), "read as {} in {before:?}", again.value);
    }
}

fn holds<T>(outcome: Result<T, String>) -> T {
    outcome.unwrap_or_else(|broken| panic!("{broken}"))
}
