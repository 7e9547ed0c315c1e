//! The things that the sentences of a report say failed, for reports that list none: "Our API was down", "Errors on the
//! search API", "could not log in to the dashboard". A name is taken as it is written, and only where its last word is a noun
//! for what can fail, or where it is the address of a host.

use super::tokens::{Token, tokens};
use super::{is_about_people, is_spared};
use crate::report::{
    document::Block,
    sections::{Kind, Sections},
    sentences::split,
    stamps::stamp,
    words::{Words, read},
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
    let first = title.map(str::to_owned).into_iter().chain(texts(&is_first)).collect();
    for texts in [first, texts(&is_told)] {
        for text in &texts {
            let text = stamp(text)
                .filter(|stamp| stamp.has_clock)
                .map_or(text.as_str(), |stamp| stamp.rest);
            labelled(text).for_each(|name| add(&mut names, name));
            let failing = split(text).into_iter().flat_map(failing);
            failing.for_each(|name| add(&mut names, name));
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}

/// The names behind the labels of an alert: `service=search-api`.
fn labelled(text: &str) -> impl Iterator<Item = &str> {
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

/// Adds a name, unless it is the longer or shorter form of one that is known.
fn add(names: &mut Vec<String>, name: &str) {
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

struct Clause<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
}

impl<'a> Clause<'a> {
    fn failing(&self) -> Vec<&'a str> {
        let mut names = Vec::new();
        for place in 0..self.tokens.len().min(MAX_TOKENS) {
            if self.phrase(place, "state").is_some() {
                let subjects = self.subjects(place, Needs::Be);
                let named = || self.proper_name(place).into_iter().collect();
                names.extend(if subjects.is_empty() { named() } else { subjects });
            } else if self.phrase(place, "act").is_some() {
                names.extend(self.subjects(place, Needs::Nothing));
            }
            if let Some(length) = self.phrase(place, "noun") {
                names.extend(self.before(place));
                names.extend(self.behind_noun(place + length));
            }
            if let Some(length) = self.phrase(place, "hit")
                && !self.is_denied(place)
            {
                names.extend(self.objects(place + length));
            }
            if let Some(length) = self.phrase(place, "use")
                && self.is_prevented(place)
            {
                names.extend(self.objects(place + length));
            }
        }
        names
    }

    /// How many words a phrase of a kind has that stands here.
    fn phrase(&self, place: usize, kind: &str) -> Option<usize> {
        let lines = FAILING.iter().filter_map(|line| line.split_once('\t'));
        let phrases = lines.filter(|(of, _)| *of == kind).map(|(_, phrase)| phrase);
        let lengths = phrases.filter_map(|phrase| {
            let length = phrase.split(' ').count();
            let here = self.tokens.get(place..place + length)?;
            here.iter()
                .zip(phrase.split(' '))
                .all(|(token, word)| token.lower == word)
                .then_some(length)
        });
        lengths.max()
    }

    fn lower(&self, place: usize) -> &str {
        self.tokens.get(place).map_or("", |token| token.lower.as_str())
    }

    /// The things of which something is said at `place`, behind adverbs and forms of "be": "Search and Login were both down".
    fn subjects(&self, place: usize, needs: Needs) -> Vec<&'a str> {
        let mut end = place;
        let mut is = false;
        while let Some(before) = end.checked_sub(1).map(|before| self.lower(before)) {
            if matches!(before, "not" | "never" | "longer" | "no") || before.ends_with("n't") {
                return Vec::new();
            }
            let is_form = BE.contains(&before);
            if !is_form && !(before.ends_with("ly") || ADVERBS.contains(&before)) {
                break;
            }
            is |= is_form;
            end -= 1;
        }
        if needs == Needs::Be && !is {
            return Vec::new();
        }
        let mut names = Vec::new();
        let mut next = Some(end);
        while let Some(end) = next.filter(|_| names.len() < MAX_NAMES) {
            let Some((begin, name)) = self.ending_at(end) else { break };
            names.push(name);
            // "Search, Login and the dashboard were down."
            let joint = self.without_articles(begin);
            let is_list = joint.checked_sub(1).is_some_and(|at| {
                matches!(self.lower(at), "and" | "or")
                    || self.tokens.get(at).is_some_and(|token| token.has_comma)
            });
            next = is_list.then(|| match joint.checked_sub(1) {
                Some(at) if matches!(self.lower(at), "and" | "or") => at,
                _ => joint,
            });
        }
        names.reverse();
        names
    }

    /// A name with a capital that is said to be down as a whole: "Prometheus is down".
    fn proper_name(&self, place: usize) -> Option<&'a str> {
        let is_whole = WHOLE.contains(&self.lower(place));
        let is_form =
            |at: &usize| BE.contains(&self.lower(*at)) || ADVERBS.contains(&self.lower(*at));
        let end = (0..place).rev().take_while(is_form).last().filter(|_| is_whole)?;
        let name = self.tokens.get(end.checked_sub(1)?)?;
        let is_name = name.word.starts_with(char::is_uppercase)
            && is_part(name)
            && stamp(name.word).is_none()
            && !is_about_people(name.word)
            && !VAGUE.contains(&name.singular());
        let is_first = end == 1;
        // A noun in the plural at the beginning is none: "Machines are down".
        (is_name && !(is_first && name.lower.ends_with('s') && self.lower(1) == "are"))
            .then_some(name.word)
    }

    fn without_articles(&self, mut place: usize) -> usize {
        while let Some(before) =
            place.checked_sub(1).filter(|before| ARTICLES.contains(&self.lower(*before)))
        {
            place = before;
        }
        place
    }

    /// The thing right before a noun for a failure: "Search API errors".
    fn before(&self, place: usize) -> Option<&'a str> {
        let mut place = place;
        // "latency and error rates", "outage and data loss" name the same thing.
        if self.tokens.get(place.checked_sub(1)?)?.has_comma {
            return None;
        }
        while place > 0 && FAILURE_ADJECTIVES.contains(&self.lower(place - 1)) {
            place -= 1;
        }
        self.ending_at(place).map(|(_, name)| name)
    }

    /// The things behind a noun for a failure: "errors on the search API", "latency and error rates across the site".
    fn behind_noun(&self, place: usize) -> Vec<&'a str> {
        if NOUN_JOINTS.contains(&self.lower(place)) { self.objects(place + 1) } else { Vec::new() }
    }

    /// The things that begin at `place`, in a list of them.
    fn objects(&self, mut place: usize) -> Vec<&'a str> {
        let mut names = Vec::new();
        for _ in 0..MAX_NAMES {
            while ARTICLES.contains(&self.lower(place)) || NO_PARTS.contains(&self.lower(place)) {
                place += 1;
            }
            // The longest run of words that ends with a thing.
            let ends =
                (place + 1..=place + MAX_NAME_WORDS).take_while(|end| self.is_run(place, *end));
            let Some((end, name)) =
                ends.filter_map(|end| Some((end, self.ending_at(end)?.1))).last()
            else {
                break;
            };
            names.push(name);
            let is_list = self.tokens.get(end - 1).is_some_and(|token| token.has_comma);
            let is_joined = matches!(self.lower(end), "and" | "or");
            if !is_list && !is_joined {
                break;
            }
            place = end + usize::from(is_joined);
        }
        names
    }

    /// Whether no border of a phrase is inside of the words from `begin` to `end`.
    fn is_run(&self, begin: usize, end: usize) -> bool {
        let Some(run) = self.tokens.get(begin..end) else { return false };
        let inside = run.split_last().map_or(&[][..], |(_, inside)| inside);
        inside.iter().all(|token| !token.has_comma && !token.ends)
            && run.iter().all(|token| is_part(token))
    }

    /// The name that ends before `end`, and where it begins.
    fn ending_at(&self, end: usize) -> Option<(usize, &'a str)> {
        let last = self.tokens.get(end.checked_sub(1)?)?;
        if is_host(last.word) {
            return Some((end - 1, last.word));
        }
        let pair =
            end.checked_sub(2).map(|before| format!("{} {}", self.lower(before), last.singular()));
        let is_pair = pair.is_some_and(|pair| THINGS.contains(&pair.as_str()));
        let is_thing = is_pair || THINGS.contains(&last.singular());
        let is_vague = VAGUE.contains(&last.singular()) || is_code(last.word);
        if !is_thing && !is_vague {
            return None;
        }
        let mut begin = end - 1 - usize::from(is_pair);
        while let Some(before) = begin.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            if before.has_comma
                || before.ends
                || !is_modifier(before)
                || end - begin >= MAX_NAME_WORDS
            {
                break;
            }
            begin -= 1;
        }
        let first = self.tokens.get(begin)?;
        let is_alone = begin + 1 == end;
        (is_thing || !is_alone)
            .then(|| self.text.get(first.begin..last.end))
            .flatten()
            .map(|name| (begin, name))
    }

    fn is_denied(&self, place: usize) -> bool {
        let before = place.saturating_sub(3)..place;
        let before = self.tokens.get(before).unwrap_or_default();
        before.iter().any(|token| {
            matches!(token.lower.as_str(), "not" | "no" | "never" | "without" | "nor")
                || token.lower.ends_with("n't")
        })
    }

    /// Whether what stands before `place` could not be done.
    fn is_prevented(&self, place: usize) -> bool {
        let before =
            self.tokens.get(place.saturating_sub(MAX_PREVENTED_WORDS)..place).unwrap_or_default();
        let before: Vec<&str> = before.iter().map(|token| token.lower.as_str()).collect();
        let has = |word: &str| before.contains(&word);
        has("unable")
            || has("cannot")
            || has("can't")
            || has("couldn't")
            || has("impossible")
            || (has("not") && (has("could") || has("able") || has("can")))
            || ["difficulty", "difficulties", "trouble", "issues", "problems", "errors", "failing"]
                .iter()
                .any(|word| has(word))
    }
}

