//! What a clause says of things that fail: a thing is the subject of a failure ("the API was down"), stands at a noun
//! for one ("API errors", "errors on the API"), or is what somebody could not use.

use super::is_about_people;
use super::nouns::{FAILING, NO_PARTS, THINGS, VAGUE, is_code, is_host, is_modifier, is_part};
use super::tokens::Token;
use crate::report::{
    sentences::is_common,
    times::stamp,
    words::{PERIODS, negates},
};

/// More things are named in no clause.
const MAX_NAMES: usize = 5;

/// A part of a sentence that speaks of one thing.
pub(super) struct Clause<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token<'a>>,
}

impl<'a> Clause<'a> {
    /// The names of the things that fail.
    pub(super) fn failing(&self) -> Vec<&'a str> {
        let mut names = Vec::new();
        for place in 0..self.tokens.len().min(MAX_TOKENS) {
            let known = names.len();
            if self.phrase(place, "state").is_some() {
                names.extend(self.subjects(place, Needs::Be));
                if names.len() == known {
                    names.extend(self.proper_name(place));
                }
            }
            // "Search is down", "Search down".
            if names.len() == known && self.phrase(place, "act").is_some() {
                names.extend(self.subjects(place, Needs::Nothing));
            }
            if let Some(length) = self.phrase(place, "noun") {
                names.extend(self.before(place));
                names.extend(self.behind_noun(place + length));
            }
            let hit = self.phrase(place, "hit").filter(|_| !self.is_denied(place));
            let used = self.phrase(place, "use").filter(|_| self.is_prevented(place));
            if let Some(length) = hit.or(used) {
                names.extend(self.objects(place + length, Names::Proper));
            }
        }
        names
    }

    /// The thing that the whole clause is a name of.
    pub(super) fn whole(&self) -> Option<&'a str> {
        let (begin, name) = self.ending_at(self.tokens.len())?;
        (begin == 0).then_some(name)
    }

    /// How many words a phrase of a kind has that stands here.
    fn phrase(&self, place: usize, kind: &str) -> Option<usize> {
        let phrases = FAILING.get(self.lower(place))?.iter().filter(|(of, _)| *of == kind);
        let lengths = phrases.filter_map(|(_, phrase)| {
            let here = self.tokens.get(place..place + phrase.len())?;
            here.iter()
                .zip(phrase)
                .all(|(token, word)| token.lower == *word)
                .then_some(phrase.len())
        });
        lengths.max()
    }

    fn lower(&self, place: usize) -> &str {
        self.tokens.get(place).map_or("", |token| token.lower.as_str())
    }

    /// The things of which something is said at `place`, behind adverbs and forms of "be": "Search and Login were both
    /// down".
    fn subjects(&self, place: usize, needs: Needs) -> Vec<&'a str> {
        let mut end = place;
        let mut is = false;
        while let Some(before) = end.checked_sub(1).map(|before| self.lower(before)) {
            if negates(before) || before == "longer" {
                return Vec::new();
            }
            let is_form = BE.contains(&before);
            let is_adverb = before.ends_with("ly") || ADVERBS.contains(&before);
            if !is_form && !is_adverb {
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
        let is_first = end == 1;
        // A noun in the plural at the beginning is none: "Machines are down".
        (is_proper(name) && !(is_first && name.lower.ends_with('s') && self.lower(1) == "are"))
            .then_some(name.word)
    }

    /// The words with a capital that begin at `place`, if they are a name on their own: "an outage of Example Pay".
    fn proper_at(&self, place: usize) -> Option<(usize, &'a str)> {
        let run = self.tokens.get(place..)?.iter().take(MAX_NAME_WORDS);
        let mut end = place;
        for token in run {
            if !is_proper(token) {
                break;
            }
            end += 1;
            if token.has_comma || token.ends {
                break;
            }
        }
        let (first, last) = (self.tokens.get(place)?, self.tokens.get(end.checked_sub(1)?)?);
        // "European customers" are no "European".
        let is_whole = last.has_comma
            || last.ends
            || self.tokens.get(end).is_none_or(|next| is_common(&next.lower));
        (end > place && is_whole)
            .then(|| self.text.get(first.begin..last.end))
            .flatten()
            .map(|name| (end, name))
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
        self.ending_at(place).map(|(_, name)| name).or_else(|| self.proper_before(place))
    }

    /// The words with a capital that stand right before `place`: "Example Pay outage". One alone at the beginning may
    /// be any word.
    fn proper_before(&self, place: usize) -> Option<&'a str> {
        let run = self.tokens.get(..place)?.iter().rev().take(MAX_NAME_WORDS);
        let count =
            run.take_while(|token| is_proper(token) && !token.has_comma && !token.ends).count();
        let first = self.tokens.get(place - count)?;
        let last = self.tokens.get(place.checked_sub(1)?)?;
        let is_name = count > 1 || count == 1 && place > 1;
        is_name.then(|| self.text.get(first.begin..last.end)).flatten()
    }

    /// The things behind a noun for a failure: "errors on the search API", "latency and error rates across the site".
    fn behind_noun(&self, place: usize) -> Vec<&'a str> {
        let joint = self.lower(place);
        // What stands behind "in" or "at" with a capital may be a town.
        let names = if NAME_JOINTS.contains(&joint) { Names::Proper } else { Names::OfThings };
        let is_joint = names == Names::Proper || NOUN_JOINTS.contains(&joint);
        if is_joint { self.objects(place + 1, names) } else { Vec::new() }
    }

    /// The things that begin at `place`, in a list of them.
    fn objects(&self, mut place: usize, wanted: Names) -> Vec<&'a str> {
        let mut names = Vec::new();
        for _ in 0..MAX_NAMES {
            while ARTICLES.contains(&self.lower(place))
                || NO_PARTS.contains(self.lower(place))
                || self.is_share(place)
            {
                place += 1;
            }
            // The longest run of words that ends with a thing.
            let ends =
                (place + 1..=place + MAX_NAME_WORDS).take_while(|end| self.is_run(place, *end));
            let things = ends.filter_map(|end| Some((end, self.ending_at(end)?.1)));
            let proper = || self.proper_at(place).filter(|_| wanted == Names::Proper);
            let Some((end, name)) = things.last().or_else(proper) else { break };
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

    /// Whether a vague noun stands before what it is a part of: "components of Example Pay".
    fn is_share(&self, place: usize) -> bool {
        let is_vague = self.tokens.get(place).is_some_and(|token| VAGUE.contains(token.singular()));
        is_vague && self.lower(place + 1) == "of"
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
        let is_pair = pair.is_some_and(|pair| THINGS.contains(pair.as_str()));
        let is_thing = is_pair || THINGS.contains(last.singular());
        let is_vague = VAGUE.contains(last.singular()) || is_code(last.word);
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
        before.iter().any(|token| negates(&token.lower))
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
            || has("prevented")
            || has("prevents")
            || (has("not") && (has("could") || has("able") || has("can")))
            || [
                "difficulty",
                "difficulties",
                "trouble",
                "issues",
                "problems",
                "errors",
                "failing",
                "failed",
                "slow",
            ]
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

/// Which names are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Those whose last word is a noun for a thing.
    OfThings,
    /// Also words with a capital.
    Proper,
}

/// Whether a word with a capital may be a name on its own.
fn is_proper(token: &Token<'_>) -> bool {
    token.word.starts_with(char::is_uppercase)
        && !token.word.contains('/')
        && !token.lower.ends_with("ing")
        && is_part(token)
        && stamp(token.word).is_none()
        && !is_about_people(token.word)
        && !PERIODS.contains(&token.lower.as_str())
        && !VAGUE.contains(token.singular())
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
    "seems", "seem", "appears", "appear", "to", "had", "has", "have",
];

const ARTICLES: &[&str] = &[
    "the", "a", "an", "our", "your", "their", "its", "all", "some", "this", "these", "those",
    "both", "of",
];

const FAILURE_ADJECTIVES: &[&str] =
    &["intermittent", "performance", "connection", "connectivity", "latency", "error", "timeout"];

const NAME_JOINTS: &[&str] = &["on", "of", "with", "across", "affecting", "impacting"];

const NOUN_JOINTS: &[&str] = &["in", "for", "to", "from", "at", "when", "while"];
