//! Valid answers: a value drawn from a schema, and the ways in which a model may write it.

use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Map, Value};
use shared::material::without_hidden;

use super::rules::{SCHEMAS, Tree};

/// A valid answer to one of the schemas, and how it is written.
#[derive(Debug, Clone)]
pub(super) struct Valid {
    /// The place of its schema in the list.
    pub(super) schema: usize,
    pub(super) tree: Tree,
    pub(super) text: String,
    manner: Manner,
}

impl Valid {
    /// Another answer, written in the same manner.
    pub(super) fn rewritten(&self, tree: &Tree) -> String {
        written(tree, &self.manner)
    }
}

pub(super) fn valid() -> impl Strategy<Value = Valid> {
    let trees = SCHEMAS
        .iter()
        .enumerate()
        .map(|(number, schema)| tree(schema.json()).prop_map(move |tree| (number, tree)).boxed());
    (proptest::strategy::Union::new(trees), manner()).prop_map(|((schema, tree), manner)| {
        let text = written(&tree, &manner);
        Valid { schema, tree, text, manner }
    })
}

fn tree(schema: &Value) -> BoxedStrategy<Tree> {
    if let Some(either) = schema.get("anyOf") {
        return prop_oneof![2 => tree(&either[0]), 1 => null()].boxed();
    }
    if let Some(labels) = schema["enum"].as_array() {
        let label = |label: &Value| match label.as_str() {
            Some(label) => Tree::Text(label.to_owned()),
            None => Tree::Other(Value::Null),
        };
        return select(labels.iter().map(label).collect::<Vec<_>>()).boxed();
    }
    if let Some(name) = schema["type"].get(0) {
        let mut only = schema.clone();
        only["type"] = name.clone();
        return prop_oneof![2 => tree(&only), 1 => null()].boxed();
    }
    match schema["type"].as_str() {
        Some("object") => object(schema),
        Some("array") => {
            let least = usize::from(schema.get("minItems").is_some());
            vec(tree(&schema["items"]), least..=3).prop_map(Tree::List).boxed()
        }
        Some("string") => {
            let long_enough = usize::from(schema.get("minLength").is_some());
            text(long_enough).prop_map(Tree::Text).boxed()
        }
        Some("boolean") => any::<bool>().prop_map(|value| Tree::Other(value.into())).boxed(),
        Some("integer") => {
            let (least, most) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
            (least.unwrap_or(-1_000_000)..=most.unwrap_or(1_000_000))
                .prop_map(|number| Tree::Other(number.into()))
                .boxed()
        }
        Some("number") => {
            let (least, most) = (schema["minimum"].as_f64(), schema["maximum"].as_f64());
            number(least.unwrap_or(-1e9), most.unwrap_or(1e9))
        }
        other => unreachable!("no schema here has the type {other:?}"),
    }
}

fn null() -> Just<Tree> {
    Just(Tree::Other(Value::Null))
}

/// The members in any order; one that is not required may be missing.
fn object(schema: &Value) -> BoxedStrategy<Tree> {
    let required = schema["required"].as_array().unwrap();
    let members = schema["properties"].as_object().unwrap().iter().map(|(name, member)| {
        let named = Just(name.clone());
        match required.iter().any(|other| other == name) {
            true => (named, tree(member).prop_map(Some).boxed()),
            false => (named, proptest::option::of(tree(member)).boxed()),
        }
    });
    let in_order = members.collect::<Vec<_>>();
    in_order
        .prop_shuffle()
        .prop_map(|members| {
            let present = members.into_iter().filter_map(|(name, member)| Some((name, member?)));
            Tree::Object(present.collect())
        })
        .boxed()
}

fn number(least: f64, most: f64) -> BoxedStrategy<Tree> {
    prop_oneof![
        3 => (0..=100).prop_map(move |percent| least + (most - least) * f64::from(percent) / 100.0),
        1 => least..=most,
    ]
    .prop_map(|number| match number {
        whole if whole.fract() == 0.0 => Tree::Other((whole as i64).into()),
        number => Tree::Other(number.into()),
    })
    .boxed()
}

/// A text as a model writes one, and now and then one that looks like what stands around it.
fn text(least_characters: usize) -> impl Strategy<Value = String> {
    const SENTENCES: [&str; 8] = [
        "The build is slow, but it works.",
        "She said \"leave it\" and left.",
        "C:\\temp\\new\tand a tab",
        "Zwei Zeilen\nmit Umlauten: äöü",
        "日本語の説明です。",
        "👍🏽 fine 👨‍👩‍👧",
        "50% of it, i.e. 0.5; see [1] and (2)",
        "null",
    ];
    const TRAPS: &str = "{ } [ ] \" \\ , : ' ` ``` ```json // /* */ <think> </think> ,} \": #";
    const TRAPS_IN_LINES: [&str; 4] = ["\n", "\n```\n", "\u{feff}", "\", \"score\": 1}"];
    let traps: Vec<&str> = TRAPS.split(' ').chain(TRAPS_IN_LINES).collect();
    prop_oneof![
        4 => vec(select(&SENTENCES[..]), 1..3).prop_map(|sentences| sentences.join(" ")),
        2 => vec(select(traps), 1..5).prop_map(|traps| traps.concat()),
        1 => vec(any::<char>(), least_characters..12).prop_map(String::from_iter),
        1 => valid_reply().prop_map(|reply| format!("It must be {reply}")),
    ]
    .prop_map(|text| without_hidden(&text).into_owned())
    .prop_map(|text| if says_nothing(&text) { format!("{text} etc") } else { text })
}

