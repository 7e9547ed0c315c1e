//! Whether a sentence speaks of something that only its reader knows by that name, and so of any series.

use crate::series::claims::{
    context::subjects::Source,
    numbers::claim::Claim,
    reading::{cues::Cue, mentions::What, words},
};

use super::NO_SUBJECTS;

impl Claim<'_> {
    /// Whether the sentence neither names a series nor points back to one, but has a subject of its own.
    pub(super) fn is_free(&self) -> bool {
        self.subjects.source == Source::Carried
            && !self.points_back()
            && self.check.about.is_empty()
            && self.has_own_subject()
    }

    /// Whether the sentence has a word that points back to a series; `this morning` does not.
    fn points_back(&self) -> bool {
        const TIMES: &str =
            "morning afternoon evening night week month year day hour time quarter season";
        let scope = &self.check.scope;
        let (start, end) = scope.sentence(self.at);
        (start..end).any(|at| {
            PRONOUNS.contains(&scope.word(at))
                && !self.points_to_event(at)
                && !(matches!(scope.word(at), "this" | "that" | "same")
                    && (words::holds(TIMES, scope.word(at + 1))
                        || matches!(scope.what(at + 1), Some(What::Time(_)))))
        })
    }

    /// `an hour after that`: what happened before, not who is spoken of.
    fn points_to_event(&self, at: usize) -> bool {
        let scope = &self.check.scope;
        let before = at.checked_sub(1).map_or("", |before| scope.last_word(before));
        matches!(scope.word(at), "this" | "that")
            && matches!(before, "after" | "before" | "since" | "until" | "till" | "following")
            && scope.is_boundary(at + 1)
    }

    /// Whether the sentence begins with a noun that may be another series in its reader's words, `The route climbed`,
    /// and not with a statistic or a time, `The coldest reading was`, `Peak:`.
    fn has_own_subject(&self) -> bool {
        let scope = &self.check.scope;
        let (start, _) = scope.sentence(self.at);
        let is_article =
            |at: usize| matches!(scope.word(at), "the" | "our" | "your" | "a" | "an" | "my");
        let may_begin = |at: usize| {
            at == start
                || matches!(scope.what(at - 1), Some(What::Start(_)))
                || matches!(scope.word(at - 1), "," | "and" | "but" | "while")
                || is_article(at - 1)
        };
        // `Outside the episode values are lower`
        let is_placed = |at: usize| {
            const PLACES: &str =
                "outside within during before after over until since from in on at for of";
            is_article(at.saturating_sub(1))
                && words::holds(PLACES, scope.word(at.saturating_sub(2)))
        };
        let is_noun = |at: usize| match scope.what(at) {
            _ if is_placed(at) => false,
            Some(What::Word) => scope.word(at).len() > 2 && !NO_SUBJECTS.contains(&scope.word(at)),
            // `the level had jumped`
            Some(What::Cue(cue)) => {
                // `End: 36.97 °C`
                let is_label = matches!(cue, Cue::Last | Cue::First | Cue::Readings) && at == start;
                (is_label || matches!(cue, Cue::Change | Cue::Rate)) && !scope.is_number(at + 1)
            }
            _ => false,
        };
        (start..self.at).any(|at| may_begin(at) && !is_article(at) && is_noun(at))
            || self.counts_unknown_things()
    }

    /// Whether the number counts things by a word that only its reader knows: `114 tickets were open`, `barely 1.1k people
    /// online`.
    pub(super) fn counts_unknown_things(&self) -> bool {
        let word = self.word(1);
        matches!(self.what(1), Some(What::Word))
            && self.figure.unit.is_none()
            && self.figure.written.digits >= 2
            && word.len() > 3
            && (word.ends_with('s') && !word.ends_with("ss") || word == "people")
            && !words::holds(NO_THINGS, word)
    }
}

/// Words behind a number that end like nouns and count nothing.
const NO_THINGS: &str = "\
    this thus perhaps always afterwards besides its hours minutes seconds days weeks months years times series \
    levels points values averages comes goes runs stays lies sits means gives makes stands shows looks seems was has does";

/// Words that point back to a series.
const PRONOUNS: [&str; 12] = [
    "it", "its", "it's", "this", "that", "same", "metric", "series", "they", "them", "their",
    "these",
];
