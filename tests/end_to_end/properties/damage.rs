//! Texts that are no answers, and answers that were damaged: a soup of tokens, values of another kind in the
//! place of the right ones, and random edits.

use std::{collections::BTreeSet, sync::LazyLock};

use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
};
use serde_json::{Value, json};

use super::{
    answers::{Around, Valid},
    rules::Tree,
};

/// What JSON and its neighbors are made of, and every name, label and synonym of the schemas.
static TOKENS: LazyLock<Vec<String>> = LazyLock::new(|| {
    const SIGNS: &str = "{ } [ ] { } [ ] : , : , \" \" ' ` ( ) < > = ; # | * _ - + . … / \\ & @ “ ” ‘ ’ « » ， ： ｛ ｝";
    const NUMBERS: &str = "0 1 -1 0.5 .5 5. 85 85% 0,5 1e3 1e999 -0 007 0x1F NaN Infinity 1_000 7/10 12345678901234567890 ½";
    const LITERALS: &str = "true false null True False None undefined TRUE nil yes no";
    const MARKS: &str = "```json ``` ~~~ <think> </think> <thinking> </thinking> <answer> </answer> // /* */ <!-- --> <|end|>";
    const ESCAPES: &str =
        "\\n \\\" \\\\ \\u00e9 \\ud83d \\ude00 \\x41 \\' \\u12 \\u202e &quot; &#34; \\\\\" \\u0000";
    const SPACES: [&str; 8] = [" ", "\n", "\t", "\r\n", "\u{a0}", "\u{feff}", "\u{200b}", "\n  "];
    let written = [SIGNS, NUMBERS, LITERALS, MARKS, ESCAPES];
    let written = written.iter().flat_map(|tokens| tokens.split(' '));
    let mut tokens: Vec<String> = written.chain(SPACES).map(str::to_owned).collect();
    let json: Value = serde_json::from_str(include_str!("schemas.json")).unwrap();
    for word in words(&json) {
        tokens.extend([format!("\"{word}\": "), format!("\"{word}\""), word]);
    }
    tokens
});

/// The names of members, their aliases, the labels and their synonyms.
fn words(schema: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let texts = |list: &Value| -> Vec<String> {
        list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    match schema {
        Value::Object(members) => {
            for (keyword, inner) in members {
                let names =
                    inner.as_object().map(|inner| inner.keys().cloned()).into_iter().flatten();
                match keyword.as_str() {
                    "properties" | "x-synonyms" => found.extend(names),
                    "x-aliases" => found.extend(
                        inner.as_object().into_iter().flatten().flat_map(|(_, list)| texts(list)),
                    ),
                    "enum" => found.extend(texts(inner)),
                    _ => {}
                }
                found.extend(words(inner));
            }
        }
        Value::Array(items) => found.extend(items.iter().flat_map(words)),
        _ => {}
    }
    found
}

pub(super) fn token() -> impl Strategy<Value = String> {
    select(&TOKENS[..])
}

/// Tokens in any order, mostly after an opening brace.
pub(super) fn soup() -> impl Strategy<Value = String> {
    (select(vec!["{", "{\"", "", "[", "```json\n{"]), vec(token(), 0..60))
        .prop_map(|(start, tokens)| format!("{start}{}", tokens.concat()))
}

/// What became of a valid answer: changes to the value, to the text, or to both.
#[derive(Debug, Clone)]
pub(super) struct Damage {
    misfits: Vec<Misfit>,
    edits: Vec<Edit>,
}

pub(super) fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![(misfits(), Just(vec![])), (Just(vec![]), edits(6)), (misfits(), edits(2)),]
        .prop_map(|(misfits, edits)| Damage { misfits, edits })
}

impl Damage {
    pub(super) fn done_to(&self, answer: &Valid, around: Option<&Around>) -> String {
        let text = answer.rewritten(&misfitting(&answer.tree, &self.misfits));
        let text = around.map_or_else(|| text.clone(), |around| around.wrap(&text));
        edited(&text, &self.edits)
    }
}

/// One change to a value, at a place that is chosen by share of its size.
#[derive(Debug, Clone)]
struct Misfit {
    at: Index,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    /// Another value.
    Other(Tree),
    /// A list of the value alone.
    Listed,
    /// The members of an object change: one is called otherwise, is missing, or stands twice.
    Renamed(Index, String),
    Missing(Index),
    Twice(Index, Tree),
}

fn misfits() -> impl Strategy<Value = Vec<Misfit>> {
    let scalars = [
        json!(0.5),
        json!(7.5),
        json!(2.0),
        json!(0),
        json!(-1),
        json!(85),
        json!(1e30),
        json!(u64::MAX),
        json!(true),
        json!(false),
        json!(null),
    ];
    let other = prop_oneof![
        3 => select(scalars.to_vec()).prop_map(Tree::Other),
        1 => token().prop_map(Tree::Text),
        1 => Just(Tree::Text(String::new())),
        1 => Just(Tree::List(vec![])),
        1 => Just(Tree::Object(vec![])),
    ];
    let kind = prop_oneof![
        4 => other.clone().prop_map(Kind::Other),
        1 => Just(Kind::Listed),
        1 => (any::<Index>(), token()).prop_map(|(member, name)| Kind::Renamed(member, name)),
        1 => any::<Index>().prop_map(Kind::Missing),
        1 => (any::<Index>(), other).prop_map(|(member, other)| Kind::Twice(member, other)),
    ];
    vec((any::<Index>(), kind).prop_map(|(at, kind)| Misfit { at, kind }), 1..=2)
}