/// What has to stand between a thing and what is said of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Be,
    Nothing,
}

/// What is said of a thing as a whole.
const WHOLE: &[&str] =
    &["down", "unavailable", "offline", "unreachable", "inaccessible", "unresponsive"];

/// "were unable to reliably log in to" has five.
const MAX_PREVENTED_WORDS: usize = 5;

/// More words are no sentence.
const MAX_TOKENS: usize = 200;

/// "Larkfield office guest wireless network" has five.
const MAX_NAME_WORDS: usize = 5;

const BE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "remained", "remains", "became", "become",
    "got", "stayed", "went",
];

const ADVERBS: &[&str] = &[
    "also", "then", "again", "still", "all", "both", "now", "hard", "very", "too", "may", "might",
];

const ARTICLES: &[&str] = &[
    "the", "a", "an", "our", "your", "their", "its", "all", "some", "this", "these", "those",
    "both", "of",
];

const FAILURE_ADJECTIVES: &[&str] =
    &["intermittent", "performance", "connection", "connectivity", "latency", "error", "timeout"];

const NOUN_JOINTS: &[&str] = &[
    "on",
    "of",
    "with",
    "in",
    "for",
    "to",
    "across",
    "from",
    "affecting",
    "impacting",
    "at",
    "when",
    "while",
];

