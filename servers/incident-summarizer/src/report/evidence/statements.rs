//! Whether what an answer states stands together in one place of the report: an action where it speaks of work to do, a cause
//! where it is not ruled out, an event in its own quotation.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;
use shared::material;

use super::{
    Evidence,
    contrary::{Actor, are_turned},
    passages::{self, Form, Line},
    senses,
    ties::{Reach, Search, Tie, tie, without},
    topic::is_of_topic,
};
use crate::report::{sections::Kind, sentences, times::pattern, words::words};

impl Evidence {
    /// Everything that is wrong with `action` as one that the report tells of.
    pub fn unplanned(&self, place: &str, action: &str) -> Vec<String> {
        if self.text.contains_quote(action) && self.tie_of_action(action).is_some() {
            return Vec::new();
        }
        self.foreign(place, action).into_iter().chain(self.unnumbered(place, action)).collect()
    }

    fn foreign(&self, place: &str, action: &str) -> Option<String> {
        let quoted = material::quoted(action);
        if self.actions.iter().any(|known| known.action.starts_with(action)) {
            return None;
        }
        let Some(tie) = self.tie_of_action(action) else {
            return Some(format!(
                "{place} {quoted} is no work that the report tells of in one place; keep to the words of one of its items, or leave it out"
            ));
        };
        let said = self.said_at(tie.passage);
        senses::are_opposite(action, said).then(|| {
            format!(
                "{place} {quoted} turns the sense of the report, which says {}; keep to its sense",
                material::quoted(said)
            )
        })
    }

    /// Where the report tells of `action`.
    pub(super) fn tie_of_action(&self, action: &str) -> Option<Tie> {
        // Why it is done says nothing of what is done.
        let what = PURPOSE.find(action).and_then(|purpose| action.get(..purpose.start()));
        let stems = self.passages().stems_of(what.unwrap_or(action));
        // What is not to be done may be said of what is not to be done.
        let denied = if senses::prohibits(action) { nothing } else { senses::refused };
        let is_item = |line: &Line| line.kind == Kind::ActionItems;
        // A report with a list of its own has the rest of its work in what it says of the end.
        let has_items = !self.actions.is_empty() || self.passages().lines.iter().any(is_item);
        let tells_work = |line: &Line| match line.kind {
            Kind::ActionItems | Kind::Resolution => true,
            Kind::Timeline => false,
            _ => !has_items,
        };
        let search = Search { reach: Reach::Line, lines: &tells_work, denied: &denied };
        tie(self.passages(), &self.text, &stems, &search).filter(|tie| tie.share >= MIN_OF_ACTION)
    }

    /// What is wrong with a cause or a factor: each of its sentences is tied to a neighbourhood of the report that does not rule it
    /// out.
    pub fn uncaused(&self, place: &str, cause: &str) -> Option<String> {
        sentences::split(cause)
            .into_iter()
            .take(MAX_SENTENCES)
            .find_map(|sentence| self.unruled(place, sentence))
    }

    fn unruled(&self, place: &str, sentence: &str) -> Option<String> {
        let stems = self.passages().stems_of(sentence);
        // The report may say what was not the cause, and so may the answer beside what was.
        let denied = senses::ruled_out(sentence);
        let denies = !denied.is_empty();
        if denies && !senses::rest(sentence, &denied).any(|word| is_of_topic(&word)) {
            return Some(format!(
                "{place} {} only says what was not the cause; write the cause that the report names, or null",
                material::quoted(sentence)
            ));
        }
        if !denies && stems.iter().any(|stem| self.is_ruled_out(stem)) {
            return Some(format!(
                "{place} {} is ruled out by the report, or was not affected; write the cause that it names, or null",
                material::quoted(sentence)
            ));
        }
        // Few words, "disk full", stand in no neighbourhood: one of them is the report's.
        let (known, all) = self.telling_words(sentence);
        let is_short = stems.len() < MIN_STEMS;
        let is_foreign = is_short && all > 0 && known == 0 && self.passages().is_english();
        let is_told = || {
            let reach = Reach::Passages(NEIGHBOURHOOD);
            let search = Search { reach, lines: &|_| true, denied: &nothing };
            self.text.contains_quote(sentence)
                || tie(self.passages(), &self.text, &stems, &search)
                    .is_some_and(|tie| tie.share >= MIN_OF_CAUSE)
        };
        if let Some(turned) = self.turned(place, sentence) {
            return Some(turned);
        }
        (is_foreign || !is_short && !is_told()).then(|| {
            format!(
                "{place} {} stands in no one place of the report; keep to what it says in one place and to its words, or write null",
                material::quoted(sentence)
            )
        })
    }

