//! Whether a statement says the contrary of the place of the report that has its words: by an opposite word, by denying
//! what stands there or telling what is denied there, or by naming somebody else who did it.
//!
//! What is rephrased with a word for failing, "could not upload" for "uploads failed", is no contrary: where either
//! side denies or fails beside the word in question, nothing is said of it.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;
use shared::material;

use super::{
    Evidence, names,
    passages::stems,
    quotations::denies_copy,
    senses::{CONTRARIES, DENIAL, TURN, WORD, are_contrary},
    ties::close_passages,
};
use crate::report::{
    sentences::{self, is_common},
    times::{is_failure, pattern},
};

impl Evidence {
    /// What is wrong with a text whose sentences say the contrary of every place of the report that has their words.
    pub(super) fn check_sense(&self, place: &str, prose: &str) -> Option<String> {
        let own = sentences::split(prose).into_iter().take(MAX_SENTENCES);
        let mut own = own.flat_map(clauses);
        own.find_map(|own| {
            let said = self.contrary_of(own)?;
            Some(format!(
                "{place} {} turns the sense of the report, which says {}; keep to its sense and its names",
                material::quoted(own),
                material::quoted(said)
            ))
        })
    }

    /// What the report says where `own` says the contrary.
    fn contrary_of(&self, own: &str) -> Option<&str> {
        let passages = self.passages();
        let said = |place: usize| self.text.get(passages.passages.get(place)?.range.clone());
        let turns = |stems: &[String], least: f64, is_contrary: &dyn Fn(&str, &str) -> bool| {
            let near = close_passages(passages, stems, least);
            let mut said = near.into_iter().filter_map(said).take(MAX_PLACES).peekable();
            let first = *said.peek()?;
            said.all(|said| is_contrary(own, said)).then_some(first)
        };
        let by_another = || {
            let actor = Actor::of(own)?;
            turns(&passages.stems_of(actor.act), MIN_SHARE, &|_, said| actor.is_another_in(said))
        };
        let stems = passages.stems_of(own);
        let is_turned = |own: &str, said: &str| are_turned(own, said) || denies_copy(said, own);
        turns(&stems, MIN_SHARE, &is_turned)
            .or_else(|| turns(&stems, MIN_OF_DENIED, &tells_denied))
            .or_else(by_another)
    }
}

/// A sentence, and its clauses where it has several: each may stand in another place of the report.
pub(super) fn clauses(sentence: &str) -> Vec<&str> {
    let mut begin = 0;
    let mut clauses = vec![sentence];
    for turn in TURN.find_iter(sentence).take(MAX_CLAUSES) {
        clauses.extend(sentence.get(begin..turn.start()));
        begin = turn.end();
    }
    clauses.extend(sentence.get(begin..).filter(|_| begin > 0));
    clauses.into_iter().map(str::trim).collect()
}

/// Whether `own` says the opposite of `said`, or denies what it tells, or tells what it denies.
pub(super) fn are_turned(own: &str, said: &str) -> bool {
    are_contrary(own, said, &CONTRARIES) || tells_denied(own, said) || tells_denied(said, own)
}

/// Whether one text plainly tells what the other denies.
fn tells_denied(told: &str, denying: &str) -> bool {
    let denials = denials(denying);
    let is_denied =
        |range: &Range<usize>| denials.iter().any(|(scope, _)| scope.contains(&range.start));
    denials.iter().any(|(_, head)| {
        let of_head = |text: &str| {
            let words =
                WORD.find_iter(text).filter(|word| stem(word.as_str()).as_ref() == Some(head));
            words.map(|word| word.range()).collect::<Vec<_>>()
        };
        let in_told = of_head(told);
        let rest = || {
            let mut rest = told.to_owned();
            in_told.iter().rev().for_each(|range| rest.replace_range(range.clone(), " "));
            rest
        };
        let is_plain = |rest: String| {
            ![&*NEGATION, &*DENIAL, &*IF].iter().any(|words| words.is_match(&rest))
                && !is_failure(&rest)
        };
        // Of the same thing: "no data was lost" says nothing of disks.
        let (about, known) = (stems(told), stems(denying));
        let is_same = about.iter().any(|stem| stem != head && known.contains(stem));
        is_same && !in_told.is_empty() && of_head(denying).iter().all(is_denied) && is_plain(rest())
    })
}

