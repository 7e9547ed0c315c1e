//! Texts that are large and nothing but damage: each is refused, quickly, whatever the answer should look like.

use std::time::{Duration, Instant};

use end_to_end::cases::Schemas;
use serde_json::json;
use shared::{
    answer::{Said, Schema, read},
    limits::MAX_ANSWER_BYTES,
};

/// What a reader of one answer may take, several times over in a debug build on a busy processor: a search whose work grows
/// with the square of the length takes three seconds and more, however it is built.
const LIMIT: Duration = Duration::from_millis(if cfg!(debug_assertions) { 2_500 } else { 100 });

/// The processor may be busy elsewhere, once or twice.
const TRIES: usize = 3;

fn hostile() -> Vec<(&'static str, String)> {
    let many = |piece: &str, times: usize| piece.repeat(times);
    vec![
        ("brackets", many("[", 100_000)),
        ("braces", many("{", 100_000)),
        ("parentheses", many("(", 100_000)),
        ("quotes", many("\"", 100_000)),
        ("apostrophes", many("'", 100_000)),
        ("backticks", many("`", 100_000)),
        ("more quotes", many("\"", 200_000)),
        ("closing brackets", many("]", 100_000)),
        ("closing braces", many("}", 100_000)),
        ("pairs of brackets", many("[]", 100_000)),
        ("nested brackets", many("[", 100_000) + &many("]", 100_000)),
        ("pairs of braces", many("{}", 100_000)),
        ("nested objects", many("{\"a\":", 50_000)),
        ("nested objects that close", many("{\"a\":", 40_000) + "1" + &many("}", 40_000)),
        ("nested lists of objects", many("[{\"a\":", 40_000)),
        ("a member without a value", many("\"reason\":", 25_000)),
        ("the same member", "{".to_owned() + &many("\"reason\": \"so, ", 15_000)),
        ("prose", many("It is so, and so it is. ", 10_416)),
        ("prose in one word", many("so", 125_000)),
        ("lines", many("so it is\n", 27_000)),
        ("lines of members", many("reason: so\n", 22_000)),
        ("thoughts", many("<think>", 35_000)),
        ("ends of thoughts", many("</think>", 31_000)),
        ("thoughts that end", many("<think></think>", 16_000)),
        ("thoughts that end and blanks", many("<think></think>", 8_000) + &many(" ", 125_000)),
        ("ends of nothing in a thought", "<think>".to_owned() + &many("</", 128_000)),
        ("assigned quotes", many("=\"", 128_000)),
        ("other tags", many("<reason>", 31_000)),
        ("tags in tags", many("<a><reason>", 20_000) + "x" + &many("</reason>", 3_000)),
        ("angle brackets", many("<", 250_000)),
        ("fences", many("```\n", 60_000)),
        ("fences of JSON", many("```json\n{\n", 22_000)),
        ("comments", many("/*", 100_000)),
        ("comments in an object", "{".to_owned() + &many("/*", 100_000)),
        ("line comments", many("//", 100_000)),
        ("line comments in an object", "{".to_owned() + &many("//\n", 80_000)),
        ("markup comments", many("<!--", 60_000)),
        ("hashes", many("#", 250_000)),
        ("backslashes", many("\\", 250_000)),
        ("entities", many("&quot;", 40_000)),
        ("commas", many(",", 250_000)),
        ("colons", many(":", 250_000)),
        ("blanks", many(" ", 250_000)),
        ("bars", many("|", 250_000)),
        ("rows of a table", many("| reason | so |\n", 15_000)),
        ("ellipses", many("...", 80_000)),
        ("invisible characters", many("\u{200b}", 80_000)),
        ("calls", many("reason(", 35_000)),
        ("digits", many("1", 250_000)),
        ("objects in prose", many("{\"a\": 1} x ", 499) + &many("so ", 80_000)),
        ("lists that do not end", many("[{\"a\": 1}", 499) + &many(", 1", 80_000)),
        ("ends of nothing in lists", many("[</", 80_000)),
    ]
}

fn schemas() -> [Schema; 3] {
    let compiled = |json| Schema::compile(json).unwrap();
    let mut named = Schemas::new();
    let incident = compiled(named.named("Incident").unwrap().schema.json().clone());
    let row = json!({
        "type": "object", "additionalProperties": false, "required": ["id", "reason"],
        "properties": {"id": {"type": "integer"}, "reason": {"type": "string", "minLength": 1}},
    });
    let mut row_alone = row.clone();
    row_alone["x-judged-alone"] = json!(true);
    let table = json!({"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array", "items": row_alone}}});
    let list = json!({"type": "array", "minItems": 1, "items": row});
    [incident, compiled(table), compiled(list)]
}

/// What is read of `said` in time; the time it took if it took too long.
fn in_time(schema: &Schema, said: &Said) -> Result<bool, Duration> {
    let mut quickest = Duration::MAX;
    for _ in 0..TRIES {
        let started = Instant::now();
        let is_read = read(schema, said).is_ok();
        quickest = quickest.min(started.elapsed());
        if quickest < LIMIT {
            return Ok(is_read);
        }
    }
    Err(quickest)
}

#[test]
fn a_large_text_that_is_nothing_but_damage_is_refused_in_time() {
    let mut faults = Vec::new();
    let [incident, table, list] = schemas();
    for (what, text) in hostile() {
        let whole = Said::new(text);
        let cut = Said { stop_reason: Some("maxTokens".to_owned()), ..whole.clone() };
        for (schema, said) in
            [(&incident, &whole), (&incident, &cut), (&table, &whole), (&list, &whole)]
        {
            match in_time(schema, said) {
                Ok(false) => {}
                Ok(true) => faults.push(format!("{what} are accepted")),
                Err(time) => faults.push(format!("{what} take {time:?}")),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_text_that_is_too_long_is_refused_at_once_whatever_it_is() {
    for schema in schemas() {
        for piece in ["x", "{\"a\":", "é", "[1,"] {
            let said = Said::new(piece.repeat(8_000_000 / piece.len()));
            let problems = read(&schema, &said).unwrap_err();
            assert_eq!(
                problems,
                [format!(
                    "the answer has {} bytes; it must have at most {MAX_ANSWER_BYTES}",
                    said.text.len()
                )]
            );
            assert_eq!(in_time(&schema, &said), Ok(false), "{piece}");
        }
    }
}