    /// Whether the report says of something that it was not the cause, or was not affected, and nowhere else more than that it was
    /// suspected.
    fn is_ruled_out(&self, stem: &String) -> bool {
        let passages = self.passages();
        let said = |place: &usize| {
            let range = passages.passages.get(*place).map(|passage| passage.range.clone());
            range.and_then(|range| self.text.get(range)).unwrap_or_default()
        };
        let is_denied = |place: &usize| {
            let said = said(place);
            let denied = senses::ruled_out(said);
            !denied.is_empty() && without(said, &denied, std::slice::from_ref(stem), 1) == 0
        };
        let is_suspected = |place: &usize| senses::suspects(said(place));
        passages.places(stem).is_some_and(|places| {
            places.iter().any(is_denied)
                && places.iter().all(|place| is_denied(place) || is_suspected(place))
        })
    }

    /// What is wrong with `event` as one that is told by `quote`: it shares words with the quotation, those of its own or, as paraphrases
    /// do, most of those that any report has.
    pub fn untold(&self, place: &str, event: &str, quote: &str) -> Option<String> {
        let of_topic = |text: &str| -> Vec<String> {
            let words = words(text).filter(|word| is_of_topic(word));
            words.flat_map(|word| passages::stems(&word)).collect()
        };
        let shares = |own: &[String], told: &[String], least: f64| {
            let shared = own.iter().filter(|stem| told.contains(stem)).count() as f64;
            shared >= least * own.len() as f64
        };
        let (own, told) = (of_topic(event), of_topic(quote));
        let (all, all_told) = (passages::stems(event), passages::stems(quote));
        // "Resolved at 16:16" tells nothing that could be compared, nor does "All was well again".
        let is_silent = told.is_empty()
            || own.is_empty() && all.iter().all(|stem| self.passages().places(stem).is_none());
        let is_number = |word: &String| word.len() > 1 && word.parse::<u64>().is_ok();
        let is_told = is_silent
            || words(event).filter(is_number).any(|number| words(quote).any(|word| word == number))
            || shares(&all, &all_told, MOST_OF_EVENT)
            || !own.is_empty() && shares(&own, &told, MIN_OF_EVENT)
            || own.is_empty() && shares(&all, &all_told, MIN_OF_EVENT);
        let is_turned = || {
            let by_another = Actor::of(event).is_some_and(|actor| actor.is_another_in(quote));
            are_turned(event, quote) || by_another
        };
        (!is_told || is_turned()).then(|| {
            format!(
                "{place} {} is not what its quote says; tell the event of the quotation in its own words, or quote what tells this event",
                material::quoted(event)
            )
        })
    }

    /// A sentence, a row or a whole item, as the report says it.
    fn said_at(&self, passage: usize) -> &str {
        let passages = self.passages();
        let sentence = passages.passages.get(passage).map(|passage| passage.range.clone());
        let whole = passages.line(passage).filter(|line| line.form != Form::Text);
        let range = whole.map(|line| line.range.clone()).or(sentence);
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }
}

fn nothing(_: &str) -> Vec<Range<usize>> {
    Vec::new()
}

/// The least share of an action. Rephrased items keep that much; halves of two items, and words from elsewhere, do not.
const MIN_OF_ACTION: f64 = 0.66;

/// Causes are explained in a few sentences, and retold with other words more often than actions.
const NEIGHBOURHOOD: usize = 3;
const MIN_OF_CAUSE: f64 = 0.45;
const MIN_OF_EVENT: f64 = 0.3;
const MOST_OF_EVENT: f64 = 0.5;

/// Fewer telling words say nothing that could be looked for: "This is why it took so long."
const MIN_STEMS: usize = 3;

/// A cause of more sentences is a story.
const MAX_SENTENCES: usize = 20;

/// The purpose of all actions, in the many wordings of writers.
static PURPOSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i).\b(?:so\x20that\x20(?:this|it|we)|in\x20order\x20to|to\x20(?:prevent|avoid)\x20(?:this|it|that|a\x20(?:recurrence|repeat)|recurrence|similar|future))\b",
    )
});
