//! Whether a report bears out running text: its numbers and names, its sense, and that it is about the incident at all.

use super::Evidence;
use crate::report::sentences;

impl Evidence {
    /// Everything that is wrong with `prose`. What is about something else is told only where nothing else is wrong: it
    /// repeats that.
    pub fn check_prose(&self, place: &str, prose: &str) -> Vec<String> {
        let mut wrong = self.check_particulars(place, prose);
        wrong.extend(self.check_end(place, prose));
        wrong.extend(self.check_sense(place, prose));
        wrong.extend(self.check_harm(place, prose));
        if wrong.is_empty() {
            wrong.extend(self.check_topic(place, prose));
        }
        wrong
    }

    /// The sentences of `prose` with which nothing is wrong, as far as `max_words` reach; none if none is left, or what
    /// is left is about something else.
    pub fn borne_prose(&self, prose: &str, max_words: usize) -> Option<String> {
        let is_borne = |sentence: &str| {
            self.check_particulars("", sentence).is_empty()
                && self.check_end("", sentence).is_none()
                && self.check_sense("", sentence).is_none()
                && self.check_harm("", sentence).is_none()
                && !self.is_foreign_sentence(sentence)
        };
        let kept = kept_sentences(prose, max_words, is_borne);
        kept.filter(|kept| self.check_topic("", kept).is_none())
    }

    /// What is wrong with the numbers and the names of `prose`. A sentence of the report is borne out.
    pub fn check_particulars(&self, place: &str, prose: &str) -> Vec<String> {
        let own = sentences::split(prose).into_iter();
        let own: Vec<_> = own.filter(|sentence| !self.text.contains_quote(sentence)).collect();
        let own = own.join(" ");
        self.check_numbers(place, &own).into_iter().chain(self.check_names(place, &own)).collect()
    }
}

/// The sentences of `prose` that are borne out, as far as `max_words` reach; none if there are none.
pub(super) fn kept_sentences(
    prose: &str,
    max_words: usize,
    is_borne: impl Fn(&str) -> bool,
) -> Option<String> {
    let borne = sentences::split(prose).into_iter().filter(|sentence| is_borne(sentence));
    let kept = sentences::first_of(borne, max_words);
    (!kept.is_empty()).then_some(kept)
}
