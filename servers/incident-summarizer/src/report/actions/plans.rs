//! What a report plans in sentences: "We will add an alert", "We are reviewing our procedures and adding tests".
//! Outside of a section for it, only work against the next incident is a plan: not what ends this one, and no promise
//! to tell more.

use std::{collections::HashSet, sync::LazyLock};

use rust_stemmers::{Algorithm, Stemmer};

use super::{ActionItem, from_text, owners};
use crate::report::{
    document::Block,
    sections::{Kind, Sections},
    sentences::split,
    times::is_timed,
    words::{Words, kinds, read},
};

/// The plans in the prose of a report that has no list of them.
pub(super) fn plans(sections: &Sections) -> Vec<ActionItem> {
    let told = sections.sections.iter().filter(|section| {
        !matches!(section.kind, Kind::Timeline | Kind::Background | Kind::Detection)
    });
    let texts = told.flat_map(|section| &section.blocks).flat_map(|block| match block {
        Block::Paragraph(text) | Block::Item { text, .. } => vec![text.as_str()],
        Block::Row { cells, is_head: false } => cells.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    });
    let mut items: Vec<ActionItem> = Vec::new();
    for text in texts.filter(|text| !is_timed(text)) {
        let plans = match announced(text) {
            Some(action) => vec![from_text(action)],
            None => split(text)
                .into_iter()
                .flat_map(|sentence| plan(sentence, Place::Anywhere))
                .collect(),
        };
        items.extend(plans);
        if items.len() >= MAX_PLANS {
            break;
        }
    }
    items
}

/// More plans stand in no prose.
const MAX_PLANS: usize = 20;

/// The action behind a label in a log or a chat: "Follow-up SRCH-12: limit the size", "TODO: add an alert".
fn announced(text: &str) -> Option<&str> {
    let (label, action) = text.split_once(": ")?;
    let first = label.to_lowercase();
    let is_label = ANNOUNCEMENTS.iter().any(|begin| first.starts_with(begin));
    let is_short = label.split_whitespace().count() <= MAX_LABEL_WORDS;
    (is_label && is_short && action.split_whitespace().count() > 1).then_some(action.trim())
}

const ANNOUNCEMENTS: &[&str] =
    &["follow-up", "follow up", "followup", "action item", "todo", "to do", "to-do"];

/// "follow up on SRCH-12" has four.
const MAX_LABEL_WORDS: usize = 4;

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Under a heading of action items: all work is meant.
    Section,
    /// Somewhere in a report.
    Anywhere,
}

/// The actions that a sentence plans.
pub(super) fn plan(sentence: &str, place: Place) -> Vec<ActionItem> {
    let lower = sentence.to_ascii_lowercase().replace('’', "'");
    // Letters of other widths would shift the places of words.
    let sentence = sentence.replace('’', "'");
    if sentence.ends_with('?') || lower.len() != sentence.len() {
        return Vec::new();
    }
    let found = kinds(LEADS).find_map(|(form, lead)| {
        let begin = lower.match_indices(lead).find(|(at, _)| is_apart(&lower, *at, lead.len()))?.0;
        let action = without_adverbs(sentence.get(begin + lead.len()..)?.trim());
        let is_meant = is_work(action, form)
            && (place == Place::Section || !is_about_now(action, form, &lower));
        is_meant.then_some((begin, form, lead, action))
    });
    let Some((begin, form, lead, action)) = found else {
        return promised(&sentence, place).into_iter().collect();
    };
    let owner = lead.starts_with("team").then(|| owner(sentence.get(..begin + 4)?)).flatten();
    let parts = parts(action, form).into_iter();
    let item = |part: &str| {
        let item = from_text(part.trim().trim_end_matches(['.', ',', ';']));
        ActionItem { owner: owner.clone().or(item.owner), ..item }
    };
    parts.map(item).collect()
}

