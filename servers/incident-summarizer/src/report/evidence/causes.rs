//! Whether a cause stands in one place of the report, and is not ruled out there.

use std::sync::LazyLock;

use regex::Regex;
use shared::material;

use super::{
    Evidence, passages,
    prose::kept_sentences,
    senses,
    ties::{Reach, Search, nothing, tie, without},
    topic::is_of_topic,
};
use crate::report::{sections::Kind, sentences, times::pattern};

impl Evidence {
    /// Everything that is wrong with a cause or a factor. Each of its sentences is tied to a neighborhood of the report
    /// that does not rule it out.
    pub fn check_cause(&self, place: &str, cause: &str) -> Vec<String> {
        let untied = sentences::split(cause)
            .into_iter()
            .take(MAX_SENTENCES)
            .find_map(|sentence| self.check_sentence_of_cause(place, sentence));
        let bare = self.check_is_told(place, cause);
        self.check_particulars(place, cause).into_iter().chain(bare).chain(untied).collect()
    }

    /// What is wrong with a cause that is a single word, "Omar" or "recovery", which the report does not call a cause.
    fn check_is_told(&self, place: &str, cause: &str) -> Option<String> {
        let passages = self.passages();
        let stems = passages::stems(cause);
        let [stem] = stems.as_slice() else { return None };
        let is_cause = |passage: &usize| {
            let said = passages.passages.get(*passage).map(|passage| passage.range.clone());
            let said = said.and_then(|range| self.text.get(range)).unwrap_or_default();
            let behind = CAUSE.find(said).and_then(|cue| said.get(cue.end()..));
            let is_under = passages.line(*passage).is_some_and(|line| line.kind == Kind::RootCause);
            is_under || behind.is_some_and(|behind| passages::stems(behind).contains(stem))
        };
        let is_told = passages.places(stem).is_some_and(|places| places.iter().any(is_cause));
        (!is_told && passages.is_english()).then(|| {
            format!(
                "{place} {} says of nothing what happened to it; write why it happened in a sentence, or null",
                material::quoted(cause)
            )
        })
    }

    /// The sentences of a cause with which nothing is wrong.
    pub fn borne_cause(&self, cause: &str) -> Option<String> {
        let is_borne = |sentence: &str| self.check_cause("", sentence).is_empty();
        kept_sentences(cause, usize::MAX, is_borne)
    }

    fn check_sentence_of_cause(&self, place: &str, sentence: &str) -> Option<String> {
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
        // Few words, "disk full", stand in no neighborhood: one of them is the report's.
        let (known, all) = self.telling_words(sentence);
        let is_short = stems.len() < MIN_STEMS;
        let is_foreign = is_short && all > 0 && known == 0 && self.passages().is_english();
        let is_told = || {
            let reach = Reach::Passages(NEIGHBORHOOD);
            let search = Search { reach, lines: &|_| true, denied: &nothing };
            self.text.contains_quote(sentence)
                || tie(self.passages(), &self.text, &stems, &search)
                    .is_some_and(|tie| tie.share >= MIN_OF_CAUSE)
        };
        if let Some(turned) = self.check_sense(place, sentence) {
            return Some(turned);
        }
        (is_foreign || !is_short && !is_told()).then(|| {
            format!(
                "{place} {} stands in no one place of the report; keep to what it says in one place and to its words, or write null",
                material::quoted(sentence)
            )
        })
    }

    /// Whether the report says of something that it was not the cause, or was not affected, and nowhere else more than
    /// that it was suspected.
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
}

/// Causes are explained in a few sentences, and retold with other words more often than actions.
const NEIGHBORHOOD: usize = 3;
const MIN_OF_CAUSE: f64 = 0.45;

/// Fewer telling words say nothing that could be looked for: "This is why it took so long."
const MIN_STEMS: usize = 3;

/// A cause of more sentences is a story.
const MAX_SENTENCES: usize = 20;

/// Words behind which a cause is named, be it in one word.
static CAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:caus(?:e[sd]?|ing)|due\x20+to|because|reasons?|culprit|result\x20+of|trigger(?:s|ed)?|blame[sd]?|fault)\b",
    )
});