static THINGS: Words = Words::new(|| read(include_str!("words/things.txt")));
static VAGUE: Words =
    Words::new(|| THINGS.iter().filter_map(|thing| thing.strip_prefix('~')).collect());
static FAILING: Words = Words::new(|| read(include_str!("words/failing.txt")));
static NO_PARTS: Words = Words::new(|| read(include_str!("words/no_parts.txt")));

/// Whether a word may be inside of a name.
fn is_part(token: &Token<'_>) -> bool {
    let lower = token.lower.as_str();
    !crate::report::sentences::is_common(lower) && !NO_PARTS.contains(&lower)
}

/// Whether a word before a thing belongs to its name: no verb and no adverb.
fn is_modifier(token: &Token<'_>) -> bool {
    let is_name = token.word.starts_with(char::is_uppercase);
    let is_verb = token.lower.ends_with("ed") || token.lower.ends_with("ly");
    // A day and a count are none.
    let is_number = token.word.starts_with(|c: char| c.is_ascii_digit());
    is_part(token) && !is_number && stamp(token.word).is_none() && (is_name || !is_verb)
}

/// Whether a word is the address of a host: `docs.example.org`.
fn is_host(word: &str) -> bool {
    let labels: Vec<&str> = word.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let Some((last, _)) = labels.split_last().filter(|(_, before)| !before.is_empty()) else {
        return false;
    };
    labels.iter().all(is_label)
        && last.len() >= 2
        && last.chars().all(|c| c.is_ascii_lowercase())
        && labels
            .iter()
            .any(|label| label.len() > 2 && label.starts_with(|c: char| c.is_ascii_lowercase()))
        && (labels.len() > 2 || !FILES.contains(last))
}

/// What names of files end with.
const FILES: &[&str] = &[
    "js",
    "ts",
    "json",
    "yaml",
    "yml",
    "toml",
    "md",
    "txt",
    "html",
    "xml",
    "csv",
    "log",
    "conf",
    "cfg",
    "ini",
    "sh",
    "py",
    "rb",
    "rs",
    "java",
    "php",
    "sql",
    "service",
    "properties",
    "lock",
    "exe",
    "dll",
    "so",
];

/// Whether a word is the code of one thing among many: `mq-3`, `db-fra-02`.
fn is_code(word: &str) -> bool {
    word.contains('-')
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word.starts_with(|c: char| c.is_ascii_lowercase())
}