/// What a person is said to do until a day: "Olga will patch the scheduler by 15 January". Without a day it may be
/// about anything.
fn promised(sentence: &str, place: Place) -> Option<ActionItem> {
    let (name, action) = person_and_action(sentence)?;
    let action = without_adverbs(action.trim().trim_end_matches('.'));
    let is_meant =
        place == Place::Section || !is_about_now(action, "base", &sentence.to_lowercase());
    let item = is_meant.then(|| from_text(action))?;
    item.due.is_some().then(|| ActionItem { owner: Some(name.to_owned()), ..item })
}

/// The person and the action in "Olga will patch the scheduler".
fn person_and_action(text: &str) -> Option<(&str, &str)> {
    let (name, action) = text.split_once(" will ")?;
    let first = action.split_whitespace().next()?;
    (owners::is_person(name) && !NO_WORK.contains(&first)).then_some((name, action))
}

/// The person that an action begins with: "Olga will patch the scheduler", "Olga adds a test". In "Database updates by
/// Friday" nobody acts: there no article follows.
pub(super) fn person(action: &str) -> Option<&str> {
    let acts = |(at, _): (usize, &str)| {
        let (name, rest) = action.split_at_checked(at)?;
        let mut words = rest.split_whitespace();
        let (verb, next) = (words.next()?, words.next()?);
        let mut bases = ["s", "es"].into_iter().filter_map(|ending| verb.strip_suffix(ending));
        let is_act = bases.any(|base| WORK.contains(&base)) && ARTICLES.contains(&next);
        (is_act && owners::is_person(name)).then_some(name)
    };
    let will = person_and_action(action).map(|(name, _)| name);
    will.or_else(|| action.match_indices(' ').take(MAX_NAME_WORDS).find_map(acts))
}

const ARTICLES: &[&str] = &["a", "an", "the", "our", "all", "every"];

/// A first name and a last one.
const MAX_NAME_WORDS: usize = 2;

/// What is no work, though a person does it until a day.
const NO_WORK: &[&str] = &[
    "be", "not", "have", "get", "know", "see", "hear", "remain", "continue", "return", "leave",
    "join", "provide", "receive",
];

fn is_apart(text: &str, at: usize, length: usize) -> bool {
    let is_letter = |text: Option<&str>, last: bool| {
        text.is_some_and(|text| {
            let next = if last { text.chars().next_back() } else { text.chars().next() };
            next.is_some_and(char::is_alphanumeric)
        })
    };
    !is_letter(text.get(..at), true) && !is_letter(text.get(at + length..), false)
}

/// The team before "team will": "Our storage team".
fn owner(before: &str) -> Option<String> {
    let words: Vec<&str> = before.split(' ').collect();
    let articles =
        words.iter().rposition(|word| matches!(word.to_lowercase().as_str(), "our" | "the"))?;
    let name = words.get(articles + 1..)?.join(" ");
    owners::is_team(&name).then_some(name)
}

fn without_adverbs(mut action: &str) -> &str {
    while let Some((word, rest)) = action.split_once(' ') {
        let is_adverb = word.ends_with("ly") || ADVERBS.contains(&word);
        if !is_adverb {
            break;
        }
        action = rest.trim_start();
    }
    action
}

const ADVERBS: &[&str] = &[
    "also",
    "now",
    "therefore",
    "further",
    "already",
    "both",
    "then",
    "soon",
    "be",
    "in",
    "addition,",
    "to",
];