fn misfitting(tree: &Tree, misfits: &[Misfit]) -> Tree {
    misfits.iter().fold(tree.clone(), |mut tree, misfit| {
        let mut steps = misfit.at.index(size(&tree));
        misfit.walk(&mut tree, &mut steps);
        tree
    })
}

fn size(tree: &Tree) -> usize {
    match tree {
        Tree::Object(members) => 1 + members.iter().map(|(_, member)| size(member)).sum::<usize>(),
        Tree::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Tree::Text(_) | Tree::Other(_) => 1,
    }
}

impl Misfit {
    /// Changes the value that is `steps` further on, counted from `tree`.
    fn walk(&self, tree: &mut Tree, steps: &mut usize) {
        if *steps == 0 {
            self.apply(tree);
        }
        *steps = steps.wrapping_sub(1);
        match tree {
            Tree::Object(members) => {
                members.iter_mut().for_each(|(_, member)| self.walk(member, steps));
            }
            Tree::List(items) => items.iter_mut().for_each(|item| self.walk(item, steps)),
            Tree::Text(_) | Tree::Other(_) => {}
        }
    }

    fn apply(&self, tree: &mut Tree) {
        match (&self.kind, tree) {
            (Kind::Other(other), tree) => *tree = other.clone(),
            (Kind::Renamed(member, name), Tree::Object(members)) if !members.is_empty() => {
                let member = member.index(members.len());
                members[member].0.clone_from(name);
            }
            (Kind::Missing(member), Tree::Object(members)) if !members.is_empty() => {
                members.remove(member.index(members.len()));
            }
            (Kind::Twice(member, other), Tree::Object(members)) if !members.is_empty() => {
                let name = members[member.index(members.len())].0.clone();
                members.push((name, other.clone()));
            }
            (_, tree) => *tree = Tree::List(vec![tree.clone()]),
        }
    }
}

/// One change to a text, at a place that is chosen by share of its length.
#[derive(Debug, Clone)]
struct Edit {
    change: Change,
    of: Grain,
    at: Index,
    length: usize,
    /// The place that a copy is taken from.
    from: Index,
    token: String,
}

#[derive(Debug, Clone, Copy)]
enum Change {
    Delete,
    Insert,
    Duplicate,
    Replace,
    /// By what stands elsewhere in the text.
    Copy,
    Reverse,
    Cut,
}

#[derive(Debug, Clone, Copy)]
enum Grain {
    Character,
    Token,
}

fn edits(most: usize) -> impl Strategy<Value = Vec<Edit>> {
    use Change::{Copy, Cut, Delete, Duplicate, Insert, Replace, Reverse};
    let change = prop_oneof![
        8 => select(vec![Delete, Insert, Duplicate, Replace, Copy, Reverse]),
        1 => Just(Cut),
    ];
    let grain = select(vec![Grain::Character, Grain::Token]);
    let edit = (change, grain, any::<Index>(), 1..5_usize, any::<Index>(), token());
    vec(edit, 1..=most).prop_map(|edits| {
        edits
            .into_iter()
            .map(|(change, of, at, length, from, token)| Edit {
                change,
                of,
                at,
                length,
                from,
                token,
            })
            .collect()
    })
}

fn edited(text: &str, edits: &[Edit]) -> String {
    edits.iter().fold(text.to_owned(), |text, edit| edit.applied(&text))
}

impl Edit {
    fn applied(&self, text: &str) -> String {
        let mut pieces = match self.of {
            Grain::Character => text.chars().map(String::from).collect(),
            Grain::Token => pieces(text),
        };
        if pieces.is_empty() {
            return self.token.clone();
        }
        let start = self.at.index(pieces.len());
        let end = pieces.len().min(start + self.length);
        match self.change {
            Change::Delete => drop(pieces.drain(start..end)),
            Change::Insert => pieces.insert(start, self.token.clone()),
            Change::Duplicate => drop(pieces.splice(start..start, pieces[start..end].to_vec())),
            Change::Replace => drop(pieces.splice(start..end, [self.token.clone()])),
            Change::Copy => {
                let copied = pieces[self.from.index(pieces.len())].clone();
                pieces[start] = copied;
            }
            Change::Reverse => pieces[start..end].reverse(),
            Change::Cut => pieces.truncate(start),
        }
        pieces.concat()
    }
}

/// `text` in words, runs of white space and single signs.
fn pieces(text: &str) -> Vec<String> {
    let kind = |character: char| match character {
        _ if character.is_alphanumeric() || "_.".contains(character) => 1,
        _ if character.is_whitespace() => 2,
        _ => 0,
    };
    let mut pieces: Vec<String> = Vec::new();
    let mut last = 0;
    for character in text.chars() {
        match pieces.last_mut() {
            Some(piece) if kind(character) == last && last != 0 => piece.push(character),
            _ => pieces.push(character.to_string()),
        }
        last = kind(character);
    }
    pieces
}
