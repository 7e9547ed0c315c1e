//! Whether what an answer states stands together in one place of the report: an action where it speaks of work to do, a cause
//! where it is not ruled out, an event in its own quotation.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use regex::Regex;
use shared::material;

use super::{
    Evidence,
    names::Wording,
    passages::{self, Form, Line},
    senses,
    ties::{Reach, Search, Tie, tie},
    topic::is_of_topic,
};
use crate::report::{sections::Kind, sentences, times::pattern, words::words};

impl Evidence {
    /// Everything that is wrong with `action` as one that the report tells of.
    pub fn unplanned(&self, place: &str, action: &str) -> Vec<String> {
        let told = self.foreign(place, action).into_iter();
        if self.text.contains_quote(action) {
            return told.collect();
        }
        told.chain(self.unnumbered(place, action))
            .chain(self.misnamed(place, action, Wording::Orders))
            .collect()
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
        (!self.text.contains_quote(action) && senses::are_opposite(action, said)).then(|| {
            format!(
                "{place} {quoted} turns the sense of the report, which says {}; keep to its sense",
                material::quoted(said)
            )
        })
    }

    /// Where the report tells of `action`: among its items most of the words count, in a plan told elsewhere the word for the work
    /// as well, and in any other place nearly all.
    pub(super) fn tie_of_action(&self, action: &str) -> Option<Tie> {
        // Why it is done says nothing of what is done.
        let what = PURPOSE.find(action).and_then(|purpose| action.get(..purpose.start()));
        let stems = passages::stems(what.unwrap_or(action));
        let is_work = |stem: &str| WORK_STEMS.contains(stem);
        // What is not to be done may be said of what is not to be done.
        let denied = if senses::prohibits(action) { nothing } else { senses::refused };
        let found = |lines: &dyn Fn(&Line) -> bool, unknown, light, least| {
            let search = Search {
                reach: Reach::Line,
                unknown,
                light: (&is_work, light),
                lines,
                denied: &denied,
            };
            tie(self.passages(), &self.text, &stems, &search).filter(|tie| tie.share >= least)
        };
        let is_item = |line: &Line| line.kind == Kind::ActionItems;
        // A report with a list of its own has the rest of its work in what it says of the end.
        let has_items = !self.actions.is_empty() || self.passages().lines.iter().any(is_item);
        let is_elsewhere = |line: &Line| match line.kind {
            Kind::Resolution => true,
            Kind::Timeline => false,
            _ => !has_items,
        };
        found(&is_item, 0.35, 0.3, MIN_OF_ITEM)
            .or_else(|| found(&|line| line.is_plan, 1.0, 1.0, MIN_OF_PLAN))
            .or_else(|| found(&is_elsewhere, 1.0, 1.0, MIN_ELSEWHERE))
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
        let stems = passages::stems(sentence);
        let found = |denied: &dyn Fn(&str) -> Vec<Range<usize>>| {
            let search = Search {
                reach: Reach::Passages(NEIGHBOURHOOD),
                unknown: 0.5,
                light: (&|_| false, 1.0),
                lines: &|_| true,
                denied,
            };
            self.text.contains_quote(sentence)
                || tie(self.passages(), &self.text, &stems, &search)
                    .is_some_and(|tie| tie.share >= MIN_OF_CAUSE)
        };
        // The report may say what was not the cause, and so may the answer.
        if senses::ruled_out(sentence).is_empty() && !found(&senses::ruled_out) && found(&nothing) {
            return Some(format!(
                "{place} {} is ruled out by the report; write the cause that it names, or null",
                material::quoted(sentence)
            ));
        }
        // Few words, "disk full", stand in no neighbourhood: one of them is the report's.
        let (known, all) = self.telling_words(sentence);
        let is_short = stems.len() < MIN_STEMS;
        let is_foreign = is_short && all > 0 && known == 0 && self.passages().is_english();
        (is_foreign || !is_short && !found(&nothing)).then(|| {
            format!(
                "{place} {} stands in no one place of the report; keep to what it says in one place and to its words, or write null",
                material::quoted(sentence)
            )
        })
    }

    /// What is wrong with `event` as one that is told by `quote`: it shares words with the quotation, or with the rest of the line
    /// that this stands in, and not far more with another entry of the timeline.
    pub fn untold(&self, place: &str, event: &str, quote: &str) -> Option<String> {
        let of_topic: Vec<String> = words(event)
            .filter(|word| is_of_topic(word))
            .flat_map(|word| passages::stems(&word))
            .collect();
        let is_general = of_topic.is_empty();
        let stems = if is_general { passages::stems(event) } else { of_topic };
        let share = |told: &HashSet<String>| {
            let shared = stems.iter().filter(|stem| told.contains(*stem)).count();
            shared as f64 / stems.len().max(1) as f64
        };
        let mut told: HashSet<String> = passages::stems(quote).into_iter().collect();
        let quoted = passages::spoken(quote);
        let lines = self.lines_with(&quoted);
        told.extend(lines.into_iter().flat_map(passages::stems));
        let own = share(&told);
        let is_of_another = || {
            let mut others = self.timeline.iter().take(MAX_EVENTS);
            others.any(|other| {
                share(&passages::stems(&other.quote).into_iter().collect()) > own + MORE_OF_ANOTHER
            })
        };
        // Words of every report are often synonyms: "all was well again".
        let is_telling = !stems.is_empty()
            && (!is_general || stems.iter().any(|stem| self.passages().places(stem).is_some()));
        (is_telling && (own < MIN_OF_EVENT || is_of_another())).then(|| {
            format!(
                "{place} {} is not what its quote says; tell the event of the quotation in its own words, or quote what tells this event",
                material::quoted(event)
            )
        })
    }

    /// The lines that these words stand in.
    fn lines_with(&self, quoted: &str) -> Vec<&str> {
        let spoken = self.spoken.get_or_init(|| self.text.lines().map(passages::spoken).collect());
        let holding = self.text.lines().zip(spoken).filter(|(_, spoken)| spoken.contains(quoted));
        holding.map(|(line, _)| line).take(MAX_LINES).collect()
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

/// The least share of an action among the items of the report, where it speaks of plans, and anywhere else. Rephrased items keep that
/// much; halves of two items, and words from elsewhere, do not.
const MIN_OF_ITEM: f64 = 0.66;
const MIN_OF_PLAN: f64 = 0.7;
const MIN_ELSEWHERE: f64 = 0.85;

/// Causes are explained in a few sentences, and retold with other words more often than actions.
const NEIGHBOURHOOD: usize = 3;
const MIN_OF_CAUSE: f64 = 0.5;
const MIN_OF_EVENT: f64 = 0.3;

/// So much more of an event stands in another entry if it is that entry's.
const MORE_OF_ANOTHER: f64 = 0.4;
const MAX_EVENTS: usize = 100;

/// Fewer telling words say nothing that could be looked for: "This is why it took so long."
const MIN_STEMS: usize = 3;

/// The same words may stand in several lines.
const MAX_LINES: usize = 8;

/// A cause of more sentences is a story.
const MAX_SENTENCES: usize = 20;

static WORK_STEMS: LazyLock<HashSet<String>> =
    LazyLock::new(|| senses::WORK.iter().flat_map(|word| passages::stems(word)).collect());

/// The purpose of all actions, in the many wordings of writers.
static PURPOSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i).\b(?:so\x20that\x20(?:this|it|we)|in\x20order\x20to|to\x20(?:prevent|avoid)\x20(?:this|it|that|a\x20(?:recurrence|repeat)|recurrence|similar|future))\b",
    )
});