/// Whether a text is a word for null or the placeholder of a template, which an answer may not hold.
fn says_nothing(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let encloses = |open, close| text.starts_with(open) && text.ends_with(close);
    ["", "null", "none", "n/a", "nil", "undefined", "...", "…", "text", "string"]
        .contains(&text.as_str())
        || [('<', '>'), ('[', ']'), ('{', '}')].iter().any(|(open, close)| encloses(*open, *close))
}

/// The JSON of a small valid answer.
fn valid_reply() -> impl Strategy<Value = String> {
    select(vec!["yes", "no"]).prop_map(|answer| {
        format!("{{\"answer\": \"{answer}\", \"certainty\": 0.5, \"because\": \"it is\"}}")
    })
}

/// How JSON is laid out, and which characters are escaped.
#[derive(Debug, Clone)]
struct Manner {
    line_break: &'static str,
    indent: &'static str,
    colon: &'static str,
    comma: &'static str,
    ascii: bool,
}

fn manner() -> impl Strategy<Value = Manner> {
    let layouts = [
        ("", "", ":", ","),
        ("", "", ": ", ", "),
        ("\n", "  ", ": ", ","),
        ("\r\n", "\t", " : ", ","),
    ];
    (select(layouts.to_vec()), any::<bool>()).prop_map(|(layout, ascii)| {
        let (line_break, indent, colon, comma) = layout;
        Manner { line_break, indent, colon, comma, ascii }
    })
}

impl Tree {
    /// The value, for which the order of members is nothing.
    pub(super) fn value(&self) -> Value {
        match self {
            Self::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(name, member)| (name.clone(), member.value()))
                    .collect::<Map<_, _>>(),
            ),
            Self::List(items) => items.iter().map(Self::value).collect(),
            Self::Text(text) => Value::String(text.clone()),
            Self::Other(value) => value.clone(),
        }
    }
}

fn written(tree: &Tree, manner: &Manner) -> String {
    let mut text = String::new();
    write(tree, manner, 0, &mut text);
    text
}

fn write(tree: &Tree, manner: &Manner, depth: usize, out: &mut String) {
    let line = |depth: usize| format!("{}{}", manner.line_break, manner.indent.repeat(depth));
    match tree {
        Tree::Object(members) => {
            out.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                out.push_str(if index > 0 { manner.comma } else { "" });
                out.push_str(&line(depth + 1));
                out.push_str(&quoted(name, manner));
                out.push_str(manner.colon);
                write(member, manner, depth + 1, out);
            }
            out.push_str(&line(depth));
            out.push('}');
        }
        Tree::List(items) if items.is_empty() => out.push_str("[]"),
        Tree::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { manner.comma } else { "" });
                out.push_str(&line(depth + 1));
                write(item, manner, depth + 1, out);
            }
            out.push_str(&line(depth));
            out.push(']');
        }
        Tree::Text(text) => out.push_str(&quoted(text, manner)),
        Tree::Other(value) => out.push_str(&value.to_string()),
    }
}

fn quoted(text: &str, manner: &Manner) -> String {
    let quoted = Value::from(text).to_string();
    if !manner.ascii {
        return quoted;
    }
    let escaped = quoted.chars().map(|character| match character {
        ascii if ascii.is_ascii() => ascii.to_string(),
        other => {
            other.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
        }
    });
    escaped.collect()
}

/// What stands around an answer: a fence, prose without braces, or both.
#[derive(Debug, Clone)]
pub(super) struct Around {
    pub(super) before: String,
    pub(super) behind: String,
}

impl Around {
    pub(super) fn wrap(&self, text: &str) -> String {
        format!("{}{text}{}", self.before, self.behind)
    }
}

pub(super) fn around() -> impl Strategy<Value = Around> {
    let fence = select(vec![
        ("```json\n", "\n```"),
        ("```\n", "\n```"),
        ("```JSON\r\n", "\r\n```\n"),
        ("```json\n\n", "\n\n```  "),
    ]);
    let none = Just(("", ""));
    prop_oneof![
        (fence.clone(), Just(String::new()), Just(String::new())),
        (fence, prose(), prose()),
        (none, prose(), prose()),
        (none, prose(), Just(String::new())),
        (none, Just(String::new()), prose()),
    ]
    .prop_map(|((open, close), before, behind)| Around {
        before: format!("{before}\n{open}"),
        behind: format!("{close}\n{behind}"),
    })
}

/// What models say around an answer. No word says no: what becomes of a negated answer is not settled by
/// whether the rest can be read.
fn prose() -> impl Strategy<Value = String> {
    const WORDS: &str = "Sure! Here is the JSON you asked for: I'm done. \"Great\" (as agreed) 5\" [1] **Note:** # \
                         50% 1. Let me know, größer 👍 it's";
    let words: Vec<&str> = WORDS.split(' ').chain(["\n", "\n\n- "]).collect();
    vec(select(words), 0..10).prop_map(|words| format!("{} so", words.join(" ")))
}
