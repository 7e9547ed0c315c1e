//! What ties an answer to a report: whether a quotation stands in it, a service is named in it as affected, a time and
//! a number are told in it, and a statement stands together in one place of it.
//!
//! Each `check_…` gives what is wrong in a sentence that the model can act on, or nothing; `borne_…` what is left of a
//! text. What follows from the report (an end from a start and a length) is borne out as well as what stands there. In
//! reading order:
//!
//! - `prose`: running text, all of it; `topic`: whether it is about the report at all
//! - `quotations`: what is copied; `names`: services, and the proper names of a text
//! - `times`: moments; `numbers`: counts, shares and lengths of time, which `figures` reads
//! - `actions`, `owners` and `due`: what is to be done, by whom and by when; `causes`; `events`
//! - `ties`: how much of a statement stands together, in the `passages` of the report; `senses`: what turns the sense
//!   of words; `contrary`: whether a sentence says the contrary of its place; `reversals`: whether an event undoes its
//!   quotation
//! - `harm`: whether a text denies what the report tells of those who were hit
//! - `status`: whether it is over; `titles`: whether two titles are one

mod actions;
mod causes;
mod contrary;
mod due;
mod events;
mod figures;
mod harm;
mod names;
mod numbers;
mod owners;
mod passages;
mod prose;
mod quotations;
mod reversals;
#[cfg(test)]
mod sense_tests;
mod senses;
#[cfg(test)]
mod statement_tests;
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
    periods: OnceLock<Vec<due::Period>>,
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

    fn passages(&self) -> &Passages {
        self.passages.get_or_init(|| Passages::of(&self.text))
    }
}