/// Whether an action begins with a word for work, in the form that its lead wants.
fn is_work(action: &str, form: &str) -> bool {
    let Some(first) = action.split_whitespace().next() else { return false };
    let first = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // Most words are of another form, and a stem costs most.
    let is_form = match form {
        "ing" => first.ends_with("ing"),
        "ed" => first.ends_with("ed") || IRREGULAR.contains(&first.as_str()),
        _ => !first.ends_with("ing") && !first.ends_with("ed"),
    };
    if !is_form {
        return false;
    }
    let lower = action.get(..MAX_PAIR_BYTES).unwrap_or(action).to_lowercase();
    let stemmer = Stemmer::create(Algorithm::English);
    let stem = stemmer.stem(&first);
    // "Added" has another stem than "add".
    let is_ending = |ending: &str| matches!(ending, "ing" | "ed");
    let is_known = match form {
        "base" => WORK.contains(&first.as_str()),
        _ => {
            STEMS.contains(stem.as_ref())
                || WORK.iter().any(|work| first.strip_prefix(work).is_some_and(is_ending))
        }
    };
    let is_pair = PAIRS.iter().any(|pair| lower.starts_with(pair));
    is_known || is_pair
}

const IRREGULAR: &[&str] = &["built", "rebuilt", "set", "split", "put", "written", "run"];

/// The longest pair has fewer.
const MAX_PAIR_BYTES: usize = 30;

const PAIRS: &[&str] = &[
    "set up ",
    "setting up ",
    "look into ",
    "looking into ",
    "make sure ",
    "making sure ",
    "put in place ",
    "putting in place ",
    "roll out additional ",
    "work with ",
    "working with ",
    "built ",
    "written ",
    "carry out ",
    "carrying out ",
];

/// Whether an action ends this incident or tells of it, or was done already without a word on the next one.
fn is_about_now(action: &str, form: &str, sentence: &str) -> bool {
    let action = format!(" {} ", action.trim_end_matches(['.', '!']).to_lowercase());
    let is_ahead = AHEAD.iter().any(|cue| sentence.contains(cue));
    let is_told = NOW.iter().any(|cue| action.contains(cue));
    let is_remedy = form == "ing"
        && (action.starts_with(" adding ") || action.starts_with(" increasing "))
        && !is_ahead
        && !GUARDS.iter().any(|guard| action.contains(guard));
    is_told || is_remedy || form == "ed" && !is_ahead
}

/// What is added against the next incident and does not end this one.
const GUARDS: &[&str] = &["alert", "test", "monitor", "check", "review"];

const NOW: &[&str] = &[
    " writing to ",
    " look into it ",
    " look into this ",
    " look into the ",
    " looking into it ",
    " looking into this ",
    " looking into the ",
    " a fix",
    " the fix",
    " workaround",
    " restore",
    " update you",
    " update this",
    " updates",
    " update the status",
    " update as",
    " everyone ",
    " status page",
    " affected customers",
    " next update",
];

const AHEAD: &[&str] = &[
    "going forward",
    "moving forward",
    "in the future",
    "in future",
    "prevent",
    "avoid",
    "again",
    "since ",
    "so that",
    "recurrence",
    "similar",
];

/// The actions of an enumeration: ", added …, and hired …" goes on with a verb in the form of the first one.
fn parts<'a>(action: &'a str, form: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, joint) in action.match_indices([' ', ',']).map(|(at, _)| (at, joint(action, at))) {
        let Some(length) = joint else { continue };
        let next = action.get(at + length..).unwrap_or_default();
        if at >= begin && is_work(without_adverbs(next), form) {
            parts.extend(action.get(begin..at));
            begin = at + length;
        }
        if parts.len() >= MAX_PARTS {
            break;
        }
    }
    parts.extend(action.get(begin..));
    parts
}

/// Nobody enumerates more.
const MAX_PARTS: usize = 8;

/// How long the joint of an enumeration is that stands at `at`.
fn joint(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    [", and ", "; and ", ", ", " and "]
        .iter()
        .find(|joint| rest.starts_with(**joint))
        .map(|joint| joint.len())
}

const LEADS: &str = include_str!("words/leads.txt");
static STEMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let stemmer = Stemmer::create(Algorithm::English);
    WORK.iter().map(|work| stemmer.stem(work).into_owned()).collect()
});
static WORK: Words = Words::new(|| read(include_str!("words/work.txt")));