/// What a text denies: the rest of the clause behind each denial, and the first word there that says something.
fn denials(text: &str) -> Vec<(Range<usize>, String)> {
    let denial = |denial: regex::Match<'_>| {
        let rest = text.get(denial.end()..)?;
        let end = TURN.find(rest).map_or(rest.len(), |turn| turn.start());
        let scope = rest.get(..end)?;
        let lead = text.get(..denial.start())?;
        let mut words = WORD.find_iter(scope).filter(|word| !word.as_str().ends_with("ly"));
        let head = words.find_map(|word| stem(word.as_str()))?;
        // "Not before 15:00", "would not have failed if": it may have been so at another time, or under another
        // condition.
        (!BOUND.is_match(scope) && !IF.is_match(lead))
            .then(|| (denial.end()..denial.end() + end, head))
    };
    NEGATION.find_iter(text).take(MAX_DENIALS).filter_map(denial).collect()
}

/// The stem of a word that says something: "down" does behind a verb, as common as it is.
fn stem(word: &str) -> Option<String> {
    if word == "down" { Some(word.to_owned()) } else { stems(word).into_iter().next() }
}

/// Who does something in a sentence that begins with a name.
pub(super) struct Actor<'s> {
    name: &'s str,
    /// What is done, with its verb first.
    act: &'s str,
}

impl<'s> Actor<'s> {
    pub(super) fn of(sentence: &'s str) -> Option<Self> {
        let captures = ACTOR.captures(sentence)?;
        let name = captures.name("name")?;
        let act = sentence.get(captures.name("verb")?.start()..)?;
        let is_name =
            name.as_str().contains(' ') || names::acts(name.as_str(), sentence.get(name.end()..)?);
        is_name.then_some(Self { name: name.as_str(), act })
    }

    /// Whether another name does the same in `said`, which does not speak of this one.
    pub(super) fn is_another_in(&self, said: &str) -> bool {
        let verb = WORD.find(self.act).map(|verb| stems(verb.as_str())).unwrap_or_default();
        let lower = said.to_lowercase();
        let is_named = |part: &str| lower.contains(&part.to_lowercase());
        let Some(same) =
            WORD.find_iter(said).find(|word| !verb.is_empty() && stems(word.as_str()) == verb)
        else {
            return false;
        };
        let lead = said.get(..same.start()).unwrap_or_default();
        let Some(other) = OTHER.captures(lead).and_then(|captures| captures.name("name")) else {
            return false;
        };
        let word = other.as_str();
        // "14:02 lea deployed": a word without an article names somebody.
        let is_alone = || {
            let before = lead.get(..other.start()).unwrap_or_default();
            !before.trim_end().ends_with(char::is_alphabetic) && !word.ends_with('s')
        };
        let is_name = word.starts_with(char::is_uppercase) || is_alone();
        !self.name.split(' ').any(is_named) && is_name && !is_common(&word.to_lowercase())
    }
}

/// Of a statement stands so much in a place that says the same, or the contrary.
const MIN_SHARE: f64 = 0.75;

/// A denial names the word that it denies, so that less of the rest shows that both speak of one thing.
const MIN_OF_DENIED: f64 = 0.5;

const MAX_SENTENCES: usize = 40;
const MAX_CLAUSES: usize = 10;
const MAX_PLACES: usize = 16;
const MAX_DENIALS: usize = 10;

/// Words that deny what follows them.
static NEGATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:not|never|no\x20+longer|no\x20+(?:[a-z-]+\x20+){1,3}(?:is|are|was|were|has|have|had|could|can)|nobody|no[\x20-]one|nothing|cannot|nicht|niemand|kein(?:e[nmrs]?)?)\b|n['’]t\b",
    )
});

/// What is denied only of a time or a part.
static BOUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:until|till|before|after|for|since|within|yet|only|just|all|every|bis|nur)\b")
});

/// What is denied only under a condition.
static IF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:would|should|could|may|might|if)\b"));

/// A name at the beginning of a sentence, and the verb behind it.
static ACTOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?<name>\p{Lu}[\p{L}'’-]+(?:\x20\p{Lu}[\p{L}'’-]+)?)\x20+(?:(?:was|is|has|had|then|later|also|been)\x20+)*(?<verb>\p{Ll}+)\b",
    )
});

/// The word or the name before a verb.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?<name>\p{L}[\p{L}'’-]+)\x20+(?:(?:was|is|has|had|then|later|also|been)\x20+)*$")
});
