//! The things that the sentences of a report say failed, for reports that list none: "Our API was down", "Errors on the
//! search API", "could not log in to the dashboard". A name is taken as it is written, and only where its last word is
//! a noun for what can fail, or where it is the address of a host.

use super::{clause::Clause, is_spared, nouns::GENERIC, tokens::tokens};
use crate::report::{
    document::Block,
    sections::{Kind, Sections},
    sentences::split,
    states::state,
    times::behind_clock,
};

/// The things that failed: by the title, the summary and the impact, or else by what the rest tells of it.
pub fn told(title: Option<&str>, sections: &Sections) -> Vec<String> {
    let is_first = |kind: Kind| matches!(kind, Kind::Impact | Kind::Summary);
    let is_told = |kind: Kind| matches!(kind, Kind::Timeline | Kind::RootCause | Kind::Other);
    let texts = |of: &dyn Fn(Kind) -> bool| {
        let sections = sections.sections.iter().filter(|section| of(section.kind));
        let blocks = sections.flat_map(|section| &section.blocks);
        let texts = blocks.filter(|block| !matches!(block, Block::Code(_) | Block::Quote(_)));
        texts.take(MAX_BLOCKS).map(Block::text).collect::<Vec<String>>()
    };
    let mut names = Vec::new();
    // "Search API: errors in Europe".
    let labels = title.and_then(|title| title.split_once(": ")).and_then(|(label, _)| thing(label));
    labels.into_iter().for_each(|name| add(&mut names, name));
    let first = title.map(str::to_owned).into_iter().chain(texts(&is_first)).collect();
    for texts in [first, texts(&is_told)] {
        for text in &texts {
            let text = behind_clock(text);
            let text = state(text).map_or(text, |state| state.rest);
            labeled(text).for_each(|name| add(&mut names, name));
            let failing = split(text).into_iter().flat_map(failing);
            failing.for_each(|name| add(&mut names, name));
        }
        if !names.is_empty() {
            break;
        }
    }
    let is_generic = |name: &String| GENERIC.contains(name.to_lowercase().as_str());
    // Nobody would look up "the site".
    names.retain(|name| !name.eq_ignore_ascii_case("site"));
    if !names.iter().all(is_generic) {
        names.retain(|name| !is_generic(name));
    }
    names
}

/// The thing that a text names as a whole.
fn thing(text: &str) -> Option<&str> {
    Clause { text, tokens: tokens(text) }.whole()
}

/// The names behind the labels of an alert: `service=search-api`.
fn labeled(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "{},;()[]".contains(c)).filter_map(|part| {
        let (label, name) = part.split_once('=')?;
        let name = name.trim_matches(['"', '\'']);
        (LABELS.contains(&label) && name.starts_with(char::is_alphabetic)).then_some(name)
    })
}

const LABELS: &[&str] =
    &["service", "service_name", "svc", "component", "app", "application", "cluster"];

/// What stands further down is about details.
const MAX_BLOCKS: usize = 40;

/// Sentences name a thing in many ways; what failed is told first.
const MAX_NAMES: usize = 5;

/// Adds a name, unless it is the longer or shorter form of one that is known. What stands before a dash is a mark of
/// the title: "P1 OPEN - Ticket machines".
fn add(names: &mut Vec<String>, name: &str) {
    let name = name.rsplit(" - ").next().unwrap_or(name);
    let lower = name.to_lowercase();
    let is_known = names.iter().any(|known| {
        let known = known.to_lowercase();
        known.contains(&lower) || lower.contains(&known)
    });
    if !is_known && names.len() < MAX_NAMES {
        names.push(name.to_owned());
    }
}

/// What a sentence says of things that fail.
pub(in crate::report) fn failing(sentence: &str) -> Vec<&str> {
    let mut names = Vec::new();
    if sentence.ends_with('?') {
        return names;
    }
    for clause in clauses(sentence) {
        if !is_spared(clause) {
            names.extend(Clause { text: clause, tokens: tokens(clause) }.failing());
        }
    }
    names
}

/// The parts of a sentence that speak of different things: "The API was down, but the site was fine".
fn clauses(sentence: &str) -> Vec<&str> {
    let mut clauses = vec![sentence];
    for border in
        ["; ", " but ", " while ", " whereas ", " although ", " however", " (", " – ", " — "]
    {
        clauses = clauses.into_iter().flat_map(|clause| clause.split(border)).collect();
    }
    clauses
}
