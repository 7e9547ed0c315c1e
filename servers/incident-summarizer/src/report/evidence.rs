//! What ties an answer to a report: whether a quotation stands in it, a service is named in it as affected, a time and a number are
//! told in it, and a statement stands together in one place of it.
//!
//! Each check gives what is wrong in a sentence that the model can act on, or nothing. What follows from the report (an end
//! from a start and a length) is borne out as well as what stands there. In reading order:
//!
//! - `topic`: whether a text is about the report at all
//! - `names`: quotations, services, and the proper names of a text; `owners`: who does an action, `dates`: by when
//! - `times`: moments
//! - `numbers`: counts, shares and lengths of time; `figures` reads them
//! - `statements`: actions, causes and events; `ties` measures how much of one stands together, `passages` says where, `senses` what
//!   turns the sense of words, and `contrary` whether a sentence says the contrary of its place
//! - `status`: whether it is over; `titles`: whether two titles are one

mod contrary;
mod dates;
mod figures;
mod names;
mod numbers;
mod owners;
mod passages;
#[cfg(test)]
mod sense_tests;
mod senses;
#[cfg(test)]
mod statement_tests;
mod statements;
mod status;
#[cfg(test)]
mod tests;
mod ties;
mod times;
mod titles;
mod topic;

use std::{collections::HashSet, sync::OnceLock};

use shared::Material;

use super::{
    Event,
    actions::ActionItem,
    sentences,
    times::{self as moments, Context, Moment},
};
use passages::Passages;
pub use titles::is_same_title;

/// What a report says, for checks of what is said about it.
#[derive(Debug)]
pub struct Evidence {
    text: Material,
    context: Context,
    moments: Vec<Moment>,
    /// The lengths of time that it tells, in minutes.
    lengths: Vec<u32>,
    timeline: Vec<Event>,
    services: Vec<String>,
    /// Its own list of actions.
    actions: Vec<ActionItem>,
    // A report that no model answers about needs none of these.
    passages: OnceLock<Passages>,
    entries: OnceLock<Vec<times::Entry>>,
    words: OnceLock<HashSet<String>>,
    told: OnceLock<numbers::Told>,
    periods: OnceLock<Vec<dates::Period>>,
}

impl Evidence {
    /// What `text` says, whose times leave out what `context` says, and whose timeline, services and actions were read.
    pub fn of(
        text: &str,
        context: Context,
        moments: Vec<Moment>,
        timeline: &[Event],
        services: &[String],
        actions: &[ActionItem],
    ) -> Self {
        Self {
            text: Material::new("report", text),
            context,
            moments,
            lengths: moments::lengths(text).into_iter().map(|length| length.minutes).collect(),
            timeline: timeline.to_vec(),
            services: services.to_vec(),
            actions: actions.to_vec(),
            passages: OnceLock::new(),
            entries: OnceLock::new(),
            words: OnceLock::new(),
            told: OnceLock::new(),
            periods: OnceLock::new(),
        }
    }

    /// Everything in `prose` that the report does not bear out: its numbers and its names. A sentence of the report is borne out.
    pub fn unborne(&self, place: &str, prose: &str) -> Vec<String> {
        let own = sentences::split(prose)
            .into_iter()
            .filter(|sentence| !self.text.contains_quote(sentence));
        let own = own.collect::<Vec<_>>().join(" ");
        self.unnumbered(place, &own).into_iter().chain(self.misnamed(place, &own)).collect()
    }

    /// Everything in `prose` that the report does not bear out, or says the contrary of; or else that it is about something else.
    pub fn untrue(&self, place: &str, prose: &str) -> Vec<String> {
        let mut wrong = self.unborne(place, prose);
        wrong.extend(self.ended(place, prose));
        wrong.extend(self.turned(place, prose));
        if wrong.is_empty() {
            wrong.extend(self.unrelated(place, prose));
        }
        wrong
    }

    /// The sentences of `prose` whose numbers and names are the report's, as far as `max_words` reach; none if none is left,
    /// or what is left is about something else.
    pub fn borne_sentences(&self, prose: &str, max_words: usize) -> Option<String> {
        let is_borne = |sentence: &str| {
            self.unborne("", sentence).is_empty()
                && self.ended("", sentence).is_none()
                && self.turned("", sentence).is_none()
                && !self.is_foreign_sentence(sentence)
        };
        let kept = self.kept_sentences(prose, max_words, is_borne);
        kept.filter(|kept| self.unrelated("", kept).is_none())
    }

    /// The sentences of a cause that are tied to the report as well.
    pub fn borne_causes(&self, cause: &str) -> Option<String> {
        self.kept_sentences(cause, usize::MAX, |sentence| {
            self.unborne("", sentence).is_empty() && self.uncaused("", sentence).is_none()
        })
    }

    fn kept_sentences(
        &self,
        prose: &str,
        max_words: usize,
        is_borne: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let borne = sentences::split(prose).into_iter().filter(|sentence| is_borne(sentence));
        let kept = sentences::first_of(borne, max_words);
        (!kept.is_empty()).then_some(kept)
    }

    fn passages(&self) -> &Passages {
        self.passages.get_or_init(|| Passages::of(&self.text))
    }
}
